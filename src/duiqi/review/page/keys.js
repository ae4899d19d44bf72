// Which key does what, and which of it has a button.

/**
 * ``keys`` are as ``keyOf`` names them, the first is shown.
 * @typedef {{name: string, keys: string[], button?: boolean}} Action
 */

/** @type {Action[]} in the order in which they are shown */
export const ACTIONS = [
  { name: "approveNext", keys: ["Enter"] },
  { name: "approve", keys: ["a"], button: true },
  { name: "reject", keys: ["x"], button: true },
  { name: "unmark", keys: ["r"], button: true },
  { name: "nextDoubtful", keys: ["n"], button: true },
  { name: "previousDoubtful", keys: ["N"] },
  { name: "leastCertain", keys: ["w"], button: true },
  { name: "mergeNext", keys: ["m"], button: true },
  { name: "mergePrevious", keys: ["M"], button: true },
  { name: "split", keys: ["s"], button: true },
  { name: "up", keys: ["Alt+ArrowUp", "u"], button: true },
  { name: "down", keys: ["Alt+ArrowDown", "d"], button: true },
  { name: "pick", keys: [" "] },
  { name: "link", keys: ["l"], button: true },
  { name: "unlink", keys: ["k"], button: true },
  { name: "edit", keys: ["e", "F2"], button: true },
  { name: "joinSentences", keys: ["j"], button: true },
  { name: "comment", keys: ["c"], button: true },
  { name: "whyAction", keys: ["y"], button: true },
  { name: "undo", keys: ["Ctrl+z"] },
  { name: "redo", keys: ["Ctrl+y", "Ctrl+Z"] },
  { name: "find", keys: ["/", "Ctrl+f"] },
  { name: "next", keys: ["ArrowDown"] },
  { name: "previous", keys: ["ArrowUp"] },
  { name: "sentenceNext", keys: ["ArrowRight"] },
  { name: "sentencePrevious", keys: ["ArrowLeft"] },
  { name: "extendDown", keys: ["Shift+ArrowDown"] },
  { name: "extendUp", keys: ["Shift+ArrowUp"] },
  { name: "chooseAll", keys: ["Ctrl+a"] },
  { name: "clear", keys: ["Escape"] },
  { name: "pageDown", keys: ["PageDown"] },
  { name: "pageUp", keys: ["PageUp"] },
  { name: "start", keys: ["Home"] },
  { name: "end", keys: ["End"] },
  { name: "help", keys: ["?"] },
];

/** A key press as ``ACTIONS`` names it: letters with Shift are capitals. @param {KeyboardEvent} event */
export function keyOf(event) {
  const letter = event.key.length === 1;
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push("Ctrl");
  if (event.altKey) parts.push("Alt");
  if (event.shiftKey && !letter) parts.push("Shift");
  return [...parts, event.key].join("+");
}

const BY_KEY = new Map(ACTIONS.flatMap((action) => action.keys.map((key) => [key, action.name])));

/** The action of a key press, if it has one. @param {KeyboardEvent} event */
export function actionOf(event) {
  return BY_KEY.get(keyOf(event));
}

const SIGNS = new Map([
  ["ArrowUp", "↑"], ["ArrowDown", "↓"], ["ArrowLeft", "←"], ["ArrowRight", "→"], [" ", "␣"], ["Escape", "Esc"],
  ["PageDown", "PgDn"], ["PageUp", "PgUp"],
]);

/** A key as it is shown. @param {string} key */
export function keySign(key) {
  const parts = key === "+" ? [key] : key.split("+");
  const last = parts[parts.length - 1];
  if (/^[A-Z]$/.test(last)) parts.splice(parts.length - 1, 1, "Shift", last);
  return parts.map((part) => SIGNS.get(part) ?? (part.length === 1 ? part.toUpperCase() : part)).join("+");
}

/** A key as ``aria-keyshortcuts`` names it. @param {string} key */
export function ariaKey(key) {
  const parts = key.split("+").map((part) => (part === "Ctrl" ? "Control" : part === " " ? "Space" : part));
  const last = parts[parts.length - 1];
  if (/^[A-Z]$/.test(last)) parts.splice(parts.length - 1, 1, "Shift", last);
  return parts.join("+");
}
