// The search for a bad run: a real one in a real worker, its progress, its end, and the run that it finds.

import assert from "node:assert/strict";
import { everyBrowser } from "./browsers.mjs";
import { STILL, at, event, isOneSentence, push, settled, state, stroke, text, until } from "./synod.mjs";

const SEARCH_MS_MAX = 60_000;

async function openSearch(page) {
  await stroke(page, "f");
  await page.waitForSelector(".sheet #search-go");
}

/** Chooses the nth of a list, by keyboard or not: a list hears of it either way. */
const choose = (page, id, value) =>
  page.$eval(id, (list, value) => {
    list.selectedIndex = value;
    list.dispatchEvent(new Event("change", { bubbles: true }));
  }, value);

async function over(page) {
  const end = Date.now() + SEARCH_MS_MAX;
  while (Date.now() < end) {
    const told = await page.evaluate(() => document.querySelector(".verdicts, .search-report .error") && document.querySelector("#search-go").textContent);
    if (told === "Search again" || told === "再次搜索") return text(page, ".search-report");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the search never ended: ${await text(page, ".sheet")}`);
}

everyBrowser(({ name, test, visit }) => {
  test("a guard is taken away, and the shortest bad run stands beside the present one", () =>
    visit("#/paxos/duel?l=en&f=3", STILL, async (page) => {
      await push(page, "Find a bad run…", ".side");
      await page.click("#search-guard-promise");
      await page.click("#search-go");
      const told = await over(page);
      assert.match(told, /Agreement: broken after 14 moves, and after no fewer/);
      await page.click("#search-beside");
      await until(page, "two runs stand side by side", () => document.querySelectorAll(".pane").length === 2);
      assert.equal((await state(page)).checks.agreement, "broken");
      const found = await event(page);
      assert.match(await settled(page), /&b=/);
      await stroke(page, "ArrowLeft");
      await at(page, found - 1);
      assert.notEqual((await state(page)).checks.agreement, "broken");
      await page.reload();
      await page.waitForSelector("html[data-ready=true]");
      assert.equal(await page.$$eval(".pane", (all) => all.length), 2);
    }));

  test("can it be: two resolutions cannot be with every guard, and can without one", () =>
    visit("#/paxos/duel?l=en", STILL, async (page) => {
      const claim = (place, words) =>
        page.$eval(`#search-claim-${place}`, (list, words) => {
          list.selectedIndex = [...list.options].findIndex((option) => option.text === words);
          list.dispatchEvent(new Event("change", { bubbles: true }));
        }, words);
      await openSearch(page);
      await page.click("#search-agreement");
      await claim(0, "P1 has declared red");
      await page.waitForSelector("#search-claim-1");
      await claim(1, "P2 has declared blue");
      await page.click("#search-go");
      assert.match(await over(page), /It cannot be: no such run comes to it/);
      await page.click("#search-guard-promise");
      await page.click("#search-go");
      await until(page, "it is found", () => /It can be: after \d+ moves, and after no fewer/.test(document.querySelector(".verdicts")?.textContent ?? ""));
      await over(page);
      await page.click("#search-beside");
      await until(page, "two runs stand side by side", () => document.querySelectorAll(".pane").length === 2);
      assert.equal((await state(page)).checks.agreement, "broken");
    }));

  test("by keyboard alone, in Chinese: everything is looked at, and nothing is broken", () =>
    visit("#/paxos/nobody-fails?l=zh", STILL, async (page) => {
      await stroke(page, "f");
      await page.waitForSelector("#search-go");
      await page.focus("#search-agreement");
      await page.keyboard.press("Enter");
      const told = await over(page);
      assert.match(told, /这就是全部/);
      assert.match(told, /成立/);
      await page.keyboard.press("Escape");
      await until(page, "the dialog is closed", () => !document.querySelector(".sheet"));
    }));

  test("a great search tells how far it has come, leaves the page alive, and can be stopped", () =>
    visit("#/paxos/duel?l=en", STILL, async (page) => {
      await openSearch(page);
      await choose(page, "#search-crashes", 2);
      await choose(page, "#search-wakes", 2);
      await choose(page, "#search-states", 2);
      await page.click("#search-go");
      await until(page, "progress is told", () => /[1-9][\d,]* states, up to \d+ moves/.test(document.querySelector(".search-report")?.textContent ?? ""));
      const counted = () => page.evaluate(() => Number(document.querySelector(".search-report progress").value));
      const before = await counted();
      await until(page, "it goes on", (before) => Number(document.querySelector(".search-report progress").value) > before, before);
      await page.keyboard.press("Escape");
      await until(page, "the page says so behind the dialog", () => /Searching: [\d,]+ states/.test(document.querySelector(".search-open").textContent));
      await stroke(page, "ArrowRight");
      await at(page, 1);
      await openSearch(page);
      await page.click("#search-go");
      const told = await over(page);
      assert.match(told, /There are more: it was stopped/);
      assert.match(told, /not broken as far as the search came/);
    }));

  test("without anything to break one sentence says what is missing", () =>
    visit("#/paxos/duel?l=en", STILL, async (page) => {
      await openSearch(page);
      await page.click("#search-agreement");
      await page.click("#search-go");
      isOneSentence(await text(page, ".sheet > .hint, .sheet > .error"));
      assert.equal(await page.$(".search-report progress"), null);
    }));

  test("where the searcher cannot be had one sentence says so, and the run stays", () =>
    visit("#/paxos/duel?l=en&f=4", { ...STILL, missing: /search/, errors: /404/ }, async (page) => {
      await openSearch(page);
      await page.click("#search-go");
      await until(page, "it is told", () => document.querySelector(".search-report .error") !== null);
      isOneSentence(await text(page, ".search-report .error"));
      await page.keyboard.press("Escape");
      assert.equal(await event(page), 4);
    }));

  if (name === "chromium") {
    test("while it searches the page goes on drawing", (t) =>
      visit("#/paxos/duel?l=en", {}, async (page) => {
        await openSearch(page);
        await choose(page, "#search-states", 2);
        await choose(page, "#search-crashes", 2);
        await page.click("#search-go");
        await until(page, "it has begun", () => document.querySelector(".search-report progress[value]") !== null);
        await page.keyboard.press("Escape");
        // As long as it searches, at most two seconds: a fast machine may be done before. How long a
        // task takes is the machine's to say, so it is told, not asserted.
        const { frames, worst } = await page.evaluate(() => new Promise((done) => {
          const searching = () => /Searching/.test(document.querySelector(".search-open").textContent);
          let [last, worst, frames] = [performance.now(), 0, 0];
          const look = (now) => {
            worst = Math.max(worst, now - last);
            last = now;
            if (++frames < 120 && searching()) requestAnimationFrame(look);
            else done({ frames, worst: Math.round(worst) });
          };
          requestAnimationFrame(look);
        }));
        t.diagnostic(`${frames} frames while it searched, the longest time between two: ${worst} ms`);
        assert.ok(frames >= 10, `the page drew ${frames} times while it searched`);
      }));
  }
});
