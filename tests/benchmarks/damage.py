"""Damage clean Chinese text in every way cleaning knows, to measure it on more than the development sample.

    python -m tests.benchmarks.damage SHARED OUTPUT.jsonl [--per-kind 100] [--seed 1]

Writes cases of the form of ``corruption/dev.jsonl``, for ``tests/benchmarks/cleaning.py --cases``.
"""

from __future__ import annotations

import argparse
import html
import json
import random
import re
from collections.abc import Callable
from pathlib import Path

import opencc

from duiqi.cleaning.evidence.char_model import plausibility
from duiqi.cleaning.evidence.pinyin import readings
from duiqi.text.chars import HAN, HAN_CHAR

Damage = Callable[[str, random.Random], str]
MARKS = {"1": "\u0304", "2": "\u0301", "3": "\u030c", "4": "\u0300", "5": ""}
PUNCTUATION = re.compile("[，；：！？（）]")


def toned(syllable: str) -> str:
    """wu4 → wù, the mark on the vowel that carries it."""
    import unicodedata

    bare, tone = syllable[:-1].replace("v", "ü"), syllable[-1]
    vowel = next((v for v in "aeo" if v in bare), None) or next((v for v in reversed(bare) if v in "iuü"), bare[:1])
    if "iu" in bare:
        vowel = "u"
    at = bare.index(vowel) + 1
    return unicodedata.normalize("NFC", bare[:at] + MARKS[tone] + bare[at:])


def converted(char: str) -> bool:
    model = plausibility()
    return char in model.simplified or (char in model.variants)


def gloss(form: str, share: float) -> Damage:
    def damage(text: str, rng: random.Random) -> str:
        chosen = {c for c in sorted(set(text)) if converted(c) and readings().get(c) and rng.random() < share}
        out = []
        for char in text:
            out.append(char)
            if char in chosen and readings()[char][0][-1] != "5":
                syllable = readings()[char][0]
                out.append(form.format(toned(syllable), syllable[:-1]))
        return "".join(out)

    return damage


def bytewise_punctuation(text: str, rng: random.Random) -> str:
    table = {b"\xa3" + bytes([0x80 + ord(p)]): p.encode() for p in ",;:!?()"}
    data = text.encode("gbk", errors="ignore")
    for wide, narrow in table.items():
        data = data.replace(wide, narrow)
    return replaced(data)


def replaced(data: bytes) -> str:
    """Read GBK as browsers did: ? for what is broken, nothing for private cells, € for 80."""
    out = []
    position = 0
    while position < len(data):
        first = data[position]
        if first < 0x80:
            out.append(chr(first))
            position += 1
        elif first == 0x80 or first == 0xFF:
            out.append("€" if first == 0x80 else "")
            position += 1
        elif position + 1 < len(data) and data[position + 1] >= 0x40 and data[position + 1] not in (0x7F, 0xFF):
            out.append(
                data[position : position + 2].decode("gbk", errors="ignore")
                if len(data[position : position + 2].decode("gbk", errors="ignore")) == 1 and data[position + 1] >= 0x40
                else ""
            )
            position += 2
        else:
            out.append("?")
            position += 1
    return "".join(out)


def lead_lost(mark: bytes) -> Damage:
    def damage(text: str, rng: random.Random) -> str:
        data = text.encode("gbk", errors="ignore")
        starts, position = [], 0
        while position < len(data):
            if data[position] >= 0x81:
                starts.append(position)
                position += 2
            else:
                position += 1
        if len(starts) < 6:
            return text
        at = rng.choice(starts[3:-2])
        return replaced(data[:at] + mark + data[at + 1 :])

    return damage


def recode(right: str, wrong: str, errors: str) -> Damage:
    def damage(text: str, rng: random.Random) -> str:
        data = text.encode(right, errors="ignore")
        if wrong == "cp1252":
            return "".join(bytes([b]).decode("cp1252", errors="ignore") or chr(b) for b in data)
        return data.decode(wrong, errors=errors)

    return damage


def insert(chars: str, share: float) -> Damage:
    def damage(text: str, rng: random.Random) -> str:
        return "".join(c + (rng.choice(chars) if rng.random() < share else "") for c in text)

    return damage


def between_han(chars: str, share: float) -> Damage:
    pair = re.compile(f"(?<=[{HAN}])(?=[{HAN}])")

    def damage(text: str, rng: random.Random) -> str:
        return "\u3000\u3000" + pair.sub(lambda m: rng.choice(chars) if rng.random() < share else "", text)

    return damage


def entities(form: str, share: float) -> Damage:
    def damage(text: str, rng: random.Random) -> str:
        return "".join(form.format(ord(c)) if HAN_CHAR.match(c) and rng.random() < share else c for c in text)

    return damage


def named(text: str, rng: random.Random) -> str:
    quoted = html.escape(text, quote=False).replace("“", "&ldquo;").replace("”", "&rdquo;").replace("—", "&mdash;")
    return quoted.replace("，", "，&nbsp;")


def in_the_middle(text: str, rng: random.Random) -> str:
    if len(text) < 20:
        return text
    start = rng.randrange(3, len(text) - 10)
    end = start + rng.randrange(3, 9)
    return text[:start] + recode("utf-8", "cp1252", "")(text[start:end], rng) + text[end:]


def wrap(text: str, rng: random.Random) -> str:
    width = rng.choice([20, 25, 30, 36])
    return "\n".join(text[i : i + width] for i in range(0, len(text), width))


def full_width(text: str, rng: random.Random) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in text)


def kangxi(text: str, rng: random.Random) -> str:
    import unicodedata

    table = {unicodedata.normalize("NFKC", chr(c)): chr(c) for c in range(0x2F00, 0x2FD6)}
    return "".join(table.get(c, c) for c in text)


TWICE = recode("utf-8", "cp1252", "")
# kind: (group, script, recoverable, damage). The scripts: s2t is Traditional made of Simplified character by character.
KINDS: dict[str, tuple[str, str, str, Damage]] = {
    "gloss-simplified": ("a", "s", "full", gloss("({0})", 0.3)),
    "gloss-after-s2t": ("a", "t", "full", gloss("({0})", 0.3)),
    "gloss-every-converted-char": ("a", "t", "full", gloss("({0})", 1.0)),
    "gloss-trailing-space": ("a", "t", "full", gloss("({0} )", 1.0)),
    "gloss-fullwidth-brackets": ("a", "s", "full", gloss("（{0}）", 0.3)),
    "gloss-tone-marks-lost": ("a", "t", "full", gloss("({1})", 0.3)),
    "gbk-bytewise-punct": ("b", "t", "partial", bytewise_punctuation),
    "gbk-lead-to-question": ("b", "t", "partial", lead_lost(b"?")),
    "gbk-lead-dropped": ("b", "s", "partial", lead_lost(b"")),
    "utf8-as-cp1252": ("c", "s", "full", TWICE),
    "utf8-as-latin1": ("c", "s", "full", recode("utf-8", "latin-1", "strict")),
    "utf8-twice-cp1252": ("c", "s", "full", lambda t, r: TWICE(TWICE(t, r), r)),
    "utf8-as-gb18030": ("c", "s", "partial", recode("utf-8", "gb18030", "replace")),
    "utf8-as-gbk-dropped": ("c", "s", "partial", recode("utf-8", "gbk", "ignore")),
    "utf8-as-big5": ("c", "t", "partial", recode("utf-8", "big5", "replace")),
    "gbk-as-cp1252": ("c", "s", "full", recode("gbk", "cp1252", "")),
    "utf8-as-cp1252-in-the-middle": ("c", "s", "full", in_the_middle),
    "gbk-as-utf8-replaced": ("c", "s", "no", recode("gbk", "utf-8", "replace")),
    "kun-jin-kao": (
        "c",
        "s",
        "no",
        lambda t, r: (
            t.encode("gbk", errors="ignore").decode("utf-8", errors="replace").encode().decode("gbk", errors="ignore")
        ),
    ),
    "big5-as-gb18030": ("d", "t", "partial", recode("big5", "gb18030", "replace")),
    "big5-as-gbk-dropped": ("d", "t", "partial", recode("big5", "gbk", "ignore")),
    "gbk-as-big5": ("d", "s", "partial", recode("gbk", "big5", "replace")),
    "gbk-as-eucjp": ("d", "s", "partial", recode("gbk", "euc_jp", "replace")),
    "big5-as-latin1": ("d", "t", "full", recode("big5", "latin-1", "strict")),
    "half-width-commas": ("e", "s", "full", lambda t, r: t.replace("，", ",")),
    "half-width-all": ("e", "s", "partial", lambda t, r: t.translate(str.maketrans("，；：！？（）。", ",;:!?()."))),
    "full-width-alnum": ("e", "s", "full", full_width),
    "small-form-punct": ("e", "t", "full", lambda t, r: t.translate(str.maketrans("，。；：", "﹐｡﹔﹕"))),
    "bom-inside": ("f", "s", "full", insert("\ufeff", 0.05)),
    "zero-width": ("f", "s", "full", insert("\u200b\u200c\u200d\u2060", 0.08)),
    "soft-hyphen": ("f", "t", "full", insert("\xad", 0.06)),
    "nbsp-ideographic-space": ("f", "s", "full", between_han("\xa0", 0.06)),
    "numeric-entities": ("f", "s", "full", entities("&#{0};", 1.0)),
    "hex-entities-some": ("f", "t", "full", entities("&#x{0:X};", 0.3)),
    "named-entities": ("f", "s", "full", named),
    "entities-twice": ("f", "s", "full", lambda t, r: t.replace("，", "，&amp;nbsp;")),
    "control-chars": ("f", "s", "full", insert("\x0b\x1f\x7f\x01", 0.05)),
    "literal-x0dx0a": ("f", "s", "full", insert(["x0dx0a"], 0.03)),  # type: ignore[arg-type]
    "replacement-char": ("f", "t", "full", insert("\ufffd", 0.05)),
    "space-between-characters": ("f", "s", "full", lambda t, r: " ".join(t)),
    "hard-wrap": ("f", "s", "full", wrap),
    "kangxi-radicals-pdf": ("f", "s", "full", kangxi),
    "private-use": ("f", "s", "full", insert("\ue5e5\uf0b7\ue000", 0.05)),
    "variation-selector": ("f", "s", "full", between_han("\ufe00", 0.15)),
    "bidi-marks": ("f", "s", "full", lambda t, r: f"\u202a{t}\u202c"),
}


def clean_lines(shared: Path) -> list[str]:
    lines: list[str] = []
    for pattern in ("wmt22-enzh-resplit/src", "aca/tgt", "macdev/src"):
        for path in sorted((shared / "gold").glob(f"{pattern}/*")):
            lines += path.read_text(encoding="utf-8").split("\n")
    for row in (shared / "train" / "tatoeba.cmn-eng.tsv").read_text(encoding="utf-8").split("\n"):
        if len(cells := row.split("\t")) > 1 and len(cells[1]) > 18:
            lines.append(cells[1])
    for line in (shared / "docs" / "gov-report-2018" / "raw.md").read_text(encoding="utf-8").split("\n"):
        lines += [s + "。" for s in line.split("。")[:-1]]
    sound = re.compile(f"[{HAN}A-Za-z0-9 ，。；：！？、（）“”《》·—…%.-]+")
    lines = [line.strip() for line in lines]
    return [x for x in lines if 15 <= len(x) <= 160 and sound.fullmatch(x) and len(HAN_CHAR.findall(x)) > 0.6 * len(x)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--per-kind", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    simplify, complicate, taiwan = opencc.OpenCC("t2s"), opencc.OpenCC("s2t"), opencc.OpenCC("s2tw")
    lines = clean_lines(options.shared)
    with options.output.open("w", encoding="utf-8", newline="\n") as out:
        for kind, (group, script, recoverable, damage) in KINDS.items():
            made = 0
            for line in rng.sample(lines, min(len(lines), options.per_kind * 60)):
                # Big5 has no 爲 and no 裏.
                text = (simplify if script == "s" else taiwan if "big5" in kind else complicate).convert(line)
                expected = (
                    PUNCTUATION.sub(lambda m: chr(ord(m[0]) - 0xFEE0), text) if kind == "gbk-bytewise-punct" else text
                )
                broken = damage(text, rng)
                if broken == expected or (kind.startswith("gbk-bytewise") and "?" not in broken):
                    continue
                case = {
                    "group": group,
                    "kind": kind,
                    "recoverable": recoverable,
                    "corrupted": broken,
                    "clean": expected,
                }
                out.write(json.dumps(case, ensure_ascii=True) + "\n")
                made += 1
                if made == options.per_kind:
                    break


if __name__ == "__main__":
    main()
