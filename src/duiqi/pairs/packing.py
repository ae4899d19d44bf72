"""Pairs as bytes, for the temporary tables that keep them out of memory."""

from __future__ import annotations

import json
from dataclasses import replace

from duiqi.inline import as_values, from_values
from duiqi.model import Bead, Pair


def packed(pair: Pair) -> bytes:
    """A pair as JSON in UTF-8.

    Lone surrogates are written as they are: as escapes, two of them side by side would be read as one character.
    """
    bead = pair.bead
    held = [bead.zh.start, bead.zh.stop, bead.en.start, bead.en.stop, bead.score, bead.kind, bead.checked]
    fields = (pair.zh, pair.en, pair.score, held, pair.zh_par, pair.en_par)
    content = [*fields, pair.document, pair.place, pair.repair, pair.was]
    content += [as_values(codes) for codes in (pair.zh_codes, pair.en_codes)]
    return json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass")


def unpacked(content: bytes) -> Pair:
    """The pair that ``packed`` made this of."""
    zh, en, score, held, zh_par, en_par, *rest, zh_codes, en_codes = json.loads(
        content.decode("utf-8", "surrogatepass")
    )
    bead = Bead(range(*held[:2]), range(*held[2:4]), held[4], kind=held[5], checked=held[6])
    pair = Pair(zh, en, score, bead, tuple(zh_par), tuple(en_par), *rest)
    if not zh_codes and not en_codes:
        return pair
    return replace(pair, zh_codes=from_values(zh_codes, len(zh)), en_codes=from_values(en_codes, len(en)))
