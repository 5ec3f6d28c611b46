"""What the package imports is what `pyproject.toml` declares, and can be installed in its lowest versions."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.tools.lowest import lowest_versions

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _name(requirement: str) -> str:
    """Return the name of a distribution as packaging compares it."""
    found = re.match(r"[\w.-]+", requirement)
    assert found, requirement
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def _imported(path: Path) -> set[str]:
    """Return the top-level modules that a file imports, by statement or by `import_module`."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import():
                names |= {alias.name for alias in node.names}
            case ast.ImportFrom(module=str(module), level=0):
                names.add(module)
            case ast.Call(func=ast.Name(id="import_module"), args=[ast.Constant(value=str(module))]):
                names.add(module)
    return {name.partition(".")[0] for name in names}


def _needed() -> set[str]:
    """Return the distributions that the package imports, or may import where an extra is installed."""
    modules = set().union(*map(_imported, (ROOT / "builder").rglob("*.py"))) - {"builder"} - sys.stdlib_module_names
    homes = packages_distributions()
    return {_name(homes[one][0]) for one in modules}


def test_every_import_is_declared_and_every_declared_library_is_imported() -> None:
    usual = {_name(one) for one in PROJECT["dependencies"]}
    extras = {
        _name(one)
        for name, wanted in PROJECT["optional-dependencies"].items()
        for one in wanted
        if name not in {"dev", "bench", "verapdf"}
    }
    assert usual & extras == set()
    assert _needed() == (usual | extras) - {"briefdeck"}


def test_every_dependency_names_its_lowest_version() -> None:
    lowest = {one.partition("==")[0].lower() for one in lowest_versions(ROOT / "pyproject.toml")}
    assert {_name(one) for one in PROJECT["dependencies"]} <= lowest
    assert not [one for one in PROJECT["dependencies"] if ">=" not in one]
