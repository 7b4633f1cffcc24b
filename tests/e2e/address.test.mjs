// Every frame has an address: it reloads, it can be copied, and a bad one costs one sentence and nothing else.

import assert from "node:assert/strict";
import { everyBrowser, untilReady } from "./browsers.mjs";
import { STILL, at, frame, goTo, hash, isOneSentence, meddle, press, push, sentence, settled, state, stroke, until } from "./synod.mjs";

const ADOPT = "#/paxos/adopt?l=en";

async function secondTab(page, address) {
  const other = await page.browserContext().newPage();
  await other.goto(new URL(address, await page.evaluate(() => location.href)).href);
  await untilReady(other);
  return other;
}

async function reload(page) {
  await page.reload();
  await untilReady(page);
}

// What is wrong with it: how the sentence names it.
const BAD = [
  ["a later version", "#/paxos/duel?v=99", /version 99/],
  ["a version that is none", "#/paxos/duel?v=one", /“v”.*“one”/],
  ["an unknown exhibit", "#/pachos", /pachos/],
  ["an unknown scenario", "#/paxos/no-such", /no-such/],
  ["an unknown knob", "#/paxos/duel?k=sceptres:3", /sceptres/],
  ["a knob beyond its limits", "#/paxos/duel?k=acceptors:12", /acceptors.*1 to 9.*12/],
  ["an unknown guard", "#/paxos/duel?w=angel", /angel/],
  ["acts that are damaged", "#/paxos/duel?a=%21%21", /“a”/],
  ["acts that are cut off", "#/paxos/duel?a=AQ", /./],
  ["a frame that is none", "#/paxos/duel?f=eleven", /“f”.*“eleven”/],
  ["a frame beyond every run", "#/paxos/duel?f=99999999999", /99999999999/],
  ["a digest that is none", "#/paxos/duel?d=xyz", /“d”/],
  ["a grain that is none", "#/paxos/duel?g=sand", /“g”.*sand/],
  ["half an address", "#/paxos/duel?v=1&k", /./],
  ["a percent sign that lost its digits", "#/paxos/duel?k=values:%E7%BA", /./],
  ["more than 8,000 bytes", `#/paxos/duel?a=${"A".repeat(9000)}`, /8000/],
  ["markup", "#/<img src=x onerror=alert(1)>/duel", /./],
];

everyBrowser(({ name, test, visit }) => {
  test("reload opens the same frame of the same run", () =>
    visit(ADOPT, STILL, async (page) => {
      await meddle(page);
      const before = await frame(page);
      const address = await settled(page);
      assert.match(address, /^#\/paxos\/adopt\?v=1&.*a=.*&f=8&d=[0-9a-f]{4}&l=en$/);
      await reload(page);
      assert.deepEqual(await frame(page), before);
      assert.equal(await settled(page), address);
    }));

  test("a copied address opens the same frame in another tab, and two tabs leave one another alone", () =>
    visit(ADOPT, STILL, async (page) => {
      await meddle(page);
      const address = await settled(page);
      const here = await frame(page);
      const other = await secondTab(page, address);
      assert.deepEqual(await frame(other), here);
      await press(other, "ArrowRight", 9);
      await push(other, "中文", ".languages");
      await until(other, "the other tab tells it in Chinese", () => document.documentElement.lang.startsWith("zh"));
      await goTo(other, "#/paxos/duel");
      await until(other, "the other tab has another run", () => window.synod.state().scenario === "duel");
      await other.close();
      await page.bringToFront();
      assert.deepEqual(await frame(page), here);
      await reload(page);
      assert.deepEqual(await frame(page), here, "also after a reload");
    }));

  test("a bad address opens the first exhibit, says one sentence, and everything works", () =>
    visit("#/paxos/duel?v=99&l=en", STILL, async (page) => {
      const words = await sentence(page);
      isOneSentence(words.replace(/\. /g, ", "));
      assert.match(words, /version 99/);
      await press(page, "ArrowRight", 1);
      assert.equal(await page.$(".toast"), null, "the next step puts the sentence away");
      assert.match(await settled(page), /^#\/paxos\/nobody-fails\?v=1&f=1/, "the bad address is gone");
    }));

  if (name === "firefox") return;

  test("whatever is wrong with an address, one sentence says it, and what was there stays", () =>
    visit(ADOPT, STILL, async (page) => {
      await press(page, "ArrowRight", 1);
      await press(page, "ArrowRight", 2);
      const good = await settled(page);
      const before = await frame(page);
      for (const [what, address, named] of BAD) {
        await goTo(page, address);
        const words = await until(page, `the page says what is wrong: ${what}`, () => document.querySelector(".toast.bad > p")?.textContent);
        isOneSentence(words);
        assert.match(words, named, what);
        assert.deepEqual(await frame(page), before, what);
        await until(page, `the address is good again: ${what}`, (good) => location.hash === good, good);
        await push(page, "Close", ".toast");
        await until(page, "the sentence is put away", () => !document.querySelector(".toast"));
      }
      await press(page, "ArrowRight", 3);
    }));

  test("bad addresses open cold, too", () =>
    visit(ADOPT, STILL, async (page) => {
      for (const [what, address, named] of BAD.filter(([what]) => /scenario|limits|damaged|bytes|markup/.test(what))) {
        const other = await secondTab(page, address);
        const words = await sentence(other);
        assert.match(words, named, what);
        assert.equal((await state(other)).event, 0);
        await stroke(other, "ArrowRight");
        assert.equal((await state(other)).event, 1, `the page works: ${what}`);
        assert.equal(await other.$("img"), null);
        await other.close();
      }
    }));

  test("the sentence about a bad address is in the reader's language", () =>
    visit("#/paxos/duel?v=99&l=zh", STILL, async (page) => {
      const words = await sentence(page);
      assert.match(words, /版本 99/);
      isOneSentence(words);
    }));

  test("a frame that is not the one of its digest is shown with a warning", () =>
    visit(ADOPT, STILL, async (page) => {
      await page.evaluate(() => window.synod.seek(5));
      await at(page, 5);
      const address = await settled(page);
      await goTo(page, address.replace(/d=[0-9a-f]{4}/, (d) => (d === "d=0000" ? "d=0001" : "d=0000")));
      assert.match(await sentence(page), /not the one that the link was made from/);
      assert.equal((await state(page)).event, 5);
    }));

  test("a frame that the run does not have is told", () =>
    visit("#/paxos/nobody-fails?f=9999&l=en", STILL, async (page) => {
      assert.match(await sentence(page), /frame 9999.*ends at frame 14/);
      await at(page, 14);
    }));

  test("a new run is an entry of the browser's history, a step is not", () =>
    visit(ADOPT, STILL, async (page) => {
      await press(page, "ArrowRight", 1);
      await settled(page);
      const entries = await page.evaluate(() => history.length);
      await press(page, "ArrowRight", 2);
      const address = await settled(page);
      assert.equal(await page.evaluate(() => history.length), entries);
      await page.$$eval(".scenarios a", (all) => all.find((one) => one.textContent === "Two proposers duel").click());
      await until(page, "the duel is open", () => window.synod.state().scenario === "duel");
      await settled(page);
      assert.equal(await page.evaluate(() => history.length), entries + 1);
      await page.goBack();
      await until(page, "the way back leads to the run before", () => window.synod.state().scenario === "adopt" && window.synod.state().event === 2);
      assert.equal(await settled(page), address);
      await page.goForward();
      await until(page, "and forward to the duel", () => window.synod.state().scenario === "duel");
    }));

  test("the dialog for sharing shows the link to this frame", () =>
    visit(ADOPT, STILL, async (page) => {
      await meddle(page);
      await push(page, "Share this frame", ".header");
      await page.waitForSelector("#share-link");
      const [link, embed] = await page.evaluate(() => ["#share-link", "#share-embed"].map((id) => document.querySelector(id).value));
      const here = await page.evaluate(() => location.href.split("#")[0] + window.synod.state().address);
      assert.equal(link, here);
      assert.ok(embed.includes("ui=embed"), embed);
    }));

  test("values in any script survive the address", () =>
    visit(`#/paxos/nobody-fails?l=en&k=proposers:1,values:${encodeURIComponent("拜占庭")}`, STILL, async (page) => {
      await press(page, "ArrowRight", 1);
      assert.match(await page.$eval(".story .what", (one) => one.textContent), /拜占庭/);
      const before = await frame(page);
      await settled(page);
      await reload(page);
      assert.deepEqual(await frame(page), before);
    }));

  test("an address that a mail program has cut its commas' codes out of still opens", () =>
    visit("#/paxos/adopt?l=en&k=values:red,blue&f=1", STILL, async (page) => {
      await at(page, 1);
      assert.equal(await page.$(".toast.bad"), null);
      assert.match(await hash(page), /adopt/);
    }));
});
