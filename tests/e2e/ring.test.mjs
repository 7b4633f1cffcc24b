// The ring and hash mod N: a join, a leave, a typed key, the race, back and forward, an address, both languages, by mouse
// and by key.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { everyBrowser } from "./browsers.mjs";
import { STILL, at, choose, clickNode, goTo, hash, press, push, sentence, state, stroke, text, until } from "./synod.mjs";

const JOINS = "#/hash-ring/joins?l=en";
const MODULO = "#/hash-mod/joins?l=en";

const story = (page) => text(page, ".story");
const notes = (page) => page.$$eval(".picture .note", (all) => all.map((one) => one.textContent));
const moved = (page) => page.$$eval(".picture :is(.dots.moved, .flier)", (all) => all.map((one) => (one.getAttribute("d").match(/M/g) ?? []).length).reduce((sum, one) => sum + one, 0));
const traces = (page) => page.$$eval(".picture .trace", (all) => all.map((one) => one.getAttribute("d") ?? ""));

everyBrowser(({ name, test, visit }) => {
  test("a server joins: points, arcs, keys that travel, the tally, and back again", () =>
    visit(`${JOINS}&f=0`, STILL, async (page) => {
      await at(page, 0);
      const before = await page.$$eval(".picture .arc", (all) => all.map((one) => one.getAttribute("d")));
      await press(page, "ArrowRight", 1);
      assert.match(await story(page), /S5 joins: 6 points/);
      await press(page, "ArrowRight", 2);
      assert.ok(await page.$(".picture .arc.fresh"), "an arc has changed hands");
      await press(page, "ArrowRight", 3);
      const count = await moved(page);
      assert.match(await story(page), new RegExp(`${count} keys travel to S5, and no other moves`));
      assert.equal(await page.$eval(".picture .flier", (one) => getComputedStyle(one).visibility), "visible");
      await press(page, "ArrowRight", 4);
      assert.equal(await moved(page), count);
      for (const frame of [3, 2, 1, 0]) await press(page, "ArrowLeft", frame);
      assert.deepEqual(await page.$$eval(".picture .arc", (all) => all.map((one) => one.getAttribute("d"))), before);
    }));

  if (name === "firefox") return;

  test("keys that travel leave a trace, and the others do not twitch", () =>
    visit(`${JOINS}&f=2`, {}, async (page) => {
      await at(page, 2);
      const rest = () => page.$$eval(".picture .keys > .dots:not(.moved)", (all) => all.map((one) => one.getAttribute("d")));
      await stroke(page, "ArrowRight");
      await until(page, "a key is on its way", () => [...document.querySelectorAll(".picture .trace")].some((one) => one.getAttribute("d")));
      const still = await rest();
      await until(page, "the keys have arrived", () => !document.querySelector(".picture[data-moving]"));
      assert.deepEqual(await rest(), still);
      assert.ok((await traces(page)).every((one) => one));
    }));

  test("a server is removed by mouse, and joins again by key", () =>
    visit(`${JOINS}&f=4`, STILL, async (page) => {
      await at(page, 4);
      await clickNode(page, "S2");
      await choose(page, /^Remove S2/);
      await at(page, 5);
      await press(page, "ArrowRight", 6);
      await press(page, "ArrowRight", 7);
      assert.match(await story(page), /S2's \d+ keys travel on to/);
      await press(page, "ArrowRight", 8);
      await stroke(page, "c");
      await page.waitForSelector(".menu");
      await stroke(page, "Escape");
      const offers = await page.$$eval(".side .offer:not(.closed) .words", (all) => all.map((one) => one.textContent.trim()));
      const digit = offers.findIndex((words) => words === "S6 joins") + 1;
      assert.ok(digit > 0 && digit < 10, JSON.stringify(offers));
      await stroke(page, String(digit));
      await at(page, 9);
      await stroke(page, "u");
      await at(page, 8);
    }));

  test("a key is looked up by pointing at it", () =>
    visit(`${JOINS}&f=4`, STILL, async (page) => {
      await at(page, 4);
      const [x, y] = await page.evaluate(() => {
        const [x, y] = document.querySelector(".picture .keys > .dots").getAttribute("d").match(/-?[\d.]+/g).map(Number);
        const place = new DOMPoint(x + 1, y + 1).matrixTransform(document.querySelector(".picture").getScreenCTM());
        return [place.x, place.y];
      });
      await page.mouse.click(x, y);
      await at(page, 5);
      assert.match(await story(page), /[a-z]{6} hashes to \d+/);
      await stroke(page, "u");
      await at(page, 4);
    }));

  test("servers and keys are taken from text files, one a line", () =>
    visit(`${JOINS}&f=4`, STILL, async (page) => {
      await at(page, 4);
      const folder = await mkdtemp(join(tmpdir(), "synod-"));
      const take = async (nth, name, text) => {
        const file = join(folder, name);
        await writeFile(file, text);
        const [chooser] = await Promise.all([
          page.waitForFileChooser(),
          page.evaluate((nth) => [...document.querySelectorAll(".sheet .field > .button")][nth].click(), nth),
        ]);
        await chooser.accept([file]);
      };
      await stroke(page, "s");
      await page.waitForSelector(".sheet");
      await take(0, "servers.txt", "10.0.0.1:80\r\n10.0.0.2:80=2\r\n10.0.0.3:80\r\n");
      await until(page, "the servers are there", () => document.querySelector("#knob-servers").value.includes("10.0.0.3"));
      await take(1, "keys.txt", Array.from({ length: 20_000 }, (_, key) => `/page/${key},x\n`).join(""));
      await until(page, "the list is not spread out", () => /^20000 entries: \/page\/0/.test(document.querySelector(".long-list span")?.textContent));
      await page.click(".sheet button[type=submit]");
      await until(page, "it is a new run", () => document.querySelector(".story")?.textContent.includes("20,001 keys"));
      assert.match(await story(page), /3 servers .* The stage shows 10,000 of them/);
      await stroke(page, "s");
      await page.waitForSelector(".sheet");
      await take(0, "bad.txt", Buffer.from([0x61, 0xff]));
      assert.match(await sentence(page), /not UTF-8/);
      assert.match(await page.$eval("#knob-servers", (area) => area.value), /10\.0\.0\.3/, "what was there is kept");
      await rm(folder, { recursive: true });
    }));

  test("a typed key is hashed, placed and walked to its owner, and is in the address", () =>
    visit(`${JOINS}&f=4`, STILL, async (page) => {
      await at(page, 4);
      await page.type(".asking input", "Grace");
      await page.keyboard.press("Enter");
      await at(page, 5);
      assert.match(await story(page), /Grace hashes to \d+/);
      await page.evaluate(() => document.activeElement.blur());
      for (const frame of [6, 7, 8]) await press(page, "ArrowRight", frame);
      assert.match(await story(page), /owns Grace/);
      const address = await until(page, "the address is written", () => location.hash.includes("Grace") && location.hash.includes("f=8") && location.hash);
      await goTo(page, "#/paxos/nobody-fails?v=1&l=en");
      await until(page, "another exhibit is open", () => document.title.includes("Paxos"));
      await goTo(page, address);
      await at(page, 8);
      assert.match(await story(page), /owns Grace/);
    }));

  test("the race counts what had to move and what moved for nothing", () =>
    visit(`${MODULO}&f=4`, STILL, async (page) => {
      await at(page, 4);
      const words = await notes(page);
      for (const policy of ["mod N", "nginx ring", "rendezvous", "jump", "Maglev"]) assert.ok(words.includes(policy), `${policy} of ${words}`);
      assert.ok(await page.$(".picture .block.hatched"), "mod N moves keys for nothing");
      assert.match(await text(page, ".side"), /1 - min\(4,5\)\/lcm\(4,5\) = 80\.0 %/);
      assert.equal((await state(page)).event, 4);
    }));

  test("both languages tell the same change", () =>
    visit(`${JOINS}&f=3`, STILL, async (page) => {
      await at(page, 3);
      const count = await moved(page);
      await stroke(page, "l");
      await until(page, "it is told in Chinese", () => document.documentElement.lang.startsWith("zh"));
      assert.match(await story(page), new RegExp(`${count} 个键 ?迁往 ?S5`));
    }));

  test("nobody here sees less than the watcher: the veil says so and stays away", () =>
    visit(`${JOINS}&f=3`, STILL, async (page) => {
      await at(page, 3);
      await stroke(page, "v");
      await until(page, "one sentence", () => document.querySelector(".toast")?.textContent.includes("everybody knows everything"));
      assert.equal(await page.$("select.eyes"), null);
      assert.ok(!(await hash(page)).includes("by="));
    }));

  test("ten thousand keys are stepped through, to and fro", () =>
    visit("#/hash-ring/joins?v=1&l=en&k=keys%3A10000".replace("%3A", ":"), STILL, async (page) => {
      for (const frame of [1, 2, 3, 4]) await press(page, "ArrowRight", frame);
      assert.ok((await moved(page)) > 500);
      await push(page, "Back", ".transport");
      await at(page, 3);
    }));
});
