"""The head of the first page: series, number and date, title, authors, and the whole lead as standfirst."""

from __future__ import annotations

from dataclasses import replace

from builder.brief import Fields, Person
from builder.layout.lines import Copy, Manner
from builder.layout.paper.blocks import block_pieces
from builder.layout.paper.flow import Piece
from builder.layout.paper.press import ROOT, Press
from builder.layout.paper.stick import (
    Label,
    Place,
    Stick,
    copy_of,
    full_stick,
    label_lines,
    leading_of,
    place_label,
    set_copy,
)
from builder.outline import Masthead
from builder.scene import Align, Item, Role, Tag, TextRun
from builder.style import Rect, pt

HEAD = "masthead"
"""Id of the masthead's element."""

BAR = pt(7.5)
"""Height of the bar at the top edge of the first page."""


def masthead_pieces(press: Press, block: Masthead) -> tuple[Piece, ...]:
    """Return the masthead as pieces over both columns, and the standfirst."""
    stick = full_stick(press, "handout-title")
    pieces = (
        *_top_line(press, stick),
        _title(press, block.fields.title, replace(stick, manner=Manner.BALANCED)),
        *_subtitle(press, block.fields.subtitle, replace(stick, style="handout-subtitle", manner=Manner.BALANCED)),
        *_authors(press, block.fields, replace(stick, style="handout-authors")),
        *standfirst_pieces(press, block),
    )
    first = replace(pieces[0], tags=(Tag(HEAD, Role.SECTION, ROOT), *pieces[0].tags))
    return tuple(replace(piece, wide=True) for piece in (first, *pieces[1:]))


def standfirst_pieces(press: Press, block: Masthead) -> tuple[Piece, ...]:
    """Return the whole lead, over both columns."""
    made = block_pieces(press, block.standfirst, full_stick(press, "standfirst"), f"{HEAD}.lead")
    if not made:
        return ()
    first = replace(made[0], tags=(Tag(f"{HEAD}.lead", Role.SECTION, HEAD), *made[0].tags), before=pt(10))
    return (first, *(replace(one, before=min(one.before, pt(7))) for one in made[1:]))


def _top_line(press: Press, stick: Stick) -> tuple[Piece, ...]:
    """Return series on the left, number and date on the right; below each other where they are too long for that."""
    desk = press.desk
    fields = desk.outline.fields
    meta = " · ".join(part for part in (desk.label("numbered"), desk.label("dated")) if part)
    texts = [
        (fields.series, Label(fields.series, desk.faces.style("masthead-series"), f"{HEAD}.series")),
        (meta, Label(meta, desk.faces.style("masthead-meta"), f"{HEAD}.meta", Align.END)),
    ]
    labels = [label for text, label in texts if text]
    if not labels:
        return ()
    tags = tuple(Tag(label.tag, Role.BODY, HEAD) for label in labels)
    lines = [label_lines(press, label, stick.width) for label in labels]
    beside = sum(one.width for one in lines) + pt(24) <= stick.width
    heights = [one.height for one in lines]
    if not beside:
        lines = [label_lines(press, replace(label, align=Align.START), stick.width) for label in labels]

    def draw(x: int, top: int, first: int, last: int) -> tuple[Item, ...]:
        del first, last
        left, made = stick.left(x, rtl=press.rtl), []
        for one in lines:
            made.append(place_label(one, Rect(left, top, stick.width, one.height), one.copy.tag))
            top += 0 if beside else one.height
        return tuple(made)

    return (Piece((max(heights) if beside else sum(heights),), draw, tags, keep=True, snap=False),)


def _title(press: Press, title: str, stick: Stick) -> Piece:
    copy = copy_of(stick, press, title, f"{HEAD}.title", align=Align.START)
    tags = (Tag(f"{HEAD}.title", Role.HEADING_1, HEAD),)
    return set_copy(press, stick, copy, tags, Place(before=pt(9), keep=True, whole=True))


def _subtitle(press: Press, subtitle: str, stick: Stick) -> tuple[Piece, ...]:
    if not subtitle:
        return ()
    copy = copy_of(stick, press, subtitle, f"{HEAD}.subtitle", align=Align.START)
    tags = (Tag(f"{HEAD}.subtitle", Role.BODY, HEAD),)
    return (set_copy(press, stick, copy, tags, Place(before=pt(4), keep=True, whole=True)),)


def _authors(press: Press, fields: Fields, stick: Stick) -> tuple[Piece, ...]:
    """Return the authors in one row where only their names are known, else one line each."""
    people = fields.authors
    if not people:
        return ()
    if not any(person.affiliation or person.email for person in people):
        names = Person(", ".join(person.name for person in people))
        return (_author(press, names, stick, f"{HEAD}.authors", pt(8)),)
    return tuple(
        _author(press, person, stick, f"{HEAD}.author.{number}", pt(8) if number == 1 else 0)
        for number, person in enumerate(people, 1)
    )


def _author(press: Press, person: Person, stick: Stick, tag: str, before: int) -> Piece:
    desk = press.desk
    style = desk.faces.style(stick.style)
    runs = [desk.run(person.name, desk.faces.style(stick.style, ink="ink") if person.affiliation else style)]
    if person.affiliation:
        runs.append(desk.run(f", {person.affiliation}", style))
    tags: list[Tag] = [Tag(tag, Role.BODY, HEAD)]
    if person.email:
        runs.append(desk.run(" · ", style))
        linked = desk.faces.style(stick.style, ink="link")
        runs.append(TextRun(person.email, linked, desk.lang, href=f"mailto:{person.email}"))
        tags.append(Tag(f"{tag}~1", Role.LINK, tag))
    own = tuple(f"{tag}~1" if run.href else None for run in runs)
    copy = Copy(tuple(runs), leading=leading_of(press, stick), tag=tag, run_tags=own, lang=desk.lang)
    return set_copy(press, stick, copy, tuple(tags), Place(before=before, keep=True))
