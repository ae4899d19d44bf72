"""Which files are a corpus, and its records, file after file."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from duiqi.batch.sources.columns import Columns, found_columns
from duiqi.batch.sources.lines import is_lines, line_columns, line_records
from duiqi.batch.sources.record import Record
from duiqi.batch.sources.tables import is_table, table_columns, table_records
from duiqi.errors import InputError

# What a dataset's folder holds beside its files: the card, what datasets and the hub note. Names that begin with . or _
# are those of programs too (_SUCCESS, of Spark).
BESIDE = frozenset({"readme.md", "license", "license.txt", "notice", "state.json", "dataset_info.json"})
BESIDE |= {"dataset_infos.json", "dataset_dict.json"}
# Of what datasets notes, a few kilobytes.
MAX_STATE = 1 << 20


def corpus_files(inputs: Sequence[str], *, named: bool = False) -> list[Path] | None:
    """The files with records that the inputs stand for, in order; None when the inputs are documents themselves.

    A folder counts when it is one that ``datasets`` saved, or holds nothing else but such files and what goes with
    them; when columns are ``named``, whatever else it holds. Raises InputError for a dataset's folder whose files are
    not there.
    """
    paths = [Path(path) for path in inputs]
    if len(paths) == 1 and os.path.isdir(paths[0]):
        return _of_folder(paths[0], named)
    if paths and all(not os.path.isdir(path) and (is_lines(path) or is_table(path)) for path in paths):
        return paths
    return None


def find_columns(files: Sequence[Path], wanted: Columns) -> Columns:
    """The columns of the first file that are wanted, or are called so. Raises InputError."""
    names = line_columns(files[0]) if is_lines(files[0]) else table_columns(files[0])
    return found_columns(names, wanted, os.fspath(files[0]))


def read_records(files: Sequence[Path], columns: Columns) -> Iterator[Record]:
    """The records of all files, one after another. Raises InputError where a file cannot be read on."""
    for path in files:
        yield from (line_records if is_lines(path) else table_records)(path, columns.named())


def _of_folder(folder: Path, named: bool) -> list[Path] | None:
    if os.path.isfile(folder / "dataset_dict.json"):
        splits = _noted(folder / "dataset_dict.json", "splits")
        return [path for split in splits for path in _saved(folder / split)]
    if os.path.isfile(folder / "state.json") and any(folder.glob("*.arrow")):
        return _saved(folder)
    files, others = [], False
    shut: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=shut.append):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        for name in sorted(name for name in names if not name.startswith((".", "_"))):
            path = Path(parent, name)
            if is_lines(path) or is_table(path):
                files.append(path)
            elif name.lower() not in BESIDE:
                others = True
                if not named:
                    return None
    if not files or (others and not named):
        return None
    if shut:  # records that are not there would move those after them to other files
        raise InputError(f"cannot be read: {shut[0].strerror}", path=shut[0].filename)
    return files


def _saved(folder: Path) -> list[Path]:
    """The files of a folder that ``Dataset.save_to_disk`` wrote, in its order."""
    files = [folder / name for name in _noted(folder / "state.json", "_data_files")]
    if missing := next((path for path in files if not os.path.isfile(path)), None):
        raise InputError("is missing", path=missing, advice="save the dataset again")
    return files


def _noted(path: Path, key: str) -> list[str]:
    """The names of files, or folders, beside ``path`` that are noted in it."""
    try:
        with open(path, "rb") as stream:
            noted = json.loads(stream.read(MAX_STATE))[key]
        names = [each["filename"] if isinstance(each, dict) else each for each in noted]
        # They are beside it: a dataset of unknown origin must not name files elsewhere.
        if all(isinstance(name, str) and name == Path(name).name and name not in ("", "..") for name in names):
            return names
    except (OSError, ValueError, RecursionError, LookupError, TypeError) as error:
        raise InputError(
            f"is no note of a saved dataset ({error})", path=path, advice="save the dataset again"
        ) from error
    raise InputError("names files elsewhere", path=path, advice="save the dataset again")
