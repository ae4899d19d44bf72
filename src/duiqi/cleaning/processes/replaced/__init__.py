"""Single characters replaced: by controls that stand for letters, by the low byte of a mark, by a question mark."""
