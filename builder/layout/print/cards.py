"""Cue cards, four to a sheet: whom and what it is about, headline, points, and marks to cut along."""

from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.figure.flag import small_flag
from builder.layout.handout.blocks import BULLET
from builder.layout.handout.context import ROOT, HandoutContext
from builder.layout.handout.flow import FlowPiece, fill_frames
from builder.layout.handout.pages import HandoutPages, flowed
from builder.layout.handout.running_heads import marking_items
from builder.layout.handout.text_column import (
    HAIR,
    FlowPlacement,
    StaticLabel,
    TextColumn,
    leading_of,
    set_label,
    set_paragraph,
)
from builder.layout.print.cues import Cue, cues_of
from builder.layout.text.block import BreakStrategy, ParagraphSpec
from builder.model.brief import Point, joined_runs, quotes_of
from builder.model.origin import LabelOrigin, Origin
from builder.model.plain_text import plain_text
from builder.model.scene import Align, Bookmark, Geometry, Item, Role, Shape, Tag, TagId, TextRun
from builder.model.set_text import origins_in
from builder.model.theme import PaperFormat, Theme
from builder.model.units import Rect, mm, pt

PAD = mm(11)
"""Clear space inside a card's edges: printers keep off 6 mm of the paper's edge, and a cut may miss by one or two."""

FOOT = pt(11)
"""Height of a line at the foot of a card."""

MARK = mm(5)
"""Length of a cut mark."""

HANG = pt(13)

FLAG = (pt(27), pt(18))
"""Size of the flag in the corner of a card, 3 to 2."""

SIZES = (pt(14), pt(13), pt(12))
"""Sizes of the points, tried before the theme's own; every card has the largest at which each is whole."""


def card_sheets(handout: HandoutContext) -> HandoutPages:
    """Return the cards of every question, in order; a card that does not hold its points continues on the next."""
    faces: list[tuple[Item, ...]] = []
    tags: list[Tag] = []
    bookmarks: list[Bookmark] = []
    cues = cues_of(handout)
    size = _size(handout, cues)
    for cue in cues:
        pieces = _pieces(handout, cue, size)
        at = len(faces)
        bookmarks.append(Bookmark(plain_text(cue.headline.runs), f"page-{at // 4 + 1}", _card(handout, at).y))
        parts = flowed(pieces, partial(_room_from, handout, at), pt(1))
        faces += [
            (*part, *_foot(handout, cue, _card(handout, at + number), number + 1, len(parts)))
            for number, part in enumerate(parts)
        ]
        tags += [tag for piece in pieces for tag in piece.tags]
    sheets = [faces[first : first + 4] for first in range(0, len(faces), 4)]
    contents = tuple(
        (*(item for face in sheet for item in face), *_cut_marks(handout.context.theme, handout.sheet))
        for sheet in sheets
    )
    return HandoutPages(contents, tuple(tags), tuple(bookmarks))


def _card(handout: HandoutContext, at: int) -> Rect:
    """Return card `at` (from 0): quarters of the sheet, in reading order."""
    width, height = handout.sheet.width // 2, handout.sheet.height // 2
    column, row = at % 2, at // 2 % 2
    left = (column == 0) is not handout.rtl
    return Rect(0 if left else width, row * height, width, height)


def _size(handout: HandoutContext, cues: list[Cue]) -> int:
    """Return the largest size at which every cue needs one card, EMU; 0 for the theme's own."""
    room = _room(handout, _card(handout, 0)).height
    for size in SIZES:
        whole = (fill_frames(_pieces(handout, cue, size), lambda _: room, pt(1)) for cue in cues)
        if all(len(frames) == 1 for frames in whole):
            return size
    return 0


def _room_from(handout: HandoutContext, first: int, number: int) -> Rect:
    return _room(handout, _card(handout, first + number))


def _room(handout: HandoutContext, card: Rect) -> Rect:
    below = pt(18) + (FOOT if handout.context.outline.fields.marking.text else 0)
    return Rect(card.x + PAD, card.y + PAD, card.width - 2 * PAD, card.height - 2 * PAD - below)


def _pieces(handout: HandoutContext, cue: Cue, size: int) -> tuple[FlowPiece, ...]:
    context = handout.context
    width = _room(handout, _card(handout, 0)).width
    own = ROOT.part(cue.key)
    plain = TextColumn("card-text", width, width)
    head = replace(plain, style="card-headline", strategy=BreakStrategy.BALANCED)
    shaper, beside = context.shaper, replace(plain, width=width - (FLAG[0] + pt(8) if cue.actor else 0))
    kicker = (context.run(cue.kicker, shaper.style("masthead-series")),) if cue.kicker else ()
    quiet = shaper.style("margin-leader")
    asked = tuple(context.run(text, quiet, origin=origin) for text, origin in cue.question)
    title = context.point(cue.headline, shaper.style("card-headline"))
    text = context.runs(joined_runs(cue.text), shaper.style("card-text", size=size or None))
    said = (
        _CardWords("kicker", kicker, (cue.about,), beside, FlowPlacement(keep=True, whole=True)),
        _CardWords("question", asked, origins_in(asked), beside, FlowPlacement(pt(3), keep=True, whole=True)),
        _CardWords("headline", title, cue.heading or cue.headline.quotes, head, FlowPlacement(pt(9), keep=True)),
        _CardWords("text", text, quotes_of(cue.text), plain, FlowPlacement(pt(9))),
    )
    pieces = [_card_paragraph(handout, own, words) for words in said if words.runs]
    first = len(pieces)
    pieces += [
        _point(handout, plain, point, own.part("list").nth(number), size or None)
        for number, point in enumerate(cue.points, 1)
    ]
    pieces[0] = _flagged(handout, cue, replace(pieces[0], tags=(Tag(own, Role.SECTION), *pieces[0].tags)), width)
    if cue.points:
        listed = (Tag(own.part("list"), Role.LIST), *pieces[first].tags)
        pieces[first] = replace(pieces[first], tags=listed, before=pt(10))
    return tuple(pieces)


class _CardWords(Struct, frozen=True):
    """Words of a card above its points."""

    name: str
    """What they are: `kicker`, `question`, `headline`, `text`."""
    runs: tuple[TextRun, ...]
    origins: tuple[Origin, ...]
    column: TextColumn
    place: FlowPlacement


def _card_paragraph(handout: HandoutContext, section: TagId, words: _CardWords) -> FlowPiece:
    """Return words of a card as a paragraph of `section`; its headline is a heading."""
    own = section.part(words.name)
    copy = ParagraphSpec(
        words.runs,
        leading=leading_of(handout.context.theme, words.column),
        tag=own,
        origins=words.origins,
        lang=handout.context.lang,
    )
    role = Role.HEADING_1 if words.name == "headline" else Role.BODY
    return set_paragraph(handout, words.column, copy, (Tag(own, role),), words.place)


def _flagged(handout: HandoutContext, cue: Cue, piece: FlowPiece, width: int) -> FlowPiece:
    """Return the first line of a card with the actor's flag at its end."""
    actor = cue.actor
    if actor is None:
        return piece

    def draw(x: int, top: int, first: int, last: int) -> tuple[Item, ...]:
        made = piece.draw(x, top, first, last)
        if first:
            return made
        row = Rect(x, top, width, FLAG[1])
        place = handout.within(row, width - FLAG[0], FLAG[0])
        return (*small_flag(handout.context, actor, place, f"Flag {cue.key}"), *made)

    return replace(piece, draw=draw)


def _point(handout: HandoutContext, text_column: TextColumn, point: Point, own: TagId, size: int | None) -> FlowPiece:
    """Return a point as the item `own`."""
    context = handout.context
    copy = ParagraphSpec(
        context.point(point, context.shaper.style(text_column.style, size=size)),
        leading=leading_of(context.theme, text_column),
        indent=HANG,
        hanging=HANG,
        bullet=BULLET,
        bullet_style=context.shaper.style(text_column.style, size=size, ink="accent"),
        tag=own.part("body"),
        label_tag=own.part("label"),
        origins=point.quotes,
        lang=context.lang,
    )
    made = (Tag(own, Role.ITEM), Tag(own.part("label"), Role.LABEL), Tag(own.part("body"), Role.ITEM_BODY))
    return set_paragraph(handout, text_column, copy, made, FlowPlacement(before=pt(6)))


def _foot(handout: HandoutContext, cue: Cue, card: Rect, part: int, parts: int) -> tuple[Item, ...]:
    """Return the card's last lines, artifacts: the marking, the slide that it belongs to, and which part it is.

    Cards are cut apart, so each has the marking.
    """
    context = handout.context
    words = [context.label("slide_ref").format(slide=cue.slide)] if cue.slide else []
    words += [f"({context.label('continued').format(part=part, parts=parts)})"] if parts > 1 else []
    style = context.shaper.style("margin-slide")
    label = StaticLabel(" ".join(words), style, align=Align.END, origins=(LabelOrigin("slide_ref"),))
    frame = Rect(card.x + PAD, card.bottom - PAD - FOOT, card.width - 2 * PAD, FOOT)
    marking, _ = marking_items(handout, replace(frame, y=frame.y - FOOT))
    return (*marking, set_label(context, label, frame, f"Foot {cue.key}.{part}"))


def _cut_marks(theme: Theme, sheet: PaperFormat) -> tuple[Item, ...]:
    """Return marks at the edges and a cross in the middle, between which the sheet is cut."""
    rule = theme.color("muted")
    width, height = sheet.width, sheet.height
    x, y = width // 2, height // 2
    frames = (
        Rect(x, 0, HAIR, MARK),
        Rect(x, height - MARK, HAIR, MARK),
        Rect(0, y, MARK, HAIR),
        Rect(width - MARK, y, MARK, HAIR),
        Rect(x, y - MARK // 2, HAIR, MARK),
        Rect(x - MARK // 2, y, MARK, HAIR),
    )
    return tuple(Shape(f"Cut {at}", Geometry.RECTANGLE, frame, rule, "muted") for at, frame in enumerate(frames, 1))
