"""Pictures side by side in the handout, each with its caption below it: one piece of the flow."""

from msgspec.structs import replace

from builder.layout.figure.picture_size import ON_PAPER, sizes_in_row
from builder.layout.handout.context import HandoutContext
from builder.layout.handout.exhibits import TALLEST, caption_pieces
from builder.layout.handout.flow import FlowPiece
from builder.layout.handout.text_column import TextColumn
from builder.model.brief import Image
from builder.model.origin import BlockOrigin
from builder.model.picture_rows import WHOLE
from builder.model.scene import Door, Item, MediaKey, Picture, Role, Tag, TagId
from builder.model.units import Rect, pt

GAP = pt(12)
"""Between two pictures."""

CAPTION_GAP = pt(3)


def picture_row_piece(
    handout: HandoutContext, images: tuple[Image, ...], text_column: TextColumn, tags: tuple[TagId, ...]
) -> FlowPiece:
    """Return pictures in columns of the widths that their author chose, their captions below them."""
    free = text_column.width - GAP * (len(images) - 1)
    widths = [free * one.width // WHOLE for one in images]
    starts = [sum(widths[:at]) + GAP * at for at in range(len(images))]
    columns = [
        replace(text_column, start=text_column.start + start, width=width)
        for start, width in zip(starts, widths, strict=True)
    ]
    captions = [
        caption_pieces(handout, column, one.caption, Tag(own.beside("caption"), Role.BODY), keep=False)
        for column, one, own in zip(columns, images, tags, strict=True)
    ]
    most = round(handout.sheet.text.height * TALLEST)
    sizes = sizes_in_row(handout.context.media.pictures, images, widths, most, ON_PAPER)
    tallest = max(height for _, height in sizes)
    below = max((sum(piece.heights) for pieces in captions for piece in pieces), default=0)

    def draw(x: int, top: int, _first: int, _last: int) -> tuple[Item, ...]:
        items: list[Item] = []
        for column, size, one, own, pieces in zip(columns, sizes, images, tags, captions, strict=True):
            left = column.left(x, rtl=handout.rtl)
            frame = Rect(left + column.width - size[0] if handout.rtl else left, top, *size)
            key, origin = MediaKey(Door.PICTURE, one.src), BlockOrigin(one.span)
            items.append(Picture(str(own), frame, key, one.alt, tag=own, origin=origin))
            for piece in pieces:
                items += piece.draw(x, top + size[1] + CAPTION_GAP, 0, len(piece.heights))
        return tuple(items)

    elements = tuple(
        element
        for one, own, pieces in zip(images, tags, captions, strict=True)
        for element in (Tag(own, Role.FIGURE, alt=one.alt), *(tag for piece in pieces for tag in piece.tags))
    )
    height = tallest + (CAPTION_GAP + below if below else 0)
    return FlowPiece((height,), draw, elements, before=handout.grid, least=1, snap=False)
