"""The tree of a YAML text, with what is wrong in it."""

import re

import yaml

from builder.codes import BAD_FRONT_MATTER
from builder.model.findings import Code, Report, Span
from builder.read.located_tree import DEEPEST, ListNode, MappingNode, Node, Scalar

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KINDS = {"int": "number", "float": "number", "bool": "boolean", "null": "null"}
_TAG = "tag:yaml.org,2002:"
_KNOWN = {*_KINDS, "str", "timestamp", "merge", "value", "seq", "map"}
"""The types that plain YAML has; others would need a program to make them."""

_CUT_OFF = re.compile(r"[ \t]*#(?=[^\s#])[^\n]*")
"""What YAML takes for a comment and nobody means as one: `number: #4`, `The report #1 of many`."""

_BEYOND = re.compile(r"\\U(?!000|0010)[0-9A-Fa-f]{8}")
"""An escape of YAML for more than the last character of Unicode."""

_DEEP = "lists or mappings are nested too deeply"
_HINTS = {
    "mapping values are not allowed here": "put quotes around a value that holds a colon and a space",
    "there is a tab here": "write spaces in its place, behind a key as well",
    "a second document begins here": "keep one document in a file",
    "the quotes that open here are not closed": "write the same quote at the end of the value",
}
_MESSAGES = {
    "but found another document": "a second document begins here",
    "found character '\\t' that cannot start any token": "there is a tab here",
}
_OPEN = "found unexpected end of stream"


class _FaultError(Exception):
    """What keeps a YAML text from being read."""

    def __init__(self, message: str, hint: str, line: int, column: int) -> None:
        super().__init__(message)
        self.message, self.hint, self.line, self.column = message, hint, line, column


def tree_from_yaml(
    source: str, text: str, first_line: int, report: Report, *, code: Code = BAD_FRONT_MATTER
) -> Node | None:
    """Return the tree of `text`, whose first line is line `first_line` of `source`.

    None if there is nothing in it, or a fault; a fault is a finding of `code` at its place.
    """
    try:
        root = _compose(text)
        return _YamlParser(source, text, first_line, set()).node(root, 0) if root else None
    except _FaultError as fault:
        line = fault.line + first_line
        span = Span(source, line, fault.column + 1, line, fault.column + 2)
        report.add(code, span, fault.message, fault.hint)
        return None


def _compose(text: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=_Loader)  # composes without constructing any object
    except (yaml.YAMLError, RecursionError):
        _refuse_depth(text)
    try:  # once more in Python, whose messages do not depend on the C library's version
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        problem = (fault.problem or "this is not YAML").lower()
        problem = _MESSAGES.get(problem, problem)
        if problem == _OPEN and fault.context_mark:
            mark, problem = fault.context_mark, "the quotes that open here are not closed"
        hint = _HINTS.get(problem, "check the line above as well; values with special characters need quotes")
        line, column = (mark.line, mark.column) if mark else (0, 0)
        raise _FaultError(problem, hint, line, column) from fault
    except yaml.reader.ReaderError as fault:
        before = text[: fault.position]
        message = f"the character U+{fault.character:04X} is not allowed in YAML"
        column = len(before) - before.rfind("\n") - 1
        raise _FaultError(message, "delete it", before.count("\n"), column) from fault
    except RecursionError as fault:
        raise _FaultError(_DEEP, "use fewer levels", 0, 0) from fault
    except (ValueError, OverflowError) as fault:  # an escape beyond Unicode, or a version of thousands of digits
        found = _BEYOND.search(text)
        before = text[: found.start()] if found else ""
        message = f"there is no character `{found[0]}`" if found else "this is not YAML"
        column = len(before) - before.rfind("\n") - 1
        raise _FaultError(message, "delete it", before.count("\n"), column) from fault


def _refuse_depth(text: str) -> None:
    """Raise the fault of a text that nests too deeply, which the parser in Python would take minutes to read."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                mark = event.start_mark
                break
        else:
            return
    except yaml.MarkedYAMLError as fault:
        if "nesting depth" not in (fault.problem or ""):  # the C library has a limit of its own
            return
        mark = fault.problem_mark
    except yaml.YAMLError:
        return
    line, column = (mark.line, mark.column) if mark else (0, 0)
    raise _FaultError(_DEEP, "use fewer levels", line, column)


class _YamlParser:
    """Turns composed nodes into ours."""

    def __init__(self, source: str, text: str, first_line: int, seen: set[int]) -> None:
        self.source, self.text, self.first_line, self.seen = source, text, first_line, seen

    def node(self, node: yaml.Node, depth: int) -> Node:
        mark = node.start_mark
        if depth > DEEPEST:
            raise _FaultError(_DEEP, "use fewer levels", mark.line, mark.column)
        if id(node) in self.seen:  # an alias, which could make a small file huge
            message = "anchors and aliases (`&`, `*`) are not understood"
            raise _FaultError(message, "write out the value in both places", mark.line, mark.column)
        self.seen.add(id(node))
        if node.tag.removeprefix(_TAG) not in _KNOWN:
            message = f"the tag `{node.tag.removeprefix(_TAG)}` is not supported"
            raise _FaultError(message, "leave it out", mark.line, mark.column)
        match node:
            case yaml.ScalarNode():
                return self.leaf(node)
            case yaml.SequenceNode():
                return ListNode(tuple(self.node(one, depth + 1) for one in node.value), self.span(node))
            case yaml.MappingNode():
                pairs = tuple((self.key(key), self.node(value, depth + 1)) for key, value in node.value)
                return MappingNode(pairs, self.span(node))
        raise _FaultError(f"`{node.tag}` is not supported", "leave it out", mark.line, mark.column)

    def key(self, node: yaml.Node) -> Scalar:
        if isinstance(node, yaml.ScalarNode):
            return self.leaf(node)
        mark = node.start_mark
        message = "a key must be a word"
        raise _FaultError(message, "put quotes around a value that begins with a bracket", mark.line, mark.column)

    def leaf(self, node: yaml.ScalarNode) -> Scalar:
        mark, raw = node.start_mark, self.text[node.start_mark.index : node.end_mark.index]
        line, column, style = mark.line + self.first_line, mark.column + 1, node.style
        kind = _KINDS.get(node.tag.removeprefix(_TAG), "string")
        if style in {"|", ">"}:
            raw, line, column = raw.partition("\n")[2], line + 1, 1
        elif style in {"'", '"'}:
            raw, column = raw[1:], column + 1
        elif cut := _CUT_OFF.match(self.text, node.end_mark.index):
            message = f"YAML leaves out `{cut[0].strip()}`, as a comment"
            hint = "put quotes around the whole value; write a space behind the `#` of a comment"
            at = len(cut[0]) - len(cut[0].lstrip())
            raise _FaultError(message, hint, node.end_mark.line, node.end_mark.column + at)
        return Scalar(node.value, kind, self.span(node), raw, (line, column), escaped=style == '"')

    def span(self, node: yaml.Node) -> Span:
        start, end = node.start_mark, node.end_mark
        return Span(
            self.source,
            start.line + self.first_line,
            start.column + 1,
            end.line + self.first_line,
            max(end.column, start.column + 1 if end.line == start.line else 0) + 1,
        )
