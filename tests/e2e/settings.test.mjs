// The settings of a run: a change makes a new run, undo returns the old one, a mistake costs one sentence.

import assert from "node:assert/strict";
import { everyBrowser } from "./browsers.mjs";
import { STILL, at, frame, isOneSentence, press, push, settled, state, stroke, text, until } from "./synod.mjs";

const figures = (page) => page.$$eval(".figure .node-name", (all) => all.filter((one) => !one.closest(".was")).map((one) => one.textContent));

async function openSettings(page) {
  await stroke(page, "s");
  await page.waitForSelector(".sheet #knob-acceptors");
}

async function fill(page, id, value) {
  await page.click(id, { count: 3 });
  await page.keyboard.type(value);
}

everyBrowser(({ name, test, visit }) => {
  if (name === "chromium") {
    test("a key that follows Escape at once is for the page, however slowly it draws", () =>
      visit("#/paxos/nobody-fails?l=en", STILL, async (page) => {
        const devtools = await page.createCDPSession();
        await devtools.send("Emulation.setCPUThrottlingRate", { rate: 8 });
        await openSettings(page);
        await page.click("#knob-acceptors");
        const key = (type, name, code) => devtools.send("Input.dispatchKeyEvent", { type, key: name, code: name, windowsVirtualKeyCode: code });
        await Promise.all([
          devtools.send("Input.insertText", { text: "1" }), key("keyDown", "Escape", 27), key("keyUp", "Escape", 27),
          key("keyDown", "ArrowRight", 39), key("keyUp", "ArrowRight", 39),
        ]);
        await at(page, 1);
        assert.equal(await page.$(".sheet"), null);
      }));
  }

  test("five acceptors are a new run, and undo returns to the old one", () =>
    visit("#/paxos/nobody-fails?l=en&f=4", STILL, async (page) => {
      await at(page, 4);
      const before = await frame(page);
      assert.deepEqual(await figures(page), ["P1", "A1", "A2", "A3", "L1"]);
      await openSettings(page);
      await fill(page, "#knob-acceptors", "5");
      await stroke(page, "Enter");
      await until(page, "the dialog is closed", () => !document.querySelector(".sheet"));
      await at(page, 0);
      assert.deepEqual(await figures(page), ["P1", "A1", "A2", "A3", "A4", "A5", "L1"]);
      assert.match(await settled(page), /k=[^&]*acceptors:5/);
      await press(page, "End", 22);
      await stroke(page, "u");
      await at(page, 4);
      assert.deepEqual(await frame(page), before);
      await push(page, "Redo", ".transport");
      await until(page, "the new run is back", () => document.querySelectorAll(".figure").length === 7);
    }));
  test("a bad value gets one sentence beside it, and what was there stays", () =>
    visit("#/paxos/nobody-fails?l=en&f=4", STILL, async (page) => {
      const before = await frame(page);
      for (const [id, value, named] of [
        ["#knob-acceptors", "0", /acceptors.*from 1 to 9.*0/],
        ["#knob-acceptors", "many", /many/],
        ["#knob-values", "thirteen-letters", /12 characters/],
        ["#knob-seed", "-1", /whole number/],
      ]) {
        await openSettings(page);
        await fill(page, id, value);
        await push(page, "Make a new run", ".sheet");
        await page.waitForSelector(".sheet .field .error");
        const words = await text(page, ".sheet .field .error");
        isOneSentence(words);
        assert.match(words, named);
        await stroke(page, "Escape");
        await until(page, "the dialog is closed", () => !document.querySelector(".sheet"));
        assert.deepEqual(await frame(page), before, `${id} = ${value}`);
      }
    }));

  test("a guard is taken away in the settings: the chip shows it, the address names it, undo puts it back", () =>
    visit("#/paxos/nobody-fails?l=en", STILL, async (page) => {
      await openSettings(page);
      await page.click("#guard-promise");
      assert.match(await text(page, ".sheet .field.gone"), /Without it/);
      await push(page, "Make a new run", ".sheet");
      await page.waitForSelector(".intro .chip.left");
      assert.match(await settled(page), /[?&]w=promise/);
      await page.reload();
      await page.waitForSelector(".intro .chip.left");
      await openSettings(page);
      assert.equal(await page.$eval("#guard-promise", (box) => box.checked), false);
      await page.click("#guard-promise");
      await push(page, "Make a new run", ".sheet");
      await until(page, "the chip is gone", () => !document.querySelector(".intro .chip.left"));
      assert.doesNotMatch(await settled(page), /[?&]w=promise/);
    }));

  test("a fresh seed comes at the press of a button and makes another run", () =>
    visit("#/paxos/lossy?l=en", STILL, async (page) => {
      const old = await settled(page);
      await openSettings(page);
      const seed = await page.$eval("#knob-seed", (input) => input.value);
      await push(page, "Fresh seed", ".sheet");
      await until(page, "another seed stands there", (seed) => document.querySelector("#knob-seed").value !== seed, seed);
      await push(page, "Make a new run", ".sheet");
      await until(page, "the dialog is closed", () => !document.querySelector(".sheet"));
      const address = await settled(page);
      assert.match(address, /[?&]s=\d+/);
      assert.notEqual(address, old);
      assert.equal((await state(page)).event, 0);
    }));

  test("a dialog keeps the focus, and gives it back", () =>
    visit("#/paxos/nobody-fails?l=en", STILL, async (page) => {
      await page.focus('button[aria-label^="Settings"]');
      await stroke(page, "Enter");
      await page.waitForSelector(".sheet");
      for (let stop = 0; stop < 60; stop += 1) {
        await stroke(page, "Tab");
        const where = await page.evaluate(() => document.activeElement === document.body || Boolean(document.activeElement.closest(".sheet")));
        assert.ok(where, `stop ${stop} is outside of the dialog`);
      }
      await stroke(page, "Escape");
      await until(page, "the focus is back", () => document.activeElement?.getAttribute("aria-label")?.startsWith("Settings"));
    }));
}, { only: "chromium" });
