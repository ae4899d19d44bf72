"""XLIFF: a file for translators, and for programs that take no TMX. Versions 1.2 and 2.x are read, 2.1 is written.
(``xliff12`` writes 1.2.) A translation that the file says is unfinished is a draft, as the fuzzy ones of a PO.

Ours (XLIFF 2.1, OASIS Standard, 2018) have a ``<file>`` for each document and a ``<unit>`` of one segment for each
pair; score, type and numbers are in the metadata module. Characters that XML cannot hold are written as
``<cp hex="…"/>``, so they come back.

Read: source and target of each unit or segment, inline codes in pairs; of two files by ids.
Left out: drafts, notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, BinaryIO

from duiqi.blocks.contents import Line, Reading, assemble
from duiqi.blocks.keyed.messages import Message, reading_of_messages
from duiqi.codes import XLIFF_CORE, xliff_content
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.formats.xliff_states import KEPT, own_contexts, state_of
from duiqi.formats.xliff_units import (
    TOLD,
    Side,
    checked_sides,
    separate_segments,
    unit_elements,
    unit_segments,
    unit_sides,
)
from duiqi.inline import Codes, joined_codes, without
from duiqi.io.signature import root_of
from duiqi.io.xml import check_xml, escape, legal
from duiqi.model import Omission, Pair
from duiqi.pairs.fields import Labels, Source, Written, fields
from duiqi.pairs.from_fields import pair_of_texts
from duiqi.pairs.states import DRAFTS
from duiqi.text.chars import SURROGATE
from duiqi.text.language_tags import language_of_tag
from duiqi.tmx import ONE_SIDED

if TYPE_CHECKING:
    from lxml.etree import _Element

METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
SPACE = re.compile(r"\s+")
SPACE_CHARACTER, NEEDLESS = re.compile(r"\s"), re.compile("^ +| +$|(?<= ) +")


def xliff_lines(pairs: Iterable[Pair], labels: Labels, written: Written) -> Iterator[str]:
    """The lines of an XLIFF 2.1 file. Pairs with an empty side are skipped and counted, as in TMX."""
    source, target = labels.zh_lang, labels.en_lang
    if labels.srclang != "zh":
        source, target = target, source
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<xliff xmlns="{XLIFF_CORE}" xmlns:mda="{METADATA}" version="2.1" '
        f'srcLang="{escape(source)}" trgLang="{escape(target)}">\n'
    )
    files = 0
    for document, units in groupby(whole_pairs(pairs, written, SURROGATE), key=lambda pair: pair.document):
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


def whole_pairs(pairs: Iterable[Pair], written: Written, removed: re.Pattern[str]) -> Iterator[Pair]:
    """The pairs with text on both sides; the others are counted, and the characters that will be ``removed``."""
    for pair in pairs:
        if legal(pair.zh).strip() and legal(pair.en).strip():
            written.removed += sum(len(removed.findall(text)) for text in (pair.zh, pair.en))
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
    """The pairs of an XLIFF file, ours or another program's: the segments, where each holds its own translation.

    Segments without a target are passed over, and counted in ``source.lost``. Raises InputError with the line for a
    file that is damaged, is no XLIFF, or is in other languages.
    """
    count = 0
    for element, name in unit_elements(stream, source.path, "save it as XLIFF 2.1, or as TMX"):
        if name in ("xliff", "file"):
            # In 1.2 each file names its languages, in 2.x the document.
            if name == "file" or element.get("version", "").startswith("2"):
                checked_sides(element, source.path)
            continue
        for part in separate_segments(element) or [element]:
            pair = _pair(part, count, source)
            if pair is not None:
                count += 1
                yield pair


def read_xliff_files(
    files: Sequence[tuple[bytes, str]], encoding: str | None = None, zh_lang: str | None = None
) -> list[Reading]:
    """Source and target of each segment as rows; one without target, or with a draft for it, stays without a partner.

    Of two files, each in one language, the targets by the ids of their units, or the sources where there are none.
    """
    if len(files) == 1:
        return [_rows(*files[0])]
    readings = []
    for data, name in files:
        units = [(id, segments) for id, segments, _ in _units(data, name)]
        at = int(any(len(each) > 1 and each[1].text.strip() for _, segments in units for each in segments))
        found = [
            Message(id, SPACE.sub(" ", segment[at].text).strip())
            for id, segments in units
            for segment in segments
            if len(segment) > at
        ]
        readings.append(reading_of_messages(found, name, "utf-8"))
    return readings


def _units(data: bytes, name: str) -> Iterator[tuple[str, list[list[Side]], bool]]:
    """Id and segments of each unit, and whether its target is a draft."""
    check_xml(data, name, "the file")
    for element, tag in unit_elements(BytesIO(data), name, "give it a name that ends in .xml if it is other XML"):
        if tag not in ("xliff", "file"):
            yield element.get("id") or "", list(unit_segments(element)), state_of(element) == "draft"


def _rows(data: bytes, name: str) -> Reading:
    lines: list[Line] = []
    omissions: list[Omission] = []
    for row, (segment, id, is_draft) in enumerate(
        ((segment, id, draft) for id, segments, draft in _units(data, name) for segment in segments), 1
    ):
        for number, side in enumerate(segment):
            text = SPACE.sub(" ", side.text).strip()
            if number and is_draft:
                omissions += [Omission("doubtful translation", text)] if text else []
            else:
                lines.append(Line(text, language_of_tag(side.tag), None, row, id))
    return assemble(lines, name, "utf-8", omissions)


def _pair(unit: _Element, count: int, source: Source) -> Pair | None:
    """The pair of a unit, or of one segment of it."""
    parts: tuple[list[Side], list[Side]] = ([], [])
    whole = next(unit.iterancestors("{*}unit"), unit)
    for segment in unit_segments(whole, unit):
        for side, sides in zip(segment, parts, strict=False):
            sides.append(side)
    values = {
        meta.get("type", ""): meta.text or ""
        for meta in unit.iter("{*}meta")
        if meta.getparent().get("category") == "duiqi" and meta.get("type") in KEPT
    }
    values |= own_contexts(unit)
    if values:  # it is ours
        values["id"] = unit.get("name") or unit.get("resname", "")
    file = next(unit.iterancestors("{*}file"), None)
    values["document"] = file.get("original", "") if file is not None else ""
    codes: dict[str, Codes] = {}
    for language, sides in zip(unit_sides(whole) or ("zh", "en"), parts, strict=True):
        values[language], codes[language] = _joined(
            sides, spaced=unit is not whole or (language == "en" and len(sides) > 1)
        )
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


def _joined(sides: Sequence[Side], *, spaced: bool) -> tuple[str, Codes]:
    """The segments as one text with its codes; with single spaces within and between them if ``spaced``."""
    if spaced:
        shown = [without(SPACE_CHARACTER.sub(" ", side.text), side.codes, NEEDLESS) for side in sides]
        sides = [Side(text, "", codes) for text, codes in shown if text or codes]
    joined = (" " if spaced else "").join(side.text for side in sides if side.text or not spaced)
    return joined, joined_codes(joined, sides)


FORMAT = Format(
    name="xliff",
    label="a translation file (XLIFF)",
    suffixes=(".xliff", ".xlf"),
    read_document=lambda data, name, encoding=None: _rows(data, name),
    read_chosen=read_xliff_files,
    recognises=lambda text: root_of(text) == "xliff",
    read_pairs=read_xliff,
    write_pairs=xliff_lines,
    keeps_unaligned=False,
    keeps_codes=True,
    library="lxml",
)
