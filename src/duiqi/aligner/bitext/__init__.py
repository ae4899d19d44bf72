"""The two sides of a text as arrays: words, lengths, the edges of sentences, the strengths of word pairs.

It takes sentences and gives a Bitext, which every later step reads. It never looks at beads.
"""
