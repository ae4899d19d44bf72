// The dialogs: a text to edit, and help.

import { ACTIONS, keySign } from "./keys.js";
import { make } from "./rows.js";
import { say } from "./strings.js";

/** @param {string} id */
function element(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * Let a text be edited; null when that was given up.
 * @param {string} title @param {string} text @param {{lang: string, was?: string, splits: boolean}} options
 * @returns {Promise<{text: string, cursor: number, how: string} | null>}
 */
export function ask(title, text, options) {
  const dialog = /** @type {HTMLDialogElement} */ (element("edit-dialog"));
  const area = /** @type {HTMLTextAreaElement} */ (element("edit-text"));
  element("edit-title").textContent = title;
  element("edit-split").hidden = !options.splits;
  element("edit-was").hidden = options.was === undefined;
  element("edit-was").textContent = options.was === undefined ? "" : say("wasText", { text: options.was });
  area.value = text;
  area.lang = options.lang;
  dialog.returnValue = "cancel";
  dialog.showModal();
  area.focus();
  area.setSelectionRange(text.length, text.length);
  area.onkeydown = (event) => {
    if (event.key === "Enter" && !event.isComposing && (event.ctrlKey || event.metaKey || (options.splits && !event.shiftKey))) {
      event.preventDefault();
      dialog.close(event.ctrlKey || event.metaKey ? (options.splits ? "split" : "save") : "save");
    }
  };
  return new Promise((resolve) => {
    dialog.addEventListener(
      "close",
      () => {
        const how = dialog.returnValue;
        resolve(how === "save" || how === "split" ? { text: area.value, cursor: area.selectionStart, how } : null);
      },
      { once: true },
    );
  });
}

/** Show what the keys do. */
export function showHelp() {
  const list = element("help-keys");
  list.replaceChildren();
  for (const action of ACTIONS) {
    const keys = make("dt");
    action.keys.forEach((key) => keys.append(make("kbd", "", keySign(key)), " "));
    list.append(keys, make("dd", "", say(action.name)));
  }
  /** @type {HTMLDialogElement} */ (element("help-dialog")).showModal();
}
