"""Link annotations: to the web and to other pages of the file, each owned by a Link element."""

from collections.abc import Mapping
from functools import cached_property
from urllib.parse import quote

from builder.model.scene import GlyphRun, Picture, Role, Scene, Shape, TagId
from builder.render.pdf.canvas import TaggedCanvas
from builder.render.pdf.coordinates import PageTransform
from builder.render.pdf.destinations import Destination, destinations_in
from builder.render.pdf.fonts import EmbeddedFont
from builder.render.pdf.objects import string
from builder.render.pdf.tags import Box, StructureElement

PRINTED = 4
"""The flag Print, which ISO 19005-2, 6.3.2 asks of every annotation."""

_ASCII = "".join(map(chr, range(0x21, 0x7F)))
"""What an address may hold as it is: a URI action takes ASCII only (ISO 32000-1, 12.6.4.7)."""

_PLACE = "place:"
"""What the names of bookmarks begin with that links lead to; those of the outline begin otherwise."""


class Linker:
    """Makes the annotations of a page while its text is drawn."""

    def __init__(self, canvas: TaggedCanvas, scene: Scene) -> None:
        """Lead to the places in `scene` by their keys; a link to a key that it lacks is drawn as plain text."""
        self._canvas, self._scene = canvas, scene
        self._reached: dict[StructureElement, tuple[Box, str, str | TagId]] = {}
        self._aims: set[str | TagId] = set()

    @cached_property
    def _landings(self) -> Mapping[str | TagId, Destination]:
        return destinations_in(self._scene)  # when the first link inside the file asks: many files have none

    def link_of(self, run: GlyphRun, element: StructureElement | None, target: str) -> StructureElement | None:
        """Return the Link element of `run`, or None if it is not a link; `target` is what its box leads to."""
        if element is None or self._canvas.sealed:
            return None
        href, key = run.href, run.target or ("" if run.href else target)
        if not href and (not key or key not in self._landings):
            return None
        link = element if element.tag.role is Role.LINK else self._canvas.structure.link_in(element, href or key)
        link.words += run.text
        self._reached.setdefault(link, ((0.0, 0.0, 0.0, 0.0), href, key))
        return link

    def reach(
        self, link: StructureElement, run: GlyphRun, baseline: int, place: PageTransform, font: EmbeddedFont
    ) -> None:
        """Let `link` be clicked where `run` is."""
        ascent, descent = (share * run.style.size for share in font.extent)
        box = (
            place.x(run.x),
            place.y(baseline - run.style.rise - descent),
            place.x(run.x + run.width),
            place.y(baseline - run.style.rise - ascent),
        )
        before, href, key = self._reached[link]
        self._reached[link] = (_union(before, box) if any(before) else box, href, key)

    def attach(self, *, space: bool) -> None:
        """Put the links of a line on the page; `space` says whether a word ends with the line."""
        for link, (box, href, key) in self._reached.items():
            self._annotate(link, box, href, key)
            link.words += " " if space else ""
        self._reached.clear()

    def lead(self, item: Picture | Shape, place: PageTransform) -> None:
        """Let a picture or shape that has a tag be clicked; its Link is after it and says what it shows."""
        if not item.target or not item.tag or self._canvas.sealed or item.target not in self._landings:
            return
        element = self._canvas.structure.element(item.tag)
        link = self._canvas.structure.link_after(element)
        link.words = element.tag.alt
        self._annotate(link, place.box(item.frame), "", item.target)

    def _annotate(self, link: StructureElement, box: Box, href: str, key: str | TagId) -> None:
        if href:
            self._canvas.linkURL(quote(href, safe=_ASCII), box, F=PRINTED)
        else:
            self._aims.add(key)
            self._canvas.linkAbsolute("", f"{_PLACE}{key}", box, F=PRINTED)
        structure = self._canvas.structure
        index = structure.annotation_count
        ref = self._canvas.claim_annotation(
            lambda: string(_link_text(link.words, href)), lambda: structure.key_of(index)
        )
        structure.annotate(link, ref, self._canvas.turn)

    def bind(self) -> None:
        """Give the links inside the file their places, when all pages are drawn."""
        for key in sorted(self._aims, key=str):
            self._canvas.bind_bookmark(f"{_PLACE}{key}", *self._landings[key])


def _link_text(words: str, href: str) -> str:
    """Return what a link says of itself."""
    said = " ".join(words.split())
    return f"{said} ({href})" if href and href != said else said


def _union(one: Box, other: Box) -> Box:
    return (min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3]))
