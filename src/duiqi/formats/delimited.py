"""CSV and TSV: a column for each language."""

from __future__ import annotations

from duiqi.blocks.contents import Reading, assemble
from duiqi.blocks.table_columns import column_lines
from duiqi.errors import InputError
from duiqi.io.encoding import decode

# What programs write between the cells of a CSV; Excel takes the one of the country it runs in.
DELIMITERS = (",", ";", "\t", "|")
# Lines that are looked at to tell the delimiter.
SAMPLE = 200
# The default of csv.field_size_limit, which is for the whole process and stays as it is.
MAX_CELL = 131_072


def read_csv(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The language columns of a CSV file, whatever its delimiter."""
    text, encoding = decode(data, name, encoding)
    lines = text.splitlines()[:SAMPLE]
    # The delimiter that parts the most lines, and then the one that does so most evenly.
    scores = {d: (sum(d in line for line in lines), -len({line.count(d) for line in lines})) for d in DELIMITERS}
    delimiter = max(DELIMITERS, key=lambda d: scores[d])
    return _read(text, delimiter, name, encoding)


def read_tsv(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The language columns of a file with tabs between cells."""
    text, encoding = decode(data, name, encoding)
    return _read(text, "\t", name, encoding)


def _read(text: str, delimiter: str, name: str, encoding: str) -> Reading:
    import csv

    # Programs that write tabs often do not quote: then a cell may begin with a quotation mark that ends elsewhere.
    plain = delimiter == "\t" and _is_even(text)
    reader = csv.reader(
        text.split("\n") if plain else text.splitlines(keepends=True),
        delimiter=delimiter,
        quoting=csv.QUOTE_NONE if plain else csv.QUOTE_MINIMAL,
    )
    rows, places = [], []
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append([_unquoted(cell) for cell in row] if plain else row)
                places.append(f"line {reader.line_num}")
    except csv.Error as error:
        raise InputError(
            f"it is no table: {error}",
            path=name,
            line=reader.line_num,
            advice=f"cells have at most {MAX_CELL:,} characters",
        ) from error
    lines, omissions = column_lines(rows, places)
    return assemble(lines, name, encoding, omissions)


def _is_even(text: str) -> bool:
    """Whether all lines have the same number of cells, so that no cell runs over a line end."""
    return len({line.count("\t") for line in text.splitlines() if line.strip()}) == 1


def _unquoted(cell: str) -> str:
    cell = cell.rstrip("\r")
    inner = cell[1:-1]
    if len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in inner.replace('""', ""):
        return inner.replace('""', '"')
    return cell
