"""A part of a run: of several that work through the same documents at the same time, each does its own share."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

_MANIFEST = re.compile(r"\.duiqi\.(\d+)-of-(\d+)\.sqlite")


@dataclass(frozen=True, slots=True)
class Part:
    """The share ``number``, from 1, of ``of`` shares. ValueError when there is no such share."""

    number: int
    of: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= self.of:
            raise ValueError(f"there is no part {self.number} of {self.of}")

    def takes(self, name: str) -> bool:
        """Whether the document of this name is one of its own; the name alone decides that."""
        digest = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        return int.from_bytes(digest, "big") % self.of == self.number - 1

    def takes_number(self, number: int) -> bool:
        """Whether it takes what is numbered from 0: each ``of``-th is its own."""
        return number % self.of == self.number - 1

    @property
    def manifest(self) -> str:
        """What its manifest is called."""
        return f".duiqi.{self.number}-of-{self.of}.sqlite"


def parts_of(folder: Path) -> list[Part]:
    """The parts that have a manifest of their own in the folder."""
    names = map(_MANIFEST.fullmatch, os.listdir(folder) if os.path.isdir(folder) else ())
    return sorted((Part(int(name[1]), int(name[2])) for name in names if name), key=lambda part: (part.of, part.number))
