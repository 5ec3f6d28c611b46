"""Whether content, structure tree and parent tree say the same (ISO 32000-1, 14.7)."""

from collections.abc import Iterator

from builder.check.handout.reader import HandoutRule, Key, OpenedPage, OpenedPdf, TaggedElement, listed, within
from builder.codes import PDF_EMPTY_ELEMENT, PDF_TREE_DISAGREES, PDF_UNMARKED_CONTENT, PDF_UNTAGGED

CELLS = frozenset({"TD", "TH"})
"""What may be empty, since it holds a place in its row."""

HOMES = {
    "LI": {"L"},
    "LBody": {"LI"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "TOCI": {"TOC"},
}
"""What an element of these roles may be inside of (ISO 32000-1, 14.8.4.3.3 and 14.8.4.3.4)."""

KIDS = {
    "L": {"L", "LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "TR": {"TH", "TD"},
}
"""What an element of these roles may hold."""

AGAIN = "build the file again with the program that made it, or report the bug there"


def _untagged(opened: OpenedPdf) -> Iterator[str]:
    if not opened.elements:
        yield "there is no structure tree, so a screen reader must guess headings and reading order"
    elif not within(opened.document.Root, "/MarkInfo", "/Marked"):
        yield "the file is not marked as tagged"


def _unmarked(opened: OpenedPdf) -> Iterator[str]:
    for page in opened.pages if opened.elements else ():
        if page.bare:
            count = len(page.bare)
            yield f"page {page.number}: {count} drawn items are neither tagged nor marked as artifacts"
        if not page.balanced:
            yield f"page {page.number}: marked content begins without an end, or ends without a beginning"


def _disagreements(opened: OpenedPdf) -> Iterator[str]:
    for role in opened.repeated:
        yield f"an element {role} is in more than one place in the structure tree"
    claims: dict[Key, TaggedElement] = {}
    for element in opened.elements:
        if element.object.get("/P") is None or element.object.P.objgen != element.parent.objgen:
            yield f"an element {element.role} names a parent other than the one that contains it"
        for key in element.contents:
            if key in claims:
                yield f"content {key[1]} of page {opened.page_of(key)} belongs to two elements"
            claims[key] = element
    drawn = {(page.object.objgen, one.mcid) for page in opened.pages for one in page.sequences if one.mcid is not None}
    for key in sorted(set(claims) - drawn):
        yield f"{claims[key].role} claims content {key[1]} of page {opened.page_of(key)}, which does not exist"
    if opened.elements:
        for page in opened.pages:
            yield from _page(opened, page, claims)
        yield from _annotations(opened)


def _page(opened: OpenedPdf, page: OpenedPage, claims: dict[Key, TaggedElement]) -> Iterator[str]:
    owners = listed(opened.parents.get(int(page.object.get("/StructParents", -1))))
    for one in page.sequences:
        if one.mcid is None:
            continue
        claim = claims.get((page.object.objgen, one.mcid))
        owner = owners[one.mcid] if one.mcid < len(owners) else None
        if claim is None:
            yield f"page {page.number}: content {one.mcid} belongs to no element, so screen readers skip it"
        elif owner is None or owner.objgen != claim.object.objgen:
            yield f"page {page.number}: the parent tree gives content {one.mcid} to another element than {claim.role}"


def _annotations(opened: OpenedPdf) -> Iterator[str]:
    owners = {one.objgen: element for element in opened.elements for one in element.annotations}
    for page in opened.pages:
        for annotation in listed(page.object.get("/Annots")):
            element = owners.get(annotation.objgen)
            parent = opened.parents.get(int(annotation.get("/StructParent", -1)))
            if element is None:
                yield f"page {page.number}: a link or another annotation belongs to no element"
            elif parent is None or parent.objgen != element.object.objgen:
                yield f"page {page.number}: the parent tree gives an annotation to another element than {element.role}"


def _misplaced(opened: OpenedPdf) -> Iterator[str]:
    """Yield the elements that are where no element of their role may be: lists and tables fall apart when read."""
    for element in opened.elements:
        inside = str(element.parent.get("/S", "")).removeprefix("/")
        role = element.role
        if inside not in HOMES.get(role, {inside}) or role not in KIDS.get(inside, {role}):
            yield f"an element {role} is inside {inside or 'the document'}, where it does not belong"


def _empty(opened: OpenedPdf) -> Iterator[str]:
    for element in opened.elements:
        if element.role not in CELLS and not (element.contents or element.annotations or element.children):
            yield f"an element {element.role} has nothing in it"
    for page in opened.pages:
        for one in page.sequences:
            if one.mcid is not None and not one.painted:
                yield f"page {page.number}: content {one.mcid} is tagged {one.mark} and draws nothing"


RULES = (
    HandoutRule(PDF_UNTAGGED, "make a tagged PDF", _untagged),
    HandoutRule(PDF_UNMARKED_CONTENT, AGAIN, _unmarked),
    HandoutRule(PDF_TREE_DISAGREES, AGAIN, _disagreements),
    HandoutRule(PDF_TREE_DISAGREES, AGAIN, _misplaced),
    HandoutRule(PDF_EMPTY_ELEMENT, AGAIN, _empty),
)
