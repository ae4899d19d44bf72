// Words of a pair that translate each other, as the aligner's dictionary joins them.

/** @import { Model } from "./model.js" */
/** @import { Sentence, Side } from "./types.js" */

/** Characters of a sentence, which is number ``i`` of its side as it is now. @typedef {{i: number, from: number, to: number}} Place */
/** @typedef {{zh: Place, en: Place}} Link */

const DIGITS = Array.from({ length: 0x7f - 0x23 }, (_, k) => String.fromCharCode(0x23 + k)).filter((char) => !"<\\".includes(char));
const BASE = DIGITS.length / 2;
const VALUES = new Map(DIGITS.map((char, value) => [char, value]));

/** The numbers that review/word_marks.py packed. @param {string} text */
export function unpack(text) {
  const numbers = [];
  let number = 0;
  for (const char of text) {
    const value = VALUES.get(char) ?? 0;
    number = number * BASE + (value % BASE);
    if (value >= BASE) continue;
    numbers.push(number);
    number = 0;
  }
  return numbers;
}

export class WordLinks {
  /**
   * @param {string[]} packed for each bead of the page as it was made
   * @param {{zh: number[], en: number[]}} beads how many sentences each has
   * @param {{zh: Sentence[], en: Sentence[]}} originals
   */
  constructor(packed, beads, originals) {
    this.packed = packed;
    this.originals = originals;
    this.at = { zh: ends(beads.zh), en: ends(beads.en) };
  }

  /**
   * The links of bead ``k``, by place in the Chinese: of sentences that are as they were, and were in one bead.
   * @param {Model} model @param {number} k @returns {Link[]}
   */
  of(model, k) {
    const [zh, en] = [this.intact(model, k, "zh"), this.intact(model, k, "en")];
    if (!zh.size || !en.size) return [];
    const numbers = [...zh.keys()];
    let bead = lastUpTo(this.at.zh, Math.min(...numbers));
    /** @type {Link[]} */
    const links = [];
    for (const last = Math.max(...numbers); bead < this.packed.length && this.at.zh[bead] <= last; bead++) {
      const flat = unpack(this.packed[bead]);
      let end = 0;
      for (let at = 0; at < flat.length; at += 4) {
        const from = end + flat[at];
        end = from + flat[at + 1] + 1;
        const zhPlace = this.placeOf("zh", bead, from, end, zh);
        const enPlace = this.placeOf("en", bead, flat[at + 2], flat[at + 2] + flat[at + 3] + 1, en);
        if (zhPlace && enPlace) links.push({ zh: zhPlace, en: enPlace });
      }
    }
    return links;
  }

  /** The sentences of bead ``k`` that are as they were: their numbers then, and now. @param {Model} model @param {number} k @param {Side} side @returns {Map<number, number>} */
  intact(model, k, side) {
    const at = side === "zh" ? model.zhAt : model.enAt;
    const now = new Map();
    for (let i = at[k]; i < at[k + 1]; i++) {
      const { first, end, piece, text } = model[side][i];
      if (!piece && end - first === 1 && text === this.originals[side][first].text) now.set(first, i);
    }
    return now;
  }

  /** @param {Side} side @param {number} bead @param {number} from in its sentences laid end to end @param {number} to @param {Map<number, number>} now @returns {Place | null} */
  placeOf(side, bead, from, to, now) {
    let start = 0;
    for (let number = this.at[side][bead]; number < this.at[side][bead + 1]; number++) {
      const { length } = this.originals[side][number].text;
      if (from < start + length) {
        const i = now.get(number);
        return i === undefined ? null : { i, from: from - start, to: to - start };
      }
      start += length;
    }
    return null;
  }
}

/** @param {number[]} counts */
function ends(counts) {
  const at = new Int32Array(counts.length + 1);
  counts.forEach((count, k) => (at[k + 1] = at[k] + count));
  return at;
}

/** The last of the beads that begin at ``number`` or before it. @param {Int32Array} at @param {number} number */
function lastUpTo(at, number) {
  let [low, high] = [0, at.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (at[middle] <= number) low = middle;
    else high = middle - 1;
  }
  return low;
}
