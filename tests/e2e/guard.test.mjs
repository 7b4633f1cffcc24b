// The guard outlives the page: a panic leads back to a frame that worked, and never into a circle.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { everyBrowser } from "./browsers.mjs";

const guard = await readFile(new URL("../../assets/guard.js", import.meta.url), "utf8");

// A page that runs wherever it is opened, and says so, as the real one does after each settled address.
const calm = `<!doctype html><html lang="en" data-ready="true"><title>calm</title><link rel="icon" href="data:,">
<div id="app"><button>act</button></div><script src="guard.js"></script><script src="calm.js"></script></html>`;
const script = `synodGuard.good(location.hash);
function trap() { setTimeout(() => { throw new WebAssembly.RuntimeError("unreachable (planted)"); }); }`;
const pages = { "calm.html": calm, "guard.js": guard, "calm.js": script };

const DUEL = "#/paxos/duel?v=1&k=ab&s=7&a=xyz&f=11&d=3fa2&l=en";
const planted = { errors: /planted/ };

function panic(page, { wait = false } = {}) {
  return reloaded(page, async () => {
    await page.evaluate(() => synodGuard.panicked("planted"));
    assert.match(await note(page), /Something in Synod broke/);
    if (!wait) await page.click("#guard-note button");
  });
}

// A reload behind a change of the fragment looks like two navigations; a mark in the window tells them apart.
async function reloaded(page, act) {
  await page.evaluate(() => { window.before = true; });
  await act();
  for (let tries = 0; tries < 200; tries += 1) {
    const fresh = await page
      .evaluate(() => !window.before && document.readyState === "complete" && "synodGuard" in window)
      .catch(() => false); // in the middle of the navigation there is no page to ask
    if (fresh) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("the page was not loaded again");
}

const note = (page) => page.$eval("#guard-note", (element) => element.firstChild.textContent);
const hash = (page) => page.evaluate(() => location.hash);

everyBrowser(({ name, test, visit }) => {
  test("a panic leads to the last good frame, then the one before, then the scenario, then to rest", () =>
    visit(DUEL, { file: "calm.html", ...planted }, async (page) => {
      await panic(page, { wait: true });
      assert.equal(await hash(page), DUEL);
      assert.match(await note(page), /the last frame that worked/);
      await panic(page);
      assert.equal(await hash(page), "#/paxos/duel?v=1&k=ab&s=7&a=xyz&l=en&f=10");
      await panic(page);
      assert.equal(await hash(page), "#/paxos/duel?v=1&l=en");
      await page.evaluate(() => synodGuard.panicked("planted"));
      assert.match(await note(page), /again and again/);
      await new Promise((resolve) => setTimeout(resolve, 2500));
      assert.equal(await hash(page), "#/paxos/duel?v=1&l=en", "nothing is loaded any more");
      await reloaded(page, () => page.click("#guard-note button"));
      assert.equal(await hash(page), "#/");
    }));

  test("reaching another good frame forgets the earlier panic", () =>
    visit(DUEL, { file: "calm.html", ...planted }, async (page) => {
      await panic(page);
      const next = DUEL.replace("f=11", "f=12");
      await page.evaluate((address) => synodGuard.good(address), next);
      await panic(page);
      assert.equal(await hash(page), next);
    }));

  test("the page cannot be used while it is broken, and the way back can be taken at once", () =>
    visit(DUEL, { file: "calm.html", ...planted }, async (page) => {
      await page.evaluate(() => synodGuard.panicked("planted"));
      assert.equal(await page.$eval("#app", (app) => app.inert), true);
      await reloaded(page, () => page.click("#guard-note button"));
      assert.equal(await hash(page), DUEL);
      await page.click("#guard-note button");
      assert.equal(await page.$("#guard-note"), null);
    }));

  test("the sentence is in the language of the address", () =>
    visit(DUEL.replace("l=en", "l=zh"), { file: "calm.html", ...planted }, async (page) => {
      await page.evaluate(() => synodGuard.panicked("planted"));
      assert.match(await note(page), /出错/);
      assert.equal(await page.$eval("#guard-note", (element) => element.lang), "zh");
    }));

  test("a trap without a panic counts as one", () =>
    visit(DUEL, { file: "calm.html", errors: /planted|unreachable/ }, async (page) => {
      await page.evaluate(() => trap());
      await page.waitForSelector("#guard-note");
      assert.match(await note(page), /broke/);
    }));

  test("the chosen theme is there before the page is", () =>
    visit(DUEL, { file: "calm.html" }, async (page) => {
      for (const [kept, worn] of [["dark", "dark"], ["light", "light"], ["system", null], ["<b>", null]]) {
        await page.evaluate((kept) => localStorage.setItem("synod.theme", kept), kept);
        await page.reload();
        assert.equal(await page.$eval("html", (html) => html.getAttribute("data-theme")), worn, kept);
      }
    }));

  for (const [what, missing] of [["WebAssembly", /_bg\.wasm$/], ["script", /^synod-[0-9a-f]+\.js$/]]) {
    test(`a page whose ${what} is lost says so in one sentence and can be tried again`, () =>
      visit("", { ready: false, errors: /./, missing }, async (page) => {
        await page.waitForSelector("#guard-note");
        assert.match(await note(page), /could not be loaded/);
        assert.equal(await page.$eval("#guard-note button", (button) => button.textContent), "Try again");
      }));
  }

  if (name === "chromium") {
    test("where nothing can be kept, nothing is loaded unasked", () =>
      visit(DUEL, {
        file: "calm.html",
        ...planted,
        before: (page) => page.evaluateOnNewDocument(() => {
          for (const storage of ["sessionStorage", "localStorage"]) {
            Object.defineProperty(window, storage, { get() { throw new DOMException("no", "SecurityError"); } });
          }
        }),
      }, async (page) => {
        await page.evaluate(() => { window.same = true; synodGuard.panicked("planted"); });
        await new Promise((resolve) => setTimeout(resolve, 2500));
        assert.equal(await page.evaluate(() => window.same), true);
        await reloaded(page, () => page.click("#guard-note button"));
        assert.equal(await hash(page), "#/paxos/duel?v=1&l=en");
      }));

    test("a Chinese browser reads Chinese before the page runs", () =>
      visit("", { file: "broken.html", ready: false, lang: "zh-CN", errors: /./ }, async (page) => {
        await page.waitForSelector("#guard-note");
        assert.match(await note(page), /没有加载成功/);
      }));
  }
}, {
  pages: {
    ...pages,
    "broken.html": '<!doctype html><title>broken</title><link rel="icon" href="data:,"><script src="guard.js"></script><script src="gone.js"></script>',
  },
});
