"""Notes pages: each slide as a picture above its speaker notes, one slide a page; long notes continue."""

from __future__ import annotations

from dataclasses import replace

from builder.layout.lines import Copy
from builder.layout.paper.flow import Piece
from builder.layout.paper.press import ROOT, Press
from builder.layout.paper.sheets import Sheets, flowed
from builder.layout.paper.stick import Label, Place, Stick, label_lines, leading_of, set_copy, set_label
from builder.layout.paper.thumbs import name_label, slide_picture, slide_tags
from builder.scene import Align, Bookmark, Item, NoteParagraph, Page, Role, Scene, Tag, TextRun
from builder.style import Rect, pt

INDENT = pt(15)
"""How far a level of the notes' lists stands in."""


def annotated_sheets(press: Press, deck: Scene) -> Sheets:
    """Return a page for each slide of `deck`, further ones where its notes are long."""
    contents: list[tuple[Item, ...]] = []
    tags: list[Tag] = []
    bookmarks: list[Bookmark] = []
    for number, page in enumerate(deck.pages, 1):
        key = f"slide.{number}"
        pieces = (_picture(press, page, number), *_notes(press, page, key))
        bookmarks.append(Bookmark(page.title, f"page-{len(contents) + 1}", press.sheet.text.y))
        contents += flowed(pieces, lambda _: _column(press), press.grid)
        tags += [tag for piece in pieces for tag in piece.tags]
    return Sheets(tuple(contents), tuple(tags), tuple(bookmarks))


def _column(press: Press) -> Rect:
    full, text = press.sheet.full, press.sheet.text
    return Rect(full.x, text.y, full.width, text.height // press.grid * press.grid)


def _picture(press: Press, page: Page, number: int) -> Piece:
    """Return the slide under its name, as wide as both columns."""
    key = f"slide.{number}"
    width = press.sheet.full.width
    label: Label = name_label(press, number, key)
    gap = label_lines(press, label, width).height + pt(3)
    height = gap + round(page.height * width / page.width)

    def draw(x: int, top: int, first: int, last: int) -> tuple[Item, ...]:
        del first, last
        name = set_label(press, label, Rect(x, top, width, gap), f"Name {number}")
        return (name, *slide_picture(press, page, number, Rect(x, top + gap, width, 0), key))

    tags = (Tag(key, Role.SECTION, ROOT), *slide_tags(page, key))
    return Piece((height,), draw, tags, least=1, keep=bool(page.notes), snap=False)


def _notes(press: Press, page: Page, key: str) -> tuple[Piece, ...]:
    """Return the speaker notes, set to the width of the picture less what keeps lines readable."""
    width = press.sheet.full.width
    measure = min(width, press.sheet.text.width * 5 // 4)
    stick = Stick("entry-text", width, measure, 0, press.grid, Align.START)
    pieces = []
    for at, note in enumerate(page.notes):
        tag = f"{key}.note.{at + 1}"
        place = Place(before=_gap(press, page.notes, at), keep=note.heading, whole=note.heading)
        made = set_copy(press, stick, _copy(press, note, stick, tag), (_tag(note, tag, key),), place)
        pieces.append(replace(made, snap=False))
    return tuple(pieces)


def _gap(press: Press, notes: tuple[NoteParagraph, ...], at: int) -> int:
    """Return the space above a note: none between what belongs together, such as a heading and its text."""
    if at == 0 or notes[at].heading:
        return press.grid
    return pt(3) if notes[at - 1].heading or notes[at].bullet else press.grid // 2


def _tag(note: NoteParagraph, tag: str, key: str) -> Tag:
    return Tag(tag, Role.HEADING_3 if note.heading else Role.BODY, key)


def _copy(press: Press, note: NoteParagraph, stick: Stick, tag: str) -> Copy:
    faces = press.desk.faces
    name = "entry-subheading" if note.heading else stick.style
    runs = tuple(_in_style(press, run, name) for run in note.runs) or (press.desk.run("", faces.style(name)),)
    inset = INDENT * (note.level + bool(note.bullet))
    return Copy(
        runs,
        leading=leading_of(press, stick),
        pitch=stick.pitch,
        indent=inset,
        hanging=INDENT if note.bullet else 0,
        bullet=note.bullet,
        bullet_style=faces.style(stick.style),
        tag=tag,
        label_tag=tag if note.bullet else "",
        sources=note.sources,
        lang=press.desk.lang,
    )


def _in_style(press: Press, run: TextRun, name: str) -> TextRun:
    """Return a run of the notes in the handout's size, with its own weight and slant."""
    style = press.desk.faces.style(name, bold=run.style.bold, italic=run.style.italic)
    return TextRun(run.text, style, run.lang)
