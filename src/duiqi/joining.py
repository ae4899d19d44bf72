"""How the sentences of one side become one text."""

from __future__ import annotations


def join_chinese(parts: list[str]) -> str:
    """Join Chinese sentences without a space, but keep one between two ASCII letters or digits."""
    if len(parts) == 1:
        return parts[0]
    out = ""
    for part in parts:
        glue = " " if out and part and is_ascii_word(out[-1]) and is_ascii_word(part[0]) else ""
        out += glue + part
    return out


def is_ascii_word(char: str) -> bool:
    """Whether a character is an ASCII letter or digit: between two of them a space is put, or kept."""
    return char.isascii() and char.isalnum()
