// Nodes that every path goes through: beyond them nothing changes, so that the search stays near what was corrected.

/** @import { Lattice } from "./recut.js" */

/**
 * The nodes that no bead leads around, as i · (m + 1) + j.
 * @param {Lattice} lattice @returns {Set<number>}
 */
export function narrowNodes(lattice) {
  const { n, m, i, j, iEnd, jEnd } = lattice;
  /** Whether a bead leads over border b of the Chinese; the furthest English border before it, the nearest after it. */
  const over = new Int32Array(n + 2);
  const furthest = new Int32Array(n + 2).fill(0);
  const nearest = new Int32Array(n + 2).fill(m);
  for (let k = 0; k < i.length; k++) {
    over[i[k] + 1]++;
    over[Math.max(i[k] + 1, iEnd[k])]--;
    if (i[k] < iEnd[k]) {
      furthest[iEnd[k]] = Math.max(furthest[iEnd[k]], jEnd[k]);
      nearest[i[k]] = Math.min(nearest[i[k]], j[k]);
    }
  }
  // English sentences alone lie on a border of the Chinese: before the next one, and after the one before.
  for (let k = 0; k < i.length; k++) {
    if (i[k] === iEnd[k]) {
      furthest[i[k] + 1] = Math.max(furthest[i[k] + 1], jEnd[k]);
      if (i[k] > 0) nearest[i[k] - 1] = Math.min(nearest[i[k] - 1], j[k]);
    }
  }
  for (let b = 1; b <= n; b++) {
    over[b] += over[b - 1];
    furthest[b] = Math.max(furthest[b], furthest[b - 1]);
  }
  for (let b = n - 1; b >= 0; b--) nearest[b] = Math.min(nearest[b], nearest[b + 1]);
  const nodes = new Set();
  for (let b = 1; b < n; b++) if (!over[b] && furthest[b] === nearest[b]) nodes.add(b * (m + 1) + furthest[b]);
  for (let k = 0; k < i.length; k++) {
    for (let b = j[k] + 1; i[k] === iEnd[k] && b < jEnd[k]; b++) nodes.delete(i[k] * (m + 1) + b);
  }
  for (const bead of lattice.broken) {
    for (let row = bead.i; row <= bead.iEnd; row++) {
      for (let column = bead.j; column <= bead.jEnd; column++) nodes.delete(row * (m + 1) + column);
    }
  }
  return nodes;
}
