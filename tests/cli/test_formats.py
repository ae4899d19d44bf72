"""``align formats``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from support.cases import CASES

from duiqi.formats import FORMATS
from duiqi.loading.unread import UNREAD


def test_every_format_is_listed(align: Any) -> None:
    result = align("formats")
    assert result.status == 0
    table, _, unread = result.out.decode().partition("\n\nknown and not read:\n")
    head, *rows = table.splitlines()
    heads = ["name", "suffixes", "aligned", "pairs read", "pairs written", "filled in", "extra", "library"]
    assert head.split() == " ".join(heads).split()
    assert [row.split()[0] for row in rows] == list(FORMATS)
    assert len(unread.splitlines()) == len(UNREAD)
    assert "\n  a CAJ document (.caj, .kdh, .nh): export it as PDF\n" in unread
    found = [row.split() for row in rows]
    assert ["pdf", ".pdf", "yes", "-", "-", "-", "pdf", "pypdfium2", "a", "PDF", "document"] in found
    # Tables are read to be aligned as well.
    assert ["csv", ".csv", "yes", "yes", "yes", "-"] in [row[:6] for row in found]


def test_as_json(align: Any) -> None:
    entries = {entry["name"]: entry for entry in map(json.loads, align("formats", "--json").out.splitlines())}
    assert entries["tmx"] == {
        "name": "tmx",
        "suffixes": [".tmx"],
        "aligned": False,
        "pairs_read": True,
        "pairs_written": True,
        "filled_in": False,
        "extra": "",
        "library": "lxml",
        "label": FORMATS["tmx"].label,
    }
    assert entries[""]["advice"]  # of one that is not read


def test_what_files_are(align: Any, tmp_path: Path) -> None:
    (tmp_path / "film.txt").write_text("1\n00:00:01,000 --> 00:00:02,000\n你好。\nHello.\n", "utf-8")
    (tmp_path / "app.ts").write_bytes((CASES / "software" / "zh.ts").read_bytes())
    (tmp_path / "main.ts").write_text("export const x: number = 1;\n", "utf-8")
    (tmp_path / "m.tmx").write_bytes((CASES / "check" / "sound.tmx").read_bytes())
    names = [str(tmp_path / name) for name in ("film.txt", "app.ts", "main.ts", "m.tmx")]
    result = align("formats", *names)
    assert (result.status, result.out.decode().splitlines()) == (
        0,
        [
            f"{names[0]}: SubRip subtitles, told by how it begins",
            f"{names[1]}: a Qt translation (TS), told by how it begins",
            f"{names[2]}: this is program code (TypeScript), which is not read; give it a name that ends in .md if "
            "it is text all the same",
            f"{names[3]}: this is a translation memory (TMX), with pairs that are aligned already; see align convert, "
            "align update and align memory",
        ],
    )
    told = json.loads(align("formats", "--json", names[1]).out)
    assert told == {"file": names[1], "format": "a Qt translation (TS), told by how it begins"}
    assert align("formats", str(tmp_path / "none.txt")).status == 2


def test_standard_input(align: Any) -> None:
    result = align("formats", "-", stdin=b"<tmx version='1.4'><header/><body/></tmx>")
    assert result.status == 0
    assert result.out.decode().startswith("-: this is a translation memory (TMX)")
