"""What a repair must know of the whole memory before its first unit: codes, and whether all of it was escaped twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from duiqi.model import Language
from duiqi.text.language_tags import side_of_tag
from duiqi.tmx import Node, TmxPiece, code_of

# As it stands in the file: a character escaped twice, one escaped once, a tag that is text.
TWICE = re.compile(rb"&amp;((?:amp|lt|gt|quot|apos|nbsp|#\d+|#x[0-9A-Fa-f]+);)")
_ONCE = re.compile(rb"&(?:lt;|amp;(?!(?:amp|lt|gt|quot|apos|nbsp|#\d+|#x[0-9A-Fa-f]+);))")
_TAG = re.compile(rb"&amp;lt;/?[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Survey:
    """``codes``: what most units call each language. ``escaped_twice``: wherever a text of the memory needs escaping it
    was done twice, and none holds a tag, which in the texts of a program stands for itself."""

    codes: Mapping[Language, str] = field(default_factory=dict)
    escaped_twice: bool = False


def survey(pieces: Iterable[TmxPiece]) -> Survey:
    """Look through a memory."""
    counts: dict[Language, Counter[str]] = {"zh": Counter(), "en": Counter()}
    twice = once = False
    for piece in pieces:
        if piece.kind != "unit" or piece.node is None:
            continue
        for variant in piece.node.all("tuv"):
            language = side_of_tag(code_of(variant))
            if language:
                counts[language][code_of(variant)] += 1
            for segment in map(piece.raw.__getitem__, _contents(variant)):
                twice = twice or TWICE.search(segment) is not None
                once = once or _ONCE.search(segment) is not None or _TAG.search(segment) is not None
    return Survey({language: _usual(found) for language, found in counts.items() if found}, twice and not once)


def _contents(variant: Node) -> list[slice]:
    return [slice(segment.inside, segment.close) for segment in variant.all("seg")]


def _usual(found: Counter[str]) -> str:
    """The code that most units have, the most exact one where ``zh`` stands beside ``zh-CN``."""
    return max(found, key=lambda code: ("-" in code, found[code]))
