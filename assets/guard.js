/* The guard: stands outside the WebAssembly and outlives its panics. Plain script, no dependencies, no module,
 * so that it also runs where the page itself cannot.
 *
 * The page calls:
 *
 *   window.synodGuard.good(hash)        after each address that it has settled on, with the whole fragment, e.g.
 *                                       "#/paxos/duel?v=1&s=7&f=11&d=3fa2&l=zh" (f is the event number);
 *                                       the first call also says that the page runs.
 *   window.synodGuard.panicked(message) from the panic hook. The message goes to the console, not to the reader.
 *   window.synodGuard.lost()            when a part of the page that is needed now cannot be fetched.
 *
 * What then happens: the reader sees one plain sentence, and the page is loaded again at the last good address. A
 * second panic there opens the frame before it, a third the scenario alone, a fourth nothing: the sentence stays, with
 * a button that opens the course from its start. Reaching another good address forgets the earlier panics. Where the
 * browser keeps no session storage (a sandboxed frame) nothing is reloaded unasked, for a loop could not be noticed.
 *
 * The ready page is known by <html data-ready="true">. Errors before it mean that the page could not start.
 */
(function () {
  "use strict";

  var KEY = "synod.guard";
  var PAUSE_MS = 1600; // long enough to read one sentence
  var RELOADS_MAX = 4; // unasked reloads within RELOADS_MS, whatever the addresses say: a last defence against loops
  var RELOADS_MS = 60000;

  var WORDS = {
    en: {
      restoring: "Something in Synod broke; it is going back to the last frame that worked.",
      restored: "Something in Synod broke; this is the last frame that worked.",
      before: "It broke there again; this is the frame before.",
      scenario: "It broke once more; this is the scenario from its start.",
      stopped: "Synod breaks at this address again and again, so it has stopped here.",
      unstarted: "Synod could not be loaded; please look at the connection and try again.",
      old: "This browser is too old for Synod: it needs WebAssembly and modules (any browser since 2022 has them).",
      again: "Try again",
      restore: "Go back now",
      start: "Open from the start",
      close: "Close"
    },
    zh: {
      restoring: "Synod 内部出错了，正在回到上一个正常的画面。",
      restored: "Synod 内部出错了，这是上一个正常的画面。",
      before: "在那里又出错了，这是再前一个画面。",
      scenario: "又出错了一次，这是该场景的开头。",
      stopped: "Synod 在这个地址反复出错，所以停在这里。",
      unstarted: "Synod 没有加载成功，请检查网络后再试。",
      old: "这个浏览器太旧，无法运行 Synod：它需要 WebAssembly 和模块（2022 年以后的浏览器都有）。",
      again: "重试",
      restore: "现在就回去",
      start: "从头打开",
      close: "关闭"
    }
  };

  var root = document.documentElement;
  var stopped = false; // this page is over: it panicked
  var memory = read(); // null where nothing can be kept

  function read() {
    try {
      var text = sessionStorage.getItem(KEY);
      var kept = text ? JSON.parse(text) : {};
      sessionStorage.setItem(KEY, JSON.stringify(kept));
      return {
        good: typeof kept.good === "string" && kept.good.charAt(0) === "#" ? kept.good : "",
        place: typeof kept.place === "string" ? kept.place : "",
        panics: kept.panics > 0 ? kept.panics : 0,
        reloads: Array.isArray(kept.reloads) ? kept.reloads : [],
        note: Object.prototype.hasOwnProperty.call(WORDS.en, kept.note) ? kept.note : ""
      };
    } catch (_) {
      return null;
    }
  }

  function keep() {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(memory));
      return true;
    } catch (_) {
      return false;
    }
  }

  /* "#/paxos/duel?s=7&f=11" -> { path: "#/paxos/duel", pairs: ["s=7", "f=11"] } */
  function split(hash) {
    var at = hash.indexOf("?");
    return at < 0
      ? { path: hash, pairs: [] }
      : { path: hash.slice(0, at), pairs: hash.slice(at + 1).split("&").filter(Boolean) };
  }

  function value(hash, name) {
    var pairs = split(hash).pairs;
    for (var i = 0; i < pairs.length; i += 1) {
      if (pairs[i].indexOf(name + "=") === 0) return pairs[i].slice(name.length + 1);
    }
    return "";
  }

  function join(path, pairs) {
    return pairs.length ? path + "?" + pairs.join("&") : path;
  }

  /* Which frame of which scenario: all that counts when two addresses are compared. */
  function place(hash) {
    return split(hash).path + "@" + (Number(value(hash, "f")) || 0);
  }

  /* The digest goes with the frame; without it the page does not compare. */
  function frameBefore(hash) {
    var parts = split(hash);
    var frame = Math.max(0, (Number(value(hash, "f")) || 0) - 1);
    var pairs = parts.pairs.filter(function (pair) { return !/^[fd]=/.test(pair); });
    return join(parts.path, pairs.concat("f=" + frame));
  }

  /* What a person chose to look at, without what was done there. */
  function scenarioAlone(hash) {
    var parts = split(hash);
    return join(parts.path, parts.pairs.filter(function (pair) { return /^(v|l|ui)=/.test(pair); }));
  }

  function words() {
    var asked = value(location.hash, "l");
    var lang = asked || (ready() ? root.lang : navigator.language) || "en";
    return /^zh/i.test(lang) ? WORDS.zh : WORDS.en;
  }

  function ready() {
    return root.dataset.ready === "true";
  }

  function say(key, buttons) {
    if (!document.body) {
      document.addEventListener("DOMContentLoaded", function () { say(key, buttons); });
      return;
    }
    var old = document.getElementById("guard-note");
    if (old) old.remove();
    var text = words();
    var note = document.createElement("div");
    note.id = "guard-note";
    note.className = "guard-note";
    note.dataset.word = key;
    note.lang = text === WORDS.zh ? "zh" : "en";
    note.setAttribute("role", "alert");
    note.append(text[key]);
    if (buttons.length) note.append(document.createElement("br"));
    buttons.forEach(function (button) {
      var element = document.createElement("button");
      element.type = "button";
      element.textContent = text[button.word];
      element.addEventListener("click", function () { button.act(note); });
      note.append(element);
    });
    document.body.append(note);
  }

  function open(hash) {
    try {
      history.replaceState(null, "", hash);
    } catch (_) {
      location.hash = hash;
    }
    location.reload();
  }

  function still() {
    var app = document.getElementById("app");
    if (app) app.inert = true;
  }

  function good(hash) {
    var note = document.getElementById("guard-note");
    if (note && note.dataset.word === "unstarted" && !stopped) note.remove(); // late, but it runs
    if (stopped || typeof hash !== "string" || hash.charAt(0) !== "#" || !memory) return;
    if (memory.panics && place(hash) !== memory.place) memory.panics = 0;
    memory.good = hash;
    memory.place = place(hash);
    keep();
  }

  function panicked(message) {
    if (stopped) return;
    stopped = true;
    still();
    console.error("synod: " + message);
    var target = memory ? memory.good || scenarioAlone(location.hash) : scenarioAlone(location.hash);
    var now = Date.now();
    var kept = false;
    if (memory) {
      memory.panics += 1;
      memory.reloads = memory.reloads.filter(function (at) { return now - at < RELOADS_MS && at <= now; });
      memory.note = ["", "restored", "before", "scenario"][memory.panics] || "stopped";
      if (memory.note === "before") target = frameBefore(target);
      if (memory.note === "scenario") target = scenarioAlone(target);
      if (memory.note === "stopped" || memory.reloads.length >= RELOADS_MAX) {
        memory.panics = 0;
        memory.reloads = [];
        memory.good = "";
        memory.note = "";
        keep();
        say("stopped", [{ word: "start", act: function () { open("#/"); } }]);
        return;
      }
      memory.reloads.push(now);
      memory.good = target;
      memory.place = place(target);
      kept = keep();
    }
    say("restoring", [{ word: "restore", act: function () { open(target); } }]);
    if (kept) setTimeout(function () { open(target); }, PAUSE_MS);
  }

  /* A part of the page that somebody asked for did not come. What was under way is lost; the address is not. */
  function lost() {
    if (stopped) return;
    stopped = true;
    still();
    say("unstarted", [{ word: "again", act: function () { location.reload(); } }]);
  }

  function unstarted(key) {
    if (stopped || ready()) return;
    say(key, key === "old" ? [] : [{ word: "again", act: function () { location.reload(); } }]);
  }

  /* A trap without a panic (stack or memory used up) ends the page just the same. */
  function fatal(error) {
    return (typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError)
      || (error instanceof Error && /too much recursion|call stack/i.test(error.message));
  }

  function failed(error) {
    if (ready()) {
      if (fatal(error)) panicked(String(error));
    } else {
      unstarted("unstarted");
    }
  }

  window.addEventListener("error", function (event) {
    var from = event.target;
    if (from === window) { if (event.error) failed(event.error); }
    else if (from && from.tagName === "SCRIPT") unstarted("unstarted");
  }, true);
  window.addEventListener("unhandledrejection", function (event) { failed(event.reason); });

  var ui = value(location.hash, "ui");
  if (/^(embed|slide)$/.test(ui)) root.dataset.ui = ui;

  /* The theme that the reader has chosen, before anything is painted. The page keeps it under this name. */
  try {
    var theme = localStorage.getItem("synod.theme");
    if (/^(light|dark)$/.test(theme)) root.dataset.theme = theme;
  } catch (_) { /* nothing is kept here */ }

  if (typeof WebAssembly !== "object" || !("noModule" in HTMLScriptElement.prototype)) unstarted("old");

  if (memory && memory.note) {
    var note = memory.note;
    memory.note = "";
    keep();
    say(note, [{ word: "close", act: function (element) { element.remove(); } }]);
  }

  window.synodGuard = Object.freeze({ good: good, panicked: panicked, lost: lost });
})();
