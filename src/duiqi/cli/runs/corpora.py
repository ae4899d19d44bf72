"""Runs over documents that come as records: out of JSON Lines, Parquet, a dataset's folder, or a list of files."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from duiqi.batch import (
    Effort,
    Settings,
    Summary,
    check_output_folder,
    same_file,
    write_pairs,
)
from duiqi.batch.corpus import (
    CorpusRun,
    Planned,
    Sharding,
    align_to_files,
    align_to_rows,
    align_to_shards,
    align_to_units,
    known_files,
    known_in_shards,
    pairs_of_records,
    plan_files,
    plan_shards,
)
from duiqi.batch.report import check_report_path, write_report
from duiqi.batch.report.totals import Totals as Sums
from duiqi.batch.resuming import Part, locked_manifest, read_manifest
from duiqi.batch.sources import Record
from duiqi.cli.correcting import tell_rejected
from duiqi.cli.runs.outcomes import print_todo
from duiqi.cli.runs.sourcing import Source
from duiqi.cli.summary import (
    left_out_lines,
    losses,
    share,
    some,
    tell,
    untranslated_lines,
    warn,
    written_line,
)
from duiqi.errors import DuiqiError, InputError, NotTranslated, OneLanguage, UnreadFormat
from duiqi.explain import count_repairs
from duiqi.model import Pair
from duiqi.shown import DOUBTFUL_BELOW, counted
from duiqi.text.printable import printable

if TYPE_CHECKING:
    from duiqi.corrections import Outcome

# Documents that failed are told one by one up to so many; a corpus may hold any number of them.
TOLD_FAILURES = 20
# Documents after which a terminal is told how far the run is.
PROGRESS_EVERY = 50


@dataclass
class Totals:
    """What has become of the documents so far, and the ``sums`` of what they hold."""

    quiet: bool = False
    done: int = 0
    failed: int = 0
    passed_over: int = 0
    kept: int = 0
    kept_failures: int = 0
    sums: Sums = field(default_factory=Sums)

    @property
    def outcomes(self) -> list[Outcome]:
        """What became of corrections."""
        return self.sums.outcomes

    def take(self, plan: Planned, result: Summary | DuiqiError) -> None:
        """Count a document, and tell what is amiss."""
        is_known = plan.known is not None and not plan.is_new
        if isinstance(result, Summary):
            self.done += 1
            self.sums.add(result)
            self.kept += is_known
            if not is_known:
                _clear()
                tell(result.report)
                tell(printable(f"align: warning: {plan.record.id}: {warning}") for warning in result.warnings)
        elif isinstance(result, (UnreadFormat, OneLanguage, NotTranslated)):
            self.passed_over += 1
            self.kept_failures += is_known
        else:
            self.failed += 1
            self.kept_failures += is_known
            if self.failed <= TOLD_FAILURES:
                _clear()
                tell([f"align: {printable(str(result))}"])
        if not self.quiet and sys.stderr.isatty() and (self.done + self.failed) % PROGRESS_EVERY == 0:
            print(f"\r{counted(self.done, 'document')}, {self.failed} failed", end="", file=sys.stderr, flush=True)

    def tell(self) -> None:
        """Tell the sums."""
        _clear()
        if self.failed > TOLD_FAILURES:
            tell([f"align: {self.failed - TOLD_FAILURES} more failed"])
        if self.passed_over:
            documents = counted(self.passed_over, "document")
            warn([f"passed over, not in both languages or in no format that is read: {documents}"])
        if self.quiet:
            return
        documents = counted(self.done + self.failed, "document")
        pairs = (
            f"{counted(self.sums.pairs, 'pair')}, {share(self.sums.doubtful, self.sums.pairs)} below {DOUBTFUL_BELOW}"
        )
        tell([f"{documents}, {self.failed} failed: {pairs}"])
        alone = f"{self.sums.zh_alone:,} Chinese and {counted(self.sums.en_alone, 'English sentence')}"
        tell([f"  without a partner: {alone if self.sums.zh_alone or self.sums.en_alone else 'no sentence'}"])
        tell(untranslated_lines(self.sums.untranslated))
        tell([f"  repairs: {count_repairs(self.sums.repairs)}"])
        if self.kept:
            tell([f"  up to date, not aligned again: {counted(self.kept, 'document')}"])
        if self.kept_failures:
            again = "(--retry-failed tries again)"
            tell([f"  failed or passed over before, unchanged: {counted(self.kept_failures, 'document')} {again}"])


@dataclass(frozen=True, slots=True)
class Way:
    """How a run goes about it: ``shard_size`` documents a file, or None for a file each; ``part`` is the share of the
    documents that is done, all when None; ``report``: the page to write about them."""

    effort: Effort
    retry_failed: bool = False
    dry_run: bool = False
    shard_size: int | None = None
    part: Part | None = None
    report: str | None = None


def align_records_each(source: Source, output: Path, settings: Settings, way: Way, totals: Totals) -> None:
    """Align every document of ``source`` to a file of its own in ``output``, or to files with many; ``totals`` are told
    what became of them. Raises InputError when nothing can be read or written."""
    check_output_folder(_apart(source), output)
    if way.report is not None:
        check_report_path(way.report)
    sharding = Sharding(way.shard_size, settings.format) if way.shard_size else None
    if way.dry_run:
        records = source.records()
        with read_manifest(output) as manifest:
            run = CorpusRun(output, settings, manifest, part=way.part, retry_failed=way.retry_failed)
            plans = plan_shards(records, run, sharding) if sharding else plan_files(records, run)
            why = ((plan.record.id, plan.why if plan.known is None else None) for plan in plans)
            print_todo(why, quiet=totals.quiet)
        return
    stale: Sequence[str] = ()
    with locked_manifest(output, way.part) as manifest:
        run = CorpusRun(output, settings, manifest, way.effort, way.retry_failed, way.part)
        if sharding:
            work = partial(align_to_rows, settings=replace(settings, format="jsonl"))
            stale = align_to_shards(source.aligned(work, known_in_shards(run)), run, sharding, totals.take)
        else:
            work = partial(align_to_rows, settings=settings)
            align_to_files(source.aligned(work, known_files(run)), run, totals.take)
        if way.report is not None:
            write_report(manifest, way.report, os.fspath(output))
    totals.tell()
    if way.report is not None and not totals.quiet:
        tell([f"  report: {printable(way.report)}"])
    if stale:
        warn([f"of an earlier run with more documents, and not removed: {some([Path(name) for name in stale])}"])
    if totals.passed_over and not (totals.done or totals.failed or way.part):
        raise InputError("none of its documents can be aligned", path=source.inputs[0])


def align_records_into_one(source: Source, output: str, settings: Settings, effort: Effort, totals: Totals) -> None:
    """Align every document of ``source`` into one ``output``, which appears when it is complete. Raises InputError."""
    _check_apart(map(os.fspath, source.inputs), output)
    with closing(pairs_of_source(source, output, settings, effort, totals)) as pairs:
        written = write_pairs(pairs, output, settings)
    if not totals.quiet:
        tell([written_line(written, output), *left_out_lines(written.left_out)])
    warn(losses(written))
    tell_rejected(output, settings, totals.sums.rejected, quiet=totals.quiet)


def pairs_of_source(
    source: Source, output: str, settings: Settings, effort: Effort, totals: Totals
) -> Generator[Pair, None, None]:
    """Align every document of ``source`` and yield the pairs; ``totals`` are told what became of each. Raises
    InputError when all fail, and when one is the ``output`` itself."""
    records = source.aligned(partial(align_to_units, settings=settings))
    yield from pairs_of_records(_apart_from(records, output), settings, effort, totals.take)
    if not totals.done:
        raise InputError("none of its documents can be aligned", path=source.inputs[0])
    totals.tell()


def _apart(source: Source) -> Sequence[Path]:
    """The inputs as ``check_output_folder`` takes them: one folder, or several files."""
    if len(source.inputs) == 1 and not os.path.isdir(source.inputs[0]):
        return (source.inputs[0], source.inputs[0])
    return source.inputs


def _apart_from(records: Iterable[Record], output: str) -> Iterator[Record]:
    for record in records:
        _check_apart(record.files, output)
        yield record


def _check_apart(paths: Iterable[str], output: str) -> None:
    if any(same_file(path, output) for path in paths):
        raise InputError("is one of the documents that are read", path=output, advice="give the output another name")


def _clear() -> None:
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
