"""Messages of web programs: what is read of a module in JavaScript or of PHP, and what stays a program."""

from __future__ import annotations

import contextlib
import json
import sys
from pathlib import Path

import pytest

import duiqi
from duiqi.batch.by_name import find_documents
from duiqi.errors import InputError, UnreadFormat
from duiqi.formats.script import is_script_of_messages, read_script

CASES = json.loads((Path(__file__).parents[1] / "cases" / "software" / "script" / "cases.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES)
def test_pairs_follow_the_keys(case: str, tmp_path: Path) -> None:
    files = [tmp_path / f"{side}{CASES[case]['suffix']}" for side in ("zh", "en") if side in CASES[case]]
    for file in files:
        file.write_text(CASES[case][file.stem], "utf-8")
    alignment = duiqi.align(*files)
    found = {(pair.zh, pair.en) for pair in alignment.pairs(unaligned=True)}
    assert found == set(map(tuple, CASES[case]["pairs"]))
    left = {omission.text for file in files for omission in read_script(file.read_bytes(), file.name).omissions}
    assert left == set(CASES[case].get("left", ()))


@pytest.mark.parametrize(
    "text",
    [
        "export const x: number = 1;\nexport const name = 'Tool';\n",
        "module.exports = { mode: 'development', entry: './src/index.js', devtool: 'eval', target: 'web' };\n",
        "import { ref } from 'vue'\nexport default {\n  name: 'App',\n  title: '中文',\n  note: '说明',\n  setup() {\n"
        "    const count = ref(0)\n    function more() { count.value += 1; console.log(`${count.value} times`) }\n"
        "    return { count, more, reset: () => { count.value = 0 }, half: () => count.value / 2 }\n  }\n}\n",
        "# 配置\n```js\nexport default { a: '甲', b: '乙', c: '丙' }\n```\n这里说明怎样设置。\n",
        "function f() { return 1; }\n",
        '{"open": "打开", "save": "保存", "close": "关闭"}',
    ],
)
def test_programs_are_no_messages(text: str) -> None:
    assert not is_script_of_messages(text)


def test_what_is_nested_too_deep_is_refused() -> None:
    text = "export default " + "{ a: " * 70 + "'文字'" + " }" * 70
    with pytest.raises(InputError, match="nested more than 64 deep"):
        read_script(text.encode(), "a.js")


@pytest.mark.parametrize(
    "unclosed", ["'", '"', "`", "/*", "{a:", "[", "{a: [", "{[", "{a: (", "/[", "\\", "{...", "x =>"]
)
def test_unclosed_marks_end_with_the_file(unclosed: str) -> None:
    text = "export default { a: '打开文件' };\n" + f"x = {unclosed}" * 2000
    with contextlib.suppress(InputError):  # nested too deep
        assert "打开文件" in read_script(text.encode(), "a.js").text


def test_programs_beside_messages_in_a_folder_are_passed_over(tmp_path: Path) -> None:
    case = CASES["a module that exports an object"]
    for name, text in (
        ("zh-CN.js", case["zh"]),
        ("en-US.js", case["en"]),
        ("index.js", "export * from './zh-CN.js';\n"),
    ):
        (tmp_path / name).write_text(text, "utf-8")
    found = find_documents(tmp_path).documents
    assert [sorted(file.name for file in one.files) for one in found] == [["en-US.js", "zh-CN.js"]]


def test_a_program_is_still_refused(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text(
        "import x from 'y';\nconst a = x(1);\nconsole.log(a);\nif (a) {\n  x();\n}\n", "utf-8"
    )
    with pytest.raises(UnreadFormat, match="program code"):
        duiqi.align(tmp_path / "a.js")


@pytest.mark.parametrize(
    ("text", "texts", "left"),
    [
        ("export default { a: '打开', b: '关闭' c: '保存', d: '好' }", "打开 保存 好", ["'关闭' c :"]),
        ("export default { a: '打开', b: '关闭', c: '未完\n}", "打开 关闭 未完", []),
        ("<?php return ['a' => '打开', 1 => '关闭', 'c' '保存', A::B => '退出'];", "打开 关闭 退出", ["'c'"]),
    ],
)
def test_what_does_not_follow_the_grammar_is_told(text: str, texts: str, left: list[str]) -> None:
    reading = read_script(text.encode(), "a.js")
    told = " ".join(omission.text for omission in reading.omissions)
    assert "保存" not in text or "保存" in reading.text + told
    assert all(one in reading.text or one in told for one in texts.split())
    assert all(one in told for one in left)


def test_names_count_beside_objects_without_one(tmp_path: Path) -> None:
    """What Rollup makes of a module."""
    for side, name, texts in (("zh", "zhCn", ("打开文件", "关闭文件")), ("en", "en", ("Open a file", "Close a file"))):
        (tmp_path / f"{side}.js").write_text(
            "Object.defineProperty(exports, 'm', { value: 'Module' });\n"
            f"var {name} = {{ open: '{texts[0]}', close: '{texts[1]}', again: '{texts[0]}', shut: '{texts[1]}' }};\n"
            f"exports.default = {name};\n",
            "utf-8",
        )
    pairs = {(pair.zh, pair.en) for pair in duiqi.align(tmp_path / "zh.js", tmp_path / "en.js").pairs()}
    assert {("打开文件", "Open a file"), ("关闭文件", "Close a file")} <= pairs


@pytest.mark.parametrize(
    "code",
    ["x = " + "[" * 50000, "f(" * 50000 + ")" * 50000, "x = {a: " + "(" * 50000 + "'b'" + ")" * 50000 + "}",
     "x = {a: " + "'b' + " * 50000 + "'c'}", "a = " * 50000 + "{b: 'c'}", "a" + ".b" * 50000 + " = 'c'"],
)  # fmt: skip
def test_deep_programs_end(code: str) -> None:
    with contextlib.suppress(InputError):  # nested too deep, or mostly no program
        assert "打开文件" in read_script(f"export default {{ z: '打开文件' }};\n{code}".encode(), "a.js").text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("export default { a: '打开' }\n" + "天气 很好 ( we go : there\n" * 20, "most of this is no JavaScript"),
        ("export default { a: '打开' }\n" + "x = 12345;\n" * 100_000, "more than 1,000,000 characters"),
    ],
)
def test_what_is_no_program_or_too_large_is_refused(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_script(text.encode(), "a.js")


def test_without_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tree_sitter", None)
    file = tmp_path / "a.js"
    for case in ("a module that exports an object", "a text at a time", "PHP, an array", "keys that are texts"):
        file.write_text(CASES[case]["zh"], "utf-8")
        with pytest.raises(InputError, match=r"needs the package tree-sitter, .* pip install 'duiqi\[script\]'"):
            duiqi.align(file)
    file.write_text("import x from 'y';\nconst a = x(1);\nconsole.log(a);\nif (a) {\n  x();\n}\n", "utf-8")
    with pytest.raises(UnreadFormat, match="program code"):
        duiqi.align(file)
