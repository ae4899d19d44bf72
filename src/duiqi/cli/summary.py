"""The summary of a run, as lines for standard error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from duiqi.batch.documents import DOUBTFUL_BELOW, STANDARD, Summary
from duiqi.cli.filtering import counted, listed
from duiqi.explain import count_repairs
from duiqi.text.printable import printable
from duiqi.updating import Updated


def document_lines(summary: Summary, output: str, quiet: bool = False) -> Iterator[str]:
    """The summary of a document; only its warnings when ``quiet``."""
    name = printable(summary.source)
    if not quiet:
        doubtful = share(summary.doubtful, summary.pairs)
        yield f"{name}: {counted(summary.pairs, 'pair')}, {doubtful} below {DOUBTFUL_BELOW}"
        yield f"  without a partner: {_alone(summary.zh_alone, summary.en_alone)}"
        yield f"  repairs: {count_repairs(summary.repairs)}"
        if summary.updated:
            yield from update_lines(output, summary.updated)
        place = "standard output" if output == STANDARD else printable(output)
        if not summary.updated:
            yield f"  written: {place} ({counted(summary.written.units, 'unit')}, {summary.written.format})"
        if summary.written.left_out:
            yield f"  left out: {listed(summary.written.left_out)}"
    yield from warnings(summary, summary.source)


def update_lines(memory: str, updated: Updated) -> Iterator[str]:
    """What became of new pairs in a memory."""
    beside = f" ({updated.beside} beside another translation)" if updated.beside else ""
    yield (
        f"{printable(memory)}: {updated.added} added{beside}, {updated.replaced} replaced, {updated.skipped} skipped "
        f"(there already), {updated.conflicting} conflicting"
    )
    if updated.unusable:
        yield f"  {updated.unusable} left out because a side is empty"
    if updated.other_script:
        yield (
            f"  {updated.other_script} left out because they are in the other Chinese script than the memory, which is "
            f"{updated.zh_lang}"
        )
    for pair in updated.conflicts:
        yield printable(f"  kept another translation of: {pair.zh} | {pair.en}")


def folder_line(name: str, summary: Summary, output: str | None) -> str:
    """The summary of one document of a folder, on one line; ``output`` is its file, if it has one of its own."""
    alone = summary.zh_alone + summary.en_alone
    left_out = summary.written.left_out.total()
    return (
        f"{printable(name)}: {counted(summary.pairs, 'pair')}, {share(summary.doubtful, summary.pairs)} below "
        f"{DOUBTFUL_BELOW}, {counted(alone, 'sentence')} without a partner, "
        f"{counted(summary.repairs.total(), 'repair')}"
        + (f", {left_out} left out" if left_out else "")
        + (f" → {printable(output)}" if output else "")
    )


def folder_total(summaries: Sequence[Summary], failed: int) -> Iterator[str]:
    """The sums over a folder."""
    repairs: Counter[str] = Counter()
    for summary in summaries:
        repairs.update(summary.repairs)
    pairs = sum(summary.pairs for summary in summaries)
    doubtful = sum(summary.doubtful for summary in summaries)
    yield (
        f"{counted(len(summaries) + failed, 'document')}, {failed} failed: {counted(pairs, 'pair')}, "
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
    return f"{zh} Chinese and {counted(en, 'English sentence')}" if zh or en else "no sentence"
