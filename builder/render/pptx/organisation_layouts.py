"""Slides on an organisation's own layouts, for those who allow no others: words in their placeholders, or free."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from lxml import etree
from pptx.oxml.ns import qn

from builder.model.theme import SlideLayout, SlotKind, Theme
from builder.render.pptx.escape import quoteattr

if TYPE_CHECKING:
    from pptx.presentation import Presentation

_KINDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "ctrTitle"),
    "subtitle": ("subTitle", "body"),
    "body": ("obj", "body"),
    "footer": ("ftr",),
    "number": ("sldNum",),
}
"""Which of a layout's placeholders a slot may use, by the slot's name."""


def organisation_layouts(theme: Theme) -> dict[str, str]:
    """Return the part of the organisation's layout that each of the theme's layouts uses, by the layout's name."""
    base = theme.base
    assert base is not None  # noqa: S101 - asked only for themes that are based on a template
    return {layout.name: base.cover if layout.name == "title" else base.content for layout in theme.layouts}


def own_placeholders(presentation: Presentation, theme: Theme) -> dict[tuple[str, str], str]:
    """Return the `p:ph` element of each slot that has a placeholder on the organisation's own layout."""
    roots = {
        str(layout.part.partname): layout.part.slide_layout.element
        for master in presentation.slide_masters
        for layout in master.slide_layouts
    }
    return {
        (layout.name, name): place
        for layout in theme.layouts
        for name, place in _placeholders(layout, roots[organisation_layouts(theme)[layout.name]])
    }


def _placeholders(layout: SlideLayout, root: etree._Element) -> Iterator[tuple[str, str]]:
    free = [(place.get("type", "obj"), place) for place in root.iter(qn("p:ph"))]
    for slot in layout.slots:
        if slot.kind in {SlotKind.TABLE, SlotKind.CHART, SlotKind.PICTURE, SlotKind.FREE}:
            continue
        kinds = _KINDS.get(slot.name, ())
        found = next((one for one in free if one[0] in kinds), None)
        if found:
            free.remove(found)
            kept = (f" {key}={quoteattr(found[1].get(key))}" for key in ("type", "sz", "idx") if found[1].get(key))
            yield slot.name, f"<p:ph{''.join(kept)}/>"
        elif slot.kind is SlotKind.TITLE:  # a slide has a title for those who listen, whatever its layout has
            yield slot.name, '<p:ph type="title"/>'
