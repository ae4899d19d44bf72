"""What ``align update`` and ``align memory`` take: files of pairs are read, documents are aligned."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import documents as build

from duiqi.cli import main
from duiqi.export import read

PAIRS = [
    ("我们去北京开会。", "We went to Beijing for a meeting."),
    ("会议昨天结束了。", "The meeting ended yesterday."),
]
FILES = {
    "a.po": build.po_of(PAIRS),
    "a.xlf": build.xliff_of(PAIRS),
    "a.xlsx": build.xlsx_of([("zh", "en"), *PAIRS]),
    "a.csv.gz": build.gzipped("\n".join(f"{zh},{en}" for zh, en in PAIRS).encode()),
    # Excel's "Unicode text"; four rows tell that it is a table.
    "a.txt": "\ufeff".encode("utf-16-le")
    + "".join(f"{k}\t{zh}\t{en}\r\n" for k, (zh, en) in enumerate(2 * PAIRS)).encode("utf-16-le"),
    "a.xml": "".join(["<doc>", *(f"<p>{zh}</p><p>{en}</p>" for zh, en in PAIRS), "</doc>"]).encode(),
    "a.srt": build.srt_of(PAIRS),
}


@pytest.mark.parametrize("name", FILES)
def test_the_same_files_are_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    path = build.write(tmp_path, name, FILES[name])
    assert main(["update", str(tmp_path / "m.tmx"), str(path), "--quiet"]) == 0
    assert sorted((pair.zh, pair.en) for pair in read(tmp_path / "m.tmx")) == sorted(PAIRS)
    assert main(["memory", "add", str(tmp_path / "m.db"), str(path)]) == 0
    assert "2 added" in capsys.readouterr().err
    is_document = name == "a.xml"
    assert main(["convert", str(path), "-o", str(tmp_path / "c.jsonl"), "--quiet"]) == (2 if is_document else 0)
    if not is_document:
        assert main(["check", str(path), "--only", "refused"]) == 0
