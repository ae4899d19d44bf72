"""Three hundred texts that break careless writers."""

from __future__ import annotations

CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))]
NONCHARACTERS = ["\ufffe", "\uffff", "\ufdd0", "\U0001fffe", "\U0010ffff"]
SURROGATES = ["\ud800", "\udbff", "\udc00", "\udfff", "\ud83d\ude00"]
DIRECTIONS = list("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c")
INVISIBLE = list("\u00ad\u180e\u200b\u200c\u200d\u2028\u2029\u2060\ufeff\ufff9\ufffa\ufffb\u3164\ue000\U000e0041")
SPACES = list("\u00a0\u1680\u2000\u2003\u202f\u205f\u3000")
MARKUP = r"""
]]> <![CDATA[x]]> &#1; &#x1; &#0; &amp; &amp;amp; &lt;b&gt; &nbsp; & && &; &#; &#xD800; < > << >> <b>bold</b> <br/>
</seg> </tu> <seg>x</seg> <!-- --> -- --> <?xml?> <?x?> <!DOCTYPE> <!ENTITY> %x; <cp/> <ph/> {1} {0}&x; ' " '' ""
''' a"b a'b \ \t \n \\ \x00 \u0000 _x0001_ _x005F_ _xD800_ _x0041_ x_x0041_x =1+1 +1 -1 @x
=HYPERLINK("x") #N/A #REF! TRUE NULL null NaN None 1e9 007 1-2 2020-06-18 [0]:[0] [0,1]:[2] {"zh":1} [] {} ,, ;;
a,b a;b ,a, "," "a","b" | || a|b ||| a|||b $x ${x} $(x) `x` ~x #x %s %(x)s {0} {x} \N \0 '1'='1 ';DROP * ? : /
../../etc/passwd C:\x\n con nul
"""
LONG = [
    "長" * 100_000,
    "a " * 50_000,
    "&" * 20_000,
    "]]>" * 10_000,
    "\u202e" * 5_000,
    "\n" * 1_000 + "x",
    "x" + " " * 5_000,
]
COMPOSED = [
    "e\u0301",
    "\u00e9",
    "ﬁ",
    "\u212b",
    "\u00c5",
    "\uf900",
    "豈",
    "𠮷野家",
    "𩸽",
    "👩‍👩‍👧‍👦",
    "🇨🇳",
    "葛\U000e0100",
    "İi̇",
    "ß",
]
EDGES = [" x", "x ", " x ", "\tx", "x\t", "\nx", "x\n", "\r\nx", "x\r\n", "x\ry", "x\n\ny", "x\r\n\r\ny", "x\ty"]
EDGES += ["🇨🇳", "\u3000x\u3000", "\ufeffx", "x\ufeff"]


def hostile_texts() -> list[str]:
    """The texts: something hostile in the middle of a Chinese one, or alone."""
    words = MARKUP.split()
    pieces = [*CONTROLS, *NONCHARACTERS, *SURROGATES, *DIRECTIONS, *INVISIBLE, *SPACES, *words]
    pieces += [word + word for word in words[:60]]
    pieces += [*LONG, *COMPOSED]
    return [*(f"{number}會{piece}議" for number, piece in enumerate(pieces)), *EDGES]
