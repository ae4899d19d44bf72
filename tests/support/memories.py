"""A translation memory of another program, and pairs to update it with."""

from __future__ import annotations

from duiqi.model import Bead, Pair
from duiqi.updating import Updated

FOREIGN = """<?xml version='1.0' encoding="utf-8"?>
<?xml-stylesheet href="x.css"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<!-- ours since 2009 -->
<tmx version="1.4">\r
<header creationtool='Other &amp; Sons' creationtoolversion="9" segtype="sentence" o-tmf="x" adminlang="en" srclang="zh-CN" datatype="plaintext"><prop type="x-client">ACME</prop></header>
<body>
  <tu tuid='a' x-unknown="kept" creationid="LIU" creationdate="20090101T000000Z">
    <prop type="x-domain">law</prop><custom:thing xmlns:custom="urn:x">1 &lt; 2</custom:thing>
    <tuv xml:lang="zh-CN"><prop type="y"/><seg>会议<bpt i="1">&lt;b></bpt>开始<ept i="1">&lt;/b></ept>。</seg></tuv>
    <tuv xml:lang="en-GB" changeid='WANG'><seg>The meeting begins.</seg></tuv>
  </tu>

  <tu><tuv xml:lang="zh-CN"><seg>各国感谢。</seg></tuv><tuv xml:lang="en-GB"><seg><![CDATA[All countries <thank>.]]></seg></tuv></tu>
  <!-- </body> is not here -->
</body>
</tmx>
"""  # noqa: E501


def pair(zh: str, en: str, document: str = "r.txt", score: float = 0.9) -> Pair:
    return Pair(zh, en, score, Bead(range(1), range(1), score), document=document)


def counts(updated: Updated) -> tuple[int, int, int, int]:
    return updated.added, updated.replaced, updated.skipped, updated.conflicting
