"""LibreOffice takes the workbooks that duiqi writes, and Hugging Face datasets and pyarrow the Parquet."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.alignments import seed_alignment
from support.programs import need, run

from duiqi.export import save
from duiqi.model import Bead, Pair

pytestmark = pytest.mark.slow


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
