// What was done in the page, as files to keep, and corrections from such a file.

/** @import { Page } from "./page.js" */
import { correctionLines } from "./correction_file.js";
import { changeOf, readCorrections } from "./correction_reading.js";
import { jsonl, tmx, tsv } from "./export.js";
import { settle } from "./settle.js";

/** What can be saved, by the names of the formats. */
export const SAVED = ["corrections", "tmx", "jsonl", "tsv"];

const MEDIA = { tmx: "application/xml", jsonl: "application/jsonl", tsv: "text/tab-separated-values", corrections: "application/jsonl" };

/** The content of a file. @param {Page} page @param {string} format */
export function contentOf(page, format) {
  if (format === "tmx") return tmx(page.model, page.data);
  if (format === "jsonl") return jsonl(page.model, page.data);
  if (format === "tsv") return tsv(page.model, page.data);
  return correctionLines(page.model, page.data, page.author);
}

/** Let the browser save a file. @param {Page} page @param {string} format */
export function saveAs(page, format) {
  if (!SAVED.includes(format)) return;
  const stem = (page.data.name.split(/[\\/]/).pop() ?? "").replace(/\.[^.]*$/, "") || "pairs";
  const file = format === "corrections" ? `${stem}.corrections.jsonl` : `${stem}.${format}`;
  const type = MEDIA[/** @type {keyof typeof MEDIA} */ (format)];
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([contentOf(page, format)], { type: `${type};charset=utf-8` }));
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  page.tell("saved", { file });
}

/**
 * Save what is chosen from the menu. Keys choose in a closed menu too, one format after another, as arrows go past it:
 * then Enter saves.
 * @param {Page} page @param {HTMLSelectElement} menu
 */
export function listenToSaving(page, menu) {
  let byKey = false;
  const save = () => {
    saveAs(page, menu.value);
    menu.value = "";
  };
  menu.addEventListener("keyup", () => (byKey = false));
  menu.addEventListener("keydown", (event) => {
    byKey = ![" ", "Enter", "F4"].includes(event.key) && !event.altKey; // these open it
    if (event.key !== "Enter" || !menu.value) return;
    event.preventDefault();
    save();
  });
  menu.addEventListener("change", () => {
    if (!byKey) save();
    else if (menu.value) page.tell("enterSaves", { format: menu.selectedOptions[0].text });
  });
  menu.addEventListener("blur", () => (menu.value = ""));
}

/** Apply the corrections of a file, each as a step that can be undone. @param {Page} page @param {string} text */
export function loadFile(page, text) {
  let corrections;
  try {
    corrections = readCorrections(text);
  } catch (error) {
    page.tell("notLoaded", { reason: error instanceof Error ? error.message : String(error) });
    return;
  }
  const { count, left } = applyAll(page, corrections);
  page.storage.later();
  page.refresh();
  page.go(page.look.row);
  page.tell(left ? "loadedSome" : "loaded", { count, left });
}

/** Make corrections, each as a step that can be undone; how many there were, and how many do not fit. @param {Page} page @param {import("./correction_reading.js").Correction[]} corrections */
export function applyAll(page, corrections) {
  let [count, left] = [0, 0];
  for (const correction of corrections) {
    const change = changeOf(page.model, page.data, correction);
    if (change) page.history.make(settle(page.model, change, page.finder, page.look.row));
    if (change) count++;
    else left++;
  }
  return { count, left };
}
