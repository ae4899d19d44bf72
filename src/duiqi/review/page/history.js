// Undo and redo, without limit: the patches that were made, and those that were taken back.

/** @import { Model } from "./model.js" */
/** @import { Patch } from "./types.js" */

export class History {
  /** @param {Model} model */
  constructor(model) {
    this.model = model;
    /** @type {Patch[]} */
    this.done = [];
    /** @type {Patch[]} */
    this.undone = [];
  }

  /** Make a change; what was taken back before is forgotten. @param {Patch} patch */
  make(patch) {
    this.model.apply(patch);
    this.done.push(patch);
    this.undone = [];
  }

  /** Take the last change back. @returns {Patch | undefined} */
  undo() {
    const patch = this.done.pop();
    if (patch) {
      this.model.revert(patch);
      this.undone.push(patch);
    }
    return patch;
  }

  /** Make the change again that was taken back last. @returns {Patch | undefined} */
  redo() {
    const patch = this.undone.pop();
    if (patch) {
      this.model.apply(patch);
      this.done.push(patch);
    }
    return patch;
  }

  /** Make changes of an earlier visit again. @param {Patch[]} done @param {Patch[]} undone */
  restore(done, undone) {
    for (const patch of done) this.model.apply(patch);
    this.done = done.slice();
    this.undone = undone.slice();
  }
}
