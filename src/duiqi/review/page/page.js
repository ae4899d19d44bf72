// The page: the document, what of it is shown and chosen, and how it is drawn.

/** @import { Data } from "./data.js" */
/** @import { Change, Patch, Side } from "./types.js" */
import { staysTogether } from "./corrections.js";
import { beadsOf, sentencesOf } from "./data.js";
import { Finder } from "./finder.js";
import { History } from "./history.js";
import { Model, spanKey } from "./model.js";
import { guessHeight, rowOf } from "./rows.js";
import { Folding, chosen, doubt } from "./search.js";
import { settle } from "./settle.js";
import { Storage } from "./storage.js";
import { say } from "./strings.js";
import { bands, drawStrip } from "./strip.js";
import { VirtualList } from "./virtual_list.js";
import { showWhy } from "./why.js";
import { WordLinks } from "./words.js";

/** The element of an id. @param {string} id */
export function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

export class Page {
  /** @param {Data} data */
  constructor(data) {
    this.data = data;
    const beads = beadsOf(data.beads);
    this.model = new Model(sentencesOf(data.zh), sentencesOf(data.en), beads, { zh: data.labels.zh_lang, en: data.labels.en_lang });
    this.finder = data.lattice ? new Finder(data.lattice, this.model.loaded) : null;
    this.history = new History(this.model);
    this.folding = new Folding(data.fold);
    this.words = new WordLinks(data.words, data.beads, this.model.originals);
    this.storage = new Storage(data.digest, data.page, this.history, () => this.tell("notKept"));
    /** @type {import("./search.js").Filter} */
    this.filter = { text: "", score: "", type: "", kind: "", state: "" };
    /** @type {import("./rows.js").Look} */
    this.look = { row: 0, rows: new Set([0]), sentence: "", picked: new Set(), moved: new Set(), needle: "", why: false, link: "" };
    /** @type {number[]} the beads that are shown */
    this.shown = [];
    /** Where a range that is chosen begins. */
    this.anchor = 0;
    this.who = "";
    this.now = () => new Date().toISOString().replace(/\.\d+Z$/, "Z");
    this.grid = byId("grid");
    const [all, seen] = [this.grid.children[0], this.grid.children[0].children[0]];
    this.list = new VirtualList(
      this.grid,
      /** @type {HTMLElement} */ (all),
      /** @type {HTMLElement} */ (seen),
      (at) => rowOf(this.model, this.shown[at], at, this.look, this.folding, this.words),
      (at) => guessHeight(this.model, this.shown[at], this.grid.clientWidth),
    );
    this.list.kept = () => this.placeOf(this.look.row);
    this.waiting = false;
    /** What the strip shows; null when it must be looked at again. @type {Uint8Array | null} */
    this.bands = null;
    // What the first correction needs is made before it comes.
    if (this.finder) setTimeout(() => this.finder?.prepare(), 500);
  }

  get author() {
    return { who: this.who, now: this.now };
  }

  /** Where bead ``k`` is among those shown, or the next one that is. @param {number} k */
  placeOf(k) {
    let [low, high] = [0, this.shown.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.shown[middle] < k) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Choose anew what is shown, after the filter or the document has changed. @param {number} [head] beads at the beginning that are the same @param {number} [tail] such beads at the end */
  refresh(head = 0, tail = 0) {
    this.look.needle = this.folding.fold(this.filter.text.trim());
    this.shown = chosen(this.model, this.filter, this.folding);
    this.look.row = Math.min(this.look.row, this.model.beads.length - 1);
    const all = this.shown.length === this.model.beads.length;
    this.list.reset(this.shown.length, all ? head : 0, all ? tail : 0);
    this.bands = null;
    this.grid.setAttribute("aria-rowcount", String(this.shown.length));
    this.tellProgress();
    this.drawn();
  }

  tellProgress() {
    const { open, errors, pairs } = doubt(this.model);
    const shown = this.shown.length;
    byId("progress").textContent = say("progress", { shown, rows: this.model.beads.length, pairs, open, errors: errors.toFixed(1) });
  }

  /** What depends on the rows: the strip, the panel, the active row. */
  drawn() {
    const { row } = this.look;
    if (document.getElementById(`row-${row}`)) this.grid.setAttribute("aria-activedescendant", this.look.sentence ? this.look.sentence.replace(" ", "-") : `row-${row}`);
    else this.grid.removeAttribute("aria-activedescendant");
    const panel = byId("why");
    if (!panel.hidden && this.model.beads.length) showWhy(panel, this.model, row, this.data.parts, this.finder, this.words);
    /** @type {HTMLButtonElement} */ (byId("undo")).disabled = !this.history.done.length;
    /** @type {HTMLButtonElement} */ (byId("redo")).disabled = !this.history.undone.length;
    this.drawStripSoon();
  }

  drawStripSoon() {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      const { tops, count } = this.list;
      const top = this.grid.scrollTop;
      const rows = Math.max(1, count);
      const window = [top, top + this.grid.clientHeight].map((y) => Math.min(count, this.list.at(y) + (y >= tops[count] ? 1 : 0)) / rows);
      const strip = /** @type {HTMLCanvasElement} */ (byId("strip"));
      if (this.bands?.length !== strip.clientHeight) this.bands = bands(this.model, this.shown, strip.clientHeight);
      drawStrip(strip, this.bands, [window[0], window[1]]);
    });
  }

  /** Draw rows anew without a change of the document. @param {Iterable<number>} rows beads */
  redraw(rows) {
    for (const k of rows) {
      const at = this.placeOf(k);
      if (this.shown[at] === k) this.list.refresh(at);
    }
  }

  /** Go to bead ``k`` and choose it. @param {number} k @param {"nearest"|"center"} [where] */
  go(k, where = "nearest") {
    if (k < 0 || k >= this.model.beads.length) return;
    this.anchor = k;
    this.choose(k, new Set([k]), "", where);
  }

  /** @param {number} row @param {Set<number>} rows @param {string} sentence @param {"nearest"|"center"} [where] */
  choose(row, rows, sentence, where = "nearest") {
    const before = [...this.look.rows, this.look.row];
    Object.assign(this.look, { row, rows, sentence });
    this.redraw(new Set([...before, row, ...rows]));
    if (!this.showSentence(row, sentence)) this.list.scrollTo(this.placeOf(row), where);
    this.drawn();
    // The panel of one pair may be higher than that of another.
    if (this.look.why) this.list.scrollTo(this.placeOf(row));
  }

  /** Scroll to a sentence of a row that is higher than the screen; false if there is none. @param {number} row @param {string} sentence @returns {boolean} */
  showSentence(row, sentence) {
    const element = sentence && this.list.isTall(this.placeOf(row)) ? document.getElementById(sentence.replace(" ", "-")) : null;
    if (!element) return false;
    const [{ top, bottom }, seen] = [element.getBoundingClientRect(), this.grid.getBoundingClientRect()];
    const by = top < seen.top || bottom - top > seen.height ? top - seen.top : Math.max(0, bottom - seen.bottom);
    if (by && (top > seen.top || bottom < seen.bottom)) {
      this.grid.scrollTop += by;
      this.list.update();
    }
    return true;
  }

  /** The sentence that is chosen. @returns {{side: Side, i: number} | null} */
  sentence() {
    if (!this.look.sentence) return null;
    const [side, i] = this.look.sentence.split(" ");
    return { side: /** @type {Side} */ (side), i: Number(i) };
  }

  /**
   * Make a change, if it can be made, and show what it did.
   * @param {Change | null} change @returns {boolean}
   */
  correct(change) {
    if (!change) {
      this.tell("cannot");
      return false;
    }
    if (!staysTogether(this.model, change)) {
      this.tell("notTogether");
      return false;
    }
    const patch = settle(this.model, change, this.finder, this.look.row);
    const { at, out } = patch.beads;
    const before = new Set(out.map((_, k) => spanKey(this.model.span(at + k))));
    this.history.make(patch);
    const found = patch.beads.in.filter((bead, k) => !change.beads.includes(bead) && !before.has(spanKey(this.model.span(at + k))));
    this.afterStep(patch, change.from, found);
    this.tell(found.length ? "didMore" : "didOne", { what: say(change.name), count: found.length });
    return true;
  }

  /** @param {Patch} patch @param {number} row @param {import("./types.js").Bead[]} moved */
  afterStep(patch, row, moved) {
    const k = Math.max(0, Math.min(row, this.model.beads.length - 1));
    this.anchor = k;
    Object.assign(this.look, { row: k, rows: new Set([k]), sentence: "", picked: new Set(), moved: new Set(moved) });
    const [from, to] = this.touched(patch);
    this.refresh(from, this.model.beads.length - to);
    this.list.scrollTo(this.placeOf(k));
    this.storage.later();
    this.drawn();
  }

  /** The beads that a patch which was just made or taken back may have changed. @param {Patch} patch */
  touched({ beads, zh, en }) {
    const most = Math.max(beads.in.length, beads.out.length);
    let [from, to] = [beads.at, Math.min(this.model.beads.length, beads.at + most)];
    for (const [side, splice] of /** @type {const} */ ([["zh", zh], ["en", en]])) {
      if (!splice) continue;
      from = Math.min(from, this.model.beadOf(side, splice.at));
      to = Math.max(to, this.model.beadOf(side, splice.at + Math.max(splice.in.length, splice.out.length)) + 1);
    }
    return [from, Math.min(to, this.model.beads.length)];
  }

  undo() {
    const patch = this.history.undo();
    if (!patch) return this.tell("nothingToUndo");
    this.afterStep(patch, patch.row, []);
    this.tell("undone", { what: say(patch.name) });
  }

  redo() {
    const patch = this.history.redo();
    if (!patch) return this.tell("nothingToRedo");
    this.afterStep(patch, patch.row, []);
    this.tell("redone", { what: say(patch.name) });
  }

  /** @param {string} key @param {Record<string, string | number>} [values] */
  tell(key, values) {
    byId("message").textContent = say(key, values);
  }
}
