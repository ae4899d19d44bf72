"""A stream of paragraphs and table cells: the body of a document, a note, or a text box."""

from __future__ import annotations

from dataclasses import dataclass, field

from duiqi.blocks.contents import Line
from duiqi.model import ParagraphKind


@dataclass(slots=True)
class Flow:
    """``lines`` that are finished; the pieces of the paragraph begun, the lines of the cell and the cells of the row
    begun. ``is_note``: it comes after the text, and not after the paragraph that it is anchored in."""

    is_note: bool = False
    lines: list[Line] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    boxes: list[Flow] = field(default_factory=list)
    cell: list[Line] = field(default_factory=list)
    cells: list[list[Line]] = field(default_factory=list)
    is_listed: bool = False
    holds_table: bool = False

    def end_paragraph(self, kind: ParagraphKind | None, in_table: bool) -> None:
        """End the paragraph; its text boxes come behind it. One outside a table ends the row that was begun."""
        # A character beyond the first 65,536 is written as its two surrogates.
        text = "".join(self.pieces).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        ended = [Line(text, None, kind or ("list item" if self.is_listed else None))]
        ended += [line for box in self.boxes for line in box.lines]
        self.pieces, self.boxes, self.is_listed = [], [], False
        if in_table:
            self.cell += ended
        else:
            self.end_row(None)
            self.lines += ended

    def end_cell(self, kind: ParagraphKind | None) -> None:
        """End the paragraph and the cell it is in."""
        self.end_paragraph(kind, in_table=True)
        self.cells.append(self.cell)
        self.cell = []

    def end_row(self, number: int | None) -> None:
        """End the row, which has this ``number`` unless it has one cell or holds a table."""
        if self.cell:
            self.cells.append(self.cell)
        several = number is not None and len(self.cells) > 1 and not self.holds_table
        for line in (line for cell in self.cells for line in cell):
            self.lines.append(Line(line.text, None, "table cell", number) if several else line)
        self.cell, self.cells, self.holds_table = [], [], False
