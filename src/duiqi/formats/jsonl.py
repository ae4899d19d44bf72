"""JSON Lines: one unit a line. docs/formats.md describes the keys.

Read: all of a unit.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.io.text_lines import stream_lines
from duiqi.model import Pair
from duiqi.pairs.fields import Labels, Source, Written, codes_as_values, fields
from duiqi.pairs.from_fields import pair_of_fields
from duiqi.text.chars import SURROGATE

# JSON has no need to escape these, but many programs take them for the end of a line.
LINE_BREAKS = re.compile("[\u0085\u2028\u2029]")
_to_json = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def jsonl_lines(pairs: Iterable[Pair], labels: Labels, written: Written) -> Iterator[str]:
    """The lines of a JSONL file, each with its line end. Lone surrogates are removed and counted."""
    for pair in pairs:
        unit: dict[str, object] = {**fields(pair, labels)}
        for name in ("repair", "kind", "checked"):
            if not unit[name]:
                del unit[name]
        unit |= codes_as_values(pair)
        if pair.parent:
            unit["parent"] = pair.parent
        line = _to_json(unit)
        written.units += 1
        if not line.isprintable():
            line, removed = SURROGATE.subn("", line)
            written.removed += removed
            line = LINE_BREAKS.sub(lambda match: f"\\u{ord(match[0]):04x}", line)
        yield line + "\n"


def read_jsonl(stream: BinaryIO, source: Source) -> Iterator[Pair]:
    """The pairs of a JSONL file; ``zh`` and ``en`` are all a line must have.

    Without ``zh_ids`` and ``en_ids``, unit i is taken as the pair of sentences i (an InputError with ``need_ids``);
    without ``score`` it counts as certain. Raises InputError with the line's number.
    """
    for number, line in stream_lines(stream, source.path):
        if not line.strip():
            continue
        try:
            unit = json.loads(line.strip())
        except (ValueError, RecursionError) as error:
            raise InputError(f"is not JSON ({error})", path=source.path, line=number) from error
        try:
            yield pair_of_fields(unit, number - 1, source.need_ids)
        except ValueError as error:
            raise InputError(str(error), path=source.path, line=number) from None


def is_json_lines(text: str) -> bool:
    """Whether the first line of ``text`` is a pair in JSON; other objects in lines are data."""
    try:
        first = json.loads(text.strip("\ufeff \t\r\n").split("\n", 1)[0])
    except (ValueError, RecursionError):
        return False
    return isinstance(first, dict) and all(isinstance(first.get(language), str) for language in ("zh", "en"))


FORMAT = Format(
    name="jsonl",
    label="JSON Lines",
    suffixes=(".jsonl",),
    read_pairs=read_jsonl,
    write_pairs=jsonl_lines,
    keeps_codes=True,
    recognises=is_json_lines,
)
