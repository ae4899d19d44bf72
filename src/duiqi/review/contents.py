"""What the page is told: sentences, beads, what the scores are made of, and the lattice of the search."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from duiqi._version import __version__
from duiqi.aligner import part_phrases
from duiqi.cleaning import raw_places
from duiqi.corrections import Correction, as_json, document_digest
from duiqi.model import Alignment, Document, Level, Sentence
from duiqi.pairs.fields import Labels
from duiqi.review.folding import script_folding
from duiqi.review.word_marks import word_marks
from duiqi.text.script import chinese_variant

if TYPE_CHECKING:
    from duiqi.aligner.realigning import ReviewLattice

# Of log-odds of a part: the chart shows two.
PART_DECIMALS = 3


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An alignment that is to be reviewed, with what else is known of it: the ``lattice`` of its search, without which
    nothing can be realigned; its ``documents``, Chinese and English (one twice where it holds both), which have the
    kinds of paragraphs and the repairs; the ``level`` that its sentences were cut at; ``corrections`` of it that the
    page opens with (``duiqi.corrections.restated``)."""

    alignment: Alignment
    lattice: ReviewLattice | None = None
    documents: tuple[Document, Document] | None = None
    level: Level = "sentence"
    corrections: tuple[Correction, ...] = ()


def page_data(reviewed: Reviewed, labels: Labels | None = None) -> dict[str, Any]:
    """What stands in the page as JSON: page/data.js says what each is.

    ``labels`` are what exports bear; by default those of the script of the Chinese.
    """
    alignment = reviewed.alignment
    orders = [_order([*bead.zh] for bead in alignment.beads), _order([*bead.en] for bead in alignment.beads)]
    lattice = reviewed.lattice
    labels = labels or Labels(chinese_variant(s.text for s in alignment.zh), "en", signature=alignment.signature)
    zh, en = reviewed.documents or (None, None)
    beads = {
        "zh": [len(bead.zh) for bead in alignment.beads],
        "en": [len(bead.en) for bead in alignment.beads],
        "score": [bead.score for bead in alignment.beads],
        "kinds": {k: bead.kind for k, bead in enumerate(alignment.beads) if bead.kind},
    }
    corrections = [as_json(correction) for correction in reviewed.corrections]
    return {
        "name": alignment.source,
        "digest": document_digest((s.text for s in alignment.zh), (s.text for s in alignment.en)),
        "page": _page_digest(beads, corrections),
        "level": reviewed.level,
        "program": f"duiqi {__version__}",
        "labels": {
            "zh_lang": labels.zh_lang,
            "en_lang": labels.en_lang,
            "srclang": labels.srclang,
            "signature": labels.signature,
            "created": labels.created or "",
            "version": __version__,
        },
        "zh": _side(alignment.zh, zh, orders[0]),
        "en": _side(alignment.en, en, orders[1]),
        "beads": beads,
        "parts": _parts(alignment),
        "words": word_marks(alignment),
        "corrections": corrections,
        "lattice": lattice.as_dict() if lattice else None,
        "fold": script_folding(sentence.text for sentence in alignment.zh),
    }


def _page_digest(beads: Mapping[str, Any], corrections: Sequence[Any]) -> str:
    """What the browser keeps steps under: they fit these beads alone, and go on from these corrections."""
    told = json.dumps([beads, corrections] if corrections else beads)
    return hashlib.blake2b(told.encode(), digest_size=8).hexdigest()


def _order(beads: Iterable[list[int]]) -> list[int]:
    """The numbers of the sentences in the order of the beads that hold them; nothing where that is the order of the
    text."""
    numbers = [number for bead in beads for number in bead]
    return numbers if numbers != sorted(numbers) else []


def _side(sentences: Sequence[Sentence], document: Document | None, order: Sequence[int]) -> dict[str, Any]:
    """The sentences of a side in the order of the beads, by columns; of what few have, those by place."""
    sentences = [sentences[number] for number in order] if order else sentences
    kinds = {}
    was: dict[int, str] = {}
    if document:
        kinds = {k: document.paragraphs[s.paragraph].kind for k, s in enumerate(sentences)}
        if document.edits:
            raw, origin = raw_places(document.text, document.edits)
            was = {k: raw[origin[s.start] : origin[s.end]] for k, s in enumerate(sentences) if s.repair}
    return {
        "texts": [s.text for s in sentences],
        "numbers": list(order),
        "paragraphs": [s.paragraph for s in sentences],
        "kinds": {k: kind for k, kind in kinds.items() if kind != "text"},
        "places": _some(sentences, lambda s: s.place),
        "repairs": _some(sentences, lambda s: s.repair),
        "soundness": {k: s.soundness for k, s in enumerate(sentences) if s.soundness != 1.0},
        "was": {k: text for k, text in was.items() if text != sentences[k].text},
    }


def _some(sentences: Iterable[Sentence], value: Callable[[Sentence], str]) -> dict[int, str]:
    return {k: value(s) for k, s in enumerate(sentences) if value(s)}


def _parts(alignment: Alignment) -> dict[str, Any]:
    """The phrases of the parts that there are, and for each bead the number of a phrase and its log-odds in turn."""
    known = part_phrases() if any(bead.parts for bead in alignment.beads) else {}
    numbers: dict[str, int] = {}
    beads = []
    for bead in alignment.beads:
        flat: list[float] = []
        for name, value in bead.parts.items():
            flat += [numbers.setdefault(name, len(numbers)), round(value, PART_DECIMALS)]
        beads.append(flat)
    return {"phrases": [known.get(name, name) for name in numbers], "beads": beads}
