"""OmegaT finds the segments of a document exact, tags and all, in the memory that is made of it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from support.programs import need, run

from duiqi.cli import main

pytestmark = pytest.mark.slow

MARKUP = Path(__file__).parents[1] / "cases" / "markup"
# Segments that OmegaT makes of attributes and the title of the page, which are no text: each once.
OF_ATTRIBUTES = {"html": 7, "docx": 0}
PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>{}</source_lang><target_lang>{}</target_lang><sentence_seg>true</sentence_seg>
<support_default_translations>true</support_default_translations><remove_tags>false</remove_tags></project></omegat>
"""
LEVEL2 = """<?xml version="1.0" encoding="UTF-8" ?>
<omegat><preference version="1.0"><ext_tmx_show_level2>true</ext_tmx_show_level2></preference></omegat>
"""


def exact(jar: Path, folder: Path, source: Path, languages: tuple[str, str], memory: Path) -> float:
    """The share of the segments of ``source`` that OmegaT finds in ``memory``, as its statistics count them."""
    project, configuration = folder / "project", folder / "cfg"
    for name in ("source", "target", "tm/auto", "omegat", "glossary", "dictionary"):
        (project / name).mkdir(parents=True)
    configuration.mkdir()
    (configuration / "omegat.prefs").write_text(LEVEL2)
    (project / "omegat.project").write_text(PROJECT.format(*languages))
    shutil.copy(source, project / "source")
    shutil.copy(memory, project / "tm" / "auto")
    options = ["-Djava.library.path=/usr/lib/jni", "-Djava.awt.headless=true", f"-Duser.home={folder}"]
    done = run("java", *options, "-jar", jar, project, "--mode=console-translate", f"--config-dir={configuration}")
    assert done.returncode == 0, done.stderr
    told = (project / "omegat" / "project_stats.txt").read_text(encoding="utf-8")
    unique, remaining = (
        int(re.search(rf"^{name}:\s+(\d+)", told, re.MULTILINE)[1])  # type: ignore[index]
        for name in ("Unique", "Unique Remaining")
    )
    return (unique - remaining) / (unique - OF_ATTRIBUTES[source.suffix[1:]])


def documents(suffix: str, folder: Path) -> tuple[Path, Path]:
    """The manual in English and Chinese; a Word document is what LibreOffice makes of the page."""
    pages = MARKUP / "manual.en.html", MARKUP / "manual.zh-CN.html"
    if suffix == "html":
        return pages
    program = need("soffice")
    for page in pages:
        run(
            program, "--headless", "--infilter=HTML (StarWriter)", "--convert-to", "docx:MS Word 2007 XML",
            "--outdir", folder, page, f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        )  # fmt: skip
    return folder / "manual.en.docx", folder / "manual.zh-CN.docx"


@pytest.mark.parametrize(
    ("suffix", "source", "options", "floor"),
    [
        # What is missing is a segment with an image between two spaces, of which the text keeps one.
        ("html", "en", ["--omegat-tags"], 0.95),
        ("html", "zh", ["--omegat-tags"], 0.95),
        ("docx", "en", ["--omegat-tags"], 0.95),
        # Codes as TMX has them: OmegaT numbers those of a sentence from 0, but the tags of a document by paragraph.
        ("html", "en", [], 0.80),
    ],
)
def test_segments_with_tags_are_found(
    omegat: Path, tmp_path: Path, suffix: str, source: str, options: list[str], floor: float
) -> None:
    en, zh = documents(suffix, tmp_path)
    memory = tmp_path / "memory.tmx"
    given = [str(en), str(zh), "-o", str(memory), "--srclang", source, "--keep-equal", "--quiet", *options]
    assert main(given) == 0
    languages = ("EN-US", "ZH-CN") if source == "en" else ("ZH-CN", "EN-US")
    assert exact(omegat, tmp_path, en if source == "en" else zh, languages, memory) >= floor


def test_without_codes_most_are_not(omegat: Path, tmp_path: Path) -> None:
    """So that the test above shows what the tags do."""
    en, zh = documents("html", tmp_path)
    memory = tmp_path / "memory.tmx"
    assert main([str(en), str(zh), "-o", str(memory), "--srclang", "en", "--keep-equal", "--quiet", "--no-codes"]) == 0
    assert exact(omegat, tmp_path, en, ("EN-US", "ZH-CN"), memory) < 0.5
