"""Who says what in a cue of subtitles: the speakers, told apart by leading dashes, and descriptions of sound."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from duiqi.model import Language
from duiqi.structure.hard_lines import join_wrapped
from duiqi.structure.joint.splits import split_languages
from duiqi.text.chars import HAN
from duiqi.text.language import language_of
from duiqi.text.late_patterns import late_pattern

# The dash of a speaker, or the arrows of American captions; -5 is a figure, —— and -- are dashes of the text.
SPEAKER = re.compile(r"\s*(?:>{2,3}|[-–—‐](?![-–—‐\d]))\s*(?=\S)")
# A second speaker on the line of the first: - Hello. - Hi.
SPEAKER_INSIDE = late_pattern(
    rf"(?<=[.!?。！？…\"”])\s+(?=[-–—‐](?![-–—‐\d]))|(?<=[。！？])(?=[-–—‐](?![-–—‐\d]))|(?<=[{HAN}])\s+(?=[-–—‐][{HAN}“])|\s+(?=>>)"
)
TURN_END = re.compile("[.!?。！？…][\"'”’」』）)]*\\s*\\Z")
# Characters in which it is looked for: a cue of many lines would be searched through once a line.
TAIL = 20

# A description of sound is a line in brackets, or a part between sentences that names a sound: [music], （掌声）.
BRACKET = re.compile("[\\[【（(]")
BRACKETED = re.compile(r"(?:\[[^\[\]]{1,80}\]|【[^【】]{1,80}】|（[^（）]{1,80}）|\([^()]{1,80}\))")
SOUND = re.compile(
    r"\b(?:laugh|applau|music|cheer|sigh|cough|sob|scream|gasp|chuckl|groan|inaudible|silence|singing|clears throat"
    r"|crying|crowd|clapping|knock|ringing|beep|noise)"
    "|笑|掌声|掌聲|鼓掌|音乐|音樂|歌声|歌聲|叹|嘆|咳|尖叫|欢呼|歡呼|沉默|[声聲]\\W?\\Z",
    re.IGNORECASE,
)
AFTER_SOUND = late_pattern(rf"\s*(?:\Z|[A-Z\"“‘>{HAN}-])")


class Turn(NamedTuple):
    """What one speaker says, or a description of sound; ``starts`` where a dash opens it."""

    text: str
    is_sound: bool = False
    starts: bool = False

    def goes_with(self, before: Turn) -> bool:
        """Whether it may go on with what ``before`` says."""
        return not (self.starts or self.is_sound or before.is_sound)


def turns_of(lines: Sequence[str]) -> dict[Language, list[Turn]]:
    """The turns of the lines of a cue in each language. Lines without letters go with the line before."""
    found: dict[Language, list[Turn]] = {"zh": [], "en": []}
    current: Language | None = None
    dashes = sum(bool(SPEAKER.match(line)) for line in lines)
    for line in lines:
        cut = split_languages(line)
        for part in (line[: cut[0]], line[cut[1] :]) if cut else (line,):
            current = language_of(part) or current or "en"
            for turn in _turns_of_line(part, found[current], alone=len(lines) == 1, dashes=dashes):
                _add(found[current], turn)
    return found


def _turns_of_line(line: str, before: Sequence[Turn], *, alone: bool, dashes: int) -> list[Turn]:
    """The turns of one line. Where a cue is a single line with a single dash, that is part of the text."""
    inside = SPEAKER_INSIDE.split(line) if SPEAKER.match(line) else [line]
    if alone and len(inside) == 1 and not line.lstrip().startswith(">>"):
        return _sounds_apart(Turn(line))
    # A dash that opens a line inside a sentence is a dash: the dog / – a big one – ran.
    may_start = dashes > 1 or not before or TURN_END.search(before[-1].text[-TAIL:])
    found: list[Turn] = []
    for piece in inside:
        dash = SPEAKER.match(piece) if may_start else None
        found += _sounds_apart(Turn(piece[dash.end() :] if dash else piece, starts=dash is not None))
    return found


def _sounds_apart(turn: Turn) -> list[Turn]:
    """The turn cut at the descriptions of sound in it."""
    text = turn.text.strip()
    if not BRACKET.search(text):
        return [Turn(text, starts=turn.starts)] if text else []
    if BRACKETED.fullmatch(text):
        return [Turn(text, is_sound=True, starts=turn.starts)]
    found: list[Turn] = []
    start = 0
    for match in BRACKETED.finditer(text):
        before = text[start : match.start()].rstrip()[-8:]
        around = (not before or TURN_END.search(before)) and AFTER_SOUND.match(text, match.end())
        if around and SOUND.search(match[0][1:-1]):
            if text[start : match.start()].strip():
                found.append(Turn(text[start : match.start()].strip(), starts=turn.starts and not found))
            found.append(Turn(match[0], is_sound=True, starts=turn.starts and not found))
            start = match.end()
    if text[start:].strip():
        found.append(Turn(text[start:].strip(), starts=turn.starts and not found))
    return found


def _add(turns: list[Turn], turn: Turn) -> None:
    """``turn`` added, or joined to the last one when its line goes on."""
    if turns and turn.goes_with(turns[-1]):
        turns[-1] = Turn(join_wrapped([turns[-1].text, turn.text]), starts=turns[-1].starts)
    else:
        turns.append(turn)


def rows_of(zh: Sequence[Turn], en: Sequence[Turn]) -> list[tuple[list[str], list[str]]]:
    """Which turns of the two languages stand side by side.

    With as many turns on both sides, each beside its own, and descriptions of sound beside each other; otherwise all
    in one row.
    """
    chinese, english = _by_speech(zh), _by_speech(en)
    if len(chinese) != len(english):
        return [([turn.text for turn in zh], [turn.text for turn in en])]
    rows: list[tuple[list[str], list[str]]] = []
    for (zh_sounds, zh_speech), (en_sounds, en_speech) in zip(chinese, english, strict=True):
        rows += [(zh_sounds, en_sounds), (zh_speech, en_speech)]
    return [row for row in rows if row[0] or row[1]]


def _by_speech(turns: Sequence[Turn]) -> list[tuple[list[str], list[str]]]:
    """Each spoken turn with the descriptions before it; those behind the last one with none."""
    found: list[tuple[list[str], list[str]]] = []
    sounds: list[str] = []
    for turn in turns:
        if turn.is_sound:
            sounds.append(turn.text)
        else:
            found.append((sounds, [turn.text]))
            sounds = []
    return [*found, (sounds, [])]
