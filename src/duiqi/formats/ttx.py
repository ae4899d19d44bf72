"""TTX, the bilingual files of Trados TagEditor, mostly in UTF-16: units with a text in each language.

The file does not say which of them a person has confirmed: what has a translation counts as translated.

Read: units in both languages.
Left out: markup of the document.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING, BinaryIO

from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.formats.inline_text import shown_text
from duiqi.io.signature import root_of
from duiqi.io.xml import local_name
from duiqi.io.xml_stream import forget, iterparse
from duiqi.model import Language, Pair
from duiqi.pairs.fields import Source
from duiqi.pairs.states import UnitPairs
from duiqi.text.language_tags import side_of_tag
from duiqi.tmx import ONE_SIDED

if TYPE_CHECKING:
    from lxml.etree import _Element

ROOT = "TRADOStag"
# Tags of the original document. <df>, a change of the font, encloses text.
CODES = frozenset(["ut"])


def read_ttx(stream: BinaryIO, source: Source) -> Iterator[Pair]:
    """A pair a ``<Tu>``. Raises InputError for a file that is damaged or in other languages."""
    pairs = UnitPairs(source, ONE_SIDED)
    document = ""
    for event, element in iterparse(stream, source.path):
        name = local_name(element)
        if event == "start":
            if element.getparent() is None and name != ROOT:
                raise InputError("is no TTX", path=source.path, line=element.sourceline)
            if name == "UserSettings":
                _check_languages(element, source.path)
                document = PureWindowsPath(element.get("SourceDocumentPath", "")).name
            continue
        if name == "Tu":
            pair = pairs.pair(_texts(element), document=document)
            if pair is not None:
                yield pair
            forget(element)


def _texts(unit: _Element) -> dict[Language, str]:
    texts: dict[Language, str] = {}
    for variant in unit.iterchildren("{*}Tuv"):
        language = side_of_tag(variant.get("Lang", ""))
        if language:
            texts.setdefault(language, shown_text(variant, CODES))
    return texts


def _check_languages(settings: _Element, path: str) -> None:
    tags = settings.get("SourceLanguage", ""), settings.get("TargetLanguage", "")
    if all(tags) and set(map(side_of_tag, tags)) != {"zh", "en"}:
        what = f"its languages are {tags[0]} and {tags[1]}, not Chinese and English"
        raise InputError(what, path=path, line=settings.sourceline)


FORMAT = Format(
    name="ttx",
    label="a translation file of TagEditor (TTX)",
    suffixes=(".ttx",),
    read_pairs=read_ttx,
    recognises=lambda text: root_of(text) == ROOT.lower(),
    library="lxml",
)
