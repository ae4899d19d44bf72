"""AsciiDoc."""

from __future__ import annotations

from pathlib import Path

from support.reading import EN, document, left, texts


def test_typed_text_quotations_and_formulas(tmp_path: Path) -> None:
    text = "见 `a_b` 与 `+c*d+`，``引''和\"`文`\"，stem:[x^2] 与 latexmath:[$y$]；a`b`c ``\n"
    assert texts(document(tmp_path, "a.adoc", text)) == ["见 a_b 与 c*d，“引”和“文”，x^2 与 $y$；a`b`c ``"]


def test_asciidoc(tmp_path: Path) -> None:
    text = f"""= 标题
:toc:
// comment

[[anchor]]
== 起步(((起步)))

这是 *粗体*、_斜体_、`代码` 与 https://git-scm.com[网站^]，见 <<ch01#sec,第一章>>。
下一句。footnote:[注]

.图题
image::images/a.png[alt]

[source,sh]
----
rm -rf /
----

* one ((term))
. two
+
NOTE: {EN}

|===
| 会议 | meeting
|===
"""
    found = document(tmp_path, "a.asc", text)
    assert texts(found) == [
        *("标题", "起步", "这是 粗体、斜体、代码 与 网站，见 第一章。下一句。", "图题"),
        *("one term", "two", EN, "会议", "meeting"),
    ]
    assert left(found)["code"] == ["rm -rf /"]
