// A bead as a row of the list.

/** @import { Model } from "./model.js" */
/** @import { Folding } from "./search.js" */
/** @import { Side } from "./types.js" */
/** @import { WordLinks } from "./words.js" */
import { isFixed, isNull } from "./model.js";
import { typeOf } from "./search.js";
import { sharedBy, sharedIn } from "./shared.js";
import { say } from "./strings.js";

/**
 * What is chosen and marked: rows by bead, sentences as "zh 4".
 * @typedef {object} Look
 * @property {number} row
 * @property {Set<number>} rows
 * @property {string} sentence
 * @property {Set<string>} picked
 * @property {Set<import("./types.js").Bead>} moved beads that the last correction found anew
 * @property {string} needle what is searched for, folded
 * @property {boolean} why whether the row is explained: words, numbers and names on both sides are marked then
 * @property {string} link the words that the pointer is on, by the number of their link
 */

/**
 * @param {string} tag @param {string} [name] its class @param {string} [text]
 * @returns {HTMLElement}
 */
export function make(tag, name, text) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text !== undefined) element.textContent = text;
  return element;
}

/** Five steps of score, for the colour. @param {number} score */
export function band(score) {
  return score < 0.3 ? 0 : score < 0.6 ? 1 : score < 0.9 ? 2 : score < 0.98 ? 3 : 4;
}

/** A score in hundredths, rounded down: 100 is for what a person said. @param {number} score @param {boolean} fixed */
export function percent(score, fixed) {
  return String(fixed ? 100 : Math.min(99, Math.floor(score * 100)));
}

/** Pixels that a row is high, about. @param {Model} model @param {number} k @param {number} width of the list, in pixels */
export function guessHeight(model, k, width) {
  const narrow = width < 640;
  // A frame of a notebook has no width yet when the page begins.
  const column = Math.max(100, narrow ? width - 30 : (width - 130) / 2);
  const lines = (/** @type {number} */ letters, /** @type {number} */ size) => Math.ceil((letters * size) / column);
  let [zh, en] = [0, 0];
  for (let i = model.zhAt[k]; i < model.zhAt[k + 1]; i++) zh += model.zh[i].text.length;
  for (let j = model.enAt[k]; j < model.enAt[k + 1]; j++) en += model.en[j].text.length + 1;
  const [above, beside] = [lines(zh, 16), lines(en, 7.6)];
  return narrow ? 40 + 26 * (above + beside) : 17 + 26 * Math.max(1, above, beside);
}

/** @param {Model} model @param {number} k @param {number} at its place among the rows that are shown @param {Look} look @param {Folding} folding @param {WordLinks} words */
export function rowOf(model, k, at, look, folding, words) {
  const bead = model.beads[k];
  const row = make("div", "row");
  row.id = `row-${k}`;
  row.dataset.k = String(k);
  row.setAttribute("role", "row");
  row.setAttribute("aria-rowindex", String(at + 1));
  row.setAttribute("aria-selected", String(look.rows.has(k)));
  row.classList.toggle("current", k === look.row);
  row.classList.toggle("chosen", look.rows.has(k) && look.rows.size > 1);
  row.classList.toggle("moved", look.moved.has(bead));
  row.classList.toggle("unused", bead.mark?.verdict === "unused");
  row.classList.toggle("alone", isNull(bead));
  const joined = look.why && k === look.row ? joinedWords(model, k, words) : null;
  /** @type {Marks} */
  const marks = (side, i) => {
    const { text } = model[side][i];
    return joined ? joined(side, i) : folding.find(text, look.needle).map(([from, to]) => ({ from, to, link: "" }));
  };
  row.append(headOf(model, k), sideOf(model, k, "zh", look, marks), sideOf(model, k, "en", look, marks));
  return row;
}

/** What is marked in a sentence, by side and number: ranges in order and apart, with the number of a link. @typedef {(side: Side, i: number) => {from: number, to: number, link: string}[]} Marks */

/** The words of a bead that are joined, and what else stands on both sides. @param {Model} model @param {number} k @param {WordLinks} words @returns {Marks} */
function joinedWords(model, k, words) {
  const text = (/** @type {Side} */ side) => model.sentences(k, side).map((s) => s.text).join(" ");
  const both = sharedBy(text("zh"), text("en"));
  const links = words.of(model, k);
  return (side, i) => {
    const own = links.map((link, n) => ({ ...link[side], link: String(n) })).filter((place) => place.i === i);
    const others = sharedIn(model[side][i].text, both)
      .filter(([from, to]) => own.every((place) => place.to <= from || place.from >= to))
      .map(([from, to]) => ({ from, to, link: "" }));
    return [...own, ...others].sort((a, b) => a.from - b.from);
  };
}

/** @param {Model} model @param {number} k */
function headOf(model, k) {
  const bead = model.beads[k];
  const cell = make("div", "head");
  cell.setAttribute("role", "gridcell");
  const fixed = isFixed(bead);
  const score = make("span", "score", percent(model.score(k), fixed));
  score.dataset.band = String(fixed ? 5 : band(model.score(k)));
  const flags = [];
  if (bead.mark?.verdict === "right") flags.push(["✓", "right"]);
  if (bead.mark?.verdict === "unused") flags.push(["✗", "unused"]);
  if (model.isChanged(k)) flags.push(["≠", "changed"]);
  if (bead.mark?.comment) flags.push(["✎", "commented"]);
  cell.append(make("span", "number", String(k + 1)), score, make("span", "type", typeOf(model, k)));
  if (model.kind(k)) cell.append(make("span", "kind", say(model.kind(k))));
  for (const [sign, key] of flags) {
    const flag = make("span", "flag", sign);
    flag.setAttribute("role", "img");
    flag.setAttribute("aria-label", say(key));
    flag.title = key === "commented" ? (bead.mark?.comment ?? "") : say(key);
    cell.append(flag);
  }
  return cell;
}

/** @param {Model} model @param {number} k @param {Side} side @param {Look} look @param {Marks} marks */
function sideOf(model, k, side, look, marks) {
  const cell = make("div", `side ${side}`);
  cell.setAttribute("role", "gridcell");
  cell.lang = model.languages[side];
  const at = side === "zh" ? model.zhAt : model.enAt;
  const sentences = model[side];
  if (at[k] === at[k + 1]) {
    const gap = make("span", "gap", "∅");
    gap.setAttribute("role", "img");
    gap.setAttribute("aria-label", say("alone"));
    cell.append(gap);
  }
  for (let i = at[k]; i < at[k + 1]; i++) {
    const sentence = sentences[i];
    const id = `${side} ${i}`;
    const element = make("span", "sentence");
    element.id = `${side}-${i}`;
    element.dataset.side = side;
    element.dataset.i = String(i);
    if (!i || sentences[i - 1].par !== sentence.par) {
      element.classList.add("first");
      const kind = sentence.kind && sentence.kind !== "text" ? say(sentence.kind) : "¶";
      const border = make("span", "border", kind);
      border.setAttribute("aria-hidden", "true");
      cell.append(border);
    }
    if (sentence.kind === "heading") element.classList.add("heading");
    if (sentence.repair) element.classList.add("repaired");
    if (sentence.edited || sentence.piece || sentence.end - sentence.first > 1) element.classList.add("edited");
    if (id === look.sentence) element.classList.add("chosen");
    if (look.picked.has(id)) element.classList.add("picked");
    write(element, sentence.text, marks(side, i), look.link);
    cell.append(element, " ");
    if (sentence.was !== undefined && k === look.row) {
      cell.append(putText(make("span", "was"), say("wasText", { text: sentence.was })));
    }
  }
  return cell;
}

/**
 * Put text into an element, with marks on some of it; those of link ``on`` stand out.
 * @param {HTMLElement} element @param {string} text @param {ReturnType<Marks>} ranges @param {string} on
 */
function write(element, text, ranges, on) {
  let at = 0;
  for (const { from, to, link } of ranges) {
    if (from < at) continue;
    const mark = make("mark", link && "word", text.slice(from, to));
    if (link) mark.dataset.link = link;
    mark.classList.toggle("on", link !== "" && link === on);
    putText(element, text.slice(at, from)).append(mark);
    at = to;
  }
  putText(element, text.slice(at));
}

/** What turns text around, parts lines or shows nothing; U+200C and U+200D stay, for they hold emoji together. */
// eslint-disable-next-line no-control-regex
const HIDDEN = /([\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff])/;

/** Put text into an element; what would be hidden, or hide something, is in it and named. @param {HTMLElement} element @param {string} text */
export function putText(element, text) {
  text.split(HIDDEN).forEach((piece, k) => {
    if (k % 2 === 0) return element.append(piece);
    const sign = make("bdi", "hidden-sign", piece);
    sign.dataset.code = `U+${piece.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
    element.append(sign);
  });
  return element;
}
