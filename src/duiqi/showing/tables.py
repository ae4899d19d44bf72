"""The pairs of an alignment as data frames, with the columns that files have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from duiqi.formats.parquet import table_of
from duiqi.io.optional import need
from duiqi.model import Alignment
from duiqi.pairs.fields import FIELDS, Labels, fields
from duiqi.text.script import chinese_variant

if TYPE_CHECKING:
    import pandas
    import pyarrow


def to_pandas(alignment: Alignment, unaligned: bool = False) -> pandas.DataFrame:
    """A row a pair; the lists of numbers are Python lists. Raises InputError when pandas is not installed."""
    frames: Any = need("pandas", "pandas", "a data frame")
    labels = _labels(alignment)
    rows = [fields(pair, labels) for pair in alignment.pairs(unaligned=unaligned)]
    return frames.DataFrame({name: [row[name] for row in rows] for name in FIELDS})


def to_arrow(alignment: Alignment, unaligned: bool = False) -> pyarrow.Table:
    """The table that a Parquet file holds. Raises InputError when pyarrow is not installed."""
    return table_of(alignment.pairs(unaligned=unaligned), _labels(alignment))


def _labels(alignment: Alignment) -> Labels:
    return Labels(chinese_variant(sentence.text for sentence in alignment.zh), "en", signature=alignment.signature)
