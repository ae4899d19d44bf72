"""``align formats``."""

from __future__ import annotations

import json
from typing import Any

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
