// Corrections of a file, made in the page: a colleague's, or one's own from another browser.

/** @import { Data } from "./data.js" */
/** @import { Model } from "./model.js" */
/** @import { Bead, Change, Mark, Sentence, Side, Splice } from "./types.js" */
import { FORMAT } from "./correction_file.js";
import { worst } from "./rewriting.js";

/** @typedef {{zh: number, en: number, verdict: string, score?: number}} Ruling */

/**
 * A line of the file; docs/corrections.md says what each key means.
 * @typedef {object} Correction
 * @property {string} format
 * @property {{name: string, digest: string, level: string}} document
 * @property {{zh?: {first: number, texts: string[]}, en?: {first: number, texts: string[]}}} was
 * @property {{zh?: string[], en?: string[], zh_of?: [number, number][], en_of?: [number, number][], beads?: Ruling[]}} now
 * @property {string} who
 * @property {string} when
 * @property {string} [why]
 */

/** The corrections of a file. An Error names the line that is none. @param {string} text @returns {Correction[]} */
export function readCorrections(text) {
  const lines = text.split("\n");
  return lines.flatMap((line, k) => {
    if (!line.trim()) return [];
    let correction;
    try {
      correction = JSON.parse(line);
    } catch {
      throw new Error(`line ${k + 1}`);
    }
    if (correction?.format !== FORMAT || !correction.was || !correction.now || !correction.document) throw new Error(`line ${k + 1}`);
    return [correction];
  });
}

/** A place in the sentences as they are now. @typedef {{at: number, count: number}} Run */

/**
 * What a correction changes; null where it is of another document, or its sentences are no longer as they were.
 * @param {Model} model @param {Data} data @param {Correction} correction @returns {Change | null}
 */
export function changeOf(model, data, correction) {
  if (correction.document.digest !== data.digest) return null;
  const [zh, en] = [runOf(model, "zh", correction), runOf(model, "en", correction)];
  if (zh === null || en === null || (!zh && !en)) return null;
  const ends = [zh && rowsOf(model, "zh", zh), en && rowsOf(model, "en", en)].filter((each) => each !== undefined);
  const from = Math.min(...ends.map(([first]) => first));
  const to = Math.max(...ends.map(([, last]) => last + 1));
  /** @type {Change} */
  const change = { name: "correction", from, to, beads: correctedBeads(model, correction, from, to, zh, en) };
  const [zhSplice, enSplice] = [zh && spliceOf(model, "zh", zh, correction), en && spliceOf(model, "en", en, correction)];
  if (zhSplice) change.zh = zhSplice;
  if (enSplice) change.en = enSplice;
  return change;
}

/** Where the sentences of a side are; undefined where it has none, null where they are not as they were. @param {Model} model @param {Side} side @param {Correction} correction @returns {Run | null | undefined} */
function runOf(model, side, correction) {
  const run = correction.was[side];
  if (!run) return undefined;
  const at = model[side].findIndex((sentence) => (sentence.number ?? sentence.first) === run.first);
  const there = at < 0 ? [] : model[side].slice(at, at + run.texts.length);
  const now = correction.now[side];
  // Text that someone edited may be paired by another, who does not say that it reads otherwise.
  const fits = there.every((sentence, k) => {
    if (sentence.piece || sentence.end - sentence.first > 1) return false;
    const edited = !now || now[k] === sentence.text;
    return sentence.text === run.texts[k] || (edited && model.originals[side][sentence.first].text === run.texts[k]);
  });
  return fits && there.length === run.texts.length ? { at, count: run.texts.length } : null;
}

/** @param {Model} model @param {Side} side @param {Run} run @returns {[number, number]} */
function rowsOf(model, side, run) {
  return [model.beadOf(side, run.at), model.beadOf(side, run.at + run.count - 1)];
}

/** @param {Model} model @param {Side} side @param {Run} run @param {Correction} correction @returns {Splice<Sentence> | undefined} */
function spliceOf(model, side, run, correction) {
  const now = correction.now[side];
  if (!now) return undefined;
  const out = model[side].slice(run.at, run.at + run.count);
  const { who, when } = correction;
  const madeOf = correction.now[`${side}_of`] ?? now.map((_, k) => (now.length === out.length ? [k, k + 1] : [0, out.length]));
  const made = now.map((text, k) => {
    const [first, end] = madeOf[k];
    const piece = madeOf[k - 1]?.[1] > first || madeOf[k + 1]?.[0] < end;
    const whole = end - first === 1 && !piece;
    if (whole && out[first].text === text) return out[first];
    const sentence = { ...out[first], text, end: out[end - 1].end, repair: worst(out.slice(first, end)), soundness: 1, edited: true, who, when };
    return piece ? { ...sentence, piece } : sentence;
  });
  return { at: run.at, out, in: made };
}

/** @param {Model} model @param {Correction} correction @param {number} from @param {number} to @param {Run | undefined} zh @param {Run | undefined} en @returns {Bead[]} */
function correctedBeads(model, correction, from, to, zh, en) {
  const { now } = correction;
  const grown = (/** @type {Side} */ side, /** @type {Run | undefined} */ run) => (run ? (now[side] ?? { length: run.count }).length : 0);
  const same = grown("zh", zh) === (zh?.count ?? 0) && grown("en", en) === (en?.count ?? 0);
  const before = model.beads.slice(from, to);
  if (!now.beads && same) return withComment(before, correction);
  const [zhAt, zhEnd] = zh ? [zh.at, zh.at + zh.count] : [model.zhAt[to], model.zhAt[to]];
  const [enAt, enEnd] = en ? [en.at, en.at + en.count] : [model.enAt[to], model.enAt[to]];
  /** @type {Ruling[]} */
  const rulings = now.beads ?? [{ zh: grown("zh", zh), en: grown("en", en), verdict: "realigned" }];
  const beads = rulings.map((bead) => ruled(bead, correction));
  return [
    ...loose(zhAt - model.zhAt[from], enAt - model.enAt[from]),
    ...withComment(beads, correction),
    ...loose(model.zhAt[to] - zhEnd, model.enAt[to] - enEnd),
  ];
}

/** @param {number} zh @param {number} en @returns {Bead[]} */
function loose(zh, en) {
  return zh || en ? [{ zh, en, score: 0, loose: true }] : [];
}

/** @param {Ruling} bead @param {Correction} correction @returns {Bead} */
function ruled({ zh, en, verdict, score = 0 }, { who, when }) {
  if (verdict === "realigned") return { zh, en, score, loose: true };
  return { zh, en, score: 1, mark: { verdict: verdict === "rejected" ? "unused" : "right", who, when } };
}

/** @param {Bead[]} beads @param {Correction} correction @returns {Bead[]} */
function withComment(beads, { why, who, when }) {
  if (!why) return beads;
  const [first, ...others] = beads;
  /** @type {Mark} */
  const mark = first.mark ?? { verdict: "", who, when };
  return [{ ...first, mark: { ...mark, comment: why } }, ...others];
}
