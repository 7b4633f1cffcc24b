// Every size and dress of the page: desktop, phone, frame in a course, slide, back row; and whoever cannot see it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { everyBrowser } from "./browsers.mjs";
import { STILL, at, clickNode, press, push, stroke, text, until } from "./synod.mjs";

const axe = await readFile(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

const LESSON = "#/paxos/nobody-fails?l=en&f=7";
const PHONE = { width: 390, height: 844, touch: true };
const STRIP = { width: 480, height: 270 };
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** The parts of the page that somebody can see. */
const seen = (page, ...selectors) => page.evaluate((selectors) => selectors.filter((selector) => [...document.querySelectorAll(selector)].some((one) => {
  const { width, height, right, bottom, left, top } = one.getBoundingClientRect();
  const style = getComputedStyle(one);
  const inside = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
  return width > 1 && height > 1 && inside && style.visibility !== "hidden" && style.opacity !== "0" && one.checkVisibility();
})), selectors);

const REGIONS = [".header", ".rail", ".scenarios", ".intro", ".stage", ".caption", ".transport", ".diagram", ".side"];

const scrolls = (page) => page.evaluate(() => {
  const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
  return { sideways: scrollWidth > clientWidth, down: scrollHeight > clientHeight };
});

/** Who sticks out of the window sideways. */
const outside = (page) => page.evaluate(() => [...document.querySelectorAll(".app *")].filter((one) => {
  const { left, right, width } = one.getBoundingClientRect();
  return width > 0 && (right > innerWidth + 1 || left < -1) && one.checkVisibility() && !one.closest(".scenarios, svg, .visually-hidden, .frame-table, .skip, .rail, .diagram");
}).map((one) => `${one.tagName}.${one.getAttribute("class")}`));

everyBrowser(({ name, test, visit }) => {
  test("in a frame of 480x270 there are stage, caption and transport, and nothing scrolls", () =>
    visit(`${LESSON}&ui=embed`, { ...STILL, ...STRIP }, async (page) => {
      assert.deepEqual(await seen(page, ...REGIONS), [".stage", ".caption", ".transport"]);
      assert.deepEqual(await scrolls(page), { sideways: false, down: false });
      const { height } = await page.$eval(".stage", (stage) => stage.getBoundingClientRect().toJSON());
      assert.ok(height >= 0.55 * 270, `the stage has most of it: ${height}`);
      await push(page, "Forward", ".transport");
      await at(page, 8);
      assert.ok((await text(page, ".caption")).length > 10);
    }));

  if (name === "firefox") return;

  test("a small frame keeps every button of the transport in sight", () =>
    visit(`${LESSON}&ui=embed`, { ...STILL, ...STRIP }, async (page) => {
      const cut = await page.$$eval(".transport button, .transport .count", (all) => all.filter((one) => {
        const { left, right, top, bottom } = one.getBoundingClientRect();
        return left < 0 || top < 0 || right > innerWidth || bottom > innerHeight;
      }).map((one) => one.getAttribute("aria-label") ?? one.textContent));
      assert.deepEqual(cut, []);
      const small = await page.$$eval(".transport button", (all) => all.map((one) => one.getBoundingClientRect()).filter(({ width, height }) => width < 24 || height < 24).length);
      assert.equal(small, 0, "nothing is smaller than 24 px");
    }));

  test("a fault can be made in a small frame: the menu fits, and what it covers comes back", () =>
    visit(`${LESSON}&ui=embed`, { ...STILL, ...STRIP }, async (page) => {
      await clickNode(page, "A1");
      await page.waitForSelector(".menu");
      const { left, right, top, bottom } = await page.$eval(".menu", (menu) => menu.getBoundingClientRect().toJSON());
      assert.ok(left >= 0 && top >= 0 && right <= 480 && bottom <= 270, JSON.stringify({ left, right, top, bottom }));
      await stroke(page, "Escape");
      assert.equal(await page.$(".menu"), null);
    }));

  test("a slide shows stage and caption, and the keys still step", () =>
    visit(`${LESSON}&ui=slide`, { ...STILL, width: 960, height: 540 }, async (page) => {
      assert.deepEqual(await seen(page, ...REGIONS), [".stage", ".caption"]);
      assert.deepEqual(await scrolls(page), { sideways: false, down: false });
      await press(page, "PageDown", 8);
      await press(page, "PageUp", 7);
    }));

  for (const [width, height] of [[1920, 1080], [1280, 720]]) {
    test(`presenting at ${width}x${height} meets the back row`, () =>
      visit("#/paxos/duel?l=en&f=9", { ...STILL, width, height }, async (page) => {
        await stroke(page, "p");
        await page.waitForSelector(".app.presenting");
        assert.deepEqual(await seen(page, ".header", ".rail", ".scenarios", ".intro", ".diagram", ".side"), [], "nothing else");
        assert.deepEqual(await scrolls(page), { sideways: false, down: false });
        const sizes = await page.evaluate(() => {
          const parts = [...document.querySelectorAll(".caption p, .cues .cue, .cues .chip, .picture text")];
          const shown = parts.filter((one) => one.checkVisibility() && one.textContent.trim() && !one.closest(".was, [data-state=gone]"));
          return shown.map((one) => {
            const scale = one.ownerSVGElement ? one.getScreenCTM().d : 1;
            return { words: one.textContent.trim(), kind: one.closest(".caption") ? "caption" : "text", size: parseFloat(getComputedStyle(one).fontSize) * scale };
          });
        });
        const small = sizes.filter(({ kind, size }) => size < (kind === "caption" ? height / 30 : height / 40) - 0.5);
        assert.deepEqual([...new Set(small.map(({ words, size }) => `${words}: ${size.toFixed(1)} px`))], [], `at least ${height / 40} px, captions ${height / 30}`);
        for (const part of [".cues .cue", ".cues [data-check]"]) assert.ok((await seen(page, part)).length, `${part} is in sight`);
        await stroke(page, "Escape");
        assert.equal(await page.$(".app.presenting"), null);
      }));
  }

  test("on a phone nothing scrolls sideways, and a finger meets every button", () =>
    visit(LESSON, { ...STILL, ...PHONE }, async (page) => {
      assert.equal((await scrolls(page)).sideways, false);
      assert.deepEqual(await outside(page), []);
      const tooSmall = () => page.$$eval(".transport button, .header button, .side .offer:not(.closed), .transport select", (all) => all
        .filter((one) => one.checkVisibility())
        .map((one) => ({ one: one.getAttribute("aria-label") ?? one.textContent, ...one.getBoundingClientRect().toJSON() }))
        .filter(({ width, height }) => width > 0 && (width < 43.5 || height < 43.5))
        .map(({ one, width, height }) => `${one}: ${width}x${height}`));
      assert.deepEqual(await tooSmall(), []);
      const tools = ["Speed", "One step is", "Undo", "Hide what only the watcher knows", "Settings of the run", "Frame as a table"];
      assert.deepEqual(await seen(page, ".tools"), [], "the tools are folded");
      await push(page, "Speed and tools", ".transport");
      await until(page, "they unfold", () => document.querySelector(".app.tools-open"));
      const named = tools.map((name) => `.transport [aria-label="${name}"]`);
      assert.deepEqual(await seen(page, ...named), named, "no tool is out of sight");
      assert.deepEqual([await outside(page), await tooSmall()], [[], []]);
      const [stage, bar] = await page.$$eval(".stage, .transport", (all) => all.map((one) => one.getBoundingClientRect().toJSON()));
      assert.ok(bar.top > stage.bottom - 8, "the stage keeps its room");
      await stroke(page, "Escape");
      await until(page, "Escape folds them", () => !document.querySelector(".app.tools-open"));
      const hits = await page.$$eval(".figure .spot, .packet .hit", (all) => all
        .filter((one) => !one.closest("[data-state]")).map((one) => one.getBoundingClientRect()).filter(({ width, height }) => width < 40 || height < 40).length);
      assert.equal(hits, 0, "nodes and messages are large enough for a finger");
      const steps = ["To the start", "Back", "Play", "Forward", "Next phase", "To the end"];
      assert.deepEqual(await seen(page, ...steps.map((name) => `.transport [aria-label="${name}"]`), ".transport .count span", ".transport .phase-name"), [
        ...steps.map((name) => `.transport [aria-label="${name}"]`), ".transport .count span", ".transport .phase-name",
      ], "the steps, the frame and the phase are in sight");
      assert.equal(await page.$eval(".transport", (bar) => bar.scrollWidth > bar.clientWidth), false, "the transport does not scroll");
      await page.evaluate(() => document.querySelector(".stage").scrollIntoView());
      const { top } = await page.$eval(".stage", (stage) => stage.getBoundingClientRect().toJSON());
      assert.ok(top < 844 / 2, "the stage is in sight");
    }));

  for (const [address, what] of [
    [LESSON, "Paxos"],
    ["#/oral-messages/all-loyal?l=en&f=5", "four generals"],
    ["#/oral-messages/two-traitors?l=en&f=40", "seven generals"],
    ["#/oral-messages/two-traitors?l=zh&f=44", "seven generals at the end"],
    ["#/oral-messages/ten?l=en&f=600", "ten generals"],
  ]) {
    test(`on a phone what happened stands under the picture in sight: ${what}`, () =>
      visit(address, { ...STILL, ...PHONE }, async (page) => {
        const [low, top] = await page.evaluate(() => [document.querySelector(".story .what").getBoundingClientRect().bottom, document.querySelector(".transport").getBoundingClientRect().top]);
        assert.ok(low <= top, `it ends at ${low}, the transport begins at ${top}`);
      }));
  }

  for (const [width, height] of [[1920, 1080], [1440, 900], [1366, 768], [1280, 800], [1180, 820], [1024, 768], [820, 1180]]) {
    for (const two of ["", "&b=duel"]) {
      test(`nothing of the transport is cut off at ${width}x${height}${two && ", with two runs"}`, () =>
        visit(`${LESSON}${two}`, { ...STILL, width, height }, async (page) => {
          const cut = await page.$eval(".transport", (bar) => {
            const { left, right } = bar.getBoundingClientRect();
            const all = [...bar.querySelectorAll("button, select, .count span")].filter((one) => one.checkVisibility());
            const places = all.map((one) => [one, one.getBoundingClientRect()]);
            const over = ([one, a]) => places.some(([other, b]) => one !== other && !one.contains(other) && a.right > b.left + 1 && b.right > a.left + 1 && a.bottom > b.top + 1 && b.bottom > a.top + 1);
            const out = ([one, place]) => place.left < left - 1 || place.right > right + 1 || one.scrollWidth > one.clientWidth + 1 && one.matches(".count span");
            return places.filter((one) => out(one) || over(one)).map(([one]) => one.getAttribute("aria-label") ?? one.textContent);
          });
          assert.deepEqual(cut, []);
        }));
    }
  }

  test("on a phone a tap opens the menu as a sheet that fits", () =>
    visit(LESSON, { ...STILL, ...PHONE }, async (page) => {
      await page.evaluate(() => document.querySelector(".figure[data-node='1'] .outline").scrollIntoView({ block: "center" }));
      const { x, y } = await page.$eval(".figure[data-node='1'] .outline", (one) => {
        const { left, top, width, height } = one.getBoundingClientRect();
        return { x: left + width / 2, y: top + height / 2 };
      });
      await page.touchscreen.tap(x, y);
      await page.waitForSelector(".menu");
      const { left, right, bottom } = await page.$eval(".menu", (menu) => menu.getBoundingClientRect().toJSON());
      assert.ok(left >= 0 && right <= 390 && bottom <= 845, JSON.stringify({ left, right, bottom }));
      const low = await page.$$eval(".menu button", (all) => all.filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43.5).map((one) => one.textContent));
      assert.deepEqual(low, []);
    }));

  for (const [width, height] of [[1440, 900], [1024, 768], [768, 1024], [844, 390], [320, 640]]) {
    test(`nothing sticks out at ${width}x${height}`, () =>
      visit(LESSON, { ...STILL, width, height }, async (page) => {
        assert.equal((await scrolls(page)).sideways, false);
        assert.deepEqual(await outside(page), []);
      }));
  }

  test("the stage has its share of a desktop window", () =>
    visit(LESSON, { ...STILL, width: 1440, height: 900 }, async (page) => {
      const { width, height } = await page.$eval(".stage", (stage) => stage.getBoundingClientRect().toJSON());
      assert.ok(width >= 0.58 * 1440, `${width} px wide`);
      assert.ok(height >= 0.4 * 900, `${height} px high`);
      assert.deepEqual(await scrolls(page), { sideways: false, down: false });
    }));

  for (const [width, height] of [[1440, 900], [390, 844]]) {
    test(`the row of scenarios is scrolled to the current one at ${width}x${height}, which covers no other`, () =>
      visit("#/paxos/without-majority?l=en", { ...STILL, width, height }, async (page) => {
        const inRow = () => page.evaluate(() => {
          const place = (one) => one.getBoundingClientRect();
          const [row, on] = [place(document.querySelector(".scenarios")), place(document.querySelector(".scenarios .on"))];
          const others = [...document.querySelectorAll(".scenarios .button:not(.on)")].map(place);
          return scrollY === 0 && on.left >= row.left && on.right <= row.right && others.every(({ left, right }) => right <= on.left || left >= on.right);
        });
        assert.ok(await inRow(), "as it opens");
        for (const scenario of ["nobody-fails", "without-adopt", "duel"]) {
          await page.evaluate((scenario) => window.synod.open(`#/paxos/${scenario}?l=en`), scenario);
          await until(page, `${scenario} is open`, (scenario) => document.querySelector(".scenarios .on")?.getAttribute("href").endsWith(scenario), scenario);
          assert.ok(await inRow(), scenario);
        }
      }));
  }

  test("on paper the frame stands in the light colours, without what can be pressed", () =>
    visit(LESSON, { ...STILL, theme: "dark" }, async (page) => {
      await page.emulateMediaType("print");
      const shown = await page.$$eval(".crumb, .stage, .diagram, .story, [data-check]", (all) => all.every((one) => one.getBoundingClientRect().height > 0));
      assert.ok(shown, "title, picture, diagram, story and guarantees are there");
      const hidden = await page.$$eval(".transport button, .offers, .rail, .scenarios", (all) => all.every((one) => !one.checkVisibility()));
      assert.ok(hidden, "no controls");
      assert.equal(await page.$eval(".story", (story) => getComputedStyle(story).color), "rgb(29, 35, 48)");
    }));

  test("in high contrast the picture takes the reader's colours, whatever the theme", () =>
    visit(LESSON, { ...STILL, theme: "dark" }, async (page) => {
      const features = [{ name: "forced-colors", value: "active" }, { name: "prefers-color-scheme", value: "light" }];
      await (await page.createCDPSession()).send("Emulation.setEmulatedMedia", { features });
      await page.evaluate(() => { document.documentElement.dataset.theme = "dark"; });
      const [ink, ...fills] = await page.evaluate(() => [
        getComputedStyle(document.body).color,
        ...[".node-name", ".under", ".packet > .label"].map((part) => getComputedStyle(document.querySelector(`.picture ${part}`)).fill),
      ]);
      assert.deepEqual(fills, [ink, ink, ink]);
    }));

  test("below 1280 px the course folds and unfolds", () =>
    visit(LESSON, { ...STILL, width: 1024, height: 768 }, async (page) => {
      assert.deepEqual(await seen(page, ".rail"), []);
      await push(page, "The course", ".header");
      await until(page, "the course is unfolded", () => document.querySelector(".app.rail-open"));
      assert.deepEqual(await seen(page, ".rail"), [".rail"]);
      await stroke(page, "Escape");
      await until(page, "it is folded again", () => !document.querySelector(".app.rail-open"));
    }));

  test("the frame is a table with a row for each node, for those who cannot see the picture", () =>
    visit(LESSON, STILL, async (page) => {
      const rows = await page.$$eval(".frame-table tbody tr", (all) => all.map((one) => one.querySelector("th[scope=row]")?.textContent ?? ""));
      for (const node of ["P1", "A1", "A2", "A3", "L1"]) assert.ok(rows.some((row) => row.includes(node)), `${node}: ${rows}`);
      assert.ok((await text(page, ".frame-table caption")).length > 0);
      assert.ok(await page.$(".frame-table.visually-hidden"));
      await stroke(page, "t");
      assert.equal(await page.$(".frame-table.visually-hidden"), null, "it can be seen by everybody");
      await page.evaluate(() => document.querySelector(".frame-table").scrollIntoView());
      assert.deepEqual(await seen(page, ".frame-table"), [".frame-table"]);
    }));

  test("everything that can be pressed has a name, and a role that is meant", () =>
    visit(LESSON, STILL, async (page) => {
      await clickNode(page, "A1");
      const { nodes } = await (await page.createCDPSession()).send("Accessibility.getFullAXTree");
      const pressed = new Set(["button", "link", "checkbox", "slider", "combobox", "dialog", "toolbar", "navigation", "group", "region"]);
      const unnamed = nodes
        .filter((node) => !node.ignored && pressed.has(node.role?.value) && !node.name?.value)
        .filter((node) => !["group", "region"].includes(node.role.value) || node.properties?.some(({ name }) => name === "focusable"));
      assert.deepEqual(unnamed.map((node) => `${node.role.value} ${JSON.stringify(node.properties?.slice(0, 3))}`), []);
      const picture = await page.$$eval(".picture [role=button]", (all) => all.map((one) => one.getAttribute("aria-label")));
      assert.ok(picture.length >= 5 && picture.every((label) => label?.length > 3), JSON.stringify(picture));
    }));

  /** What axe finds on the page as it is. */
  async function violations(page) {
    if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
    return page.evaluate(async (values) => {
      const { violations } = await window.axe.run(document, { resultTypes: ["violations"], runOnly: { type: "tag", values } });
      const told = ({ target, failureSummary }) => `${target.join(" ")} (${failureSummary.split("\n")[1]?.trim()})`;
      return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 4).map(told).join("; ")}`);
    }, WCAG);
  }

  const keys = (...all) => async (page) => { for (const key of all) await stroke(page, key); };
  const unfold = (page) => page.$$eval("details", (all) => all.forEach((one) => { one.open = true; }));
  const DESK = { width: 1440, height: 900 };
  const DIALOGS = [
    ["a menu", (page) => clickNode(page, "A1")],
    ["settings", keys("Escape", "s")],
    ["keys", keys("Escape", "?")],
    ["the table", keys("Escape", "t")],
  ];
  const DRESSES = [
    ["light", { theme: "light", ...DESK }, LESSON, [...DIALOGS, ["every fold open", unfold]]],
    ["dark", { theme: "dark", ...DESK }, LESSON, DIALOGS],
    ["Chinese", { theme: "light", ...DESK }, LESSON.replace("l=en", "l=zh"), [["settings", keys("s")]]],
    ["a broken promise, dark", { theme: "dark", ...DESK }, "#/paxos/without-promise?l=en&f=20", []],
    ["a crowded stage", { theme: "light", ...DESK }, "#/paxos/minority-cut?l=en&f=12", []],
    ["a phone", { theme: "light", ...PHONE }, LESSON, [
      ["a menu", keys("c")],
      ["sharing", async (page) => { await stroke(page, "Escape"); await page.click('.header button[aria-label="Share this frame"]'); }],
    ]],
    ["a frame", { theme: "dark", ...STRIP }, `${LESSON}&ui=embed`, []],
    ["a slide", { theme: "light", width: 960, height: 540 }, `${LESSON}&ui=slide`, []],
    ["presenting", { theme: "light", width: 1280, height: 720 }, LESSON, [["with its cues", keys("p")]]],
    ["a bad address", { theme: "light", ...DESK }, "#/paxos/duel?v=99&l=en", []],
  ];
  for (const [dress, options, address, acts] of DRESSES) {
    test(`axe finds nothing: ${[dress, ...acts.map(([what]) => what)].join(", ")}`, () =>
      visit(address, { ...STILL, ...options }, async (page) => {
        const found = await violations(page);
        for (const [what, act] of acts) {
          await act(page);
          found.push(...(await violations(page)).map((one) => `${what}: ${one}`));
        }
        assert.deepEqual(found, []);
      }));
  }
});
