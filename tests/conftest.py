"""What every test stands on: the folder of the tests is importable, and no time of the environment leaks in."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _no_time_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
