// The state graph of a small run: drawn by a real searcher in a real worker, gone through, and a state opened as a run.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { everyBrowser } from "./browsers.mjs";
import { STILL, event, isOneSentence, state, stroke, text, until } from "./synod.mjs";

const axe = await readFile(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

async function draw(page) {
  await stroke(page, "f");
  await page.waitForSelector("#graph-open");
  await page.click("#graph-open");
  await drawn(page);
}

const drawn = (page) => until(page, "the graph is drawn and has the focus", () => document.activeElement?.matches(".graph-box"));

/** The number and the level of the selected state. */
const selected = async (page) => {
  const [, number, level] = (await text(page, "#graph-state")).match(/(\d[\d,]*)\D+(\d+)/);
  return [Number(number.replaceAll(",", "")), Number(level)];
};

/** Whether the ring of the selected state lies within its box. */
const isInSight = (page) => page.evaluate(() => {
  const [box, ring] = [".graph-box", ".graph-at"].map((one) => document.querySelector(one).getBoundingClientRect());
  return ring.left >= box.left && ring.right <= box.right && ring.top >= box.top && ring.bottom <= box.bottom;
});

everyBrowser(({ test, visit }) => {
  test("every state of a small run is drawn, the present run is among them, and keys lead along the steps", () =>
    visit("#/paxos/nobody-fails?l=en&f=5", STILL, async (page) => {
      await draw(page);
      assert.match(await text(page, ".graph-counts"), /327 states in 14 levels: that is all there are/);
      assert.match(await text(page, ".graph-run"), /The present run is at state \d+, 5 moves from the start/);
      assert.equal((await selected(page))[1], 5);
      assert.ok(await page.$eval(".graph-picture .trail", (trail) => trail.getTotalLength() > 0));
      await stroke(page, "ArrowRight");
      assert.equal((await selected(page))[1], 6);
      await stroke(page, "End");
      assert.equal((await selected(page))[1], 13);
      assert.ok(await isInSight(page));
      assert.match(await text(page, "#graph-state"), /red is chosen/);
      await stroke(page, "Home");
      assert.deepEqual(await selected(page), [0, 0]);
      assert.ok(await isInSight(page));
      await stroke(page, "ArrowLeft");
      await stroke(page, "ArrowUp");
      assert.deepEqual(await selected(page), [0, 0]);
      // What may happen next is told in words, and leads on.
      await page.click(".graph-below .offers button");
      assert.equal((await selected(page))[1], 1);
      const rows = await page.$$eval(".graph-table tbody tr", (rows) => rows.map((row) => Number(row.cells[1].textContent)));
      assert.equal(rows.length, 14);
      assert.equal(rows.reduce((sum, states) => sum + states), 327);
    }));

  test("a click selects a state, and Enter opens a run to it beside the present one", () =>
    visit("#/paxos/nobody-fails?l=en&f=2", STILL, async (page) => {
      await draw(page);
      await stroke(page, "End");
      const [last] = await selected(page);
      const place = await page.$eval(".graph-at", (ring) => {
        const { left, top, width, height } = ring.getBoundingClientRect();
        return [left + width / 2, top + height / 2];
      });
      await stroke(page, "Home");
      await stroke(page, "End");
      await page.mouse.click(...place);
      await until(page, "the state under the pointer is selected", (last) => document.querySelector("#graph-state").textContent.includes(last), String(last));
      await page.focus(".graph-box");
      await stroke(page, "Enter");
      await until(page, "two runs stand side by side", () => document.querySelectorAll(".pane").length === 2);
      assert.equal(await event(page), 13);
      assert.equal((await state(page)).checks.agreement, "holds");
    }));

  test("of too many states the first levels are drawn, and a smaller graph is one press away", () =>
    visit("#/paxos/duel?l=en", STILL, async (page) => {
      await draw(page);
      isOneSentence(await text(page, ".graph-run"));
      assert.match(await text(page, ".graph-counts"), /states of more than 100,000/);
      await page.click("#graph-small");
      await until(page, "the smaller one is drawn", () => /824 states in 20 levels/.test(document.querySelector(".graph-counts")?.textContent ?? ""));
      assert.match(await text(page, ".graph-legend"), /undecided · \d+/);
      assert.match(await text(page, ".graph-run"), /not among these states/);
      await page.click("#graph-back");
      await page.waitForSelector("#search-go");
    }));

  for (const [width, height, lang, theme] of [[1440, 900, "en", "light"], [390, 844, "zh", "dark"]]) {
    test(`axe finds no violation in it, and nothing sticks out, at ${width}x${height} in ${lang}`, () =>
      visit(`#/paxos/nobody-fails?l=${lang}&f=5`, { ...STILL, width, height, theme }, async (page) => {
        await draw(page);
        await page.click(".graph summary");
        await page.evaluate(axe);
        const violations = await page.evaluate(async () => {
          const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
          return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 90)).join(" | ")}`);
        });
        assert.deepEqual(violations, []);
        const over = await page.$eval(".sheet", (sheet) => sheet.scrollWidth - sheet.clientWidth);
        assert.ok(over <= 0, `${over} pixels too wide`);
      }));
  }

  test("where the searcher cannot be had one sentence says so", () =>
    visit("#/paxos/nobody-fails?l=en", { ...STILL, missing: /search/, errors: /404/ }, async (page) => {
      await stroke(page, "f");
      await page.waitForSelector("#graph-open");
      await page.click("#graph-open");
      await until(page, "it is told", () => document.querySelector(".graph .error") !== null);
      isOneSentence(await text(page, ".graph .error"));
    }));
});
