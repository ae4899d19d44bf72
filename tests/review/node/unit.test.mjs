// The modules of the page, one by one: node --test.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as beadWork from "../../../src/duiqi/review/page/corrections.js";
import * as sentenceWork from "../../../src/duiqi/review/page/rewriting.js";
import { changeOf, readCorrections } from "../../../src/duiqi/review/page/correction_reading.js";
import { correctionLines } from "../../../src/duiqi/review/page/correction_file.js";
import { blake2b } from "../../../src/duiqi/review/page/digest.js";
import { pairsOf } from "../../../src/duiqi/review/page/export.js";
import { History } from "../../../src/duiqi/review/page/history.js";
import { ACTIONS, keyOf, keySign } from "../../../src/duiqi/review/page/keys.js";
import { Model } from "../../../src/duiqi/review/page/model.js";
import { jsonText, joinChinese, scoreText, withoutSurrogates } from "../../../src/duiqi/review/page/python_text.js";
import { cutsOf } from "../../../src/duiqi/review/page/recut.js";
import { Folding, chosen, doubt, leastCertain, nextDoubtful } from "../../../src/duiqi/review/page/search.js";
import { settle } from "../../../src/duiqi/review/page/settle.js";
import { say, speak, stringKeys } from "../../../src/duiqi/review/page/strings.js";
import { sharedBy, sharedIn } from "../../../src/duiqi/review/page/shared.js";
import { bands } from "../../../src/duiqi/review/page/strip.js";
import { waterfall } from "../../../src/duiqi/review/page/why.js";
import { WordLinks, unpack } from "../../../src/duiqi/review/page/words.js";

const correct = { ...beadWork, ...sentenceWork };
const author = { who: "anna", now: () => "2026-11-29T10:00:00Z" };
const sentence = (text, i) => ({ text, par: i, kind: "text", place: "", repair: "", soundness: 1, first: i, end: i + 1 });

/** A model of beads given as [zh, en, score]; sentences are a0, a1 … and b0, b1 … */
function modelOf(beads) {
  const count = (side) => beads.reduce((sum, bead) => sum + bead[side], 0);
  const texts = (letter, n) => Array.from({ length: n }, (_, i) => sentence(`${letter}${i}`, i));
  return new Model(texts("a", count(0)), texts("b", count(1)), beads.map(([zh, en, score]) => ({ zh, en, score })));
}
const shape = (model) => model.beads.map((bead) => `${bead.zh}-${bead.en}`).join(" ");
const make = (model, history, change) => history.make(settle(model, change, null, 0));

test("BLAKE2b", () => {
  for (const text of ["", "abc", "中".repeat(100), "x".repeat(128), "x".repeat(129), "x".repeat(1000)]) {
    const full = createHash("blake2b512").update(text).digest("hex");
    assert.equal(blake2b(text, 64), full);
  }
  // python -c "import hashlib; print(hashlib.blake2b('abc'.encode(), digest_size=8).hexdigest())"
  assert.equal(blake2b("abc", 8), "d8bb14d833d59559");
});

test("numbers and strings as Python writes them", () => {
  const scores = { 0: "0.0", 1: "1.0", 0.5: "0.5", 0.97312: "0.9731", 0.00004: "0.0", 0.0001: "0.0001", 0.03125: "0.0312", 0.09375: "0.0938" };
  for (const [score, text] of Object.entries(scores)) assert.equal(scoreText(Number(score)), text);
  assert.equal(jsonText('a"\\\n\u0001é中</b>'), '"a\\"\\\\\\n\\u0001é中</b>"');
  assert.equal(withoutSurrogates("a\ud800b\ud83d\ude00\udc00"), "ab\ud83d\ude00");
  assert.equal(joinChinese(["你好", "abc", "1", "。"]), "你好abc 1。");
});

test("merge, split, shift, link, unlink", () => {
  const model = modelOf([[1, 1, 0.9], [2, 2, 0.5], [1, 0, 0.4], [0, 1, 0.3]]);
  const history = new History(model);
  make(model, history, correct.merge(model, 0, 2, author));
  assert.equal(shape(model), "3-3 1-0 0-1");
  make(model, history, correct.splitBead(model, 0, 1, 2, author));
  assert.equal(shape(model), "1-2 2-1 1-0 0-1");
  make(model, history, correct.shift(model, "en", 1, true, author));
  assert.equal(shape(model), "1-1 2-2 1-0 0-1");
  make(model, history, correct.link(model, 3, 4, 3, 4, author));
  assert.equal(shape(model), "1-1 2-2 1-1");
  make(model, history, correct.unlink(model, 1, 2, author));
  assert.equal(shape(model), "1-1 1-0 1-0 0-1 0-1 1-1");
  for (let k = 0; k < 5; k++) history.undo();
  assert.equal(shape(model), "1-1 2-2 1-0 0-1");
  assert.equal(history.undo(), undefined);
  for (let k = 0; k < 5; k++) history.redo();
  assert.equal(shape(model), "1-1 1-0 1-0 0-1 0-1 1-1");
});

test("what cannot be done", () => {
  const model = modelOf([[1, 0, 0.9], [1, 0, 0.9], [1, 1, 0.9]]);
  assert.equal(correct.merge(model, 0, 2, author), null);
  assert.equal(correct.merge(model, 2, 4, author), null);
  assert.equal(correct.splitBead(model, 2, 1, 1, author), null);
  assert.equal(correct.shift(model, "zh", 0, false, author), null);
  assert.equal(correct.unlink(model, 0, 1, author), null);
  assert.equal(correct.judge(model, [0], "unused", author), null);
  assert.equal(correct.editText(model, "zh", 0, "  ", author), null);
  assert.equal(correct.splitSentence(model, "zh", 0, 0, "a0", author), null);
  assert.equal(correct.joinSentences(model, "en", 0, author), null);
});

test("sentences split and joined are again as they were", () => {
  const model = modelOf([[1, 1, 0.9], [1, 1, 0.8]]);
  const history = new History(model);
  const was = model.zh[0];
  make(model, history, correct.splitSentence(model, "zh", 0, 1, "a0", author));
  assert.deepEqual(model.zh.map((s) => s.text), ["a", "0", "a1"]);
  assert.deepEqual(cutsOf(model.zh), [{ first: 0, count: 1, pieces: 2 }]);
  make(model, history, correct.joinSentences(model, "zh", 0, author));
  assert.equal(model.zh[0], was);
  make(model, history, correct.editText(model, "zh", 0, "new", author));
  assert.equal(model.isChanged(0), true);
  make(model, history, correct.editText(model, "zh", 0, "a0", author));
  assert.equal(model.zh[0], was);
  make(model, history, correct.joinSentences(model, "en", 0, author));
  assert.deepEqual(cutsOf(model.en), [{ first: 0, count: 2, pieces: 1 }]);
  assert.equal(model.en[0].text, "b0 b1");
});

test("marks and comments", () => {
  const model = modelOf([[1, 1, 0.4], [1, 1, 0.8], [1, 1, 0.95]]);
  const history = new History(model);
  assert.deepEqual([leastCertain(model), nextDoubtful(model, 0, 1), nextDoubtful(model, 0, -1)], [0, 1, 1]);
  make(model, history, correct.judge(model, [0, 1], "right", author));
  assert.deepEqual([leastCertain(model), nextDoubtful(model, 0, 1)], [2, -1]);
  make(model, history, correct.comment(model, 0, "well", author));
  assert.equal(model.beads[0].mark.verdict, "right");
  make(model, history, correct.judge(model, [0], "", author));
  assert.deepEqual(model.beads[0].mark, { verdict: "", who: "anna", when: author.now(), comment: "well" });
  assert.equal(model.score(0), 0.4);
  assert.ok(Math.abs(doubt(model).errors - 0.65) < 1e-9);
  make(model, history, correct.judge(model, [1], "unused", author));
  assert.deepEqual(pairsOf(model).map((pair) => pair.zh), ["a0", "a2"]);
});

test("search is blind to script, case and width", () => {
  const model = modelOf([[1, 1, 0.4], [1, 1, 0.8]]);
  model.zh[0] = sentence("國務委員ＡＢ", 0);
  const folding = new Folding({ 國: "国", 務: "务", 員: "员" });
  const filter = { text: "", score: "", type: "", kind: "", state: "" };
  for (const text of ["国务委员", "國務", "ab", "B1"]) assert.equal(chosen(model, { ...filter, text }, folding).length, 1, text);
  assert.deepEqual(folding.find("在國務ﬁ院國務", "国务"), [[1, 3], [5, 7]]);
  assert.deepEqual(chosen(model, { ...filter, score: "below .5" }, folding), [0]);
  assert.deepEqual(chosen(model, { ...filter, type: "1-2" }, folding), []);
});

const data = {
  name: "x.txt", digest: "d1", level: "sentence", program: "duiqi 0",
  zh: { texts: ["a0", "a1"], numbers: [] }, en: { texts: ["b0", "b1"], numbers: [] }, beads: { zh: [1, 1], en: [1, 1], score: [0.9, 0.8], kinds: {} },
};

test("corrections come back", () => {
  const model = modelOf([[1, 1, 0.9], [1, 1, 0.8]]);
  const history = new History(model);
  make(model, history, correct.splitSentence(model, "en", 1, 1, "b1", author));
  make(model, history, correct.shift(model, "en", 1, false, author));
  make(model, history, correct.editText(model, "zh", 1, "A1", author));
  make(model, history, correct.comment(model, 1, "see", author));
  const lines = correctionLines(model, data, author);
  const again = modelOf([[1, 1, 0.9], [1, 1, 0.8]]);
  for (const correction of readCorrections(lines)) make(again, new History(again), changeOf(again, data, correction));
  assert.equal(shape(again), shape(model));
  assert.deepEqual(again.zh.map((s) => s.text), ["a0", "A1"]);
  assert.deepEqual(again.en.map((s) => s.text), ["b0", "b", "1"]);
  assert.equal(changeOf(again, data, readCorrections(lines)[0]), null);
  assert.throws(() => readCorrections('{"format": "x"}'), /line 1/);
  assert.throws(() => readCorrections("\n{"), /line 2/);
});

test("the waterfall ends at the sum", () => {
  const bars = waterfall([0, 1.5, 1, -2, 2, 0.01, 3, 3], ["x", "y", "z", "rivals"]);
  const ends = [["y", 0, -2], ["x", -2, -0.5], ["rivals", -0.5, 2.5]];
  assert.deepEqual(bars.map((bar) => [bar.phrase, bar.from, Math.round(bar.to * 100) / 100]), ends);
});

test("numbers and names on both sides", () => {
  const both = sharedBy("2020年１，500人感染COVID-19，WHO說", "In 2020 the WHO told of 1,500 cases of covid.");
  assert.deepEqual([...both], ["2020", "1500", "covid", "who"]);
  assert.deepEqual(sharedIn("有1500人，在WHO", both), [[1, 5], [8, 11]]);
  assert.deepEqual(sharedIn("nothing 20", both), []);
});

test("a sentence that was split and joined again is the one that it was", () => {
  for (const [text, at] of [["COVID-19 is here", 7], ["COVID-19 is here", 8], ["AB", 1]]) {
    const model = modelOf([[1, 1, 0.9], [1, 1, 0.8]]);
    model.originals.en[0].text = text;
    model.en[0] = model.originals.en[0];
    const history = new History(model);
    make(model, history, correct.splitSentence(model, "en", 0, at, text, author));
    make(model, history, correct.joinSentences(model, "en", 0, author));
    assert.equal(model.en[0], model.originals.en[0]);
    assert.equal(correctionLines(model, { ...data, en: { texts: [text, "b1"], numbers: [] } }, author), "");
  }
});

test("entries that are neighbours on the page and not in the document are not put together", () => {
  const model = modelOf([[1, 1, 0.9], [1, 1, 0.8], [1, 1, 0.7]]);
  model.en.forEach((sentence, i) => (sentence.number = [0, 2, 1][i]));
  const can = (change) => change !== null && correct.staysTogether(model, change);
  assert.ok(!can(correct.merge(model, 0, 2, author)));
  assert.ok(!can(correct.merge(model, 1, 3, author)));
  assert.ok(!can(correct.joinSentences(model, "en", 0, author)));
  assert.ok(!can(correct.shift(model, "en", 2, false, author)));
  assert.ok(can(correct.shift(model, "zh", 1, false, author)));
  assert.ok(can(correct.judge(model, [0, 1], "right", author)));
  assert.ok(can(correct.splitSentence(model, "en", 1, 1, "b1", author)));
});

test("joined words stay with their sentences", () => {
  // As tests/review/test_word_marks.py packs them.
  assert.deepEqual(unpack("#P$R#RR##"), [0, 44, 1, 45, 2070, 0]);
  // a0 and b0; of the second bead a1 and b1 by their first characters, a2 and b2 by their second.
  const model = modelOf([[1, 1, 0.9], [2, 2, 0.8]]);
  const words = new WordLinks(["#$#$", "####%#&#"], { zh: [1, 2], en: [1, 2] }, model.originals);
  const places = (k) => words.of(model, k).map(({ zh, en }) => [zh.i, zh.from, zh.to, en.i, en.from, en.to]);
  assert.deepEqual(places(0), [[0, 0, 2, 0, 0, 2]]);
  assert.deepEqual(places(1), [[1, 0, 1, 1, 0, 1], [2, 1, 2, 2, 1, 2]]);
  const history = new History(model);
  make(model, history, correct.merge(model, 0, 2, author));
  assert.equal(places(0).length, 3);
  make(model, history, correct.editText(model, "en", 0, "B", author));
  assert.deepEqual(places(0), [[1, 0, 1, 1, 0, 1], [2, 1, 2, 2, 1, 2]]);
});

test("the strip shows the most doubtful bead of a pixel", () => {
  const model = modelOf([...Array(9).fill([1, 1, 0.99]), [1, 1, 0.1]]);
  const shown = model.beads.map((_, k) => k);
  assert.deepEqual([...bands(model, shown, 5)], [4, 4, 4, 4, 0]);
  assert.deepEqual([...bands(model, [9], 3)], [0, 0, 0]);
  assert.deepEqual([...bands(model, [], 2)], [5, 5]);
});

test("keys are told apart, and all have words in both languages", () => {
  const keys = ACTIONS.flatMap((action) => action.keys);
  assert.equal(new Set(keys).size, keys.length);
  assert.equal(keyOf({ key: "M", shiftKey: true }), "M");
  assert.equal(keyOf({ key: "ArrowUp", altKey: true }), "Alt+ArrowUp");
  assert.equal(keySign("Ctrl+Z"), "Ctrl+Shift+Z");
  const known = new Set(stringKeys());
  for (const { name } of ACTIONS) assert.ok(known.has(name), name);
  // What changes are called, in what the page says of them.
  for (const file of ["corrections", "rewriting", "correction_reading"]) {
    const text = readFileSync(new URL(`../../../src/duiqi/review/page/${file}.js`, import.meta.url), "utf8");
    const names = [...text.matchAll(/\bname(?: =|:) (?:\w+ \? )?"(\w+)"(?: : "(\w+)")?/g)].flatMap(([, ...found]) => found.filter(Boolean));
    assert.ok(names.length, file);
    for (const name of names) assert.ok(known.has(name), name);
  }
  for (const tongue of ["en", "zh"]) {
    speak(tongue);
    for (const key of known) assert.ok(say(key).length, key);
  }
  speak("en");
  assert.equal(say("saved", { file: "x" }), "x saved.");
});
