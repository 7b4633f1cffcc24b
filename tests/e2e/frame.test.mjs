// The page inside another: a course site shows it in a frame, with as few rights as a frame can have.

import assert from "node:assert/strict";
import { everyBrowser, untilReady } from "./browsers.mjs";

const host = (attributes) => `<!doctype html><html lang="en"><title>course</title><link rel="icon" href="data:,">
<iframe title="Synod" width="480" height="270" ${attributes} src="./#/?ui=embed"></iframe></html>`;

everyBrowser(({ test, visit }) => {
  for (const file of ["plain.html", "sandboxed.html"]) {
    test(`the page becomes ready in a frame: ${file}`, () =>
      visit("", { file, ready: false, width: 600, height: 400 }, async (page) => {
        const element = await page.waitForSelector("iframe");
        const frame = await element.contentFrame();
        await untilReady(frame);
        assert.equal(await frame.$("#guard-note"), null);
      }));
  }
}, { pages: { "plain.html": host(""), "sandboxed.html": host('sandbox="allow-scripts"') } });
