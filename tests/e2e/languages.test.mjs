// The language is switched in mid-run, and the whole past is told anew.

import assert from "node:assert/strict";
import { everyBrowser } from "./browsers.mjs";
import { STILL, at, event, frame, press, push, settled, stroke, text, until } from "./synod.mjs";

// What a page in Chinese may say in Latin letters: names of nodes, of values, and the terms of the course text.
const LATIN = /^(?:[PAL]\d|red|blue|gold|F|Prepare|Promise|Propose|Accept|Accepted|Learn|Paxos|PAXOS|id|MAX|FLP|Proposers?|Acceptors?|Learners?)$/i;

const PARTS = [".story", "#guarantees-head ~ *", "#assumptions-head ~ *", "#offers-head ~ *", "#inspector-head ~ *", ".summary", ".intro", ".phase-name", ".cues", ".caption"];

/** What the page says, without names, values, links, words in code, and what it quotes from the course text. */
const prose = (page, parts) => page.evaluate((parts) => parts.flatMap((part) => [...document.querySelectorAll(part)]).map((one) => {
  const copy = one.cloneNode(true);
  copy.querySelectorAll("small").forEach((inner) => inner.prepend(" · "));
  copy.querySelectorAll(".term, .value, .node, .message, .rule, kbd, code").forEach((inner) => inner.replaceWith(" · "));
  return copy.textContent;
}), parts);

const latin = (words) => (words.match(/[A-Za-z][A-Za-z0-9-]*/g) ?? []).filter((word) => !LATIN.test(word));
const chinese = (words) => words.match(/[\u3400-\u9fff]+/g) ?? [];

everyBrowser(({ name, test, visit }) => {
  test("a switch in mid-run tells everything anew, and back", () =>
    visit("#/paxos/lossy?l=en", STILL, async (page) => {
      await page.evaluate(() => window.synod.seek(20));
      await at(page, 20);
      assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
      const english = await frame(page);
      await push(page, "中文", ".languages");
      await until(page, "the page is in Chinese", () => document.documentElement.lang.startsWith("zh"));
      const there = await frame(page);
      assert.equal(there.event, 20);
      assert.equal(there.digest, english.digest, "the frame is the same");
      assert.notDeepEqual(there.story, english.story);
      assert.match(await settled(page), /[?&]l=zh/);
      await stroke(page, "l");
      await until(page, "the page is in English", () => document.documentElement.lang === "en");
      assert.deepEqual(await frame(page), english);
    }));

  if (name === "firefox") return;

  for (const scenario of ["nobody-fails", "adopt", "lossy", "liar", "without-promise"]) {
    test(`no word of the other language in ${scenario}`, () =>
      visit(`#/paxos/${scenario}?l=zh`, STILL, async (page) => {
        for (;;) {
          const here = await event(page);
          for (const words of await prose(page, PARTS)) assert.deepEqual(latin(words), [], `frame ${here}: ${words}`);
          await stroke(page, "l");
          await until(page, "the page is in English", () => document.documentElement.lang === "en");
          for (const words of await prose(page, PARTS)) assert.deepEqual(chinese(words), [], `frame ${here}: ${words}`);
          await stroke(page, "l");
          await until(page, "the page is in Chinese", () => document.documentElement.lang.startsWith("zh"));
          if (here >= 30) break;
          await stroke(page, "ArrowRight");
          if ((await event(page)) === here) break;
        }
      }));
  }

  for (const lang of ["en", "zh"]) {
    test(`no line of a story begins with a mark that closes what was before it: ${lang}`, () =>
      visit(`#/oral-messages/two-traitors?f=30&l=${lang}`, STILL, async (page) => {
        for (let frames = 0; frames < 8; frames += 1) {
          const begins = await page.$eval(".story", (story) => {
            const words = document.createTreeWalker(story, NodeFilter.SHOW_TEXT);
            const found = [];
            let before = null;
            for (let node = words.nextNode(); node; node = words.nextNode()) {
              for (let at = 0; at < node.data.length; at += 1) {
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + 1);
                const box = range.getBoundingClientRect();
                if (box.width === 0) continue;
                const wraps = before && box.left < before.left && box.top > before.top;
                if (wraps && "、，。；：？！）》,.;:?!)".includes(node.data[at])) found.push(node.data.slice(at));
                before = box;
              }
            }
            return found;
          });
          assert.deepEqual(begins, []);
          await stroke(page, "ArrowRight");
        }
      }));
  }

  test("everything around the run is told anew as well", () =>
    visit("#/paxos/adopt?l=zh", STILL, async (page) => {
      const around = [".rail", ".scenarios", ".transport", ".header", ".about", ".frame-table"];
      for (const words of await prose(page, around)) {
        const foreign = latin(words.replace(/EN|Synod|Multi-Paxos|Made Simple|[PAL]\d+|[\d.½¼×]+|OM\(m\)|m\+1|mod|N/g, " "));
        assert.ok(foreign.length < 0.1 * words.length, `${foreign}: ${words}`);
      }
      const names = await page.$$eval("[aria-label], [title]", (all) => all.flatMap((one) => [one.getAttribute("aria-label"), one.getAttribute("title")]).filter(Boolean));
      const untold = names.filter((one) => chinese(one).length === 0 && latin(one.replace("Synod", "")).length > 0);
      assert.deepEqual(untold, []);
      assert.match(await page.title(), /Synod/);
    }));

  test("the language of the browser is taken where nothing else says one, and a choice is kept", () =>
    visit("", { ...STILL, lang: "zh-CN" }, async (page) => {
      assert.match(await page.evaluate(() => document.documentElement.lang), /^zh/);
      assert.match(await text(page, ".story"), /还什么都没有发生/);
      await push(page, "EN", ".languages");
      await until(page, "the page is in English", () => document.documentElement.lang === "en");
      await page.goto((await page.evaluate(() => location.href)).split("#")[0]);
      await page.reload();
      await until(page, "it is remembered", () => document.documentElement.dataset.ready === "true" && document.documentElement.lang === "en");
      await press(page, "ArrowRight", 1);
    }));
});
