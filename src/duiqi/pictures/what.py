"""What can be drawn, and to which files."""

from __future__ import annotations

import os
from typing import Literal

from duiqi.errors import InputError

Panel = Literal["path", "scores", "types"]
SUFFIXES = (".svg", ".png", ".pdf")


def check_picture(path: str | os.PathLike[str]) -> None:
    """Raise InputError when the suffix of ``path`` is not one of a picture."""
    if os.path.splitext(os.fspath(path))[1].lower() not in SUFFIXES:
        raise InputError("is not named as a picture", path=path, advice=f"use one of {', '.join(SUFFIXES)}")
