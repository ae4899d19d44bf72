// The beginning: the page's data becomes a Page, and what the user does is passed on to it.

import { chooseTo, perform, pick } from "./actions.js";
import { THEMES, colour, watchColours } from "./colours.js";
import { showHelp } from "./dialogs.js";
import { ACTIONS, actionOf, ariaKey, keySign } from "./keys.js";
import { Page, byId } from "./page.js";
import { make, rowOf } from "./rows.js";
import { SAVED, applyAll, listenToSaving, loadFile } from "./save.js";
import { SCORES, STATES, typeOf } from "./search.js";
import { keepSetting, setting } from "./storage.js";
import { fill, say, speak } from "./strings.js";

/** @param {string} id */
function select(id) {
  return /** @type {HTMLSelectElement} */ (byId(id));
}

/** @param {string} id */
function input(id) {
  return /** @type {HTMLInputElement} */ (byId(id));
}

/** Fill a list to choose from. @param {string} id @param {string[]} values @param {(value: string) => string} text */
function choices(id, values, text) {
  const box = select(id);
  const { value } = box;
  box.replaceChildren(...values.map((each) => new Option(text(each), each)));
  box.value = values.includes(value) ? value : values[0];
}

/** All that is said, in the language chosen. @param {Page} page */
function label(page) {
  document.documentElement.lang = setting("language", navigator.language.startsWith("zh") ? "zh" : "en") === "zh" ? "zh-Hans" : "en";
  speak(document.documentElement.lang === "en" ? "en" : "zh");
  select("language").value = document.documentElement.lang === "en" ? "en" : "zh";
  fill(document);
  const all = (/** @type {string} */ key) => say(key || "all");
  const types = new Set();
  for (let k = 0; k < page.model.beads.length; k++) types.add(typeOf(page.model, k));
  const { zh, en, beads } = page.model;
  const kinds = new Set([...zh, ...en, ...beads].flatMap(({ kind }) => kind ?? []));
  choices("by-score", ["", ...Object.keys(SCORES)], all);
  choices("by-state", ["", ...Object.keys(STATES)], all);
  choices("by-kind", ["", ...kinds], all);
  choices("by-type", ["", ...[...types].sort()], (type) => type || say("all"));
  choices("save", ["", ...SAVED], (name) => (name === "corrections" ? say(name) : name ? name.toUpperCase() : say("saveAs")));
  choices("theme", THEMES, say);
  const buttons = ACTIONS.filter((action) => action.button).map((action) => {
    const button = make("button", "", say(action.name));
    button.setAttribute("type", "button");
    button.setAttribute("aria-keyshortcuts", action.keys.map(ariaKey).join(" "));
    const key = make("kbd", "", keySign(action.keys[0]));
    key.setAttribute("aria-hidden", "true");
    button.append(key);
    button.addEventListener("click", () => {
      perform(page, action.name);
      if (!document.querySelector("dialog[open]")) page.grid.focus({ preventScroll: true });
    });
    return button;
  });
  byId("actions").replaceChildren(...buttons);
}

function colours() {
  colour();
  select("theme").value = setting("theme", "system");
}

/** @param {Page} page */
function listenToGrid(page) {
  page.grid.addEventListener("keydown", (event) => {
    const name = actionOf(event);
    if (!name || event.isComposing) return;
    event.preventDefault();
    perform(page, name);
  });
  page.grid.addEventListener("scroll", () => page.drawStripSoon());
  page.grid.addEventListener("click", (event) => clicked(page, event));
}

/** @param {Page} page @param {MouseEvent} event */
function clicked(page, event) {
  const target = /** @type {Element} */ (event.target);
  const row = /** @type {HTMLElement | null} */ (target.closest(".row"));
  if (!row) return;
  const k = Number(row.dataset.k);
  const sentence = /** @type {HTMLElement | null} */ (target.closest(".sentence"));
  const id = sentence ? `${sentence.dataset.side} ${sentence.dataset.i}` : "";
  if (event.shiftKey) return chooseTo(page, k);
  if (event.ctrlKey || event.metaKey) {
    if (id) return pick(page, id);
    const rows = new Set(page.look.rows);
    if (!rows.delete(k)) rows.add(k);
    return page.choose(k, rows.size ? rows : new Set([k]), "");
  }
  page.anchor = k;
  page.choose(k, new Set([k]), id);
  // Not dblclick: a row is made anew when it is chosen, so the second click is on another element than the first.
  if (id && event.detail === 2) perform(page, "edit");
}

/** @param {Page} page */
function listenToStrip(page) {
  const strip = byId("strip");
  const jump = (/** @type {PointerEvent} */ event) => {
    const at = Math.floor((event.offsetY / strip.clientHeight) * page.shown.length);
    page.go(page.shown[Math.max(0, Math.min(page.shown.length - 1, at))] ?? -1, "center");
  };
  strip.addEventListener("pointerdown", (event) => {
    strip.setPointerCapture(event.pointerId);
    jump(event);
  });
  strip.addEventListener("pointermove", (event) => {
    if (event.buttons) jump(event);
  });
}

/** @param {Page} page */
function listenToBars(page) {
  const filters = /** @type {const} */ ({ "by-score": "score", "by-type": "type", "by-kind": "kind", "by-state": "state", search: "text" });
  for (const [id, name] of Object.entries(filters)) {
    byId(id).addEventListener("input", () => {
      page.filter[name] = input(id).value;
      page.refresh();
      page.list.scrollTo(page.placeOf(page.look.row), "center");
      page.drawn();
    });
  }
  input("search").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) page.go(page.shown[0] ?? -1);
    if (event.key === "Enter" || event.key === "Escape") page.grid.focus();
  });
  input("who").value = page.who = setting("who", "");
  input("who").addEventListener("input", () => {
    page.who = input("who").value.trim();
    keepSetting("who", page.who);
  });
  for (const name of ["undo", "redo"]) {
    byId(name).addEventListener("click", () => perform(page, name));
  }
  byId("help").addEventListener("click", () => showHelp());
  listenToSaving(page, select("save"));
  byId("load").addEventListener("click", () => input("file").click());
  input("file").addEventListener("change", async () => {
    const file = input("file").files?.[0];
    if (file) loadFile(page, await file.text());
    input("file").value = "";
  });
  select("language").addEventListener("change", () => {
    keepSetting("language", select("language").value);
    label(page);
    page.refresh();
  });
  select("theme").addEventListener("change", () => {
    keepSetting("theme", select("theme").value);
    colours();
    page.drawn();
  });
  watchColours(() => {
    colours();
    page.drawn();
  });
}

/** The word that the pointer is on, and that which it is joined with, stand out. @param {Page} page */
function listenToWords(page) {
  document.addEventListener("pointerover", (event) => {
    const word = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-link]"));
    const link = word?.dataset.link ?? "";
    if (link === page.look.link) return;
    page.look.link = link;
    for (const each of document.querySelectorAll("[data-link]")) {
      each.classList.toggle("on", /** @type {HTMLElement} */ (each).dataset.link === link);
    }
  });
}

/** All rows, for printing: what is not on the screen is not in the page. @param {Page} page */
function listenToPrinter(page) {
  const look = { ...page.look, row: -1, rows: new Set(), sentence: "", picked: new Set(), moved: new Set(), why: false };
  addEventListener("beforeprint", () => {
    const rows = page.shown.map((k, at) => rowOf(page.model, k, at, { ...look, needle: "" }, page.folding, page.words));
    for (const row of rows) {
      row.removeAttribute("id");
      for (const element of row.querySelectorAll("[id]")) element.removeAttribute("id");
    }
    byId("sheet").replaceChildren(...rows);
  });
  addEventListener("afterprint", () => byId("sheet").replaceChildren());
}

function start() {
  const data = JSON.parse(byId("data").textContent ?? "");
  const page = new Page(data);
  document.title = data.name;
  byId("title").textContent = data.name;
  colours();
  label(page);
  const steps = page.storage.restore();
  // Steps that were kept begin with these.
  const { count, left } = steps === null ? applyAll(page, data.corrections) : { count: 0, left: 0 };
  listenToBars(page);
  page.refresh();
  listenToGrid(page);
  listenToStrip(page);
  listenToPrinter(page);
  listenToWords(page);
  page.go(0);
  if (steps) page.tell("restored", { count: steps });
  if (count || left) page.tell(left ? "openedSome" : "opened", { count, left });
  page.grid.focus();
  Object.assign(window, { duiqi: page });
}

start();
