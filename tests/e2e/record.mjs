// Opens a marked page as readers do, and prints the marks of what it came to, by exhibit: until the stage stood, until all was
// told beside it, and in the first steps on it. `cargo xtask record` builds that page, names the scenarios in SYNOD_SCENARIOS, and writes down what
// travels with which part.

import { launch, open } from "./browsers.mjs";
import { serve } from "./server.mjs";

const SCENARIOS = (process.env.SYNOD_SCENARIOS ?? "").split(" ").filter(Boolean);
const EXHIBITS = [...new Set(SCENARIOS.map((path) => path.split("/")[0]))];
const scenario = (exhibit, at) => SCENARIOS.filter((path) => path.startsWith(`${exhibit}/`))[at];

// How readers come to each exhibit, and go on stepping: to the start, to a frame in a link, in either language and light, on
// a phone, and in another page's frame.
const LOOKS = [
  { at: 1, query: "?v=1&f=17", lang: "zh-CN" },
  { at: 2, query: "?v=1&f=9", theme: "dark", motion: "reduce" },
  { at: 0, query: "?v=1&f=6&ui=embed", width: 480, height: 270 },
  { at: 1, query: "?v=1&f=9&l=en", motion: "reduce" },
  { at: 3, query: "?v=1&f=12&g=phase&l=zh" },
  { at: 0, query: "", width: 390, height: 844, touch: true },
];
const WAYS = [
  { hash: "" },
  ...EXHIBITS.flatMap((exhibit) => LOOKS.map(({ at, query, ...look }) => ({ hash: `#/${scenario(exhibit, at)}${query}`, ...look }))),
];
// And to each scenario: to its start, early and late.
const FRAMES = ["", "?v=1&f=3", "?v=1&f=5", "?v=1&f=14"];
const OPENED = SCENARIOS.flatMap((path) => FRAMES.map((frame) => ({ hash: `#/${path}${frame}` })));
const STEPS = [...Array(4).fill("ArrowRight"), "ArrowLeft", "ArrowLeft", "ArrowRight"];
// At once, before the last one has settled, and settled.
const PAUSES_MS = [0, 60, 900];

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

const host = await serve();
const browser = await launch("chromium");
const came = new Map(EXHIBITS.map((exhibit) => [exhibit, { stage: new Set(), ready: new Set(), steps: new Set() }]));
const collect = async (page, into) => {
  for (const mark of await page.evaluate(() => [...globalThis.synodMarks])) into.add(mark);
};
/** Keeps the marks of the moment at which the stage stands. */
const noteStage = (page) => page.evaluateOnNewDocument(() => {
  const note = () => {
    if (document.documentElement?.dataset.stage === "true") globalThis.synodStage ??= [...globalThis.synodMarks];
  };
  new MutationObserver(note).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-stage"] });
});
async function come({ hash, steps = [], ...look }) {
  const { page, close } = await open(browser, `${host.url}${hash}`, { width: 1440, height: 900, before: noteStage, ...look });
  const marks = came.get(/^#\/([^/]+)/.exec(hash)?.[1] ?? EXHIBITS[0]);
  for (const mark of await page.evaluate(() => globalThis.synodStage)) marks.stage.add(mark);
  await collect(page, marks.ready);
  for (const key of steps) for (const milliseconds of PAUSES_MS) {
    await page.keyboard.press(key);
    await pause(milliseconds);
  }
  await page.evaluate(() => window.synod.state());
  await collect(page, marks.steps);
  await close();
}
const ways = [...WAYS.map((way) => ({ ...way, steps: STEPS })), ...OPENED].values();
// Those who wait leave time for others.
await Promise.all(Array.from({ length: 3 }, async () => {
  for (const way of ways) await come(way);
}));
await browser.close();
await host.close();
const sorted = (marks) => [...marks].sort((one, other) => one - other);
console.log(JSON.stringify([...came].map(([exhibit, { stage, ready, steps }]) => ({ exhibit, stage: sorted(stage), ready: sorted(ready), steps: sorted(steps) }))));
