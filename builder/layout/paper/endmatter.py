"""What stands at the end: numbered addresses, footnotes, and the imprint with the code of the online version."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import unquote

from builder.layout.lines import Broken, Copy, Manner, break_copy
from builder.layout.paper.blocks import Bullet, hang_for, item_pieces
from builder.layout.paper.flow import Mark, Piece
from builder.layout.paper.press import ROOT, Press
from builder.layout.paper.qr import qr_code, qr_side
from builder.layout.paper.stick import HAIR, LIFT, Place, Stick, body_stick, copy_of, full_stick, leading_of, set_copy
from builder.outline import Imprint, LinkNote, Sources
from builder.scene import Align, Form, Item, Role, Shape, Tag, TextBox, TextRun
from builder.style import Rect, pt

SOURCES, NOTES, IMPRINT = "sources", "notes", "imprint"
"""Ids of the elements."""

_TRACKING = re.compile(r"(?<=[?&])(?:utm_[a-z]+|fbclid|gclid|mc_[a-z]+)=[^&#]*&?")
_EMPTY_QUERY = re.compile(r"[?&](?=#|$)")
_LETTERS = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
"""Codes of letters beyond ASCII; codes of signs such as `%2F` mean something else than the sign and stay."""


def sources_pieces(press: Press, block: Sources) -> tuple[Piece, ...]:
    """Return the link notes under their heading, then the footnotes under theirs."""
    return (*_links(press, block), *_footnotes(press, block))


def printed_address(href: str) -> str:
    """Return an address as a reader types it: letters instead of codes, no scheme, tracking parameters, last slash."""
    shown = _EMPTY_QUERY.sub("", _TRACKING.sub("", re.sub(r"^(?:https?://|mailto:|tel:)", "", href)))
    shown = _LETTERS.sub(_letters, shown)
    return shown[:-1] if shown.endswith("/") and shown.count("/") == 1 else shown


def _letters(codes: re.Match[str]) -> str:
    """Return the letters that percent codes stand for, or the codes where they stand for none that can be shown."""
    letters = unquote(codes[0], errors="replace")
    return letters if letters.isprintable() and "\ufffd" not in letters else codes[0]


def _links(press: Press, block: Sources) -> tuple[Piece, ...]:
    if not block.links:
        return ()
    stick = replace(body_stick(press), style="note-text", pitch=0, align=Align.START)
    hang = hang_for(press, stick, [f"{note.number}." for note in block.links])
    head = heading_piece(press, press.desk.label("sources"), SOURCES)
    listing = Tag(f"{SOURCES}.list", Role.LIST, SOURCES, ordered=True)
    pieces = [_link(press, note, stick, hang) for note in block.links]
    first = replace(pieces[0], tags=(listing, *pieces[0].tags), before=0)
    return (head, first, *pieces[1:])


def _link(press: Press, note: LinkNote, stick: Stick, hang: int) -> Piece:
    desk = press.desk
    own = f"{SOURCES}.{note.number}"
    style = desk.faces.style(stick.style)
    address = printed_address(note.href)
    words = note.text.strip()
    text = "" if words in {note.href, address} else f"{words}: "
    linked = TextRun(address, desk.faces.style(stick.style, ink="link"), desk.lang, href=note.href)
    runs = (*((desk.run(text, style),) if text else ()), linked)
    tag = f"{own}.text"
    copy = Copy(
        runs,
        leading=leading_of(press, stick),
        indent=hang,
        hanging=hang,
        bullet=f"{note.number}.",
        bullet_style=style,
        tag=tag,
        label_tag=f"{own}.label",
        run_tags=(*((None,) if text else ()), f"{tag}~1"),
        lang=desk.lang,
    )
    tags = (
        Tag(own, Role.ITEM, f"{SOURCES}.list"),
        Tag(f"{own}.label", Role.LABEL, own),
        Tag(f"{own}.body", Role.ITEM_BODY, own),
        Tag(tag, Role.BODY, f"{own}.body"),
        Tag(f"{tag}~1", Role.LINK, tag),
    )
    return set_copy(press, stick, copy, tags, Place(before=pt(2)))


def _footnotes(press: Press, block: Sources) -> tuple[Piece, ...]:
    if not block.footnotes:
        return ()
    stick = replace(body_stick(press), style="note-text", pitch=0, align=Align.START)
    ordered = sorted(block.footnotes, key=lambda note: press.notes.get(note.label, 0))
    numbers = [str(press.notes.get(note.label, 0) or note.label) for note in ordered]
    hang = hang_for(press, stick, numbers)
    pieces = [heading_piece(press, press.desk.label("notes"), NOTES)]
    for at, (note, number) in enumerate(zip(ordered, numbers, strict=True)):
        own = f"{NOTES}.{at + 1}"
        made = item_pieces(press, note.blocks, stick, Bullet(number, f"{own}.label", hang), own)
        tags = (Tag(own, Role.NOTE, NOTES), Tag(f"{own}.label", Role.LABEL, own), *made[0].tags)
        pieces += (replace(made[0], tags=tags, before=pt(2) if at else 0), *made[1:])
    return tuple(pieces)


def heading_piece(press: Press, text: str, own: str, stick: Stick | None = None) -> Piece:
    """Return the heading of a section `own`, with a mark in the outline; in the text column where no stick is given."""
    base = stick or body_stick(press)
    stick = replace(base, style="entry-question", pitch=press.grid, align=Align.START, manner=Manner.BALANCED)
    copy = copy_of(stick, press, text, f"{own}.head")
    tags = (Tag(own, Role.SECTION, ROOT), Tag(f"{own}.head", Role.HEADING_2, own))
    place = Place(before=2 * press.grid, keep=True, lift=LIFT, whole=True)
    made = set_copy(press, stick, copy, tags, place)
    return replace(made, opens=True, wide=stick.start < 0 or stick.width > stick.column, mark=Mark("", text))


def imprint_pieces(press: Press, block: Imprint) -> tuple[Piece, ...]:
    """Return the small print over both columns, beside it the QR code where there is an address."""
    url = block.fields.url
    stick = full_stick(press, "imprint")
    side = qr_side(url) if url else 0
    lines, tags = _small_print(press, block, replace(stick, width=stick.width - (side + pt(12) if side else 0)))
    if not lines:
        return ()
    if url:
        alt = f"{press.desk.label('online_version')}: {url}"
        tags = (*tags, Tag(f"{IMPRINT}.qr", Role.FIGURE, IMPRINT, alt=alt))
    gap = pt(8)
    height = gap + max(sum(broken.height for broken in lines), side)

    def draw(x: int, top: int, first: int, last: int) -> tuple[Item, ...]:
        del first, last
        frame = Rect(stick.left(x, rtl=press.rtl), top, stick.width, height)
        rule = Rect(frame.x, top, frame.width, HAIR)
        items: list[Item] = [Shape("Imprint rule", Form.RECTANGLE, rule, press.desk.theme.color("rule"), "rule")]
        y = top + gap
        for broken in lines:
            place = press.within(frame, 0, broken.measure)
            done = broken.set(place.x, y)
            items.append(TextBox(done.tag, Rect(place.x, y, broken.measure, broken.height), (done,)))
            y += broken.height
        if url:
            place = press.within(frame, stick.width - side, side)
            items.append(qr_code(press, url, (place.x, top + gap), f"{IMPRINT}.qr", alt))
        return tuple(items)

    return (Piece((height,), draw, tags, before=2 * press.grid, least=1, snap=False, wide=True),)


def _small_print(press: Press, block: Imprint, stick: Stick) -> tuple[tuple[Broken, ...], tuple[Tag, ...]]:
    desk = press.desk
    publisher = block.fields.publisher
    plain, linked = desk.faces.style(stick.style), desk.faces.style(stick.style, ink="link")

    def address(href: str) -> TextRun:
        return TextRun(printed_address(href), linked, desk.lang, href=href)

    rows: list[tuple[TextRun, ...]] = []
    if publisher.name:
        rows.append((desk.run(desk.label("published_by").format(publisher=publisher.name), plain),))
    rows += [(desk.run(line, plain),) for line in publisher.imprint.splitlines() if line.strip()]
    if publisher.url:
        rows.append((address(publisher.url),))
    if block.fields.url:
        rows.append((desk.run(f"{desk.label('online_version')}: ", plain), address(block.fields.url)))
    tags, made = [Tag(IMPRINT, Role.SECTION, ROOT)], []
    for number, runs in enumerate(rows, 1):
        own = f"{IMPRINT}.{number}"
        tags.append(Tag(own, Role.BODY, IMPRINT))
        tags += [Tag(f"{own}~1", Role.LINK, own) for run in runs if run.href]
        copy = Copy(
            runs,
            leading=leading_of(press, stick),
            tag=own,
            run_tags=tuple(f"{own}~1" if run.href else None for run in runs),
            lang=desk.lang,
        )
        made.append(break_copy(copy, stick.width, desk.faces, Manner.BEST))
    return tuple(made), tuple(tags)
