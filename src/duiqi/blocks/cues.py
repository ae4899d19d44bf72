"""Cues of subtitles, as SubRip (SRT) and WebVTT have them: merged where a sentence runs over several, their times kept
as places."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from duiqi.blocks.contents import Line, Reading, assemble
from duiqi.errors import InputError
from duiqi.io.encoding import decode
from duiqi.model import Language
from duiqi.structure.hard_lines import join_wrapped
from duiqi.structure.lines import split_languages
from duiqi.text.chars import count_han
from duiqi.text.language import count_words, language_of

LANGUAGES: tuple[Language, Language] = ("zh", "en")
TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[,.](\d{1,3})"
TIMING = re.compile(rf"\s*{TIME}\s*-->\s*{TIME}")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<\d[\d:.]*>|\{\\[^{}]*\}")
SENTENCE_END = re.compile("[.!?。！？…♪][\"'”’」』）)]*\\s*\\Z")
NO_SENTENCE_END = re.compile(r"(?:,|，|、|-|—|；|;|:|：)\s*\Z")

# Cues are merged only in a language that is written with full stops: a quarter of the cues end with one or the like, or
# there is one for every 80 characters or 40 words, the most that any of 90 development documents has to one (of 300
# characters or 200 words and more). Subtitles without (most Chinese ones) say nothing about sentences.
PUNCTUATED = 0.25
FULL_STOP: dict[Language, re.Pattern[str]] = {"zh": re.compile("。"), "en": re.compile(r"\.(?=[\s\"'”’)]|\Z)")}
MOST_TO_A_STOP: dict[Language, int] = {"zh": 80, "en": 40}
# And only over a shorter gap than this, in seconds: a new speaker or scene follows a longer one. A sentence of more
# cues than MAX_MERGED is cut: with 18 characters a cue (a line of Chinese subtitles) it would have over 200.
MAX_GAP = 3.0
MAX_MERGED = 12


@dataclass(frozen=True, slots=True)
class Cue:
    """``lines`` shown from ``start`` to ``end`` (seconds); ``stamps`` are the times as written."""

    start: float
    end: float
    stamps: tuple[str, str]
    lines: tuple[str, ...]


def read_subtitles(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The text of SRT or WebVTT subtitles; both languages of a cue, or of merged cues, are a row."""
    text, encoding = decode(data, name, encoding)
    cues = find_cues(text)
    if not cues and text.strip():
        raise InputError(
            "there are no subtitles in it: no line with times, such as 00:00:01,000 --> 00:00:04,000",
            path=name,
            advice="give it a name that ends in .txt if it is plain text",
        )
    shown = [by_language(cue) for cue in cues]
    punctuated = [language for language in LANGUAGES if _is_punctuated([s[language] for s in shown], language)]
    lines = []
    for row, (first, last) in enumerate(_merged(cues, shown, punctuated)):
        place = f"{cues[first].stamps[0]} --> {cues[last].stamps[1]}"
        for language in LANGUAGES:
            texts = [s[language] for s in shown[first : last + 1] if s[language]]
            lines.append(Line(join_wrapped(texts), language, "text", row, place))
    return assemble(lines, name, encoding)


def find_cues(text: str) -> list[Cue]:
    """The cues in the order of their times, without styling; of those with the same times one."""
    cues = []
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    index = 0
    while index < len(lines):
        timing = TIMING.match(lines[index])
        index += 1
        if not timing:
            continue
        body = []
        while index < len(lines) and lines[index].strip() and not TIMING.match(lines[index]):
            body.append(TAG.sub("", lines[index]).strip())
            index += 1
        if index < len(lines) and TIMING.match(lines[index]) and body and body[-1].isdigit():
            body.pop()  # the number of the next cue, when no empty line parts them
        start, end = cue_times(timing)
        cues.append(Cue(start, end, _stamps(timing[0]), tuple(line for line in body if line)))
    return _together(sorted(cues, key=lambda cue: cue.start))


def _together(cues: Sequence[Cue]) -> list[Cue]:
    """Cues with the same times made one: some programs write a cue for each language."""
    joined: list[Cue] = []
    for cue in cues:
        if joined and (joined[-1].start, joined[-1].end) == (cue.start, cue.end):
            joined[-1] = replace(joined[-1], lines=joined[-1].lines + cue.lines)
        else:
            joined.append(cue)
    return joined


def cue_times(timing: re.Match[str]) -> tuple[float, float]:
    """Start and end, in seconds, of a match of ``TIMING``."""
    start, end = (_seconds(timing.groups()[k : k + 4]) for k in (0, 4))
    return start, end


def _stamps(timing: str) -> tuple[str, str]:
    start, _, end = timing.partition("-->")
    return start.strip(), end.strip()


def _seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds, fraction = parts
    return 3600 * int(hours or 0) + 60 * int(minutes or 0) + int(seconds or 0) + float(f"0.{fraction}")


def by_language(cue: Cue) -> dict[Language, str]:
    """The text of a cue in each language. Lines without letters go with the line before."""
    found: dict[Language, list[str]] = {"zh": [], "en": []}
    current: Language | None = None
    for line in cue.lines:
        cut = split_languages(line)
        for part in (line[: cut[0]], line[cut[1] :]) if cut else (line,):
            current = language_of(part) or current or "en"
            found[current].append(part.removeprefix("- ") if len(cue.lines) > 1 else part)
    return {language: join_wrapped(lines) for language, lines in found.items()}


def _is_punctuated(texts: Sequence[str], language: Language) -> bool:
    given = [text for text in texts if text]
    if sum(bool(SENTENCE_END.search(text)) for text in given) >= PUNCTUATED * len(given) > 0:
        return True
    stops = sum(len(FULL_STOP[language].findall(text)) for text in given)
    length = sum(count_han(text) if language == "zh" else count_words(text) for text in given)
    return stops > 0 and length <= MOST_TO_A_STOP[language] * stops


def _merged(
    cues: Sequence[Cue], shown: Sequence[dict[Language, str]], punctuated: Collection[Language]
) -> list[tuple[int, int]]:
    """First and last cue of each group: a sentence of one language goes on from one to the next, and none of the other
    one ends between them."""
    groups: list[tuple[int, int]] = []
    for index, cue in enumerate(cues):
        if groups:
            first, last = groups[-1]
            near = cue.start - cues[last].end <= MAX_GAP and index - first < MAX_MERGED
            ended = any(SENTENCE_END.search(shown[last][key]) for key in punctuated)
            if near and not ended and any(_goes_on(shown[last][k], shown[index][k], k) for k in punctuated):
                groups[-1] = (first, index)
                continue
        groups.append((index, index))
    return groups


def _goes_on(text: str, following: str, language: Language) -> bool:
    """Whether the sentence that ends ``text`` goes on in ``following``."""
    if not text or not following or SENTENCE_END.search(text):
        return False
    return (
        language == "zh"
        or following.lstrip("\"'“‘(…. ")[:1].islower()
        or bool(NO_SENTENCE_END.search(text))
        or (following[:2] in ("I ", "I'"))
    )
