"""What a user gets of a source, as text: the words of every slide with their marks, its notes, and the pages."""

from collections.abc import Iterator
from io import BytesIO
from typing import TypeAlias

from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.slide import Slide

from builder.check.handout.reader import open_pdf
from builder.check.proof.handout_words import words_in

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml exports its element's type under no other name


def deck_lines(data: bytes) -> Iterator[str]:
    """Yield for each slide its paragraphs, alternative texts and notes, in reading order."""
    for number, slide in enumerate(Presentation(BytesIO(data)).slides, 1):
        yield f"slide {number}"
        for one in slide.shapes._spTree.iter(qn("a:p"), qn("p:cNvPr")):  # noqa: SLF001 - in the order of the XML
            line = f"({one.get('name')}) {one.get('descr')}" if one.tag == qn("p:cNvPr") else _paragraph(one, slide)
            if one.get("descr") or (one.tag == qn("a:p") and line):
                yield f"  {line}"
        notes = slide.notes_slide
        for one in notes.notes_text_frame._txBody.iter(qn("a:p")) if notes.notes_text_frame else ():  # noqa: SLF001
            line = _paragraph(one, notes)
            if line:
                yield f"  notes: {line}"


def _paragraph(paragraph: Element, slide: Slide) -> str:
    number = paragraph.find(f"{qn('a:pPr')}/{qn('a:buAutoNum')}")
    words = f"{number.get('startAt', '1')}. " if number is not None else ""
    for part in paragraph:
        if part.tag == qn("a:br"):
            words += "⏎"
        elif part.tag in {qn("a:r"), qn("a:fld")}:
            words += _run(part, slide)
    return words.strip()


def _run(run: Element, slide: Slide) -> str:
    """Return the words of a run between the marks of its look; an address follows the words that lead to it."""
    words = run.findtext(qn("a:t")) or ""
    look = run.find(qn("a:rPr"))
    if look is None or not words.strip():
        return words
    raised = int(look.get("baseline", "0"))
    for sign, is_so in (("^", raised > 0), ("~", raised < 0), ("*", look.get("i") == "1")):
        words = f"{sign}{words}{sign}" if is_so else words
    link = look.find(qn("a:hlinkClick"))
    relation = slide.part.rels[link.get(qn("r:id"))] if link is not None else None
    return f"[{words}]({relation.target_ref})" if relation is not None and relation.is_external else words


def handout_lines(data: bytes) -> Iterator[str]:
    """Yield the blocks of the structure tree of a PDF, in its order, then the targets of its links."""
    with open_pdf(data) as opened:
        words = words_in(opened)
        links = [one.A for page in opened.pages for one in page.object.get("/Annots", ()) if "/A" in one]
        targets = [str(one.URI) for one in links if "/URI" in one]
    yield "handout"
    yield from (f"  {block}" for block in words.blocks)
    yield from (f"  (figure) {text}" for text in words.alternatives)
    yield from (f"  link: {target}" for target in targets)
