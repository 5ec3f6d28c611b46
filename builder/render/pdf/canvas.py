"""ReportLab's canvas with marked content: whatever is drawn belongs to an element or is an artifact."""

from collections.abc import Iterator
from contextlib import contextmanager

from builder.model.scene import Tag, TagId
from builder.model.units import Color
from builder.render.pdf.reportlab_internals import DocumentCanvas
from builder.render.pdf.tags import Structure, StructureElement

ORNAMENT = "Type/Layout"
HEAD = "Type/Pagination/Subtype/Header"
FOOT = "Type/Pagination/Subtype/Footer"
"""What artifacts can be: rules and grounds, running heads, running feet (ISO 32000-1, 14.8.2.2.2)."""


class TaggedCanvas(DocumentCanvas):
    """A canvas that keeps the structure tree while it draws."""

    def __init__(self, tags: tuple[Tag, ...], lang: str) -> None:
        """Begin a document in `lang` with the structure `tags`."""
        super().__init__(lang)
        self.structure = Structure(tags)
        self.turn = 0
        """Rank in reading order of what is drawn next, before the order of drawing."""
        self.height = 0.0
        """The height of the open page, points."""
        self._sealed = False

    @property
    def sealed(self) -> bool:
        """Whether a figure or an artifact is open that swallows the tags of what is in it."""
        return self._sealed

    def open_page(self, width: float, height: float) -> None:
        """Begin a page of this size, points."""
        self.setPageSize((width, height))
        self.height = height
        self.structure.open_page()

    def end_page(self) -> None:
        """Close the page."""
        number = self.getPageNumber() - 1
        self.close_page(number if self.structure.marked(number) else None)

    @contextmanager
    def marked(self, tag: TagId | None, artifact: str = ORNAMENT) -> Iterator[None]:
        """Mark what is drawn as the content of `tag`; without one, as an artifact of the type `artifact`."""
        if self._sealed:
            yield
            return
        opening = self.opening(self.structure.element(tag)) if tag else f"/Artifact <</{artifact}>> BDC"
        self.addLiteral(opening)
        yield
        self.addLiteral("EMC")

    @contextmanager
    def sealing(self) -> Iterator[None]:
        """Let what is drawn belong to the mark that is open."""
        before, self._sealed = self._sealed, True
        yield
        self._sealed = before

    def opening(self, element: StructureElement, actual_text: str = "") -> str:
        """Return the operator that opens a sequence of `element`, with a replacement of its text where one is given."""
        mcid = self.structure.mark(element, self.turn)
        if not actual_text:
            return f"/{element.tag.role.value} <</MCID {mcid}>> BDC"
        words = (b"\xfe\xff" + actual_text.encode("utf-16-be")).hex()
        return f"/Span <</MCID {mcid}/ActualText <{words}>>> BDC"

    def fill(self, color: Color) -> None:
        """Set the colour of areas and characters."""
        self.setFillColorRGB(*channels(color))

    def stroke(self, color: Color) -> None:
        """Set the colour of lines."""
        self.setStrokeColorRGB(*channels(color))


def channels(color: Color) -> tuple[float, float, float]:
    """Return the colour's channels from 0 to 1, to a thousandth."""
    return round(color.red / 255, 3), round(color.green / 255, 3), round(color.blue / 255, 3)
