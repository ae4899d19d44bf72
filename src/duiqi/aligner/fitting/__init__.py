"""Weights fitted to gold: texts with their lattices and gold paths, and the likelihood of these.

It takes texts with beads that are right and gives weights as ``scoring`` uses them. It needs SciPy, which the rest of
the aligner does not.
"""
