"""What is told of each document of a run, and how much of it where there are many."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Mapping

from duiqi.batch import Done, Summary, name_of
from duiqi.cli.summary import folder_line, note_lines, warnings
from duiqi.cli.terminal import log, tell, warn
from duiqi.errors import DuiqiError, InputError, NotTranslated, OneLanguage, UnreadFormat
from duiqi.shown import counted
from duiqi.text.printable import printable

# A run over so many documents tells of each; of more only what is amiss. They fill a screen or two.
FEW = 50
# So many failures, and so many documents with warnings, are named one by one where there are many documents.
NAMED = 20
PASSED_OVER = (UnreadFormat, OneLanguage, NotTranslated)


def print_todo(documents: Iterable[tuple[str, str | None]], *, quiet: bool) -> None:
    """Print the names of documents that are to be aligned, and why (None: they are not), and tell how many."""
    done = todo = 0
    for name, why in documents:
        if why is None:
            done += 1
        else:
            todo += 1
            print(printable(f"{name}: {why}"))
    if not quiet:
        tell([f"to align: {todo} of {counted(todo + done, 'document')}"])


class Teller:
    """Tells what became of documents; ``total``: how many there are."""

    def __init__(self, total: int, quiet: bool, advice: str = "-v names them") -> None:
        self._most = NAMED if total > FEW else total
        self._level = logging.DEBUG if quiet or total > FEW else logging.INFO
        self._failed = self._warned = 0
        self._advice = advice

    def tell(self, done: Done) -> None:
        """What became of one document."""
        if isinstance(done.result, Summary):
            if not done.kept:
                self._aligned(done, done.result)
        elif isinstance(done.result, PASSED_OVER):
            self._passed_over(done, done.result)
        else:
            self._failed += 1
            level = logging.ERROR if self._failed <= self._most else logging.DEBUG
            log(f"align: {printable(str(done.result))}", level, _fields(done, "failed", done.result))

    def end(self) -> None:
        """How many were not named."""
        if (more := self._failed - self._most) > 0:
            warn([f"{more:,} more failed ({self._advice})"])
        if (more := self._warned - self._most) > 0:
            warn([f"{more:,} more have warnings (-v names them)"])

    def _aligned(self, done: Done, summary: Summary) -> None:
        name, target = done.task.found.name, done.task.target
        tell(summary.report)
        line = folder_line(name, summary, os.fspath(target) if target else None)
        log(line, self._level, {**_fields(done, "done"), "pairs": summary.pairs, "doubtful": summary.doubtful})
        tell(note_lines(summary.notes), self._level)
        if lines := list(warnings(summary, name)):
            self._warned += 1
            tell(lines, logging.WARNING if self._warned <= self._most else logging.DEBUG)

    def _passed_over(self, done: Done, error: InputError) -> None:
        line = printable(f"{done.task.found.name}: passed over: {error.message}")
        # One without a partner by its name is in the table already, and formats that are not read are told in one line.
        is_new = isinstance(error, OneLanguage) and not done.task.found.problem
        log(line, self._level if is_new else logging.DEBUG, _fields(done, "passed over", error))


def _fields(done: Done, outcome: str, error: DuiqiError | None = None) -> Mapping[str, object]:
    """What the log file has of it beside the line."""
    name = name_of(done.task.found, done.task.root)
    fields = {"document": name, "outcome": outcome, "seconds": round(done.seconds, 3), "kept": done.kept}
    return {**fields, "error": str(error)} if error else fields
