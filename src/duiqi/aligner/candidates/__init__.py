"""Which beads are worth a closer look: the cheap first pass over the band, and the lattice of what survives it.

It takes a Bitext and a Band and gives a Lattice, with exact search over its paths. It never imports the features.
"""
