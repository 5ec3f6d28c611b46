"""What every test stands on: the folder of the tests is importable, and no time of the environment leaks in."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="write what cases give now as what they shall give")


@pytest.fixture
def rewrite(request: pytest.FixtureRequest) -> bool:
    """Whether the expected texts beside the cases are written anew; look at `git diff` before believing them."""
    return bool(request.config.getoption("--rewrite"))


@pytest.fixture(autouse=True)
def _no_time_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
