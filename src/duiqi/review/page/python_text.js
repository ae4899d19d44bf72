// Text as Python writes it: numbers, lists and JSON, so that a file made here has the bytes of one made there.

/**
 * A score to four decimals, as ``json.dumps(round(score, 4))`` writes it.
 *
 * toFixed rounds the exact value, as Python does, but a tie up where Python takes the even digit; only an odd multiple
 * of 1/32 is a tie at four decimals.
 * @param {number} score from 0 to 1
 */
export function scoreText(score) {
  const tie = Number.isInteger(score * 32) && (score * 32) % 2 === 1;
  const up = score.toFixed(4);
  const rounded = tie && Number(up[up.length - 1]) % 2 ? (Number(up) - 0.0001).toFixed(4) : up;
  return rounded.replace(/(\.\d+?)0+$/, "$1");
}

/** ``[4, 5]``. @param {readonly number[]} numbers */
export function listText(numbers) {
  return `[${numbers.join(", ")}]`;
}

const SHORT = new Map([
  ['"', '\\"'], ["\\", "\\\\"], ["\n", "\\n"], ["\r", "\\r"], ["\t", "\\t"], ["\b", "\\b"], ["\f", "\\f"],
]);

/** A string as ``json.dumps(text, ensure_ascii=False)`` writes it. @param {string} text */
export function jsonText(text) {
  // eslint-disable-next-line no-control-regex
  return `"${text.replace(/["\\\u0000-\u001f]/g, (c) => SHORT.get(c) ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`;
}

/**
 * Any JSON value as ``json.dumps(value, ensure_ascii=False)`` writes it, with a space after comma and colon.
 * @param {unknown} value without numbers that are no integers
 * @returns {string}
 */
export function jsonValue(value) {
  if (typeof value === "string") return jsonText(value);
  if (Array.isArray(value)) return `[${value.map(jsonValue).join(", ")}]`;
  if (value && typeof value === "object") {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return `{${members.map(([key, member]) => `${jsonText(key)}: ${jsonValue(member)}`).join(", ")}}`;
  }
  return String(value);
}

/** The text without lone surrogates, which no file in UTF-8 holds. @param {string} text */
export function withoutSurrogates(text) {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "");
}

/** What XML 1.0 has no place for, lone surrogates among it. @param {string} text */
export function withoutIllegal(text) {
  // eslint-disable-next-line no-control-regex
  return withoutSurrogates(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
}

/** @param {string} char */
function isAsciiWord(char) {
  return /^[A-Za-z0-9]$/.test(char);
}

/**
 * Chinese sentences without a space between them, but with one between two ASCII letters or digits.
 * @param {readonly string[]} parts
 */
export function joinChinese(parts) {
  let out = "";
  for (const part of parts) {
    const glue = out && part && isAsciiWord(out[out.length - 1]) && isAsciiWord(part[0]) ? " " : "";
    out += glue + part;
  }
  return out;
}

/** English sentences, with a space between them. @param {readonly string[]} parts */
export function joinEnglish(parts) {
  return parts.join(" ");
}
