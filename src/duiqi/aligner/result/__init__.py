"""From the best path to the Beads a user sees, with calibrated scores and their parts.

It takes a path and what scoring gave, and gives Beads with sentence numbers of the whole text. Only the
conductor and the door import it.
"""
