"""Messages of web programs: modules in JavaScript or TypeScript (``export default {open: "打开"}``), arrays of PHP.

Read: texts by their keys, also keys that are texts in the other language.
Left out: comments, texts that the program works out, other code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from duiqi.blocks.contents import Reading
from duiqi.blocks.keyed.dictionaries import reading_of_values
from duiqi.blocks.keyed.script_text import Script, is_php, language, parsed_script
from duiqi.errors import InputError
from duiqi.formats.format import Format, each_alone
from duiqi.io.encoding import decode
from duiqi.text.chars import LETTER
from duiqi.text.skipping import behind

_GAP = r"(?:\s+|/\*.*?(?:\*/|\Z)|//[^\n]*)"
_GAPS = re.compile(rf"\ufeff?{_GAP}*", re.DOTALL)
# How such a program begins: what it declares, exports, calls or puts somewhere.
_BEGINNING = re.compile(
    r"""<\?php\b|['"]use[ ]strict['"]|(?:export|import|const|let|var|function)[ {]|[;!(]{0,2}\(?function\b|!function\b
      |(?:module\.)?exports\b|\([\w$, ]{0,80}\)\s*=>|[\w$]+(?:\.[\w$]+)*(?:\[["'][^"'\]\n]{0,80}["']\])?
      \s*(?:=\s*[{[]|\()|[\w$]+(?:\.[\w$]+)*\[?["'][^"'\]\n]{0,80}["']\]\s*=""",
    re.VERBOSE,
)
_VALUE = re.compile(r"""(?::|=>?)\s*['"`]""")
# A key and its text, as most are written: what is looked at where there is no parser.
_ENTRY = re.compile(r"""[\w$-]+['"]?\]?\s*(?::|=>?)\s*(?:'([^'\n]*)'|"([^"\n]*)"|`([^`\n]*)`)""")
# Messages are most of such a file (a wrapper for the ways in which programs load one takes up to a third), in several
# texts of which every other one looks like one that people read, and not like a setting. Choices.
SHARE, TEXTS, READ_BY_PEOPLE = 0.35, 3, 0.5
_FOR_PEOPLE = re.compile(r"[^\x00-\x7f]|\A[A-Z][a-z]|[a-z],? [A-Za-z]")


def read_script(data: bytes, name: str, encoding: str | None = None, alone: bool = False) -> Reading:
    """The texts with their keys. Raises UnreadFormat for a program that holds none under keys."""
    text, encoding = decode(data, name, encoding)
    script = parsed_script(text, name)
    reading = reading_of_values(script.values, name, encoding, kind="program code", alone=alone)
    return replace(reading, omissions=(*reading.omissions, *script.left))


def is_script_of_messages(text: str) -> bool:
    """Whether ``text`` begins as a program does that holds messages and little else."""
    if not _BEGINNING.match(text, behind(_GAPS, text)):
        return False
    if sum(1 for _ in zip(_VALUE.finditer(text), range(TEXTS), strict=False)) < TEXTS:
        return False
    try:
        language(is_php(text), "")
    except InputError:
        return _may_be_messages(text)
    try:
        return _are_messages(parsed_script(text, ""))
    except InputError:
        return False


def _may_be_messages(text: str) -> bool:
    """The same, as far as it can be seen without a parser."""
    entries = list(_ENTRY.finditer(text))
    read = sum(bool(_FOR_PEOPLE.search(entry[entry.lastindex or 0])) for entry in entries)
    told, length = sum(len(entry[0]) for entry in entries), len(re.sub(_GAP, "", text, flags=re.DOTALL))
    return told >= SHARE * length and read >= max(TEXTS, READ_BY_PEOPLE * len(entries))


def _are_messages(script: Script) -> bool:
    texts = [text for text in _texts(script.values) if LETTER.search(text)]
    read = sum(bool(_FOR_PEOPLE.search(text)) for text in texts)
    return len(texts) >= TEXTS and script.told >= SHARE * script.length and read >= READ_BY_PEOPLE * len(texts)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


FORMAT = Format(
    name="script",
    label="messages of a web program (JavaScript, PHP)",
    suffixes=(),
    shared_suffixes=(".js", ".mjs", ".cjs", ".ts", ".mts", ".php", ".inc"),
    read_document=read_script,
    read_chosen=each_alone(read_script),
    recognises=is_script_of_messages,
    extra="script",
    library="tree-sitter",
)
