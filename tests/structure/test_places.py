"""Rows that nothing crosses, and lists."""

from __future__ import annotations

from duiqi.model import Document, Hint
from duiqi.segmentation import segment_document
from duiqi.structure import SentencePlaces, places_of, with_paragraphs


def places(document: Document) -> SentencePlaces:
    return places_of(document, document, segment_document(document, "zh"), segment_document(document, "en"))


def table(rows: list[tuple[str, ...]]) -> Document:
    """A document whose cells are lines, with the row of each."""
    text, hints = "", []
    for number, cells in enumerate(rows):
        for cell in cells:
            hints.append(Hint(len(text), len(text) + len(cell), None, "table cell", number))
            text += cell + "\n"
    return with_paragraphs(Document("a.docx", text, hints=tuple(hints)))


def test_rows_are_gates_on_both_sides() -> None:
    document = table([("好。", "Good."), ("你好。再见。", "Hello. Bye."), ("谢谢。", "Thanks.")])
    assert document.layout == "columns"
    assert places(document).gates == ((1, 1), (3, 3))


def test_a_row_with_one_language_is_a_wall_too() -> None:
    document = table(
        [("今天很好。", "It is fine today."), ("没有译文。", ""), ("", "No source."), ("谢谢。", "Thanks.")]
    )
    assert places(document).gates == ((1, 1), (2, 1), (2, 2))


def test_a_line_with_both_languages_is_a_row() -> None:
    document = with_paragraphs(
        Document("a.txt", "账户过滤器 / Account filter\n区块链 / Blockchain\n公链 / Public chain\n")
    )
    assert [p.row for p in document.paragraphs] == [1, 1, 2, 2, 3, 3]
    found = places(document)
    assert found.gates == ((1, 1), (2, 2))
    assert found.terms == ((True,) * 3, (True,) * 3) or [list(side) for side in found.terms] == [[True] * 3] * 2


def test_a_row_of_several_pairs_is_several_rows() -> None:
    """Each cell of a table holds both languages."""
    document = table(
        [
            ("故障", "Problem", "原因", "Cause", "解决方法", "Solution"),
            ("机器不启动", "The machine does not start", "电源未接通", "Power is not connected"),
        ]
    )
    assert [p.row for p in document.paragraphs] == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert places(document).gates == ((1, 1), (2, 2), (3, 3), (4, 4))


def test_a_row_that_only_looks_like_several_pairs_stays_one() -> None:
    document = table([("水", "water", "一种无色无味的透明液体，是生命之源。", "n."), ("火", "fire", "热", "heat")])
    assert [p.row for p in document.paragraphs] == [1, 1, 1, 1, 2, 2, 3, 3]
    document = table([("引号", "U+300D", "逗号", "comma"), ("火", "fire", "水", "water")])
    assert [p.row for p in document.paragraphs] == [1, 1, 1, 1, 2, 2, 3, 3]


def test_a_cell_with_both_languages_is_a_row_beside_others() -> None:
    rows = [("--port", "监听端口 The port to listen on"), ("--host", "主机名 Host name"), ("--user", "用户 User")]
    document = table(rows)
    found = {document.text[p.start : p.end]: p.row for p in document.paragraphs}
    assert found["监听端口"] == found["The port to listen on"] != found["--port"]


def test_rows_in_a_text_where_one_language_follows_the_other_are_details() -> None:
    """The table with the names stands in the Chinese half: a gate there would part the halves."""
    zh = "会议昨天在北京举行，双方讨论了合作的前景。\n" * 6
    en = "The meeting was held in Beijing yesterday and both sides discussed the prospects of cooperation.\n" * 6
    names = "王毅 / Wang Yi\n"
    document = with_paragraphs(Document("a.txt", zh + names + en))
    assert places(document).gates == ()


def test_lists_of_a_side() -> None:
    text = (
        "目录\n- 苹果很甜。\n- 香蕉很黄。\n说明在下面。\n- 梨很脆。\nList\n- Apples are sweet.\n- Bananas are yellow.\n"
    )
    document = with_paragraphs(Document("a.txt", text))
    assert [list(side) for side in places(document).lists] == [[0, 1, 1, 0, 2], [0, 1, 1]]
