"""OmegaT takes the TMX that duiqi writes, and refuses what ``align check`` says it does."""

from __future__ import annotations

import contextlib
import re
import shutil
from pathlib import Path

import pytest
from support.alignments import seed_alignment, small_alignment
from support.programs import DTD, run

from duiqi.export import read, save
from duiqi.model import Alignment, Language, Pair

pytestmark = pytest.mark.slow


def test_the_dtd_is_the_one_omegat_has(schemas: Path) -> None:
    assert (schemas / "tmx14.dtd").read_bytes() == DTD.read_bytes()


PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat>
  <project version="1.0">
    <source_dir>__DEFAULT__</source_dir>
    <target_dir>__DEFAULT__</target_dir>
    <tm_dir>__DEFAULT__</tm_dir>
    <glossary_dir>__DEFAULT__</glossary_dir>
    <dictionary_dir>__DEFAULT__</dictionary_dir>
    <source_lang>{source}</source_lang>
    <target_lang>{target}</target_lang>
    <sentence_seg>false</sentence_seg>
    <support_default_translations>true</support_default_translations>
    <remove_tags>false</remove_tags>
  </project>
</omegat>
"""


def translate_with_omegat(
    jar: Path, project: Path, source: Language, sources: list[str], tmx: Path | None, zh_code: str = "ZH-TW"
) -> str:
    """What OmegaT makes of ``sources``, one a paragraph, with ``tmx`` as its only memory."""
    text = "\n\n".join(sources) + "\n"
    return translated_document(jar, project, source, ("a.txt", text), tmx, zh_code)


def translated_document(
    jar: Path, project: Path, source: Language, document: tuple[str, str], tmx: Path | None, zh_code: str
) -> str:
    """What OmegaT makes of a document, given as its name and content."""
    name, content = document
    for folder in ("source", "target", "tm/auto", "omegat", "glossary", "dictionary"):
        (project / folder).mkdir(parents=True)
    codes = {"zh": zh_code, "en": "EN-US"}
    target: Language = "en" if source == "zh" else "zh"
    (project / "omegat.project").write_text(PROJECT.format(source=codes[source], target=codes[target]))
    (project / "source" / name).write_text(content, encoding="utf-8")
    if tmx is not None:
        shutil.copy(tmx, project / "tm" / "auto" / tmx.name)
    options = ["-Djava.library.path=/usr/lib/jni", "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8"]
    options += [f"-Duser.home={project.parent}"]
    result = run(
        "java", *options, "-jar", jar, project, "--mode=console-translate", f"--config-dir={project.parent}/cfg"
    )
    assert "Failed to load translation memory" not in result.stdout + result.stderr
    assert result.returncode == 0, result.stderr
    return (project / "target" / name).read_text(encoding="utf-8")


def sides(alignment: Alignment, source: Language) -> tuple[list[str], list[str]]:
    pairs: list[Pair] = list(alignment.pairs())
    zh, en = [pair.zh for pair in pairs], [pair.en for pair in pairs]
    return (zh, en) if source == "zh" else (en, zh)


@pytest.mark.parametrize("suffix", [".tmx", ".tmx.gz"])
@pytest.mark.parametrize("source", ["zh", "en"])
def test_omegat_translates_the_seed_from_our_tmx(
    omegat: Path, shared: Path, tmp_path: Path, source: Language, suffix: str
) -> None:
    alignment = seed_alignment(shared)
    save(alignment, tmp_path / f"seed{suffix}", srclang=source)
    sources, targets = sides(alignment, source)
    made = translate_with_omegat(omegat, tmp_path / "project", source, sources, tmp_path / f"seed{suffix}")
    assert made == "\n\n".join(targets) + "\n"


def test_omegat_translates_nothing_without_it(omegat: Path, tmp_path: Path) -> None:
    """So that the test above shows what the memory does."""
    sources, _ = sides(small_alignment(), "zh")
    made = translate_with_omegat(omegat, tmp_path / "project", "zh", sources, None)
    assert made == "\n\n".join(sources) + "\n"


@pytest.mark.parametrize("code", ["zh-CN", "zh-TW", "zh-HK", "zh-Hans", "zh-Hant", "zh"])
@pytest.mark.parametrize("source", ["zh", "en"])
def test_omegat_takes_every_code_we_write(omegat: Path, tmp_path: Path, source: Language, code: str) -> None:
    alignment = small_alignment()
    save(alignment, tmp_path / "a.tmx", srclang=source, zh_lang=code)
    project = {"zh-Hans": "ZH-CN", "zh-Hant": "ZH-TW", "zh": "ZH-CN"}.get(code, code.upper())
    sources, targets = sides(alignment, source)
    made = translate_with_omegat(omegat, tmp_path / "project", source, sources, tmp_path / "a.tmx", project)
    assert made == "\n\n".join(targets) + "\n"


@pytest.mark.parametrize("code", ["en-US", "en-GB"])
@pytest.mark.parametrize("source", ["zh", "en"])
def test_omegat_takes_codes_of_english(omegat: Path, tmp_path: Path, source: Language, code: str) -> None:
    alignment = small_alignment()
    save(alignment, tmp_path / "a.tmx", srclang=source, en_lang=code)
    sources, targets = sides(alignment, source)
    made = translate_with_omegat(omegat, tmp_path / "project", source, sources, tmp_path / "a.tmx", "ZH-CN")
    assert made == "\n\n".join(targets) + "\n"


@pytest.mark.parametrize("fault", ["control character", "bare ampersand", "no adminlang", "property after the text"])
def test_omegat_and_its_schema_refuse_what_check_says(schemas: Path, tmp_path: Path, fault: str) -> None:
    from lxml import etree
    from support.check_cases import broken, cases

    from duiqi.checking import check_file, repair_file

    (case,) = (case for case in cases() if case["name"] == fault)
    (tmp_path / "a.tmx").write_bytes(broken(case))
    assert any(finding.severity == "refused" for finding in check_file(tmp_path / "a.tmx"))
    schema = etree.XMLSchema(etree.parse(str(schemas / "tmx14.xsd")))
    with contextlib.suppress(etree.XMLSyntaxError):
        assert not schema.validate(etree.fromstring(broken(case)))
    repair_file(tmp_path / "a.tmx", tmp_path / "b.tmx")
    assert schema.validate(etree.parse(str(tmp_path / "b.tmx"))), schema.error_log


def test_check_agrees_with_the_schema_of_omegat(schemas: Path, tmp_path: Path) -> None:
    """What the schema of OmegaT refuses is reported as refused, and the repaired copy passes. What its schema takes is
    not said to be refused by it."""
    from lxml import etree
    from support.check_cases import broken, cases

    from duiqi.checking import check_file, repair_file
    from duiqi.checking.rule import REFUSES_SCHEMA
    from duiqi.errors import InputError

    schema = etree.XMLSchema(etree.parse(str(schemas / "tmx14.xsd")))
    for case in cases():
        (tmp_path / "a.tmx").write_bytes(broken(case))
        try:
            valid = schema.validate(etree.fromstring(broken(case)))
        except etree.XMLSyntaxError:
            valid = False
        try:
            findings = list(check_file(tmp_path / "a.tmx"))
            refused = any(finding.severity == "refused" for finding in findings)
            by_schema = [finding.rule for finding in findings if finding.effect == REFUSES_SCHEMA]
            repair_file(tmp_path / "a.tmx", tmp_path / "b.tmx")
        except InputError:
            refused = ("wrong encoding declared", "declares an entity", "another root", "byte that is no UTF-8")
            assert case["name"] in refused
            continue
        assert refused or valid, case["name"]
        assert not (valid and by_schema), (case["name"], by_schema)
        assert schema.validate(etree.parse(str(tmp_path / "b.tmx"))), (case["name"], schema.error_log)


@pytest.mark.parametrize("source", ["zh", "en"])
def test_omegat_opens_our_xliff_1_2_as_a_document(omegat: Path, shared: Path, tmp_path: Path, source: Language) -> None:
    """It takes the text out of each target, where its sources stand, and puts the translations of the memory in."""
    alignment = seed_alignment(shared)
    save(alignment, tmp_path / "a.xlf", format="xliff12", srclang=source)
    text = (tmp_path / "a.xlf").read_text(encoding="utf-8")
    unit = re.compile(r"<source>(.*?)</source>\n<target state=.translated.>.*?</target>", re.DOTALL)
    copied, count = unit.subn(r'<source>\1</source>\n<target state="translated">\1</target>', text)
    assert count == len(alignment)
    save(alignment, tmp_path / "a.tmx", srclang=source)
    made = translated_document(omegat, tmp_path / "p", source, ("a.xlf", copied), tmp_path / "a.tmx", "ZH-TW")
    (tmp_path / "made.xlf").write_text(made, encoding="utf-8")
    pairs = [(pair.zh, pair.en) for pair in read(tmp_path / "made.xlf")]
    assert pairs == [(pair.zh, pair.en) for pair in alignment.pairs()]
