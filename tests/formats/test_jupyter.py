"""Jupyter notebooks."""

from __future__ import annotations

import json
from pathlib import Path

from support.reading import EN, ZH, document, left, texts


def test_what_code_printed_is_told(tmp_path: Path) -> None:
    outputs = [
        {"output_type": "stream", "name": "stdout", "text": ["加载市场信息\n", "完成\n"]},
        {"output_type": "execute_result", "data": {"text/plain": ["'上证指数'"], "image/png": "aGk="}, "metadata": {}},
        {"output_type": "error", "ename": "E", "evalue": "", "traceback": []},
    ]
    cells = [
        {"cell_type": "markdown", "source": [f"{ZH}\n", "\n", EN]},
        {"cell_type": "code", "source": "f()", "outputs": outputs},
    ]
    found = document(tmp_path, "a.ipynb", json.dumps({"cells": cells, "nbformat": 4}))
    assert texts(found) == [ZH, EN]
    assert left(found) == {"code": ["f()"], "printed by code": ["加载市场信息\n完成", "'上证指数'"]}
