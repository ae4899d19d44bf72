"""A line in the encoding that makes it Chinese, out of the one that it was read in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from duiqi.cleaning.evidence.byte_tables import LOST
from duiqi.cleaning.evidence.char_model import Plausibility, plausibility
from duiqi.cleaning.evidence.lines.drafts import (
    NOT_ASCII,
    PAIRS,
    SINGLE_BYTE,
    Draft,
    Pair,
    bytes_of,
    draft,
    possible_pairs,
    tokens_of,
)
from duiqi.cleaning.evidence.lines.foreign_letters import cost_if_written, has_foreign, is_foreign
from duiqi.cleaning.evidence.lines.sound_lines import cost_of_line, listed_cost
from duiqi.cleaning.evidence.redecode import HOLE, Reading, redecode

Costs = dict[str, float]  # of texts, in nats
# A new reading must cost less than this a character, this much less than the text as it stands, and this much less in
# all (nats). Clean lines of eight characters and more cost at most 10.7.
_GOOD_COST, _MARGIN, _MIN_GAIN = 9.0, 2.5, 12.0
# Capitals of other scripts are common ideographs in any order, which cost 8 and more.
_GOOD_COST_OF_LETTERS = 7.3
# At most this share of unreadable characters is in a reading.
_MAX_UNREAD = 0.3
# How many of the best drafts are searched for lost bytes.
_SEARCHED = 3
# A longer line is searched only when its beginning makes sense.
BEGINNING = 300
# Bytes may be lost without a mark; a plain reading as cheap as this (nats a character) shows that none was.
_NOTHING_LOST_COST = 6.5
_WORDS = re.compile("[\u00c0-\u024f\u3041-\u30ff]")
# The marks of English text that are no ASCII.
_MARKS = "—–‘’“”…·"
_MARKED = re.compile(f"[{_MARKS}A-Za-z ]+")


def read_again(
    line: str, model: Plausibility, pairs: Sequence[Pair] = PAIRS, *, search: bool = True, proven: bool = False
) -> str | None:
    """``line`` in the encoding that makes it Chinese, or None when none does. Without ``search`` no byte was lost.

    Where one pair is ``proven`` for the document, it is enough that the line is more likely under it.
    """
    pairs = [pair for pair in pairs if pair in possible_pairs(line)]
    if "锟斤拷" in line:  # what U+FFFD in UTF-8 becomes in GBK: the text was lost before
        return None
    costs: Costs = {}
    drafts = [found for pair in pairs if (found := draft(line, pair, model))]
    readings = _readings(drafts, model, costs, search=search, proven=proven)
    if not readings:
        return None
    read, cost = min(readings, key=lambda r: r.cost)
    length = len("".join(read.split()))
    if not length or cost / length >= _GOOD_COST or read.count(LOST) >= _MAX_UNREAD * length:
        return None
    if is_foreign(line):
        if model.mean_cost("".join(NOT_ASCII.findall(read))) >= _GOOD_COST_OF_LETTERS:
            return None
        gained = proven or cost_if_written(line, model) - cost > _MIN_GAIN
    elif proven:
        gained = _costs_more(line, pairs[0][0], model, cost)
    else:
        gained = (
            cost / length < _mean_cost(line, model, costs) - _MARGIN and _cost(line, model, costs) - cost > _MIN_GAIN
        )
    return read.replace(LOST, HOLE) if gained else None


def _readings(drafts: list[Draft], model: Plausibility, costs: Costs, *, search: bool, proven: bool) -> list[Reading]:
    """The likeliest draft as it is, where nothing is lost in it; else the best ones with the bytes that were lost."""
    if len(drafts) > 1:
        drafts.sort(key=lambda d: (_mean_cost(d.text, model, costs), d.wrong))
    first = drafts[0] if drafts and drafts[0].whole else None
    if first and (first.wrong in SINGLE_BYTE or _mean_cost(first.text, model, costs) < _NOTHING_LOST_COST):
        return [Reading(first.text, _cost(first.text, model, costs))]
    return [
        redecode(d.tokens, d.right, d.wrong, model)
        for d in drafts[:_SEARCHED]
        if search and (proven or _begins_well(d, model))
    ]


def read_marks_again(line: str, pair: Pair) -> str | None:
    """A line of Latin letters whose few other characters are dashes and quotation marks in the other encoding; None
    where one of them is anything else."""
    parts: list[str] = []
    position = 0
    for match in NOT_ASCII.finditer(line):
        # The second byte of the last character may be the ASCII letter behind it.
        ends = (end for end in (match.end(), match.end() + 1) if end <= len(line))
        found = ((end, _marks(line[match.start() : end], pair)) for end in ends)
        end, read = next(((end, read) for end, read in found if read), (0, ""))
        if not read:
            return None
        parts += [line[position : match.start()], read]
        position = end
    return "".join([*parts, line[position:]]) if parts else None


def _marks(run: str, pair: Pair) -> str:
    """``run`` read again, if it is marks then, with Latin letters."""
    tokens = tokens_of(run, pair, plausibility())
    if not tokens or None in tokens:
        return ""
    try:
        read = bytes_of(tokens).decode(pair[1])
    except UnicodeDecodeError:
        return ""
    return read if any(char in _MARKS for char in read) and _MARKED.fullmatch(read) else ""


def _begins_well(draft: Draft, model: Plausibility) -> bool:
    if len(draft.tokens) <= BEGINNING:
        return True
    read, cost = redecode(draft.tokens[:BEGINNING], draft.right, draft.wrong, model)
    length = len("".join(read.split()))
    return cost < _GOOD_COST * length and read.count(LOST) < _MAX_UNREAD * length


def weigh(line: str, pair: Pair, model: Plausibility, costs: Costs) -> float | None:
    """The log-likelihood ratio (nats) of the line's having been read wrongly to its having been written, None where
    there is no draft of it. ``costs`` of texts are kept for other pairs, of which many read the same."""
    found = draft(line, pair, model)
    return _written_cost(line, pair[0], model, costs) - _cost(found.text, model, costs) if found else None


def _cost(text: str, model: Plausibility, costs: Costs) -> float:
    if text not in costs:
        costs[text] = model.text_cost(text)
    return costs[text]


def _mean_cost(text: str, model: Plausibility, costs: Costs) -> float:
    return _cost(text, model, costs) / max(len("".join(text.split())), 1)


def _written_cost(line: str, wrong: str, model: Plausibility, costs: Costs) -> float:
    if wrong in SINGLE_BYTE and is_foreign(line):
        return cost_if_written(line, model)
    line = _written(line, wrong)
    # Words of another script and rows of a drawing hold together: letter by letter they would be the rarest characters.
    cost = cost_if_written(line, model) if has_foreign(line) else _cost(line, model, costs)
    return min(cost, listed_cost(line))


def _costs_more(line: str, wrong: str, model: Plausibility, cost: float) -> bool:
    """Whether ``line`` as it is written costs more than ``cost``."""
    written = _written(line, wrong)
    if has_foreign(written):
        more = cost_if_written(written, model) > cost
    else:
        more = cost_of_line(line) > cost if written == line else model.exceeds(written, cost)
    return more and listed_cost(written) > cost


def _written(line: str, wrong: str) -> str:
    # In single-byte encodings, accents are those of words and of pinyin, and kana is Japanese.
    return line if wrong in SINGLE_BYTE else _WORDS.sub("a", line)
