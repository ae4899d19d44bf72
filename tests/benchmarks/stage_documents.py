"""The documents whose stages ``end_to_end`` measures: the development novels as plain text, and those of a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

LEAST_BYTES = 20_000
NOT_DOCUMENTS = ("META.json", "gold.json", "SOURCE.txt", "README.md")
# Gold beads that the plain text of a novel has in a paragraph.
PARAGRAPH = 4


def novels(shared: Path, out: Path) -> Iterator[tuple[str, list[Path]]]:
    """The novels of macdev as two plain text files each, with paragraphs at the same places."""
    from duiqi.evaluation.gold import read_gold
    from duiqi.joining import join_chinese

    whole: dict[str, list[str]] = {"zh": [], "en": []}
    for document in read_gold(shared / "gold" / "macdev"):
        zh: list[str] = []
        en: list[str] = []
        for start in range(0, len(document.beads), PARAGRAPH):
            beads = document.beads[start : start + PARAGRAPH]
            zh.append(join_chinese([document.zh[i] for bead in beads for i in bead[0]]))
            en.append(" ".join(document.en[j] for bead in beads for j in bead[1]))
        files = []
        for language, paragraphs in (("zh", zh), ("en", en)):
            files.append(out / f"{document.name}.{language}.txt")
            files[-1].write_text("\n\n".join(filter(None, paragraphs)) + "\n", encoding="utf-8")
            whole[language].append(files[-1].read_text(encoding="utf-8"))
        yield f"macdev {document.name}", files
    files = [out / f"all.{language}.txt" for language in whole]
    for file, texts in zip(files, whole.values(), strict=True):
        file.write_text("\n".join(texts), encoding="utf-8")
    yield "macdev, all six as one", files


def documents(folder: Path) -> Iterator[tuple[str, list[Path]]]:
    """The documents below a folder: two files that differ in nothing but zh and en, or one that holds both."""
    for place in sorted(child for child in folder.iterdir() if child.is_dir()):
        files = [path for path in sorted(place.iterdir()) if path.is_file() and path.name not in NOT_DOCUMENTS]
        chinese = [path for path in files if path.name.startswith("zh") and not path.name.startswith("zh_then")]
        paired = set()
        for zh in chinese:
            en = zh.with_name(zh.name.replace("zh", "en", 1))
            if en in files:
                paired |= {zh, en}
                if zh.stat().st_size + en.stat().st_size > LEAST_BYTES:
                    yield f"{place.name}/{zh.name}", [zh, en]
        for path in files:
            if path not in paired and path.stat().st_size > LEAST_BYTES:
                yield f"{place.name}/{path.name}", [path]
