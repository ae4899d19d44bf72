"""``align check`` and ``align repair``."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from support.check_cases import sound

from duiqi.cli import main
from duiqi.export import save
from duiqi.model import Bead, Pair


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


def test_check_command_with_other_pairs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.csv").write_text("zh,en\n会议,\n谢谢。,Thanks.\n", encoding="utf-8")
    assert main(["check", str(tmp_path / "a.csv")]) == 1
    assert capsys.readouterr() == (
        f"{tmp_path}/a.csv: unit 1: the text is empty — OmegaT inserts an empty translation\n",
        f"{tmp_path}/a.csv: 1 doubtful\n",
    )
    assert main(["check", "--json", str(tmp_path / "a.csv")]) == 1
    assert json.loads(capsys.readouterr().out) == {
        "file": f"{tmp_path}/a.csv",
        "unit": 1,
        "rule": "empty",
        "severity": "doubtful",
        "message": "the text is empty",
        "effect": "OmegaT inserts an empty translation",
    }


@pytest.fixture
def repeated(tmp_path: Path) -> Path:
    """A memory with twelve texts that were not translated, and a number that is wrong."""
    pairs = [
        Pair(
            f"Belt and Road {chr(65 + n)}",
            f"Belt and Road {chr(65 + n)}",
            1.0,
            Bead(range(n, n + 1), range(n, n + 1), 1.0),
        )
        for n in range(12)
    ]
    pairs.append(
        Pair(
            "全球有1.5亿人口。",
            "There are 15 million people in the world.",
            1.0,
            Bead(range(12, 13), range(12, 13), 1.0),
        )
    )
    save(pairs, tmp_path / "a.tmx")
    return tmp_path / "a.tmx"


def test_the_first_of_each_rule(repeated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(repeated), "--only", "doubtful"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert sum("same text" in line for line in lines) == 10
    assert lines[-1] == f"{repeated}: identical: 12 in all, 10 shown (--all shows every one)"
    assert main(["check", str(repeated), "--all"]) == 1
    assert sum("same text" in line for line in capsys.readouterr().out.splitlines()) == 12


def test_rules_that_are_switched_off(repeated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(repeated), "--without", "identical,number,wrong-language"]) == 0
    assert main(["check", str(repeated), "--without", "numbers"]) == 2
    assert "there is no rule 'numbers'; the rules are address, bare-ampersand, " in capsys.readouterr().err


def test_sarif(repeated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(repeated), "--sarif", "--without", "wrong-language"]) == 1
    log = json.loads(capsys.readouterr().out)
    (run,) = log["runs"]
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} >= {"number", "identical"}
    assert [result["ruleId"] for result in run["results"]].count("identical") == 12
    number = next(result for result in run["results"] if result["ruleId"] == "number")
    place = number["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == str(repeated)
    assert "全球" in repeated.read_text(encoding="utf-8").splitlines()[place["region"]["startLine"] + 4]


def test_termbase_and_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pairs, terms = tmp_path / "a.tsv", tmp_path / "terms.csv"
    pairs.write_text("我们支持一带一路。\tWe support the Silk Road.\n", encoding="utf-8")
    terms.write_text("一带一路,Belt and Road\n", encoding="utf-8")
    assert main(["check", str(pairs), "--quiet"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["check", str(pairs), "--termbase", str(terms), "--quiet"]) == 1
    told = "一带一路 is 'Belt and Road', which is not in the English text"
    assert capsys.readouterr().out == f"{pairs}: unit 1: {told} — the translator gets another term than was agreed\n"
    assert main(["check", str(pairs), "--termbase", str(terms), "--quiet", "--without", "term"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["check", str(pairs), "--termbase", str(terms), "--format", "html"]) == 1
    page, summary = capsys.readouterr()
    assert summary == f"{pairs}: 1 doubtful\n"
    assert page.startswith("<!DOCTYPE html>")
    assert "一带一路 is &#x27;Belt and Road&#x27;" in page
    assert "We support the Silk Road." in page
    assert main(["check", str(pairs), "--termbase", str(tmp_path / "no.csv")]) == 2
    assert capsys.readouterr().err.startswith(f"align: {tmp_path}/no.csv: cannot be read")


def test_rules_that_are_not_asked_for_are_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.tsv").write_text("会议有3个。\tThere are 4 meetings.\n", encoding="utf-8")
    monkeypatch.setattr("duiqi.checking.rules.misaligned.explained_shares", lambda zh, en: 1 / 0)
    monkeypatch.setattr("duiqi.checking.rules.misaligned.plainly_related", lambda zh, en: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        main(["check", str(tmp_path / "a.tsv")])
    assert main(["check", str(tmp_path / "a.tsv"), "--without", "misaligned", "--json"]) == 1
    assert {json.loads(line)["rule"] for line in capsys.readouterr().out.splitlines()} == {"number"}
