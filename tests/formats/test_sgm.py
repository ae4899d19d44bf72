"""Test sets of NIST, WMT and IWSLT."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.reading import EN, ZH, document, left, texts

from duiqi.errors import InputError
from duiqi.pipeline import align

ROWS = [(ZH, EN), ("他说 A&B 好。", "He said A&B was good."), ("再见。", "Goodbye.")]


def sgm(side: int, order: tuple[int, ...] = (0, 1, 2), begin: str = "") -> str:
    """WMT's SGM, with an ampersand as it stands in these files."""
    kind, lang = (("refset", 'srclang="en" trglang="zh"'), ("srcset", 'srclang="any"'))[side]
    segments = "\n".join(f'<seg id="{k + 1}">{ROWS[k][side]}</seg>' for k in order)
    head = f'{begin}<{kind} setid="newstest" {lang}>\n<DOC sysid="ref" docid="a.1" genre="news">\n'
    return f"{head}<hl>\n{segments}\n</hl>\n</DOC></{kind}>\n"


def pairs(tmp_path: Path, zh: str, en: str, suffix: str = "sgm") -> list[tuple[str, str, str]]:
    for side, text in (("zh", zh), ("en", en)):
        (tmp_path / f"{side}.{suffix}").write_text(text, encoding="utf-8")
    alignment = align(tmp_path / f"zh.{suffix}", tmp_path / f"en.{suffix}")
    return [(pair.zh, pair.en, pair.place) for pair in alignment.pairs(unaligned=True)]


def test_two_files_are_paired_by_document_and_number(tmp_path: Path) -> None:
    found = pairs(tmp_path, sgm(0, (2, 0, 1)), sgm(1, (0, 1), "<?xml version='1.0'?>\n<!DOCTYPE mteval SYSTEM 'x'>\n"))
    assert found == [
        ("再见。", "", "a.1/3"),
        (ZH, EN, "a.1/1"),
        ("他说 A&B 好。", "He said A&B was good.", "a.1/2"),
    ]


def test_one_file_with_source_and_references_is_rows(tmp_path: Path) -> None:
    text = f"""<dataset id="wmttest"><doc id="d1" origlang="en"><src lang="en"><p><seg id="1">{EN}</seg>
<seg id="2">Goodbye.</seg></p></src>
<ref lang="de" translator="A"><p>
<seg id="1">Wang Yi leitete die Sitzung in Peking und verlas eine Botschaft.</seg></p></ref>
<ref lang="zh" translator="A"><p><seg id="1">{ZH}</seg><seg id="2">再见。</seg></p></ref>
<ref lang="zh" translator="B"><p><seg id="1">王毅主持了会议。</seg></p></ref></doc></dataset>"""
    found = document(tmp_path, "a.xml", text)
    assert [(h.row, h.language, h.key) for h in found.hints] == [
        (0, "zh", "d1/1"), (0, "en", "d1/1"), (1, "zh", "d1/2"), (1, "en", "d1/2"),
    ]  # fmt: skip
    assert left(found)["another translation"][1:] == ["王毅主持了会议。"]
    assert [(p.zh, p.en) for p in align(tmp_path / "a.xml")] == [(ZH, EN), ("再见。", "Goodbye.")]


def test_iwslt(tmp_path: Path) -> None:
    def talk(side: int) -> str:
        return (
            "<?xml version='1.0' encoding='UTF-8'?>\n<mteval>\n"
            f"<srcset setid='tst' srclang='english'>\n<doc docid='17'>\n"
            f"<url>http://www.ted.com/</url>\n<talkid>17</talkid>\n<title>{('标题', 'Title')[side]}</title>\n"
            + "".join(f"<seg id='{k}'> {row[side]} </seg>\n" for k, row in enumerate(ROWS, 1))
            + "</doc></srcset></mteval>"
        )

    assert [place for *_, place in pairs(tmp_path, talk(0), talk(1), "xml")] == ["17/title", "17/1", "17/2", "17/3"]


def test_training_files_are_paired_line_by_line(tmp_path: Path) -> None:
    def talks(side: int) -> str:
        return "".join(
            f"<url>http://www.ted.com/{number}</url>\n<keywords>a, b</keywords>\n<talkid>{number}</talkid>\n"
            f"<title>{('题目', 'Subject')[side]} {number}</title>\n" + "".join(f"{row[side]}\n" for row in rows)
            for number, rows in ((5, ROWS), (6, ROWS[:2] if side else ROWS))
        )

    found = pairs(tmp_path, talks(0), talks(1), "zh-en")
    assert [place for zh, en, place in found if zh and en] == ["5/title", "5/1 of 3", "5/2 of 3", "5/3 of 3", "6/title"]
    assert [en for zh, en, _ in found if not zh] == [EN, "He said A&B was good."]
    assert left(document(tmp_path, "a.txt", talks(1)))["<keywords>"] == ["a, b", "a, b"]


def test_a_key_that_stands_twice(tmp_path: Path) -> None:
    text = f'<srcset setid="a"><doc docid="1"><seg id="1">{ZH}</seg><seg id="1">再见。</seg></doc></srcset>'
    assert texts(document(tmp_path, "a.sgm", text)) == [ZH, "再见。"]


def test_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the test set holds no sentence"):
        document(tmp_path, "a.sgm", '<srcset setid="a"><doc docid="1"></doc></srcset>')
    with pytest.raises(InputError, match="more than 1,500,000 tags or lines"):
        document(tmp_path, "a.sgm", "<srcset>" + "\n" * 1_500_001)
