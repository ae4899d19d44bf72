"""JSON Lines: one unit a line. docs/formats.md describes the keys."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from duiqi.errors import InputError
from duiqi.model import Bead, Pair
from duiqi.pairs.fields import SURROGATE, Labels, Written, fields

# JSON has no need to escape these, but many programs take them for the end of a line.
LINE_BREAKS = re.compile("[\u0085\u2028\u2029]")

# Bounds the memory that a file without line ends can take. A unit of text has some thousand characters; libxml2
# sets a like bound, 10 MB a text, in TMX.
MAX_LINE = 16 << 20


def jsonl_lines(pairs: Iterable[Pair], labels: Labels, written: Written) -> Iterator[str]:
    """The lines of a JSONL file, each with its line end. Lone surrogates are removed and counted."""
    for pair in pairs:
        unit = fields(pair, labels)
        line, removed = SURROGATE.subn("", json.dumps(unit, ensure_ascii=False, allow_nan=False))
        written.units += 1
        written.removed += removed
        yield LINE_BREAKS.sub(lambda match: f"\\u{ord(match[0]):04x}", line) + "\n"


def read_jsonl(stream: BinaryIO, path: str, need_ids: bool = False) -> Iterator[Pair]:
    """The pairs of a JSONL file; ``zh`` and ``en`` are all a line must have.

    Without ``zh_ids`` and ``en_ids``, unit i is taken as the pair of sentences i (an InputError with ``need_ids``);
    without ``score`` it counts as certain. Raises InputError with the line's number.
    """
    number = 0
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE:
            raise InputError(f"the line is longer than {MAX_LINE >> 20} MiB", path=path, line=number)
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8").strip()
            unit = json.loads(text) if text else None
        except UnicodeDecodeError as error:
            raise InputError("is not UTF-8", path=path, line=number, advice="save the file as UTF-8") from error
        except (ValueError, RecursionError) as error:
            raise InputError(f"is not JSON ({error})", path=path, line=number) from error
        if text:
            try:
                yield pair_of_fields(unit, number - 1, need_ids)
            except ValueError as error:
                raise InputError(str(error), path=path, line=number) from None


def pair_of_fields(unit: Any, index: int, need_ids: bool) -> Pair:
    """The Pair of a unit's named fields; ValueError says what is wrong with them.

    Unit ``index`` counts as the pair of sentences ``index`` when it has no sentence numbers.
    """
    if not isinstance(unit, dict):
        raise ValueError("is not a JSON object")
    for key in ("zh", "en"):
        if not isinstance(unit.get(key), str):
            raise ValueError(f'"{key}" is missing or no string')
    if "zh_ids" in unit or "en_ids" in unit or need_ids:
        zh, en = _ids(unit, "zh_ids"), _ids(unit, "en_ids")
    else:
        zh = en = range(index, index + 1)
    score = unit.get("score", 1.0)
    if isinstance(score, bool) or not isinstance(score, (int, float)) or not 0 <= score <= 1:
        raise ValueError('"score" is no number from 0 to 1')
    document = unit.get("document", "")
    if not isinstance(document, str):
        raise ValueError('"document" is no string')
    return Pair(
        zh=unit["zh"],
        en=unit["en"],
        score=float(score),
        bead=Bead(zh, en, float(score)),
        zh_par=tuple(_numbers(unit.get("zh_par", []), "zh_par")),
        en_par=tuple(_numbers(unit.get("en_par", []), "en_par")),
        document=document,
    )


def _ids(unit: dict[str, Any], key: str) -> range:
    if key not in unit:
        raise ValueError(f'"{key}" is missing')
    return consecutive(_numbers(unit[key], key), f'"{key}"')


def _numbers(value: Any, key: str) -> list[int]:
    if not isinstance(value, list) or not all(type(number) is int and number >= 0 for number in value):
        raise ValueError(f'"{key}" is no list of numbers from 0 up')
    return value


def consecutive(numbers: list[int], name: str) -> range:
    """``[4, 5, 6]`` as ``range(4, 7)``; ValueError when there is a gap or another order."""
    if not numbers:
        return range(0)
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        raise ValueError(f"{name} are not consecutive")
    return range(numbers[0], numbers[-1] + 1)
