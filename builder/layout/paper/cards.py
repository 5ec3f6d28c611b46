"""Cue cards, four to a sheet: whom and what it is about, headline, points, and marks to cut along."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from builder.brief import Origin, Point
from builder.layout.lines import Copy, Manner
from builder.layout.paper.blocks import BULLET
from builder.layout.paper.flow import Piece, fill_frames
from builder.layout.paper.press import ROOT, Press
from builder.layout.paper.sheets import Sheets, flowed
from builder.layout.paper.stick import HAIR, Label, Place, Stick, leading_of, set_copy, set_label
from builder.outline import ActorSlide, ContextSlide, Slide, SummarySlide
from builder.scene import Align, Bookmark, Form, Item, Role, Shape, Tag
from builder.style import Rect, mm, pt

PAD = mm(11)
"""Clear space inside a card's edges: printers keep off 6 mm of the paper's edge, and a cut may miss by one or two."""

MARK = mm(5)
"""Length of a cut mark."""

HANG = pt(13)

SIZES = (pt(14), pt(13), pt(12))
"""Sizes of the points, tried before the theme's own; every card has the largest at which each is whole."""


@dataclass(frozen=True, slots=True)
class _Cue:
    """What a card says."""

    key: str
    kicker: str
    question: str
    headline: Point
    points: tuple[Point, ...]
    slide: int


def card_sheets(press: Press) -> Sheets:
    """Return the cards of every question, in order; a card that does not hold its points continues on the next."""
    faces: list[tuple[Item, ...]] = []
    tags: list[Tag] = []
    bookmarks: list[Bookmark] = []
    cues = _cues(press)
    size = _size(press, cues)
    for cue in cues:
        pieces = _pieces(press, cue, size)
        at = len(faces)
        bookmarks.append(Bookmark(cue.headline.text, f"page-{at // 4 + 1}", _card(press, at).y))
        parts = flowed(pieces, partial(_room_from, press, at), pt(1))
        faces += [
            (*part, _foot(press, cue, _card(press, at + number), number + 1, len(parts)))
            for number, part in enumerate(parts)
        ]
        tags += [tag for piece in pieces for tag in piece.tags]
    sheets = [faces[first : first + 4] for first in range(0, len(faces), 4)]
    contents = tuple((*(item for face in sheet for item in face), *_cut_marks(press)) for sheet in sheets)
    return Sheets(contents, tuple(tags), tuple(bookmarks))


def _cues(press: Press) -> list[_Cue]:
    return [cue for slide in press.desk.outline.slides for cue in _cue(press, slide)]


def _cue(press: Press, slide: Slide) -> tuple[_Cue, ...]:
    number = press.slides.get(slide.key, 0)
    match slide:
        case ActorSlide() | ContextSlide():
            return (_Cue(slide.key, slide.kicker, slide.question, slide.headline, slide.points, number),)
        case SummarySlide() if slide.question:
            headline = Point(slide.title, Origin.HIGHLIGHT, slide.title_sources)
            return (_Cue(slide.key, slide.kicker, slide.question, headline, slide.judgement, number),)
        case _:
            return ()


def _card(press: Press, at: int) -> Rect:
    """Return card `at` (from 0): quarters of the sheet, in reading order."""
    width, height = press.sheet.width // 2, press.sheet.height // 2
    column, row = at % 2, at // 2 % 2
    left = (column == 0) is not press.rtl
    return Rect(0 if left else width, row * height, width, height)


def _size(press: Press, cues: list[_Cue]) -> int:
    """Return the largest size at which every cue needs one card, EMU; nought for the theme's own."""
    room = _room(_card(press, 0)).height
    for size in SIZES:
        whole = (fill_frames(_pieces(press, cue, size), lambda _: room, pt(1)) for cue in cues)
        if all(len(frames) == 1 for frames in whole):
            return size
    return 0


def _room_from(press: Press, first: int, number: int) -> Rect:
    return _room(_card(press, first + number))


def _room(card: Rect) -> Rect:
    return Rect(card.x + PAD, card.y + PAD, card.width - 2 * PAD, card.height - 2 * PAD - pt(18))


def _pieces(press: Press, cue: _Cue, size: int) -> tuple[Piece, ...]:
    desk = press.desk
    width = _room(_card(press, 0)).width
    own = f"card.{cue.key}"
    plain = Stick("card-text", width, width)
    head = replace(plain, style="card-headline", manner=Manner.BALANCED)
    kicker = Copy((desk.run(cue.kicker, desk.faces.style("masthead-series")),), tag=f"{own}.kicker", lang=desk.lang)
    asked = Copy((desk.run(cue.question, desk.faces.style("margin-leader")),), tag=f"{own}.question", lang=desk.lang)
    title = Copy(
        desk.point(cue.headline, desk.faces.style("card-headline")),
        tag=f"{own}.headline",
        lang=desk.lang,
    )
    pieces = [
        set_copy(press, plain, kicker, (Tag(f"{own}.kicker", Role.BODY, own),), Place(keep=True, whole=True)),
        set_copy(press, plain, asked, (Tag(f"{own}.question", Role.BODY, own),), Place(pt(3), keep=True, whole=True)),
        set_copy(press, head, title, (Tag(f"{own}.headline", Role.HEADING_1, own),), Place(pt(9), keep=True)),
        *(
            _point(press, plain, point, (f"{own}.{number}", f"{own}.list"), size or None)
            for number, point in enumerate(cue.points, 1)
        ),
    ]
    pieces[0] = replace(pieces[0], tags=(Tag(own, Role.SECTION, ROOT), *pieces[0].tags))
    if cue.points:
        pieces[3] = replace(pieces[3], tags=(Tag(f"{own}.list", Role.LIST, own), *pieces[3].tags), before=pt(10))
    return tuple(pieces)


def _point(press: Press, stick: Stick, point: Point, tags: tuple[str, str], size: int | None) -> Piece:
    """Return a point as an item; `tags` are the ids of the item and of its list."""
    desk = press.desk
    own, listing = tags
    copy = Copy(
        desk.point(point, desk.faces.style(stick.style, size=size)),
        leading=leading_of(press, stick),
        indent=HANG,
        hanging=HANG,
        bullet=BULLET,
        bullet_style=desk.faces.style(stick.style, size=size, ink="accent"),
        tag=f"{own}.body",
        label_tag=f"{own}.label",
        lang=desk.lang,
    )
    made = (Tag(own, Role.ITEM, listing), Tag(f"{own}.label", Role.LABEL, own), Tag(f"{own}.body", Role.ITEM_BODY, own))
    return set_copy(press, stick, copy, made, Place(before=pt(6)))


def _foot(press: Press, cue: _Cue, card: Rect, part: int, parts: int) -> Item:
    """Return the card's last line, an artifact: the slide that it belongs to, and which part of the cue it is."""
    desk = press.desk
    words = [desk.label("slide_ref").format(slide=cue.slide)] if cue.slide else []
    words += [f"({desk.label('continued').format(part=part, parts=parts)})"] if parts > 1 else []
    label = Label(" ".join(words), desk.faces.style("margin-slide"), align=Align.END)
    frame = Rect(card.x + PAD, card.bottom - PAD - pt(11), card.width - 2 * PAD, pt(11))
    return set_label(press, label, frame, f"Foot {cue.key}.{part}")


def _cut_marks(press: Press) -> tuple[Item, ...]:
    """Return marks at the edges and a cross in the middle, between which the sheet is cut."""
    rule = press.desk.theme.color("muted")
    width, height = press.sheet.width, press.sheet.height
    x, y = width // 2, height // 2
    frames = (
        Rect(x, 0, HAIR, MARK),
        Rect(x, height - MARK, HAIR, MARK),
        Rect(0, y, MARK, HAIR),
        Rect(width - MARK, y, MARK, HAIR),
        Rect(x, y - MARK // 2, HAIR, MARK),
        Rect(x - MARK // 2, y, MARK, HAIR),
    )
    return tuple(Shape(f"Cut {at}", Form.RECTANGLE, frame, rule, "muted") for at, frame in enumerate(frames, 1))
