"""A pair together with the unit of a TMX file that it was read from, with all that a pair has no place for."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

from duiqi.io.xml import escape
from duiqi.model import Pair

_START = re.compile(r"<tu(?=[\s/>])[^>]*")


@dataclass(frozen=True, slots=True)
class WholeUnit(Pair):
    """``unit``: the XML of the ``<tu>``. ``tool`` and ``source``: the program that made the file, and its source
    language, as its header says; they hold for units that do not say it themselves."""

    unit: str = ""
    tool: str = ""
    source: str = ""


def with_unit(pair: Pair, unit: str, tool: str, source: str) -> WholeUnit:
    """The pair with its unit."""
    values = {field.name: getattr(pair, field.name) for field in fields(Pair)}
    return WholeUnit(**values, unit=unit, tool=tool, source=source)


def under_header(pair: WholeUnit, tool: str, source: str) -> str:
    """The XML of the unit in a file whose header names another program or source language: the unit says its own."""
    start = _START.match(pair.unit)
    if start is None:
        return pair.unit
    told = (("creationtool", pair.tool or "unknown", tool), ("srclang", pair.source, source))
    added = "".join(
        f' {name}="{escape(own)}"'
        for name, own, header in told
        if own and own != header and not re.search(rf"\s{name}\s*=", start[0])
    )
    return f"<tu{added}{pair.unit[len('<tu') :]}"
