"""What every test stands on: the folder of the tests is importable, and no time of the environment leaks in."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator

import hypothesis
import pytest

hypothesis.settings.register_profile("same", derandomize=True, deadline=None, print_blob=True)
hypothesis.settings.register_profile("wide", deadline=None, max_examples=2000, print_blob=True)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
"""The same examples in every run, as everything here; `HYPOTHESIS_PROFILE=wide` looks for new ones, longer."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="write what cases give now as what they shall give")


@pytest.fixture
def rewrite(request: pytest.FixtureRequest) -> bool:
    """Whether the expected texts beside the cases are written anew; look at `git diff` before believing them."""
    return bool(request.config.getoption("--rewrite"))


@pytest.fixture(autouse=True)
def _no_time_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture(autouse=True)
def _nothing_left_frozen() -> Iterator[None]:
    """Let the search for cycles see again what a build left out of it: Hypothesis looks there who holds its own."""
    yield
    gc.unfreeze()


@pytest.fixture
def needs_git() -> None:
    """Skip where git is not installed, which is no fault of the machine; but never in CI."""
    if shutil.which("git") is None and not os.environ.get("CI"):
        pytest.skip("git is not installed")
