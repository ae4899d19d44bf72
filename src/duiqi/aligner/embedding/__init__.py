"""Sentences as vectors, by an encoder that the user brings, and how alike the two sides of a bead are by these.

It takes the texts of the sentences and spans of them, and gives one number a span. It knows no encoder by name, and
nothing of scores: what the number is worth is for ``scoring``.
"""
