// The lattice of the sentences as they are cut now: the borders that its beads begin and end at move with splits and
// joins. docs/corrections.md has the rules.

/** @import { LatticeData } from "./data.js" */
/** @import { Sentence } from "./types.js" */

/** ``count`` sentences from ``first`` on are now ``pieces`` sentences. @typedef {{first: number, count: number, pieces: number}} Cut */
/** Borders (i, j)–(iEnd, jEnd). @typedef {{i: number, j: number, iEnd: number, jEnd: number}} Rectangle */

/**
 * The lattice as it is searched: beads by their borders, in the order of the nodes where they end; ``id`` is the
 * number of each in the lattice as it was kept.
 * @typedef {object} Lattice
 * @property {number} n
 * @property {number} m
 * @property {Int32Array} i
 * @property {Int32Array} j
 * @property {Int32Array} iEnd
 * @property {Int32Array} jEnd
 * @property {Float64Array} score
 * @property {Int32Array} id
 * @property {Uint8Array} onPath
 * @property {Set<string>} nodes of the path, as "i j"
 * @property {Float64Array} aloneZh
 * @property {Float64Array} aloneEn
 * @property {LatticeData["windows"]} windows
 * @property {Rectangle[]} broken beads of the path that a new cut took away
 */

const GONE = -1;

/** The lattice as Python kept it. @param {LatticeData} data @returns {Lattice} */
export function latticeOf(data) {
  const size = data.score.length;
  const order = Int32Array.from({ length: size }, (_, k) => k).sort(
    (a, b) =>
      data.zh[a] + data.n_zh[a] - data.zh[b] - data.n_zh[b] ||
      data.en[a] + data.n_en[a] - data.en[b] - data.n_en[b] ||
      data.n_zh[a] - data.n_zh[b] ||
      data.n_en[a] - data.n_en[b],
  );
  const column = (/** @type {(k: number) => number} */ of) => Int32Array.from(order, (k) => of(k));
  const path = new Set(data.path);
  /** @type {Lattice} */
  const lattice = {
    n: data.n,
    m: data.m,
    i: column((k) => data.zh[k]),
    j: column((k) => data.en[k]),
    iEnd: column((k) => data.zh[k] + data.n_zh[k]),
    jEnd: column((k) => data.en[k] + data.n_en[k]),
    score: Float64Array.from(order, (k) => data.score[k]),
    id: order,
    onPath: Uint8Array.from(order, (k) => Number(path.has(k))),
    nodes: new Set(),
    aloneZh: Float64Array.from(data.alone_zh),
    aloneEn: Float64Array.from(data.alone_en),
    windows: data.windows,
    broken: [],
  };
  lattice.nodes = pathNodes(lattice);
  return lattice;
}

/** @param {Lattice} lattice */
function pathNodes(lattice) {
  const nodes = new Set(["0 0", `${lattice.n} ${lattice.m}`]);
  for (let k = 0; k < lattice.id.length; k++) if (lattice.onPath[k]) nodes.add(`${lattice.iEnd[k]} ${lattice.jEnd[k]}`);
  return nodes;
}

/** Where the sentences of a side were split and joined. @param {Sentence[]} side @returns {Cut[]} */
export function cutsOf(side) {
  /** @type {Cut[]} */
  const cuts = [];
  for (let at = 0; at < side.length; ) {
    const { first } = side[at];
    let { end } = side[at];
    let to = at + 1;
    for (; to < side.length && side[to].first < end; to++) end = Math.max(end, side[to].end);
    if (to - at > 1 || end - first > 1) cuts.push({ first, count: end - first, pieces: to - at });
    at = to;
  }
  return cuts;
}

/** The lattice of the sentences as they are cut now. @param {Lattice} old @param {Cut[]} zhCuts @param {Cut[]} enCuts @returns {Lattice} */
export function recut(old, zhCuts, enCuts) {
  if (!zhCuts.length && !enCuts.length) return old;
  const [zh, en] = [borders(old.n, zhCuts), borders(old.m, enCuts)];
  /** @type {number[]} */
  const kept = [];
  /** @type {Rectangle[]} */
  const broken = [];
  for (let k = 0; k < old.id.length; k++) {
    const stays = [zh.exact[old.i[k]], zh.exact[old.iEnd[k]], en.exact[old.j[k]], en.exact[old.jEnd[k]]].every((b) => b !== GONE);
    if (stays) kept.push(k);
    else if (old.onPath[k]) {
      broken.push({ i: zh.lower[old.i[k]], j: en.lower[old.j[k]], iEnd: zh.upper[old.iEnd[k]], jEnd: en.upper[old.jEnd[k]] });
    }
  }
  const column = (/** @type {(k: number) => number} */ of) => Int32Array.from(kept, (k) => of(k));
  /** @type {Lattice} */
  const lattice = {
    n: zh.exact[old.n],
    m: en.exact[old.m],
    i: column((k) => zh.exact[old.i[k]]),
    j: column((k) => en.exact[old.j[k]]),
    iEnd: column((k) => zh.exact[old.iEnd[k]]),
    jEnd: column((k) => en.exact[old.jEnd[k]]),
    score: Float64Array.from(kept, (k) => old.score[k]),
    id: column((k) => old.id[k]),
    onPath: Uint8Array.from(kept, (k) => old.onPath[k]),
    nodes: new Set(),
    aloneZh: sharedOut(old.aloneZh, zhCuts),
    aloneEn: sharedOut(old.aloneEn, enCuts),
    windows: old.windows.map((window) => ({ ...window, zh: zh.lower[window.zh], en: en.lower[window.en] })),
    broken,
  };
  lattice.nodes = pathNodes(lattice);
  return lattice;
}

/** Where the borders of a side are now; of one inside a joined sentence the next ones that there still are. @param {number} size @param {Cut[]} cuts */
function borders(size, cuts) {
  const exact = new Int32Array(size + 1);
  const lower = new Int32Array(size + 1);
  const upper = new Int32Array(size + 1);
  let [shift, at] = [0, 0];
  for (let b = 0; b <= size; b++) {
    while (at < cuts.length && cuts[at].first + cuts[at].count <= b) {
      shift += cuts[at].pieces - cuts[at].count;
      at++;
    }
    const cut = cuts[at];
    const inside = cut !== undefined && b > cut.first;
    exact[b] = inside ? GONE : b + shift;
    lower[b] = inside ? cut.first + shift : b + shift;
    upper[b] = inside ? cut.first + shift + cut.pieces : b + shift;
  }
  return { exact, lower, upper };
}

/** @param {Float64Array} odds @param {Cut[]} cuts */
function sharedOut(odds, cuts) {
  /** @type {number[]} */
  const out = [];
  let at = 0;
  for (const { first, count, pieces } of cuts) {
    for (; at < first; at++) out.push(odds[at]);
    let sum = 0;
    for (; at < first + count; at++) sum += odds[at];
    for (let k = 0; k < pieces; k++) out.push(sum / pieces);
  }
  for (; at < odds.length; at++) out.push(odds[at]);
  return Float64Array.from(out);
}
