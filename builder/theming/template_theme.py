"""A theme derived from a template: its layouts chosen, its calm places measured, its colours and fonts taken over."""

from collections.abc import Callable, Mapping

from msgspec import Struct
from msgspec.structs import replace
from PIL import Image

from builder.codes import NO_ROOM_ON_TEMPLATE
from builder.model.findings import BriefdeckError, Span
from builder.theming.calm_areas import BRAND
from builder.theming.template_choice import SeenLayouts, contents_of, covers_of
from builder.theming.template_cover import CoverFrames
from builder.theming.template_fonts import MeasuredFont, is_for_words, measured_font
from builder.theming.template_frames import SAME_GROUND, ContentFrames
from builder.theming.template_layouts import SlideSize, TemplateDeck, TemplateLayout, TemplateMaster
from builder.theming.template_palette import (
    ALIKE,
    SEEN,
    STOCK,
    contrast,
    distance,
    ink_on,
    palette_of,
    readable,
    strength,
    with_brand,
)

SHAPES = (1.2, 2.4)
"""Width by height of what is a slide: a page outside of it is a poster or a sheet of paper."""


class DerivedTheme(Struct, frozen=True):
    """What is derived from a template, before it is written as a theme."""

    size: SlideSize
    cover: TemplateLayout
    content: TemplateLayout
    master: TemplateMaster
    cover_frames: CoverFrames
    content_frames: ContentFrames
    palette: dict[str, str]
    accents: list[str]
    """The colours that could be the accent, in the order in which they suit."""
    colors: Mapping[str, str]
    """The theme colours that have the same name and value on both layouts."""
    headline: str
    """The colour of titles, by its name in the palette."""
    on_bar: str
    """The colour of words on a bar behind the title, by its name."""
    on_cover: str
    """The colour of the cover's title, by its name."""
    fonts: tuple[MeasuredFont, MeasuredFont]
    """That of titles and that of text."""
    reasons: tuple[str, str] = ("", "")
    """Why the layouts of cover and answers were chosen."""

    @property
    def grades(self) -> tuple[tuple[str, str, str], ...]:
        """Return for each kind of slide its grade and the layout that it uses, once with the reason."""
        content = self.content_frames.grade
        kinds = ("actor", "context", "exhibit", "figure", "summary", "sources")
        chosen = [
            f"{one.name} ({why})" if why else one.name
            for one, why in zip((self.cover, self.content), self.reasons, strict=True)
        ]
        first = (("title", self.cover_frames.grade, chosen[0]), ("overview", content, chosen[1]))
        return (*first, *((kind, content, self.content.name) for kind in kinds))


class WantedLayouts(Struct, frozen=True):
    """What a person chooses of a template: the names of layouts, and which words are on sheets over the art."""

    cover: str = ""
    content: str = ""
    sheets: tuple[str, ...] = ()
    """Of `cover` and `content`."""


def derive(
    deck: TemplateDeck,
    pictures: Mapping[str, Image.Image],
    *,
    file: str,
    own_fonts: dict[str, tuple[str, ...]],
    wanted: WantedLayouts,
) -> DerivedTheme:
    """Return the theme that suits `deck`; BriefdeckError if its pages are not slides.

    `pictures` shows each layout empty, by the name of its part.
    """
    if not deck.layouts:
        raise _no_room(file, "it has no layouts", "save it in PowerPoint with at least one layout")
    if not SHAPES[0] <= deck.width / max(1, deck.height) <= SHAPES[1]:
        points = f"{deck.width / 12700:.0f} by {deck.height / 12700:.0f} points"
        hint = "choose 16:9 or 4:3 in PowerPoint under Design, Slide Size"
        raise _no_room(file, f"its page, {points}, has not the shape of a slide", hint)
    seen = SeenLayouts(deck, pictures)
    covers, contents = covers_of(deck, wanted.cover, file), contents_of(deck, wanted.content, file)
    cover, front = seen.cover(covers)
    content, frames = seen.content(contents)
    front = seen.cover_on_sheet(cover) if "cover" in wanted.sheets else front
    frames = seen.content_on_sheet(content) if "content" in wanted.sheets else frames
    colors = [content.colors[f"accent{number}"] for number in range(1, 7)]
    on_bar = frames.band if frames.band_used and strength(frames.band) >= BRAND else ""
    drawn = max((on_bar, seen.brand_color(content, frames.ground)), key=lambda one: strength(one or "000000"))
    drawn = drawn or _title_color(content)
    house = drawn if drawn or not STOCK.issuperset(colors) else seen.main_color(cover, content)
    accents = [house] if house and not drawn else with_brand(colors, drawn)

    def colored(front: CoverFrames, frames: ContentFrames) -> DerivedTheme:
        return _with_colors(deck, cover, content, front, frames, own_fonts=own_fonts, accents=accents)

    derived = colored(front, frames)
    other_bar = frames.band_used and contrast(front.band or frames.band, frames.band) > SAME_GROUND
    if front.band and (other_bar or not derived.on_cover):  # the palette has a name for one bar's colour
        front = seen.cover_without_bar(cover)
        derived = colored(front, frames)
    if not (derived.headline and derived.on_bar):
        derived = colored(front, seen.without_bar(content))
    return replace(derived, reasons=(covers.reasons[cover.part], contents.reasons[content.part]))


def _title_color(content: TemplateLayout) -> str:
    """Return the colour of titles, if it is a brand's and no grey; else nothing."""
    titles = content.of("title", "ctrTitle")
    return titles[0].color if titles and strength(titles[0].color) >= BRAND else ""


def _with_colors(
    deck: TemplateDeck,
    cover: TemplateLayout,
    content: TemplateLayout,
    front: CoverFrames,
    frames: ContentFrames,
    *,
    own_fonts: dict[str, tuple[str, ...]],
    accents: list[str],
) -> DerivedTheme:
    master, bodies = deck.masters[content.master], content.of("obj", "body")
    titles, heads = content.of("title", "ctrTitle"), cover.of("ctrTitle", "title", "body")
    placed = [one for one in map(front.places.get, ("subtitle", "title")) if one]
    words = placed or ((cover.of("subTitle", "body") or bodies) if front.band else heads)
    title = titles[0].color if titles else content.colors["tx1"]

    def palette_for(words: str) -> dict[str, str]:
        return palette_of(
            accents,
            text=bodies[0].color if bodies else content.colors["tx1"],
            title=title,
            link=content.colors["hlink"],
            ground=frames.ground,
            shades=frames.shades,
            band=frames.band if frames.band_used or not front.band else front.band,
            titles_on_bar=frames.band_used and contrast(title, frames.ground) < SEEN,
            cover=(front.ground, words, front.shades),
        )

    head = placed[-1].color if placed else heads[0].color if heads else title
    palette, on_cover = _cover_inks(front, head, palette_for, words[0].color if words else cover.colors["tx1"])
    names = (
        _face([*(one.font for one in titles), master.major, master.minor]),
        _face([*(one.font for one in bodies), master.minor, master.major]),
    )
    return DerivedTheme(
        size=SlideSize(deck.width, deck.height),
        cover=cover,
        content=content,
        master=_shared_fonts(master, deck.masters[cover.master]),
        cover_frames=front,
        content_frames=frames,
        palette=palette,
        accents=accents,
        colors=_shared_colors(deck, cover, content),
        headline=ink_on(title, palette, frames.title_ground),
        on_bar=ink_on(title, palette, frames.band),
        on_cover=on_cover,
        fonts=(measured_font(names[0], own_fonts), measured_font(names[1], own_fonts)),
    )


def _cover_inks(
    front: CoverFrames, head: str, palette_for: Callable[[str], dict[str, str]], words: str
) -> tuple[dict[str, str], str]:
    """Return the palette for a cover's `words`, and the name in it of the colour of its title, that of `head`.

    Where none is like that, all words of the cover have it.
    """
    palette, grounds = palette_for(words), (front.ground, *front.shades)
    if front.band:
        return palette, ink_on(head, palette, front.band)
    if not front.places:
        return palette, "tint"
    name = ink_on(head, palette, *grounds)
    if name and distance(palette[name], readable(head, *grounds)) <= ALIKE:
        return palette, name
    return palette_for(head), "tint"


def _shared_colors(deck: TemplateDeck, cover: TemplateLayout, content: TemplateLayout) -> dict[str, str]:
    """Return the theme colours by PowerPoint's names, as far as these mean the same on both layouts."""
    masters = (deck.masters[cover.master].colors, deck.masters[content.master].colors)
    return {
        name: color
        for name, color in content.colors.items()
        if all(other.get(name) == color for other in (cover.colors, *masters))
    }


def _shared_fonts(master: TemplateMaster, other: TemplateMaster) -> TemplateMaster:
    """Return `master` without the fonts of its theme where the theme of `other` has others of the same roles."""
    return replace(
        master,
        major=master.major if master.major == other.major else "",
        minor=master.minor if master.minor == other.minor else "",
    )


def _face(named: list[str]) -> str:
    """Return the first face of `named` that is made for words."""
    return next((one for one in named if is_for_words(one)), "Arial")


def _no_room(file: str, why: str, hint: str) -> BriefdeckError:
    return BriefdeckError(NO_ROOM_ON_TEMPLATE, f"no room on `{file}`: {why}", Span(file), hint)
