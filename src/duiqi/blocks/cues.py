"""Cues of subtitles, as SubRip (SRT) and WebVTT have them: merged where a sentence runs over several, their times kept
as places. Who speaks in a cue is told apart in ``turns``."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from duiqi.blocks.contents import Line, Reading, assemble
from duiqi.blocks.turns import Turn, rows_of, turns_of
from duiqi.errors import InputError
from duiqi.io.encoding import decode
from duiqi.model import SIDES, Language, Omission
from duiqi.structure.bilingual_lines import part_prose
from duiqi.structure.hard_lines import join_wrapped
from duiqi.structure.term_lines import part_entries
from duiqi.text.chars import HAN_CHAR, count_han
from duiqi.text.language import count_words
from duiqi.text.late_patterns import late_pattern

TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[,.](\d{1,3})"
TIMING = re.compile(rf"\s*{TIME}\s*-->\s*{TIME}")
# The first cue, with its number where it has one.
BEFORE = re.compile(rf"^(?:[ \t]*\d+[ \t]*\r?\n)?[ \t]*{TIME}[ \t]*-->", re.MULTILINE)
TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<\d[\d:.]*>|\{\\[^{}]*\}")
SENTENCE_END = re.compile("[.!?。！？…♪][\"'”’」』）)]*\\s*\\Z")
NO_SENTENCE_END = re.compile(r"(?:,|，|、|-|—|；|;|:|：)\s*\Z")
BARE = late_pattern(rf"{HAN_CHAR.pattern}\s*\Z")  # Chinese without any mark at its end

# Cues are merged only in a language that is written with full stops: a quarter of the cues end with one or the like, or
# there is one for every 80 characters or 40 words, the most that any of 90 development documents has to one (of 300
# characters or 200 words and more). Subtitles without (most Chinese ones) say nothing about sentences.
PUNCTUATED = 0.25
FULL_STOP: dict[Language, re.Pattern[str]] = {"zh": re.compile("。"), "en": re.compile(r"\.(?=[\s\"'”’)]|\Z)")}
MOST_TO_A_STOP: dict[Language, int] = {"zh": 80, "en": 40}
# And only over a shorter gap than this, in seconds: a new speaker or scene follows a longer one. A sentence of more
# cues than MAX_MERGED is cut, where the fewest sentences go on: both languages end together after 14 cues in the middle
# and 45 at most in three lectures whose cues are filled up without regard to sentences.
MAX_GAP = 3.0
MAX_MERGED = 24
# What ends no English sentence: the next cue belongs to it even when it begins with a capital (in / Beijing).
DANGLING = re.compile(
    r"\b(?:the|an?|of|in|to|at|on|by|for|from|with|into|and|or|but|my|your|his|her|its|our|their|than|is|are|was|were"
    r"|Mr\.?|Mrs\.?|Ms\.?|Dr\.|St\.|Prof\.)\s*\Z"
)
# Who made the subtitles, which nobody says; ``翻译：`` alone may be an interpreter who speaks.
_MAKER = (
    r"(?:听译|聽譯|校对|校對|校译|校譯|时间[轴线]|時間軸|字幕(?:制作|製作|翻译|翻譯)?|压制|壓制|片源|后期|後期"
    r"|特效|监制|監製)"
)
MAKERS = late_pattern(
    rf"[\s—–=*-]*(?:(?:翻译|翻譯)\s?[:：][^。！？:：]{{1,20}}\s)?{_MAKER}\s?[:：].{{0,80}}|[^。！？，,]{{0,20}}字幕[组組][^。！？，,]{{0,20}}"
    r"|[\s—–=*-]*(?:subtitles?|subtitled|sync(?:ed)?|transcript)(?:\s[\w&]{1,12}){0,3}\sby\b.{0,60}",
    re.IGNORECASE,
)
ELLIPSIS = re.compile(r"(?:\.{3}|…)\s*\Z")


class Cue(NamedTuple):
    """``lines`` shown from ``start`` to ``end`` (seconds); ``stamps`` are the times as written; ``sign``: they stand
    somewhere in the picture, and go on in no other cue."""

    start: float
    end: float
    stamps: tuple[str, str]
    lines: tuple[str, ...]
    sign: bool = False


def read_subtitles(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The text of SRT or WebVTT subtitles; both languages of a cue, or of merged cues, are a row."""
    text, encoding = decode(data, name, encoding)
    cues = find_cues(text)
    before = text[: opening.start()] if (opening := BEFORE.search(text)) else ""
    if not cues and text.strip():
        raise InputError(
            "there are no subtitles in it: no line with times, such as 00:00:01,000 --> 00:00:04,000",
            path=name,
            advice="give it a name that ends in .txt if it is plain text",
        )
    omissions = [Omission("before the first cue", line) for line in before.split("\n") if line.strip()]
    return reading_of(cues, name, encoding, omissions)


def reading_of(
    cues: Sequence[Cue], name: str, encoding: str, omissions: Sequence[Omission] = (), merged: bool = True
) -> Reading:
    """The text of cues in the order of their times; not ``merged``: each is a row of its own, as a line of a song."""
    makers = [line for cue in cues for line in cue.lines if MAKERS.fullmatch(line)]
    if makers:
        cues = [cue._replace(lines=tuple(line for line in cue.lines if line not in makers)) for cue in cues]
    cues = _parted(cues)
    shown = [turns_of(cue.lines) for cue in cues]
    punctuated = [language for language in SIDES if merged and _is_punctuated(_texts(shown, language), language)]
    lines: list[Line] = []
    row = 0
    for first, last in _merged(cues, shown, punctuated):
        place = f"{cues[first].stamps[0]} --> {cues[last].stamps[1]}"
        sides = [_joined(shown[first : last + 1], language, language in punctuated) for language in SIDES]
        for texts in rows_of(*sides):
            for language, side in zip(SIDES, texts, strict=True):
                lines += [Line(text, language, "text", row, place) for text in side]
            row += 1
    told = [*omissions, *(Omission("who made the subtitles", line) for line in makers)]
    return assemble(lines, name, encoding, told)


def _parted(cues: Sequence[Cue]) -> list[Cue]:
    """The cues with both languages on a line (``你好 Hello.``) as two lines, where most of their lines are so."""
    lines = [line for cue in cues for line in cue.lines]
    parted = part_prose(lines, part_entries(lines))
    if not any(parted):
        return list(cues)
    parts = iter(parted)
    return [
        cue._replace(lines=tuple(line[a:b] for line in cue.lines for a, b in next(parts) or ((0, len(line)),)))
        for cue in cues
    ]


def is_subtitles(text: str) -> bool:
    """Whether most of ``text`` is cues: a line with times for every eight that are not empty, and three at least unless
    it begins with one (a text about subtitles may show some)."""
    if "-->" not in text:
        return False
    lines = [line for line in text.split("\n") if line.strip()]
    times = sum(bool(TIMING.match(line)) for line in lines)
    begins = len(lines) > 2 and lines[0].strip().isdigit() and bool(TIMING.match(lines[1]))
    return times >= (1 if begins else 3) and 8 * times >= len(lines)


def _texts(shown: Sequence[dict[Language, list[Turn]]], language: Language) -> list[str]:
    """What is spoken in each cue in ``language``."""
    return [join_wrapped([turn.text for turn in cue[language] if not turn.is_sound]) for cue in shown]


def _joined(shown: Sequence[dict[Language, list[Turn]]], language: Language, punctuated: bool) -> list[Turn]:
    """The turns of merged cues: the first of a cue goes on with the last of the cue before, unless the speaker changes.

    Without full stops a space shows where a cue ended, the only sign of where a sentence may end.
    """
    found: list[Turn] = []
    for cue in shown:
        for number, turn in enumerate(cue[language]):
            before = next((k for k in range(len(found) - 1, -1, -1) if not found[k].is_sound), None)
            # A sentence goes on behind a description of sound, which stands after it then.
            goes_on = before is not None and (before == len(found) - 1 or not SENTENCE_END.search(found[before].text))
            if number == 0 and before is not None and goes_on and turn.goes_with(found[before]):
                pieces = [found[before].text, turn.text]
                found[before] = found[before]._replace(text=join_wrapped(pieces) if punctuated else " ".join(pieces))
            else:
                found.append(turn)
    return found


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
    return together(sorted(cues, key=lambda cue: cue.start))


def together(cues: Sequence[Cue]) -> list[Cue]:
    """Cues with the same times made one: some programs write a cue for each language."""
    joined: list[Cue] = []
    for cue in cues:
        if joined and (joined[-1].start, joined[-1].end) == (cue.start, cue.end):
            joined[-1] = joined[-1]._replace(lines=joined[-1].lines + cue.lines)
        else:
            joined.append(cue)
    return joined


def cue_times(timing: re.Match[str]) -> tuple[float, float]:
    """Start and end, in seconds, of a match of ``TIMING``."""
    start, end = (_seconds(timing.groups()[k : k + 4]) for k in (0, 4))
    return start, end


def stamp(seconds: float) -> str:
    """A time as SubRip writes it."""
    whole = round(seconds * 1000)
    return f"{whole // 3_600_000:02}:{whole // 60_000 % 60:02}:{whole // 1000 % 60:02},{whole % 1000:03}"


def _stamps(timing: str) -> tuple[str, str]:
    start, _, end = timing.partition("-->")
    return start.strip(), end.strip()


def _seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds, fraction = parts
    return 3600 * int(hours or 0) + 60 * int(minutes or 0) + int(seconds or 0) + float(f"0.{fraction}")


def by_language(cue: Cue) -> dict[Language, str]:
    """The text of a cue in each language."""
    return {key: join_wrapped([turn.text for turn in turns]) for key, turns in turns_of(cue.lines).items()}


def _is_punctuated(texts: Sequence[str], language: Language) -> bool:
    given = [text for text in texts if text]
    if sum(bool(SENTENCE_END.search(text)) for text in given) >= PUNCTUATED * len(given) > 0:
        return True
    stops = sum(len(FULL_STOP[language].findall(text)) for text in given)
    length = sum(count_han(text) if language == "zh" else count_words(text) for text in given)
    return stops > 0 and length <= MOST_TO_A_STOP[language] * stops


def _merged(
    cues: Sequence[Cue], shown: Sequence[dict[Language, list[Turn]]], punctuated: Collection[Language]
) -> Iterator[tuple[int, int]]:
    """First and last cue of each group: from one to the next the sentence of a language goes on, until all end."""
    first = 0
    for index in range(1, len(cues) + 1):
        near = index < len(cues) and cues[index].start - cues[index - 1].end <= MAX_GAP
        near = near and not (cues[index].sign or cues[index - 1].sign)
        if near and _any_goes_on(shown[index - 1], shown[index], punctuated):
            continue
        while index - first > MAX_MERGED:
            last = _best_end(shown[first : first + MAX_MERGED + 1], punctuated)
            yield first, first + last
            first += last + 1
        if first < index:
            yield first, index - 1
        first = index


def _best_end(shown: Sequence[dict[Language, list[Turn]]], punctuated: Collection[Language]) -> int:
    """Where a run of too many cues is cut: behind the last cue that the fewest sentences go over."""
    going = [sum(_goes_on(a[k], b[k], k) for k in punctuated) for a, b in pairwise(shown)]
    return max(range(len(going)), key=lambda index: (-going[index], index))


def _any_goes_on(
    shown: dict[Language, list[Turn]], following: dict[Language, list[Turn]], punctuated: Collection[Language]
) -> bool:
    """Whether a sentence goes on in the next cue. Chinese that only lacks its mark ends where the English does."""
    going = {key for key in punctuated if _goes_on(shown[key], following[key], key)}
    if going != {"zh"} or "en" not in punctuated or not shown["en"]:
        return bool(going)
    return not (SENTENCE_END.search(shown["en"][-1].text) and BARE.search(shown["zh"][-1].text))


def _goes_on(turns: Sequence[Turn], following: Sequence[Turn], language: Language) -> bool:
    """Whether the sentence that ends ``turns`` goes on in ``following``."""
    spoken = [turn for turn in turns if not turn.is_sound]
    if not spoken or not following or not following[0].goes_with(spoken[-1]):
        return False
    text, after = spoken[-1].text, following[0].text
    lower = after.lstrip("\"'“‘(…. ")[:1].islower()
    if language == "en" and (DANGLING.search(text) or (ELLIPSIS.search(text) and lower)):
        return True
    # What follows a colon, a list or speech, is a sentence of its own.
    if SENTENCE_END.search(text) or text.rstrip().endswith((":", "：")):
        return False
    return language == "zh" or lower or bool(NO_SENTENCE_END.search(text)) or after[:2] in ("I ", "I'")
