"""XLIFF 1.2 (OASIS Standard, 2008), for programs that do not take version 2.

A ``<file>`` for each document, a ``<trans-unit>`` for each pair; score, type and numbers are in a ``<context-group>``.
Pairs that a person has checked are approved. It is read as all XLIFF is.

Read: as XLIFF.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from duiqi._version import __version__
from duiqi.formats.format import Format
from duiqi.formats.xliff import read_xliff, whole_pairs
from duiqi.formats.xliff_states import CONTEXT, KEPT
from duiqi.io.xml import XML_ILLEGAL, escape
from duiqi.model import Pair
from duiqi.pairs.fields import Labels, Written, fields

CORE = "urn:oasis:names:tc:xliff:document:1.2"


def xliff12_lines(pairs: Iterable[Pair], labels: Labels, written: Written) -> Iterator[str]:
    """The lines of an XLIFF 1.2 file. Pairs with an empty side are skipped and counted, as in TMX; so are characters
    that XML cannot hold."""
    source, target = labels.zh_lang, labels.en_lang
    if labels.srclang != "zh":
        source, target = target, source
    languages = f'source-language="{escape(source)}" target-language="{escape(target)}"'
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="{CORE}" version="1.2">\n'
    files = 0
    for document, units in groupby(whole_pairs(pairs, written, XML_ILLEGAL), key=lambda pair: pair.document):
        files += 1
        yield _head(document, languages)
        for number, pair in enumerate(units, 1):
            written.units += 1
            yield _unit(pair, number, labels)
        yield "</body>\n</file>\n"
    if not files:
        yield f"{_head('', languages)}</body>\n</file>\n"
    yield "</xliff>\n"


def _head(document: str, languages: str) -> str:
    original = escape(document).replace("\t", "&#9;").replace("\n", "&#10;")
    return (
        f'<file original="{original}" {languages} datatype="plaintext" tool-id="duiqi" xml:space="preserve">\n'
        f'<header><tool tool-id="duiqi" tool-name="duiqi" tool-version="{__version__}"/></header>\n<body>\n'
    )


def _unit(pair: Pair, number: int, labels: Labels) -> str:
    values = fields(pair, labels)
    contexts = "".join(
        f'<context context-type="{CONTEXT}{name}">{escape(str(values[name]))}</context>'
        for name in KEPT
        if values[name] not in ([], "")
    )
    sides = [escape(pair.zh), escape(pair.en)]
    if labels.srclang != "zh":
        sides.reverse()
    checked = pair.bead.checked in ("approved", "edited")
    approved, state = (' approved="yes"', "final") if checked else ("", "translated")
    return (
        f'<trans-unit id="{number}" resname="{values["id"]}"{approved}>\n'
        f'<source>{sides[0]}</source>\n<target state="{state}">{sides[1]}</target>\n'
        f'<context-group purpose="information">{contexts}</context-group>\n</trans-unit>\n'
    )


FORMAT = Format(
    name="xliff12",
    label="a translation file (XLIFF 1.2)",
    suffixes=(),
    read_pairs=read_xliff,
    write_pairs=xliff12_lines,
    keeps_unaligned=False,
    library="lxml",
)
