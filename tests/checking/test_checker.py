"""A file is checked from its first byte to its last: lines, places, order, damage, and what is sound."""

from __future__ import annotations

import re
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from support.alignments import alignments
from support.check_cases import broken, cases, sound
from support.hostile_texts import hostile_texts
from support.tmx_validity import is_valid

from duiqi.checking import check_file, repair_file
from duiqi.errors import InputError
from duiqi.export import WriteOptions, read, save, write
from duiqi.model import Alignment, Bead, Pair

CASES = cases()


@given(alignments())
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_we_write_is_never_refused(tmp_path: Path, alignment: Alignment) -> None:
    with open(tmp_path / "a.tmx", "wb") as file:
        write(alignment, file, WriteOptions(format="tmx"))
    assert [f for f in check_file(tmp_path / "a.tmx") if f.severity == "refused"] == []


@pytest.mark.parametrize("step", [4, pytest.param(1, marks=pytest.mark.slow)])
def test_hostile_texts_in_a_careless_file(tmp_path: Path, step: int) -> None:
    """Put into the file raw, each is found when the file is not well-formed, and the copy is valid."""
    from lxml import etree

    for number, text in enumerate(hostile_texts()[::step]):
        if len(text) > 5_000:
            continue
        data = sound().replace("会议于".encode(), text.encode("utf-8", "surrogatepass"), 1)
        path = tmp_path / "a.tmx"
        path.write_bytes(data)
        try:
            etree.fromstring(data)
            well_formed = True
        except etree.XMLSyntaxError:
            well_formed = False
        refused = [finding for finding in check_file(path) if finding.severity == "refused"]
        if not well_formed:
            assert refused, (number, text)
        try:
            repair_file(path, tmp_path / "b.tmx")
        except InputError:
            continue
        assert is_valid((tmp_path / "b.tmx").read_bytes()), text


def test_the_rules_agree_with_the_dtd(tmp_path: Path) -> None:
    """A file that the DTD refuses has a finding that says so."""
    from lxml import etree

    for case in CASES:
        if case["name"] == "wrong encoding declared":
            continue
        (tmp_path / "a.tmx").write_bytes(broken(case))
        try:
            valid = is_valid(broken(case))
        except etree.XMLSyntaxError:
            valid = False
        if not valid:
            assert any(finding.severity == "refused" for finding in check_file(tmp_path / "a.tmx")), case["name"]


@pytest.mark.slow
def test_tico_has_what_it_has(shared: Path) -> None:
    """One duplicate, nineteen texts escaped twice, a quotation mark too many, a wrong number: each looked at."""
    findings = list(check_file(shared / "train" / "tico19.en-zh.tmx"))
    assert {rule: sum(f.rule == rule for f in findings) for rule in sorted({f.rule for f in findings})} == {
        "duplicate": 1,
        "escaped-twice": 19,
        "number": 1,
        "unbalanced-brackets": 1,
    }


@pytest.mark.slow
def test_memory_does_not_grow(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        pairs = [
            Pair(f"第{n}句话。" * 10, f"Sentence {n} here. " * 10, 0.5, Bead(range(n, n + 1), range(n, n + 1), 0.5))
            for n in range(count)
        ]
        save(pairs, tmp_path / "a.tmx")
        del pairs
        tracemalloc.start()
        assert not any(finding.severity == "refused" for finding in check_file(tmp_path / "a.tmx"))
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    peak(10)
    # Some thousand units are held at a time, and the words that were last met.
    assert peak(9_000) < 1.3 * peak(3_000) + 500_000


def test_a_file_of_one_line_tells_units_and_places(tmp_path: Path) -> None:
    """Where the line does not tell."""
    text = sound().decode().replace("\n", "")
    text = text.replace("会议", "会\x01议", 1)
    start, end = text.index("<tu "), text.index("</body>")
    text = text[:end] + text[start:end] + text[end:]
    (tmp_path / "a.tmx").write_text(text, encoding="utf-8")
    units = text.count("<tu ")
    findings = [str(finding) for finding in check_file(tmp_path / "a.tmx")]
    place = text.index("\x01") + 1
    assert {finding.line for finding in check_file(tmp_path / "a.tmx")} == {1}
    assert findings[0] == f"character {place:,}: the character U+0001 cannot be in XML — OmegaT refuses the whole file"
    assert [finding for finding in findings if "the same pair" in finding] == [
        f"unit {number}: the same pair is in unit {number - units // 2} — it is looked up and shown twice"
        for number in range(units // 2 + 1, units + 1)
    ]


def test_places_in_a_long_line_across_chunks(tmp_path: Path) -> None:
    text = sound().decode()
    long = "好" * 150_000
    text = text.replace("</seg>", f"{long}\x01\n{long}\x02</seg>", 1)
    (tmp_path / "a.tmx").write_text(text, encoding="utf-8")
    found = [f for f in check_file(tmp_path / "a.tmx") if f.rule == "control-character"]
    first, second = text.index("\x01"), text.index("\x02")
    lines = text.count("\n", 0, first) + 1
    assert [(f.line, f.column) for f in found] == [
        (lines, first - text.rindex("\n", 0, first)),
        (lines + 1, second - text.rindex("\n", 0, second)),
    ]


def test_scores_of_our_own_files(tmp_path: Path) -> None:
    pairs = [
        Pair(zh, en, score, Bead(range(1), range(1), score))
        for zh, en, score in (
            ("今天天气很好。", "The weather is fine today.", 0.97),
            ("他去了学校。", "He went to school.", 0.31),
        )
    ]
    save(pairs, tmp_path / "a.tmx")
    assert [str(finding) for finding in check_file(tmp_path / "a.tmx")] == [
        "the score of the pair is 0.31 — the translator may get the translation of something else"
    ]


@pytest.mark.parametrize(
    ("change", "line", "problem"),
    [
        (("</tu>", ""), 11, "a <tu> begins before the last one has ended"),
        (("</tuv>", ""), 10, "mismatched tag"),
        (("</seg>", ""), 8, "mismatched tag"),
        (("<seg>", ""), 8, "mismatched tag"),
        (("<tuv xml:lang", "<tuv xml:lang='zh' xml:lang"), 8, "duplicate attribute"),
        (('<tu tuid="1"', '<tu tuid="1" tuid="2"'), 6, "duplicate attribute"),
        (('creationdate="', "creationdate="), 6, "not well-formed (invalid token)"),
    ],
)
@pytest.mark.parametrize("size", [1, 7, 1 << 16])
def test_after_what_is_broken_it_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, change: tuple[str, str], line: int, problem: str
) -> None:
    """The unit is lost and told; all others are checked, with their lines, and kept."""
    monkeypatch.setattr("duiqi.tmx.xml_text.CHUNK", max(size, 1024))
    text = sound().decode()
    start = text.index("<tu ")
    text = text[:start] + text[start:].replace(*change, 1).replace("明天", "明天\x01", 1)
    if size > 1:  # and in one of many units
        body, end = text[start : text.index("</body>")], text[text.index("</body>") :]
        more = "".join(sound().decode()[start : sound().decode().index("</body>")] for _ in range(size % 200))
        text = text[:start] + body + more.replace("会议", "大会") + end
    (tmp_path / "a.tmx").write_text(text, encoding="utf-8")
    place = text.count("\n", 0, text.index("\x01")) + 1
    found = [(f.line, f.message) for f in check_file(tmp_path / "a.tmx") if f.severity == "refused"]
    assert found == [(line, f"the XML is broken ({problem})"), (place, "the character U+0001 cannot be in XML")]
    changes = repair_file(tmp_path / "a.tmx", tmp_path / "b.tmx")
    (told,) = (what for at, what in changes if at == line)
    assert re.match(re.escape(f"the XML is broken here ({problem}), left out: ") + "(<body> )?<tu tuid=", told)
    assert "会议于2020年6月18日" in told
    assert "各国代表团" not in told
    assert is_valid((tmp_path / "b.tmx").read_bytes())
    kept = [pair.zh[:3] for pair in read(tmp_path / "b.tmx")]
    assert kept == (["各国代", "医生说"] if size == 1 else ["各国代", "医生说", "大会于"])


def test_findings_come_in_the_order_of_lines(tmp_path: Path) -> None:
    text = sound().decode().replace(' adminlang="en"', "", 1).replace("会议于", "会\x01议于", 1)
    (tmp_path / "a.tmx").write_text(text, encoding="utf-8")
    assert [finding.rule for finding in check_file(tmp_path / "a.tmx")] == ["header-attribute", "control-character"]


def test_a_second_header_forgets_nothing(tmp_path: Path) -> None:
    """What comes twice is found across it."""
    text = sound().decode()
    start, end = text.index("<tu "), text.index("</body>")
    header = text[text.index("<header") : text.index("<body>")]
    (tmp_path / "a.tmx").write_text(text[:end] + header + text[start:end] + text[end:], encoding="utf-8")
    rules = [finding.rule for finding in check_file(tmp_path / "a.tmx")]
    assert rules == ["order", "duplicate", "duplicate", "duplicate"]
