"""An answer's blocks as pieces of the flow: paragraphs, subheadings, lists and quotations."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.handout.context import HandoutContext
from builder.layout.handout.exhibits import chart_pieces, picture_pieces, table_pieces
from builder.layout.handout.flow import FlowPiece
from builder.layout.handout.inline import words_of
from builder.layout.handout.picture_row import picture_row_piece
from builder.layout.handout.text_column import FlowPlacement, TextColumn, leading_of, set_paragraph
from builder.layout.text.block import ParagraphSpec
from builder.layout.text.shaper import Shaper
from builder.model.attributed_quotations import named_from
from builder.model.brief import (
    Block,
    Chart,
    DataTable,
    Image,
    ListBlock,
    Paragraph,
    Quotation,
    Sentence,
    Subheading,
    joined_runs,
    quotes_of,
)
from builder.model.picture_rows import in_rows
from builder.model.scene import Align, Role, Tag, TagId
from builder.model.units import pt

INDENT = pt(15)
"""How far list items and quotations are indented."""

BULLET = "▪"

HEADINGS = {2: Role.HEADING_2, 3: Role.HEADING_3, 4: Role.HEADING_4, 5: Role.HEADING_5, 6: Role.HEADING_6}


def block_pieces(
    handout: HandoutContext, blocks: tuple[Block, ...], text_column: TextColumn, parent: TagId
) -> tuple[FlowPiece, ...]:
    """Return `blocks` as pieces; their elements are children of the element `parent`."""
    pieces: list[FlowPiece] = []
    number = 1
    for block, *beside in in_rows(blocks):
        tag = parent.nth(number)
        # a subheading stays with its text
        gap = handout.grid if number > 1 and not isinstance(blocks[number - 2], Subheading) else 0
        match block:
            case Paragraph(sentences):
                announces = number < len(blocks) and isinstance(blocks[number], ListBlock)
                place = FlowPlacement(before=gap, keep=announces)
                pieces.append(paragraph_piece(handout, text_column, sentences, Tag(tag, Role.BODY), place))
            case Subheading(level, sentence):
                head = replace(text_column, style="entry-subheading", align=Align.START)
                own = Tag(tag, HEADINGS[level])
                pieces.append(
                    paragraph_piece(handout, head, (sentence,), own, FlowPlacement(before=gap, keep=True, whole=True))
                )
            case ListBlock():
                pieces += _list(handout, block, text_column, Tag(tag, Role.LIST, ordered=block.ordered), gap)
            case Quotation(inner):
                inset = replace(text_column.indented(INDENT, INDENT), align=Align.START)
                pieces += _with_opening_tag(_quoted(handout, inner, inset, tag), Tag(tag, Role.QUOTE), gap)
            case DataTable():
                pieces += table_pieces(handout, block, text_column, tag)
            case Image() if beside:
                row = (block, *(one for one in beside if isinstance(one, Image)))
                tags = tuple(parent.nth(number + at) for at in range(len(row)))
                pieces.append(picture_row_piece(handout, row, text_column, tags))
            case Image():
                pieces += picture_pieces(handout, block, text_column, tag)
            case Chart():
                pieces += chart_pieces(handout, block, text_column, tag)
        number += 1 + len(beside)
    return tuple(pieces)


def _with_speaker_apart(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks of a quotation, the sentence that says who said it in a paragraph of its own."""
    *before, last = blocks
    if not isinstance(last, Paragraph) or len(last.sentences) == 1 or not named_from(last.sentences[-1]):
        return blocks
    return (*before, replace(last, sentences=last.sentences[:-1]), replace(last, sentences=last.sentences[-1:]))


def _quoted(
    handout: HandoutContext, blocks: tuple[Block, ...], text_column: TextColumn, tag: TagId
) -> tuple[FlowPiece, ...]:
    """Return the pieces of a quotation; the line that says who said it is upright, right below it, on the same page."""
    quote = replace(text_column, style="quote")
    *words, last = said = _with_speaker_apart(blocks)
    if not words or not isinstance(last, Paragraph) or not named_from(last.sentences[0]):
        return block_pieces(handout, said, quote, tag)
    above = block_pieces(handout, tuple(words), quote, tag)
    name = paragraph_piece(handout, text_column, last.sentences, Tag(tag.nth(len(said)), Role.BODY), FlowPlacement())
    return (*above[:-1], replace(above[-1], keep=True), name)


def paragraph_piece(
    handout: HandoutContext,
    text_column: TextColumn,
    sentences: tuple[Sentence, ...],
    tag: Tag,
    place: FlowPlacement,
    *,
    share: float = 1.0,
) -> FlowPiece:
    """Return `sentences` as one paragraph in `share` of the size of the column's style, with all its elements."""
    style = handout.context.shaper.style(text_column.style)
    words = words_of(handout, joined_runs(sentences), replace(style, size=round(style.size * share)), tag.id)
    copy = ParagraphSpec(
        words.runs,
        align=text_column.align,
        leading=leading_of(handout.context.theme, text_column),
        pitch=text_column.pitch,
        tag=tag.id,
        run_tags=words.run_tags,
        origins=quotes_of(sentences),
        lang=handout.context.lang,
    )
    return set_paragraph(handout, text_column, copy, (tag, *words.tags), place)


def _with_opening_tag(pieces: tuple[FlowPiece, ...], tag: Tag, before: int) -> tuple[FlowPiece, ...]:
    """Return `pieces` with the element that holds them before their own, and the space above them."""
    if not pieces:
        return ()
    first = pieces[0]
    return (replace(first, tags=(tag, *first.tags), before=max(before, first.before)), *pieces[1:])


def _list(
    handout: HandoutContext, listing: ListBlock, text_column: TextColumn, tag: Tag, before: int
) -> tuple[FlowPiece, ...]:
    bullets = [
        f"{number}." if listing.ordered else BULLET
        for number in range(listing.start, listing.start + len(listing.items))
    ]
    hang = hang_for(handout.context.shaper, handout.context.lang, text_column, bullets)
    pieces: list[FlowPiece] = []
    for number, (item, bullet) in enumerate(zip(listing.items, bullets, strict=True), 1):
        own = tag.id.nth(number)
        tags = (
            Tag(own, Role.ITEM),
            Tag(own.part("label"), Role.LABEL),
            Tag(own.part("body"), Role.ITEM_BODY),
        )
        inner = item_pieces(handout, item, text_column, Bullet(bullet, own.part("label"), hang), own.part("body"))
        pieces += (replace(inner[0], tags=(*tags, *inner[0].tags)), *inner[1:])
        if number in {1, len(listing.items) - 1} and number < len(listing.items):  # no item is alone on a page
            pieces[-1] = replace(pieces[-1], keep=True)
    return _with_opening_tag(tuple(pieces), tag, before)


class Bullet(Struct, frozen=True):
    """The bullet or number of a list item or a note."""

    text: str
    tag: TagId
    """The id of its Lbl element."""
    hang: int = INDENT
    """Width of its column, EMU."""


def hang_for(shaper: Shaper, lang: str, text_column: TextColumn, bullets: Sequence[str]) -> int:
    """Return the width of the column that holds every one of `bullets` and a gap, EMU."""
    style = shaper.style(text_column.style)
    widest = max((shaper.shape(one, style, lang).width for one in bullets), default=0)
    return max(INDENT, widest + pt(4))


def item_pieces(
    handout: HandoutContext, item: tuple[Block, ...], text_column: TextColumn, bullet: Bullet, parent: TagId
) -> tuple[FlowPiece, ...]:
    """Return an item's blocks, the first with the bullet; a list in a list follows without a gap.

    The elements of the blocks are children of the element `parent`.
    """
    inset = text_column.indented(bullet.hang)
    first = item[0] if item and isinstance(item[0], Paragraph) else Paragraph(())
    rest = item[1:] if item and item[0] is first else item
    head = _bulleted(handout, first, text_column, bullet, parent)
    more = block_pieces(handout, rest, inset, parent)
    if more and not isinstance(rest[0], ListBlock):
        more = (replace(more[0], before=handout.grid // 2 if text_column.pitch else pt(3)), *more[1:])
    return (head, *more)


def _bulleted(
    handout: HandoutContext, paragraph: Paragraph, text_column: TextColumn, bullet: Bullet, parent: TagId
) -> FlowPiece:
    style = handout.context.shaper.style(text_column.style)
    tag = parent.part("text")
    words = words_of(handout, joined_runs(paragraph.sentences), style, tag)
    copy = ParagraphSpec(
        words.runs or (handout.context.run("", style),),
        align=Align.START,
        leading=leading_of(handout.context.theme, text_column),
        pitch=text_column.pitch,
        indent=bullet.hang,
        hanging=bullet.hang,
        bullet=bullet.text,
        bullet_style=handout.context.shaper.style(text_column.style, ink="accent") if bullet.text == BULLET else style,
        tag=tag,
        label_tag=bullet.tag,
        run_tags=words.run_tags,
        origins=quotes_of(paragraph.sentences),
        lang=handout.context.lang,
    )
    return set_paragraph(handout, text_column, copy, (Tag(tag, Role.BODY), *words.tags))
