// A panic in the real page: one plain sentence, and a run restored to the last frame that worked.

import assert from "node:assert/strict";
import { everyBrowser, untilReady } from "./browsers.mjs";
import { STILL, frame, hash, isOneSentence, meddle, press, settled, state, until } from "./synod.mjs";

const planted = { ...STILL, errors: /planted|unreachable/ };

const note = (page) => page.$eval("#guard-note", (element) => element.firstChild.textContent);

/** Breaks the page, takes the way back that it offers, and waits until it runs again. */
async function breakIt(page, how = () => window.synodGuard.panicked("planted")) {
  await page.evaluate(() => { window.before = true; });
  await page.evaluate(how);
  await page.waitForSelector("#guard-note");
  isOneSentence(await note(page));
  assert.equal(await page.$eval("#app", (app) => app.inert), true, "what is broken cannot be used");
  await page.click("#guard-note button");
  const fresh = () => page.evaluate(() => !window.before && document.documentElement.dataset.ready === "true" && "synod" in window).catch(() => false);
  for (let tries = 0; !(await fresh()); tries += 1) {
    assert.ok(tries < 300, "the page was not loaded again");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await untilReady(page);
}

async function stepOnce(page) {
  await press(page, "ArrowRight", 1);
  return settled(page);
}

everyBrowser(({ name, test, visit }) => {
  test("a panic leads back to the last good frame, a second to the frame before, a third to the scenario", () =>
    visit("#/paxos/adopt?l=en", planted, async (page) => {
      const address = await meddle(page);
      const before = await frame(page);
      await breakIt(page);
      assert.match(await note(page), /this is the last frame that worked/);
      assert.deepEqual(await frame(page), before);
      assert.equal(await hash(page), address);
      await breakIt(page);
      assert.match(await note(page), /the frame before/);
      assert.equal((await state(page)).event, 7);
      await breakIt(page);
      assert.match(await note(page), /the scenario from its start/);
      const { scenario, event } = await state(page);
      assert.deepEqual({ scenario, event }, { scenario: "adopt", event: 0 });
      await press(page, "ArrowRight", 1);
      await page.click("#guard-note button");
      assert.equal(await page.$("#guard-note"), null);
      await press(page, "ArrowRight", 2);
    }));

  if (name === "firefox") return;

  test("a trap counts as a panic", () =>
    visit("#/paxos/adopt?l=zh", planted, async (page) => {
      const address = await stepOnce(page);
      await breakIt(page, () => {
        // What the browser tells the window when the page's own code traps.
        window.dispatchEvent(new ErrorEvent("error", { error: new WebAssembly.RuntimeError("unreachable (planted)") }));
      });
      assert.match(await note(page), /这是上一个正常的画面/);
      assert.equal(await hash(page), address);
    }));

  test("going on after a panic forgets it", () =>
    visit("#/paxos/adopt?l=en", planted, async (page) => {
      await stepOnce(page);
      await breakIt(page);
      await press(page, "ArrowRight", 2);
      await settled(page);
      await breakIt(page);
      assert.match(await note(page), /this is the last frame that worked/);
      await until(page, "the run stands where it stood", () => window.synod.state().event === 2);
    }));
});
