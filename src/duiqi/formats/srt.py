"""SubRip subtitles: text to be aligned, or bilingual ones, a pair a cue; written from pairs that have times.

A pair made of several cues, or of two files with different times, is shown from the first to the last of its times.

Read: cues with their times.
Left out: marks of styles, numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import BinaryIO

from duiqi.blocks.contents import read_whole
from duiqi.blocks.cues import TIMING, Cue, by_language, cue_times, find_cues, is_subtitles, read_subtitles, stamp
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.io.encoding import decode
from duiqi.joining import join_chinese
from duiqi.model import Bead, Pair
from duiqi.pairs.fields import Labels, Source, Written, one_line
from duiqi.text.language import language_of
from duiqi.tmx import ONE_SIDED

UNTIMED = "they have no times, without which there are no subtitles"
Times = tuple[float, float]


def srt_lines(pairs: Iterable[Pair], labels: Labels, written: Written) -> Iterator[str]:
    """The cues of a SubRip file, the source language above the other; pairs with the same times are one cue.

    Pairs without times, or with an empty side, are skipped and counted.
    """
    groups = groupby(_timed(pairs, written), key=lambda timed: timed[0])
    for number, ((start, end), group) in enumerate(groups, 1):
        texts = [text for _, text in group]
        sides = [join_chinese([zh for zh, _ in texts]), " ".join(en for _, en in texts)]
        if labels.srclang != "zh":
            sides.reverse()
        written.units += len(texts)
        yield f"{number}\n{stamp(start)} --> {stamp(end)}\n{sides[0]}\n{sides[1]}\n\n"


def _timed(pairs: Iterable[Pair], written: Written) -> Iterator[tuple[Times, tuple[str, str]]]:
    for pair in pairs:
        times = [cue_times(match) for match in TIMING.finditer(pair.place)]
        if not times:
            written.no_place[UNTIMED] += 1
            continue
        zh, en = (one_line(text, written).replace("-->", "→") for text in (pair.zh, pair.en))
        if zh and en:
            yield (min(start for start, _ in times), max(end for _, end in times)), (zh, en)
        else:
            written.skip_one_sided()


def read_srt(stream: BinaryIO, source: Source) -> Iterator[Pair]:
    """The cues with text in both languages, as pairs, with their times as places. A file is read whole."""
    if source.need_ids:
        raise InputError("has no sentence numbers", path=source.path)
    data = read_whole(stream, source.path)
    cues = find_cues(decode(data, source.path, source.options.encoding)[0]) if data else []
    orders = Counter(tuple(map(language_of, cue.lines)) for cue in cues)
    count = 0
    for cue in cues:
        zh, en = _sides(cue, chinese_first=orders["zh", "en"] >= orders["en", "zh"])
        if not (zh and en):
            source.lost[ONE_SIDED] += 1
            continue
        number = range(count, count + 1)
        yield Pair(zh, en, 1.0, Bead(number, number, 1.0), place=" --> ".join(cue.stamps))
        count += 1


def _sides(cue: Cue, chinese_first: bool) -> tuple[str, str]:
    """The Chinese and the English of a cue. Two lines are told apart by their order where their letters do not tell."""
    if len(cue.lines) != 2:
        found = by_language(cue)
        return found["zh"], found["en"]
    languages = [language_of(line) for line in cue.lines]
    if "zh" in languages and "en" in languages:
        chinese_first = languages[0] == "zh"
    zh, en = cue.lines if chinese_first else reversed(cue.lines)
    return zh, en


FORMAT = Format(
    name="srt",
    label="SubRip subtitles",
    suffixes=(".srt",),
    read_document=read_subtitles,
    recognises=is_subtitles,
    read_pairs=read_srt,
    has_encoding=True,
    write_pairs=srt_lines,
    keeps_unaligned=False,
    # Most subtitles are in one language, and a sentence goes over several cues: they are aligned.
    is_pairs=lambda head: False,
)
