"""With which fonts a template's words are measured, and how far that measure can be trusted."""

from __future__ import annotations

import re

from msgspec import Struct

_TWINS = (
    (r"calibri|carlito", "Carlito"),
    (r"arial|helvetica|helvetica neue|liberation sans", "LiberationSans"),
    (r"times new roman|times|liberation serif", "LiberationSerif"),
    (r"georgia|gelasio", "Gelasio"),
)
"""Open faces of the same widths."""

_FACES = {
    "Carlito": ("Carlito-Regular", "Carlito-Bold", "Carlito-Italic", "Carlito-BoldItalic"),
    "Gelasio": ("Gelasio-Regular", "Gelasio-Bold", "Gelasio-Italic", "Gelasio-BoldItalic"),
    "LiberationSans": (
        "LiberationSans-Regular", "LiberationSans-Bold", "LiberationSans-Regular", "LiberationSans-Bold",
    ),
    "LiberationSerif": (
        "LiberationSerif-Regular", "LiberationSerif-Bold", "LiberationSerif-Italic", "LiberationSerif-BoldItalic",
    ),
    "DejaVuSans": ("DejaVuSans-Regular",) * 4,
}  # fmt: skip

_SERIF = re.compile(r"garamond|palatino|book|cambria|century school|serif|roman|minion|baskerville|caslon|merriweather")


class MeasuredFont(Struct, frozen=True):
    """A face that a template names, with what measures it."""

    office: str
    files: tuple[str, ...]
    """Regular, bold, italic, bold italic."""
    trust: str
    """`exact`: its own file; `twin`: one of the same widths; `wide`: a wider face, loose but safe."""

    @property
    def told(self) -> str:
        """The face and its trust in words."""
        how = {"exact": "its own file", "twin": "a font of the same widths", "wide": "no font file: a wider font"}
        return f"{self.office} ({how[self.trust]})"


def measured_font(office: str, own: dict[str, tuple[str, ...]]) -> MeasuredFont:
    """Return what measures the face `office`; `own` are the organisation's own files by lower-case family."""
    name = office.lower().strip()
    if name in own:
        return MeasuredFont(office, own[name], "exact")
    for pattern, family in _TWINS:
        if re.fullmatch(pattern, name):
            return MeasuredFont(office, _FACES[family], "twin")
    return MeasuredFont(office, _FACES["Gelasio" if _SERIF.search(name) else "DejaVuSans"], "wide")
