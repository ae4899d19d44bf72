"""A document in one language as XLIFF 2.1 with what a memory knows of it, for a translator to go on with.

A paragraph is a unit, a sentence in it a segment; what is between sentences is kept as ``<ignorable>``. A segment that
the memory has as it is gets its translation; for others there are candidates (OASIS, XLIFF 2.1, 5.1 Translation
Candidates Module).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duiqi.codes import XLIFF_CORE
from duiqi.io.xml import escape
from duiqi.memory.fuzzy import FuzzyMatch, look_up
from duiqi.memory.store import LocalMemory
from duiqi.model import Document, Language, Sentence

_MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
# Candidates shown for a segment: as many as the programs show at a time.
MOST = 3


@dataclass(frozen=True, slots=True)
class Source:
    """A document, its sentences and their language."""

    document: Document
    sentences: Sequence[Sentence]
    language: Language


@dataclass(slots=True)
class Pretranslated:
    """How many segments there are, and how many got their translation, or candidates only."""

    segments: int = 0
    filled: int = 0
    candidates: int = 0


@dataclass(frozen=True, slots=True)
class Tags:
    """The language codes of the source and of the target."""

    source: str
    target: str


def pretranslated_lines(
    memory: LocalMemory, sources: Sequence[Source], tags: Tags, minimum: int, done: Pretranslated
) -> Iterator[str]:
    """The lines of an XLIFF 2.1 file with every sentence of the documents; matches of ``minimum`` percent and more.
    ``done`` is counted up. Raises InputError when rapidfuzz is not installed."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield (
        f'<xliff xmlns="{XLIFF_CORE}" xmlns:mtc="{_MATCHES}" version="2.1" '
        f'srcLang="{escape(tags.source)}" trgLang="{escape(tags.target)}">\n'
    )
    for number, source in enumerate(sources, start=1):
        yield f'<file id="f{number}" original="{_attribute(source.document.source)}" xml:space="preserve">\n'
        before = ""
        for unit in _paragraphs(source.sentences):
            matches = []
            for sentence in unit:
                matches.append(
                    look_up(memory, sentence.text, limit=MOST, minimum=minimum, language=source.language, before=before)
                )
                before = sentence.text
            yield from _unit(source, unit, matches, done)
        yield "</file>\n"
    yield "</xliff>\n"


def _paragraphs(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    unit: list[Sentence] = []
    for sentence in sentences:
        if unit and unit[-1].paragraph != sentence.paragraph:
            yield unit
            unit = []
        unit.append(sentence)
    if unit:
        yield unit


def _unit(
    source: Source, unit: Sequence[Sentence], matches: Sequence[Sequence[FuzzyMatch]], done: Pretranslated
) -> Iterator[str]:
    yield f'<unit id="p{unit[0].paragraph + 1}">\n'
    candidates = [
        _candidate(match, number) for number, found in enumerate(matches, 1) for match in found
    ]  # fmt: skip
    if candidates:
        yield "<mtc:matches>\n" + "".join(candidates) + "</mtc:matches>\n"
    end = unit[0].start
    for number, (sentence, found) in enumerate(zip(unit, matches, strict=True), start=1):
        if gap := source.document.text[end : sentence.start]:
            yield f"<ignorable><source>{escape(gap)}</source></ignorable>\n"
        end = sentence.end
        done.segments += 1
        is_exact = bool(found) and found[0].percent == 100
        done.filled += is_exact
        done.candidates += bool(found) and not is_exact
        target = f"<target>{escape(_sides(found[0])[1])}</target>" if is_exact else ""
        state = "translated" if is_exact else "initial"
        text = escape(sentence.text)
        yield f'<segment id="s{number}" state="{state}"><source>{text}</source>{target}</segment>\n'
    yield "</unit>\n"


def _candidate(match: FuzzyMatch, segment: int) -> str:
    source, target = (escape(text) for text in _sides(match))
    kind = ' subType="duiqi:in-context"' if match.in_context else ""
    origin = f' origin="{_attribute(match.pair.document)}"' if match.pair.document else ""
    quality = f'similarity="{match.percent}" matchQuality="{match.percent}"'
    return (
        f'<mtc:match ref="#s{segment}" type="tm"{kind} {quality}{origin}>'
        f"<source>{source}</source><target>{target}</target></mtc:match>\n"
    )


def _sides(match: FuzzyMatch) -> tuple[str, str]:
    """The text that was looked up and its translation."""
    pair = match.pair
    return (pair.zh, pair.en) if match.language == "zh" else (pair.en, pair.zh)


def _attribute(text: str) -> str:
    return escape(text).replace("\t", "&#9;").replace("\n", "&#10;")
