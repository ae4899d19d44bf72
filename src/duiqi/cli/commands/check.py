"""``align check`` and ``align repair``: what is wrong in a memory, and a corrected copy."""

from __future__ import annotations

import argparse
import gc
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from duiqi.cli.arguments import add_columns, add_encoding, add_quiet, add_variants, columns_of
from duiqi.cli.filtering import add_filters, filters_of
from duiqi.cli.parser import make_parser
from duiqi.cli.summary import note_lines, tell
from duiqi.errors import DuiqiError, InputError
from duiqi.export import ReadOptions
from duiqi.pairs.filters import Filters
from duiqi.text.printable import printable

if TYPE_CHECKING:
    from duiqi.checking import Finding, Termbase

# Findings of one rule in one file that are printed without --all: a choice, so that all rules fit on a page.
SHOWN = 10
# Objects in use after which Python looks for cycles among them, by default 700. Two thousand units wait, some ten
# objects each, and there are hardly any cycles: looking for them took a twelfth of the time.
CYCLES = 100_000
SEVERITIES = ("refused", "dropped", "doubtful")


def parser() -> argparse.ArgumentParser:
    """``align check FILE…``."""
    parser = make_parser(
        "align check",
        "Say what is wrong in TMX files: what some program would refuse or pass over, and which, and what a translator "
        "should look at. In other files of pairs (.csv, .jsonl, .xlsx, …) the texts are looked at. Exit status 1 when "
        "something was found.",
    )
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="a TMX file, plain or gzipped, or another file of pairs"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument(
        "--format",
        choices=("text", "json", "sarif", "html"),
        default="text",
        help="text: a line a finding (default); json: one JSON object a finding; sarif: all findings as a SARIF log, "
        "for code hosts and editors; html: a page to read in a browser, with the texts",
    )
    form.add_argument("--json", dest="format", action="store_const", const="json", help="the same as --format json")
    form.add_argument("--sarif", dest="format", action="store_const", const="sarif", help="the same as --format sarif")
    parser.add_argument(
        "--all", action="store_true", help=f"every finding, not only the first {SHOWN} of each rule in a file"
    )
    parser.add_argument(
        "--without",
        metavar="RULE[,RULE]",
        default="",
        help="rules that are not to be looked at, by their names in docs/check.md, such as number,identical",
    )
    parser.add_argument(
        "--only",
        choices=SEVERITIES,
        action="append",
        help="only what makes a program refuse the file, pass over a unit, or what is doubtful; may be given again",
    )
    parser.add_argument(
        "--termbase",
        action="append",
        default=[],
        metavar="FILE",
        help="report terms that are not followed: a termbase as --lexicon of align reads (.tsv, .csv, .xlsx, .tbx); "
        "a column of a table called forbidden or 禁用 has English that is; can be given again",
    )
    add_columns(parser)
    add_encoding(parser)
    add_variants(parser)
    add_filters(parser, "report pairs")
    add_quiet(parser, "no count on standard error")
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Print the findings of each file and a count of them."""
    wanted = _wanted(arguments)
    shown: list[tuple[str, list[Finding], Counter[str]]] = []
    limit = None if arguments.all or arguments.format in ("json", "sarif") else SHOWN
    total = failed = 0
    for path in arguments.files:
        counts, notes = _Counts(), list[str]()
        variants = arguments.zh_lang, arguments.en_lang
        options = ReadOptions(columns_of(arguments), arguments.encoding, notes.append, *variants)
        kept: list[Finding] = []
        try:
            with _few_looks_for_cycles():
                for finding in wanted.findings(path, options):
                    if not counts.see(finding, limit):
                        continue
                    if arguments.format in ("sarif", "html"):
                        kept.append(finding)
                    else:
                        print(_json(path, finding) if arguments.format == "json" else _line(path, finding))
        except DuiqiError as error:
            failed += 1
            print(f"align: {printable(str(error))}", file=sys.stderr)
            continue
        shown.append((path, kept, counts.by_rule))
        total += counts.total()
        if arguments.format == "text" and limit is not None:
            for rule, times in counts.by_rule.items():
                if times > limit:
                    print(printable(f"{path}: {rule}: {times:,} in all, {limit} shown (--all shows every one)"))
        if not (arguments.format == "json" or arguments.quiet):
            print(f"{printable(path)}: {counts}", file=sys.stderr)
            tell(note_lines(notes))
    _print_whole(shown, arguments.format)
    if failed == len(arguments.files):
        return 2
    return 1 if total or failed else 0


@contextmanager
def _few_looks_for_cycles() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(CYCLES, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _print_whole(shown: Sequence[tuple[str, list[Finding], Counter[str]]], form: str) -> None:
    """Print what is one document for all files."""

    if form == "sarif":
        from duiqi.checking.reports.sarif import sarif

        findings = [(path, finding) for path, kept, _ in shown for finding in kept]
        print(json.dumps(sarif(findings), ensure_ascii=False, indent=1))
    elif form == "html":
        from duiqi.checking.reports.page import page_lines

        sys.stdout.writelines(page_lines(shown))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which findings are wanted: of which rules, and with which filters and terms."""

    rules: frozenset[str]
    filters: Filters | None
    termbase: Termbase | None

    def findings(self, path: str, options: ReadOptions) -> Iterator[Finding]:
        from duiqi.checking import check_file  # a small module for each rule, which no other command needs

        return check_file(path, self.filters, options, rules=self.rules, termbase=self.termbase)


def _wanted(arguments: argparse.Namespace) -> _Wanted:
    from duiqi.checking import read_termbase

    filters = filters_of(arguments)
    return _Wanted(
        _rules(arguments.without, arguments.only),
        None if filters == Filters() else filters,
        read_termbase(arguments.termbase) if arguments.termbase else None,
    )


class _Counts:
    """How many findings a file has, by severity and by rule."""

    def __init__(self) -> None:
        self._by_severity: Counter[str] = Counter()
        self.by_rule: Counter[str] = Counter()

    def see(self, finding: Finding, limit: int | None) -> bool:
        """Count it; whether it is among the first ``limit`` of its rule."""
        self._by_severity[finding.severity] += 1
        self.by_rule[finding.rule] += 1
        return limit is None or self.by_rule[finding.rule] <= limit

    def total(self) -> int:
        return self._by_severity.total()

    def __str__(self) -> str:
        found = ", ".join(f"{self._by_severity[name]} {name}" for name in SEVERITIES if self._by_severity[name])
        return found or "nothing found"


def _rules(without: str, only: Sequence[str] | None) -> frozenset[str]:
    """The rules to look at: not those named in ``without``, ``only`` those of some severities. Raises InputError for
    one that there is not."""
    from duiqi.checking import RULES

    found = frozenset(filter(None, without.split(",")))
    if unknown := sorted(found - RULES.keys()):
        raise InputError(f"there is no rule {unknown[0]!r}", advice=f"the rules are {', '.join(sorted(RULES))}")
    return frozenset(
        name for name, rule in RULES.items() if name not in found and rule.severity in (only or SEVERITIES)
    )


def _line(path: str, finding: Finding) -> str:
    place = f"{path}:{finding.line}" if finding.line else path
    return printable(f"{place}: {finding}")


def _json(path: str, finding: Finding) -> str:
    values: dict[str, str | int] = {"file": path}
    if finding.line:
        values["line"] = finding.line
    if finding.unit:
        values["unit"] = finding.unit
    if finding.column:
        values["column"] = finding.column
    values |= {"rule": finding.rule, "severity": finding.severity, "message": finding.message}
    return json.dumps({**values, "effect": finding.effect}, ensure_ascii=False)
