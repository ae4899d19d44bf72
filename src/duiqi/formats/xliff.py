"""XLIFF: a file for translators, and for programs that take no TMX. Versions 1.2 and 2.x are read, 2.1 is written.
(``xliff12`` writes 1.2.) A translation that the file says is unfinished is a draft, as the fuzzy ones of a PO.

Ours (XLIFF 2.1, OASIS Standard, 2018) have a ``<file>`` for each document and a ``<unit>`` of one segment for each
pair; score, type and numbers are in the metadata module. Characters that XML cannot hold are written as
``<cp hex="…"/>``, so they come back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, BinaryIO

from duiqi.blocks.contents import Line, Reading, assemble
from duiqi.codes import read_content, xliff_content
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.formats.xliff_states import own_contexts, state_of
from duiqi.inline import Code, Codes, from_values, joined_codes, without
from duiqi.io.signature import root_of
from duiqi.io.xml import XML_ILLEGAL, XML_LANG, check_xml, escape, local_name
from duiqi.io.xml_stream import forget, iterparse
from duiqi.model import Language, Pair
from duiqi.pairs.fields import SURROGATE, Labels, Source, Written, fields, pair_of_texts
from duiqi.pairs.states import DRAFTS
from duiqi.text.language_tags import language_of_tag, side_of_tag
from duiqi.tmx import ONE_SIDED

if TYPE_CHECKING:
    from lxml.etree import _Element

CORE = "urn:oasis:names:tc:xliff:document:2.0"
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
# What the metadata hold: the fields that are neither text nor implied by where the unit stands.
KEPT = ("score", "type", "zh_ids", "en_ids", "zh_par", "en_par", "repair", "kind", "checked")
# The metadata of inline codes, by what they say of each.
TOLD = "duiqi-codes"
SPACE = re.compile(r"\s+")
SPACE_CHARACTER, NEEDLESS = re.compile(r"\s"), re.compile("^ +| +$|(?<= ) +")


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
    state = "final" if pair.bead.checked in ("approved", "edited") else "translated"
    sides = [(pair.zh, pair.zh_codes), (pair.en, pair.en_codes)]
    if labels.srclang != "zh":
        sides.reverse()
    content = xliff_content(*sides)
    told = "".join(f'<mda:meta type="{escape(key)}">{escape(each)}</mda:meta>' for key, each in content.told.items())
    codes = f'<mda:metaGroup category="{TOLD}">{told}</mda:metaGroup>' if told else ""
    return (
        f'<unit id="{number}" name="{values["id"]}">\n'
        f'<mda:metadata><mda:metaGroup category="duiqi">{metadata}</mda:metaGroup>{codes}</mda:metadata>\n'
        f"{content.original_data}"
        f'<segment state="{state}">\n<source>{content.source}</source>\n'
        f"<target>{content.target}</target>\n</segment>\n"
        "</unit>\n"
    )


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
    codes: Codes = ()


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
    data = {each.get("id") or "": read_content(each, {}, {})[0] for each in unit.iterfind("{*}originalData/{*}data")}
    told = _told(unit)
    for segment in [unit] if one else unit.iter("{*}segment", "{*}ignorable"):
        sides = []
        for name, tag in zip(("source", "target"), tags, strict=True):
            side = next(segment.iterchildren(f"{{*}}{name}"), None)
            if side is not None:
                text, codes = read_content(side, data, told.get(name, {}))
                sides.append(_Side(text, side.get(XML_LANG) or tag, codes))
        yield sides


def _told(unit: _Element) -> dict[str, dict[str, Code]]:
    """What our metadata say of codes, by side and key. What is no such code any more says nothing."""
    told: dict[str, dict[str, Code]] = {}
    for meta in unit.iterfind("{*}metadata/{*}metaGroup/{*}meta"):
        if meta.getparent().get("category") == TOLD:
            side, _, key = (meta.get("type") or "").partition(" ")
            try:
                told.setdefault(side, {})[key] = from_values([json.loads(meta.text or "")], 0)[0]
            except (ValueError, RecursionError):
                continue
    return told


def _pair(unit: _Element, count: int, source: Source) -> Pair | None:
    parts: tuple[list[_Side], list[_Side]] = ([], [])
    for segment in _segments(unit):
        for side, sides in zip(segment, parts, strict=False):
            sides.append(side)
    values = {
        meta.get("type", ""): meta.text or ""
        for meta in unit.iter("{*}meta")
        if meta.getparent().get("category") == "duiqi" and meta.get("type") in KEPT
    }
    values |= own_contexts(unit, KEPT)
    if values:  # it is ours
        values["id"] = unit.get("name") or unit.get("resname", "")
    file = next(unit.iterancestors("{*}file"), None)
    values["document"] = file.get("original", "") if file is not None else ""
    codes: dict[str, Codes] = {}
    for language, sides in zip(_languages(unit) or ("zh", "en"), parts, strict=True):
        values[language], codes[language] = _joined(sides, spaced=language == "en" and len(sides) > 1)
        if not values[language].strip():
            source.lost[ONE_SIDED] += 1
            return None
    state = state_of(unit)
    if state == "draft" and not source.options.drafts:
        source.lost[DRAFTS] += 1
        return None
    if state == "approved":
        values.setdefault("checked", "approved")
    try:
        pair = pair_of_texts(values, count, source.need_ids)
        return replace(pair, zh_codes=codes["zh"], en_codes=codes["en"]) if any(codes.values()) else pair
    except (ValueError, RecursionError) as error:
        raise InputError(str(error), path=source.path, line=unit.sourceline) from None


def _joined(sides: Sequence[_Side], *, spaced: bool) -> tuple[str, Codes]:
    """The segments as one text with its codes; with single spaces within and between them if ``spaced``."""
    if spaced:
        shown = [without(SPACE_CHARACTER.sub(" ", side.text), side.codes, NEEDLESS) for side in sides]
        sides = [_Side(text, "", codes) for text, codes in shown if text or codes]
    joined = (" " if spaced else "").join(side.text for side in sides if side.text or not spaced)
    return joined, joined_codes(joined, sides)


FORMAT = Format(
    name="xliff",
    label="a translation file (XLIFF)",
    suffixes=(".xliff", ".xlf"),
    read_document=read_xliff_document,
    recognises=lambda text: root_of(text) == "xliff",
    read_pairs=read_xliff,
    write_pairs=xliff_lines,
    keeps_unaligned=False,
    keeps_codes=True,
)
