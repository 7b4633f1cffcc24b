// The generals: lies by mouse and by key, the tree, into / over / out, two worlds side by side, one general's eyes.

import assert from "node:assert/strict";
import { everyBrowser } from "./browsers.mjs";
import { STILL, at, choose, clickMessage, clickNode, event, press, push, settled, state, stroke, text, until } from "./synod.mjs";

const LOYAL = "#/oral-messages/all-loyal?l=en";
const SEVEN = "#/oral-messages/two-traitors?l=en";

const caption = (page, node) =>
  page.$eval(`.figure[data-node='${node}']`, (one) => [...one.querySelectorAll(".under")].map((line) => line.textContent).join(" "));
const boxes = (page) => page.$$eval(".tree-box", (all) => all.map((one) => one.getAttribute("aria-label")));
const agreement = async (page) => (await state(page)).guarantees?.find?.((one) => one.name === "agreement")?.verdict;

/** The words that do not fit into their boxes. */
const overfull = (page) => page.$$eval(".tree-box", (all) => all.flatMap((one) => {
  const box = one.querySelector(".box").getBoundingClientRect();
  const out = ({ left, right, top, bottom }) => left < box.left || right > box.right || (top + bottom) / 2 < box.top || (top + bottom) / 2 > box.bottom;
  return [...one.querySelectorAll("text")].filter((text) => out(text.getBoundingClientRect())).map((text) => `${one.getAttribute("aria-label")}: ${text.textContent}`);
}));

everyBrowser(({ name, test, visit }) => {
  test("a lie is made where it happens, by mouse, and told to this one only", () =>
    visit(`${LOYAL}&f=1`, STILL, async (page) => {
      await at(page, 1);
      await clickNode(page, "G0 ★");
      await choose(page, /^G0 turns traitor from now on/);
      await at(page, 2);
      await clickMessage(page, "from G0 ★ to G2");
      await choose(page, /^G0 lies to G2/);
      await at(page, 3);
      await stroke(page, "ArrowRight");
      await at(page, 4);
      assert.match(await caption(page, 1), /attack/);
      assert.match(await caption(page, 2), /retreat/);
      assert.match(await caption(page, 3), /attack/);
    }));

  test("a traitor keeps silent towards one, by key alone", () =>
    visit(`${LOYAL}&f=1`, STILL, async (page) => {
      await at(page, 1);
      await stroke(page, "c");
      await choose(page, /^G0 turns traitor from now on/);
      await at(page, 2);
      await stroke(page, "x");
      await choose(page, /^G0 keeps .* from G3/);
      await at(page, 3);
      await press(page, "ArrowRight", 4);
      assert.match(await caption(page, 3), /nothing|^$/);
      assert.equal((await state(page)).messages?.sent ?? 4, 4);
    }));

  test("the tree shows what one lieutenant heard; a click chooses whose, and opens a path", () =>
    visit(`${SEVEN}&f=40`, STILL, async (page) => {
      await at(page, 40);
      assert.match(await text(page, ".tree-title"), /G1 heard/);
      await clickNode(page, "G2");
      await until(page, "it is G2's tree", () => document.querySelector(".tree-title").textContent.includes("G2"));
      await stroke(page, "Escape");
      const before = await boxes(page);
      assert.ok(before.some((label) => label.startsWith("0·1: received")), before.join("; "));
      await page.$eval(".tree-box.closed", (one) => one.dispatchEvent(new MouseEvent("click", { bubbles: true })));
      await until(page, "other boxes are shown", (count) => JSON.stringify([...document.querySelectorAll(".tree-box")].map((one) => one.getAttribute("aria-label"))) !== count, JSON.stringify(before));
      assert.equal(await page.$(".menu"), null, "a box has no menu");
      await stroke(page, "ArrowRight");
      await at(page, 41);
    }));

  test("by recursion: into, over and out, by key and by button, and back", () =>
    visit(`${SEVEN}&f=1`, STILL, async (page) => {
      await at(page, 1);
      await stroke(page, "n");
      assert.match(await text(page, ".toast"), /recursion/);
      await push(page, "by recursion", ".sequence").catch(() => page.click(".sequence .segment:nth-child(2)"));
      await until(page, "there are leaps", () => Boolean(document.querySelector(".leaps")));
      assert.equal(await event(page), 1, "the same turn");
      assert.match(await settled(page), /sequence/);
      await stroke(page, "n");
      await at(page, 8);
      assert.match(await text(page, ".story .what"), /G1's call 0·1 is folded/);
      await stroke(page, "i");
      await at(page, 9);
      await stroke(page, "r");
      await at(page, 15);
      await page.click(".leaps .segment:nth-child(2)");
      await at(page, 22);
      await stroke(page, "ArrowLeft");
      await at(page, 15);
      await stroke(page, "ArrowLeft");
      await at(page, 9);
      assert.match(await text(page, ".picture .stack"), /OM\(2\) by G0 › OM\(1\) by G2/);
    }));

  test("three generals: the two worlds that G1 cannot tell apart stand side by side", () =>
    visit("#/oral-messages/three?l=en&f=4", STILL, async (page) => {
      await until(page, "there are two panes", () => document.querySelectorAll(".pane").length === 2);
      await at(page, 4);
      const strip = await page.$eval("main", (main) => main.textContent.replace(/\s+/g, " "));
      assert.match(strip, /To G1 the two runs are the same/);
    }));

  test("side by side on a wide page: the boxes and the votes that differ are signed, and said", () =>
    visit("#/oral-messages/two-traitors?l=en&f=44&b=tie", STILL, async (page) => {
      await until(page, "there are two panes", () => document.querySelectorAll(".pane").length === 2);
      await at(page, 44);
      const told = await text(page, ".contrast .told");
      const [, count] = told.match(/(\d+) boxes of the tree differ/) ?? assert.fail(told);
      for (const pane of [1, 2]) {
        const signed = await page.$$eval(`.pane:nth-of-type(${pane}) .tree-box[aria-label$="differs from the other run"]`, (all) => all.length);
        assert.equal(signed, Number(count));
        assert.ok((await page.$$(`.pane:nth-of-type(${pane}) .tree .unequal`)).length === signed, "each has its sign");
        assert.ok(await page.$(`.pane:nth-of-type(${pane}) .pin[aria-label$="differs from the other run"] .unequal`), "so has a vote");
      }
      const [, , width, height] = await page.$eval(".pane .picture", (one) => one.getAttribute("viewBox").split(" ").map(Number));
      // As high as its tree needs: 0.87; the picture for phones would be 0.82.
      assert.ok(width > 0.85 * height, `no picture for phones: ${width} x ${height}`);
    }));

  test("seen by one: what G2 cannot know is veiled, and the veil lifts", () =>
    visit(`${SEVEN}&f=3&by=G2`, STILL, async (page) => {
      await at(page, 3);
      assert.equal(await page.$(".figure .mask"), null, "no traitor is marked");
      assert.equal(await page.$(".tree-box.liar"), null);
      assert.match(await text(page, ".tree-title"), /G2/);
      await stroke(page, "v");
      await until(page, "traitors are marked", () => document.querySelectorAll(".figure .mask").length === 2);
    }));

  if (name === "firefox") return;

  test("the settings list every path of a traitor, and a lie in the grid is a lie in the run", () =>
    visit(LOYAL, STILL, async (page) => {
      await stroke(page, "s");
      await page.waitForSelector(".habits");
      await page.select(".habit:nth-child(1) select", await page.$eval(".habit:nth-child(1) select option:nth-child(2)", (one) => one.value));
      await page.waitForSelector(".grid");
      await page.click(".grid summary");
      await page.select(".lies tbody tr:nth-child(1) td:nth-of-type(2) select", "retreat");
      await until(page, "the text says it", () => document.querySelector("#knob-traitors").value === "G0:truth,G0>G2:retreat");
      await page.click(".sheet button[type=submit]");
      await until(page, "the sheet is closed", () => !document.querySelector(".sheet"));
      await stroke(page, "ArrowRight");
      await at(page, 1);
      await stroke(page, "ArrowRight");
      await at(page, 2);
      assert.match(await caption(page, 2), /retreat/);
      assert.match(await settled(page), /traitors%3A|traitors:/);
    }));

  for (const [width, height] of [[1920, 1080], [1280, 720], [1024, 768]]) {
    for (const [run, of] of [[`${SEVEN}&f=40`, "seven"], ["#/oral-messages/ten?l=en&f=600", "ten"]]) {
      test(`presenting ${of} at ${width}x${height} meets the back row, and no word leaves its box`, () =>
        visit(run, { ...STILL, width, height }, async (page) => {
          await stroke(page, "p");
          await page.waitForSelector(".app.presenting");
          const words = await page.$$eval(".picture text", (all) => all
            .filter((one) => one.checkVisibility() && one.textContent.trim() && !one.closest(".was, [data-state=gone]"))
            .map((one) => ({ words: one.textContent, tree: Boolean(one.closest(".tree")), size: parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().d })));
          const small = words.filter(({ size }) => size < height / 40 - 0.5);
          assert.deepEqual(small.map(({ words, size }) => `${words}: ${size.toFixed(1)} px`), [], `at least ${height / 40} px`);
          assert.ok(words.filter(({ tree }) => tree).length > 20, "there is a tree");
          assert.ok(await page.$(".picture .tree-note"), "a note says which path is open");
          assert.deepEqual(await overfull(page), []);
        }));
    }
  }

  for (const [run, beside] of [["two-traitors", "tie"], ["ten", "ten"]]) {
    test(`a slide with two runs side by side meets the back row: ${run} and ${beside}`, () =>
      visit(`#/oral-messages/${run}?l=en&f=20&b=${beside}&ui=slide`, { ...STILL, width: 1920, height: 1080 }, async (page) => {
        await until(page, "there are two panes", () => document.querySelectorAll(".pane").length === 2);
        const small = await page.$$eval(".pane, .contrast", (all) => all.flatMap((pane) => {
          const high = (pane.querySelector(".picture") ?? pane).getBoundingClientRect().height;
          const words = [...pane.querySelectorAll(".picture text, .pane-head b, .pane-title, .told")];
          const size = (one) => parseFloat(getComputedStyle(one).fontSize) * (one.ownerSVGElement ? one.getScreenCTM().d : 1);
          const read = words.filter((one) => one.checkVisibility() && !one.closest(".was, [data-state=gone], .unequal"));
          return read.filter((one) => size(one) < (one.ownerSVGElement ? high : innerHeight) / 40 - 0.5).map((one) => `${one.textContent}: ${size(one).toFixed(1)} of ${high}`);
        }));
        assert.deepEqual(small, []);
      }));
  }

  for (const [width, height, ui] of [[1440, 900, ""], [390, 844, ""], [480, 270, "&ui=embed"]]) {
    test(`at ${width}x${height} no word of ten generals' tree leaves its box, and every vote is on its wire`, () =>
      visit(`#/oral-messages/ten?l=en&f=600${ui}`, { ...STILL, width, height }, async (page) => {
        assert.deepEqual(await overfull(page), []);
        const votes = await page.$$eval(".pin[role]", (all) => all.length);
        assert.equal(await page.$$eval(".pin-wire", (all) => all.length), votes);
        assert.ok(votes > 5, `${votes} votes`);
      }));
  }

  test("in Chinese the same frame is told in Chinese", () =>
    visit(`${SEVEN}&f=40`.replace("l=en", "l=zh"), STILL, async (page) => {
      await at(page, 40);
      assert.match(await text(page, ".story .what"), /取多数/);
      assert.match(await text(page, ".picture .stack"), /G0 的 OM\(2\)/);
      assert.match(await text(page, ".sequence"), /按轮.*按递归/);
    }));

  test("on a phone nothing scrolls sideways", () =>
    visit(`${SEVEN}&f=40`, { ...STILL, width: 390, height: 844 }, async (page) => {
      await at(page, 40);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${wide} px too wide`);
    }));

  test("OM(3) of ten steps to its end", () =>
    visit("#/oral-messages/ten?l=en", STILL, async (page) => {
      await stroke(page, "End");
      await until(page, "it is at its end", () => window.synod.state().event === 668);
      assert.match(await text(page, ".story .what"), /The order is folded/);
      assert.notEqual(await agreement(page), "broken");
    }));
});
