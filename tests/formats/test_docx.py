"""Word documents."""

from __future__ import annotations

from pathlib import Path

from support import documents as build
from support.reading import document, texts

from duiqi.pipeline import align, load


def test_docx_order_kinds_and_parts(tmp_path: Path) -> None:
    heading = '<w:pPr><w:pStyle w:val="1"/></w:pPr>'
    item = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    table = "<w:tbl><w:tr>" + "".join(f"<w:tc>{build.docx_p(t)}</w:tc>" for t in ("表格", "table")) + "</w:tr></w:tbl>"
    revised = (
        "<w:p><w:ins><w:r><w:t>增加</w:t></w:r></w:ins><w:del><w:r><w:delText>删去</w:delText></w:r></w:del>"
        "<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink><w:r><w:t>一</w:t><w:br/><w:t>二</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    control = f"<w:sdt><w:sdtContent>{build.docx_p('控件')}</w:sdtContent></w:sdt>"
    styles = f'<w:styles xmlns:w="{build.W}"><w:style w:styleId="1"><w:name w:val="heading 1"/></w:style></w:styles>'
    notes = (
        f'<w:footnotes xmlns:w="{build.W}"><w:footnote w:type="separator">{build.docx_p("----")}</w:footnote>'
        f"<w:footnote>{build.docx_p('脚注')}</w:footnote></w:footnotes>"
    )
    body = build.docx_p("题目", heading) + build.docx_p("甲项", item) + table + revised + control
    found = document(
        tmp_path,
        "a.docx",
        build.docx_of(body, styles=styles, footnotes=notes, header1=f"<x>{build.docx_p('页眉')}</x>"),
    )
    assert texts(found) == ["题目", "甲项", "表格", "table", "增加链接一", "二", "控件", "脚注"]
    assert [p.kind for p in found.paragraphs][:4] == ["heading", "list item", "table cell", "table cell"]


def test_paragraphs_whose_end_was_deleted_go_on_in_the_next(tmp_path: Path) -> None:
    cut = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    gone = f"<w:p>{cut}<w:del><w:r><w:delText>删去</w:delText></w:r></w:del></w:p>"
    body = build.docx_p("一", cut) + build.docx_p("二") + gone + build.docx_p("三") + build.docx_p("四", cut)
    assert texts(document(tmp_path, "a.docx", build.docx_of(body))) == ["一二", "三", "四"]


def test_hints_follow_cleaning(tmp_path: Path) -> None:
    """Repairs before, in and after a cell leave it in its row."""
    rows = [(["務(wù)實&amp;合作"], ["Practical\u200b cooperation"]), (["習(xí)近平"], ["FAST"])]
    path = build.write(tmp_path, "a.docx", build.docx_table(rows))
    found = load(path)
    assert texts(found) == ["務實&合作", "Practical cooperation", "習近平", "FAST"]
    assert [found.text[h.start : h.end] for h in found.hints] == texts(found)
    assert [p.block for p in found.paragraphs] == [0, 0, 1, 1]


def test_rows_are_walls(tmp_path: Path) -> None:
    """A translation that stands a row too low is not paired with its source, whatever the words say."""
    translation = "Foreign Minister Wang Yi of China chaired a meeting on vaccines in Beijing on Thursday."
    rows = [
        (["中国外交部长王毅周四在北京主持了关于疫苗的会议。"], ["See below."]),
        (["各国代表感谢世界卫生组织。"], [f"{translation} Delegates thanked the World Health Organization."]),
    ]
    alignment = align(build.write(tmp_path, "a.docx", build.docx_table(rows)))
    assert [bead.type for bead in alignment.beads if translation in alignment.pair(bead).en] == ["0-1"]
    assert "各国代表感谢世界卫生组织。" in {pair.zh for pair in alignment}
