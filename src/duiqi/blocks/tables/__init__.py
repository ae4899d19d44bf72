"""Tables with a column for each language: which columns those are, and the rows as text to be aligned.

Takes rows of cells, whatever file they come from, and the columns that a user names; gives lines, or the columns. Never
knows a format, and never pairs what stands in a row.
"""

from duiqi.blocks.tables.columns import HEAD_CELL, OTHER_COLUMN, Columns, Row, columns_by_heads, without
from duiqi.blocks.tables.named import NoSuchColumn, choice_note, choose_columns
from duiqi.blocks.tables.other_columns import assemble_both, telling_of_others
from duiqi.blocks.tables.rows import column_lines, read_table

__all__ = [
    "HEAD_CELL",
    "OTHER_COLUMN",
    "Columns",
    "NoSuchColumn",
    "Row",
    "assemble_both",
    "choice_note",
    "choose_columns",
    "column_lines",
    "columns_by_heads",
    "read_table",
    "telling_of_others",
    "without",
]
