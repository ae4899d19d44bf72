"""duiqi (对齐, "to align"): Chinese–English parallel text, from a messy document to sentence pairs.

>>> import duiqi
>>> alignment = duiqi.align("release.txt")                   # doctest: +SKIP
>>> duiqi.save(alignment, "release.tmx", min_score=0.9)      # doctest: +SKIP
"""

from duiqi._version import __version__
from duiqi.aligner import align_sentences
from duiqi.cleaning import clean
from duiqi.errors import DataError, DuiqiError, InputError
from duiqi.evaluation import Scores, evaluate
from duiqi.export import read, save
from duiqi.model import Alignment, Bead, Cleaned, Document, Edit, Options, Pair, Paragraph, Sentence
from duiqi.pipeline import align, load
from duiqi.segmentation import segment

__all__ = [
    "Alignment",
    "Bead",
    "Cleaned",
    "DataError",
    "Document",
    "DuiqiError",
    "Edit",
    "InputError",
    "Options",
    "Pair",
    "Paragraph",
    "Scores",
    "Sentence",
    "__version__",
    "align",
    "align_sentences",
    "clean",
    "evaluate",
    "load",
    "read",
    "save",
    "segment",
]
