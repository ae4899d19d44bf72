"""What of a file is to be translated, and what is put into it: places in its text, and what stands there afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from duiqi.model import Language


@dataclass(frozen=True, slots=True)
class Splice:
    """``text`` in place of ``[start:end]`` of a file's text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A message of a file. ``forms``: for each text that is wanted (several of a plural) the source texts that it may
    be the translation of, the best first. ``put`` gives what the translations change in the file, in the order of
    ``forms``; ``certain`` ones need no review. ``hinders`` says why it cannot be filled; ``is_there``: it has a
    translation."""

    forms: tuple[tuple[str, ...], ...]
    put: Callable[[Sequence[str], bool], Iterable[Splice]]
    is_there: bool = False
    hinders: str = ""
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A file's ``entries``. ``target``: the tag of the language to translate into, empty where the file does not say.
    ``spare``: how a character is written that the file's encoding lacks, as an error handler of codecs.
    ``marks_review``: there is a way to say that a translation is to be looked at. ``finish`` gives what is put in last,
    once all entries have been asked."""

    entries: tuple[Entry, ...]
    target: str = ""
    spare: str = "strict"
    marks_review: bool = True
    finish: Callable[[], Iterable[Splice]] = tuple


class Reader(Protocol):
    """The catalogue of a file's text; ``name`` is for messages. ``source`` is the text of the file in the source
    language and its name, where a format has a file for each language; ``text`` may then be empty."""

    def __call__(self, text: str, name: str, source: tuple[str, str] | None, /) -> Catalogue: ...


@dataclass(frozen=True, slots=True)
class Filler:
    """How the files of a format are filled. ``takes_source``: a file may be in one language, with the source texts in
    another file, ``needs_source``: it always is. ``declared`` tells the encoding that the bytes of a file name."""

    read: Reader
    takes_source: bool = False
    needs_source: bool = False
    declared: Callable[[bytes], str | None] = lambda data: None


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """``text`` with each splice in its place. Splices do not overlap; those at one place stay in their order."""
    parts, at = [], 0
    for splice in sorted(splices, key=lambda each: (each.start, each.end)):
        parts += [text[at : splice.start], splice.text]
        at = splice.end
    return "".join([*parts, text[at:]])


def side(tag: str, texts: Iterable[str]) -> Language:
    """The language to translate into: what ``tag`` says, else the one that most source texts are not in."""
    from duiqi.text.chars import count_han
    from duiqi.text.language_tags import side_of_tag

    if told := side_of_tag(tag):
        return told
    votes = [1 if count_han(text) else -1 for text in texts]
    return "en" if sum(votes) > 0 else "zh"
