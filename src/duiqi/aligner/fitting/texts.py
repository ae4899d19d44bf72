"""A text to fit on: its sentences, and the beads that are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from duiqi.aligner.candidates.lattice import MAX_RUN

Span = tuple[int, int, int, int]  # first Chinese and English sentence, number of Chinese and English sentences


@dataclass(frozen=True, slots=True)
class Text:
    """Sentences of both sides and the gold beads, which tile them in order. ``document`` names its origin."""

    document: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    beads: tuple[Span, ...]
    weight: float = 1.0


def tiling(beads: Sequence[tuple[Sequence[int], Sequence[int]]], n: int, m: int) -> tuple[Span, ...]:
    """Gold beads as spans that tile ``n`` Chinese and ``m`` English sentences in order; beads that cross become one."""
    merged: list[tuple[list[int], list[int]]] = []
    for zh, en in sorted((sorted(zh), sorted(en)) for zh, en in beads if zh and en):
        while merged and merged[-1][1][-1] > en[0]:
            before = merged.pop()
            zh, en = sorted(before[0] + zh), sorted(before[1] + en)
        merged.append((zh, en))
    spans: list[Span] = []
    i = j = 0
    for zh, en in [*merged, ([n], [m])]:
        spans += [(k, j, 1, 0) for k in range(i, zh[0])]
        spans += [(zh[0], k, 0, 1) for k in range(j, en[0])]
        i, j = zh[-1] + 1, en[-1] + 1
        if zh[0] < n:
            spans.append((zh[0], en[0], i - zh[0], j - en[0]))
    return tuple(spans)


def with_runs(beads: Sequence[Span]) -> list[Span]:
    """The beads with neighbouring null beads of one side joined into runs of up to MAX_RUN."""
    out: list[Span] = []
    for i, j, n_zh, n_en in beads:
        if out and not (n_zh and n_en):
            first, other, zh_run, en_run = out[-1]
            if not (zh_run and en_run) and bool(zh_run) == bool(n_zh) and zh_run + en_run < MAX_RUN:
                out[-1] = (first, other, zh_run + n_zh, en_run + n_en)
                continue
        out.append((i, j, n_zh, n_en))
    return out


def text_of_beads(name: str, sides: tuple[Sequence[str], Sequence[str]], beads: Sequence[tuple[range, range]]) -> Text:
    """The sentences of beads that follow each other, with these beads."""
    zh, en = sides
    spans: list[Span] = []
    i = j = 0
    for of_zh, of_en in beads:
        spans.append((i, j, len(of_zh), len(of_en)))
        i, j = i + len(of_zh), j + len(of_en)
    return Text(
        name,
        tuple(zh[k] for of_zh, _ in beads for k in of_zh),
        tuple(en[k] for _, of_en in beads for k in of_en),
        tuple(spans),
    )


def cut(text: Text, size: int) -> list[Text]:
    """The text in pieces of ``size`` beads; a rest of less than half of it stays with the piece before."""
    edges = list(range(0, len(text.beads), size)) or [0]
    if len(edges) > 1 and len(text.beads) - edges[-1] < size / 2:
        edges.pop()
    pieces = []
    for first, last in zip(edges, [*edges[1:], len(text.beads)], strict=True):
        beads = text.beads[first:last]
        ranges = [(range(i, i + n), range(j, j + m)) for i, j, n, m in beads]
        pieces.append(text_of_beads(f"{text.document}/{first}", (text.zh, text.en), ranges))
    return pieces
