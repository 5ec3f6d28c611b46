"""How findings speak: lower case, no full stop, names in backticks; and every code is used."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder import codes
from builder.model.findings import Code

PACKAGE = Path(codes.__file__).parents[1]
NAMES = {name: code for name, code in vars(codes).items() if isinstance(code, Code)}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent.name != "codes")


def _edges(node: ast.expr) -> tuple[str, str]:
    """Return the first and the last piece of a text that are written down, or nothing where they are computed."""
    match node:
        case ast.Constant(value=str(text)):
            return text, text
        case ast.JoinedStr(values=[first, *_, last]):
            return _edges(first)[0], _edges(last)[1]
        case ast.JoinedStr(values=[only]):
            return _edges(only)
        case ast.IfExp(body=one):
            return _edges(one)
        case _:
            return "", ""


def _said(path: Path) -> Iterator[tuple[int, str, str]]:
    """Yield line, beginning and end of each message and hint that is given beside a code."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and any(isinstance(one, ast.Name) and one.id in NAMES for one in node.args[:1]):
            for one in node.args[1:]:
                first, last = _edges(one)
                yield one.lineno, first, last


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_messages_and_hints_begin_in_lower_case_and_end_without_a_full_stop(path: Path) -> None:
    for line, first, last in _said(path):
        assert not (first[:1].isupper() and first[1:2].islower()), f"{path.name}:{line}: {first}"
        assert not last.endswith("."), f"{path.name}:{line}: {last}"


def test_every_code_is_used() -> None:
    words = {
        node.id if isinstance(node, ast.Name) else node.attr
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name | ast.Attribute)
    }
    assert sorted(set(NAMES) - words) == []
