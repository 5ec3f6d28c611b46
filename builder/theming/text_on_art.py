"""Whether words can be read on what a template draws: each place of text against the pixels of its layout's picture."""

from collections.abc import Iterator, Mapping
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from builder.codes import TEXT_ON_ART
from builder.model.theme import SlideLayout, Slot, SlotKind, Theme
from builder.model.units import Color, Rect, contrast_ratio
from builder.theming.theme_places import ThemeFile
from builder.theming.theme_reader import SLOTS

WIDE = 320
"""Pixels across of the picture that is looked at."""

SPECKS = 0.02
"""The share of a place that may be too near to the colour of its words: the grain of a picture, the edge of a rule."""

LARGE = 24
"""Theme units from which on text is large: it needs less contrast (WCAG 2.2, 1.4.3)."""


def check_on_art(theme: Theme, assets: Mapping[str, bytes], source: ThemeFile) -> None:
    """Add `text-on-art` for each slot whose words the art behind them makes hard to read, as far as a picture shows it.

    Only themes made from a template have such pictures, drawn when they were made.
    """
    for layout in (one for one in theme.layouts if one.name in SLOTS):
        art = next((one for one in layout.pictures if one.art), None)
        picture = _small_picture(assets.get(art.media.name)) if art else None
        if picture is None:
            continue
        for slot in layout.slots:
            if slot.kind in {SlotKind.PICTURE, SlotKind.FREE}:
                continue
            share, worst = _hard_to_read(theme, layout, slot, picture)
            if share > SPECKS:
                need = 3.0 if _is_large(theme, slot) else 4.5
                message = (
                    f"the box `{slot.name}` of the layout `{layout.name}` is on the template's art: {share:.0%} of it "
                    f"gives its text a contrast below {need:g}, at worst {worst:.1f}"
                )
                hint = "move its frame to a calm place, or give its style another colour"
                source.remark(TEXT_ON_ART, f"slides.{layout.name}.slots.{slot.name}", message, hint)


def _small_picture(data: bytes | None) -> Image.Image | None:
    """Return a picture in RGB, small; None if it cannot be read, which `check_pictures` reports."""
    try:
        with Image.open(BytesIO(data or b"")) as picture:
            return picture.convert("RGB").resize((WIDE, round(WIDE * picture.height / picture.width)))
    except (OSError, UnidentifiedImageError):
        return None


def _hard_to_read(theme: Theme, layout: SlideLayout, slot: Slot, picture: Image.Image) -> tuple[float, float]:
    """Return on which share of a slot its words have too little contrast, and the least contrast."""
    ink = theme.color(theme.style(slot.style).ink)
    need = 3.0 if _is_large(theme, slot) else 4.5
    sheets = [one for one in layout.ornaments if not one.art and one.frame.contains(slot.frame)]
    if sheets:
        ratio = contrast_ratio(ink, theme.color(sheets[-1].ink))
        return float(ratio < need), ratio
    counts = [(count, contrast_ratio(ink, color)) for count, color in _colors(theme, slot.frame, picture)]
    bad = sum(count for count, ratio in counts if ratio < need)
    return bad / max(1, sum(count for count, _ in counts)), min((ratio for _, ratio in counts), default=21.0)


def _colors(theme: Theme, frame: Rect, picture: Image.Image) -> Iterator[tuple[int, Color]]:
    """Yield each colour behind `frame`, and how many pixels have it."""
    scale = picture.width / theme.slide_width
    box = [round(one * scale) for one in (frame.x, frame.y, frame.right, frame.bottom)]
    part = picture.crop((box[0], box[1], max(box[0] + 1, box[2]), max(box[1] + 1, box[3])))
    for count, color in part.getcolors(part.width * part.height) or ():
        if isinstance(color, tuple):
            yield count, Color(*color)


def _is_large(theme: Theme, slot: Slot) -> bool:
    return min(theme.sizes(slot)) >= theme.units(LARGE)
