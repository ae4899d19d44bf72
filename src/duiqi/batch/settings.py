"""What holds for every document of a run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, get_args

from duiqi.errors import check_choice
from duiqi.export import CodesAs
from duiqi.model import Language, Layout, Level
from duiqi.options import Options, Punctuation, Repairs
from duiqi.own_words import OwnWords
from duiqi.pairs.filters import Filters
from duiqi.pairs.two_levels import PairLevel
from duiqi.updating import Changed, Upkeep

if TYPE_CHECKING:
    from duiqi.corrections import Correction

# How the files of a folder are paired: by names, then by what those say that names leave alone where these are few
# (``auto``), never (``name``), always (``content``).
Matching = Literal["auto", "name", "content"]


@dataclass(frozen=True, slots=True)
class Settings:
    """The options of a run that hold for every document, and corrections of any of them. A value that there is not
    raises ValueError or TypeError."""

    format: str
    level: PairLevel = "sentence"
    layout: Layout = "auto"
    encoding: str | None = None
    columns: tuple[str, str] | None = None
    presegmented: bool = False
    punctuation: Punctuation = "keep"
    repair: Repairs = "all"
    filters: Filters = field(default_factory=Filters)
    keep_unaligned: bool = False
    zh_lang: str | None = None
    en_lang: str | None = None
    srclang: Language = "zh"
    explain: bool = False
    changed: Changed = "auto"
    upkeep: Upkeep = field(default_factory=Upkeep)
    matching: Matching = "auto"
    corrections: tuple[Correction, ...] = ()
    author: str = ""
    props: tuple[tuple[str, str], ...] = ()
    drafts: bool = False
    codes: CodesAs = "keep"
    max_sentences: int | None = None
    own_words: OwnWords | None = None
    own_weights: str = ""
    similarity: Callable[[list[str]], Any] | None = None

    def __post_init__(self) -> None:
        check_choice("level", self.level, get_args(PairLevel))
        check_choice("layout", self.layout, get_args(Layout))
        object.__setattr__(self, "repair", self.options.repair)
        check_choice("srclang", self.srclang, get_args(Language))
        check_choice("changed", self.changed, get_args(Changed))
        check_choice("codes", self.codes, get_args(CodesAs))
        check_choice("matching", self.matching, get_args(Matching))

    @property
    def level_of_lattice(self) -> Level:
        """What is paired where the lattice is kept: that is of sentences or of clauses, not of both."""
        return "clause" if self.level == "both" else self.level

    @property
    def options(self) -> Options:
        """What the pipeline is told."""
        return Options(
            punctuation=self.punctuation,
            repair=self.repair,
            columns=self.columns,
            zh_lang=self.zh_lang,
            own_words=self.own_words,
            own_weights=self.own_weights,
            similarity=self.similarity,
        )
