// The types of the page, for JSDoc; no code.

/**
 * A sentence as it is now. ``first`` and ``end`` are the sentences of the document that it is made of: one, a piece of
 * one (``piece``), or several that were joined. ``was`` is the text before repair, where that differs.
 * @typedef {object} Sentence
 * @property {string} text
 * @property {number} par
 * @property {string} kind
 * @property {string} place
 * @property {string} repair
 * @property {number} soundness
 * @property {number} first
 * @property {number} end
 * @property {number} [number] its number in the document, where pairs are not in the order of that
 * @property {string} [was]
 * @property {boolean} [piece]
 * @property {boolean} [edited]
 * @property {string} [who] who edited, split or joined it
 * @property {string} [when]
 */

/**
 * What a person says of a bead. ``verdict``: "right" (left as it was, or made so), "unused" (not to go into the output),
 * or "" where there is only a comment.
 * @typedef {object} Mark
 * @property {"right"|"unused"|""} verdict
 * @property {string} who
 * @property {string} when
 * @property {string} [comment]
 */

/**
 * ``zh`` and ``en`` are how many sentences it covers, after those of the beads before it. ``loose``: left over of a bead
 * that lost a sentence, and to be placed again.
 * @typedef {object} Bead
 * @property {number} zh
 * @property {number} en
 * @property {number} score
 * @property {boolean} [loose]
 * @property {string} [kind] what kind of pair the program took it for, such as "term"
 * @property {Mark} [mark]
 */

/** @typedef {"zh"|"en"} Side */

/**
 * ``out`` was at ``at``, and ``in`` is there now.
 * @template T
 * @typedef {object} Splice
 * @property {number} at
 * @property {T[]} out
 * @property {T[]} in
 */

/**
 * One step of the history. ``row`` is the bead that was chosen before it.
 * @typedef {object} Patch
 * @property {string} name
 * @property {Splice<Sentence>} [zh]
 * @property {Splice<Sentence>} [en]
 * @property {Splice<Bead>} beads
 * @property {number} row
 */

/**
 * Beads ``from`` up to ``to`` become ``beads``, after ``zh`` and ``en`` have changed the sentences.
 * @typedef {object} Change
 * @property {string} name
 * @property {number} from
 * @property {number} to
 * @property {Bead[]} beads
 * @property {Splice<Sentence>} [zh]
 * @property {Splice<Sentence>} [en]
 */

/** Numbers of sentences of the document: ``zh`` up to ``zhEnd`` and ``en`` up to ``enEnd``.
 * @typedef {{zh: number, zhEnd: number, en: number, enEnd: number}} Span
 */

export {};
