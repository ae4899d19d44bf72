"""Texts and slides of office programs: files that LibreOffice wrote, and what it does not write."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support import documents as build
from support.cases import CASES
from support.reading import document, left, texts

from duiqi.errors import InputError
from duiqi.export import iter_pairs
from duiqi.loading import read_document
from duiqi.model import Document
from duiqi.pipeline import align
from duiqi.structure import with_paragraphs

OFFICE = CASES / "office"
ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
        ("presentation", "presentation"), ("manifest", "manifest"),
    )
)  # fmt: skip
FLAT = 'xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" o:mimetype="application/vnd.oasis.opendocument.'
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
REPORT = [
    ("heading", "水库年度报告"),
    ("heading", "Annual report on the reservoir"),
    (None, "王工程师检查了大坝，没有发现裂缝。"),
    (None, "Engineer Wang inspected the dam and certainly found no cracks."),
    (None, "水位比去年高两米。"),
    (None, "The water stood two metres higher than last year."),
    ("list item", "修理闸门"),
    ("list item", "Repair the sluice gates"),
    ("list item", "清理河道"),
    ("list item", "Clear the channel"),
    ("table cell", "降水量是八百毫米。"),
    ("table cell", "Rainfall was 800 millimetres."),
    ("table cell", "发电量增加了百分之五。"),
    ("table cell", "Power output rose by five per cent."),
    (None, "以下是通知。"),
    (None, "库区禁止游泳。"),
    (None, "No swimming in the reservoir."),
    (None, "The notice follows."),
    (None, "第一行\n第二行"),
    (None, "First line\nSecond line"),
    (None, "大坝建于一九五八年。"),
    (None, "The dam was built in 1958."),
]
SLIDES = [
    ("slide 1", "水库年度报告"),
    ("slide 1", "Annual report on the reservoir"),
    ("slide 1", "王工程师检查了大坝，没有发现裂缝。"),
    ("slide 1", "Engineer Wang inspected the dam and found no cracks."),
    ("slide 1", "水位比去年高两米。"),
    ("slide 1", "The water stood two metres higher than last year."),
    ("slide 1, notes", "请讲慢一些。"),
    ("slide 1, notes", "Please speak slowly."),
    ("slide 2", "降水量是八百毫米。"),
    ("slide 2", "Rainfall was 800 millimetres."),
    ("slide 2", "发电量增加了百分之五。"),
    ("slide 2", "Power output rose by five per cent."),
]
TABLE = [
    ("水位比去年高两米。", "The water stood two metres higher than last year."),
    ("降水量是八百毫米。", "Rainfall was 800 millimetres."),
    ("第一行", "第二行"),
    ("First line", "Second line"),
    ("大坝建于一九五八年。", "The dam was built in 1958, it is said."),
]


def rows(found: Document) -> list[int]:
    return [hint.row for hint in found.hints if hint.row is not None]


@pytest.mark.parametrize("name", ["report.odt", "report.docx", "report.rtf", "flat/report.fodt"])
def test_a_text_by_libreoffice(name: str) -> None:
    """Footnotes come after the text and text boxes after their paragraph; deleted text, comments and heads are out."""
    found = read_document(OFFICE / name)
    assert [(hint.kind, found.text[hint.start : hint.end]) for hint in found.hints] == REPORT
    assert rows(found) == [1, 1, 2, 2]
    assert not found.notes


@pytest.mark.parametrize("name", ["slides.odp", "slides.pptx", "flat/slides.fodp"])
def test_slides_by_libreoffice(name: str) -> None:
    found = read_document(OFFICE / name)
    assert [(hint.place, found.text[hint.start : hint.end]) for hint in found.hints] == SLIDES
    assert rows(found) == [1, 1, 2, 2]


@pytest.mark.parametrize("name", ["table.ods", "table.xlsx", "flat/table.fods"])
def test_tables_by_libreoffice(tmp_path: Path, name: str) -> None:
    """As documents and as pairs, also without a name that tells."""
    path = build.write(tmp_path, "download", (OFFICE / name).read_bytes())
    for table in (OFFICE / name, path):
        assert texts(with_paragraphs(read_document(table))) == [text for row in TABLE for text in row]
        assert rows(read_document(table)) == [1, 1, 2, 2, 3, 3, 4, 4]
    pairs = [(pair.zh, pair.en) for pair in iter_pairs(OFFICE / name)]
    assert pairs == [*TABLE[:2], ("第一行\n第二行", "First line\nSecond line"), TABLE[-1]]


@pytest.mark.parametrize("name", ["cells.xlsx", "cells.ods", "cells.csv"])
def test_both_languages_in_a_cell(name: str) -> None:
    found = [(pair.zh, pair.en) for pair in align(OFFICE / name).pairs(unaligned=True)]
    assert found == [
        ("内容", "Content"),
        *TABLE[:2],
        ("库区禁止游泳。", "No swimming in the reservoir."),
        ("大坝建于一九五八年。", "The dam was built in 1958."),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "report.odt",
        "report.rtf",
        "flat/report.fodt",
        "slides.odp",
        "slides.pptx",
        "flat/slides.fodp",
        "flat/table.fods",
    ],
)
def test_pairs_and_the_format_by_content(tmp_path: Path, name: str) -> None:
    data = (OFFICE / name).read_bytes()
    pairs = {(pair.zh, pair.en) for pair in align(build.write(tmp_path, "download", data))}
    assert ("水位比去年高两米。", "The water stood two metres higher than last year.") in pairs
    assert ("降水量是八百毫米。", "Rainfall was 800 millimetres.") in pairs


def odf_of(kind: str, body: str, **parts: str) -> bytes:
    """An OpenDocument file with this XML of its body and of its other parts."""
    content = f"<office:document-content {ODF}>{body}</office:document-content>"
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    others = {f"{name.replace('_', '/')}.xml": part for name, part in parts.items()}
    return build.zipped({"mimetype": mimetype, "content.xml": content, **others}, stored=["mimetype"])


def odt_of(text: str, **parts: str) -> bytes:
    return odf_of("text", f"<office:body><office:text>{text}</office:text></office:body>", **parts)


def test_odt_details(tmp_path: Path) -> None:
    styles = (
        '<office:automatic-styles><style:style style:name="P1" style:parent-style-name="Title"/>'
        "</office:automatic-styles>"
    )
    body = (
        '<text:p text:style-name="P1">题目</text:p>'
        "<text:table-of-content><text:index-body><text:p>第一章<text:tab/>3</text:p></text:index-body>"
        "</text:table-of-content>"
        '<text:section><text:p>甲<text:s text:c="2"/>乙\n  丙<text:span>丁</text:span></text:p></text:section>'
        "<text:p><text:ruby><text:ruby-base>汉</text:ruby-base><text:ruby-text>hàn</text:ruby-text></text:ruby>字</text:p>"
        "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>中文</text:p></table:table-cell>"
        "<table:covered-table-cell/><table:table-cell><text:p>English</text:p></table:table-cell></table:table-row>"
        "</table:table-header-rows><table:table-row><table:table-cell><text:p>外</text:p><table:table><table:table-row>"
        "<table:table-cell><text:p>里</text:p></table:table-cell><table:table-cell><text:p>in</text:p></table:table-cell>"
        "</table:table-row></table:table></table:table-cell><table:table-cell><text:p>out</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    )
    content = f"{styles}<office:body><office:text>{body}</office:text></office:body>"
    found = document(tmp_path, "a.odt", odf_of("text", content))
    assert texts(found) == ["题目", "甲 乙 丙丁", "汉字", "中文", "English", "外", "里", "in", "out"]
    assert [hint.row for hint in found.hints] == [None, None, None, 1, 1, None, 3, 3, None]
    assert found.paragraphs[0].kind == "heading"
    assert left(found) == {"list of contents, index": ["第一章3"]}


def test_deletions_that_stand_where_they_were(tmp_path: Path) -> None:
    """As in a document that is one XML file: with their notes and boxes, over the end of a paragraph, two at once."""
    regions = "".join(
        f'<text:changed-region text:id="{name}"><text:{kind}/></text:changed-region>'
        for name, kind in (("a", "deletion"), ("b", "insertion"), ("c", "deletion"))
    )
    begin, end = (f'<text:change-{word} text:change-id="{{}}"/>' for word in ("start", "end"))
    note = "<text:note><text:note-body><text:p>脚注</text:p></text:note-body></text:note>"
    body = (
        f"<text:tracked-changes>{regions}</text:tracked-changes>"
        f"<text:p>一{begin.format('a')}甲<text:span>乙</text:span>{note}</text:p>"
        f"<text:p>丙{begin.format('c')}丁{end.format('a')}戊{end.format('c')}二</text:p>"
        f"{begin.format('a')}<text:p>己</text:p>{end.format('a')}<text:p>三{begin.format('b')}四{end.format('b')}</text:p>"
    )
    found = document(tmp_path, "a.odt", odt_of(body))
    assert texts(found) == ["一", "二", "三四"]
    assert left(found) == {"deleted text": ["甲", "乙", "脚注", "丙", "丁", "戊", "己"]}


def test_formulas(tmp_path: Path) -> None:
    """In a part of their own, or where they stand; one that is damaged loses only itself."""
    math = '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><msup><mi>a</mi><mn>2</mn></msup>{}</math>'
    whole = math.format("<annotation>a^2</annotation></semantics>")
    link = '<text:p>甲<draw:frame><draw:object xmlns:x="urn:x" x:href="./{}"/></draw:frame>乙</text:p>'
    body = link.format("Object 1") + link.format("Object 2") + link.format("Object 3")
    found = document(
        tmp_path, "a.odt", odt_of(body, **{"Object 1_content": whole, "Object 2_content": math, "x": "<x/>"})
    )
    assert (texts(found), left(found)) == (["甲乙"] * 3, {"formula": ["a2"]})
    flat = f"<text:p>甲<draw:frame><draw:object>{whole}</draw:object></draw:frame>乙</text:p>"
    found = document(tmp_path, "b.odt", odt_of(flat))
    assert (texts(found), left(found)) == (["甲乙"], {"formula": ["a2"]})


def test_titles_and_feet_of_slides(tmp_path: Path) -> None:
    frames = "".join(
        f'<draw:frame presentation:class="{role}"><draw:text-box><text:p>{text}</text:p></draw:text-box></draw:frame>'
        for role, text in (("title", "题目"), ("outline", "内容"), ("footer", "机密"))
    )
    body = f"<office:body><office:presentation><draw:page>{frames}</draw:page></office:presentation></office:body>"
    odp = document(tmp_path, "a.odp", odf_of("presentation", body))
    shapes = "".join(
        f'<p:sp><p:nvSpPr><p:nvPr><p:ph type="{role}"/></p:nvPr></p:nvSpPr>'
        f"<p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
        for role, text in (("ctrTitle", "题目"), ("body", "内容"), ("ftr", "机密"))
    )
    pptx = document(tmp_path, "a.pptx", pptx_of([shapes]))
    for found in (odp, pptx):
        assert texts(found) == ["题目", "内容"]
        assert found.paragraphs[0].kind == "heading"
        assert left(found) == {"head or foot of a slide": ["机密"]}


def pptx_of(slides: list[str], **diagrams: str) -> bytes:
    """A presentation with the shapes of its slides; shown from the last to the first."""
    space = f'xmlns:p="{P}" xmlns:a="{A}" xmlns:r="{R}"'
    ids = "".join(f'<p:sldId id="{256 + k}" r:id="r{k}"/>' for k in reversed(range(len(slides))))
    relations = "".join(
        f'<Relationship Id="r{k}" Type="{R}/slide" Target="slides/s{k}.xml"/>' for k in range(len(slides))
    )
    parts: dict[str, str | bytes] = {
        "ppt/presentation.xml": f"<p:presentation {space}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": f"<Relationships>{relations}</Relationships>",
    }
    for k, shapes in enumerate(slides):
        parts[f"ppt/slides/s{k}.xml"] = f"<p:sld {space}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>"
        parts[f"ppt/slides/_rels/s{k}.xml.rels"] = "<Relationships>" + "".join(
            f'<Relationship Id="{name}" Type="{R}/diagramData" Target="../diagrams/{name}.xml"/>' for name in diagrams
        ) + "</Relationships>"  # fmt: skip
    parts |= {f"ppt/diagrams/{name}.xml": content for name, content in diagrams.items()}
    return build.zipped(parts)


def text_of_shape(*paragraphs: str) -> str:
    return "<p:sp><p:txBody>" + "".join(f"<a:p>{text}</a:p>" for text in paragraphs) + "</p:txBody></p:sp>"


def test_pptx_details(tmp_path: Path) -> None:
    group = f"<p:grpSp>{text_of_shape('<a:r><a:t>组</a:t></a:r><a:br/><a:r><a:t>合</a:t></a:r>')}</p:grpSp>"
    number = text_of_shape(
        '<a:r><a:t>第</a:t></a:r><a:fld type="slidenum"><a:t>7</a:t></a:fld><a:r><a:t>页</a:t></a:r>'
    )
    fallback = f"<Fallback>{text_of_shape('<a:r><a:t>旧</a:t></a:r>')}</Fallback>"
    frame = f'<p:graphicFrame><dgm:relIds xmlns:dgm="urn:d" r:dm="d1" r:lo="d2"/></p:graphicFrame>{fallback}'
    diagram = (
        f'<dgm:dataModel xmlns:dgm="urn:d" xmlns:a="{A}"><dgm:ptLst><dgm:pt><dgm:t><a:p><a:r><a:t>图</a:t></a:r></a:p>'
        "</dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>"
    )
    found = document(tmp_path, "a.pptx", pptx_of([frame, group + number], d1=diagram))
    assert texts(found) == ["组", "合", "第页", "图"]
    assert [hint.place for hint in found.hints] == ["slide 1", "slide 1", "slide 2"]


CHART = (
    f'<c:chartSpace xmlns:c="urn:c" xmlns:a="{A}"><c:title><c:tx><c:rich><a:p><a:r><a:t>游客</a:t></a:r></a:p>'
    "</c:rich></c:tx></c:title>"
    + "".join(
        f"<c:ser><c:tx><c:strRef><c:strCache><c:pt><c:v>{name}</c:v></c:pt></c:strCache></c:strRef></c:tx><c:cat><c:strRef>"
        "<c:strCache><c:pt><c:v>春</c:v></c:pt><c:pt><c:v>夏</c:v></c:pt></c:strCache></c:strRef></c:cat><c:val><c:numRef>"
        "<c:numCache><c:pt><c:v>12</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser>"
        for name in ("去年", "今年")
    )
    + "</c:chartSpace>"
)


def test_words_of_charts(tmp_path: Path) -> None:
    """The title, the series, and the categories once; no figures."""
    words = ["游客", "去年", "春", "夏", "今年"]
    frame = '<p:graphicFrame><c:chart xmlns:c="urn:c" r:id="d1"/></p:graphicFrame>'
    assert texts(document(tmp_path, "a.pptx", pptx_of([frame], d1=CHART))) == words
    drawing = f'<w:drawing xmlns:c="urn:c" xmlns:r="{R}"><c:chart r:id="r1"/><c:chart r:id="none"/></w:drawing>'
    body = f"<w:p><w:r><w:t>见图。</w:t></w:r><w:r>{drawing}</w:r></w:p>"
    relations = f'<Relationships><Relationship Id="r1" Type="{R}/chart" Target="charts/c.xml"/></Relationships>'
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    parts = {
        "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations,
        "word/charts/c.xml": CHART,
    }
    data = build.zipped(parts)
    assert texts(document(tmp_path, "a.docx", data)) == ["见图。", *words]


def test_a_document_in_a_document(tmp_path: Path) -> None:
    """What is embedded, packed or not, does not tell the format."""
    inner = build.docx_of(build.docx_p("里"))
    parts = {"ppt/embeddings/a.docx": inner, "ppt/presentation.xml": f'<p:presentation xmlns:p="{P}"/>'}
    with pytest.raises(InputError, match="no text"):
        document(tmp_path, "a.pptx", build.zipped(parts, stored=list(parts)))
    outer = {"mimetype": "application/vnd.oasis.opendocument.text", "a.docx": inner, "content.xml": "<a/>"}
    with pytest.raises(InputError, match="no text"):
        document(tmp_path, "a.odt", build.zipped(outer, stored=list(outer)))


LINE = re.compile(r":\d+:")
LOCKED = (
    f'<manifest:manifest {ODF}><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'
    "</manifest:file-entry></manifest:manifest>"
)
DEEP = (
    "<table:table><table:table-row><table:table-cell>" * 22 + "</table:table-cell></table:table-row></table:table>" * 22
)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.odt", odt_of("<text:p>x</text:p>", **{"META-INF_manifest": LOCKED}), "the file is locked with a password"),
        ("a.odt", odt_of(DEEP), "it nests tables more than 20 deep"),
        ("a.odt", odt_of("<text:p>"), "its part content.xml is no valid XML"),
        ("a.fodt", "<a", "its name ends in .fodt, but this is something else"),
        ("a.fodt", f'<o:document {FLAT}text"><b>', "the file is no valid XML"),
        ("a.fods", f'<o:document {FLAT}spreadsheet"><b>', "is no well-formed XML: "),
        ("a.fods", f'<!DOCTYPE a [<!ENTITY e "x">]><o:document {FLAT}spreadsheet"/>', "the file declares XML entities"),
        ("a.fodp", f'<o:document {FLAT}presentation"/>', "the file holds no text"),
        ("a.odp", odf_of("presentation", "<office:body/>"), "the file holds no text"),
        ("a.pptx", build.zipped({"ppt/presentation.xml": "<a>"}), "its part ppt/presentation.xml is no valid XML"),
        (
            "a.pptx",
            build.zipped({"ppt/presentation.xml": f'<x xmlns:p="{P}"><p:sldIdLst><p:sldId/></p:sldIdLst></x>'}),
            "its slide 1 is missing; the file is damaged",
        ),
    ],
)
def test_refused(tmp_path: Path, name: str, data: bytes | str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        document(tmp_path, name, data)
    assert LINE.sub(":", str(caught.value), count=1).startswith(f"{tmp_path / name}: {message}")


def test_advice_for_what_is_damaged(tmp_path: Path) -> None:
    """Also of what is read as a stream: a spreadsheet is no memory, which could be repaired."""
    path = build.write(tmp_path, "a.fods", f'<o:document {FLAT}spreadsheet"><b>'.encode())
    for read in (read_document, lambda file: list(iter_pairs(file))):
        with pytest.raises(InputError, match=r"open it in its own program and save it anew$"):
            read(path)
