"""Documents by the file, folder or record: which files are a document, and each aligned, several at a time.

Takes paths and the settings of a run, or records, and gives summaries, outputs written, or pairs. ``folder`` lists
the documents of a run: by names (``file_names``, ``by_name``), where these are half told by reading
(``by_comparison``), and the rest by what they say (``by_content``); and has them aligned by ``workers``, each by
``documents``. ``resuming`` leaves out what an earlier run did. Documents that are records go from ``sources`` through
``corpus``, by ``workers`` or ``engines``, each by ``records``. Holds all that a run needs but its words: it never
prints, and never imports the command line.
"""

from __future__ import annotations

from duiqi.batch.by_name import Found, Listing
from duiqi.batch.documents import (
    STANDARD,
    Summary,
    align_to_file,
    align_to_memory,
    align_to_pairs,
    is_memory,
    same_file,
    update,
    write_pairs,
)
from duiqi.batch.folder import Done, Effort, Task, align_all, check_output, check_output_folder, list_documents, name_of
from duiqi.batch.inputs import documents_among
from duiqi.batch.records import AlignedRecord, align_batch, align_records, batch_schema
from duiqi.batch.report.totals import NAMED_REPAIRS, Totals
from duiqi.batch.settings import Matching, Settings
from duiqi.batch.workers import in_order, processors

__all__ = [
    "NAMED_REPAIRS",
    "STANDARD",
    "AlignedRecord",
    "Done",
    "Effort",
    "Found",
    "Listing",
    "Matching",
    "Settings",
    "Summary",
    "Task",
    "Totals",
    "align_all",
    "align_batch",
    "align_records",
    "align_to_file",
    "align_to_memory",
    "align_to_pairs",
    "batch_schema",
    "check_output",
    "check_output_folder",
    "documents_among",
    "in_order",
    "is_memory",
    "list_documents",
    "name_of",
    "processors",
    "same_file",
    "update",
    "write_pairs",
]
