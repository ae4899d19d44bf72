"""What is read of reStructuredText, against docutils, its reference implementation.

    python -m tests.benchmarks.restructured FOLDER … [--show]

Every ``.rst`` file in the folders that docutils parses without an error (it knows no roles and directives of Sphinx) is
read by both. Paragraphs, titles, terms and table cells are the same when their letters and figures are. For all files:
the paragraphs of docutils, the share of them that is found, and the share of ours that docutils has. ``--show`` prints
what differs.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.core import publish_doctree

from duiqi.errors import InputError
from duiqi.formats.rst import read_rst
from duiqi.structure import find_paragraphs
from tests.benchmarks.same_book import squeezed

# Errors of docutils: what it could not make sense of (docutils.utils.Reporter).
ERROR = 3
SETTINGS = {
    "file_insertion_enabled": False, "raw_enabled": False, "docinfo_xform": False, "report_level": 5, "halt_level": 5,
}  # fmt: skip
TEXT = (nodes.paragraph, nodes.title, nodes.subtitle, nodes.term, nodes.rubric, nodes.caption, nodes.attribution)
# What is left out on purpose, or is no text of the file.
NO_TEXT = (nodes.comment, nodes.system_message, nodes.substitution_definition)


def by_docutils(source: str) -> Counter[str] | None:
    """The texts of a file by docutils; None where it finds errors."""
    tree = publish_doctree(source, settings_overrides=SETTINGS)
    messages = [*tree.findall(nodes.system_message), *tree.transform_messages]
    if any(message["level"] >= ERROR for message in messages):
        return None
    for mark in list(tree.findall(nodes.footnote_reference)):
        mark.parent.remove(mark)
    for kind in list(tree.findall(nodes.classifier)):
        # Of a term: "encoding : str".
        kind.parent[kind.parent.index(kind) - 1] += nodes.Text(kind.astext())
        kind.parent.remove(kind)
    found = (squeezed(node.astext()) for node in tree.findall() if isinstance(node, TEXT) and not _left_out(node))
    return Counter(text for text in found if text)


def _left_out(node: Any) -> bool:
    while node is not None:
        # A list of contents is made by docutils.
        if isinstance(node, NO_TEXT) or (isinstance(node, nodes.topic) and "contents" in node["classes"]):
            return True
        node = node.parent
    return False


def by_duiqi(data: bytes, name: str) -> Counter[str]:
    """The texts of a file by the reader."""
    reading = read_rst(data, name)
    paragraphs, _ = find_paragraphs(reading.text)
    return Counter(filter(None, (squeezed(reading.text[p.start : p.end]) for p in paragraphs)))


def main() -> int:
    """Print the sums."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    files = errors = asked = given = same = 0
    for path in sorted(path for folder in arguments.folders for path in folder.rglob("*.rst")):
        data = path.read_bytes()
        try:
            expected = by_docutils(data.decode("utf-8"))
            found = by_duiqi(data, str(path)) if expected is not None else Counter()
        except (UnicodeDecodeError, InputError):
            expected = None
        if not expected:
            errors += 1
            continue
        files += 1
        asked, given = asked + expected.total(), given + found.total()
        same += (expected & found).total()
        if arguments.show:
            for mark, texts in (("-", expected - found), ("+", found - expected)):
                for text in texts:
                    print(f"{mark} {path.name}: {text[:200]}")
    print(f"{files} files ({errors} with errors or no text left out), {asked} paragraphs of docutils:")
    print(f"found {same / max(asked, 1):.3f}, of ours in docutils {same / max(given, 1):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
