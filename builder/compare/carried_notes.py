"""The speaker notes of an added slide, and comments."""

from collections.abc import Sequence

from lxml import etree

from builder.compare.deck_package import PackageParts
from builder.compare.pptx_parts import PptxParts
from builder.compare.text_inheritance import placeholder_of
from builder.model.office_xml import A, P

_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.notesSlide+xml"


def add_notes(
    package: PackageParts, parts: PptxParts, slides: tuple[str, str], notes: Sequence[str], lang: str
) -> None:
    """Give the first of two `slides` speaker notes: a copy of the second one's notes page that says other words."""
    slide, model = slides
    old = parts.related(model, "notesSlide")
    if not notes or not old:
        return
    name = package.add_part("ppt/notesSlides/notesSlide", ".xml", parts.data(old), _NOTES_TYPE)
    package.relate(name, "notesMaster", parts.related(old, "notesMaster"))
    package.relate(name, "slide", slide)
    package.relate(slide, "notesSlide", name)
    shapes = package.tree(name).iter(f"{P}sp")
    body = next((one.find(f"{P}txBody") for one in shapes if (placeholder_of(one) or ("", ""))[0] == "body"), None)
    if body is None:
        return
    for one in body.findall(f"{A}p"):
        body.remove(one)
    for words in notes:
        run = etree.SubElement(etree.SubElement(body, f"{A}p"), f"{A}r")
        etree.SubElement(run, f"{A}rPr", lang=lang)
        etree.SubElement(run, f"{A}t").text = words


_COMMENTS = "application/vnd.openxmlformats-officedocument.presentationml.comments+xml"
_AUTHORS = "application/vnd.openxmlformats-officedocument.presentationml.commentAuthors+xml"
_AUTHOR_LIST = (
    f'<p:cmAuthorLst xmlns:p="{P[1:-1]}"><p:cmAuthor id="0" name="Reviewer" initials="R" lastIdx="1" clrIdx="0"/>'
    "</p:cmAuthorLst>"
).encode()
_EMPTY = f'<p:cmLst xmlns:p="{P[1:-1]}"/>'.encode()


def add_comment(package: PackageParts, main: str, slide: str, words: str) -> None:
    """Add a comment by nobody at no time to the part of a slide; `main` is the presentation's.

    It has the form that all versions of PowerPoint read (ECMA-376 part 1, 19.4).
    """
    authors = "ppt/commentAuthors.xml"
    if authors not in package:
        package.relate(main, "commentAuthors", package.set_part(authors, _AUTHOR_LIST, _AUTHORS))
    known = package.comments.get(slide)
    if known is None:
        name = f"ppt/comments/comment{len(package.comments) + 1}.xml"
        known = package.comments[slide] = package.set_part(name, _EMPTY, _COMMENTS)
        package.relate(slide, "comments", known)
    table = package.tree(known)
    one = etree.SubElement(table, f"{P}cm", authorId="0", dt="2000-01-01T00:00:00.000", idx=str(len(table) + 1))
    etree.SubElement(one, f"{P}pos", x="10", y=str(10 + 200 * (len(table) - 1)))
    etree.SubElement(one, f"{P}text").text = words
