"""Whether an alignment has both languages: else what is missing is said, and what was left out of the files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from duiqi.batch.by_content import BEGINNING, LEAST
from duiqi.blocks.contents import told_omissions
from duiqi.errors import InputError, OneLanguage
from duiqi.model import LANGUAGE_NAMES, Alignment, Document, Language, Sentence

# A side this many times shorter than the other is terms and quotations, or the translation of a part; it is none when
# less than LEAST of it is paired. Of sides as long as each other hardly anything must be, since the pairs of two texts
# that are no translations of each other still score a little.
SHORT = 4.0
HARDLY = 0.1
# What package managers and compilers keep in a project: npm, pnpm, TypeScript, Composer, Python, Cargo, Dart. A
# description beside names and commands is no translation of these; one in both languages is.
PROJECT_FILES = frozenset({
    "package.json", "package-lock.json", "pnpm-lock.yaml", "tsconfig.json", "jsconfig.json", "composer.json",
    "pyproject.toml", "cargo.toml", "pubspec.yaml",
})  # fmt: skip


def check_languages(
    zh: Document, en: Document, alignment: Alignment, inputs: Sequence[str], *, in_folder: bool
) -> None:
    """Raise an error when the text of one language is missing: OneLanguage when one file was to hold both. Of a file
    that was found in a folder also when the other language is there in a few words only, which translate nothing, and
    of one that is known to describe a project when no value in it has both."""
    mixed = len(inputs) == 1
    sides: list[tuple[Language, Document, Sequence[Sentence]]] = [("zh", zh, alignment.zh), ("en", en, alignment.en)]
    for language, document, side in sides:
        if not any(sentence.text for sentence in side):
            raise (OneLanguage if mixed else InputError)(
                f"there is no {LANGUAGE_NAMES[language]} text{told_omissions(document.omissions, language)}",
                path=inputs[0] if in_folder and mixed else document.source,
                advice=_advice(LANGUAGE_NAMES[language], len(inputs), in_folder),
            )
    apart = mixed and PurePath(inputs[0]).name.lower() in PROJECT_FILES and not _on_one_line(zh.text, alignment)
    if mixed and in_folder and (missing := _untranslated_words(alignment, always=apart)):
        raise OneLanguage(
            f"the {LANGUAGE_NAMES[missing]} in it translates nothing of the rest",
            path=inputs[0],
            advice=_advice(LANGUAGE_NAMES[missing], 1, in_folder),
        )


def _untranslated_words(alignment: Alignment, *, always: bool) -> Language | None:
    """The language that there is less of, if too little of it is paired to be a translation, or ``always``."""
    sizes = {
        "zh": _length(alignment.zh) * BEGINNING["en"] / BEGINNING["zh"],
        "en": float(_length(alignment.en)),
    }
    small: Language = "zh" if sizes["zh"] < sizes["en"] else "en"
    least = LEAST if sizes[small] * SHORT < max(sizes.values()) else HARDLY
    side = alignment.zh if small == "zh" else alignment.en
    paired = sum(
        bead.score * _length([side[index] for index in (bead.zh if small == "zh" else bead.en)])
        for bead in alignment.beads
        if not bead.is_null
    )
    return small if always or paired < least * _length(side) else None


def _on_one_line(text: str, alignment: Alignment) -> bool:
    """Whether any pair of a document in both languages stands on one line of its ``text``, where a value is a line."""
    for bead in alignment.beads:
        if not bead.is_null:
            sentences = [*(alignment.zh[k] for k in bead.zh), *(alignment.en[k] for k in bead.en)]
            if "\n" not in text[min(s.start for s in sentences) : max(s.end for s in sentences)]:
                return True
    return False


def _length(sentences: Sequence[Sentence]) -> int:
    return sum(len(sentence.text) for sentence in sentences)


def _advice(missing: str, files: int, in_folder: bool) -> str:
    if files > 1:
        return "check what the files hold"
    if in_folder:
        return f"name it and the {missing} file alike, as a.zh.txt and a.en.txt, or let --match content find that"
    return f"give the {missing} as a second file"
