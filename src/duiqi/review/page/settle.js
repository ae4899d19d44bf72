// From what a person wants to the step that is made: fixed beads are kept, the others between them found again.

/** @import { Finder, Found } from "./finder.js" */
/** @import { Model } from "./model.js" */
/** @import { Bead, Change, Mark, Patch, Sentence, Splice } from "./types.js" */
import { REACH } from "./around.js";
import { isFixed, isNull, isParted, spanKey } from "./model.js";

/** Scores that differ by less are the same bead's: what changed is elsewhere. */
const SAME = 1e-9;

/** Sentences and beads as they are wanted; ``whole``: from a fixed pair, or end of the text, to the next.
 * @typedef {{zh: Sentence[], en: Sentence[], i: number, j: number, beads: Bead[], whole: boolean}} Stretch */

/**
 * The patch that makes ``change``. Without a finder (pairs from a file have no candidates) what is left over of a bead
 * stays where it is.
 * @param {Model} model @param {Change} change @param {Finder | null} finder @param {number} row
 * @returns {Patch}
 */
export function settle(model, change, finder, row) {
  const { name, from, to, zh, en } = change;
  if (!finder) {
    const beads = change.beads.map(kept);
    return trimmed(name, from, model.beads.slice(from, to), beads, zh, en, row);
  }
  const sides = { zh: changed(model.zh, zh), en: changed(model.en, en) };
  finder.cut(sides.zh, sides.en);
  const [low, high] = reach(model, change, finder);
  const beads = [...model.beads.slice(low, from), ...change.beads, ...model.beads.slice(to, high)];
  const whole = [low === 0 || isPinned(model.beads[low - 1]), high === model.beads.length || isPinned(model.beads[high])];
  /** @type {Stretch} */
  const stretch = { ...sides, i: model.zhAt[low], j: model.enAt[low], beads, whole: true };
  const before = known(model, low, high);
  const found = onlyMarks(model, change) ? beads : foundAgain(stretch, finder, before, whole);
  return trimmed(name, low, model.beads.slice(low, high), found, zh, en, row);
}

/**
 * The beads that may be found to be others: to the next pinned ones, or to where every path goes through, but for the
 * new nodes that are set up around a pinned pair.
 * @param {Model} model @param {Change} change @param {Finder} finder @returns {[number, number]}
 */
function reach(model, { from, to, zh, en }, finder) {
  const { beads, zhAt, enAt } = model;
  const near = (/** @type {number} */ a, /** @type {number} */ b) => Math.min(Math.abs(zhAt[a] - zhAt[b]), Math.abs(enAt[a] - enAt[b])) <= REACH;
  /** Whether no pinned pair, whose new nodes might lead around the border before bead k, is near it. */
  const clear = (/** @type {number} */ k, /** @type {1 | -1} */ step) => {
    for (let at = k; at >= 0 && at <= beads.length && near(at, k); at += step) {
      const bead = beads[step > 0 ? at : at - 1];
      if (bead && isPinned(bead)) return false;
    }
    return true;
  };
  let [low, high] = [from, to];
  while (low > 0 && !isPinned(beads[low - 1]) && !(finder.isNarrow(zhAt[low], enAt[low]) && !near(low, from) && clear(low, -1))) low--;
  const [n, m] = [zh, en].map((splice) => (splice ? splice.in.length - splice.out.length : 0));
  const ends = (/** @type {number} */ k) => finder.isNarrow(zhAt[k] + n, enAt[k] + m) && !near(k, to) && clear(k, 1);
  while (high < beads.length && !isPinned(beads[high]) && !ends(high)) high++;
  return [low, high];
}

/** Whether nothing that the search knows of changes. @param {Model} model @param {Change} change */
function onlyMarks(model, change) {
  const recut = [change.zh, change.en].some((splice) => splice && splice.in.length !== splice.out.length);
  const same = (/** @type {Bead} */ a, /** @type {Bead} */ b) => a.zh === b.zh && a.en === b.en && isFixed(a) === isFixed(b);
  return !recut && change.beads.every((bead, k) => !bead.loose && same(bead, model.beads[change.from + k]));
}

/** Whether the path must go through a bead: a pair that a person fixed. @param {Bead} bead */
function isPinned(bead) {
  return isFixed(bead) && !isNull(bead);
}

/** What is left over, where nothing can be found: it stays, and is doubtful. @param {Bead} bead @returns {Bead} */
function kept({ loose, ...bead }) {
  return bead;
}

/** @param {Sentence[]} side @param {Splice<Sentence> | undefined} splice */
function changed(side, splice) {
  return splice ? [...side.slice(0, splice.at), ...splice.in, ...side.slice(splice.at + splice.out.length)] : side;
}

/** The free beads that there are, by their places: one that is found again stays the same. @param {Model} model @param {number} low @param {number} high */
function known(model, low, high) {
  /** @type {Map<string, Bead>} */
  const beads = new Map();
  for (let k = low; k < high; k++) if (!isFixed(model.beads[k])) beads.set(spanKey(model.span(k)), model.beads[k]);
  return beads;
}

/** The beads of a stretch, every run between pinned ones found again. @param {Stretch} stretch @param {Finder} finder @param {Map<string, Bead>} before @param {boolean[]} whole whether it is whole at its beginning and end */
function foundAgain(stretch, finder, before, whole) {
  const { beads } = stretch;
  /** @type {Bead[]} */
  const out = [];
  let { i, j } = stretch;
  for (let k = 0; k < beads.length; ) {
    if (isPinned(beads[k])) {
      out.push(beads[k]);
      i += beads[k].zh;
      j += beads[k].en;
      k++;
      continue;
    }
    const run = [];
    const start = k;
    for (; k < beads.length && !isPinned(beads[k]); k++) run.push(beads[k]);
    const part = { ...stretch, i, j, beads: run, whole: (start > 0 || whole[0]) && (k < beads.length || whole[1]) };
    out.push(...withComments(run, runAgain(part, finder, before)));
    i += total(run, "zh");
    j += total(run, "en");
  }
  return out;
}

/** @param {Bead[]} beads @param {"zh"|"en"} side */
function total(beads, side) {
  return beads.reduce((count, bead) => count + bead[side], 0);
}

/** The beads of a stretch without pinned ones, found again. @param {Stretch} stretch @param {Finder} finder @param {Map<string, Bead>} before @returns {Bead[]} */
function runAgain(stretch, finder, before) {
  const { zh, en, beads } = stretch;
  /** Sentences that a person left alone. @type {{zh: Map<number, Bead>, en: Map<number, Bead>}} */
  const alone = { zh: new Map(), en: new Map() };
  let { i, j } = stretch;
  for (const bead of beads) {
    for (let k = 0; isFixed(bead) && k < bead.zh; k++) alone.zh.set(i + k, bead);
    for (let k = 0; isFixed(bead) && k < bead.en; k++) alone.en.set(j + k, bead);
    i += bead.zh;
    j += bead.en;
  }
  const region = { i: stretch.i, j: stretch.j, iEnd: i, jEnd: j };
  const barred = { zh: new Set(alone.zh.keys()), en: new Set(alone.en.keys()) };
  return finder.path(region, barred, zh, en, stretch.whole).map((found) => {
    const byHand = !found.en ? alone.zh.get(found.i) : !found.zh ? alone.en.get(found.j) : undefined;
    return byHand ?? same(found, zh, en, finder, before);
  });
}

/** The bead that there was where the one found is no other, else the one found. @param {Found} found @param {Sentence[]} zh @param {Sentence[]} en @param {Finder} finder @param {Map<string, Bead>} before @returns {Bead} */
function same(found, zh, en, finder, before) {
  const bead = { zh: found.zh, en: found.en, score: found.score };
  if (isParted(zh, found.i, found.i + found.zh) || isParted(en, found.j, found.j + found.en)) return bead;
  const key = spanKey({
    zh: zh[found.i]?.first ?? 0,
    zhEnd: found.zh ? zh[found.i + found.zh - 1].end : (zh[found.i]?.first ?? 0),
    en: en[found.j]?.first ?? 0,
    enEnd: found.en ? en[found.j + found.en - 1].end : (en[found.j]?.first ?? 0),
  });
  const first = finder.loaded.get(key);
  // The one before may have been of pieces of these sentences.
  const there = before.get(key);
  const now = there?.zh === found.zh && there.en === found.en ? there : undefined;
  if (found.same && first) {
    if (now?.score === first.score) return now;
    return first.zh === found.zh && first.en === found.en ? first : { ...first, zh: found.zh, en: found.en };
  }
  return now && Math.abs(now.score - found.score) < SAME ? now : bead;
}

/** The beads found, with the comments of those that they replace. @param {Bead[]} run @param {Bead[]} found @returns {Bead[]} */
function withComments(run, found) {
  const lost = run.filter((bead) => bead.mark?.comment && !found.includes(bead));
  if (!lost.length) return found;
  const out = found.slice();
  for (const bead of lost) {
    const before = run.slice(0, run.indexOf(bead));
    const at = total(before, "zh") + total(before, "en");
    let k = 0;
    for (let seen = out[0].zh + out[0].en; seen <= at && k + 1 < out.length; seen += out[k].zh + out[k].en) k++;
    const old = out[k].mark;
    const mark = /** @type {Mark} */ (bead.mark);
    const comment = old?.comment ? `${old.comment}\n${mark.comment}` : mark.comment;
    out[k] = { ...out[k], mark: { ...mark, verdict: old?.verdict ?? "", comment } };
  }
  return out;
}

/**
 * The patch without the beads at both ends that stay.
 * @param {string} name @param {number} at @param {Bead[]} out @param {Bead[]} beads
 * @param {Splice<Sentence> | undefined} zh @param {Splice<Sentence> | undefined} en @param {number} row
 * @returns {Patch}
 */
function trimmed(name, at, out, beads, zh, en, row) {
  let head = 0;
  while (head < out.length && head < beads.length && out[head] === beads[head]) head++;
  let [end, last] = [out.length, beads.length];
  while (end > head && last > head && out[end - 1] === beads[last - 1]) [end, last] = [end - 1, last - 1];
  /** @type {Patch} */
  const patch = { name, beads: { at: at + head, out: out.slice(head, end), in: beads.slice(head, last) }, row };
  if (zh) patch.zh = zh;
  if (en) patch.en = en;
  return patch;
}
