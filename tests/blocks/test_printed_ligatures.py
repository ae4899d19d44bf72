"""Codes of ligatures in fonts without a map come through a PDF page as characters that are not blank."""

from __future__ import annotations

from pathlib import Path

import pytest

from duiqi.cleaning import clean_document
from duiqi.loading.document import read_document

PLAIN = ["Every morning the keeper of the lighthouse walked down to the harbour", "to see what the boats had brought."]
# ff to ffl as Knuth's and Cork's encodings have them, in octal.
CODES = [("013", "014", "015", "016", "017"), ("033", "034", "035", "036", "037")]


def in_type_without_map(lines: list[str]) -> bytes:
    """A page of lines of a PDF's strings, in a Type 1 font that says nothing of its characters."""
    body = f"BT /F1 12 Tf 72 700 Td 16 TL {' '.join(f'({line}) Tj T*' for line in lines)} ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(body)}>>\nstream\n{body}\nendstream",
        f"<</Type/Font/Subtype/Type1/BaseFont/CMR10/FirstChar 0/LastChar 127/Widths[{'500 ' * 128}]>>",
    ]
    parts = [f"{number} 0 obj\n{value}\nendobj\n" for number, value in enumerate(objects, 1)]
    return f"%PDF-1.4\n{''.join(parts)}trailer<</Size 6/Root 1 0 R>>\n%%EOF".encode()


@pytest.mark.parametrize("codes", CODES, ids=["OT1", "T1"])
def test_ligatures_of_a_font_without_map_are_letters(tmp_path: Path, codes: tuple[str, ...]) -> None:
    pytest.importorskip("pypdfium2")
    ff, fi, fl, ffi, ffl = (f"\\{code}" for code in codes)
    lines = [f"The {fi}rst e{ff}ect was di{ffi}cult to see in con{fl}icts.", f"The sta{ff} shu{ffl}ed the {fi}gures."]
    path = tmp_path / "paper.pdf"
    path.write_bytes(in_type_without_map([*lines, *PLAIN]))
    text = clean_document(read_document(path)).text
    assert "The first effect was difficult to see in conflicts." in text
    assert "The staff shuffled the figures." in text


def test_as_many_as_spaces_are_no_ligatures(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    path = tmp_path / "paper.pdf"
    path.write_bytes(in_type_without_map([line.replace(" ", r"\037") for line in PLAIN]))
    assert "\uf01f" not in read_document(path).text
