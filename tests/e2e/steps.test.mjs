// Time: every way forward and back, at every grain, by key, by mouse, in mid-motion, and for those who listen.

import assert from "node:assert/strict";
import { everyBrowser } from "./browsers.mjs";
import { STILL, at, event, frame, isOneSentence, press, push, sentence, settled, state, stroke, text, until } from "./synod.mjs";

const LESSON = "#/paxos/nobody-fails?l=en";
const FRAMES = 15; // behaviour.md: start, command, 3 prepare, 3 promise, 3 propose, 3 accepted, 1 learn

const choose = (page, select, words) => page.evaluate((select, words) => {
  const list = document.querySelector(select);
  list.selectedIndex = [...list.options].findIndex((option) => option.textContent === words);
  list.dispatchEvent(new Event("change", { bubbles: true }));
}, select, words);

everyBrowser(({ name, test, visit }) => {
  test("nobody fails: fifteen frames forward, and the same fifteen back", () =>
    visit(LESSON, STILL, async (page) => {
      const way = [await frame(page)];
      for (let to = 1; to < FRAMES; to += 1) {
        await press(page, "ArrowRight", to);
        way.push(await frame(page));
      }
      const { last, ended } = await state(page);
      assert.deepEqual({ last, ended }, { last: FRAMES - 1, ended: true });
      assert.equal(new Set(way.map((one) => one.digest)).size, FRAMES, "every frame has a digest of its own");
      assert.equal(new Set(way.map((one) => one.story.join())).size, FRAMES, "every frame has a story of its own");
      assert.deepEqual(way.at(-1).checks, { agreement: "holds", validity: "holds", promises: "holds", learned: "holds", termination: "holds" });
      for (let to = FRAMES - 2; to >= 0; to -= 1) {
        await press(page, "ArrowLeft", to);
        assert.deepEqual(await frame(page), way[to], `frame ${to} on the way back`);
      }
    }));

  if (name === "firefox") return;

  test("the buttons of the transport do what the keys do", () =>
    visit(LESSON, STILL, async (page) => {
      const ways = [["Forward", 1], ["Forward", 2], ["Back", 1], ["To the end", 14], ["To the start", 0]];
      for (const [button, to] of ways) {
        await push(page, button, ".transport");
        await at(page, to, `after ${button}`);
      }
      await push(page, "Next phase", ".transport");
      assert.ok((await event(page)) > 0, "a phase ahead");
    }));

  test("home, end, page keys and brackets", () =>
    visit(LESSON, STILL, async (page) => {
      await press(page, "End", 14);
      await press(page, "Home", 0);
      await press(page, "PageDown", 1);
      await press(page, "PageDown", 2);
      await press(page, "PageUp", 1);
      await press(page, "Home", 0);
      const ahead = [0];
      for (;;) {
        const from = ahead.at(-1);
        await stroke(page, "]");
        const to = await event(page);
        if (to === from) break;
        assert.ok(to > from, "a phase leads ahead");
        ahead.push(to);
      }
      assert.equal(ahead.at(-1), 14, "the last phase ends where the run does");
      assert.ok(ahead.length >= 4, `prepare, propose and learn are phases of their own: ${ahead}`);
      for (const to of ahead.slice(0, -1).reverse()) await press(page, "[", to);
    }));

  for (const [grain, words] of [["phase", "a phase"], ["frame", "a frame"], ["event", "an event"]]) {
    test(`back undoes exactly one forward where a step is ${words}`, () =>
      visit("#/paxos/adopt?l=en", STILL, async (page) => {
        await choose(page, "select.grain", words);
        assert.match(await settled(page), grain === "frame" ? /^(?!.*[?&]g=)/ : new RegExp(`[?&]g=${grain}`));
        await press(page, "PageDown", 1); // off the beat of the phases
        const way = [await frame(page)];
        for (let step = 0; step < 4; step += 1) {
          await stroke(page, "ArrowRight");
          way.push(await frame(page));
          assert.ok(way.at(-1).event > way.at(-2).event, `step ${step} leads ahead`);
        }
        for (const one of way.slice(0, -1).reverse()) {
          await press(page, "ArrowLeft", one.event);
          assert.deepEqual(await frame(page), one);
        }
      }));
  }

  test("a step ahead is undone whole, even when the grain was changed in between", () =>
    visit("#/paxos/adopt?l=en", STILL, async (page) => {
      await press(page, "PageDown", 1);
      await choose(page, "select.grain", "a phase");
      await stroke(page, "ArrowRight");
      assert.ok((await event(page)) > 2, "a phase is more than a frame");
      await choose(page, "select.grain", "a frame");
      await press(page, "ArrowLeft", 1);
    }));

  test("forward in mid-motion completes the motion and goes on", () =>
    visit(LESSON, async (page) => {
      await choose(page, "select.speed", "¼×");
      await press(page, "ArrowRight", 1);
      await press(page, "ArrowRight", 2);
      assert.ok(await page.$(".picture[data-moving]"), "something is under way");
      const before = await frame(page);
      await press(page, "ArrowRight", 3);
      assert.ok(await page.$(".picture[data-moving]"), "the next step is under way");
      assert.equal((await frame(page)).event, 3);
      await press(page, "ArrowLeft", 2);
      assert.equal(await page.$(".picture[data-moving]"), null, "back is at once");
      assert.deepEqual(await frame(page), before);
    }));

  test("reduced motion: a step jumps, and ends in the picture that motion ends in", async () => {
    const pictures = {};
    for (const motion of ["reduce", "no-preference"]) {
      pictures[motion] = [];
      await visit(LESSON, { motion }, async (page) => {
        await choose(page, "select.speed", "4×");
        await page.evaluate(() => window.synod.on("frame", ({ event }) => { window.rested = event; }));
        for (let to = 1; to < FRAMES; to += 1) {
          await press(page, "ArrowRight", to);
          if (motion === "reduce") assert.equal(await page.$(".picture[data-moving]"), null, `frame ${to} stands at once`);
          await until(page, "the motion is over", (to) => window.rested === to, to);
          pictures[motion].push(await page.$eval(".picture", (picture) => picture.outerHTML.split(/(?=<)/)));
        }
      });
    }
    for (const [index, picture] of pictures.reduce.entries()) {
      const other = pictures["no-preference"][index];
      const differing = picture.map((part, at) => [part, other[at]]).filter(([part, that]) => part !== that);
      assert.deepEqual(differing.slice(0, 4), [], `frame ${index + 1}`);
      assert.equal(picture.length, other.length);
    }
  });

  test("play goes on by itself, stops when asked, and says so at the end", () =>
    visit(LESSON, STILL, async (page) => {
      await choose(page, "select.speed", "4×");
      await stroke(page, "Space");
      await until(page, "it plays", () => window.synod.state().playing && window.synod.state().event >= 2);
      await stroke(page, "Space");
      const here = await state(page);
      assert.equal(here.playing, false);
      await stroke(page, "Space");
      await at(page, 14);
      await until(page, "play stops", () => !window.synod.state().playing);
      const words = await sentence(page);
      isOneSentence(words);
      await push(page, "Again", ".toast");
      await at(page, 0);
    }));

  test("before the start and behind the end the page says where it stands", () =>
    visit(LESSON, STILL, async (page) => {
      await stroke(page, "ArrowLeft");
      assert.match(await sentence(page), /start of the run/);
      await press(page, "End", 14);
      await stroke(page, "ArrowRight");
      isOneSentence(await sentence(page));
      await push(page, "Next scenario", ".toast");
      await until(page, "the next scenario is open", () => window.synod.state().scenario === "adopt");
    }));

  test("the space-time diagram is the scrubber, by pointer and by key", () =>
    visit(LESSON, STILL, async (page) => {
      await press(page, "End", 14);
      const { left, top, width, height } = await page.$eval(".diagram-plot", (plot) => {
        const { left, top, width, height } = plot.getBoundingClientRect();
        return { left, top, width, height };
      });
      const x = (share) => left + width * share;
      await page.mouse.move(x(0.5), top + height - 2);
      await page.mouse.down();
      const middle = await event(page);
      assert.ok(middle > 4 && middle < 10, `the middle of the diagram is in mid-run: ${middle}`);
      await page.mouse.move(x(0.001), top + height - 2, { steps: 3 });
      await page.mouse.up();
      await at(page, 0, "after dragging to the left edge");
      await page.focus(".diagram-slider");
      await press(page, "ArrowRight", 1);
      await press(page, "ArrowUp", 2);
      const said = await page.$eval(".diagram-slider", (slider) => slider.getAttribute("aria-valuetext"));
      assert.match(said, /frame 2 of/);
    }));

  test("those who listen hear each step by hand, and not play", () =>
    visit(LESSON, STILL, async (page) => {
      const heard = () => text(page, "[aria-live=polite].live");
      await press(page, "ArrowRight", 1);
      const first = await heard();
      assert.match(first, /^Frame 1\. .*P1/);
      await press(page, "ArrowRight", 2);
      assert.match(await heard(), /^Frame 2\. /);
      await press(page, "ArrowLeft", 1);
      assert.equal(await heard(), first);
      await choose(page, "select.speed", "4×");
      await stroke(page, "Space");
      await until(page, "it has played on", () => window.synod.state().event >= 3 && window.synod.state().playing);
      assert.equal(await heard(), first, "play is silent");
      await stroke(page, "Space");
    }));
});
