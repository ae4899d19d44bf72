// Random corrections of a page, for each of some seeds; what the page would save goes to standard output:
// node random_work.mjs DATA.json FIRST_SEED SEEDS COUNT KINDS

import { readFileSync } from "node:fs";
import * as beadWork from "../../../src/duiqi/review/page/corrections.js";
import * as sentenceWork from "../../../src/duiqi/review/page/rewriting.js";
import { correctionLines } from "../../../src/duiqi/review/page/correction_file.js";
import { beadsOf, sentencesOf } from "../../../src/duiqi/review/page/data.js";
import { jsonl, tmx, tsv } from "../../../src/duiqi/review/page/export.js";
import { Finder } from "../../../src/duiqi/review/page/finder.js";
import { History } from "../../../src/duiqi/review/page/history.js";
import { Model } from "../../../src/duiqi/review/page/model.js";
import { settle } from "../../../src/duiqi/review/page/settle.js";

const correct = { ...beadWork, ...sentenceWork };
const [path, first, seeds, count, kinds] = process.argv.slice(2);
const data = JSON.parse(readFileSync(path, "utf8"));

/** Numbers that are random enough and the same for a seed (mulberry32). */
let state = 0;
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const pick = (n) => Math.floor(random() * n);

let model = new Model([], [], []);
let second = 0;
const two = (number) => String(number).padStart(2, "0");
const author = { who: "anna", now: () => `2026-11-29T10:${two(Math.floor(second / 60))}:${two(second++ % 60)}Z` };

function sentence() {
  const side = model.en.length && (random() < 0.5 || !model.zh.length) ? "en" : "zh";
  return { side, i: pick(model[side].length) };
}

const WORK = {
  merge: (k) => correct.merge(model, k, k + 2, author),
  split: (k) => correct.splitBead(model, k, pick(model.beads[k].zh + 1), pick(model.beads[k].en + 1), author),
  shift: () => ((at) => correct.shift(model, at.side, at.i, random() < 0.5, author))(sentence()),
  link: (k) => {
    const i = model.zhAt[k];
    const j = Math.max(0, Math.min(model.en.length - 1, model.enAt[k] + pick(5) - 2));
    return i < model.zh.length ? correct.link(model, i, i + 1, j, Math.min(model.en.length, j + 1 + pick(2)), author) : null;
  },
  unlink: (k) => correct.unlink(model, k, k + 1, author),
  right: (k) => correct.judge(model, [k], "right", author),
  unused: (k) => correct.judge(model, [k], "unused", author),
  unmark: (k) => correct.judge(model, [k], "", author),
  comment: (k) => correct.comment(model, k, `see ${k} \u2028 <b>`, author),
  edit: () => ((at) => correct.editText(model, at.side, at.i, `${model[at.side][at.i].text} \t& "x" ${pick(9)}`, author))(sentence()),
  splitSentence: () => ((at) => ((text) => correct.splitSentence(model, at.side, at.i, 1 + pick(text.length), text, author))(model[at.side][at.i].text))(sentence()),
  joinSentences: () => ((at) => correct.joinSentences(model, at.side, at.i, author))(sentence()),
};

/** What a page saves after ``count`` corrections. */
function work(seed) {
  state = seed;
  second = 0;
  model = new Model(sentencesOf(data.zh), sentencesOf(data.en), beadsOf(data.beads));
  const finder = data.lattice ? new Finder(data.lattice, model.loaded) : null;
  const history = new History(model);
  const names = kinds.split(",");
  const done = [];
  while (done.length < Number(count)) {
    const name = names[pick(names.length)];
    done.push(name);
    const change = WORK[name](pick(model.beads.length));
    if (change && correct.staysTogether(model, change)) make(name, settle(model, change, finder, 0), history);
  }
  return {
    done,
    corrections: correctionLines(model, data, author),
    jsonl: jsonl(model, data),
    tmx: tmx(model, data),
    tsv: tsv(model, data),
  };
}

/** Make a step, take it back and make it again. */
function make(name, patch, history) {
  const state = () => JSON.stringify([model.zh, model.en, model.beads]);
  const before = state();
  history.make(patch);
  const last = model.beads.length;
  if (model.zhAt[last] !== model.zh.length || model.enAt[last] !== model.en.length) throw new Error(`${name}: not tiled`);
  const after = state();
  history.undo();
  if (state() !== before) throw new Error(`${name}: undo`);
  history.redo();
  if (state() !== after) throw new Error(`${name}: redo`);
}

console.log(JSON.stringify(Array.from({ length: Number(seeds) }, (_, k) => work(Number(first) + k))));
