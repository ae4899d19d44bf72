// Finding text, blind to script, case and width, and choosing which beads are shown.

/** @import { Model } from "./model.js" */
/** @import { Sentence } from "./types.js" */
import { isFixed, isNull } from "./model.js";

/**
 * What is shown: ``text`` is looked for on both sides; the others are "" for all.
 * @typedef {{text: string, score: string, type: string, kind: string, state: string}} Filter
 */

/** Folds characters: those of ``script`` into Simplified ones, capitals into small ones, full-width letters too. */
export class Folding {
  /** @param {Record<string, string>} script character by character */
  constructor(script) {
    this.script = new Map(Object.entries(script));
    /** @type {WeakMap<Sentence, string>} */
    this.cache = new WeakMap();
  }

  /** @param {string} text */
  fold(text) {
    let out = "";
    for (const char of text.normalize("NFKC").toLowerCase()) out += this.script.get(char) ?? char;
    return out;
  }

  /** @param {Sentence} sentence */
  of(sentence) {
    let folded = this.cache.get(sentence);
    if (folded === undefined) {
      folded = this.fold(sentence.text);
      this.cache.set(sentence, folded);
    }
    return folded;
  }

  /**
   * Where ``needle`` (folded) stands in ``text``: ranges of characters.
   * @param {string} text @param {string} needle @returns {[number, number][]}
   */
  find(text, needle) {
    if (!needle) return [];
    let folded = "";
    /** @type {number[]} */
    const from = [];
    let at = 0;
    for (const char of text) {
      const one = this.fold(char);
      for (let i = 0; i < one.length; i++) from.push(at);
      folded += one;
      at += char.length;
    }
    from.push(at);
    /** @type {[number, number][]} */
    const ranges = [];
    for (let i = folded.indexOf(needle); i >= 0; i = folded.indexOf(needle, i + needle.length)) {
      ranges.push([from[i], from[i + needle.length]]);
    }
    return ranges;
  }
}

/** What counts as doubtful: as in the summary of the command. */
export const DOUBTFUL = 0.9;

/** @type {Record<string, (score: number) => boolean>} */
export const SCORES = {
  "below .5": (score) => score < 0.5,
  "below .9": (score) => score < DOUBTFUL,
  "from .9": (score) => score >= DOUBTFUL,
};

/** @type {Record<string, (model: Model, k: number) => boolean>} */
export const STATES = {
  open: (model, k) => !isFixed(model.beads[k]),
  right: (model, k) => model.beads[k].mark?.verdict === "right",
  unused: (model, k) => model.beads[k].mark?.verdict === "unused",
  changed: (model, k) => model.isChanged(k),
  repaired: (model, k) => members(model, k).some((s) => s.repair),
  commented: (model, k) => Boolean(model.beads[k].mark?.comment),
  alone: (model, k) => isNull(model.beads[k]),
};

/** @param {Model} model @param {number} k */
function members(model, k) {
  return [...model.sentences(k, "zh"), ...model.sentences(k, "en")];
}

/** @param {Model} model @param {number} k */
export function typeOf(model, k) {
  return `${model.beads[k].zh}-${model.beads[k].en}`;
}

/**
 * The beads that are shown, in order.
 * @param {Model} model @param {Filter} filter @param {Folding} folding @returns {number[]}
 */
export function chosen(model, filter, folding) {
  const needle = folding.fold(filter.text.trim());
  const byScore = SCORES[filter.score];
  const byState = STATES[filter.state];
  const out = [];
  for (let k = 0; k < model.beads.length; k++) {
    if (byScore && !byScore(model.score(k))) continue;
    if (byState && !byState(model, k)) continue;
    if (filter.type && typeOf(model, k) !== filter.type) continue;
    if (filter.kind && model.kind(k) !== filter.kind && !members(model, k).some((s) => s.kind === filter.kind)) continue;
    if (needle && !members(model, k).some((s) => folding.of(s).includes(needle))) continue;
    out.push(k);
  }
  return out;
}

/** The pairs that no one has said anything of, and how many of them are wrong, by their scores. @param {Model} model */
export function doubt(model) {
  let [open, errors, pairs] = [0, 0, 0];
  for (let k = 0; k < model.beads.length; k++) {
    const bead = model.beads[k];
    if (isNull(bead)) continue;
    pairs++;
    if (isFixed(bead)) continue;
    open++;
    errors += 1 - model.score(k);
  }
  return { open, errors, pairs };
}

/** The next bead after ``k``, from the beginning again, that is doubtful and open; -1 if there is none. @param {Model} model @param {number} k @param {number} step 1 or -1 */
export function nextDoubtful(model, k, step) {
  const n = model.beads.length;
  for (let i = 1; i <= n; i++) {
    const at = (((k + step * i) % n) + n) % n;
    if (!isFixed(model.beads[at]) && model.score(at) < DOUBTFUL) return at;
  }
  return -1;
}

/** The open bead with the lowest score; -1 if all are checked. @param {Model} model */
export function leastCertain(model) {
  let [least, at] = [Infinity, -1];
  for (let k = 0; k < model.beads.length; k++) {
    if (!isFixed(model.beads[k]) && model.score(k) < least) [least, at] = [model.score(k), k];
  }
  return at;
}
