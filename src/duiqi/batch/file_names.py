"""What the name of a file says of its language: ``a.zh.txt``, ``zh/a.txt``, ``a_中文.txt``, ``values-zh-rCN/a.xml``."""

from __future__ import annotations

import re
from pathlib import PurePath

from duiqi.io.packed import without_packing
from duiqi.loading import SHARED_SUFFIXES, SUFFIXES, suffix_of
from duiqi.model import Language
from duiqi.structure.numbering import numbers_of
from duiqi.text.chars import HAN_CHAR
from duiqi.text.language_tags import NAMES, folded_tag
from duiqi.text.late_patterns import late_pattern
from duiqi.text.script import Script, script_of_code

_REGIONS: dict[str, Language] = {
    **{f"zh-{script}-{region}": "zh" for script in ("hans", "hant") for region in ("cn", "sg", "tw", "hk", "mo")},
    **{f"en-{region}": "en" for region in ("au", "ca", "nz", "ie", "in", "sg", "hk", "za")},
    # Android's folders, as values-zh-rCN.
    **{f"zh-r{region}": "zh" for region in ("cn", "sg", "tw", "hk", "mo")},
    **{f"en-r{region}": "en" for region in ("us", "gb", "au", "ca", "nz", "ie", "in")},
    **{f"b+zh+{script}": "zh" for script in ("hans", "hant")},
}
_VERSIONS: dict[str, Language] = {
    f"{name}{version}": language for name, language in NAMES.items() if not name.isascii() for version in ("版", "版本")
}
# The names of languages, and what else stands for them in the names of files and folders.
FILE_NAMES: dict[str, Language] = {**NAMES, **_REGIONS, **_VERSIONS, "chn": "zh", "zhs": "zh", "zht": "zh"}
# A marker stands at either end of the name, apart from the rest by one of these, or in brackets.
_MARKER = "|".join(sorted((re.escape(m).replace("\\-", "[-_]") for m in FILE_NAMES), key=len, reverse=True))
# Chinese words need nothing between: 第一章英文版. Not single characters: 其中, 精英.
_WORDS = "|".join(sorted((m for m in FILE_NAMES if not m.isascii() and len(m) > 1), key=len, reverse=True))
AT_END = late_pattern(
    rf"(?P<rest>.*?)(?:[\s._-]+(?P<plain>{_MARKER})(?:[\s._-]version)?|[\s._-]*[(（\[【](?P<bracketed>{_MARKER})[)）\]】]"
    rf"|(?P<glued>{_WORDS}))"
)
AT_START = late_pattern(
    rf"(?:(?P<plain>{_MARKER})[\s._-]+|[(（\[【](?P<bracketed>{_MARKER})[)）\]】][\s._-]*)(?P<rest>.+)"
)


# Traditional and Simplified, as sites of Hong Kong have them beside English. They are short for much else: only folders
# are called so, or files beside others.
SHORT_NAMES = ("tc", "sc")
INSIDE = late_pattern(rf"(?<=[\s._-])(?:(?:{_MARKER})(?=[\s._-])|(?:{'|'.join(SHORT_NAMES)})\Z)")
# The locale of programs that are not translated (POSIX), in which the help of GNOME and MATE is written: C/a.page
# beside zh_CN/a.page.
UNTRANSLATED = "C"
# What may well stand for something else: beside a number, or which of two the file is.
WEAK_NAMES: dict[str, Language] = {
    **dict.fromkeys(("c", "zh", "cn", "chn", "中", "汉", "漢"), "zh"),
    **dict.fromkeys(("e", "en", "eng", "英"), "en"),
    **dict.fromkeys(("原文", "原著", "source", "src", "original"), "zh"),
    **dict.fromkeys(("译文", "譯文", "译本", "譯本", "target", "tgt", "trg", "translation"), "en"),
}
_SHORT, _ROLES = (
    "|".join(word for word in WEAK_NAMES if (len(word) < 4 and word not in ("src", "tgt", "trg")) == short)
    for short in (True, False)
)
WEAK = (
    re.compile(rf"(?P<rest>.*\d)[\s._-]?(?P<word>{_SHORT})"),
    re.compile(rf"(?P<word>{_SHORT})[\s._-]?(?P<rest>\d.*)"),
    re.compile(rf"(?P<rest>.+?)[\s._-]*[(（\[【]?(?P<word>{_ROLES})[)）\]】]?"),
    re.compile(rf"[(（\[【]?(?P<word>{_ROLES})[)）\]】]?[\s._-]*(?P<rest>.+)"),
)
BEFORE_NUMBER = re.compile(r"(?<=[A-Za-z])[\s._-]*(?=\d)")
CHAPTER_FORMS = ("chapter", "section", "part")
# What stands for a script in names, beside the subtags of codes.
SCRIPT_WORDS: dict[str, Script] = {
    **dict.fromkeys(("chs", "zhs", "sc", "简体", "簡體", "简体中文", "簡體中文"), "simplified"),
    **dict.fromkeys(("cht", "zht", "tc", "繁体", "繁體", "繁體中文", "繁体中文"), "traditional"),
}


def language_and_key(path: PurePath, top: str = "") -> tuple[Language | None, str]:
    """The language that a relative path names, and the path without that word (wherever it stands) and the suffix.

    A file that is named by its language alone, ``x/zh.txt``, goes by its folder's name; ``top`` stands for that where
    the file is in no folder.
    """
    marker, key = _marker_and_key(path, top)
    return _language(marker), key


def version_of(path: PurePath) -> tuple[Script | None, str]:
    """The script, and what else of a language's name tells a version from others: ``("traditional", "hk")`` of
    ``a.zh-HK.txt``, ``(None, "gb")`` of ``a.en-GB.txt``."""
    tag = folded_tag(_marker_and_key(path, "")[0]).removeprefix("b+").replace("+", "-")
    subtags = [part[1:] if len(part) == 3 and part[0] == "r" else part for part in tag.split("-")[1:]]
    named = script_of_code("-".join(["zh", *subtags]))
    script = SCRIPT_WORDS.get(tag) or ("simplified" if named == "Simplified" else "traditional" if named else None)
    return script, "-".join(part for part in subtags if part not in ("hans", "hant"))


def _marker_and_key(path: PurePath, top: str) -> tuple[str, str]:
    """The most telling word for a language in the path, and the path without these words and the suffix."""
    marker, stem = _split_marker(path.name.removesuffix(suffix_in(path)))
    folders: list[str] = []
    for part in reversed(path.parts[:-1]):
        named, rest = _split_folder(part)
        if named and (not marker or _language(named) == _language(marker)):
            marker = max(marker, named, key=len)
            folders[:0] = [rest] if rest else []
        else:
            folders.insert(0, part)
    if not stem and not folders:
        return marker, top
    return marker, PurePath(*folders, stem).as_posix()


def _split_folder(name: str) -> tuple[str, str]:
    """The word for a language that the name of a folder is or ends with, and what is left: ``values-zh-rCN``,
    ``docs_en``."""
    name = name.removesuffix(".lproj")  # Apple's, as zh-Hans.lproj
    if _language(name):
        return name, ""
    match = AT_END.fullmatch(name.lower())
    return _split_marker(name) if match and match["rest"] else ("", name)


def _split_marker(stem: str) -> tuple[str, str]:
    """The word for a language at either end of ``stem``, and what is left."""
    if folded_tag(stem) in FILE_NAMES:
        return stem, ""
    lower = stem.lower()
    match = AT_END.fullmatch(lower) or AT_START.fullmatch(lower)
    # Lower case can be longer than what it comes from (İ); then the name is better left alone.
    if not match or not match["rest"] or len(lower) != len(stem):
        return "", stem
    marker = match["plain"] or match["bracketed"] or match.groupdict().get("glued") or ""
    return marker, stem[slice(*match.span("rest"))]


def _language(word: str) -> Language | None:
    word = folded_tag(word)
    return "zh" if word in SHORT_NAMES else FILE_NAMES.get(word)


def inner_language_and_key(path: PurePath) -> tuple[Language | None, str]:
    """As ``language_and_key``, for a word for a language that stands within the name, ``guide_en_v2.md``, or is short
    for much else, and for the folder of the untranslated. So it counts only beside a name with one of the other
    language in its place."""
    if UNTRANSLATED in path.parts[:-1]:
        folders = [part for part in path.parts[:-1] if part != UNTRANSLATED]
        return "en", stem_of(PurePath(*folders, path.name))
    stem = path.name.removesuffix(suffix_in(path))
    found = INSIDE.search(stem.lower())
    if not found or len(stem.lower()) != len(stem):
        return None, ""
    name = f"{stem[: found.start() - 1]}{stem[found.end() :]}"
    return _language(found[0]), path.with_name(name).as_posix()


def weak_language_and_key(language: Language | None, key: str) -> tuple[Language | None, str]:
    """As ``language_and_key``, for what may well be no word for a language, ``CN001.txt``, ``3e.txt``,
    ``01 译文.txt``, and for chapters by their numbers, ``第3章.txt`` and ``Chapter 3.txt``, after the ``language``
    and ``key`` that are known. So it counts only where one file of either language is called so. Which of two holds
    the translation is for their content to tell."""
    where, stem = PurePath(key).parent, PurePath(key).name
    title = BEFORE_NUMBER.sub(" ", stem)
    if chapter := next(iter(numbers_of(title).items()), None):
        own: Language = "zh" if HAN_CHAR.search(stem) else "en"
        if chapter[0] in CHAPTER_FORMS and language in (None, own):
            return own, (where / f"{chapter[0]} {'.'.join(map(str, chapter[1]))}").as_posix()
    match = next((found for pattern in WEAK if (found := pattern.fullmatch(stem.lower()))), None)
    if language or not match or len(stem.lower()) != len(stem):
        return None, ""
    return WEAK_NAMES[match["word"]], (where / stem[slice(*match.span("rest"))]).as_posix()


def stem_of(path: PurePath) -> str:
    """The path without the suffix that says its format."""
    return path.as_posix().removesuffix(suffix_in(path))


def suffix_in(path: PurePath) -> str:
    """The end of the name that says the format, as it is written; empty when it says none."""
    suffix = suffix_of(path.name)
    known = suffix in SUFFIXES or without_packing(suffix)[0] in SHARED_SUFFIXES
    return path.name[-len(suffix) :] if known else ""
