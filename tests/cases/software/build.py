"""Write the messages in every format of programs, a file for each language, by the programs of each format.

    python tests/cases/software/build.py

Needs translate-toolkit, gettext's msgcat and Qt's lconvert. What it writes is committed; the tests read that alone.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from translate.storage import aresource, properties, resx
from translate.storage.po import pofile
from translate.storage.xliff import Xliff1File

HERE = Path(__file__).parent
LCONVERT = "/usr/lib/qt6/bin/lconvert"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def main() -> None:
    """Write them."""
    messages = json.loads((HERE / "messages.json").read_text("utf-8"))
    for language, tag in (("en", "en_US"), ("zh", "zh_CN")):
        texts = messages[language]
        keyed = {
            "properties": properties.javafile(),
            "xml": aresource.AndroidResourceFile(),
            "resx": resx.RESXFile(),
        }
        for suffix, store in keyed.items():
            for key, text in texts.items():
                unit = store.UnitClass(key) if suffix == "xml" else store.addsourceunit(key)
                if suffix == "xml":
                    store.addunit(unit)
                unit.setid(key)
                unit.name = key
                if suffix == "properties":
                    unit.source = text
                unit.target = text
            (HERE / f"{language}.{suffix}").write_bytes(bytes(store))
        # As Apple's genstrings does, of which there is none outside macOS.
        lines = [f"/* No comment */\n{_quoted(key)} = {_quoted(text)};\n\n" for key, text in texts.items()]
        (HERE / f"{language}.strings").write_text("".join(lines), "utf-8")
        catalogue = pofile()
        catalogue.updateheader(add=True, Language=tag, Content_Type="text/plain; charset=UTF-8")
        units = Xliff1File()
        units.setsourcelanguage(tag)
        for key, text in texts.items():
            catalogue.addsourceunit(key).target = text
            units.addsourceunit(text).setid(key)
        (HERE / f"{language}.xlf").write_bytes(bytes(units))
        (HERE / f"{language}.po").write_bytes(bytes(catalogue))
        subprocess.run(["msgcat", f"{language}.po", "-o", f"{language}.po"], cwd=HERE, check=True)
        words = [LCONVERT, "-i", f"{language}.po", "-of", "ts", "-target-language", tag, "-o", f"{language}.ts"]
        subprocess.run(words, cwd=HERE, check=True)
        for suffix, values in (("json", texts), ("arb", {"@@locale": language, **texts})):
            (HERE / f"{language}.{suffix}").write_text(json.dumps(values, ensure_ascii=False, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
