"""A theme in a publisher's brand: its accent, its logo on cover, slides and letterhead, its address."""

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from builder.codes import BAD_LOGO, FAINT_LOGO, WEAK_ACCENT, WIDE_FONT
from builder.media import Media
from builder.media.logo import Logo, logo_from, shown_picture
from builder.media.near_name import RASTER, near_name
from builder.media.sanitise import UncleanPictureError
from builder.model.findings import BriefdeckError, Report, Span
from builder.model.marking_and_brand import Brand
from builder.model.scene import Door, MediaKey
from builder.model.theme import Font, PlacedLogo, SlideLayout, TextStyle, Theme
from builder.model.units import Color, Rect, contrast_ratio, shades_towards
from builder.theming.checks import SLIDE_STYLES
from builder.theming.template_fonts import BELOW_TWIN, MeasuredFont, measured_font, slack_of

CONTRAST = 4.5
"""The least contrast of text (WCAG 2.2, 1.4.3)."""

_LOGO_SUFFIXES = (*RASTER, "svg", "SVG")

_UNITS = 540
"""A slide is so many theme units high."""

_TINT = 0.78
"""How much of the paper is in the light relative of an accent."""

TITLES = ("slide-title", "cover-title", "handout-title", "entry-question")
"""The styles that are in the family of titles, whatever the theme sets them in."""


class BrandSource(Struct, frozen=True):
    """Where a brand is given: in a source, in settings, or in a theme."""

    brand: Brand
    door: Door
    folder: str = ""
    """What is before the names of its files."""


def merged_brand(sources: tuple[BrandSource, ...]) -> tuple[Brand, Mapping[str, MediaKey]]:
    """Return the brand that `sources` give, the first that says something counting, and the keys of its logos."""
    keys: dict[str, MediaKey] = {}
    found: dict[str, object] = {}
    places: list[tuple[str, Span]] = []
    for name in Brand.__struct_fields__:
        key = name.replace("_", "-")
        for one in sources:
            value = getattr(one.brand, name)
            if value and name != "places":
                found[name] = value
                places.append((key, one.brand.place(key)))
                if name.startswith("logo"):
                    keys[name] = MediaKey(one.door, f"{one.folder}{value}")
                break
    return Brand(**found, places=tuple(places)), keys  # type: ignore[arg-type]


def branded(
    theme: Theme, brand: Brand, keys: Mapping[str, MediaKey], media: Media, report: Report
) -> tuple[Theme, Media]:
    """Return `theme` in the brand, and media with its logos; what is wrong with one is reported where it is given."""
    theme = _in_fonts(theme, brand, report)
    if brand.accent:
        theme = _in_accent(theme, brand.accent, report, brand.place("accent"))
    logos = {}
    for name, key in keys.items():
        found = _logo(key, media, report, brand.place(name.replace("_", "-")))
        if found:
            logos[name] = key, found
    if "logo" not in logos:
        return replace(theme, address=brand.address), media
    shown = {_drawable_key(key): logo.data for key, logo in logos.values()}
    dark = logos.get("logo_on_dark")
    placed = PlacedLogo(
        _drawable_key(logos["logo"][0]), _drawable_key(dark[0]) if dark else None, logos["logo"][1].aspect, brand.alt
    )
    theme = replace(theme, logo=placed, address=brand.address)
    theme = replace(theme, layouts=tuple(_with_room(one, theme) for one in theme.layouts))
    _check_grounds(theme, {name: logo for name, (_, logo) in logos.items()}, report, brand.place("logo"))
    return theme, media.showing(shown)


def check_logos(brand: Brand, media: Media, report: Report) -> None:
    """Add what is wrong with the logos that a source names, where its other faults keep the brand from being used."""
    for name, key in merged_brand((BrandSource(brand, Door.PICTURE),))[1].items():
        _logo(key, media, report, brand.place(name.replace("_", "-")))


def with_backdrops(theme: Theme, media: Media) -> tuple[Theme, Media]:
    """Return `theme` and media with the pictures behind its slides, made ready; those that are faulty were reported."""
    keys = dict.fromkeys(one.media for layout in theme.layouts for one in layout.pictures)
    shown = {key: shown_picture(media[key]) for key in keys}
    if not shown:
        return theme, media
    layouts = tuple(
        replace(layout, pictures=tuple(replace(one, media=_drawable_key(one.media)) for one in layout.pictures))
        for layout in theme.layouts
    )
    return replace(theme, layouts=layouts), media.showing({_drawable_key(key): data for key, data in shown.items()})


def _drawable_key(key: MediaKey) -> MediaKey:
    """Return the key of a logo as it is shown: an SVG has become a PNG."""
    return replace(key, name=f"{key.name}.png") if key.name.lower().endswith(".svg") else key


def _logo(key: MediaKey, media: Media, report: Report, place: Span) -> Logo | None:
    try:
        return logo_from(media[key])
    except KeyError:
        near = near_name(key.name, media.assets if key.door is Door.ASSET else media.pictures, _LOGO_SUFFIXES)
        hint = "give an SVG, PNG or JPEG, with its path relative to the file that names it"
        hint = f"write `{near}`, which is there" if near else hint
        report.add(BAD_LOGO, place, f"there is no logo `{key.name}`", hint)
    except UncleanPictureError as fault:
        report.add(BAD_LOGO, place, f"the logo `{key.name}` {fault}", "save it as a plain SVG, with text as paths")
    except BriefdeckError as fault:
        report.add(BAD_LOGO, place, fault.finding.message, *fault.finding.hints)
    return None


def _in_fonts(theme: Theme, brand: Brand, report: Report) -> Theme:
    """Return `theme` in the brand's fonts, each measured as far as an open font can tell."""
    wanted = {"serif": brand.heading_font, "sans": brand.text_font}
    found = {key: measured_font(name, {}) for key, name in wanted.items() if name}
    if not found:
        return theme
    for one in dict.fromkeys(found.values()):
        place = brand.place("heading-font" if found.get("serif") == one else "text-font")
        if one.trust in BELOW_TWIN:
            message = f"{one.office} is measured with {BELOW_TWIN[one.trust]}, so slides hold less text than they could"
            report.add(WIDE_FONT, place, message, "make a theme, and put the font's own files beside it")
    fonts = tuple(_measured(font, found[font.key]) if font.key in found else font for font in theme.fonts)
    wide = {key for key, one in found.items() if one.trust == "wide"}
    headed = "serif" in found and theme.style("slide-title").font == theme.style("slide-body").font
    styles = tuple(_in_font(style, wide, headed=headed) for style in theme.styles)
    return replace(theme, fonts=fonts, styles=styles, slack=slack_of(fonts))


def _measured(font: Font, found: MeasuredFont) -> Font:
    regular, bold, italic, bold_italic = (f"fonts/{file}.ttf" for file in found.files)
    return Font(font.key, found.office, regular, bold, italic, bold_italic, found.trust)


def _in_font(style: TextStyle, wide: set[str], *, headed: bool) -> TextStyle:
    """Return a style in the family of titles where it is one; paper has a font that prints well, not a wide one."""
    font = "serif" if headed and style.name in TITLES else style.font
    on_paper = not style.name.startswith(SLIDE_STYLES)
    return replace(style, font=f"{font}-wide" if on_paper and font in wide else font)


def _in_accent(theme: Theme, accent: Color, report: Report, place: Span) -> Theme:
    """Return `theme` in the colour `accent`, darkened where it could not be read as text."""
    grounds = (theme.color("paper"), theme.color("panel"))
    used = next(one for one in shades_towards(accent, 0, steps=50) if all(_reads(one, ground) for ground in grounds))
    if used != accent:
        ratio = min(contrast_ratio(accent, ground) for ground in grounds)
        message = (
            f"the accent `#{accent.hex}` has a contrast of {ratio:.2f}, text needs {CONTRAST}; `#{used.hex}` is used"
        )
        report.add(WEAK_ACCENT, place, message, f"write `#{used.hex}`, or another darker shade")
    tint = next(one for one in _lighter(used, theme.color("paper")) if _reads(one, theme.color("title")))
    palette = tuple((name, {"accent": used, "tint": tint}.get(name, color)) for name, color in theme.palette)
    return replace(theme, palette=palette)


def _reads(ink: Color, ground: Color) -> bool:
    return min(contrast_ratio(ink, ground), contrast_ratio(ink.grey, ground.grey)) >= CONTRAST


def _lighter(color: Color, paper: Color) -> Iterator[Color]:
    """Yield a light relative of `color`, then ever lighter ones up to the paper."""
    for step in range(51):
        share = _TINT + (1 - _TINT) * step / 50
        pairs = ((color.red, paper.red), (color.green, paper.green), (color.blue, paper.blue))
        yield Color(*(round(one + (other - one) * share) for one, other in pairs))


def _with_room(layout: SlideLayout, theme: Theme) -> SlideLayout:
    """Return a layout with room for the logo: beside the footer, or on a cover beside the small line at its top.

    Half of the logo's height stays clear beside it.
    """
    assert theme.logo is not None  # noqa: S101 - called for themes with one
    unit, slots = theme.slide_height // _UNITS, {slot.name: slot for slot in layout.slots}
    corner = "footer" in slots
    beside = slots.get("footer" if corner else "kicker")
    if beside is None:
        return layout
    height, widest = (20 * unit, 96 * unit) if corner else (44 * unit, 200 * unit)
    width = min(round(theme.logo.aspect * height), widest)
    height = min(height, round(width / theme.logo.aspect))
    clear, area = height // 2, beside.frame
    top = max(area.y + (area.height - height) // 2, 12 * unit)
    frame = Rect(area.x if corner else area.right - width, top, width, height)
    rest = replace(area, x=area.x + (width + clear if corner else 0), width=area.width - width - clear)
    kept = tuple(replace(slot, frame=rest) if slot is beside else slot for slot in layout.slots)
    return replace(layout, slots=kept, logo=frame)


def _check_grounds(theme: Theme, logos: Mapping[str, Logo], report: Report, place: Span) -> None:
    """Add `faint-logo` for each ground on which the logo that is there can hardly be seen."""
    placed = [one for one in theme.layouts if one.logo]
    panels = [one.panel.ink for one in placed if one.panel]
    for name in dict.fromkeys(("paper", *(one.background for one in placed), *panels)):
        ground = theme.color(name)
        used = logos["logo_on_dark" if theme.on_dark(ground) and "logo_on_dark" in logos else "logo"]
        if message := used.fault_on(ground.luminance, name):
            hint = "give a light version as `logo-on-dark`" if theme.on_dark(ground) else "give a darker logo"
            report.add(FAINT_LOGO, place, message, hint)
