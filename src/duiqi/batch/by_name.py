"""Which files of a folder belong together: a Chinese and an English file of one name, or a file with both languages.

``a.zh.txt`` and ``a.en.txt``, ``zh/a.txt`` and ``en/a.txt``, ``a_中文.txt`` and ``a_EN.txt`` are pairs, and so are
``a.md`` and ``a.zh-CN.md`` if what the first one says is English. A file whose name says no language is else taken to
hold both; one that names a language and has no partner must be looked at.
"""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from duiqi.batch.file_names import inner_language_and_key, language_and_key, stem_of, version_of, weak_language_and_key
from duiqi.errors import InputError
from duiqi.io.walking import files_below
from duiqi.io.zip_folder import SUFFIX as ZIP
from duiqi.loading import ENDINGS, may_be_document
from duiqi.model import Language
from duiqi.text.language_tags import NAMES

# Why files are a document, as the table of a folder run says it.
BY_NAME = "names alike but for the language"
TAKEN_MIXED = "taken to hold both languages: no other file is named alike"
BY_NAME_AND_CONTENT = "names alike but for a language, {other} by what it says"
LONE = "no file of the other language is named alike"


@dataclass(frozen=True, slots=True)
class Found:
    """Documents of a folder. ``name`` is where the output goes, under the output folder and without suffix.

    ``files``: one file with both languages, or two. ``reason`` says why they are taken so; ``problem`` why they cannot
    be aligned; ``alone``: since it is in one language and has no partner. ``marked`` is the language that the name of a
    first file says which has no partner by name; a second file is then one whose name says no language, which may be
    its partner.
    """

    name: str
    files: tuple[Path, ...]
    problem: str = ""
    reason: str = ""
    marked: Language | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """``documents`` by name, and the files ``passed_over`` because their suffix is of no format that is read. Names and
    files passed over are relative to the folder ``root``, and so are ``linked``, the links to folders, which are not
    followed, and ``special``, pipes, sockets and devices. ``unreadable``: what is wrong with folders that may not
    be looked into, and links that lead nowhere."""

    root: Path
    documents: tuple[Found, ...]
    passed_over: tuple[Path, ...]
    linked: tuple[Path, ...] = ()
    unreadable: tuple[InputError, ...] = ()
    special: tuple[Path, ...] = ()


def find_documents(folder: str | os.PathLike[str]) -> Listing:
    """The documents in ``folder`` and the folders in it, hidden ones left out, in the order of their names.

    Every document has a name of its own, also where case does not count. Raises InputError when the folder cannot be
    read or holds no document.
    """
    root = Path(folder)
    walked = files_below(root)
    if walked.unreadable and not walked.files:
        raise walked.unreadable[0]
    listing = _listing(root, walked.files, InputError("the folder holds no document", path=folder, advice=ENDINGS))
    linked = tuple(path.relative_to(root) for path in walked.linked)
    special = tuple(path.relative_to(root) for path in walked.special)
    return replace(listing, linked=linked, special=special, unreadable=tuple(walked.unreadable))


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
    named: list[tuple[Language | None, str, Path]] = []
    passed_over = []
    for path in files:
        relative = path.relative_to(root)
        if not may_be_document(path) and path.suffix[1:].lower() not in NAMES and path.suffix.lower() != ZIP:
            passed_over.append(relative)
            continue
        named.append((*language_and_key(relative, root.resolve().name), path))
    if not named:
        raise nothing
    groups: dict[str, list[tuple[Language | None, str, Path]]] = {}
    for language, key, path in _by_weak_names(root, list(_by_inner_names(root, named))):
        groups.setdefault(folded(key), []).append((language, key, path))
    found = [document for key in sorted(groups) for document in _pair(root, groups[key])]
    return Listing(root, tuple(distinct(root, found)), tuple(passed_over))


def _by_inner_names(
    root: Path, named: Sequence[tuple[Language | None, str, Path]]
) -> Iterator[tuple[Language | None, str, Path]]:
    """The files, those with a word for a language within their names under it, where both languages are there."""
    inner = {path: inner_language_and_key(path.relative_to(root)) for language, _, path in named if language is None}
    languages: dict[str, set[Language | None]] = {}
    for language, key in (*inner.values(), *((language, key) for language, key, _ in named)):
        languages.setdefault(folded(key), set()).add(language)
    for language, key, path in named:
        other, inner_key = inner.get(path, (None, ""))
        if other and languages[folded(inner_key)] >= {"zh", "en"}:
            yield other, inner_key, path
        else:
            yield language, key, path


def _by_weak_names(
    root: Path, named: Sequence[tuple[Language | None, str, Path]]
) -> Iterator[tuple[Language | None, str, Path]]:
    """The files, those that have no partner by words so far by what their names may say too, where just one file of
    either language is called so, and none that differs in one letter only: ``3a``, ``3b``, ``3c`` are parts."""
    groups: dict[str, list[Language | None]] = {}
    for language, key, _ in named:
        groups.setdefault(folded(key), []).append(language)
    weak: dict[Path, tuple[Language, str]] = {}
    for language, key, path in named:
        if len(groups[folded(key)]) == 1:
            found, weak_key = weak_language_and_key(language, key)
            if found:
                weak[path] = found, weak_key
    called = Counter(folded(key) for _, key in weak.values())
    sides = {(language, folded(key)) for language, key in weak.values()}
    parts = Counter(folded(key)[:-1] for key in groups)
    for language, key, path in named:
        own = weak.get(path)
        other: Language = "en" if own and own[0] == "zh" else "zh"
        together = own and called[folded(own[1])] == 2 and (other, folded(own[1])) in sides
        is_letter = own is not None and own[1] == key[:-1]
        if own and together and not (is_letter and parts[folded(key)[:-1]] > 2):
            yield *own, path
        else:
            yield language, key, path


def _pair(root: Path, group: list[tuple[Language | None, str, Path]]) -> Iterator[Found]:
    """The documents among the files of one name."""
    zh = [(key, path) for language, key, path in group if language == "zh"]
    en = [(key, path) for language, key, path in group if language == "en"]
    sides: tuple[tuple[Language, list[tuple[str, Path]]], ...] = (("zh", zh), ("en", en))
    alone = [(key, path) for language, key, path in group if language is None]
    if len(zh) == len(en) == 1:
        yield Found(zh[0][0], (zh[0][1], en[0][1]), reason=BY_NAME)
    elif zh and en:
        yield from _versions(root, [path for _, path in zh], [path for _, path in en])
    else:
        partner = [path for _, path in alone] if len(alone) == 1 else []
        for language, marked in sides:
            for key, path in marked:
                name = key if partner and len(marked) == 1 else stem_of(path.relative_to(root))
                yield Found(name, (path, *partner), reason=LONE, marked=language)
        alone = [] if partner and (zh or en) else alone
    yield from (Found(key, (path,), reason=TAKEN_MIXED) for key, path in alone)


def _versions(root: Path, zh: Sequence[Path], en: Sequence[Path]) -> Iterator[Found]:
    """Several translations of one original: each pair is named after the file that tells it from the others. Where
    there are several originals too, the Chinese versions are paired with the plainest English one."""

    def is_told_apart(files: Sequence[Path]) -> bool:
        return len({version_of(path.relative_to(root)) for path in files}) == len(files)

    if len(zh) == 1 or len(en) == 1:
        for path in zh if len(zh) > 1 else en:
            files = (path, en[0]) if len(zh) > 1 else (zh[0], path)
            yield Found(stem_of(path.relative_to(root)), files, reason=BY_NAME)
        return
    if not (is_told_apart(zh) and is_told_apart(en)):
        names = ", ".join(path.relative_to(root).as_posix() for path in (*zh, *en))
        problem = f"it cannot be told which belong together: {names}"
        yield Found(language_and_key(zh[0].relative_to(root), root.name)[1], (*zh, *en), problem, "left alone")
        return
    main = min(en, key=lambda path: (version_of(path.relative_to(root))[1] not in ("", "us"), folded(path.name)))
    yield from (Found(stem_of(path.relative_to(root)), (path, main), reason=BY_NAME) for path in zh)
    for path in en:
        if path != main:
            problem = f"the Chinese is paired with another English version, {main.relative_to(root).as_posix()}"
            yield Found(stem_of(path.relative_to(root)), (path,), problem, "left alone", alone=True)


def with_version(listing: Listing, zh_lang: str | None) -> Listing:
    """The listing with one Chinese version of a document where there are several, that in the script of ``zh_lang``,
    and of these the one of its region, if any; the others are left alone. Where none is in that script nothing
    changes."""
    wanted = version_of(PurePath(zh_lang)) if zh_lang else (None, "")
    if not wanted[0]:
        return listing
    originals: dict[Path, list[Found]] = {}
    for document in listing.documents:
        if len(document.files) == 2:
            originals.setdefault(document.files[1], []).append(document)
    dropped: dict[str, str] = {}
    for documents in originals.values():
        versions = {document.name: version_of(document.files[0].relative_to(listing.root)) for document in documents}
        kept = [name for name, version in versions.items() if version[0] == wanted[0]]
        kept = [name for name in kept if versions[name][1] == wanted[1]] or kept
        if kept:
            dropped.update({name: kept[0] for name in versions if name not in kept})
    problem = "--zh-lang {} asks for another Chinese version, {}"
    return replace(
        listing,
        documents=tuple(
            replace(document, problem=problem.format(zh_lang, dropped[document.name]), reason="left alone", alone=True)
            if document.name in dropped
            else document
            for document in listing.documents
        ),
    )


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
    """The name as a file system sees it that knows no case: two that are so one may be one file."""
    return unicodedata.normalize("NFC", name).casefold()
