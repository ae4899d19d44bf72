// The strip at the side: the whole document from top to bottom, and where doubt is.

/** @import { Model } from "./model.js" */
import { isFixed } from "./model.js";
import { band } from "./rows.js";

/** Steps of score that a pixel row may show, the most doubtful one wins; checked beads come last. */
const CHECKED = 5;

/**
 * The step of each pixel row: that of the most doubtful bead in it.
 * @param {Model} model @param {number[]} shown @param {number} height @returns {Uint8Array}
 */
export function bands(model, shown, height) {
  const out = new Uint8Array(height).fill(CHECKED);
  const n = shown.length;
  for (let i = 0; i < n; i++) {
    const bead = model.beads[shown[i]];
    const step = isFixed(bead) ? CHECKED : band(model.score(shown[i]));
    const to = Math.max(Math.floor((i * height) / n) + 1, Math.floor(((i + 1) * height) / n));
    for (let y = Math.floor((i * height) / n); y < to && y < height; y++) out[y] = Math.min(out[y], step);
  }
  return out;
}

/**
 * @param {HTMLCanvasElement} canvas @param {Uint8Array} steps of its pixel rows
 * @param {[number, number]} window the share of the rows that is on the screen
 */
export function drawStrip(canvas, steps, window) {
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  const context = canvas.getContext("2d");
  if (!context || !width || !height) return;
  const dense = devicePixelRatio || 1;
  canvas.width = width * dense;
  canvas.height = height * dense;
  context.scale(dense, dense);
  const style = getComputedStyle(canvas);
  const colours = Array.from({ length: 6 }, (_, step) => style.getPropertyValue(`--band-${step}`));
  for (let y = 0; y < height; ) {
    let end = y + 1;
    while (end < height && steps[end] === steps[y]) end++;
    context.fillStyle = colours[steps[y]];
    // Doubt reaches further: it is seen without colours too.
    context.fillRect(0, y, steps[y] === CHECKED ? width / 4 : width * (1 - steps[y] * 0.15), end - y);
    y = end;
  }
  context.strokeStyle = style.color;
  context.lineWidth = 2;
  context.strokeRect(1, window[0] * height, width - 2, Math.max(4, (window[1] - window[0]) * height));
}
