"""Lines of a text with their offsets, and lines that hold both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duiqi.text.chars import HAN_CHAR, LATIN_LETTER, count_han, han_bounds, list_marker_end
from duiqi.text.language import count_words, language_of
from duiqi.text.late_patterns import late_pattern
from duiqi.text.line_facts import LineFacts
from duiqi.text.third_language import is_reading

# A line between two parts of a text, drawn with marks (Markdown, reStructuredText): not text.
RULE = re.compile(r"\s*([-=*_~#+])(?:\s*\1){2,}\s*")
# A line of a table that is all bars and rules (``+---+---+``, ``├───┼───┤``, ``=====  ====``), or of dashes.
DRAWN = re.compile(r"\s*(?:[-=_~+|\u2013-\u2015\u2500-\u257f]\s*){3,}")

# What ends a line for ``str.splitlines`` beside the line feed; behind a carriage return that is no further line.
_OTHER_LINE_ENDS = frozenset("\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
# Links to the other versions of a document, by their names: ``English | 简体中文``, no translation of each other.
_VERSION = (
    r"[\[(（]?(?:中文|(?:简体|簡體|繁体|繁體|正體)(?:中文)?|英文|英语|英語|Chinese|English|日本語|한국어|Deutsch|Español"
    r"|Français|Italiano|Português|Русский|Türkçe|العربية|Tiếng Việt)"
    r"(?:\s?[(（](?:简体|簡體|繁体|繁體)[)）])?(?:版|\sversion)?[\])）]?"
)
SWITCH_LENGTH = 200  # in characters: twenty languages
# What such a line begins with.
OF_VERSIONS = frozenset("[(（中简簡繁正英日한CcEeDdFfIiıİPpРрTtا")
VERSIONS = late_pattern(rf"\s*{_VERSION}(?:\s*[|｜/／·•∙,，、&-]?\s*{_VERSION})+\s*", re.IGNORECASE)

# What stands between the two languages of one line: "English / 中文", "中文 | English", a <br>, a tab, wide space. (A
# match begins only where white space begins, which keeps the search linear.)
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
NAME = re.compile(r"(?<![\w-])(?=\d{0,3}[A-Za-z])[A-Za-z0-9][A-Za-z0-9+#./&-]*\Z")
LONGEST_NAME, LONGEST_TERM = 60, 400  # characters that are looked through
# And one that is written on to what is before it, or in brackets, with white space or a mark behind it: ``维生素C
# vitamin C``, ``云（SaaS） cloud (SaaS)``.
NAME_BEHIND = re.compile(
    r"(?:(?P<bare>[A-Za-z0-9+#./&-]*[A-Za-z0-9+#])|\s?[(（](?P<inner>[A-Za-z0-9][A-Za-z0-9+#./& -]{0,30})[)）])"
    r"(?=\s|\s?[:：=/／|｜(（–—-])"
)
# "He walked down to the harbour. （他走到港口去。）", in notes of what one reads; a name or a remark in brackets is
# shorter than a translation. The bounds are those of ``bilingual_lines`` for sentences.
TRANSLATED = re.compile(r"(\S.*[.!?][\"'”’)]*)\s*([(（](?:[^()（）]|[(（][^()（）]*[)）])*[)）][。.]?)\s*")
SENTENCE_WORDS, SENTENCE_RATIO = 4, (0.5, 4.0)
# ``1. 标的物 SUBJECT MATTER``: the number before a heading, which belongs to both halves; not ``3.5亿元``.
MEASURE = "[万萬亿億千百%％元倍度米吨噸克公年月日天人]"
NUMBER = re.compile(rf"[(（]?\d{{1,3}}(?:(?:\.\d{{1,3}})+(?:[.)）、．]|(?!{MEASURE}))|[.)）、．])\s*(?=\D)")
# What a menu or price list has behind both names, and in neither; figures with units in a table of contents of food or
# of sizes; behind a colon a code, a date, an address. ``第三章 Chapter 3`` has its number in both.
PRICE = re.compile(
    r"\s[(（]?(?:(?:(?:HK|NT|US|MOP|S)?[¥￥$€£]|(?:RMB|CNY|HKD|MOP|TWD|SGD|USD)\s)\s?\d[\d.,]{0,10}"
    r"|\d[\d.,]{0,10}\s?(?:元|RMB|CNY|USD|yuan))(?:\s?/\s?\w{1,10})?[)）]?\Z"
)
# The pages at the end of an entry of an index, two or more, or one behind a comma.
_PAGE = r"\d{1,4}(?:[-–—]\d{1,4})?"
PAGES = re.compile(
    rf"(?:[,，、]\s{{0,2}}{_PAGE}|\s(?:pp\.\s?)?{_PAGE}\s?[,，、;；]\s{{0,2}}{_PAGE})(?:\s?[,，、;；]\s{{0,2}}{_PAGE}){{0,50}}\s*\Z"
)
UNIT = (
    r"(?:[kmcMGTµμn]?(?:g|m|l|L|W|V|Ah?|Wh|Hz|J|B|Pa|bps)|kcal|℃|°[CF]|[%％‰]|pcs|in|inch(?:es)?|ft|lbs?|oz|px|dpi|rpm|dB)"
    r"(?![A-Za-z])"
)
# (The first figure of it is where it can only be one, which keeps the search linear.)
FIGURE = r"[^\s\d\u3000-\u9fff\uff00-\uffef]{0,30}\d[^\s\u3000-\u9fff\uff00-\uffef]{0,30}"
VALUE = late_pattern(
    rf"\s{{0,2}}[:：]\s{{0,9}}(?:{FIGURE}|(?:https?://|www\.)[!-~]{{1,80}}|[\w.+-]{{1,64}}@[\w.-]{{1,64}})"
    rf"(?:\s(?:{FIGURE}|{UNIT}|x|×)){{0,6}}\s*\Z"
    rf"|(?:\s{{1,9}}[<>≤≥~]?\d[\d.,]{{0,10}}\s?{UNIT}){{1,4}}\s*\Z"
)
DIGIT = re.compile(r"\d")
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
    import numpy as np

    facts = LineFacts(text)
    if facts.one_of(_OTHER_LINE_ENDS).any():
        facts = LineFacts(text.translate(dict.fromkeys(map(ord, _OTHER_LINE_ENDS), "\n")))
    starts, firsts, ends = facts.starts, facts.first.copy(), facts.last
    held = ~facts.blank
    # Most begin with a letter or a figure: no bullet, no rule.
    plain = facts.told_at(firsts, str.isalnum)
    switches = plain & facts.at(firsts, OF_VERSIONS) & (ends - firsts <= SWITCH_LENGTH)
    for k in np.flatnonzero(switches).tolist():
        held[k] = VERSIONS.fullmatch(text, firsts[k], ends[k]) is None
    for k in np.flatnonzero(held & ~plain).tolist():
        line = facts.lines[k].rstrip()
        first = list_marker_end(line)
        firsts[k] = starts[k] + first
        held[k] = first < len(line) and not is_rule(line) and not is_switch(line[first:] if first else line)
    return zip(starts[held].tolist(), firsts[held].tolist(), ends[held].tolist(), strict=True)


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


def split_labels(line: str) -> tuple[int, int, int] | None:
    """The same, and where the second part ends: before a figure or code, ``日期 / Date: 2022-03-14``."""
    cut = split_languages(line)
    if not cut:
        return None
    end = len(without_value(line))
    return (*cut, end if end > cut[1] else len(line))


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
    name = NAME.search(line, max(start, cut - LONGEST_NAME), cut)
    if name and re.search(rf"(?<!\w){re.escape(name[0])}(?!\w)", line[start : name.start()], re.IGNORECASE):
        return name.start()
    return cut


def has_both(line: str) -> bool:
    """Whether there are letters of both languages in a line."""
    return not line.isascii() and LATIN_LETTER.search(line) is not None and HAN_CHAR.search(line) is not None


def behind_name(line: str, start: int) -> int:
    """Where English begins on a line whose Chinese half has Latin words written on to it that the English one has as
    well, ``IP地址 IP address``, or that a mark parts from it, ``卡拉OK：karaoke``; 0 where that is not so."""
    han = han_bounds(line)
    if not han or len(line) > LONGEST_TERM:
        return 0
    lead, tail = NAME.search(line, start, han[0]), NAME_BEHIND.match(line, han[1])
    cut = tail.end() if tail else han[1]
    if (
        not (lead or tail)
        or not LATIN_LETTER.search(line, cut)
        or line[start : lead.start() if lead else han[0]].strip()
    ):
        return 0
    names = [lead[0]] if lead else []
    if tail and (tail["inner"] or line[cut].isspace()):
        names.append(tail["bare"] or tail["inner"])
    known = all(re.search(rf"(?<!\w){re.escape(name)}(?![A-Za-z])", line[cut:], re.IGNORECASE) for name in names)
    return cut if known else 0


def split_title(line: str) -> tuple[int, int, int, int] | None:
    """Start and end of the title and of its translation in brackets, as in ``Title（标题）``; None for other lines."""
    match = TITLE.fullmatch(line) if "(" in line or "（" in line else None
    if not match or IN_SENTENCE.search(line) or ACCELERATOR.fullmatch(match[2]):
        return None
    title, bracketed = match[1], match[2]
    chinese, english = (title, bracketed) if HAN_CHAR.search(title) else (bracketed, title)
    if HAN_CHAR.search(english) or language_of(chinese) != "zh" or language_of(english) != "en":
        return None
    if is_reading(english):  # 画蛇添足 (huà shé tiān zú)
        return None
    if not TRANSLATION_RATIO[0] <= count_han(chinese) / count_words(english) <= TRANSLATION_RATIO[1]:
        return None
    return (*match.span(1), *match.span(2))


def without_value(line: str) -> str:
    """The line without the price, figure, code or pages at its end; a figure that stands elsewhere too is kept."""
    if not DIGIT.search(line) and "@" not in line and "www." not in line and "://" not in line:
        return line
    number = NUMBER.match(line)
    value = PRICE.search(line) or VALUE.search(line, number.end() if number else 0) or PAGES.search(line)
    if not value:
        return line
    rest = line[: value.start()].rstrip()
    if value.re is not PRICE and (DIGIT.search(rest, number.end() if number else 0) or not LATIN_LETTER.search(rest)):
        return line
    return rest


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
