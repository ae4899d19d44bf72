"""Documents as records, from a table, a database or an engine, to their pairs: a function of each and nothing else.

Takes mappings, or batches of Arrow, and gives what became of each record. Errors are results. Never reads or writes a
file, and never remembers anything.
"""

from __future__ import annotations

from duiqi.batch.records.arrow import align_batch, batch_schema
from duiqi.batch.records.texts import AlignedRecord, align_records, sides_of_texts

__all__ = ["AlignedRecord", "align_batch", "align_records", "batch_schema", "sides_of_texts"]
