"""A theme derived from a template: its layouts chosen, its calm places measured, its colours and fonts taken over."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct
from PIL import Image

from builder.codes import NO_ROOM_ON_TEMPLATE
from builder.model.findings import BriefdeckError, Span
from builder.theming.calm import CalmMap
from builder.theming.template_fonts import MeasuredFont, measured_font
from builder.theming.template_frames import (
    COVER_LEAST,
    ContentFrames,
    CoverFrames,
    SlideSize,
    content_frames,
    cover_frames,
)
from builder.theming.template_layouts import TemplateDeck, TemplateLayout, TemplateMaster
from builder.theming.template_palette import contrast, ink_on, palette_of

_NOT_USUAL = re.compile(r"thank|closing|end slide|danke|back ?cover|merci|contact|vertical|blank|quote|divider|agenda")
_COVER_NAME = re.compile(r"title|titel|cover|titre|portada|capa|tytu|deck|封面|标题|start|front|deckblatt")
_NOT_COVER = re.compile(r"only|content|text|inhalt|objet|and|und|nur|seul|section|abschnitt")
_CONTENT_NAME = re.compile(
    r"title and content|titel und inhalt|titre et contenu|content|text|inhalt|contenu|内容|objetos"
)


class DerivedTheme(Struct, frozen=True):
    """What is derived from a template, before it is written as a theme."""

    size: SlideSize
    cover: TemplateLayout
    content: TemplateLayout
    master: TemplateMaster
    cover_frames: CoverFrames
    content_frames: ContentFrames
    palette: dict[str, str]
    headline: str
    """The colour of titles, by its name in the palette."""
    fonts: tuple[MeasuredFont, MeasuredFont]
    """That of titles and that of text."""

    @property
    def grades(self) -> tuple[tuple[str, str, str], ...]:
        """Return for each kind of slide its grade and the layout that it uses."""
        content = self.content_frames.grade
        kinds = ("overview", "actor", "context", "exhibit", "figure", "summary", "sources")
        first = ("title", self.cover_frames.grade, self.cover.name)
        return (first, *((kind, content, self.content.name) for kind in kinds))


def derive(
    deck: TemplateDeck,
    pictures: Mapping[str, Image.Image],
    *,
    file: str,
    own_fonts: dict[str, tuple[str, ...]],
    cover: str = "",
    content: str = "",
) -> DerivedTheme:
    """Return the theme that suits `deck`; BriefdeckError if it has no room for words.

    `pictures` shows each layout empty, by the name of its part; `cover` and `content` name layouts to take.
    """
    size = SlideSize(deck.width, deck.height)
    if not 1.2 <= deck.width / max(1, deck.height) <= 2.4 or not deck.layouts:
        raise _no_room(file, "its page is not a slide, or it has no layouts")
    first = _named(deck, cover, file) or max(deck.layouts, key=_cover_score)
    usual = _named(deck, content, file) or max(deck.layouts, key=lambda one: _content_score(one, size))
    maps = {one.part: CalmMap(pictures[one.part], deck.width, deck.height) for one in (first, usual)}
    front, frames = cover_frames(first, maps[first.part], size), content_frames(usual, maps[usual.part], size)
    if front.grade == "refused":
        hint = "name another layout with `--cover`"
        raise _no_room(file, f"`{first.name}` has {front.room} units of calm height, {COVER_LEAST} are needed", hint)
    if frames.grade == "refused":
        hint = "name another layout with `--content`"
        raise _no_room(file, f"`{usual.name}` has no calm place for a title of a line and an answer", hint)
    return _with_colors(deck, first, usual, front, frames, own_fonts=own_fonts, file=file)


def _with_colors(
    deck: TemplateDeck,
    cover: TemplateLayout,
    content: TemplateLayout,
    front: CoverFrames,
    frames: ContentFrames,
    *,
    own_fonts: dict[str, tuple[str, ...]],
    file: str,
) -> DerivedTheme:
    master = deck.masters[content.master]
    titles, heads = content.of("title", "ctrTitle"), cover.of("ctrTitle", "title", "body")
    bodies = content.of("obj", "body")
    title = titles[0].color if titles else master.colors["tx1"]
    palette = palette_of(
        [master.colors[f"accent{number}"] for number in range(1, 7)],
        text=bodies[0].color if bodies else master.colors["tx1"],
        title=title,
        link=master.colors["hlink"],
        ground=frames.ground,
        band=frames.band,
        cover=(front.ground, heads[0].color if heads else master.colors["tx1"]),
    )
    for ink, ground in (("ink", "paper"), ("muted", "paper"), ("accent", "panel"), ("tint", "visited")):
        if contrast(palette[ink], palette[ground]) < 4.5:
            raise _no_room(file, f"no colour can be read on its ground #{palette[ground]}, in print as on the screen")
    names = (titles[0].font if titles else master.major, bodies[0].font if bodies else master.minor)
    return DerivedTheme(
        size=SlideSize(deck.width, deck.height),
        cover=cover,
        content=content,
        master=master,
        cover_frames=front,
        content_frames=frames,
        palette=palette,
        headline=ink_on(frames.band, title, palette),
        fonts=(measured_font(names[0], own_fonts), measured_font(names[1], own_fonts)),
    )


def _no_room(file: str, why: str, hint: str = "use another template") -> BriefdeckError:
    return BriefdeckError(NO_ROOM_ON_TEMPLATE, f"no room on `{file}`: {why}", Span(file), hint)


def _named(deck: TemplateDeck, name: str, file: str) -> TemplateLayout | None:
    """Return the layout `name`, by its name or its part; None where none is named."""
    if not name:
        return None
    found = next((one for one in deck.layouts if name in {one.name, one.part, one.part.rpartition("/")[2]}), None)
    if found is None:
        known = ", ".join(f"`{one.name}`" for one in deck.layouts)
        raise _no_room(file, f"it has no layout `{name}`", f"its layouts are {known}")
    return found


def _cover_score(layout: TemplateLayout) -> float:
    """Return how well a layout would do as the cover: by its type, its name in several languages, and what it holds."""
    name = layout.name.lower()
    score = 10.0 * (layout.kind == "title" or bool(layout.of("ctrTitle"))) + 2 * bool(layout.of("subTitle"))
    score += 5 * (bool(_COVER_NAME.search(name)) and not _NOT_COVER.search(name))
    score -= 20 * (bool(_NOT_USUAL.search(name)) or layout.kind.startswith("vert")) + 8 * (layout.kind == "secHead")
    return score - 12 * (not layout.of("ctrTitle", "title", "body"))


def _content_score(layout: TemplateLayout, size: SlideSize) -> float:
    """Return how well a layout would do for answers: one title, one large body."""
    name, titles = layout.name.lower(), layout.of("title")
    areas = [one.frame.width * one.frame.height for one in layout.of("obj", "body", "pic", "tbl", "chart") if one.frame]
    share = max(areas, default=0) / (size.width * size.height)
    score = (
        8.0 * (layout.kind in {"obj", "tx"}) + 2 * (layout.kind == "titleOnly") + 4 * bool(_CONTENT_NAME.search(name))
    )
    score += 8 * min(1, share / 0.35) - 15 * (not titles)
    score -= 20 * (bool(_NOT_USUAL.search(name)) or layout.kind.startswith("vert"))
    score -= 8 * (layout.kind in {"title", "secHead"}) + 6 * bool(layout.of("ctrTitle", "subTitle"))
    score -= 2 * max(0, sum(one > 0.04 * size.width * size.height for one in areas) - 1)
    if titles and titles[0].frame:
        frame = titles[0].frame
        score -= 8 * (frame.y + frame.height / 2 > 0.4 * size.height) + 4 * (frame.width < 0.45 * size.width)
    return score
