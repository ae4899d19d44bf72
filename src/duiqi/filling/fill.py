"""A file with translations put into it; all else of it stays byte for byte."""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from duiqi.errors import InputError
from duiqi.filling.entry import Catalogue, Entry, Filler, Splice, side, spliced
from duiqi.filling.matching import Found, Translations
from duiqi.io.encoding import MARKS, SUPERSETS, decode
from duiqi.model import Language, Pair
from duiqi.text.language_tags import side_of_tag
from duiqi.text.script import other_script, script_of_code

NO_MARK = "only alike, which this format has no mark for"


@dataclass(slots=True)
class Filled:
    """``data``: the file's bytes now. Messages are counted: ``filled``, of them ``review`` with a mark that says that
    they are to be looked at; ``there`` already; ``missing`` in the pairs; ``hindered`` by what hindered them.
    ``other_script``: pairs not used, whose Chinese is not in the script of the file."""

    data: bytes
    target: Language
    filled: int = 0
    review: int = 0
    there: int = 0
    missing: int = 0
    other_script: int = 0
    hindered: Counter[str] = field(default_factory=Counter)


def filled(
    filler: Filler, file: tuple[bytes, str], pairs: Iterable[Pair], source: tuple[bytes, str] | None = None
) -> Filled:
    """The bytes of ``file``, given with its name, with the translations that it lacks and ``pairs`` have.

    ``source`` is the file with the source texts, where the format has one a language. Raises InputError, with the
    line, for what is not in the format, and for a file in languages other than Chinese and English.
    """
    mark, text, codec = _decoded(filler, *file)
    catalogue = filler.read(text, file[1], (_decoded(filler, *source)[1], source[1]) if source else None)
    if catalogue.target and side_of_tag(catalogue.target) is None:
        raise InputError(
            f"its translations are in {catalogue.target}, neither Chinese nor English",
            path=file[1],
            advice="check that it is the file meant",
        )
    target = side(catalogue.target, (text for entry in catalogue.entries for form in entry.forms for text in form[:1]))
    result = Filled(b"", target)
    script = catalogue.target if target == "zh" and script_of_code(catalogue.target) else ""
    translations = Translations(_in_script(pairs, script, result), target)
    splices: list[Splice] = []
    for entry in catalogue.entries:
        splices += _put(entry, translations, catalogue, result)
    splices += catalogue.finish()
    try:
        result.data = mark + spliced(text, splices).encode(codec, catalogue.spare)
    except UnicodeEncodeError as error:
        raise InputError(
            f"its encoding, {codec}, has no {error.object[error.start]!r}, which a translation needs",
            path=file[1],
            advice="convert the file to UTF-8 first",
        ) from error
    return result


def _in_script(pairs: Iterable[Pair], code: str, result: Filled) -> Iterator[Pair]:
    for pair in pairs:
        if code and other_script(pair.zh, code):
            result.other_script += 1
        else:
            yield pair


def _put(entry: Entry, translations: Translations, catalogue: Catalogue, result: Filled) -> list[Splice]:
    if entry.is_there:
        result.there += 1
        return []
    found = [_first(form, translations) for form in entry.forms]
    texts = [each for each in found if isinstance(each, Found)]
    reason = entry.hinders or next((each for each in found if isinstance(each, str) and each), "")
    certain = entry.certain and all(text.certain for text in texts)
    if len(texts) < len(found) and not reason:
        result.missing += 1
        return []
    if not reason and not certain and not catalogue.marks_review:
        reason = NO_MARK
    if reason:
        result.hindered[reason] += 1
        return []
    result.filled += 1
    result.review += not certain
    return list(entry.put([text.text for text in texts], certain))


def _first(sources: Iterable[str], translations: Translations) -> Found | str:
    """The first certain translation of one of ``sources``, else the first that there is, else why there is none."""
    found = [translations.of(source) for source in sources]
    usable = [each for each in found if isinstance(each, Found)]
    if usable:
        return next((each for each in usable if each.certain), usable[0])
    return next((each for each in found if each), "")


def _decoded(filler: Filler, data: bytes, name: str) -> tuple[bytes, str, str]:
    """The byte order mark of a file, its text and its encoding, which give the same bytes again."""
    try:
        declared = filler.declared(data)
    except LookupError as error:
        raise InputError(str(error), path=name, line=1, advice="name the right one there, such as utf-8") from None
    mark = next((mark for mark, _ in MARKS if data.startswith(mark)), b"")
    text, codec = decode(data, name, None if mark or not declared else SUPERSETS.get(declared.lower(), declared))
    if codec in ("utf-16", "utf-32"):  # These would write a mark of their own.
        codec += "-le" if mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF32_LE) else "-be"
    # Of a file in two encodings at once there is no one codec.
    if data and (" " in codec or mark + text.encode(codec, "replace") != data):
        raise InputError(f"read as {codec} it cannot be written as it was", path=name, advice="convert it to UTF-8")
    return mark, text, declared if declared and declared.lower() in SUPERSETS else codec
