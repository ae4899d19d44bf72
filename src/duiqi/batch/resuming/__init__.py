"""A folder run that goes on where an earlier one ended: what became of each document, and which are to be done.

Takes the documents, the settings and the output folder; writes there a manifest beside the outputs and gives what
became of each document, also of those that need no work. Never decides what is a document, and never prints.
"""

from __future__ import annotations

from duiqi.batch.resuming.manifest import NAME as MANIFEST
from duiqi.batch.resuming.manifest import (
    Entry,
    Manifest,
    OutcomeKind,
    files_of,
    locked_manifest,
    read_manifest,
    size_of,
)
from duiqi.batch.resuming.part import Part, parts_of
from duiqi.batch.resuming.plan import Planned, digest_of_files, known_of, options_signature, planned, why_again
from duiqi.batch.resuming.run import Plan, align_begun, begin, make_way
from duiqi.batch.resuming.shards import SeenNames, ShardStore, mark_finished, unfinished_parts
from duiqi.batch.resuming.told import entry_of

__all__ = [
    "MANIFEST",
    "Entry",
    "Manifest",
    "OutcomeKind",
    "Part",
    "Plan",
    "Planned",
    "SeenNames",
    "ShardStore",
    "align_begun",
    "begin",
    "digest_of_files",
    "entry_of",
    "files_of",
    "known_of",
    "locked_manifest",
    "make_way",
    "mark_finished",
    "options_signature",
    "parts_of",
    "planned",
    "read_manifest",
    "size_of",
    "unfinished_parts",
    "why_again",
]
