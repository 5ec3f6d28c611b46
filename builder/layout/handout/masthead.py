"""The head of the first page: series, number and date, title, authors, and the whole lead as standfirst."""

from msgspec.structs import replace

from builder.layout.handout.blocks import block_pieces
from builder.layout.handout.context import ROOT, HandoutContext
from builder.layout.handout.flow import FlowPiece
from builder.layout.handout.text_column import (
    FlowPlacement,
    StaticLabel,
    TextColumn,
    broken_to,
    full_column,
    label_lines,
    leading_of,
    paragraph_spec,
    place_label,
    set_paragraph,
)
from builder.layout.text.block import BreakStrategy, ParagraphSpec
from builder.model.brief import Fields, Person
from builder.model.origin import FieldOrigin
from builder.model.outline import Masthead
from builder.model.scene import Align, Item, Picture, Role, Tag, TagId, TextRun
from builder.model.units import Rect, pt

HEAD = ROOT.part("masthead")
"""The masthead's section."""

BAR = pt(7.5)
"""Height of the bar at the top edge of the first page."""


def masthead_pieces(handout: HandoutContext, block: Masthead) -> tuple[FlowPiece, ...]:
    """Return the masthead as pieces over both columns, and the standfirst."""
    text_column, marking = full_column(handout, "handout-title"), handout.context.outline.fields.marking
    balanced = replace(text_column, strategy=BreakStrategy.BALANCED)
    pieces = (
        *_letterhead(handout, replace(text_column, style="masthead-meta")),
        *_line(handout, "marking", marking.text, replace(text_column, style="masthead-series")),
        *_top_line(handout, text_column),
        _title(handout, block.fields.title, balanced),
        *_line(handout, "subtitle", block.fields.subtitle, replace(balanced, style="handout-subtitle"), pt(4)),
        *_authors(handout, block.fields, replace(text_column, style="handout-authors")),
        *standfirst_pieces(handout, block),
    )
    first = replace(pieces[0], tags=(Tag(HEAD, Role.SECTION), *pieces[0].tags))
    return tuple(replace(piece, wide=True) for piece in (first, *pieces[1:]))


def standfirst_pieces(handout: HandoutContext, block: Masthead) -> tuple[FlowPiece, ...]:
    """Return the whole lead, over both columns."""
    made = block_pieces(handout, block.standfirst, full_column(handout, "standfirst"), HEAD.part("lead"))
    if not made:
        return ()
    first = replace(made[0], tags=(Tag(HEAD.part("lead"), Role.SECTION), *made[0].tags), before=pt(7))
    return (first, *(replace(one, before=min(one.before, pt(7))) for one in made[1:]))


LOGO_HEIGHT, LOGO_WIDTH = pt(40), pt(180)
"""The most that a logo takes of the letterhead."""

LOGO_CLEAR = pt(20)
"""The space between the logo and the address: half of the logo's height."""


def _letterhead(handout: HandoutContext, text_column: TextColumn) -> tuple[FlowPiece, ...]:
    """Return the publisher's logo where lines begin, and the address at the other edge."""
    theme, fields = handout.context.theme, handout.context.outline.fields
    style = handout.context.shaper.style("masthead-meta")
    labels = [
        StaticLabel(line, style, HEAD.part("address", number), Align.END, (FieldOrigin("publisher"),))
        for number, line in enumerate(theme.address, 1)
    ]
    width = min(round(theme.logo.aspect * LOGO_HEIGHT), LOGO_WIDTH) if theme.logo else 0
    beside = text_column.width - (width + LOGO_CLEAR if width else 0)
    lines = [label_lines(handout.context, label, beside) for label in labels]
    height = round(width / theme.logo.aspect) if theme.logo else 0
    if not width and not lines:
        return ()
    alt = (theme.logo.alt if theme.logo else "") or fields.publisher.name or "Logo"

    def draw(x: int, top: int, _first: int, _last: int) -> tuple[Item, ...]:
        left = text_column.left(x, rtl=handout.rtl)
        made: list[Item] = []
        if theme.logo:
            edge = left + text_column.width - width if handout.rtl else left
            made.append(
                Picture(
                    "Logo",
                    Rect(edge, top, width, height),
                    theme.logo.on_light,
                    alt,
                    tag=HEAD.part("logo"),
                    origin=FieldOrigin("publisher"),
                )
            )
        for one in lines:
            start = left if handout.rtl else left + text_column.width - beside
            made.append(place_label(one, Rect(start, top, beside, one.height), str(one.spec.tag)))
            top += one.height
        return tuple(made)

    tags = [Tag(HEAD.part("logo"), Role.FIGURE, alt=alt)] if theme.logo else []
    tags += [Tag(label.tag, Role.BODY) for label in labels if label.tag]
    tall = max(height, sum(one.height for one in lines)) + pt(14)
    return (FlowPiece((tall,), draw, tuple(tags), keep=True, snap=False),)


BELOW_MARKING = pt(6)
"""Between a marking and the name of the series, which is set like it."""


def _line(
    handout: HandoutContext, name: str, text: str, text_column: TextColumn, before: int = 0
) -> tuple[FlowPiece, ...]:
    """Return the `text` of the field `name`, none where there is none.

    The words of a marking are read first; at the foot of every page they are only a reminder.
    """
    if not text:
        return ()
    own = HEAD.part(name)
    copy = paragraph_spec(text_column, handout.context, text, own, align=Align.START, origins=(FieldOrigin(name),))
    placement = FlowPlacement(before=before, keep=True, whole=True)
    return (set_paragraph(handout, text_column, copy, (Tag(own, Role.BODY),), placement),)


def _top_line(handout: HandoutContext, text_column: TextColumn) -> tuple[FlowPiece, ...]:
    """Return series on the left, number and date on the right; below each other where they are too long for that."""
    context = handout.context
    fields = context.outline.fields
    parts, style = context.outline.dateline, context.shaper.style
    meta, origins = "".join(text for text, _ in parts), tuple(origin for _, origin in parts)
    series = StaticLabel(fields.series, style("masthead-series"), HEAD.part("series"), origins=(FieldOrigin("series"),))
    date = StaticLabel(meta, style("masthead-meta"), HEAD.part("meta"), Align.END, origins, parts)
    labels = [label for label in (series, date) if label.text]
    if not labels:
        return ()
    tags = tuple(Tag(label.tag, Role.BODY) for label in labels if label.tag)
    lines = [label_lines(context, label, text_column.width) for label in labels]
    beside = sum(one.width for one in lines) + pt(24) <= text_column.width
    heights = [one.height for one in lines]
    if not beside:
        lines = [label_lines(context, replace(label, align=Align.START), text_column.width) for label in labels]

    def draw(x: int, top: int, _first: int, _last: int) -> tuple[Item, ...]:
        left, made = text_column.left(x, rtl=handout.rtl), []
        for one in lines:
            made.append(place_label(one, Rect(left, top, text_column.width, one.height), str(one.spec.tag)))
            top += 0 if beside else one.height
        return tuple(made)

    before = BELOW_MARKING if fields.marking.text else 0
    return (FlowPiece((max(heights) if beside else sum(heights),), draw, tags, before, keep=True, snap=False),)


SMALLER_TITLES = (1.0, 0.9, 0.8, 0.7, 0.6)
"""Sizes of the title as shares of its style's, for one with a word that is wider than the page."""


def _title(handout: HandoutContext, title: str, text_column: TextColumn) -> FlowPiece:
    copy = paragraph_spec(
        text_column, handout.context, title, HEAD.part("title"), align=Align.START, origins=(FieldOrigin("title"),)
    )
    plain = handout.context.shaper.style(text_column.style)
    for share in SMALLER_TITLES:  # until no word is cut
        style = replace(plain, size=round(plain.size * share))
        copy = replace(copy, runs=(handout.context.run(title, style),))
        if not broken_to(handout.context.shaper, text_column, copy).divides_words:
            break
    tags = (Tag(HEAD.part("title"), Role.HEADING_1),)
    return set_paragraph(handout, text_column, copy, tags, FlowPlacement(before=pt(6), keep=True, whole=True))


def _authors(handout: HandoutContext, fields: Fields, text_column: TextColumn) -> tuple[FlowPiece, ...]:
    """Return the authors in one row where only their names are known, else one line each."""
    people = fields.authors
    if not people:
        return ()
    if not any(person.affiliation or person.email for person in people):
        names = Person(", ".join(person.name for person in people))
        return (_author(handout, names, text_column, HEAD.part("authors"), before=pt(6)),)
    return tuple(
        _author(
            handout, person, text_column, HEAD.part("author", number), before=pt(6) if number == 1 else 0, ink="ink"
        )
        for number, person in enumerate(people, 1)
    )


def _author(
    handout: HandoutContext, person: Person, text_column: TextColumn, tag: TagId, *, before: int, ink: str | None = None
) -> FlowPiece:
    """Return the line of an author, whose name has the `ink`; None for that of the line."""
    context = handout.context
    style = context.shaper.style(text_column.style)
    runs = [context.run(person.name, context.shaper.style(text_column.style, ink=ink))]
    if person.affiliation:
        runs.append(context.run(f", {person.affiliation}", style))
    tags: list[Tag] = [Tag(tag, Role.BODY)]
    if person.email:
        runs.append(context.run(" · ", style))
        linked = context.shaper.style(text_column.style, ink="link")
        runs.append(TextRun(person.email, linked, context.lang, href=f"mailto:{person.email}"))
        tags.append(Tag(tag.part("link"), Role.LINK))
    own = tuple(tag.part("link") if run.href else None for run in runs)
    copy = ParagraphSpec(
        tuple(runs),
        leading=leading_of(context.theme, text_column),
        tag=tag,
        origins=(FieldOrigin("authors"),),
        run_tags=own,
        lang=context.lang,
    )
    return set_paragraph(handout, text_column, copy, tuple(tags), FlowPlacement(before=before, keep=True))
