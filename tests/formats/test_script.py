"""Messages of web programs: what is read of a module in JavaScript or of PHP, and what stays a program."""

from __future__ import annotations

import contextlib
import json
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
