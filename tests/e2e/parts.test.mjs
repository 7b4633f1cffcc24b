// The WebAssembly comes in two parts: a stage is ready, and can be stepped, with the first alone.

import assert from "node:assert/strict";
import { everyBrowser } from "./browsers.mjs";
import { STILL, at, frame, isOneSentence, press, settled, until } from "./synod.mjs";

const alone = { ...STILL, missing: /_later\.wasm$/, errors: /404|Failed to load resource|CompileError|later|unreachable|WebAssembly/i };

everyBrowser(({ name, test, visit }) => {
  test("without its second part the page is ready, and steps back and forth", () =>
    visit("#/paxos/adopt?v=1&f=9&l=en", alone, async (page) => {
      const steps = async () => {
        for (const event of [10, 11, 12]) await press(page, "ArrowRight", event);
        for (const event of [11, 10]) await press(page, "ArrowLeft", event);
      };
      await steps().catch((error) => {
        throw new Error("something that may wait is needed at once: `cargo xtask record` writes anew what may", { cause: error });
      });
      assert.equal(await page.$("#guard-note"), null, "nothing of the second part was needed");
    }));

  test("where the second part is needed and cannot be had, one sentence says so, and the address stays", () =>
    visit("#/paxos/adopt?v=1&f=9&l=en", alone, async (page) => {
      const address = await settled(page);
      await page.keyboard.press("?");
      await page.waitForSelector("#guard-note");
      isOneSentence(await page.$eval("#guard-note", (element) => element.firstChild.textContent));
      assert.equal(await page.evaluate(() => location.hash), address);
    }));

  if (name === "firefox") return;

  test("what is asked for before the second part is there is waited for", () =>
    visit("#/paxos/adopt?v=1&l=en", {
      ...STILL,
      // The browser says of itself that it waited; the first fetch, which nobody waits for, never comes back.
      before: (page) => page.evaluateOnNewDocument(() => {
        const real = window.fetch;
        window.fetch = (what, ...more) => (/_later\.wasm/.test(String(what)) ? new Promise(() => {}) : real(what, ...more));
      }),
    }, async (page) => {
      await page.keyboard.press("?");
      await page.waitForSelector("[role=dialog]");
      await page.keyboard.press("Escape");
      await press(page, "End", await page.evaluate(() => window.synod.state().last));
      await until(page, "the run is at its end", () => window.synod.state().event > 10);
    }));

  test("the second part changes nothing that the first has said", () =>
    visit("#/paxos/lossy?v=1&f=12&l=zh", STILL, async (page) => {
      const early = await frame(page);
      await page.keyboard.press("?");
      await page.waitForSelector("[role=dialog]");
      await page.keyboard.press("Escape");
      await press(page, "ArrowRight", early.event + 1);
      await press(page, "ArrowLeft", early.event);
      await at(page, early.event);
      assert.deepEqual(await frame(page), early);
    }));
});
