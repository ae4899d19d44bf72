"""One file a format, with all that is known of it: how its text is read to be aligned, its pairs read and written.

A format's module takes bytes or an open file and gives a ``Reading`` (text with hints) or pairs, and the other way
round the content of a file; ``FORMATS`` has what each can do. It finds no paragraphs and no alignment, opens no file
but those of a format that has several, and never imports loading, export or the aligner.
"""

from duiqi.formats.format import Format
from duiqi.formats.registry import FORMATS

__all__ = ["FORMATS", "Format"]
