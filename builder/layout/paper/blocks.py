"""An answer's blocks as pieces of the flow: paragraphs, subheadings, lists and quotations."""

from __future__ import annotations

from dataclasses import replace

from builder.brief import Block, Chart, Grid, Image, Listing, Paragraph, Quotation, Sentence, Subheading, joined_runs
from builder.layout.lines import Copy
from builder.layout.paper.displays import chart_pieces, picture_pieces, table_pieces
from builder.layout.paper.flow import Piece
from builder.layout.paper.press import Press
from builder.layout.paper.stick import Place, Stick, leading_of, set_copy
from builder.layout.paper.words import words_of
from builder.scene import Align, Role, Tag
from builder.style import pt

INDENT = pt(15)
"""How far list items and quotations stand in."""

BULLET = "▪"

_HEADINGS = {3: Role.HEADING_3, 4: Role.HEADING_4, 5: Role.HEADING_5, 6: Role.HEADING_6}


def block_pieces(press: Press, blocks: tuple[Block, ...], stick: Stick, parent: str) -> tuple[Piece, ...]:
    """Return `blocks` as pieces; their elements are children of the element `parent`."""
    pieces: list[Piece] = []
    for number, block in enumerate(blocks, 1):
        tag = f"{parent}.{number}"
        gap = press.grid if number > 1 else 0
        match block:
            case Paragraph(sentences):
                pieces.append(paragraph_piece(press, stick, sentences, Tag(tag, Role.BODY, parent), Place(before=gap)))
            case Subheading(level, sentence):
                head = replace(stick, style="entry-subheading", align=Align.START)
                own = Tag(tag, _HEADINGS[level], parent)
                pieces.append(paragraph_piece(press, head, (sentence,), own, Place(before=gap, keep=True)))
            case Listing():
                pieces += _list(press, block, stick, Tag(tag, Role.LIST, parent, ordered=block.ordered), gap)
            case Quotation(inner):
                inset = replace(stick.indented(INDENT, INDENT), style="quote", align=Align.START)
                quoted = block_pieces(press, inner, inset, tag)
                pieces += _opened(quoted, Tag(tag, Role.QUOTE, parent), gap)
            case Grid():
                pieces += table_pieces(press, block, stick, tag, parent)
            case Image():
                pieces += picture_pieces(press, block, stick, tag, parent)
            case Chart():
                pieces += chart_pieces(press, block, stick, tag, parent)
    return tuple(pieces)


def paragraph_piece(press: Press, stick: Stick, sentences: tuple[Sentence, ...], tag: Tag, place: Place) -> Piece:
    """Return `sentences` as one paragraph, its element and those of its links and calls."""
    style = press.desk.faces.style(stick.style)
    words = words_of(press, joined_runs(sentences), style, tag.id)
    copy = Copy(
        words.runs,
        align=stick.align,
        leading=leading_of(press, stick),
        pitch=stick.pitch,
        tag=tag.id,
        run_tags=words.run_tags,
        sources=tuple(sentence.id for sentence in sentences),
        lang=press.desk.lang,
    )
    return set_copy(press, stick, copy, (tag, *words.tags), place)


def _opened(pieces: tuple[Piece, ...], tag: Tag, before: int) -> tuple[Piece, ...]:
    """Return `pieces` with the element that holds them before their own, and the space above them."""
    if not pieces:
        return ()
    first = pieces[0]
    return (replace(first, tags=(tag, *first.tags), before=max(before, first.before)), *pieces[1:])


def _list(press: Press, listing: Listing, stick: Stick, tag: Tag, before: int) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for number, item in enumerate(listing.items, listing.start):
        own = f"{tag.id}.i{number}"
        tags = (
            Tag(own, Role.ITEM, tag.id),
            Tag(f"{own}.label", Role.LABEL, own),
            Tag(f"{own}.body", Role.ITEM_BODY, own),
        )
        bullet = f"{number}." if listing.ordered else BULLET
        inner = _item(press, item, stick, own, bullet)
        pieces += (replace(inner[0], tags=(*tags, *inner[0].tags)), *inner[1:])
    return _opened(tuple(pieces), tag, before)


def _item(press: Press, item: tuple[Block, ...], stick: Stick, own: str, bullet: str) -> tuple[Piece, ...]:
    """Return an item's blocks, the first with the bullet; a list in a list follows without a gap."""
    inset = stick.indented(INDENT)
    first = item[0] if item and isinstance(item[0], Paragraph) else Paragraph(())
    rest = item[1:] if item and item[0] is first else item
    head = _bulleted(press, first, stick, own, bullet)
    more = block_pieces(press, rest, inset, f"{own}.body")
    if more and not isinstance(rest[0], Listing):
        more = (replace(more[0], before=press.grid // 2), *more[1:])
    return (head, *more)


def _bulleted(press: Press, paragraph: Paragraph, stick: Stick, own: str, bullet: str) -> Piece:
    style = press.desk.faces.style(stick.style)
    tag = f"{own}.text"
    words = words_of(press, joined_runs(paragraph.sentences), style, tag)
    copy = Copy(
        words.runs or (press.desk.run("", style),),
        align=Align.START,
        leading=leading_of(press, stick),
        pitch=stick.pitch,
        indent=INDENT,
        hanging=INDENT,
        bullet=bullet,
        bullet_style=press.desk.faces.style(stick.style, ink="accent") if bullet == BULLET else style,
        tag=tag,
        label_tag=f"{own}.label",
        run_tags=words.run_tags,
        sources=tuple(sentence.id for sentence in paragraph.sentences),
        lang=press.desk.lang,
    )
    return set_copy(press, stick, copy, (Tag(tag, Role.BODY, f"{own}.body"), *words.tags))
