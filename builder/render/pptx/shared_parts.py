"""What the decks of one theme and language share: theme part, masters, layouts, table style."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from builder.model.theme import Theme
from builder.render.pptx.masters import handout_master_xml, notes_master_xml, table_styles_xml, theme_xml
from builder.render.pptx.template import default_text_xml, layout_xml, master_xml, with_footer
from builder.render.pptx.theme_tables import ThemeTables

FIRST_ID = 2147483648
"""The least id of masters and layouts (ECMA-376 part 1, 19.7.11)."""


class SharedParts(Struct, frozen=True):
    """The parts that are the same in each deck, its default text style, and what slides ask of the theme."""

    look: bytes
    master: bytes
    layouts: tuple[tuple[str, bytes], ...]
    """The slide layouts by name, in the order in which the master lists them; they are its first relations."""
    notes_master: bytes
    handout_master: bytes
    table_styles: bytes
    default_text: str
    tables: ThemeTables


@lru_cache(maxsize=8)
def shared_parts_for(theme: Theme, lang: str, footer: str) -> SharedParts:
    """Return the kit whose layouts say `footer`."""
    shared = _kit_with_gaps(theme, lang)
    layouts = tuple((name, with_footer(xml, lang, footer)) for name, xml in shared.layouts)
    return replace(shared, master=with_footer(shared.master, lang, footer), layouts=layouts)


@lru_cache(maxsize=4)
def _kit_with_gaps(theme: Theme, lang: str) -> SharedParts:
    """Return the kit before a footer stands in it: footers differ from briefing to briefing."""
    listed = tuple((FIRST_ID + number, f"rId{number}") for number in range(1, len(theme.layouts) + 1))
    return SharedParts(
        look=theme_xml(theme).encode(),
        master=master_xml(theme, lang, listed).encode(),
        layouts=tuple((layout.name, layout_xml(theme, layout, lang).encode()) for layout in theme.layouts),
        notes_master=notes_master_xml(theme, lang).encode(),
        handout_master=handout_master_xml(theme, lang).encode(),
        table_styles=table_styles_xml(theme).encode(),
        default_text=default_text_xml(theme, lang),
        tables=ThemeTables(theme),
    )
