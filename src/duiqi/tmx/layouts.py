"""Units that are laid out alike: what was found out about the elements of one holds for all, and their texts are read
without making a tree of each.

A layout is a unit without its texts and without those values that say nothing about its elements: ids, sound dates,
how often it was used, what is in properties and notes. A memory has a handful of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from duiqi.tmx.dtd import DATE
from duiqi.tmx.pieces import Layout, Node, PlainUnit
from duiqi.tmx.units import code_of, made_by_duiqi, text_of

_SEGMENT = re.compile(rb"<seg>([^<]*)</seg>")
# The end of an attribute's name and its value; what is in a property or note. A line break would move what follows.
_FREE_VALUES = (rb'id="[^"<&\n]*"', rb'usagecount="\d*"', b'date="' + DATE.pattern.encode("ascii") + b'"')
_FREE_CONTENT = rb">[^<&\n]*</(?=prop>|note>)"
_FREE = re.compile(b"|".join((*_FREE_VALUES[:2], _FREE_CONTENT)))
_DATE = re.compile(_FREE_VALUES[2])
_FREE_OR_DATE = re.compile(b"|".join((*(b"(%s)" % value for value in _FREE_VALUES), b"(%s)" % _FREE_CONTENT)))
_SCORE = re.compile(rb'<prop type="x-score">([01](?:\.\d+)?)</prop>')
_SCORE_LEFT = b'<prop type="x-score"id'  # of it in a layout
# A comment or the like may hold anything; a segment that is left has codes or attributes.
_NOT_PLAIN = re.compile(rb"<[!?]|<seg|\r(?!\n)")
_ENTITY = re.compile("&(?!(?:amp|lt|gt|quot|apos);)")
# A memory has a handful of layouts; where every unit has another one, none needs to be kept.
MOST_LAYOUTS = 1_000
# A pattern reads a unit in a third of the time, but takes that of a hundred units to make, and the more there are the
# more are tried in vain: the first few layouts that come so often get one.
OFTEN, MOST_PATTERNS = 100, 4


class Layouts:
    """The layouts that are known of a file."""

    def __init__(self) -> None:
        self._known: dict[bytes, Layout] = {}
        self._times: Counter[bytes] = Counter()
        self._patterns: list[tuple[re.Pattern[bytes], int, Layout]] = []

    def read(self, data: bytes, begin: int, end: int) -> PlainUnit | None:
        """The unit between two places of ``data``, where its layout is known: then it is well-formed, too. None where
        it has to be looked into."""
        for pattern, at, layout in self._patterns:
            if match := pattern.fullmatch(data, begin, end):
                segments = list(match.groups())
                score = _score(segments.pop(at)) if at >= 0 else 1.0
                texts = _as_read(segments)
                return PlainUnit(layout, texts, score) if texts else None
        raw = data[begin:end]
        key, segments = _taken_apart(raw)
        known = self._known.get(key)
        if known is None:
            return None
        texts = _as_read(segments)
        if texts is None:
            return None
        self._count(key, known, raw)
        found = _SCORE.search(raw) if known.is_scored else None
        return PlainUnit(known, texts, _score(found[1]) if found else 1.0)

    def _count(self, key: bytes, layout: Layout, raw: bytes) -> None:
        """Make a pattern of the layout of ``raw`` when it comes often."""
        if len(self._patterns) < MOST_PATTERNS:
            self._times[key] += 1
            if self._times[key] == OFTEN:
                self._patterns.append((*_pattern(raw, layout.is_scored), layout))

    def learn(self, raw: bytes, unit: Node, tool: str) -> None:
        """Keep the layout of a unit, ``unit`` its tree, if it is a plain one; ``tool`` is the program that made the
        file. Only for a unit without any fault in its elements."""
        key, segments = _taken_apart(raw)
        variants, texts = unit.all("tuv"), _as_read(segments)
        if key in self._known or texts is None or _NOT_PLAIN.search(key):
            return
        if texts != [text_of(variant) for variant in variants] or any(len(each.all("seg")) != 1 for each in variants):
            return
        scores = [prop for prop in unit.all("prop") if prop.attributes.get("type") == "x-score"]
        if scores and (len(scores) > 1 or _SCORE_LEFT not in key):
            return
        if len(self._known) == MOST_LAYOUTS:
            self._known.clear()
            self._times.clear()
        self._known[key] = Layout(
            tuple(map(code_of, variants)),
            tuple(variant.line - unit.line for variant in variants),
            made_by_duiqi(unit, tool) and bool(scores),
        )


def _taken_apart(raw: bytes) -> tuple[bytes, list[bytes]]:
    """What tells the layout, and what is in the segments."""
    parts = _SEGMENT.split(raw)
    key = _FREE.sub(b"id", b"\0".join(parts[::2]))
    return _DATE.sub(b"date", key) if b'date="' in key else key, parts[1::2]


def _pattern(raw: bytes, is_scored: bool) -> tuple[re.Pattern[bytes], int]:
    """A pattern of all units with the layout of ``raw``, its groups what is in the segments, and the score; which of
    the groups is that, or -1."""
    made, groups, score = list[bytes](), 0, -1
    for number, part in enumerate(_SEGMENT.split(raw)):
        if number % 2:
            made.append(_SEGMENT.pattern)
            groups += 1
            continue
        end = 0
        for match in _FREE_OR_DATE.finditer(part):
            before, end = part[end : match.start()], match.end()
            made.append(re.escape(before))
            if is_scored and score < 0 and match.lastindex == 4 and before.endswith(b'<prop type="x-score"'):
                made.append(b">([^<&\n]*)</")
                score, groups = groups, groups + 1
            else:
                made.append((*_FREE_VALUES, _FREE_CONTENT)[(match.lastindex or 1) - 1])
        made.append(re.escape(part[end:]))
    return re.compile(b"".join(made)), score


# Scores have three decimals.
@lru_cache(maxsize=1_024)
def _score(text: bytes) -> float:
    return min(float(text), 1.0) if re.fullmatch(rb"[01](?:\.\d+)?", text) else 1.0


def _as_read(texts: Sequence[bytes]) -> list[str] | None:
    """The texts as a parser reads them; None where that is not plain to see."""
    joined = b"\0".join(texts).decode("utf-8")
    if "\r" in joined or "\n" in joined or "]]>" in joined:
        return None
    if "&" in joined:
        if _ENTITY.search(joined):
            return None
        for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
            joined = joined.replace(entity, char)
    return joined.split("\0")
