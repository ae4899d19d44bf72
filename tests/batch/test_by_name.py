"""Which files of a folder belong together."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath

import pytest

from duiqi.batch.by_name import documents_of, find_documents, with_version
from duiqi.batch.file_names import language_and_key, version_of
from duiqi.errors import InputError
from duiqi.loading import ENDINGS

CASES = json.loads((Path(__file__).parents[1] / "cases" / "folders.json").read_text(encoding="utf-8"))


def fill(folder: Path, names: list[str]) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["what"]))
def test_cases(tmp_path: Path, case: dict[str, object]) -> None:
    fill(tmp_path, case["files"])  # type: ignore[arg-type]
    listing = find_documents(tmp_path)
    found = {d.name: [p.relative_to(tmp_path).as_posix() for p in d.files] for d in listing.documents if not d.problem}
    assert found == case["documents"]
    assert {d.name: d.problem for d in listing.documents if d.problem} == case.get("problems", {})
    assert [path.as_posix() for path in listing.passed_over] == case.get("passed_over", [])


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.zh.txt", ("zh", "a")),
        ("a_zh_TW.txt", ("zh", "a")),
        ("a (English).txt", ("en", "a")),
        ("中文-a.txt", ("zh", "a")),
        ("x/en.txt", ("en", "x")),
        ("en.txt", ("en", "")),
        ("token.txt", (None, "token")),
        ("chen.txt", (None, "chen")),
        ("x/zh-Hans/y/a.txt", ("zh", "x/y/a")),
        ("zh/a.zh.txt", ("zh", "a")),
        ("corpus.en-zh.en", ("en", "corpus.en-zh")),
    ],
)
def test_language_and_key(path: str, expected: tuple[str | None, str]) -> None:
    assert language_and_key(PurePosixPath(path)) == expected


def test_names_are_distinct_where_case_does_not_count(tmp_path: Path) -> None:
    fill(tmp_path, ["R1.txt", "r1.md", "r1.text", "s.zh.txt", "s.en.txt", "S.txt"])
    names = [document.name.casefold() for document in find_documents(tmp_path).documents]
    assert len(names) == len(set(names)) == 5


@pytest.mark.parametrize("names", [[], ["a.png"], [".hidden.txt"], ["x/~$report.docx"]])
def test_nothing_to_align(tmp_path: Path, names: list[str]) -> None:
    fill(tmp_path, names)
    with pytest.raises(InputError) as error:
        find_documents(tmp_path)
    assert str(error.value) == f"{tmp_path}: the folder holds no document; {ENDINGS}"


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    fill(tmp_path, ["a.txt"])
    (tmp_path / "loop").symlink_to(tmp_path)
    assert [document.name for document in find_documents(tmp_path).documents] == ["a"]


def test_files_are_paired_as_those_of_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, ["x/a.zh.txt", "x/a.en.txt", "x/y/en.txt", "x/y/zh.txt", "x/y/m.txt", "x/logo.png"])
    whole = find_documents(tmp_path / "x")
    files = [path for document in whole.documents for path in document.files] + [tmp_path / "x" / "logo.png"]
    assert documents_of(files[::-1]) == documents_of(files + files[:1]) == whole
    # Told by paths from elsewhere they bear the same names.
    monkeypatch.chdir(tmp_path / "x" / "y")
    named = [document.name for document in whole.documents]
    relative = documents_of([Path("en.txt"), Path("zh.txt"), Path("m.txt"), Path("../a.zh.txt"), Path("../a.en.txt")])
    assert [document.name for document in relative.documents] == named == ["a", "y", "y/m"]
    assert relative.root == tmp_path / "x"
    below = documents_of([Path("m.txt"), Path("no.txt"), Path("z/a.txt")])
    assert [document.name for document in below.documents] == ["m", "no", "z/a"]


def test_files_that_are_no_documents(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        documents_of([tmp_path / "a.png", tmp_path / "b"])
    assert str(error.value) == f"none of the files is a document; {ENDINGS}"


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        (None, ["a.zh-CN", "a.zh-HK", "a.zh-TW"]),
        ("zh", ["a.zh-CN", "a.zh-HK", "a.zh-TW"]),
        ("zh-Hans", ["a.zh-CN"]),
        ("zh-Hant", ["a.zh-HK", "a.zh-TW"]),
        ("zh-TW", ["a.zh-TW"]),
    ],
)
def test_one_of_several_chinese_versions(tmp_path: Path, wanted: str | None, kept: list[str]) -> None:
    fill(tmp_path, ["a.zh-CN.txt", "a.zh-TW.txt", "a.zh-HK.txt", "a.en.txt", "b.zh-CN.txt", "b.en.txt"])
    listing = with_version(find_documents(tmp_path), wanted)
    assert [document.name for document in listing.documents if not document.problem] == [*kept, "b"]
    problems = {document.problem for document in listing.documents} - {""}
    assert all(
        problem.startswith(f"--zh-lang {wanted} asks for another Chinese version, a.zh-") for problem in problems
    )


@pytest.mark.parametrize(
    ("path", "version"),
    [
        ("a.zh-HK.txt", ("traditional", "hk")),
        ("zh/a.zh-Hans.txt", ("simplified", "")),
        ("values-zh-rTW/a.xml", ("traditional", "tw")),
        ("a.cht.srt", ("traditional", "")),
        ("a.en-GB.txt", (None, "gb")),
        ("a.txt", (None, "")),
    ],
)
def test_versions(path: str, version: tuple[str | None, str]) -> None:
    assert version_of(PurePosixPath(path)) == version


def test_translations_of_qt_are_documents_and_programs_with_their_suffix_are_none(tmp_path: Path) -> None:
    for language in ("zh_CN", "en"):
        (tmp_path / f"app_{language}.ts").write_text(f'<?xml version="1.0"?>\n<TS language="{language}"/>', "utf-8")
    (tmp_path / "main.ts").write_text("export const x: number = 1;\n", "utf-8")
    listing = find_documents(tmp_path)
    assert [(d.name, [f.name for f in d.files]) for d in listing.documents] == [("app", ["app_zh_CN.ts", "app_en.ts"])]
    assert [path.name for path in listing.passed_over] == ["main.ts"]
