"""Which of a template's layouts become the cover and the answers: those that suit, and have calm room for words."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import zip_longest
from typing import TypeVar

from msgspec import Struct
from PIL import Image

from builder.codes import NO_ROOM_ON_TEMPLATE
from builder.model.findings import BriefdeckError, Span
from builder.model.units import Rect
from builder.theming.calm_areas import BRAND, FAINT, PLAIN, TEXTURE, CalmMap, brand_color, main_color
from builder.theming.template_cover import CoverFrames, cover_frames, cover_on_panel
from builder.theming.template_frames import MUCH_WIDER, ContentFrames, content_frames, on_panel
from builder.theming.template_layouts import SlideSize, TemplateDeck, TemplateLayout
from builder.theming.template_palette import READABLE, SEEN, contrast, strength

_NOT_USUAL = re.compile(
    r"thank|closing|end slide|danke|back ?cover|merci|contact|vertical|quote|divider|agenda|table of contents?"
    r"|blank|\b(leer|vide|vuota?|vac[ií]o|en blanco|em branco|pust[ay])\b|空白"
)
_SECTION_NAME = re.compile(
    r"section|abschnitt|kapitel|chapter|secci[oó]n|sezione|se[cç][aã]o|sekcj|transition|segue|trennfolie"
)
_COVER_NAME = re.compile(
    r"(?<!sub)(tit[eou]l|title)|títul|cover|titre|portada|\bcapa\b|tytu|deck|封面|标题|제목 슬라이드|start"
    r"|front(page)?\b"
)
_SURELY_COVER = re.compile(
    r"title (slide|page)|titelfolie|titelseite|deckblatt|diapositiva (de )?t[ií]t|封面|标题幻灯片|제목 슬라이드"
)
_NOT_COVER = re.compile(
    r"content|text|inhalt|obje|conten|wordt|zawarto|imag|bild|pictur|foto"
    r"|&|\b(only|and|und|et|y|e|con|avec|mit|with|nur|solo|seul|tylko)\b"
)
_SURELY_CONTENT = re.compile(
    r"(title,? and (content|text|body)|titel und (inhalt|text)|titre et (contenu|texte)|titolo e (contenuto|testo)"
    r"|t[ií]tulo [ye] (objetos|conte[uú]do|contenido|texto)|titel en (object|inhoud|tekst)|tytuł i (zawartość|tekst)"
    r"|rubrik och innehåll|tittel og innhold|titel og indhold(sobjekt)?|otsikko ja sisältö|заголовок и (объект|текст)"
    r"|nadpis a obsah|cím és tartalom|titlu și conținut|başlık ve içerik|标题和内容|標題及(內容|物件)"
    r"|タイトルとコンテンツ|제목 및 내용)\W*\d*$"
)
_CONTENT_NAME = re.compile(
    r"title and content|titel und inhalt|titre et contenu|content|text|inhalt|contenu|内容|objetos"
)

NEAR_COVER, NEAR_CONTENT, FAR = 4, 6, 14
"""How far below the best score a layout with more room is preferred, and one with any room to a sheet over the art."""

TITLE_BOX, MOST_BOX = 60, 0.5
"""Theme units of height of a box that a layout draws for its title, and the most of the slide that it takes."""

LITTLE, NOTHING = 0.05, 0.002
"""The share of a slide that is drawn on by a layout that takes the place of one with an empty box, and by an empty one.
"""

OPENS, USED, MASTER = 22, 30, 20
"""What it counts that the template's first slide with places for words is on a layout, that all others are, and that
all slides are on layouts of its master: where there are two, the other one mostly came with the program.
"""

_WORDS = ("ctrTitle", "title", "body")
_PLACES = (*_WORDS, "subTitle", "obj")

LARGE_PICTURE = 0.08
"""The share of a cover that an empty place for a picture takes and leaves a hole."""

ON_GROUND, ON_TIGHT, ON_FAINT = 4.55, 7, 11
"""The contrast that black or white must reach on a ground, where there is little room on it, and on faint patterns."""

NARROW = 0.7
"""The share of the slide's width below which a body is tried on even textures too."""

_RANKS = {"ok": 0, "tight": 1, "refused": 2}

_FramesT = TypeVar("_FramesT", CoverFrames, ContentFrames)

_Features = Mapping[str, float]
"""What speaks for a layout and against it, with its weight."""


class LayoutChoice(Struct, frozen=True):
    """Layouts in the order in which they suit, each with its score."""

    layouts: tuple[tuple[TemplateLayout, float], ...]
    reasons: Mapping[str, str]
    """What speaks for a layout, by its part."""


def covers_of(deck: TemplateDeck, name: str, file: str) -> LayoutChoice:
    """Return the layouts that may be the cover: the one called `name`, or all; BriefdeckError if there is no such."""
    first = [one.part for one in deck.samples if one.opens][:2] if _shows_an_opening(deck) else []
    suited = {one.part for one in deck.layouts if (one.of(*_PLACES) or _is_called_cover(one)) and not _is_unusual(one)}
    opening = next((one for one in first if one in suited), first[0] if first else "")
    size, masters = SlideSize(deck.width, deck.height), _shares_of_masters(deck)
    return _choice(deck, name, file, lambda one: _cover_features(one, size, opening, masters[one.master]))


def _shows_an_opening(deck: TemplateDeck) -> bool:
    """Return whether the first slide of the file is meant as one: programs begin with a single empty slide."""
    return len(deck.samples) > 1 or any(one.says for one in deck.samples)


def contents_of(deck: TemplateDeck, name: str, file: str) -> LayoutChoice:
    """Return the layouts that answers may use."""
    size = SlideSize(deck.width, deck.height)
    used = Counter(one.part for one in deck.samples[1:] if one.says)
    total, masters = max(1, used.total()), _shares_of_masters(deck)

    def features(one: TemplateLayout) -> _Features:
        return _content_features(one, size, used[one.part] / total, masters[one.master])

    return _choice(deck, name, file, features)


def _shares_of_masters(deck: TemplateDeck) -> Mapping[int, float]:
    """Return the share of the file's slides on the layouts of each master; nothing where there is only one."""
    masters = {one.part: one.master for one in deck.layouts}
    counts = Counter(masters[one.part] for one in deck.samples if one.part in masters)
    alone = len(set(masters.values())) < 2
    return {one: 0.0 if alone else counts[one] / max(1, counts.total()) for one in masters.values()}


def _choice(deck: TemplateDeck, name: str, file: str, features: Callable[[TemplateLayout], _Features]) -> LayoutChoice:
    named = [one for one in deck.layouts if name in {one.name, one.part, one.part.rpartition("/")[2]}]
    if name and not named:
        known = ", ".join(f"`{one.name}`" for one in deck.layouts)
        message = f"no room on `{file}`: it has no layout `{name}`"
        raise BriefdeckError(NO_ROOM_ON_TEMPLATE, message, Span(file), f"its layouts are {known}")
    layouts = named[:1] or deck.layouts
    found = {one.part: features(one) for one in layouts}
    scored = [(one, float(sum(found[one.part].values()))) for one in layouts]
    reasons = {
        part: "as you said" if name else ", ".join(what for what, weight in own.items() if weight > 0)
        for part, own in found.items()
    }
    return LayoutChoice(tuple(sorted(scored, key=lambda one: -one[1])), reasons)


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
        self._maps: dict[tuple[str, tuple[int, int]], CalmMap] = {}

    def cover(self, choice: LayoutChoice) -> tuple[TemplateLayout, CoverFrames]:
        """Return the layout of the cover and its frames."""
        found = _roomiest(choice, self._cover_frames, self.cover_on_sheet, NEAR_COVER)
        if not self._is_empty(*found):
            return found
        near = [one for one, score in choice.layouts if score >= max(1, choice.layouts[0][1] - FAR)]
        others = ((one, frames) for one in near if (frames := self._cover_frames(one)) and frames.grade != "refused")
        return next((one for one in others if not self._is_empty(*one)), found)

    def _is_empty(self, layout: TemplateLayout, frames: CoverFrames) -> bool:
        """Return whether a cover shows nothing of the organisation: neither art nor a colour."""
        share = self._map(layout).share_drawn(Rect(0, 0, self._size.width, self._size.height), frames.ground)
        return share <= NOTHING and strength(frames.ground) < BRAND and contrast(frames.ground, "FFFFFF") < SEEN

    def content(self, choice: LayoutChoice) -> tuple[TemplateLayout, ContentFrames]:
        """Return the layout of answers and its frames: where none has a title and a body, that with the most room."""
        found = _roomiest(choice, self._content_frames, self.content_on_sheet, NEAR_CONTENT, _is_loud)
        best = choice.layouts[0][1]
        if self._has_title_box(found[0]) and found[1].grade == "panel":  # it would be empty behind the sheet
            return next(self._plain(choice), found)
        if best >= 0 or found[1].grade != "ok":
            return found
        near = [one for one, score in choice.layouts if score >= best - NEAR_CONTENT]
        seen = [found, *((one, frames) for one in near if (frames := self._content_frames(one)))]
        return max(seen, key=lambda one: one[1].body.width * one[1].body.height)

    def _cover_frames(self, layout: TemplateLayout) -> CoverFrames | None:
        def on(calm: CalmMap) -> CoverFrames:
            return cover_frames(layout, calm, self._size)

        frames = self._calmest(layout, on, lambda one: one.group.width, FAINT, TEXTURE)
        faint = frames if frames.places or frames.band_frame else on(self._map(layout, FAINT))
        if faint.places and faint.grade == "ok" and _best_contrast(faint.ground) >= ON_FAINT:
            frames = faint  # pale lines take no words away from the template's own title
        if not frames.places and not frames.band and (on_photo := self._on_photo(layout)):
            frames = on_photo
        words = (frames.group, frames.band_frame or frames.group)
        empty = self._has_title_box(layout, words)
        return frames if _has_inks(frames.ground, frames.grade) and not empty else None

    def _on_photo(self, layout: TemplateLayout) -> CoverFrames | None:
        """Return the frames around the template's own title where its ink can be read on all that is behind it."""
        ink = next((one.color for one in layout.of("ctrTitle", "title", "body")), "")
        frames = cover_frames(layout, self._map(layout).for_ink(ink), self._size, bar=False) if ink else None
        return frames if frames and frames.places and contrast(ink, frames.ground) >= READABLE else None

    def _content_frames(self, layout: TemplateLayout) -> ContentFrames | None:
        def on(calm: CalmMap) -> ContentFrames:
            return content_frames(layout, calm, self._size)

        frames = self._calmest(layout, on, lambda one: one.body.width, FAINT)
        empty = self._has_title_box(layout, (frames.title, frames.kicker))
        return frames if _has_inks(frames.ground, frames.grade) and not empty else None

    def _calmest(
        self,
        layout: TemplateLayout,
        frames_on: Callable[[CalmMap], _FramesT],
        width: Callable[[_FramesT], int],
        *further: tuple[int, int],
    ) -> _FramesT:
        """Return the frames on what is calm, or within `further` limits, or on textures, if they hold more."""
        frames = frames_on(self._map(layout))
        for limits in further:
            if frames.grade != "ok":
                frames = _better(frames, frames_on(self._map(layout, limits)))
        if frames.grade == "ok" and width(frames) < NARROW * self._size.width:
            other = frames_on(self._map(layout, TEXTURE))
            clear = _best_contrast(other.ground) >= ON_FAINT and other.grade == "ok"
            return other if clear and width(other) > MUCH_WIDER * width(frames) else frames
        return frames

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

    def main_color(self, *layouts: TemplateLayout) -> str:
        """Return the colour of the hue that the art of `layouts` has most of; empty if it is grey."""
        return main_color([self._pictures[one.part] for one in layouts])

    def without_bar(self, layout: TemplateLayout) -> ContentFrames:
        """Return the frames of answers on `layout` with no words on a bar behind its title."""
        frames = content_frames(layout, self._map(layout), self._size, bar=False)
        return self.content_on_sheet(layout) if frames.grade == "refused" else frames

    def cover_on_sheet(self, layout: TemplateLayout) -> CoverFrames:
        """Return the frames of a cover on a plain sheet over the art of `layout`."""
        return cover_on_panel(layout, self._map(layout), self._size, self._sheet_color(layout))

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

    def _map(self, layout: TemplateLayout, limits: tuple[int, int] = PLAIN) -> CalmMap:
        key = (layout.part, limits)
        if key not in self._maps:
            size = (self._deck.width, self._deck.height)
            picture = self._pictures[layout.part]
            self._maps[key] = CalmMap(picture, *size) if limits == PLAIN else self._map(layout).within(limits)
        return self._maps[key]


def _has_inks(ground: str, grade: str) -> bool:
    """Return whether a palette can be made for `ground`: on one between dark and light all words are black, or white.

    That looks like nothing where words are small and close together as well.
    """
    return _best_contrast(ground) >= (ON_GROUND if grade == "ok" else ON_TIGHT)


def _better(frames: _FramesT, faint: _FramesT) -> _FramesT:
    """Return `faint`, frames on what has faint patterns, where they hold more and these hardly change its colour."""
    placed = isinstance(faint, CoverFrames) and faint.places  # few and large words, where the template has its own
    clear = _best_contrast(faint.ground) >= (ON_TIGHT if placed else ON_FAINT)
    return faint if clear and _RANKS[faint.grade] < _RANKS[frames.grade] else frames


def _best_contrast(ground: str) -> float:
    return max(contrast(ground, "000000"), contrast(ground, "FFFFFF"))


def _roomiest(
    choice: LayoutChoice,
    frames_on: Callable[[TemplateLayout], _FramesT | None],
    on_sheet: Callable[[TemplateLayout], _FramesT],
    near: int,
    is_loud: Callable[[TemplateLayout, str], bool] = lambda _layout, _ground: False,
) -> tuple[TemplateLayout, _FramesT]:
    """Return the layout that suits best among those with room; where none has any, the best with a sheet over it."""
    best = choice.layouts[0][1]
    spare: list[tuple[TemplateLayout, _FramesT]] = []
    loud: list[tuple[TemplateLayout, _FramesT]] = []
    for layout, score in choice.layouts:
        if score < best - (FAR if not spare else near):
            break
        frames = frames_on(layout)
        if frames is None or frames.grade == "refused":
            continue
        calm = not is_loud(layout, frames.ground)
        if calm and frames.grade == "ok":
            return layout, frames
        (spare if calm else loud).append((layout, frames))
    first = choice.layouts[0][0]
    found = spare + loud
    return found[0] if found else (first, on_sheet(first))


def _is_loud(layout: TemplateLayout, ground: str) -> bool:
    """Return whether answers would be on a full colour that is not the theme's own background."""
    return strength(ground) >= BRAND and contrast(ground, layout.colors["bg1"]) >= SEEN


def _is_unusual(layout: TemplateLayout) -> bool:
    """Return whether a layout ends a deck, is empty, turned, or for something other than titles and text."""
    return bool(_NOT_USUAL.search(layout.name.lower())) or layout.kind.startswith(("vert", "blank"))


def _is_called_cover(layout: TemplateLayout) -> bool:
    name = layout.name.lower().replace("_", " ")
    named = _COVER_NAME.search(name) and not _NOT_COVER.search(name) and not _SECTION_NAME.search(name)
    return bool(_SURELY_COVER.search(name) or named)


def _cover_features(layout: TemplateLayout, size: SlideSize, opening: str, master: float) -> _Features:
    """Return what speaks for a layout as the cover, and against it.

    The file's first slide uses that of `opening`; `master` is the share of its slides that use the layout's master.
    """
    hole = [one for one in layout.of("pic") if one.frame and _share(one.frame, size) > LARGE_PICTURE]
    surely, named = bool(_SURELY_COVER.search(layout.name.lower())), _is_called_cover(layout)
    typed = layout.kind == "title" or bool(layout.of("ctrTitle"))
    return {
        "it is a title layout": 10.0 * typed,
        "it has a subtitle": 2.0 * bool(layout.of("subTitle")),
        "its name": 5.0 * named + 2.0 * surely,
        "its master": MASTER * master,
        "it opens the file": OPENS * (layout.part == opening),
        "it ends or is turned": -20.0 * _is_unusual(layout),
        "it heads a section": -8.0 * (layout.kind == "secHead"),
        "it has no place for words": -12.0 * (not layout.of(*_PLACES) and not named),
        "it has an empty place for a picture": -16.0 * bool(hole),
        "it says much": -min(10.0, 2.0 * len(layout.words)),
    }


def _content_features(layout: TemplateLayout, size: SlideSize, use: float, master: float) -> _Features:
    """Return what speaks for a layout of answers, and against it.

    `use` and `master` are the shares of the file's slides that use it, and its master.
    """
    name, titles, places = layout.name.lower(), layout.of("title"), layout.of("obj", "body", "pic", "tbl", "chart")
    surely = bool(_SURELY_CONTENT.search(name))
    shares = [_share(one.frame, size) for one in places if one.frame]
    frame = titles[0].frame if titles else None
    low = frame is not None and frame.y + frame.height / 2 > 0.4 * size.height
    return {
        "its type": 8.0 * (layout.kind in {"obj", "tx"} or surely) + 2.0 * (layout.kind == "titleOnly"),
        "its name": 4.0 * bool(_CONTENT_NAME.search(name)),
        "its large body": 8 * min(1, max(shares, default=0) / 0.35),
        "slides of the file use it": USED * use,
        "its master": MASTER * master,
        "it has no title": -15.0 * (not titles),
        "it ends or is turned": -20.0 * _is_unusual(layout),
        "it opens a deck": -OPENS * (layout.kind == "title" or bool(_SURELY_COVER.search(name)))
        - 6.0 * bool(layout.of("ctrTitle", "subTitle")),
        "it heads a section": -8.0 * (layout.kind == "secHead" or bool(_SECTION_NAME.search(name))),
        "it has many places": -2.0 * max(0, sum(one > 0.04 for one in shares) - 1),
        "it says much": -min(12.0, 3.0 * len(layout.words)),
        "its title is low or narrow": -8.0 * low - 4.0 * (frame is not None and frame.width < 0.45 * size.width),
    }


def _share(frame: Rect, size: SlideSize) -> float:
    return frame.width * frame.height / max(1, size.width * size.height)
