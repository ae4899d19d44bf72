"""Which files of a folder belong together: a Chinese and an English file of one name, or a file with both languages.

``a.zh.txt`` and ``a.en.txt``, ``zh/a.txt`` and ``en/a.txt``, ``a_中文.txt`` and ``a_EN.txt`` are pairs, and so are
``a.md`` and ``a.zh-CN.md`` if what the first one says is English. A file whose name says no language is else taken to
hold both; one that names a language and has no partner must be looked at.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from duiqi.errors import InputError
from duiqi.loading import ENDINGS, SUFFIXES, suffix_of
from duiqi.model import Language
from duiqi.text.language_tags import NAMES, folded_tag

_REGIONS: dict[str, Language] = {
    **{f"zh-{script}-{region}": "zh" for script in ("hans", "hant") for region in ("cn", "sg", "tw", "hk", "mo")},
    **{f"en-{region}": "en" for region in ("au", "ca", "nz", "ie", "in", "sg", "hk", "za")},
    # Android's folders, as values-zh-rCN.
    **{f"zh-r{region}": "zh" for region in ("cn", "sg", "tw", "hk", "mo")},
    **{f"en-r{region}": "en" for region in ("us", "gb", "au", "ca", "nz", "ie", "in")},
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
# Why files are a document, as the table of a folder run says it.
BY_NAME = "names alike but for the language"
TAKEN_MIXED = "taken to hold both languages: no other file is named alike"
BY_NAME_AND_CONTENT = "names alike but for a language, {other} by what it says"
LONE = "no file of the other language is named alike"
AT_END = re.compile(
    rf"(?P<rest>.*?)(?:[\s._-]+(?P<plain>{_MARKER})(?:[\s._-]version)?|[\s._-]*[(（\[](?P<bracketed>{_MARKER})[)）\]]"
    rf"|(?P<glued>{_WORDS}))"
)
AT_START = re.compile(rf"(?:(?P<plain>{_MARKER})[\s._-]+|[(（\[](?P<bracketed>{_MARKER})[)）\]][\s._-]*)(?P<rest>.+)")


@dataclass(frozen=True, slots=True)
class Found:
    """Documents of a folder. ``name`` is where the output goes, under the output folder and without suffix.

    ``files``: one file with both languages, or two. ``reason`` says why they are taken so; ``problem`` why they cannot
    be aligned. ``marked`` is the language that the name of a first file says which has no partner by name; a second
    file is then one whose name says no language, which may be its partner.
    """

    name: str
    files: tuple[Path, ...]
    problem: str = ""
    reason: str = ""
    marked: Language | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """``documents`` by name, and the files ``passed_over`` because their suffix is of no format that is read. Names and
    files passed over are relative to the folder ``root``."""

    root: Path
    documents: tuple[Found, ...]
    passed_over: tuple[Path, ...]


def find_documents(folder: str | os.PathLike[str]) -> Listing:
    """The documents in ``folder`` and the folders in it, hidden ones left out, in the order of their names.

    Every document has a name of its own, also where case does not count. Raises InputError when the folder cannot be
    read or holds no document.
    """
    root = Path(folder)
    return _listing(root, _walk(root), InputError("the folder holds no document", path=folder, advice=ENDINGS))


def documents_of(files: Sequence[Path]) -> Listing:
    """The documents among ``files``, by the same rules; their names are relative to the folder that holds them all.

    Raises InputError when there is none, or no such folder.
    """
    if any(path.is_absolute() or ".." in path.parts for path in files):
        files = [Path(os.path.abspath(path)) for path in files]
    try:
        root = Path(os.path.commonpath([path.parent for path in files]))
    except ValueError as error:  # different drives of Windows
        raise InputError("the files have no folder in common", advice="align them one by one") from error
    return _listing(root, sorted(set(files)), InputError("none of the files is a document", advice=ENDINGS))


def _listing(root: Path, files: Iterable[Path], nothing: InputError) -> Listing:
    """The documents among the files under ``root``; the error is raised when there is none."""
    groups: dict[str, list[tuple[Language | None, str, Path]]] = {}
    passed_over = []
    for path in files:
        relative = path.relative_to(root)
        if not _suffix(path) and path.suffix[1:].lower() not in NAMES:
            passed_over.append(relative)
            continue
        language, key = language_and_key(relative, root.resolve().name)
        groups.setdefault(folded(key), []).append((language, key, path))
    if not groups:
        raise nothing
    found = [document for key in sorted(groups) for document in _pair(root, groups[key])]
    return Listing(root, tuple(distinct(root, found)), tuple(passed_over))


def language_and_key(path: PurePath, top: str = "") -> tuple[Language | None, str]:
    """The language that a relative path names, and the path without that word (wherever it stands) and the suffix.

    A file that is named by its language alone, ``x/zh.txt``, goes by its folder's name; ``top`` stands for that where
    the file is in no folder.
    """
    stem = path.name.removesuffix(_suffix(path))
    language, stem = _split_marker(stem)
    folders: list[str] = []
    for part in reversed(path.parts[:-1]):
        named, rest = _split_folder(part)
        if named and language in (None, named):
            language = named
            folders[:0] = [rest] if rest else []
        else:
            folders.insert(0, part)
    if not stem and not folders:
        return language, top
    return language, PurePath(*folders, stem).as_posix()


def _split_folder(name: str) -> tuple[Language | None, str]:
    """The language that the name of a folder is or ends with, and what is left: ``values-zh-rCN``, ``docs_en``."""
    if _marked(name):
        return _marked(name), ""
    match = AT_END.fullmatch(name.lower())
    return _split_marker(name) if match and match["rest"] else (None, name)


def _split_marker(stem: str) -> tuple[Language | None, str]:
    """The language at either end of ``stem``, and what is left."""
    if _marked(stem):
        return _marked(stem), ""
    lower = stem.lower()
    match = AT_END.fullmatch(lower) or AT_START.fullmatch(lower)
    # Lower case can be longer than what it comes from (İ); then the name is better left alone.
    if not match or not match["rest"] or len(lower) != len(stem):
        return None, stem
    marker = match["plain"] or match["bracketed"] or match.groupdict().get("glued") or ""
    return _marked(marker), stem[slice(*match.span("rest"))]


def _marked(word: str) -> Language | None:
    return FILE_NAMES.get(folded_tag(word))


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
    sides: tuple[tuple[Language, list[tuple[str, Path]]], ...] = (("zh", zh), ("en", en))
    alone = [(key, path) for language, key, path in group if language is None]
    if len(zh) == len(en) == 1:
        yield Found(zh[0][0], (zh[0][1], en[0][1]), reason=BY_NAME)
    elif zh and en and min(len(zh), len(en)) == 1:
        # One original, several translations: each pair is named after the file that tells it from the others.
        for _, path in zh if len(zh) > 1 else en:
            files = (path, en[0][1]) if len(zh) > 1 else (zh[0][1], path)
            yield Found(stem_of(path.relative_to(root)), files, reason=BY_NAME)
    elif zh and en:
        names = ", ".join(path.relative_to(root).as_posix() for _, path in (*zh, *en))
        yield Found(
            zh[0][0],
            tuple(path for _, path in (*zh, *en)),
            f"it cannot be told which belong together: {names}",
            "left alone",
        )
    else:
        partner = [path for _, path in alone] if len(alone) == 1 else []
        for language, marked in sides:
            for key, path in marked:
                name = key if partner and len(marked) == 1 else stem_of(path.relative_to(root))
                yield Found(name, (path, *partner), reason=LONE, marked=language)
        alone = [] if partner and (zh or en) else alone
    yield from (Found(key, (path,), reason=TAKEN_MIXED) for key, path in alone)


def stem_of(path: PurePath) -> str:
    """The path without the suffix that says its format."""
    return path.as_posix().removesuffix(_suffix(path))


def _suffix(path: PurePath) -> str:
    """The end of the name that says the format, as it is written; empty when it says none."""
    suffix = suffix_of(path.name)
    return path.name[-len(suffix) :] if suffix in SUFFIXES else ""


def distinct(root: Path, found: list[Found]) -> Iterator[Found]:
    """Give documents named after a file that share a name its suffix back; what then still shares one is a problem."""
    counts = Counter(folded(document.name) for document in found)
    renamed = [
        replace(document, name=document.files[0].relative_to(root).as_posix())
        if _is_named_after(document, root) and counts[folded(document.name)] > 1
        else document
        for document in found
    ]
    counts = Counter(folded(document.name) for document in renamed)
    for document in renamed:
        if counts[folded(document.name)] > 1 and not document.problem:
            problem = f"another document would be written to the same name, {document.name}"
            yield replace(document, problem=problem)
        else:
            yield document


def _is_named_after(document: Found, root: Path) -> bool:
    """Whether the name is that of the first file, not what is left of it without the language."""
    return document.name == stem_of(document.files[0].relative_to(root))


def folded(name: str) -> str:
    """The same for names that a file system may take for one."""
    return unicodedata.normalize("NFC", name).casefold()
