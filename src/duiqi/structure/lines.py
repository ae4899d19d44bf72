"""Lines of a text with their offsets, and lines that hold both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duiqi.text.chars import HAN_CHAR, count_han, han_bounds, list_marker_end
from duiqi.text.language import count_words, language_of

# A line between two parts of a text, drawn with marks (Markdown, reStructuredText): not text.
RULE = re.compile(r"\s*([-=*_~#+])(?:\s*\1){2,}\s*")
# A line of a table that is all bars and rules (``+---+---+``, ``├───┼───┤``, ``=====  ====``), or of dashes.
DRAWN = re.compile(r"\s*(?:[-=_~+|\u2013-\u2015\u2500-\u257f]\s*){3,}")

# Links to the other versions of a document, by their names: ``English | 简体中文``, no translation of each other.
_VERSION = (
    r"[\[(（]?(?:中文|(?:简体|簡體|繁体|繁體|正體)(?:中文)?|英文|英语|英語|Chinese|English|日本語|한국어|Deutsch|Español"
    r"|Français|Italiano|Português|Русский|Türkçe|العربية|Tiếng Việt)"
    r"(?:\s?[(（](?:简体|簡體|繁体|繁體)[)）])?(?:版|\sversion)?[\])）]?"
)
SWITCH_LENGTH = 200  # in characters: twenty languages
# What such a line begins with.
OF_VERSIONS = frozenset("[(（中简簡繁正英日한CcEeDdFfIiıİPpРрTtا")
VERSIONS = re.compile(rf"\s*{_VERSION}(?:\s*[|｜/／·•∙,，、&-]?\s*{_VERSION})+\s*", re.IGNORECASE)

# What stands between the two languages of one line: "English / 中文", "中文 | English", a <br>, a tab, wide space.
# (A match begins only where white space begins, which keeps the search linear.)
PARTED = re.compile(r"[|｜<\s](?:(?<=[|｜<\t])|[\s/／])")  # what all of these have
SEPARATOR = re.compile(r"(?<!\s)(?:\s*<br\s*/?>\s*|\s+[/／]\s+|\s*[|｜]\s*|\s{2,}|\t)")

# Han characters to an English word when the two say the same. The mean is 1.5 in Tatoeba's 24,026 pairs; single
# words and names lie far off it, so the bounds are wide and only refuse what cannot be a translation.
TRANSLATION_RATIO = (0.25, 8.0)

# "Title（标题）" and "标题 (Title)", with nothing behind the bracket and no sentence in it.
TITLE = re.compile(r"\s*([^()（）]*[^()（）\s])\s*[(（]\s*([^()（）]*[^()（）\s])\s*[)）]\s*")
# The letter by which a key is chosen, as menus show it in Chinese: 文件(&F), 打开(_O), 确定(Y).
ACCELERATOR = re.compile(r"[&_]?[A-Za-z]|[&_][0-9]")
# A Latin word that is written on to what follows it.
NAME = re.compile(r"(?<![\w-])[A-Za-z][A-Za-z0-9+#.-]*\Z")
# "He walked down to the harbour. （他走到港口去。）", in notes of what one reads; a name or a remark in brackets is
# shorter than a translation. The bounds are those of ``bilingual_lines`` for sentences.
TRANSLATED = re.compile(r"(\S.*[.!?][\"'”’)]*)\s*([(（](?:[^()（）]|[(（][^()（）]*[)）])*[)）][。.]?)\s*")
SENTENCE_WORDS, SENTENCE_RATIO = 4, (0.5, 4.0)
IN_SENTENCE = re.compile(r"[。！？；，,;!?]|\.\s")
CLOSING = re.compile(r"[。！？；：….!?;:”’」』）》\"')\]\s]*")
# Marks that begin what follows them, and those of which only the count of the ones before tells whether they do; an
# apostrophe inside a word is none. A sign of a currency goes with its figure.
STRAIGHT = re.compile(r"[\"']")
APOSTROPHE = re.compile(r"(?<=[A-Za-z])'(?=[A-Za-z])")
OPENING = frozenset("“‘「『（《([\"'$£€")
AMOUNT = re.compile(r"[$£€]\d[\d,.]*\s*\Z")
# What a Chinese sentence may end with behind its last character: ``支付30%；``, ``15%. Prices rose``.
FIGURES = re.compile(r"[^\s。！？；]{0,20}[。！？；]|\d[\d,.]{0,15}[%％‰]?[.!?](?=\s?[\"“]?[A-Z])")
# And what it may begin with behind an English one: ``It grew by a third. 2021年``, ``He has one. iPhone 15是``.
BEGINS = re.compile(
    r"(?<=[.!?\"”’)])(?:\s+(?:[^\s.!?]|\.(?=\d)){1,20}){1,3}\s*\Z"
    r"|(?<=[A-Za-z)][.!?])[(（]?\d[\d,]{0,15}(?:\.\d{1,9})?\s?[%％]?\s*\Z"
    r"|(?<=[^\d\s][.!?;\"”’)])\s*[(（]?\d{1,3}(?:\.\d{1,3}){0,3}[.．)）、]\s*\Z"
)
SHORTENED = re.compile(
    r"(?:\b(?:[A-Z]|Mrs?|Ms|Dr|Prof|St|Nos?|Inc|Ltd|Co|Corp|Jr|Sr|[Ff]igs?|[Vv]ol|[Cc]hap|[Ss]ec|[Aa]rt|vs|etc|al)|\.[A-Za-z])\.\Z"
)


def lines(text: str) -> Iterator[tuple[int, int]]:
    """``(start, end)`` of each line of ``text`` without its line end; lines end where ``str.splitlines`` says."""
    start = 0
    for line, whole in zip(text.splitlines(), text.splitlines(keepends=True), strict=True):
        yield start, start + len(line)
        start += len(whole)


def content(text: str, start: int, end: int) -> tuple[int, int]:
    """``start, end`` narrowed to what is left without list bullets and the white space around; may be empty."""
    line = text[start:end].rstrip()
    return start + min(list_marker_end(line), len(line)), start + len(line)


def written_lines(text: str) -> Iterator[tuple[int, int, int]]:
    """``(start, first, end)`` of each line that holds text: what is between ``first`` and ``end`` is left of it without
    list bullets and the white space around. Drawn rules and links to other versions hold none."""
    behind = 0
    for whole in text.splitlines(keepends=True):
        line, start = whole.rstrip(), behind
        behind += len(whole)
        if not line:
            continue
        first = list_marker_end(line)
        if first < len(line) and not is_rule(line) and not is_switch(line[first:] if first else line):
            yield start, start + first, start + len(line)


def is_rule(line: str) -> bool:
    """True when ``line`` is only a drawn line, as ``-----`` or ``* * *``."""
    return not line[:1].isalnum() and (RULE.fullmatch(line) is not None or DRAWN.fullmatch(line) is not None)


def is_switch(line: str) -> bool:
    """True when ``line`` only names languages, two or more: links to other versions of the document."""
    return line[:1] in OF_VERSIONS and len(line) <= SWITCH_LENGTH and VERSIONS.fullmatch(line) is not None


def split_languages(line: str) -> tuple[int, int] | None:
    """Where a line with both languages comes apart: end of the first part and start of the second, or None.

    One part must be free of Han characters, and the two must be of a length to translate each other.
    """
    if line.isascii() or not PARTED.search(line):
        return None
    han = han_bounds(line)
    if not han:
        return None
    separators = [m.span() for m in SEPARATOR.finditer(line)]
    before = [s for s in separators if s[1] <= han[0]]
    after = [s for s in separators if s[0] >= han[1]]
    for first, second in [*before[-1:], *after[:1]]:
        left, right = line[:first], line[second:]
        chinese, english = (right, left) if language_of(left) == "en" else (left, right)
        if language_of(chinese) == "zh" and language_of(english) == "en":
            ratio = count_han(chinese) / count_words(english)
            if TRANSLATION_RATIO[0] <= ratio <= TRANSLATION_RATIO[1]:
                return first, second
    return None


def split_translated(line: str) -> tuple[int, int, int] | None:
    """Where an English sentence ends, and its Chinese translation begins and ends in the brackets that end the line; or
    None."""
    match = TRANSLATED.fullmatch(line) if "(" in line or "（" in line else None
    if not match or count_words(match[1]) < SENTENCE_WORDS or HAN_CHAR.search(match[1]):
        return None
    han, words = count_han(match[2]), count_words(match[1])
    if not SENTENCE_RATIO[0] <= han / words <= SENTENCE_RATIO[1] or language_of(match[2][1:-1]) != "zh":
        return None
    return match.end(1), match.start(2) + 1, match.start(2) + len(match[2].rstrip("。.")) - 1


def before_name(line: str, start: int, cut: int) -> int:
    """Where Chinese begins whose first character is at ``cut``: before a Latin word written on to it, if the English
    ``line[start:cut]`` has that word as well, as in ``GPU memory GPU内存``."""
    name = NAME.search(line, start, cut)
    if name and re.search(rf"(?<!\w){re.escape(name[0])}(?!\w)", line[start : name.start()], re.IGNORECASE):
        return name.start()
    return cut


def split_title(line: str) -> tuple[int, int, int, int] | None:
    """Start and end of the title and of its translation in brackets, as in ``Title（标题）``; None for other lines."""
    match = TITLE.fullmatch(line) if "(" in line or "（" in line else None
    if not match or IN_SENTENCE.search(line) or ACCELERATOR.fullmatch(match[2]):
        return None
    title, bracketed = match[1], match[2]
    chinese, english = (title, bracketed) if HAN_CHAR.search(title) else (bracketed, title)
    if HAN_CHAR.search(english) or language_of(chinese) != "zh" or language_of(english) != "en":
        return None
    if not TRANSLATION_RATIO[0] <= count_han(chinese) / count_words(english) <= TRANSLATION_RATIO[1]:
        return None
    return (*match.span(1), *match.span(2))


def behind_marks(line: str, start: int, end: int) -> int:
    """Where what follows a part ``start:end`` begins: behind the marks that close it."""
    return border(line, start, CLOSING.match(line, end).end())  # type: ignore[union-attr]  # matches nothing too


def border(line: str, start: int, cut: int) -> int:
    """``cut`` before the marks that belong to what follows it: those that open, and a currency's sign before a figure.

    ``start`` is where the part before it begins: straight quotation marks are counted from there.
    """
    first = cut
    while first > start and (line[first - 1] in OPENING or line[first - 1].isspace()):
        first -= 1
    if first == cut:
        return cut
    before = APOSTROPHE.sub("", line[start:first])
    for place in range(first, cut):
        mark = line[place]
        if STRAIGHT.match(mark) and before.count(mark) % 2:
            before += mark  # it closes what is before
            first = place + 1
        elif mark in "$£€" and not line[place + 1 : place + 2].isdigit():
            first = place + 1
    return first


def behind_sentence(line: str, start: int, end: int, limit: int | None = None) -> int:
    """Where English begins behind a Chinese sentence that has its last Han character at ``end``, no farther than
    ``limit``: the figures it may end with are its own."""
    figures = FIGURES.match(line, end, len(line) if limit is None else limit)
    return behind_marks(line, start, figures.end() if figures else end)


def before_sentence(line: str, start: int, cut: int) -> int:
    """Where a Chinese sentence begins behind an English one that has no Han character before ``cut``: with the figures
    or the name before that, if the English ended before these."""
    own = BEGINS.search(line, start, cut)
    if own and count_words(line[start : own.start()]) > 1 and not SHORTENED.search(line[start : own.start()]):
        return border(line, start, own.start() + len(own[0]) - len(own[0].lstrip()))
    return border(line, start, cut)
