"""New pairs into an existing memory: idempotent, and by rule."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from support.alignments import alignments, small_alignment
from support.memories import counts, pair

from duiqi.checking import check_file
from duiqi.cli import main
from duiqi.errors import InputError
from duiqi.export import read, save
from duiqi.model import Alignment
from duiqi.updating import MemoryLanguages, update_memory


def test_a_memory_that_is_not_there_is_made(tmp_path: Path) -> None:
    pairs = list(small_alignment().pairs())
    assert counts(update_memory(tmp_path / "m.tmx", [*pairs, pairs[0]])) == (3, 0, 1, 0)
    save(pairs, tmp_path / "n.tmx")
    assert (tmp_path / "m.tmx").read_bytes() == (tmp_path / "n.tmx").read_bytes()


def test_twice_is_once(tmp_path: Path) -> None:
    path = tmp_path / "m.tmx"
    update_memory(path, [pair("一", "one")])
    assert counts(update_memory(path, [pair("一", "one"), pair("二", "two")])) == (1, 0, 1, 0)
    before, stat = path.read_bytes(), path.stat()
    assert counts(update_memory(path, [pair("一", "one"), pair("二", "two", "other.txt")])) == (0, 0, 2, 0)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, stat.st_mtime_ns)


@given(alignments(), alignments())
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_hostile_pairs_are_added_once(tmp_path_factory: pytest.TempPathFactory, a: Alignment, b: Alignment) -> None:
    path = tmp_path_factory.mktemp("m") / "m.tmx"
    update_memory(path, a.pairs())
    for changed in ("add", "auto", "keep"):
        update_memory(path, b.pairs(), changed=changed, languages=MemoryLanguages("zh"))  # type: ignore[arg-type]
        before = path.read_bytes()
        for pairs in (a, b):
            again = update_memory(path, pairs.pairs(), changed=changed)  # type: ignore[arg-type]
            assert (again.added, again.replaced) == (0, 0)
        assert path.read_bytes() == before
    assert [f for f in check_file(path) if f.severity == "refused"] == []


def test_inline_codes_do_not_hide_a_pair(foreign: Path) -> None:
    assert counts(update_memory(foreign, [pair("会议开始。", "The meeting begins.")])) == (0, 0, 1, 0)


@pytest.mark.parametrize(
    ("changed", "expected", "after"),
    [
        ("auto", (0, 0, 0, 1), ["The meeting begins."]),
        ("keep", (0, 0, 0, 1), ["The meeting begins."]),
        ("replace", (0, 1, 0, 0), ["The session opens."]),
        ("add", (1, 0, 0, 0), ["The meeting begins.", "The session opens."]),
    ],
)
def test_rules_for_a_unit_of_another_program(
    foreign: Path, changed: str, expected: tuple[int, ...], after: list[str]
) -> None:
    updated = update_memory(foreign, [pair("会议开始。", "The session opens.")], changed=changed)  # type: ignore[arg-type]
    assert counts(updated) == expected
    assert updated.beside == (changed == "add")
    assert [p.en for p in updated.conflicts] == (["The session opens."] if expected[3] else [])
    assert [p.en for p in read(foreign) if p.zh == "会议开始。"] == after


def test_a_new_version_of_a_document_replaces_what_changed(tmp_path: Path) -> None:
    path = tmp_path / "m.tmx"
    update_memory(path, [pair("一。", "One."), pair("二。", "Two."), pair("三。", "Three.", "other.txt")])
    new = [pair("一。", "One."), pair("二。", "The second.", score=0.8), pair("三。", "The third.")]
    updated = update_memory(path, new)
    assert counts(updated) == (0, 1, 1, 1)  # 三 is of another document: kept, and told
    assert [(p.en, p.score) for p in read(path)] == [("One.", 0.9), ("The second.", 0.8), ("Three.", 0.9)]
    from duiqi.export import unit_id

    assert f'tuid="{unit_id(new[1])}"' in path.read_text(encoding="utf-8")
    assert counts(update_memory(path, new)) == (0, 0, 2, 1)


def test_a_translator_s_change_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "m.tmx"
    update_memory(path, [pair("一。", "One.")])
    text = path.read_text(encoding="utf-8").replace('<tuv xml:lang="en">', '<tuv xml:lang="en" changeid="LIU">')
    path.write_text(text.replace("One.", "Firstly."), encoding="utf-8")
    assert counts(update_memory(path, [pair("一。", "One.")])) == (0, 0, 0, 1)
    assert read(path)[0].en == "Firstly."


def test_two_translations_in_one_document_are_both_kept(tmp_path: Path) -> None:
    path = tmp_path / "m.tmx"
    pairs = [pair("谢谢。", "Thanks."), pair("谢谢。", "Thank you.")]
    update_memory(path, pairs[:1])
    assert counts(update_memory(path, pairs)) == (1, 0, 1, 0)
    assert counts(update_memory(path, pairs)) == (0, 0, 2, 0)


def test_source_language_and_codes_are_the_memory_s(tmp_path: Path) -> None:
    path = tmp_path / "m.tmx"
    save([pair("一", "one")], path, srclang="en", zh_lang="zh-Hans", en_lang="en-US")
    update_memory(path, [pair("二", "two"), pair("甲", "one")], changed="keep")
    text = path.read_text(encoding="utf-8")
    assert '<tuv xml:lang="en-US"><seg>two</seg></tuv>\n<tuv xml:lang="zh-Hans"><seg>二</seg></tuv>' in text
    assert "甲" not in text  # another translation of the English


def test_scripts_are_not_mixed(foreign: Path) -> None:
    with pytest.raises(InputError) as caught:
        update_memory(foreign, [pair("會議開始了。", "The meeting has begun.")])
    assert str(caught.value) == (
        f"{foreign}: the memory is in zh-CN, but the new text is in Traditional characters; keep a memory for each "
        "script, or set the code of the new units with --zh-lang"
    )
    assert counts(
        update_memory(foreign, [pair("會議開始了。", "It has begun.")], languages=MemoryLanguages("zh-TW"))
    ) == (1, 0, 0, 0)


def test_documents_in_the_other_script_are_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    simplified = [pair(f"会议开始了{n}次。", f"It began {n} times.", "s.txt") for n in range(3)]
    traditional = [pair("會議開始。", "It began.", "t.txt"), pair("一。", "One.", "t.txt")]
    path = tmp_path / "m.tmx"
    for added in (3, 0):  # a new memory, and the same again
        updated = update_memory(path, [*simplified, *traditional])
        assert (counts(updated), updated.other_script) == ((added, 0, 3 - added, 0), 2)
    assert [p.document for p in read(path)] == ["s.txt"] * 3
    save([*simplified, *traditional], tmp_path / "both.jsonl")
    assert main(["update", str(path), str(tmp_path / "both.jsonl")]) == 0
    assert capsys.readouterr().err == (
        f"{path}: 0 added, 0 replaced, 3 skipped (there already), 0 conflicting\n"
        "  2 left out because they are in the other Chinese script than the memory, which is zh-CN\n"
    )
    assert update_memory(path, traditional, languages=MemoryLanguages("zh-TW")).added == 2
