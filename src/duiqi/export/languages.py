"""The language codes and the direction that a file of pairs names, so that what is made of it can keep them."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from duiqi.errors import InputError
from duiqi.export.registry import input_format
from duiqi.formats.sdltm import tags_of_sdltm
from duiqi.io.files import open_binary, refuse_pipe
from duiqi.io.signature import TEXT_HEAD, text_head
from duiqi.language_codes import LANGUAGE_TAG
from duiqi.model import Language
from duiqi.text.language_tags import side_of_tag
from duiqi.tmx import variants_of

# Attributes that name the source and, where the format is bilingual, the target: TMX, XLIFF 1.2, XLIFF 2, TTX.
_NAMED = ("srclang", "source-language", "target-language", "srcLang", "trgLang", "SourceLanguage", "TargetLanguage")
_SOURCE = ("srclang", "source-language", "srcLang", "SourceLanguage")
_PO_LANGUAGE = re.compile(r'^"Language:\s*([\w-]+)', re.MULTILINE)
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
    told when it is read. Of several codes of a language those are meant that are asked for, or most of it has. Raises
    InputError for a pipe, of which nothing would be left to read."""
    refuse_pipe(path)
    try:
        name = input_format(path, format).name
        if name == "sdltm":
            return _named(*tags_of_sdltm(os.fspath(path)))
        if name not in (*_XML, "po"):
            return NamedLanguages()
        with open_binary(path) as stream:
            head = text_head(stream.read(TEXT_HEAD))
    except InputError:
        return NamedLanguages()
    if name == "po":
        # The header names the language of the translations. A message is in the other one.
        target = found[1] if (found := _PO_LANGUAGE.search(head)) else ""
        return _named({"zh": "en", "en": "zh"}.get(side_of_tag(target) or "", ""), target, told=(target,))
    named = {key: found[1] for key in _NAMED if (found := re.search(rf"""\s{key}\s*=\s*["']([^"']*)["']""", head))}
    source = next((named[key] for key in _SOURCE if key in named), "")
    choice = variants_of(os.fspath(path), zh_lang, en_lang)
    larger = (choice.most("zh") or "", choice.most("en") or "")
    return _named(source, "", told=(*larger, *named.values()))


def _named(source: str, target: str, told: Sequence[str] | None = None) -> NamedLanguages:
    """``told``: the codes that are the file's own, the first of each language first."""
    codes: dict[Language, str] = {}
    for code in told if told is not None else (source, target):
        language, code = side_of_tag(code), code.replace("_", "-")
        if language and LANGUAGE_TAG.fullmatch(code):
            codes.setdefault(language, code)
    return NamedLanguages(codes, side_of_tag(source))
