"""TOML, as Hugo keeps its messages."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.reading import document

from duiqi.errors import InputError, UnreadFormat
from duiqi.pipeline import align

PAIRS = [("打开文件", "Open file"), ("还有 {{ .n }} 个", "{{ .n }} left"), ("没有结果。", "No results.")]


def messages(side: int) -> str:
    one, two, three = (pair[side] for pair in PAIRS)
    left = f"other = '{two}'\ndate = 2024-01-02\n"
    return f'# 注释\nn = 1.5\n[open]\nother = "{one}"\n\n[left]\n{left}\n[none]\nother = """\n{three}"""\n'


def test_keys_pair(tmp_path: Path) -> None:
    for side, name in enumerate(("zh", "en")):
        (tmp_path / f"{name}.toml").write_text(messages(side), encoding="utf-8-sig", newline="\r\n")
    found = align(tmp_path / "zh.toml", tmp_path / "en.toml")
    assert [(pair.zh, pair.en) for pair in found.pairs(unaligned=True)] == PAIRS
    assert found.zh[0].place == "open.other"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "a = '一'\nb = \n",
            "a.toml:2: this is no TOML: Invalid value; check it with a program for TOML, such as taplo",
        ),
        (f"a = {'[' * 100_000}", "a.toml: it is nested too deep; check what it is"),
        (f"a = {'9' * 10_000}", "a.toml: this is no TOML: "),
    ],
)
def test_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError) as error:
        document(tmp_path, "a.toml", text)
    assert str(error.value).removeprefix(f"{tmp_path}/").startswith(message)


def test_long_lists_have_no_keys(tmp_path: Path) -> None:
    with pytest.raises(UnreadFormat, match="this is TOML whose texts have no keys"):
        document(tmp_path, "a.toml", f"a = {['一'] * 32}")
