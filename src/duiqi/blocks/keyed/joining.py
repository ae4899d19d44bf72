"""One document with rows, of two documents and the numbers of the texts in them that belong together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from duiqi.blocks.contents import Line, assemble
from duiqi.blocks.cues import SENTENCE_END
from duiqi.blocks.keyed.keys import rows_by_key
from duiqi.blocks.keyed.times import rows_by_time
from duiqi.blocks.turns import BRACKETED
from duiqi.model import Document, Hint, Language

Row = tuple[Sequence[int], Sequence[int]]


def joined(zh: Document, en: Document) -> Document | None:
    """The two as one document, a row for all that has one key or one time; None where they have neither in common.

    The text is put together anew, so what was repaired before in either document (``edits``) is not told in it.
    Raises InputError where both have keys throughout, and none of one is in the other.
    """
    by_key = rows_by_key(zh, en)
    rows, kind = (by_key, "keys") if by_key is not None else (rows_by_time(zh.hints, en.hints), "times")
    if rows is None:
        return None
    reading = assemble(_lines(zh, en, rows, is_spoken=by_key is None), f"{zh.source} {en.source}")
    told = [f"{document.source}: {note}" for document in (zh, en) for note in document.notes]
    return Document(
        source=f"{zh.source} {en.source}",
        text=reading.text,
        encoding=zh.encoding,
        format="; ".join(dict.fromkeys((zh.format, en.format))),
        hints=reading.hints,
        omissions=(*zh.omissions, *en.omissions),
        notes=(*told, f"paired by the {kind} of the two files"),
    )


def _lines(zh: Document, en: Document, rows: Sequence[Row], is_spoken: bool) -> Iterator[Line]:
    sides: tuple[tuple[Document, Language], ...] = ((zh, "zh"), (en, "en"))
    number = 0
    for row in rows:
        found: list[tuple[str, str, Hint, Language]] = []
        for (document, language), texts in zip(sides, row, strict=True):
            hints = [document.hints[k] for k in texts]
            lines = [(document.text[hint.start : hint.end], hint) for hint in hints]
            found += [(*line, language) for line in (_spoken(lines) if is_spoken else _as_they_are(lines))]
        # Sounds that one file alone describes are in no pair.
        told = {line[-1] for line in found if BRACKETED.fullmatch(line[0])} if is_spoken else set()
        alone = [len(told) == 1 and BRACKETED.fullmatch(line[0]) is not None for line in found]
        for is_alone in (True, False):
            for (text, place, hint, language), own in zip(found, alone, strict=True):
                if own == is_alone:
                    yield Line(text, language, hint.kind or "text", number + (not own), place, hint.key)
        number += 2


def _as_they_are(lines: Sequence[tuple[str, Hint]]) -> Iterator[tuple[str, str, Hint]]:
    for text, hint in lines:
        yield text, hint.place, hint


def _spoken(lines: Sequence[tuple[str, Hint]]) -> Iterator[tuple[str, str, Hint]]:
    """Cues of a row, one that ends no sentence with the next, between them a space, as in a cue of both languages."""
    pieces: list[str] = []
    sounds: list[tuple[str, str, Hint]] = []
    first = last = ""
    for number, (text, hint) in enumerate(lines):
        start, _, end = hint.place.partition(" --> ")
        # A sentence goes on behind a description of sound.
        if sound := BRACKETED.fullmatch(text) is not None:
            sounds.append((text, hint.place, hint))
        else:
            pieces.append(text)
            first, last = first or start, end
        if number == len(lines) - 1 or not pieces or (not sound and SENTENCE_END.search(text)):
            if pieces:
                yield " ".join(pieces), f"{first} --> {last}", hint
            yield from sounds
            pieces, sounds, first = [], [], ""
