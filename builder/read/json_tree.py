"""The tree of a JSON text, with what is wrong in it."""

import json
import re

from builder.codes import BROKEN_DATA
from builder.model.findings import Report, Span
from builder.read.located_tree import DEEPEST, ListNode, MappingNode, Node, Scalar

_BLANK = " \t\n\r"
_SPACE = re.compile(rf"[{_BLANK}]*")
_WORD = re.compile(r"[-+.\w]+")
_STRINGS = json.JSONDecoder()
_KINDS = {"true": "boolean", "false": "boolean", "null": "null"}
_HINTS = {
    "Expecting property name enclosed in double quotes": "put double quotes around the key",
    "Expecting ',' delimiter": "write a comma between two values",
    "Expecting ':' delimiter": "write a colon between key and value",
    "Expecting value": "write a string in double quotes, a number, a list or a mapping",
    "Unterminated string starting at": 'close the string with `"`',
    "Illegal trailing comma before end of object": "remove the comma before `}`",
    "Illegal trailing comma before end of array": "remove the comma before `]`",
    "Extra data": "remove what follows the closing bracket",
}
_TRAILING = {
    ("Expecting property name enclosed in double quotes", "}"): "Illegal trailing comma before end of object",
    ("Expecting value", "]"): "Illegal trailing comma before end of array",
}
_DEEP = "lists or mappings are nested too deeply"


def tree_from_json(source: str, text: str, report: Report) -> Node | None:
    """Return the tree of `text`, or None with a finding where it is not JSON."""
    try:
        json.loads(text)
        return _JsonParser(source, text).node(0)
    except json.JSONDecodeError as found:
        fault = _as_newest(found)
        span = Span(source, fault.lineno, fault.colno, fault.lineno, fault.colno + 1)
        message = f"this is not JSON: {fault.msg[0].lower()}{fault.msg[1:]}"
        report.add(BROKEN_DATA, span, message, _HINTS.get(fault.msg, "check the characters before it as well"))
    except (RecursionError, ValueError) as fault:  # ValueError: a number of thousands of digits
        message = _DEEP if isinstance(fault, RecursionError) or str(fault) == _DEEP else "a number is too long"
        report.add(BROKEN_DATA, Span(source, 1, 1, 1, 2), message, "write it in a simpler way")
    return None


def _as_newest(fault: json.JSONDecodeError) -> json.JSONDecodeError:
    """Return `fault` as Python 3.13 reports it: before, a trailing comma was a fault of the bracket after it."""
    before = fault.doc[: fault.pos].rstrip(_BLANK)
    newest = _TRAILING.get((fault.msg, fault.doc[fault.pos : fault.pos + 1]))
    return json.JSONDecodeError(newest, fault.doc, len(before) - 1) if newest and before.endswith(",") else fault


class _JsonParser:
    """Reads a text that is known to be JSON, for the places."""

    def __init__(self, source: str, text: str) -> None:
        self.source, self.text, self.at = source, text, 0
        self.line, self.line_start, self.counted = 1, 0, 0

    def node(self, depth: int) -> Node:
        if depth > DEEPEST:
            raise ValueError(_DEEP)
        self.skip()
        match self.text[self.at]:
            case "{":
                return self.pairs(depth)
            case "[":
                return self.items(depth)
            case '"':
                return self.string()
        word = _WORD.match(self.text, self.at)
        start, written = self.at, word[0] if word else ""
        self.at += len(written)
        span = self.span(start, self.at)
        return Scalar(written, _KINDS.get(written, "number"), span, written, (span.line, span.column))

    def string(self) -> Scalar:
        start = self.at
        value, self.at = _STRINGS.raw_decode(self.text, start)
        span = self.span(start, self.at)
        raw = self.text[start + 1 : self.at]
        return Scalar(value, "string", span, raw, (span.line, span.column + 1), escaped=True)

    def items(self, depth: int) -> ListNode:
        start, place, found = self.at, self.span(self.at, self.at + 1), list[Node]()
        while self.step(start) != "]":
            found.append(self.node(depth + 1))
        return ListNode(tuple(found), place)

    def pairs(self, depth: int) -> MappingNode:
        start, place, found = self.at, self.span(self.at, self.at + 1), list[tuple[Scalar, Node]]()
        while self.step(start) != "}":
            key = self.string()
            self.skip()
            self.at += 1  # the colon
            found.append((key, self.node(depth + 1)))
        return MappingNode(tuple(found), place)

    def step(self, start: int) -> str:
        """Step over the bracket at `start` or a comma; return the next character, having stepped over a closing one."""
        self.skip()
        if self.at == start or self.text[self.at] == ",":
            self.at += 1
            self.skip()
        char = self.text[self.at]
        self.at += char in "]}"
        return char

    def skip(self) -> None:
        found = _SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def place(self, at: int) -> tuple[int, int]:
        """Return line and column of `at`, which does not lie before a place asked for earlier."""
        self.line += self.text.count("\n", self.counted, at)
        self.line_start = max(self.text.rfind("\n", self.counted, at) + 1, self.line_start)
        self.counted = at
        return self.line, at - self.line_start + 1

    def span(self, start: int, end: int) -> Span:
        line, column = self.place(start)
        return Span(self.source, line, column, line, column + end - start)
