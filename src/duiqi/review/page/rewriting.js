// What a person can do to sentences, as corrections.js to beads: edit, split and join them.

/** @import { Author } from "./corrections.js" */
/** @import { Model } from "./model.js" */
/** @import { Change, Sentence, Side } from "./types.js" */
import { comments, follows, left, marked } from "./corrections.js";
import { isNull } from "./model.js";

/** The sentence; as it was when the page was made, if it has come to be that again; edited, if its text alone is another. @param {Model} model @param {Side} side @param {Sentence} sentence */
function restored(model, side, sentence) {
  const was = model.originals[side][sentence.first];
  if (sentence.piece || sentence.end - sentence.first > 1) return sentence;
  return was.text === sentence.text ? was : { ...sentence, edited: true };
}

/** What stands between two sentences that are joined: what stood there before they were parted, if they were. @param {Model} model @param {Side} side @param {Sentence} a @param {Sentence} b */
function between(model, side, a, b) {
  const was = b.first < a.end ? model.originals[side][a.end - 1].text : "";
  if (was.includes(`${a.text} ${b.text}`)) return " ";
  return side === "zh" || was.includes(a.text + b.text) ? "" : " ";
}

/** Another text for a sentence. @param {Model} model @param {Side} side @param {number} i @param {string} text @param {Author} author @returns {Change | null} */
export function editText(model, side, i, text, author) {
  const sentence = model[side][i];
  const trimmed = text.trim();
  if (!trimmed || trimmed === sentence.text) return null;
  const k = model.beadOf(side, i);
  const edited = restored(model, side, { ...sentence, text: trimmed, edited: true, soundness: 1, who: author.who, when: author.now() });
  return { name: "edit", from: k, to: k + 1, beads: [model.beads[k]], [side]: { at: i, out: [sentence], in: [edited] } };
}

/**
 * A sentence in two, at a character of its text (or of ``text``, when it was edited at the same time).
 * @param {Model} model @param {Side} side @param {number} i @param {number} offset @param {string} text @param {Author} author @returns {Change | null}
 */
export function splitSentence(model, side, i, offset, text, author) {
  const sentence = model[side][i];
  const texts = [text.slice(0, offset).trim(), text.slice(offset).trim()];
  if (!texts[0] || !texts[1]) return null;
  const edited = sentence.edited || text.trim() !== sentence.text;
  const base = { ...sentence, piece: true, who: author.who, when: author.now() };
  base.soundness = 1;
  if (edited) base.edited = true;
  delete base.was;
  const pieces = texts.map((piece) => ({ ...base, text: piece }));
  const k = model.beadOf(side, i);
  const bead = model.beads[k];
  const grown = { ...bead, [side]: bead[side] + 1 };
  const beads = isNull(bead) ? [bead, { ...bead }] : [grown];
  return { name: "splitSentence", from: k, to: k + 1, beads, [side]: { at: i, out: [sentence], in: pieces } };
}

/** The repair that is doubted most: of their names the last one ("", "exact", "inferred", "lost"). @param {Sentence[]} sentences */
export function worst(sentences) {
  return sentences.map(({ repair }) => repair).sort()[sentences.length - 1];
}

/** A sentence and the next one of its side as one. Beads that have only a part of it come apart. @param {Model} model @param {Side} side @param {number} i @param {Author} author @returns {Change | null} */
export function joinSentences(model, side, i, author) {
  if (i + 1 >= model[side].length) return null;
  const out = model[side].slice(i, i + 2);
  const [a, b] = out;
  if (!follows(a, b)) return null;
  /** @type {Sentence} */
  const joined = {
    ...a,
    text: a.text + between(model, side, a, b) + b.text,
    end: Math.max(a.end, b.end),
    repair: worst([a, b]),
    soundness: 1,
    who: author.who,
    when: author.now(),
  };
  if (a.was || b.was) joined.was = (a.was ?? a.text) + (side === "zh" ? "" : " ") + (b.was ?? b.text);
  if (b.edited) joined.edited = true;
  const others = [model[side][i - 1], model[side][i + 2]].filter((other) => other && other.first < joined.end && other.end > joined.first);
  if (others.length) joined.piece = true;
  else delete joined.piece;
  const from = model.beadOf(side, i);
  const to = model.beadOf(side, i + 1) + 1;
  const change = { name: "joinSentences", from, to, [side]: { at: i, out, in: [restored(model, side, joined)] } };
  const bead = model.beads[from];
  if (to - from === 1) return { ...change, beads: [{ ...bead, [side]: bead[side] - 1 }] };
  const zh = model.zhAt[to] - model.zhAt[from] - (side === "zh" ? 1 : 0);
  const en = model.enAt[to] - model.enAt[from] - (side === "en" ? 1 : 0);
  const said = comments(model.beads.slice(from, to));
  const [loose, ...alone] = left(zh, en);
  return { ...change, beads: [said ? { ...loose, mark: marked(author, "", said) } : loose, ...alone] };
}
