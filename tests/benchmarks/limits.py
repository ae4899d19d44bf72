"""What the limits of reading cost: memory and time of the largest files that are let through.

    python -m tests.benchmarks.limits

Each file is made and read in a process of its own, whose peak memory is its own (VmHWM); Linux only.
"""

from __future__ import annotations

import subprocess
import sys
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MB = 1024 * 1024
# Each leaves its largest file in ``data`` and what reads it in ``read``.
CASES = {
    "nothing": "data, read = b'', len",
    "XML of prose, 32 MB": """
from duiqi.io.xml import MAX_XML_BYTES, parse_xml
head = '<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:rPr><w:lang w:val="en-US"/></w:rPr><w:t>'
run = head + '会议在北京举行。' * 30 + '</w:t></w:r></w:p>'
body = run.encode() * (MAX_XML_BYTES // len(run.encode()) - 1)
data = b'<w:document xmlns:w="w"><w:body>' + body + b'</w:body></w:document>'
read = lambda data: parse_xml(data, 'a')""",
    "XML, most tags": """
from duiqi.io.xml import MAX_TAGS, parse_xml
data = b'<a>' + b'<b>x</b>' * (MAX_TAGS // 2 - 10) + b'</a>'
read = lambda data: parse_xml(data, 'a')""",
    "HTML, most tags": """
from duiqi.formats.html import MAX_TAGS, read_html
data = ('<html><body>' + '<p>会议在北京举行。</p>' * (MAX_TAGS // 2 - 10)).encode()
read = lambda data: read_html(data, 'a')""",
    "HTML, most tags for trafilatura": """
from duiqi.formats.html import MAX_TAGS_MAIN, read_html
data = ('<html><body>' + '<p>会议在北京举行。</p>' * (MAX_TAGS_MAIN // 2 - 10)).encode()
read = lambda data: read_html(data, 'a')""",
    "HTML of prose, 16 MB": """
from duiqi.formats.html import MAX_HTML_BYTES, read_html
piece = '<p>' + '会议在北京举行。' * 30 + '</p>'
data = ('<html><body>' + piece * (MAX_HTML_BYTES // len(piece.encode()) - 1)).encode()
read = lambda data: read_html(data, 'a')""",
    "plain text, 24 million characters": """
from duiqi.formats.text import read_text
from duiqi.blocks.contents import MAX_CHARS
data = ('会议在北京举行，各国代表出席。\\n' * (MAX_CHARS // 16)).encode()
read = lambda data: read_text(data, 'a', None)""",
}
MEASURE = """
import re, time
{case}
started = time.process_time()
read(data)
peak = re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]
print(f"{{len(data) / 2**20:6.1f}} MB  {{time.process_time() - started:6.1f}} s  {{int(peak) / 1024:6.0f}} MB")
"""


def ratios() -> None:
    """How far Word documents are packed: of prose, and of a table with 20,000 equal rows."""
    texts = sorted(ROOT.glob("src/**/*.py")) + sorted(ROOT.glob("docs/*.md"))
    lines = [line for path in texts for line in path.read_text("utf-8").splitlines() if line.strip()]
    paragraph = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    prose = "".join(map(paragraph.format, lines)).encode()
    row = f"<w:tr>{''.join(f'<w:tc>{paragraph.format(text)}</w:tc>' for text in ('会议', 'meeting', '1'))}</w:tr>"
    for name, xml in (("prose", prose), ("20,000 equal rows", row.encode() * 20_000)):
        print(f"{name}: {len(xml) / len(zlib.compress(xml)):.0f} times")


def main() -> None:
    """Print size, CPU time and peak memory of each case, and the ratios of archives."""
    for name, case in CASES.items():
        result = subprocess.run([sys.executable, "-c", MEASURE.format(case=case)], capture_output=True, text=True)
        print(f"{name:34} {result.stdout.strip() or result.stderr.strip().splitlines()[-1]}", flush=True)
    ratios()


if __name__ == "__main__":
    main()
