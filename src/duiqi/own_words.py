"""What a user adds to the lexicon: terms, and files of word pairs that were learned."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True, eq=False, slots=True)
class OwnWords:
    """``terms`` are (Chinese, English) as they are written, which count as translations of each other; ``tables`` are
    (path, digest) of files that ``align train-lexicon`` wrote. Two are equal when they hold the same in the same order.

    ``digest``: sixteen hexadecimal digits of all of it, wherever the files lie.
    """

    terms: tuple[tuple[str, str], ...] = ()
    tables: tuple[tuple[str, str], ...] = ()
    digest: str = field(init=False, default="")

    def __post_init__(self) -> None:
        hasher = hashlib.blake2b(digest_size=8)
        for first, second in (*self.terms, *(("", digest) for _, digest in self.tables)):
            hasher.update(f"{first}\0{second}\0".encode("utf-8", "surrogatepass"))
        object.__setattr__(self, "digest", hasher.hexdigest())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OwnWords) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def __repr__(self) -> str:
        # As it stands in the signature of a run: a termbase may have many thousands of entries.
        return f"<OwnWords: {len(self.terms)} terms, {len(self.tables)} tables, {self.digest}>"
