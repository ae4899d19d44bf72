// A page that opens with corrections, as it would save them: node reopen.mjs DATA.json

import { readFileSync } from "node:fs";
import { correctionLines } from "../../../src/duiqi/review/page/correction_file.js";
import { beadsOf, sentencesOf } from "../../../src/duiqi/review/page/data.js";
import { jsonl } from "../../../src/duiqi/review/page/export.js";
import { Finder } from "../../../src/duiqi/review/page/finder.js";
import { History } from "../../../src/duiqi/review/page/history.js";
import { Model } from "../../../src/duiqi/review/page/model.js";
import { applyAll } from "../../../src/duiqi/review/page/save.js";

const data = JSON.parse(readFileSync(process.argv[2], "utf8"));
const model = new Model(sentencesOf(data.zh), sentencesOf(data.en), beadsOf(data.beads));
const finder = data.lattice ? new Finder(data.lattice, model.loaded) : null;
const page = { model, data, finder, history: new History(model), look: { row: 0 } };
const done = applyAll(page, data.corrections);
const author = { who: "", now: () => "" };
console.log(JSON.stringify({ ...done, jsonl: jsonl(model, data), corrections: correctionLines(model, data, author) }));
