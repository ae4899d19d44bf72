"""A small local memory."""

from __future__ import annotations

from pathlib import Path

from duiqi.memory import open_memory, search
from duiqi.model import Bead, Pair

TEXTS = [
    (
        "6月18日晚，國務委員兼外交部長王毅在北京主持會議。",
        "On the evening of 18 June, Wang Yi chaired the meeting in Beijing.",
    ),
    ("会议讨论了“一带一路”合作。", "The meeting discussed Belt and Road cooperation."),
    ("我们感谢各国的支持。", "We thank all countries for their support."),
    ("COVID-19疫情仍在蔓延。", "COVID-19 is still spreading."),
    ("好。", "Good."),
]


def pair(zh: str, en: str, number: int = 0, document: str = "r.txt") -> Pair:
    return Pair(zh, en, 0.9, Bead(range(number, number + 1), range(number, number + 2), 0.9), (3,), (4, 5), document)


def found(path: Path, query: str, **options: object) -> list[int]:
    with open_memory(path) as memory:
        return sorted(hit.pair.bead.zh.start for hit in search(memory, query, **options))  # type: ignore[arg-type]


def made_memory(folder: Path) -> Path:
    """A local memory of ``TEXTS`` in a folder."""
    with open_memory(folder / "m.db", create=True) as memory:
        memory.add(pair(zh, en, n) for n, (zh, en) in enumerate(TEXTS))
    return folder / "m.db"
