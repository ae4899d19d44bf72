"""Accuracy and calibration of the aligner on gold folders.

    python -m tests.benchmarks.accuracy GOLD_FOLDER... [--pieces 5 10 20 40] [--delete 0.06] [--json FILE]

A gold folder has ``src/NNN`` and ``tgt/NNN``, a sentence a line, and ``gold/NNN.align`` with lines ``[0, 1]:[2]``.
The packaged weights are fitted on some of the development sets, so figures on those are not held-out ones; for these
see the ``left_out`` block of ``weights.json``, written by ``data/weights/fit.py``.

Intervals are 95%, by bootstrap over documents; a folder with one document is resampled by blocks of 50 beads. ``ECE``
is the expected calibration error over 10 bins of equal mass. ``--pieces N`` cuts every text into pieces of N beads,
aligned each on its own. ``--delete P`` takes a share P of the matched beads away on the Chinese side and as many others
on the English side, once singly and once in runs of 2 to 25, and counts the orphaned sentences that are left alone.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from data.weights.texts import Span, Text, pieces, read_texts
from duiqi import align_sentences
from duiqi.evaluation import GoldDocument, Scores, Tally, evaluate, read_gold
from tests.benchmarks.measures import (
    SEED,
    SURE,
    Judged,
    Statistic,
    as_index,
    intervals,
    judge,
    span_index,
    table,
    units,
)

STATISTICS: dict[str, Statistic] = {
    f"{name} {part}": (lambda scores, name=name, part=part: getattr(getattr(scores, name), part))  # type: ignore[misc]
    for name in ("strict", "lax", "links", "nulls")
    for part in ("precision", "recall", "f1")
}
STATISTICS["published strict f1"] = lambda scores: scores.published.f1


def whole(documents: Sequence[GoldDocument]) -> dict[str, Any]:
    """Scores, intervals and calibration of whole documents."""
    beads = [align_sentences(d.zh, d.en).beads for d in documents]
    gold = [d.beads for d in documents]
    predicted = [as_index(b) for b in beads]
    total = sum((evaluate(p, g) for p, g in zip(predicted, gold, strict=True)), Scores())
    drawn_from, what = units(predicted, gold)
    between = intervals(drawn_from, STATISTICS)
    return {
        "documents": len(documents),
        "resampled": f"by resampling {len(drawn_from)} {what}" if between else "left out: too little to resample",
        "scores": {
            name: {"value": statistic(total), "interval": between.get(name)} for name, statistic in STATISTICS.items()
        },
        "types": {name: tally(counts) for name, counts in total.by_type.items()},
        "nulls": tally(total.nulls),
        "calibration": {
            kind: _calibration(sum((judge(b, g, null) for b, g in zip(beads, gold, strict=True)), Judged()))
            for kind, null in (("match", False), ("null", True))
        },
    }


def tally(counts: Tally) -> dict[str, float]:
    """Counts and what follows from them."""
    return {
        "precision": counts.precision,
        "recall": counts.recall,
        "f1": counts.f1,
        "predicted": counts.predicted,
        "gold": counts.gold,
    }


def _calibration(judged: Judged) -> dict[str, float]:
    share, precision = judged.at_least(SURE)
    return {
        "beads": len(judged.score),
        "ece": judged.calibration_error(),
        "sure_share": share,
        "sure_precision": precision,
    }


def in_pieces(texts: Sequence[Text], size: int) -> dict[str, float]:
    """Strict scores of all texts cut into pieces of ``size`` beads."""
    rng = random.Random(SEED)
    cut = [piece for text in texts for piece in pieces(text, (size,), rng)]
    total = sum((evaluate(align_sentences(t.zh, t.en), span_index(t.beads)) for t in cut), Scores())
    return {"texts": len(cut), **tally(total.strict)}


def with_deletions(texts: Sequence[Text], share: float, runs: bool) -> dict[str, float]:
    """Share of orphaned sentences left alone, and strict scores, after deletions on both sides."""
    rng = random.Random(SEED)
    orphans = recognised = 0
    total, nulls = Scores(), Judged()
    for text in texts:
        damaged, orphaned = deleted(text, share, runs, rng)
        beads = align_sentences(damaged.zh, damaged.en).beads
        alone = {("zh", i) for b in beads if not b.en for i in b.zh} | {
            ("en", j) for b in beads if not b.zh for j in b.en
        }
        orphans, recognised = orphans + len(orphaned), recognised + len(alone & orphaned)
        total = total + evaluate(as_index(beads), span_index(damaged.beads))
        nulls = nulls + judge(beads, span_index(damaged.beads), null=True)
    return {
        "orphans": orphans,
        "recognised": recognised / max(orphans, 1),
        "null_precision": sum(nulls.right) / max(len(nulls.right), 1),
        "null_ece": nulls.calibration_error(),
        **tally(total.strict),
    }


def deleted(text: Text, share: float, runs: bool, rng: random.Random) -> tuple[Text, set[tuple[str, int]]]:
    """The text with one side of ``2 · share`` of its match beads taken away, and the sentences this leaves alone."""
    matched = [k for k, (_, _, n_zh, n_en) in enumerate(text.beads) if n_zh and n_en]
    wanted = round(share * len(matched))
    gone: dict[int, int] = {}
    for side in (0, 1):
        left = wanted
        while left:
            at, length = rng.randrange(len(matched)), rng.randint(2, 25) if runs else 1
            run = [k for k in matched[at : at + min(length, left)] if k not in gone]
            gone.update(dict.fromkeys(run, side))
            left -= len(run)
    zh: list[str] = []
    en: list[str] = []
    beads: list[Span] = []
    orphaned: set[tuple[str, int]] = set()
    for k, (i, j, n_zh, n_en) in enumerate(text.beads):
        n_zh, n_en = (0 if gone.get(k) == 0 else n_zh), (0 if gone.get(k) == 1 else n_en)
        alone = [("zh", len(zh) + step) for step in range(n_zh)] if not n_en else []
        alone += [("en", len(en) + step) for step in range(n_en)] if not n_zh else []
        beads += [(at, len(en), 1, 0) if side == "zh" else (len(zh), at, 0, 1) for side, at in alone]
        beads += [(len(zh), len(en), n_zh, n_en)] if n_zh and n_en else []
        orphaned |= set(alone) if k in gone else set()
        zh += text.zh[i : i + n_zh]
        en += text.en[j : j + n_en]
    return replace(text, zh=tuple(zh), en=tuple(en), beads=tuple(beads)), orphaned


def shown(score: Mapping[str, Any]) -> str:
    """A figure with its interval, where there is one."""
    low, high = score["interval"] or (None, None)
    return f"{score['value']:.4f}" + (f" [{low:.3f}–{high:.3f}]" if score["interval"] else "")


def report(name: str, result: Mapping[str, Any]) -> Iterator[str]:
    """The figures of a folder as plain text."""
    count = result["documents"]
    yield f"{name}: {count} document{'s' * (count != 1)}; intervals {result['resampled']}"
    scores = result["scores"]
    rows = []
    for kind in ("strict", "lax", "links", "nulls"):
        cells = [scores[f"{kind} {part}"] for part in ("precision", "recall", "f1")]
        rows.append([kind, *map(shown, cells)])
    yield table(["", "precision", "recall", "F1"], rows)
    yield f"strict F1 as in Vecalign's and Bertalign's scripts: {scores['published strict f1']['value']:.4f}"
    yield ""
    rows = [
        [
            kind,
            *(f"{t[part]:.3f}" for part in ("precision", "recall", "f1")),
            *(str(t[c]) for c in ("predicted", "gold")),
        ]
        for kind, t in result["types"].items()
        if t["gold"]
    ]
    yield table(["type", "precision", "recall", "F1", "predicted", "gold"], rows)
    yield ""
    rows = [
        [kind, str(c["beads"]), f"{c['ece']:.4f}", f"{c['sure_share']:.3f}", f"{c['sure_precision']:.4f}"]
        for kind, c in result["calibration"].items()
    ]
    yield table(["calibration", "beads", "ECE", f"at ≥ {SURE}", "of these right"], rows)
    if result["pieces"]:
        yield ""
        rows = [[size, str(p["texts"]), f"{p['f1']:.4f}"] for size, p in result["pieces"].items()]
        yield table(["pieces of", "texts", "strict F1"], rows)
    if result["deletions"]:
        yield ""
        columns = ("recognised", "null_precision", "null_ece", "f1")
        rows = [
            [how, str(d["orphans"]), *(f"{d[column]:.4f}" for column in columns)]
            for how, d in result["deletions"].items()
        ]
        yield table(["deleted", "orphans", "recognised", "null precision", "null ECE", "strict F1"], rows)
    yield ""


def measure(folder: Path, sizes: Sequence[int], delete: float) -> dict[str, Any]:
    """All figures of a gold folder."""
    result = whole(list(read_gold(folder)))
    texts = read_texts(folder)
    result["pieces"] = {str(size): in_pieces(texts, size) for size in sizes}
    result["deletions"] = (
        {how: with_deletions(texts, delete, how == "in runs") for how in ("singly", "in runs")} if delete else {}
    )
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", metavar="GOLD_FOLDER")
    parser.add_argument("--pieces", type=int, nargs="+", default=[], metavar="N")
    parser.add_argument("--delete", type=float, default=0.0, metavar="SHARE")
    parser.add_argument("--json", type=Path, metavar="FILE")
    arguments = parser.parse_args()
    results = {}
    for folder in arguments.folders:
        results[folder.name] = measure(folder, arguments.pieces, arguments.delete)
        print("\n".join(report(folder.name, results[folder.name])), flush=True)
    if arguments.json:
        arguments.json.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
