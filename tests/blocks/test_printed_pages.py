"""What the order of a file and the place of its lines tell of a page."""

from __future__ import annotations

from typing import Any

import pytest
from support.cases import cases

from duiqi.blocks.printed.line import Place, Printed
from duiqi.blocks.printed.page.file_order import FIRST, side_by_side
from duiqi.blocks.printed.page.stacking import downwards
from duiqi.blocks.printed.page.turned import without_turned
from duiqi.blocks.printed.paragraphs import paragraphs_of
from duiqi.blocks.printed.ruling import Segment, grids

SIZE = 10.0


def line(text: str, left: float, base: float, page: int = 0, **more: Any) -> Printed:
    wide = sum(1.0 if ord(char) > 0x2E7F else 0.45 for char in text)
    return Printed(text, left, left + SIZE * wide, base, SIZE, page, **more)


@pytest.mark.parametrize("case", cases("blocks/printed_beside.jsonl"))
def test_cells_and_cards_in_the_order_of_the_file(case: dict[str, Any]) -> None:
    """Each line with the row and column that it is found in."""
    page = [line(*each) for each in case["lines"]]
    (found,) = side_by_side([page])
    assert [each.text for each in found] == [each.text for each in page]
    places = [[each.cell.row, each.cell.column] if each.cell else None for each in found]
    assert places == case["places"]
    assert all(each.cell is None or each.cell.table >= FIRST for each in found)


def test_a_page_drawn_in_layers_is_read_downwards() -> None:
    headings = [line("One", 50, 700), line("Two", 50, 600), line("Three", 50, 500)]
    texts = [line(f"The keeper walked down to the {each}.", 50, at) for each, at in (("harbour", 680), ("boat", 580))]
    note = line("Note", 5, 680)
    (found,) = downwards([[*headings, *texts, note]])
    assert found == [headings[0], texts[0], headings[1], texts[1], headings[2], note]
    # Two columns are read one after the other, and heads and feet before the text change nothing.
    columns = [line(f"word {k}", 50 + 200 * (k // 3), 700 - 20 * (k % 3)) for k in range(6)]
    around = [line("Head", 50, 800), line("Foot", 50, 30)]
    assert downwards([columns]) == [columns]
    assert downwards([[*headings, texts[1]._replace(base=480.0)]]) == [[*headings, texts[1]._replace(base=480.0)]]
    assert downwards([[*around, *headings]]) == [[around[0], *headings, around[1]]]


def test_text_across_the_page_and_along_the_edge_of_many_is_none() -> None:
    mark, edge = line("DRAFT", 50, 400, turned="across"), line("Internal use only", 500, 400, turned="along")
    text = [line("The keeper walked down to the harbour.", 50, 700 - 20 * k) for k in range(9)]
    pages = [[*text, mark, edge] for _ in range(3)]
    assert without_turned(pages) == ([text] * 3, [mark, edge] * 3)
    # The head of a column that is set upwards, and a page that is turned as a whole, are text.
    assert without_turned([[*text, edge]]) == ([[*text, edge]], [])
    turned = [each._replace(turned="along") for each in text]
    assert without_turned([turned] * 3) == ([turned] * 3, [])


def test_a_page_cuts_rows_without_a_line() -> None:
    upright = [Segment(x, 0, 100) for x in (0, 50, 100)]
    (grid,) = grids(upright, [Segment(40, 0, 100)])
    assert [grid.at(25, 70), grid.at(75, 20)] == [(0, 0), (1, 1)]
    assert [grid.is_cut(row) for row in (0, 1)] == [True, True]
    (whole,) = grids(upright, [])
    assert (whole.at(75, 50), whole.is_cut(0)) == ((0, 1), True)
    (closed,) = grids(upright, [Segment(y, 0, 100) for y in (0, 40, 100)])
    assert not closed.is_cut(0)
    assert not closed.is_cut(1)
    assert len(grids(upright, [], 110)) == 1
    # A chart in the middle of a page, a rule between two columns, and rules of different height make no table.
    chart = [Segment(x, 400, 500) for x in (0, 50, 100)]
    assert grids(chart, [], 800) == grids(chart, [Segment(440, 0, 100)], 800) == []
    assert grids([Segment(50, 0, 100)], []) == []
    assert grids([Segment(0, 0, 100), Segment(50, 0, 60), Segment(100, 0, 100)], []) == []


def cell(text: str, page: int, row: int, column: int, cut: bool) -> Printed:
    top = 100.0 if page == 0 else 700.0
    return line(text, 50.0 + 200 * column, top - 20 * row, page, cell=Place(0, row, column, cut))


@pytest.mark.parametrize(("cut", "rows"), [(True, [1, 1]), (False, [1, 1, 2, 2])])
def test_a_row_without_border_at_the_cut_goes_on_whatever_it_ends_with(cut: bool, rows: list[int]) -> None:
    first = [cell("会议闭幕了。", 0, 0, 0, cut), cell("The meeting closed.", 0, 0, 1, cut)]
    second = [cell("双方满意。", 1, 0, 0, cut), cell("Both were content.", 1, 0, 1, cut)]
    found, _ = paragraphs_of([first, second])
    assert [paragraph.row for paragraph in found] == rows


def test_what_is_left_of_one_cell_overleaf_belongs_to_its_row() -> None:
    first = [cell("会议闭幕了。", 0, 0, 0, True), cell("The meeting", 0, 0, 1, True)]
    found, _ = paragraphs_of([first, [cell("closed.", 1, 0, 1, True)]])
    assert [(paragraph.text, paragraph.row) for paragraph in found] == [("会议闭幕了。", 1), ("The meeting closed.", 1)]


@pytest.mark.parametrize(("end", "count"), [("rests with them", 1), ("rests with them.", 2)])
def test_columns_as_long_as_a_page_go_on_overleaf_unless_both_have_ended(end: str, count: int) -> None:
    def page(number: int, texts: tuple[str, str], ends: tuple[str, str]) -> list[Printed]:
        return [
            line(
                ends[column] if k == 15 else text, 50.0 + 200 * column, 700.0 - 20 * k, number, cell=Place(0, 0, column)
            )
            for column, text in enumerate(texts)
            for k in range(16)
        ]

    texts = "双方应当友好协商解决争议，", "The parties shall consult"
    pages = [page(0, texts, ("任何一方均可起诉。", end)), page(1, ("本合同一式两份，", "This contract is made"), texts)]
    found, _ = paragraphs_of(pages)
    assert len({paragraph.row for paragraph in found}) == count
