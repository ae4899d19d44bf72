"""Errors that a user sees. Each says what is wrong, where, and what to do about it."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from typing import Any, TypeVar

T = TypeVar("T")


class DuiqiError(Exception):
    """Base of every error that duiqi raises on purpose."""


class InputError(DuiqiError):
    """Input that cannot be used.

    ``path`` and ``line`` (counted from 1) say where, ``advice`` says what to do; ``str(error)`` joins
    them into ``path:line: message; advice``. The command line prints that and ends with status 2.
    """

    def __init__(
        self,
        message: str,
        *,
        path: str | os.PathLike[str] | None = None,
        line: int | None = None,
        advice: str | None = None,
    ) -> None:
        self.message = message
        self.path = os.fspath(path) if path is not None else None
        self.line = line
        self.advice = advice
        super().__init__(str(self))

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}: " if self.path and self.line else f"{self.path}: " if self.path else ""
        return f"{where}{self.message}" + (f"; {self.advice}" if self.advice else "")

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions cross process borders in folder runs; keyword-only arguments need help to be pickled.
        return _rebuild_input_error, (type(self), self.message, self.path, self.line, self.advice)


class UnreadFormat(InputError):
    """Input in a format that is known and not read, or in none that is text: a run over a folder passes it over."""


class OneLanguage(InputError):
    """A document in one language alone: a run over a folder passes it over."""


class NotTranslated(InputError):
    """Two documents that say the same in one language: a run over a folder passes them over and counts them."""


class DataError(DuiqiError):
    """A data file of the package (lexicon, weights) is missing, damaged or does not fit the code."""


def check_choice(name: str, value: object, choices: tuple[Any, ...]) -> None:
    """Raise an error that lists ``choices`` unless ``value`` is one of them: a mistake in a program, not in its input.

    A TypeError where no choice is of its type, else a ValueError.

    >>> check_choice("level", "word", ("sentence", "clause"))
    Traceback (most recent call last):
        ...
    ValueError: level is 'word'; it can be 'sentence' or 'clause'
    """
    alike = [choice for choice in choices if isinstance(value, type(choice))]
    if value in alike:
        return
    *most, last = map(repr, choices)
    raise (ValueError if alike else TypeError)(f"{name} is {value!r}; it can be {', '.join(most)} or {last}")


def check_score(name: str, value: float) -> None:
    """Raise a ValueError for a bound of scores above 1, which no pair reaches; a TypeError for what is no number.

    >>> check_score("min_score", 90)
    Traceback (most recent call last):
        ...
    ValueError: min_score is 90; scores are probabilities, from 0 to 1
    """
    if isinstance(value, (str, bytes)) or value is None:
        raise TypeError(f"{name} is {value!r}; scores are probabilities, from 0 to 1")
    if value > 1:
        raise ValueError(f"{name} is {value!r}; scores are probabilities, from 0 to 1")


def checked_options(options: T | None, kind: type[T]) -> T:
    """``options``, or the defaults of ``kind`` where there are none; a TypeError for anything else."""
    if options is None:
        return kind()
    if not isinstance(options, kind):
        named = options if isinstance(options, dict) else {}
        meant = ", ".join(f"{name}={value!r}" for name, value in named.items())
        raise TypeError(f"options is {options!r}; give {kind.__name__}({meant})")
    return options


def check_names(
    name: str, value: str | Collection[str], words: tuple[str, ...], names: tuple[str, ...]
) -> str | tuple[str, ...]:
    """``value`` if it is one of the ``words``; else, of ``names``, those that it holds, hyphens read as spaces.

    Raises ValueError for anything else in it, and lists what there is.

    >>> check_names("repair", ["hard-wraps"], ("all", "none"), ("entities", "hard wraps"))
    ('hard wraps',)
    """
    if isinstance(value, str) and value in words:
        return value
    known = {each.replace(" ", "-"): each for each in names}
    given = {each.replace(" ", "-"): each for each in ([value] if isinstance(value, str) else value)}
    unknown = [each for key, each in given.items() if key not in known or isinstance(value, str)]
    if unknown:
        listed = " or ".join(map(repr, words))
        raise ValueError(f"{name} is {unknown[0]!r}; it can be {listed}, or a list of: {', '.join(names)}")
    return tuple(each for key, each in known.items() if key in given)


def checked_columns(columns: Sequence[str] | None) -> tuple[str, str] | None:
    """The names of two columns, or None; a TypeError for anything else."""
    if columns is None:
        return None
    if isinstance(columns, str) or len(columns) != 2 or not all(isinstance(name, str) for name in columns):
        raise TypeError(f"columns is {columns!r}; it is two strings, the Chinese and the English column")
    return columns[0], columns[1]


def _rebuild_input_error(
    kind: type[InputError], message: str, path: str | None, line: int | None, advice: str | None
) -> InputError:
    return kind(message, path=path, line=line, advice=advice)
