// The beads that may be used between two fixed pairs: candidates, and links where the path is broken.
// docs/corrections.md, Realigning, steps 1 to 4.

/** @import { Lattice, Rectangle } from "./recut.js" */

/** The longest side of a bead: the path has a border among any nine that follow each other. */
export const REACH = 8;
/** The longest run of sentences alone that is one bead. */
export const RUN = 30;
export const LINK = -2;

/** A bead by its borders; ``id`` is its number in the lattice, or LINK. @typedef {{i: number, j: number, iEnd: number, jEnd: number, score: number, id: number}} Edge */
/** Sentences that were left alone by hand. @typedef {{zh: Set<number>, en: Set<number>}} Alone */

/**
 * The beads of a region, in the order of the search.
 * @param {Lattice} lattice @param {Rectangle} region @param {Alone} alone
 * @param {boolean} whole whether the region is one, and not the part of it between nodes that every path goes through
 * @returns {Edge[]}
 */
export function usable(lattice, region, alone, whole) {
  const { i, j, iEnd, jEnd, score, id, onPath } = lattice;
  /** @type {Edge[]} */
  const edges = [];
  /** @type {Rectangle[]} */
  const lost = [...lattice.broken];
  const [from, to] = [firstEnding(iEnd, region.i), firstEnding(iEnd, region.iEnd + RUN + 1)];
  for (let k = from; k < to; k++) {
    const inside = i[k] >= region.i && j[k] >= region.j && iEnd[k] <= region.iEnd && jEnd[k] <= region.jEnd;
    const edge = { i: i[k], j: j[k], iEnd: iEnd[k], jEnd: jEnd[k], score: score[k], id: id[k] };
    if (inside && (isEmpty(edge) || !covers(edge, alone))) edges.push(edge);
    else if (onPath[k]) lost.push(edge);
  }
  const links = linksOf(lattice, region, lost, edges, whole);
  return links.length ? merged(edges, links) : edges;
}

/** The first bead, in the order of their ends, that ends at border ``at`` or later. @param {Int32Array} iEnd @param {number} at */
function firstEnding(iEnd, at) {
  let [low, high] = [0, iEnd.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (iEnd[middle] < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @param {Edge} edge */
function isEmpty(edge) {
  return edge.i === edge.iEnd || edge.j === edge.jEnd;
}

/** @param {Edge} edge @param {Alone} alone */
function covers(edge, alone) {
  for (let k = edge.i; alone.zh.size && k < edge.iEnd; k++) if (alone.zh.has(k)) return true;
  for (let k = edge.j; alone.en.size && k < edge.jEnd; k++) if (alone.en.has(k)) return true;
  return false;
}

/** @param {Lattice} lattice @param {Rectangle} region @param {Rectangle[]} lost @param {Edge[]} edges @param {boolean} whole @returns {Edge[]} */
function linksOf(lattice, region, lost, edges, whole) {
  const fresh = newNodes(lattice, region, lost, whole);
  if (!fresh.size) return [];
  const width = lattice.m + 1;
  const rows = new Set([...fresh].map((node) => Math.floor(node / width)));
  const columns = new Set([...fresh].map((node) => node % width));
  const nodes = new Set(fresh);
  const taken = new Set();
  for (const { i, j, iEnd, jEnd } of [{ ...region, id: 0, score: 0 }, ...edges]) {
    nodes.add(i * width + j);
    nodes.add(iEnd * width + jEnd);
  }
  for (const edge of edges) if (isEmpty(edge)) taken.add(`${edge.i} ${edge.j} ${edge.iEnd} ${edge.jEnd}`);
  const inRows = [...nodes].filter((node) => rows.has(Math.floor(node / width))).sort((a, b) => a - b);
  const inColumns = [...nodes]
    .filter((node) => columns.has(node % width))
    .sort((a, b) => (a % width) - (b % width) || a - b);
  /** @type {Edge[]} */
  const links = [];
  for (const [side, line] of [[0, inRows], [1, inColumns]]) {
    for (let k = 0; k + 1 < /** @type {number[]} */ (line).length; k++) {
      const [a, b] = [/** @type {number[]} */ (line)[k], /** @type {number[]} */ (line)[k + 1]];
      const [i, j, iEnd, jEnd] = [Math.floor(a / width), a % width, Math.floor(b / width), b % width];
      if (side ? j !== jEnd : i !== iEnd) continue;
      if (taken.has(`${i} ${j} ${iEnd} ${jEnd}`)) continue;
      links.push({ i, j, iEnd, jEnd, score: oddsAlone(lattice, i, iEnd, j, jEnd), id: LINK });
    }
  }
  return links;
}

/** @param {Lattice} lattice @param {number} i @param {number} iEnd @param {number} j @param {number} jEnd */
function oddsAlone(lattice, i, iEnd, j, jEnd) {
  let sum = 0;
  for (let k = i; k < iEnd; k++) sum += lattice.aloneZh[k];
  for (let k = j; k < jEnd; k++) sum += lattice.aloneEn[k];
  return sum;
}

/** The nodes that a region needs beside those of its candidates, as i · (m + 1) + j. @param {Lattice} lattice @param {Rectangle} region @param {Rectangle[]} lost @param {boolean} whole @returns {Set<number>} */
function newNodes(lattice, region, lost, whole) {
  const { i: i0, j: j0, iEnd: i1, jEnd: j1 } = region;
  const width = lattice.m + 1;
  /** @type {Set<number>} */
  const fresh = new Set();
  const put = (/** @type {number} */ i, /** @type {number} */ j) => {
    if (i >= i0 && i <= i1 && j >= j0 && j <= j1) fresh.add(i * width + j);
  };
  const startsNew = !lattice.nodes.has(`${i0} ${j0}`);
  const endsNew = !lattice.nodes.has(`${i1} ${j1}`);
  for (let k = 0; k <= REACH; k++) {
    if (startsNew) [put(i0 + k, j0), put(i0, j0 + k)];
    if (endsNew) [put(i1 - k, j1), put(i1, j1 - k)];
  }
  if (whole && (startsNew || endsNew)) put(i1, j0);
  for (const { i, j, iEnd, jEnd } of lost) {
    for (let row = Math.max(i, i0); row <= Math.min(iEnd, i1); row++) {
      for (let column = Math.max(j, j0); column <= Math.min(jEnd, j1); column++) put(row, column);
    }
  }
  return fresh;
}

/** @param {Edge[]} edges in order @param {Edge[]} links */
function merged(edges, links) {
  return [...edges, ...links].sort(
    (a, b) =>
      a.iEnd - b.iEnd ||
      a.jEnd - b.jEnd ||
      a.iEnd - a.i - (b.iEnd - b.i) ||
      a.jEnd - a.j - (b.jEnd - b.j),
  );
}
