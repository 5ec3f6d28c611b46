"""Who may import whom: the table of builder/README.md, walked over every import of the package."""

import ast
from functools import cache, lru_cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "builder"

MODEL = {"model", "codes"}
"""What every room may know: the values that pass between stages, and the rules by number."""

MAY_IMPORT: dict[str, set[str]] = {
    "model": {"codes"},
    "codes": {"model"},
    "media": MODEL,
    "theming": MODEL | {"media"},
    "read": MODEL,
    "write": MODEL,
    "resolve": MODEL | {"media"},
    "plan": MODEL,
    "layout": MODEL | {"media"},
    "render": MODEL | {"media"},
    "check": MODEL | {"media"},
    "compare": MODEL,
    "package": MODEL | {"check", "media"},
    "pipeline": MODEL
    | {"theming", "read", "resolve", "plan", "layout", "package", "check", "media", "session", "compare", "render"},
    "session": MODEL | {"theming", "layout", "media", "render"},
    "importing": MODEL | {"read", "resolve", "write", "check", "media"},
    "edge": MODEL
    | {"package", "pipeline", "read", "resolve", "media", "session", "compare", "check", "theming", "write"},
}
"""The rooms of the package and what of ours each may know; `cli` may know all, and nobody knows `cli`."""

THIRD_PARTY_HOMES = {"click": {"cli"}, "pptx": {"render/pptx", "theming"}, "reportlab": {"render/pdf"}}
"""Libraries that only these rooms may import."""


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def _room(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def _imports(path: Path) -> list[str]:
    found = []
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [node.module] if node.module != "builder" else [f"builder.{alias.name}" for alias in node.names]
    return found


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_what_its_room_may_know(path: Path) -> None:
    room = _room(path)
    for name in _imports(path):
        parts = name.split(".")
        if parts[0] != "builder" or len(parts) < 2 or parts[1] in {room, "__version__"}:
            continue
        assert parts[1] != "cli", f"{path.name} imports the command line"
        if room not in {"cli", "__init__"}:
            assert parts[1] in MAY_IMPORT[room], f"`{room}` may not import `{parts[1]}`: see MAY_IMPORT"


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_library_stays_in_its_rooms(path: Path) -> None:
    inside = path.relative_to(PACKAGE).as_posix()
    for name in _imports(path):
        homes = THIRD_PARTY_HOMES.get(name.split(".")[0])
        assert homes is None or any(inside.startswith(home) for home in homes), f"{inside} may not import {name}"


def test_no_two_modules_import_each_other() -> None:
    graph = {_name(path): set(_targets(path)) for path in _modules()}
    state: dict[str, int] = {}

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert state.get(name) != 1, f"import cycle: {' -> '.join((*trail, name))}"
        if name in state:
            return
        state[name] = 1
        for other in sorted(graph.get(name, ())):
            visit(other, (*trail, name))
        state[name] = 2

    for name in sorted(graph):
        visit(name, ())


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(_name(one) for one in _modules())


def _targets(path: Path) -> set[str]:
    """Return the modules of ours that `path` imports; a package named for one of its modules is that module."""
    known = _names()
    found = set()
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("builder"):
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                found.add(whole if whole in known else node.module)
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name in known}
    return found - {_name(path), "builder"}


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400, f"{path.name} needs scrolling"
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.FunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= 50, f"{path.name}: {node.name} has {length} lines"
