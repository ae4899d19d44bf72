// What Python put into the page, as the model.

/** @import { Bead, Sentence, Side } from "./types.js" */

/**
 * A side, by columns; what most sentences have is left out: kind "text", no place, no repair.
 * @typedef {object} SideData
 * @property {string[]} texts in the order of the pairs
 * @property {number[]} numbers those of the sentences in the document, where that has another order
 * @property {number[]} paragraphs
 * @property {Record<string, string>} kinds by sentence number
 * @property {Record<string, string>} places
 * @property {Record<string, string>} repairs
 * @property {Record<string, number>} soundness
 * @property {Record<string, string>} was
 */

/**
 * @typedef {object} LatticeData
 * @property {number} n
 * @property {number} m
 * @property {number[]} zh
 * @property {number[]} en
 * @property {number[]} n_zh
 * @property {number[]} n_en
 * @property {number[]} score
 * @property {number[]} path
 * @property {number[]} alone_zh
 * @property {number[]} alone_en
 * @property {{zh: number, en: number, match: number[], null: number[]}[]} windows
 */

/**
 * @typedef {object} Data
 * @property {string} name
 * @property {string} digest
 * @property {string} page
 * @property {string} level
 * @property {string} program
 * @property {{zh_lang: string, en_lang: string, srclang: Side, signature: string, created: string, version: string}} labels
 * @property {SideData} zh
 * @property {SideData} en
 * @property {{zh: number[], en: number[], score: number[], kinds: Record<string, string>}} beads
 * @property {import("./why.js").Parts} parts
 * @property {string[]} words of each bead those that the dictionary joins, as words.js unpacks them
 * @property {import("./correction_reading.js").Correction[]} corrections that the page opens with
 * @property {LatticeData | null} lattice
 * @property {Record<string, string>} fold
 */

/** @param {SideData} side @returns {Sentence[]} */
export function sentencesOf(side) {
  return side.texts.map((text, i) => {
    /** @type {Sentence} */
    const sentence = {
      text,
      par: side.paragraphs[i],
      kind: side.kinds[i] ?? "text",
      place: side.places[i] ?? "",
      repair: side.repairs[i] ?? "",
      soundness: side.soundness[i] ?? 1,
      first: i,
      end: i + 1,
    };
    if (side.was[i] !== undefined) sentence.was = side.was[i];
    if (side.numbers.length) sentence.number = side.numbers[i];
    return sentence;
  });
}

/** @param {Data["beads"]} beads @returns {Bead[]} */
export function beadsOf(beads) {
  return beads.score.map((score, k) => {
    const bead = { zh: beads.zh[k], en: beads.en[k], score };
    return beads.kinds[k] ? { ...bead, kind: beads.kinds[k] } : bead;
  });
}
