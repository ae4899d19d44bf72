"""Study notes and glossaries: lines of a word, phrase or example with its translation behind it.

``splendid: a. 壮观的，美好的 (very good)``, ``6. 账户限制 Account Restriction``, ``He left. （他走了。）``. Lines like
these stand in any Chinese text about foreign things, where what is before the Chinese is a name. So they are parted
only where they hold most of a document's Chinese and both halves have the lengths of translations.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from duiqi.structure.bilingual_lines import (
    PROSE_RATIO,
    SHARE,
    STOPPED,
    TERM_LENGTH,
    TERMS,
    Span,
    in_row,
    without_names,
)
from duiqi.structure.joint.borders import CLOSING as MARKS
from duiqi.structure.joint.splits import ACCELERATOR, TRANSLATION_RATIO, before_name, behind_name, has_both
from duiqi.structure.joint.values import without_value
from duiqi.text.chars import HAN, HAN_CHAR, LATIN_LETTER, count_han, han_bounds
from duiqi.text.language import count_words, language_of
from duiqi.text.late_patterns import late_pattern
from duiqi.text.skipping import behind
from duiqi.text.third_language import TONED, is_reading

# So many lines at least: fewer prove nothing.
LINES = 4
# Between a word and its translation: the part of speech, as dictionaries shorten it, after or before a mark; how it is
# spoken (``/ɪˈmɪʃn/``).
BETWEEN = late_pattern(
    r"(?:\s*[:：=–—/／|｜,，、]|\s*/[^/\u4e00-\u9fff]{1,30}/|\s+-(?=\s)|[\s:：.,，](?:n|v|vt|vi|a|adj|ad|adv|prep|conj|pron|num|int|art|aux|abbr|phr)\."
    r"|\s*[(（\[【《](?=[^()（）\[\]【】《》]*\Z))*\s*\Z"
)
OPENING, CLOSING = "(（[【", ")）]】"
# What may stand before the Chinese and belongs to it.
ZH_OPENING = re.compile(r"[\s“‘「『《〈【\[(（…·\"'~～]*\Z")
HAN_END = re.compile(r"[。！？；，、：](?=[”’」』）》\s]*\Z)")
# The number of the entry, which belongs to both halves.
NUMBER = re.compile(r"[(（]?\d{1,4}(?:\.\d{1,3})*(?:[.)）、．](?!\d)|(?=\s))\s*")

# Lists of words say how each is spoken and what part of speech it is, which translates nothing: pinyin with tones or
# their numbers, phonetic signs, ``n.``, ``（名）``.
SPEECH = r"(?:n|v|vt|vi|a|adj|ad|adv|prep|conj|pron|num|int|interj|art|aux|abbr|phr|mw|m|det)"
CHINESE_SPEECH = r"(?:专?名|專名|动|動|形|副|代|数量?|數|量|介|连|連|助|叹|嘆|象声|词组|短语|成语|习语)[词詞]?"
TONED_WORD = rf"(?:[A-Za-züÜ’'-]*{TONED.pattern}[A-Za-züÜ{TONED.pattern[1:-1]}’'-]*)"
SOUNDS = "ˈˌəɪʊæɔθðʃʒŋɑʌɛɜː:'"
UNTONED = "zi|de|le|ma|ba|men|me|ne|tou|guo|zhe|bian|bu|yi|lai|qu|shang|xia|ge|ya|a|dao|qi"
READING = late_pattern(
    rf"(?<![\w.]){SPEECH}\.(?:\s?[/&,，]\s?{SPEECH}\.)*(?!\w)"
    rf"|[(（\[]{SPEECH}\.?[)）\]]|[(（〔【\[]{CHINESE_SPEECH}[)）〕】\]]"
    rf"|/[^/\n{HAN}{SOUNDS}]{{0,30}}[{SOUNDS}][^/\n{HAN}]{{0,30}}/"
    rf"|\[[^\[\]\n{HAN}{SOUNDS}]{{0,30}}[{SOUNDS}][^\[\]\n{HAN}]{{0,30}}\]"
    r"|[(（\[](?:[a-zü:]{1,7}[1-5]\s?){1,8}[)）\]]"
    rf"|[(（\[/]?{TONED_WORD}(?:[ \t,，/]{{1,2}}(?:{TONED_WORD}|(?:{UNTONED})\b)){{0,8}}[)）\]/]?",
    re.IGNORECASE,
)
# Marks around a word and its translation.
EDGES = " \t\u00a0\u3000:：=–—-/／|｜,，、;；·•"


def part_words(lines: Sequence[str]) -> list[tuple[Span, ...] | None]:
    """For each line of a list of words its word and the translation, without how it is spoken and its part of speech,
    where several lines are of that kind; else None."""
    parts = [_word(line) for line in lines]
    if sum(map(bool, parts)) < TERMS:
        return [None] * len(lines)
    # A phrase among the words has neither.
    phrases = [_entry(line) if len(line) <= TERM_LENGTH and not STOPPED.search(line) else None for line in lines]
    listed = [part or phrase for part, phrase in zip(parts, phrases, strict=True)]
    found: list[tuple[Span, ...] | None] = []
    for filled, group in groupby(range(len(lines)), key=lambda index: listed[index] is not None):
        row = list(group)
        sure = sum(parts[index] is not None for index in row)
        words = filled and sure > 0 and (len(row) >= TERMS or 2 * sure >= len(row))
        found += [listed[index] if words else None for index in row]
    return found


def _word(line: str) -> tuple[Span, ...] | None:
    if len(line) > TERM_LENGTH or line.isascii() or not (LATIN_LETTER.search(line) and HAN_CHAR.search(line)):
        return None
    start = behind(NUMBER, line)
    readings = [match.span() for match in READING.finditer(line, start)]
    if not readings:
        return None
    found: list[tuple[bool, Span]] = []
    for a, b in zip(
        [start, *(end for _, end in readings)], [*(begin for begin, _ in readings), len(line)], strict=True
    ):
        for piece in _one_language(line, a, b):
            chinese = bool(HAN_CHAR.search(line, *piece))
            # A second meaning behind its own part of speech belongs to the first one.
            if found and found[-1][0] == chinese:
                found[-1] = chinese, (found[-1][1][0], piece[1])
            else:
                found.append((chinese, piece))
    if len(found) != 2:
        return None
    (english,) = (line[a:b] for chinese, (a, b) in found if not chinese)
    (han,) = (count_han(line[a:b]) for chinese, (a, b) in found if chinese)
    alike = TRANSLATION_RATIO[0] <= han / max(1, count_words(english)) <= TRANSLATION_RATIO[1]
    return tuple(span for _, span in found) if alike and LATIN_LETTER.search(english) else None


def _one_language(line: str, start: int, end: int) -> list[Span]:
    """The pieces of ``line[start:end]`` in one language, without marks around them; one in both is cut once."""
    han = han_bounds(line[start:end])
    cuts = []
    if han:
        before, behind = line[start : start + han[0]], line[start + han[1] : end]
        if LATIN_LETTER.search(before):
            cuts = [start + han[0]]
        elif LATIN_LETTER.search(behind):
            cuts = [start + han[1]]
    pieces = []
    for a, b in zip([start, *cuts], [*cuts, end], strict=True):
        body = line[a:b]
        left, right = a + len(body) - len(body.lstrip(EDGES)), a + len(body.rstrip(EDGES))
        if any(map(str.isalnum, line[left:right])):
            pieces.append((left, right))
    return pieces


def part_entries(lines: Sequence[str]) -> list[tuple[Span, ...] | None]:
    """For each line its two parts without what stands between them, where most Chinese is in such lines; else None."""
    parts = [_entry(line) for line in lines]
    entries = [(line, found) for line, found in zip(lines, parts, strict=True) if found]
    han = sum(count_han(line) for line, _ in entries)
    words = sum(count_words(line) for line, _ in entries)
    most = han >= SHARE * sum(map(count_han, lines))
    alike = bool(words) and PROSE_RATIO[0] <= han / words <= PROSE_RATIO[1]
    return parts if len(entries) >= LINES and most and alike else [None] * len(lines)


def part_listed(lines: Sequence[str]) -> list[tuple[Span, ...] | None]:
    """As ``part_entries``, for vocabulary below a text that alternates: lines in a row that all can be parted."""
    parts = [_entry(line) if len(line) <= TERM_LENGTH and not STOPPED.search(line) else None for line in lines]
    parts = without_names(lines, parts)
    return [found if within else None for found, within in zip(parts, in_row(parts), strict=True)]


def _entry(line: str) -> tuple[Span, ...] | None:
    """The word and its translation."""
    if not has_both(line):
        return None
    line = without_value(line)
    han = han_bounds(line)
    if not han:
        return None
    if named := behind_name(line, behind(NUMBER, line)):
        return _halves(line, named, english_first=False)
    return _halves(line, han[0], english_first=True) or (
        _halves(line, behind(MARKS, line, han[1]), english_first=False)
    )


def _halves(line: str, cut: int, *, english_first: bool) -> tuple[Span, ...] | None:
    if not LATIN_LETTER.search(line, *((0, cut) if english_first else (cut,))):
        return None
    if english_first:
        cut = before_name(line, 0, cut)
        opening = ZH_OPENING.search(line, 0, cut)
        start = opening.start() if opening else cut
        spans = _bare(line, 0, start, behind=True), _bare(line, start, len(line), behind=False)
    else:
        spans = _bare(line, 0, cut, behind=True), _bare(line, cut, len(line), behind=False)
    spans = _without_number(line, spans[0]), spans[1]
    texts = [line[a:b] for a, b in spans]
    english, chinese = texts if english_first else texts[::-1]
    words, han = count_words(english), count_han(chinese)
    if not words or HAN_CHAR.search(english) or ACCELERATOR.fullmatch(english) or language_of(chinese) != "zh":
        return None
    if is_reading(english):
        return None
    # A Chinese stop behind a name ends the Chinese sentence, in which the name stands: ``然后运行 make。``.
    if not english_first and HAN_END.search(line, *spans[1]):
        return None
    return spans if TRANSLATION_RATIO[0] <= han / words <= TRANSLATION_RATIO[1] else None


def _without_number(line: str, span: Span) -> Span:
    match = NUMBER.match(line, *span)
    return (match.end(), span[1]) if match else span


def _bare(line: str, start: int, end: int, *, behind: bool) -> Span:
    """A part without the white space and the marks between it and the other one, nor brackets around the whole."""
    if behind:
        match = BETWEEN.search(line, start, end)
        end = match.start() if match else end
    else:
        while start < end and (line[start].isspace() or line[start] in ":：=–—/／|｜,，、-"):
            start += 1
    body = line[start:end]
    start, end = start + len(body) - len(body.lstrip()), start + len(body.rstrip())
    if end - start > 2 and line[start] in OPENING and line[end - 1] in CLOSING:
        inner = line[start + 1 : end - 1]
        # A sentence of English in brackets keeps them: they are part of it, as in ``门没有锁。(The door was shut.)``.
        sentence = STOPPED.search(inner) and not HAN_CHAR.search(inner)
        if not sentence and not re.search(f"[{re.escape(OPENING + CLOSING)}]", inner):
            return start + 1 + len(inner) - len(inner.lstrip()), start + 1 + len(inner.rstrip())
    return start, end
