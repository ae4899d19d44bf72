"""Documents paired by what they say."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from duiqi.batch import by_content
from duiqi.batch.by_content import Profile, match, profile, profile_of
from duiqi.model import Document
from duiqi.pipeline import load

# Different documents; another one has the same text as newyear-2021, and udhr in the other script.
NAMES = (
    "gov-report-2018",
    "mulanpsl-1.0",
    "newyear-2021",
    "semver-zh-TW",
    "udhr-hans",
    "un-charter-ch1",
    "xuexi-10.22",
)


def document(tmp_path: Path, text: str) -> Document:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    return load(path)


def sides(shared: Path) -> list[tuple[Profile, Profile]]:
    """The profiles of the development documents."""
    found = []
    for name in NAMES:
        units = json.loads((shared / "docs" / name / "gold.json").read_text(encoding="utf-8"))["units"]
        zh, en = ("\n".join(unit[side] for unit in units) for side in ("zh", "en"))
        found.append((profile_of(zh, "zh"), profile_of(en, "en")))
    return found


def test_every_document_finds_its_partner(shared: Path) -> None:
    profiles = sides(shared)
    for draw in range(3):
        zh, en = list(range(len(profiles))), list(range(len(profiles)))
        random.Random(draw).shuffle(zh)
        random.Random(-draw - 1).shuffle(en)
        found = match([profiles[i][0] for i in zh], [profiles[j][1] for j in en])
        assert sorted((zh[pair.zh], en[pair.en]) for pair in found) == [(k, k) for k in range(len(profiles))]


@pytest.mark.slow
def test_documents_without_partner_stay_alone(shared: Path) -> None:
    profiles = sides(shared)
    for shift in range(1, len(profiles)):
        zh, en = profiles[::2], profiles[1::2]
        rotated = en[shift % len(en) :] + en[: shift % len(en)]
        assert match([zh for zh, _ in zh], [en for _, en in rotated]) == []


def test_two_files_are_enough(seed_path: Path, tmp_path: Path) -> None:
    text = seed_path.read_text(encoding="utf-8")
    cut = text.index("On the evening")
    zh, en = profile(document(tmp_path, text[:cut])), profile(document(tmp_path, text[cut:]))
    assert zh
    assert en
    assert (zh.language, en.language) == ("zh", "en")
    assert [(pair.zh, pair.en) for pair in match([zh], [en])] == [(0, 0)]
    assert match([zh], []) == match([], [en]) == []


def test_a_document_with_both_languages_has_no_profile(seed_path: Path) -> None:
    assert profile(load(seed_path)) is None


def test_strays_do_not_make_a_translation(tmp_path: Path) -> None:
    text = "今天上午，外交部发言人主持例行记者会，回答了记者的提问。\n" * 20
    stray = "The quick brown fox jumps over the lazy dog near the river bank.\n" * 5
    known = profile(document(tmp_path, text + stray))
    assert known
    assert (known.language, known.strays) == ("zh", True)


def test_lengths_must_fit() -> None:
    zh = profile_of("会议在北京举行。", "zh")
    en = profile_of("The meeting was held in Beijing.", "en")
    assert len(match([zh], [en])) == 1
    assert match([zh], [profile_of("The meeting was held in Beijing. " * 10, "en")]) == []


@pytest.mark.parametrize("text", ["", "12", "。！？", "𠀀" * 3000, "a" * 6000])
def test_odd_texts(text: str) -> None:
    zh, en = profile_of(text, "zh"), profile_of(text, "en")
    assert all(0 <= pair.share <= 1.0000001 for pair in match([zh, zh], [en, en]))


def test_an_index_finds_what_comparing_all_finds(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    profiles = sides(shared)
    zh, en = [zh for zh, _ in profiles], [en for _, en in profiles]
    everywhere = match(zh, en)
    # Two documents are then compared with each, and stems count that are in at most three of the seven.
    monkeypatch.setattr(by_content, "COMPARED", 2)
    monkeypatch.setattr(by_content, "FREQUENT", 3)
    assert match(zh, en) == everywhere
    monkeypatch.setattr(by_content, "FREQUENT", 0)
    assert match(zh, en) == []


def test_an_index_of_odd_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(by_content, "COMPARED", 1)
    texts = ["", "12", "。！？", "会议在北京举行。"]
    english = ["", "12", "?!", "The meeting was held in Beijing."]
    found = match([profile_of(text, "zh") for text in texts], [profile_of(text, "en") for text in english])
    assert (3, 3) in {(pair.zh, pair.en) for pair in found}
