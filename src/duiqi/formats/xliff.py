"""XLIFF: a file for translators, and for programs that take no TMX. Versions 1.2 and 2.x are read, 2.1 is written.

Ours (XLIFF 2.1, OASIS Standard, 2018) have a ``<file>`` for each document and a ``<unit>`` of one segment for each
pair; score, type and numbers are in the metadata module. Characters that XML cannot hold are written as
``<cp hex="…"/>``, so they come back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, BinaryIO

from duiqi.blocks.contents import Line, Reading, assemble
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.io.signature import root_of
from duiqi.io.xml import XML_ILLEGAL, XML_LANG, check_xml, escape, local_name
from duiqi.io.xml_stream import forget, iterparse
from duiqi.model import Language, Pair
from duiqi.pairs.fields import SURROGATE, Labels, Source, Written, fields, pair_of_texts
from duiqi.text.language_tags import language_of_tag, side_of_tag
from duiqi.tmx import ONE_SIDED

if TYPE_CHECKING:
    from lxml.etree import _Element

CORE = "urn:oasis:names:tc:xliff:document:2.0"
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
# What the metadata hold: the fields that are neither text nor implied by where the unit stands.
KEPT = ("score", "type", "zh_ids", "en_ids", "zh_par", "en_par", "repair", "kind", "checked")
# Native codes of the original file inside 1.2 elements, and its stored data in 2.x: markup, not text. <sub> is text.
CODES = frozenset(["bpt", "ept", "it", "ph", "x", "bx", "ex", "originalData", "data"])
SPACE = re.compile(r"\s+")


def xliff_lines(pairs: Iterable[Pair], labels: Labels, written: Written) -> Iterator[str]:
    """The lines of an XLIFF 2.1 file. Pairs with an empty side are skipped and counted, as in TMX."""
    source, target = labels.zh_lang, labels.en_lang
    if labels.srclang != "zh":
        source, target = target, source
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<xliff xmlns="{CORE}" xmlns:mda="{METADATA}" version="2.1" '
        f'srcLang="{escape(source)}" trgLang="{escape(target)}">\n'
    )
    files = 0
    for document, units in groupby(_whole(pairs, written), key=lambda pair: pair.document):
        files += 1
        # Taken as a literal string: an IRI may hold any letter, and a name that is none does no harm in practice.
        name = escape(document).replace("\t", "&#9;").replace("\n", "&#10;")
        original = f' original="{name}"' if document else ""
        yield f'<file id="f{files}"{original} xml:space="preserve">\n'
        for number, pair in enumerate(units, 1):
            written.units += 1
            yield _unit(pair, number, labels)
        yield "</file>\n"
    if not files:
        # A file must hold at least one unit, and the document one file.
        yield '<file id="f1">\n<unit id="1"><segment><source/></segment></unit>\n</file>\n'
    yield "</xliff>\n"


def _whole(pairs: Iterable[Pair], written: Written) -> Iterator[Pair]:
    for pair in pairs:
        if XML_ILLEGAL.sub("", pair.zh).strip() and XML_ILLEGAL.sub("", pair.en).strip():
            written.removed += sum(len(SURROGATE.findall(text)) for text in (pair.zh, pair.en))
            yield pair
        else:
            written.skip_one_sided()


def _unit(pair: Pair, number: int, labels: Labels) -> str:
    values = fields(pair, labels)
    metadata = "".join(
        f'<mda:meta type="{name}">{escape(str(values[name]))}</mda:meta>'
        for name in KEPT
        if values[name] not in ([], "")
    )
    sides = [_content(pair.zh), _content(pair.en)]
    if labels.srclang != "zh":
        sides.reverse()
    return (
        f'<unit id="{number}" name="{values["id"]}">\n'
        f'<mda:metadata><mda:metaGroup category="duiqi">{metadata}</mda:metaGroup></mda:metadata>\n'
        f'<segment state="translated">\n<source>{sides[0]}</source>\n<target>{sides[1]}</target>\n</segment>\n'
        "</unit>\n"
    )


def _content(text: str) -> str:
    """Text with ``<cp>`` for controls; lone surrogates, which are no characters, are left out."""
    parts = re.split(f"({XML_ILLEGAL.pattern})", SURROGATE.sub("", text))
    return "".join(f'<cp hex="{ord(part):04X}"/>' if at % 2 else escape(part) for at, part in enumerate(parts))


def read_xliff(stream: BinaryIO, source: Source) -> Iterator[Pair]:
    """The pairs of an XLIFF file, ours or another program's; the segments of a unit are joined.

    Units without a target are passed over, and counted in ``source.lost``. Raises InputError with the line for a file
    that is damaged, is no XLIFF, or is in other languages.
    """
    count = 0
    for element, name in _elements(stream, source.path, "save it as XLIFF 2.1, or as TMX"):
        if name in ("xliff", "file"):
            _check_languages(element, source.path)
            continue
        pair = _pair(element, count, source)
        if pair is not None:
            count += 1
            yield pair
        else:
            source.lost[ONE_SIDED] += 1


def read_xliff_document(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """Source and target of each segment as text to be aligned; one without target stays without a partner."""
    check_xml(data, name, "the file")
    lines: list[Line] = []
    row = 0
    for element, tag in _elements(BytesIO(data), name, "give it a name that ends in .xml if it is other XML"):
        if tag in ("xliff", "file"):
            continue
        for segment in _segments(element):
            row += 1
            for side in segment:
                text = SPACE.sub(" ", side.text).strip()
                lines.append(Line(text, language_of_tag(side.tag), None, row, element.get("id") or ""))
    return assemble(lines, name)


@dataclass(frozen=True, slots=True)
class _Side:
    """The source or target of a segment, and the tag of its language."""

    text: str
    tag: str


def _elements(stream: BinaryIO, path: str, advice: str) -> Iterator[tuple[_Element, str]]:
    """``<xliff>`` and each ``<file>`` where they begin, and each unit (``<trans-unit>`` in 1.2) where it ends."""
    for event, element in iterparse(stream, path):
        name = local_name(element)
        if event == "start":
            if element.getparent() is None and name != "xliff":
                raise InputError("is no XLIFF", path=path, line=element.sourceline, advice=advice)
            if name in ("xliff", "file"):
                yield element, name
            continue
        if name in ("unit", "trans-unit"):
            yield element, name
        if name in ("unit", "trans-unit", "file"):
            forget(element)


def _tags(element: _Element) -> tuple[str, str]:
    """The languages of source and target: of the file in 1.2, of the document in 2.x."""
    file = element if local_name(element) == "file" else next(element.iterancestors("{*}file"), element)
    root = element.getroottree().getroot()
    return (
        file.get("source-language") or root.get("srcLang") or "",
        file.get("target-language") or root.get("trgLang") or "",
    )


def _languages(element: _Element) -> tuple[Language, Language] | None:
    """The languages of source and target; in 1.2 the target's need not be named. None when they are others."""
    tags = _tags(element)
    source, target = map(side_of_tag, tags)
    if source and not tags[1]:
        target = "en" if source == "zh" else "zh"
    return (source, target) if source and target and source != target else None


def _check_languages(element: _Element, path: str) -> None:
    """Raise InputError for a file (in 2.x, a document) that is not in Chinese and English."""
    tags = _tags(element)
    is_place = local_name(element) == "file" or element.get("version", "").startswith("2")
    if is_place and _languages(element) is None:
        raise InputError(
            f"its languages are {tags[0] or 'not named'} and {tags[1] or 'not named'}, not Chinese and English",
            path=path,
            line=element.sourceline,
        )


def _segments(unit: _Element) -> Iterator[list[_Side]]:
    """The segments of a unit, which is one itself in 1.2: source, and target where there is one."""
    tags = _tags(unit)
    one = local_name(unit) == "trans-unit"
    for segment in [unit] if one else unit.iter("{*}segment", "{*}ignorable"):
        sides = []
        for name, tag in zip(("source", "target"), tags, strict=True):
            side = next(segment.iterchildren(f"{{*}}{name}"), None)
            if side is not None:
                sides.append(_Side(_text(side), side.get(XML_LANG) or tag))
        yield sides


def _pair(unit: _Element, count: int, source: Source) -> Pair | None:
    parts: tuple[list[str], list[str]] = ([], [])
    for segment in _segments(unit):
        for side, texts in zip(segment, parts, strict=False):
            texts.append(side.text)
    values = {
        meta.get("type", ""): meta.text or ""
        for meta in unit.iter("{*}meta")
        if meta.getparent().get("category") == "duiqi" and meta.get("type") in KEPT
    }
    if values:  # it is ours
        values["id"] = unit.get("name", "")
    file = next(unit.iterancestors("{*}file"), None)
    values["document"] = file.get("original", "") if file is not None else ""
    for language, texts in zip(_languages(unit) or ("zh", "en"), parts, strict=True):
        spaced = language == "en" and len(texts) > 1
        values[language] = " ".join(" ".join(texts).split()) if spaced else "".join(texts)
        if not "".join(texts).strip():
            return None
    try:
        return pair_of_texts(values, count, source.need_ids)
    except (ValueError, RecursionError) as error:
        raise InputError(str(error), path=source.path, line=unit.sourceline) from None


def _text(element: _Element) -> str:
    """Text without inline codes; what spans and annotations enclose is text (XLIFF 2.1, section 4.2.3)."""
    parts = [element.text or ""]
    for child in element:
        name = local_name(child)
        if name == "cp":
            parts.append(_code_point(child.get("hex", "")))
        elif name in CODES:
            parts += [_text(sub) for sub in child.iterchildren("{*}sub")]
        else:
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _code_point(digits: str) -> str:
    value = int(digits, 16) if re.fullmatch("[0-9A-Fa-f]{1,6}", digits) else 0xFFFD
    return chr(value) if value <= 0x10FFFF and not 0xD800 <= value < 0xE000 else "\ufffd"


FORMAT = Format(
    name="xliff",
    label="a translation file (XLIFF)",
    suffixes=(".xliff", ".xlf"),
    read_document=read_xliff_document,
    recognises=lambda text: root_of(text) == "xliff",
    read_pairs=read_xliff,
    write_pairs=xliff_lines,
    keeps_unaligned=False,
)
