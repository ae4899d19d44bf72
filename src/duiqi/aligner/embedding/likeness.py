"""How alike the two sides of a bead are in what they mean: the cosine of their vectors, against their neighbours'."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from duiqi.aligner.candidates.spans import Spans
from duiqi.arrays.radix import distinct
from duiqi.arrays.ragged import Ranges
from duiqi.arrays.types import BoolArray, FloatArray
from duiqi.joining import join_chinese

# Neighbours on either side that the cosine is measured against (docs/embeddings.md, the feature).
NEIGHBOURS = 10
# Beads at least so probable have their joined text embedded; of the others the vectors of the sentences are summed.
WORTH_JOINING = 0.01
# Beads worked on at a time: their vectors, two of 512 numbers each, are 34 MB.
TOGETHER = 4096
# Least length of a vector, and least spread of its numbers over a document: what is below is rounding.
TINY = 1e-6

# (n, d): of a long text they are the largest arrays there are, so they have 32 bits.
Vectors: TypeAlias = "npt.NDArray[np.float32]"
Embed: TypeAlias = "Callable[[Sequence[str]], Vectors]"


def unit(vectors: Vectors) -> Vectors:
    """Each row at length 1; a row of zeros stays."""
    lengths = np.sqrt(np.einsum("nd,nd->n", vectors, vectors, dtype=np.float64))
    return np.asarray(vectors / np.maximum(lengths, TINY)[:, np.newaxis], dtype=np.float32)


def _sums(vectors: FloatArray | Vectors) -> FloatArray:
    """(n + 1, d) the sums of the first 0, 1, … n rows."""
    return np.concatenate([np.zeros((1, vectors.shape[1])), np.cumsum(vectors, axis=0, dtype=np.float64)])


@dataclass(frozen=True, slots=True)
class EmbeddedSide:
    """The sentences of one side as ``vectors`` (n, d) of length 1, their numbers standardised over the document by
    ``mean`` and ``spread`` (d,); ``join`` makes one text of several sentences."""

    texts: Sequence[str]
    vectors: Vectors
    mean: Vectors
    spread: Vectors
    join: Callable[[list[str]], str]

    @classmethod
    def of_document(cls, texts: Sequence[str], raw: Vectors, join: Callable[[list[str]], str]) -> EmbeddedSide:
        """The side of a document whose sentences have these vectors (n, d)."""
        raw = unit(raw)
        mean = raw.mean(axis=0, dtype=np.float64).astype(np.float32)
        spread = np.maximum(raw.std(axis=0, dtype=np.float64), TINY).astype(np.float32)
        return cls(texts, unit((raw - mean) / spread), mean, spread, join)

    def between(self, start: int, end: int) -> EmbeddedSide:
        """The sentences from ``start`` to ``end``, standardised as they are."""
        return replace(self, texts=self.texts[start:end], vectors=self.vectors[start:end])

    def of_ranges(self, covered: Ranges, worth: BoolArray, embed: Embed) -> Vectors:
        """(B, d) the vectors of ranges of sentences: of the joined text where ``worth``, else the mean of the
        sentences' vectors, weighted by the root of their lengths."""
        weight = np.sqrt([max(len(text), 1) for text in self.texts])
        total = _sums(self.vectors * weight[:, np.newaxis])
        found = unit((total[covered.end] - total[covered.first]).astype(np.float32))
        single = covered.count == 1
        found[single] = self.vectors[covered.first[single]]
        beads = np.flatnonzero(worth & (covered.count > 1))
        if len(beads):
            width = int(covered.count.max()) + 1
            names, place = distinct(covered.first[beads] * width + covered.count[beads])
            joined = [self.join(list(self.texts[k // width : k // width + k % width])) for k in names.tolist()]
            found[beads] = unit((unit(embed(joined)) - self.mean) / self.spread)[place]
        return found

    def around(self, covered: Ranges, other: Vectors) -> FloatArray:
        """(B,) the mean cosine of the vectors ``other`` with the sentences of these ranges and their neighbours."""
        total = _sums(self.vectors)
        first = np.maximum(covered.first - NEIGHBOURS, 0)
        end = np.minimum(covered.end + NEIGHBOURS, len(self.texts))
        return np.asarray(np.einsum("bd,bd->b", total[end] - total[first], other) / np.maximum(end - first, 1))


@dataclass(frozen=True, slots=True)
class EmbeddedText:
    """Both sides of a text, and what embeds more of it."""

    zh: EmbeddedSide
    en: EmbeddedSide
    embed: Embed

    @classmethod
    def of_sides(cls, zh: Sequence[str], en: Sequence[str], embed: Embed) -> EmbeddedText:
        """A document of at least one sentence a side."""
        return cls(
            EmbeddedSide.of_document(zh, embed(zh), join_chinese),
            EmbeddedSide.of_document(en, embed(en), " ".join),
            embed,
        )

    def between(self, zh: tuple[int, int], en: tuple[int, int]) -> EmbeddedText:
        """A window of the text: sentences from and to."""
        return replace(self, zh=self.zh.between(*zh), en=self.en.between(*en))

    def likeness(self, spans: Spans, posterior: FloatArray) -> FloatArray:
        """(B,) the cosine of the two sides of each bead less the mean of theirs with their neighbours; 0 for null
        beads. ``posterior`` (B,) is how probable each is as far as is known."""
        found = np.zeros(len(spans))
        beads = np.flatnonzero(~spans.is_null)
        for start in range(0, len(beads), TOGETHER):
            part = beads[start : start + TOGETHER]
            some, worth = spans[part], posterior[part] >= WORTH_JOINING
            zh = self.zh.of_ranges(some.in_zh, worth, self.embed)
            en = self.en.of_ranges(some.in_en, worth, self.embed)
            usual = (self.en.around(some.in_en, zh) + self.zh.around(some.in_zh, en)) / 2
            found[part] = np.einsum("bd,bd->b", zh, en, dtype=np.float64) - usual
        return found
