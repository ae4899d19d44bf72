"""Stems of single words."""

from __future__ import annotations

from duiqi.words.stems import irregular_forms, stem_word


def test_irregular_forms_lead_to_base_forms() -> None:
    table = irregular_forms()
    assert [stem_word(form) for form in ("went", "children", "worketh")] == ["go", "child", "work"]
    assert all(form.isascii() and form.islower() and form != base for form, base in table.items())
    assert not [base for base in table.values() if base in table], "a base form must not be read as another"
