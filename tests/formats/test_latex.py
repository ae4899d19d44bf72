"""LaTeX."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from support.reading import EN, ZH, document, left, texts

from duiqi.formats.latex import read_latex

TEXT = rf"""% !TEX program = xelatex
\documentclass[UTF8]{{ctexart}}
\usepackage{{amsmath}}
\title{{测试\thanks{{感谢}}}}
\author{{王毅}}
\newcommand{{\foo}}[1]{{bar #1}}
\begin{{document}}
\maketitle
\tableofcontents
\section[短]{{第一节 \emph{{重点}}}}\label{{sec:a}}
这是\textbf{{粗体}}，50\% 的内容，见\hyperref[sec:a]{{前文}}\ref{{sec:a}}。% 注释
下一行\footnote{{脚注 \textit{{文字}}。}}，公式 $E = mc^2$ 和 \(a+b\) 与 \verb|x_y|。
\[ x^2 + y^2 \]
\begin{{equation}}\label{{eq}}
  a = b
\end{{equation}}

``Quoted'' text --- na\"{{\i}}ve, it~is; \href{{https://example.org}}{{site}} \textcolor{{red}}{{red}} \LaTeX{{}} \ldots

\begin{{itemize}}
  \item 一
  \item[甲] 二
\end{{itemize}}
\begin{{theorem}}[费马]
{EN}
\end{{theorem}}
\begin{{table}}[ht]\centering
\begin{{tabular}}{{|l|l|}}
\hline
会议 & meeting \\ \hline
A \& B & \multicolumn{{1}}{{l}}{{park}} \\
\end{{tabular}}
\caption{{表题 $n$}}
\end{{table}}
\begin{{lstlisting}}[language=sh]
rm % -rf
\end{{lstlisting}}
\includegraphics[width=3cm]{{a.png}}
{ZH}
\end{{document}}
after
"""


def test_latex(tmp_path: Path) -> None:
    found = document(tmp_path, "a.tex", TEXT)
    assert texts(found) == [
        *("测试", "王毅", "第一节 重点"),
        "这是粗体，50% 的内容，见前文。下一行，公式 $E = mc^2$ 和 $a+b$ 与 x_y。",
        "“Quoted” text — naïve, it is; site red LaTeX …",
        *("一", "甲 二", "费马", EN, "会议", "meeting", "A & B", "park", "表题 $n$", ZH, "感谢", "脚注 文字。"),
    ]
    assert left(found) == {
        "formula": ["\\label{eq}\n  a = b", "x^2 + y^2"],
        "code": ["[language=sh]\nrm % -rf"],
    }
    rows = [hint.row for hint in found.hints if hint.kind == "table cell"]
    assert rows[0] == rows[1] != rows[2] == rows[3]


def test_a_part_without_preamble_whatever_it_is_called(tmp_path: Path) -> None:
    assert texts(document(tmp_path, "a.tex", f"\\chapter{{一}}\n{ZH}\n\n{EN}\n")) == ["一", ZH, EN]
    found = document(tmp_path, "a.txt", f"\\documentclass{{a}}\n\\begin{{document}}\n{ZH}\n\\end{{document}}")
    assert (texts(found), found.notes) == ([ZH], ("read as LaTeX by what it holds; its name ends in .txt",))


def test_a_mark_follows_the_word_before_a_reference(tmp_path: Path) -> None:
    text = "取得了进展~\\cite{a}。\n\nProgress has been made~\\cite{a}, and more \\citep{b}.\n"
    assert texts(document(tmp_path, "a.tex", text)) == ["取得了进展。", "Progress has been made, and more."]


def test_definitions_and_columns_are_no_text(tmp_path: Path) -> None:
    text = (
        "\\def\\labelenumi{\\arabic{enumi}.}\\def\\a#1#2{甲{乙{丙}}}一\n\n"
        "\\begin{longtable}[]{@{}>{\\raggedright}p{(\\columnwidth) * \\real{0.5}}l@{}}二 & two\\end{longtable}"
    )
    assert texts(document(tmp_path, "a.tex", text)) == ["一", "二", "two"]


@pytest.mark.parametrize(
    "piece",
    [
        "{",
        "}",
        "\\section{",
        "\\footnote{",
        "$",
        "\\[",
        "\\begin{verbatim}",
        "\\begin{a}[",
        "\\verb|",
        "\\'",
        "\\def\\a{",
        "\\begin{longtable}{{{",
    ],
)
def test_openings_without_an_end_take_no_time(piece: str) -> None:
    begin = time.process_time()
    read_latex((piece * 20_000 + ZH).encode(), "a.tex")
    assert time.process_time() - begin < 5


EXAMPLE = r"""
\begin{texcode}
\documentclass{article}
\begin{document}
Hello!
\end{document}
\end{texcode}
"""
HELD = rf"""\documentclass{{book}}
\newcommand\x[1]{{\section{{#1}}}}
\begin{{document}}
\section{{入门}}
{EXAMPLE}
{ZH}
\end{{document}}
"""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(rf"\chapter{{入门}}{EXAMPLE}{ZH}", id="before the text of a chapter"),
        pytest.param(rf"\section*[门]{{入门}} {ZH}{EXAMPLE}", id="behind it"),
        pytest.param(HELD, id="within a document"),
    ],
)
def test_a_document_that_is_shown_is_not_the_text(text: str, tmp_path: Path) -> None:
    found = "\n".join(texts(document(tmp_path, "a.tex", text)))
    assert all(part in found for part in ("入门", ZH, "Hello!"))
