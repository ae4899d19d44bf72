// What each key and button does to the page.

/** @import { Page } from "./page.js" */
import { comment, cutAt, judge, link, merge, shift, splitBead, unlink } from "./corrections.js";
import { ask, showHelp } from "./dialogs.js";
import { byId } from "./page.js";
import { editText, joinSentences, splitSentence } from "./rewriting.js";
import { leastCertain, nextDoubtful } from "./search.js";
import { say } from "./strings.js";

/** @type {Record<string, (page: Page) => void>} */
const DO = {
  next: (page) => step(page, 1),
  previous: (page) => step(page, -1),
  start: (page) => page.go(page.shown[0] ?? -1),
  end: (page) => page.go(page.shown[page.shown.length - 1] ?? -1),
  pageDown: (page) => screen(page, 1),
  pageUp: (page) => screen(page, -1),
  nextDoubtful: (page) => doubtful(page, nextDoubtful(page.model, page.look.row, 1)),
  previousDoubtful: (page) => doubtful(page, nextDoubtful(page.model, page.look.row, -1)),
  leastCertain: (page) => doubtful(page, leastCertain(page.model)),
  sentenceNext: (page) => stepSentence(page, 1),
  sentencePrevious: (page) => stepSentence(page, -1),
  extendDown: (page) => extend(page, 1),
  extendUp: (page) => extend(page, -1),
  chooseAll: (page) => page.choose(page.look.row, new Set(page.shown), ""),
  clear,
  approve: (page) => verdict(page, "right"),
  reject: (page) => verdict(page, "unused"),
  unmark: (page) => verdict(page, ""),
  approveNext: (page) => {
    verdict(page, "right");
    doubtful(page, nextDoubtful(page.model, page.look.row, 1));
  },
  mergeNext: (page) => {
    const rows = run(page);
    if (rows) page.correct(merge(page.model, rows.from, rows.to > rows.from + 1 ? rows.to : rows.from + 2, page.author));
  },
  mergePrevious: (page) => void page.correct(merge(page.model, page.look.row - 1, page.look.row + 1, page.author)),
  split,
  up: (page) => move(page, false),
  down: (page) => move(page, true),
  pick: (page) => {
    const { sentence } = page.look;
    if (!sentence) return page.tell("chooseSentence");
    pick(page, sentence);
  },
  link: linkPicked,
  unlink: (page) => {
    const rows = run(page);
    if (rows) page.correct(unlink(page.model, rows.from, rows.to, page.author));
  },
  edit: (page) => void edit(page),
  joinSentences: (page) => {
    const at = page.sentence();
    if (!at) return page.tell("chooseSentence");
    page.correct(joinSentences(page.model, at.side, at.i, page.author));
  },
  comment: (page) => void commentOn(page),
  whyAction: (page) => {
    page.look.why = !page.look.why;
    byId("why").hidden = !page.look.why;
    page.redraw([page.look.row]);
    page.drawn();
    // The panel takes room from the list.
    page.list.scrollTo(page.placeOf(page.look.row));
    page.list.later();
  },
  undo: (page) => page.undo(),
  redo: (page) => page.redo(),
  find: () => byId("search").focus(),
  help: () => showHelp(),
};

/** @param {Page} page @param {string} name of an action */
export function perform(page, name) {
  if (page.model.beads.length || name === "help") DO[name]?.(page);
}

/** @param {Page} page @param {number} by */
function step(page, by) {
  const at = page.placeOf(page.look.row);
  const here = page.shown[at] === page.look.row;
  page.go(page.shown[Math.max(0, Math.min(page.shown.length - 1, here || by < 0 ? at + by : at))] ?? -1);
}

/** @param {Page} page @param {number} by */
function screen(page, by) {
  const { list, grid } = page;
  const place = page.placeOf(page.look.row);
  if (list.scrollWithin(place, by * grid.clientHeight * 0.9)) return;
  const from = list.tops[place];
  const far = by * grid.clientHeight * 0.9;
  const at = list.at(by > 0 ? Math.max(from + far, list.tops[place + 1] ?? from) : from + far);
  page.go(page.shown[at] ?? -1);
  // Going up, the end of a high row comes first.
  if (by < 0 && at < place) list.scrollWithin(at, grid.scrollHeight);
}

/** @param {Page} page @param {number} k */
function doubtful(page, k) {
  if (k < 0) return page.tell("noDoubt");
  if (page.shown[page.placeOf(k)] !== k) page.tell("noDoubt");
  else page.go(k, "center");
}

/** @param {Page} page @param {number} by */
function stepSentence(page, by) {
  const { model, look } = page;
  const ids = [];
  for (let i = model.zhAt[look.row]; i < model.zhAt[look.row + 1]; i++) ids.push(`zh ${i}`);
  for (let j = model.enAt[look.row]; j < model.enAt[look.row + 1]; j++) ids.push(`en ${j}`);
  const at = ids.indexOf(look.sentence);
  const next = at < 0 ? (by > 0 ? 0 : ids.length - 1) : Math.max(0, Math.min(ids.length - 1, at + by));
  page.choose(look.row, new Set([look.row]), ids[next]);
}

/** @param {Page} page @param {number} by */
function extend(page, by) {
  const at = page.placeOf(page.look.row) + by;
  if (at < 0 || at >= page.shown.length) return;
  chooseTo(page, page.shown[at]);
}

/** Choose all that is shown from where the range began to bead ``k``. @param {Page} page @param {number} k */
export function chooseTo(page, k) {
  const [from, to] = [Math.min(page.anchor, k), Math.max(page.anchor, k)];
  page.choose(k, new Set(page.shown.slice(page.placeOf(from), page.placeOf(to + 1))), "");
}

/** @param {Page} page */
function clear(page) {
  const picked = [...page.look.picked].map((id) => rowOfId(page, id));
  const moved = page.look.moved.size > 0;
  page.look.picked = new Set();
  page.look.moved = new Set();
  page.choose(page.look.row, new Set([page.look.row]), "");
  page.redraw(moved ? [...page.list.rows.keys()].map((at) => page.shown[at]) : picked);
}

/** @param {Page} page @param {string} id */
function rowOfId(page, id) {
  const [side, i] = id.split(" ");
  return page.model.beadOf(side === "zh" ? "zh" : "en", Number(i));
}

/** Pick a sentence for a link, or leave it. @param {Page} page @param {string} id */
export function pick(page, id) {
  const { picked } = page.look;
  if (!picked.delete(id)) picked.add(id);
  page.redraw([rowOfId(page, id)]);
}

/** The rows that are chosen, if they follow each other. @param {Page} page @returns {{from: number, to: number} | null} */
function run(page) {
  const rows = [...page.look.rows].sort((a, b) => a - b);
  const [from, to] = [rows[0], rows[rows.length - 1] + 1];
  if (to - from === rows.length) return { from, to };
  page.tell("cannot");
  return null;
}

/** @param {Page} page @param {"right"|"unused"|""} verdict */
function verdict(page, verdict) {
  const rows = [...page.look.rows].sort((a, b) => a - b);
  const row = page.look.row;
  const change = judge(page.model, rows, verdict, page.author);
  if (!change) return;
  page.correct(change);
  if (rows.length === 1 && page.model.beads[row] !== undefined) page.go(Math.min(row, page.model.beads.length - 1));
}

/** @param {Page} page */
function split(page) {
  const at = page.sentence();
  const k = page.look.row;
  const bead = page.model.beads[k];
  if (!at) {
    // A bead with one border a side needs no choosing.
    const plain = bead.zh <= 2 && bead.en <= 2 && bead.zh + bead.en > 2;
    return plain ? void page.correct(splitBead(page.model, k, 1, 1, page.author)) : page.tell("chooseSentence");
  }
  const cut = cutAt(page.model, k, at.side, at.i);
  page.correct(splitBead(page.model, k, cut.zh, cut.en, page.author));
}

/** @param {Page} page @param {boolean} down */
function move(page, down) {
  const { row } = page.look;
  const bead = page.model.beads[row];
  // The only sentence of a bead needs no choosing.
  const only = bead.zh + bead.en === 1 ? { side: /** @type {"zh"|"en"} */ (bead.zh ? "zh" : "en"), i: bead.zh ? page.model.zhAt[row] : page.model.enAt[row] } : null;
  const at = page.sentence() ?? only;
  if (!at) return page.tell("chooseSentence");
  page.correct(shift(page.model, at.side, at.i, down, page.author));
}

/** @param {Page} page */
function linkPicked(page) {
  const ids = [...page.look.picked].map((id) => id.split(" "));
  const zh = ids.filter(([side]) => side === "zh").map(([, i]) => Number(i));
  const en = ids.filter(([side]) => side === "en").map(([, i]) => Number(i));
  if (!zh.length || !en.length) {
    const rows = run(page);
    if (rows && rows.to - rows.from > 1) page.correct(merge(page.model, rows.from, rows.to, page.author));
    else page.tell("pickTwo");
    return;
  }
  page.correct(link(page.model, Math.min(...zh), Math.max(...zh) + 1, Math.min(...en), Math.max(...en) + 1, page.author));
}

/** @param {Page} page */
async function edit(page) {
  const at = page.sentence();
  if (!at) return page.tell("chooseSentence");
  const { side, i } = at;
  const sentence = page.model[side][i];
  const title = say(side === "zh" ? "sentenceZh" : "sentenceEn", { n: i + 1 });
  const answer = await ask(title, sentence.text, { lang: page.model.languages[side], was: sentence.was, splits: true });
  page.grid.focus();
  if (!answer) return;
  if (!answer.text.trim()) return page.tell("emptySentence");
  const change =
    answer.how === "split"
      ? splitSentence(page.model, side, i, answer.cursor, answer.text, page.author)
      : editText(page.model, side, i, answer.text, page.author);
  if (change || answer.text.trim() !== sentence.text) page.correct(change);
}

/** @param {Page} page */
async function commentOn(page) {
  const { row } = page.look;
  const before = page.model.beads[row].mark?.comment ?? "";
  const answer = await ask(say("commentOf", { n: row + 1 }), before, { lang: "", splits: false });
  page.grid.focus();
  const text = answer?.text.trim();
  if (text === undefined || text === before) return;
  page.correct(comment(page.model, row, text, page.author));
}
