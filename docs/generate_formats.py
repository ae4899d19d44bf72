"""Write the table of the formats into docs/input-formats.md.

    python docs/generate_formats.py

What a format reads and leaves out stands in the docstring of its module, behind ``Read:`` and ``Left out:``; all else
in its ``FORMAT``. A test fails while the page is not what this writes.
"""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module
from pathlib import Path

import duiqi.formats
from duiqi.filling import FILLERS
from duiqi.formats import FORMATS, Format

PAGE = Path(__file__).parent / "input-formats.md"
START, END = "<!-- From the formats, by docs/generate_formats.py: -->\n", "<!-- End of the formats -->\n"
# Where this page, or another one, says more of a format.
SECTIONS = {
    "text": "#plain-text", "html": "#html", "markdown": "#markdown", "asciidoc": "#asciidoc", "org": "#org-mode",
    "man": "#manual-pages", "typst": "#typst",
    "docx": "#word",
    "pdf": "#pdf", "epub": "#epub", "po": "#po", "qt": "#qt", "xcstrings": "#xcode", "json": "#json",
    "xliff": "#xliff", "xml": "#xml", "rst": "#restructuredtext", "wiki": "#mediawiki", "latex": "#latex",
    "odt": "#opendocument-text", "rtf": "#rtf", "pptx": "#slides", "odp": "#slides",
    "yaml": "#yaml", "toml": "#toml", "feed": "#feeds",
    "script": "#messages-of-programs", "renpy": "#renpy", "sgm": "#test-sets", "eml": "#e-mail", "mbox": "#e-mail",
    "jupyter": "#jupyter-notebooks",
    **dict.fromkeys(("srt", "vtt", "ass", "ttml", "lrc"), "#subtitles"),
    **dict.fromkeys(("xlsx", "ods", "csv", "tsv"), "#spreadsheets"),
    **dict.fromkeys(("properties", "ini", "android", "strings", "resx", "fluent"), "#messages-of-programs"),
}  # fmt: skip


def documentation() -> dict[str, str]:
    """The docstring of each format's module, by the name of the format."""
    found = {}
    for module in pkgutil.iter_modules(duiqi.formats.__path__):
        held = import_module(f"duiqi.formats.{module.name}")
        if isinstance(getattr(held, "FORMAT", None), Format):
            found[held.FORMAT.name] = held.__doc__ or ""
    return found


def told(docstring: str, what: str) -> str:
    """What a docstring says behind ``what`` and a colon, without the full stop; empty where it says nothing."""
    match = re.search(rf"^{what}: (.+?)\.$", docstring, re.MULTILINE | re.DOTALL)
    return " ".join(match[1].split()).replace("|", "\\|") if match else ""


def formats_table() -> str:
    """A row a format, in the order of ``align formats``."""
    lines = ["| format | suffixes | library | extra | used | read | left out |\n", "|---|---|---|---|---|---|---|\n"]
    docstrings = documentation()
    for format in FORMATS.values():
        name = f"`{format.name}`"
        if section := SECTIONS.get(format.name):
            name = f"[{name}]({section})"
        files = (ending for ending in format.endings if "/" not in ending)
        ends = dict.fromkeys((*format.suffixes, *format.shared_suffixes, *files))
        suffixes = ", ".join(f"`{suffix}`" for suffix in ends) or "(none)"
        uses = {
            "aligned": format.reads_documents,
            "pairs read": format.reads_pairs,
            "pairs written": format.writes_pairs,
            "filled in": format.name in FILLERS,
        }
        used = ", ".join(use for use, is_so in uses.items() if is_so)
        left = [told(docstrings[format.name], what) for what in ("Read", "Left out")]
        cells = [name, suffixes, format.library, f"`{format.extra}`" if format.extra else "", used, *left]
        lines.append(f"| {' | '.join(cells)} |\n".replace("|  |", "| |").replace("|  |", "| |"))
    return "".join(lines)


def page_with(table: str) -> str:
    """The page with the table put in."""
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(START)
    return before + START + table + END + rest.split(END)[1]


if __name__ == "__main__":
    PAGE.write_text(page_with(formats_table()), encoding="utf-8")
