"""Lists of terms whose texts begin on the same line."""

from __future__ import annotations

from duiqi.blocks.printed.line import Printed
from duiqi.blocks.printed.page.characters import Glyph
from duiqi.blocks.printed.page.kerned import behind_term
from duiqi.blocks.printed.paragraphs import paragraphs_of

HANGING = "which is read before the boats go out again and is never written by hand."


def entry(term: str, text: str, base: float) -> list[Printed]:
    return [
        Printed(f"{term} {text}", 50.0, 400.0, base, 10.0, 0, term=term),
        Printed(HANGING, 72.0, 380.0, base - 12, 10.0, 0),
    ]


def texts(terms: list[str]) -> list[str]:
    lines = [line for k, term in enumerate(terms) for line in entry(term, "This is the file of all", 700 - 30 * k)]
    return [paragraph.text for paragraph in paragraphs_of([lines])[0]]


def test_terms_of_a_list_stand_alone() -> None:
    text = f"This is the file of all {HANGING}"
    assert texts(["boats.conf", "nets.conf", "sails.conf"]) == [
        *("boats.conf", text),
        *("nets.conf", text),
        *("sails.conf", text),
    ]


def test_two_terms_are_no_list_nor_are_numbers_or_heads_with_a_stop() -> None:
    for terms in (["boats.conf", "nets.conf"], ["1", "2", "3"], ["Boats.", "Nets.", "Sails."]):
        assert len(texts(terms)) == len(terms)


def test_the_one_wide_gap_of_a_line() -> None:
    def glyphs(*parts: tuple[str, float]) -> list[Glyph]:
        found, at = [], 50.0
        for text, gap in parts:
            at += gap
            for char in text:
                found.append(Glyph(char, at, at + 5, 700.0, False, len(found)))
                at += 5
        return found

    def term(*parts: tuple[str, float]) -> int:
        return behind_term(glyphs(*parts), 10.0)

    assert term(("boats", 0), ("Installed", 7.5), ("into", 2.5)) == 5
    assert term(("boats", 0), ("Installed", 7.5), ("into", 5.5)) == 0
    assert term(("boats", 0), ("12", 30.0)) == 0
    assert term(("boats", 0)) == 0
