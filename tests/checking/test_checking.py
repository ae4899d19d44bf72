"""``align check`` finds the planted fault, says it word for word, and ``align repair`` mends it."""

from __future__ import annotations

import gzip
import json
import random
import re
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from support.alignments import alignments, small_alignment
from support.check_cases import FOLDER, broken, cases, sound
from support.hostile_texts import hostile_texts

from duiqi.checking import RULES, check_file, repair_file
from duiqi.cli import main
from duiqi.errors import InputError
from duiqi.export import read, save, write
from duiqi.model import Alignment, Bead, Pair
from duiqi.pairs.lexical_check import explained_shares, missing_numbers
from duiqi.tmx import scan

CASES = cases()
DTD = Path(__file__).parents[1] / "cases" / "tmx" / "tmx14.dtd"
# What only a person can judge.
LEFT = {
    "number",
    "misaligned",
    "conflict",
    "identical",
    "too-long",
    "lost-characters",
    "source-language",
    "wrong-language",
    "mixed-codes",
}


def found(path: Path) -> list[str]:
    try:
        return [f"{finding.line}: {finding.rule}: {finding}" for finding in check_file(path)]
    except InputError as error:
        return ["error: " + str(error).replace(str(path), "FILE")]


def rules(path: Path) -> set[str]:
    return {finding.rule for finding in check_file(path)}


def is_valid(data: bytes) -> bool:
    from lxml import etree

    return bool(etree.DTD(str(DTD)).validate(etree.fromstring(data)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_each_fault_is_found_and_told(tmp_path: Path, case: dict[str, object]) -> None:
    (tmp_path / "a.tmx").write_bytes(broken(case))
    assert found(tmp_path / "a.tmx") == case["expected"]


def test_there_are_cases_enough_and_every_rule_has_one() -> None:
    assert sum(bool(case["expected"]) for case in CASES) >= 40
    assert len({json.dumps(case["changes"]) for case in CASES}) == len(CASES)
    met = {line.split(": ")[1] for case in CASES for line in case["expected"] if not line.startswith("error")}  # type: ignore[attr-defined]
    assert met == set(RULES) - {"filter"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_each_fault_is_repaired(tmp_path: Path, case: dict[str, object]) -> None:
    (tmp_path / "a.tmx").write_bytes(broken(case))
    if case["name"] in ("wrong encoding declared", "declares an entity", "another root"):
        with pytest.raises(InputError):
            repair_file(tmp_path / "a.tmx", tmp_path / "b.tmx")
        assert not (tmp_path / "b.tmx").exists()
        return
    changes = repair_file(tmp_path / "a.tmx", tmp_path / "b.tmx")
    data = (tmp_path / "b.tmx").read_bytes()
    assert is_valid(data)
    assert rules(tmp_path / "b.tmx") <= LEFT
    if set(rules(tmp_path / "a.tmx")) - LEFT:
        assert changes
    # Once more changes nothing.
    assert repair_file(tmp_path / "b.tmx", tmp_path / "c.tmx") == []
    assert (tmp_path / "c.tmx").read_bytes() == data


def test_repair_loses_no_text_without_saying_so(tmp_path: Path) -> None:
    """Every word of the broken file is in the copy or in the list of changes."""
    for number, case in enumerate(CASES):
        path = tmp_path / f"{number}.tmx"
        path.write_bytes(broken(case))
        try:
            changes = repair_file(path, tmp_path / "b.tmx")
        except InputError:
            continue
        after = (tmp_path / "b.tmx").read_text(encoding="utf-8") + "\n".join(what for _, what in changes)
        if "broken" in after:
            continue  # where the file ends in mid-unit
        for segment in re.findall(r"<seg>([^<&\x01\x0b\x0c\ufffe]*)</seg>", broken(case).decode("utf-8", "replace")):
            for word in segment.split():
                assert word in after or "\ufffd" in word, (case["name"], word)


def test_a_sound_file_is_left_as_it_is(tmp_path: Path) -> None:
    save(small_alignment(), tmp_path / "a.tmx")
    assert repair_file(tmp_path / "a.tmx", tmp_path / "b.tmx") == []
    assert (tmp_path / "b.tmx").read_bytes() == (tmp_path / "a.tmx").read_bytes()


@given(alignments())
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_we_write_is_never_refused(tmp_path: Path, alignment: Alignment) -> None:
    with open(tmp_path / "a.tmx", "wb") as file:
        write(alignment, file, format="tmx")
    assert [f for f in check_file(tmp_path / "a.tmx") if f.severity == "refused"] == []


def test_hostile_texts_in_a_careless_file(tmp_path: Path) -> None:
    """Put into the file raw, each is found when the file is not well-formed, and the copy is valid."""
    from lxml import etree

    for number, text in enumerate(hostile_texts()):
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


def test_pieces_join_to_the_whole() -> None:
    text = sound().decode("utf-8")
    for size in (1, 7, 100, 10_000):
        chunks = [text[at : at + size] for at in range(0, len(text), size)]
        pieces = list(scan(chunks))
        assert b"".join(piece.raw for piece in pieces) == sound()
        units = [piece for piece in pieces if piece.kind == "unit" and piece.node]
        assert [piece.raw[:4] + piece.raw[-5:] for piece in units] == [b"<tu </tu>"] * 3
        for piece in units:
            assert piece.node
            for variant in piece.node.all("tuv"):
                assert piece.raw[variant.start : variant.end].startswith(b"<tuv xml:lang=")
                segment = variant.all("seg")[0]
                assert piece.raw[segment.start : segment.inside] == b"<seg>"
                assert piece.raw[segment.close : segment.end] == b"</seg>"


def test_tico_has_what_it_has(shared: Path) -> None:
    """One duplicate and nineteen texts escaped twice: each looked at, each there."""
    findings = list(check_file(shared / "train" / "tico19.en-zh.tmx"))
    assert {rule: sum(f.rule == rule for f in findings) for rule in sorted({f.rule for f in findings})} == {
        "duplicate": 1,
        "escaped-twice": 19,
    }


def test_repaired_tico_reads_the_same(shared: Path, tmp_path: Path) -> None:
    path = shared / "train" / "tico19.en-zh.tmx"
    changes = repair_file(path, tmp_path / "b.tmx")
    assert len(changes) == 20
    before, after = read(path), read(tmp_path / "b.tmx")
    assert len(after) == len(before) - 1
    same = {(pair.zh, pair.en) for pair in before} & {(pair.zh, pair.en) for pair in after}
    assert len(same) >= len(after) - 19


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
    assert peak(3_000) < 1.3 * peak(1_000) + 500_000


# Words and numbers.


@pytest.mark.parametrize(
    ("zh", "en", "missing"),
    [
        ("全球有1.5亿人", "150 million people", ([], [])),
        ("全球有1.5亿人", "15 million people", (["150000000"], ["15000000"])),
        ("共有30国", "some 40 countries", (["30"], ["40"])),
        ("一百二十人，占25%", "120 people, twenty-five percent", ([], [])),
        ("20世纪90年代", "in the 1990s", ([], [])),
        ("二十世纪八十年代", "the 1980s", ([], [])),
        ("2020–21年", "2020-2021", ([], [])),
        ("1,400 万至 2,200 万人", "between 14 and 22 million people", ([], [])),
        ("约有 24 名议员", "around two dozen members", ([], [])),
        ("造成 50 万人死亡", "half a million deaths", ([], [])),
        ("COVID-19疫情", "the pandemic", ([], [])),
        ("有3个人", "there are five people", ([], [])),
    ],
)
def test_missing_numbers(zh: str, en: str, missing: tuple[list[str], list[str]]) -> None:
    assert missing_numbers([zh], [en]) == [missing]


def test_wrong_partners_have_little_in_common(shared: Path) -> None:
    pairs = read(shared / "train" / "tico19.en-zh.tmx")[:600]
    zh, en = [pair.zh for pair in pairs], [pair.en for pair in pairs]
    true = [share for share in explained_shares(zh, en) if share is not None]
    wrong = [share for share in explained_shares(zh, en[300:] + en[:300]) if share is not None]
    assert min(true) > 0.08
    assert sum(share < 0.08 for share in wrong) > 0.4 * len(wrong)


def test_short_texts_say_nothing() -> None:
    assert explained_shares(["好的。"], ["OK."]) == [None]


# The command.


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


def test_filters_report_what_convert_leaves_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = [
        ("会议今天在北京举行。", "The meeting is held in Beijing today.", 0.9),
        ("会议今天在北京举行！", "The meeting is held in Beijing today!", 0.95),
        ("各国代表团感谢中国。", "Delegations thanked China.", 0.6),
        ("会议结束了。", "The meeting has ended, and the delegations left the country by the evening.", 0.9),
    ]
    save([Pair(zh, en, score, Bead(range(1), range(1), score)) for zh, en, score in texts], tmp_path / "a.tmx")
    words = ["check", str(tmp_path / "a.tmx"), "--duplicates", "near", "--min-score", "0.7", "--max-ratio", "2"]
    assert main(words) == 1
    end = "align convert leaves it out with these options"
    assert capsys.readouterr().out == (
        f"{tmp_path}/a.tmx:14: nearly the same pair is in line 6 — {end}\n"
        f"{tmp_path}/a.tmx:22: the pair does not pass: score too low — {end}\n"
        f"{tmp_path}/a.tmx:30: the pair does not pass: lengths too different — {end}\n"
    )
    assert main(["convert", *words[1:], "-o", str(tmp_path / "b.jsonl")]) == 0
    assert "left out: 1 lengths too different, 1 near-duplicates, 1 score too low" in capsys.readouterr().err
    assert main(words[:2]) == 0


def test_check_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "good.tmx", tmp_path / "bad.tmx.gz"
    good.write_bytes(sound())
    bad.write_bytes(gzip.compress(sound().replace("会议于".encode(), "会\x01议于".encode())))
    assert main(["check", str(good)]) == 0
    assert capsys.readouterr() == ("", f"{good}: nothing found\n")
    assert main(["check", str(good), str(bad)]) == 1
    assert capsys.readouterr() == (
        f"{bad}:8: the character U+0001 cannot be in XML — OmegaT refuses the whole file\n",
        f"{good}: nothing found\n{bad}: 1 refused\n",
    )
    assert main(["check", "--json", str(bad)]) == 1
    assert json.loads(capsys.readouterr().out) == {
        "file": str(bad),
        "line": 8,
        "column": 29,
        "rule": "control-character",
        "severity": "refused",
        "message": "the character U+0001 cannot be in XML",
        "effect": "OmegaT refuses the whole file",
    }
    assert main(["check", "--only", "dropped", str(bad)]) == 0
    capsys.readouterr()
    assert main(["check", str(tmp_path / "none.tmx")]) == 2
    assert capsys.readouterr().err == f"align: {tmp_path}/none.tmx: cannot be read: No such file or directory\n"
    assert main(["check", str(tmp_path / "none.tmx"), str(good)]) == 1


def test_repair_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad, output = tmp_path / "bad.tmx", tmp_path / "b.tmx"
    bad.write_bytes(sound().replace(b' adminlang="en"', b"").replace(b'<tu tuid="2">', b'<tu tuid="2" score="0.9">'))
    assert main(["repair", str(bad), "-o", str(output)]) == 0
    assert capsys.readouterr() == (
        f'{bad}:4: adminlang="en" put into the header\n{bad}:11: score="0.9" made a property, x-score\n',
        f"{output}: 2 changes\n",
    )
    assert b'<prop type="x-score">0.9</prop>' in output.read_bytes()
    assert main(["repair", str(bad), "-o", str(bad)]) == 2
    assert capsys.readouterr().err == f"align: {bad}: is the input itself; give the output another name\n"


def test_cases_are_data() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {"cases.json", "sound.tmx"}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04\x14\x00\x00\x00\x08\x00<a", "is a ZIP file and no TMX; unpack it"),
        ("你好\n".encode(), "is no TMX: it does not begin with a tag; other formats become TMX with: align convert"),
    ],
)
def test_files_of_another_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes, message: str) -> None:
    """One line, and not one for each byte of it."""
    (tmp_path / "a.tmx").write_bytes(data)
    for words in (["check"], ["repair", "-o", str(tmp_path / "b.tmx")]):
        assert main([words[0], str(tmp_path / "a.tmx"), *words[1:]]) == 2
        out = capsys.readouterr()
        assert (out.out, out.err.splitlines()[0]) == ("", f"align: {tmp_path}/a.tmx: {message}")


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("</tu>", "", 11, "a <tu> begins before the last one has ended"),
        ("</tuv>", "", 10, "mismatched tag"),
        ("</seg>", "", 8, "mismatched tag"),
        ("<seg>", "", 8, "mismatched tag"),
        ("<tuv xml:lang", "<tuv xml:lang='zh' xml:lang", 8, "duplicate attribute"),
        ('<tu tuid="1"', '<tu tuid="1" tuid="2"', 6, "duplicate attribute"),
        ('creationdate="', "creationdate=", 6, "not well-formed (invalid token)"),
    ],
)
@pytest.mark.parametrize("size", [1, 7, 1 << 16])
def test_after_what_is_broken_it_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, old: str, new: str, line: int, problem: str
) -> None:
    """The unit is lost and told; all others are checked, with their lines, and kept."""
    monkeypatch.setattr("duiqi.tmx.xml_text.CHUNK", max(size, 1024))
    text = sound().decode()
    start = text.index("<tu ")
    text = text[:start] + text[start:].replace(old, new, 1).replace("明天", "明天\x01", 1)
    if size > 1:  # and in one of many units
        body, end = text[start : text.index("</body>")], text[text.index("</body>") :]
        more = "".join(sound().decode()[start : sound().decode().index("</body>")] for _ in range(size % 1000))
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


def test_random_damage_is_repaired(tmp_path: Path) -> None:
    """Whatever is cut out, put in or doubled: the copy is valid, and nothing in it is refused."""
    kept = 0
    for seed in range(300):
        chosen, data = random.Random(seed), bytearray(sound())
        for _ in range(chosen.randint(1, 3)):
            at, size, kind = chosen.randrange(len(data)), chosen.choice([1, 1, 2, 5, 20, 200]), chosen.random()
            if kind < 0.5:
                del data[at : at + size]
            elif kind < 0.8:
                data[at:at] = bytes(chosen.choice(b"<>&\"'/ \x00ax;") for _ in range(size))
            else:
                other = chosen.randrange(len(data))
                data[at:at] = data[other : other + size]
        (tmp_path / "a.tmx").write_bytes(data)
        try:
            repair_file(tmp_path / "a.tmx", tmp_path / "b.tmx")
        except InputError:  # its beginning is damaged
            continue
        repaired = (tmp_path / "b.tmx").read_bytes()
        assert is_valid(repaired), seed
        assert [f for f in check_file(tmp_path / "b.tmx") if f.severity == "refused"] == [], seed
        kept += repaired.count(b"<tu ") + repaired.count(b"<tu>")
    assert kept > 600  # of 900


def test_findings_come_in_the_order_of_lines(tmp_path: Path) -> None:
    text = sound().decode().replace(' adminlang="en"', "", 1).replace("会议于", "会\x01议于", 1)
    (tmp_path / "a.tmx").write_text(text, encoding="utf-8")
    assert [finding.rule for finding in check_file(tmp_path / "a.tmx")] == ["header-attribute", "control-character"]


def test_repair_calls_the_source_as_the_units_do(tmp_path: Path) -> None:
    text = sound().decode().replace('srclang="zh-CN"', 'srclang="zh"', 1)
    (tmp_path / "a.tmx").write_text(text, encoding="utf-8")
    assert repair_file(tmp_path / "a.tmx", tmp_path / "b.tmx") == [(4, 'srclang "zh" made "zh-CN"')]
    assert 'srclang="zh-CN"' in (tmp_path / "b.tmx").read_text(encoding="utf-8")
