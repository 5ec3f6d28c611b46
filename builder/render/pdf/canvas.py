"""ReportLab's canvas with marked content: whatever is drawn belongs to an element or is an artifact."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO

from reportlab.pdfbase.pdfdoc import xObjectName
from reportlab.pdfgen.canvas import Canvas

from builder.model.scene import Tag
from builder.model.units import Color
from builder.render.pdf.coordinates import numbers
from builder.render.pdf.objects import RawObject, reference, settle_configuration
from builder.render.pdf.page import PdfPage
from builder.render.pdf.tags import Structure, StructureElement

VERSION = (1, 7)
"""ISO 32000-1, on which PDF/UA-1 and PDF/A-2 stand."""

ORNAMENT = "Type/Layout"
HEAD = "Type/Pagination/Subtype/Header"
FOOT = "Type/Pagination/Subtype/Footer"
"""What artifacts can be: rules and grounds, running heads, running feet (ISO 32000-1, 14.8.2.2.2)."""


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A canvas that keeps the structure tree while it draws."""

    def __init__(self, tags: tuple[Tag, ...], lang: str) -> None:
        """Begin a document in `lang` with the structure `tags`."""
        settle_configuration()
        super().__init__(BytesIO(), pageCompression=1, invariant=1, pdfVersion=VERSION, lang=lang)
        self.document = self._doc
        self.structure = Structure(tags)
        self.turn = 0
        """Rank in reading order of what is drawn next, before the order of drawing."""
        self._sealed = False
        """Whether what is drawn belongs to the mark that is open, whatever its own tag."""
        self._drawn: list[str] = []
        self._forms: list[str] = []
        self._annotations: list[str] = []
        """What is on the open page: operators, names of forms and images, references to annotations."""

    def _make_preamble(self) -> None:
        """Write nothing: ReportLab would name Helvetica, which is not embedded."""
        self._preamble = ""

    @property
    def sealed(self) -> bool:
        """Whether a figure or an artifact is open that swallows the tags of what is in it."""
        return self._sealed

    def write(self, operators: str) -> None:
        """Add `operators` to the page's content."""
        self._drawn.append(operators)

    def open_page(self, width: float, height: float) -> None:
        """Begin a page of this size, points."""
        self._pagesize = (width, height)
        self.structure.open_page()

    @property
    def height(self) -> float:
        """The height of the open page, points."""
        height: float = self._pagesize[1]
        return height

    def close_page(self) -> None:
        """Close the page."""
        number = len(self.document.Pages.pages)
        sheet = PdfPage(
            "\n".join(self._drawn),
            self._pagesize,
            forms=self._forms,
            annotations=self._annotations,
            parents=number if self.structure.marked(number) else None,
        )
        self.document.addPage(sheet)
        self._drawn, self._forms, self._annotations = [], [], []

    @contextmanager
    def marked(self, tag: str, artifact: str = ORNAMENT) -> Iterator[None]:
        """Mark what is drawn as the content of `tag`; where that is empty, as an artifact of the type `artifact`."""
        if self._sealed:
            yield
            return
        self.write(self.opening(self.structure.element(tag)) if tag else f"/Artifact <</{artifact}>> BDC")
        yield
        self.write("EMC")

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
        """Set the colour of areas and letters."""
        self.write(f"{channels(color)} rg")

    def stroke(self, color: Color) -> None:
        """Set the colour of lines."""
        self.write(f"{channels(color)} RG")

    def keep(self, name: str, content: bytes) -> None:
        """Put a form or an image into the file under `name`, once."""
        if not self.document.hasForm(name):
            self.document.Reference(RawObject(content), xObjectName(name))

    def place(self, name: str, matrix: tuple[float, float, float, float, float, float]) -> None:
        """Draw the form or image `name` through `matrix`."""
        if name not in self._forms:
            self._forms.append(name)
        self.write(f"q {numbers(*matrix)} cm /{xObjectName(name)} Do Q")

    def attach(self, annotation: RawObject) -> str:
        """Put `annotation` on the page and return the reference to it."""
        ref = reference(self.document, annotation)
        self._annotations.append(ref)
        return ref


@lru_cache(maxsize=1024)
def channels(color: Color) -> str:
    """Return the colour's channels from 0 to 1."""
    return numbers(color.red / 255, color.green / 255, color.blue / 255)
