// The WebAssembly comes in parts: a stage is ready, and can be stepped, without the last, and has no other exhibit's.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { everyBrowser } from "./browsers.mjs";
import { dist } from "./server.mjs";
import { STILL, at, clickNode, event, frame, isOneSentence, press, settled, stroke, until } from "./synod.mjs";

const alone = { ...STILL, missing: /_later\.wasm$/, errors: /404|Failed to load resource|CompileError|later|unreachable|WebAssembly/i };

// The first fetch, which nobody waits for, never comes back: the last part is there when something asks for it, not sooner.
const holdBack = (page) => page.evaluateOnNewDocument(() => {
  const real = window.fetch;
  window.fetch = (what, ...more) => (/_later\.wasm/.test(String(what)) ? new Promise(() => {}) : real(what, ...more));
});

/** The data of all parts but the first: `[address, bytes]` each. */
async function laterData() {
  const names = (await readdir(dist)).filter((file) => file.endsWith(".wasm") && !file.endsWith("_bg.wasm"));
  assert.ok(names.length > 3, "there is a part for each exhibit, and two more");
  return (await Promise.all(names.map((name) => dataOf(name)))).flat();
}

async function dataOf(name) {
  const bytes = await readFile(join(dist, name));
  let at = 8;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const kind = bytes[at++];
    const size = number();
    if (kind !== 11) {
      at += size;
      continue;
    }
    return Array.from({ length: number() }, () => {
      assert.deepEqual([bytes[at++], bytes[at++]], [0, 0x41], "it goes to a fixed place at once");
      const start = number();
      at += 1;
      const length = number();
      at += length;
      return [start, [...bytes.subarray(at - length, at)]];
    });
  }
  return [];
}

/** Notes which files have been asked for when the stage stands. */
const noteWhatComes = (page) => page.evaluateOnNewDocument(() => {
  const note = () => {
    if (document.documentElement?.dataset.stage !== "true" || window.early) return;
    window.early = performance.getEntriesByType("resource").map(({ name }) => name);
  };
  new MutationObserver(note).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-stage"] });
});

/** Has the first part start with other bytes where its data is away: `poisoned` with what is no text, else with that data. */
const fillMemory = (page, data, poisoned) => page.evaluateOnNewDocument((data, poisoned) => {
  const POISON = 0xa5;
  const fill = (result) => {
    const memory = new Uint8Array((result.instance ?? result).exports.memory.buffer);
    for (const [start, bytes] of data) {
      // What both parts have is not away.
      bytes.forEach((byte, at) => { if (memory[start + at] !== byte) memory[start + at] = poisoned ? POISON : byte; });
    }
    window.filled = true;
    return result;
  };
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const real = WebAssembly[name];
    WebAssembly[name] = (...all) => real.apply(WebAssembly, all).then(fill);
  }
}, data, poisoned);

/** All that the page says and is, but for what moves. */
const everything = (page) => page.evaluate(() => [...document.querySelectorAll("body *")].map((one) => [
  one.tagName,
  ...[...one.attributes].filter(({ name }) => !/^(transform|style)$/.test(name)).map(({ name, value }) => `${name}=${value}`),
  ...[...one.childNodes].filter((child) => child.nodeType === 3).map((child) => child.data),
].join(" ")));

/** The same once it changes no more: a part that is waited for holds a step up in the middle. */
const atRest = async (page) => {
  for (let last = await everything(page); ;) {
    await new Promise((done) => setTimeout(done, 150));
    const now = await everything(page);
    if (isDeepStrictEqual(now, last)) return now;
    last = now;
  }
};

everyBrowser(({ name, test, visit }) => {
  for (const [exhibit, frame] of [["paxos/adopt", 9], ["oral-messages/two-traitors", 9], ["hash-ring/joins", 3], ["hash-mod/joins", 3]]) {
    test(`before the stage of ${exhibit} stands, nothing comes that only others need`, () =>
      visit(`#/${exhibit}?v=1&f=${frame}&l=en`, { ...STILL, before: noteWhatComes }, async (page) => {
        const early = await page.evaluate(() => window.early);
        assert.ok(early.length > 0, "what comes was noted");
        // Every part but the first says for whom it is: an exhibit, several of them, steps, or whoever comes late.
        const whose = (name) => /_([^_/]+)\.wasm$/.exec(name)?.[1] ?? "bg";
        const wrong = early.filter((name) => whose(name) !== "bg" && !whose(name).split(".").includes(exhibit.split("/")[0]));
        assert.deepEqual(wrong, [], "`cargo xtask record` writes anew what travels with which part");
      }));
  }

  test("without its last part the page is ready, and steps back and forth", () =>
    visit("#/paxos/adopt?v=1&f=9&l=en", alone, async (page) => {
      await until(page, "all parts but the last are there", () =>
        performance.getEntriesByType("resource").some(({ name }) => /_later\.wasm$/.test(name)));
      const steps = async () => {
        for (const event of [10, 11, 12]) await press(page, "ArrowRight", event);
        for (const event of [11, 10]) await press(page, "ArrowLeft", event);
      };
      await steps().catch((error) => {
        throw new Error("something of the last part is needed at once: `cargo xtask record` writes the parts anew", { cause: error });
      });
      assert.equal(await page.$("#guard-note"), null, "nothing of the last part was needed");
    }));

  test("where the last part is needed and cannot be had, one sentence says so, and the address stays", () =>
    visit("#/paxos/adopt?v=1&f=9&l=en", alone, async (page) => {
      const address = await settled(page);
      await page.keyboard.press("?");
      await page.waitForSelector("#guard-note");
      isOneSentence(await page.$eval("#guard-note", (element) => element.firstChild.textContent));
      assert.equal(await page.evaluate(() => location.hash), address);
    }));

  if (name === "firefox") return;

  test("what is asked for before the last part is there is waited for", () =>
    visit("#/paxos/adopt?v=1&l=en", {
      ...STILL,
      before: holdBack,
    }, async (page) => {
      await page.keyboard.press("?");
      await page.waitForSelector("[role=dialog]");
      await page.keyboard.press("Escape");
      await press(page, "End", await page.evaluate(() => window.synod.state().last));
      await until(page, "the run is at its end", () => window.synod.state().event > 10);
    }));

  test("the last part changes nothing that the others have said", () =>
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

  for (const address of ["#/paxos/adopt?v=1&f=9&l=en", "#/paxos/duel?v=1&l=zh", "#/paxos/lossy?v=1&f=12&l=en"]) {
    test(`what is away is never read, whatever is asked for: ${address}`, async () => {
      const data = await laterData();
      assert.ok(data.length > 0, "some data is away");
      const told = async (poisoned) => {
        const said = [];
        const before = async (page) => {
          await holdBack(page);
          await fillMemory(page, data, poisoned);
        };
        await visit(address, { ...STILL, before }, async (page) => {
          assert.ok(await page.evaluate(() => window.filled), "memory was filled");
          const note = async () => said.push(await atRest(page));
          const first = await event(page);
          await note();
          for (const [key, steps] of [["ArrowRight", [1, 2, 3, 4, 5, 6]], ["ArrowLeft", [5, 4]]]) {
            for (const step of steps) {
              await press(page, key, first + step);
              await note();
            }
          }
          for (const key of ["l", "?", "Escape", "End", "Home", "l", "g", "c"]) {
            await stroke(page, key);
            await settled(page);
            await note();
          }
          for (const node of ["A1", "P1", "L1"]) {
            await clickNode(page, node);
            await page.waitForSelector(".menu");
            await note();
            await page.keyboard.press("Escape");
          }
        });
        return said;
      };
      const [poisoned, whole] = [await told(true), await told(false)];
      whole.forEach((one, at) => assert.deepEqual(poisoned[at], one, `what the page says after ${at} acts`));
    });
  }
});
