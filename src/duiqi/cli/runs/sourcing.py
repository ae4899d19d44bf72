"""Where many documents come from, as options say it, and how they are shared out."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path

from duiqi.batch import Listing, Settings, list_documents, processors
from duiqi.batch.corpus import Done, record_digest, records_of_listing
from duiqi.batch.engines import Cluster, Reader, aligned_on_ray
from duiqi.batch.sources import Columns, Record, corpus_files, describe, find_columns, read_list, read_records
from duiqi.cli.runs.pairing import pairing_table, tell_left_out
from duiqi.cli.summary import tell
from duiqi.export import OUTPUT_FORMATS
from duiqi.text.printable import printable

# Documents of a list that an engine takes at a time.
LISTED = 100
FOLDER_ONLY = "for several documents and -o with a folder to write to"


def source_problem(arguments: argparse.Namespace) -> str | None:
    """What is wrong with these arguments together, if anything is."""
    listed, inputs = arguments.list is not None, arguments.inputs
    taken = arguments.similarity
    problems = (
        (
            not listed and not inputs and bool(taken) and os.path.exists(taken),
            f"--similarity took {taken} for its encoder; put the input before it",
        ),
        (not listed and not inputs, "name a file or folder, or a list of files with --list"),
        (listed and bool(inputs), f"--list takes the place of {' '.join(inputs)}"),
        (listed and arguments.match != "auto", "--match is for a folder"),
        (listed and bool(columns_wanted(arguments).named()), "columns are those of a corpus, and not of a --list"),
        (
            bool(arguments.shard_size) and arguments.format not in (None, "jsonl", "parquet"),
            "--shard-size is for the formats jsonl and parquet",
        ),
    )
    return next((problem for is_there, problem in problems if is_there), None)


def place_problem(arguments: argparse.Namespace, source: Source | None, *, several: bool, into_one: bool) -> str | None:
    """What is wrong with where the outputs are to go, or with options of the source that there is not."""
    shares = bool(arguments.shard_size or arguments.shard)
    problems = (
        (source is None and bool(columns_wanted(arguments).named()), "columns are named, but no corpus has them"),
        (
            source is not None and bool(source.files) and bool(arguments.columns),
            "--columns is for documents; "
            "the columns of a corpus are named by --zh-column, --en-column, --text-column and --id-column",
        ),
        (shares and (into_one or not several), f"--shard-size and --shard are {FOLDER_ONLY}"),
        *engine_problems(arguments, source),
    )
    return next((problem for is_there, problem in problems if is_there), None)


def engine_problems(arguments: argparse.Namespace, source: Source | None) -> Iterator[tuple[bool, str]]:
    """What may be wrong with ``--engine`` and ``--address``, each with whether it is."""
    is_ray = arguments.engine == "ray"
    yield arguments.address is not None and not is_ray, "--address is for --engine ray"
    yield is_ray and source is None, "--engine ray is for several documents: a folder, a corpus or a --list"
    yield (
        is_ray and (arguments.timeout is not None or arguments.shard is not None),
        "--timeout and --shard cannot be used with --engine ray, which shares out the documents itself",
    )
    yield arguments.address is not None and arguments.jobs is not None, "--jobs is for Ray on this machine"
    yield (
        is_ray and bool(OUTPUT_FORMATS[arguments.format or "tmx"].endings),
        f"--engine ray writes no {arguments.format}, which is several files",
    )


@dataclass(frozen=True, slots=True)
class Source:
    """What holds the documents: the ``files`` of a corpus with its columns, the list, or the documents of a folder.
    ``inputs`` are the files, or the folder, that were named; ``cluster`` is what aligns them, if that is an engine."""

    inputs: tuple[Path, ...]
    files: tuple[Path, ...] = ()
    columns: Columns = field(default_factory=Columns)
    listed: str | None = None
    listing: Listing | None = None
    cluster: Cluster | None = None

    def records(self) -> Iterator[Record]:
        """The documents, as they are read."""
        if self.listing is not None:
            return records_of_listing(self.listing)
        return read_list(self.listed) if self.listed else read_records(self.files, self.columns)

    def aligned(self, work: Callable[[Record], Done], known: Iterable[bytes] = ()) -> Iterator[Record]:
        """The documents; where there is an engine, with what ``work`` made of those whose digest is not ``known``."""
        if self.cluster is None:
            return self.records()
        readers: Iterable[Reader] = (partial(read_records, [path], self.columns) for path in self.files)
        if not self.files:
            records = self.records()
            readers = (partial(iter, part) for part in iter(lambda: tuple(islice(records, LISTED)), ()))
        return aligned_on_ray(list(readers), work, known, record_digest, self.cluster)


def source_of(arguments: argparse.Namespace) -> Source | None:
    """The records that the arguments name; None when they name documents themselves. Raises InputError."""
    if arguments.list is not None:
        next(read_list(arguments.list))  # an empty one is told before the work
        return Source((Path(arguments.list),), listed=arguments.list, cluster=_cluster(arguments))
    wanted = columns_wanted(arguments)
    files = corpus_files(arguments.inputs, named=bool(wanted.named())) if arguments.inputs else None
    if files is None:
        return None
    columns = find_columns(files, wanted)
    if not arguments.quiet:
        tell([printable(f"{arguments.inputs[0]}: {describe(columns)}")])
    return Source(tuple(map(Path, arguments.inputs)), tuple(files), columns, cluster=_cluster(arguments))


def _cluster(arguments: argparse.Namespace) -> Cluster | None:
    if arguments.engine != "ray" or arguments.dry_run:
        return None
    return Cluster(arguments.address, arguments.jobs or processors())


def source_of_folder(arguments: argparse.Namespace, settings: Settings) -> Source:
    """The documents of the folder, or of several files, that the arguments name. Raises InputError."""
    paths = [Path(path) for path in arguments.inputs]
    listing = list_documents(paths, settings, arguments.jobs or processors())
    if not arguments.quiet:
        tell(pairing_table(listing))
    tell_left_out(listing)
    return Source(tuple(paths), listing=listing, cluster=_cluster(arguments))


def columns_wanted(arguments: argparse.Namespace) -> Columns:
    """The columns that ``--zh-column`` and the like name."""
    return Columns(arguments.zh_column, arguments.en_column, arguments.text_column, arguments.id_column)
