// What tests know of the page: where its parts are, what a frame says, and how one waits for something.

import assert from "node:assert/strict";

const WAIT_MS_MAX = 15_000;
const LOOK_EVERY_MS = 20;

/** Steps jump. Of Chromium only; no test that runs in Firefox may lean on it. */
export const STILL = { motion: "reduce" };

/** Waits until `look`, run in the page with `args`, answers something true, and returns that. */
export async function until(page, what, look, ...args) {
  const end = Date.now() + WAIT_MS_MAX;
  for (;;) {
    const answer = await page.evaluate(look, ...args);
    if (answer) return answer;
    if (Date.now() > end) {
      const seen = await page.evaluate(() => ({ hash: location.hash, text: document.body.innerText.slice(0, 2000) }));
      throw new Error(`it never came about that ${what}; the page at ${seen.hash} shows ${JSON.stringify(seen.text)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/** Everything that a frame says, in words: two frames are the same frame when this is equal. */
export const frame = (page) => page.evaluate(() => {
  const texts = (selector) => [...document.querySelectorAll(selector)].map((one) => one.textContent.replace(/\s+/g, " ").trim());
  const { event, address, checks } = window.synod.state();
  return {
    event,
    digest: /[?&]d=([0-9a-f]{4})/.exec(address ?? "")?.[1],
    checks,
    story: texts(".story, .caption"),
    guarantees: texts("[data-check]"),
    table: texts(".frame-table tr"),
    offers: texts("#offers-head ~ * .words"),
    phase: texts(".phase-name"),
    figures: [...document.querySelectorAll(".figure")].map((figure) => {
      const copy = figure.cloneNode(true);
      copy.querySelectorAll(".was").forEach((was) => was.remove());
      return `${copy.querySelector("[aria-label]").getAttribute("aria-label")} | ${copy.querySelector(".body").getAttribute("class")} | ${copy.textContent}`;
    }),
  };
});

export const state = (page) => page.evaluate(() => window.synod.state());
export const event = async (page) => (await state(page)).event;
export const hash = (page) => page.evaluate(() => location.hash);
export const text = (page, selector) => page.$$eval(selector, (all) => all.map((one) => one.textContent.replace(/\s+/g, " ").trim()).join(" "));

/** Presses a key, and lets the page finish what comes of it: it draws in small pieces when it is slow. */
export async function stroke(page, key) {
  await page.keyboard.press(key);
  await page.evaluate(() => new Promise((done) => setTimeout(() => setTimeout(() => setTimeout(done)))));
}

/** Presses a key and waits for the event that it leads to. */
export async function press(page, key, to) {
  await page.keyboard.press(key);
  await at(page, to, `after ${key}`);
}

/** Waits until the run stands on an event. */
export const at = (page, to, when = "") =>
  until(page, `the run stands on event ${to} ${when}`, (to) => window.synod.state().event === to, to);

/** Waits until the last part of the page has been fetched, and with it all others. */
export const wholePage = (page) => until(page, "all parts have been joined", () => document.documentElement.dataset.whole === "true");

/** Holds a key with others pressed: `chord(page, "Control", "z")`. */
export async function chord(page, ...keys) {
  const last = keys.pop();
  for (const key of keys) await page.keyboard.down(key);
  await page.keyboard.press(last);
  for (const key of keys.reverse()) await page.keyboard.up(key);
}

/** Waits until the page has written its address, and returns it. */
export const settled = (page) =>
  until(page, "the address is that of the frame", () => location.hash === window.synod.state().address && location.hash);

/** Goes to a fragment as a reader does who edits the address. */
export const goTo = (page, address) => page.evaluate((address) => { location.hash = address; }, address);

/** The sentence that the page says, once it says one. */
export const sentence = (page) => until(page, "the page says something", () => document.querySelector(".toast > p, .sheet .error")?.textContent);

/** One sentence: words, an end, no code, no second thought. */
export function isOneSentence(words) {
  assert.match(words, /[.!?。！？]$/, `a sentence ends: ${words}`);
  assert.ok(words.length <= 260, `it is short: ${words}`);
  assert.doesNotMatch(words, /undefined|null|NaN|Error\(|Some\(|None|\{\d\}|panicked/, `it is meant for people: ${words}`);
}

/** Clicks with the mouse on the middle of a part of the picture; what lies there must be that part. */
export async function clickOn(page, selector, { part = selector } = {}) {
  const at = await page.$eval(selector, (element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  });
  const hit = await page.evaluate(({ x, y }, part) => Boolean(document.elementFromPoint(x, y)?.closest(part)), at, part);
  assert.ok(hit, `what lies at ${Math.round(at.x)},${Math.round(at.y)} is not ${part}`);
  await page.mouse.click(at.x, at.y);
}

/** The selector of a node by its name. */
export const nodeOf = (page, name) =>
  until(page, `${name} is on the stage`, (name) => {
    const figure = [...document.querySelectorAll(".figure")].find((one) => one.querySelector(".node-name")?.textContent === name);
    return figure && `.figure[data-node="${figure.dataset.node}"]`;
  }, name);

/** Clicks a node on the stage. */
export async function clickNode(page, name) {
  const figure = await nodeOf(page, name);
  await clickOn(page, `${figure} .spot`, { part: figure });
}

/** The selector of a message by what a screen reader says of it. */
export const messageOf = (page, words) =>
  until(page, `a message “${words}” is on the stage`, (words) => {
    const packet = [...document.querySelectorAll(".packet")].find((one) => one.getAttribute("aria-label").includes(words));
    return packet && `.packet[data-message="${packet.dataset.message}"]`;
  }, words);

/** Clicks a message on the stage. */
export async function clickMessage(page, words) {
  const packet = await messageOf(page, words);
  await clickOn(page, `${packet} .hit`, { part: packet });
}

/** The entries of the menu on top. */
export const menu = (page) => page.$$eval(".menu button.offer .words", (all) => all.map((one) => one.firstChild.parentElement.textContent.trim()));

/** Chooses the entry of the open menu whose words match. */
export async function choose(page, words) {
  const button = await until(page, `the menu offers ${words}`, (source) => {
    const index = [...document.querySelectorAll(".menu button.offer")].findIndex((one) => new RegExp(source).test(one.textContent.trim()));
    return index < 0 ? null : { index };
  }, words.source);
  const all = await page.$$(".menu button.offer");
  await all[button.index].evaluate((one) => { const rest = one.closest("details"); if (rest) rest.open = true; });
  await all[button.index].click();
}

/** Presses a button by its name. */
export async function push(page, name, within = "body") {
  const all = await page.$$(`${within} button`);
  for (const one of all) {
    const called = await one.evaluate((button) => (button.getAttribute("aria-label") ?? button.textContent).trim());
    if (called === name) return one.click();
  }
  throw new Error(`there is no button “${name}” in ${within}`);
}

/** What has the focus. */
export const focused = (page, selector) => page.evaluate((selector) => Boolean(document.activeElement?.closest(selector)), selector);

/** A run that somebody has meddled with, on a frame in the middle of it; its address. */
export async function meddle(page) {
  await page.evaluate(() => window.synod.seek(6));
  await at(page, 6);
  await clickNode(page, "A3");
  await choose(page, /^Crash A3/);
  await at(page, 7);
  await press(page, "ArrowRight", 8);
  return settled(page);
}
