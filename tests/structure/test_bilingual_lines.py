"""Lines on which one language follows the other: where they come apart, and when."""

from __future__ import annotations

import pytest
from support.cases import cases

from duiqi.model import Hint
from duiqi.structure import find_paragraphs
from duiqi.structure.bilingual_lines import part_first, part_glued, part_prose, part_terms
from duiqi.structure.joint.splits import split_labels, split_translated

LONG = "昨天下午我们终于到了北京。Yesterday afternoon we arrived in Beijing at last."
PARTS = {
    "prose": lambda line: part_prose([line, LONG])[0],
    "term": lambda line: part_terms([line])[0],
}


@pytest.mark.parametrize("case", cases("structure/joint_lines.jsonl"))
def test_parts(case: dict[str, object]) -> None:
    line = str(case["text"])
    parts = PARTS.get(str(case["kind"]), part_glued)(line)
    assert (parts and [line[start:end] for start, end in parts]) == case["parts"]


def test_glued_lines_are_parted_where_the_languages_alternate() -> None:
    lines = [
        "水库报告",
        "Report on Dams",
        "查了水库。",
        "The dams were seen.其中九座要加固。",
        "Nine need work.",
        "谢谢。",
        "Thanks.",
    ]
    paragraphs, layout = find_paragraphs("\n".join(lines))
    assert layout == "alternating"
    assert [(p.language, p.block) for p in paragraphs] == [
        (language, block) for block in range(4) for language in ("zh", "en")
    ]


def test_a_quotation_stays_in_a_text_that_does_not_alternate() -> None:
    zh = ["查了水库。", "他引用了一句话。Nine of them need work.", "其中九座要加固。"]
    paragraphs, _ = find_paragraphs("\n".join([*zh, "The dams were seen.", "He quoted it.", "Nine need work."]))
    assert [p.language for p in paragraphs] == ["zh"] * 3 + ["en"] * 3


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("He walked to the harbour. （他走到港口去。）", ["He walked to the harbour.", "他走到港口去。"]),
        ("China enjoys a boom(prosperity).(中国享有繁荣)", ["China enjoys a boom(prosperity).", "中国享有繁荣"]),
        (
            "A brush (0.3 mm) is what you need for this.（牙刷（0.3毫米）正是你需要的。）",
            ["A brush (0.3 mm) is what you need for this.", "牙刷（0.3毫米）正是你需要的。"],
        ),
        ("He walked to the harbour and then home (港口).", None),
        ("They often spoke of the harbour of that old town. （港口）", None),
        ("他走到港口去。（He walked to the harbour.）", None),
        ("He saw 张 at the harbour. （他在港口看见了张。）", None),
    ],
)
def test_a_sentence_and_its_translation_in_brackets(line: str, parts: list[str] | None) -> None:
    cut = split_translated(line)
    assert (cut and [line[: cut[0]], line[cut[1] : cut[2]]]) == parts


def test_translations_in_brackets_are_parted_where_there_are_several() -> None:
    lines = [
        "The wind came up. （起风了。）",
        "The boats stayed home. （船没有出海。）",
        "He mended his nets. （他补网。）",
    ]
    paragraphs, _ = find_paragraphs("\n".join(lines))
    assert [p.language for p in paragraphs] == ["en", "zh"] * 3
    assert len({p.row for p in paragraphs}) == 3
    # Two are too few, in a text that is Chinese else.
    paragraphs, _ = find_paragraphs("\n".join([*lines[:2], "风从东边来的时候没有船出海。" * 3]))
    assert [p.language for p in paragraphs] == ["en", "en", "zh"]


TEXT = ["本合同由买卖双方签订", "This contract is made by the parties", "货物以海运方式交付买方", "Goods go by sea"]


@pytest.mark.parametrize(
    ("titles", "headings", "parts"),
    [
        (["1. 价格 PRICE", "2. 付款 PAY", "3. 争议 LAW"], False, ["价格", "PRICE", "付款", "PAY", "争议", "LAW"]),
        (["安装 Setup", "许可 License", "问答 FAQ"], True, ["安装", "Setup", "许可", "License", "问答", "FAQ"]),
        (["帆 sail", "锚 anchor", "舵 rudder"], False, ["帆", "sail", "锚", "anchor", "舵", "rudder"]),
        (["安装 Setup", "许可 License"], True, ["安装 Setup", "许可 License"]),
    ],
    ids=["numbered", "headings", "a list of words", "too few"],
)  # fmt: skip
def test_titles_in_both_languages_among_others(titles: list[str], headings: bool, parts: list[str]) -> None:
    apart = headings or "1." in titles[0]  # in a row only where words are
    lines = [line for pair in zip(titles, TEXT, strict=False) for line in pair] if apart else [*TEXT, *titles]
    found = part_terms(lines, [headings and line in titles for line in lines])
    texts = [line[a:b] for line, spans in zip(lines, found, strict=True) for a, b in spans or [(0, len(line))]]
    assert [text for text in texts if text not in TEXT] == parts


@pytest.mark.parametrize(
    "line", ["English | 简体中文", "[English] / [繁體中文]", "中文版 English version", "English · 日本語"]
)
def test_names_of_versions_are_no_text(line: str) -> None:
    paragraphs, _ = find_paragraphs(f"{line}\n\n欢迎使用。\n\nWelcome.")
    assert [(p.language, p.kind) for p in paragraphs] == [("zh", "text"), ("en", "text")]


@pytest.mark.parametrize("line", ["English", "中文很难。English is easier.", "English breakfast | 英式早餐"])
def test_other_text_with_a_language_in_it_is(line: str) -> None:
    paragraphs, _ = find_paragraphs(f"{line}\n\n欢迎使用。\n\nWelcome.")
    assert len(paragraphs) > 2


def test_a_name_that_the_other_title_has_too_is_no_translation() -> None:
    zh, en = ["安装 Docker", "配置 Nginx", "使用 Git"], ["Install Docker", "Configure Nginx", "Use Git"]
    text = "\n".join(line for pair in zip(zh, en, strict=True) for line in pair)
    paragraphs, layout = find_paragraphs(text)
    assert layout == "alternating"
    assert [text[p.start : p.end] for p in paragraphs] == text.split("\n")


def test_a_name_in_a_first_line_is_no_translation() -> None:
    assert part_first(["产品使用说明书 User Manual", "欢迎。"]) == ((0, 7), (8, 19))
    assert part_first(["安装 Docker", "欢迎。"]) is None
    assert part_first(["小米 Xiaomi Smart Band", "Xiaomi Smart Band Manual"]) is None
    assert part_first(["1. 原子结构 atomic structure", "欢迎。"]) is None


def test_vocabulary_below_a_text_that_alternates() -> None:
    pairs = [
        ("大家都同意。", "Everyone agreed."),
        ("船没有出海。", "The boats stayed home."),
        ("他补网。", "He mended nets."),
    ]
    words = ["carbon neutrality 碳中和", "emission /ɪˈmɪʃn/ n. 排放", "pledge v. 承诺"]
    text = "\n".join([*(line for pair in pairs * 3 for line in pair), *words])
    paragraphs, _ = find_paragraphs(text)
    found = [text[p.start : p.end] for p in paragraphs[18:]]
    assert found == ["carbon neutrality", "碳中和", "emission", "排放", "pledge", "承诺"]


def test_cells_in_both_languages_beside_a_column_of_keys() -> None:
    pairs = [("克隆仓库，然后进入目录。", "Clone the repository, then enter the folder."), ("它会启动。", "It starts.")]
    cells = [
        "参数 Parameter",
        "说明 Description",
        "--port",
        "监听端口 The port to listen on",
        "--host",
        "主机名 Host name",
    ]
    text = "\n".join([*(line for pair in pairs * 3 for line in pair), *cells]) + "\n"
    start = text.index(cells[0])
    hints: list[Hint] = []
    for number, cell in enumerate(cells):
        hints.append(Hint(start, start + len(cell), kind="table cell", row=number // 2))
        start += len(cell) + 1
    paragraphs, _ = find_paragraphs(text, hints=hints)
    found = [text[p.start : p.end] for p in paragraphs[12:]]
    assert found == [
        *("参数", "Parameter", "说明", "Description", "--port", "监听端口", "The port to listen on"),
        *("--host", "主机名", "Host name"),
    ]


def test_a_part_of_a_line_is_not_parted_again() -> None:
    text = "保存 | Save\n正在下载… (%d%%) | Downloading… (%d%%)\n打开文件 | Open File\n"
    paragraphs, _ = find_paragraphs(text)
    assert [text[p.start : p.end] for p in paragraphs][2:4] == ["正在下载… (%d%%)", "Downloading… (%d%%)"]


def test_a_name_in_a_title_that_the_english_title_has_in_the_plural() -> None:
    titles = [
        "隐私政策 Privacy Policy",
        "更新日期 Last updated",
        "2. Cookie 及类似技术",
        "2. Cookies and Similar Technologies",
    ]
    assert [bool(found) for found in part_terms(titles)] == [True, True, False, False]


def test_an_address_is_no_english() -> None:
    lines = ["邮箱 info@example.com", "网址 www.example.com", "地图 https://example.com/map"]
    assert part_terms(lines) == [None] * 3


@pytest.mark.parametrize(
    ("line", "end"),
    [
        ("日期 / Date: 2022-03-14", "日期 / Date"),
        ("比分 / Score", "比分 / Score"),
        ("第3项 / Item: 3", "第3项 / Item: 3"),
    ],
)
def test_a_value_behind_both_labels_is_in_neither(line: str, end: str) -> None:
    found = split_labels(line)
    assert found
    assert line[: found[2]] == end
