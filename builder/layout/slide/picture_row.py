"""Pictures side by side on a slide, each with its caption below it."""

from builder.codes import COARSE_PICTURE
from builder.layout.context import LayoutContext, resized, slide_tag
from builder.layout.figure.picture_size import ON_SLIDES, is_coarse, size_of, sizes_in_row
from builder.layout.text.block import ParagraphSpec
from builder.layout.text.fit import FittedText, fit_one
from builder.media import Media
from builder.model.brief import Image, joined_runs, origins_of
from builder.model.findings import Report
from builder.model.origin import BlockOrigin
from builder.model.outline import ExhibitSlide
from builder.model.picture_rows import WHOLE
from builder.model.scene import Door, Item, MediaKey, Picture, Role, Tag, TextBox
from builder.model.units import Rect

GAP = 24
"""Between two pictures, in theme units."""

WIDEST = 2.5
"""A picture has at most so many times the width of the narrowest beside it, if its author gave both one width."""

CAPTION_SIZES, CAPTION_GAP = (16, 14, 12), 6
"""Sizes of captions, and the space above them, in theme units."""

CAPTION_SHARE = 0.3
"""The most of the room's height that captions take."""


def pictures_in_row(
    context: LayoutContext, slide: ExhibitSlide, first: Image, room: Rect
) -> tuple[tuple[Item, ...], tuple[Tag, ...]]:
    """Return the pictures in columns of the widths that their author chose; equal widths make equal heights."""
    images = (first, *slide.beside)
    gap = context.units(GAP)
    free = room.width - gap * (len(images) - 1)
    widths = _widths(context.media, images, free)
    captions = _captions(context, slide, images, widths, room)
    below = max((one.fit.height_used + context.units(CAPTION_GAP) for one in captions if one), default=0)
    sizes = sizes_in_row(context.media.pictures, images, widths, room.height - below, ON_SLIDES)
    x = room.x + (room.width - sum(widths) - gap * (len(images) - 1)) // 2
    items: list[Item] = []
    tags: list[Tag] = []
    top = room.y + (room.height - below - max(height for _, height in sizes)) // 2
    for number, (image, width, size, caption) in enumerate(zip(images, widths, sizes, captions, strict=True), 1):
        report_coarse(context.media, context.report, image, width, room.height - below)
        tag = slide_tag(slide.key).part("picture", number)
        key, origin = MediaKey(Door.PICTURE, image.src), BlockOrigin(image.span)
        items.append(Picture(f"Picture {number}", Rect(x, top, *size), key, image.alt, tag=tag, origin=origin))
        tags.append(Tag(tag, Role.FIGURE, alt=image.alt))
        if caption:
            frame = Rect(x, top + size[1] + context.units(CAPTION_GAP), width, caption.fit.height_used)
            placed = _caption(context, slide, (number, image), frame, (caption.fit.size,))
            items += [TextBox(f"Caption {number}", frame, placed.paragraphs, fit=caption.fit)] if placed else []
            tags.append(Tag(slide_tag(slide.key).part("caption", number), Role.BODY))
        x += width + gap
    return tuple(items), tuple(tags)


def _widths(media: Media, images: tuple[Image, ...], free: int) -> tuple[int, ...]:
    """Return the widths of the columns: of equal ones, those in which the pictures are of one height."""
    chosen = tuple(free * one.width // WHOLE for one in images)
    if len(set(chosen)) > 1:
        return chosen
    sides = [size_of(media.pictures[one.src]) for one in images]
    shares = [min(wide / high, WIDEST * min(one / other for one, other in sides)) for wide, high in sides]
    return tuple(int(sum(chosen) * share / sum(shares)) for share in shares)


def _captions(
    context: LayoutContext, slide: ExhibitSlide, images: tuple[Image, ...], widths: tuple[int, ...], room: Rect
) -> tuple[FittedText | None, ...]:
    """Return the captions in the largest size at which all are short enough; None for a picture without one."""
    height = round(room.height * CAPTION_SHARE)
    ladder = tuple(context.units(one) for one in CAPTION_SIZES)
    for size in ladder:
        found = tuple(
            _caption(context, slide, (number, image), Rect(room.x, room.y, width, height), (size,))
            for number, (image, width) in enumerate(zip(images, widths, strict=True), 1)
        )
        if all(one or not image.caption for one, image in zip(found, images, strict=True)):
            return found
    tall = room.height * 2 // 3
    return tuple(
        _caption(context, slide, (number, image), Rect(room.x, room.y, width, tall), ladder[-1:])
        for number, (image, width) in enumerate(zip(images, widths, strict=True), 1)
    )


def _caption(
    context: LayoutContext, slide: ExhibitSlide, image: tuple[int, Image], frame: Rect, sizes: tuple[int, ...]
) -> FittedText | None:
    number, picture = image
    if not picture.caption:
        return None
    style = context.shaper.style("slide-caption")
    runs = context.runs_with_calls(joined_runs(picture.caption), style)
    spec = ParagraphSpec(runs, origins=origins_of(picture.caption), lang=context.lang)
    tag = slide_tag(slide.key).part("caption", number)
    return fit_one(
        f"caption {number}", frame, lambda size: (resized(spec, size, style.size, tag),), sizes, context.shaper
    )


def report_coarse(media: Media, report: Report, image: Image, width: int, height: int) -> None:
    """Add the note that a picture has too few pixels for the room that it has."""
    data = media.pictures[image.src]
    if is_coarse(data, width, height, ON_SLIDES):
        wide, high = size_of(data)
        message = f"the picture `{image.src}` has {wide} × {high} pixels and stays small on its slide"
        report.add(COARSE_PICTURE, image.span, message, "use a larger picture, 1200 pixels wide or more")
