// How soon the page is ready, and what a frame costs. Prints figures; they depend on the machine and assert nothing.
//
//   node tests/e2e/measure.mjs [--address '#/paxos/duel'] [--loads 9] [--seconds 6] [--play Space] [--dist DIR]

import { resolve } from "node:path";
import { parseArgs } from "node:util";

const { values: wish } = parseArgs({
  options: {
    address: { type: "string", default: "#/paxos/duel" },
    loads: { type: "string", default: "9" },
    seconds: { type: "string", default: "6" },
    play: { type: "string", default: "Space" },
    dist: { type: "string" },
  },
});
if (wish.dist) process.env.SYNOD_DIST = resolve(wish.dist);
const { launch, open } = await import("./browsers.mjs");
const { serve } = await import("./server.mjs");

// More than a hundred messages are in flight at this frame.
const CROWD = "#/paxos/duel?v=1&k=proposers:3,acceptors:9,learners:3,duplicate_percent:100,delay_ms_max:1000,timeouts:on,patience_ms:10,backoff:off,stagger_ms:0&s=1&f=60";
// A run that goes on until the limit of events.
const LONG = "#/paxos/duel?v=1";
const SEEKS = 200;
// Runs of the generals: how many, for how many traitors, and a frame of their largest round.
const GENERALS = [[10, 3, 300], [13, 4, 7000]];

// Ten thousand keys, and a server joins: the frame in which keys travel, over and over.
const TRAVEL = ["hash-ring", "hash-mod"].map((exhibit) => [exhibit, `#/${exhibit}/joins?v=1&k=keys:10000`, 2]);

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const milliseconds = (seconds) => `${(seconds * 1000).toFixed(2)} ms`;

// Notes the moments at which the stage stands and all is told beside it, from the start of the navigation.
const noteReady = (page) => page.evaluateOnNewDocument(() => {
  const look = () => {
    const { stage, ready } = document.documentElement?.dataset ?? {};
    if (stage === "true") window.standsAt ??= performance.now();
    if (ready === "true") window.readyAt ??= performance.now();
  };
  new MutationObserver(look).observe(document, { attributes: true, childList: true, subtree: true });
});

async function load(browser, url) {
  const { page, close } = await open(browser, url, { before: noteReady, width: 1440, height: 900 });
  const [standsAt, readyAt] = await page.evaluate(() => [window.standsAt, window.readyAt]);
  return { page, standsAt, readyAt, close };
}

async function cost(page, devtools, seconds, act) {
  await page.evaluate(() => {
    const counter = { frames: 0 };
    window.counter = counter;
    const count = () => {
      counter.frames += 1;
      if (window.counter === counter) requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });
  await act();
  const figures = async () => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  const [before, framesBefore] = [await figures(), await page.evaluate(() => window.counter.frames)];
  await pause(seconds * 1000);
  const [after, framesAfter] = [await figures(), await page.evaluate(() => window.counter.frames)];
  await page.evaluate(() => { window.counter = null; });
  const frames = framesAfter - framesBefore;
  const per = (name) => (after[name] - before[name]) / frames;
  return {
    rate: frames / (after.Timestamp - before.Timestamp),
    script: per("ScriptDuration"),
    task: per("TaskDuration"),
    layout: per("LayoutDuration") + per("RecalcStyleDuration"),
  };
}

const host = await serve();
const browser = await launch("chromium");
try {
  const times = [];
  for (let nth = 0; nth <= Number(wish.loads); nth += 1) {
    const { standsAt, readyAt, close } = await load(browser, host.url + wish.address);
    if (nth > 0) times.push([standsAt, readyAt]); // the first warms the browser up
    await close();
  }
  const spread = (which) => {
    const sorted = times.map((one) => one[which]).sort((one, other) => one - other);
    return `${sorted[Math.floor(sorted.length / 2)].toFixed(0)} ms (${sorted[0].toFixed(0)} to ${sorted.at(-1).toFixed(0)})`;
  };
  console.log(`\nThe stage stands after ${spread(0)}, and all is told beside it after ${spread(1)}: medians of ${times.length} cold loads.`);

  const { page, close } = await load(browser, host.url + wish.address);
  const devtools = await page.createCDPSession();
  await devtools.send("Performance.enable");
  const say = (what, { rate, script, task, layout }) => console.log(
    `${what}: ${rate.toFixed(0)} frames a second; per frame ${milliseconds(script)} script, ${milliseconds(layout)} style and layout, ${milliseconds(task)} task in all.`,
  );
  say("At rest", await cost(page, devtools, 2, () => pause(200)));
  const hash = () => page.evaluate(() => location.hash + document.querySelector("#app")?.textContent.length);
  const resting = await hash();
  say("Playing", await cost(page, devtools, Number(wish.seconds), () => page.keyboard.press(wish.play)));
  if ((await hash()) === resting) console.log(`(Nothing changed after the key ${wish.play}: these are the figures of a page at rest.)`);
  await close();

  const crowd = await load(browser, host.url + CROWD);
  const watcher = await crowd.page.createCDPSession();
  await watcher.send("Performance.enable");
  const flying = await crowd.page.$$eval(".arrow.flying", (all) => all.length);
  say(`Playing with a hundred and more in flight (${flying} arrows and bundles still open)`, await cost(crowd.page, watcher, Number(wish.seconds), () => crowd.page.keyboard.press(wish.play)));
  await crowd.close();

  const long = await load(browser, host.url + LONG);
  const { last, seeks } = await long.page.evaluate(async (count) => {
    const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
    window.synod.seek(1e9);
    while (!window.synod.state().ended) await pause(50);
    const { last } = window.synod.state();
    const seeks = [];
    let place = 1;
    for (let nth = 0; nth < count; nth += 1) {
      place = (place * 48271) % 2147483647; // the same places in every run
      const start = performance.now();
      window.synod.seek(place % (last + 1));
      // What is drawn comes in the same task, behind this one, or, if it takes long, in the next.
      for (let looks = 0; window.synod.state().event !== place % (last + 1); looks += 1) await (looks < 40 ? null : pause(0));
      seeks.push(performance.now() - start);
      await new Promise((done) => requestAnimationFrame(done));
    }
    return { last, seeks: seeks.sort((one, other) => one - other) };
  }, SEEKS);
  console.log(
    `Seek to any of ${last} events: median ${seeks[SEEKS / 2].toFixed(1)} ms, 19 of 20 within ${seeks[SEEKS * 0.95].toFixed(1)} ms, most ${seeks.at(-1).toFixed(1)} ms (${SEEKS} seeks, in wasm, drawing included).`,
  );
  await long.close();

  for (const [exhibit, address, frame] of TRAVEL) {
    const run = await load(browser, host.url + address);
    const eye = await run.page.createCDPSession();
    await eye.send("Performance.enable");
    const again = () => run.page.evaluate((frame) => {
      const go = () => { window.synod.seek(frame); window.synod.step(); };
      go();
      setInterval(go, 500);
    }, frame);
    say(`10,000 keys while those of a join travel, ${exhibit}`, await cost(run.page, eye, Number(wish.seconds), again));
    await run.close();
  }

  for (const [generals, traitors, frame] of GENERALS) {
    const run = await load(browser, `${host.url}#/oral-messages/all-loyal?v=1&k=generals:${generals},traitors_tolerated:${traitors}`);
    const { whole, last, steps } = await run.page.evaluate(async (frame) => {
      const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
      const go = async (event) => {
        const start = performance.now();
        window.synod.seek(event);
        for (let looks = 0; window.synod.state().event !== event && !(event > 1e8 && window.synod.state().ended); looks += 1) await (looks < 40 ? null : pause(0));
        return performance.now() - start;
      };
      const whole = await go(1e9);
      const last = window.synod.state().event;
      const steps = [];
      await go(frame);
      for (let nth = 1; nth <= 60; nth += 1) {
        await new Promise((done) => requestAnimationFrame(done));
        steps.push(await go(frame + (nth <= 30 ? nth : 60 - nth)));
      }
      return { whole, last, steps: steps.sort((one, other) => one - other) };
    }, frame);
    console.log(
      `OM(${traitors}) of ${generals}, ${last + 1} frames: the whole run with its last picture ${whole.toFixed(0)} ms; a step to or fro in its largest round: median ${steps[30].toFixed(1)} ms, 19 of 20 within ${steps[57].toFixed(1)} ms, most ${steps[59].toFixed(1)} ms (in wasm, drawing included).`,
    );
    await run.close();
  }
} finally {
  await browser.close();
  await host.close();
}
