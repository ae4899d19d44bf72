"""``align --corrections`` and ``align apply``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from duiqi import align as align_document
from duiqi.corrections import Ruling, correction_lines
from duiqi.corrections.recording import Place, Reviewer, record, ruled
from duiqi.model import Alignment

REVIEWER = Reviewer("wang", "2026-11-29T10:00:00Z")


@pytest.fixture(scope="module")
def alignment(seed_path: Path) -> Alignment:
    return align_document(seed_path)


@pytest.fixture
def corrections(alignment: Alignment, tmp_path: Path) -> Path:
    """A bead approved, one rejected, two merged, a sentence edited."""
    beads = alignment.beads
    first, second = beads[5], beads[6]
    merged = Place(
        range(first.zh.start, second.zh.stop),
        range(first.en.start, second.en.stop),
        beads=(Ruling(len(first.zh) + len(second.zh), len(first.en) + len(second.en)),),
    )
    last = len(alignment.en) - 1
    edited = Place(range(0), range(last, last + 1), now_en=("The end.",))
    return _written(
        tmp_path, record(alignment, [ruled(beads[0]), ruled(beads[3], "rejected"), merged, edited], REVIEWER)
    )


def _written(folder: Path, corrections: Any, name: str = "corrections.jsonl") -> Path:
    path = folder / name
    path.write_text("".join(correction_lines(corrections)), "utf-8")
    return path


def _units(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_they_are_applied_and_the_rest_is_aligned(
    align: Any, seed_path: Path, corrections: Path, tmp_path: Path
) -> None:
    result = align(seed_path, "-o", tmp_path / "out.jsonl", "--corrections", corrections)
    assert result.status == 0
    assert result.err.splitlines()[-1] == "corrections: 4 applied"
    units = _units(tmp_path / "out.jsonl")
    assert len(units) == 24
    assert (units[0]["score"], units[0]["checked"]) == (1.0, "approved")
    assert units[-1]["en"].endswith("The end.")
    assert units[-1]["checked"] == "edited"
    assert sum("checked" in unit for unit in units) == 3


def test_apply_gives_the_same_without_aligning(align: Any, seed_path: Path, corrections: Path, tmp_path: Path) -> None:
    align(seed_path, "-o", tmp_path / "anew.jsonl", "--keep-unaligned", "--corrections", corrections)
    align(seed_path, "-o", tmp_path / "before.jsonl", "--keep-unaligned")
    result = align("apply", tmp_path / "before.jsonl", corrections, "-o", tmp_path / "after.jsonl", "--keep-unaligned")
    assert result.status == 0
    assert result.err.splitlines()[-1] == "corrections: 4 applied"
    anew, after = _units(tmp_path / "anew.jsonl"), _units(tmp_path / "after.jsonl")
    assert [{**unit, "score": 0} for unit in after] == [{**unit, "score": 0} for unit in anew]
    assert [unit["score"] for unit in after] == pytest.approx([unit["score"] for unit in anew], abs=0.15)


def test_apply_with_what_was_aligned_anew_gives_the_very_same(
    align: Any, alignment: Alignment, seed_path: Path, corrections: Path, tmp_path: Path
) -> None:
    align(seed_path, "-o", tmp_path / "anew.jsonl", "--keep-unaligned", "--corrections", corrections)
    align(seed_path, "-o", tmp_path / "before.jsonl", "--keep-unaligned")
    changed = [
        u
        for u in _units(tmp_path / "anew.jsonl")
        if "checked" not in u or (u["checked"] == "edited" and u["score"] < 1)
    ]
    places = [
        Place(
            _range(u["zh_ids"]),
            _range(u["en_ids"]),
            beads=(Ruling(len(u["zh_ids"]), len(u["en_ids"]), "realigned", u["score"]),),
        )
        for u in changed
    ]
    more = corrections.read_text("utf-8") + "".join(correction_lines(record(alignment, places, REVIEWER)))
    corrections.write_text(more, "utf-8")
    align("apply", tmp_path / "before.jsonl", corrections, "-o", tmp_path / "after.jsonl", "--keep-unaligned")
    assert (tmp_path / "after.jsonl").read_bytes() == (tmp_path / "anew.jsonl").read_bytes()


def _range(numbers: list[int]) -> range:
    return range(numbers[0], numbers[-1] + 1) if numbers else range(0)


def test_without_the_unaligned_sentences(align: Any, seed_path: Path, alignment: Alignment, tmp_path: Path) -> None:
    align(seed_path, "-o", tmp_path / "before.jsonl")
    edited = Place(range(0, 1), range(0), now_zh=("改过的。",))
    path = _written(tmp_path, record(alignment, [edited], REVIEWER))
    result = align("apply", tmp_path / "before.jsonl", path, "-o", tmp_path / "after.jsonl")
    before, after = _units(tmp_path / "before.jsonl"), _units(tmp_path / "after.jsonl")
    assert result.err.splitlines()[-1] == "corrections: 1 applied"
    assert after[0]["zh"] == "改过的。"
    assert after[1:] == before[1:]


def test_what_is_not_applied_is_told(align: Any, seed_path: Path, alignment: Alignment, tmp_path: Path) -> None:
    other = align_document(seed_path).__class__(
        alignment.zh[:3], alignment.en[:3], alignment.beads[:2], source="other.txt"
    )
    path = _written(tmp_path, [*record(other, [ruled(other.beads[0])], REVIEWER)])
    result = align(seed_path, "-o", tmp_path / "out.tmx", "--corrections", path)
    assert result.status == 0
    assert result.err.splitlines()[-2:] == [
        "corrections: 0 applied, 1 other document",
        f"align: warning: {path}:1: other document: it is of other.txt",
    ]
    path = _written(tmp_path, [*record(other, [ruled(bead) for bead in other.beads], REVIEWER)])
    assert align(seed_path, "-o", tmp_path / "out.tmx", "--corrections", path).err.splitlines()[-2:] == [
        "corrections: 0 applied, 2 other document",
        f"align: warning: {path}:1: other document: it is of other.txt, and 1 more of this file",
    ]


def test_quiet_tells_those_alone_that_were_not_applied(
    align: Any, seed_path: Path, corrections: Path, tmp_path: Path
) -> None:
    assert align(seed_path, "-o", tmp_path / "out.tmx", "--corrections", corrections, "--quiet").err == ""


def test_a_folder_of_documents_and_of_corrections(align: Any, folder: Path, tmp_path: Path) -> None:
    (folder / "bad.txt").unlink()
    align(folder, "-o", tmp_path / "before", "--format", "jsonl", "--jobs", "1")
    before = align_document(folder / "r1.txt")
    where = tmp_path / "corrections"
    where.mkdir()
    _written(where, record(before, [ruled(before.beads[0], "rejected")], REVIEWER), "r1.jsonl")
    result = align(folder, "-o", tmp_path / "after", "--format", "jsonl", "--corrections", where, "--jobs", "1")
    assert result.status == 0
    # Both documents say the same, so what holds of one holds of the other.
    assert "corrections: 2 applied" in result.err
    for name in ("r1", "sub/r2"):
        counts = [len(_units(tmp_path / run / f"{name}.jsonl")) for run in ("before", "after")]
        assert counts[0] - counts[1] == 1


def test_the_tmx_says_what_was_checked(align: Any, seed_path: Path, corrections: Path, tmp_path: Path) -> None:
    align(seed_path, "-o", tmp_path / "out.tmx", "--corrections", corrections)
    text = (tmp_path / "out.tmx").read_text("utf-8")
    assert text.count('<prop type="x-checked">approved</prop>') == 2
    assert text.count('<prop type="x-checked">edited</prop>') == 1
    align("convert", tmp_path / "out.tmx", "-o", tmp_path / "out.jsonl")
    assert [unit.get("checked") for unit in _units(tmp_path / "out.jsonl")].count("approved") == 2


@pytest.mark.parametrize("command", ["align", "apply"])
def test_a_file_that_holds_none(align: Any, command: str, seed_path: Path, tmp_path: Path) -> None:
    pairs, wrong = tmp_path / "p.jsonl", tmp_path / "c.jsonl"
    pairs.write_text('{"zh": "天气很好。", "en": "Fine.", "zh_ids": [0], "en_ids": [0]}\n', "utf-8")
    wrong.write_text('{"zh": "天气很好。", "en": "Fine."}\n', "utf-8")
    words = ("apply", pairs, wrong) if command == "apply" else (seed_path, "--corrections", wrong)
    result = align(*words, "-o", tmp_path / "out.tmx")
    assert result.status == 2
    what = '"format" is not "duiqi-corrections/1": no correction, or one of a later version'
    assert result.err == f"align: {wrong}:1: {what}\n"
    assert not (tmp_path / "out.tmx").exists()


def test_apply_needs_sentence_numbers(align: Any, corrections: Path, tmp_path: Path) -> None:
    pairs = tmp_path / "p.jsonl"
    pairs.write_text('{"zh": "天气很好。", "en": "Fine."}\n', "utf-8")
    result = align("apply", pairs, corrections)
    assert result.status == 2
    assert result.err == f'align: {pairs}:1: "zh_ids" is missing\n'


def test_apply_refuses_pairs_that_share_sentences(align: Any, corrections: Path, tmp_path: Path) -> None:
    pairs = tmp_path / "p.jsonl"
    pairs.write_text('{"zh": "天气很好。", "en": "Fine.", "zh_ids": [0], "en_ids": [0]}\n' * 2, "utf-8")
    result = align("apply", pairs, corrections)
    assert result.status == 2
    assert result.err == (
        f"align: {pairs}: the pair of sentences [0]:[0] shares sentences with another, or crosses it; "
        "give the file that align wrote\n"
    )


def test_a_corrected_workbook_comes_back(align: Any, seed_path: Path, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    align(seed_path, "-o", tmp_path / "old.jsonl", "--keep-unaligned")
    align("convert", tmp_path / "old.jsonl", "-o", tmp_path / "new.xlsx")
    book = openpyxl.load_workbook(tmp_path / "new.xlsx")
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    zh, en = heads.index("zh") + 1, heads.index("en") + 1
    sheet.cell(2, en).value = "Edited by hand."[:6] + sheet.cell(2, en).value
    for column, glue in ((zh, ""), (en, " ")):
        sheet.cell(6, column).value += glue + sheet.cell(7, column).value
    sheet.delete_rows(7)
    sheet.delete_rows(10)
    book.save(tmp_path / "new.xlsx")
    words = ("corrections", "from-xlsx", tmp_path / "old.jsonl", tmp_path / "new.xlsx")
    result = align(*words, "-o", tmp_path / "c.jsonl", "--who", "li", "--when", "2026-11-29T10:15:00Z")
    assert (result.status, result.err) == (0, f"3 corrections: {tmp_path / 'c.jsonl'}\n")
    made = _units(tmp_path / "c.jsonl")
    assert {(c["who"], c["when"]) for c in made} == {("li", "2026-11-29T10:15:00Z")}
    result = align(seed_path, "-o", tmp_path / "out.jsonl", "--corrections", tmp_path / "c.jsonl")
    assert result.err.splitlines()[-1] == "corrections: 3 applied"
    units = _units(tmp_path / "out.jsonl")
    assert len(units) == 24
    assert units[0]["en"].startswith("Edited")
    assert [unit["checked"] for unit in units if "checked" in unit] == ["edited", "approved"]


def test_a_workbook_of_another_document(align: Any, seed_path: Path, tmp_path: Path) -> None:
    align(seed_path, "-o", tmp_path / "old.jsonl")
    (tmp_path / "new.tsv").write_text("zh\ten\tdocument\n天气很好。\tFine weather.\tother.txt\n", "utf-8")
    result = align("corrections", "from-xlsx", tmp_path / "old.jsonl", tmp_path / "new.tsv")
    assert result.out == b""
    assert result.err.splitlines() == [
        f"align: warning: {seed_path.name}: {tmp_path / 'new.tsv'} has no row of it, so nothing is said of it",
        f"align: warning: other.txt: not a document of {tmp_path / 'old.jsonl'}",
        "0 corrections: standard output",
    ]


def test_a_workbook_that_was_sorted_and_one_of_two_columns(align: Any, tmp_path: Path) -> None:
    from support.corrected import EN, ZH

    old, new = tmp_path / "old.jsonl", tmp_path / "new.tsv"
    for name, texts in (("a.zh.txt", ZH), ("a.en.txt", EN)):
        (tmp_path / name).write_text("\n".join(texts), "utf-8")
    align(tmp_path / "a.zh.txt", tmp_path / "a.en.txt", "-o", old, "--presegmented", "--keep-unaligned")
    align("convert", old, "-o", new)
    head, first, *rows = new.read_text("utf-8").splitlines()
    words = ("corrections", "from-xlsx", old, new)
    document = first.split("\t")[9]
    new.write_text("\n".join([head, *reversed(rows), first]) + "\n", "utf-8")
    result = align(*words)
    told = f"align: warning: {document}: its rows are not in the order of the text; they are taken in that"
    assert (result.out, result.err.splitlines()) == (b"", [told, "0 corrections: standard output"])
    # A row was put in, for half of a sentence: it names no document, and nothing of the text is lost.
    cells = first.split("\t")
    halves = [
        "\t".join(["", *half, *[""] * (len(cells) - 3)]) for half in ((ZH[0][:4], EN[0][:9]), (ZH[0][4:], EN[0][9:]))
    ]
    new.write_text("\n".join([head, *halves, *rows]) + "\n", "utf-8")
    (made,) = (json.loads(line) for line in align(*words).out.splitlines())
    assert (made["now"]["zh"], len(made["now"]["beads"])) == ([ZH[0][:4], ZH[0][4:]], 2)
    # Of columns the texts are enough.
    plain = ["\t".join(row.split("\t")[1:3]) for row in [head, first.replace(ZH[0], f"另外{ZH[0]}"), *rows]]
    new.write_text("\n".join(plain) + "\n", "utf-8")
    (made,) = (json.loads(line) for line in align(*words).out.splitlines())
    assert made["now"]["zh"] == [f"另外{ZH[0]}"]


def test_two_files_of_lines(align: Any, tmp_path: Path) -> None:
    from support.corrected import EN, ZH

    zh, en = tmp_path / "a.zh.txt", tmp_path / "a.en.txt"
    zh.write_text("\n".join(ZH), "utf-8")
    en.write_text("\n".join(EN), "utf-8")
    align(zh, en, "-o", tmp_path / "before.jsonl", "--presegmented", "--keep-unaligned")
    before = _units(tmp_path / "before.jsonl")
    assert before[1]["zh_ids"] == [1]
    made = align("corrections", "from-xlsx", tmp_path / "before.jsonl", _merged(before, tmp_path))
    (tmp_path / "c.jsonl").write_bytes(made.out)
    result = align(
        en, zh, "-o", tmp_path / "out.jsonl", "--presegmented", "--quiet", "--corrections", tmp_path / "c.jsonl"
    )
    assert (result.status, result.err) == (0, "")
    assert [(unit["zh_ids"], unit["en_ids"]) for unit in _units(tmp_path / "out.jsonl")][1] == ([1, 2], [1])


def _merged(units: list[dict[str, Any]], folder: Path) -> Path:
    """The pairs as a table, in which the third row was put to the second."""
    rows = [(unit["zh"], unit["en"], unit["document"]) for unit in units]
    rows[1:3] = [(rows[1][0] + rows[2][0], rows[1][1], rows[1][2])]
    path = folder / "new.tsv"
    path.write_text("\n".join("\t".join(row) for row in [("zh", "en", "document"), *rows]) + "\n", "utf-8")
    return path


def test_apply_keeps_inline_codes(align: Any, tmp_path: Path) -> None:
    """What no one corrected stays as it is, in units of several sentences too."""
    bold = [
        {"at": [2, 2], "element": "bpt", "attributes": {"i": "1", "x": "1"}, "content": "<b>"},
        {"at": [8, 8], "element": "ept", "attributes": {"i": "1"}, "content": "</b>"},
    ]
    name = [{"at": [0, 5], "element": "ph", "attributes": {"x": "1"}, "content": "{0}"}]
    two = {"zh": "会议开始。他来了。", "en": "The meeting began, and he came.", "zh_ids": [0, 1], "en_ids": [0]}
    one = {"zh": "谢谢。", "en": "Thank you.", "zh_ids": [2], "en_ids": [1]}
    units = [{**two, "document": "d", "zh_codes": bold}, {**one, "document": "d", "en_codes": name}]
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text("".join(json.dumps(unit) + "\n" for unit in units), encoding="utf-8")
    none = tmp_path / "none.jsonl"
    none.write_text("", encoding="utf-8")
    assert align("apply", pairs, none, "-o", tmp_path / "after.tmx", "-q").status == 0
    assert align("convert", pairs, "-o", tmp_path / "before.tmx", "-q").status == 0
    before, after = ((tmp_path / f"{name}.tmx").read_text("utf-8") for name in ("before", "after"))
    segments = [line for line in before.splitlines() if "<seg>" in line]
    assert "<bpt" in segments[0]
    assert [line for line in after.splitlines() if "<seg>" in line] == segments


@pytest.mark.parametrize("anew", [False, True])
@pytest.mark.parametrize("of_folder", [False, True])
def test_an_update_without_them_does_not_add_what_they_reject(
    align: Any, corrections: Path, seed_path: Path, tmp_path: Path, of_folder: bool, anew: bool
) -> None:
    (tmp_path / "releases").mkdir()
    release = tmp_path / "releases" / seed_path.name
    release.write_bytes(seed_path.read_bytes())
    release, memory = release.parent if of_folder else release, tmp_path / "m.tmx"
    update = () if anew else ("--update",)
    assert align(release, "-o", memory, *update, "--corrections", corrections).status == 0
    before = memory.read_bytes()
    result = align(release, "-o", memory, "--update")
    assert "not added, as it was deleted from the memory" in result.err
    rejected = [json.loads(line) for line in corrections.read_text("utf-8").splitlines() if '"rejected"' in line]
    (texts,) = (r["was"]["zh"]["texts"] for r in rejected)
    assert texts[0] not in memory.read_text("utf-8")
    assert texts[0] not in before.decode("utf-8")


def test_a_memory_written_with_them_knows_what_is_deleted_later(
    align: Any, corrections: Path, seed_path: Path, tmp_path: Path
) -> None:
    memory = tmp_path / "m.tmx"
    result = align(seed_path, "-o", memory, "--corrections", corrections)
    assert f"  {memory}.ids: what is not to be added by an update (1 rejected pair)" in result.err
    text = memory.read_text("utf-8")
    first = text[text.index("<tu ") : text.index("</tu>") + len("</tu>")]
    memory.write_text(text.replace(first, ""), "utf-8")
    result = align(seed_path, "-o", memory, "--update")
    assert "2 deleted from the memory before stay so" in result.err


def test_nothing_is_remembered_where_nothing_is_rejected_or_no_memory_written(
    align: Any, corrections: Path, seed_path: Path, tmp_path: Path
) -> None:
    align(seed_path, "-o", tmp_path / "plain.tmx")
    align(seed_path, "-o", tmp_path / "m.jsonl", "--corrections", corrections)
    assert align(seed_path, "-o", "-", "--format", "tmx", "--corrections", corrections).status == 0
    assert not list(tmp_path.glob("*.ids"))
