"""Which blocks of a web page are read: hidden ones, and those of several Chinese versions.

Most of what is hidden is nothing to read (menus, dialogues, notices for browsers without scripts). Hidden text counts
only where it is the main text of the page, or the language that the rest lacks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from duiqi.blocks.web.hiding import hiding_of, names_of
from duiqi.blocks.web.html_blocks import SENTENCE_END, Block
from duiqi.model import Language
from duiqi.text.chars import count_han
from duiqi.text.language import count_words, language_of
from duiqi.text.language_tags import side_of_tag
from duiqi.text.script import SIMPLIFIED, TRADITIONAL

DIALOGUE = re.compile(
    r"(?:^|[\s_-])(?:modal|dialog|popup|popover|tooltip|dropdown|overlay|lightbox|toast|alert)(?:$|[\s_-])",
    re.IGNORECASE,
)
DIALOGUE_ROLES = frozenset(("dialog", "alertdialog", "tooltip"))
# English words for a Chinese character: the median of the 4,154 pairs of the gold texts (aca, macdev, seed).
WORDS_PER_HAN = 0.7
# A translation behind a switch is about as long as its text; menus, dialogues and notices are not a third of it.
LACKING = 0.3
# A quotation in the other script is a few lines; versions of one text are as long as each other.
VERSION = 0.3


def part_hidden(blocks: Sequence[Block], is_prose: Callable[[Block], bool], *, alone: bool = True) -> list[Block]:
    """The hidden blocks to leave out. ``alone``: the page is not one of two, so both languages are looked for."""
    shown = [block for block in blocks if not block.hiding]
    if len(shown) == len(blocks):
        return []
    hidden = [block for block in blocks if block.hiding and not _is_dialogue(block)]
    later = _later([block for block in hidden if block.hiding == "later"], shown, is_prose)
    switched = _switched([block for block in hidden if block.hiding == "switch"], [*shown, *later], alone)
    read = {*shown, *later, *switched}
    return [block for block in blocks if block not in read]


def _later(blocks: Sequence[Block], shown: Sequence[Block], is_prose: Callable[[Block], bool]) -> list[Block]:
    """All that appears later when that is much of the page, else the elements that hold prose."""
    if _length(blocks) >= LACKING * _length(shown):
        return list(blocks)
    elements = {id(_hider(block)) for block in blocks if is_prose(block)}
    return [block for block in blocks if id(_hider(block)) in elements]


def _switched(blocks: Sequence[Block], shown: Sequence[Block], alone: bool) -> list[Block]:
    """What stands behind a switch in the language that the page lacks; all of it, when the page lacks all text. Of a
    page that is one of two, its own language only."""
    zh, en = _amounts(shown)
    hidden_zh, hidden_en = _amounts([block for block in blocks if SENTENCE_END.search(block.text)])
    if zh + en < LACKING * (hidden_zh + hidden_en):
        both = min(hidden_zh, hidden_en) >= LACKING * max(hidden_zh, hidden_en)
        own = None if alone or not both else _own_language(blocks)
        return [block for block in blocks if own is None or language_of(block.text) in (own, None)]
    for language, own_amount, other, hidden in (("zh", zh, en, hidden_zh), ("en", en, zh, hidden_en)):
        if alone and own_amount < LACKING * other <= hidden:
            return [block for block in blocks if language_of(block.text) == language]
    return []


def _own_language(blocks: Sequence[Block]) -> Language | None:
    """The language that the page says it is in."""
    root = blocks[0].path[0].getroottree().getroot()
    return side_of_tag(root.get("lang") or "")


def one_chinese_version(blocks: Sequence[Block], wanted: str | None = None) -> tuple[list[Block], list[str]]:
    """The blocks of the other one of two Chinese versions, and the tags that these have. The version in the script of
    ``wanted`` is read, else the larger."""
    scripts = [_script(block.language) for block in blocks]
    amounts = {
        script: sum(count_han(block.text) for block, own in zip(blocks, scripts, strict=True) if own == script)
        for script in ("traditional", "simplified")
    }
    smaller, larger = sorted(amounts, key=lambda script: amounts[script])
    if not amounts[smaller] or amounts[smaller] < VERSION * amounts[larger]:
        return [], []
    left = larger if wanted and _script(wanted.lower()) == smaller else smaller
    others = [block for block, script in zip(blocks, scripts, strict=True) if script == left]
    return others, sorted({block.language for block in others})


def _amounts(blocks: Sequence[Block]) -> tuple[float, float]:
    """How much Chinese and English there is, in Chinese characters."""
    amounts = {"zh": 0.0, "en": 0.0}
    for block in blocks:
        language = language_of(block.text)
        if language:
            amounts[language] += _length([block])
    return amounts["zh"], amounts["en"]


def _length(blocks: Sequence[Block]) -> float:
    return sum(count_han(block.text) + count_words(block.text) / WORDS_PER_HAN for block in blocks)


def _hider(block: Block) -> Any:
    """The outermost element that hides a block."""
    return next((element for element in block.path if hiding_of(element)), None)


def _is_dialogue(block: Block) -> bool:
    around = [e for e, tag in zip(block.path, block.tags, strict=True) if tag not in ("body", "html")]
    roles = {(element.get("role") or "").lower() for element in around}
    return bool(roles & DIALOGUE_ROLES) or any(DIALOGUE.search(names_of(element)) for element in around)


def _script(tag: str) -> str | None:
    if not tag or side_of_tag(tag) != "zh":
        return None
    subtags = tag.replace("_", "-").split("-")[1:]
    if any(subtag in TRADITIONAL for subtag in subtags):
        return "traditional"
    return "simplified" if any(subtag in SIMPLIFIED for subtag in subtags) else None
