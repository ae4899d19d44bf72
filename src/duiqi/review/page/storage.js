// The steps made so far, kept by the browser under the document's digest, for the next visit.

/** @import { History } from "./history.js" */

/** Milliseconds after a step until it is kept: a fast typist is not made to wait. */
const DELAY = 300;

export class Storage {
  /**
   * @param {string} digest of the document
   * @param {string} page digest of the page's beads: steps fit these alone
   * @param {History} history
   * @param {() => void} failed told once when the browser keeps no more
   */
  constructor(digest, page, history, failed) {
    this.key = `duiqi ${digest} ${page}`;
    this.history = history;
    this.failed = failed;
    this.timer = 0;
    addEventListener("pagehide", () => this.keep());
    document.addEventListener("visibilitychange", () => this.keep());
  }

  /** Keep the steps soon. */
  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), DELAY);
  }

  keep() {
    clearTimeout(this.timer);
    const { done, undone } = this.history;
    try {
      if (done.length + undone.length) localStorage.setItem(this.key, JSON.stringify({ done, undone }));
      else localStorage.removeItem(this.key);
    } catch {
      this.failed();
      this.failed = () => {};
    }
  }

  /** Make the steps of the last visit again; how many there are, null where nothing is kept. @returns {number | null} */
  restore() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.key) ?? "null");
      if (!kept) return null;
      this.history.restore(kept.done, kept.undone);
      return kept.done.length;
    } catch {
      return null;
    }
  }
}

/** What the user chose, such as colours, on all pages. @param {string} name @param {string} otherwise */
export function setting(name, otherwise) {
  try {
    return localStorage.getItem(`duiqi ${name}`) ?? otherwise;
  } catch {
    return otherwise;
  }
}

/** @param {string} name @param {string} value */
export function keepSetting(name, value) {
  try {
    localStorage.setItem(`duiqi ${name}`, value);
  } catch {
    // Then it is chosen again next time.
  }
}
