"""The language codes and the direction that a file of pairs names, so that what is made of it can keep them."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from duiqi.errors import InputError
from duiqi.export.registry import input_format
from duiqi.io.files import open_binary
from duiqi.io.signature import TEXT_HEAD, text_head
from duiqi.model import Language
from duiqi.text.language_tags import LANGUAGE_TAG, side_of_tag
from duiqi.tmx import variants_of

# Attributes that name the source and, where the format is bilingual, the target: TMX, XLIFF 1.2, XLIFF 2, TTX.
_NAMED = ("srclang", "source-language", "target-language", "srcLang", "trgLang", "SourceLanguage", "TargetLanguage")
_SOURCE = ("srclang", "source-language", "srcLang", "SourceLanguage")
# Formats in XML whose texts, or files, name their languages.
_XML = ("tmx", "xliff", "xliff12", "sdlxliff", "mqxliff", "ttx", "tbx")


@dataclass(frozen=True, slots=True)
class NamedLanguages:
    """The ``codes`` of Chinese and English, and which of the two is the ``source``, where the file says so."""

    codes: Mapping[Language, str] = field(default_factory=dict)
    source: Language | None = None


def named_languages(
    path: str | os.PathLike[str], format: str | None = None, zh_lang: str | None = None, en_lang: str | None = None
) -> NamedLanguages:
    """What the file at ``path`` names; nothing where its format has no place for it, or it cannot be read, which is
    told when it is read. Of several codes of a language those are meant that are asked for, or most of it has."""
    try:
        name = input_format(path, format).name
        if name not in _XML:
            return NamedLanguages()
        with open_binary(path) as stream:
            head = text_head(stream.read(TEXT_HEAD))
    except InputError:
        return NamedLanguages()
    named = {key: found[1] for key in _NAMED if (found := re.search(rf"""\s{key}\s*=\s*["']([^"']*)["']""", head))}
    source = next((side_of_tag(named[key]) for key in _SOURCE if key in named), None)
    codes: dict[Language, str] = {}
    choice = variants_of(os.fspath(path), zh_lang, en_lang)
    for language in ("zh", "en"):
        code = choice.most(language) or next((code for code in named.values() if side_of_tag(code) == language), "")
        code = code.replace("_", "-")
        if LANGUAGE_TAG.fullmatch(code):
            codes[language] = code
    return NamedLanguages(codes, source)
