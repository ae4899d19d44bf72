"""What a repair must know of the whole memory before its first unit: codes, and whether all of it was escaped twice."""

from __future__ import annotations

import hashlib
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

from duiqi.model import Language
from duiqi.text.language_tags import side_of_tag
from duiqi.tmx import Layouts, TmxPiece, code_of, text_of

# As it stands in the file: a character escaped twice, one escaped once, a tag that is text.
TWICE = re.compile(rb"&amp;((?:amp|lt|gt|quot|apos|nbsp|#\d+|#x[0-9A-Fa-f]+);)")
_ONCE = re.compile(rb"&(?:lt;|amp;(?!(?:amp|lt|gt|quot|apos|nbsp|#\d+|#x[0-9A-Fa-f]+);))")
_SEGMENT = re.compile(rb"<seg>([^<]*)")
_TAG = re.compile(rb"&amp;lt;/?[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Survey:
    """``codes``: what most units call each language. ``escaped_twice``: wherever a text of the memory needs escaping it
    was done twice, and none holds a tag, which in the texts of a program stands for itself. ``repeated``: the texts
    that several units have (``texts_key``)."""

    codes: Mapping[Language, str] = field(default_factory=dict)
    escaped_twice: bool = False
    repeated: Set[int] = frozenset()


def survey(pieces: Iterable[TmxPiece], layouts: Layouts) -> Survey:
    """Look through a memory. ``layouts`` learns how its units are laid out."""
    codes: Counter[str] = Counter()
    texts = array("Q")  # 8 bytes a unit
    twice = once = False
    for piece in pieces:
        if piece.kind != "unit" or piece.node is None:
            continue
        if piece.plain:
            codes.update(piece.plain.layout.codes)
            segments = _SEGMENT.findall(piece.raw) if b"&" in piece.raw else []
        else:
            variants = piece.node.all("tuv")
            codes.update(map(code_of, variants))
            segments = [piece.raw[seg.inside : seg.close] for variant in variants for seg in variant.all("seg")]
            layouts.learn(piece.raw, piece.node, "")
        texts.append(texts_key(piece))
        for segment in segments:
            twice = twice or TWICE.search(segment) is not None
            once = once or _ONCE.search(segment) is not None or _TAG.search(segment) is not None
    counts: dict[Language, Counter[str]] = {"zh": Counter(), "en": Counter()}
    for code, times in codes.items():
        if language := side_of_tag(code):
            counts[language][code] += times
    usual = {language: _usual(found) for language, found in counts.items() if found}
    return Survey(usual, twice and not once, _repeated(texts))


def texts_key(piece: TmxPiece) -> int:
    """A digest of the texts of a unit, as they are read."""
    if piece.plain:
        texts = piece.plain.texts
    else:
        texts = [text_of(variant) for variant in piece.node.all("tuv")] if piece.node else []
    joined = "\0".join(texts).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(joined, digest_size=8).digest(), "little")


def _repeated(keys: array[int]) -> frozenset[int]:
    import numpy as np

    found, times = np.unique(np.frombuffer(keys, dtype=np.uint64), return_counts=True)
    return frozenset(found[times > 1].tolist())


def _usual(found: Counter[str]) -> str:
    """The code that most units have, the most exact one where ``zh`` stands beside ``zh-CN``."""
    return max(found, key=lambda code: ("-" in code, found[code]))
