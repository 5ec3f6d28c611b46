"""What a theme must keep: contrast in colour and in greyscale, fonts that exist, boxes that can hold their text."""

import hashlib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from itertools import combinations, pairwise
from typing import NamedTuple

from builder.codes import BAD_LOGO, BAD_THEME, CHANGED_TEMPLATE, IMPOSSIBLE_BOX, LOW_CONTRAST, MISSING_FONT, SMALL_TYPE
from builder.media.logo import logo_from
from builder.media.sanitise import UncleanPictureError
from builder.model.theme import UNITS, SlideLayout, Slot, SlotKind, Theme, split_ink
from builder.model.units import EMU_PER_PT, Rect, contrast_ratio, pt, pt_from_emu
from builder.theming.theme_places import ThemeFile, did_you_mean
from builder.theming.theme_reader import CONTRAST, SLOTS

APART = 1.5
"""The least contrast in greyscale of two neighbours in a chart: what a greyscale print still distinguishes."""

SMALLEST_ON_SLIDE, SMALLEST_ON_PAPER = pt(12), pt(8)
"""The smallest type: what the last row reads, and what paper holds (an x-height of about 1.3 mm)."""

SLIDE_STYLES = ("slide-", "cover-", "panel-", "row-", "exhibit-", "chart-", "node")
"""How the names of slide styles begin."""

TOGETHER = (frozenset({"table", "picture", "chart"}), frozenset({"name", "leader", "named", "rows"}))
"""Slots that may share a place: of the first a slide shows one, those of the second are stacked as the words ask."""


class _Weak(NamedTuple):
    """Words in an ink that is too near to what is behind them."""

    ink: str
    ground: str
    where: str
    ratio: str


def check_contrast(
    theme: Theme, pairs: tuple[tuple[str, str], ...], source: ThemeFile, least: float = CONTRAST
) -> None:
    """Add `low-contrast` for each colour with which a reader would miss words, in colour or in greyscale.

    `least` is the contrast that is needed. One finding a colour names all that it is too near: at the ink, or at the
    ground where that is what the theme changes in the one that it extends.
    """
    inks = dict(theme.palette)
    weak: dict[str, list[_Weak]] = {}
    for ink, ground, where in sorted({*((*pair, "") for pair in pairs), *_used(theme, source)}):
        if not source.sound(f"palette.{ink}", f"palette.{ground}"):
            continue
        one, other = inks[ink], inks[ground]
        for kind, ratio in (("", contrast_ratio(one, other)), (" in greyscale", contrast_ratio(one.grey, other.grey))):
            if ratio < least:
                inherited = source.gives(f"palette.{ground}") and not source.gives(f"palette.{ink}")
                found = weak.setdefault(ground if inherited else ink, [])
                found.append(_Weak(ink, ground, where, f"{ratio:.2f}{kind}"))
                break
    for changed, found in weak.items():
        _report_contrast(source, changed, found, least)


def check_paper_contrast(theme: Theme, source: ThemeFile, least: float = CONTRAST) -> None:
    """Add `low-contrast` where words of the handout could not be read on its paper or in its boxes."""
    inks = dict(theme.paper_palette or theme.palette)
    where = "handout.palette" if theme.paper_palette else "palette"
    if theme.on_dark(inks["paper"]):
        message = "the handout's `paper` is dark: it would take more ink than any printer likes"
        source.find(BAD_THEME, f"{where}.paper", message, "give a light colour, such as `#FFFFFF`")
    used = {(style.ink, ground): style.name for style in theme.styles for ground in _grounds_on_paper(style.name)}
    for (ink, ground), style in sorted(used.items()):
        one, other = inks[ink], inks[ground]
        ratio = min(contrast_ratio(one, other), contrast_ratio(one.grey, other.grey))
        if ratio < least and source.sound(f"styles.{style}", f"palette.{ink}", f"palette.{ground}"):
            message = f"`{ink}` on `{ground}` (`{style}` in the handout) has a contrast of {ratio:.2f}, at least "
            hint = f"make `{ink}` darker in `[{where}]`"
            source.remark(LOW_CONTRAST, f"{where}.{ink}", f"{message}{least:g} is needed", hint)


def _grounds_on_paper(style: str) -> tuple[str, ...]:
    """Return the colours that are behind words of a style in the handout."""
    if style.startswith((*SLIDE_STYLES, "monogram")) or style == "note":
        return ()
    return ("paper", "panel") if style.startswith(("glance-", "entry-question")) else ("paper",)


def _report_contrast(source: ThemeFile, changed: str, weak: list[_Weak], least: float) -> None:
    first = min(weak, key=lambda one: (one.ratio, one.where))
    places = [one.where for one in weak if one.where and (one.ink, one.ground) == (first.ink, first.ground)]
    shown = f" ({places[0]}{f', and {len(places) - 1} more' if len(places) > 1 else ''})" if places else ""
    others = dict.fromkeys(f"`{one.ink}` on `{one.ground}`" for one in weak)
    others.pop(pair := f"`{first.ink}` on `{first.ground}`")
    message = f"{pair}{shown} has a contrast of {first.ratio}, at least {least:g} is needed"
    if others:
        message += f"; {', '.join(others)} {'is' if len(others) == 1 else 'are'} too weak as well"
    another = f"put it on a background other than `{first.ground}`"
    if changed != first.ink:
        another = f"give `{first.ink}` a colour as well"
    source.remark(LOW_CONTRAST, f"palette.{changed}", message, f"make `{changed}` darker or lighter, or {another}")


def _used(theme: Theme, source: ThemeFile) -> Iterator[tuple[str, str, str]]:
    """Return each ink, its ground, and where the two meet in the slots of slides."""
    inks = {style.name: style.ink for style in theme.styles}
    for layout in theme.layouts:
        for slot in layout.slots:
            where = f"slides.{layout.name}.slots.{slot.name}"
            if slot.kind is not SlotKind.PICTURE and source.sound(where, f"styles.{slot.style}"):
                yield inks[slot.style], _ground(layout, slot), f"`{slot.name}` of the layout `{layout.name}`"


def _ground(layout: SlideLayout, slot: Slot) -> str:
    """Return the colour behind a slot: the last ornament that holds it, or the background."""
    behind = [one.ink for one in layout.ornaments if one.frame.contains(slot.frame)]
    return behind[-1] if behind else layout.background


def check_greys(theme: Theme, source: ThemeFile) -> None:
    """Add `low-contrast` where neighbours in a chart look alike in a greyscale print."""
    for one, other in pairwise(theme.fills):
        if source.sound("charts.fills", *(f"palette.{split_ink(ink)[0]}" for ink in (one, other))):
            ratio = contrast_ratio(theme.color(one).grey, theme.color(other).grey)
            if ratio < APART:
                message = f"`{one}` beside `{other}` in a chart has a contrast of {ratio:.2f} in greyscale"
                source.find(LOW_CONTRAST, "charts.fills", message, "let light and dark colours take turns in `fills`")
    for ink in theme.strokes:
        if source.sound("charts.strokes", f"palette.{split_ink(ink)[0]}"):
            ratio = contrast_ratio(theme.color(ink).grey, theme.color("paper").grey)
            if ratio < 3:  # WCAG 2.2, 1.4.11
                message = (
                    f"a line in `{ink}` has a contrast of {ratio:.2f} to the paper in greyscale, at least 3 is needed"
                )
                changed = source.gives(f"palette.{ink}") and not source.gives("charts.strokes")
                place = f"palette.{ink}" if changed else "charts.strokes"
                source.find(LOW_CONTRAST, place, message, "list dark colours in `strokes`")


def check_fonts(theme: Theme, assets: Mapping[str, bytes], source: ThemeFile) -> None:
    """Add `missing-font` for faces that are not assets, and tell styles in families that the theme lacks."""
    for font in theme.fonts:
        path = f"fonts.{font.key}.files"
        files = dict.fromkeys((font.regular, font.bold, font.italic, font.bold_italic))
        missing = [file.removeprefix("fonts/").removesuffix(".ttf") for file in files if file not in assets]
        if missing and source.sound(path):
            known = sorted(name[6:-4] for name in assets if name.startswith("fonts/") and name.endswith(".ttf"))
            near = get_close_matches(missing[0], known, 1, 0.85)
            named = ", ".join(f"`{one}`" for one in missing)
            message = f"the font{'s' if len(missing) > 1 else ''} {named} {'are' if len(missing) > 1 else 'is'} missing"
            hint = (
                f"write `{near[0]}`" if near else f"put `{missing[0]}.ttf` beside the theme, or name one of our fonts"
            )
            source.remark(MISSING_FONT, path, message, hint)
    keys = tuple(font.key for font in theme.fonts)
    for style in theme.styles:
        path = f"styles.{style.name}.font"
        if style.font not in keys and source.sound(path) and source.sound(f"styles.{style.name}"):
            message = f"the style `{style.name}` is set in `{style.font}`, which is not a font of the theme"
            source.find(BAD_THEME, path, message, did_you_mean(style.font, keys))


def check_pictures(theme: Theme, assets: Mapping[str, bytes], source: ThemeFile) -> None:
    """Add `bad-logo` for logos and pictures beside the theme that are not there, or cannot be used."""
    brand = theme.brand
    named = [("brand.logo", brand.logo), ("brand.logo-on-dark", brand.logo_on_dark)]
    files = {f"themes/{name}": path for path, name in named if name}
    for layout in theme.layouts:
        for one in layout.pictures:
            files.setdefault(one.media.name, f"slides.{layout.name}.ornaments")
    for file, path in files.items():
        shown = file.removeprefix("themes/")
        if file not in assets:
            source.remark(
                BAD_LOGO, path, f"there is no picture `{shown}` beside the theme", "put it there, or fix its name"
            )
            continue
        try:
            logo_from(assets[file])
        except UncleanPictureError as fault:
            hint = "save it as PNG, JPEG, or a plain SVG with text as paths"
            source.remark(BAD_LOGO, path, f"the picture `{shown}` {fault}", hint)


def check_base(theme: Theme, assets: Mapping[str, bytes], source: ThemeFile) -> None:
    """Add `changed-template` where the file under the theme is not the one that it was made from."""
    base = theme.base
    if base is None or not source.sound("template"):
        return
    found = assets.get(base.file)
    if found is None or hashlib.sha256(found).hexdigest() != base.sha256:
        what = "is missing" if found is None else "is not the file that the theme was made from"
        hint = "make the theme again with `briefdeck theme from`"
        source.find(CHANGED_TEMPLATE, "template.file", f"`{base.file}` {what}", hint)
    sheets = [layout.name for layout in theme.layouts if any(not one.art for one in layout.ornaments)]
    if base.own_layouts and sheets:
        message = f'the layout `{sheets[0]}` has ornaments, which `layouts = "own"` leaves no layout to draw'
        source.find(BAD_THEME, "template.layouts", message, 'write `layouts = "added"`, or choose a calmer layout')


def check_type(theme: Theme, source: ThemeFile) -> None:
    """Add `small-type` for styles and ladders below what can be read."""
    # a smaller slide is shown as large: its type may be smaller in the same measure
    smallest = SMALLEST_ON_SLIDE * min(theme.slide_height, pt(UNITS)) // pt(UNITS)
    for style in theme.styles:
        path = f"styles.{style.name}"
        if style.name != "note" and source.sound(path):
            on_slide = style.name.startswith(SLIDE_STYLES)
            least = smallest if on_slide else SMALLEST_ON_PAPER
            _check_size(source, f"{path}.size", style.size, least=least, what=f"the style `{style.name}`")
    for layout in theme.layouts:
        for slot in layout.slots:
            path = f"slides.{layout.name}.slots.{slot.name}.ladder"
            if slot.ladder and source.sound(path):
                what = f"the floor of `{slot.name}` in the layout `{layout.name}`"
                _check_size(source, path, min(slot.ladder), least=smallest, what=what)


def _check_size(source: ThemeFile, path: str, size: int, *, least: int, what: str) -> None:
    if size < least:
        where = "on paper" if least == SMALLEST_ON_PAPER else "on slides"
        message = f"{what} is {pt_from_emu(size):g} pt, too small to read {where}"
        source.find(SMALL_TYPE, path, message, f"give at least {pt_from_emu(least):g} pt")


def check_slides(theme: Theme, source: ThemeFile) -> None:
    """Add `impossible-box` for each slot and ornament that cannot be as the theme says."""
    slide = Rect(0, 0, theme.slide_width, theme.slide_height)
    for layout in (one for one in theme.layouts if one.name in SLOTS):  # the others follow from these
        _check_indexes(layout, source)
        ornaments = [(one.name, one.frame) for one in layout.ornaments]
        ornaments += [(one.name, one.frame) for one in layout.pictures]
        for key, area in (("column", layout.column), ("panel", layout.panel and layout.panel.frame)):
            if area and source.sound(f"slides.{layout.name}.{key}") and not _inside(slide, area):
                message = f"the {key} of the layout `{layout.name}` {_beyond(area)}"
                source.find(IMPOSSIBLE_BOX, f"slides.{layout.name}.{key}", message, "change its frame")
        for name, frame in ornaments:
            if source.sound(f"slides.{layout.name}.ornaments") and not _inside(slide, frame):
                message = f"the ornament `{name}` of the layout `{layout.name}` {_beyond(frame)}"
                source.find(IMPOSSIBLE_BOX, f"slides.{layout.name}.ornaments", message, "change its frame")
        for slot in layout.slots:
            path = f"slides.{layout.name}.slots.{slot.name}"
            why = _fault(theme, slot, slide) if source.sound(path) else ""
            if why:
                message = f"the box `{slot.name}` of the layout `{layout.name}` {why}"
                source.find(IMPOSSIBLE_BOX, path, message, "change its frame, its lines, or the ladder of its sizes")
        _check_overlaps(layout, source)


def _fault(theme: Theme, slot: Slot, slide: Rect) -> str:
    """Return in words why a slot cannot be, or nothing."""
    if not _inside(slide, slot.frame):
        return _beyond(slot.frame)
    if any(one <= other for one, other in pairwise(slot.ladder)):
        return "has sizes that do not decrease: they are tried from the largest to the smallest"
    style = theme.style(slot.style)
    if slot.kind in {SlotKind.FREE, SlotKind.PICTURE}:
        return ""
    floor = min(slot.ladder, default=style.size)
    lines = max(1, slot.lines)
    if slot.frame.height < lines * floor * style.leading:
        count = f"{lines} lines" if lines > 1 else "one line"
        high = slot.frame.height / EMU_PER_PT
        return f"is {high:g} pt high, too low for {count} of its smallest size, {pt_from_emu(floor):g} pt"
    return ""


def _inside(page: Rect, frame: Rect) -> bool:
    return frame.width > 0 and frame.height > 0 and page.contains(frame)


def _beyond(frame: Rect) -> str:
    flat = frame.width <= 0 or frame.height <= 0
    return "has no width or no height" if flat else "reaches beyond the slide"


def _check_indexes(layout: SlideLayout, source: ThemeFile) -> None:
    seen: dict[int, str] = {}
    for slot in layout.slots:
        path = f"slides.{layout.name}.slots.{slot.name}"
        if slot.kind is SlotKind.FREE or not source.sound(path):
            continue
        if slot.index in seen:
            message = f"`{slot.name}` and `{seen[slot.index]}` of the layout `{layout.name}` share index {slot.index}"
            source.find(BAD_THEME, f"{path}.index", message, "give each slot of a layout its own index")
        seen.setdefault(slot.index, slot.name)


def _check_overlaps(layout: SlideLayout, source: ThemeFile) -> None:
    for one, other in combinations(layout.slots, 2):
        paths = [f"slides.{layout.name}.slots.{slot.name}" for slot in (one, other)]
        shared = any({one.name, other.name} <= group for group in TOGETHER)
        if not shared and one.frame.overlaps(other.frame) and source.sound(*paths):
            message = f"the boxes `{one.name}` and `{other.name}` of the layout `{layout.name}` overlap"
            source.remark(IMPOSSIBLE_BOX, paths[1], message, "move one of them, or make it smaller")


def check_sheets(theme: Theme, source: ThemeFile) -> None:
    """Add `impossible-box` for frames of a sheet that leave the paper, are nothing, or cover each other."""
    for sheet in theme.sheets:
        path = f"sheets.{sheet.name}"
        if not source.sound(path):
            continue
        paper = Rect(0, 0, sheet.width, sheet.height)
        frames = {
            "text": sheet.text,
            "margin": sheet.margin,
            "full": sheet.full,
            "head": sheet.head,
            "foot": sheet.foot,
        }
        for name, frame in frames.items():
            if not _inside(paper, frame):
                why = _beyond(frame).replace("slide", "paper")
                message = f"the frame `{name}` of the sheet `{sheet.name}` {why}"
                source.find(IMPOSSIBLE_BOX, f"{path}.{name}", message, "change it: x, y, width, height")
        apart = (("text", "margin"), ("full", "head"), ("full", "foot"), ("head", "foot"))
        for one, other in apart:
            if frames[one] == frames[other]:  # no margin column
                continue
            if source.sound(path) and frames[one].overlaps(frames[other]):
                message = f"the frames `{one}` and `{other}` of the sheet `{sheet.name}` overlap"
                source.find(IMPOSSIBLE_BOX, f"{path}.{other}", message, "move one of them")
