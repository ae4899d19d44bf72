"""Where to look: anchors, windows of a long text, and the band of nodes between anchors.

It takes a Bitext and gives sentence pairs and node ranges. It never looks at beads or weights.
"""
