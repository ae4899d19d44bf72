"""Which of several variants of a language counts: that which is asked for, else that which most of the file is in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from duiqi.errors import InputError
from duiqi.io.files import open_binary
from duiqi.model import Language
from duiqi.pairs.fields import Source
from duiqi.text.language_tags import folded_tag, primary_subtag, side_of_tag
from duiqi.text.script import script_of_code

# Language codes of XML, in any encoding in which ASCII is itself; UTF-16 is that without its zeros.
# That "srclang" and "adminlang" are others is looked at after: a pattern that begins with letters is found fast.
_TAG = re.compile(rb"""lang\s*=\s*["']([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,4})["']""")
_BEFORE = b" \t\r\n:"
# Bytes read at a time, a choice; and those that a code with its attribute may have, by _TAG 47 and some spaces.
_CHUNK, _OVERLAP = 1 << 16, 64
# Sets of codes that a choice is kept for: a memory has a few, a hostile file another one in each unit.
_MOST_KNOWN = 1_000


@dataclass(frozen=True, slots=True)
class Variants:
    """``wanted``: the code that is asked for, by language. ``counts``: how many texts of the file have each code."""

    wanted: Mapping[Language, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    _known: dict[tuple[str, ...], dict[Language, str]] = field(default_factory=dict, compare=False, repr=False)

    def sides(self, tags: Sequence[str], lost: Counter[str] | None = None) -> dict[Language, str]:
        """The code in ``tags``, those of one unit, that counts for each language. Those passed over are counted."""
        key = tuple(tags)
        found = self._known.get(key)
        if found is None:
            if len(self._known) == _MOST_KNOWN:
                self._known.clear()
            found = self._known[key] = self._sides(tags)
        if lost is not None:
            lost.update(f"texts in {tag or 'no language'}" for tag in tags if tag not in found.values())
        return found

    def _sides(self, tags: Sequence[str]) -> dict[Language, str]:
        found: dict[Language, str] = {}
        for language in ("zh", "en"):
            of_side = [tag for tag in tags if self._side(tag) == language]
            if len(of_side) > 1 or (of_side and language in self.wanted):
                of_side.sort(key=lambda tag: self._rank(language, tag))
            if of_side and not self._is_other(language, of_side[0]):
                found[language] = of_side[0]
        return found

    def _side(self, tag: str) -> Language | None:
        """The side of a tag. A variety that is not taken for Mandarin (``yue``) is Chinese where it is asked for."""
        wanted = self.wanted.get("zh")
        return "zh" if wanted and primary_subtag(wanted) == primary_subtag(tag) else side_of_tag(tag)

    def most(self, language: Language) -> str | None:
        """The code of that language that counts in most of the file."""
        tags = [tag for tag in self.counts if self._side(tag) == language]
        return min(tags, key=lambda tag: self._rank(language, tag), default=None)

    def _rank(self, language: Language, tag: str) -> tuple[int, int]:
        wanted = self.wanted.get(language)
        return _distance(tag, wanted) if wanted else 0, -self.counts.get(tag, 0)

    def _is_other(self, language: Language, tag: str) -> bool:
        """Whether it is in the other script than the one that is asked for, which the file has elsewhere. A file that
        has none of it is taken as it is: the code is what its Chinese is to be called."""
        wanted = self.wanted.get(language)
        if wanted is None or _distance(tag, wanted) < _OTHER_SCRIPT:
            return False
        return any(self._side(other) == language and _distance(other, wanted) < _OTHER_SCRIPT for other in self.counts)


# Of several variants the first in the unit.
FIRST = Variants()
# The farthest of the steps of ``_distance``.
_OTHER_SCRIPT = 4


def _distance(tag: str, wanted: str) -> int:
    """How far a code is from the one that is asked for: the same, one more exactly, the bare language, a region's with
    the same script, the other script."""
    tag, wanted = folded_tag(tag), folded_tag(wanted)
    if tag == wanted:
        return 0
    scripts = script_of_code(tag), script_of_code(wanted)
    if all(scripts) and scripts[0] != scripts[1]:
        return _OTHER_SCRIPT
    if tag.startswith(f"{wanted}-") or wanted.startswith(f"{tag}-"):
        return 1 if tag != primary_subtag(tag) else 2
    return 3


def language_counts(path: str) -> Counter[str]:
    """How many texts of an XML file have each language code, in the order in which they come; nothing for a file that
    cannot be read, which is told when it is read."""
    counts, rest = Counter[str](), b""
    try:
        with open_binary(path) as stream:
            chunk = stream.read(_CHUNK)
            if b"<" not in chunk:  # no XML, such as zeros that were packed: it is not gone through to its end
                return counts
            while chunk:
                data, end = (rest + chunk).replace(b"\0", b""), 0
                for match in _TAG.finditer(data):
                    if data[match.start() - 1] in _BEFORE:
                        counts[match[1].decode("ascii")] += 1
                    end = match.end()
                rest = data[max(end, len(data) - _OVERLAP) :]  # a code that is cut here comes whole next
                chunk = stream.read(_CHUNK)
    except InputError:
        return Counter()
    return counts


class _CountedLater(Mapping[str, int]):
    """The ``language_counts`` of a file, which is read when they are asked for first: most memories have one variant of
    each language, and no choice to make."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._counts: Mapping[str, int] | None = None

    def __getitem__(self, code: str) -> int:
        return self._all()[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def _all(self) -> Mapping[str, int]:
        if self._counts is None:
            self._counts = language_counts(self._path)
        return self._counts


def preferred_variants(source: Source) -> Variants:
    """The choice among the variants of the file at ``source.path``, by its options."""
    return variants_of(source.path, source.options.zh_lang, source.options.en_lang)


def variants_of(path: str, zh_lang: str | None = None, en_lang: str | None = None) -> Variants:
    """The choice among the variants of an XML file, where these codes are asked for."""
    asked: Iterable[tuple[Language, str | None]] = (("zh", zh_lang), ("en", en_lang))
    wanted: dict[Language, str] = {language: code for language, code in asked if code}
    return Variants(wanted, _CountedLater(path))
