"""The processes that damage text: chains of encodings, converters, replacements blind to characters, wrapping, …

``processes.py`` measures on them. A process takes the paragraphs that it is to damage at once, since a converter that
adds glosses has chosen its characters for the whole document, and a wrap its width.
"""

from __future__ import annotations

import random
import string
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import opencc

from duiqi.cleaning.evidence.pinyin import readings
from tests.benchmarks.damage import (
    PUNCTUATION,
    bytewise_punctuation,
    converted,
    entities,
    gloss,
    insert,
    kangxi,
    lead_lost,
    named,
)
from tests.benchmarks.rewritings import (
    ENGLISH_MARKS,
    curly,
    low_bytes,
    misread,
    normalised,
    numbered,
    plain_spaces,
    read,
    tex_ligatures,
    turned,
    with_readings,
)

Paragraphs = list[str]
Damage = Callable[[Sequence[str], random.Random], Paragraphs]

CLASS_LABELS = {
    "encoding": "wrong encodings, exact",
    "lossy": "wrong encodings, bytes lost",
    "hopeless": "destroyed, to be left alone",
    "strewn": "U+FFFD, blanks strewn in",
    "slipped": "slipped bytes",
    "glosses": "glosses",
    "entities": "entities",
    "spelled": "spelled in ASCII",
    "spacing": "spaced out, tokenised",
    "invisible": "invisible characters",
    "wraps": "hard wraps",
    "pdf": "characters of a PDF's map",
    "codes": "letters of unknown fonts",
    "marks": "marks turned into ?",
}


def unchanged(text: str) -> str:
    """``text``."""
    return text


@dataclass(frozen=True, slots=True)
class Process:
    """``damage`` breaks paragraphs; ``before`` is how they are written for it, ``expected`` what is to come back."""

    name: str
    kind: str
    damage: Damage
    before: Callable[[str], str] = unchanged
    expected: Callable[[str], str] = unchanged
    # Whether it can strike a stretch inside a paragraph.
    places: bool = True

    @property
    def lossy(self) -> bool:
        """Whether bytes are lost."""
        return self.kind in ("lossy", "slipped", "hopeless", "codes")


@cache
def _converter(name: str) -> opencc.OpenCC:
    return opencc.OpenCC(name)


def script(name: str) -> Callable[[str], str]:
    """The text as OpenCC converts it (Traditional of Taiwan for Big5, Simplified for GBK)."""
    return lambda text: _converter(name).convert(text)


def each(damage: Callable[[str, random.Random], str]) -> Damage:
    """The damage that does the same to every paragraph."""
    return lambda paragraphs, rng: [damage(paragraph, rng) for paragraph in paragraphs]


def single(right: str, wrong: str, times: int) -> Damage:
    """Text in ``right`` read as ``wrong``, written as UTF-8 and read so again."""

    def damage(text: str, rng: random.Random) -> str:
        text = read(text.encode(right, errors="ignore"), wrong)
        for _ in range(times - 1):
            text = read(text.encode(), wrong)
        return text

    return each(damage)


def double(right: str, wrong: str, errors: str) -> Damage:
    """Text in ``right`` read in a double-byte encoding."""
    return each(lambda text, rng: text.encode(right, errors="ignore").decode(wrong, errors=errors))


def kept_by(codec: str, first: Callable[[str], str] = unchanged) -> Callable[[str], str]:
    """The text without what ``codec`` cannot write."""
    return lambda text: first(text).encode(codec, errors="ignore").decode(codec)


def half_width(text: str) -> str:
    """Full-width punctuation as the replacement on bytes would have it, were it not blind to characters."""
    return PUNCTUATION.sub(lambda m: chr(ord(m[0]) - 0xFEE0), text)


def glosses(form: str, share: float) -> Damage:
    """The same characters glossed wherever they stand."""

    def damage(paragraphs: Sequence[str], rng: random.Random) -> Paragraphs:
        found = sorted({c for p in paragraphs for c in p if converted(c) and readings().get(c)})
        chosen = {c for c in found if rng.random() < share}
        annotate = gloss(form, 1.0)
        return ["".join(annotate(c, rng) if c in chosen else c for c in p) for p in paragraphs]

    return damage


def spaced(paragraphs: Sequence[str], rng: random.Random) -> Paragraphs:
    """A space between all characters of Chinese paragraphs."""
    return [" ".join(p.replace(" ", "")) if _is_chinese(p) else p for p in paragraphs]


def tokenised(paragraphs: Sequence[str], rng: random.Random) -> Paragraphs:
    """A space between all words of Chinese paragraphs, as segmenters write them."""
    import jieba

    return [" ".join(w for w in jieba.cut(p) if not w.isspace()) if _is_chinese(p) else p for p in paragraphs]


def lost(text: str, rng: random.Random) -> str:
    """One character in thirty that is not ASCII lost, each to one U+FFFD, as at the borders of blocks."""
    return "".join("\ufffd" if not c.isascii() and rng.random() < 1 / 30 else c for c in text)


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= c <= "\u9fff" for c in text)


def no_ascii(text: str) -> str:
    """Chinese without spaces and Latin words, whose own spaces spacing would hide."""
    return text if not _is_chinese(text) else "".join(c for c in text if not c.isascii())


def wrapped(width: int, columns: bool) -> Damage:
    """Lines of ``width`` columns, two for a wide character, English broken at spaces; or of ``width`` characters of
    Chinese alone."""
    return each(lambda text, rng: "\n".join(_lines(text, width, columns)) if columns or _is_chinese(text) else text)


def _lines(text: str, width: int, columns: bool) -> Paragraphs:
    lines, line, used = [], "", 0
    for char in text:
        size = 2 if columns and unicodedata.east_asian_width(char) in "WF" else 1
        if used + size > width:
            # A word of letters goes to the next line whole.
            word = ""
            if char != " " and char.isascii():
                word = line[len(line.rstrip(f"{string.ascii_letters}{string.digits}.,;:!?'-")) :]
            if 0 < len(word) < len(line):
                line = line[: -len(word)]
            else:
                word = ""
            lines.append(line.rstrip(" "))
            line, used = word, len(word)
            if char == " " and not line:
                continue
        line += char
        used += size
    return [*lines, line.rstrip(" ")]


def _encodings() -> list[Process]:
    singles = ("cp1252", "latin-1", "iso8859-15", "cp1250", "cp1251", "cp1254", "cp437", "cp850", "mac_roman")
    out = [
        Process(f"utf-8 read as {wrong}{' twice' * (n - 1)}", "encoding", single("utf-8", wrong, n))
        for wrong in singles
        for n in (1, 2)
    ]
    for right, wrong in (
        *(("gbk", wrong) for wrong in ("cp1252", "latin-1", "mac_roman", "cp1251", "koi8_r", "cp1253", "cp437")),
        *(("big5", wrong) for wrong in ("latin-1", "mac_roman", "cp1251")),
    ):
        before = kept_by(right, script("t2s" if right == "gbk" else "s2tw"))
        out.append(Process(f"{right} read as {wrong}", "encoding", single(right, wrong, 1), before))
    out += [
        Process(f"utf-8 read as {wrong}, then {name}", "encoding", each(misread(wrong, alter)), before, places=False)
        for wrong in ("cp1252", "latin-1", "mac_roman")
        for name, alter, before in (
            ("normalised", normalised, normalised),
            ("its no-break spaces made plain", plain_spaces, plain_spaces),
        )
    ]
    for wrong in ("cp1252", "cp1250", "cp1251", "mac_roman"):
        small = each(misread(wrong, str.lower))
        out.append(Process(f"utf-8 read as {wrong}, then made small", "hopeless", small, str.lower, places=False))
    out.append(Process("utf-8 read as cp1252, undefined lost", "lossy", _cp1252_lost))
    for right, wrong in (
        # cp932 and cp949 are Shift-JIS and EUC-KR as browsers and Windows read them.
        *(("utf-8", wrong) for wrong in ("gbk", "big5", "cp932", "cp949")),
        *(("gbk", wrong) for wrong in ("big5", "cp932", "cp949")),
        *(("big5", wrong) for wrong in ("gbk", "cp932", "cp949")),
    ):
        before = kept_by(right, script("s2tw" if "big5" in (right, wrong) and right != "gbk" else "t2s"))
        out.append(Process(f"{right} read as {wrong}", "lossy", double(right, wrong, "replace"), before))
    before = kept_by("gbk", script("t2s"))
    out.append(Process("utf-8 read as gbk, lost bytes dropped", "lossy", double("utf-8", "gbk", "ignore"), before))
    out.append(Process("gbk read as utf-8", "hopeless", double("gbk", "utf-8", "replace"), before))
    return out


_cp1252_lost = each(lambda text, rng: text.encode().decode("cp1252", errors="ignore"))


def _slipped() -> list[Process]:
    before = kept_by("gbk", script("s2t"))
    out = [
        Process("punctuation replaced on gbk bytes", "slipped", each(bytewise_punctuation), before, half_width),
    ]
    # As the reference document was made: Simplified converted with glosses, then the replacement.
    out.append(Process("glosses, then punctuation on gbk bytes", "slipped", _as_reference, before, half_width))
    for name, mark in (("became ?", b"?"), ("dropped", b"")):
        out.append(Process(f"a gbk lead byte {name}", "slipped", each(lead_lost(mark)), before))
    return out


def _as_reference(paragraphs: Sequence[str], rng: random.Random) -> Paragraphs:
    return [bytewise_punctuation(paragraph, rng) for paragraph in glosses("({0})", 0.3)(paragraphs, rng)]


def _others() -> list[Process]:
    simplified, complicated = script("t2s"), script("s2t")
    out = [
        Process("glosses, all converted characters", "glosses", glosses("({0})", 1.0), complicated),
        Process("glosses, a third", "glosses", glosses("({0})", 0.3), complicated),
        Process("glosses, full-width brackets", "glosses", glosses("（{0}）", 0.3), complicated),
        Process("glosses without tone", "glosses", glosses("({1} )", 0.3), complicated),
        Process("readings of all characters", "glosses", each(with_readings), places=False),
        Process("numbers in braces", "spelled", each(numbered(r"\u{{{0:x}}}")), places=False),
        Process("numbers without semicolon", "spelled", each(numbered("&#{0}")), places=False),
        Process("bytes as Python prints them", "spelled", each(lambda text, rng: repr(text.encode())), places=False),
        Process("entities", "entities", each(entities("&#{0};", 1.0))),
        Process("hexadecimal entities, a third", "entities", each(entities("&#x{0:X};", 0.3))),
        Process("named entities", "entities", each(named)),
        Process("entities twice", "entities", each(entities("&amp;#{0};", 1.0))),
        Process("spaced out", "spacing", spaced, no_ascii),
        Process("tokenised", "spacing", tokenised, no_ascii),
        Process("zero-width spaces", "invisible", each(insert("\u200b", 0.08))),
        Process("soft hyphens", "invisible", each(insert("\xad", 0.06))),
        Process("U+FFFD strewn in", "strewn", each(insert("\ufffd", 0.05))),
        Process("blanks of GBK strewn in", "strewn", each(insert("\ue5e5\ue5e5\uf0b7", 0.05))),
        Process("characters lost to U+FFFD", "hopeless", each(lost)),
        Process("control characters", "invisible", each(insert("\x0b\x1f\x7f\x01", 0.05))),
        Process("kangxi radicals", "pdf", each(kangxi), simplified),
        Process("ligatures of TeX, OT1", "pdf", each(tex_ligatures("\x0b\x0c\r\x0e\x0f")), places=False),
        Process("ligatures of TeX, T1", "pdf", each(tex_ligatures("\x1b\x1c\x1d\x1e\x1f")), places=False),
        Process("ligatures of TeX, Type 1", "pdf", each(tex_ligatures("®¯°±²")), places=False),
        Process("ligatures of nobody's font", "codes", each(tex_ligatures("\x02\x03\x04\x05\x06")), places=False),
        Process("marks turned into ?, English", "marks", each(turned(ENGLISH_MARKS)), curly, places=False),
        Process("marks turned into ?, Chinese", "marks", each(turned("“”")), simplified, places=False),
        Process("low bytes of marks", "pdf", each(low_bytes), curly, places=False),
    ]
    for width in (12, 20, 32, 40):
        out.append(Process(f"wrapped at {width} characters", "wraps", wrapped(width, False), no_ascii, places=False))
    for width in (30, 60, 72, 80):
        out.append(Process(f"wrapped at {width} columns", "wraps", wrapped(width, True), no_ascii, places=False))
    return out


PROCESSES: tuple[Process, ...] = (*_encodings(), *_slipped(), *_others())
