// Challenges: begun by key or by button, judged by the page with every step, in the address, and left again.

import assert from "node:assert/strict";
import { everyBrowser, untilReady } from "./browsers.mjs";
import { STILL, at, focused, goTo, isOneSentence, press, push, sentence, settled, state, stroke, text, until } from "./synod.mjs";

const GENERALS = "#/oral-messages/all-loyal";

/** Waits until the challenge under way stands so; its reason. */
const stands = (page, verdict) =>
  until(page, `the challenge is ${verdict}`, (verdict) =>
    document.querySelector(`.tasks > .chip.${verdict}`) && document.querySelector(".tasks > .because").textContent, verdict);

const answer = (page, name) => page.click(`.answers [data-answer="${name}"]`);

const shows = (page, selector) => until(page, `there is ${selector}`, (selector) => Boolean(document.querySelector(selector)), selector);

const heard = (page, words) => until(page, `it is said: ${words}`, (words) => document.querySelector(".live").textContent.includes(words), words);

everyBrowser(({ name, test, visit }) => {
  for (const [lang, words] of [["en", { task: "Your task", solved: "Solved.", early: /not heard everything/, wrong: /G1 could be the traitor/, right: /word for word/ }],
    ["zh", { task: "你的任务", solved: "已解决。", early: /还没有听完/, wrong: /也可能是 G1/, right: /一字不差/ }]]) {
    test(`the traitor cannot be told from G2's view (${lang})`, () =>
      visit(`${GENERALS}?l=${lang}`, STILL, async (page) => {
        await stroke(page, "h");
        await shows(page, ".tasks[data-task='find-traitor']");
        assert.equal((await state(page)).scenario, "three-commander");
        assert.equal(await text(page, "#task-head"), words.task);
        assert.ok(await focused(page, ".tasks"), "the focus goes to the task");
        assert.match(await settled(page), /&by=G2&c=find-traitor$/);
        assert.ok(await page.$(".veil"), "it is seen by G2");
        assert.match(await stands(page, "open"), words.early);
        await stroke(page, "End");
        await answer(page, "G0");
        assert.match(await stands(page, "broken"), words.wrong);
        await answer(page, "unknown");
        assert.match(await stands(page, "holds"), words.right);
        assert.equal(await page.$eval("[data-answer=unknown]", (one) => one.getAttribute("aria-pressed")), "true");
        await heard(page, words.solved);
        assert.equal(await page.$("#try-head"), null, "the others wait");
        await stroke(page, "h");
        await shows(page, "#try-head");
        assert.ok(await page.$(".task[data-task='find-traitor'] .chip.holds"), "the list knows that it is solved");
        assert.doesNotMatch(await settled(page), /&c=/);
      }));
  }

  if (name === "firefox") return;

  test("a challenge outlives a reload and new settings, and another scenario ends it", () =>
    visit(`${GENERALS}?l=en`, STILL, async (page) => {
      await push(page, "Start: Against a loyal order");
      await shows(page, ".tasks[data-task='disobey'] > .chip.open");
      const address = await settled(page);
      assert.match(address, /oral-messages\/tie\?.*&c=disobey$/);
      await page.reload();
      await untilReady(page);
      await stands(page, "open");
      assert.equal(await settled(page), address);
      await goTo(page, "#/oral-messages/tie?k=generals:7,traitors:G1%3Aflip%2CG2%3Aflip%2CG3%3Aflip&l=en&c=disobey");
      await until(page, "the settings are there", () => window.synod.state().address.includes("G1"));
      await stroke(page, "End");
      assert.match(await stands(page, "holds"), /three against three/);
      await heard(page, "Solved.");
      await page.evaluate(() => [...document.querySelectorAll(".scenarios a")][0].click());
      await shows(page, "#try-head");
    }));

  test("the end of a run offers a challenge, and a bad one costs one sentence", () =>
    visit("#/paxos/nobody-fails?l=en", STILL, async (page) => {
      await stroke(page, "End");
      await at(page, 14);
      await stroke(page, "ArrowRight");
      await push(page, "A challenge", ".toast");
      await shows(page, ".tasks[data-task='forgotten-choice']");
      await press(page, "ArrowRight", 1);
      await goTo(page, "#/paxos/duel?c=no-such");
      const words = await sentence(page);
      isOneSentence(words);
      assert.match(words, /no-such/);
      await until(page, "the run is open all the same", () => window.synod.state().scenario === "duel");
    }));

  test("on a phone, in the dark, in a frame: the task fits", () =>
    visit("#/oral-messages/three-commander?l=zh&by=G2&c=find-traitor", { ...STILL, width: 390, height: 844, theme: "dark" }, async (page) => {
      await stands(page, "open");
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(wide <= 0, `nothing reaches beyond the page: ${wide}`);
      for (const height of await page.$$eval(".answers button", (all) => all.map((one) => one.getBoundingClientRect().height))) {
        assert.ok(height >= 44, `an answer is large enough for a thumb: ${height}`);
      }
      await goTo(page, "#/oral-messages/three-commander?l=zh&ui=embed&c=find-traitor");
      await shows(page, ".embed .task-line");
      assert.equal(await page.$(".tasks"), null, "a frame shows the sentence alone");
    }));
});
