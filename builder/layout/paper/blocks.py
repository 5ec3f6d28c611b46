"""An answer's blocks as pieces of the flow: paragraphs, subheadings, lists and quotations."""

from __future__ import annotations

from collections.abc import Sequence
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
from builder.value import value

INDENT = pt(15)
"""How far list items and quotations stand in."""

BULLET = "▪"

_HEADINGS = {3: Role.HEADING_3, 4: Role.HEADING_4, 5: Role.HEADING_5, 6: Role.HEADING_6}


def block_pieces(press: Press, blocks: tuple[Block, ...], stick: Stick, parent: str) -> tuple[Piece, ...]:
    """Return `blocks` as pieces; their elements are children of the element `parent`."""
    pieces: list[Piece] = []
    for number, block in enumerate(blocks, 1):
        tag = f"{parent}.{number}"
        # a subheading stands on its text
        gap = press.grid if number > 1 and not isinstance(blocks[number - 2], Subheading) else 0
        match block:
            case Paragraph(sentences):
                pieces.append(paragraph_piece(press, stick, sentences, Tag(tag, Role.BODY, parent), Place(before=gap)))
            case Subheading(level, sentence):
                head = replace(stick, style="entry-subheading", align=Align.START)
                own = Tag(tag, _HEADINGS[level], parent)
                pieces.append(paragraph_piece(press, head, (sentence,), own, Place(before=gap, keep=True, whole=True)))
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
    bullets = [
        f"{number}." if listing.ordered else BULLET
        for number in range(listing.start, listing.start + len(listing.items))
    ]
    hang = hang_for(press, stick, bullets)
    pieces: list[Piece] = []
    for number, (item, bullet) in enumerate(zip(listing.items, bullets, strict=True), 1):
        own = f"{tag.id}.i{number}"
        tags = (
            Tag(own, Role.ITEM, tag.id),
            Tag(f"{own}.label", Role.LABEL, own),
            Tag(f"{own}.body", Role.ITEM_BODY, own),
        )
        inner = item_pieces(press, item, stick, Bullet(bullet, f"{own}.label", hang), f"{own}.body")
        pieces += (replace(inner[0], tags=(*tags, *inner[0].tags)), *inner[1:])
    return _opened(tuple(pieces), tag, before)


@value(frozen=True, slots=True)
class Bullet:
    """The bullet or number of a list item or a note."""

    text: str
    tag: str
    """The id of its Lbl element."""
    hang: int = INDENT
    """Width of its column, EMU."""


def hang_for(press: Press, stick: Stick, bullets: Sequence[str]) -> int:
    """Return the width of the column that holds every one of `bullets` and a gap, EMU."""
    style = press.desk.faces.style(stick.style)
    widest = max((press.desk.faces.shape(one, style, press.desk.lang).width for one in bullets), default=0)
    return max(INDENT, widest + pt(4))


def item_pieces(press: Press, item: tuple[Block, ...], stick: Stick, bullet: Bullet, parent: str) -> tuple[Piece, ...]:
    """Return an item's blocks, the first with the bullet; a list in a list follows without a gap.

    The elements of the blocks are children of the element `parent`.
    """
    inset = stick.indented(bullet.hang)
    first = item[0] if item and isinstance(item[0], Paragraph) else Paragraph(())
    rest = item[1:] if item and item[0] is first else item
    head = _bulleted(press, first, stick, bullet, parent)
    more = block_pieces(press, rest, inset, parent)
    if more and not isinstance(rest[0], Listing):
        more = (replace(more[0], before=press.grid // 2 if stick.pitch else pt(3)), *more[1:])
    return (head, *more)


def _bulleted(press: Press, paragraph: Paragraph, stick: Stick, bullet: Bullet, parent: str) -> Piece:
    style = press.desk.faces.style(stick.style)
    tag = f"{parent}.text"
    words = words_of(press, joined_runs(paragraph.sentences), style, tag)
    copy = Copy(
        words.runs or (press.desk.run("", style),),
        align=Align.START,
        leading=leading_of(press, stick),
        pitch=stick.pitch,
        indent=bullet.hang,
        hanging=bullet.hang,
        bullet=bullet.text,
        bullet_style=press.desk.faces.style(stick.style, ink="accent") if bullet.text == BULLET else style,
        tag=tag,
        label_tag=bullet.tag,
        run_tags=words.run_tags,
        sources=tuple(sentence.id for sentence in paragraph.sentences),
        lang=press.desk.lang,
    )
    return set_copy(press, stick, copy, (Tag(tag, Role.BODY, parent), *words.tags))
