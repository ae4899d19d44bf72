"""A small dictionary in the format of CC-CEDICT, and the strengths of the word pairs of a lexicon."""

from __future__ import annotations

from duiqi.words.lexicon import Lexicon, document_table, load_lexicon

CEDICT = """# CC-CEDICT
快樂 快乐 [kuai4 le4] /happy; joyful/
快 快 [kuai4] /rapid; quick/CL:條|条[tiao2]/
樂 乐 [le4] /happy/joyful/
音樂 音乐 [yin1 yue4] /music (art)/CL:張|张[zhang1]/
兩 两 [liang3] /two; both/
音乐变体 音乐变体 [yin1 yue4] /variant of 音樂|音乐[yin1 yue4]/
王 王 [Wang2] /surname Wang/
王 王 [wang2] /king; monarch/
"""


def strengths(
    zh: list[str], en: list[str], minimum: float = 0.1, lexicon: Lexicon | None = None
) -> dict[tuple[str, str], float]:
    """The strength of each pair that has at least ``minimum``, by the package's lexicon or another one."""
    table = document_table(lexicon or load_lexicon(), zh, en, minimum)
    return {(zh[i], en[j]): float(b) for i, j, b in zip(table.zh, table.en, table.strength, strict=True)}
