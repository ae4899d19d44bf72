// The best path between fixed pairs, and how probable its beads are: what ``realign`` does in Python.
// docs/corrections.md, Realigning, steps 5 to 7.

/** @import { LatticeData } from "./data.js" */
/** @import { Alone, Edge } from "./around.js" */
/** @import { Rectangle } from "./recut.js" */
/** @import { Bead, Sentence, Span } from "./types.js" */
import { RUN, usable } from "./around.js";
import { narrowNodes } from "./narrow.js";
import { cutsOf, latticeOf, recut } from "./recut.js";

/** A probability that moved by less did not move: sums over other paths differ by rounding. */
const UNMOVED = 1e-6;
const CLIP = 1e-6;

/** A bead that was found, with the sentences it covers as they are now; ``same``: its probability is the old one.
 * @typedef {{zh: number, en: number, i: number, j: number, score: number, same: boolean}} Found */

/** @param {number} probability @param {number[]} line slope and shift */
function calibrated(probability, line) {
  const p = Math.min(Math.max(probability, CLIP), 1 - CLIP);
  return 1 / (1 + Math.exp(-(line[0] * Math.log(p / (1 - p)) + line[1])));
}

export class Finder {
  /** @param {LatticeData} data @param {Map<string, Bead>} loaded the beads of the page as it was made, by their places */
  constructor(data, loaded) {
    this.whole = latticeOf(data);
    this.loaded = loaded;
    this.lattice = this.whole;
    this.cuts = "[[],[]]";
    /** The nodes that every path goes through; made when first needed. @type {Set<number> | null} */
    this.narrow = null;
    /** Probabilities with nothing fixed: of candidates by their number, of sentences alone; made when first needed. @type {{edges: Float64Array, zh: Float64Array, en: Float64Array} | null} */
    this.first = null;
  }

  /** The sentences as they are now. @param {Sentence[]} zh @param {Sentence[]} en */
  cut(zh, en) {
    const cuts = [cutsOf(zh), cutsOf(en)];
    const key = JSON.stringify(cuts);
    if (key === this.cuts) return;
    this.cuts = key;
    this.lattice = recut(this.whole, cuts[0], cuts[1]);
    this.narrow = null;
  }

  /** Whether every path goes through the node between these sentences. @param {number} i @param {number} j */
  isNarrow(i, j) {
    this.narrow ??= narrowNodes(this.lattice);
    return this.narrow.has(i * (this.lattice.m + 1) + j);
  }

  /** Make what the first search needs. */
  prepare() {
    this.before();
    this.isNarrow(0, 0);
  }

  before() {
    if (!this.first) {
      const { n, m } = this.whole;
      const edges = usable(this.whole, { i: 0, j: 0, iEnd: n, jEnd: m }, { zh: new Set(), en: new Set() }, true);
      const { posterior } = search(edges, { i: 0, j: 0, iEnd: n, jEnd: m }, m + 1);
      const by = new Float64Array(this.whole.id.length);
      edges.forEach((edge, k) => (by[edge.id] = posterior[k]));
      this.first = { edges: by, ...aloneOf(edges, posterior, { i: 0, j: 0, iEnd: n, jEnd: m }) };
    }
    return this.first;
  }

  /**
   * The best path through a region.
   * @param {Rectangle} region @param {Alone} alone sentences that were left alone by hand
   * @param {Sentence[]} zh the sentences as they are now @param {Sentence[]} en
   * @param {boolean} whole whether the region reaches from one fixed pair, or end of the text, to the next
   * @returns {Found[]}
   */
  path(region, alone, zh, en, whole) {
    this.cut(zh, en);
    const edges = usable(this.lattice, region, alone, whole);
    const { path, posterior } = search(edges, region, this.lattice.m + 1);
    const single = aloneOf(edges, posterior, region);
    const before = this.before();
    /** @type {Found[]} */
    const found = [];
    for (const k of path) {
      const edge = edges[k];
      const { i, j } = edge;
      if (edge.iEnd > i && edge.jEnd > j) {
        const same = Math.abs(posterior[k] - before.edges[edge.id]) < UNMOVED;
        const score = calibrated(posterior[k], this.window(i, j).match);
        found.push({ zh: edge.iEnd - i, en: edge.jEnd - j, i, j, score, same });
      }
      for (let at = i; edge.jEnd === j && at < edge.iEnd; at++) {
        const p = single.zh[at - region.i];
        const same = plain(zh[at]) && Math.abs(p - before.zh[zh[at].first]) < UNMOVED;
        found.push({ zh: 1, en: 0, i: at, j, score: calibrated(p, this.window(at, j).null), same });
      }
      for (let at = j; edge.iEnd === i && at < edge.jEnd; at++) {
        const p = single.en[at - region.j];
        const same = plain(en[at]) && Math.abs(p - before.en[en[at].first]) < UNMOVED;
        found.push({ zh: 0, en: 1, i, j: at, score: calibrated(p, this.window(i, at).null), same });
      }
    }
    return chineseFirst(found);
  }

  /** @param {number} zh @param {number} en */
  window(zh, en) {
    const { windows } = this.lattice;
    for (let k = windows.length - 1; k > 0; k--) if (windows[k].zh <= zh && windows[k].en <= en) return windows[k];
    return windows[0];
  }

  /**
   * The candidates that would take a sentence of the bead from it, the likeliest first.
   * @param {Span} span @param {number} most @returns {(Span & {score: number})[]}
   */
  rivals(span, most) {
    const { i, j, iEnd, jEnd, id, windows } = this.whole;
    const posterior = this.before().edges;
    const out = [];
    for (let k = 0; k < id.length; k++) {
      if (iEnd[k] < span.zh) continue;
      if (iEnd[k] > span.zhEnd + RUN) break;
      const shares = (i[k] < span.zhEnd && iEnd[k] > span.zh) || (j[k] < span.enEnd && jEnd[k] > span.en);
      const itself = i[k] === span.zh && iEnd[k] === span.zhEnd && j[k] === span.en && jEnd[k] === span.enEnd;
      if (!shares || itself) continue;
      const window = windows.findLast((each) => each.zh <= i[k] && each.en <= j[k]) ?? windows[0];
      const score = calibrated(posterior[id[k]], iEnd[k] > i[k] && jEnd[k] > j[k] ? window.match : window.null);
      out.push({ zh: i[k], zhEnd: iEnd[k], en: j[k], enEnd: jEnd[k], score });
    }
    return out.sort((a, b) => b.score - a.score).slice(0, most);
  }
}

/** @param {Sentence} sentence */
function plain(sentence) {
  return !sentence.piece && sentence.end - sentence.first === 1;
}

/** In a stretch without pairs the Chinese sentences come before the English. @param {Found[]} found */
function chineseFirst(found) {
  /** @type {Found[]} */
  const out = [];
  for (let k = 0; k < found.length; ) {
    let end = k;
    while (end < found.length && !(found[end].zh && found[end].en)) end++;
    const run = found.slice(k, end);
    const [i, j] = [run[0]?.i ?? 0, run[0]?.j ?? 0];
    const zh = run.filter((each) => each.zh).map((each) => ({ ...each, j }));
    const en = run.filter((each) => each.en).map((each) => ({ ...each, i: i + zh.length }));
    out.push(...zh, ...en);
    if (end < found.length) out.push(found[end]);
    k = end + 1;
  }
  return out;
}

/**
 * The best path from one corner of the region to the other (of equal ones the first), and the probability of each bead.
 * @param {Edge[]} edges in the order of their ends @param {Rectangle} region @param {number} width
 */
function search(edges, region, width) {
  const size = edges.length;
  /** @type {Map<number, number>} */
  const nodes = new Map();
  const [tail, head] = [new Int32Array(size), new Int32Array(size)];
  const number = (/** @type {number} */ key) => {
    let node = nodes.get(key);
    if (node === undefined) nodes.set(key, (node = nodes.size));
    return node;
  };
  const start = number(region.i * width + region.j);
  const goal = number(region.iEnd * width + region.jEnd);
  for (let k = 0; k < size; k++) {
    tail[k] = number(edges[k].i * width + edges[k].j);
    head[k] = number(edges[k].iEnd * width + edges[k].jEnd);
  }
  const best = new Float64Array(nodes.size).fill(-Infinity);
  const arrival = new Int32Array(nodes.size).fill(-1);
  const forward = new Float64Array(nodes.size).fill(-Infinity);
  const backward = new Float64Array(nodes.size).fill(-Infinity);
  best[start] = forward[start] = backward[goal] = 0;
  for (let k = 0; k < size; k++) {
    const value = best[tail[k]] + edges[k].score;
    if (value > best[head[k]]) {
      best[head[k]] = value;
      arrival[head[k]] = k;
    }
    forward[head[k]] = addLogs(forward[head[k]], forward[tail[k]] + edges[k].score);
  }
  // Backward by the nodes where beads begin, the last first.
  const order = Int32Array.from({ length: size }, (_, k) => k).sort((a, b) => edges[b].i - edges[a].i || edges[b].j - edges[a].j);
  for (const k of order) backward[tail[k]] = addLogs(backward[tail[k]], backward[head[k]] + edges[k].score);
  const posterior = new Float64Array(size);
  for (let k = 0; k < size; k++) {
    posterior[k] = Math.exp(Math.min(0, forward[tail[k]] + edges[k].score + backward[head[k]] - forward[goal]));
  }
  const path = [];
  for (let node = goal; node !== start && arrival[node] >= 0; node = tail[arrival[node]]) path.push(arrival[node]);
  return { path: path.reverse(), posterior };
}

/** log(eᵃ + eᵇ). @param {number} a @param {number} b */
function addLogs(a, b) {
  if (a === -Infinity) return b;
  if (b === -Infinity) return a;
  return a > b ? a + Math.log1p(Math.exp(b - a)) : b + Math.log1p(Math.exp(a - b));
}

/** The probability of each sentence of the region to have no partner. @param {Edge[]} edges @param {Float64Array} posterior @param {Rectangle} region */
function aloneOf(edges, posterior, region) {
  const zh = new Float64Array(region.iEnd - region.i);
  const en = new Float64Array(region.jEnd - region.j);
  edges.forEach((edge, k) => {
    for (let at = edge.i; edge.j === edge.jEnd && at < edge.iEnd; at++) zh[at - region.i] += posterior[k];
    for (let at = edge.j; edge.i === edge.iEnd && at < edge.jEnd; at++) en[at - region.j] += posterior[k];
  });
  return { zh: zh.map((p) => Math.min(1, p)), en: en.map((p) => Math.min(1, p)) };
}
