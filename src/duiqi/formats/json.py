"""JSON: messages by their keys, texts with a field for each language, or a list of records with two such fields, which
may stand a record a line (JSON Lines).

Read: texts by their keys, records with a field a language.
Left out: numbers, keys that begin with @.
"""

from __future__ import annotations

from duiqi.blocks.contents import Reading
from duiqi.blocks.keyed.dictionaries import reading_of_values
from duiqi.blocks.keyed.json_text import parsed_json, parsed_records
from duiqi.formats.format import Format, each_alone
from duiqi.io.encoding import decode


def read_json(
    data: bytes,
    name: str,
    encoding: str | None = None,
    columns: tuple[str, str] | None = None,
    alone: bool = False,
) -> Reading:
    """The texts of a file that is JSON. Raises InputError with the line for what is none, UnreadFormat for data
    without texts that have keys."""
    text, encoding = decode(data, name, encoding)
    records = parsed_records(text)
    value = parsed_json(text, name) if records is None else records
    return reading_of_values(value, name, encoding, columns, alone=alone)


FORMAT = Format(
    name="json",
    label="JSON",
    # .arb: Application Resource Bundle, the messages of Flutter programs.
    suffixes=(".json", ".arb"),
    read_table=read_json,
    read_chosen=each_alone(read_json),
)
