"""Readings in bopomofo behind every character, what is left of ruby: the syllables, and where they stand."""
