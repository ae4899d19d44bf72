"""Which of several variants of a language counts."""

from __future__ import annotations

import gzip
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duiqi.checking import check_file
from duiqi.cli import main
from duiqi.export import ReadOptions, read, save
from duiqi.model import Bead, Pair
from duiqi.tmx import Variants, language_counts

COUNTS = {"zh-TW": 2, "zh-CN": 3, "en-US": 5, "en-GB": 1, "zh": 1, "ja": 9}


@pytest.mark.parametrize(
    ("wanted", "tags", "zh", "en"),
    [
        ({}, ["zh-TW", "zh-CN", "en-GB", "en-US"], "zh-CN", "en-US"),
        ({}, ["zh-TW", "en-GB", "ja"], "zh-TW", "en-GB"),
        ({"zh": "zh-TW"}, ["zh-CN", "zh-TW", "en-US"], "zh-TW", "en-US"),
        ({"zh": "zh-tw"}, ["zh-CN", "zh_TW", "en-US"], "zh_TW", "en-US"),
        ({"zh": "zh-Hant"}, ["zh-CN", "zh", "zh-HK", "en-US"], "zh", "en-US"),
        ({"zh": "zh-HK"}, ["zh-CN", "zh-TW", "en-US"], "zh-TW", "en-US"),
        ({"zh": "zh-HK"}, ["zh-CN", "en-US"], None, "en-US"),
        ({"en": "en-GB"}, ["zh-CN", "en-US", "en-GB"], "zh-CN", "en-GB"),
        ({"en": "en-AU"}, ["zh-CN", "en-GB", "en-US"], "zh-CN", "en-US"),
        ({"en": "en"}, ["en-GB", "en-US"], None, "en-US"),
        ({}, ["yue-HK", "en-US"], None, "en-US"),
        ({"zh": "yue"}, ["yue-HK", "en-US"], "yue-HK", "en-US"),
        ({"zh": "yue"}, ["zh-TW", "yue-HK", "en-US"], "yue-HK", "en-US"),
    ],
)
def test_choice(wanted: dict[str, str], tags: list[str], zh: str | None, en: str | None) -> None:
    lost = Counter[str]()
    sides = Variants(wanted, COUNTS).sides(tags, lost)  # type: ignore[arg-type]
    assert (sides.get("zh"), sides.get("en")) == (zh, en)
    assert lost == Counter(f"texts in {tag}" for tag in tags if tag not in (zh, en))


@given(st.permutations(["zh-TW", "zh-CN", "zh", "en-US", "en-GB"]))
def test_the_order_in_a_unit_does_not_matter_where_numbers_differ(tags: list[str]) -> None:
    assert Variants({}, COUNTS).sides(tags) == {"zh": "zh-CN", "en": "en-US"}


UNITS = "".join(
    f"<tu><tuv xml:lang=\"zh-TW\"><seg>第{n}章</seg></tuv><tuv lang='zh_CN'><seg>第 {n} 章</seg></tuv>"
    f'<tuv xml:lang="en-US"><seg>Chapter {n}</seg></tuv></tu>\n'
    for n in range(9_000)
)
EXTRA = '<tu><tuv xml:lang="zh_CN"><seg>会议</seg></tuv><tuv xml:lang="en-US"><seg>Meeting</seg></tuv></tu>\n'
HEADER = (
    '<header creationtool="X" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="en-US" '
    'datatype="xml"/>'
)
MEMORY = f'<tmx version="1.4">{HEADER}<body>\n{UNITS}{EXTRA}</body></tmx>\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_codes_are_counted_in_any_encoding_across_blocks(tmp_path: Path, encoding: str) -> None:
    data = MEMORY.encode(encoding)
    assert len(data) > 1 << 20
    (tmp_path / "a.tmx").write_bytes(data)
    (tmp_path / "a.tmx.gz").write_bytes(gzip.compress(data))
    for name in ("a.tmx", "a.tmx.gz"):
        assert language_counts(str(tmp_path / name)) == {"zh-TW": 9_000, "zh_CN": 9_001, "en-US": 9_001}
    assert language_counts(str(tmp_path / "none.tmx")) == {}


ZH, EN = "会议于9月4日举行，共有350人出席。", "The meeting was held on 4 September and attended by 350 people."


def test_check_update_filter_and_reading_choose_alike(tmp_path: Path) -> None:
    """The Simplified text is the larger part, and stands second."""
    units = (
        f'<tu><tuv xml:lang="zh-TW"><seg>會議於9月3日舉行，共有250人出席。</seg></tuv>'
        f'<tuv xml:lang="zh-CN"><seg>{ZH}</seg></tuv>'
        f'<tuv xml:lang="en-US"><seg>{EN}</seg></tuv></tu>\n'
    ) + EXTRA.replace("_", "-")
    path = tmp_path / "a.tmx"
    path.write_text(MEMORY.replace(UNITS + EXTRA, units), encoding="utf-8")
    assert [pair.zh for pair in read(path)] == [ZH, "会议"]
    assert not [finding for finding in check_file(path) if finding.rule == "number"]
    options = ReadOptions(zh_lang="zh-TW")
    assert [finding for finding in check_file(path, options=options) if finding.rule == "number"]
    before = path.read_bytes()
    number = range(1)
    save([Pair(ZH, EN, 1.0, Bead(number, number, 1.0))], tmp_path / "new.jsonl")
    assert main(["update", str(path), str(tmp_path / "new.jsonl"), "--quiet"]) == 0
    assert path.read_bytes() == before
    assert main(["filter", str(path), "-o", str(tmp_path / "b.tmx"), "--quiet", "--script", "simplified"]) == 0
    assert (tmp_path / "b.tmx").read_bytes() == before
