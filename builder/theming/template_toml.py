"""A derived theme as its TOML file: what a person reads, changes and commits."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping

import tomlkit

from builder.model.units import EMU_PER_PT, Rect, color_from_hex, contrast_ratio, lighter, pt_from_emu
from builder.theming.template_palette import SEEN
from builder.theming.template_sizes import (
    below_titles,
    cover_ladder,
    descending,
    in_parts,
    readable_size,
    sizes_alone,
    title_ladder,
)
from builder.theming.template_slots import content_slots, cover_slots
from builder.theming.template_theme import DerivedTheme
from builder.theming.theme_reader import SCHEMES

_ON_SLIDES = ("slide-", "cover-", "panel-", "row-", "exhibit-", "chart-", "node", "monogram")
_FOLLOWING = ("exhibit", "summary")
"""Layouts whose tables and charts begin right below the words of the title, where nothing is drawn there."""
_COVER_STYLES = ("cover-kicker", "cover-meta", "cover-title", "cover-text", "cover-authors")
_LARGE_TEXT = 24
"""Theme units of a cover's subtitle at most: ours are sentences."""
_PT = EMU_PER_PT
_APART = 1.6
"""The contrast of the colours of two bars beside each other in a greyscale print."""
_ANCHORS, _ALIGNS = {"ctr": "middle", "b": "bottom"}, {"ctr": "center", "r": "end"}
"""Where words are in their frame, by PowerPoint's names; at the top and from the start otherwise."""


def theme_toml(
    derived: DerivedTheme,
    usual: bytes,
    *,
    label: str,
    base: str,
    digest: str,
    art: Mapping[str, str],
    words: Mapping[str, tuple[str, ...]],
) -> str:
    """Return the theme's file; `usual` is the theme that it extends, `base` the asset of the template.

    `art` are the pictures of the layouts `cover` and `content`, which previews and print show behind slides; `words`
    are those that a person chose to be left out, and to be kept.
    """
    tables = tomllib.loads(usual.decode("utf-8"))
    return "\n".join(
        (
            f"# The house style of {label}, derived from its template. Change what you like; lengths are points.",
            f"label = {toml_value(label)}",
            'extends = "briefing"',
            "",
            *_template(derived, base, digest, words),
            *_palette(derived),
            *_fonts(derived),
            *_styles(derived, tables["styles"]),
            *_slides(derived, tables["slides"], art),
            "",
        )
    )


def _template(derived: DerivedTheme, base: str, digest: str, words: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    yield "# The organisation's file, and the layouts whose art ours keep."
    yield "[template]"
    yield f"file = {toml_value(base)}"
    yield f"sha256 = {toml_value(digest)}"
    yield f"cover = {toml_value(derived.cover.part)}  # {_remark(derived.cover.name)}"
    yield f"content = {toml_value(derived.content.part)}  # {_remark(derived.content.name)}"
    yield 'layouts = "added"  # ours join its masters; "own": only its own layouts are used, as a brand office may ask'
    yield f"major = {toml_value(derived.master.major)}"
    yield f"minor = {toml_value(derived.master.minor)}"
    yield from (f"{key} = {toml_value(list(listed))}" for key, listed in words.items() if listed)
    yield ""
    yield "# The template's own theme colours: what has one of them in the palette follows the theme in PowerPoint."
    yield "[template.colors]"
    yield from (f"{name} = {toml_value(f'#{derived.colors[name]}')}" for name in SCHEMES if name in derived.colors)
    yield ""


def _remark(words: str) -> str:
    """Return `words` of the template as a comment may say them, in a line."""
    return " ".join("".join(char if char.isprintable() else " " for char in words).split())


def _palette(derived: DerivedTheme) -> Iterator[str]:
    yield "# `tint` is the cover's ink, `visited` its ground; `support` is the ground of titles that stand on a bar."
    yield "[palette]"
    yield from (f"{ink} = {toml_value(f'#{color}')}" for ink, color in derived.palette.items())
    yield ""
    yield "[contrast]"
    yield 'pairs = [["ink", "paper"], ["title", "paper"], ["muted", "paper"], ["accent", "paper"], ["link", "paper"]]'
    yield ""
    yield "[charts]"
    other = "title" if derived.palette["title"] != derived.palette["accent"] else "ink"
    yield f"fills = {toml_value(['accent', _quiet(derived.palette), other, 'panel', 'muted', 'paper'])}"
    yield f"strokes = {toml_value(list(dict.fromkeys(['accent', other, 'muted', 'ink'])))}"
    yield ""


def _quiet(palette: Mapping[str, str]) -> str:
    """Return the ink of bars beside those in the accent: a tone of the ink in which their names can be read.

    The first that needs no outline, and differs from the accent in a greyscale print too.
    """
    paper, accent, muted = (color_from_hex(f"#{palette[one]}").grey for one in ("paper", "accent", "muted"))
    dark = paper.luminance < muted.luminance
    for percent in (-40, -30, -20, -10) if dark else (40, 30, 20):
        tone = lighter(muted, percent / 100)
        if contrast_ratio(tone, paper) >= SEEN and contrast_ratio(tone, accent) >= _APART:
            return f"muted{percent:+}"
    return "muted" if dark else "muted+60"


def _fonts(derived: DerivedTheme) -> Iterator[str]:
    for key, font in zip(("serif", "sans"), derived.fonts, strict=True):
        yield f"# Measured by {font.told}."
        yield f"[fonts.{key}]"
        yield f"office = {toml_value(font.office)}"
        yield f"files = {toml_value(list(font.files))}"
        yield f"measured = {toml_value(font.trust)}"
        yield ""


def _styles(derived: DerivedTheme, styles: Mapping[str, dict[str, object]]) -> Iterator[str]:
    scale = derived.size.height / (540 * _PT)
    titles, heads = derived.content.of("title", "ctrTitle"), derived.cover.of("ctrTitle", "title")
    printed = {"serif": "serif-wide", "sans": "sans-wide"}
    wide = {key for key, font in zip(("serif", "sans"), derived.fonts, strict=True) if not font.prints}
    yield "[styles]"
    for name, style in styles.items():
        changed: dict[str, object] = {}
        if name.startswith(_ON_SLIDES):
            changed["size"] = readable_size(_number(style["size"]) * scale, scale)
        elif style["font"] in wide:
            changed["font"] = printed[str(style["font"])]  # the handout embeds what prints well
        if name in _COVER_STYLES:
            changed["ink"] = derived.on_cover if name == "cover-title" else "tint"
            placed = derived.cover_frames.places.get("subtitle")
            if name == "cover-text" and placed:  # no smaller than usual, and no larger than a standfirst can be
                changed["size"] = max(_number(changed["size"]), min(placed.size, _LARGE_TEXT * scale))
        if name in {"slide-kicker", "slide-question"} and _kicker_on_band(derived):
            changed["ink"] = derived.on_bar
        if name == "slide-title":
            own = titles[0] if titles else None
            changed |= {"ink": derived.headline, "bold": bool(own and own.bold), "caps": bool(own and own.caps)}
            changed["size"] = title_ladder(derived)[0]
        if name == "cover-title":
            first = heads[0] if heads else None
            changed |= {"bold": bool(first and first.bold), "caps": bool(first and first.caps)}
            changed["size"] = cover_ladder(derived)[0]
        if changed:
            yield f"{name} = {toml_value(changed)}"
    yield ""


def _kicker_on_band(derived: DerivedTheme) -> bool:
    frames = derived.content_frames
    return frames.band_used and frames.band_frame.contains(frames.kicker)


def _slides(derived: DerivedTheme, slides: Mapping[str, dict[str, object]], art: Mapping[str, str]) -> Iterator[str]:
    yield "[slides]"
    yield f"width = {in_parts(derived.size.width / _PT, 1000)}"
    yield f"height = {in_parts(derived.size.height / _PT, 1000)}"
    frames = {"title": cover_slots(derived), **content_slots(derived)}
    furniture = dict(derived.content_frames.furniture)
    on_cover, content = derived.cover_frames, derived.content_frames
    bars = (
        _bar(on_cover.band_frame if on_cover.band else None),
        _bar(content.bar or (content.band_frame if content.band_used else None)),
    )
    for name, own in frames.items():
        layout = slides[name]
        cover = name == "title"
        yield ""
        yield f"[slides.{name}]"
        yield f"background = {toml_value('visited' if cover else 'paper')}"
        if cover:
            yield "panel = false"
            yield f"column = {_points(on_cover.group)}  # its words are one group here; without it, each is in its slot"
            if "title" in on_cover.places:
                yield f"place = {_points(on_cover.places['title'].frame)}  # where the template has its title"
        behind = _backdrop(derived, art.get("cover" if cover else "content", ""))
        sheet = (derived.cover_frames if cover else derived.content_frames).panel
        ink = "visited" if cover else "paper"
        drawn = (("Sheet", sheet, ink), ("Title bar", None if cover else content.bar, "support"))
        sheets = [{"name": what, "frame": _points(one), "ink": color} for what, one, color in drawn if one]
        edge = [] if cover or not content.edge else _art("Title edge", content.edge, "rule")
        yield f"ornaments = {toml_value([*behind, *sheets, *bars[0 if cover else 1], *edge])}"
        yield f"[slides.{name}.slots]"
        slots = layout["slots"]
        assert isinstance(slots, dict)  # noqa: S101 - the theme that came with the program
        for slot, frame in own.items():
            yield f"{slot} = {toml_value(_slot(derived, name, slot, slots[slot], frame))}"
        for slot, frame in ({} if cover else furniture).items():
            kind, index = ("ftr", 20) if slot == "footer" else ("sldNum", 21)
            small = {"kind": kind, "frame": _points(frame), "style": "slide-footer", "index": index}
            anchor = _ANCHORS.get(derived.content.of(kind)[0].anchor, "top")
            yield f"{slot} = {toml_value({**small, 'anchor': anchor})}"
        for slot in ("kicker", "footer", "number", "page"):
            if slot in slots and slot not in own and (cover or slot not in furniture):
                yield f"{slot} = false"


def _bar(frame: Rect | None) -> list[dict[str, object]]:
    """Return the bar behind a title as an ornament: its colour is what the title's is compared with."""
    return _art("Title band", frame, "support") if frame else []


def _art(name: str, frame: Rect, ink: str) -> list[dict[str, object]]:
    """Return an ornament that says where the template draws something."""
    return [{"name": name, "frame": _points(frame), "ink": ink, "art": True}]


def _backdrop(derived: DerivedTheme, picture: str) -> list[dict[str, object]]:
    if not picture:
        return []
    whole = _points(Rect(0, 0, derived.size.width, derived.size.height))
    return [{"name": "Art", "frame": whole, "picture": picture, "art": True}]


def _slot(derived: DerivedTheme, layout: str, name: str, usual: Mapping[str, object], frame: Rect) -> dict[str, object]:
    scale = derived.size.height / (540 * _PT)
    slot = {key: value for key, value in usual.items() if key != "lines"}
    slot["frame"] = _points(frame)
    ladder = usual.get("ladder")
    if isinstance(ladder, list):
        more = [_LARGE_TEXT, 14, 12] if name == "subtitle" else []
        steps = descending(readable_size(_number(one) * scale, scale) for one in [*ladder, *more])
        slot["ladder"] = below_titles(derived, steps) if layout != "title" else steps
    if isinstance(usual.get("indent"), (int, float)):
        slot["indent"] = in_parts(_number(usual["indent"]) * scale)
    if name == "title":
        steps = cover_ladder(derived) if layout == "title" else title_ladder(derived)
        slot["ladder"] = steps
        if layout == "context":
            slot["alone"] = sizes_alone(derived)
        smallest = int(pt_from_emu(frame.height) / (1.2 * steps[-1]) + 0.001)
        slot["lines"] = max(1, min(4 if layout == "title" else 3, smallest))
        slot["anchor"] = _cover_anchor(derived)
        if layout != "title":
            slot["anchor"] = _anchor(derived)
            frames = derived.content_frames
            slot["clear"] = _points(frame if frames.open and layout in _FOLLOWING else frames.body)[1]
    places = derived.cover_frames.places if layout == "title" else {}
    align = _ALIGNS.get(places["title"].align) if places else None  # one for the group, whatever its other places have
    slot |= {"align": align} if align else {}
    if name == "kicker":
        slot |= {"lines": 1} if layout != "title" else {}  # a long series takes two lines on a narrow cover
    elif name != "title" and "lines" in usual:
        floor = min(_numbers(slot.get("ladder"))) if slot.get("ladder") else 12 * scale
        slot["lines"] = max(1, min(int(_number(usual["lines"])), int(pt_from_emu(frame.height) / (1.2 * floor))))
    return slot


def _cover_anchor(derived: DerivedTheme) -> str:
    """Return where the cover's title is in its frame: as in the template, in the middle of a bar, or above a rule."""
    frames = derived.cover_frames
    if "title" in frames.places:
        return _ANCHORS.get(frames.places["title"].anchor, "top")
    return "middle" if frames.band else "bottom" if frames.band_frame else "top"


def _anchor(derived: DerivedTheme) -> str:
    """Return where titles are in their frame: on a bar as in the template, else beside the small line."""
    own, frames = derived.content.of("title", "ctrTitle"), derived.content_frames
    if own and frames.band_used and frames.band_frame.contains(frames.title):
        return "middle" if frames.bar else _ANCHORS.get(own[0].anchor, "top")
    return "top" if frames.kicker.height else "bottom"


def _points(frame: Rect) -> list[float]:
    return [int(one / _PT * 100) / 100 for one in (frame.x, frame.y, frame.width, frame.height)]


def _number(value: object) -> float:
    return float(str(value))


def _numbers(value: object) -> list[float]:
    return [float(one) for one in value] if isinstance(value, list) else [0.0]


def toml_value(value: object) -> str:
    """Return a value as TOML on one line."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {toml_value(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return f"[{', '.join(map(toml_value, value))}]"
    return str(tomlkit.item(value).as_string())
