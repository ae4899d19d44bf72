"""Jupyter notebooks: the cells that hold Markdown, in their order (nbformat 4 and 3).

Read: cells of Markdown and headings.
Left out: code, what it printed, raw cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from duiqi.blocks.contents import Reading
from duiqi.blocks.keyed.json_text import parsed_json
from duiqi.errors import InputError
from duiqi.formats.format import Format, each_alone
from duiqi.formats.markdown import reading_of_markdown
from duiqi.io.encoding import decode
from duiqi.model import Omission

NOTEBOOK = re.compile(r"\A\s*\{")
# Both stand near the beginning of every notebook, whose version is as a rule at the end.
KEYS = (re.compile(r'"cells"\s*:\s*\['), re.compile(r'"cell_type"\s*:\s*"(?:code|markdown|raw|heading)"'))


def read_notebook(data: bytes, name: str, encoding: str | None = None, *, alone: bool = False) -> Reading:
    """The text of a notebook. Raises InputError with the line for what is no JSON, and for JSON that is none."""
    text, encoding = decode(data, name, encoding)
    notebook = parsed_json(text, name)
    parts: list[str] = []
    omissions: list[Omission] = []
    for cell in _cells(notebook, name):
        kind, source = cell.get("cell_type"), _source(cell)
        if kind == "heading":
            parts.append(f"# {source}")
        elif kind == "markdown":
            parts.append(source)
        elif source.strip():
            omissions.append(Omission("code" if kind == "code" else "raw cell", source))
        omissions += (Omission("printed by code", printed) for printed in _printed(cell))
    return reading_of_markdown("\n\n".join(parts), name, encoding, omissions, alone=alone)


def _cells(notebook: Any, name: str) -> Iterator[dict[str, Any]]:
    sheets = notebook.get("worksheets") if isinstance(notebook, dict) else None
    holders = sheets if isinstance(sheets, list) else [notebook]
    lists = [holder.get("cells") for holder in holders if isinstance(holder, dict)]
    cells = [each for each in lists if isinstance(each, list)]
    if not cells:
        raise InputError("this JSON is no notebook: it has no cells", path=name, advice="save it anew with Jupyter")
    for each in cells:
        yield from (cell for cell in each if isinstance(cell, dict))


def _source(cell: dict[str, Any]) -> str:
    """The text of a cell, which is kept as one string or by lines; of code nbformat 3 calls it ``input``."""
    return _joined(cell.get("source", cell.get("input", "")))


def _printed(cell: dict[str, Any]) -> Iterator[str]:
    """The texts that the code of a cell printed, or gave as its value."""
    outputs = cell.get("outputs")
    for output in outputs if isinstance(outputs, list) else ():
        if isinstance(output, dict):
            data = output.get("data")
            value = data.get("text/plain") if isinstance(data, dict) else None
            if printed := _joined(output.get("text", value)).strip():
                yield printed


def _joined(lines: Any) -> str:
    return "".join(line for line in (lines if isinstance(lines, list) else [lines]) if isinstance(line, str))


def is_notebook(text: str) -> bool:
    """Whether ``text`` is JSON with the keys of a notebook."""
    return bool(NOTEBOOK.match(text)) and all(key.search(text) for key in KEYS)


FORMAT = Format(
    name="jupyter",
    label="a Jupyter notebook",
    suffixes=(".ipynb",),
    read_document=read_notebook,
    read_chosen=each_alone(read_notebook),
    recognises=is_notebook,
)
