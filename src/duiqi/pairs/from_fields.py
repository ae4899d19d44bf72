"""A pair from its named fields, as files hold it; ValueError says what is wrong with them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast, get_args

from duiqi.inline import from_values
from duiqi.model import Bead, BeadKind, Checked, Pair, Repaired
from duiqi.pairs.fields import LISTS, OWN_ID, unit_id


def score_of(value: Any) -> float:
    """A score as JSON has it. Raises ValueError for what is none."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
        raise ValueError('"score" is no number from 0 to 1')
    return float(value)


def pair_of_fields(unit: Any, index: int, need_ids: bool) -> Pair:
    """The Pair of a unit's named fields; ValueError says what is wrong with them.

    Unit ``index`` counts as the pair of sentences ``index`` when it has no sentence numbers.
    """
    if not isinstance(unit, dict):
        raise ValueError("is not a JSON object")
    for key in ("zh", "en"):
        if not isinstance(unit.get(key), str):
            raise ValueError(f'"{key}" is missing or no string')
    if "zh_ids" in unit or "en_ids" in unit or need_ids:
        zh, en = _ids(unit, "zh_ids"), _ids(unit, "en_ids")
    else:
        zh = en = range(index, index + 1)
    score = score_of(unit.get("score", 1.0))
    document = unit.get("document", "")
    if not isinstance(document, str):
        raise ValueError('"document" is no string')
    pair = Pair(
        zh=unit["zh"],
        en=unit["en"],
        score=score,
        bead=Bead(zh, en, score, kind=kind_of(unit.get("kind", "")), checked=checked_of(unit.get("checked", ""))),
        zh_par=tuple(_numbers(unit.get("zh_par", []), "zh_par")),
        en_par=tuple(_numbers(unit.get("en_par", []), "en_par")),
        document=document,
        repair=repair_of(unit.get("repair", "")),
        parent=parent_of(unit.get("parent", "")),
    )
    pair = with_codes(pair, unit)
    # What other programs call an id is none of ours.
    return as_edited(pair, unit.get("id")) if "type" in unit and "document" in unit else pair


def pair_of_texts(unit: Mapping[str, str], index: int, need_ids: bool) -> Pair:
    """As ``pair_of_fields``, for a format in which every field is text: numbers and their lists as JSON has them."""
    values: dict[str, object] = dict(unit)
    for name in ("score", *LISTS):
        text = unit.get(name)
        if text:
            values[name] = json.loads(text)
        else:
            values.pop(name, None)
    return pair_of_fields(values, index, need_ids)


def with_codes(pair: Pair, unit: Mapping[str, object]) -> Pair:
    """The pair with the codes of those fields, where there are any; ValueError for what are none."""
    if "zh_codes" not in unit and "en_codes" not in unit:
        return pair
    zh, en = from_values(unit.get("zh_codes", []), len(pair.zh)), from_values(unit.get("en_codes", []), len(pair.en))
    return replace(pair, zh_codes=zh, en_codes=en)


def as_edited(pair: Pair, id: object) -> Pair:
    """The pair that was written under ``id``. When the texts are not that id's any more, a person has changed them
    since: they are right, whatever the score of what stood there."""
    if not isinstance(id, str) or not OWN_ID.fullmatch(id) or id == unit_id(pair):
        return pair
    bead = replace(pair.bead, score=1.0, checked="edited")
    return replace(pair, score=1.0, bead=bead, was=id, repair="")


def repair_of(value: object) -> Repaired:
    """``"exact"``, ``"inferred"`` or nothing as it was read; ValueError when it is something else."""
    if value in get_args(Repaired):
        return cast(Repaired, value)
    raise ValueError('"repair" is neither "exact" nor "inferred"')


def parent_of(value: object) -> str:
    """The id of the pair of sentences that a clause is of, or nothing, as it was read; ValueError for no id."""
    if isinstance(value, str) and (not value or OWN_ID.fullmatch(value)):
        return value
    raise ValueError('"parent" is no id of 16 hexadecimal digits')


def checked_of(value: object) -> Checked:
    """What a person made of a pair, as it was read; ValueError when there is no such verdict."""
    if value in get_args(Checked):
        return cast(Checked, value)
    raise ValueError(f'"checked" is none of {", ".join(filter(None, get_args(Checked)))}')


def kind_of(value: object) -> BeadKind:
    """The kind of a pair as it was read, nothing for an ordinary one; ValueError when there is no such kind."""
    if value in get_args(BeadKind):
        return cast(BeadKind, value)
    raise ValueError(f'"kind" is none of {", ".join(filter(None, get_args(BeadKind)))}')


def two_lists(text: str, name: str) -> tuple[list[int], list[int]]:
    """Such lists again; ValueError when it is something else."""
    parts = text.split(":")
    try:
        lists = [json.loads(part) for part in parts]
    except (ValueError, RecursionError):
        lists = []
    if len(lists) != 2 or not all(isinstance(x, list) and all(type(n) is int and n >= 0 for n in x) for x in lists):
        raise ValueError(f"{name} is not of the form [4]:[4, 5]")
    return lists[0], lists[1]


def consecutive(numbers: list[int], name: str) -> range:
    """``[4, 5, 6]`` as ``range(4, 7)``; ValueError when there is a gap or another order."""
    if not numbers:
        return range(0)
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        raise ValueError(f"{name} are not consecutive")
    return range(numbers[0], numbers[-1] + 1)


def _ids(unit: dict[str, Any], key: str) -> range:
    if key not in unit:
        raise ValueError(f'"{key}" is missing')
    return consecutive(_numbers(unit[key], key), f'"{key}"')


def _numbers(value: Any, key: str) -> list[int]:
    if not isinstance(value, list) or not all(type(number) is int and number >= 0 for number in value):
        raise ValueError(f'"{key}" is no list of numbers from 0 up')
    return value
