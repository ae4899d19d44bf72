"""Beads cut further: both sides of a pair of sentences into clauses that translate each other, where that is sure.

``cutting`` takes an alignment of sentences and gives one of clauses; its evidence is that of ``scoring``, its weights
are its own.
"""
