"""The names that programs may use: they are what they say, they are enough to build, and no other comes by chance."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import builder
from tests.samples import GOOD

NAMES = [
    "Assets",
    "Bundle",
    "Finding",
    "Options",
    "Pictures",
    "Report",
    "Session",
    "Severity",
    "Source",
    "build",
    "check_source",
    "pictures_in",
]


def test_the_public_names_are_these() -> None:
    assert sorted(builder.PUBLIC) == NAMES
    assert sorted(builder.__all__) == sorted(["__version__", *NAMES])
    assert dir(builder) == sorted(builder.__all__)


@pytest.mark.parametrize("name", NAMES)
def test_a_public_name_is_where_the_table_says_and_is_explained(name: str) -> None:
    public = getattr(builder, name)
    assert public is getattr(import_module(builder.PUBLIC[name]), name)
    assert public.__doc__


def test_another_name_is_none_of_ours() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        builder.nonsense  # noqa: B018


def test_importing_the_package_loads_nothing_else() -> None:
    program = "import sys, builder; print([name for name in sys.modules if name.startswith('builder.')])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_program_can_build_without_a_disk_of_its_own(tmp_path: Path) -> None:
    program = f"""
import pathlib
from builder import Options, Report, Source, build, pictures_in
report = Report()
bundle = build(Source("ports.md", {GOOD!r}.encode()), pictures_in(pathlib.Path()), Options(formats=("pptx",)), report)
print([one.name for one in bundle.artifacts], report.findings)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.strip() == "['ports.pptx', 'ports.build.json'] []"
    assert list(tmp_path.iterdir()) == []
