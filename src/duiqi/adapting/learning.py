"""A lexicon learned from files of pairs."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeAlias

from duiqi.errors import InputError
from duiqi.model import Pair

# Sentence pairs of a chunk: the sums of a round are made chunk by chunk, so another number would give other last bits.
CHUNK = 2_000
# Learned from fewer, hardly a pair is seen twice.
FEWEST = 50

Texts: TypeAlias = "tuple[list[str], list[str]]"
Tokens: TypeAlias = "tuple[list[list[str]], list[list[str]]]"
# Calls the function for each argument, in order, possibly in other processes.
Run: TypeAlias = "Callable[[Callable[[Texts], Tokens], Iterator[Texts]], Iterable[Tokens]]"


class Counted:
    """The pairs of some source, each once; ``used`` of them, ``repeated`` and ``empty`` are left out."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self._pairs = pairs
        self.used = self.repeated = self.empty = 0

    def __iter__(self) -> Iterator[tuple[str, str]]:
        seen: set[bytes] = set()
        for pair in self._pairs:
            if not pair.zh.strip() or not pair.en.strip():
                self.empty += 1
                continue
            # Sixty-four bits of each text stay in memory, not the text.
            digest = hashlib.blake2b(f"{pair.zh}\0{pair.en}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
            if digest in seen:
                self.repeated += 1
                continue
            seen.add(digest)
            self.used += 1
            yield pair.zh, pair.en

    def chunks(self) -> Iterator[Texts]:
        """The same, so many at a time."""
        pairs = iter(self)
        while part := list(islice(pairs, CHUNK)):
            yield [zh for zh, _ in part], [en for _, en in part]


def tokens_of(texts: Texts) -> Tokens:
    """The tokens of both sides, as the aligner has them."""
    from duiqi.words.chinese import chinese_words
    from duiqi.words.english import english_stems

    return chinese_words(texts[0]), english_stems(texts[1])


def learn_lexicon(pairs: Counted, run: Run = map) -> tuple[bytes, int]:
    """The bytes of a lexicon file, and how many word pairs it has: the same for the same pairs, however they are run.

    Raises InputError when there are too few pairs, or when nothing is learned from them.
    """
    from duiqi.words.own.learned import pack_learned
    from duiqi.words.own.training import learn_words

    with tempfile.TemporaryFile() as spool, tempfile.TemporaryFile() as links:
        rows = learn_words(run(tokens_of, pairs.chunks()), spool, links)
    if pairs.used < FEWEST:
        raise InputError(f"there are only {pairs.used} different pairs", advice=f"give at least {FEWEST}, better 1,000")
    if not rows:
        raise InputError("no word pair was seen often enough to be learned", advice="give more pairs")
    return pack_learned(rows), len(rows)
