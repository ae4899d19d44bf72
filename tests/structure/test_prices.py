"""Prices between two names on a line, which are in neither."""

from __future__ import annotations

import pytest

from duiqi.blocks.typed import as_typed
from duiqi.model import Document
from duiqi.structure import with_paragraphs

DISHES = [("凉拌黄瓜", "Cucumber Salad", "18"), ("麻婆豆腐", "Mapo Tofu", "28"), ("酸辣汤", "Hot and Sour Soup", "20")]


def read(pattern: str) -> Document:
    lines = [pattern.format(zh=zh, en=en, price=price) for zh, en, price in DISHES]
    return with_paragraphs(as_typed(Document("menu.txt", "\n".join(lines))))


@pytest.mark.parametrize(
    "pattern",
    [
        "{zh}   {price}   {en}",
        "{zh} ¥{price} {en}",
        "{zh}\t{price}元\t{en}",
        "{zh} {price}元 / {en} RMB {price}",
        "{zh}（{en}）……{price}元",
    ],
)
def test_a_price_between_two_names(pattern: str) -> None:
    found = read(pattern)
    texts = [found.text[paragraph.start : paragraph.end] for paragraph in found.paragraphs]
    assert texts == [name for zh, en, _ in DISHES for name in (zh, en)]
    assert [price for _, _, price in DISHES] == [
        price for _, _, price in DISHES if any(price in omission.text for omission in found.omissions)
    ]


def test_a_figure_in_a_name_stays() -> None:
    found = read("{zh}{price}号 {en} No. {price}")
    assert all(price in found.text for _, _, price in DISHES)
    assert not found.omissions
