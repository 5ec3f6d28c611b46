"""A page as an object of the file."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase.pdfdoc import BasicFonts, PDFDocument, xObjectName

from builder.render.pdf.objects import RawObject, array, dictionary, indirect, reference, reference_by_name, stream


class PdfPage(RawObject):
    """A page that is drawn; where its objects are is known when the file is written."""

    def __init__(
        self,
        drawn: str,
        size: tuple[float, float],
        *,
        forms: Sequence[str],
        annotations: Sequence[str],
        parents: int | None,
    ) -> None:
        """Show the operators `drawn` on a page of `size`, width and height in points.

        `forms` are the names of the forms and images on it, `annotations` the references to what is above it;
        `parents` is its key in the parent tree, None where nothing on it is marked.
        """
        super().__init__(stream(drawn.encode("ascii")))
        self._size, self._forms, self._annotations, self._parents = size, forms, annotations, parents

    def format(self, document: PDFDocument) -> bytes:
        """Return the page as it stands in the file, and put its content there."""
        resources = {"Font": reference_by_name(document, BasicFonts), "ProcSet": _PROCEDURES}
        if self._forms:
            names = map(xObjectName, self._forms)
            resources["XObject"] = dictionary({name: reference_by_name(document, name) for name in names})
        entries: dict[str, str | int] = {
            "Type": "/Page",
            "Parent": reference(document, document.Pages),
            "MediaBox": array([0, 0, fp_str(self._size[0]), fp_str(self._size[1])]),
            "Resources": dictionary(resources),
            "Contents": indirect(document, self.content),
            "Rotate": 0,
            "Tabs": "/S",
            "Trans": dictionary({}),
        }
        if self._annotations:
            entries["Annots"] = array(self._annotations)
        if self._parents is not None:
            entries["StructParents"] = self._parents
        return dictionary(entries).encode("ascii")


_PROCEDURES = "[ /PDF /Text /ImageB /ImageC /ImageI ]"
"""The procedure sets that old printers look for (ISO 32000-1, 14.2)."""
