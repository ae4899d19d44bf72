"""A line in the encoding that makes it Chinese, out of the one that it was read in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from duiqi.cleaning.evidence.byte_tables import LOST, Token, spelled
from duiqi.cleaning.evidence.char_model import Plausibility, plausibility
from duiqi.cleaning.evidence.lines.foreign_letters import WIDE, cost_if_written, has_foreign, is_foreign
from duiqi.cleaning.evidence.lines.sound_lines import cost_of_line, listed_cost
from duiqi.cleaning.evidence.redecode import HOLE, PRIVATE_GBK, Reading, redecode
from duiqi.cleaning.evidence.single_byte import CP1252, TABLES, high_characters
from duiqi.text.chars import count_han

# (read as, really). Big5 with the Hong Kong additions, GB18030, CP932 and CP949 are supersets of what names like
# "big5", "gbk", "shift-jis" and "euc-kr" mean; "latin" is Windows-1252, or Latin-1 where that has no character.
PAIRS = (
    ("gb18030", "utf-8"),
    ("big5hkscs", "utf-8"),
    ("cp932", "utf-8"),
    ("euc_jp", "utf-8"),
    ("cp949", "utf-8"),
    ("gb18030", "big5hkscs"),
    ("big5hkscs", "gb18030"),
    ("euc_jp", "gb18030"),
    ("cp932", "gb18030"),
    ("cp949", "gb18030"),
    ("euc_jp", "big5hkscs"),
    ("cp932", "big5hkscs"),
    ("cp949", "big5hkscs"),
    *((table, right) for table in ("latin", *TABLES[2:]) for right in ("gb18030", "big5hkscs")),
)
Pair = tuple[str, str]
Costs = dict[str, float]  # of texts, in nats
# A new reading must cost less than this a character, this much less than the text as it stands, and this much less in
# all (nats). Clean lines of eight characters and more cost at most 10.7.
_GOOD_COST, _MARGIN, _MIN_GAIN = 9.0, 2.5, 12.0
# Capitals of other scripts are common ideographs in any order, which cost 8 and more.
_GOOD_COST_OF_LETTERS = 7.3
# At least so many Chinese characters, and at most this share of unreadable ones, make a reading.
_MIN_HAN, _MAX_UNREAD = 2, 0.3
# How many of the best drafts are searched for lost bytes.
_SEARCHED = 3
# A longer line is searched only when its beginning makes sense.
BEGINNING = 300
# Bytes may be lost without a mark; a plain reading as cheap as this (nats a character) shows that none was.
_NOTHING_LOST_COST = 6.5
# The share of bytes that may be lost. The form of UTF-8 says much about a missing byte, a double-byte encoding little.
_MAX_LOST = {"utf-8": 0.65, "gb18030": 0.2, "big5hkscs": 0.2}
_SINGLE_BYTE = frozenset(("latin", *TABLES))
_DOUBLE_BYTE_PAIRS = tuple(pair for pair in PAIRS if pair[0] not in _SINGLE_BYTE)
_SINGLE_BYTE_PAIRS = tuple(pair for pair in PAIRS if pair[0] in _SINGLE_BYTE)
_WORDS = re.compile("[\u00c0-\u024f\u3041-\u30ff]")
# Bytes from 0x80 come in pairs, but for the second bytes of Big5 that are ASCII; accented letters stand alone.
_MAX_ALONE = {"gb18030": 0.2, "big5hkscs": 0.6}
_ALONE, _HIGH = re.compile(b"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])"), re.compile(b"[\x80-\xff]")
# Of Big5 a fifth is ASCII; of Czech, Icelandic and Turkish words with accents half and more.
_MOST_ASCII = 0.4
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_NOT_ASCII = re.compile("[^\x00-\x7f]+")
# The marks of English text that are no ASCII.
_MARKS = "—–‘’“”…·"
_MARKED = re.compile(f"[{_MARKS}A-Za-z ]+")
# Bytes on either side by which those of a character that a code page has twice are told apart (six characters), and by
# how much (nats) one must be likelier; else both are lost.
_AROUND, _TOLD = 12, 3.0


def possible_pairs(line: str) -> Sequence[Pair]:
    """The pairs without those that the characters of ``line`` rule out."""
    if WIDE.search(line):
        return _DOUBLE_BYTE_PAIRS
    return _SINGLE_BYTE_PAIRS if is_foreign(line) else PAIRS


class Draft(NamedTuple):
    """A line read again, first without regard to lost bytes."""

    wrong: str
    right: str
    tokens: list[Token]
    text: str

    @property
    def whole(self) -> bool:
        """No byte is lost or out of place."""
        return LOST not in self.text


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
    if len(drafts) > 1:
        drafts.sort(key=lambda d: (_mean_cost(d.text, model, costs), d.wrong))
    first = drafts[0] if drafts and drafts[0].whole else None
    if first and (first.wrong in _SINGLE_BYTE or _mean_cost(first.text, model, costs) < _NOTHING_LOST_COST):
        readings = [Reading(first.text, _cost(first.text, model, costs))]
    else:
        readings = [
            redecode(d.tokens, d.right, d.wrong, model)
            for d in drafts[:_SEARCHED]
            if search and (proven or _begins_well(d, model))
        ]
    if not readings:
        return None
    read, cost = min(readings, key=lambda r: r.cost)
    length = len("".join(read.split()))
    foreign = is_foreign(line)
    if not length or cost / length >= _GOOD_COST:
        return None
    if foreign and model.mean_cost("".join(_NOT_ASCII.findall(read))) >= _GOOD_COST_OF_LETTERS:
        return None
    if foreign:
        gained = proven or cost_if_written(line, model) - cost > _MIN_GAIN
    elif proven:
        gained = _costs_more(line, pairs[0][0], model, cost)
    else:
        before = _cost(line, model, costs)
        gained = cost / length < before / max(len("".join(line.split())), 1) - _MARGIN and before - cost > _MIN_GAIN
    return read.replace(LOST, HOLE) if gained and read.count(LOST) < _MAX_UNREAD * length else None


def read_marks_again(line: str, pair: Pair) -> str | None:
    """A line of Latin letters whose few other characters are dashes and quotation marks in the other encoding; None
    where one of them is anything else."""
    parts: list[str] = []
    position = 0
    for match in _NOT_ASCII.finditer(line):
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
    tokens = _to_tokens(run, pair, plausibility())
    if not tokens or None in tokens:
        return ""
    try:
        read = _data(tokens).decode(pair[1])
    except UnicodeDecodeError:
        return ""
    return read if any(char in _MARKS for char in read) and _MARKED.fullmatch(read) else ""


def _begins_well(draft: Draft, model: Plausibility) -> bool:
    if len(draft.tokens) <= BEGINNING:
        return True
    read, cost = redecode(draft.tokens[:BEGINNING], draft.right, draft.wrong, model)
    length = len("".join(read.split()))
    return cost < _GOOD_COST * length and read.count(LOST) < _MAX_UNREAD * length


def draft(line: str, pair: Pair, model: Plausibility) -> Draft | None:
    """``line`` turned back into the bytes of one encoding and read in another, None where that cannot be."""
    wrong, right = pair
    found = _decoded(line, pair, model)
    if found is None:
        return None
    tokens, text = found
    read_by = PRIVATE_GBK if wrong == "gb18030" and _PRIVATE.search(line) else wrong
    return Draft(read_by, right, tokens, text)


def weigh(line: str, pair: Pair, model: Plausibility, costs: Costs) -> float | None:
    """The log-likelihood ratio (nats) of the line's having been read wrongly to its having been written, None where
    there is no draft of it. ``costs`` of texts are kept for other pairs, of which many read the same."""
    found = draft(line, pair, model)
    return _written_cost(line, pair[0], model, costs) - _cost(found.text, model, costs) if found else None


def can_be(line: str, pair: Pair, model: Plausibility) -> bool:
    """Whether there is a draft of ``line``."""
    return _decoded(line, pair, model, told=False) is not None


def _decoded(line: str, pair: Pair, model: Plausibility, *, told: bool = True) -> tuple[list[Token], str] | None:
    """The bytes of ``line``, and what they are in the other encoding, None where that cannot be. Unless they are to be
    ``told`` apart, the usual bytes of a character that has two pairs do."""
    wrong, right = pair
    tokens = _to_tokens(line, pair, model, told=told)
    if tokens is None or tokens.count(None) >= _MAX_LOST[right] * len(tokens):
        return None
    data = _data(tokens)
    if wrong in _SINGLE_BYTE and (_share_alone(data) > _MAX_ALONE[right] or _is_of_words(line)):
        return None
    text = data.decode(right, errors="replace")
    return (tokens, text) if count_han(text) >= _MIN_HAN else None


def _cost(text: str, model: Plausibility, costs: Costs) -> float:
    if text not in costs:
        costs[text] = model.text_cost(text)
    return costs[text]


def _mean_cost(text: str, model: Plausibility, costs: Costs) -> float:
    return _cost(text, model, costs) / len("".join(text.split()))


def _data(tokens: Sequence[Token]) -> bytes:
    """The tokens as bytes, 0xFF, which none of the encodings has, for those that were lost."""
    return bytes([0xFF if token is None else token for token in tokens])


def _is_of_words(line: str) -> bool:
    """Whether the words with accents are mostly ASCII."""
    words = "".join(word for word in line.split() if not word.isascii())
    return len(_NOT_ASCII.sub("", words)) > _MOST_ASCII * len(words)


def _share_alone(data: bytes) -> float:
    return len(_ALONE.findall(data)) / max(len(_HIGH.findall(data)), 1)


def _written_cost(line: str, wrong: str, model: Plausibility, costs: Costs) -> float:
    if wrong in _SINGLE_BYTE and is_foreign(line):
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
    return line if wrong in _SINGLE_BYTE else _WORDS.sub("a", line)


def _to_tokens(line: str, pair: Pair, model: Plausibility, *, told: bool = True) -> list[Token] | None:
    """The bytes of ``line`` in the encoding that it was read in, None for each lost one; None when it cannot have been
    read that way."""
    wrong, right = pair
    if wrong in _SINGLE_BYTE:
        try:
            return list(map(_bytes_in(wrong).__getitem__, line))
        except KeyError:
            return None
    table = spelled(wrong)
    chars = set(line)
    failing = table.failing(chars)
    if failing and sum(map(line.count, failing)) > 0.02 * len(line):
        return None
    tokens = table.tokens(line)
    if not told or table.twice.keys().isdisjoint(chars):
        return tokens
    ends = accumulate(len(table[char]) for char in line)
    doubtful = [(end - 2, table.twice[char]) for char, end in zip(line, ends, strict=True) if char in table.twice]
    for position, found in doubtful:
        costs = sorted((_cost_around(tokens, position, encoded, right, model), encoded) for encoded in found)
        differ = costs[1][0] - costs[0][0] >= _TOLD
        tokens[position : position + 2] = costs[0][1] if differ else (None, None)
    return tokens


@lru_cache(maxsize=len(_SINGLE_BYTE))
def _bytes_in(table: str) -> dict[str, Token]:
    """The byte of each character that there is in a single-byte encoding, None for one that was lost."""
    latin = {chr(byte): byte for byte in range(0x80, 0x100)} | CP1252
    high = latin if table == "latin" else high_characters(table)
    return {**high, **{chr(byte): byte for byte in range(0x80)}, LOST: None}


def _cost_around(tokens: Sequence[Token], position: int, encoded: bytes, right: str, model: Plausibility) -> float:
    """The cost of the text around two bytes that are ``encoded``, in step or one byte later."""
    data = [0xFF if t is None else t for t in tokens[max(0, position - _AROUND) : position]]
    data += [*encoded, *(0xFF if t is None else t for t in tokens[position + 2 : position + 2 + _AROUND])]
    steps = range(3 if right == "utf-8" else 2)
    return min(model.text_cost(bytes(data[step:]).decode(right, errors="replace")) for step in steps)
