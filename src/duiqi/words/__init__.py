"""Sentences as tokens for matching, and how strongly a Chinese and an English token belong together.

Takes sentences and gives lists of words, stems and value tokens; takes two vocabularies and gives the strengths of
their pairs by the lexicon. Knows neither beads nor documents. The door imports nothing, so that numerals cost no NumPy:
``chinese``, ``english``, ``values`` and ``lexicon`` are imported by name.
"""
