"""The theme as a deck's slides are written from it: each colour, face and slot worked out once."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from builder.model.theme import Slot, SlotKind, Theme
from builder.render.pptx.drawingml import placeholder_xml
from builder.render.pptx.inheritance import Base, base_of, face_xml, scheme_color, whole_list_style_xml


class SlotTables(Struct, frozen=True):
    """A slot of a slide layout, with what its placeholder is and what its paragraphs inherit."""

    slot: Slot
    placeholder: str
    base: Base
    list_style: str = ""
    """Under an organisation's own layout, all that its paragraphs look like; else empty: it is inherited."""


class ThemeTables:
    """What slides ask of a theme for every word, ready in tables."""

    def __init__(self, theme: Theme, own: Mapping[tuple[str, str], str] | None = None) -> None:
        """Work out the tables of `theme`.

        `own` are the placeholders of an organisation's own layouts, where these are used: slots without one are then
        free text boxes.
        """
        self.theme = theme
        inks = (*(ink for ink, _ in theme.palette), *theme.fills, *theme.slices, *theme.quiet)
        self.fills = {ink: scheme_color(theme, ink) for ink in inks}
        """Each colour as a solid fill."""
        self.faces = {font.key: face_xml(theme, font.key) for font in theme.fonts}
        """The typefaces of each family."""
        self.places = {
            (layout.name, slot.name): SlotTables(slot, placeholder_xml(slot), _inherited(theme, slot))
            for layout in theme.layouts
            for slot in layout.slots
        }
        if own is not None:
            self.places = {
                key: SlotTables(one.slot, own[key], base_of(theme, one.slot), whole_list_style_xml(theme, one.slot))
                for key, one in self.places.items()
                if key in own
            }
        """The slots by the names of their layout and their own."""
        self.free = _NOTHING if theme.base else Base(None)
        """What the words of free text boxes inherit."""
        # font and colour come from the table style; a size it cannot give
        cell = Base(replace(theme.style("row-text"), size=0, ink="ink", font="sans"))
        self.cell = _NOTHING if theme.base else cell
        """What the cells of tables inherit."""


_NOTHING = Base(None, align="", known=False)
"""Under an organisation's master nothing is taken for granted: everything is written."""


def _inherited(theme: Theme, slot: Slot) -> Base:
    """Return what the paragraphs of a slot inherit; LibreOffice gives footers nothing of a layout's."""
    small = slot.kind in {SlotKind.FOOTER, SlotKind.NUMBER}
    return _NOTHING if theme.base and small else base_of(theme, slot)
