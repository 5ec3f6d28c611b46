"""Comments by nobody at no time, in the form that all versions of PowerPoint read (ECMA-376 part 1, 19.4)."""

from __future__ import annotations

from lxml import etree

from builder.compare.deck_package import PackageParts
from builder.compare.text_inheritance import P

_COMMENTS = "application/vnd.openxmlformats-officedocument.presentationml.comments+xml"
_AUTHORS = "application/vnd.openxmlformats-officedocument.presentationml.commentAuthors+xml"
_AUTHOR_LIST = (
    f'<p:cmAuthorLst xmlns:p="{P[1:-1]}"><p:cmAuthor id="0" name="Reviewer" initials="R" lastIdx="1" clrIdx="0"/>'
    "</p:cmAuthorLst>"
).encode()
_EMPTY = f'<p:cmLst xmlns:p="{P[1:-1]}"/>'.encode()


def add_comment(package: PackageParts, main: str, slide: str, words: str) -> None:
    """Add a comment to the part of a slide; `main` is the presentation's."""
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
