"""Shapes as XML that needs nothing of the deck they are from: files and addresses in place of relations."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from builder.compare.pptx_parts import PptxParts, UnreadableDeckError
from builder.compare.shape_reader import ALTERNATE, shape_elements
from builder.model.active_workbook import active_content
from builder.model.office_xml import A, C, Element, P, R
from builder.model.zip_archive import zip_bytes

_SUFFIXES = {"png", "jpg", "jpeg", "gif", "svg", "emf", "wmf", "bmp", "tif", "tiff"}
WEB_ADDRESS = re.compile(r"(?i)(https?://|mailto:)\S+")
"""The addresses to which carried words and shapes may lead."""
_FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"

JUMP = "ppaction://hlinksldjump"
"""The action of a link to another slide."""
TO_SLIDE = "slide:"
"""What the title of a slide follows to which a kept shape links."""


class ActiveContentError(Exception):
    """A shape holds what runs or plays: an embedded object, a film, a control."""


@dataclass(slots=True)
class PortableParts:
    """Takes shapes out of a deck with the pictures, charts and workbooks that they show."""

    parts: PptxParts
    titles: Mapping[str, str] = field(default_factory=dict)
    """The title of each slide by its part: links to it name it."""
    files: dict[str, bytes] = field(default_factory=dict)
    """Each file that was needed, by its name in the folder of edits."""
    left_out: set[str] = field(default_factory=set)
    """What of the shapes since it was last emptied cannot be kept, in words."""

    def file(self, stem: str, data: bytes) -> str:
        """Keep `data` in a file that is named after its bytes, and return its name."""
        name = f"{stem}-{hashlib.sha256(data).hexdigest()[:10]}.xml"
        self.files[name] = data
        return name

    def xml(self, element: Element, part: str) -> bytes:
        """Return the XML of a shape with names of files and addresses in place of its relations."""
        made = etree.fromstring(etree.tostring(element, with_tail=False))
        for one in list(
            made.iter(f"{A}hlinkClick", f"{A}hlinkHover", f"{A}hlinkMouseOver", f"{P}custDataLst", f"{A}extLst")
        ):
            relation = self.parts.relations(part).get(one.get(f"{R}id", ""))
            target = relation.part if relation is not None else ""
            outside = relation.target if relation is not None and relation.external else ""
            web = WEB_ADDRESS.fullmatch(outside) and not one.get("action")
            keeps = one.tag == f"{A}extLst" or web or (one.get("action") == JUMP and self.titles.get(target))
            if not keeps and one.getparent() is not None:
                one.getparent().remove(one)
                if one.tag != f"{P}custDataLst" and (relation is not None or one.get("action")):
                    self.left_out.add("links to files, programs or slides without a title")
        for one in made.iter():
            for name, value in list(one.attrib.items()):
                if str(name).startswith(R) and value:
                    one.set(name, self._kept(part, str(value)))
        return bytes(etree.tostring(made))

    def _kept(self, part: str, relation_id: str) -> str:
        relation = self.parts.relations(part).get(relation_id)
        if relation is None:
            raise ActiveContentError(f"`{relation_id}` is not carried")
        match relation.last_word, relation.external:
            case "hyperlink", True:
                return relation.target
            case "slide", _ if self.titles.get(relation.part):
                return f"{TO_SLIDE}{self.titles[relation.part]}"
            case "image", False:
                return self._media(relation.part)
            case "chart", False:
                return self._chart(relation.part)
        raise ActiveContentError(f"`{relation.last_word}` is not carried")

    def _media(self, part: str) -> str:
        suffix = part.rpartition(".")[2].lower()
        if suffix not in _SUFFIXES:
            raise ActiveContentError(f"`{suffix}` is not a picture")
        data = self.parts.data(part)
        name = f"media/{hashlib.sha256(data).hexdigest()[:10]}.{suffix}"
        self.files[name] = data
        return name

    def _chart(self, part: str) -> str:
        tree = etree.fromstring(etree.tostring(self.parts.tree(part)))
        for one in [*tree.iter(f"{C}userShapes")]:
            one.getparent().remove(one)
        for one in [*tree.iter(f"{C}externalData")]:
            relation = self.parts.relations(part).get(one.get(f"{R}id", ""))
            if relation is None or not relation.part.endswith(".xlsx"):
                one.getparent().remove(one)
                continue
            data = inert_workbook(self.parts.data(relation.part))
            if data is None:
                self.left_out.add("a workbook that cannot be read, or holds macros, links or formulas that fetch")
                one.getparent().remove(one)
                continue
            name = f"charts/{hashlib.sha256(data).hexdigest()[:10]}.xlsx"
            self.files[name] = data
            one.set(f"{R}id", name)
        return self.file("charts/chart", etree.tostring(tree))


def drawn_otherwise(shape: Element) -> Element:
    """Return `shape`, or what programs that know no formulas draw in its place."""
    if next(shape.iter(_FORMULA), None) is None:
        return shape
    choice = shape.getparent()
    offered = choice.getparent() if choice is not None else None
    drawn = shape_elements(offered[-1]) if offered is not None and offered.tag == ALTERNATE else []
    if not drawn or drawn[0] is shape:
        raise ActiveContentError("a formula is not carried")
    return drawn[0]


_NOBODY = b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'


def inert_workbook(data: bytes) -> bytes | None:
    """Return a workbook whose properties name nobody and no time; None if it cannot be read or holds what runs."""
    try:
        package = PptxParts(data)
        parts = {name: package.data(name) for name in sorted(package.names)}
    except UnreadableDeckError:
        return None
    if active_content(parts):
        return None
    return zip_bytes((name, _NOBODY if name == "docProps/core.xml" else held) for name, held in parts.items())
