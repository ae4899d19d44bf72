"""The types that flow through duiqi, all of them frozen: every stage returns new values.

path(s) ──load──▶ Document ──clean──▶ Document ──segment──▶ Sentences (zh, en) ──align──▶ Alignment ──export──▶ file
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from duiqi.errors import check_score
from duiqi.inline import Codes, unit_codes
from duiqi.joining import join_chinese
from duiqi.shown import Shown, counted, described

Language = Literal["zh", "en"]
ParagraphKind = Literal["text", "heading", "list item", "credit", "table cell"]
Certainty = Literal["exact", "inferred"]
Repaired = Literal["", "exact", "inferred", "lost"]
Checked = Literal["", "approved", "edited", "rejected"]
BeadKind = Literal["", "term", "reordered", "same", "wordless"]
Level = Literal["sentence", "clause", "paragraph"]
Layout = Literal["auto", "zh-then-en", "en-then-zh", "alternating", "columns", "zh", "en"]
SIDES: tuple[Language, Language] = ("zh", "en")
LANGUAGE_NAMES: dict[Language, str] = {"zh": "Chinese", "en": "English"}


@dataclass(frozen=True, slots=True)
class Edit:
    """One repair. Edits are replayed in order: each ``start`` is a character offset in the text as the
    edits before it left it, where ``before`` stands and ``after`` is put in its place.

    ``exact``: nothing was made up, what is missing is U+FFFD; ``inferred``: the repair rests on what the rest of the
    document says. ``process`` names what damaged the document, where the repair rests on having found that, and
    ``odds`` are the log-odds (natural) that it did.
    """

    fix: str
    start: int
    before: str
    after: str
    certainty: Certainty = "exact"
    process: str = ""
    odds: float | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``text[start:end]`` of a Document, without its list marker and the white space around it.

    ``block`` numbers the runs of paragraphs that the layout puts side by side: in an alternating document a Chinese run
    and the English run beside it, in a table the cells of a row; elsewhere it is 0. ``row`` numbers the rows from 1, 0
    where there is none: table rows, cues, messages, lines with both languages; none is part of another's translation.
    """

    language: Language
    kind: ParagraphKind
    start: int
    end: int
    block: int = 0
    row: int = 0


@dataclass(frozen=True, slots=True)
class Hint:
    """What the file itself says of ``text[start:end]``, one paragraph or cell of it; None for what it does not say.

    ``language``: ``"other"`` for a third language. ``row``: the table row, cue or unit whose texts belong together.
    ``place``: where it is in the file, as ``00:01:02,000 --> 00:01:04,500``. ``key``: what programs know it by.
    """

    start: int
    end: int
    language: Language | Literal["other"] | None = None
    kind: ParagraphKind | None = None
    row: int | None = None
    place: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Omission:
    """``text`` of the file that a reader left out of the Document, and the ``reason``, such as ``"code"``."""

    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A loaded text, ``source`` by name.

    ``text`` is cleaned once ``clean`` has run; ``edits`` say how it came from the raw text. ``paragraphs`` are in its
    order, those of both languages, ``layout`` is how they stand. ``hints`` and inline ``codes`` are in order and apart,
    their offsets count in ``text``. ``omissions``: what of the file is not in it. ``encoding``, ``format``, ``notes``:
    how it was read.
    """

    source: str
    text: str
    paragraphs: tuple[Paragraph, ...] = ()
    edits: tuple[Edit, ...] = ()
    layout: Layout = "auto"
    encoding: str = "utf-8"
    hints: tuple[Hint, ...] = ()
    omissions: tuple[Omission, ...] = ()
    notes: tuple[str, ...] = ()
    codes: Codes = ()
    format: str = ""

    def __repr__(self) -> str:
        counts = (len(self.text), "character"), (len(self.paragraphs), "paragraph"), (len(self.edits), "edit")
        told = ", ".join(counted(*each) for each in counts)
        return f"<{f'Document {self.source}'.rstrip()}: {told}, layout {self.layout}>"


@dataclass(frozen=True, slots=True)
class Sentence:
    """``text`` is ``Document.text[start:end]``, ``codes`` count in it; ``paragraph`` is an index into
    ``Document.paragraphs``, ``place`` that of the ``Hint`` it stands in. ``repair``: ``"inferred"`` when any repair in
    it was, ``"lost"`` when it holds U+FFFD; ``soundness``: the probability that it is right so."""

    text: str
    start: int
    end: int
    paragraph: int = 0
    place: str = ""
    repair: Repaired = ""
    soundness: float = 1.0
    codes: Codes = ()


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences ``zh`` and ``en`` (index ranges, one of them empty in a null bead) that translate each other.

    ``score`` is the calibrated probability that a careful human would have paired exactly these; ``parts`` are the
    log-odds it is made of. ``kind``: ``"term"``, an entry of a list that each language sorts its own way
    (``"reordered"``), the ``"same"`` text twice, ``"wordless"`` sides. ``checked``: by a person; rejected: null beads.
    """

    zh: range
    en: range
    score: float
    parts: Mapping[str, float] = field(default_factory=dict, hash=False)
    checked: Checked = ""
    kind: BeadKind = ""

    @property
    def type(self) -> str:
        """``"1-2"`` for one Chinese and two English sentences."""
        return f"{len(self.zh)}-{len(self.en)}"

    @property
    def is_null(self) -> bool:
        """True when one side is empty."""
        return not self.zh or not self.en


@dataclass(frozen=True, slots=True)
class Pair:
    """One unit of the output: the joined text of a bead's two sides, and its inline codes, whose offsets count in it.

    ``score``: the probability that it is right as text, the bead's times its sentences'. ``zh_par``, ``en_par``: the
    paragraphs its sentences stand in (indices into ``Document.paragraphs``). ``document`` is the name of its document,
    ``place`` as in ``Hint``, ``repair`` the worst of its sentences'. ``was``: its id before a person changed its text;
    ``parent``: that of the sentences it is a clause of.
    """

    zh: str
    en: str
    score: float
    bead: Bead
    zh_par: tuple[int, ...] = ()
    en_par: tuple[int, ...] = ()
    document: str = ""
    place: str = ""
    repair: Repaired = ""
    was: str = ""
    zh_codes: Codes = ()
    en_codes: Codes = ()
    parent: str = ""

    @property
    def type(self) -> str:
        """The bead's type, ``"1-2"``."""
        return self.bead.type

    @property
    def kind(self) -> BeadKind:
        """The bead's kind."""
        return self.bead.kind


@dataclass(frozen=True, slots=True)
class Alignment(Shown):
    """Beads that tile ``zh`` and ``en``: every sentence is in one bead, in order but for the English of ``reordered``.

    ``signature`` names version, lexicon, weights (digests), options. ``source``: the names of its documents.
    ``warnings``: what to look at before its pairs are used. ``len`` counts the pairs that iterating gives."""

    zh: tuple[Sentence, ...]
    en: tuple[Sentence, ...]
    beads: tuple[Bead, ...]
    signature: str = ""
    source: str = ""
    warnings: tuple[str, ...] = ()

    def __repr__(self) -> str:
        scores = [self.score(bead) for bead in self.beads if not bead.is_null]
        return described(self.source, scores, (len(self.zh), len(self.en)))

    def __len__(self) -> int:
        return sum(not bead.is_null for bead in self.beads)

    def __bool__(self) -> bool:  # Without pairs it is an alignment all the same, with sentences and warnings.
        return True

    def __iter__(self) -> Iterator[Pair]:
        return self.pairs()

    def pairs(self, min_score: float = 0.0, unaligned: bool = False) -> Iterator[Pair]:
        """Yield a Pair a bead in document order, those of ``score >= min_score``.

        Null beads come only with ``unaligned=True``, and then whatever their score. Raises ValueError above 1."""
        check_score("min_score", min_score)
        for bead in self.beads:
            if bead.is_null:
                if unaligned:
                    yield self.pair(bead)
            elif min_score <= 0 or self.score(bead) >= min_score:
                yield self.pair(bead)

    def pair(self, bead: Bead) -> Pair:
        """The joined text of ``bead``: Chinese without spaces between sentences, English with one."""
        zh, en = self.zh[bead.zh.start : bead.zh.stop], self.en[bead.en.start : bead.en.stop]
        (zh_text, zh_par), (en_text, en_par) = _joined(zh, join_chinese), _joined(en, " ".join)
        soundness, marked = 1.0, []
        for sentence in zh + en:
            soundness *= sentence.soundness
            if sentence.place or sentence.repair or sentence.codes:
                marked.append(sentence)
        score = bead.score * soundness
        if not marked:  # most
            return Pair(zh_text, en_text, score, bead, zh_par, en_par, self.source)
        place = "; ".join(dict.fromkeys([s.place for s in marked if s.place]))
        repaired = [s.repair for s in marked if s.repair]
        repair: Repaired = max(repaired, key=get_args(Repaired).index) if repaired else ""
        codes = unit_codes((zh_text, zh), (en_text, en)) if any(s.codes for s in marked) else ((), ())
        return Pair(zh_text, en_text, score, bead, zh_par, en_par, self.source, place, repair, "", *codes)

    def score(self, bead: Bead) -> float:
        """The probability that the pair of ``bead`` is right as text."""
        return bead.score * self.soundness(bead)

    def soundness(self, bead: Bead) -> float:
        """The probability that the sentences of ``bead`` are right as text: 1 where nothing was inferred or lost."""
        return math.prod([self.zh[i].soundness for i in bead.zh] + [self.en[j].soundness for j in bead.en])


def _joined(sentences: tuple[Sentence, ...], join: Callable[[list[str]], str]) -> tuple[str, tuple[int, ...]]:
    """The text of a side of a pair, and the paragraphs that it stands in."""
    if len(sentences) == 1:  # most
        return sentences[0].text, (sentences[0].paragraph,)
    return join([s.text for s in sentences]), tuple(dict.fromkeys([s.paragraph for s in sentences]))


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Cleaned text and the repairs that led to it."""

    text: str
    edits: tuple[Edit, ...] = ()
