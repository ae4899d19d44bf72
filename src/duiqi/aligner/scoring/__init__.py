"""What each bead of a lattice is worth: features, their weights, self-training, and the scoring passes.

It takes a Bitext with its Lattice and gives scores and posteriors. It never makes Beads: that is ``result``.
"""
