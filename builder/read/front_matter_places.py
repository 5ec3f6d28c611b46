"""Where a value of the front matter is written, by the keys that lead to it."""

import codecs
from collections.abc import Sequence
from typing import NamedTuple

from builder.model.findings import Report
from builder.read.json_tree import tree_from_json
from builder.read.located_tree import ListNode, MappingNode, Node, Scalar
from builder.read.markdown import FRONT_MATTER
from builder.read.yaml_tree import tree_from_yaml


class ScalarText(NamedTuple):
    """The characters that write a value, without its quotes."""

    line: int
    column: int
    length: int
    quote: str


def scalar_place(source: str, data: bytes, path: Sequence[str]) -> ScalarText | None:
    """Return where the value at `path` is, such as `("actors", "china", "leader")`; None if there is none."""
    text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    node = _at(_tree(source, text), path)
    if isinstance(node, MappingNode):  # a publisher, an author with an address: its name; a marking: its text
        node = _at(node, ("name",)) or _at(node, ("text",))
    if not isinstance(node, Scalar) or "\n" in node.raw:
        return None
    line, column = node.corner
    before = text.split("\n")[line - 1][column - 2 : column - 1] if column > 1 else ""
    quote = before if before in {'"', "'"} else ""
    length = len(node.raw) - (1 if quote and node.raw.endswith(quote) else 0)
    return ScalarText(line, column, length, quote)


def _tree(source: str, text: str) -> Node | None:
    if source.endswith(".json"):
        return tree_from_json(source, text, Report())
    if source.endswith((".yaml", ".yml")):
        return tree_from_yaml(source, text, 1, Report())
    found = FRONT_MATTER.match(text)
    return tree_from_yaml(source, found[1], 2, Report()) if found else None


def _at(node: Node | None, path: Sequence[str]) -> Node | None:
    for key in path:
        if isinstance(node, MappingNode):
            node = next((value for name, value in node.pairs if name.text == key), None)
        elif isinstance(node, ListNode) and key.isdecimal() and int(key) < len(node.items):
            node = node.items[int(key)]
        elif isinstance(node, Scalar) and key == "0":  # a single text where a list may be
            continue
        else:
            return None
    return node
