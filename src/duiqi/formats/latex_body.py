"""What of a LaTeX file is its document: all of a chapter, else what is between its beginning and its end."""

from __future__ import annotations

import re

# To the last end: what ends before it is an example.
BODY = re.compile(r"\\begin\s?\{document\}(?:(?P<ended>.*)\\end\s?\{document\})?", re.DOTALL)
TITLE = re.compile(r"\\(?:title|author)\s?(?:\[[^\[\]]{0,500}\])?\{((?:[^{}]|\{[^{}]{0,500}\}){0,1000})\}")
# The class of a document, or a heading, of which a preamble has none but in definitions.
FIRST = re.compile(
    r"\\(?P<class>documentclass|documentstyle)\b"
    r"|\\(?:part|chapter|(?:sub){0,2}section)\*?\s?(?:\[[^\[\]\n]{0,200}\])?\{(?!#)"
)


def body_of(text: str) -> str:
    """The titles as headings and the body, without the preamble; ``text`` has no comments any more. Behind a heading
    what begins is a document that is shown."""
    body = BODY.search(text)
    first = FIRST.search(text, 0, body.start()) if body else None
    if not body or (first and not first["class"]):
        return text
    titles = (found[1] for found in TITLE.finditer(text[: body.start()]))
    shown = text[body.end() :] if body["ended"] is None else body["ended"]
    return "\n\n".join([*(rf"\section{{{title}}}" for title in titles), shown])
