"""A file of learned word pairs, as ``align train-lexicon`` writes it, and what it says of the words of a text.

The file may come from anywhere: what it states is checked before it is used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from duiqi.arrays.ragged import gather
from duiqi.arrays.types import FloatArray, IntArray
from duiqi.errors import DataError, InputError
from duiqi.words.array_file import MAGIC, digest_of, find, map_arrays, pack_arrays
from duiqi.words.lexicon import QUANTUM

# Name and kind of each array: strings of any width, numbers of these sizes.
_ARRAYS = {"words": "<U", "stems": "|S", "indptr": "<i8", "of_stems": "<i4", "strengths": "|u1"}


@dataclass(frozen=True, eq=False, slots=True)
class LearnedPairs:
    """Word ``i`` has the stems ``of_stems[indptr[i]:indptr[i + 1]]``, indices into ``stems``, with strengths in 1/255.
    ``words`` and ``stems`` (in UTF-8) are sorted; ``digest`` is the SHA-256 of the arrays."""

    words: NDArray[np.str_]
    stems: NDArray[np.bytes_]
    indptr: NDArray[np.int64]
    of_stems: NDArray[np.int32]
    strengths: NDArray[np.uint8]
    digest: str


def pack_learned(rows: Sequence[tuple[str, str, float]]) -> bytes:
    """The bytes of a file with the pairs (Chinese word, English stem, strength in (0, 1]), each once."""
    rows = sorted(rows)
    words = sorted({word for word, _, _ in rows})
    stems = sorted({stem.encode("utf-8", "surrogatepass") for _, stem, _ in rows})
    stem_ids = {stem: k for k, stem in enumerate(stems)}
    word_ids = {word: k for k, word in enumerate(words)}
    owners = np.array([word_ids[word] for word, _, _ in rows], dtype=np.int64)
    edges = np.concatenate([[0], np.cumsum(np.bincount(owners, minlength=len(words)))])
    values = np.array([strength for _, _, strength in rows], dtype=np.float64)
    return pack_arrays(
        {
            "words": np.array(words, dtype=np.str_).astype(f"<U{max(map(len, words), default=1)}"),
            "stems": np.array(stems, dtype=np.bytes_),
            "indptr": edges.astype("<i8"),
            "of_stems": np.array([stem_ids[s.encode("utf-8", "surrogatepass")] for _, s, _ in rows], dtype="<i4"),
            "strengths": np.clip(np.rint(values / QUANTUM), 1, 255).astype("|u1"),
        }
    )


def is_learned(head: bytes) -> bool:
    """Whether a file that begins so is one of packed arrays."""
    return head.startswith(MAGIC)


@lru_cache(maxsize=4)
def read_learned(path: Path, digest: str = "") -> LearnedPairs:
    """Read the file ``path``. Raises InputError when it is damaged, or is not the one of that ``digest`` any more.

    Copied and not mapped: what a user may write anew must not change under a run.
    """
    try:
        mapped, found = map_arrays(path)
        arrays = {name: array.copy() for name, array in mapped.items()}
        pairs = LearnedPairs(**arrays, digest=found)
        sound = _is_sound(arrays, pairs) and found == digest_of(arrays)
    except (DataError, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:
        raise _damaged(path) from error
    if not sound:
        raise _damaged(path)
    if digest and found != digest:
        raise InputError("has changed while it was used", path=path, advice="run the command again")
    return pairs


def _is_sound(arrays: dict[str, NDArray[Any]], pairs: LearnedPairs) -> bool:
    """Whether every array is of its kind and every place in it there."""
    if any(not array.dtype.str.startswith(_ARRAYS[name]) or array.ndim != 1 for name, array in arrays.items()):
        return False
    edges, stems = pairs.indptr, pairs.of_stems
    return bool(
        len(edges) == len(pairs.words) + 1
        and edges[0] == 0
        and edges[-1] == len(stems) == len(pairs.strengths)
        and (np.diff(edges) >= 0).all()
        and ((stems >= 0) & (stems < len(pairs.stems))).all()
    )


def _damaged(path: Path) -> InputError:
    what = "is damaged, or no lexicon of this version"
    return InputError(what, path=path, advice="make it anew with align train-lexicon")


def learned_pairs(
    learned: LearnedPairs, zh_vocab: Sequence[str], en_vocab: Sequence[str]
) -> tuple[IntArray, IntArray, FloatArray]:
    """The pairs of the vocabularies of a text: places in these, and strengths."""
    at = find(learned.words, zh_vocab)
    known = np.flatnonzero(at >= 0)
    owners, positions = gather(learned.indptr, at[known])
    en_of_stem = np.full(len(learned.stems) + 1, -1)
    stem_ids = find(learned.stems, en_vocab)
    here = np.flatnonzero(stem_ids >= 0)
    en_of_stem[stem_ids[here]] = here
    columns = en_of_stem[learned.of_stems[positions]]
    keep = columns >= 0
    return known[owners[keep]], columns[keep], learned.strengths[positions[keep]].astype(np.float64) * QUANTUM
