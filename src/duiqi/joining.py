"""How the sentences of one side become one text."""

from __future__ import annotations


def join_chinese(parts: list[str]) -> str:
    """Join Chinese sentences without a space, but keep one between two ASCII letters or digits."""
    if len(parts) == 1:
        return parts[0]
    out = ""
    for part in parts:
        glue = " " if out and part and _is_ascii_word(out[-1]) and _is_ascii_word(part[0]) else ""
        out += glue + part
    return out


def _is_ascii_word(char: str) -> bool:
    return char.isascii() and char.isalnum()
