// Opens a marked page as readers do, and prints the marks of what it came to: up to the ready stage, and in the first
// steps on it. `cargo xtask record` builds that page, names the scenarios in SYNOD_SCENARIOS, and writes down what it did
// not come to.

import { launch, open } from "./browsers.mjs";
import { serve } from "./server.mjs";

// How readers come: to the start, to a frame in a link, in either language and light, and in another page's frame.
const WAYS = [
  { hash: "" },
  { hash: "#/paxos/adopt?v=1&f=17", lang: "zh-CN" },
  { hash: "#/paxos/duel?v=1&f=9", theme: "dark", motion: "reduce" },
  { hash: "#/paxos/nobody-fails?v=1&f=6&ui=embed", width: 480, height: 270 },
  { hash: "#/paxos/adopt?v=1&f=9&l=en", motion: "reduce" },
  { hash: "#/paxos/lossy?v=1&f=12&g=phase" },
  { hash: "#/paxos/nobody-fails", width: 390, height: 844, touch: true },
];
const SCENARIOS = (process.env.SYNOD_SCENARIOS ?? "").split(" ").filter((path) => path.startsWith("paxos/"));
const OPENED = SCENARIOS.flatMap((path) => [{ hash: `#/${path}` }, { hash: `#/${path}?v=1&f=14` }]);
const STEPS = [...Array(4).fill("ArrowRight"), "ArrowLeft", "ArrowLeft", "ArrowRight"];
const SETTLED_MS = 900;

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

const host = await serve();
const browser = await launch("chromium");
const ran = new Set();
for (const { hash, steps = [], ...look } of [...WAYS.map((way) => ({ ...way, steps: STEPS })), ...OPENED]) {
  const { page, close } = await open(browser, `${host.url}${hash}`, { width: 1440, height: 900, ...look });
  for (const key of steps) {
    await page.keyboard.press(key);
    await pause(SETTLED_MS);
  }
  await page.evaluate(() => window.synod.state());
  for (const index of await page.evaluate(() => [...globalThis.synodMarks])) ran.add(index);
  await close();
}
await browser.close();
await host.close();
console.log([...ran].sort((one, other) => one - other).join(" "));
