"""Qt's translations (``.ts``), as lupdate and Linguist write them: a text and its translation in each message.

Read: sources and translations; of two files by ids or sources.
Left out: unfinished translations, other plural forms, messages that are gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from duiqi.blocks.contents import Line, Reading, assemble
from duiqi.blocks.keyed.messages import Message, reading_of_messages
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.io.signature import root_of
from duiqi.io.xml import local_name, parse_xml
from duiqi.model import Language, Omission
from duiqi.text.language_tags import language_of_tag

# What lupdate writes for a message that the program has no longer.
GONE = ("vanished", "obsolete")


def read_qt(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """Source and translation of each message, as a row; ``encoding`` is that of the XML declaration.

    Left out: translations that are marked unfinished, messages that the program has no longer, other plural forms.
    Raises InputError for a message without a source, with its line.
    """
    lines: list[Line] = []
    omissions: list[Omission] = []
    root = parse_xml(data, name)
    languages = _languages(root)
    for row, message in enumerate(_messages(root)):
        source, translation = _child(message, "source"), _child(message, "translation")
        if source is None and not message.get("id"):
            raise InputError(
                "this message has no source", path=name, line=message.sourceline, advice="write the file with lupdate"
            )
        state = "" if translation is None else translation.get("type", "")
        text, (first, *others) = _text(source), _forms(translation)
        if state in GONE:
            omissions += [Omission("no longer in the program", part) for part in (text, first, *others)]
            continue
        place = f"line {message.sourceline}"
        lines.append(Line(text, languages[0], None, row, place))
        if state == "unfinished":
            omissions.append(Omission("doubtful translation", first))
        else:
            lines.append(Line(first, languages[1], None, row, place))
        omissions += [Omission("plural form", form) for form in others]
    return assemble(lines, name, "utf-8", [omission for omission in omissions if omission.text.strip()])


def read_qt_files(
    files: Sequence[tuple[bytes, str]], encoding: str | None = None, zh_lang: str | None = None
) -> list[Reading]:
    """A file as ``read_qt`` does, or two of one program: of each the translations by the ids of the messages or, where
    they have none, by context, source and comment; the source where there is no translation. Of plural forms it is the
    last, which most numbers have."""
    if len(files) == 1:
        return [read_qt(*files[0], encoding)]
    return [_translations(parse_xml(data, name), name) for data, name in files]


def _translations(root: Any, name: str) -> Reading:
    found: list[Message] = []
    omissions: list[Omission] = []
    for message in _messages(root):
        source, translation = _child(message, "source"), _child(message, "translation")
        state = "" if translation is None else translation.get("type", "")
        *others, shown = _forms(translation)
        if state in GONE or (state == "unfinished" and shown.strip()):
            omissions.append(Omission("no longer in the program" if state in GONE else "doubtful translation", shown))
            continue
        omissions += [Omission("plural form", form) for form in others]
        parts = _text(_child(message.getparent(), "name")), _text(source), _text(_child(message, "comment"))
        key = message.get("id") or "\4".join(filter(None, parts))
        found.append(Message(key, shown if shown.strip() else _text(source), f"line {message.sourceline}"))
    return reading_of_messages(found, name, "utf-8", [omission for omission in omissions if omission.text.strip()])


def _languages(root: Any) -> tuple[Language, Language] | tuple[None, None]:
    """The languages of sources and translations, where one is Chinese and the other English. lupdate writes no language
    of the sources where they are English."""
    told = language_of_tag(root.get("sourcelanguage") or "en"), language_of_tag(root.get("language") or "")
    if told == ("en", "zh"):
        return "en", "zh"
    return ("zh", "en") if told == ("zh", "en") else (None, None)


def _messages(root: Any) -> list[Any]:
    return [element for element in root.iter() if local_name(element) == "message"]


def _child(element: Any, name: str) -> Any:
    return next((child for child in element if local_name(child) == name), None)


def _forms(translation: Any) -> list[str]:
    """The translation, or its plural forms; one that is empty where there is none."""
    forms = [] if translation is None else [form for form in translation if local_name(form) == "numerusform"]
    return [_text(form) for form in forms] or [_text(translation)]


def _text(element: Any) -> str:
    """The text of an element, of variants in several lengths the longest, which stands first."""
    if element is None:
        return ""
    variant = _child(element, "lengthvariant")
    return "".join((element if variant is None else variant).itertext())


FORMAT = Format(
    name="qt",
    label="a Qt translation (TS)",
    suffixes=(),
    shared_suffixes=(".ts",),
    read_document=read_qt,
    read_chosen=read_qt_files,
    recognises=lambda text: root_of(text) == "ts",
    library="lxml",
)
