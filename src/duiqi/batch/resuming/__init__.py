"""A folder run that goes on where an earlier one ended: what became of each document, and which are to be done.

Takes the documents, the settings and the output folder; writes there a manifest beside the outputs and gives what
became of each document, also of those that need no work. Never decides what is a document, and never prints.
"""

from __future__ import annotations

from duiqi.batch.resuming.manifest import NAME as MANIFEST
from duiqi.batch.resuming.manifest import Entry, Manifest, OutcomeKind, locked_manifest, read_manifest
from duiqi.batch.resuming.plan import Planned, planned
from duiqi.batch.resuming.run import Plan, align_begun, begin

__all__ = [
    "MANIFEST",
    "Entry",
    "Manifest",
    "OutcomeKind",
    "Plan",
    "Planned",
    "align_begun",
    "begin",
    "locked_manifest",
    "planned",
    "read_manifest",
]
