// A list of which only what is seen is in the page, so that a hundred thousand rows scroll like ten.
//
// Heights are guessed until a row has been seen; then they are measured, and what is on the screen stays where it is.

/** Pixels above and below the screen for which rows are made too. */
const MARGIN = 400;

export class VirtualList {
  /**
   * @param {HTMLElement} viewport that scrolls
   * @param {HTMLElement} all as high as all rows together
   * @param {HTMLElement} seen holds the rows that are made
   * @param {(at: number) => HTMLElement} render makes a row
   * @param {(at: number) => number} guess its height in pixels
   */
  constructor(viewport, all, seen, render, guess) {
    this.viewport = viewport;
    this.all = all;
    this.seen = seen;
    this.render = render;
    this.guess = guess;
    this.count = 0;
    this.heights = new Float32Array(0);
    this.tops = new Float64Array(1);
    this.dirty = true;
    this.first = 0;
    /** @type {Map<number, HTMLElement>} */
    this.rows = new Map();
    /** Rows that have not been measured. @type {Map<number, HTMLElement>} */
    this.fresh = new Map();
    this.waiting = false;
    viewport.addEventListener("scroll", () => this.later());
    /** The row that stays seen when the viewport changes, if it was seen. @type {() => number} */
    this.kept = () => -1;
    this.width = viewport.clientWidth;
    this.height = viewport.clientHeight;
    new ResizeObserver(() => this.resized()).observe(viewport);
  }

  /** Other rows, ``count`` of them; what is scrolled to stays about there. @param {number} count @param {number} [head] rows at the beginning that are as high as before @param {number} [tail] such rows at the end */
  reset(count, head = 0, tail = 0) {
    const heights = new Float32Array(count);
    const first = Math.min(head, count, this.count);
    const last = Math.min(tail, count - first, this.count - first);
    heights.set(this.heights.subarray(0, first));
    heights.set(this.heights.subarray(this.count - last), count - last);
    for (let i = first; i < count - last; i++) heights[i] = this.guess(i);
    this.heights = heights;
    this.count = count;
    this.dirty = true;
    this.rows.clear();
    this.fresh.clear();
    this.update();
  }

  resized() {
    const kept = this.kept();
    const from = this.viewport.scrollTop;
    this.measureTops();
    const seen = this.tops[kept] < from + this.height && this.tops[kept + 1] > from;
    this.height = this.viewport.clientHeight;
    if (this.viewport.clientWidth !== this.width) {
      this.width = this.viewport.clientWidth;
      const top = this.at(from);
      this.reset(this.count);
      this.scrollTo(top, "start");
    } else {
      this.later();
    }
    if (seen) this.scrollTo(kept);
  }

  later() {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.update();
    });
  }

  measureTops() {
    if (!this.dirty) return;
    if (this.tops.length !== this.count + 1) this.tops = new Float64Array(this.count + 1);
    for (let i = 0; i < this.count; i++) this.tops[i + 1] = this.tops[i] + this.heights[i];
    this.dirty = false;
    this.all.style.height = `${this.tops[this.count]}px`;
  }

  /** The row at a height in pixels. @param {number} y */
  at(y) {
    this.measureTops();
    let [low, high] = [0, this.count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.tops[middle + 1] <= y) low = middle + 1;
      else high = middle;
    }
    return Math.min(low, Math.max(0, this.count - 1));
  }

  /** Make the rows that are seen. */
  update() {
    this.measureTops();
    const top = this.viewport.scrollTop;
    const anchor = this.at(top);
    const offset = top - this.tops[anchor];
    const first = this.at(top - MARGIN);
    const last = this.count ? this.at(top + this.viewport.clientHeight + MARGIN) : -1;
    const rows = new Map();
    for (let i = first; i <= last; i++) {
      let row = this.rows.get(i);
      if (!row) this.fresh.set(i, (row = this.render(i)));
      rows.set(i, row);
    }
    const same = this.first === first && rows.size === this.seen.childElementCount && [...rows.values()].every((row, i) => this.seen.children[i] === row);
    this.rows = rows;
    this.first = first;
    if (!same) this.seen.replaceChildren(...rows.values());
    this.measure();
    this.measureTops();
    this.seen.style.transform = `translateY(${this.tops[first] ?? 0}px)`;
    const wanted = this.tops[anchor] + offset;
    if (this.count && Math.abs(wanted - top) > 1) this.viewport.scrollTop = wanted;
  }

  measure() {
    for (const [i, row] of this.fresh) {
      const height = row.getBoundingClientRect().height;
      if (height && Math.abs(height - this.heights[i]) > 0.1) {
        this.heights[i] = height;
        this.dirty = true;
      }
    }
    this.fresh.clear();
  }

  /** Make one row anew, if it is there. @param {number} i */
  refresh(i) {
    const old = this.rows.get(i);
    if (!old) return;
    const row = this.render(i);
    this.rows.set(i, row);
    this.fresh.set(i, row);
    old.replaceWith(row);
  }

  /** Whether row ``i`` is higher than the screen. @param {number} i */
  isTall(i) {
    this.measureTops();
    return this.tops[i + 1] - this.tops[i] > this.viewport.clientHeight;
  }

  /** Scroll by pixels inside a row that is higher than the screen, if more of it lies there. @param {number} i @param {number} by @returns {boolean} */
  scrollWithin(i, by) {
    if (i < 0 || i >= this.count || !this.isTall(i)) return false;
    const [first, last] = [this.tops[i], this.tops[i + 1] - this.viewport.clientHeight];
    const from = this.viewport.scrollTop;
    if (from < first - 1 || from > last + 1) return false;
    const to = Math.max(first, Math.min(last, from + by));
    if (Math.abs(to - from) < 1) return false;
    this.viewport.scrollTop = to;
    this.update();
    return true;
  }

  /** Scroll so that row ``i`` is seen. @param {number} i @param {"nearest"|"center"|"start"} where */
  scrollTo(i, where = "nearest") {
    if (i < 0 || i >= this.count) return;
    // Twice: heights near it are known only once it has been seen.
    for (let turn = 0; turn < 2; turn++) {
      this.measureTops();
      const [top, bottom] = [this.tops[i], this.tops[i + 1]];
      const height = this.viewport.clientHeight;
      let to = this.viewport.scrollTop;
      const fills = top <= to && bottom >= to + height;
      if (where === "start" || (where === "nearest" && top < to && !fills)) to = top;
      else if (where === "nearest" && bottom > to + height) to = Math.min(top, bottom - height);
      else if (where === "center") to = top - Math.max(0, (height - (bottom - top)) / 2);
      if (to !== this.viewport.scrollTop) this.viewport.scrollTop = to;
      this.update();
    }
  }
}
