"""What was found, repaired and paired in a document, in words: the report of ``align --explain``."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator

from duiqi.aligner import part_phrases
from duiqi.cleaning import Repair, locate, prior_of, undecided
from duiqi.joining import join_chinese
from duiqi.model import Alignment, Bead, Document, Edit, Sentence
from duiqi.structure import left_out
from duiqi.text.printable import printable

LAYOUTS = {
    "auto": "not known",
    "zh-then-en": "Chinese, then English",
    "en-then-zh": "English, then Chinese",
    "alternating": "paragraphs that alternate",
    "columns": "side by side, in rows",
    "zh": "Chinese",
    "en": "English",
}

# Parts that move a score of one half by less than 2.5 points are summed up.
SMALL_PART = 0.1
# Characters of a long text shown, half of them from its start and half from its end.
SHOWN = 90


def explain(zh: Document, en: Document, alignment: Alignment) -> Iterator[str]:
    """The lines of the report: each document as it was read and repaired, then each bead and why it scored as it did.

    ``zh`` and ``en`` are one document when it holds both languages.
    """
    for document in (zh,) if zh is en else (zh, en):
        yield from explain_document(document)
        yield ""
    yield from explain_beads(alignment)


def explain_beads(alignment: Alignment) -> Iterator[str]:
    """The beads, with the log-odds that their scores are made of. Sentences are counted from 0."""
    yield "Pairs (sentences counted from 0)"
    for bead in alignment.beads:
        zh, en = (_texts(side, indices) for side, indices in ((alignment.zh, bead.zh), (alignment.en, bead.en)))
        yield ""
        score = f"score {alignment.score(bead):.3f}{_as_text(bead, alignment)}"
        kind = f"  {bead.kind}" if bead.kind else ""
        yield f"  {bead.type}  zh {_numbers(bead.zh)}  en {_numbers(bead.en)}  {score}{kind}"
        if zh:
            yield f"    zh  {_short(join_chinese(zh))}"
        if en:
            yield f"    en  {_short(' '.join(en))}"
        yield from _reasons(bead)
    yield ""
    yield f"Made by {alignment.signature}"


def explain_document(document: Document) -> Iterator[str]:
    """How a document was read, and its repairs in the order of the raw text, each with its line there."""
    languages = Counter(paragraph.language for paragraph in document.paragraphs)
    kinds = Counter(paragraph.kind for paragraph in document.paragraphs)
    yield printable(document.source)
    for note in document.notes:
        yield f"  note        {printable(note)}"
    if document.format:
        yield f"  format      {document.format}"
    yield f"  encoding    {document.encoding}"
    yield f"  layout      {LAYOUTS[document.layout]}"
    counted = ", ".join(f"{name}: {count}" for name, count in kinds.most_common())
    yield f"  paragraphs  {languages['zh']} Chinese, {languages['en']} English ({counted})"
    yield from _left_out(document)
    yield f"  repairs     {count_repairs(Counter(edit.fix for edit in document.edits))}"
    if processes := _processes(document.edits):
        yield f"  damaged by  {', '.join(_with_odds(*each) for each in processes.items())}"
        yield from (f"    {name}: {_prior(name)}" for name in processes)
    yield from (f"  left        {line}" for line in undecided_lines(document))
    for repair in locate(document.text, document.edits):
        yield f"    {_told(repair)} ({_grounds(repair.edit)})"


def inferred_repairs(document: Document, named: bool = False) -> list[str]:
    """The repairs that are inferred, a line each, in the order of the raw text; ``named`` begins with the document."""
    if not any(edit.certainty == "inferred" for edit in document.edits):
        return []
    name = f"{printable(document.source)}, " if named else ""
    repairs = locate(document.text, document.edits)
    return [f"{name}{_told(repair)}" for repair in repairs if repair.edit.certainty == "inferred"]


def undecided_lines(document: Document, named: bool = False) -> list[str]:
    """What was left since two processes explain it equally well, a line each; ``named`` begins with the document."""
    name = f"{printable(document.source)}, " if named else ""
    return [
        f"{name}line {left.line}: {_short(left.text)} ({' or '.join(left.processes)})"
        for left in undecided(document.text, document.edits)
    ]


def _told(repair: Repair) -> str:
    return f"line {repair.line}, {repair.edit.fix}: {_short(repair.before)} → {_short(repair.after)}"


def _grounds(edit: Edit) -> str:
    """What a repair rests on: ``inferred; slipped bytes, 600,000 to 1``."""
    if not edit.process:
        return edit.certainty
    return f"{edit.certainty}; {edit.process}" + ("" if edit.odds is None else f", {odds_in_words(edit.odds)}")


def _processes(edits: Iterable[Edit]) -> dict[str, float | None]:
    """What damaged the document, each process once, with the best odds that any repair gives it."""
    found: dict[str, float | None] = {}
    for edit in edits:
        if edit.process:
            found[edit.process] = max((o for o in (found.get(edit.process), edit.odds) if o is not None), default=None)
    return found


def _with_odds(process: str, odds: float | None) -> str:
    return process if odds is None else f"{process} ({odds_in_words(odds)})"


def _prior(process: str) -> str:
    """The odds before anything was looked at, and where they come from."""
    prior = prior_of(process)
    return f"{odds_in_words(prior.log_odds)} before looking, {prior.source}"


def odds_in_words(log_odds: float) -> str:
    """``600,000 to 1``, to two figures; ``1 to 3`` when it is less likely than not.

    >>> odds_in_words(13.3), odds_in_words(0.0), odds_in_words(-1.1), odds_in_words(244.9)
    ('600,000 to 1', '1 to 1', '1 to 3', 'over a billion to 1')
    """
    ratio = math.exp(min(abs(log_odds), 50.0))
    if ratio > 1e9:
        number = "over a billion"
    else:
        digits = max(len(str(round(ratio))) - 2, 0)
        number = f"{round(ratio, -digits):,.0f}"
    return f"1 to {number}" if log_odds < 0 and number != "1" else f"{number} to 1"


def _left_out(document: Document) -> Iterator[str]:
    """What of the file is not in the paragraphs: left out by the reader, or in a third language."""
    left = [(omission.reason, omission.text) for omission in document.omissions]
    left += [("third language", document.text[start:end]) for start, end in left_out(document)]
    if left:
        reasons = Counter(reason for reason, _ in left)
        yield f"  left out    {', '.join(f'{reason}: {count}' for reason, count in reasons.items())}"
    for reason, text in left:
        yield f"    {reason}: {_short(text)}"


def count_repairs(kinds: Counter[str]) -> str:
    """``126 (pinyin glosses 125, slipped bytes 1)``."""
    total = sum(kinds.values())
    most_first = sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
    named = ", ".join(f"{name} {count:,}" for name, count in most_first)
    return f"{total:,} ({named})" if total else "none"


def _as_text(bead: Bead, alignment: Alignment) -> str:
    """What the score is the product of, where repairs were inferred or characters are lost."""
    soundness = alignment.soundness(bead)
    lost = any(alignment.zh[i].repair == "lost" for i in bead.zh) or any(
        alignment.en[j].repair == "lost" for j in bead.en
    )
    doubt = "nothing is missing in it" if lost else "its repairs are right"
    return "" if soundness == 1 else f" = {bead.score:.3f} as a pair × {soundness:.3f} that {doubt}"


def _reasons(bead: Bead) -> Iterator[str]:
    """One line a part, the largest first; they sum to the log-odds of the score."""
    if bead.checked and not bead.parts:
        yield f"    a person looked at it: {bead.checked}"
        return
    if not bead.parts:
        yield "    no partner found; the score is the probability that there is none"
        return
    phrases = part_phrases()
    parts = sorted(bead.parts.items(), key=lambda item: -abs(item[1]))
    small = [value for _, value in parts if abs(value) < SMALL_PART]
    for name, value in parts:
        if abs(value) >= SMALL_PART:
            yield f"    {value:+7.2f}  {phrases.get(name, name)}"
    if small:
        yield (
            f"    {sum(small):+7.2f}  {len(small)} smaller parts"
            if len(small) > 1
            else f"    {small[0]:+7.2f}  a smaller part"
        )
    total = math.fsum(bead.parts.values())
    yield f"    {total:+7.2f}  in all: log-odds of {1 / (1 + math.exp(-total)):.3f}"


def _texts(side: tuple[Sentence, ...], indices: range) -> list[str]:
    return [side[index].text for index in indices]


def _numbers(indices: range) -> str:
    if not indices:
        return "–"
    return f"{indices[0]}–{indices[-1]}" if len(indices) > 1 else str(indices[0])


def _short(text: str) -> str:
    if len(text) > SHOWN:
        text = f"{text[: SHOWN // 2]} … {text[-SHOWN // 2 :]}"
    return printable(text)
