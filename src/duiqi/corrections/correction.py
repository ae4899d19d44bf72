"""What a correction is: a place in a document, what was there and what a person says is there now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

from duiqi.io.xml import legal
from duiqi.model import Language, Level

FORMAT = "duiqi-corrections/1"
# Characters of the neighbouring sentences that are kept, to tell a sentence from another with the same text.
CONTEXT = 40

Verdict = Literal["approved", "rejected", "realigned"]
# For each text the sentences that it is made of, from the first up to the end, counted in their run.
MadeOf = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Sentences of one side as the program cut them: their ``texts``, the number of the ``first``, and what stood
    ``before`` and ``after``."""

    first: int
    texts: tuple[str, ...]
    before: str = ""
    after: str = ""

    @property
    def digest(self) -> str:
        """That of the texts."""
        return digest("\0".join(map(legal, self.texts)))


@dataclass(frozen=True, slots=True)
class Ruling:
    """A bead of a place, as numbers of its sentences, and what is said of it; ``score`` where it was realigned."""

    zh: int
    en: int
    verdict: Verdict = "approved"
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class WasBead:
    """A bead that the program had found."""

    zh: tuple[int, ...]
    en: tuple[int, ...]
    score: float


@dataclass(frozen=True, slots=True)
class DocumentKey:
    """The document that a correction is of: its name, the digest of its sentences, the level they were cut at."""

    name: str
    digest: str
    level: Level = "sentence"


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of a file of corrections; docs/corrections.md says what each key means.

    ``path`` and ``line`` are where it was read.
    """

    document: DocumentKey
    zh: Run | None = None
    en: Run | None = None
    was_beads: tuple[WasBead, ...] = ()
    now_zh: tuple[str, ...] | None = None
    now_en: tuple[str, ...] | None = None
    beads: tuple[Ruling, ...] = ()
    zh_of: MadeOf | None = None
    en_of: MadeOf | None = None
    who: str = ""
    when: str = ""
    why: str = ""
    program: str = ""
    path: str = ""
    line: int = 0

    def run(self, side: Language) -> Run | None:
        """The sentences of a side that it is about."""
        return self.zh if side == "zh" else self.en

    def now(self, side: Language) -> tuple[str, ...] | None:
        """The texts that stand there now, None where they stay."""
        return self.now_zh if side == "zh" else self.now_en

    def made_of(self, side: Language) -> MadeOf | None:
        """Of which sentences each of the texts that stand there now is made, None where the texts tell."""
        return self.zh_of if side == "zh" else self.en_of

    def texts(self, side: Language) -> tuple[str, ...]:
        """The sentences of a side that its beads count."""
        run, now = self.run(side), self.now(side)
        return now if now is not None else run.texts if run else ()

    @property
    def fixes(self) -> bool:
        """Whether a person decided on a bead."""
        return any(bead.verdict != "realigned" for bead in self.beads)

    @property
    def rewrites(self) -> bool:
        """Whether a person edited, split or joined sentences."""
        return self.now_zh is not None or self.now_en is not None

    @property
    def place(self) -> str:
        """Where it was read: ``corrections.jsonl:3``."""
        return f"{self.path}:{self.line}" if self.path else f"line {self.line}"


def worth_telling(made_of: MadeOf, sentences: int) -> bool:
    """Whether the texts alone do not tell ``made_of``: some of a run of so many ``sentences`` were split or joined, and
    not all of them into one, out of one, or into another number."""
    cut = len(set(made_of)) < len(made_of) or any(end - first > 1 for first, end in made_of)
    told = len(made_of) != sentences and set(made_of) == {(0, sentences)}
    return cut and not told


def digest(text: str) -> str:
    """Sixteen hexadecimal digits: BLAKE2b of a text that is ``legal`` XML, as in the id of a pair."""
    return blake2b(text.encode("utf-8"), digest_size=8).hexdigest()


def document_digest(zh: Iterable[str], en: Iterable[str]) -> str:
    """That of all sentences of a document."""
    return digest("\1".join("\0".join(map(legal, side)) for side in (zh, en)))
