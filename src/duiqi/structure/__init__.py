"""From a text to its paragraphs: their borders, languages, kinds, and the layout of the two languages."""

from duiqi.structure.paragraphs import find_paragraphs, left_out, side

__all__ = ["find_paragraphs", "left_out", "side"]
