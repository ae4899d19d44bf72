"""Idioms of NumPy that keep loops out of the words and the aligner: ragged rows, inverted lists, sorting of numbers.

It takes and gives arrays of whole numbers and floats, and knows nothing of languages or beads. It never imports another
room; it needs NumPy, so what must start quickly imports it in the functions that use it.
"""
