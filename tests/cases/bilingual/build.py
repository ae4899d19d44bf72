"""Write the terms and segments of ``texts.json`` as programs keep them.

translate-toolkit writes a termbase (TBX), a memory (TMX) and files of XLIFF 1.2 and 2.0, OmegaT the memories that it
exports of a project.

    python tests/cases/bilingual/build.py

Needs translate-toolkit from PyPI, and Debian's omegat. What it writes is committed; the tests read that alone.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from translate.storage.tbx import tbxfile
from translate.storage.tmx import tmxfile
from translate.storage.xliff import Xliff1File
from translate.storage.xliff2 import Xliff2File

HERE = Path(__file__).parent
OMEGAT = "/usr/share/omegat/OmegaT.jar"


def main() -> None:
    """Write them."""
    texts = json.loads((HERE / "texts.json").read_text("utf-8"))
    terms = tbxfile(sourcelanguage="en", targetlanguage="zh-CN")
    for zh, en in texts["terms"]:
        terms.addsourceunit(en).target = zh
    (HERE / "toolkit.tbx").write_bytes(bytes(terms))
    memory = tmxfile(sourcelanguage="en", targetlanguage="zh-CN")
    for zh, en in texts["segments"]:
        memory.addtranslation(en, "en", zh, "zh-CN")
    (HERE / "toolkit.tmx").write_bytes(bytes(memory))
    for name, store in (("toolkit.xlf", Xliff1File()), ("toolkit2.xlf", Xliff2File())):
        store.setsourcelanguage("en")
        store.settargetlanguage("zh-CN")
        for number, (zh, en) in enumerate(texts["segments"], 1):
            unit = store.addsourceunit(en)
            unit.setid(f"s{number}")
            unit.target = zh
        (HERE / name).write_bytes(bytes(store))
    with tempfile.TemporaryDirectory() as folder:
        _by_omegat(Path(folder), texts["segments"])


def _by_omegat(folder: Path, segments: list[list[str]]) -> None:
    """The memory of a project whose document is translated by the memory of translate-toolkit."""
    project = folder / "notice"
    for name in ("source", "target", "tm/auto", "omegat", "glossary", "dictionary"):
        (project / name).mkdir(parents=True)
    (project / "source" / "notice.txt").write_text("\n\n".join(en for _, en in segments) + "\n", "utf-8")
    shutil.copy(HERE / "toolkit.tmx", project / "tm" / "auto" / "toolkit.tmx")
    settings = "".join(
        f"<{name}>{value}</{name}>"
        for name, value in (
            ("source_dir", "source/"), ("target_dir", "target/"), ("tm_dir", "tm/"), ("glossary_dir", "glossary/"),
            ("dictionary_dir", "dictionary/"), ("source_lang", "EN"), ("target_lang", "ZH-CN"),
            ("sentence_seg", "true"), ("support_default_translations", "true"),
        )
    )  # fmt: skip
    (project / "omegat.project").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><omegat><project version="1.0">{settings}</project></omegat>', "utf-8"
    )
    java = ["java", f"-Duser.home={folder}", "-jar", OMEGAT, str(project), "--mode=console-translate"]
    subprocess.run([*java, f"--config-dir={folder / 'config'}"], check=True, capture_output=True)
    # Plain text in TMX 1.1, and with codes in 1.4.
    for level in (1, 2):
        shutil.copy(project / f"notice-level{level}.tmx", HERE / f"omegat{level}.tmx")


if __name__ == "__main__":
    main()
