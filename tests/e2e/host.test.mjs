// The page among others: what a script may do with it, what it asks of its host, and that it needs nobody.

import assert from "node:assert/strict";
import { everyBrowser } from "./browsers.mjs";
import { STILL, at, frame, press, sentence, settled, state, stroke, until, wholePage } from "./synod.mjs";

const LESSON = "#/paxos/nobody-fails?l=en";

everyBrowser(({ name, test, visit }) => {
  test("window.synod opens, steps, seeks, tells its state and what happens", () =>
    visit(LESSON, STILL, async (page) => {
      await page.evaluate(() => {
        window.heard = [];
        window.synod.on("frame", (state) => window.heard.push(["frame", state.event]));
        window.synod.on("broken", (check) => window.heard.push(["broken", check]));
        window.synod.step(3);
      });
      await at(page, 3);
      await page.evaluate(() => window.synod.step(-1));
      await at(page, 2);
      await page.evaluate(() => window.synod.seek(11));
      await at(page, 11);
      const told = await state(page);
      assert.deepEqual({ ...told, address: undefined }, {
        exhibit: "paxos", scenario: "nobody-fails", event: 11, last: told.last, ended: true, playing: false, digest: told.digest,
        address: undefined, checks: told.checks,
      });
      assert.ok(told.address.startsWith("#/paxos/nobody-fails?v=1&f=11&d="), told.address);
      assert.equal(told.digest, /&d=([0-9a-f]{4})/.exec(told.address)[1]);
      assert.deepEqual(Object.keys(told.checks).sort(), ["agreement", "learned", "promises", "termination", "validity"]);
      await until(page, "the host has heard of frame 11", () => window.heard.some(([what, event]) => what === "frame" && event === 11));
      await page.evaluate(() => window.synod.open("#/paxos/without-promise"));
      await until(page, "it is open", () => window.synod.state().scenario === "without-promise");
      await page.evaluate(() => window.synod.seek(9999));
      await until(page, "the host has heard of it", () => window.heard.some(([what, check]) => what === "broken" && check === "agreement"));
    }));

  test("the state goes out and comes in again", () =>
    visit(LESSON, STILL, async (page) => {
      await press(page, "ArrowRight", 1);
      await page.evaluate(() => window.synod.seek(6));
      // The address is written once the frame is drawn.
      await settled(page);
      const there = await frame(page);
      const { address } = await state(page);
      await page.evaluate(() => window.synod.open("#/paxos/duel"));
      await until(page, "the duel is open", () => window.synod.state().scenario === "duel");
      await page.evaluate((address) => window.synod.open(address), address);
      await at(page, 6);
      assert.deepEqual(await frame(page), there);
    }));

  if (name === "firefox") return;

  test("a scenario file comes in as an object, and a bad one costs a sentence", () =>
    visit(LESSON, STILL, async (page) => {
      await page.evaluate(() => window.synod.open({
        format: 1, exhibit: "paxos", knobs: { proposers: 2, acceptors: 5, values: ["red", "blue"] }, seed: 7,
        schedule: [{ command: { node: "P2", propose: "blue" } }, { crash: "A5" }],
      }));
      await until(page, "the file is open", () => document.querySelectorAll(".figure").length >= 8);
      const good = await frame(page);
      for (const bad of [{ format: 1, exhibit: "pachos" }, { format: 9 }, {}, [], 7, null, { format: 1, exhibit: "paxos", schedule: [{ lose: { from: "P9" } }] }]) {
        await page.evaluate((bad) => window.synod.open(bad), bad);
        await until(page, `a sentence about ${JSON.stringify(bad)}`, () => document.querySelector(".toast.bad > p"));
        assert.deepEqual(await frame(page), good, JSON.stringify(bad));
        await stroke(page, "Home");
        await until(page, "the sentence is put away", () => !document.querySelector(".toast.bad"));
        await page.evaluate((to) => window.synod.seek(to), good.event);
        await at(page, good.event);
      }
      await page.evaluate(() => { const round = {}; round.round = round; window.synod.open(round); });
      assert.match(await sentence(page), /deep|nested|level/i);
    }));

  test("nonsense from a script does no harm", () =>
    visit(LESSON, STILL, async (page) => {
      await page.evaluate(() => {
        const { synod } = window;
        for (const wish of [undefined, null, NaN, Infinity, -1, 1e12, "x", {}, [], true, Symbol.iterator]) {
          for (const name of ["seek", "step"]) {
            if (name === "step" && typeof wish === "number" && Math.abs(wish) > 1) continue;
            try { synod[name](wish); } catch { /* an error of its own is an answer */ }
          }
          try { synod.on(wish, wish); } catch { /* likewise */ }
        }
        synod.play();
        synod.pause();
        synod.seek(0);
      });
      await at(page, 0);
      await press(page, "ArrowRight", 1);
    }));

  test("an ear that asks for a step from inside an event is heard", () =>
    visit(LESSON, STILL, async (page) => {
      await page.evaluate(() => {
        window.synod.on("frame", (state) => { if (state.event < 5) window.synod.step(1); });
        window.synod.step(1);
      });
      await at(page, 5);
    }));

  test("a run saved as a file opens again on the same frame", () =>
    visit("#/paxos/adopt?l=en&f=9", STILL, async (page) => {
      const before = await frame(page);
      await page.evaluate(() => {
        const make = URL.createObjectURL;
        URL.createObjectURL = (blob) => { window.saved = blob; return make.call(URL, blob); };
        HTMLAnchorElement.prototype.click = function () { window.savedAs = this.download; };
      });
      await page.click('.header button[aria-label="Share this frame"]');
      await page.waitForSelector(".sheet");
      await page.click('.sheet button[aria-label="Save as a file"]');
      await until(page, "the file is made", () => window.saved);
      const file = JSON.parse(await page.evaluate(() => window.saved.text()));
      assert.equal(await page.evaluate(() => window.savedAs), "paxos-adopt.json");
      assert.equal(file.format, 1);
      await stroke(page, "Escape");
      await page.evaluate(() => window.synod.open("#/paxos/duel"));
      await until(page, "the duel is open", () => window.synod.state().scenario === "duel");
      await page.evaluate((file) => window.synod.open(file), file);
      await until(page, "the file is open", () => window.synod.state().scenario !== "duel");
      await page.evaluate((event) => window.synod.seek(event), before.event);
      await at(page, before.event);
      const { address, ...again } = { ...(await frame(page)) };
      assert.equal(again.digest, before.digest);
      assert.deepEqual(again.story, before.story);
    }));

  test("once it is there, the page needs no host", () =>
    visit(LESSON, { ...STILL, errors: /ERR_INTERNET_DISCONNECTED/ }, async (page) => {
      await wholePage(page);
      const asked = [];
      // The browser itself looks for the icon anew when the address changes.
      page.on("request", (request) => { if (!/\/icon-\w+\.svg$/.test(request.url())) asked.push(request.url()); });
      await page.setOfflineMode(true);
      await press(page, "End", 14);
      await page.click(".scenarios a:nth-of-type(3)");
      await until(page, "another scenario is open", () => window.synod.state().scenario !== "nobody-fails");
      await stroke(page, "l");
      await stroke(page, "d");
      for (const key of ["s", "Escape", "?", "Escape", "p", "Escape"]) await stroke(page, key);
      await press(page, "ArrowRight", 1);
      await settled(page);
      assert.deepEqual(asked, []);
      await page.setOfflineMode(false);
    }));

  test("a page at rest does nothing", () =>
    visit(LESSON, async (page) => {
      await press(page, "ArrowRight", 1);
      await until(page, "the motion is over", () => !document.querySelector(".picture[data-moving]"));
      await settled(page);
      await page.evaluate(() => {
        window.beats = 0;
        const ask = window.requestAnimationFrame;
        window.requestAnimationFrame = (then) => { window.beats += 1; return ask(then); };
        window.changes = new MutationObserver((all) => { window.beats += all.length; });
        window.changes.observe(document.documentElement, { subtree: true, childList: true, attributes: true, characterData: true });
      });
      await page.evaluate(() => new Promise((done) => { let frames = 20; const count = () => (frames -= 1) ? setTimeout(count, 16) : done(); count(); }));
      assert.equal(await page.evaluate(() => window.beats), 0);
    }));

  test("nothing is kept but preferences", () =>
    visit(LESSON, STILL, async (page) => {
      await press(page, "ArrowRight", 1);
      await stroke(page, "d");
      await settled(page);
      const kept = await page.evaluate(() => ({ local: Object.keys(localStorage).sort(), cookies: document.cookie, databases: 0 }));
      assert.equal(kept.cookies, "");
      for (const key of kept.local) assert.match(key, /^synod\.(theme|locale|shortcuts|speed|seen)$/);
    }));

  test("the page works where nothing can be kept", () =>
    visit(LESSON, {
      ...STILL,
      before: (page) => page.evaluateOnNewDocument(() => {
        for (const store of ["localStorage", "sessionStorage"]) {
          Object.defineProperty(window, store, { get() { throw new DOMException("no", "SecurityError"); } });
        }
      }),
    }, async (page) => {
      await press(page, "ArrowRight", 1);
      await stroke(page, "l");
      await until(page, "the page is in Chinese", () => document.documentElement.lang.startsWith("zh"));
    }));
});
