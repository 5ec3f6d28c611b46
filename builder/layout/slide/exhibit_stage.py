"""What surrounds an exhibit on its slide: the claim, the point, the exhibit's own title and the source line."""

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.context import LayoutContext, box_of, resized, slide_tag
from builder.layout.slide.exhibit_title import own_title, remedy_of, title_of, title_runs
from builder.layout.slide.title import below_title, set_title, title_fits
from builder.layout.text.block import ParagraphSpec
from builder.layout.text.fit import fit_one
from builder.layout.text.shaper import Shaper
from builder.layout.text.substitute_fonts import DEJAVU_WIDTH, reserve
from builder.model.brief import Chart, DataTable, Image, Point, Sentence, joined_runs, origins_of
from builder.model.outline import ExhibitSlide
from builder.model.plain_text import plain_text
from builder.model.scene import Role, TextBox
from builder.model.theme import SlideLayout
from builder.model.units import Rect

GAP = 16
"""Between the title and the exhibit, and between the exhibit and its source line, in theme units."""

HEAD_GAP, SUBTITLE_GAP = 11, 7
"""Between a table and its own title, and between that and the claim above it, in theme units."""

POINT_SIZES, POINT_LINES, POINT_GAP = (22, 20, 18, 16), 2, 7
"""The largest size of a point beside an exhibit, smaller ones for a table that would be parted, its most lines, and the
space around it, in theme units.
"""

BESIDE, HARDLY_SMALLER = 0.26, 0.9
"""The least share of the width that a column of words beside a picture takes, and of that which it has without them."""

NOTE_LINES = 4
"""The most lines that a source line takes."""

_WORD = re.compile(r"\w+")


class ExhibitStage(Struct, frozen=True):
    """What surrounds an exhibit: the title's words, the source line, and the room that they leave."""

    layout: SlideLayout
    note: TextBox | None
    room: Rect
    above: tuple[TextBox, ...] = ()
    """Below a claim: the answer's point, and the exhibit's own title."""


def exhibit_stage(
    context: LayoutContext, slide: ExhibitSlide, source: tuple[Sentence, ...], parts: int = 1
) -> ExhibitStage:
    """Return the stage; the room begins below the title as it is set with the last part's mark."""
    layout = context.theme.layout("exhibit")
    runs, place = title_of(context, slide, parts, parts), slide.exhibit.span
    title, _ = set_title(context, layout, runs, slide.key, role=Role.HEADING_2, place=place, remedy=remedy_of(slide))
    frame = layout.slot("table").frame
    gap = context.units(HEAD_GAP if isinstance(slide.exhibit, DataTable) and slide.claim else GAP)
    start = below_title(context, layout.slot("title"), title, context.units(SUBTITLE_GAP))
    above = _above(context, slide, replace(frame, y=start), POINT_LINES)
    top = above[-1].frame.bottom + gap if above else below_title(context, layout.slot("title"), title, gap)
    note = _note(context, layout, source, slide.key)
    bottom = min(frame.bottom, note.frame.y - gap // 2) if note else frame.bottom
    if calls := tuple(_calls(slide)):
        from builder.layout.slide.foot_notes import height_of_notes

        bottom -= height_of_notes(context, layout, calls, slide.key)
    return ExhibitStage(layout, note, Rect(frame.x, top, frame.width, bottom - top), above)


def _calls(slide: ExhibitSlide) -> Iterator[str]:
    """Yield the labels of the footnotes that are called on the slide."""
    match slide.exhibit:
        case DataTable(header=header, rows=rows, caption=caption):
            sentences = [*caption, *(one for row in (header, *rows) for cell in row for one in cell)]
        case Chart(title=title, source=source):
            sentences = [title, *source]
        case Image(caption=caption):
            sentences = list(caption)
    runs = [*joined_runs(tuple(sentences)), *(run for one in (slide.claim, slide.point) if one for run in one.runs)]
    yield from (run.note for run in runs if run.note)


def beside_picture(
    context: LayoutContext, slide: ExhibitSlide, stage: ExhibitStage, widths: tuple[int, int]
) -> ExhibitStage:
    """Return the stage with the point beside the picture instead of above it, where this becomes hardly smaller.

    Its `widths` are those that it could have in all the height, and below the point.
    """
    if not (slide.point and stage.above):
        return stage
    room, top = stage.room, stage.above[0].frame.y
    gap = context.units(2 * GAP)
    width = min(widths[0], round((1 - BESIDE) * room.width) - gap)
    if width < HARDLY_SMALLER * widths[1]:
        return stage
    column = Rect(room.x + width + gap, top, room.width - width - gap, room.bottom - top)
    longer = reserve(context.theme, context.shaper.style("slide-body").font, DEJAVU_WIDTH) ** 2
    for most in POINT_SIZES:
        words = _above(context, slide, column, 0, most)
        if len(words) == len(stage.above) and words[-1].frame.bottom - top <= column.height / longer:
            return replace(stage, room=Rect(room.x, top, width, column.height), above=words)
    return stage


def _above(
    context: LayoutContext, slide: ExhibitSlide, frame: Rect, lines: int, most: int = POINT_SIZES[0]
) -> tuple[TextBox, ...]:
    """Return what is between a claim and its exhibit, in `frame` downwards: the point, then the exhibit's own title.

    A table has the point below it: a line between its title and its header would look like one more of these.
    """
    if not slide.claim:
        return ()
    made = []
    exhibit, gap = slide.exhibit, context.units(POINT_GAP)
    if slide.point and not isinstance(exhibit, DataTable):
        point = _point(context, slide.point, slide.key, replace(frame, y=frame.y + gap), most=most, lines=lines)
        made += [point] if point else []
        if point and point.fit:  # in a column, lines that a far wider face takes more are kept free
            more = 0 if lines else -(-point.fit.lines // 4) * point.paragraphs[0].pitch
            frame = replace(frame, y=point.frame.bottom + gap + more)
    if slide.beside:  # each has its caption below it
        return tuple(made)
    named = exhibit.title.text if isinstance(exhibit, Chart) else exhibit.caption
    if named and not _says(slide.claim.text, slide.title):
        style = context.shaper.style("slide-caption")
        tag = slide_tag(slide.key).part("subtitle")
        spec = ParagraphSpec(title_runs(context, slide, style), origins=own_title(slide), tag=tag, lang=context.lang)
        box = _line(context.shaper, "Subtitle", spec, frame)
        made += [box] if box else []
    return tuple(made)


def _says(claim: str, title: str) -> bool:
    """Return whether a claim says all words of an exhibit's own title, which would only repeat them."""
    return set(_WORD.findall(title.casefold())) <= set(_WORD.findall(claim.casefold()))


def point_of(context: LayoutContext, slide: ExhibitSlide, top: int, most: int = POINT_SIZES[0]) -> TextBox | None:
    """Return the point of a slide with a claim, below `top`; None where it has none, or no room for it."""
    frame = replace(context.theme.layout("exhibit").slot("table").frame, y=top)
    return _point(context, slide.point, slide.key, frame, most=most) if slide.claim and slide.point else None


def _point(
    context: LayoutContext,
    point: Point,
    key: str,
    frame: Rect,
    *,
    most: int = POINT_SIZES[0],
    lines: int = POINT_LINES,
) -> TextBox | None:
    """Return a point in the largest size, of `most` units, in which it takes few `lines`; None where it has none."""
    layout = context.theme.layout("context").slot("body")
    base = context.theme.style(layout.style)
    runs = context.point_with_calls(point, context.shaper.style(layout.style))
    spec = ParagraphSpec(runs, origins=point.quotes, tag=slide_tag(key).part("point"), lang=context.lang)
    sizes = layout.ladder or (base.size,)
    for size in [one for one in sizes if one <= context.units(most)] or sizes[-1:]:
        box = _line(context.shaper, "Point", resized(spec, size, base.size), frame, lines)
        if box:
            return box
    return None


def _line(shaper: Shaper, name: str, spec: ParagraphSpec, frame: Rect, lines: int = 0) -> TextBox | None:
    """Return a paragraph at the top of `frame`, over its width, its box as high as its words."""
    room = replace(frame, height=shaper.theme.slide_height)
    size = max(run.style.size for run in spec.runs)
    done = fit_one(name.lower(), room, lambda _: (spec,), (size,), shaper, lines=lines)
    return TextBox(name, replace(room, height=done.fit.height_used), done.paragraphs, fit=done.fit) if done else None


def takes_claim(context: LayoutContext, points: tuple[Point, ...]) -> bool:
    """Return whether a slide that shows an exhibit has room for a claim and, where there is one, a point."""
    claim, *others = points
    runs = context.point_with_calls(claim, context.shaper.style("slide-title"))
    layout = context.theme.layout("exhibit")
    frame = layout.slot("table").frame
    return title_fits(context, layout, runs) and all(_point(context, one, "", frame) is not None for one in others)


def beyond_title(slide: ExhibitSlide, caption: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """Return what a caption says beyond its first sentence where that is the slide's title."""
    shown = bool(caption) and slide.title.startswith(plain_text(caption[0].runs).rstrip("."))
    return caption[1:] if shown else caption


def _note(context: LayoutContext, layout: SlideLayout, source: tuple[Sentence, ...], key: str) -> TextBox | None:
    """Return the source line: its box grows upwards where it needs more lines than one."""
    if not source:
        return None
    slot = layout.slot("source")
    base, style = context.theme.style(slot.style), context.shaper.style(slot.style)
    copy = ParagraphSpec(
        context.runs_with_calls(joined_runs(source), style),
        tag=slide_tag(key).part("source"),
        origins=origins_of(source),
        lang=context.lang,
    )
    pitch = round(base.size * base.leading)
    for lines in range(1, NOTE_LINES + 1):
        height = max(slot.frame.height, lines * pitch)
        frame = replace(slot.frame, y=slot.frame.bottom - height, height=height)
        done = fit_one("source", frame, lambda size: (resized(copy, size, base.size),), (base.size,), context.shaper)
        if done:
            return box_of(slot, done, frame)
    return None
