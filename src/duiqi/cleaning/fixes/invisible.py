"""Characters that nobody sees or that text cannot hold: controls, marks, surrogates, private use, U+FFFD."""

from __future__ import annotations

import re
from collections.abc import Callable

from duiqi.cleaning.edits import Change
from duiqi.text.chars import HAN_CHAR

Meaning = Callable[[str, re.Match[str]], str]

# Not the hexadecimal number 0x0d, nor an escape in program text.
_LITERAL_BREAK = re.compile(r"(?<!\\)(?<![^0-9]0)(?<!^0)(?:x0dx0a|x0Dx0A|_x000[dD]_)+")


def find_literal_breaks(text: str) -> list[Change]:
    """Line breaks spelled out as ``x0dx0a``."""
    changes = []
    for match in _LITERAL_BREAK.finditer(text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.end() + 200].split("\n")[0]
        glue = not HAN_CHAR.search(line) and before.strip() and after.strip()
        changes.append(Change(match.start(), match.end(), " " if glue else ""))
    return changes


_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]")
# C0 controls but tab and line breaks, DEL, C1 controls, noncharacters that XML forbids.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_C1_PUNCTUATION = re.compile("[\x80\x82-\x8c\x8e\x91-\x9c\x9e\x9f]")


def find_surrogates(text: str) -> list[Change]:
    """Surrogates: a pair becomes its character, a lone one goes."""
    changes = []
    for match in _SURROGATES.finditer(text):
        char = match[0].encode("utf-16", "surrogatepass").decode("utf-16") if len(match[0]) == 2 else ""
        changes.append(Change(match.start(), match.end(), char))
    return changes


def find_controls(text: str) -> list[Change]:
    """Control characters; those that are Windows-1252 punctuation in English (\\x92 in ``don\\x92t``) become that."""
    changes = []
    for match in _CONTROLS.finditer(text):
        after = ""
        if _C1_PUNCTUATION.match(match[0]):
            near = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
            if near and near.isascii() and any(c.isalnum() for c in near):
                after = match[0].encode("latin-1").decode("cp1252")
        changes.append(Change(match.start(), match.end(), after))
    return changes


_LINE_SEPARATORS = re.compile("[\u2028\u2029]")


def find_line_separators(text: str) -> list[Change]:
    """Unicode line and paragraph separators, which become line breaks."""
    return [Change(m.start(), m.end(), "\n") for m in _LINE_SEPARATORS.finditer(text)]


_MARKS = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc"
    "\ufe00-\ufe0f\U000e0000-\U000e007f\U000e0100-\U000e01ef]+"
)
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
# Scripts that join letters or stack them: the joiners are spelling there.
_JOINING = re.compile("[\u0600-\u08ff\u0900-\u0dff\u0e80-\u109f\u1780-\u17ff\u1800-\u18af\ufb50-\ufdff\ufe70-\ufefc]")
_SYMBOL = re.compile("[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff#*0-9]")


def find_invisible_marks(text: str) -> list[Change]:
    """Byte order marks, zero-width spaces and joiners, soft hyphens, direction marks, variation selectors.

    Kept: the joiners and selectors of emoji, the joiners of Indic and Arabic script, direction marks in lines that hold
    Hebrew or Arabic.
    """
    changes = []
    for match in _MARKS.finditer(text):
        kept = "".join(c for i, c in enumerate(match[0]) if _has_a_job(text, match, i, c))
        if kept != match[0]:
            changes.append(Change(match.start(), match.end(), kept))
    return changes


def _has_a_job(text: str, run: re.Match[str], index: int, char: str) -> bool:
    before, after = text[max(0, run.start() - 1) : run.start()], text[run.end() : run.end() + 1]
    if "\U000e0020" <= char <= "\U000e007f":
        return before == "\U0001f3f4"  # the flags of England, Scotland, Wales
    if char in "\ufe0e\ufe0f":
        return bool(_SYMBOL.match(before)) and index == 0
    if "\ufe00" <= char <= "\ufe0d":
        return bool(before) and before in "∩∪≨≩⊊⊋⊓⊔≤≥" and index == 0
    if char == "\u200d" and _SYMBOL.match(before) and _SYMBOL.match(after):
        return index == len(run[0]) - 1
    if char in "\u200c\u200d":
        return index == 0 and bool(_JOINING.match(before)) and bool(_JOINING.match(after))
    if _BIDI.match(char):
        start, end = text.rfind("\n", 0, run.start()) + 1, text.find("\n", run.end())
        return bool(
            _RIGHT_TO_LEFT.search(
                text, max(start, run.start() - 500), min(end, run.end() + 500) if end >= 0 else run.end() + 500
            )
        )
    return False


# Of the visible characters of a line, at most this share may be private or lost: more is text in some unknown encoding,
# which would only look sound without them.
_MAX_LOST_SHARE = 0.2
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]+")
# Wingdings and Symbol bullets, as PDF and Word leave them.
_BULLET = re.compile("[\uf0b7\uf0a7\uf0d8\uf0fc\uf06c\uf06e\uf076]")


def find_private_use(text: str) -> list[Change]:
    """Private-use characters in otherwise sound lines; a bullet of a symbol font at the start of a line becomes •."""
    return _in_sound_lines(text, _PRIVATE, _private_meaning)


def _private_meaning(text: str, match: re.Match[str]) -> str:
    line_start = text.rfind("\n", 0, match.start()) + 1
    opens_line = not text[line_start : match.start()].strip()
    return (
        "•" if opens_line and _BULLET.fullmatch(match[0]) and text[match.end() : match.end() + 1] in (" ", "\t") else ""
    )


_REPLACEMENT = re.compile("\ufffd+")


def find_replacement_characters(text: str) -> list[Change]:
    """U+FFFD in otherwise sound lines."""
    return _in_sound_lines(text, _REPLACEMENT, lambda _text, _match: "")


def _in_sound_lines(text: str, pattern: re.Pattern[str], meaning: Meaning) -> list[Change]:
    changes = []
    line_start, line_end, sound = 0, -1, False
    for match in pattern.finditer(text):
        if match.start() > line_end:
            line_start, line_end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
            line_end = len(text) if line_end < 0 else line_end
            line = text[line_start:line_end]
            lost = sum(m.end() - m.start() for m in pattern.finditer(line))
            sound = lost <= _MAX_LOST_SHARE * len("".join(line.split()))
        if sound:
            changes.append(Change(match.start(), match.end(), meaning(text, match)))
    return changes
