"""The commands and snippets of a page of the documentation, and the folder of files in which they are run.

A block of code is run unless the line before it says why not: ``<!-- not run: reason -->``. In a block with ``$``
before its commands the other lines are what they print, with ``...`` for anything.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from duiqi.cli import main

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "data" / "samples" / "belt-and-road-2020-06-18.txt"
# The first words of lines that are commands, in blocks that do not say which language they are in.
PROGRAMS = {"align", "duiqi", "python", "python3", "pip", "pipx", "uvx", "man", "mkdocs"}
NOT_RUN = re.compile(r"<!-- not run: (.+) -->")
ASSIGNMENT = re.compile(r"[A-Z_]+=\S*")


@dataclass(frozen=True)
class Block:
    """A block of code: its ``kind`` (shell, python or other), its text, and why it is not run, if it is not."""

    kind: str
    text: str
    line: int
    reason: str = ""


@dataclass(frozen=True)
class Step:
    """A command of a shell block, and what the page says that it prints, if it says so."""

    command: str
    output: str = ""


def blocks(page: str) -> list[Block]:
    """All blocks of code of a page, fenced or indented."""
    found = sorted(_found(page), key=lambda block: block[2])
    return [Block(_kind(language, text), text, line, _reason(page, line)) for language, text, line in found]


def _found(page: str) -> Iterator[tuple[str, str, int]]:
    def line(match: re.Match[str]) -> int:
        return page.count("\n", 0, match.start()) + 1

    fenced = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
    for match in fenced.finditer(page):
        yield match[1], match[2], line(match)
    # Fences go, their lines stay, so that the numbers of the lines hold.
    rest = fenced.sub(lambda match: "x\n" * match[0].count("\n"), page)
    for match in re.finditer(r"(?<=\n\n)    [^\n]*\n(?:    [^\n]*\n|\n(?=    ))*", rest):
        text = re.sub(r"^    ", "", match[0], flags=re.MULTILINE)
        yield "", text, rest.count("\n", 0, match.start()) + 1


def _kind(language: str, text: str) -> str:
    if language == "python" or re.match("(from|import) ", text):
        return "python"
    if language == "console" or (not language and any(_program(row) in PROGRAMS for row in text.splitlines())):
        return "shell"
    return "other"


def _program(row: str) -> str:
    words = [word for word in row.removeprefix("$ ").split() if not ASSIGNMENT.fullmatch(word)]
    return words[0] if words else ""


def _reason(page: str, line: int) -> str:
    before = [row for row in page.splitlines()[: line - 1] if row.strip()]
    match = NOT_RUN.fullmatch(before[-1].strip()) if before else None
    return match[1] if match else ""


def steps(block: Block) -> list[Step]:
    """The commands of a shell block. Those of a synopsis (``align [options] INPUT``) are none."""
    rows = [row for row in block.text.splitlines() if row.strip() and "[options]" not in row]
    if not any(row.startswith("$ ") for row in rows):
        return [Step(row) for row in rows if not row.startswith("#")]
    found: list[Step] = []
    for row in rows:
        if row.startswith("$ "):
            found.append(Step(row.removeprefix("$ ")))
        elif found:
            found[-1] = Step(found[-1].command, found[-1].output + row + "\n")
    return found


def align_arguments(command: str) -> list[list[str]]:
    """The words after each ``align`` or ``duiqi`` of a command line, without what the shell itself takes."""
    lexer = shlex.shlex(command, posix=True, punctuation_chars="|&;<>")
    lexer.whitespace_split = True
    lexer.commenters = "#"
    found: list[list[str]] = []
    taking = False
    for word in lexer:
        if set(word) <= set("|&;<>"):
            taking = False
        elif word in ("align", "duiqi") and not taking:
            taking = True
            found.append([])
        elif taking:
            found[-1].append(word)
    return found


def make_world(folder: Path) -> None:
    """Files under the names that the pages use."""
    seed = SEED.read_text(encoding="utf-8")
    cut = seed.index("On the evening")
    zh, en = seed[:cut], seed[cut:]
    (folder / "data").symlink_to(ROOT / "data")
    texts = {**SMALL, "zh.txt": zh, "en.txt": en, "scans/x1.txt": zh, "scans/x2.txt": en}
    texts |= dict.fromkeys(("release.txt", "releases/release.txt", "b.txt"), seed)
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "project" / "tm" / "auto").mkdir(parents=True)
    for words in DERIVED:
        status = main([word.replace("@", f"{folder}/") for word in words.split()])
        assert status == 0, words
    memory = (folder / "memory.tmx").read_text(encoding="utf-8")
    (folder / "client.tmx").write_text(memory.replace("BRI as", "BRI & as", 1), encoding="utf-8")


# In the script of the sample document, and so of the memory made of it.
TRADITIONAL = "會議在北京舉行。\n我們感謝各國的支持。\n謝謝大家！\n"
ZH = "会议在北京举行。\n我们感谢各国的支持。\n谢谢大家！\n"
EN = "The meeting was held in Beijing.\nWe thank all countries.\nThey supported us.\nThank you all!\n"
BEADS = "[0]:[0]\n[1]:[1, 2]\n[2]:[3]\n"
# What hunalign writes of these two: rungs, and with -text the sentences.
LADDER = "0\t0\t1.2\n1\t1\t0.6\n2\t3\t0.3\n3\t4\t0.3\n"
RUNGS = (
    "会议在北京举行。\tThe meeting was held in Beijing.\t1.2\n"
    "我们感谢各国的支持。\tWe thank all countries. ~~~ They supported us.\t0.6\n谢谢大家！\tThank you all!\t0.3\n"
)
TERMS = "Chinese,English\n一带一路,Belt and Road\n互联互通,connectivity\n外交部长,Foreign Minister\n"
SDLXLIFF = """<?xml version="1.0" encoding="utf-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" version="1.2">
<file original="job.docx" source-language="zh-CN" target-language="en-US" datatype="x-sdlfilterframework2"><body>
<trans-unit id="1"><source>会议在北京举行。</source>
<seg-source><mrk mtype="seg" mid="1">会议在北京举行。</mrk></seg-source>
<target><mrk mtype="seg" mid="1">The meeting was held in Beijing.</mrk></target>
<sdl:seg-defs><sdl:seg id="1" conf="Translated"/></sdl:seg-defs></trans-unit></body></file></xliff>
"""


def html(text: str) -> str:
    """A page with a paragraph for each line."""
    language = "zh-CN" if text == ZH else "en"
    body = "".join(f"<p>{line}</p>\n" for line in text.splitlines())
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><title>x</title></head><body><main>{body}</main></body></html>'
    )


SMALL = {
    "releases/2021/notice.zh.txt": TRADITIONAL,
    "releases/2021/notice.en.txt": EN,
    "new-release.txt": TRADITIONAL + "\n" + EN,
    "a.txt": ZH + "\n" + EN,
    "c.txt": EN + "\n" + ZH,
    "corpus.zh": ZH,
    "corpus.en": EN.replace("countries.\n", "countries. "),
    "001.zh": ZH,
    "001.en": EN,
    "001.align": BEADS,
    "theirs.align": BEADS,
    "gold/001.align": BEADS,
    "english-first.align": "[0]:[0]:0.11\n[1, 2]:[1]:0.25\n[3]:[2]:0.08\n",
    "ladder.txt": LADDER,
    "hunalign.txt": RUNGS,
    "terms.csv": TERMS,
    "terms.tsv": TERMS.replace(",", "\t"),
    "job.sdlxliff": SDLXLIFF,
    "corpus.jsonl": json.dumps({"id": "notice", "zh": ZH, "en": EN}) + "\n",
    "guide.zh.html": html(ZH),
    "guide.en.html": html(EN),
    "site/zh/visit.html": html(ZH),
    "site/en/visit.html": html(EN),
}
DERIVED = (
    "@release.txt -o @memory.tmx --quiet",
    "@release.txt -o @release.tmx --quiet",
    "@release.txt -o @release.jsonl --keep-unaligned --quiet",
    "@001.zh @001.en --presegmented -o @001.jsonl --quiet",
    "convert @release.jsonl -o @checked.xlsx",
    "convert @release.jsonl -o @pairs.xlsx",
    "corrections from-xlsx @release.jsonl @checked.xlsx -o @corrections.jsonl --approve-unchanged "
    "--who wang --when 2026-11-29T10:15:00Z",
    *(f"convert @001.jsonl -o @{name}" for name in ("more.tmx", "other.tmx", "a.tmx", "b.jsonl", "c.csv")),
)
