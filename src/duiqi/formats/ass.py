"""Advanced SubStation subtitles (ASS, SSA), as Aegisub writes them: the text of the dialogue, without styling.

Most bilingual ones have an event for each language, in a style of its own, with times that may differ a little. pysubs2
reads the format too, but passes over lines that it cannot read, without telling which.

Read: dialogue with its times, behind it what stands somewhere in the picture.
Left out: styles, comments, drawings, effects.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from duiqi.blocks.contents import Reading
from duiqi.blocks.cues import Cue, reading_of, stamp, together
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.io.encoding import decode
from duiqi.io.text_lines import text_lines
from duiqi.model import Language, Omission
from duiqi.text.language import language_of

TIME = re.compile(r"(\d{1,3}):(\d{1,2}):(\d{1,2})(?:[.:,](\d{1,3}))?\Z")
# The columns of the events where the file does not tell them; those of SSA differ in the first only.
COLUMNS = ["layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text"]
BREAK = re.compile(r"\\[Nn]")
BRACES = re.compile(r"\{[^{}]*\}")
# Drawing: from \p1 to \p0 what looks like text is a shape.
DRAWING = re.compile(r"\{[^{}]*\\p[1-9][^{}]*\}.*?(?:\{[^{}]*\\p0[^{}]*\}|\Z)", re.DOTALL)
# Where an event is shown; of the styles of signs most events have such a place. A choice.
PLACE = re.compile(r"\{[^{}]*\\(?:pos|move)\s*\(")
PLACED = 0.8
# Events in two languages are one cue when they are shown together for half of the time of the longer: a choice; in
# a lecture of the development files (MIT 6.001, 1a) all but one of 1,033 are shown together for .9 or more.
TOGETHER = 0.5
ADVICE = "open it in Aegisub and save it again"


def read_ass(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The events in the order of their times; those in two languages at one time are a row.

    Raises InputError for an event without readable times or text, with its line, and for a file without events.
    """
    text, encoding = decode(data, name, encoding)
    omissions: list[Omission] = []
    events = list(_cues(text, name, omissions))
    signs = _signs(events)
    cues = sorted((cue for style, _, cue in events if style not in signs), key=lambda cue: cue.start)
    shown = [cue._replace(sign=True) for style, _, cue in events if style in signs]
    cues = [*_beside(together(cues)), *_beside(together(sorted(shown, key=lambda cue: cue.start)))]
    if not cues:
        raise InputError("there is no dialogue in it: no line that begins with Dialogue:", path=name, advice=ADVICE)
    return reading_of(cues, name, encoding, omissions)


def _signs(events: Sequence[tuple[str, bool, Cue]]) -> set[str]:
    """The styles of what stands somewhere in the picture: most of their events have a place of their own, and there is
    another style in the same language that has more."""
    counts = Counter(style for style, _, _ in events)
    placed = Counter(style for style, is_placed, _ in events if is_placed)
    if not any(placed[style] >= PLACED * count for style, count in counts.items()):
        return set()
    languages: dict[str, set[Language]] = {}
    for style, _, cue in events:
        languages.setdefault(style, set()).update(_languages(cue))
    usual = [style for style in counts if placed[style] < PLACED * counts[style]]
    return {
        style
        for style, count in counts.items()
        if placed[style] >= PLACED * count
        and languages[style]
        and all(
            any(language in languages[each] and counts[each] > count for each in usual) for language in languages[style]
        )
    }


def _cues(text: str, name: str, omissions: list[Omission]) -> Iterator[tuple[str, bool, Cue]]:
    """The dialogue: of each event its style, whether it has a place of its own, and the cue; comments go to
    ``omissions``."""
    columns = COLUMNS
    for number, line in text_lines(text):
        kind, _, rest = line.strip().partition(":")
        if kind == "Format" and "Text" in rest:
            columns = [column.strip().lower() for column in rest.split(",")]
        elif kind == "Comment":
            omissions.append(Omission("comment", _words(rest.split(",", len(columns) - 1)[-1])))
        elif kind == "Dialogue":
            event = dict(zip(columns, rest.strip().split(",", len(columns) - 1), strict=False))
            yield event.get("style", ""), PLACE.search(event.get("text", "")) is not None, _cue(event, name, number)


def _cue(event: dict[str, str], name: str, number: int) -> Cue:
    times = [TIME.match(event.get(key, "").strip()) for key in ("start", "end")]
    if not all(times) or "text" not in event:
        raise InputError(
            "this event has no times, such as 0:00:01.50,0:00:04.00, or no text", path=name, line=number, advice=ADVICE
        )
    start, end = (
        3600 * int(time[1]) + 60 * int(time[2]) + int(time[3]) + float(f"0.{time[4] or 0}") for time in times if time
    )
    lines = [line.strip() for line in _words(event["text"]).split("\n")]
    return Cue(start, end, (stamp(start), stamp(end)), tuple(line for line in lines if line))


def _words(text: str) -> str:
    """The text of an event, with a line break for each of its own."""
    if "{" in text:
        text = BRACES.sub("", DRAWING.sub("", text))
    return BREAK.sub("\n", text).replace("\\h", " ")


def _beside(cues: Sequence[Cue]) -> list[Cue]:
    """Cues in one language each that are shown together made one; a line that stands twice in a cue (a shadow of it on
    another layer), once."""
    joined: list[Cue] = []
    last: set[Language] = set()  # the languages of the last one
    for cue in cues:
        if not cue.lines:
            continue
        languages = _languages(cue)
        if joined and len(last) == len(languages) == 1 and last != languages and _are_together(joined[-1], cue):
            before = joined.pop()
            start, end = min(before.start, cue.start), max(before.end, cue.end)
            cue = Cue(start, end, (stamp(start), stamp(end)), before.lines + cue.lines, cue.sign)
            languages |= last
        joined.append(cue)
        last = languages
    return [cue._replace(lines=tuple(dict.fromkeys(cue.lines))) for cue in joined]


def _languages(cue: Cue) -> set[Language]:
    return {language for line in cue.lines if (language := language_of(line))}


def _are_together(first: Cue, second: Cue) -> bool:
    """Whether both are shown at one time for most of it."""
    both = min(first.end, second.end) - max(first.start, second.start)
    return both >= TOGETHER * max(first.end - first.start, second.end - second.start) > 0


FORMAT = Format(
    name="ass",
    label="Advanced SubStation subtitles (ASS, SSA)",
    suffixes=(".ass", ".ssa"),
    read_document=read_ass,
    recognises=lambda text: text.lstrip("\ufeff \t\r\n")[:13].lower() == "[script info]",
)
