"""The same three rows of Chinese and English in every format that is text, with what the format has beside text."""

from __future__ import annotations

import json

ROWS = [
    ("王毅在北京主持会议，并宣读致辞。", "Wang Yi chaired the meeting in Beijing and read a message."),
    ("各国代表出席了会议。", "Representatives of many countries attended it."),
    ("会议讨论了“一带一路”合作（2020年）。", 'They discussed cooperation under "Belt and Road" (2020).'),
]
LINES = [text for row in ROWS for text in row]
PAIRED = [([zh], [en]) for zh, en in ROWS]
MARKDOWN = (
    "---\ntitle: 会议\n---\n# 会议 Meeting\n\n"
    + "\n\n".join(LINES)
    + "\n\n| a | b |\n|---|---|\n| 一 | one |\n\n```\nx\n```\n"
)
XML = "<?xml version='1.0'?>\n<book>" + "".join(f"<para>{text}</para>" for text in LINES) + "</book>"
VTT = "WEBVTT\n\n" + "".join(f"00:0{k}.000 --> 00:0{k + 1}.000\n{zh}\n{en}\n\n" for k, (zh, en) in enumerate(ROWS, 1))
ODS = (
    "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
    "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' "
    "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><office:body><office:spreadsheet><table:table>"
    + "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in row)
        + "</table:table-row>"
        for row in ROWS
    )
    + "</table:table></office:spreadsheet></office:body></office:document-content>"
)
KEYED = {
    f"{language}.k{k}": text for k, row in enumerate(ROWS) for language, text in zip(("zh", "en"), row, strict=True)
}
ASS = "[Script Info]\n\n[Events]\n" + "".join(
    f"Dialogue: 0,0:00:0{k}.00,0:00:0{k + 1}.00,Default,,0,0,0,,{{\\i1}}{zh}\\N{en}\n"
    for k, (zh, en) in enumerate(ROWS)
)
TTML = (
    '<tt xmlns="http://www.w3.org/ns/ttml"><body><div begin="1s">'
    + "".join(f'<p begin="{k}s" dur="00:00:01.000">{zh}<br/><span>{en}</span></p>' for k, (zh, en) in enumerate(ROWS))
    + "</div></body></tt>"
)
YAML = (
    "".join(f"- &a{k}\n  en: >-\n    {en}\n  zh: '{zh}'\n  b: *a0\n" for k, (zh, en) in enumerate(ROWS, 1))
    .replace("  b: *a0\n", "", 1)
    .replace("*a0", "{<<: *a1}")
)
QT = "".join(f"<message><source>{en}</source><translation>{zh}</translation></message>" for zh, en in ROWS)
XCSTRINGS = json.dumps(
    {
        "sourceLanguage": "en",
        "strings": {
            en: {"localizations": {"zh-Hans": {"stringUnit": {"state": "translated", "value": zh}}}} for zh, en in ROWS
        },
    }
)
EML = (
    "MIME-Version: 1.0\nSubject: =?utf-8?b?5Lya6K6u?=\nContent-Type: multipart/mixed; boundary=x\n\n--x\n"
    "Content-Type: multipart/alternative; boundary=y\n\n--y\nContent-Type: text/plain; charset=utf-8; format=flowed\n\n"
    + "\n\n".join(LINES)
    + "\n--y\nContent-Type: text/html; charset=utf-8\n\n"
    + "".join(f"<p>{text}</p>" for text in LINES)
    + "\n--y--\n--x\nContent-Type: application/pdf\nContent-Disposition: attachment; filename*=utf-8''%E4%BC%9A.pdf\n"
    "Content-Transfer-Encoding: base64\n\nJVBERi0=\n--x--\n"
)
SGM = "".join(
    f'<{kind} setid="a" srclang="{lang}"><doc docid="d">'
    + "".join(f'<seg id="{k}">{row[at]}</seg>' for k, row in enumerate(ROWS))
    + f"</doc></{kind}>"
    for at, (kind, lang) in enumerate((("srcset", "zh"), ("refset", "en")))
)
RENPY = (
    "".join(
        f'translate chinese start_{k}:\n\n    # e "{{i}}{en}{{/i}}"\n    e "{zh}"\n\n'
        for k, (zh, en) in enumerate(ROWS[:2])
    )
    + f'translate chinese strings:\n    old "{ROWS[0][1]}"\n    new "{ROWS[0][0]}"\n'
)
RST = (
    "会议\n====\n\n.. note:: " + "\n\n".join(LINES) + "\n\n.. code-block:: sh\n\n   x\n\n:ref:`a <b>` ::\n\n   code\n\n"
    "+----+-----+\n| 一 | one |\n+----+-----+\n\n===  ====\n一   one\n===  ====\n\n"
    ".. list-table::\n\n   * - 二\n     - two\n"
)
WIKI = (
    "== 会议 ==\n" + "\n\n".join(LINES) + "\n{{note|一 [[two|二]]}}\n* a<ref>b</ref> -{zh-cn:甲;zh-tw:乙}-\n"
    "{| class=a\n|-\n| x=1 | 一 || one\n|}\n[[File:a.png|thumb|图 one]] <nowiki>{{</nowiki>\n"
)
LATEX = (
    "\\documentclass{article}\n\\title{会议}\n\\begin{document}\n\\section{一 \\emph{x}}\n% no\n"
    + "\n\n".join(LINES)
    + "\\footnote{注 $x^2$}\n\\begin{itemize}\\item a\\end{itemize}\n"
    "\\begin{tabular}{ll}一 & one\\\\ 二 & two\\end{tabular}\n"
    "\\begin{verbatim}x\\end{verbatim}\\[x\\]\\end{document}\n"
)
QUARTO = (
    "---\ntitle: 会议\nsubtitle: Meeting\n---\n\n::: {.callout-note}\n"
    + "\n\n".join(LINES)
    + '\n:::\n\n```{r}\nx\n```\n\n=== "中文"\n\n    一 `r x`\n\n> [!note] 注\n> [@a] ==b== ^[c] {ref}`d`\n'
)
NOTEBOOK = json.dumps(
    {
        "cells": [
            {"cell_type": "markdown", "source": [f"{line}\n" for line in LINES]},
            {"cell_type": "code", "source": "print(1)", "outputs": [{"text": ["一"]}]},
            {"cell_type": "raw", "source": ["x"]},
        ],
        "nbformat": 4,
    },
    ensure_ascii=False,
)
MHTML = (
    "MIME-Version: 1.0\nSnapshot-Content-Location: https://example.org/\nContent-Type: multipart/related; "
    'type="text/html"; boundary=x\n\n--x\nContent-Type: text/html; charset=utf-8\n\n<table>'
    + "".join(f"<tr><td>{zh}<td>{en}<td>1</tr>" for zh, en in ROWS)
    + "</table>\n--x\nContent-Type: image/gif\nContent-Location: cid:a\n\nGIF\n--x--\n"
)
FEED = "<rss version='2.0'><channel><title>会议</title>" + "".join(
    f"<item><title>{zh}</title><description>&lt;p&gt;{zh}&lt;/p&gt;&lt;p&gt;{en}&lt;/p&gt;</description></item>"
    for zh, en in ROWS
) + "</channel></rss>"  # fmt: skip
EXPORT = "<mediawiki>" + "".join(
    f"<page><title>{zh}</title><ns>0</ns><revision><text>'''{zh}'''\n\n{en}</text></revision></page>" for zh, en in ROWS
) + "</mediawiki>"  # fmt: skip
ORG = (
    "#+TITLE: 会议\n* TODO 会议 [1/2] :a:\n:PROPERTIES:\n:ID: x\n:END:\n" + "\n\n".join(LINES) + "[fn:1]\n"
    "#+begin_src sh\nls\n#+end_src\n- [X] 一 :: /one/\n| 一 | one |\n[[file:a.png]] [[x][*二*]]\n[fn:1] 注\n"
)
INI = "[Entry]\nX=/bin/x\n" + "".join(f"K{k}={en}\nK{k}[zh_CN]={zh}\nK{k}[de]=x\n" for k, (zh, en) in enumerate(ROWS))
MANUAL = (
    "<?xml version='1.0'?>\n"
    "<!DOCTYPE book [<!ENTITY app 'gedit'><!ENTITY more SYSTEM 'a.xml'>]>\n<book><x:a>&more;</x:a>"
    + "".join(f"<p>{zh} &app;</p><p xml:lang='en'>{en}</p><p xml:lang='de'>x</p>" for zh, en in ROWS)
    + "<para>一<screen>x</screen><keycombo><keycap>A</keycap><keycap>B</keycap></keycombo></para></book>"
)
SCRIPT = "export default {\n" + "".join(f"  '{en}': `{zh}`, // x\n" for zh, en in ROWS) + "};\n"
PHP = (
    "<?php\n"
    + "".join(f"$lang['{en}'] = '{zh}'; # x\n" for zh, en in ROWS)
    + "$lang += array('a b' => ['一', '二']);\n"
)
