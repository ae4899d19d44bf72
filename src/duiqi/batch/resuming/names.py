"""Names of files as SQLite holds them, which takes Unicode alone."""

from __future__ import annotations

from typing import TypeVar

Value = TypeVar("Value")


def as_stored(value: Value) -> Value | bytes:
    """A text that is no Unicode, as the name of a file whose bytes are no UTF-8, as bytes; else what is given."""
    if isinstance(value, str) and not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            return value.encode("utf-8", "surrogatepass")
    return value


def as_told(value: Value) -> Value | str:
    """What ``as_stored`` was given."""
    return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value
