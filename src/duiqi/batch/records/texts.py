"""Documents as records, from a table or a database, to their pairs: a function of each record and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO, StringIO
from typing import get_args

from duiqi.batch.workers import in_order
from duiqi.errors import InputError, check_choice, checked_options
from duiqi.model import Alignment, Document, Layout, Level, Pair
from duiqi.options import Options
from duiqi.pipeline import align_documents, load, load_sides

ADVICE = 'give "text" with both languages, or "zh" and "en", or a file as "bytes" and "name"'
# What may be in a record, and is read; and what of it belongs together.
KEYS = ("id", "text", "zh", "en", "bytes", "name")
TOGETHER: tuple[frozenset[str], ...] = (frozenset({"text"}), frozenset({"zh", "en"}), frozenset({"bytes", "name"}))


@dataclass(frozen=True, slots=True)
class AlignedRecord:
    """What became of the record ``id``: its ``pairs``, or the ``error`` for which there are none; ``warnings`` and
    ``signature`` are those of the alignment."""

    id: str
    pairs: tuple[Pair, ...] = ()
    error: InputError | None = None
    warnings: tuple[str, ...] = ()
    signature: str = ""


@dataclass(frozen=True, slots=True)
class _How:
    """What holds for all records."""

    level: Level
    layout: Layout
    options: Options
    unaligned: bool


def align_records(
    records: Iterable[Mapping[str, object]],
    *,
    level: Level = "sentence",
    layout: Layout = "auto",
    options: Options | None = None,
    unaligned: bool = False,
    jobs: int = 1,
) -> Iterator[AlignedRecord]:
    """Align each record: a mapping with an ``id`` and either ``text``, which holds both languages, or ``zh`` and
    ``en``, or the ``bytes`` of a file with both languages in any format that is read, and its ``name``. What else it
    holds is left alone; None is nothing.

    The results are in the order of the records, one for each. A record that cannot be aligned has an ``error``, which
    names it as ``path``; it raises nothing. ``level``, ``layout`` (of ``text``) and ``options`` are those of
    ``duiqi.align``; with ``unaligned`` sentences without a partner are among the pairs. ``jobs`` processes work at a
    time; the results do not depend on it. Records are taken as they are needed, so there may be any number of them.

    Raises ValueError or TypeError for a level or layout that there is not, or ``jobs`` below 1.
    """
    check_choice("level", level, get_args(Level))
    check_choice("layout", layout, get_args(Layout))
    if jobs < 1:
        raise ValueError(f"jobs is {jobs}; at least one process must work")
    how = _How(level, layout, checked_options(options, Options), unaligned)
    return _results(records, how, jobs)


def _results(records: Iterable[Mapping[str, object]], how: _How, jobs: int) -> Iterator[AlignedRecord]:
    names: dict[int, str] = {}

    def tasks() -> Iterator[tuple[str, tuple[Mapping[str, object], _How]]]:
        for number, record in enumerate(records):
            names[number] = str(record.get("id", ""))
            # What else it holds may be large, or nothing that another process can be sent.
            texts = {name: record[name] for name in KEYS if record.get(name) is not None}
            yield names[number], (texts, how)

    for number, result in enumerate(in_order(_align_record, tasks(), jobs)):
        name = names.pop(number)
        yield AlignedRecord(name, error=result) if isinstance(result, InputError) else result


def _align_record(record: Mapping[str, object], how: _How) -> AlignedRecord:
    name = str(record.get("id", ""))
    try:
        alignment = replace(_aligned(record, how), source=name)
    except InputError as error:
        named = type(error)(error.message, path=name, line=error.line, advice=error.advice)
        return AlignedRecord(name, error=named)
    pairs = tuple(alignment.pairs(unaligned=how.unaligned))
    return AlignedRecord(name, pairs, warnings=alignment.warnings, signature=alignment.signature)


def _aligned(record: Mapping[str, object], how: _How) -> Alignment:
    held = {name: value for name in KEYS[1:] if (value := record.get(name)) is not None}
    if "bytes" not in held:  # then it is a column of any table
        held.pop("name", None)
    if record.get("id") is None:
        raise InputError('the record has no "id"', advice="number the records")
    if frozenset(held) not in TOGETHER:
        what = " and ".join(f'"{name}"' for name in held)
        raise InputError(f"the record holds {what or 'no text'}", advice=ADVICE)
    for name, value in held.items():
        kind, called = (bytes, "bytes") if name == "bytes" else (str, "a string")
        if not isinstance(value, kind):
            raise InputError(f'"{name}" is of type {type(value).__name__}, not {called}', advice=ADVICE)
        if not value.strip():
            raise InputError(f'"{name}" holds no text', advice=ADVICE)
    if isinstance(data := held.get("bytes"), bytes):
        zh, en = load_sides(_File(data, str(held["name"])), layout=how.layout, options=how.options)
    else:
        zh, en = sides_of_texts({name: str(text) for name, text in held.items()}, how.layout, how.options)
    return align_documents(zh, en, level=how.level, options=how.options)


class _File(BytesIO):
    """An open file with a name, whose suffix may tell its format."""

    def __init__(self, data: bytes, name: str) -> None:
        super().__init__(data)
        self.name = name


def sides_of_texts(texts: Mapping[str, str], layout: Layout, options: Options) -> tuple[Document, Document]:
    """The cleaned documents that hold the Chinese and the English of ``text``, which has the layout, or of ``zh`` and
    ``en``. Raises InputError for a text of no use."""
    streams = {name: StringIO(text) for name, text in texts.items()}
    if "text" in streams:
        return load_sides(streams["text"], layout=layout, options=options)
    # Which side is which is said already, so it is not asked what they hold.
    zh, en = (load(streams[side], layout=side, options=options) for side in ("zh", "en"))
    return zh, en
