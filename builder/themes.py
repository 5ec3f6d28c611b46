"""A theme from its TOML file, checked: colours, contrast, fonts, boxes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

from builder.codes import BAD_THEME, IMPOSSIBLE_BOX, LOW_CONTRAST, MISSING_FONT
from builder.diagnostics import Code, Report, Span
from builder.scene import Anchor
from builder.style import Color, Rect, color_from_hex, contrast_ratio, pt
from builder.theme import Font, Kind, Ornament, Setting, Sheet, SlideLayout, Slot, TextStyle, Theme

INKS = (
    "ink", "paper", "title", "panel", "accent", "muted", "rule", "tint", "pale", "support", "link", "visited",
)  # fmt: skip
"""The palette's names, in the order of PowerPoint's theme colours dk1 lt1 dk2 lt2 accent1 to 6 hlink folHlink."""

CONTRAST = 4.5
"""The least contrast of text, in colour and in grey (WCAG 2.2, 1.4.3, level AA)."""

Table = dict[str, object]


class _FaultError(Exception):
    """A fault in the file that ends the reading of its table."""


def theme_from_toml(name: str, data: bytes, media: Mapping[str, bytes], report: Report) -> Theme | None:
    """Return the theme in `data` (TOML), or None with findings in `report`.

    `name` is the file as findings print it; its stem is the theme's name. `media` tells which fonts exist.
    """
    source = _Source(name, data, report)
    try:
        table = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        place = re.search(r"at line (\d+), column (\d+)", str(fault))
        line, column = (int(place[1]), int(place[2])) if place else (1, 1)
        report.add(BAD_THEME, Span(name, line, column), f"the theme is not TOML: {str(fault).split(' (')[0].lower()}")
        return None
    before = len(report.findings)
    try:
        theme = _theme(re.sub(r".*/|\.toml$", "", name), table)
    except _FaultError as fault:
        source.find(BAD_THEME, str(fault), "see assets/themes/README.md for every key")
        return None
    _check_contrast(table, theme, source)
    _check_fonts(theme, media, source)
    _check_boxes(theme, source)
    return None if len(report.findings) > before else theme


class _Source:
    """Where findings about the theme point: the first line that holds a word of the message's subject."""

    def __init__(self, name: str, data: bytes, report: Report) -> None:
        self._name, self._report = name, report
        self._lines = data.decode("utf-8", "replace").splitlines()

    def find(self, code: Code, message: str, *hints: str, near: str = "") -> None:
        for number, line in enumerate(self._lines, 1):
            if near and near in line and not line.startswith("#"):
                self._report.add(code, Span(self._name, number, line.index(near) + 1), message, *hints)
                return
        self._report.add(code, Span(self._name, 1, 1), message, *hints)


def _theme(name: str, table: Table) -> Theme:
    slides = _table(table, "slides")
    return Theme(
        name=name,
        label=_text(table, "label"),
        palette=_palette(_table(table, "palette")),
        fonts=tuple(_font(key, _inner(value, f"fonts.{key}")) for key, value in _table(table, "fonts").items()),
        styles=tuple(_style(key, _inner(value, f"styles.{key}")) for key, value in _table(table, "styles").items()),
        slide_width=pt(_number(slides, "width")),
        slide_height=pt(_number(slides, "height")),
        layouts=tuple(_layout(key, value) for key, value in slides.items() if isinstance(value, dict)),
        sheets=tuple(_sheet(key, _inner(value, f"sheets.{key}")) for key, value in _table(table, "sheets").items()),
        setting=_setting(_table(table, "handout")),
    )


def _palette(table: Table) -> tuple[tuple[str, Color], ...]:
    if unknown := sorted(set(table) ^ set(INKS)):
        message = f"the palette has exactly {len(INKS)} colours ({', '.join(INKS)}); see `{unknown[0]}`"
        raise _FaultError(message)
    try:
        return tuple((ink, color_from_hex(_text(table, ink))) for ink in INKS)
    except ValueError as fault:
        raise _FaultError(str(fault)) from fault


def _font(key: str, table: Table) -> Font:
    files = table.get("files")
    if not isinstance(files, list) or len(files) != 4:
        message = f"`fonts.{key}.files` lists four faces: regular, bold, italic, bold italic"
        raise _FaultError(message)
    regular, bold, italic, bold_italic = (f"fonts/{file}.ttf" for file in files)
    return Font(key, _text(table, "office"), regular, bold, italic, bold_italic)


def _style(name: str, table: Table) -> TextStyle:
    _known(
        table,
        f"styles.{name}",
        "font",
        "size",
        "ink",
        "bold",
        "italic",
        "tracking",
        "caps",
        "leading",
        "before",
        "after",
    )
    return TextStyle(
        name=name,
        font=_text(table, "font"),
        size=pt(_number(table, "size")),
        ink=_text(table, "ink"),
        bold=table.get("bold") is True,
        italic=table.get("italic") is True,
        tracking=_number(table, "tracking", 0),
        caps=table.get("caps") is True,
        leading=_number(table, "leading", 1.2),
        before=pt(_number(table, "before", 0)),
        after=pt(_number(table, "after", 0)),
    )


def _layout(name: str, table: Table) -> SlideLayout:
    ornaments = table.get("ornaments", [])
    if not isinstance(ornaments, list):
        message = f"`slides.{name}.ornaments` is a list"
        raise _FaultError(message)
    return SlideLayout(
        name=name,
        label=_text(table, "label"),
        background=_text(table, "background"),
        ornaments=tuple(Ornament(_text(one, "name"), _rect(one, "frame"), _text(one, "ink")) for one in ornaments),
        slots=tuple(_slot(key, _inner(value, f"slots.{key}")) for key, value in _table(table, "slots").items()),
    )


def _slot(name: str, table: Table) -> Slot:
    _known(
        table,
        name,
        "kind",
        "frame",
        "style",
        "index",
        "ladder",
        "lines",
        "anchor",
        "bullet",
        "bullet_size",
        "indent",
        "prompt",
    )
    ladder = table.get("ladder", [])
    if not isinstance(ladder, list) or sorted(ladder, reverse=True) != ladder:
        message = f"the ladder of `{name}` lists sizes, the largest first"
        raise _FaultError(message)
    try:
        kind, anchor = Kind(_text(table, "kind")), Anchor(_text(table, "anchor", "top"))
    except ValueError as fault:
        raise _FaultError(str(fault)) from fault
    return Slot(
        name=name,
        kind=kind,
        frame=_rect(table, "frame"),
        style=_text(table, "style"),
        index=int(_number(table, "index")),
        ladder=tuple(pt(size) for size in ladder),
        lines=int(_number(table, "lines", 0)),
        anchor=anchor,
        bullet=_text(table, "bullet", ""),
        bullet_size=_number(table, "bullet_size", 1),
        indent=pt(_number(table, "indent", 0)),
        prompt=_text(table, "prompt", ""),
    )


def _sheet(name: str, table: Table) -> Sheet:
    size = table.get("size")
    if not isinstance(size, list) or len(size) != 2:
        message = f"`sheets.{name}.size` is a width and a height"
        raise _FaultError(message)
    frames = (_rect(table, key) for key in ("text", "margin", "full", "head", "foot"))
    text, margin, full, head, foot = frames
    return Sheet(name, pt(size[0]), pt(size[1]), text, margin, full, head, foot)


def _setting(table: Table) -> Setting:
    return Setting(
        align=_text(table, "align", "start"),
        hyphenate=table.get("hyphenate") is True,
        columns=int(_number(table, "columns", 1)),
        grid=pt(_number(table, "grid")),
    )


def _table(table: Table, key: str) -> Table:
    if key not in table:
        message = f"the theme has no table `{key}`"
        raise _FaultError(message)
    return _inner(table[key], key)


def _inner(value: object, key: str) -> Table:
    if not isinstance(value, dict):
        message = f"`{key}` is a table"
        raise _FaultError(message)
    return value


def _text(table: Table, key: str, usual: str | None = None) -> str:
    value = table.get(key, usual)
    if not isinstance(value, str):
        message = f"`{key}` is text"
        raise _FaultError(message)
    return value


def _number(table: Table, key: str, usual: float | None = None) -> float:
    value = table.get(key, usual)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        message = f"`{key}` is a number"
        raise _FaultError(message)
    return value


def _rect(table: Table, key: str) -> Rect:
    value = table.get(key)
    if not isinstance(value, list) or len(value) != 4 or not all(isinstance(one, (int, float)) for one in value):
        message = f"`{key}` is x, y, width and height in points"
        raise _FaultError(message)
    return Rect(*(pt(one) for one in value))


def _known(table: Table, where: str, *keys: str) -> None:
    for key in table:
        if key not in keys:
            message = f"`{where}` has an unknown key `{key}`; known are {', '.join(keys)}"
            raise _FaultError(message)


def _check_contrast(table: Table, theme: Theme, source: _Source) -> None:
    pairs = _table(table, "contrast").get("pairs", []) if "contrast" in table else []
    inks = dict(theme.palette)
    for pair in pairs if isinstance(pairs, list) else []:
        ink, ground = (inks.get(str(one)) for one in pair)
        if ink is None or ground is None:
            source.find(BAD_THEME, f"the pair `{pair}` names a colour that the palette lacks", near=str(pair[0]))
            continue
        for kind, ratio in (("", contrast_ratio(ink, ground)), (" in grey", contrast_ratio(ink.grey, ground.grey))):
            if ratio < CONTRAST:
                source.find(
                    LOW_CONTRAST,
                    f"`{pair[0]}` on `{pair[1]}` has a contrast of {ratio:.2f}{kind}; at least {CONTRAST} is needed",
                    f"darken or lighten `{pair[0]}` in the palette",
                    near=f"{pair[0]} =",
                )
                break


def _check_fonts(theme: Theme, media: Mapping[str, bytes], source: _Source) -> None:
    for font in theme.fonts:
        for file in (font.regular, font.bold, font.italic, font.bold_italic):
            if file not in media:
                stem = file.removeprefix("fonts/").removesuffix(".ttf")
                source.find(
                    MISSING_FONT, f"the font `{stem}` is not among the assets", "name a file of assets/fonts", near=stem
                )
    keys = {font.key for font in theme.fonts}
    for style in theme.styles:
        if style.font not in keys or style.ink not in dict(theme.palette):
            message = f"the style `{style.name}` names a font or colour that the theme lacks"
            source.find(BAD_THEME, message, near=f"{style.name} =")


def _check_boxes(theme: Theme, source: _Source) -> None:
    slide = Rect(0, 0, theme.slide_width, theme.slide_height)
    styles = {style.name: style for style in theme.styles}
    for layout in theme.layouts:
        for slot in layout.slots:
            style = styles.get(slot.style)
            if style is None:
                source.find(
                    BAD_THEME, f"`{layout.name}.{slot.name}` names the unknown style `{slot.style}`", near=slot.style
                )
                continue
            floor = min((*slot.ladder, style.size)) if slot.ladder else style.size
            if not slide.contains(slot.frame):
                _impossible(source, layout, slot, "reaches beyond the slide")
            elif slot.kind not in {Kind.FREE, Kind.PICTURE} and slot.frame.height < floor * style.leading:
                _impossible(source, layout, slot, "is lower than one line of its smallest size")
    for sheet in theme.sheets:
        paper = Rect(0, 0, sheet.width, sheet.height)
        if not all(paper.contains(frame) for frame in (sheet.text, sheet.margin, sheet.full, sheet.head, sheet.foot)):
            source.find(
                IMPOSSIBLE_BOX, f"a frame of the sheet `{sheet.name}` reaches beyond the paper", near=sheet.name
            )


def _impossible(source: _Source, layout: SlideLayout, slot: Slot, why: str) -> None:
    source.find(
        IMPOSSIBLE_BOX,
        f"the box `{slot.name}` of the layout `{layout.name}` {why}",
        "change its frame, or the ladder of its sizes",
        near=f"{slot.name} =",
    )
