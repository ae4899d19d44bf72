"""The programs that take our files take them: validators, OmegaT, translate-toolkit, XML::TMX, LibreOffice, datasets.

Each test skips where its program is absent (Debian: libxml2-utils, omegat, libxml-tmx-perl, libreoffice-calc,
translate-toolkit).
"""

from __future__ import annotations

import contextlib
import io
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from support.alignments import alignments, seed_alignment, small_alignment

from duiqi.export import WriteOptions, save, write
from duiqi.model import Alignment, Bead, Language, Pair

pytestmark = pytest.mark.slow

OMEGAT = Path("/usr/share/omegat/OmegaT.jar")
CASES = Path(__file__).parents[1] / "cases"
DTD = CASES / "tmx" / "tmx14.dtd"


def need(program: str) -> str:
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed")
    return found


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, timeout=300)


@pytest.fixture(scope="module")
def omegat() -> Path:
    need("java")
    if not OMEGAT.is_file():
        pytest.skip("OmegaT is not installed")
    return OMEGAT


@pytest.fixture(scope="module")
def schemas(omegat: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """OmegaT's schemas, out of its jar."""
    folder = tmp_path_factory.mktemp("schemas")
    with zipfile.ZipFile(omegat) as jar:
        for name in ("tmx14.dtd", "tmx14.xsd", "xml.xsd"):
            (folder / name).write_bytes(jar.read(f"schemas/{name}"))
    return folder


def test_the_dtd_is_the_one_omegat_has(schemas: Path) -> None:
    assert (schemas / "tmx14.dtd").read_bytes() == DTD.read_bytes()


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
    for folder in ("source", "target", "tm/auto", "omegat", "glossary", "dictionary"):
        (project / folder).mkdir(parents=True)
    codes = {"zh": zh_code, "en": "EN-US"}
    target: Language = "en" if source == "zh" else "zh"
    (project / "omegat.project").write_text(PROJECT.format(source=codes[source], target=codes[target]))
    (project / "source" / "a.txt").write_text("\n\n".join(sources) + "\n", encoding="utf-8")
    if tmx is not None:
        shutil.copy(tmx, project / "tm" / "auto" / tmx.name)
    options = ["-Djava.library.path=/usr/lib/jni", "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8"]
    options += [f"-Duser.home={project.parent}"]
    result = run(
        "java", *options, "-jar", jar, project, "--mode=console-translate", f"--config-dir={project.parent}/cfg"
    )
    assert "Failed to load translation memory" not in result.stdout + result.stderr
    assert result.returncode == 0, result.stderr
    return (project / "target" / "a.txt").read_text(encoding="utf-8")


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
    """Whatever OmegaT 6 would refuse is reported as refused, and the repaired copy passes."""
    from lxml import etree
    from support.check_cases import broken, cases

    from duiqi.checking import check_file, repair_file
    from duiqi.errors import InputError

    schema = etree.XMLSchema(etree.parse(str(schemas / "tmx14.xsd")))
    for case in cases():
        (tmp_path / "a.tmx").write_bytes(broken(case))
        try:
            valid = schema.validate(etree.fromstring(broken(case)))
        except etree.XMLSyntaxError:
            valid = False
        try:
            refused = any(finding.severity == "refused" for finding in check_file(tmp_path / "a.tmx"))
            repair_file(tmp_path / "a.tmx", tmp_path / "b.tmx")
        except InputError:
            assert case["name"] in ("wrong encoding declared", "declares an entity", "another root")
            continue
        assert refused or valid, case["name"]
        assert schema.validate(etree.parse(str(tmp_path / "b.tmx"))), (case["name"], schema.error_log)


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


def test_libreoffice_opens_our_workbook(shared: Path, tmp_path: Path) -> None:
    """It converts the workbook to CSV and to PDF; both hold every text."""
    soffice = need("soffice")
    alignment = seed_alignment(shared)
    save(alignment, tmp_path / "seed.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for filter in ("csv:Text - txt - csv (StarCalc):44,34,76,1", "pdf"):
        result = run(
            soffice, profile, "--headless", "--convert-to", filter, "--outdir", tmp_path, tmp_path / "seed.xlsx"
        )
        assert result.returncode == 0, result.stderr
    from duiqi.export import read

    assert [(pair.zh, pair.en) for pair in read(tmp_path / "seed.csv")] == [
        (pair.zh, pair.en) for pair in alignment.pairs()
    ]
    assert (tmp_path / "seed.pdf").read_bytes().startswith(b"%PDF")


def test_the_workbook_as_a_picture(tmp_path: Path) -> None:
    """On paper: both languages and the score side by side on a page, wrapped and whole, low scores coloured."""
    soffice = need("soffice")
    pdfium = pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed")
    zh, en = (
        "各国代表团讨论了贸易和投资问题，并就下一步工作达成一致。" * 5,
        "All delegations discussed trade, and agreed. " * 8,
    )
    scores = (0.99, 0.7, 0.2)
    pairs = [
        Pair(zh, f"{en}{n}", score, Bead(range(n, n + 1), range(n, n + 1), score)) for n, score in enumerate(scores)
    ]
    save(pairs, tmp_path / "a.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    run(soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "a.xlsx")
    page = pdfium.PdfDocument(str(tmp_path / "a.pdf"))[0]
    text = "".join(page.get_textpage().get_text_range().split())
    for number, pair in enumerate(pairs):
        assert "".join(pair.zh.split()) in text
        assert "".join(pair.en.split()) in text
        assert f"{scores[number]:.2f}1-1" in text
    picture = page.render(scale=1).to_numpy().reshape(-1, 3)
    for colour in ("FFF2CC", "F8CBAD"):
        blue_green_red = bytes.fromhex(colour)[::-1]
        share = float((picture == list(blue_green_red)).all(axis=1).mean())
        assert 0.03 < share < 0.3, colour


@pytest.mark.parametrize("name", ["a.parquet", "folder"])
def test_hugging_face_datasets_load_what_we_write(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("HF_DATASETS_OFFLINE", "1")
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    datasets = pytest.importorskip("datasets", reason="datasets is not installed")
    alignment = seed_alignment(shared)
    if name == "folder":
        save(alignment, tmp_path / name, format="dataset")
        loaded = datasets.load_dataset(str(tmp_path / name), split="train", cache_dir=str(tmp_path / "cache"))
    else:
        save(alignment, tmp_path / name)
        loaded = datasets.load_dataset(
            "parquet", data_files=str(tmp_path / name), split="train", cache_dir=str(tmp_path / "cache")
        )
    assert [(row["zh"], row["en"], row["zh_ids"]) for row in loaded] == [
        (pair.zh, pair.en, list(pair.bead.zh)) for pair in alignment.pairs()
    ]


def test_pyarrow_reads_our_parquet(shared: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    alignment = seed_alignment(shared)
    save(alignment, tmp_path / "a.parquet")
    table = parquet.read_table(tmp_path / "a.parquet")
    assert table.column("zh").to_pylist() == [pair.zh for pair in alignment.pairs()]
    assert str(table.schema.field("score").type) == "double"
