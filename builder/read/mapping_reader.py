"""A mapping whose keys are known: unknown, repeated and ill-typed ones are findings at their places."""

import re
from collections.abc import Mapping
from difflib import get_close_matches

from msgspec import Struct, field

from builder.codes import NOT_UNDERSTOOD, REPEATED_KEY, UNKNOWN_KEY, WRONG_TYPE
from builder.model.findings import Report, Span
from builder.read.located_tree import ListNode, MappingNode, Node, Scalar, kind_of
from builder.read.styled_text import shows, tidied

FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that no product can hold (XML 1.0, section 2.2), or that no font shows: the controls of Latin-1."""

_TYPESET = re.compile("[“”„][^“”„]+[“”]|[‘’‚][^‘’‚]+[‘’]|«[^«»]+»|»[^«»]+«")
"""A value that is wholly between typographic quotes."""


class Keys(Struct):
    """The keys of one mapping; a key that is given without a value counts as not given."""

    node: MappingNode
    what: str
    """What the mapping describes, for messages."""
    allowed: tuple[str, ...]
    """The keys that it may have; none means any."""
    report: Report
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    """What to do instead, for keys that people write here and that belong elsewhere."""
    found: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the keys, and report those that are unknown or given twice."""
        for key, value in self.node.pairs:
            if key.text in self.found:
                hint = "keep one of the two"
                self.report.add(REPEATED_KEY, key.span, f"the key `{key.text}` is given twice", hint)
            elif self.allowed and key.text not in self.allowed:
                near = get_close_matches(key.text.lower(), self.allowed, 1)
                known = ", ".join(f"`{name}`" for name in self.allowed)
                hint = f"did you mean `{near[0]}`?" if near else f"use {known}"
                hint = self.elsewhere.get(key.text.lower(), hint)
                self.report.add(UNKNOWN_KEY, key.span, f"unknown key `{key.text}` in the {self.what}", hint)
            else:
                self.found[key.text] = key, value

    @property
    def names(self) -> tuple[str, ...]:
        """The known keys that are given, in their order."""
        return tuple(self.found)

    @property
    def span(self) -> Span:
        """The place of the mapping."""
        return self.node.span

    def leaf(self, name: str) -> Scalar:
        """Return the key `name` itself, which is given."""
        return self.found[name][0]

    def place(self, name: str) -> Span:
        """Return the place of the value of `name`, or of the mapping where it is not given."""
        return self.found[name][1].span if name in self.found else self.span

    def get(self, name: str) -> Node | None:
        """Return the value of `name`, or None if it is not given or empty."""
        node = self.found[name][1] if name in self.found else None
        return None if isinstance(node, Scalar) and node.kind == "null" else node

    def text(self, name: str) -> str:
        """Return the text of `name`, empty if it is not given; a number is its digits, as written."""
        node = self.get(name)
        return text_of(node, name, self.report) if node else ""

    def flag(self, name: str) -> bool:
        """Return whether `name` is `true`."""
        node = self.get(name)
        if node and not (isinstance(node, Scalar) and node.kind == "boolean"):
            message = f"`{name}` must be `true` or `false`, and this is {kind_of(node)}"
            self.report.add(WRONG_TYPE, node.span, message, "write `true` or `false`, or leave it out")
        return isinstance(node, Scalar) and node.text.lower() in {"true", "yes", "on"}


def text_of(node: Node, name: str, report: Report) -> str:
    """Return the text of `node`, its white space normalised, or add `wrong-type`.

    Numbers and words such as `no` are taken as written: `flag: no` is Norway's. A text that shows nothing, such as a
    mark of direction alone, is none.
    """
    if isinstance(node, Scalar) and node.kind == "boolean" and node.text.lower() in {"true", "false"}:
        hint = f'write `{name}: words`; if the word itself is meant, put it in quotes: `"{node.text}"`'
        report.add(WRONG_TYPE, node.span, f"`{name}` must be a text, and this is {kind_of(node)}", hint)
        return ""
    if isinstance(node, Scalar) and node.kind != "null":
        report_forbidden(node, report)
        _report_typeset_quotes(node, name, report)
        text = tidied(node.text)
        return text if shows(text) else ""
    message = f"`{name}` must be a text, and this is {kind_of(node)}"
    report.add(WRONG_TYPE, node.span, message, f"write `{name}: words`, in quotes if it contains special characters")
    return ""


def texts_of(node: Node | None, name: str, report: Report) -> tuple[str, ...]:
    """Return the texts of a list, or add `wrong-type`."""
    nodes = items_of(node, f"`{name}`", f"write `{name}: [one, two]`", report)
    return tuple(text for text in (entry_of(one, name, report) for one in nodes) if text)


def items_of(node: Node | None, what: str, hint: str, report: Report) -> tuple[Node, ...]:
    """Return the entries of a list, none where it is not given, or add `wrong-type` with the `hint`."""
    if node is None or isinstance(node, ListNode):
        return node.items if node else ()
    report.add(WRONG_TYPE, node.span, f"{what} must be a list, and this is {kind_of(node)}", hint)
    return ()


def mapping_of(node: Node | None, what: str, hint: str, report: Report) -> MappingNode | None:
    """Return `node` where it is a mapping; None where it is not given or, with `wrong-type` and the `hint`, another."""
    if node is None or isinstance(node, MappingNode):
        return node
    report.add(WRONG_TYPE, node.span, f"{what} must be a mapping, and this is {kind_of(node)}", hint)
    return None


def entry_of(node: Node, name: str, report: Report) -> str:
    """Return the text of an entry of the list under the key `name`, or add `wrong-type`."""
    if isinstance(node, Scalar) and node.kind != "null":
        return text_of(node, name, report)
    message = f"each entry of `{name}` must be a text, and this is {kind_of(node)}"
    report.add(WRONG_TYPE, node.span, message, "write text, in quotes if it contains special characters")
    return ""


def refuse_number(node: Node | None, what: str, report: Report) -> None:
    """Add `wrong-type` where a bare number is given for a name: an alias would be found in every such number."""
    if isinstance(node, Scalar) and node.kind == "number":
        hint = f'write a name; if the number is one, put it in quotes: `"{node.text}"`'
        report.add(WRONG_TYPE, node.span, f"{what} is {kind_of(node)}", hint)


def _report_typeset_quotes(leaf: Scalar, name: str, report: Report) -> None:
    """Add `not-understood` for a value between quotes that only a typesetter knows: they would be shown."""
    is_bare = (leaf.span.line, leaf.span.column) == leaf.corner
    if is_bare and _TYPESET.fullmatch(leaf.text):
        hint = f'write `{name}: "…"` with straight quotes; to show these, put straight quotes around them'
        report.add(NOT_UNDERSTOOD, leaf.span, f"the quotes of `{name}` are not straight, and would be shown", hint)


def report_forbidden(leaf: Scalar, report: Report) -> None:
    """Add `not-understood` for each character in `leaf` that no product can hold."""
    ground = None
    for found in FORBIDDEN.finditer(leaf.text):
        ground = ground or leaf.ground()
        span = ground.span(found.start(), found.end())
        report.add(NOT_UNDERSTOOD, span, f"control character U+{ord(found[0]):04X} is not allowed", "delete it")
