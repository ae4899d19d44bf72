// What was corrected, as lines of corrections.jsonl (docs/corrections.md).

/** @import { Data } from "./data.js" */
/** @import { Author } from "./corrections.js" */
/** @import { Model } from "./model.js" */
/** @import { Bead, Sentence, Side } from "./types.js" */
import { blake2b } from "./digest.js";
import { isFixed } from "./model.js";
import { jsonText, jsonValue, scoreText, withoutIllegal, withoutSurrogates } from "./python_text.js";

export const FORMAT = "duiqi-corrections/1";
/** Characters of the neighbouring sentences that are kept. */
const CONTEXT = 40;

const VERDICTS = { right: "approved", unused: "rejected" };

/** A number as it stands in JSON. */
class Raw {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }
}

/** @param {unknown} value @returns {string} */
function line(value) {
  if (value instanceof Raw) return value.text;
  if (Array.isArray(value)) return `[${value.map(line).join(", ")}]`;
  if (value && typeof value === "object") {
    return `{${Object.entries(value).filter(([, v]) => v !== undefined).map(([k, v]) => `${jsonText(k)}: ${line(v)}`).join(", ")}}`;
  }
  return jsonValue(value);
}

/**
 * The lines of the file, in the order of the text.
 * @param {Model} model @param {Data} data @param {Author} author
 */
export function correctionLines(model, data, author) {
  return corrections(model, data, author).map((each) => `${withoutSurrogates(line(each))}\n`).join("");
}

/** How many corrections there are, but for beads that no one has looked at. @param {Model} model @param {Data} data */
export function countCorrections(model, data) {
  const all = corrections(model, data, { who: "", now: () => "" });
  return all.filter(({ now }) => !now.beads || now.zh || now.en || now.beads.some((bead) => bead.verdict !== "realigned")).length;
}

/** @param {Model} model @param {Data} data @param {Author} author */
function corrections(model, data, author) {
  const last = latest(model, author);
  return groupsOf(model).flatMap(([from, to]) => correctionOf(model, data, from, to, last) ?? []);
}

/** Runs of beads that share no sentence of the document with others. @param {Model} model @returns {[number, number][]} */
function groupsOf(model) {
  const inside = new Uint8Array(model.beads.length + 1);
  for (const side of /** @type {const} */ (["zh", "en"])) {
    for (let i = 0; i + 1 < model[side].length; i++) {
      if (model[side][i + 1].first >= model[side][i].end) continue;
      for (let k = model.beadOf(side, i); k < model.beadOf(side, i + 1); k++) inside[k + 1] = 1;
    }
  }
  /** @type {[number, number][]} */
  const groups = [];
  for (let from = 0; from < model.beads.length; ) {
    let to = from + 1;
    while (inside[to]) to++;
    groups.push([from, to]);
    from = to;
  }
  return groups;
}

/** @param {Sentence} sentence */
export function isRewritten(sentence) {
  return Boolean(sentence.edited || sentence.piece || sentence.end - sentence.first > 1);
}

/** @param {Model} model @param {Data} data @param {number} from @param {number} to @param {{who: string, when: string}} last */
function correctionOf(model, data, from, to, last) {
  const beads = model.beads.slice(from, to);
  const [zh, en] = [placeOf(model, "zh", from, to), placeOf(model, "en", from, to)];
  const moved = beads.some((bead, k) => !isFixed(bead) && !model.isAsScored(from + k));
  const fixed = beads.some(isFixed);
  const comments = beads.flatMap((bead) => bead.mark?.comment ?? []);
  const rewritten = [...zh.now, ...en.now].some(isRewritten);
  if (!moved && !fixed && !rewritten && !comments.length) return null;
  const said = [...beads.flatMap((bead) => bead.mark ?? []), ...[...zh.now, ...en.now].filter(isRewritten)];
  const { who, when } = newest(said) ?? last;
  const now = {
    zh: zh.now.some(isRewritten) ? zh.now.map((s) => s.text) : undefined,
    en: en.now.some(isRewritten) ? en.now.map((s) => s.text) : undefined,
    zh_of: madeOf(zh),
    en_of: madeOf(en),
    beads: moved || fixed ? beads.map((bead) => rulingOf(bead)) : undefined,
  };
  return {
    format: FORMAT,
    document: { name: data.name, digest: data.digest, level: data.level },
    was: { zh: placeRun(data.zh, zh), en: placeRun(data.en, en), beads: beadsAt(data, zh, en) },
    now,
    who,
    when,
    why: comments.join("\n") || undefined,
    program: data.program,
  };
}

/** @typedef {{first: number, end: number, now: Sentence[]}} Place */

/** The sentences of the document that beads hold, and what they are now. @param {Model} model @param {Side} side @param {number} from @param {number} to @returns {Place} */
function placeOf(model, side, from, to) {
  const at = side === "zh" ? model.zhAt : model.enAt;
  const now = model[side].slice(at[from], at[to]);
  return { first: Math.min(...now.map((s) => s.first)), end: Math.max(...now.map((s) => s.end)), now };
}

/**
 * Of which sentences each text is made, where the texts do not tell: some were split or joined, and not all into one, or
 * out of one, or into another number.
 * @param {Place} place
 */
function madeOf({ first, end, now }) {
  const cut = now.some((s) => s.piece || s.end - s.first > 1);
  const told = now.length !== end - first && now.every((s) => s.first === first && s.end === end);
  if (!cut || told) return undefined;
  return now.map((s) => [s.first - first, s.end - first]);
}

/** @param {Data["zh"]} side @param {Place} place */
function placeRun({ texts, numbers }, { first, end, now }) {
  if (!now.length) return undefined;
  const run = texts.slice(first, end);
  const number = numbers[first] ?? first;
  const text = (/** @type {number} */ n) => texts[numbers.length ? numbers.indexOf(n) : n] ?? "";
  return {
    first: number,
    texts: run,
    before: Array.from(text(number - 1)).slice(-CONTEXT).join(""),
    after: Array.from(text(number + end - first)).slice(0, CONTEXT).join(""),
    digest: blake2b(run.map(withoutIllegal).join("\0"), 8),
  };
}

/** The beads as they were found that share a sentence with a place. @param {Data} data @param {Place} zh @param {Place} en */
function beadsAt(data, zh, en) {
  const { beads } = data;
  const out = [];
  let [i, j] = [0, 0];
  for (let k = 0; k < beads.score.length; k++) {
    const [iEnd, jEnd] = [i + beads.zh[k], j + beads.en[k]];
    const shares = (i < zh.end && iEnd > zh.first && iEnd > i) || (j < en.end && jEnd > en.first && jEnd > j);
    if (shares) out.push({ zh: rangeOf(i, iEnd, data.zh), en: rangeOf(j, jEnd, data.en), score: new Raw(scoreText(beads.score[k])) });
    [i, j] = [iEnd, jEnd];
  }
  return out;
}

/** @param {number} from @param {number} to @param {Data["zh"]} side */
function rangeOf(from, to, { numbers }) {
  return Array.from({ length: to - from }, (_, k) => numbers[from + k] ?? from + k);
}

/** @param {Bead} bead */
function rulingOf({ zh, en, score, mark }) {
  const verdict = mark?.verdict ? VERDICTS[mark.verdict] : "realigned";
  return { zh, en, verdict, score: verdict === "realigned" ? new Raw(String(score)) : undefined };
}

/** @param {{who?: string, when?: string}[]} said */
function newest(said) {
  /** @type {{who: string, when: string} | null} */
  let found = null;
  for (const { who = "", when = "" } of said) if (!found || when > found.when) found = { who, when };
  return found;
}

/** Who did the last thing, and when. @param {Model} model @param {Author} author */
function latest(model, author) {
  const marks = model.beads.flatMap((bead) => bead.mark ?? []);
  const rewritten = [...model.zh, ...model.en].filter(isRewritten);
  return newest([...marks, ...rewritten]) ?? { who: author.who, when: author.now() };
}
