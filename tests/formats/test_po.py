"""PO catalogues, as documents and as pairs."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from support.reading import document, left, texts

from duiqi.cli import main
from duiqi.errors import InputError
from duiqi.export import iter_pairs, read
from duiqi.pipeline import align


def test_po(tmp_path: Path) -> None:
    text = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

#: a.c:1
msgctxt "menu"
msgid "Open the "
"file\\n"
msgstr "打开文件\\n"

#, fuzzy
msgid "Close"
msgstr "打开"

msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d 个文件"

#~ msgid "old"
#~ msgstr "旧"
"""
    found = document(tmp_path, "a.po", text)
    assert texts(found) == ["Open the file", "打开文件", "Close", "%d file", "%d 个文件"]
    assert left(found) == {"doubtful translation": ["打开"], "plural form": ["%d files"]}
    assert found.hints[0].row == found.hints[1].row


@pytest.mark.parametrize("reverse", [False, True])
def test_a_message_that_is_its_translation(tmp_path: Path, reverse: bool) -> None:
    """It is a pair that is counted, and kept out of memories unless it is asked for."""
    sides = [("Open the file", "打开文件"), ("OK", "OK"), ("Cancel", "取消")]
    text = "".join('msgid "{}"\nmsgstr "{}"\n\n'.format(*(side[::-1] if reverse else side)) for side in sides)
    (tmp_path / "a.po").write_text(text, encoding="utf-8")
    found = [(pair.zh, pair.en, pair.bead.kind) for pair in align(tmp_path / "a.po").pairs(unaligned=True)]
    assert found == [("打开文件", "Open the file", "term"), ("OK", "OK", "same"), ("取消", "Cancel", "term")]
    for options, count in (((), 2), (("--keep-equal",), 3)):
        assert main([str(tmp_path / "a.po"), "-o", str(tmp_path / "a.tmx"), "--quiet", *options]) == 0
        assert len(read(tmp_path / "a.tmx")) == count


def test_lines_of_a_message_that_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_text(
        'msgid "Open it:\\nsudo run\\nRead on."\nmsgstr "打开它：\\nsudo run\\n继续读。"\n', "utf-8"
    )
    found = [(pair.zh, pair.en) for pair in align(tmp_path / "a.po").pairs(unaligned=True)]
    assert found == [("打开它：", "Open it:"), ("sudo run", "sudo run"), ("继续读。", "Read on.")]


def test_messages_in_a_third_language_are_not_taken_for_english(tmp_path: Path) -> None:
    messages = [("Die Datei wurde nicht gefunden und kann nicht geöffnet werden", "找不到该文件，无法打开"),
                ("Das Fenster ist schon geschlossen und wird nicht mehr gebraucht", "窗口已经关闭")]  # fmt: skip
    text = "".join(f'msgid "{source}"\nmsgstr "{target}"\n\n' for source, target in messages)
    assert {hint.language for hint in document(tmp_path, "a.po", text).hints} == {None}


@pytest.mark.parametrize("reverse", [False, True])
def test_po_as_pairs(tmp_path: Path, reverse: bool) -> None:
    messages = [("Open the file\\n", "打开文件\\n"), ("FAST", "FAST"), ("Not translated", ""), ("", "只有中文")]
    sides = [message[::-1] if reverse else message for message in messages]
    text = "".join(f'msgid "{source}"\nmsgstr "{target}"\n\n' for source, target in sides if source)
    text += '#, fuzzy\nmsgid "a 会"\nmsgstr "b 会"\n\nmsgid "%d"\nmsgid_plural "%ds"\nmsgstr[0] "%d 个"\n'
    (tmp_path / "a.po").write_text(text, encoding="gb18030" if reverse else "utf-8")
    lost = Counter[str]()
    pairs = list(iter_pairs(tmp_path / "a.po", lost=lost))
    assert [(pair.zh, pair.en) for pair in pairs[:2]] == [("打开文件", "Open the file"), ("FAST", "FAST")]
    assert pairs[1].place == "line 4"
    assert [pair.bead.zh for pair in pairs] == [range(n, n + 1) for n in range(3)]
    assert lost == {"doubtful translations": 1, "plural forms": 1, "units without text in both languages": 1}


def test_po_without_chinese(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_text('msgid "a"\nmsgstr "ein"\n')
    with pytest.raises(InputError, match=r"a\.po: holds no Chinese; check that it is the catalogue meant"):
        read(tmp_path / "a.po")


def test_direction_and_codes_of_a_catalogue_are_kept(tmp_path: Path) -> None:
    header = 'msgid ""\nmsgstr ""\n"Language: zh_TW\\n"\n\n'
    (tmp_path / "a.po").write_text(header + 'msgid "Open"\nmsgstr "開啟"\n', encoding="utf-8")
    assert main(["convert", str(tmp_path / "a.po"), "-o", str(tmp_path / "a.tmx"), "--quiet"]) == 0
    text = (tmp_path / "a.tmx").read_text(encoding="utf-8")
    assert 'srclang="en"' in text
    assert text.index("Open") < text.index('<tuv xml:lang="zh-TW"><seg>開啟')
