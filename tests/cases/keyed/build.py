"""Write the texts as test sets and as documents with ids, a file for each language.

    python tests/cases/keyed/build.py

The files are laid out as those of their collections: SGM as WMT's newstest, IWSLT's tests in XML, its training files,
the UN Parallel Corpus (TEI), Europarl as OPUS has it. Some rows say different things, so that no one pairs them but by
their ids. What this writes is committed; the tests read that alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).parent
# Documents, each of paragraphs, each of sentences.
Texts = dict[str, list[list[str]]]


def sgm(texts: Texts, language: str) -> Iterator[str]:
    """WMT's, with a set of sources and one of references; documents of a set stand in any order."""
    kind, direction = ("refset", 'srclang="en" trglang="zh"') if language == "zh" else ("srcset", 'srclang="any"')
    yield f'<{kind} setid="newstest2017" {direction}>'
    for name in sorted(texts, reverse=language == "zh"):
        yield f'<doc sysid="ref" docid="{name}" genre="news" origlang="en">\n<p>'
        sentences = [sentence for paragraph in texts[name] for sentence in paragraph]
        yield from (f'<seg id="{number}">{escape(text)}</seg>' for number, text in enumerate(sentences, 1))
        yield "</p>\n</doc>"
    yield f"</{kind}>"


def iwslt(texts: Texts, language: str) -> Iterator[str]:
    """Talks, their title and description apart."""
    kind = "refset" if language == "zh" else "srcset"
    told = 'srclang="english" trglang="chinese"' if language == "zh" else 'srclang="english"'
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<mteval>\n<{kind} setid="iwslt2017-tst2015" {told}>'
    for number, paragraphs in enumerate(texts.values(), 2001):
        title, *sentences = [sentence for paragraph in paragraphs for sentence in paragraph]
        yield f'<doc docid="{number}" genre="lectures">\n<url>http://www.ted.com/talks/{number}</url>'
        yield f"<keywords>talks, water</keywords>\n<talkid>{number}</talkid>\n<title>{escape(title)}</title>"
        yield from (f'<seg id="{place}"> {escape(text)} </seg>' for place, text in enumerate(sentences, 1))
        yield "</doc>"
    yield f"</{kind}>\n</mteval>"


def train(texts: Texts, language: str) -> Iterator[str]:
    """A talk after another, a sentence a line."""
    for number, paragraphs in enumerate(texts.values(), 2001):
        title, *sentences = [sentence for paragraph in paragraphs for sentence in paragraph]
        yield f"<url>http://www.ted.com/talks/{number}</url>\n<keywords>talks, water</keywords>"
        yield f"<talkid>{number}</talkid>\n<title>{escape(title)}</title>"
        yield from map(escape, sentences)


def un(texts: Texts, language: str) -> Iterator[str]:
    """The UN's: paragraphs with numbers, sentences with those of their paragraph before theirs."""
    yield '<?xml version="1.0" encoding="utf-8"?>\n<TEI.2>\n<teiHeader>\n<fileDesc>'
    yield "<titleStmt><title>A/RES/1</title></titleStmt>\n</fileDesc>\n</teiHeader>\n<text>\n<body>"
    for number, paragraph in enumerate(chain.from_iterable(texts.values()), 1):
        yield f'<p id="{number}">'
        yield from (
            f'<s id="{number}:{place}" lang="{language}">{escape(text)}</s>' for place, text in enumerate(paragraph, 1)
        )
        yield "</p>"
    yield "</body>\n</text>\n</TEI.2>"


def europarl(texts: Texts, language: str) -> Iterator[str]:
    """Europarl's: chapters, speakers, paragraphs and sentences, each with an id in the one around it."""
    yield '<?xml version="1.0" encoding="utf-8"?>\n<document>'
    for chapter, paragraphs in enumerate(texts.values(), 1):
        yield f'<CHAPTER ID="{chapter}">\n<SPEAKER ID="{chapter}" NAME="President">'
        for number, paragraph in enumerate(paragraphs, 1):
            yield f'<P id="{number}">'
            yield from (f'<s id="{place}">{escape(text)}</s>' for place, text in enumerate(paragraph, 1))
            yield "</P>"
        yield "</SPEAKER>\n</CHAPTER>"
    yield "</document>"


def main() -> None:
    """Write them."""
    both = json.loads((HERE / "texts.json").read_text("utf-8"))
    for side, language in enumerate(("zh", "en")):
        texts = {
            name: [[sentence[side] for sentence in paragraph] for paragraph in paragraphs]
            for name, paragraphs in both.items()
        }
        for write, name in (
            (sgm, "newstest.{}.sgm"),
            (iwslt, "iwslt.{}.xml"),
            (train, "train.tags.en-zh.{}"),
            (un, "un.{}.xml"),
            (europarl, "europarl.{}.xml"),
        ):
            text = "".join(f"{line}\n" for line in write(texts, language))
            (HERE / name.format(language)).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
