// What a person can do to beads: each function gives the Change, or null where it cannot be done.
//
// A bead that a person made, or said is right, is fixed. What is left over of beads that lost a sentence is not: the
// best place for it is found again.

/** @import { Model } from "./model.js" */
/** @import { Bead, Change, Mark, Sentence, Side } from "./types.js" */
import { isNull, spanKey } from "./model.js";

/** Who corrects, and the time. @typedef {{who: string, now: () => string}} Author */

/**
 * @param {Author} author @param {Mark["verdict"]} verdict @param {string} [comment]
 * @returns {Mark}
 */
export function marked(author, verdict, comment) {
  const mark = { verdict, who: author.who, when: author.now() };
  return comment ? { ...mark, comment } : mark;
}

/**
 * A bead as a person made it: surely right. Of sentences on one side only, one each.
 * @param {number} zh @param {number} en @param {Author} author @param {string} [comment]
 * @returns {Bead[]}
 */
function made(zh, en, author, comment) {
  const shapes = zh && en ? [[zh, en]] : Array.from({ length: zh + en }, () => [Math.sign(zh), Math.sign(en)]);
  return shapes.map(([n, m], k) => ({ zh: n, en: m, score: 1, mark: marked(author, "right", k ? "" : comment) }));
}

/** What is left of a bead, to be placed again. @param {number} zh @param {number} en @returns {Bead[]} */
export function left(zh, en) {
  const shapes = zh && en ? [[zh, en]] : Array.from({ length: zh + en }, () => [Math.sign(zh), Math.sign(en)]);
  return shapes.map(([n, m]) => ({ zh: n, en: m, score: 0, loose: true }));
}

/** The comments of several beads, as one. @param {Bead[]} beads */
export function comments(beads) {
  return beads.flatMap((bead) => bead.mark?.comment ?? []).join("\n");
}

/** Beads ``from`` up to ``to`` as one. @param {Model} model @param {number} from @param {number} to @param {Author} author @returns {Change | null} */
export function merge(model, from, to, author) {
  if (from < 0 || to > model.beads.length || to - from < 2) return null;
  const zh = model.zhAt[to] - model.zhAt[from];
  const en = model.enAt[to] - model.enAt[from];
  // Sentences on one side only are no pair.
  if (!zh || !en) return null;
  return { name: "merge", from, to, beads: made(zh, en, author, comments(model.beads.slice(from, to))) };
}

/**
 * Bead ``k`` in two, the first with ``zh`` and ``en`` of its sentences.
 * @param {Model} model @param {number} k @param {number} zh @param {number} en @param {Author} author @returns {Change | null}
 */
export function splitBead(model, k, zh, en, author) {
  const bead = model.beads[k];
  if (zh < 0 || en < 0 || zh > bead.zh || en > bead.en) return null;
  if (zh + en === 0 || zh + en === bead.zh + bead.en) return null;
  const first = made(zh, en, author, bead.mark?.comment);
  return { name: "split", from: k, to: k + 1, beads: [...first, ...made(bead.zh - zh, bead.en - en, author)] };
}

/**
 * Where to cut the other side when bead ``k`` is cut before sentence ``i`` of ``side``: where the lengths fit best.
 * @param {Model} model @param {number} k @param {Side} side @param {number} i @returns {{zh: number, en: number}}
 */
export function cutAt(model, k, side, i) {
  const other = side === "zh" ? "en" : "zh";
  const own = model.sentences(k, side).map((s) => s.text.length);
  const others = model.sentences(k, other).map((s) => s.text.length);
  const count = i - (side === "zh" ? model.zhAt : model.enAt)[k];
  const share = sum(own.slice(0, count)) / Math.max(1, sum(own));
  const total = Math.max(1, sum(others));
  let [best, cut] = [Infinity, 0];
  for (let at = 0; at <= others.length; at++) {
    const miss = Math.abs(sum(others.slice(0, at)) / total - share);
    if (miss < best) [best, cut] = [miss, at];
  }
  return side === "zh" ? { zh: count, en: cut } : { zh: cut, en: count };
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((a, b) => a + b, 0);
}

/**
 * Sentence ``i`` of ``side`` and those before it in its bead go to the bead before; or (``down``) it and those after it
 * to the next one.
 * @param {Model} model @param {Side} side @param {number} i @param {boolean} down @param {Author} author @returns {Change | null}
 */
export function shift(model, side, i, down, author) {
  const k = model.beadOf(side, i);
  const from = down ? k : k - 1;
  if (k >= model.beads.length || from < 0 || from + 2 > model.beads.length) return null;
  const at = side === "zh" ? model.zhAt : model.enAt;
  const count = down ? at[k + 1] - i : i + 1 - at[k];
  const giver = model.beads[k];
  const taker = model.beads[down ? k + 1 : k - 1];
  const rest = side === "zh" ? left(giver.zh - count, giver.en) : left(giver.zh, giver.en - count);
  const gained = [side === "zh" ? count : 0, side === "en" ? count : 0];
  const comment = comments(rest.length ? [taker] : [taker, giver]);
  const grown = made(taker.zh + gained[0], taker.en + gained[1], author, comment);
  const beads = down ? [...rest, ...grown] : [...grown, ...rest];
  return { name: down ? "down" : "up", from, to: from + 2, beads };
}

/**
 * Sentences ``zh`` up to ``zhEnd`` and ``en`` up to ``enEnd`` as one bead; what else their beads held is placed again.
 * @param {Model} model @param {number} zh @param {number} zhEnd @param {number} en @param {number} enEnd @param {Author} author @returns {Change | null}
 */
export function link(model, zh, zhEnd, en, enEnd, author) {
  if (zhEnd <= zh || enEnd <= en) return null;
  const rows = [model.beadOf("zh", zh), model.beadOf("zh", zhEnd - 1), model.beadOf("en", en), model.beadOf("en", enEnd - 1)];
  const from = Math.min(...rows);
  const to = Math.max(...rows) + 1;
  const beads = [
    ...left(zh - model.zhAt[from], en - model.enAt[from]),
    ...made(zhEnd - zh, enEnd - en, author),
    ...left(model.zhAt[to] - zhEnd, model.enAt[to] - enEnd),
  ];
  return { name: "link", from, to, beads };
}

/** The sentences of beads ``from`` up to ``to``, each alone. @param {Model} model @param {number} from @param {number} to @param {Author} author @returns {Change | null} */
export function unlink(model, from, to, author) {
  const beads = model.beads.slice(from, to).flatMap((bead) => [
    ...made(bead.zh, 0, author),
    ...made(0, bead.en, author),
  ]);
  if (model.beads.slice(from, to).every(isNull)) return null;
  return { name: "unlink", from, to, beads };
}

/**
 * Say of beads ``rows`` that they are right ("right"), not to be used ("unused"), or nothing ("").
 * @param {Model} model @param {number[]} rows in order @param {Mark["verdict"]} verdict @param {Author} author @returns {Change | null}
 */
export function judge(model, rows, verdict, author) {
  // A sentence alone is no pair that could be used.
  const can = (/** @type {number} */ k) => verdict !== "unused" || !isNull(model.beads[k]);
  const chosen = new Set(rows.filter((k) => can(k) && (model.beads[k].mark?.verdict ?? "") !== verdict));
  if (!chosen.size) return null;
  return marking(model, rows, verdict || "unmark", (k, bead) => {
    if (!chosen.has(k)) return bead;
    const { mark, ...rest } = bead;
    if (verdict) return { ...bead, mark: marked(author, verdict, mark?.comment) };
    const open = { ...rest, score: model.loaded.get(spanKey(model.span(k)))?.score ?? 0, loose: true };
    return mark?.comment ? { ...open, mark: marked(author, "", mark.comment) } : open;
  });
}

/** @param {Model} model @param {number} k @param {string} text @param {Author} author @returns {Change | null} */
export function comment(model, k, text, author) {
  const before = model.beads[k].mark;
  if ((before?.comment ?? "") === text) return null;
  return marking(model, [k], "comment", (_, bead) => {
    if (text || before?.verdict) return { ...bead, mark: marked(author, before?.verdict ?? "", text) };
    const { mark, ...rest } = bead;
    return rest;
  });
}

/** @param {Model} model @param {number[]} rows @param {string} name @param {(k: number, bead: Bead) => Bead} change @returns {Change} */
function marking(model, rows, name, change) {
  const from = rows[0];
  const to = rows[rows.length - 1] + 1;
  return { name, from, to, beads: model.beads.slice(from, to).map((bead, i) => change(from + i, bead)) };
}

/** Whether ``b`` comes after ``a`` in the document, or both are of one sentence of it. @param {Sentence} a @param {Sentence} b */
export function follows(a, b) {
  return b.number === undefined || a.number === undefined || b.number === a.number || b.number === a.number + a.end - a.first;
}

/** Whether the sentences of each bead stand together in the document, which may have a list in another order. @param {Model} model @param {Change} change */
export function staysTogether(model, change) {
  for (const side of /** @type {const} */ (["zh", "en"])) {
    if (model[side][0]?.number === undefined) continue;
    const splice = change[side];
    const list = splice ? model[side].toSpliced(splice.at, splice.out.length, ...splice.in) : model[side];
    let i = (side === "zh" ? model.zhAt : model.enAt)[change.from];
    for (const bead of change.beads) {
      for (let k = i + 1; k < i + bead[side]; k++) if (!follows(list[k - 1], list[k])) return false;
      i += bead[side];
    }
  }
  return true;
}
