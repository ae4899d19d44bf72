"""XML with ids, as documents of the UN and of Europarl have them."""

from __future__ import annotations

from pathlib import Path

from support.reading import EN, ZH, document, left

from duiqi.pipeline import align, load_sides

SENTENCES = [(ZH, EN), ("分钟", "Pound"), ("会议结束了。", "The meeting is over.")]


def tei(side: int, count: int = 3) -> str:
    paragraphs = "".join(
        f'<p id="{k}"><s id="{k}:1" lang="{("zh", "en")[side]}">{row[side]}</s></p>'
        for k, row in enumerate(SENTENCES[:count], 1)
    )
    return f"<TEI.2><teiHeader><title>A/1</title></teiHeader><text><body>{paragraphs}</body></text></TEI.2>"


def write(tmp_path: Path, zh: str, en: str) -> tuple[Path, Path]:
    for name, text in (("zh.xml", zh), ("en.xml", en)):
        (tmp_path / name).write_text(f"<?xml version='1.0' encoding='UTF-8'?>\n{text}", encoding="utf-8")
    return tmp_path / "zh.xml", tmp_path / "en.xml"


def test_the_same_ids_pair(tmp_path: Path) -> None:
    files = write(tmp_path, tei(0), tei(1))
    assert [(pair.zh, pair.en) for pair in align(*files)] == SENTENCES
    assert load_sides(*files)[0].notes == ("paired by the keys of the two files",)
    assert left(document(tmp_path, "a.xml", tei(0))) == {"header": ["A/1"]}


def test_other_ids_do_not(tmp_path: Path) -> None:
    zh, en = load_sides(*write(tmp_path, tei(0), tei(1, 2)))
    assert zh is not en
    assert zh.hints[0].key == "1/1:1 of 3"


def test_ids_of_chapters_are_no_keys(tmp_path: Path) -> None:
    text = f'<book><chapter id="a"><p>{ZH}</p><p>{EN}</p><p>完。</p></chapter></book>'
    assert {hint.key for hint in document(tmp_path, "a.xml", text).hints} == {""}
