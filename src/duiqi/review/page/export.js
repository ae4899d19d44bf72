// Pairs as files, byte for byte as the command writes them: JSONL, TSV and TMX.

/** @import { Data } from "./data.js" */
/** @import { Model } from "./model.js" */
/** @import { Sentence } from "./types.js" */
import { countCorrections, isRewritten } from "./correction_file.js";
import { blake2b } from "./digest.js";
import { isFixed, isNull } from "./model.js";
import { joinChinese, joinEnglish, listText, scoreText, jsonText, withoutIllegal, withoutSurrogates } from "./python_text.js";
import { worst } from "./rewriting.js";

/**
 * A unit of the output.
 * @typedef {object} Pair
 * @property {string} zh
 * @property {string} en
 * @property {number} score
 * @property {[number, number]} type
 * @property {number[]} zhIds
 * @property {number[]} enIds
 * @property {number[]} zhPar
 * @property {number[]} enPar
 * @property {string} place
 * @property {string} repair
 * @property {string} checked
 * @property {string} kind
 */

/** The pairs that go into the output: those not rejected, with both sides. @param {Model} model @returns {Pair[]} */
export function pairsOf(model) {
  const out = [];
  const numbers = { zh: numbersOf(model.zh), en: numbersOf(model.en) };
  for (let k = 0; k < model.beads.length; k++) {
    const bead = model.beads[k];
    if (isNull(bead) || bead.mark?.verdict === "unused") continue;
    const [zh, en] = [model.sentences(k, "zh"), model.sentences(k, "en")];
    const both = [...zh, ...en];
    out.push({
      zh: joinChinese(zh.map((s) => s.text)),
      en: joinEnglish(en.map((s) => s.text)),
      score: model.score(k),
      type: /** @type {[number, number]} */ ([bead.zh, bead.en]),
      zhIds: [...numbers.zh.subarray(model.zhAt[k], model.zhAt[k + 1])],
      enIds: [...numbers.en.subarray(model.enAt[k], model.enAt[k + 1])],
      zhPar: [...new Set(zh.map((s) => s.par))],
      enPar: [...new Set(en.map((s) => s.par))],
      place: [...new Set(both.map((s) => s.place).filter(Boolean))].join("; "),
      repair: worst(both),
      checked: both.some(isRewritten) ? "edited" : isFixed(bead) ? "approved" : "",
      kind: model.kind(k),
    });
  }
  return out;
}

/** The numbers of the sentences of a side in the document, as they are cut now. @param {Sentence[]} side */
function numbersOf(side) {
  const order = Int32Array.from(side, (_, i) => i);
  if (side[0]?.number !== undefined) order.sort((a, b) => (side[a].number ?? 0) - (side[b].number ?? 0) || a - b);
  const numbers = new Int32Array(side.length);
  order.forEach((i, number) => (numbers[i] = number));
  return numbers;
}

/** @param {Pair} pair @param {string} name of the document */
function idOf(pair, name) {
  return blake2b([name, pair.zh, pair.en].map(withoutIllegal).join("\0"), 8);
}

/**
 * The fields of a pair, in their order, as text.
 * @param {Pair} pair @param {Data} data @param {(text: string) => string} quote a string
 * @returns {[string, string][]}
 */
function fields(pair, data, quote) {
  return [
    ["id", quote(idOf(pair, data.name))],
    ["zh", quote(pair.zh)],
    ["en", quote(pair.en)],
    ["score", scoreText(pair.score)],
    ["type", quote(pair.type.join("-"))],
    ["zh_ids", listText(pair.zhIds)],
    ["en_ids", listText(pair.enIds)],
    ["zh_par", listText(pair.zhPar)],
    ["en_par", listText(pair.enPar)],
    ["document", quote(data.name)],
    ["zh_lang", quote(data.labels.zh_lang)],
    ["en_lang", quote(data.labels.en_lang)],
    ["repair", quote(pair.repair)],
    ["kind", quote(pair.kind)],
    ["checked", quote(pair.checked)],
  ];
}

/** Whether a line of JSON leaves a key out where there is nothing to say. @param {string} key @returns {key is "repair" | "kind" | "checked"} */
function isOptional(key) {
  return key === "repair" || key === "kind" || key === "checked";
}

/** @param {Model} model @param {Data} data */
export function jsonl(model, data) {
  const lines = pairsOf(model).map((pair) => {
    const members = fields(pair, data, jsonText).filter(([key]) => !isOptional(key) || pair[key]);
    const line = withoutSurrogates(`{${members.map(([key, value]) => `"${key}": ${value}`).join(", ")}}`);
    return line.replace(/[\u0085\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
  });
  return lines.map((line) => `${line}\n`).join("");
}

const ESCAPES = new Map([["\\", "\\\\"], ["\t", "\\t"], ["\n", "\\n"], ["\r", "\\r"]]);

/** @param {Model} model @param {Data} data */
export function tsv(model, data) {
  const cell = (/** @type {string} */ text) => text.replace(/[\\\t\n\r]/g, (c) => ESCAPES.get(c) ?? c);
  const rows = pairsOf(model).map((pair) => fields(pair, data, (text) => text));
  const head = (rows[0] ?? fields(NOTHING, data, (text) => text)).map(([key]) => key);
  const lines = rows.map((row) => withoutSurrogates(row.map(([, value]) => cell(value)).join("\t")));
  return [head.join("\t"), ...lines].map((line) => `${line}\n`).join("");
}

/** @type {Pair} */
const NOTHING = {
  zh: "", en: "", score: 0, type: [0, 0], zhIds: [], enIds: [], zhPar: [], enPar: [], place: "", repair: "", checked: "", kind: "",
};

const ENTITIES = new Map([["&", "&amp;"], ["<", "&lt;"], [">", "&gt;"], ['"', "&quot;"], ["\r", "&#13;"]]);

/** @param {string} text */
function escaped(text) {
  return withoutIllegal(text).replace(/[&<>"\r]/g, (c) => ENTITIES.get(c) ?? c);
}

/** @param {Model} model @param {Data} data */
export function tmx(model, data) {
  const { labels } = data;
  const prop = (/** @type {string} */ type, /** @type {string} */ value) => `<prop type="${type}">${escaped(value)}</prop>\n`;
  const attributes = [
    ["creationtool", "duiqi"],
    ["creationtoolversion", labels.version],
    ["segtype", "sentence"],
    ["o-tmf", "duiqi"],
    ["adminlang", "en"],
    ["srclang", labels.srclang === "zh" ? labels.zh_lang : labels.en_lang],
    ["datatype", "plaintext"],
    ...(labels.created ? [["creationdate", labels.created]] : []),
  ];
  const head = `<header ${attributes.map(([name, value]) => `${name}="${escaped(value)}"`).join(" ")}`;
  const parts = ['<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'];
  const count = countCorrections(model, data);
  const signature = labels.signature && count ? `${labels.signature}|corrections:${count}` : labels.signature;
  parts.push(signature ? `${head}>\n${prop("x-signature", signature)}</header>\n` : `${head}/>\n`, "<body>\n");
  const date = labels.created ? ` creationdate="${labels.created}"` : "";
  for (const pair of pairsOf(model)) {
    const sides = [[labels.zh_lang, withoutIllegal(pair.zh)], [labels.en_lang, withoutIllegal(pair.en)]];
    if (sides.some(([, text]) => !text.trim())) continue;
    if (labels.srclang !== "zh") sides.reverse();
    parts.push(
      `<tu tuid="${idOf(pair, data.name)}"${date}>\n`,
      ...props(pair, data).map(([type, value]) => prop(type, value)),
      ...sides.map(([lang, text]) => `<tuv xml:lang="${escaped(lang)}"><seg>${escaped(text)}</seg></tuv>\n`),
      "</tu>\n",
    );
  }
  parts.push("</body>\n</tmx>\n");
  return parts.join("");
}

/** @param {Pair} pair @param {Data} data @returns {[string, string][]} */
function props(pair, data) {
  /** @type {[string, string][]} */
  const out = [
    ["x-score", scoreText(pair.score)],
    ["x-align", pair.type.join("-")],
    ["x-document", data.name],
    ["x-ids", `${listText(pair.zhIds)}:${listText(pair.enIds)}`],
  ];
  if (pair.zhPar.length || pair.enPar.length) out.push(["x-paragraphs", `${listText(pair.zhPar)}:${listText(pair.enPar)}`]);
  if (pair.place) out.push(["x-place", pair.place]);
  if (pair.repair) out.push(["x-repair", pair.repair]);
  if (pair.checked) out.push(["x-checked", pair.checked]);
  if (pair.kind) out.push(["x-kind", pair.kind]);
  return out;
}
