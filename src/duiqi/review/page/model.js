// The document as it is now: sentences of both sides and the beads that tile them.

/** @import { Bead, Patch, Sentence, Side, Span } from "./types.js" */

export class Model {
  /** @param {Sentence[]} zh @param {Sentence[]} en @param {Bead[]} beads that tile both @param {Record<Side, string>} [languages] codes, which choose the type */
  constructor(zh, en, beads, languages = { zh: "zh", en: "en" }) {
    this.languages = languages;
    this.zh = zh.slice();
    this.en = en.slice();
    this.beads = beads.slice();
    /** The sentences as they were when the page was made. */
    this.originals = { zh, en };
    /** Where the sentences of bead k begin: those of the last one end at the last number. */
    this.zhAt = new Int32Array(0);
    this.enAt = new Int32Array(0);
    this.place();
    /** The beads as they were when the page was made, by their places. */
    this.loaded = new Map(this.beads.map((bead, k) => [spanKey(this.span(k)), bead]));
    this.numbers = new Map([...this.loaded.keys()].map((key, k) => [key, k]));
  }

  /** Count again where the sentences of each bead begin. */
  place() {
    const n = this.beads.length;
    this.zhAt = new Int32Array(n + 1);
    this.enAt = new Int32Array(n + 1);
    for (let k = 0; k < n; k++) {
      this.zhAt[k + 1] = this.zhAt[k] + this.beads[k].zh;
      this.enAt[k + 1] = this.enAt[k] + this.beads[k].en;
    }
  }

  /** The sentences of bead ``k`` on one side. @param {number} k @param {Side} side */
  sentences(k, side) {
    const at = side === "zh" ? this.zhAt : this.enAt;
    return this[side].slice(at[k], at[k + 1]);
  }

  /** The bead that sentence ``i`` is in. @param {Side} side @param {number} i */
  beadOf(side, i) {
    const at = side === "zh" ? this.zhAt : this.enAt;
    let low = 0;
    let high = this.beads.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at[middle + 1] <= i) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The sentences of the document that bead ``k`` covers. @param {number} k @returns {Span} */
  span(k) {
    const [zh, zhEnd] = originRange(this.zh, this.zhAt[k], this.zhAt[k + 1]);
    const [en, enEnd] = originRange(this.en, this.enAt[k], this.enAt[k + 1]);
    return { zh, zhEnd, en, enEnd };
  }

  /** The probability that the pair of bead ``k`` is right as text; what a person fixed is. @param {number} k */
  score(k) {
    if (isFixed(this.beads[k])) return 1;
    let soundness = 1;
    for (let i = this.zhAt[k]; i < this.zhAt[k + 1]; i++) soundness *= this.zh[i].soundness;
    for (let j = this.enAt[k]; j < this.enAt[k + 1]; j++) soundness *= this.en[j].soundness;
    return this.beads[k].score * soundness;
  }

  /** What the score of bead ``k`` is made of, if it is as it was. @template T @param {number} k @param {T[]} parts by the beads as they were @returns {T | undefined} */
  partsOf(k, parts) {
    return this.isAsScored(k) ? parts[this.numbers.get(spanKey(this.span(k))) ?? -1] : undefined;
  }

  /** The bead of the page as it was made that covers what bead ``k`` does, if there is one. @param {number} k */
  loadedAs(k) {
    if (isParted(this.zh, this.zhAt[k], this.zhAt[k + 1]) || isParted(this.en, this.enAt[k], this.enAt[k + 1])) return undefined;
    return this.loaded.get(spanKey(this.span(k)));
  }

  /** Whether bead ``k`` is one that was found when the page was made, with its score. @param {number} k */
  isAsScored(k) {
    return this.loadedAs(k)?.score === this.beads[k].score;
  }

  /** What kind of pair the program takes bead ``k`` for. @param {number} k */
  kind(k) {
    return isNull(this.beads[k]) ? "" : (this.loadedAs(k)?.kind ?? "");
  }

  /** Whether bead ``k`` is another than when the page was made, in its sentences or their text. @param {number} k */
  isChanged(k) {
    const touched = (/** @type {Sentence} */ s) => s.edited || s.piece || s.end - s.first > 1;
    for (let i = this.zhAt[k]; i < this.zhAt[k + 1]; i++) if (touched(this.zh[i])) return true;
    for (let j = this.enAt[k]; j < this.enAt[k + 1]; j++) if (touched(this.en[j])) return true;
    return !this.loadedAs(k);
  }

  /** @param {Patch} patch */
  apply(patch) {
    if (patch.zh) splice(this.zh, patch.zh.at, patch.zh.out.length, patch.zh.in);
    if (patch.en) splice(this.en, patch.en.at, patch.en.out.length, patch.en.in);
    splice(this.beads, patch.beads.at, patch.beads.out.length, patch.beads.in);
    this.place();
  }

  /** @param {Patch} patch */
  revert(patch) {
    if (patch.zh) splice(this.zh, patch.zh.at, patch.zh.in.length, patch.zh.out);
    if (patch.en) splice(this.en, patch.en.at, patch.en.in.length, patch.en.out);
    splice(this.beads, patch.beads.at, patch.beads.in.length, patch.beads.out);
    this.place();
  }
}

/** Whether a person has said what becomes of the bead. @param {Bead} bead */
export function isFixed(bead) {
  return bead.mark !== undefined && bead.mark.verdict !== "";
}

/** @param {Bead} bead */
export function isNull(bead) {
  return bead.zh === 0 || bead.en === 0;
}

/** Whether sentences ``from`` up to ``to`` share one of the document with those beside them. @param {Sentence[]} side @param {number} from @param {number} to */
export function isParted(side, from, to) {
  return from < to && (side[from - 1]?.end > side[from].first || side[to]?.first < side[to - 1].end);
}

/** A name for a place; sentences alone are where they are, whatever is beside them. @param {Span} span */
export function spanKey(span) {
  if (span.zh === span.zhEnd) return `- ${span.en} ${span.enEnd}`;
  if (span.en === span.enEnd) return `${span.zh} ${span.zhEnd} -`;
  return `${span.zh} ${span.zhEnd} ${span.en} ${span.enEnd}`;
}

/**
 * The sentences of the document that those from ``from`` up to ``to`` are made of; an empty range is where they would be.
 * @param {Sentence[]} side @param {number} from @param {number} to
 */
function originRange(side, from, to) {
  if (from < to) {
    let [first, end] = [side[from].first, side[from].end];
    for (let i = from + 1; i < to; i++) {
      first = Math.min(first, side[i].first);
      end = Math.max(end, side[i].end);
    }
    return [first, end];
  }
  const at = from < side.length ? side[from].first : side.length ? side[side.length - 1].end : 0;
  return [at, at];
}

/**
 * @template T
 * @param {T[]} list @param {number} at @param {number} count @param {T[]} items
 */
function splice(list, at, count, items) {
  // Not list.splice(at, count, ...items): a call takes some ten thousand arguments at most.
  const tail = list.slice(at + count);
  list.length = at;
  for (const item of items) list.push(item);
  for (const item of tail) list.push(item);
}
