"""A line that is a text and its translation: two names, a title or a sentence with the other language in brackets."""

from __future__ import annotations

import re

from duiqi.structure.joint.values import LED_TO, without_value
from duiqi.text.chars import HAN_CHAR, LATIN_LETTER, count_han, han_bounds
from duiqi.text.language import count_words, language_of
from duiqi.text.third_language import is_reading

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
IN_SENTENCE = re.compile(r"[。！？；，,;!?]|\.\s")


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
    """As ``split_languages``, and where the second part ends: before a figure or code, ``日期 / Date: 2022-03-14``."""
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
    """Start and end of the title and of its translation in brackets, as in ``Title（标题）``, before a price perhaps;
    None for other lines."""
    if not ("(" in line or "（" in line):
        return None
    match = TITLE.fullmatch(LED_TO.sub("", line))
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
