"""The same book in every form: of the pairs that its web pages give, how many each other form gives.

    python -m tests.benchmarks.same_book PAGES [CHAPTER …] [--forms docx odt rtf epub pdf] [--keep FOLDER] [--show]

PAGES is a folder with pages ``CHAPTER.zh-cn.html`` and ``CHAPTER.en.html`` (all chapters by default), as those of
Debian's reference. LibreOffice makes the other forms of each page. Two pairs are the same when their letters and
figures are, the number of an item apart, which is text in a PDF; pairs that stand several times count as often. The
head cells of tables are not asked for in an EPUB: LibreOffice leaves them out. For each form: the pairs asked for, the
share of them that is found again, and the share of the form's pairs that the pages have too. ``--show`` prints what is
lost.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from lxml import html

from duiqi.errors import InputError
from duiqi.pipeline import align

FORMS = {
    "docx": "docx:MS Word 2007 XML",
    "odt": "odt:writer8",
    "rtf": "rtf:Rich Text Format",
    "epub": "epub:EPUB",
    "pdf": "pdf:writer_pdf_Export",
}
LANGUAGES = ("zh-cn", "en")
# LibreOffice needs ten seconds for a chapter, and a minute on a busy machine; it may also never end.
MOST_SECONDS = 600
ITEM = re.compile(r"\A\d{1,2}[.)、．]\s*")
Pairs = Counter[tuple[str, str]]


def squeezed(text: str) -> str:
    """Letters and figures, without the number of an item."""
    return "".join(char for char in ITEM.sub("", text).lower() if char.isalnum())


def convert(pages: Sequence[Path], form: str, folder: Path) -> None:
    """The pages in a form, written to ``folder`` by LibreOffice."""
    subprocess.run(
        [
            "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
            "--infilter=HTML (StarWriter)", "--convert-to", FORMS[form], "--outdir", str(folder), *map(str, pages),
        ],
        check=True, capture_output=True, timeout=MOST_SECONDS,
    )  # fmt: skip


def pairs_of(paths: Sequence[Path]) -> Pairs:
    """The pairs of two files."""
    try:
        found = align(*paths)
    except InputError as error:
        print(f"    {error}")
        return Pairs()
    return Pairs((squeezed(pair.zh), squeezed(pair.en)) for pair in found if squeezed(pair.zh) != squeezed(pair.en))


def heads_of(pages: Sequence[Path]) -> list[set[str]]:
    """The head cells of tables, of each page."""
    return [{squeezed(cell.text_content()) for cell in html.parse(page).getroot().iter("th")} for page in pages]


def without_heads(pairs: Pairs, pages: Sequence[Path]) -> Pairs:
    """The pairs of which no side is a head cell."""
    zh, en = heads_of(pages)
    return Pairs({pair: count for pair, count in pairs.items() if pair[0] not in zh and pair[1] not in en})


def main() -> int:
    """Print a line for each form."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("chapters", nargs="*")
    parser.add_argument("--forms", nargs="+", choices=FORMS, default=list(FORMS))
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    chapters = arguments.chapters or sorted(page.name.split(".")[0] for page in arguments.pages.glob("*.en.html"))
    pages = {chapter: [arguments.pages / f"{chapter}.{name}.html" for name in LANGUAGES] for chapter in chapters}
    if missing := [str(page) for two in pages.values() for page in two if not page.exists()]:
        parser.error(f"there is no {missing[0]}")
    right = {chapter: pairs_of(paths) for chapter, paths in pages.items()}
    folder = arguments.keep or Path(tempfile.mkdtemp(prefix="same-book-"))
    print("form   pairs asked for      found again   in the pages too")
    for form in arguments.forms:
        made = {chapter: [folder / f"{path.stem}.{form}" for path in paths] for chapter, paths in pages.items()}
        if not all(path.exists() for paths in made.values() for path in paths):
            convert([path for paths in pages.values() for path in paths], form, folder)
        asked = dict(right)
        if form == "epub":
            asked = {chapter: without_heads(pairs, pages[chapter]) for chapter, pairs in right.items()}
        found = {chapter: pairs_of(paths) for chapter, paths in made.items()}
        again, known = (
            sum((side[chapter] & found[chapter]).total() for chapter in chapters) for side in (asked, right)
        )
        of, given = (sum(pairs.total() for pairs in side.values()) for side in (asked, found))
        print(f"{form:6} {of:15} {again / max(of, 1):13.3f} {known / max(given, 1):18.3f}", flush=True)
        if arguments.show:
            for chapter in chapters:
                for zh, en in (asked[chapter] - found[chapter]).elements():
                    print(f"    {chapter}  {zh}  |  {en}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
