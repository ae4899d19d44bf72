"""Which files of a folder belong together: a Chinese and an English file of one name, or a file with both languages.

``a.zh.txt`` and ``a.en.txt``, ``zh/a.txt`` and ``en/a.txt``, ``a_中文.txt`` and ``a_EN.txt`` are pairs; a file whose
name says no language, or whose partner is missing, is taken to hold both. ``find_documents`` looks at names only;
``pair_by_content`` pairs what they leave alone, by profiles of the contents.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from duiqi.batch.by_content import Profile, match
from duiqi.errors import InputError
from duiqi.loading import SUFFIXES, suffix_of
from duiqi.model import Language
from duiqi.text.language_tags import NAMES, folded_tag

# A marker stands at either end of the name, apart from the rest by one of these, or in brackets.
_MARKER = "|".join(sorted((re.escape(m).replace("\\-", "[-_]") for m in NAMES), key=len, reverse=True))
# Why files are a document, as the table of a folder run says it.
BY_NAME = "names alike but for the language"
TAKEN_MIXED = "taken to hold both languages: no other file is named alike"
AT_END = re.compile(rf"(?P<rest>.*?)(?:[\s._-]+(?P<plain>{_MARKER})|[\s._-]*[(（\[](?P<bracketed>{_MARKER})[)）\]])")
AT_START = re.compile(rf"(?:(?P<plain>{_MARKER})[\s._-]+|[(（\[](?P<bracketed>{_MARKER})[)）\]][\s._-]*)(?P<rest>.+)")


@dataclass(frozen=True, slots=True)
class Found:
    """Documents of a folder. ``name`` is where the output goes, under the output folder and without suffix.

    ``files``: one file with both languages, or two. ``reason`` says why they are taken so; ``problem`` why they cannot
    be aligned.
    """

    name: str
    files: tuple[Path, ...]
    problem: str = ""
    reason: str = ""


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
        if not _suffix(path) and path.suffix[1:].lower() not in NAMES:
            passed_over.append(relative)
            continue
        language, key = language_and_key(relative, root.resolve().name)
        groups.setdefault(unicodedata.normalize("NFC", key).casefold(), []).append((language, key, path))
    if not groups:
        raise InputError("the folder holds no document", path=folder, advice=f"documents end in {', '.join(SUFFIXES)}")
    found = [document for key in sorted(groups) for document in _pair(root, groups[key])]
    return Listing(tuple(_distinct(root, found)), tuple(passed_over))


def open_files(listing: Listing) -> list[Path]:
    """The files that names leave alone, which ``pair_by_content`` needs profiles of."""
    return [
        path
        for document in listing.documents
        if len(document.files) == 1 or document.problem
        for path in document.files
    ]


def pair_by_content(
    folder: str | os.PathLike[str], listing: Listing, profiles: Mapping[Path, Profile | None]
) -> Listing:
    """The listing with files that names leave alone paired by what they say, one to one.

    ``profiles`` has those of the ``open_files`` that could be read, None for a file with both languages. A file that is
    all in one language and has no partner is a problem; one that could not be read stays as it is, and fails when it is
    aligned.
    """
    root = Path(folder)
    left = open_files(listing)
    one_sided = [(path, known) for path in left if (known := profiles.get(path))]
    zh, en = ([(path, known) for path, known in one_sided if known.language == side] for side in ("zh", "en"))
    found = [document for document in listing.documents if len(document.files) > 1 and not document.problem]
    partners: set[Path] = set()
    for pair in match([known for _, known in zh], [known for _, known in en]):
        files = zh[pair.zh][0], en[pair.en][0]
        partners.update(files)
        reason = f"by content: {pair.share:.0%} of their beginnings pairs, {pair.common} numbers and names in both"
        found.append(Found(_stem(files[0].relative_to(root)), files, reason=reason))
    for path in left:
        if path not in partners:
            found.append(_alone(path, _stem(path.relative_to(root)), profiles))
    return Listing(
        tuple(_distinct(root, sorted(found, key=lambda document: _folded(document.name)))), listing.passed_over
    )


def _alone(path: Path, name: str, profiles: Mapping[Path, Profile | None]) -> Found:
    if path not in profiles:
        return Found(name, (path,), reason="it cannot be read")
    known = profiles[path]
    if known is None or known.strays:
        return Found(name, (path,), reason="it holds both languages")
    own, other = ("Chinese", "English") if known.language == "zh" else ("English", "Chinese")
    problem = f"it is all {own}, and no {other} file of the folder says the same"
    return Found(name, (path,), problem, "left alone")


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
    return NAMES.get(folded_tag(word))


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
        yield Found(zh[0][0], (zh[0][1], en[0][1]), reason=BY_NAME)
    elif zh and en and min(len(zh), len(en)) == 1:
        # One original, several translations: each pair is named after the file that tells it from the others.
        for _, path in zh if len(zh) > 1 else en:
            files = (path, en[0][1]) if len(zh) > 1 else (zh[0][1], path)
            yield Found(_stem(path.relative_to(root)), files, reason=BY_NAME)
    elif zh and en:
        names = ", ".join(path.relative_to(root).as_posix() for _, path in (*zh, *en))
        yield Found(
            zh[0][0],
            tuple(path for _, path in (*zh, *en)),
            f"it cannot be told which belong together: {names}",
            "left alone",
        )
    else:
        alone += [(_stem(path.relative_to(root)), path) for _, path in (*zh, *en)]
    yield from (Found(key, (path,), reason=TAKEN_MIXED) for key, path in alone)


def _stem(path: PurePath) -> str:
    return path.as_posix().removesuffix(_suffix(path))


def _suffix(path: PurePath) -> str:
    """The end of the name that says the format, as it is written; empty when it says none."""
    suffix = suffix_of(path.name)
    return path.name[-len(suffix) :] if suffix in SUFFIXES else ""


def _distinct(root: Path, found: list[Found]) -> Iterator[Found]:
    """Give documents named after a file that share a name its suffix back; what then still shares one is a problem."""
    counts = Counter(_folded(document.name) for document in found)
    renamed = [
        replace(document, name=document.files[0].relative_to(root).as_posix())
        if _is_named_after(document, root) and counts[_folded(document.name)] > 1
        else document
        for document in found
    ]
    counts = Counter(_folded(document.name) for document in renamed)
    for document in renamed:
        if counts[_folded(document.name)] > 1 and not document.problem:
            problem = f"another document would be written to the same name, {document.name}"
            yield replace(document, problem=problem)
        else:
            yield document


def _is_named_after(document: Found, root: Path) -> bool:
    """Whether the name is that of the first file, not what is left of it without the language."""
    return document.name == _stem(document.files[0].relative_to(root))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
