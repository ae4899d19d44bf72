"""PO catalogues, as documents and as pairs."""

from __future__ import annotations

from pathlib import Path

from support.reading import document, left, texts


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
