"""What there is to tell of a document, a summary or an error, as JSON and back: a later run tells it again."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import fields, replace
from typing import Any

import duiqi.errors
from duiqi.batch.documents import Summary
from duiqi.batch.resuming.manifest import Entry, OutcomeKind
from duiqi.batch.settings import Settings
from duiqi.errors import InputError
from duiqi.export import Written

# What is not kept of a summary as it is: what is told while a document is aligned only, and what a document of a folder
# with outputs of their own has not.
_NOT_KEPT = ("written", "report", "updated", "units", "outcomes", "rejected", "kept")


def summary_as_json(summary: Summary, settings: Settings) -> str:
    """A summary of a run with these settings."""
    kept = {field.name: getattr(summary, field.name) for field in fields(summary) if field.name not in _NOT_KEPT}
    kept["left_out"] = summary.written.left_out
    # A correction goes by its place among all, which are part of the signature of a run.
    kept["outcomes"] = [(settings.corrections.index(o.correction), o.status, o.reason) for o in summary.outcomes]
    return json.dumps(kept, ensure_ascii=False)


def summary_from_json(text: str, settings: Settings) -> Summary:
    """The summary, marked as kept. Raises ValueError for what is none."""
    try:
        told: dict[str, Any] = json.loads(text)
        left_out = Counter[str](told.pop("left_out"))
        from duiqi.corrections import Outcome

        outcomes = tuple(Outcome(settings.corrections[place], *rest) for place, *rest in told.pop("outcomes"))
        values = {name: _restored(value) for name, value in told.items()}
        written = Written(settings.format, left_out=left_out)
        return Summary(**values, written=written, outcomes=outcomes, kept=True)
    except (TypeError, LookupError, AttributeError) as error:
        raise ValueError(f"no summary: {error}") from error


def entry_of(entry: Entry, result: Summary | InputError, settings: Settings, size: int = 0) -> Entry:
    """The row of a document with what became of it; ``size`` is that of its output."""
    if isinstance(result, Summary):
        told = summary_as_json(result, settings)
        entry = replace(entry, pairs=result.pairs, doubtful=result.doubtful, size=size)
        return replace(entry, outcome="done", told=told)
    outcome: OutcomeKind = "failed" if is_failure(result) else "passed over"
    return replace(entry, outcome=outcome, error=str(result), told=error_as_json(result))


def error_as_json(error: InputError) -> str:
    """An error with its kind, if that is one of ``duiqi.errors``."""
    return json.dumps([_kind(type(error)), error.message, error.path, error.line, error.advice], ensure_ascii=False)


def error_from_json(text: str) -> InputError:
    """The error. Raises ValueError for what is none."""
    try:
        name, message, path, line, advice = json.loads(text)
        kind = getattr(duiqi.errors, name)
        if _kind(kind) != name:
            raise ValueError("no kind of error")
        error: InputError = kind(message, path=path, line=line, advice=advice)
        return error
    except (TypeError, AttributeError) as error:
        raise ValueError(f"no error: {error}") from error


def is_failure(error: InputError) -> bool:
    """Whether a document failed; else there is nothing in it to align, which errors of a kind of their own say."""
    return _kind(type(error)) == InputError.__name__


def _kind(kind: type[InputError]) -> str:
    """The name of a kind of error; those of single formats count as InputError."""
    known = isinstance(kind, type) and issubclass(kind, InputError) and vars(duiqi.errors).get(kind.__name__) is kind
    return kind.__name__ if known else InputError.__name__


def _restored(value: Any) -> Any:
    """A value of a summary from JSON: counts, lines, a number or a name."""
    if isinstance(value, dict):
        return Counter(value)
    return tuple(value) if isinstance(value, list) else value
