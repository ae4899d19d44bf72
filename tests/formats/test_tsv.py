"""TSV, as a document and as pairs."""

from __future__ import annotations

from pathlib import Path

from support.alignments import make_alignment
from support.reading import document, texts

from duiqi.export import save


def test_tsv_with_a_bare_quotation_mark(tmp_path: Path) -> None:
    found = document(tmp_path, "a.tsv", '"你好，"他说。\t"Hello," he said.\n"再见"\t"Goodbye"\n')
    assert texts(found) == ['"你好，"他说。', '"Hello," he said.', "再见", "Goodbye"]


def test_tsv_is_a_line_a_unit(tmp_path: Path) -> None:
    alignment = make_alignment(["一\t二\n三\\"], ["one"], [(1, 1, 0.5)])
    save(alignment, tmp_path / "a.tsv")
    heading, line = (tmp_path / "a.tsv").read_text(encoding="utf-8").splitlines()
    assert heading.split("\t")[1:5] == ["zh", "en", "score", "type"]
    assert line.split("\t")[1:] == [
        r"一\t二\n三\\",
        "one",
        "0.5",
        "1-1",
        "[0]",
        "[0]",
        "[0]",
        "[0]",
        "release.txt",
        "zh-CN",
        "en",
    ]
