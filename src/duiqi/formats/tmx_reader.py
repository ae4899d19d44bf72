"""TMX back to pairs: our own and that of other programs, in any XML encoding.

The file is not trusted (``xml_reading``), and read as a stream: memory does not grow with it.
"""

from __future__ import annotations

import html
import json
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from duiqi.errors import InputError
from duiqi.formats.jsonl import consecutive
from duiqi.io.xml_stream import XML_LANG, forget, iterparse, local_name
from duiqi.model import Bead, Language, Pair
from duiqi.text.language_tags import side_of_tag
from duiqi.tmx import CODES, count_losses

if TYPE_CHECKING:
    from lxml.etree import _Element


def read_tmx(stream: BinaryIO, path: str, need_ids: bool = False, lost: Counter[str] | None = None) -> Iterator[Pair]:
    """The units that hold Chinese and English, as pairs.

    Of several variants in one language the first counts; units without both languages, or with an empty segment, are
    passed over. Inline codes are dropped, highlighted text (``<hi>``) is kept. Score, ids, paragraphs and document are
    read from a file that duiqi wrote; in others a pair counts as certain (a translator made it), and unit i as the
    pair of sentences i (an InputError with ``need_ids``). What is not taken over is counted in ``lost``. Raises
    InputError with the line for a file that is damaged or no TMX, declares entities, or has no unit in both languages.
    """
    own, count, seen = False, 0, set[str]()
    for event, element in iterparse(stream, path):
        name = local_name(element)
        if event == "start":
            if element.getparent() is None and name != "tmx":
                what = f"is no TMX: the outermost element is <{name}>"
                raise InputError(what, path=path, line=element.sourceline)
            if name == "header":
                own = element.get("creationtool") == "duiqi"
            continue
        if name == "tu":
            segments = _segments(element)
            seen.update(segments)
            ours = own or element.get("creationtool") == "duiqi"
            pair = _pair(element, segments, count, ours, need_ids, path)
            if lost is not None:
                count_losses(element, ours, pair is not None, lost)
            if pair is not None:
                count += 1
                yield pair
        if name in ("tu", "header"):
            forget(element)
    if not count:
        found = ", ".join(sorted(seen)) or "none"
        raise InputError(f"no unit holds both Chinese and English (languages found: {found})", path=path)


def _pair(unit: _Element, segments: dict[str, str], count: int, own: bool, need_ids: bool, path: str) -> Pair | None:
    zh, en = _first(segments, "zh"), _first(segments, "en")
    if not zh.strip() or not en.strip():
        return None
    props = {prop.get("type", ""): prop.text or "" for prop in unit if local_name(prop) == "prop"} if own else {}
    zh_ids = en_ids = range(count, count + 1)
    zh_par: list[int] = []
    en_par: list[int] = []
    try:
        score = float(props.get("x-score", "1"))
        if not 0 <= score <= 1:
            raise ValueError("x-score is not from 0 to 1")
        if "x-ids" in props:
            numbers = _two_lists(props["x-ids"], "x-ids")
            zh_ids, en_ids = consecutive(numbers[0], "x-ids"), consecutive(numbers[1], "x-ids")
        elif need_ids:
            raise ValueError("has no sentence numbers (x-ids)")
        if "x-paragraphs" in props:
            zh_par, en_par = _two_lists(props["x-paragraphs"], "x-paragraphs")
    except ValueError as error:
        raise InputError(str(error), path=path, line=unit.sourceline) from None
    return Pair(
        zh,
        en,
        score,
        Bead(zh_ids, en_ids, score),
        tuple(zh_par),
        tuple(en_par),
        document=props.get("x-document", ""),
        place=props.get("x-place", ""),
    )


def _two_lists(text: str, name: str) -> tuple[list[int], list[int]]:
    """``[4]:[4, 5]`` as two lists; ValueError when it is something else."""
    parts = text.split(":")
    try:
        lists = [json.loads(part) for part in parts]
    except (ValueError, RecursionError):
        lists = []
    if len(lists) != 2 or not all(isinstance(x, list) and all(type(n) is int and n >= 0 for n in x) for x in lists):
        raise ValueError(f"{name} is not of the form [4]:[4, 5]")
    return lists[0], lists[1]


def _segments(unit: _Element) -> dict[str, str]:
    """Text by language code as written, the first of each."""
    segments: dict[str, str] = {}
    for variant in unit:
        if local_name(variant) != "tuv":
            continue
        lang = variant.get(XML_LANG) or variant.get("lang") or ""
        for child in variant:
            if local_name(child) == "seg":
                segments.setdefault(lang, _text(child))
    return segments


def _first(segments: dict[str, str], language: Language) -> str:
    return next((text for tag, text in segments.items() if side_of_tag(tag) == language), "")


def _text(element: _Element) -> str:
    """The text of a segment without its inline codes. libxml2 bounds the depth at 256."""
    parts = [element.text or ""]
    for child in element:
        if not isinstance(child.tag, str):
            # An entity of a DTD that is not loaded: by its name in HTML (&nbsp;), else as it stands.
            parts.append(html.unescape(child.text or ""))
        elif local_name(child) not in CODES:
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)
