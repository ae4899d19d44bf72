"""A document as a record: its id, its texts or files, and where it stands."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from duiqi.errors import InputError
from duiqi.text.chars import SURROGATE


@dataclass(frozen=True, slots=True)
class Record:
    """``texts`` are ``text`` with both languages, or ``zh`` and ``en``; a document in ``files`` has none. ``path`` with
    the ``line``, or the ``row``, both counted from 1, says where it stands; of a document of a folder ``path`` alone is
    what its output is called there, and ``id`` what its files are called. ``error``: why it is of no use;
    ``done``: what was made of it, where an engine did that already."""

    id: str
    texts: Mapping[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    path: str = ""
    line: int | None = None
    row: int | None = None
    error: InputError | None = None
    done: Any = None

    @property
    def place(self) -> str:
        """Where it stands, in words: ``corpus.jsonl:17``, ``corpus.parquet, row 17``."""
        if self.is_of_folder:
            return self.id
        if self.files:
            return " ".join(self.files)
        return f"{self.path}:{self.line}" if self.line else f"{self.path}, row {self.row}"

    @property
    def is_of_folder(self) -> bool:
        """Whether it is a document of a folder, or one of several files."""
        return bool(self.files) and self.line is None

    def digest(self) -> bytes:
        """A digest (BLAKE2b, 16 bytes) of the id and the texts, or of the error."""
        held = (self.id, sorted(self.texts.items()), str(self.error.message) if self.error else "")
        return hashlib.blake2b(repr(held).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def placed(error: InputError, record: Record) -> InputError:
    """The same error where the record stands."""
    row = f"row {record.row}: " if record.row else ""
    return type(error)(row + error.message, path=record.path or None, line=record.line, advice=error.advice)


def record_of(values: Mapping[str, Any], columns: Mapping[str, str], place: Record) -> Record:
    """The record that stands at ``place`` (whose id counts where there is no column of ids) with the values of the
    ``columns``, which go by what they hold: ``id``, ``text``, ``zh``, ``en``. What is wrong with them is its error."""
    try:
        id = _id(values, columns["id"]) if "id" in columns else place.id
    except InputError as error:
        return failed(place, error)
    named = Record(id, path=place.path, line=place.line, row=place.row)
    texts: dict[str, str] = {}
    for kind, column in columns.items():
        if kind == "id":
            continue
        value = value_of(values, column)
        if not isinstance(value, str):
            what = "is missing" if value is None else f"is of type {type(value).__name__}, not a string"
            return failed(named, InputError(f'"{column}" {what}'))
        if not value.strip():
            return failed(named, InputError(f'"{column}" holds no text'))
        texts[kind] = value
    return Record(id, texts, path=place.path, line=place.line, row=place.row)


def failed(place: Record, error: InputError) -> Record:
    """The record at ``place``, of no use for this error."""
    return Record(place.id, path=place.path, line=place.line, row=place.row, error=placed(error, place))


def value_of(values: Mapping[str, Any], column: str) -> Any:
    """What stands in a column; of ``translation.zh`` the field ``zh`` in the column ``translation``."""
    if column in values or "." not in column:
        return values.get(column)
    outer, inner = column.split(".", 1)
    within = values.get(outer)
    return within.get(inner) if isinstance(within, dict) else None


def _id(values: Mapping[str, Any], column: str) -> str:
    value = value_of(values, column)
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        what = "is missing" if value is None else f"is of type {type(value).__name__}, not a string or whole number"
        raise InputError(f'"{column}" {what}')
    if not str(value).strip():
        raise InputError(f'"{column}" is empty')
    if SURROGATE.search(str(value)):
        raise InputError(f'"{column}" holds half a character')
    return str(value)
