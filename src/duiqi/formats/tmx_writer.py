"""TMX 1.4, as translation memory programs take it. docs/formats.md describes the file.

The markup is a handful of fixed tags, so it is written as text: nothing to import, memory of one unit, one line an
element, and characters that lxml would refuse with an error are removed and counted. That the text is well-formed and
valid is left to the tests: DTD, XSD and four programs that read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from duiqi._version import __version__
from duiqi.model import Pair
from duiqi.pairs.fields import XML_ILLEGAL, Labels, Written, rounded, unit_id

# A carriage return in the file itself would be read as a line feed (XML 1.0, section 2.11).
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"})


def tmx_lines(pairs: Iterable[Pair], labels: Labels, written: Written) -> Iterator[str]:
    """The lines of a TMX file, source language first in every unit.

    Pairs with an empty side (null beads among them) are skipped and counted: an empty segment makes OmegaT insert an
    empty translation. Characters that XML cannot hold are removed and counted: one of them makes it refuse the file.
    """
    yield from _head(labels)
    for pair in pairs:
        zh, zh_removed = XML_ILLEGAL.subn("", pair.zh)
        en, en_removed = XML_ILLEGAL.subn("", pair.en)
        written.removed += zh_removed + en_removed
        if not zh.strip() or not en.strip():
            written.skipped += 1
            continue
        written.units += 1
        yield tmx_unit(pair, zh, en, labels)
    yield "</body>\n</tmx>\n"


def _head(labels: Labels) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
    source = labels.zh_lang if labels.srclang == "zh" else labels.en_lang
    attributes = {
        "creationtool": "duiqi",
        "creationtoolversion": __version__,
        "segtype": "sentence",
        "o-tmf": "duiqi",
        "adminlang": "en",
        "srclang": source,
        "datatype": "plaintext",
    }
    if labels.created:
        attributes["creationdate"] = labels.created
    start = "<header " + " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())
    if labels.signature:
        yield f"{start}>\n{_prop('x-signature', labels.signature)}</header>\n"
    else:
        yield f"{start}/>\n"
    yield "<body>\n"


def tmx_unit(pair: Pair, zh: str, en: str, labels: Labels) -> str:
    """The lines of one ``<tu>``; ``zh`` and ``en`` are the pair's texts without what XML cannot hold."""
    date = f' creationdate="{labels.created}"' if labels.created else ""
    sides = [(labels.zh_lang, zh), (labels.en_lang, en)]
    if labels.srclang != "zh":
        sides.reverse()
    return (
        f'<tu tuid="{unit_id(pair)}"{date}>\n'
        + "".join(_prop(name, value) for name, value in unit_props(pair))
        + "".join(f'<tuv xml:lang="{escape(lang)}"><seg>{escape(text)}</seg></tuv>\n' for lang, text in sides)
        + "</tu>\n"
    )


def unit_props(pair: Pair) -> list[tuple[str, str]]:
    """Types and values of the ``<prop>`` elements of a pair."""
    props = [
        ("x-score", str(rounded(pair.score))),
        ("x-align", pair.type),
        ("x-document", pair.document),
        ("x-ids", f"{list(pair.bead.zh)}:{list(pair.bead.en)}"),
    ]
    if pair.zh_par or pair.en_par:
        props.append(("x-paragraphs", f"{list(pair.zh_par)}:{list(pair.en_par)}"))
    if pair.place:
        props.append(("x-place", pair.place))
    return props


def _prop(name: str, value: str) -> str:
    return f'<prop type="{name}">{escape(value)}</prop>\n'


def escape(text: str) -> str:
    """``text`` for element content and attribute values in double quotes."""
    return XML_ILLEGAL.sub("", text).translate(_ESCAPES)
