// Two runs side by side under one cursor, a node's own two histories, and what one node sees.

import assert from "node:assert/strict";
import { everyBrowser, untilReady } from "./browsers.mjs";
import { STILL, at, choose, clickNode, isOneSentence, press, push, sentence, settled, state, stroke, text, until } from "./synod.mjs";

const ADOPT = "#/paxos/adopt?l=en&f=12";
const TWO = `${ADOPT}&b=duel`;

const panes = (page) => page.$$eval(".pane", (all) => all.length);
const told = (page) => text(page, ".contrast .told");
const active = (page) => page.$$eval(".pane", (all) => all.findIndex((one) => one.getAttribute("aria-current") === "true"));
const captions = (page, pane) =>
  page.$$eval(`.pane:nth-of-type(${pane}) .figure`, (all) => Object.fromEntries(all.map((one) => {
    const copy = one.cloneNode(true);
    copy.querySelectorAll(".was, .unequal").forEach((part) => part.remove());
    return [copy.querySelector(".node-name").textContent, copy.textContent.replace(/\s+/g, " ").trim()];
  })));

everyBrowser(({ test, visit }) => {
  test("b opens the run beside itself, both step together, and b closes it", () =>
    visit("#/paxos/nobody-fails?l=en&f=3", STILL, async (page) => {
      await stroke(page, "b");
      await until(page, "there are two panes", () => document.querySelectorAll(".pane").length === 2);
      assert.match(await told(page), /The same picture in both runs\./);
      assert.equal(await page.$(".halo"), null);
      await press(page, "ArrowRight", 4);
      assert.match(await told(page), /The same picture/);
      assert.match(await settled(page), /&b=nobody-fails%3Fv%3D1%26d%3D[0-9a-f]{4}$/);
      await stroke(page, "b");
      await until(page, "there is one pane", () => document.querySelectorAll(".pane").length === 1);
      assert.doesNotMatch(await settled(page), /[&]b=/);
    }));

  test("an act in the active pane alone makes a difference that is marked and said", () =>
    visit("#/paxos/nobody-fails?l=en&f=3", STILL, async (page) => {
      await push(page, "Two runs side by side", ".transport");
      await until(page, "there are two panes", () => document.querySelectorAll(".pane").length === 2);
      await page.click(".pane.second .figure[data-node='3'] .spot");
      await until(page, "the second pane is the active one", () => Boolean(document.querySelector(".pane.second.at .menu")));
      await choose(page, /^Crash A3/);
      await at(page, 4);
      await until(page, "A3 is signed", () => document.querySelectorAll(".figure[data-node='3'] .unequal").length === 2);
      assert.match(await told(page), /^≠ ?\d nodes? differ.*A3/);
      assert.match(await page.$eval(".figure[data-node='3'] [role]", (one) => one.getAttribute("aria-label")), /differs from the other run/);
      const first = await captions(page, 1);
      assert.doesNotMatch(first.A3, /crashed/);
      assert.match((await captions(page, 2)).A3, /crashed/);
      assert.equal(await page.$eval("select.stands", (one) => one.selectedOptions[0].textContent), "a run of its own");
    }));

  test("two runs, the active pane and a reload", () =>
    visit(TWO, STILL, async (page) => {
      assert.equal(await panes(page), 2);
      await stroke(page, "o");
      await until(page, "run 2 is the active one", () => Boolean(document.querySelector(".pane.second.at")));
      const address = await settled(page);
      assert.match(address, /^#\/paxos\/adopt\?v=1&f=12&d=[0-9a-f]{4}&l=en&b=duel.*&at=2$/);
      const before = [await captions(page, 1), await captions(page, 2), await told(page)];
      await page.reload();
      await untilReady(page);
      assert.deepEqual([await captions(page, 1), await captions(page, 2), await told(page)], before);
      assert.equal(await active(page), 1);
      assert.equal(await settled(page), address);
      await page.click(".which .button");
      await until(page, "run 1 is the active one", () => Boolean(document.querySelector(".pane:not(.second).at")));
      assert.doesNotMatch(await settled(page), /&at=/);
    }));

  test("what stands in the second pane is chosen from a list, and a run that has ended says so", () =>
    visit("#/paxos/nobody-fails?l=en&f=10&b=nobody-fails", STILL, async (page) => {
      await page.select("select.stands", await page.$$eval("select.stands option", (all) => all.find((one) => /duel/.test(one.textContent)).value));
      await until(page, "the duel stands there", () => /duel/.test(location.hash));
      await page.evaluate(() => window.synod.seek(20));
      await until(page, "run 1 has ended", () => /ended in frame 14/.test(document.querySelector(".pane-head .ended")?.textContent ?? ""));
    }));

  test("a branch of the run stands beside the present one", () =>
    visit("#/paxos/nobody-fails?l=en&f=6", STILL, async (page) => {
      await press(page, "ArrowLeft", 5);
      await clickNode(page, "A2");
      await choose(page, /^Crash A2/);
      await at(page, 6);
      await push(page, "Beside the present run", ".side");
      await until(page, "there are two panes", () => document.querySelectorAll(".pane").length === 2);
      assert.match(await page.$eval("select.stands", (one) => one.selectedOptions[0].textContent), /as it opened/);
      assert.match(await told(page), /A2/);
    }));

  test("a node's two histories say how long the runs are the same to it", () =>
    visit("#/paxos/nobody-fails?l=en&f=2&b=nobody-fails", STILL, async (page) => {
      await clickNode(page, "P1");
      await stroke(page, "Escape");
      await until(page, "the strip is there", () => Boolean(document.querySelector(".histories")));
      assert.match(await text(page, ".histories summary"), /To P1 the two runs are the same: (\d+) of \1 lines\./);
      await page.click(".pane.second .figure[data-node='1'] .spot");
      await choose(page, /^Crash A1/);
      await page.click(".which .button");
      await clickNode(page, "P1");
      await stroke(page, "Escape");
      await until(page, "a crash elsewhere is nothing to P1", () => /are the same: /.test(document.querySelector(".histories summary")?.textContent ?? ""));
      await page.evaluate(() => window.synod.seek(6));
      await until(page, "they part once an answer is missing", () => / for \d+ lines; /.test(document.querySelector(".histories summary")?.textContent ?? ""));
      assert.ok((await page.$$(".lines tr.parts")).length > 0);
    }));

  test("a bad second run costs one sentence, and the first is there", () =>
    visit(`${ADOPT}&b=no-such`, STILL, async (page) => {
      const words = await sentence(page);
      assert.match(words, /no-such/);
      isOneSentence(words.replace(/\. /g, ", "));
      assert.equal(await panes(page), 1);
      assert.equal((await state(page)).event, 12);
      assert.doesNotMatch(await settled(page), /&b=/);
    }));

  test("seen by one: the rest is veiled, it is in the address, and one press lifts it", () =>
    visit(ADOPT, STILL, async (page) => {
      await stroke(page, "v");
      assert.match(await sentence(page), /Select a node first/);
      await page.select("select.eyes", await page.$eval("select.eyes option:nth-child(2)", (one) => one.value));
      await until(page, "P1 sees", () => document.querySelector(".veil")?.textContent.includes("Seen by P1"));
      const seen = await captions(page, 1);
      assert.match(seen.P1, /id 1/);
      assert.deepEqual([seen.A1, seen.A2, seen.A3], ["A1", "A2", "A3"]);
      assert.equal(await text(page, ".story .what"), "Something happens that P1 does not see.");
      assert.equal(await page.$(".watcher-note, .chip.left, .chip.holds, .event.crash"), null);
      assert.match(await settled(page), /&by=P1$/);
      await page.reload();
      await untilReady(page);
      assert.deepEqual(await captions(page, 1), seen);
      await clickNode(page, "A1");
      assert.match(await text(page, ".inspector"), /P1 cannot know this/);
      await stroke(page, "Escape");
      await page.click(".veil .lifts");
      await until(page, "the veil is lifted", () => !document.querySelector(".veil") && !/by=/.test(location.hash));
      await clickNode(page, "A1");
      await page.click(".menu .sees");
      await until(page, "A1 sees", () => /by=A1/.test(location.hash));
      await stroke(page, "v");
      await until(page, "v lifts it", () => !document.querySelector(".veil"));
    }));

  test("an unknown pair of eyes gets a sentence", () =>
    visit(`${ADOPT}&by=Z9`, STILL, async (page) => {
      assert.match(await sentence(page), /Z9/);
      assert.equal(await page.$(".veil"), null);
    }));

  for (const [width, height, ui] of [[390, 844, ""], [480, 270, "&ui=embed"], [1440, 900, ""]]) {
    test(`at ${width}x${height} both runs can be reached and nothing hangs over`, () =>
      visit(`${TWO}${ui}&by=P2`, { ...STILL, width, height }, async (page) => {
        await page.waitForSelector(".veil .lifts");
        const wide = await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
        assert.ok(wide, "nothing scrolls sideways");
        for (const index of [1, 0]) {
          await (await page.$$(".which .button"))[index].click();
          await until(page, `run ${index + 1} is the active one`, (index) =>
            [...document.querySelectorAll(".pane")][index].getAttribute("aria-current") === "true", index);
          const { width: seen } = await page.$eval(".pane.at .picture", (one) => one.getBoundingClientRect().toJSON());
          assert.ok(seen > 150, `its picture is seen, ${seen} wide`);
        }
      }));
  }
});
