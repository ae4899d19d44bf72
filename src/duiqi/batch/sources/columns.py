"""Which columns hold the texts and the ids: those that a user names, and others by what they are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from types import MappingProxyType

from duiqi.errors import InputError
from duiqi.model import Language
from duiqi.text.language_tags import language_of_name

# What the columns of data sets on the Hugging Face hub, of crawls (Common Crawl, OSCAR, mC4) and of databases are
# called, the most telling first. In lower case, with underscores.
TEXTS = ("text", "content", "raw_content", "document", "body")
IDS = ("id", "_id", "doc_id", "docid", "document_id", "uuid", "guid", "key", "name", "filename", "file_name", "url")
# What stands beside a language in such a name: zh_text, text_en, translation.zh.
BESIDE = ("text", "content", "sentence", "document", "translation", "body")
# What pairs have beside their texts, in our files and in those of others; documents have not.
OF_PAIRS = frozenset({"score", "type", "zh_ids", "en_ids", "zh_par", "en_par"})
OPTIONS = MappingProxyType({"zh": "--zh-column", "en": "--en-column", "text": "--text-column", "id": "--id-column"})


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of columns, as a user gives them or as they are found; None where there is none."""

    zh: str | None = None
    en: str | None = None
    text: str | None = None
    id: str | None = None

    def named(self) -> dict[str, str]:
        """Those that there are, by what they hold."""
        return {each.name: name for each in fields(self) if (name := getattr(self, each.name)) is not None}


def found_columns(names: Sequence[str], wanted: Columns, path: str) -> Columns:
    """The columns among ``names`` that are ``wanted``, and for what is not named those that are called so.

    Raises InputError when one is not there, when it cannot be told where the texts are, and for columns of pairs that
    are aligned already, unless the columns of the texts are named.
    """
    listed = ", ".join(names) or "none"
    for kind, name in wanted.named().items():
        if name not in names:
            raise InputError(
                f"there is no column {name!r}; there are {listed}",
                path=path,
                advice=f"give one of them with {OPTIONS[kind]}",
            )
    if wanted.text and (wanted.zh or wanted.en):
        raise InputError(
            "--text-column is for documents with both languages in one text",
            advice="leave it out, or leave out --zh-column and --en-column",
        )
    found = _by_names(names, wanted)
    if not found.text and not (found.zh and found.en):
        missing = "Chinese" if found.en else "English" if found.zh else "text of the documents"
        raise InputError(
            f"none of its columns is called as one with the {missing}; there are {listed}",
            path=path,
            advice="name it: --text-column, or --zh-column and --en-column",
        )
    if not (wanted.text or wanted.zh or wanted.en) and found.zh and (marks := OF_PAIRS & set(names)):
        raise InputError(
            f"it holds pairs that are aligned already (its columns: {', '.join(sorted(marks))})",
            path=path,
            advice=f"see align convert; if they are documents, say so: --zh-column {found.zh} --en-column {found.en}",
        )
    return found


def _by_names(names: Sequence[str], wanted: Columns) -> Columns:
    folded = {name.lower().replace("-", "_").replace(" ", "_"): name for name in reversed(names)}
    id = wanted.id or next((folded[name] for name in IDS if name in folded), None)
    if wanted.text:
        return Columns(text=wanted.text, id=id)
    zh, en = wanted.zh or _of_language(names, "zh"), wanted.en or _of_language(names, "en")
    if wanted.zh or wanted.en or (zh and en):
        return Columns(zh, en, id=id)
    return Columns(zh, en, next((folded[name] for name in TEXTS if name in folded), None), id)


def _of_language(names: Sequence[str], language: Language) -> str | None:
    """The first column whose name is one of the language, or else has that beside a word for text."""
    for name in names:
        if language_of_name(name) == language:
            return name
    for name in names:
        parts = name.lower().replace("-", "_").replace(".", "_").split("_")
        if len(parts) > 1 and {parts[0], parts[-1]} & set(BESIDE):
            rest = "-".join(parts[1:] if parts[0] in BESIDE else parts[:-1])
            if language_of_name(rest) == language:
                return name
    return None


def describe(columns: Columns) -> str:
    """In words, what is read of each record."""
    told: Mapping[str, str] = columns.named()
    if "text" in told:
        texts = f"both languages in {told['text']!r}"
    else:
        texts = f"Chinese in {told['zh']!r}, English in {told['en']!r}"
    return f"a document a record: {texts}, " + (f"its id in {told['id']!r}" if "id" in told else "its id is its number")
