"""Reliability diagram of the scores of documents left out of the fit; writes docs/reliability.svg.

    python -m data.weights.fit SHARED --outcomes OUTCOMES.json
    python -m tests.benchmarks.reliability OUTCOMES.json [--weights FILE] [--output FILE]

Each point is a tenth of a set's beads, by score: across, their mean score; up, the share that is right, with its 95%
interval (Wilson 1927). Both axes are in log-odds, or the points, most of which are above .9, would lie on one another.
Calibration, which has seven parameters a round, was fitted on these same documents. Sets that are not fitted on, such
as wmt22, are aligned by the weights of all documents.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from duiqi.aligner.scoring.calibration import Calibration, NullEvidence, calibrated
from tests.benchmarks.measures import ROOT, SURE, Judged, table

OUTPUT = ROOT / "docs" / "reliability.svg"
WEIGHTS = ROOT / "src" / "duiqi" / "data" / "weights.json"
# Sets with fewer predictions are only in the printed table.
SMALLEST = 100
ALONE = "sentences left alone"
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")  # Okabe and Ito's palette
TICKS = (0.01, 0.05, 0.2, 0.5, 0.8, 0.95, 0.99, 0.999)
LOW, HIGH = 0.005, 0.9995
SIDE, LEFT, TOP, LEGEND = 440, 60, 20, 24


def series(
    outcomes: Sequence[Mapping[str, Any]], calibration: Mapping[str, Mapping[str, Sequence[float]]]
) -> dict[str, Judged]:
    """Judged scores of match beads by set, of those in all pieces and in texts cut short, and last of null beads.

    Copies with passages missing and pieces of damaged ones are only in the table of kinds_of_text.py.
    """
    found: dict[str, Judged] = {}
    for outcome in outcomes:
        name, _, *rest = outcome["document"].split("/")
        kind = "".join(rest)
        title = {"": name, "deleted": "texts cut short"}.get(kind, "pieces of 5 to 40 beads" if kind.isdigit() else "")
        if not title:
            continue
        matches, nulls = judged(outcome, calibration)
        for kind, each in ((title, matches), (ALONE, nulls)):
            found[kind] = found.get(kind, Judged()) + each
    return dict(sorted(found.items(), key=lambda item: item[0] == ALONE))


def judged(
    outcome: Mapping[str, Any], calibration: Mapping[str, Mapping[str, Sequence[float]]]
) -> tuple[Judged, Judged]:
    """The scores of the match beads of a text, and of its sentences left alone, each judged."""
    gold = {tuple(span) for span in outcome["gold"]}
    values = calibration[outcome["scoring_pass"]]
    fitted = Calibration(tuple(values["match"]), tuple(values["null"]))
    beads = list(zip(map(tuple, outcome["predicted"]), outcome["posterior"], strict=True))
    pairs = [(span, posterior) for span, posterior in beads if span[2] and span[3]]
    # Only the sentence counts, not where on the other side the gold puts the gap.
    alone = {_sentence(span) for span in gold if not (span[2] and span[3])}
    stretch = fitted.of_nulls(NullEvidence(*outcome["evidence"]))
    nulls = outcome["nulls"]
    return (
        Judged(tuple(fitted.match_score(p) for _, p in pairs), tuple(span in gold for span, _ in pairs)),
        Judged(tuple(calibrated(p, *stretch) for _, p in nulls), tuple(_sentence(span) in alone for span, _ in nulls)),
    )


def _sentence(span: Sequence[int]) -> tuple[str, int]:
    return ("zh", span[0]) if span[2] else ("en", span[1])


def wilson(share: float, size: int) -> tuple[float, float]:
    """95% interval of a share of ``size`` trials."""
    z = 1.96
    centre = (share + z * z / (2 * size)) / (1 + z * z / size)
    half = z / (1 + z * z / size) * math.sqrt(share * (1 - share) / size + z * z / (4 * size * size))
    return centre - half, centre + half


def place(probability: float) -> float:
    """Where a probability lies on an axis of log-odds, 0 to SIDE."""
    low, high, p = (math.log(x / (1 - x)) for x in (LOW, HIGH, min(max(probability, LOW), HIGH)))
    return SIDE * (p - low) / (high - low)


def svg(found: Mapping[str, Judged]) -> str:
    """The diagram."""
    shown = {name: judged for name, judged in found.items() if len(judged.score) >= SMALLEST}
    height = TOP + SIDE + 60 + LEGEND * len(shown)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + SIDE + 20} {height}" '
        'font-family="sans-serif" font-size="13">',
        "<title>Reliability of the scores</title>",
        f'<rect width="{LEFT + SIDE + 20}" height="{height}" fill="#fff"/>',
        *_axes(),
    ]
    for number, (name, judged) in enumerate(shown.items()):
        colour = COLOURS[number % len(COLOURS)]
        lines += _points(judged, colour)
        y = TOP + SIDE + 60 + LEGEND * number
        label = f"{name}: {len(judged.score)}, calibration error {judged.calibration_error():.3f}"
        lines.append(
            f'<circle cx="{LEFT + 8}" cy="{y - 4}" r="5" fill="{colour}"/><text x="{LEFT + 22}" y="{y}">{label}</text>'
        )
    return "\n".join([*lines, "</svg>", ""])


def _axes() -> Iterator[str]:
    bottom = TOP + SIDE
    yield f'<rect x="{LEFT}" y="{TOP}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#888"/>'
    yield f'<line x1="{LEFT}" y1="{bottom}" x2="{LEFT + SIDE}" y2="{TOP}" stroke="#888" stroke-dasharray="4 4"/>'
    for tick in TICKS:
        at = place(tick)
        yield f'<line x1="{LEFT + at:.1f}" y1="{TOP}" x2="{LEFT + at:.1f}" y2="{bottom}" stroke="#eee"/>'
        yield f'<line x1="{LEFT}" y1="{bottom - at:.1f}" x2="{LEFT + SIDE}" y2="{bottom - at:.1f}" stroke="#eee"/>'
        yield f'<text x="{LEFT + at:.1f}" y="{bottom + 16}" text-anchor="middle">{tick:g}</text>'
        yield f'<text x="{LEFT - 6}" y="{bottom - at + 4:.1f}" text-anchor="end">{tick:g}</text>'
    yield f'<text x="{LEFT + SIDE / 2:.0f}" y="{bottom + 36}" text-anchor="middle">mean score</text>'
    turned = f'transform="rotate(-90 14 {TOP + SIDE // 2})"'
    yield f'<text x="14" y="{TOP + SIDE // 2}" text-anchor="middle" {turned}>share right</text>'


def _points(judged: Judged, colour: str) -> Iterator[str]:
    bottom = TOP + SIDE
    for mean, right, size in judged.bins():
        x = LEFT + place(mean)
        low, high = (bottom - place(end) for end in wilson(right, size))
        yield f'<line x1="{x:.1f}" y1="{low:.1f}" x2="{x:.1f}" y2="{high:.1f}" stroke="{colour}" opacity=".5"/>'
        yield f'<circle cx="{x:.1f}" cy="{bottom - place(right):.1f}" r="4" fill="{colour}"/>'


def report(found: Mapping[str, Judged]) -> str:
    """The figures as plain text."""
    rows = []
    for name, judged in found.items():
        share, precision = judged.at_least(SURE)
        rows.append(
            [name, str(len(judged.score)), f"{judged.calibration_error():.4f}", f"{share:.3f}", f"{precision:.4f}"]
        )
    return table(["", "beads", "ECE", f"at ≥ {SURE}", "of these right"], rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("outcomes", type=Path, metavar="OUTCOMES.json")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, metavar="FILE")
    parser.add_argument("--output", type=Path, default=OUTPUT, metavar="FILE")
    arguments = parser.parse_args()
    calibration = json.loads(arguments.weights.read_text(encoding="utf-8"))["calibration"]
    found = series(json.loads(arguments.outcomes.read_text(encoding="utf-8")), calibration)
    arguments.output.write_text(svg(found), encoding="utf-8")
    print(report(found))


if __name__ == "__main__":
    main()
