"""Lists of contents, whose entries stand again in the text: they are left out, of both sides or of neither."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from duiqi.blocks.typed.contents.lists import returning_lists
from duiqi.model import SIDES, Document, Omission
from duiqi.structure import side

REASON = "table of contents"
# A list of one side is that of the other where they are as long, but for an entry in ten that was set apart otherwise.
ALIKE = 0.9

List = Sequence[int]


def without_contents(zh: Document, en: Document) -> tuple[Document, Document]:
    """The documents, or one that is given twice, without the paragraphs of lists of contents that both sides have.

    These are among the omissions, and told in the notes. Files that mark their headings come back as they are: their
    readers know what is a list of contents.
    """
    if any(hint.kind == "heading" for document in (zh, en) for hint in document.hints):
        return zh, en
    sides = [side(document, language) for document, language in zip((zh, en), SIDES, strict=True)]
    texts = [[d.text[p.start : p.end] for _, p in found] for d, found in zip((zh, en), sides, strict=True)]
    lists = _alike(*map(returning_lists, texts))
    gone = [{found[k][0] for paragraphs in own for k in paragraphs} for found, own in zip(sides, lists, strict=True)]
    if not gone[0]:
        return zh, en
    if zh is en:
        both = _without(zh, gone[0] | gone[1])
        return both, both
    return _without(zh, gone[0]), _without(en, gone[1])


def _alike(zh: Sequence[List], en: Sequence[List]) -> tuple[list[List], list[List]]:
    """The lists that both sides have, each with its like further on; all, where they are as long only taken together,
    since one side's are joined otherwise."""
    found: tuple[list[List], list[List]] = [], []
    rest = list(en)
    for own in zh:
        like = next((k for k, other in enumerate(rest) if _as_long([own], [other])), None)
        if like is not None:
            found[0].append(own)
            found[1].append(rest[like])
            rest = rest[like + 1 :]
    together = zh and en and not found[0] and _as_long(zh, en)
    return (list(zh), list(en)) if together else found


def _as_long(zh: Sequence[List], en: Sequence[List]) -> bool:
    sizes = [sum(map(len, lists)) for lists in (zh, en)]
    return min(sizes) >= ALIKE * max(sizes)


def _without(document: Document, gone: Collection[int]) -> Document:
    kept = tuple(paragraph for k, paragraph in enumerate(document.paragraphs) if k not in gone)
    left = [document.text[p.start : p.end] for k, p in enumerate(document.paragraphs) if k in gone]
    note = f"left out, {REASON}: {len(left):,} lines, which stand again in the text"
    return replace(
        document,
        paragraphs=kept,
        omissions=(*document.omissions, *(Omission(REASON, text) for text in left)),
        notes=(*document.notes, note),
    )
