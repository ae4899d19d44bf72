"""Validators, translate-toolkit and XML::TMX take the TMX and XLIFF that duiqi writes."""

from __future__ import annotations

import contextlib
import io
import sqlite3
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from support.alignments import alignments, seed_alignment, small_alignment
from support.programs import CASES, DTD, need, run

from duiqi.export import WriteOptions, read, save, write
from duiqi.model import Alignment, Bead, Pair

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("options", [{}, {"srclang": "en", "created": "20200618T120000Z"}, {"zh_lang": "zh-Hant"}])
def test_xmllint(tmp_path: Path, options: dict[str, str]) -> None:
    xmllint = need("xmllint")
    save(small_alignment(), tmp_path / "a.tmx", **options)  # type: ignore[arg-type]
    result = run(xmllint, "--nonet", "--noout", "--dtdvalid", DTD, tmp_path / "a.tmx")
    assert result.returncode == 0, result.stderr
    broken = (tmp_path / "a.tmx").read_text(encoding="utf-8").replace(' o-tmf="duiqi"', "")
    (tmp_path / "broken.tmx").write_text(broken, encoding="utf-8")
    assert run(xmllint, "--nonet", "--noout", "--dtdvalid", DTD, tmp_path / "broken.tmx").returncode != 0


@given(alignment=alignments())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_hostile_text_is_valid_by_dtd_and_schema(schemas: Path, alignment: Alignment) -> None:
    from lxml import etree

    stream = io.BytesIO()
    write(alignment, stream, WriteOptions(format="tmx", created="20200618T120000Z"))
    tree = etree.fromstring(stream.getvalue())
    dtd = etree.DTD(str(DTD))
    assert dtd.validate(tree), dtd.error_log
    schema = etree.XMLSchema(etree.parse(str(schemas / "tmx14.xsd")))
    assert schema.validate(tree), schema.error_log


def test_translate_toolkit_finds_every_unit(shared: Path, tmp_path: Path) -> None:
    tmx = pytest.importorskip("translate.storage.tmx", reason="translate-toolkit is not installed")
    alignment = seed_alignment(shared)
    save(alignment, tmp_path / "seed.tmx", srclang="en")
    with open(tmp_path / "seed.tmx", "rb") as stream:
        memory = tmx.tmxfile(stream, "en", "zh-TW")
    pairs = list(alignment.pairs())
    assert [(unit.source, unit.target) for unit in memory.units] == [(pair.en, pair.zh) for pair in pairs]
    assert all(memory.translate(pair.en) == pair.zh for pair in pairs)


def test_pretranslate_fills_a_catalogue(shared: Path, tmp_path: Path) -> None:
    pytest.importorskip("translate.convert", reason="translate-toolkit is not installed")
    from translate.storage import po

    alignment = seed_alignment(shared)
    save(alignment, tmp_path / "seed.tmx", srclang="en")
    catalogue = po.pofile()
    for pair in alignment.pairs():
        catalogue.addsourceunit(pair.en)
    catalogue.savefile(str(tmp_path / "in.po"))
    result = run(
        *(sys.executable, "-m", "translate.tools.pretranslate", "--progress=none", "-t", tmp_path / "in.po"),
        *("--tm", tmp_path / "seed.tmx", tmp_path / "in.po", tmp_path / "out.po"),
    )
    assert result.returncode == 0, result.stderr
    filled = po.pofile.parsefile(str(tmp_path / "out.po"))
    assert {unit.source: unit.target for unit in filled.units if not unit.isheader()} == {
        pair.en: pair.zh for pair in alignment.pairs()
    }


@pytest.mark.parametrize("code", ["zh_TW", "zh"])
def test_build_tmdb_imports_every_unit(shared: Path, tmp_path: Path, code: str) -> None:
    """translate-toolkit's memory server; PyPI's versions have it no more, Debian's has."""
    program = need("build_tmdb")
    alignment = seed_alignment(shared)
    save(alignment, tmp_path / "seed.tmx", srclang="en")
    result = run(program, "-d", tmp_path / "tm.db", "-s", "en", "-t", code, tmp_path / "seed.tmx")
    assert result.returncode == 0, result.stderr
    with contextlib.closing(sqlite3.connect(tmp_path / "tm.db")) as database:
        rows = database.execute(
            "SELECT sources.lang, sources.text, targets.lang, targets.text"
            " FROM sources JOIN targets ON targets.sid = sources.sid ORDER BY targets.tid"
        ).fetchall()
    wanted = [("en", pair.en, code.lower().replace("_", "-"), pair.zh) for pair in alignment.pairs()]
    assert rows == wanted


def test_xml_tmx_counts_every_unit(shared: Path, tmp_path: Path) -> None:
    tmxwc = need("tmxwc")
    alignment = seed_alignment(shared)
    save(alignment, tmp_path / "seed.tmx")
    result = run(tmxwc, tmp_path / "seed.tmx")
    assert result.returncode == 0, result.stderr
    assert f"{len(alignment.beads)} tu" in result.stdout


def test_translate_toolkit_reads_our_xliff(shared: Path, tmp_path: Path) -> None:
    xliff2 = pytest.importorskip("translate.storage.xliff2", reason="translate-toolkit is too old for XLIFF 2")
    alignment = seed_alignment(shared)
    save(alignment, tmp_path / "seed.xliff")
    units = xliff2.Xliff2File.parsefile(str(tmp_path / "seed.xliff")).units
    assert [(unit.source, unit.target) for unit in units] == [(pair.zh, pair.en) for pair in alignment.pairs()]


@given(alignment=alignments())
@settings(max_examples=100, deadline=None)
def test_hostile_text_is_valid_by_the_schema_of_xliff(alignment: Alignment) -> None:
    from lxml import etree

    stream = io.BytesIO()
    write(alignment, stream, WriteOptions(format="xliff"))
    schema = etree.XMLSchema(etree.parse(str(CASES / "xliff" / "xliff_core_2.0.xsd")))
    assert schema.validate(etree.fromstring(stream.getvalue())), schema.error_log


def test_the_schema_of_xliff_refuses_what_is_wrong(tmp_path: Path) -> None:
    """So that the test above shows something; and by xmllint too."""
    xmllint = need("xmllint")
    save(small_alignment(), tmp_path / "a.xliff")
    schema = CASES / "xliff" / "xliff_core_2.0.xsd"
    result = run(xmllint, "--nonet", "--noout", "--schema", schema, tmp_path / "a.xliff")
    assert result.returncode == 0, result.stderr
    text = (tmp_path / "a.xliff").read_text(encoding="utf-8")
    for old, new in (('srcLang="', 'sourceLang="'), ("<segment ", "<part "), ('unit id="1"', "unit")):
        broken = text.replace(old, new).replace("</segment>", "</part>" if "part" in new else "</segment>")
        (tmp_path / "broken.xliff").write_text(broken, encoding="utf-8")
        assert run(xmllint, "--nonet", "--noout", "--schema", schema, tmp_path / "broken.xliff").returncode != 0


def schema_of_xliff12(folder: Path) -> Path:
    """The strict schema of XLIFF 1.2, with the declarations of xml:lang and xml:space from a file and not from the
    network."""
    text = (CASES / "xliff" / "xliff_core_1.2_strict.xsd").read_text(encoding="utf-8")
    local = CASES / "xliff" / "informativeCopiesOf3rdPartySchemas" / "w3c" / "xml.xsd"
    (folder / "strict.xsd").write_text(text.replace("http://www.w3.org/2001/xml.xsd", local.as_uri()), encoding="utf-8")
    return folder / "strict.xsd"


@given(alignment=alignments())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_hostile_text_is_valid_by_the_strict_schema_of_xliff_1_2(tmp_path: Path, alignment: Alignment) -> None:
    from lxml import etree

    stream = io.BytesIO()
    write(alignment, stream, WriteOptions(format="xliff12"))
    schema = etree.XMLSchema(etree.parse(str(schema_of_xliff12(tmp_path))))
    tree = etree.fromstring(stream.getvalue())
    assert schema.validate(tree), schema.error_log
    for source in tree.iter("{*}source"):
        source.tag = "sauce"
        assert not schema.validate(tree)


def test_translate_toolkit_reads_our_xliff_1_2(shared: Path, tmp_path: Path) -> None:
    xliff = pytest.importorskip("translate.storage.xliff", reason="translate-toolkit is not installed")
    alignment = seed_alignment(shared)
    save(alignment, tmp_path / "seed.xlf", format="xliff12", srclang="en")
    units = xliff.xlifffile.parsefile(str(tmp_path / "seed.xlf")).units
    assert [(unit.source, unit.target) for unit in units] == [(pair.en, pair.zh) for pair in alignment.pairs()]


def test_what_translate_toolkit_calls_fuzzy_is_a_draft(tmp_path: Path) -> None:
    xliff = pytest.importorskip("translate.storage.xliff", reason="translate-toolkit is not installed")
    store = xliff.xlifffile(sourcelanguage="en", targetlanguage="zh-CN")
    for source, target in (("Open", "打开"), ("Save", "存储"), ("Quit", "退出")):
        store.addsourceunit(source).target = target
    store.units[1].markfuzzy()
    store.savefile(str(tmp_path / "a.xlf"))
    assert [pair.zh for pair in read(tmp_path / "a.xlf")] == ["打开", "退出"]


TERMS = [("全体会议", "plenary session"), ("法定人数", "quorum"), ("主席", "chair & co <Ltd>")]


def terms() -> list[Pair]:
    numbers = [range(n, n + 1) for n in range(len(TERMS))]
    return [Pair(*t, 1.0, Bead(n, n, 1.0, kind="term")) for t, n in zip(TERMS, numbers, strict=True)]


def test_translate_toolkit_reads_our_terms_and_we_its(tmp_path: Path) -> None:
    tbx = pytest.importorskip("translate.storage.tbx", reason="translate-toolkit is not installed")
    save(terms(), tmp_path / "a.tbx", srclang="zh")
    units = tbx.tbxfile.parsefile(str(tmp_path / "a.tbx")).units
    assert [(unit.source, unit.target) for unit in units] == TERMS
    store = tbx.tbxfile(sourcelanguage="en", targetlanguage="zh")
    for zh, en in TERMS:
        store.addsourceunit(en).target = zh
    store.savefile(str(tmp_path / "b.tbx"))
    assert [(pair.zh, pair.en) for pair in read(tmp_path / "b.tbx")] == TERMS


def test_a_termbase_in_csv_becomes_tbx_and_synonyms_one_entry(tmp_path: Path) -> None:
    from lxml import etree

    rows = "".join(f'"{zh}","{en}"\n' for zh, en in TERMS)
    (tmp_path / "a.csv").write_text(f"中文,English\n{rows}", encoding="utf-8")
    save(read(tmp_path / "a.csv"), tmp_path / "a.tbx")
    assert [(pair.zh, pair.en, pair.kind) for pair in read(tmp_path / "a.tbx")] == [(*t, "term") for t in TERMS]
    save(read(CASES / "bilingual" / "basic2.tbx"), tmp_path / "b.tbx")
    entries = list(etree.parse(str(tmp_path / "b.tbx")).iter("termEntry"))
    assert [[term.text for term in entry.iter("term")] for entry in entries] == [
        ["全体会议", "plenary session", "plenary"],
        ["法定人数", "最低出席人数", "quorum"],
    ]
    assert read(tmp_path / "b.tbx")[0].document == "glossary.docx"


@pytest.mark.parametrize(
    ("zh", "en", "terms"),
    [
        ("数据集；数据集合", "data set; dataset", ["数据集", "数据集合", "data set", "dataset"]),
        ("磁盘；硬盘", "disk", ["磁盘", "硬盘", "disk"]),
        ("磁盘；", "disk", []),
        ("保存文件；关闭窗口", "Save the file; close the window.", []),
        ("先保存已经改过的所有文件；再关闭窗口", "first save all files; then close the window", []),
        ("保存，文件；关闭", "save; close", []),
        ("保存文件。", "save", []),
    ],
)
def test_several_terms_in_a_cell_of_a_table(tmp_path: Path, zh: str, en: str, terms: list[str]) -> None:
    from lxml import etree

    (tmp_path / "a.tsv").write_text(f"中文\tEnglish\n词\tword\n{zh}\t{en}\n", encoding="utf-8")
    save(read(tmp_path / "a.tsv"), tmp_path / "a.tbx")
    written = [term.text for term in etree.parse(str(tmp_path / "a.tbx")).iter("term")]
    assert written == ["词", "word", *terms]
