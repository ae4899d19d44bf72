"""Lines in a third language: found in trilingual documents, and never among Chinese and English."""

from __future__ import annotations

from pathlib import Path

import pytest

from duiqi.loading import read_document
from duiqi.model import Document
from duiqi.structure import find_paragraphs, left_out, with_paragraphs
from duiqi.text.third_language import foreign_lines

FOREIGN = {
    "Spanish": "Todos los seres humanos nacen libres e iguales en dignidad y derechos.",
    "French": "Tous les êtres humains naissent libres et égaux en dignité et en droits.",
    "German": "Alle Menschen sind frei und gleich an Würde und Rechten geboren.",
    "Portuguese": "Todos os seres humanos nascem livres e iguais em dignidade e em direitos.",
    "Italian": "Tutti gli esseri umani nascono liberi ed eguali in dignità e diritti.",
    "Dutch": "Alle mensen worden vrij en gelijk in waardigheid en rechten geboren.",
    "Vietnamese": "Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền lợi.",
    "Indonesian": "Semua orang dilahirkan merdeka dan mempunyai martabat dan hak yang sama.",
    "Russian": "Все люди рождаются свободными и равными в своём достоинстве и правах.",
    "Arabic": "يولد جميع الناس أحراراً متساوين في الكرامة والحقوق.",
    "Japanese": "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。",
    "Korean": "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다.",
    "Thai": "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ",
    "Hindi": "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है।",
}
ZH = "人人生而自由，在尊严和权利上一律平等。"
EN = "All human beings are born free and equal in dignity and rights."
OURS = [
    "他们用の字造句。",
    "国务院总理李克强（Li Keqiang）",
    "Naïve café owners met Señor Gómez and Frau Müller at the hotel.",
    "São Paulo, Bogotá, Zürich",
    "Article 1",
    "See: https://regex101.com/r/Ly7O1x/3/",
    "100% (n = 5)",
    "Beyoncé",
    "La La Land",
    "Deng Xiaoping",
]


@pytest.mark.parametrize("line", ["Nǐ hǎo!", "Wǒ jiào Mǎlì.", "érhuàyīn", "Wǒ shì Měiguórén, zhù zài Běijīng."])
def test_readings_for_learners(line: str) -> None:
    assert foreign_lines(["我叫玛丽。", line, "My name is Mary."]) == [False, True, False]


@pytest.mark.parametrize("line", ["Lǎozǐ wrote it.", "Tōkyō and Kyōto", "Dvořák", "Voilà", "Café", "Ludvík Vaculík"])
def test_names_with_accents_are_no_readings(line: str) -> None:
    assert foreign_lines([line]) == [False]


@pytest.mark.parametrize("language", FOREIGN)
def test_a_third_language(language: str) -> None:
    assert foreign_lines([FOREIGN[language]]) == [True]
    assert foreign_lines([ZH, FOREIGN[language], EN]) == [False, True, False]


@pytest.mark.parametrize("line", OURS)
def test_names_and_numbers_are_ours(line: str) -> None:
    assert foreign_lines([line]) == [False]
    assert foreign_lines([FOREIGN["Spanish"], EN, line]) == [True, False, False]


def test_a_short_line_goes_with_its_neighbours() -> None:
    assert foreign_lines([FOREIGN["Spanish"], "Artículo 2", "—", FOREIGN["Spanish"]]) == [True] * 4
    assert foreign_lines([FOREIGN["Spanish"], "Article 2", EN]) == [True, False, False]


@pytest.mark.parametrize("language", FOREIGN)
def test_trilingual_document(language: str) -> None:
    text = "\n".join([ZH, FOREIGN[language], EN] * 3)
    paragraphs, layout = find_paragraphs(text)
    assert layout == "alternating"
    assert [p.language for p in paragraphs] == ["zh", "en"] * 3
    assert [p.block for p in paragraphs] == [0, 0, 1, 1, 2, 2]
    lost = left_out(Document("x", text, paragraphs))
    assert [text[start:end] for start, end in lost] == [FOREIGN[language]] * 3


def test_in_a_file_of_one_language_nothing_is_left_out() -> None:
    paragraphs, _ = find_paragraphs(f"{EN}\n{FOREIGN['French']}", "en")
    assert len(paragraphs) == 2


@pytest.mark.slow
def test_no_line_of_the_development_data_is_foreign(shared: Path) -> None:
    lines = []
    for path in sorted((shared / "gold").glob("*/[st][rg][ct]/*")):
        lines += path.read_text("utf-8").split("\n")
    for row in (shared / "train" / "tatoeba.cmn-eng.tsv").read_text("utf-8").splitlines():
        lines += row.split("\t")[:2]
    assert len(lines) > 50_000
    assert [line for line in lines if any(foreign_lines([line]))] == []


def test_the_charter_in_three_languages(shared: Path) -> None:
    document = with_paragraphs(read_document(shared / "docs" / "un-charter-ch1" / "raw.md"))
    lost = [document.text[start:end] for start, end in left_out(document)]
    assert len(lost) == 16
    assert lost[0] == "CAPÍTULO I: PROPÓSITOS Y PRINCIPIOS"
    # Without what the front matter says of its texts, words alone tell the same.
    paragraphs, _ = find_paragraphs(document.text)
    assert left_out(Document("x", document.text, paragraphs)) == left_out(document)


GLOSSED = [
    "他把书放在桌子上了。",
    "Tā bǎ shū fàng zài zhuōzi shàng le.",
    "he BA book put at table on PFV",
    "'He put the book on the table.'",
    "小王高一点儿。",
    "Xiǎo Wáng gāo yìdiǎnr.",
    "Xiao Wang tall a.bit",
    "‘Xiao Wang is a bit taller.’",
]


def test_what_stands_word_by_word_below_pinyin_is_no_translation() -> None:
    assert foreign_lines(GLOSSED) == [False, True, True, False] * 2
    # A line of English behind the pinyin is the translation where nothing in quotation marks follows.
    assert foreign_lines([*GLOSSED[:3], *GLOSSED[4:7]]) == [False, True, False] * 2
