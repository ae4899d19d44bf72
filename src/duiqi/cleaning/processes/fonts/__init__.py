"""Fonts whose maps from glyphs to characters are wrong or missing."""
