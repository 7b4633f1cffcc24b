// The search over lies: strategies of the traitors are counted by a real searcher, and one that breaks a promise opens.

import assert from "node:assert/strict";
import { everyBrowser } from "./browsers.mjs";
import { STILL, push, state, stroke, text, until } from "./synod.mjs";

// Nodes, tolerated, traitors, strategies, broken IC1 and IC2: published, and recomputed by hand for the others.
const PUBLISHED = [["3", "1", "1", "12", "0", "2"], ["4", "1", "1", "32", "0", "0"], ["4", "1", "2", "192", "24", "24"]];

async function openSearch(page) {
  await stroke(page, "f");
  await page.waitForSelector(".sheet #search-go");
}

const isOver = (page) => until(page, "the search is over", () => /^(Search again|再次搜索)$/.test(document.querySelector("#search-go")?.textContent ?? ""));

const traitors = (page, count) =>
  page.$eval("#search-traitors", (list, count) => {
    list.selectedIndex = count;
    list.dispatchEvent(new Event("change", { bubbles: true }));
  }, count);

everyBrowser(({ test, visit }) => {
  test("one traitor among four breaks nothing whatever it says, two do, and the run stands beside the present one", () =>
    visit("#/oral-messages/all-loyal?l=en", STILL, async (page) => {
      await openSearch(page);
      await page.click("#search-go");
      await isOver(page);
      assert.match(await text(page, ".search-report"), /Looked at 32 strategies: that is all there are.*IC1: agreement: holds/s);
      await traitors(page, 2);
      await page.click("#search-validity");
      await page.click("#search-go");
      await until(page, "both are broken", () => document.querySelectorAll(".verdicts .broken").length === 2);
      await isOver(page);
      assert.match(await text(page, ".search-report"), /Looked at 192 strategies.*IC1: agreement: broken by 24 of them.*IC2: validity: broken by 24 of them/s);
      await page.click("#search-beside");
      await until(page, "two runs stand side by side", () => document.querySelectorAll(".pane").length === 2);
      assert.equal((await state(page)).checks.agreement, "broken");
    }));

  test("six generals with two traitors are sampled, said to be, and broken", () =>
    visit("#/oral-messages/six?l=zh", STILL, async (page) => {
      await push(page, "寻找坏运行……", ".side");
      await page.waitForSelector(".sheet #search-go");
      await page.click("#search-go");
      await isOver(page);
      assert.match(await text(page, ".search-report"), /抽查了 20,000 种；这不是完整搜索/);
      assert.equal(await page.$$eval(".verdicts .broken", (all) => all.length), 1);
    }));

  test("the table of small cases is counted row by row, by keyboard alone", () =>
    visit("#/oral-messages/three?l=en", STILL, async (page) => {
      await openSearch(page);
      await until(page, "the dialog has the focus", () => Boolean(document.activeElement?.closest(".sheet")));
      for (let keys = 0; keys < 30; keys += 1) {
        if (await page.evaluate(() => document.activeElement?.id === "search-table")) break;
        await page.keyboard.press("Tab");
      }
      assert.equal(await page.evaluate(() => document.activeElement?.id), "search-table", "Tab leads to it");
      await page.keyboard.press("Enter");
      await until(page, "it has begun", () => document.querySelector(".lies-table") !== null);
      await isOver(page);
      const rows = await page.$$eval(".lies-table tbody tr", (all) => all.map((row) => [...row.cells].map((cell) => cell.textContent)));
      assert.equal(rows.length, 8);
      for (const row of PUBLISHED) assert.ok(rows.some((one) => one.join() === row.join()), `${row}: ${JSON.stringify(rows)}`);
      const heads = await page.$$eval(".lies-table thead th[scope=col]", (all) => all.map((one) => one.textContent));
      assert.deepEqual(heads.slice(0, 4), ["Nodes", "Tolerated", "Traitors", "Strategies"]);
      const [table, sheet] = await page.evaluate(() => [".lies-table", ".sheet"].map((one) => document.querySelector(one).getBoundingClientRect().width));
      assert.ok(table <= sheet, "it fits");
    }));
});
