"""Simplified characters by OpenCC and Chinese words by jieba, with their start-up costs and noise kept in."""

from __future__ import annotations

import marshal
import os
import stat
import threading
import warnings
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from duiqi.errors import InputError
from duiqi.io.files import atomic_write

_LOCK = threading.Lock()
# Below it there are no ideographs (U+2E80 begins the CJK radicals).
_FIRST_CJK = "\u2e80"


def to_simplified(texts: Sequence[str]) -> list[str]:
    """``texts`` (without line breaks) in Simplified characters; texts without a Traditional one are left alone."""
    text = "\n".join(texts)
    simple = simplified(text, characters_of(text))
    return list(texts) if simple == text else simple.split("\n")


def simplified(text: str, characters: AbstractSet[str]) -> str:
    """``text`` in Simplified characters; ``characters`` are those that it has."""
    left_alone = _left_alone()
    new = "\n".join(sorted(c for c in characters - left_alone if c >= _FIRST_CJK))
    converter = _opencc()
    if converter.convert(new) == new:
        left_alone.update(new)
        return text
    converted: str = converter.convert(text)
    return converted


def characters_of(text: str) -> set[str]:
    """The distinct characters of a text: a quarter of the time that ``set`` takes."""
    import numpy as np

    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    there = np.zeros(int(codes.max(initial=0)) + 1, dtype=bool)
    there[codes] = True
    return set(map(chr, there.nonzero()[0].tolist()))


@lru_cache(maxsize=1)
def _left_alone() -> set[str]:
    """Characters met so far that OpenCC leaves as they are: there are no more than Unicode has."""
    return set()


def cut_words(text: str) -> list[str]:
    """jieba's words of a text, without its guesses at unknown words (HMM off); a line break is a word."""
    return list(_cutter()(text))


@lru_cache(maxsize=1)
def _opencc() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


def _cutter() -> Callable[[str], Iterable[str]]:
    with _LOCK:
        return _load_cutter()


@lru_cache(maxsize=1)
def _load_cutter() -> Callable[[str], Iterable[str]]:
    """rjieba (in Rust, same words with HMM off) where it is installed, else jieba."""
    try:
        import rjieba
    except ImportError:
        return _load_jieba()
    return lambda text: rjieba.cut(text, False)


def _load_jieba() -> Callable[[str], Iterable[str]]:
    """A tokenizer of our own, so that a caller's jieba keeps its words and log level."""
    with warnings.catch_warnings():
        # jieba has invalid escapes in its source and imports pkg_resources.
        warnings.simplefilter("ignore")
        import jieba
    tokenizer = jieba.Tokenizer()
    level = jieba.default_logger.level
    jieba.default_logger.setLevel("CRITICAL")
    try:
        folder = _cache_folder()
        cache = folder / f"jieba-{jieba.__version__}.cache" if folder else None
        known = _cached(cache) if cache else None
        if known is None:
            known = tokenizer.gen_pfdict(tokenizer.get_dict_file())
            if cache:
                _keep(known, cache)
        tokenizer.FREQ, tokenizer.total = known
        tokenizer.initialized = True
    finally:
        jieba.default_logger.setLevel(level)
    return lambda text: tokenizer.cut(text, HMM=False)


def _cached(cache: Path) -> tuple[dict[str, int], int] | None:
    """What ``_keep`` kept; None when there is nothing, or it is damaged."""
    try:
        with cache.open("rb") as file:
            frequencies, total = marshal.load(file)
    except (OSError, EOFError, ValueError, TypeError):
        return None
    return frequencies, total


def _keep(known: tuple[dict[str, int], int], cache: Path) -> None:
    """Keep jieba's words and their sum, if there is room. jieba itself would leave what it could not write to the
    end, at each run another 9 MB."""
    with suppress(InputError), atomic_write(cache) as file:
        file.write(marshal.dumps(known))


def _cache_folder() -> Path | None:
    """A folder that only this user can write, or None.

    jieba would keep its cache in the shared temporary folder and read whatever lies there with ``marshal``.
    """
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        folder = (Path(base) if base else Path.home() / ".cache") / "duiqi"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.stat()
    except (OSError, RuntimeError):
        return None
    if os.name == "posix" and (status.st_uid != os.getuid() or status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)):
        return None
    return folder
