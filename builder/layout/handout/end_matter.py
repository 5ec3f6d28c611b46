"""The end matter: numbered addresses, footnotes, and the imprint with the code of the online version."""

import re
from urllib.parse import unquote

from msgspec.structs import replace

from builder.layout.context import LayoutContext
from builder.layout.handout.blocks import Bullet, hang_for, item_pieces
from builder.layout.handout.context import NOTES, SOURCES, HandoutContext, note_tag, source_tag
from builder.layout.handout.flow import FlowPiece, OutlineMark
from builder.layout.handout.qr_code import qr_code, qr_side
from builder.layout.handout.running_heads import IMPRINT, imprint_label
from builder.layout.handout.text_column import (
    HAIR,
    LIFT,
    FlowPlacement,
    TextColumn,
    body_column,
    full_column,
    leading_of,
    paragraph_spec,
    set_paragraph,
)
from builder.layout.text.block import BreakStrategy, BrokenParagraph, ParagraphSpec, break_paragraph
from builder.model.origin import FieldOrigin, LabelOrigin, Origin
from builder.model.outline import Imprint, LinkNote, Sources
from builder.model.scene import Align, Geometry, Item, Role, Shape, Tag, TagId, TextBox, TextRun
from builder.model.units import Rect, pt

_TRACKING = re.compile(r"(?<=[?&])(?:utm_[a-z]+|fbclid|gclid|mc_[a-z]+)=[^&#]*&?")
_EMPTY_QUERY = re.compile(r"[?&](?=#|$)")
_LETTERS = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
"""Percent codes of characters beyond ASCII; those of ASCII such as `%2F` differ from the bare character, and stay."""

_EMAIL, _ADDRESS = re.compile(r"[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+"), re.compile(r"https?://\S+")


def sources_pieces(handout: HandoutContext, block: Sources) -> tuple[FlowPiece, ...]:
    """Return the link notes under their heading, then the footnotes under theirs."""
    return (*_links(handout, block), *_footnotes(handout, block))


def printed_address(href: str) -> str:
    """Return an address as a reader types it: letters instead of codes, no scheme, tracking parameters, last slash."""
    shown = _EMPTY_QUERY.sub("", _TRACKING.sub("", re.sub(r"^(?:https?://|mailto:|tel:)", "", href)))
    shown = _LETTERS.sub(_letters, shown)
    return shown[:-1] if shown.endswith("/") and shown.count("/") == 1 else shown


def _letters(codes: re.Match[str]) -> str:
    """Return the characters that percent codes encode, or the codes themselves if those cannot be shown."""
    letters = unquote(codes[0], errors="replace")
    return letters if letters.isprintable() and "\ufffd" not in letters else codes[0]


def _links(handout: HandoutContext, block: Sources) -> tuple[FlowPiece, ...]:
    if not block.links:
        return ()
    text_column = replace(body_column(handout), style="note-text", pitch=0, align=Align.START)
    hang = hang_for(
        handout.context.shaper, handout.context.lang, text_column, [f"[{note.number}]" for note in block.links]
    )
    head = heading_piece(handout, handout.context.label("sources"), SOURCES)
    listing = Tag(SOURCES.part("list"), Role.LIST, ordered=True)
    pieces = [_link(handout, note, text_column, hang) for note in block.links]
    first = replace(pieces[0], tags=(listing, *pieces[0].tags), before=0)
    return (head, first, *pieces[1:])


def _link(handout: HandoutContext, note: LinkNote, text_column: TextColumn, hang: int) -> FlowPiece:
    context = handout.context
    own = source_tag(note.number)
    style = context.shaper.style(text_column.style)
    address = printed_address(note.href)
    words = note.text.strip()
    text = "" if words in {"", address} else f"{words}: "
    linked = TextRun(address, context.shaper.style(text_column.style, ink="link"), context.lang, href=note.href)
    runs = (*((context.run(text, style),) if text else ()), linked)
    tag = own.part("body").part("text")
    copy = ParagraphSpec(
        runs,
        leading=leading_of(context.theme, text_column),
        indent=hang,
        hanging=hang,
        bullet=f"[{note.number}]",
        bullet_style=style,
        tag=tag,
        label_tag=own.part("label"),
        origins=(note.origin,),
        run_tags=(*((None,) if text else ()), tag.part("link")),
        lang=context.lang,
    )
    tags = (
        Tag(own, Role.ITEM),
        Tag(own.part("label"), Role.LABEL),
        Tag(own.part("body"), Role.ITEM_BODY),
        Tag(tag, Role.BODY),
        Tag(tag.part("link"), Role.LINK),
    )
    return set_paragraph(handout, text_column, copy, tags, FlowPlacement(before=pt(2)))


def _footnotes(handout: HandoutContext, block: Sources) -> tuple[FlowPiece, ...]:
    if not block.footnotes:
        return ()
    text_column = replace(body_column(handout), style="note-text", pitch=0, align=Align.START)
    ordered = sorted(block.footnotes, key=lambda note: handout.notes.get(note.label, 0))
    numbers = [str(handout.notes.get(note.label, 0) or note.label) for note in ordered]
    hang = hang_for(handout.context.shaper, handout.context.lang, text_column, numbers)
    pieces = [heading_piece(handout, handout.context.label("notes"), NOTES)]
    for at, (note, number) in enumerate(zip(ordered, numbers, strict=True)):
        own = note_tag(at + 1)
        made = item_pieces(handout, note.blocks, text_column, Bullet(number, own.part("label"), hang), own)
        tags = (Tag(own, Role.NOTE), Tag(own.part("label"), Role.LABEL), *made[0].tags)
        pieces += (replace(made[0], tags=tags, before=pt(2) if at else 0), *made[1:])
    return tuple(pieces)


def heading_piece(handout: HandoutContext, text: str, own: TagId, text_column: TextColumn | None = None) -> FlowPiece:
    """Return the heading of a section `own`, with a bookmark; it goes over the text if no column is given."""
    over = full_column(handout, "entry-question") if handout.columns > 1 else body_column(handout)
    base = text_column or over
    text_column = replace(
        base, style="entry-question", pitch=handout.grid, align=Align.START, strategy=BreakStrategy.BALANCED
    )
    copy = paragraph_spec(text_column, handout.context, text, own.part("head"), origins=(LabelOrigin(own.name),))
    tags = (Tag(own, Role.SECTION), Tag(own.part("head"), Role.HEADING_2))
    place = FlowPlacement(before=2 * handout.grid, keep=True, lift=LIFT, whole=True)
    made = set_paragraph(handout, text_column, copy, tags, place)
    return replace(
        made,
        opens=True,
        wide=text_column.start < 0 or text_column.width > text_column.column,
        mark=OutlineMark("", text),
    )


def imprint_pieces(handout: HandoutContext, block: Imprint) -> tuple[FlowPiece, ...]:
    """Return the small print over both columns, beside it the QR code where there is an address.

    Nothing where the foot of the last page says it all.
    """
    if imprint_label(handout):
        return ()
    url = block.fields.url
    text_column = full_column(handout, "imprint")
    side = qr_side(url) if url else 0
    lines, tags = _small_print(
        handout.context, block, replace(text_column, width=text_column.width - (side + pt(12) if side else 0))
    )
    if not lines:
        return ()
    if url:
        alt = f"{handout.context.label('online_version')}: {url}"
        tags = (*tags, Tag(IMPRINT.part("qr"), Role.FIGURE, alt=alt))
    gap = pt(8)
    height = gap + max(sum(broken.height for broken in lines), side)

    def draw(x: int, top: int, _first: int, _last: int) -> tuple[Item, ...]:
        frame = Rect(text_column.left(x, rtl=handout.rtl), top, text_column.width, height)
        rule = Rect(frame.x, top, frame.width, HAIR)
        items: list[Item] = [
            Shape("Imprint rule", Geometry.RECTANGLE, rule, handout.context.theme.color("rule"), "rule")
        ]
        y = top + gap
        for broken in lines:
            place = handout.within(frame, 0, broken.measure)
            done = broken.set(place.x, y)
            items.append(TextBox(str(done.tag), Rect(place.x, y, broken.measure, broken.height), (done,)))
            y += broken.height
        if url:
            place = handout.within(frame, text_column.width - side, side)
            items.append(qr_code(handout.context.theme, url, (place.x, top + gap), IMPRINT.part("qr"), alt))
        return tuple(items)

    return (FlowPiece((height,), draw, tags, before=2 * handout.grid, least=1, snap=False, wide=True),)


def _small_print(
    context: LayoutContext, block: Imprint, text_column: TextColumn
) -> tuple[tuple[BrokenParagraph, ...], tuple[Tag, ...]]:
    publisher = block.fields.publisher
    plain, linked = context.shaper.style(text_column.style), context.shaper.style(text_column.style, ink="link")

    def address(href: str) -> TextRun:
        return TextRun(printed_address(href), linked, context.lang, href=href)

    rows: list[tuple[tuple[TextRun, ...], Origin]] = []
    house = FieldOrigin("publisher")
    if publisher.name:
        rows.append(((context.run(context.label("published_by").format(publisher=publisher.name), plain),), house))
    rows += [((context.run(line, plain),), house) for line in publisher.imprint.splitlines() if line.strip()]
    if publisher.url:
        rows.append(((address(publisher.url),), house))
    if block.fields.url:
        online = context.run(f"{context.label('online_version')}: ", plain)
        rows.append(((online, address(block.fields.url)), FieldOrigin("url")))
    for number, line in enumerate(block.fields.contact):
        before = () if number else (context.run(f"{context.label('contact')}: ", plain),)
        href = f"mailto:{line}" if _EMAIL.fullmatch(line) else line if _ADDRESS.fullmatch(line) else ""
        shown = TextRun(printed_address(href), linked, context.lang, href=href) if href else context.run(line, plain)
        rows.append(((*before, shown), FieldOrigin("contact")))
    tags, made = [Tag(IMPRINT, Role.SECTION)], []
    for number, (runs, origin) in enumerate(rows, 1):
        own = IMPRINT.nth(number)
        tags.append(Tag(own, Role.BODY))
        tags += [Tag(own.part("link"), Role.LINK) for run in runs if run.href]
        copy = ParagraphSpec(
            runs,
            leading=leading_of(context.theme, text_column),
            tag=own,
            origins=(origin,),
            run_tags=tuple(own.part("link") if run.href else None for run in runs),
            lang=context.lang,
        )
        made.append(break_paragraph(copy, text_column.width, context.shaper, BreakStrategy.BEST))
    return tuple(made), tuple(tags)
