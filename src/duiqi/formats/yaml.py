"""YAML: messages by their keys, as Rails and others keep them, or a list of records with a field for each language.

Read: texts by their keys, records with a field a language.
Left out: numbers, comments.
"""

from __future__ import annotations

from duiqi.blocks.contents import Reading
from duiqi.blocks.keyed.dictionaries import reading_of_values
from duiqi.blocks.keyed.yaml_text import parsed_yaml
from duiqi.formats.format import Format
from duiqi.io.encoding import decode


def read_yaml(data: bytes, name: str, encoding: str | None = None, columns: tuple[str, str] | None = None) -> Reading:
    """The texts of a file that is YAML. Raises InputError with the line for what is none or made to do harm,
    UnreadFormat for data without texts that have keys and for objects of programs."""
    text, encoding = decode(data, name, encoding)
    return reading_of_values(parsed_yaml(text, name), name, encoding, columns, kind="YAML")


FORMAT = Format(
    name="yaml",
    label="YAML",
    suffixes=(".yaml", ".yml"),
    read_table=read_yaml,
    extra="software",
    library="PyYAML",
)
