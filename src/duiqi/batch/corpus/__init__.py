"""Documents that come as records, any number of them, to their outputs: a file each, or files with many documents.

Takes records as they are read, and the manifest of the output folder; writes the outputs and what became of each
document, and tells it. What is up to date is left alone. Never holds more documents than the processes need, never
reads a source itself, and never prints.
"""

from __future__ import annotations

from duiqi.batch.corpus.files import align_to_files, known_files, plan_files
from duiqi.batch.corpus.pairs import align_to_units, pairs_of_records
from duiqi.batch.corpus.planning import CorpusRun, Done, Planned, record_digest, records_of_listing
from duiqi.batch.corpus.shards import Sharding, align_to_rows, align_to_shards, known_in_shards, plan_shards

__all__ = [
    "CorpusRun",
    "Done",
    "Planned",
    "Sharding",
    "align_to_files",
    "align_to_rows",
    "align_to_shards",
    "align_to_units",
    "known_files",
    "known_in_shards",
    "pairs_of_records",
    "plan_files",
    "plan_shards",
    "record_digest",
    "records_of_listing",
]
