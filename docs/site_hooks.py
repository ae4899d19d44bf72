"""What the site needs beside its pages: the demo of the review page, and Chinese pages marked as such."""

from __future__ import annotations

from pathlib import Path
from typing import Any

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "samples" / "belt-and-road-2020-06-18.txt"
# Links of the pages to what only the site has.
DEMO = "review/demo.html"


def on_files(files: Any, config: Any) -> Any:
    """Add the demo to the files of the site."""
    from mkdocs.structure.files import File

    from duiqi.pipeline import align_documents_keeping_lattice, load_sides
    from duiqi.review import Reviewed, review_page

    sides = load_sides(SAMPLE)
    page = review_page(Reviewed(*align_documents_keeping_lattice(*sides), sides))
    files.append(File.generated(config, DEMO, content=page))
    return files


def on_post_page(output: str, page: Any, config: Any) -> str:
    """Say that a page is Chinese, for browsers' fonts and voices; the theme knows one language for all."""
    if page.file.src_uri.startswith("zh/"):
        return output.replace('<html lang="en"', '<html lang="zh-CN"', 1)
    return output
