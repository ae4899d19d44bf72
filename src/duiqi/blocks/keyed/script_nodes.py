"""The nodes in the tree of a program in JavaScript, TypeScript or PHP: which are texts, which are values."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node

STRINGS = frozenset(("string", "template_string", "encapsed_string", "heredoc", "nowdoc"))
OBJECTS = frozenset(("object", "array", "array_creation_expression"))
NAMED = {"variable_declarator": "value", "public_field_definition": "value", "assignment_expression": "right"}
NAMES = frozenset(("identifier", "property_identifier", "variable_name", "name", "this"))
CHOICES = frozenset(("ternary_expression", "conditional_expression"))
AROUND_VALUES = frozenset(("parenthesized_expression", "as_expression", "satisfies_expression"))
NO_CODE = frozenset(("comment", "php_tag", "html_comment", "hash_bang_line"))


def nodes_of(root: Node, whole: Collection[str]) -> Iterator[Node]:
    """The nodes under ``root`` in their order, and itself; without those in nodes of the kinds ``whole``."""
    cursor = root.walk()
    while cursor.node:
        yield cursor.node
        if cursor.node.type not in whole and cursor.goto_first_child():
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return


def leaves_of(root: Node, whole: Collection[str] = ()) -> Iterator[Node]:
    """The words, marks and strings under ``root``, and nodes of the kinds ``whole``."""
    for node in nodes_of(root, {*STRINGS, *NO_CODE, *whole}):
        if (not node.child_count or node.type in STRINGS or node.type in whole) and node.type not in NO_CODE:
            yield node


def inner_of(node: Node) -> Node:
    """The value in brackets or with a type."""
    while node.type in AROUND_VALUES and (inner := node.named_child(0)):
        node = inner
    return node


def choice_of(node: Node) -> Node | None:
    """The choice between two values at ``node``, also what a function gives."""
    if node.type == "arrow_function":
        node = node.child_by_field_name("body") or node
    return node if node.type in CHOICES else None
