"""Which files of a folder belong together: a Chinese and an English file of one name, or a file with both languages.

``a.zh.txt`` and ``a.en.txt``, ``zh/a.txt`` and ``en/a.txt``, ``a_中文.txt`` and ``a_EN.txt`` are pairs; a file whose
name says no language, or whose partner is missing, is taken to hold both. Only names are looked at.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from duiqi.errors import InputError
from duiqi.loading import SUFFIXES, suffix_of
from duiqi.model import Language

# How names say a language, compared in lower case: ISO 639 codes, with region or script, and what people write.
MARKERS: dict[str, Language] = {
    **dict.fromkeys(("zh", "zho", "chi", "cmn", "cn", "chs", "cht", "chinese", "中文", "汉语", "漢語", "中"), "zh"),
    **dict.fromkeys(("zh-cn", "zh-tw", "zh-hk", "zh-sg", "zh-mo", "zh-hans", "zh-hant"), "zh"),
    **dict.fromkeys(("简体", "簡體", "繁体", "繁體", "简体中文", "繁體中文"), "zh"),
    **dict.fromkeys(("en", "eng", "en-us", "en-gb", "english", "英文", "英语", "英語", "英"), "en"),
}
# A marker stands at either end of the name, apart from the rest by one of these, or in brackets.
_MARKER = "|".join(sorted((re.escape(m).replace("\\-", "[-_]") for m in MARKERS), key=len, reverse=True))
AT_END = re.compile(rf"(?P<rest>.*?)(?:[\s._-]+(?P<plain>{_MARKER})|[\s._-]*[(（\[](?P<bracketed>{_MARKER})[)）\]])")
AT_START = re.compile(rf"(?:(?P<plain>{_MARKER})[\s._-]+|[(（\[](?P<bracketed>{_MARKER})[)）\]][\s._-]*)(?P<rest>.+)")


@dataclass(frozen=True, slots=True)
class Found:
    """Documents of a folder. ``name`` is where the output goes, under the output folder and without suffix.

    ``files``: one file with both languages, or two. ``problem`` says why these files cannot be paired.
    """

    name: str
    files: tuple[Path, ...]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """``documents`` by name, and the files ``passed_over`` because their suffix is of no format that is read."""

    documents: tuple[Found, ...]
    passed_over: tuple[Path, ...]


def find_documents(folder: str | os.PathLike[str]) -> Listing:
    """The documents in ``folder`` and the folders in it, hidden ones left out, in the order of their names.

    Every document has a name of its own, also where case does not count. Raises InputError when the folder cannot be
    read or holds no document.
    """
    root = Path(folder)
    groups: dict[str, list[tuple[Language | None, str, Path]]] = {}
    passed_over = []
    for path in _walk(root):
        relative = path.relative_to(root)
        if not _suffix(path) and path.suffix[1:].lower() not in MARKERS:
            passed_over.append(relative)
            continue
        language, key = language_and_key(relative, root.resolve().name)
        groups.setdefault(unicodedata.normalize("NFC", key).casefold(), []).append((language, key, path))
    if not groups:
        raise InputError("the folder holds no document", path=folder, advice=f"documents end in {', '.join(SUFFIXES)}")
    found = [document for key in sorted(groups) for document in _pair(root, groups[key])]
    return Listing(tuple(_distinct(root, found)), tuple(passed_over))


def language_and_key(path: PurePath, top: str = "") -> tuple[Language | None, str]:
    """The language that a relative path names, and the path without that word (wherever it stands) and the suffix.

    A file that is named by its language alone, ``x/zh.txt``, goes by its folder's name; ``top`` stands for that where
    the file is in no folder.
    """
    stem = path.name.removesuffix(_suffix(path))
    language, stem = _split_marker(stem)
    folders: list[str] = []
    for part in reversed(path.parts[:-1]):
        named = _marked(part)
        if named and language in (None, named):
            language = named
        else:
            folders.insert(0, part)
    if not stem and not folders:
        return language, top
    return language, PurePath(*folders, stem).as_posix()


def _split_marker(stem: str) -> tuple[Language | None, str]:
    """The language at either end of ``stem``, and what is left."""
    if _marked(stem):
        return _marked(stem), ""
    lower = stem.lower()
    match = AT_END.fullmatch(lower) or AT_START.fullmatch(lower)
    # Lower case can be longer than what it comes from (İ); then the name is better left alone.
    if not match or not match["rest"] or len(lower) != len(stem):
        return None, stem
    marker = match["plain"] or match["bracketed"]
    return _marked(marker), stem[slice(*match.span("rest"))]


def _marked(word: str) -> Language | None:
    return MARKERS.get(word.lower().replace("_", "-"))


def _walk(folder: Path) -> Iterator[Path]:
    """Files under ``folder``, by name; links to folders are not followed, so that no circle can arise."""
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", path=folder) from error
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _walk(entry)
        elif entry.is_file():
            yield entry


def _pair(root: Path, group: list[tuple[Language | None, str, Path]]) -> Iterator[Found]:
    """The documents among the files of one name."""
    zh = [(key, path) for language, key, path in group if language == "zh"]
    en = [(key, path) for language, key, path in group if language == "en"]
    alone = [(key, path) for language, key, path in group if language is None]
    if len(zh) == len(en) == 1:
        yield Found(zh[0][0], (zh[0][1], en[0][1]))
    elif zh and en and min(len(zh), len(en)) == 1:
        # One original, several translations: each pair is named after the file that tells it from the others.
        for _, path in zh if len(zh) > 1 else en:
            files = (path, en[0][1]) if len(zh) > 1 else (zh[0][1], path)
            yield Found(_stem(path.relative_to(root)), files)
    elif zh and en:
        names = ", ".join(path.relative_to(root).as_posix() for _, path in (*zh, *en))
        yield Found(
            zh[0][0], tuple(path for _, path in (*zh, *en)), f"it cannot be told which belong together: {names}"
        )
    else:
        alone += [(_stem(path.relative_to(root)), path) for _, path in (*zh, *en)]
    yield from (Found(key, (path,)) for key, path in alone)


def _stem(path: PurePath) -> str:
    return path.as_posix().removesuffix(_suffix(path))


def _suffix(path: PurePath) -> str:
    """The end of the name that says the format, as it is written; empty when it says none."""
    suffix = suffix_of(path.name)
    return path.name[-len(suffix) :] if suffix in SUFFIXES else ""


def _distinct(root: Path, found: list[Found]) -> Iterator[Found]:
    """Give single files that share a name their suffix back; what then still shares one is a problem."""
    counts = Counter(_folded(document.name) for document in found)
    renamed = [
        Found(document.files[0].relative_to(root).as_posix(), document.files)
        if len(document.files) == 1 and counts[_folded(document.name)] > 1
        else document
        for document in found
    ]
    counts = Counter(_folded(document.name) for document in renamed)
    for document in renamed:
        if counts[_folded(document.name)] > 1 and not document.problem:
            problem = f"another document would be written to the same name, {document.name}"
            yield Found(document.name, document.files, problem)
        else:
            yield document


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
