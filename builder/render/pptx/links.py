"""What a part refers to, numbered before the part exists: its XML names the numbers, so they come first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from pptx.opc.package import Part


class PageTarget(Struct, frozen=True):
    """A slide of the same deck, by the key of its page."""

    key: str


class PartLinks:
    """The relationships of a part that is still being composed."""

    def __init__(self) -> None:
        """Begin without relationships."""
        self._targets: dict[tuple[str, Part | PageTarget | str], str] = {}

    def id_of(self, target: Part | PageTarget | str, kind: str) -> str:
        """Return the id of the relationship of `kind` to `target`: a part, a slide, or an address outside."""
        return self._targets.setdefault((kind, target), f"rId{len(self._targets) + 1}")

    def relate(self, part: Part, slides: Mapping[str, Part]) -> None:
        """Give `part`, whose XML is composed, its relationships; python-pptx numbers them in the same order."""
        for (kind, target), number in self._targets.items():
            match target:
                case PageTarget():
                    made = part.relate_to(slides[target.key], kind)
                case str():
                    made = part.relate_to(target, kind, is_external=True)
                case _:
                    made = part.relate_to(target, kind)
            if made != number:
                raise ValueError(f"relationship {made} of {part.partname} was composed as {number}")
