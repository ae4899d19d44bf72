"""The two files of a report: the page, and the same as JSON beside it."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path

from duiqi.batch.report.figures import report_of
from duiqi.batch.report.page import report_page
from duiqi.batch.resuming import Manifest
from duiqi.errors import InputError
from duiqi.io.files import atomic_write


def write_report(manifest: Manifest, path: str, title: str) -> None:
    """Write the report on a manifest's documents to ``path``, which ends in ``.html``, and beside it as ``.json``.

    Raises InputError.
    """
    check_report_path(path)
    report = report_of(manifest.entries())
    contents = {
        path: report_page(report, title),
        os.fspath(Path(path).with_suffix(".json")): json.dumps(asdict(report), ensure_ascii=False, indent=1) + "\n",
    }
    for name, text in contents.items():
        with atomic_write(name) as stream:
            # Names of files may hold halves of characters, which UTF-8 has no bytes for.
            stream.write(text.encode("utf-8", "backslashreplace"))


def check_report_path(path: str) -> None:
    """Raise InputError unless ``path`` can be the name of a report."""
    if not path.lower().endswith((".html", ".htm")):
        raise InputError("is no name of a page", path=path, advice="name a file to write, such as report.html")
