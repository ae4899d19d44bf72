"""The two parallel corpora that several data files are counted on."""

from __future__ import annotations

import hashlib
import xml.etree.ElementTree as ET
from pathlib import Path

TATOEBA_SHA256 = "6d9734ce952db2b694ac8a6abae52b445f8dbc6a599959b0971a2bc74eec1918"
TICO19_SHA256 = "9a93a72c987d882c7fd298aac47692743cc0df7496e41a521bf191d47889c303"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def sentence_pairs(tatoeba: str | Path, tico19: str | Path) -> list[tuple[str, str]]:
    """(Chinese, English) of Tatoeba, then of TICO-19. Ends the program where a file is not the pinned one."""
    for path, digest in ((tatoeba, TATOEBA_SHA256), (tico19, TICO19_SHA256)):
        if hashlib.sha256(Path(path).read_bytes()).hexdigest() != digest:
            raise SystemExit(f"{path} is not the pinned file; see SOURCES.md")
    rows = (line.split("\t") for line in Path(tatoeba).read_text(encoding="utf-8").splitlines())
    pairs = [(row[1], row[0]) for row in rows]
    for unit in ET.parse(tico19).iter("tu"):
        texts = {variant.get(_LANGUAGE): variant.findtext("seg") or "" for variant in unit.iter("tuv")}
        pairs.append((texts["zh"], texts["en"]))
    return pairs
