"""The programs that these files are for take them once they are filled."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

import duiqi
from duiqi.cli import main

CASES = Path(__file__).parents[1] / "cases" / "filling"
# Debian's qt6-l10n-tools puts it beside the other programs of Qt.
LRELEASE = shutil.which("lrelease") or shutil.which("/usr/lib/qt6/bin/lrelease")
LUPDATE = shutil.which("lupdate") or shutil.which("/usr/lib/qt6/bin/lupdate")
MSGFMT = shutil.which("msgfmt")


def filled(case: str, suffix: str, tmp_path: Path) -> Path:
    """The file of a case, filled."""
    output = tmp_path / f"filled{suffix}"
    folder = CASES / case
    words = ["export", str(folder / "pairs.jsonl"), "--into", str(folder / f"into{suffix}"), "-o", str(output)]
    assert main([*words, "--quiet"]) == 0
    return output


@pytest.mark.skipif(not MSGFMT, reason="needs gettext")
@pytest.mark.parametrize(("case", "told"), [("po", "4 translated messages, 3 fuzzy"), ("po-into-english", "2 tr")])
def test_gettext_takes_a_catalogue(case: str, told: str, tmp_path: Path) -> None:
    output = filled(case, ".po", tmp_path)
    words = [str(MSGFMT), "--check-format", "--statistics", str(output), "-o", str(tmp_path / "a.mo")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert told in done.stderr


@pytest.mark.skipif(not LRELEASE, reason="needs Qt's lrelease")
def test_qt_takes_its_translations(tmp_path: Path) -> None:
    output = filled("qt", ".ts", tmp_path)
    words = [str(LRELEASE), str(output), "-qm", str(tmp_path / "a.qm")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "4 translation(s) (2 finished and 2 unfinished)" in done.stdout
    assert "打开文件。".encode("utf-16-be") in (tmp_path / "a.qm").read_bytes()


def test_translate_toolkit_reads_them(tmp_path: Path) -> None:
    pytest.importorskip("translate")
    from translate.storage.po import pofile
    from translate.storage.ts2 import tsfile
    from translate.storage.xliff import Xliff1File
    from translate.storage.xliff2 import Xliff2File

    cases = (
        ("po", ".po", pofile),
        ("qt", ".ts", tsfile),
        ("xliff12", ".xlf", Xliff1File),
        ("xliff2", ".xlf", Xliff2File),
    )
    for case, suffix, kind in cases:
        store = kind.parsefile(str(filled(case, suffix, tmp_path)))
        found = {str(unit.source): unit for unit in reversed(store.units)}
        assert str(found["Open the file."].target) == "打开文件。"
        assert str(found["last one 12"].target) == "最后 12 个"
        if case in ("po", "qt"):  # In XLIFF 1.2 it takes for fuzzy what is not approved.
            assert not found["Open the file."].isfuzzy()
        if case != "xliff2":
            assert found["last one 12"].isfuzzy()


def test_translate_toolkit_reads_an_android_file(tmp_path: Path) -> None:
    pytest.importorskip("translate")
    from translate.storage.aresource import AndroidResourceFile

    output = tmp_path / "values-zh-rCN" / "strings.xml"
    output.parent.mkdir()
    folder = CASES / "android-new"
    source = ["--source-file", str(folder / "source.xml")]
    assert main(["export", str(folder / "pairs.jsonl"), "--into", str(output), *source, "--quiet"]) == 0
    store = AndroidResourceFile.parsefile(str(output))
    texts = {unit.getid(): str(unit.target) for unit in store.units}
    assert texts["open"] == "打开文件。"
    assert texts["apos"] == "不要'走'"
    assert "files" in texts


SAVED = (
    '{"zh": "文件(&F)", "en": "&File"}\n{"zh": "打开文件。", "en": "Open the file."}\n'
    '{"zh": "无法读取 %s。", "en": "Cannot read %s."}\n'
)


@pytest.mark.skipif(not (LRELEASE and LUPDATE), reason="needs Qt's lupdate and lrelease")
def test_from_a_program_of_qt_to_its_messages(tmp_path: Path) -> None:
    """What lupdate finds in a program is filled, taken by lrelease, and read as pairs."""
    (tmp_path / "a.jsonl").write_text(SAVED, "utf-8")
    said = 'tr("&File"); tr("Open the file."); tr("New words");'
    (tmp_path / "a.cpp").write_text(f"class A : QObject {{ Q_OBJECT void f() {{ {said} }} }};", "utf-8")
    words = [str(LUPDATE), "a.cpp", "-source-language", "en_US", "-target-language", "zh_CN", "-ts", "a.ts"]
    subprocess.run(words, cwd=tmp_path, capture_output=True, check=True)
    words = ["export", str(tmp_path / "a.jsonl"), "--into", str(tmp_path / "a.ts"), "-o", str(tmp_path / "b.ts")]
    assert main([*words, "--quiet"]) == 0
    done = subprocess.run([str(LRELEASE), "b.ts"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, "2 finished" in done.stdout) == (0, True), done.stdout
    found = [(pair.zh, pair.en) for pair in duiqi.align(tmp_path / "b.ts")]
    assert found == [("文件(&F)", "&File"), ("打开文件。", "Open the file.")]


@pytest.mark.skipif(not (MSGFMT and shutil.which("xgettext")), reason="needs gettext")
def test_from_a_program_in_c_to_its_messages(tmp_path: Path) -> None:
    """The same of xgettext, msginit, msgconv (a new catalogue is in ASCII) and msgfmt -c."""
    (tmp_path / "a.jsonl").write_text(SAVED, "utf-8")
    said = 'puts(_("Open the file.")); printf(_("Cannot read %s."), a); puts(_("New words"));'
    (tmp_path / "a.c").write_text(f"void f() {{ {said} }}", "utf-8")
    for words in (
        ["xgettext", "-k_", "a.c", "-o", "a.pot", "--from-code=UTF-8"],
        ["msginit", "--no-translator", "-l", "zh_CN.UTF-8", "-i", "a.pot", "-o", "a.po"],
        ["msgconv", "-t", "UTF-8", "a.po", "-o", "a.po"],
    ):
        subprocess.run(words, cwd=tmp_path, capture_output=True, check=True)
    words = ["export", str(tmp_path / "a.jsonl"), "--into", str(tmp_path / "a.po"), "-o", str(tmp_path / "b.po")]
    assert main([*words, "--quiet"]) == 0
    words = [str(MSGFMT), "-c", "--statistics", "b.po", "-o", "b.mo"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, "2 translated messages" in done.stderr) == (0, True), done.stderr
    found = [(pair.zh, pair.en) for pair in duiqi.align(tmp_path / "b.po")]
    assert found == [("打开文件。", "Open the file."), ("无法读取 %s。", "Cannot read %s.")]
