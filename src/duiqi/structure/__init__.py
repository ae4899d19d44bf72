"""From a text to its paragraphs: their borders, languages and kinds, and how the two languages are laid out.

Takes text, raw or cleaned, with what its file tells of it (hints); gives Paragraphs, or a Document that has them.
``paragraphs`` goes through the steps: the ``lines`` without what is ``repeated`` on them; lines with both languages
parted (``forms``, ``term_lines``, ``bilingual_lines``; ``joint`` finds where); languages and ``paragraph_kind``;
``layout``, and which runs stand side by side. Of the sentences cut from them ``places`` tells what walls them off, by
rows and by ``numbering``. Never reads files, and alters no text but for what is repeated on most lines of a plain one.
"""

from duiqi.structure.left_out import left_out
from duiqi.structure.paragraphs import find_paragraphs, with_paragraphs
from duiqi.structure.places import SentencePlaces, nowhere, places_of
from duiqi.structure.repeated.bodies import without_repeated_ends
from duiqi.structure.sides import chinese_first, line_by_line, side

__all__ = [
    "SentencePlaces",
    "chinese_first",
    "find_paragraphs",
    "left_out",
    "line_by_line",
    "nowhere",
    "places_of",
    "side",
    "with_paragraphs",
    "without_repeated_ends",
]
