"""What an organisation adds to a briefing: a marking, and its brand."""

from datetime import date

from msgspec import Struct

from builder.model.findings import NOWHERE, Span
from builder.model.units import Color


class Marking(Struct, frozen=True):
    """Words that every slide and page carries, such as `DRAFT` or `TLP:AMBER`; without words there is none."""

    text: str = ""
    until: date | None = None
    """The day on which an embargo ends."""
    watermark: bool = False
    """Whether the words also run across every slide and page, pale and behind everything."""
    in_name: bool = False
    """Whether the names of the products carry them."""

    @property
    def slug(self) -> str:
        """The words as part of a file's name: `TLP:AMBER` as `tlp-amber`."""
        plain = "".join(one if one.isalnum() else "-" for one in self.text.lower())
        return "-".join(part for part in plain.split("-") if part)[:40].rstrip("-")


class Brand(Struct, frozen=True):
    """A publisher's own look, laid over a theme; what is empty stays as the theme has it."""

    logo: str = ""
    """File of the logo: beside the theme or the settings, or, in a source, from the source's folder."""
    logo_on_dark: str = ""
    """The light version, for dark grounds."""
    alt: str = ""
    """What the logo says: the publisher's name where nothing is given."""
    accent: Color | None = None
    address: tuple[str, ...] = ()
    """The lines of the letterhead."""
    heading_font: str = ""
    """The family of titles, as PowerPoint names it."""
    text_font: str = ""
    """The family of all other text."""
    places: tuple[tuple[str, Span], ...] = ()
    """Where each key is given, by its name in sources, as far as that is known."""

    @property
    def given(self) -> bool:
        """Whether it says anything."""
        named = (self.logo, self.logo_on_dark, self.alt, self.address, self.heading_font, self.text_font)
        return self.accent is not None or any(named)

    def place(self, key: str) -> Span:
        """Return where `key`, such as `logo-on-dark`, is given."""
        return dict(self.places).get(key, NOWHERE)
