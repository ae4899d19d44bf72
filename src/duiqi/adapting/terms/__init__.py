"""Terms that aligned text itself supports: candidates of both sides, and which of them go together.

It takes pairs of texts and gives pairs of terms with their counts, score and an example, the best first. It never reads
or writes a file.
"""

from duiqi.adapting.terms.finding import FoundTerm, find_terms, known_pairs

__all__ = ["FoundTerm", "find_terms", "known_pairs"]
