"""Numbers that paragraphs carry on both sides: verses, articles, sections. They tell which passages belong together.

Takes the paragraphs of both languages as texts; gives the sections that their numbers make, and the order of the
English ones. Never asks what the words mean: whether these agree is for the aligner to see.
"""

from duiqi.structure.numbering.numbers import follows, numbers_of
from duiqi.structure.numbering.rising import longest_rise
from duiqi.structure.numbering.sections import Sections, Side, find_sections

__all__ = ["Sections", "Side", "find_sections", "follows", "longest_rise", "numbers_of"]
