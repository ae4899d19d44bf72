"""Pinyin glosses that a conversion tool left behind converted characters: 務(wù), 經(jīng ), 实（shí）, 穩(wen); and
readings behind every character or word."""

from __future__ import annotations

import re
from itertools import repeat

from duiqi.cleaning.edits import Change, lines_with
from duiqi.cleaning.evidence.census import Kind, census_of
from duiqi.cleaning.evidence.char_model import UNKNOWN_COST, plausibility
from duiqi.cleaning.evidence.pinyin import LETTERS, can_be_read, is_toned
from duiqi.cleaning.processes.ruby.readings import find_ruby
from duiqi.text.chars import HAN

# (A tone number in square brackets is how dictionaries write readings.)
GLOSS = re.compile(
    f"[(（[［](?<=[{HAN}].)[ \u00a0]?([{LETTERS}]{{1,8}}(?:[1-5](?=[ \u00a0]?[)）]))?)[ \u00a0]?[)）\\]］]"
)
_FIRST_HAN = 0x3007  # 〇, the least code of HAN
# A writer who explains readings says so, or quotes the character.
_ABOUT_READINGS = re.compile(
    "拼音|读音|讀音|声调|聲調|注音|发音|發音|读作|讀作|念作|多音字|普通话|四声|四聲|汉字|漢字|[Pp]inyin|[Pp]ronounc"
)
_QUOTED = re.compile("[“‘「『《〈\"']")
# So many glosses outside such passages make a damaged document, in which the passages are damaged too.
_MANY = 3
# Characters rarer than this (nats; about one in 10,000) are glossed by writers: 旋（xuán）, 骉(biāo). None of the four
# glossed characters in 42 million of clean text is commoner. Where a common one is glossed too, only those of one in a
# million are a writer's.
_RARE, _VERY_RARE = 9.3, 14.0


# Whoever writes for learners glosses characters whichever script they are of; tools those that they convert. So many
# glosses of others, and this share of all, are a writer's.
_OTHERS, _OTHERS_SHARE = 2, 0.2


def _are_for_learners(text: str, matches: list[re.Match[str]]) -> bool:
    """Whether the glosses are a writer's: many stand behind characters that no tool converts."""
    model = plausibility()
    others = sum(
        not (text[m.start() - 1] in model.simplified or text[m.start() - 1] in model.variants) and is_toned(m[1])
        for m in matches
    )
    return others >= _OTHERS and others >= _OTHERS_SHARE * len(matches)


def find_glosses(text: str) -> list[Change]:
    """Glosses that say how the character before them is read, where no writer can have meant them.

    >>> find_glosses("國務(wù)委員")
    [Change(start=2, end=6, after='')]
    >>> find_glosses("亳（bó）州位于安徽。")
    []
    """
    brackets = _brackets(text)
    ruby, odds = find_ruby(text, brackets)
    if ruby:
        return [Change(*match.span(), "", process="ruby", odds=round(odds, 1)) for match in ruby]
    matches = [m for m in map(GLOSS.match, repeat(text), brackets) if m and can_be_read(text[m.start() - 1], m[1])]
    if not matches or _are_for_learners(text, matches):
        return []
    spans = lines_with(text, (m.start() for m in matches))
    about = [bool(_ABOUT_READINGS.search(GLOSS.sub("", text[start:end]))) for start, end in spans]
    found: list[tuple[re.Match[str], bool]] = []
    line = 0
    for match in matches:
        while match.start() > spans[line][1]:
            line += 1
        found.append((match, about[line]))
    rare = _VERY_RARE if any(not doubtful and _is_damage(text, m, _RARE) for m, doubtful in found) else _RARE
    plain = [m for m, doubtful in found if not doubtful and _is_damage(text, m, rare)]
    many = len(plain) >= _MANY
    chosen = [m for m, doubtful in found if (many or not doubtful) and _is_damage(text, m, rare, many=many)]
    return [Change(m.start(), m.end(), "") for m in chosen]


def _brackets(text: str) -> list[int]:
    """The brackets that open behind what may be a Chinese character."""
    census = census_of(text)
    places = census.places(Kind.BRACKET)
    found: list[int] = places[census.codes[places - 1] >= _FIRST_HAN].tolist()
    return found


def _is_damage(text: str, match: re.Match[str], rare: float, *, many: bool = False) -> bool:
    """The tools gloss the characters they convert; a writer glosses the rare ones (亳（bó）州)."""
    char = text[match.start() - 1]
    quoted = _QUOTED.match(text[match.start() - 2 : match.start() - 1]) and text[match.end() : match.end() + 1] in (
        "”", "’", "」", "』", "》", "〉", '"', "'",
    )  # fmt: skip
    if quoted and not many:
        return False
    model = plausibility()
    converted = char in model.simplified or char in model.variants
    if not many and model.unigrams.get(model.fold(char), UNKNOWN_COST) > rare:
        return False
    return converted and (many or is_toned(match[1]) or len(match[1]) > 1)
