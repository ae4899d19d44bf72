// The index of several documents: a table, the most doubtful first.

import { colour, watchColours } from "./colours.js";
import { make } from "./rows.js";
import { setting } from "./storage.js";
import { fill, say, speak } from "./strings.js";

/** @typedef {{name: string, page: string, pairs: number, doubtful: number, errors: number, alone: number, warnings: string[]}} Entry */

/** @param {Entry} entry */
function rowOfEntry(entry) {
  const row = make("tr");
  const name = make("th");
  name.setAttribute("scope", "row");
  const link = make("a", "", entry.name);
  // A name may have a number sign in it, or begin like an address.
  link.setAttribute("href", entry.page.split("/").map(encodeURIComponent).join("/"));
  name.append(link);
  const numbers = [entry.pairs, entry.errors.toFixed(1), entry.doubtful, entry.alone];
  row.append(name, ...numbers.map((number) => make("td", "value", String(number))), make("td", "", entry.warnings.join("; ")));
  return row;
}

/** Show the documents of the page's data. */
function showIndex() {
  const data = JSON.parse(document.getElementById("data")?.textContent ?? "");
  const tongue = setting("language", navigator.language.startsWith("zh") ? "zh" : "en");
  speak(tongue === "zh" ? "zh" : "en");
  document.documentElement.lang = tongue === "zh" ? "zh-Hans" : "en";
  colour();
  watchColours(colour);
  fill(document);
  /** @type {Entry[]} */
  const documents = data.documents;
  const errors = documents.reduce((sum, entry) => sum + entry.errors, 0);
  const pairs = documents.reduce((sum, entry) => sum + entry.pairs, 0);
  for (const [id, text] of [["title", data.title], ["progress", say("indexProgress", { documents: documents.length, pairs, errors: errors.toFixed(1) })]]) {
    /** @type {HTMLElement} */ (document.getElementById(id)).textContent = text;
  }
  document.getElementById("documents")?.append(...documents.map(rowOfEntry));
}

showIndex();
