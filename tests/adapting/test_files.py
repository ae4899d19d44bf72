"""Termbases and the user's other files."""

from __future__ import annotations

import json
import uuid
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import duiqi
from duiqi.adapting import read_own_weights, read_own_words
from duiqi.errors import InputError
from duiqi.export.terms import read_terms
from duiqi.options import Options
from duiqi.own_words import OwnWords
from duiqi.words.own.learned import pack_learned, read_learned

CASES = Path(__file__).parents[1] / "cases" / "adapting"


def test_forbidden_terms_are_left_out_and_counted() -> None:
    lost = Counter[str]()
    own = read_own_words([CASES / "termbase.tsv"], lost=lost)
    assert ("法治", "rule by law") not in own.terms
    assert lost == {"terms that are forbidden": 1}
    assert [en for zh, en in own.terms if zh == "嵐汐"] == ["Lancaster", "Lance Group"]


@pytest.mark.parametrize("suffix", ["csv", "tsv", "xlsx", "tbx"])
def test_every_kind_of_termbase_gives_the_same(suffix: str, tmp_path: Path) -> None:
    if suffix == "xlsx":
        pytest.importorskip("xlsxwriter")
    own = read_own_words([CASES / "termbase.tsv"])
    duiqi.save([duiqi.Pair(zh, en, 1.0, duiqi.Bead(range(1), range(1), 1.0, kind="term")) for zh, en in own.terms],
               tmp_path / f"terms.{suffix}")  # fmt: skip
    assert read_own_words([tmp_path / f"terms.{suffix}"]) == own


def test_every_variant_of_a_concept_counts(tmp_path: Path) -> None:
    path = tmp_path / "terms.tbx"
    sections = {
        "de": "Netz",
        "zh-TW": "網際網路",
        "en-GB": "internet|the net",
        "zh-CN": "互联网|因特网",
        "ja": "ネット",
        "en-US": "Internet",
    }
    text = "".join(
        f'<langSet xml:lang="{tag}">' + "".join(f"<tig><term>{t}</term></tig>" for t in terms.split("|")) + "</langSet>"
        for tag, terms in sections.items()
    )
    unused = '<langSet xml:lang="en"><tig><term>web</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>'  # noqa: E501
    path.write_text(
        f'<martif type="TBX"><text><body><termEntry>{text}{unused}</termEntry></body></text></martif>', encoding="utf-8"
    )
    lost = Counter[str]()
    chinese, english = ("網際網路", "互联网", "因特网"), ("internet", "the net", "Internet")
    assert read_own_words([path], lost=lost).terms == tuple((zh, en) for zh in chinese for en in english)
    assert lost == {"texts in de": 1, "texts in ja": 1, "terms that are deprecated or superseded": 1}
    assert {term.forbidden for term in read_terms(path)} == {("web",)}


def test_terms_whose_english_is_chinese_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_text("zh,en\n你好,世界\n王毅,Wang Yi 王毅\nAPP,application\n", encoding="utf-8")
    lost = Counter[str]()
    assert read_own_words([path], lost=lost).terms == (("王毅", "Wang Yi 王毅"), ("APP", "application"))
    assert lost == {"terms whose English is Chinese": 1}
    path.write_text("zh,en\nworld,世界\nhello,你好\n", encoding="utf-8")
    with pytest.raises(InputError, match="has no term in both languages; name its columns zh and en"):
        read_own_words([path])


def test_a_termbase_mends_a_misalignment() -> None:
    zh = ["昊峻发布公告。", "岚汐科技发布公告。", "他们都走了。"]
    en = ["Lancaster issued an announcement.", "They all left."]
    own = read_own_words([CASES / "termbase.tsv"])
    before, after = (duiqi.align_sentences(zh, en, options=Options(own_words=words)) for words in (None, own))
    right = (range(1, 2), range(0, 1))
    assert right not in [(bead.zh, bead.en) for bead in before.beads]
    assert right in [(bead.zh, bead.en) for bead in after.beads]
    assert f"+{own.digest}|" in after.signature
    assert after.signature.replace(f"+{own.digest}", "") == before.signature


def test_a_path_is_no_own_words() -> None:
    with pytest.raises(TypeError, match=r"own_words is 'terms\.tsv'; it is what duiqi\.adapting\.read_own_words gives"):
        duiqi.align_sentences(["你好。"], ["Hello."], options=Options(own_words="terms.tsv"))  # type: ignore[arg-type]


def test_the_digest_is_of_what_it_holds() -> None:
    assert OwnWords((("甲", "a"),)).digest != OwnWords((("甲", "b"),)).digest
    assert OwnWords(tables=(("x", "1"),)) == OwnWords(tables=(("y", "1"),))


def test_files_that_cannot_be_used(tmp_path: Path) -> None:
    built_in = Path(duiqi.__file__).parent / "data"
    empty = tmp_path / "empty.tsv"
    empty.write_text("zh\ten\n", encoding="utf-8")
    with pytest.raises(InputError, match="has no term in both languages; name its columns zh and en"):
        read_own_words([empty])
    cut = tmp_path / "cut.lex"
    cut.write_bytes((built_in / "lexicon.bin").read_bytes()[:5000])
    for path in (cut, built_in / "lexicon.bin"):
        with pytest.raises(InputError, match="is damaged, or no lexicon of this version; make it anew"):
            read_own_words([path])
    with pytest.raises(InputError, match="holds no weights of this version; make it anew with align fit"):
        read_own_weights(empty)
    assert read_own_weights(built_in / "weights.json")


@pytest.mark.parametrize("change", [{"placed_en": "1"}, {"placed_en": float("nan")}, {"placed_en": None}])
def test_weights_that_are_no_numbers(change: dict[str, object], tmp_path: Path) -> None:
    data = json.loads((Path(duiqi.__file__).parent / "data" / "weights.json").read_text("utf-8"))
    data["first_round"] |= change
    (tmp_path / "my.weights").write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(InputError, match="holds no weights of this version"):
        read_own_weights(tmp_path / "my.weights")


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_lexicon_is_refused(tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(pack_learned([("阻尼", "damp", 0.5), ("因子", "factor", 1.0), ("因子", "reason", 0.2)]))
    begun = data.draw(st.integers(0, 700))  # the header's text, and what follows
    content[begun : begun + 1 + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    path = tmp_path / f"{uuid.uuid4()}.lex"
    path.write_bytes(content)
    with suppress(InputError):
        # What is read all the same, since only spaces of the header were hit, is what was written.
        assert read_learned(path).stems.tolist() == [b"damp", b"factor", b"reason"]
    path.unlink()
