"""Documents out of files that hold many: JSON Lines, Parquet, Arrow, a dataset's folder; and out of a list of files.

Takes paths and the names of columns and gives records, one after another as they are read, so that memory does not grow
with the files. A record that is of no use is a record with an error. Never aligns and never writes.
"""

from __future__ import annotations

from duiqi.batch.sources.columns import Columns, describe
from duiqi.batch.sources.corpus import corpus_files, find_columns, read_records
from duiqi.batch.sources.lists import read_list
from duiqi.batch.sources.record import Record, placed

__all__ = [
    "Columns",
    "Record",
    "corpus_files",
    "describe",
    "find_columns",
    "placed",
    "read_list",
    "read_records",
]
