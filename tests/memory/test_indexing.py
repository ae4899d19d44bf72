"""Terms and queries."""

from __future__ import annotations

from duiqi.memory.indexing import phrase, simplified, zh_terms


def test_terms() -> None:
    assert zh_terms("在北京 6月, COVID") == ["在北", "北京", "京", "6", "月", "covid"]
    assert phrase("北京", "zh") == 'zh : "北京"'
    assert phrase("京", "zh") == 'zh : "京" *'
    assert phrase("6月18日", "zh") == 'zh : "6 月 18 日" *'
    assert phrase('x" OR "y', "en") == 'stem : "x or y"'
    assert phrase("Road cooperat", "en") == 'stem : "road cooperat" OR en : "road cooperat" *'
    assert phrase("Roads", "en", exact=True) == 'en : "roads"'
    assert simplified(["會議\n開始"]) == ["会议 开始"]
