// Pictures of the built page, for judging it by eye. Builds nothing: `cargo xtask build` first.
//
//   node tests/e2e/shots.mjs OUTDIR [--address '#/paxos/duel']..   what to open (several: give it several times)
//     [--sizes 1440x900,390x844,480x270]  [--themes light,dark]  [--langs en,zh]
//     [--keys 'ArrowRight*5,Space,wait:400']   pressed one after the other once the page is ready
//     [--click '.button']..               clicked after the keys
//     [--each]                            a picture after every key, too
//     [--motion]                          let things move (else reduced motion: steps jump, same final picture)
//     [--wait 300]                        milliseconds before the picture
//     [--full]                            the whole page, not only the window
//     [--scale 2]                         device pixels per pixel
//     [--touch]                           a touch screen
//     [--browser firefox]                 (theme and motion are then the browser's own)
//     [--name start]                      how the file names begin
//     [--dist DIR]                        another built page than dist/
//
// Writes OUTDIR/NAME.SIZE.THEME.LANG[.STEP].png and prints each name. What went wrong in the page is printed too and
// makes the exit code 1; the picture is taken all the same.

import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

const { values: wish, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    address: { type: "string", multiple: true, default: [""] },
    sizes: { type: "string", default: "1440x900" },
    themes: { type: "string", default: "light" },
    langs: { type: "string", default: "en" },
    keys: { type: "string", default: "" },
    click: { type: "string", multiple: true, default: [] },
    each: { type: "boolean", default: false },
    motion: { type: "boolean", default: false },
    wait: { type: "string", default: "150" },
    full: { type: "boolean", default: false },
    scale: { type: "string", default: "1" },
    touch: { type: "boolean", default: false },
    browser: { type: "string", default: "chromium" },
    name: { type: "string", default: "" },
    dist: { type: "string" },
  },
});
if (positionals.length !== 1) {
  console.error("usage: node tests/e2e/shots.mjs OUTDIR [--address '#/..'] ..; the top of the file says the rest");
  process.exit(2);
}
if (wish.dist) process.env.SYNOD_DIST = resolve(wish.dist);
const { launch, open, untilReady } = await import("./browsers.mjs");
const { serve } = await import("./server.mjs");

const [directory] = positionals;
const list = (text) => text.split(",").map((word) => word.trim()).filter(Boolean);
const sizes = list(wish.sizes).map((size) => size.split("x").map(Number));
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

// "ArrowRight*5,Space" -> [["ArrowRight"], .., ["Space"]]; "Shift+A" holds Shift.
const strokes = list(wish.keys).flatMap((key) => {
  const [, stroke, times] = key.match(/^(.+?)(?:\*(\d+))?$/);
  return Array(Number(times ?? 1)).fill(stroke);
});

async function press(page, stroke) {
  if (stroke.startsWith("wait:")) return pause(Number(stroke.slice(5)));
  const keys = stroke.length > 1 ? stroke.split("+") : [stroke];
  const last = keys.pop();
  for (const key of keys) await page.keyboard.down(key);
  await page.keyboard.press(last);
  for (const key of keys.reverse()) await page.keyboard.up(key);
  return page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

// The language goes into the address, as the page itself writes it.
const inLanguage = (address, lang) => {
  const hash = address.startsWith("#") || !address ? address || "#/" : `#${address}`;
  return /[?&]l=/.test(hash) ? hash : `${hash}${hash.includes("?") ? "&" : "?"}l=${lang}`;
};

const title = (address) => address.replace(/^#?\/?/, "").replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60) || "start";

let troubled = false;
await mkdir(directory, { recursive: true });
const host = await serve();
const browser = await launch(wish.browser);
const chromium = wish.browser === "chromium";
try {
  for (const address of wish.address) {
    for (const [width, height] of sizes) {
      for (const theme of list(wish.themes)) {
        for (const lang of list(wish.langs)) {
          const { page, troubles, close } = await open(browser, host.url + inLanguage(address, lang), {
            width, height, scale: Number(wish.scale), touch: wish.touch, ready: false,
            ...(chromium ? { theme, motion: wish.motion ? "no-preference" : "reduce" } : {}),
          });
          const stem = [wish.name || title(address), `${width}x${height}`, theme, lang].join(".");
          const shoot = async (step) => {
            await pause(Number(wish.wait));
            const path = join(directory, [stem, ...(step === undefined ? [] : [String(step).padStart(2, "0")]), "png"].join("."));
            await page.screenshot({ path, fullPage: wish.full });
            console.log(path);
          };
          try {
            await untilReady(page);
            for (const [step, stroke] of strokes.entries()) {
              if (wish.each) await shoot(step);
              await press(page, stroke);
            }
            for (const selector of wish.click) await page.click(selector);
          } catch (error) {
            troubles.push(error.message);
          }
          await shoot(wish.each ? strokes.length : undefined);
          for (const trouble of troubles) console.error(`  ${stem}: ${trouble}`);
          troubled ||= troubles.length > 0;
          await close();
        }
      }
    }
  }
} finally {
  await browser.close();
  await host.close();
}
process.exitCode = troubled ? 1 : 0;
