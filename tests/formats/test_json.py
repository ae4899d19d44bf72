"""JSON: dictionaries by their keys, records and dictionaries with a field for each language."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.reading import document, left

from duiqi.cli import main
from duiqi.errors import InputError, UnreadFormat
from duiqi.loading import read_document
from duiqi.options import Options
from duiqi.pipeline import align

PAIRS = [("分钟", "Pound"), ("打开文件", "Open file"), ("还有 {n} 个，请等待", "{n} are left, please wait")]


def dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


@pytest.mark.parametrize(
    "value",
    [
        [{"id": n, "en": en, "zh-CN": zh} for n, (zh, en) in enumerate(PAIRS)],
        {"data": [{"translation": {"en": en, "zh": zh}, "n": 1} for zh, en in PAIRS], "title": "x"},
        [{"input": en, "translatedText": zh, "start": 1.5} for zh, en in PAIRS],
        {f"k{n}": {"en": en, "zh": zh} for n, (zh, en) in enumerate(PAIRS)},
        {"zh-CN": {"a": {str(n): zh for n, (zh, _) in enumerate(PAIRS)}},
         "en-US": {"a": {str(n): en for n, (_, en) in reversed(list(enumerate(PAIRS)))}}},
        {"zh": [zh for zh, _ in PAIRS], "en": [en for _, en in PAIRS]},
        [[zh, en] for zh, en in PAIRS],
        {"menu": {en: zh for zh, en in PAIRS[1:]}, PAIRS[0][1]: PAIRS[0][0]},
        dict(PAIRS),
    ],
    ids=["records", "nested records", "records without names", "a field a language", "a dictionary a language",
         "a list a language", "lists of two", "keys in English", "keys in Chinese"],
)  # fmt: skip
def test_one_file(tmp_path: Path, value: Any) -> None:
    found = align(document(tmp_path, "a.json", dumped(value)))
    assert sorted((pair.zh, pair.en) for pair in found.pairs(unaligned=True)) == sorted(PAIRS)


def test_records_on_lines_of_their_own(tmp_path: Path) -> None:
    lines = "\n".join(dumped({"id": n, "translation": {"en": en, "zh": zh}}) for n, (zh, en) in enumerate(PAIRS))
    found = align(document(tmp_path, "a.json", lines))
    assert [(pair.zh, pair.en) for pair in found.pairs(unaligned=True)] == PAIRS


def test_keys_that_are_texts_pair_two_files(tmp_path: Path) -> None:
    (tmp_path / "zh.json").write_text(dumped({en: zh for zh, en in PAIRS}), "utf-8")
    (tmp_path / "en.json").write_text(dumped({en: en for _, en in PAIRS}), "utf-8")
    found = align(tmp_path / "zh.json", tmp_path / "en.json")
    assert [(pair.zh, pair.en) for pair in found.pairs(unaligned=True)] == PAIRS


@pytest.mark.parametrize("suffix", [".json", ".arb"])
def test_keys_pair(tmp_path: Path, suffix: str) -> None:
    zh = {"@@locale": "zh", "menu": {"min": "分钟", "file": "打开文件"}, "n": PAIRS[2][0], "zh": ["仅中文", "图"]}
    en = {"@n": {"description": "a number"}, "n": PAIRS[2][1], "menu": {"file": "Open file", "min": "Pound"},
          "zh": ["Words"], "count": 12}  # fmt: skip
    (tmp_path / f"a{suffix}").write_text(dumped({"zh-CN": zh} if suffix == ".json" else zh), encoding="utf-8")
    (tmp_path / f"b{suffix}").write_text(dumped({"en": en} if suffix == ".json" else en), encoding="utf-8")
    found = align(tmp_path / f"b{suffix}", tmp_path / f"a{suffix}")
    pairs = [(pair.zh, pair.en) for pair in found.pairs(unaligned=True)]
    assert pairs == [PAIRS[0], ("", "Words"), *PAIRS[1:], ("仅中文", ""), ("图", "")]
    assert found.zh[0].place == "menu.min"


def test_exports_of_translation_programs(tmp_path: Path) -> None:
    """POEditor's terms are keys; what is said of a message is none of it."""
    for side, name in enumerate(("zh", "en")):
        terms = [{"term": f"k.{n}", "definition": pair[side], "comment": "by Li"} for n, pair in enumerate(PAIRS)]
        (tmp_path / f"{name}.json").write_text(dumped(terms), encoding="utf-8")
        said = {f"k{n}": {"message": pair[side], "description": "above"} for n, pair in enumerate(PAIRS)}
        (tmp_path / f"{name}2.json").write_text(dumped(said), encoding="utf-8")
    for end in ("", "2"):
        found = align(tmp_path / f"zh{end}.json", tmp_path / f"en{end}.json")
        assert [(pair.zh, pair.en) for pair in found.pairs(unaligned=True)] == PAIRS
    # A list of words with what they mean has no keys.
    words = [{"term": en, "definition": zh} for zh, en in PAIRS]
    found = align(document(tmp_path, "words.json", dumped(words)))
    assert [(pair.zh, pair.en) for pair in found.pairs(unaligned=True)] == PAIRS


def test_entries_of_lists_are_known_by_what_they_are_called(tmp_path: Path) -> None:
    for name, texts in (("zh", PAIRS), ("en", PAIRS[::-1])):
        side = int(name == "en")
        entries = [{"id": pair[1][:4], "text": pair[side]} for pair in texts]
        (tmp_path / f"{name}.json").write_text(dumped(entries), encoding="utf-8")
    found = align(tmp_path / "zh.json", tmp_path / "en.json")
    assert set(PAIRS) <= {(pair.zh, pair.en) for pair in found.pairs()}


def test_fields_can_be_chosen(tmp_path: Path) -> None:
    records = [{"a": en, "b": zh, "c": f"旧：{zh}"} for zh, en in PAIRS]
    (tmp_path / "a.json").write_text(dumped(records), encoding="utf-8")
    found = align(tmp_path / "a.json", options=Options(columns=("c", "a")))
    assert [pair.zh for pair in found.pairs()] == [f"旧：{zh}" for zh, _ in PAIRS]
    (tmp_path / "a.json").write_text('{"a": "b"}', encoding="utf-8")
    with pytest.raises(InputError, match="no records with fields to choose from"):
        align(tmp_path / "a.json", options=Options(columns=("c", "a")))


def test_what_stands_beside_is_left_out(tmp_path: Path) -> None:
    records = [{"en": en, "zh": zh, "note": "checked"} for zh, en in PAIRS]
    assert left(document(tmp_path, "a.json", dumped(records)))["column 3"] == ["checked"] * 3
    named = [{**record, "name": f"第{n}条"} for n, record in enumerate(records)]
    assert left(document(tmp_path, "a.json", dumped(named)))["name of a record"] == ["第0条", "第1条", "第2条"]
    chosen = read_document(tmp_path / "a.json", columns=("name", "en"))
    assert {omission.reason for omission in chosen.omissions} == {"head of a column", "column 2", "column 3"}
    deep = {"title": "标题", "records": [{**record, "tags": ["经济", "a b"]} for record in records[:1]] + records[1:]}
    found = left(document(tmp_path, "a.json", dumped(deep)))
    assert found["beside the records"] == ["标题", "经济", "a b"]


def test_texts_without_a_language_and_other_versions_are_told(tmp_path: Path) -> None:
    value = {str(n): {"en": en, "zh-CN": zh, "zh-TW": f"{zh}！"} for n, (zh, en) in enumerate(PAIRS[1:])}
    found = left(document(tmp_path, "a.json", dumped({**value, "title": "标题"})))
    assert found == {"without a language": ["标题"], "another version": [f"{zh}！" for zh, _ in PAIRS[1:]]}


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        '"中文"',
        '{"a": [1, 2]}',
        '["王毅主持会议", "Wang Yi chaired"]',
        '{"zh": ["一", "二", "三"], "en": ["one", "two"]}',
    ],
)
def test_data_without_keys_is_passed_over(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnreadFormat, match="texts have no keys"):
        document(tmp_path, "a.json", text)


def test_short_lists_with_names_are_messages(tmp_path: Path) -> None:
    """Of a calendar nearly all texts are in lists: of weekdays, of months."""
    days = {"weekdays": {"shorthand": ["周日", "周一", "周二"], "longhand": ["星期日", "星期一", "星期二"]}, "to": "至"}
    lines = document(tmp_path, "zh.json", dumped(days)).text.split()
    assert lines == ["周日", "周一", "周二", "星期日", "星期一", "星期二", "至"]
    with pytest.raises(UnreadFormat, match="texts have no keys"):
        document(tmp_path, "long.json", dumped({"words": [f"词{n}" for n in range(40)]}))


@pytest.mark.parametrize(
    ("text", "line"),
    [('{"a": "b",\n "c" "d"}', 2), ("[" * 200_000, None), ("[" * 70 + '"a"' + "]" * 70, None), ("nothing", 1)],
)
def test_what_is_wrong_is_told(tmp_path: Path, text: str, line: int | None) -> None:
    with pytest.raises(InputError) as error:
        document(tmp_path, "a.json", text)
    assert (error.value.line, bool(error.value.advice)) == (line, True)


def test_data_in_one_language_are_passed_over_in_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, texts in (("app.zh.json", PAIRS), ("app.en.json", [pair[::-1] for pair in PAIRS]), ("META.json", ())):
        messages = {f"k{n}": text for n, (text, _) in enumerate(texts)} or {"licence": "The text is free to use."}
        (folder / name).write_text(dumped(messages), encoding="utf-8")
    assert main([str(folder), "-o", str(tmp_path / "out"), "--jobs", "1"]) == 0
    assert [path.name for path in (tmp_path / "out").glob("[!.]*")] == ["app.tmx"]
    errors = capsys.readouterr().err
    assert "META: passed over: there is no Chinese text" in errors
    assert f"app: {len(PAIRS)} pairs" in errors


def test_catalogues_of_gettext_as_json(tmp_path: Path) -> None:
    """Jed's: a list of forms under each message, which may have a context, and a head under no key."""
    head = {"domain": "messages", "lang": "zh-CN", "plural_forms": "nplurals=1; plural=0;"}
    messages = {"": head, "About this": ["关于此软件"], "menu\x04Advanced": ["高级"], "Open a file": ["打开文件"]}
    for name, value in (("jed.json", messages), ("wordpress.json", {"locale_data": {"messages": messages}})):
        (tmp_path / name).write_text(json.dumps(value, ensure_ascii=False), "utf-8")
        found = [(pair.zh, pair.en) for pair in align(tmp_path / name).pairs(unaligned=True)]
        assert found == [("关于此软件", "About this"), ("高级", "Advanced"), ("打开文件", "Open a file")]
