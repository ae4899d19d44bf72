"""The summary of a run, as lines for standard error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from duiqi.cli.document import DOUBTFUL_BELOW, STANDARD, Summary
from duiqi.cli.update import report
from duiqi.explain import count_repairs, printable


def document_lines(summary: Summary, output: str, quiet: bool = False) -> Iterator[str]:
    """The summary of a document; only its warnings when ``quiet``."""
    name = printable(summary.source)
    if not quiet:
        doubtful = share(summary.doubtful, summary.pairs)
        yield f"{name}: {_count(summary.pairs, 'pair')}, {doubtful} below {DOUBTFUL_BELOW}"
        yield f"  without a partner: {_alone(summary.zh_alone, summary.en_alone)}"
        yield f"  repairs: {count_repairs(summary.repairs)}"
        if summary.updated:
            yield from report(output, summary.updated)
        place = "standard output" if output == STANDARD else printable(output)
        if not summary.updated:
            yield f"  written: {place} ({_count(summary.written.units, 'unit')}, {summary.written.format})"
    yield from warnings(summary, summary.source)


def folder_line(name: str, summary: Summary, output: str) -> str:
    """The summary of one document of a folder, on one line."""
    alone = summary.zh_alone + summary.en_alone
    return (
        f"{printable(name)}: {_count(summary.pairs, 'pair')}, {share(summary.doubtful, summary.pairs)} below "
        f"{DOUBTFUL_BELOW}, {_count(alone, 'sentence')} without a partner, "
        f"{_count(summary.repairs.total(), 'repair')} → {printable(output)}"
    )


def folder_total(summaries: Sequence[Summary], failed: int) -> Iterator[str]:
    """The sums over a folder."""
    repairs: Counter[str] = Counter()
    for summary in summaries:
        repairs.update(summary.repairs)
    pairs = sum(summary.pairs for summary in summaries)
    doubtful = sum(summary.doubtful for summary in summaries)
    yield (
        f"{_count(len(summaries) + failed, 'document')}, {failed} failed: {_count(pairs, 'pair')}, "
        f"{share(doubtful, pairs)} below {DOUBTFUL_BELOW}"
    )
    alone = _alone(sum(s.zh_alone for s in summaries), sum(s.en_alone for s in summaries))
    yield f"  without a partner: {alone}"
    yield f"  repairs: {count_repairs(repairs)}"


def warnings(summary: Summary, name: str) -> Iterator[str]:
    """What the user should know whether or not a summary is wanted."""
    for warning in summary.warnings:
        yield f"align: warning: {printable(name)}: {warning}"


def share(part: int, whole: int) -> str:
    """``3 of 26 (12%)``."""
    return f"{part} of {whole} ({100 * part / whole:.0f}%)" if whole else "0"


def _alone(zh: int, en: int) -> str:
    return f"{zh} Chinese and {_count(en, 'English sentence')}" if zh or en else "no sentence"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
