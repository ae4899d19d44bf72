"""Write the messages in every format of programs, a file for each language, by the programs of each format.

    python tests/cases/software/build.py

Needs translate-toolkit, PyYAML, gettext's msgcat and Qt's lconvert. What it writes is committed; the tests read that
alone.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import yaml
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
        # As Ruby on Rails keeps them: by language, then nested.
        nested: dict[str, object] = {}
        for key, text in texts.items():
            *path, last = key.split(".")
            level = nested
            for name in path:
                level = level.setdefault(name, {})
            level[last] = text
        (HERE / f"{language}.yaml").write_text(
            yaml.safe_dump({tag.replace("_", "-"): nested}, allow_unicode=True, sort_keys=False), "utf-8"
        )
    _both(messages["zh"], messages["en"])


def _both(zh: dict[str, str], en: dict[str, str]) -> None:
    """The formats that hold both languages in one file. Xcode writes the first on macOS only; the second is as the
    command ``translate`` of Ren'Py writes it, of which Debian's package does not run on Python 3.11."""
    strings = {}
    for key in sorted(zh.keys() | en.keys()):
        told = {
            tag: {"stringUnit": {"state": "translated", "value": texts[key]}}
            for tag, texts in (("en", en), ("zh-Hans", zh))
            if key in texts
        }
        strings[key] = {"extractionState": "manual", "localizations": told}
    catalogue = {"sourceLanguage": "en", "strings": strings, "version": "1.0"}
    lines = json.dumps(catalogue, ensure_ascii=False, indent=2, separators=(",", " : "))
    (HERE / "both.xcstrings").write_text(lines, "utf-8")
    game = ["# TODO: Translation updated at 2024-01-01 12:00\n"]
    for number, key in enumerate(key for key in en if key in zh):
        said, shown = (_quoted(texts[key]) for texts in (en, zh))
        game.append(
            f"# game/script.rpy:{number + 10}\ntranslate schinese start_{number:08x}:\n\n"
            f"    # e {said}\n    e {shown}\n"
        )
    (HERE / "both.rpy").write_text("\n".join(game), "utf-8")


if __name__ == "__main__":
    main()
