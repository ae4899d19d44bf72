// Light, dark or high contrast: as the user chose, or as the system is set.

import { setting } from "./storage.js";

export const THEMES = ["system", "light", "dark", "contrast"];

/** Put the page into the colours that are chosen. */
export function colour() {
  const theme = setting("theme", "system");
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const contrast = matchMedia("(prefers-contrast: more)").matches;
  document.documentElement.dataset.theme = theme !== "system" ? theme : contrast ? "contrast" : dark ? "dark" : "light";
}

/** Speak of a change of the system's colours. @param {() => void} changed */
export function watchColours(changed) {
  for (const query of ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"]) {
    matchMedia(query).addEventListener("change", changed);
  }
}
