"""Sentences as tokens for matching, and how strongly a Chinese and an English token belong together.

Takes sentences and gives lists of words, stems and value tokens; takes two vocabularies and gives the strengths of
their pairs by the lexicon. Never imports documents, beads or anything that knows of them. Its modules are imported by
name: the door imports nothing, so that numerals cost no NumPy.
"""
