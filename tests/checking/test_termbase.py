"""Terms that are not followed, and tables of terms."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import xlsxwriter

from duiqi.adapting import read_own_words
from duiqi.checking import check_file, read_termbase
from duiqi.errors import InputError
from duiqi.export import iter_pairs

TABLE = (
    "Chinese\tEnglish\tforbidden\n"
    "一带一路\tBelt and Road|BRI\tOne Belt One Road\n"
    "人民币\trenminbi|RMB|yuan\n"
    "人民\tpeople\n"
    "外交部|外交部門\tMinistry of Foreign Affairs\n"
    "\n"
    "习主席\t\tchairman Xi\n"
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "terms.tsv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def found(table: Path, zh: str, en: str) -> list[str]:
    pairs = table.with_name("pairs.tsv")
    pairs.write_text(f"zh\ten\n{zh}\t{en}\n", encoding="utf-8")
    return [f.message for f in check_file(pairs, rules={"term"}, termbase=read_termbase([table]))]


@pytest.mark.parametrize(
    ("zh", "en", "told"),
    [
        ("我们支持一带一路。", "We support the Belt and Road.", []),
        ("我們支持一帶一路。", "We support the BRI.", []),  # the other script
        ("我们支持一带一路。", "We support the Silk Road.", ["一带一路 is 'Belt and Road' or 'BRI'"]),
        (
            "我们支持一带一路。",
            "The Belt and Road, or One Belt, One Road, is supported.",
            ["一带一路 should not be 'One Belt One Road', but 'Belt and Road' or 'BRI'"],
        ),
        ("外交部门说。", "The Ministries of Foreign Affairs say.", []),  # another form of the word
        ("十元人民币。", "Ten yuan.", []),  # the longest term: not 人民
        ("十元人民币。", "Ten people.", ["人民币 is 'renminbi' or 'RMB' or 'yuan'"]),
        ("人民的人民币。", "The people's money.", ["人民币 is 'renminbi' or 'RMB' or 'yuan'"]),
        ("人民和人民。", "Folks.", ["人民 is 'people'"]),  # once
        ("习主席说。", "Chairman Xi says.", ["习主席 should not be 'chairman Xi'"]),
        ("习主席说。", "President Xi says.", []),
        ("没有。", "Nothing.", []),
    ],
)  # fmt: skip
def test_terms(table: Path, zh: str, en: str, told: list[str]) -> None:
    assert [message.removesuffix(", which is not in the English text") for message in found(table, zh, en)] == told


TERMBASES = {
    "marks": (
        "Chinese|English|forbidden",
        "会议|meeting|",
        "会议|conference|yes",
        "软件|software|program",
        "无|none|no",
    ),
    "further columns": ("中文术语|英文术语|禁用译法|备注", "会议|meeting|conference|名词", "软件|software|program|"),
    "another order": ("ID|Forbidden English|English|中文", "1|conference|meeting|会议", "2|program|software|软件"),
    "states": ("中文|English|status", "会议|meeting|approved", "会议|conference|forbidden", "软件|program|deprecated"),
}


@pytest.mark.parametrize("kind", ["csv", "tsv", "xlsx"])
@pytest.mark.parametrize("name", TERMBASES)
def test_a_column_says_what_is_forbidden(tmp_path: Path, name: str, kind: str) -> None:
    """A mark forbids the English of its row, other words are English that is forbidden, whatever the column's place."""
    rows = [row.split("|") for row in TERMBASES[name]]
    path = tmp_path / f"terms.{kind}"
    if kind == "xlsx":
        book = xlsxwriter.Workbook(str(path))
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        book.close()
    else:
        separator = {"csv": ",", "tsv": "\t"}[kind]
        path.write_text("".join(separator.join(row) + "\n" for row in rows), encoding="utf-8")
    told = [
        *found(path, "会议。", "The conference."),
        *found(path, "软件。", "A program."),
        *found(path, "会议", "meeting"),
    ]
    assert [message.partition(", but")[0] for message in told] == [
        "会议 should not be 'conference'",
        "软件 should not be 'program'",
    ]


def test_what_a_term_may_be_is_told_once(table: Path) -> None:
    table.write_text("会议\tmeeting|session\n会议\tmeeting\n", encoding="utf-8")
    assert found(table, "会议。", "A talk.") == ["会议 is 'meeting' or 'session', which is not in the English text"]


def test_comma_separated_and_without_a_heading(tmp_path: Path) -> None:
    table = tmp_path / "terms.csv"
    table.write_text('\ufeff会议,"meeting|session, formal"\n', encoding="utf-8")
    assert found(table, "会议。", "A formal session.") == [
        "会议 is 'meeting' or 'session, formal', which is not in the English text"
    ]
    assert found(table, "会议。", "A session: formal.") == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("会议\tmeeting\n合作\n", r":2: a term has no Chinese or no English; write Chinese, English and"),
        ("zh\ten\n", r": has no term in both languages; name its columns zh and en, or put Chinese first"),
        ('会议\t"' + "m" * 200_000 + '"\n', r":1: is no table: field larger than field limit"),
    ],
)
def test_tables_that_are_none(table: Path, content: str, message: str) -> None:
    table.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=re.escape(str(table)) + message):
        read_termbase([table])


def test_the_termbases_of_the_lexicon_option(tmp_path: Path) -> None:
    table = tmp_path / "terms.tsv"
    table.write_text("en\tzh\tstatus\nrule of law\t法治\tpreferred\nrule by law\t法治\tforbidden\n", encoding="utf-8")
    assert found(table, "法治。", "Rule of law.") == []
    assert found(table, "法治。", "Rule by law.") == ["法治 should not be 'rule by law', but 'rule of law'"]


def test_a_third_column_is_no_word_of_the_lexicon(table: Path) -> None:
    terms = read_own_words([table]).terms
    assert ("一带一路", "BRI") in terms
    assert not {"One Belt One Road", "chairman Xi"} & {en for _, en in terms}


def test_converting_tells_what_is_forbidden_and_left(tmp_path: Path) -> None:
    """A pair has no place for it."""
    path = tmp_path / "t.csv"
    path.write_text("zh,en,forbidden\n一带一路,Belt and Road,OBOR; One Belt\n疫情,epidemic,\n", encoding="utf-8")
    lost = Counter[str]()
    assert len(list(iter_pairs(path, lost=lost))) == 2
    assert lost == {"terms that are forbidden": 2}
