"""XLIFF 2.1 (OASIS Standard, 2018): a file for translators, and for programs that take no TMX.

A ``<file>`` for each document, a ``<unit>`` of one segment for each pair; score, type and numbers are in the metadata
module. Characters that XML cannot hold are written as ``<cp hex="…"/>``, so they come back.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, BinaryIO

from duiqi.errors import InputError
from duiqi.formats.jsonl import pair_of_fields
from duiqi.formats.tmx_writer import escape
from duiqi.io.xml_stream import forget, iterparse, local_name
from duiqi.model import Language, Pair
from duiqi.pairs.fields import SURROGATE, XML_ILLEGAL, Labels, Written, fields
from duiqi.text.language_tags import side_of_tag
from duiqi.tmx import ONE_SIDED

if TYPE_CHECKING:
    from lxml.etree import _Element

CORE = "urn:oasis:names:tc:xliff:document:2.0"
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
# What the metadata hold: the fields that are neither text nor implied by where the unit stands.
KEPT = ("score", "type", "zh_ids", "en_ids", "zh_par", "en_par")


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
            written.skipped += 1


def _unit(pair: Pair, number: int, labels: Labels) -> str:
    values = fields(pair, labels)
    metadata = "".join(
        f'<mda:meta type="{name}">{escape(str(values[name]))}</mda:meta>' for name in KEPT if values[name] != []
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


def read_xliff(stream: BinaryIO, path: str, need_ids: bool = False, lost: Counter[str] | None = None) -> Iterator[Pair]:
    """The pairs of an XLIFF 2.x file, ours or another program's; the segments of a unit are joined.

    Units without a target are passed over, and counted in ``lost``. Raises InputError with the line for a file that is
    damaged, is no XLIFF 2, or is in other languages.
    """
    languages: tuple[Language, Language] = ("zh", "en")
    document, count = "", 0
    for event, element in iterparse(stream, path):
        name = local_name(element)
        if event == "start":
            if element.getparent() is None:
                languages = _languages(element, name, path)
            elif name == "file":
                document = element.get("original", "")
            continue
        if name == "unit":
            pair = _pair(element, languages, document, count, need_ids, path)
            if pair is not None:
                count += 1
                yield pair
            elif lost is not None:
                lost[ONE_SIDED] += 1
        if name in ("unit", "file"):
            forget(element)


def _languages(root: _Element, name: str, path: str) -> tuple[Language, Language]:
    version = root.get("version", "")
    if name != "xliff" or not version.startswith("2."):
        what = f"is XLIFF {version or 'without a version'}" if name == "xliff" else "is no XLIFF"
        raise InputError(what, path=path, line=root.sourceline, advice="save it as XLIFF 2.1, or as TMX")
    codes = root.get("srcLang", ""), root.get("trgLang", "")
    source, target = map(side_of_tag, codes)
    if source is None or target is None or source == target:
        raise InputError(
            f"its languages are {codes[0] or 'not named'} and {codes[1] or 'not named'}, not Chinese and English",
            path=path,
            line=root.sourceline,
        )
    return source, target


def _pair(
    unit: _Element, languages: tuple[Language, Language], document: str, count: int, need_ids: bool, path: str
) -> Pair | None:
    texts: dict[str, list[str]] = {"source": [], "target": []}
    values: dict[str, object] = {"document": document}
    for child in unit.iter():
        name = local_name(child)
        if name in texts and local_name(child.getparent()) in ("segment", "ignorable"):
            texts[name].append(_text(child))
        elif name == "meta" and child.getparent().get("category") == "duiqi" and child.get("type") in KEPT:
            values[child.get("type")] = child.text or ""
    for language, parts in zip(languages, texts.values(), strict=True):
        spaced = language == "en" and len(parts) > 1
        values[language] = " ".join(" ".join(parts).split()) if spaced else "".join(parts)
        if not "".join(parts).strip():
            return None
    try:
        for key in ("score", "zh_ids", "en_ids", "zh_par", "en_par"):
            if key in values:
                values[key] = json.loads(str(values[key]))
        return pair_of_fields(values, count, need_ids)
    except (ValueError, RecursionError) as error:
        raise InputError(str(error), path=path, line=unit.sourceline) from None


def _text(element: _Element) -> str:
    """Text without inline codes; what spans and annotations enclose is text (XLIFF 2.1, section 4.2.3)."""
    parts = [element.text or ""]
    for child in element:
        name = local_name(child)
        if name == "cp":
            parts.append(_code_point(child.get("hex", "")))
        elif name in ("pc", "mrk"):
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _code_point(digits: str) -> str:
    value = int(digits, 16) if re.fullmatch("[0-9A-Fa-f]{1,6}", digits) else 0xFFFD
    return chr(value) if value <= 0x10FFFF and not 0xD800 <= value < 0xE000 else "\ufffd"
