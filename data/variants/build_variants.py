"""Build src/duiqi/data/variants.json: characters that tell Simplified, Traditional and Hong Kong text apart.

    python -m data.variants.build_variants [--check]

Source: the conversion tables inside the ``opencc`` package (OpenCC, Apache-2.0), read with the package's own
``opencc_dict``. The rules:

* simplified: keys of STCharacters that are not among their own conversions (后 stays out: it is also Traditional);
* traditional: keys of TSCharacters that are not among their own conversions (乾 stays out);
  a character in both lists is in neither;
* hong_kong: values of HKVariants that Big5 (code page 950) cannot hold and that are not Simplified, so that a
  Taiwanese text does not have them; taiwan: the characters they stand for (衛 for 衞).

``--check`` builds nothing and fails if the file in the tree differs.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

TARGET = Path(__file__).resolve().parents[2] / "src" / "duiqi" / "data" / "variants.json"
BUILT_WITH = "1.4.2"


def read_table(name: str) -> dict[str, list[str]]:
    """One of OpenCC's tables: key → its conversions, single characters only."""
    import opencc

    clib = Path(opencc.__file__).parent / "clib"
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "table.txt"
        command = [clib / "bin" / "opencc_dict", "-f", "ocd2", "-t", "text"]
        command += ["-i", clib / "share" / "opencc" / f"{name}.ocd2", "-o", out]
        libraries = {**os.environ, "LD_LIBRARY_PATH": str(clib / "lib64")}
        subprocess.run(command, check=True, env=libraries, stdout=subprocess.DEVNULL)
        rows = [line.split("\t") for line in out.read_text(encoding="utf-8").splitlines()]
    return {key: values.split(" ") for key, values in rows if len(key) == 1}


def in_big5(char: str) -> bool:
    try:
        char.encode("cp950")
    except UnicodeEncodeError:
        return False
    return True


def build() -> str:
    """The text of variants.json."""
    to_traditional, to_simplified = read_table("STCharacters"), read_table("TSCharacters")
    simplified = {key for key, values in to_traditional.items() if key not in values}
    traditional = {key for key, values in to_simplified.items() if key not in values}
    pairs = [
        (key, value)
        for key, values in read_table("HKVariants").items()
        for value in values
        if value != key and not in_big5(value) and value not in to_traditional
    ]
    lists = {
        "simplified": simplified - traditional,
        "traditional": traditional - simplified,
        "hong_kong": {value for _, value in pairs},
        "taiwan": {key for key, _ in pairs if in_big5(key)},
    }
    content = {"source": f"OpenCC {version('opencc')}, Apache-2.0; written by data/variants/build_variants.py"}
    content |= {name: "".join(sorted(chars)) for name, chars in lists.items()}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def main() -> int:
    if version("opencc") != BUILT_WITH:
        print(f"the tables are built with opencc {BUILT_WITH}, this is {version('opencc')}", file=sys.stderr)
        return 2
    text = build()
    if "--check" in sys.argv[1:]:
        return 0 if TARGET.read_text(encoding="utf-8") == text else 1
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
