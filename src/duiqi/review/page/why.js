// Why this pair? The parts of its score as a waterfall, and the runners-up.

/** @import { Model } from "./model.js" */
/** @import { Finder } from "./finder.js" */
/** @import { Span } from "./types.js" */
/** @import { WordLinks } from "./words.js" */
import { isFixed, isNull } from "./model.js";
import { phraseText } from "./phrases.js";
import { band, make, percent, putText } from "./rows.js";
import { say } from "./strings.js";

/** Runners-up that are told. */
const RIVALS = 5;
/** Log-odds that a bar is told for; the others are summed up under "other". */
const SMALL = 0.05;

/** What scores are made of: phrases, and for each bead of the page as it was made its parts: the number of a phrase and
 * log-odds in turn.
 * @typedef {{phrases: string[], beads: number[][]}} Parts */

/**
 * The bars of a waterfall: where each begins and ends, in log-odds, the largest first; the last part, which is what
 * rivals do to the sum of the others, stays last.
 * @param {number[]} parts number of the part and its log-odds in turn
 * @param {string[]} phrases
 */
export function waterfall(parts, phrases) {
  const bars = [];
  for (let i = 0; i < parts.length; i += 2) bars.push({ phrase: phrases[parts[i]], value: parts[i + 1] });
  const rivals = bars.splice(-1);
  bars.sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  let at = 0;
  return [...bars, ...rivals]
    .filter((bar) => Math.abs(bar.value) >= SMALL)
    .map((bar) => {
      const from = at;
      at += bar.value;
      return { ...bar, from, to: at };
    });
}

/**
 * @param {HTMLElement} panel @param {Model} model @param {number} k @param {Parts} parts @param {Finder | null} finder @param {WordLinks} words
 */
export function showWhy(panel, model, k, parts, finder, words) {
  const bead = model.beads[k];
  const score = model.score(k);
  panel.replaceChildren(make("h2", "", say("whyOf", { pair: k + 1 })));
  const own = model.partsOf(k, parts.beads);
  if (isFixed(bead)) panel.append(make("p", "", [say("byPerson"), bead.mark?.who, bead.mark?.when].filter(Boolean).join(" · ")));
  if (bead.mark?.comment) panel.append(putText(make("p", "comment"), bead.mark.comment));
  if (own?.length) {
    panel.append(make("h3", "", say("whyScore", { score: percent(score, false) })), chart(waterfall(own, parts.phrases)));
  } else if (!isFixed(bead)) panel.append(make("p", "", say(isNull(bead) ? "noPartner" : "noParts")));
  const sound = bead.score ? score / bead.score : 1;
  if (sound < 0.999) panel.append(make("p", "", say("soundness", { share: sound.toFixed(2) })));
  panel.append(...wordList(model, words.of(model, k)));
  if (finder) panel.append(...rivalsOf(model, k, finder));
}

/** @param {Model} model @param {import("./words.js").Link[]} links */
function wordList(model, links) {
  if (!links.length) return [];
  const list = make("ul", "words");
  links.forEach(({ zh, en }, number) => {
    const item = make("li");
    item.dataset.link = String(number);
    for (const [side, place] of /** @type {const} */ ([["zh", zh], ["en", en]])) {
      const word = make("span", "", model[side][place.i].text.slice(place.from, place.to));
      word.lang = model.languages[side];
      item.append(word, side === "zh" ? " " : "");
    }
    list.append(item);
  });
  return [make("h3", "", say("joinedWords")), list];
}

/** @param {Model} model @param {number} k @param {Finder} finder */
function rivalsOf(model, k, finder) {
  const head = make("h3", "", say("rivals"));
  const rivals = isFixed(model.beads[k]) ? [] : finder.rivals(model.span(k), RIVALS);
  if (!rivals.length) return [head, make("p", "", say("noRivals"))];
  const list = make("ol", "rivals");
  for (const rival of rivals) {
    const item = make("li", "", phraseOf(rival));
    const score = make("span", "score", percent(rival.score, false));
    score.dataset.band = String(band(rival.score));
    item.prepend(score, " ");
    list.append(item);
  }
  return [head, list];
}

/** @param {Span} span */
function phraseOf(span) {
  const [zh, en] = [peopleNumbers(span.zh, span.zhEnd), peopleNumbers(span.en, span.enEnd)];
  if (zh && en) return say("rival", { zh, en });
  return say("rivalAlone", { side: say(zh ? "zh" : "en"), numbers: zh || en });
}

/** Numbers of sentences as people count them. @param {number} from @param {number} to */
function peopleNumbers(from, to) {
  return Array.from({ length: to - from }, (_, i) => from + i + 1).join(", ");
}

/** @param {ReturnType<typeof waterfall>} bars */
function chart(bars) {
  const ends = bars.flatMap((bar) => [bar.from, bar.to]).concat(0);
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const place = (/** @type {number} */ value) => ((value - least) / Math.max(1e-9, most - least)) * 100;
  const table = make("table", "waterfall");
  const body = make("tbody");
  for (const bar of bars) {
    const row = make("tr");
    const head = make("th", "", phraseText(bar.phrase));
    head.setAttribute("scope", "row");
    const cell = make("td", "bar");
    const line = make("span", bar.value < 0 ? "minus" : "plus");
    line.style.marginInlineStart = `${place(Math.min(bar.from, bar.to))}%`;
    line.style.width = `${Math.max(0.5, place(Math.max(bar.from, bar.to)) - place(Math.min(bar.from, bar.to)))}%`;
    cell.append(line);
    row.append(head, cell, make("td", "value", (bar.value < 0 ? "−" : "+") + Math.abs(bar.value).toFixed(2)));
    body.append(row);
  }
  table.append(body);
  return table;
}

