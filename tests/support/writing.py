"""Pairs as a file's bytes and back, for tests of the formats of pairs."""

from __future__ import annotations

import io
import re
from pathlib import Path

from duiqi.export import INPUT_FORMATS, WriteOptions, write
from duiqi.model import Alignment, Pair
from duiqi.pairs.fields import Source

CASES = Path(__file__).parents[1] / "cases"


def written(alignment: Alignment, format: str, **options: object) -> bytes:
    stream = io.BytesIO()
    write(alignment, stream, WriteOptions(format=format, **options))
    return stream.getvalue()


def read_bytes(data: bytes, format: str) -> list[Pair]:
    return list(INPUT_FORMATS[format].read_pairs(io.BytesIO(data), Source("memory")))


def facts(pair: Pair, illegal: re.Pattern[str]) -> tuple[object, ...]:
    """What a file keeps of a pair."""
    zh, en, document = (illegal.sub("", text) for text in (pair.zh, pair.en, pair.document))
    return (zh, en, round(pair.score, 4), pair.bead.zh, pair.bead.en, pair.zh_par, pair.en_par, document)
