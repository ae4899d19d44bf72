"""The seed document, put into every format that is read, gives the beads that it gives as plain text."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from support import documents as build

from duiqi.loading import read_document
from duiqi.model import Alignment
from duiqi.pipeline import align
from duiqi.structure import with_paragraphs


@pytest.fixture(scope="module")
def plain(seed_path: Path) -> Alignment:
    return align(seed_path)


class Seed:
    """The raw paragraphs of the seed, and how they belong together by the beads of the plain text."""

    def __init__(self, path: Path, plain: Alignment) -> None:
        document = with_paragraphs(read_document(path))
        lines = [line.strip() for line in document.text.splitlines() if line.strip()]
        languages = [p.language for p in document.paragraphs]
        self.zh = [line for line, lang in zip(lines, languages, strict=True) if lang == "zh"]
        self.en = [line for line, lang in zip(lines, languages, strict=True) if lang == "en"]
        self.rows = self._rows(plain)
        self.pairs = [(pair.zh, pair.en) for pair in plain.pairs()]

    def _rows(self, plain: Alignment) -> list[tuple[list[str], list[str]]]:
        """The least groups of whole paragraphs that no bead crosses."""
        first_zh = {p: k for k, p in enumerate(sorted({s.paragraph for s in plain.zh}))}
        first_en = {p: k for k, p in enumerate(sorted({s.paragraph for s in plain.en}))}
        cuts, zh_done, en_done = [(0, 0)], 0, 0
        for bead, following in zip(plain.beads, [*plain.beads[1:], None], strict=True):
            zh_done = max([zh_done, *(first_zh[plain.zh[i].paragraph] + 1 for i in bead.zh)])
            en_done = max([en_done, *(first_en[plain.en[j].paragraph] + 1 for j in bead.en)])
            goes_on = following is not None and (
                any(first_zh[plain.zh[i].paragraph] < zh_done for i in following.zh)
                or any(first_en[plain.en[j].paragraph] < en_done for j in following.en)
            )
            if not goes_on and zh_done > cuts[-1][0] and en_done > cuts[-1][1]:
                cuts.append((zh_done, en_done))
        return [(self.zh[a:c], self.en[b:d]) for (a, b), (c, d) in pairwise(cuts)]


@pytest.fixture(scope="module")
def seed(seed_path: Path, plain: Alignment) -> Seed:
    found = Seed(seed_path, plain)
    assert len(found.rows) >= 8
    assert [p for zh, _ in found.rows for p in zh] == found.zh
    assert [p for _, en in found.rows for p in en] == found.en
    return found


def csv_of(rows: list[tuple[list[str], list[str]]], delimiter: str) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter)
    writer.writerow(["No.", "中文", "English", "备注"])
    for number, (zh, en) in enumerate(rows, 1):
        writer.writerow([number, "\n".join(zh), "\n".join(en), "已审"])
    return buffer.getvalue().encode("utf-8-sig")


def markdown_of(seed: Seed) -> str:
    head = '---\ntitle: "一带一路"\ndate: 2020-06-18\n---\n\n'
    body = "\n\n".join(["# 新聞", *(p.replace("·", "- ") for p in seed.zh)])
    code = "\n\n```python\nprint('not a sentence')\n```\n\n"
    return head + body + code + "\n\n".join(["# News", *(p.replace("·", "- ") for p in seed.en)])


BUILDERS: dict[str, Callable[[Seed], bytes]] = {
    "paragraphs.html": lambda s: build.html_paragraphs(s.zh, s.en),
    "breaks.html": lambda s: build.html_breaks(s.zh, s.en),
    "table.html": lambda s: build.html_table(s.rows),
    "interleaved.html": lambda s: build.html_interleaved(s.rows),
    "paragraphs.docx": lambda s: build.docx_of("".join(map(build.docx_p, [*s.zh, *s.en]))),
    "table.docx": lambda s: build.docx_table(s.rows),
    "book.epub": lambda s: build.epub_of(
        ["".join(f"<p>{p.replace('&', '&amp;')}</p>" for p in side) for side in (s.zh, s.en)]
    ),
    "cells.xlsx": lambda s: build.xlsx_of([("\n".join(zh), "\n".join(en)) for zh, en in s.rows]),
    "cells.csv": lambda s: csv_of(s.rows, ","),
    "cells.tsv": lambda s: csv_of(s.rows, "\t"),
    "release.md": lambda s: markdown_of(s).encode(),
    "release.adoc": lambda s: "\n\n".join(p.replace("·", "* ") for p in [*s.zh, *s.en]).encode(),
    "release.txt.gz": lambda s: build.gzipped("\n".join([*s.zh, *s.en]).encode("gb18030")),
    "release.xml": lambda s: (
        "<doc>" + "".join(f"<p>{p.replace('&', '&amp;')}</p>" for p in [*s.zh, *s.en]) + "</doc>"
    ).encode(),
    "release.pdf": lambda s: build.pdf_of([*s.zh, *s.en], head="外交部 Ministry of Foreign Affairs"),
}
# Formats that come as pairs: their rows are the beads, so the text is that of the beads and already repaired.
PAIRED: dict[str, Callable[[list[tuple[str, str]]], bytes]] = {
    "cues.srt": build.srt_of,
    "messages.po": build.po_of,
    "units.xlf": build.xliff_of,
}


def letters(pairs: list[tuple[str, str]]) -> list[tuple[str, ...]]:
    return [tuple(re.sub(r"\W|_", "", side) for side in pair) for pair in pairs]


@pytest.mark.parametrize("name", BUILDERS)
def test_formats(tmp_path: Path, seed: Seed, name: str) -> None:
    pairs = [(pair.zh, pair.en) for pair in align(build.write(tmp_path, name, BUILDERS[name](seed))).pairs()]
    expected = letters(seed.pairs)
    found = letters(pairs)
    if name == "release.md":
        assert found[0] == ("新聞", "News")
        found = found[1:]
    assert found == expected


BROKEN_CELL = pytest.mark.xfail(
    strict=True,
    raises=AssertionError,
    reason="a cell broken over two pages: each half of a Chinese sentence is paired with one of two English ones",
)


@pytest.mark.slow
@pytest.mark.parametrize("layout", ["paragraphs", pytest.param("table", marks=BROKEN_CELL)])
def test_pdf_by_libreoffice(tmp_path: Path, seed: Seed, layout: str) -> None:
    soffice = shutil.which("soffice")
    if not soffice:
        pytest.skip("soffice is not installed")
    build.write(tmp_path, "a.docx", BUILDERS[f"{layout}.docx"](seed))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "a.docx"]
    result = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert (tmp_path / "a.pdf").is_file(), result.stderr
    assert letters([(pair.zh, pair.en) for pair in align(tmp_path / "a.pdf").pairs()]) == letters(seed.pairs)


@pytest.mark.parametrize("name", PAIRED)
def test_formats_of_pairs(tmp_path: Path, seed: Seed, name: str) -> None:
    pairs = [(pair.zh, pair.en) for pair in align(build.write(tmp_path, name, PAIRED[name](seed.pairs))).pairs()]
    assert letters(pairs) == letters(seed.pairs)
