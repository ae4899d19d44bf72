"""YAML."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from support.reading import document, left, texts

from duiqi.errors import InputError, UnreadFormat
from duiqi.loading import read_document
from duiqi.pipeline import align
from duiqi.structure import with_paragraphs

RAILS = {
    "zh": """\
# 翻译
zh-CN:
  menu: &menu
    file: 文件
    edit: "编辑(&E)"
  errors:
    messages:
      blank: >-
        不能
        为空
      too_long: |
        太长
  yes: 是
""",
    "en": """\
en:
  errors:
    messages: {blank: can't be blank, only_here: Only here, too_long: is too long}
  menu: {file: File, edit: Edit (&E)}
  yes: Yes
""",
}


def test_two_files_by_their_keys(tmp_path: Path) -> None:
    for language, text in RAILS.items():
        (tmp_path / f"{language}.yml").write_text(text, "utf-8")
    found = align(tmp_path / "zh.yml", tmp_path / "en.yml")
    pairs = {pair.place: (pair.zh, pair.en) for pair in found.pairs(unaligned=True)}
    assert pairs == {
        "menu.file": ("文件", "File"),
        "menu.edit": ("编辑(&E)", "Edit (&E)"),
        "errors.messages.blank": ("不能 为空", "can't be blank"),
        "errors.messages.too_long": ("太长", "is too long"),
        "errors.messages.only_here": ("", "Only here"),
        "yes": ("是", "Yes"),
    }


@pytest.mark.parametrize(
    "data",
    [
        "- id: 1\n  zh: 水库\n  en: reservoir\n- id: 2\n  zh: 大坝\n  en: dam\n",
        "- zh: 水库\n  en: reservoir\n- zh: 大坝\n  en: dam\n",
        "zh-CN: {a: 水库, b: 大坝}\nen: {a: reservoir, b: dam}\n",
        "a: {en: reservoir, zh: 水库}\nb: {zh: 大坝, en: dam}\n",
        "base: &b {zh: 水库, en: reservoir}\nother: {<<: *b, zh: 大坝, en: dam}\nnone: ~\n",
        "---\nzh: 水库\nen: reservoir\n---\nzh: 大坝\nen: dam\n",
    ],
)
def test_both_languages_in_one_file(tmp_path: Path, data: str) -> None:
    (tmp_path / "a.yaml").write_text(data, "utf-8")
    assert [(pair.zh, pair.en) for pair in align(tmp_path / "a.yaml")] == [("水库", "reservoir"), ("大坝", "dam")]


def test_columns(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("- {a: 水库, b: 湖, c: reservoir}\n- {a: 大坝, b: 堤, c: dam}\n", "utf-8")
    assert texts(with_paragraphs(read_document(tmp_path / "a.yaml", columns=("b", "c")), "auto")) == [
        "湖",
        "reservoir",
        "堤",
        "dam",
    ]


def test_what_is_text(tmp_path: Path) -> None:
    data = "a: on\nb: true\nc: 'true'\nd: 12\ne:\nf: !!str null\ng: ~\nno: Norwegian\n1: one\n? h\n: !!map {i: x}\n"
    found = document(tmp_path, "a.yml", data)
    assert {hint.key: found.text[hint.start : hint.end] for hint in found.hints} == {
        "a": "on", "c": "true", "f": "null", "no": "Norwegian", "1": "one", "h.i": "x",
    }  # fmt: skip
    assert left(found) == {}


LAUGHS = "a0: &a0 [ha, ha]\n" + "".join(f"a{k}: &a{k} [{', '.join([f'*a{k - 1}'] * 9)}]\n" for k in range(1, 9))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("a: b\nc: [d\n", "3: this is no YAML: did not find expected ',' or ']'; check it with a program for YAML"),
        ("a: \x01\n", " this is no YAML: it holds characters that YAML has no place for; check it"),
        ("a: *b\n", "1: the alias *b stands for nothing before it; check what it is"),
        ("a: &a\n  b: *a\n", "2: the alias *a stands for nothing before it; check what it is"),
        ("? [a, b]\n: c\n", "1: this key is no text; give it a name"),
        ("a: " + "[" * 100, "1: it is nested more than 64 deep; check what it is"),
        (LAUGHS, "7: it holds more than 500,000 values, those of aliases counted; check what it is"),
    ],
)
def test_refused(tmp_path: Path, data: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        document(tmp_path, "a.yaml", data)
    assert str(caught.value).startswith(f"{tmp_path / 'a.yaml'}:{message}")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        (
            "a.yaml",
            "a: 1\nb: !!python/object/apply:os.system [ls]\n",
            "2: this is YAML with objects of a program (!!python/object/apply:os.system), which is not read; remove",
        ),
        ("a.yaml", "a: !include x\n", "1: this is YAML with objects of a program (!include), which is not read"),
        ("a.yaml", "- a word\n- a word more\n", " this is YAML whose texts have no keys, which is not read; give each"),
        ("a.yaml", "a word", " this is YAML whose texts have no keys, which is not read; give each"),
        ("a.txt", "en:\n" + "  a: one\n" * 5, " this is YAML, which is not read; give it a name that ends in .yaml"),
    ],
)
def test_passed_over_in_a_folder(tmp_path: Path, name: str, data: str, message: str) -> None:
    with pytest.raises(UnreadFormat) as caught:
        document(tmp_path, name, data)
    assert str(caught.value).startswith(f"{tmp_path / name}:{message}")


def test_without_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml", None)
    with pytest.raises(InputError) as caught:
        document(tmp_path, "a.yaml", "a: b\n")
    assert str(caught.value) == (
        f"{tmp_path / 'a.yaml'}: YAML needs the package yaml, which is not installed; "
        "install it with: pip install 'duiqi[software]'"
    )
