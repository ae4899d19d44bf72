"""One HTML file from the files of the page and its data. Nothing is fetched when it is opened, nothing else is run."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from importlib import resources
from typing import Any

from duiqi.text.chars import SURROGATE

# An import of one module of the page by another, and what marks a name as seen from outside.
IMPORT = re.compile(r'^import \{[^}]*\} from "\./(\w+)\.js";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=class|const|function|async)", re.MULTILINE)
NOTHING_EXPORTED = re.compile(r"^export \{\};\n", re.MULTILINE)


def assemble(name: str, page: str, title: str, data: Any, lang: str = "en") -> str:
    """The HTML of a page: ``page`` with the module ``name`` and those it imports, the styles, and ``data`` as JSON.

    A content security policy names the script and the styles by their digests, so that no text of the document, however
    it was made, is run.
    """
    script, style = joined(name), _file("page.css")
    policy = (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{html.escape(lang)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(SURROGATE.sub(chr(0xFFFD), title))}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'{_file(page)}<script type="application/json" id="data">{data_text(data)}</script>\n'
        f'<script type="module">{script}</script>\n</body>\n</html>\n'
    )


def joined(name: str) -> str:
    """The module ``name`` and all that it imports as one script, each after those that it imports.

    The modules share one scope then, so no two may have a name of the same: the browser would refuse the script.
    """
    order: list[str] = []

    def visit(module: str) -> None:
        if module not in order:
            for needed in IMPORT.findall(_file(f"{module}.js")):
                visit(needed)
            if module not in order:
                order.append(module)

    visit(name)
    return "\n".join(_bare(_file(f"{module}.js")) for module in order)


def data_text(data: Any) -> str:
    """``data`` as JSON that can stand in an HTML script: no ``<`` ends it, and no half of a character is in it."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":")).replace("<", "\\u003c")
    return SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _bare(module: str) -> str:
    return NOTHING_EXPORTED.sub("", EXPORT.sub("", IMPORT.sub("", module)))


def _file(name: str) -> str:
    return resources.files("duiqi.review").joinpath("page").joinpath(name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
