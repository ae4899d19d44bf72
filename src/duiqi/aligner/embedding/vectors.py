"""What an encoder makes of texts: in batches, each seen once and remembered, and checked before it is believed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np

from duiqi.aligner.embedding.likeness import Embed, Vectors
from duiqi.errors import InputError

Similarity: TypeAlias = Callable[[list[str]], Any]

# Texts that the encoder gets at a time: enough for any of them to work at full speed.
BATCH = 128
# Batches remembered, so that a text aligned again costs nothing: of 512 numbers of 32 bits a vector, 17 MB.
REMEMBERED = 64
# Characters of a text that the encoder sees; the longest joined text of the development sets has 760. What is longer is
# junk, or text without punctuation, and memory would grow with it.
LONGEST = 2_000
ADVICE = "it must give an array (n, d) of numbers for a list of n strings"


def vectors_by(similarity: Similarity) -> Embed:
    """A function from texts to their vectors (n, d), of 32 bits. It raises InputError where the encoder gives none.

    The same texts give the same bytes: batches are made of the distinct ones in a fixed order, since what a vector's
    last bits are may depend on the batch it is in.
    """

    width: int | None = None

    def embed(texts: Sequence[str]) -> Vectors:
        nonlocal width
        # A lone surrogate, which no encoder knows, becomes a question mark.
        texts = [text[:LONGEST].encode("utf-8", "replace").decode("utf-8") for text in texts]
        # Texts of like length fill a batch evenly.
        order = sorted(set(texts), key=lambda text: (len(text), text))
        batches = [tuple(order[at : at + BATCH]) for at in range(0, len(order), BATCH)]
        found = [_remembered(similarity, batch) for batch in batches]
        for vectors in found:
            width = width or vectors.shape[1]
            if vectors.shape[1] != width:
                raise _unusable(similarity, f"gives vectors of {width} numbers, and then of {vectors.shape[1]}")
        place = {text: k for k, text in enumerate(order)}
        return np.concatenate(found)[[place[text] for text in texts]]

    return embed


def name_of(similarity: Similarity) -> str:
    """What the encoder is called in the signature of a run, and in errors."""
    name = getattr(similarity, "name", None) or getattr(similarity, "__qualname__", type(similarity).__qualname__)
    return re.sub(r"[^\w.<>+-]", "_", str(name))


def _remembered(similarity: Similarity, texts: tuple[str, ...]) -> Vectors:
    try:
        hash(similarity)
    except TypeError:
        return _checked(similarity, texts)
    return _kept(similarity, texts)


def _checked(similarity: Similarity, texts: tuple[str, ...]) -> Vectors:
    given = similarity(list(texts))
    try:
        vectors = np.asarray(given)
    except ValueError:  # rows of unequal length
        vectors = np.empty(0, dtype=object)
    if vectors.dtype.kind not in "fiu":
        raise _unusable(similarity, f"gives {type(given).__name__} of {vectors.dtype}, not numbers")
    if vectors.ndim != 2 or vectors.shape[0] != len(texts) or not vectors.shape[1]:
        raise _unusable(similarity, f"gives an array of shape {vectors.shape} for {len(texts)} texts")
    with np.errstate(over="ignore"):  # what is too large is not finite then
        vectors = vectors.astype(np.float32)
    if not np.isfinite(vectors).all():
        bad = texts[int(np.flatnonzero(~np.isfinite(vectors).all(axis=1))[0])]
        raise _unusable(similarity, f"gives numbers that are not finite (of {bad[:40]!r})")
    return vectors


_kept = lru_cache(maxsize=REMEMBERED)(_checked)


def _unusable(similarity: Similarity, what: str) -> InputError:
    return InputError(f"the encoder {name_of(similarity)} {what}", advice=ADVICE)
