"""Which of a template's layouts become the cover and the answers: those that suit, and have calm room for words."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Protocol, TypeVar

from msgspec import Struct
from PIL import Image

from builder.codes import NO_ROOM_ON_TEMPLATE
from builder.model.findings import BriefdeckError, Span
from builder.model.units import Rect
from builder.theming.calm_areas import CalmMap, brand_color
from builder.theming.template_cover import CoverFrames, cover_frames, cover_on_panel
from builder.theming.template_frames import ContentFrames, content_frames, on_panel
from builder.theming.template_layouts import SlideSize, TemplateDeck, TemplateLayout
from builder.theming.template_palette import contrast

_NOT_USUAL = re.compile(
    r"thank|closing|end slide|danke|back ?cover|merci|contact|vertical|blank|quote|divider|agenda|table of contents?"
)
_COVER_NAME = re.compile(r"title|titel|cover|titre|portada|capa|tytu|deck|封面|标题|start|front|deckblatt")
_NOT_COVER = re.compile(r"only|content|text|inhalt|objet|and|und|nur|seul|section|abschnitt")
_CONTENT_NAME = re.compile(
    r"title and content|titel und inhalt|titre et contenu|content|text|inhalt|contenu|内容|objetos"
)

NEAR_COVER, NEAR_CONTENT, FAR = 4, 6, 14
"""How far below the best score a layout with more room is preferred, and one with any room to a sheet over the art."""

TITLE_BOX, MOST_BOX = 60, 0.5
"""Theme units of height of a box that a layout draws for its title, and the most of the slide that it takes."""

LITTLE = 0.05
"""The share of a slide that is drawn on by a layout that takes the place of one with an empty box."""

ON_GROUND, ON_TIGHT, ON_FAINT = 4.55, 7, 11
"""The contrast that black or white must reach on a ground, where there is little room on it, and on faint patterns."""

_RANKS = {"ok": 0, "tight": 1, "refused": 2}


class _Graded(Protocol):
    @property
    def ground(self) -> str:
        """The colour behind the words."""

    @property
    def grade(self) -> str:
        """How well words fit."""


_FramesT = TypeVar("_FramesT", bound=_Graded)


class LayoutChoice(Struct, frozen=True):
    """Layouts in the order in which they suit, each with its score."""

    layouts: tuple[tuple[TemplateLayout, float], ...]


def covers_of(deck: TemplateDeck, name: str, file: str) -> LayoutChoice:
    """Return the layouts that may be the cover: the one called `name`, or all; BriefdeckError if there is no such."""
    return _choice(deck, name, file, _cover_score)


def contents_of(deck: TemplateDeck, name: str, file: str) -> LayoutChoice:
    """Return the layouts that answers may use."""
    size = SlideSize(deck.width, deck.height)
    return _choice(deck, name, file, lambda one: _content_score(one, size))


def _choice(deck: TemplateDeck, name: str, file: str, score: Callable[[TemplateLayout], float]) -> LayoutChoice:
    named = [one for one in deck.layouts if name in {one.name, one.part, one.part.rpartition("/")[2]}]
    if name and not named:
        known = ", ".join(f"`{one.name}`" for one in deck.layouts)
        message = f"no room on `{file}`: it has no layout `{name}`"
        raise BriefdeckError(NO_ROOM_ON_TEMPLATE, message, Span(file), f"its layouts are {known}")
    listed = named[:1] or sorted(deck.layouts, key=lambda one: -score(one))
    return LayoutChoice(tuple((one, score(one)) for one in listed))


def in_order(covers: LayoutChoice, contents: LayoutChoice) -> tuple[str, ...]:
    """Return the parts of layouts in the order in which they are worth looking at."""
    pairs = zip_longest(covers.layouts, contents.layouts)
    return tuple(dict.fromkeys(one[0].part for pair in pairs for one in pair if one))


class SeenLayouts:
    """The layouts of a template as they look when they are empty."""

    def __init__(self, deck: TemplateDeck, pictures: Mapping[str, Image.Image]) -> None:
        """Look at `pictures` of the layouts, by the names of their parts."""
        self._deck, self._pictures = deck, pictures
        self._size = SlideSize(deck.width, deck.height)
        self._maps: dict[tuple[str, bool], CalmMap] = {}

    def cover(self, choice: LayoutChoice) -> tuple[TemplateLayout, CoverFrames]:
        """Return the layout of the cover and its frames."""
        return _roomiest(choice, self._cover_frames, self.cover_on_sheet, NEAR_COVER)

    def content(self, choice: LayoutChoice) -> tuple[TemplateLayout, ContentFrames]:
        """Return the layout of answers and its frames: where none has a title and a body, that with the most room."""
        found = _roomiest(choice, self._content_frames, self.content_on_sheet, NEAR_CONTENT)
        best = choice.layouts[0][1]
        if self._has_title_box(found[0]) and found[1].grade == "panel":  # it would be empty behind the sheet
            return next(self._plain(choice), found)
        if best >= 0 or found[1].grade != "ok":
            return found
        near = [one for one, score in choice.layouts if score >= best - NEAR_CONTENT]
        seen = [found, *((one, frames) for one in near if (frames := self._content_frames(one)))]
        return max(seen, key=lambda one: one[1].body.width * one[1].body.height)

    def _cover_frames(self, layout: TemplateLayout) -> CoverFrames | None:
        frames = cover_frames(layout, self._map(layout), self._size)
        if frames.grade != "ok":
            other = cover_frames(layout, self._map(layout, faint=True), self._size)
            frames = _better(frames, other)
        words = (frames.group, frames.band_frame or frames.group)
        empty = self._has_title_box(layout, words)
        return frames if _has_inks(frames.ground, frames.grade) and not empty else None

    def _content_frames(self, layout: TemplateLayout) -> ContentFrames | None:
        frames = content_frames(layout, self._map(layout), self._size)
        if frames.grade != "ok":
            other = content_frames(layout, self._map(layout, faint=True), self._size)
            frames = _better(frames, other)
        empty = self._has_title_box(layout, (frames.title, frames.kicker))
        return frames if _has_inks(frames.ground, frames.grade) and not empty else None

    def _has_title_box(self, layout: TemplateLayout, words: tuple[Rect, ...] = ()) -> bool:
        """Return whether the layout draws a box for its title that none of the frames of `words` is in."""
        calm, size = self._map(layout), self._size
        for one in layout.placeholders:
            if one.kind in {"title", "ctrTitle"} and one.frame:
                box = calm.panel_behind(one.frame)
                if box and box.height >= size.units(TITLE_BOX) and box.width < size.width * MOST_BOX:
                    return not any(box.overlaps(other) for other in words)
        return False

    def _plain(self, choice: LayoutChoice) -> Iterator[tuple[TemplateLayout, ContentFrames]]:
        """Yield the layouts that draw next to nothing and have room for answers."""
        whole = Rect(0, 0, self._size.width, self._size.height)
        for layout, _ in choice.layouts:
            calm, frames = self._map(layout), self._content_frames(layout)
            if frames and frames.grade == "ok" and calm.share_drawn(whole, frames.ground) <= LITTLE:
                yield layout, frames

    def brand_color(self, content: TemplateLayout, ground: str) -> str:
        """Return the colour of what the layout of answers draws on `ground`; empty if it has no one strong colour."""
        return brand_color(self._pictures[content.part], ground)

    def without_bar(self, layout: TemplateLayout) -> ContentFrames:
        """Return the frames of answers on `layout` with no words on a bar behind its title."""
        frames = content_frames(layout, self._map(layout), self._size, bar=False)
        return self.content_on_sheet(layout) if frames.grade == "refused" else frames

    def cover_on_sheet(self, layout: TemplateLayout) -> CoverFrames:
        """Return the frames of a cover on a plain sheet over the art of `layout`."""
        return cover_on_panel(self._map(layout), self._size, self._sheet_color(layout))

    def cover_without_bar(self, layout: TemplateLayout) -> CoverFrames:
        """Return the frames of a cover on `layout` with all its words on one ground."""
        frames = cover_frames(layout, self._map(layout), self._size, bar=False)
        return self.cover_on_sheet(layout) if frames.grade == "refused" else frames

    def content_on_sheet(self, layout: TemplateLayout) -> ContentFrames:
        """Return the frames of answers on a plain sheet over the art of `layout`."""
        return on_panel(layout, self._map(layout), self._size, self._sheet_color(layout))

    def _sheet_color(self, layout: TemplateLayout) -> str:
        own = layout.colors["bg1"]
        return own if _best_contrast(own) >= 10 else "FFFFFF"

    def _map(self, layout: TemplateLayout, *, faint: bool = False) -> CalmMap:
        key = (layout.part, faint)
        if key not in self._maps:
            size = (self._deck.width, self._deck.height)
            picture = self._pictures[layout.part]
            self._maps[key] = self._map(layout).with_faint_calm() if faint else CalmMap(picture, *size)
        return self._maps[key]


def _has_inks(ground: str, grade: str) -> bool:
    """Return whether a palette can be made for `ground`: on one between dark and light all words are black, or white.

    That looks like nothing where words are small and close together as well.
    """
    return _best_contrast(ground) >= (ON_GROUND if grade == "ok" else ON_TIGHT)


def _better(frames: _FramesT, faint: _FramesT) -> _FramesT:
    """Return `faint`, frames on what has faint patterns, where they hold more and these hardly change its colour."""
    clear = _best_contrast(faint.ground) >= ON_FAINT
    return faint if clear and _RANKS[faint.grade] < _RANKS[frames.grade] else frames


def _best_contrast(ground: str) -> float:
    return max(contrast(ground, "000000"), contrast(ground, "FFFFFF"))


def _roomiest(
    choice: LayoutChoice,
    frames_on: Callable[[TemplateLayout], _FramesT | None],
    on_sheet: Callable[[TemplateLayout], _FramesT],
    near: int,
) -> tuple[TemplateLayout, _FramesT]:
    """Return the layout that suits best among those with room; where none has any, the best with a sheet over it."""
    best = choice.layouts[0][1]
    spare: list[tuple[TemplateLayout, _FramesT]] = []
    for layout, score in choice.layouts:
        if score < best - (FAR if not spare else near):
            break
        frames = frames_on(layout)
        if frames is None or frames.grade == "refused":
            continue
        if frames.grade == "ok":
            return layout, frames
        spare.append((layout, frames))
    first = choice.layouts[0][0]
    return spare[0] if spare else (first, on_sheet(first))


def _areas(layout: TemplateLayout) -> Sequence[int]:
    places = layout.of("obj", "body", "pic", "tbl", "chart")
    return [one.frame.width * one.frame.height for one in places if one.frame]


def _cover_score(layout: TemplateLayout) -> float:
    """Return how well a layout would do as the cover: by its type, its name in several languages, and what it holds."""
    name = layout.name.lower()
    score = 10.0 * (layout.kind == "title" or bool(layout.of("ctrTitle"))) + 2 * bool(layout.of("subTitle"))
    score += 5 * (bool(_COVER_NAME.search(name)) and not _NOT_COVER.search(name))
    score -= 20 * (bool(_NOT_USUAL.search(name)) or layout.kind.startswith("vert")) + 8 * (layout.kind == "secHead")
    return score - 12 * (not layout.of("ctrTitle", "title", "body")) - min(10, 2 * len(layout.words))


def _content_score(layout: TemplateLayout, size: SlideSize) -> float:
    """Return how well a layout would do for answers: one title, one large body."""
    name, titles = layout.name.lower(), layout.of("title")
    areas = _areas(layout)
    share = max(areas, default=0) / max(1, size.width * size.height)
    score = (
        8.0 * (layout.kind in {"obj", "tx"}) + 2 * (layout.kind == "titleOnly") + 4 * bool(_CONTENT_NAME.search(name))
    )
    score += 8 * min(1, share / 0.35) - 15 * (not titles)
    score -= 20 * (bool(_NOT_USUAL.search(name)) or layout.kind.startswith("vert"))
    score -= 8 * (layout.kind in {"title", "secHead"}) + 6 * bool(layout.of("ctrTitle", "subTitle"))
    score -= 2 * max(0, sum(one > 0.04 * size.width * size.height for one in areas) - 1) + min(
        12, 3 * len(layout.words)
    )
    if titles and titles[0].frame:
        frame = titles[0].frame
        score -= 8 * (frame.y + frame.height / 2 > 0.4 * size.height) + 4 * (frame.width < 0.45 * size.width)
    return score
