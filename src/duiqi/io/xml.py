"""XML and HTML of unknown origin, parsed without entities, network, DTD files or unbounded depth; text put into XML."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from duiqi.errors import InputError
from duiqi.text.late_patterns import late_pattern

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
# What XML 1.0 (section 2.2, Char) has no place for: C0 controls but tab and line ends, surrogates, U+FFFE, U+FFFF.
XML_ILLEGAL = late_pattern("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A carriage return in the file itself would be read as a line feed (XML 1.0, section 2.11).
# What libxml2 allows without its option for huge documents, which stays off.
MAX_DEPTH = 256
# 32 MB of word/document.xml take 196 MB at the peak, of which 10 are Python's (tests/benchmarks/limits.py).
MAX_XML_BYTES = 32 * 1024 * 1024

# So many of the shortest elements take 216 MB (same script); word/document.xml has a tag to 30 bytes or more.
MAX_TAGS = 1_500_000

# A DTD inside the file is of use only for entities, and those are of use only to harm: parsers must expand them.
INTERNAL_SUBSET = re.compile(rb"<!DOCTYPE[^>\[]*\[", re.IGNORECASE)
ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
# Characters in which a DTD is looked for, which stands before the first element: a choice. The parser expands nothing.
HEAD = 64 * 1024
UNDECLARED_PREFIX = 201  # libxml2: XML_NS_ERR_UNDEFINED_NAMESPACE


def parse_xml(data: bytes, name: str, part: str = "") -> Any:
    """The root element of ``data``. ``part`` names a file inside the archive ``name``, for messages.

    Raises InputError for what is not well-formed, declares entities, is too large or too deeply nested.
    """
    from lxml import etree

    what = f"its part {part}" if part else "the file"
    check_xml(data, name, what)

    safe = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    plain = {"remove_comments": True, "remove_pis": True}
    try:
        return etree.fromstring(data, etree.XMLParser(**safe, **plain))
    except etree.XMLSyntaxError as error:
        # Prefixes that are not declared, as a translation's file has where a program cut it from another: XML 1.0 knows
        # none, and the names are read all the same.
        lenient = etree.XMLParser(**safe, **plain, recover=True) if error.code == UNDECLARED_PREFIX else None
        root = etree.fromstring(data, lenient) if lenient else None
        if lenient and root is not None and all(fault.type == UNDECLARED_PREFIX for fault in lenient.error_log):
            for element in root.iter("*"):
                element.tag = element.tag if "}" in element.tag else element.tag.rpartition(":")[2]
            return root
        raise not_well_formed(error, name, what) from error


def check_xml(data: bytes, name: str, what: str) -> None:
    """Raise InputError for XML that is too large or declares entities."""
    if len(data) > MAX_XML_BYTES:
        raise InputError(
            f"{what} is larger than {MAX_XML_BYTES // 1024**2} MB", path=name, advice="split it into documents"
        )
    if data.count(b"<") > MAX_TAGS:
        raise InputError(f"{what} has more than {MAX_TAGS:,} tags", path=name, advice="split it into documents")
    head = data[: 4 * HEAD].replace(b"\0", b"")  # also when it is in UTF-16 or UTF-32
    if INTERNAL_SUBSET.search(head) and ENTITY.search(head):
        raise InputError(
            f"{what} declares XML entities, which could read other files or fill the memory",
            path=name,
            advice="if you trust it, open it in its own program and save it anew",
        )


def not_well_formed(error: Any, name: str, what: str) -> InputError:
    """What is told of a syntax error that lxml found."""
    if "depth" in str(error).lower():
        return InputError(
            f"{what} nests elements more than {MAX_DEPTH} deep", path=name, advice="no text is marked up so; check it"
        )
    reason = str(error.msg).partition(", line ")[0]
    line = error.lineno if what == "the file" else None
    return InputError(
        f"{what} is no valid XML: {reason}", path=name, line=line, advice="open it in its own program and save it anew"
    )


def local_name(element: Any) -> str:
    """The tag without its namespace; empty for comments and the like."""
    return _local(element.tag)


def local_attribute(element: Any, name: str, *, prefixed: bool = False) -> str:
    """An attribute by its local name, as versions of a format differ in their namespaces; empty where there is none.
    ``prefixed``: one with a namespace only."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name and (key[:1] == "{" or not prefixed):
            return str(value)
    return ""


@lru_cache(maxsize=256)  # more than a format has
def _local(tag: Any) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def escape(text: str) -> str:
    """``text`` for element content and attribute values in double quotes, without what XML cannot hold."""
    return escape_marks(legal(text))


def escape_marks(text: str) -> str:
    """``text`` of which XML can hold every character, for the same places."""
    # The ampersand first. To replace what is not there takes less than to look whether any is; str.translate takes
    # several times as long.
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("\r", "&#13;")


def legal(text: str) -> str:
    """``text`` without what XML cannot hold, none of which can be printed."""
    return text if text.isprintable() else XML_ILLEGAL.sub("", text)
