"""Write docs/cli.md from the parsers of the ``align`` command.

    python docs/generate_cli.py

A test fails while the file is not what this writes.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from duiqi.cli.commands import COMMANDS, command

OUTPUT = Path(__file__).parent / "cli.md"

HEAD = """\
# Command line

This page is generated from the parsers by `docs/generate_cli.py`.

```console
$ align release.txt -o release.tmx            # one file with both languages
$ align zh.txt en.txt -o out.jsonl            # two files, in either order
$ align releases/ -o aligned/                 # a folder: an output for each document
$ align releases/ -o memory.tmx               # a folder: one output for all documents
$ align a.txt b.txt c.txt -o memory.tmx       # several files, as if they were a folder
$ align scans/ -o aligned/ --match content    # a large folder of files whose names tell nothing
$ align corpus.jsonl -o aligned/               # many documents in one file
$ cat release.txt | align - > release.jsonl   # standard input and output
```

`duiqi` and `python -m duiqi` are the same command; so `uvx duiqi` and `pipx run duiqi` run it. `-h` tells of the
options that are used most, `--help` of all. Results go to the output. The summary goes to standard error, and so do a
progress bar (on a terminal only), the report of `--explain`, warnings and errors.

| exit status | meaning |
|---|---|
| 0 | done |
| 1 | done, but some documents of a folder failed, or part of it cannot be read |
| 2 | unusable input or arguments; nothing was written |
| 130 | interrupted with Control-C |
| 141 | the reader of standard output stopped reading |
| 143 | ended by SIGTERM |

An output file appears when it is complete. After an error, Control-C or SIGTERM, what was there before is still there.
None of the processes that work on a folder outlives the command, even when it is killed.

"""

# What argparse calls the groups that each parser has.
OWN_GROUPS = ("positional arguments", "options")

NAMES = """\
A file that bears the name of a command is given as `./clean`.

"""

FOLDERS = """\
## Folders

`align releases/ -o aligned/` aligns every document in `releases/` and the folders in it, and writes one file for each,
named after it: `releases/r1.txt` becomes `aligned/r1.tmx` (or `r1.jsonl` with `--format jsonl`).

* Documents are files of [a format that is read](input-formats.md), by their suffix, and those that end in a language
  (`corpus.zh`, `corpus.en`). Others are passed over with a warning, hidden ones, and those that Office
  writes while a document is open (`~$report.docx`), without.
* Two files whose names differ only in the language they name are a pair: `a.zh.txt` and `a.en.txt`, `a_中文.txt` and
  `a_EN.txt`, `zh/a.txt` and `en/a.txt`. The language stands at the start or end of the name, set off by `.`, `_`, `-`,
  a space or brackets, or is the name of a folder: `zh`, `cn`, `zh-CN`, `zh-TW`, `zh-Hans`, `chs`, `chinese`, `中文`,
  `简体`, …; `en`, `eng`, `en-US`, `english`, `英文`, …. `x/zh.txt` and `x/en.txt` are the pair `x`.
* One English file with several Chinese ones (or the other way round) makes a pair with each; these are named after the
  several. `--zh-lang zh-TW` keeps those in that script, and of these the one of that region, if there is one; the table
  names the others. Of several English ones beside several Chinese ones the plainest is taken (`en`, `en-US`). Files
  whose names do not tell two versions apart are an error.
* A language within the name counts where both are there: `guide_en_v2.md` and `guide_zh_v2.md`. So does a folder `C`,
  of the untranslated locale, as English: `C/a.page` and `zh_CN/a.page`.
* Where one of two names bears no language, `README.md` and `README.zh-CN.md`, they are read and compared, and paired if
  they are a Chinese and an English one. So are `README.md` and several Chinese versions, one after the other.
* A file whose name says one language, and which has no partner, is read: it is aligned if it holds both languages, and
  else passed over.
* Files that their names leave alone (`1.txt` and `1_translation.txt`, `报告.docx` and `Report.docx`, two trees with
  other names) are read where they are up to 60: those that are all in one language are paired one to one by what they
  say. The output is named after the Chinese file, and the table tells how much of their beginnings pairs.
  `--match name` does without.
* Every other file is taken to hold both languages. With `--match content` any number is read first, and files whose two
  languages are no translations of each other are paired by what they say too. So are several of each language that bear
  one name. A file in one language without partner is passed over.
* No two documents are written to one name: where `r1.txt` and `r1.md` lie side by side, they become `r1.txt.tmx` and
  `r1.md.tmx`.
* Units bear the document's path in the folder (`2021/r1.txt`).
* `align releases/ -o memory.tmx` writes the pairs of all documents to that one file, because the name has the suffix of
  an output format (and is no folder's that is there already). The options that choose pairs, such as `--duplicates`,
  then look at all documents together.
* `align releases/ -o memory.tmx --update` adds them to a memory that is there: see [updating](update.md).
* Three files or more are taken as those of a folder, `align a/*.txt -o aligned/` as well as
  `align a/*.txt -o memory.tmx`; their names count from the folder that holds them all. Two files are always a Chinese
  and an English one.
* What is passed over is no failure: files in one language alone (or with some words of the other that translate nothing
  of it), a `package.json`, `pyproject.toml` or their like without a value in both, and pairs of files that say the
  same, since they are not translated. A line counts each of the two.
* A document that fails does not stop the others, and is not in the output; the exit status is then 1. So it is where a
  folder may not be looked into, or a link leads nowhere; `align update --prune` then changes nothing, since what is in
  there is not known to be gone. Links to files are followed, and links to folders are not, with a warning.
* `--jobs` sets how many documents are worked on at a time. The output does not depend on it.
* Run again, only what is missing or changed is done, also after a run that was stopped or killed: see
  [many documents](many-documents.md).

Before the work a table on standard error tells what is paired with what, and why (not with `--quiet`):

```text
document  files                           why
notice    notice.zh.html + notice.en.pdf  names alike but for the language
r1        r1.txt                          it holds both languages
t07       t07.docx + x12.docx             by content: 93% of their beginnings pairs, 12 numbers and names in both
t08       t08.docx                        left alone: it is all Chinese, and no English file of the folder says the same
-         logo.png                        passed over: no format that is read
```

By content, the first 1,600 Chinese and 4,800 English characters count. For each Chinese file those English ones are
looked at that have most in common with it by words, numbers and names, and whose length fits; of these, the likest that
are free are aligned, and taken when pairs hold 40% of the text (90% for messages of a few lines), each counted by its
score. In a folder of 166 development documents, of which a third had no partner, 99% of those with one were paired with
it; 3% of the pairs were wrong, among chat messages of a few lines (`python -m tests.benchmarks.matching SHARED`).

Of more than 64 English files only the 64 are compared with a Chinese one that share most of its rarest words, which an
index finds: [matching many files](scale.md#matching-many-files).

"""


def cli_page() -> str:
    """The text of docs/cli.md."""
    parsers = [command(name).parser() for name in ("align", *sorted(COMMANDS))]
    first, *others = [_section(parser) for parser in parsers]
    table = [f"| [`align {name}`](#align-{name}) | {what} |" for name, what in COMMANDS.items()]
    commands = "\n".join(
        ["| command | what it is about |", "|---|---|", "| [`align`](#align) | sentence pairs |", *table]
    )
    return (HEAD + commands + "\n\n" + NAMES + first + FOLDERS + "\n".join(others)).rstrip() + "\n"


def _section(parser: argparse.ArgumentParser) -> str:
    groups = [
        (group.title or "", [action for action in group._group_actions if action.dest != "help"])
        for group in parser._action_groups
    ]
    # Those of argparse itself need no heading.
    plain = [action for title, actions in groups if title in OWN_GROUPS for action in actions]
    words = " ".join(_usage(action) for action in plain if not action.option_strings)
    lines = [f"## `{parser.prog}`", "", " ".join((parser.description or "").split()), ""]
    lines += [f"    {parser.prog} [options] {words}", ""]
    for title, actions in (("", plain), *(group for group in groups if group[0] not in OWN_GROUPS)):
        if actions:
            lines += [f"**{title[0].upper()}{title[1:]}**", ""] if title else []
            lines += ["| argument | meaning |", "|---|---|"]
            lines += [f"| {_name(action)} | {_meaning(action)} |" for action in actions] + [""]
    # Lines that the help keeps are examples and the table of commands, which stand above.
    if parser.epilog and "\n" not in parser.epilog:
        lines += [parser.epilog, ""]
    return "\n".join(lines) + "\n"


def _usage(action: argparse.Action) -> str:
    repeated = {"+": "{0} [{0}]", "*": "[{0}]"}
    return repeated.get(str(action.nargs), "{0}").format(action.metavar)


def _name(action: argparse.Action) -> str:
    if not action.option_strings:
        return f"`{action.metavar}`"
    value = ""
    if action.choices is not None:
        value = " {" + ",".join(action.choices) + "}"
    elif action.metavar is not None:
        words = action.metavar if isinstance(action.metavar, tuple) else (action.metavar,)
        value = f" {' '.join(words)}"
    return ", ".join(f"`{name}{value if name.startswith('--') else ''}`" for name in action.option_strings)


def _meaning(action: argparse.Action) -> str:
    text = (action.help or "").replace("%%", "%").replace("|", "\\|")
    return text if action.dest != "version" else "tell the version and end"


if __name__ == "__main__":
    OUTPUT.write_text(cli_page(), encoding="utf-8")
