// Breaking it on purpose: by mouse, by key alone, in the past, and back again.

import assert from "node:assert/strict";
import { everyBrowser } from "./browsers.mjs";
import {
  STILL, at, choose, chord, clickMessage, clickNode, event, focused, frame, isOneSentence, menu, nodeOf, press,
  push, sentence, state, stroke, text, until,
} from "./synod.mjs";

const LESSON = "#/paxos/nobody-fails?l=en";

everyBrowser(({ name, test, visit }) => {
  test("a click on a node opens its menu and does nothing; Crash crashes it; undo and redo", () =>
    visit(`${LESSON}&f=2`, STILL, async (page) => {
      await at(page, 2);
      const before = await frame(page);
      await clickNode(page, "A1");
      await page.waitForSelector(".menu");
      assert.match(await text(page, ".menu-head b"), /A1/);
      assert.deepEqual(await frame(page), before, "opening a menu changes nothing");
      await choose(page, /^Crash A1/);
      await at(page, 3);
      assert.equal(await page.$(".menu"), null, "the menu is closed");
      assert.match(await text(page, ".story .what"), /A1 crashes/);
      const crashed = await frame(page);
      assert.ok(await page.$(`${await nodeOf(page, "A1")} .now .crashed, ${await nodeOf(page, "A1")} .now.crashed`), "A1 is drawn as crashed");
      await stroke(page, "u");
      await at(page, 2);
      assert.deepEqual(await frame(page), before);
      await chord(page, "Shift", "U");
      await at(page, 3);
      assert.deepEqual(await frame(page), crashed);
      await push(page, "Undo", ".transport");
      await at(page, 2);
      await push(page, "Redo", ".transport");
      await at(page, 3);
      await chord(page, "Control", "z");
      await at(page, 2);
      await chord(page, "Control", "y");
      await at(page, 3);
    }));

  if (name === "firefox") return;

  test("a message is lost, doubled, held and released by mouse", () =>
    visit(`${LESSON}&f=1`, STILL, async (page) => {
      await at(page, 1);
      const flying = (words) => page.$$eval(".packet", (all, words) => all.filter((one) =>
        one.getAttribute("aria-label").includes(words) && !one.closest("[data-state=gone], [data-state=lost]")).length, words);
      assert.equal(await flying("from P1 to A1"), 1);
      await clickMessage(page, "from P1 to A1");
      await page.waitForSelector(".menu");
      assert.equal(await event(page), 1);
      await choose(page, /^Duplicate /);
      await at(page, 2);
      assert.equal(await flying("from P1 to A1"), 2, "both are in flight");
      assert.ok(await page.$(".packets .twin"), "the twin is marked");

      await clickMessage(page, "from P1 to A2");
      await choose(page, /^Lose /);
      await at(page, 3);
      assert.equal(await flying("from P1 to A2"), 0);
      assert.match(await text(page, ".story .what"), /lost/);

      await clickMessage(page, "from P1 to A3");
      await choose(page, /^Hold back /);
      await at(page, 4);
      assert.ok(await page.$(".packet.late"), "it is drawn as late");
      await stroke(page, "End");
      assert.equal(await flying("from P1 to A3"), 1, "the end of the run does not release it");
      await clickMessage(page, "from P1 to A3");
      await choose(page, /^Release /);
      assert.match(await text(page, ".story .what"), /moves again/);
      await stroke(page, "End");
      assert.equal(await flying("from P1 to A3"), 0, "released, it arrives");
    }));

  test("every message that rests on the stage can be met with the mouse", () =>
    visit("#/paxos/duel?l=en", STILL, async (page) => {
      for (let step = 1; step <= 12; step += 1) {
        await press(page, "ArrowRight", step);
        const missed = await page.evaluate(() => [...document.querySelectorAll(".packet")]
          .filter((one) => !one.closest("[data-state=gone], [data-state=lost]"))
          .filter((one) => {
            const { left, top, width, height } = one.querySelector(".token").getBoundingClientRect();
            return document.elementFromPoint(left + width / 2, top + height / 2)?.closest(".packet") !== one;
          }).map((one) => one.getAttribute("aria-label")));
        assert.deepEqual(missed, [], `frame ${step}`);
      }
    }));

  test("by key alone: to the stage, along it, into a menu, and an act", () =>
    visit(`${LESSON}&f=1`, STILL, async (page) => {
      await at(page, 1);
      await stroke(page, "Tab");
      assert.ok(await focused(page, ".skip"), "the first stop leads past everything");
      await stroke(page, "Enter");
      assert.ok(await focused(page, ".figure"), "to the stage");
      const here = () => page.evaluate(() => document.activeElement.getAttribute("aria-label"));
      const seen = [await here()];
      for (;;) {
        await stroke(page, "ArrowDown");
        const next = await here();
        if (seen.includes(next)) break;
        seen.push(next);
      }
      assert.equal(seen.length, 5 + 3, `five nodes and three messages: ${seen}`);
      await stroke(page, "ArrowUp");
      await stroke(page, "ArrowDown");
      assert.equal(await event(page), 1, "walking does nothing");
      while (!(await focused(page, await nodeOf(page, "A2")))) await stroke(page, "ArrowDown");
      await stroke(page, "Enter");
      await page.waitForSelector(".menu");
      assert.equal(await event(page), 1, "opening does nothing");
      assert.ok(await focused(page, ".menu"), "the focus is in the menu");
      for (let stop = 0; !(await page.evaluate(() => /^Crash A2/.test(document.activeElement.textContent.trim()))); stop += 1) {
        assert.ok(stop < 30, "the arrows lead to Crash");
        await stroke(page, "ArrowDown");
      }
      await stroke(page, "Enter");
      await at(page, 2);
      assert.match(await text(page, ".story .what"), /A2 crashes/);
      assert.ok(await focused(page, await nodeOf(page, "A2")), "the focus is where it was");
    }));

  test("escape closes a menu, and the focus goes back to where it was", () =>
    visit(`${LESSON}&f=1`, STILL, async (page) => {
      await page.$eval(`${await nodeOf(page, "A3")} [role=button]`, (face) => face.focus());
      await stroke(page, "Enter");
      await page.waitForSelector(".menu");
      await stroke(page, "Escape");
      assert.equal(await page.$(".menu"), null);
      assert.ok(await focused(page, await nodeOf(page, "A3")));
      assert.equal(await event(page), 1);
    }));

  test("digits do what stands in the list; x, c and k open the menus of faults", () =>
    visit(`${LESSON}&f=1`, STILL, async (page) => {
      await at(page, 1);
      const third = await page.$$eval(".side .offer kbd", (all) => all.find((one) => one.textContent === "3").closest(".offer").textContent);
      assert.match(third, /Deliver .* to A3/);
      await press(page, "3", 2);
      assert.match(await text(page, ".story .what"), /A3/);
      for (const [key, words] of [["x", /^Lose /], ["c", /^Crash /], ["k", /^Cut /]]) {
        await stroke(page, key);
        await page.waitForSelector(".menu");
        assert.equal(await event(page), 2, `${key} does nothing by itself`);
        assert.ok((await menu(page)).some((entry) => words.test(entry)), `${key}: ${await menu(page)}`);
        await stroke(page, "Escape");
      }
      await stroke(page, "c");
      await page.waitForSelector(".menu");
      const [first] = await menu(page);
      await press(page, "1", 3);
      assert.match(first, /^Crash P1/);
      assert.match(await text(page, ".story .what"), /P1 crashes/);
    }));

  test("single keys can be switched off, arrows stay", () =>
    visit(`${LESSON}&f=1`, STILL, async (page) => {
      await stroke(page, "?");
      await page.waitForSelector(".sheet #single-keys");
      assert.ok(await focused(page, ".sheet"), "the focus is in the dialog");
      await page.click("#single-keys");
      await stroke(page, "Escape");
      await stroke(page, "c");
      await stroke(page, "2");
      assert.equal(await page.$(".menu"), null);
      assert.equal(await event(page), 1);
      assert.equal(await page.$(".side .offer kbd"), null, "no key is promised");
      await press(page, "ArrowRight", 2);
      await page.reload();
      await until(page, "the page is ready", () => document.documentElement.dataset.ready === "true");
      await stroke(page, "c");
      assert.equal(await page.$(".menu"), null, "it is remembered");
    }));

  test("acting in the past keeps the old future as a branch that can be returned to", () =>
    visit(LESSON, STILL, async (page) => {
      await press(page, "End", 14);
      const end = await frame(page);
      await page.evaluate(() => window.synod.seek(5));
      await at(page, 5);
      await clickNode(page, "A3");
      await choose(page, /^Crash A3/);
      await at(page, 6);
      const branches = () => page.$$eval("#branches-head ~ .offers .offer", (all) => all.map((one) => [one.textContent.trim(), one.classList.contains("on")]));
      assert.equal((await branches()).length, 2, JSON.stringify(await branches()));
      await stroke(page, "End");
      assert.notEqual((await frame(page)).digest, end.digest, "the new future is another");
      const other = await page.$$eval("#branches-head ~ .offers .offer", (all) => all.findIndex((one) => !one.classList.contains("on")));
      await (await page.$$("#branches-head ~ .offers .offer"))[other].click();
      await stroke(page, "End");
      await at(page, 14);
      assert.deepEqual(await frame(page), end, "the old future is the old future");
    }));

  test("where nothing can happen the page says what is missing", () =>
    visit("#/paxos/f-plus-one?l=en", STILL, async (page) => {
      await stroke(page, "End");
      await stroke(page, "ArrowRight");
      isOneSentence(await sentence(page));
      const said = await text(page, "main, .side");
      assert.match(said, /waits for|is up|Wake/, "who waits for whom, and what would help");
      assert.deepEqual((await state(page)).checks.agreement, "holds");
      assert.deepEqual((await state(page)).checks.termination, "open");
    }));

  test("everybody crashed: nobody is left", () =>
    visit(`${LESSON}&f=1`, STILL, async (page) => {
      for (const node of ["P1", "A1", "A2", "A3", "L1"]) {
        const from = await event(page);
        await clickNode(page, node);
        await choose(page, new RegExp(`^Crash ${node}`));
        await at(page, from + 1);
      }
      await stroke(page, "End");
      assert.match(await text(page, "body"), /[Nn]obody is left/);
      assert.equal((await state(page)).checks.agreement, "holds");
    }));

  test("a guard that is taken away is always in sight, and its scenario ends with agreement broken", () =>
    visit("#/paxos/without-promise?l=en", STILL, async (page) => {
      assert.match(await text(page, ".intro .chip.left"), /promises are not kept/);
      assert.equal((await state(page)).checks.agreement, "holds");
      await stroke(page, "End");
      await until(page, "agreement is broken", () => window.synod.state().checks.agreement === "broken");
      assert.match(await text(page, "[data-check=agreement]"), /Agreement.*broken/);
      assert.ok(await page.$("[data-check=agreement].broken"));
      assert.ok(await page.$(".intro .chip.left"));
      await page.click("[data-check=agreement]");
      assert.match(await text(page, ".because"), /Broken in frame \d+/);
      await stroke(page, "p");
      await page.waitForSelector(".app.presenting");
      assert.match(await text(page, ".cues .chip.left"), /promises are not kept/, "presenting, too");
      assert.ok(await page.$(".cues [data-check=agreement].broken"));
    }));

  for (const [ui, width, height] of [["full", 390, 844], ["full", 1440, 900], ["embed", 480, 270], ["slide", 960, 540]]) {
    test(`a guard that is taken away and an assumption that is left are in sight at ${width}x${height} (${ui})`, () =>
      visit(`#/paxos/without-disk?l=en&ui=${ui}`, { ...STILL, width, height }, async (page) => {
        await page.evaluate(() => window.synod.seek(1e6));
        const seen = () => page.$$eval(".chip.left", (all) => all.filter((one) => {
          const { top, bottom, height } = one.getBoundingClientRect();
          return height > 0 && top >= 0 && bottom <= innerHeight;
        }).map((one) => one.textContent).join("; "));
        await until(page, "something is left", () => document.querySelectorAll(".chip.left").length > 1);
        const chips = await seen();
        assert.match(chips, /Without a guard/);
        assert.match(chips, /disks survive/);
      }));
  }

  test("a traitor turns the chip of the assumption red", () =>
    visit(`${LESSON}&f=2`, STILL, async (page) => {
      await at(page, 2);
      assert.equal(await page.$("#assumptions-head ~ .chips .chip.left"), null);
      await clickNode(page, "A2");
      await choose(page, /^A2 turns traitor from now on/);
      await at(page, 3);
      assert.match(await text(page, "#assumptions-head ~ .chips .chip.left"), /crash.*outside what the theorem assumes/i);
      await stroke(page, "u");
      await at(page, 2);
      assert.equal(await page.$("#assumptions-head ~ .chips .chip.left"), null);
    }));

  test("what is closed says why", () =>
    visit(`${LESSON}&f=1`, STILL, async (page) => {
      await page.$$eval(".side .closed-offers", (all) => all.forEach((one) => { one.open = true; }));
      await clickNode(page, "A1");
      const closed = await page.$$eval(".menu .offer.closed", (all) => all.map((one) => [one.textContent, one.querySelector(".why")?.textContent ?? ""]));
      assert.ok(closed.length > 0, "something cannot be done to A1");
      for (const [offer, why] of closed) isOneSentence(why || `no reason for ${offer}`);
    }));

  test("with a hundred messages in flight there are bundles, and at most twelve labels", () =>
    visit("#/paxos/nobody-fails?l=en&k=proposers:3,acceptors:9,learners:3,learn:acceptors,duplicate_percent:100,delay_ms_max:100,stagger_ms:0", STILL, async (page) => {
      let [most, bundles] = [0, 0];
      for (let step = 0; step < 60; step += 1) {
        await page.evaluate(() => window.synod.step(1));
        const seen = await page.evaluate(() => ({
          labels: document.querySelectorAll(".packet").length,
          bundles: document.querySelectorAll(".bundle").length,
          told: /(\d+) messages are in flight; only the 64 oldest/.exec(document.body.innerText)?.[1],
          flying: [...document.querySelectorAll(".bundle text")].reduce((sum, one) => sum + Number(one.textContent.match(/\d+/)?.[0] ?? 1), 0),
        }));
        assert.ok(seen.labels <= 12, `frame ${step + 1} has ${seen.labels} labelled messages`);
        assert.equal(seen.told !== undefined, seen.flying > 64, `frame ${step + 1}: ${seen.flying} in flight, told ${seen.told}`);
        most = Math.max(most, seen.flying);
        bundles += seen.bundles;
      }
      assert.ok(bundles > 0, "there are bundles");
      assert.ok(most >= 60, `the wire is crowded: ${most}`);
    }));
});
