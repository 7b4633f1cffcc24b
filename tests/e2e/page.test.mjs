// What holds for the page as a whole, whatever it shows.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { everyBrowser } from "./browsers.mjs";

const axe = await readFile(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

everyBrowser(({ name, test, visit }) => {
  test("the page becomes ready under a path that nobody planned for", () =>
    visit("", async (page) => {
      assert.equal(await page.evaluate(() => document.querySelector(".boot")), null, "the skeleton is gone");
      assert.match(await page.title(), /Synod/);
    }));

  test("a policy stands in the page, and it is obeyed", () =>
    visit("", { errors: /Content.Security.Policy|Refused|violates/i }, async (page) => {
      const policy = await page.$eval('meta[http-equiv="Content-Security-Policy"]', (meta) => meta.content);
      assert.match(policy, /default-src 'none'/);
      assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|https?:/);
      const ran = await page.evaluate(() => {
        const script = document.createElement("script");
        script.textContent = "window.broughtIn = true";
        document.head.append(script);
        return window.broughtIn === true;
      });
      assert.equal(ran, false, "an inline script that was brought in does not run");
    }));

  for (const [theme, width, height] of [["light", 1440, 900], ["dark", 1440, 900], ["light", 390, 844]]) {
    if (name === "firefox" && theme === "dark") continue; // its theme cannot be set from here
    const options = { width, height, ...(name === "chromium" ? { theme } : {}) };
    test(`axe finds no violation at ${width}x${height} in ${theme}`, () =>
      visit("", options, async (page) => {
        await page.evaluate(axe);
        const found = await page.evaluate(async () => {
          const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
          return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target).join(" ")}`);
        });
        assert.deepEqual(found, []);
      }));
  }
});
