"""Study notes and glossaries: lines of a word, phrase or example with its translation behind it.

``splendid: a. 壮观的，美好的 (very good)``, ``6. 账户限制 Account Restriction``, ``He left. （他走了。）``. Lines like
these stand in any Chinese text about foreign things, where what is before the Chinese is a name. So they are parted
only where they hold most of a document's Chinese and both halves have the lengths of translations.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from duiqi.structure.bilingual_lines import CLOSING as MARKS
from duiqi.structure.bilingual_lines import PROSE_RATIO, SHARE, STOPPED, TERM_LENGTH, Span, in_row, without_names
from duiqi.structure.lines import ACCELERATOR, TRANSLATION_RATIO, before_name
from duiqi.text.chars import HAN_CHAR, LATIN_LETTER, count_han, han_bounds
from duiqi.text.language import count_words, language_of
from duiqi.text.late_patterns import late_pattern

# So many lines at least: fewer prove nothing.
LINES = 4
# Between a word and its translation: the part of speech, as dictionaries shorten it, after or before a mark; how it is
# spoken (``/ɪˈmɪʃn/``).
BETWEEN = late_pattern(
    r"(?:\s*[:：=–—/／|｜]|\s*/[^/\u4e00-\u9fff]{1,30}/|\s+-(?=\s)|[\s:：.,，](?:n|v|vt|vi|a|adj|ad|adv|prep|conj|pron|num|int|art|aux|abbr|phr)\."
    r"|\s*[(（\[【《](?=[^()（）\[\]【】《》]*\Z))*\s*\Z"
)
OPENING, CLOSING = "(（[【", ")）]】"
# What may stand before the Chinese and belongs to it.
ZH_OPENING = re.compile(r"[\s“‘「『《〈【\[(（…·\"'~～]*\Z")
HAN_END = re.compile(r"[。！？；，、：](?=[”’」』）》\s]*\Z)")
# The number of the entry, which belongs to both halves.
NUMBER = re.compile(r"[(（]?\d{1,4}(?:\.\d{1,3})*(?:[.)）、．]|(?=\s))\s*")


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
    """The same for vocabulary below a text that alternates: lines in a row that all can be parted."""
    parts = [_entry(line) if len(line) <= TERM_LENGTH and not STOPPED.search(line) else None for line in lines]
    parts = without_names(lines, parts)
    return [found if within else None for found, within in zip(parts, in_row(parts), strict=True)]


def _entry(line: str) -> tuple[Span, ...] | None:
    """The word and its translation."""
    han = han_bounds(line)
    if not han:
        return None
    behind = MARKS.match(line, han[1])
    return _halves(line, han[0], english_first=True) or (
        _halves(line, behind.end() if behind else han[1], english_first=False)
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
