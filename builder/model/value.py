"""Data classes that never change, made in a third of the time."""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["value"]

if TYPE_CHECKING:
    from dataclasses import dataclass as value
else:
    from collections.abc import Callable
    from dataclasses import dataclass

    def value(*, frozen: bool, slots: bool) -> Callable[[type], type]:
        """Return the decorator of a data class that the type checker takes for a frozen one.

        At run time it has no guard: a frozen class sets each field by a call of `object.__setattr__`, and a build makes
        seven thousand such objects, which took a twentieth of it.
        """
        return dataclass(slots=slots, unsafe_hash=frozen)
