"""What every test stands on: the folder of the tests is importable, and no time of the environment leaks in."""

import gc
import os
import shutil
from collections.abc import Iterator

import hypothesis
import pytest
from hypothesis.internal.conjecture import providers

from tests.findings import ExpectingReport

gc.set_threshold(100_000, 10, 10)  # at Python's pace it looks through ten thousand tests again and again

if os.environ.pop("CI", ""):
    # Where CI is set, pytest compares values that differ line by line, whatever their size: two decks take it hours.
    os.environ["BRIEFDECK_CI"] = "true"

# Hypothesis also draws the constants of the modules that are loaded, with which each change of ours, and the choice of
# tests, would draw other examples. Its version is pinned in `pyproject.toml` for the same reason.
providers.is_local_module_file = lambda _: False  # type: ignore[attr-defined,assignment]  # it is theirs

hypothesis.settings.register_profile("same", derandomize=True, deadline=None, print_blob=True)
hypothesis.settings.register_profile("wide", deadline=None, max_examples=2000, print_blob=True)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
"""The same examples in every run, as everything here; `HYPOTHESIS_PROFILE=wide` looks for new ones, longer."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="write what cases give now as what they shall give")


def pytest_configure(config: pytest.Config) -> None:
    """Watch what is built, before any test takes the name of what builds; not where tests are only handed out."""
    if config.getoption("dist", "no") == "no" or hasattr(config, "workerinput"):
        from tests import invariants, session

        invariants.watch()
        session.share()


@pytest.fixture
def rewrite(request: pytest.FixtureRequest) -> bool:
    """Whether the expected texts beside the cases are written anew; look at `git diff` before believing them."""
    return bool(request.config.getoption("--rewrite"))


@pytest.fixture(autouse=True)
def _no_time_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture(autouse=True)
def _every_product_keeps_the_promises(request: pytest.FixtureRequest) -> Iterator[None]:
    """Examine what the test built; where it builds what is broken on purpose, the marker says why."""
    from tests import invariants

    yield
    if request.node.get_closest_marker("broken_products"):
        invariants.take()
    assert list(invariants.broken_promises()) == []


@pytest.fixture
def report() -> Iterator[ExpectingReport]:
    """Return a report for the stages under test; a finding that the test did not `take` fails it."""
    expecting = ExpectingReport()
    yield expecting
    assert expecting.told() == [], "findings that the test did not expect"


@pytest.fixture
def needs_git() -> None:
    """Skip where git is not installed, which is no fault of the machine; but never in CI."""
    if shutil.which("git") is None and not os.environ.get("BRIEFDECK_CI"):
        pytest.skip("git is not installed")
