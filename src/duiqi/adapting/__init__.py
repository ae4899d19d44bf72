"""What makes the aligner one's own: terms, word pairs learned from a memory, weights fitted to gold or corrections.

It reads the user's files and gives what ``Options`` take (``own_words``, ``own_weights``, ``similarity``), learns such
files from pairs and gold, and lists the terms that aligned text supports. It never changes what the package brings.
"""

from duiqi.adapting.encoders import Encoder, read_encoder
from duiqi.adapting.files import read_own_weights, read_own_words
from duiqi.adapting.gold_texts import gold_texts, read_corrected
from duiqi.adapting.learning import Counted, learn_lexicon

__all__ = [
    "Counted",
    "Encoder",
    "gold_texts",
    "learn_lexicon",
    "read_corrected",
    "read_encoder",
    "read_own_weights",
    "read_own_words",
]
