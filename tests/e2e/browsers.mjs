// Two browsers, and pages in them that are watched.
//
// A new test file is called `SOMETHING.test.mjs`, lies beside this one, and looks like this:
//
//     import assert from "node:assert/strict";
//     import { everyBrowser } from "./browsers.mjs";
//
//     everyBrowser(({ test, visit }) => {
//       test("forward shows the next frame", () =>
//         visit("#/paxos/duel", { width: 390, height: 844 }, async (page) => {
//           await page.keyboard.press("ArrowRight");
//           assert.match(await page.evaluate(() => location.hash), /f=1/);
//         }));
//     });
//
// `visit(address, [options], body)` opens the built page at that fragment in a profile of its own, waits until
// <html data-ready="true">, hands a puppeteer page to the body, and then fails if there was an error in the console, an
// uncaught error, or a request to another host. Options: width, height, touch, theme ("light" | "dark"), lang ("en-GB",
// "zh-CN": the browser's), motion ("reduce"), file (another page of the host), ready (false: do not wait), errors (a
// pattern of console errors that are wanted), before(page) (runs before anything is loaded), missing (a pattern of files
// that the host has lost). Theme, language and motion are of Chromium only.
// `everyBrowser(body, { pages, only })`: pages, see server.mjs; only: "chromium" | "firefox".
// Run one file with `cargo xtask build && node --test tests/e2e/SOMETHING.test.mjs`.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import puppeteer from "puppeteer-core";
import { serve } from "./server.mjs";

export const READY_MS_MAX = 30_000; // a cold start on a busy machine; speed is measured elsewhere
const TEST_MS_MAX = 120_000;

const CHROMIUM_FLAGS = [
  "--no-sandbox", // tests may run as root
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--force-color-profile=srgb",
  "--font-render-hinting=none",
];

const FIREFOX_PREFERENCES = {
  "datareporting.policy.dataSubmissionEnabled": false,
  "toolkit.telemetry.enabled": false,
  "app.update.enabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
};

const BROWSERS = {
  chromium: { variable: "CHROME", programs: ["chromium", "chromium-browser", "google-chrome"] },
  firefox: { variable: "FIREFOX", programs: ["firefox-esr", "firefox"] },
};

function programOf(name) {
  const { variable, programs } = BROWSERS[name];
  if (process.env[variable]) return process.env[variable];
  const directories = (process.env.PATH ?? "").split(delimiter);
  for (const program of programs) {
    for (const directory of directories) {
      if (existsSync(join(directory, program))) return join(directory, program);
    }
  }
  throw new Error(`${programs[0]} is not there: run \`cargo xtask setup --tests\`, or name it in ${variable}`);
}

/** Starts a browser with a profile of its own. */
export function launch(name) {
  return name === "firefox"
    ? puppeteer.launch({
        browser: "firefox",
        executablePath: programOf(name),
        headless: true,
        extraPrefsFirefox: FIREFOX_PREFERENCES,
        timeout: 60_000,
      })
    : puppeteer.launch({
        browser: "chrome",
        executablePath: programOf(name),
        headless: true,
        args: CHROMIUM_FLAGS,
        defaultViewport: null,
        timeout: 60_000,
      });
}

/** Opens a page in a profile of its own. Resolves to `{ page, troubles, close }`; troubles fill up as they happen. */
export async function open(browser, url, options = {}) {
  const { width = 1280, height = 800, touch = false, theme, lang, motion, ready = true, errors = /$^/ } = options;
  const profile = await browser.createBrowserContext();
  const page = await profile.newPage();
  const troubles = [];
  const { origin } = new URL(url);
  page.on("console", (message) => {
    if (message.type() === "error" && !errors.test(message.text())) troubles.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => {
    if (!errors.test(String(error))) troubles.push(`uncaught: ${error}`);
  });
  page.on("request", (request) => {
    const asked = request.url();
    if (!asked.startsWith(origin + "/") && !/^(data|blob|about):/.test(asked)) troubles.push(`another host: ${asked}`);
  });
  await page.setViewport({ width, height, hasTouch: touch, isMobile: false, deviceScaleFactor: options.scale ?? 1 });
  const features = [];
  if (theme) features.push({ name: "prefers-color-scheme", value: theme });
  if (motion) features.push({ name: "prefers-reduced-motion", value: motion });
  if (features.length) await page.emulateMediaFeatures(features);
  if (lang) {
    const devtools = await page.createCDPSession();
    await devtools.send("Emulation.setUserAgentOverride", { userAgent: await browser.userAgent(), acceptLanguage: lang });
  }
  if (options.before) await options.before(page);
  await page.goto(url, { waitUntil: "load", timeout: READY_MS_MAX });
  if (ready) await untilReady(page);
  return { page, troubles, close: () => profile.close() };
}

/** Waits for a ready stage; says what the page shows when it never comes. */
export async function untilReady(page) {
  try {
    await page.waitForFunction(() => document.documentElement.dataset.ready === "true", { timeout: READY_MS_MAX });
  } catch (error) {
    const text = await page.evaluate(() => document.body?.innerText ?? "").catch(() => "");
    throw new Error(`the page was not ready after ${READY_MS_MAX / 1000} s; it shows: ${JSON.stringify(text)}`, { cause: error });
  }
}

/** The same tests in every browser; see the top of this file. */
export function everyBrowser(body, { pages, only } = {}) {
  for (const name of Object.keys(BROWSERS).filter((each) => !only || each === only)) {
    describe(name, () => {
      let host;
      let browser;
      before(async () => {
        host = await serve({ pages });
        browser = await launch(name);
      });
      after(async () => {
        await browser?.close();
        await host?.close();
      });
      const visit = async (address, ...rest) => {
        const act = rest.pop();
        const options = name === "chromium" ? rest[0] ?? {} : { ...rest[0], theme: undefined, lang: undefined, motion: undefined };
        const here = options.missing ? await serve({ pages, missing: options.missing }) : host;
        const { page, troubles, close } = await open(browser, here.url + (options.file ?? "") + address, options);
        try {
          await act(page, here);
          assert.deepEqual(troubles, []);
        } finally {
          await close();
          if (here !== host) await here.close();
        }
      };
      body({
        name,
        visit,
        test: (title, act) => test(title, { timeout: TEST_MS_MAX }, act),
      });
    });
  }
}
