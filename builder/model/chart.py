"""What a chart shows: its kind, and its series of numbers."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class ChartKind(StrEnum):
    """The kinds of chart that a fenced `chart` block can ask for."""

    BAR = "bar"
    STACKED = "stacked"
    """Bars whose parts are on top of each other, with their total."""
    LINE = "line"
    PIE = "pie"


class Series(Struct, frozen=True):
    """One named row of numbers in a chart."""

    name: str
    values: tuple[float | None, ...]
    """One for each category; None where there is no data."""

    @property
    def known(self) -> tuple[float, ...]:
        """The values without the gaps."""
        return tuple(value for value in self.values if value is not None)
