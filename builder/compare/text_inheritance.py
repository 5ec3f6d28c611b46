"""How text looks after inheritance: run, paragraph, shape, layout, master, master's text styles, defaults.

Programs differ in what they write out and what they leave to be inherited (ECMA-376 part 1, 19.3.1.39 and 21.1.2.4),
so only resolved formats can be compared.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from lxml import etree
from msgspec import Struct, field

from builder.compare.neutral_deck import CharacterFormat, ParagraphSetting
from builder.compare.pptx_parts import PptxParts
from builder.compare.theme_colors import color_of
from builder.model.office_xml import A, Element, P

_TITLES = {"title", "ctrTitle"}
_MASTER_STYLES = {
    "title": "titleStyle", "ctrTitle": "titleStyle", "": "otherStyle", "sldNum": "otherStyle", "ftr": "otherStyle",
    "dt": "otherStyle",
}  # fmt: skip
"""The text style of the master that a placeholder inherits; all others take the body's."""
_MASTER_PLACEHOLDER = {"ctrTitle": "title", "subTitle": "body", "": "body"}
"""The master's placeholder that one of a slide or layout descends from, where the types differ."""
_BULLETS = (f"{A}buNone", f"{A}buChar", f"{A}buAutoNum", f"{A}buBlip")
_SPACES = {f"{A}lnSpc": "line_spacing", f"{A}spcBef": "space_before", f"{A}spcAft": "space_after"}
_INDENTS = {"marL": "indent", "indent": "first_line"}
_TRUE = frozenset({"1", "true"})
_NV, _PH, _FILL, _LATIN, _HIGHLIGHT = f"{P}nvPr", f"{P}ph", f"{A}solidFill", f"{A}latin", f"{A}highlight"

Placeholders: TypeAlias = Sequence[tuple[tuple[str, str], Element]]
"""The placeholders of a sheet, each with its type and index."""


class Ancestry(NamedTuple):
    """What a slide inherits from."""

    layout: Placeholders
    master: Placeholders
    styles: Element | None
    """The master's text styles."""
    colors: Mapping[str, str]
    """Each name of a scheme colour as six hexadecimal digits."""
    fonts: Mapping[str, str]
    """`+mj` and `+mn` with the theme's faces."""
    fills: Sequence[Element] = ()
    """The theme's fills, to which the styles of shapes refer by number; so they do to its lines."""
    lines: Sequence[Element] = ()


class PlainLook(NamedTuple):
    """How a paragraph looks that says nothing of its own."""

    characters: CharacterFormat
    setting: ParagraphSetting


class Inheritance(Struct):
    """Resolves formats in one deck; layouts are looked at once."""

    parts: PptxParts
    defaults: Element | None
    """The presentation's default text style."""
    _ancestries: dict[str, Ancestry] = field(default_factory=dict)
    _models: dict[tuple[str, str, str], tuple[Element, ...]] = field(default_factory=dict)
    _plain: dict[tuple[str, str, str, int], PlainLook] = field(default_factory=dict)

    def ancestry(self, layout: str) -> Ancestry:
        """Return what slides with the layout part `layout` inherit from."""
        if layout not in self._ancestries:
            self._ancestries[layout] = self._ancestry(layout)
        return self._ancestries[layout]

    def models(self, layout: str, kind: str, index: str) -> tuple[Element, ...]:
        """Return the placeholders of layout and master that one of `kind` and `index` descends from, nearest first."""
        key = (layout, kind, index)
        if key not in self._models:
            ancestry = self.ancestry(layout)
            own = _in_layout(ancestry.layout, kind, index)
            kind_above = (placeholder_of(own) or ("", ""))[0] if own is not None else kind
            above = _in_master(ancestry.master, _MASTER_PLACEHOLDER.get(kind_above, kind_above))
            self._models[key] = tuple(one for one in (own, above) if one is not None)
        return self._models[key]

    def plain(self, layout: str, placeholder: tuple[str, str] | None, level: int, own: Element | None) -> PlainLook:
        """Return the look of words without any of their own.

        `own` is the list style that the shape brings itself.
        """
        kind, index = placeholder or ("-", "")
        if own is not None and len(own):
            return self._resolved(layout, placeholder, level, own)
        key = (layout, kind, index, level)
        if key not in self._plain:
            self._plain[key] = self._resolved(layout, placeholder, level, None)
        return self._plain[key]

    def _resolved(self, layout: str, placeholder: tuple[str, str] | None, level: int, own: Element | None) -> PlainLook:
        ancestry = self.ancestry(layout)
        models = self.models(layout, *placeholder) if placeholder else ()
        styles = [own, *(one.find(f"{P}txBody/{A}lstStyle") for one in models)]
        kind = placeholder[0] if placeholder else ""
        name = _MASTER_STYLES.get(kind, "bodyStyle") if placeholder is None or kind else "bodyStyle"
        if ancestry.styles is not None:
            styles.append(ancestry.styles.find(f"{P}{name}"))
        styles.append(self.defaults)
        levels = [
            one for style in styles if style is not None if (one := style.find(f"{A}lvl{level + 1}pPr")) is not None
        ]
        chain = [one for above in levels if (one := above.find(f"{A}defRPr")) is not None]
        characters = overlaid(CharacterFormat(), tuple(reversed(chain)), ancestry)
        setting = ParagraphSetting()
        for one in reversed(levels):
            setting = set_by(one, setting)
        return PlainLook(characters, setting)

    def _ancestry(self, layout: str) -> Ancestry:
        parts = self.parts
        master = parts.related(layout, "slideMaster") if layout else ""
        theme = parts.related(master, "theme") if master else ""
        tree = parts.tree(master) if master else None
        mapping = tree.find(f"{P}clrMap") if tree is not None else None
        names = dict(mapping.attrib) if mapping is not None else {}
        themed = parts.tree(theme) if theme else None
        colors, fonts = _theme_tables(themed) if themed is not None else ({}, {})
        fills, lines = (_style_list(themed, name) for name in ("fillStyleLst", "lnStyleLst"))
        named = {str(name): colors.get(str(target), "") for name, target in names.items()}
        placeholders = _placeholders_of(parts.tree(layout) if layout else None)
        styles = tree.find(f"{P}txStyles") if tree is not None else None
        return Ancestry(placeholders, _placeholders_of(tree), styles, {**colors, **named}, fonts, fills, lines)


def overlaid(base: CharacterFormat, chain: Sequence[Element], ancestry: Ancestry) -> CharacterFormat:
    """Return `base` with what each of `chain` (run properties) says, the last one strongest."""
    found = base
    for one in chain:
        changes: dict[str, object] = {}
        for name, value in one.attrib.items():
            if name in _ATTRIBUTES:
                field_name, read = _ATTRIBUTES[name]
                changes[field_name] = read(str(value))
        for child in one:
            if child.tag == _FILL:
                changes["color"] = color_of(child, ancestry.colors)
            elif child.tag == _LATIN:
                face = child.get("typeface", "")
                changes["font"] = ancestry.fonts.get(face[:3], face) if face.startswith("+") else face
            elif child.tag == _HIGHLIGHT:
                changes["highlight"] = color_of(child, ancestry.colors)
        if changes:
            found = found._replace(**changes)  # type: ignore[arg-type]
    return found


def set_by(properties: Element, otherwise: ParagraphSetting) -> ParagraphSetting:
    """Return how a paragraph is set whose `properties` say so, and where they say nothing as `otherwise`."""
    changes: dict[str, object] = {}
    for name, value in properties.attrib.items():
        if name in _INDENTS:
            changes[_INDENTS[name]] = _whole(value, 0)
    for child in properties:
        if child.tag in _SPACES:
            if len(child):
                changes[_SPACES[child.tag]] = _space(child[0])
        elif child.tag in _BULLETS:
            none = child.tag == f"{A}buNone"
            changes["bullet"] = "" if none else child.get("char") or child.get("type") or "picture"
    changes["align"] = _align(properties, otherwise.align)
    return otherwise._replace(**changes)  # type: ignore[arg-type]  # fields by their names


def _align(properties: Element, otherwise: str) -> str:
    """Return alignment and direction; left is none."""
    align, rtl = properties.get("algn"), properties.get("rtl")
    before, _, way = otherwise.partition(" ")
    align = before if not align else "" if align == "l" else align
    return f"{align} rtl" if (way if not rtl else rtl in _TRUE) else align


def _space(space: Element) -> str:
    """Return a distance of lines or paragraphs: hundredths of a point, or thousandths of a per cent of the line."""
    value = space.get("val", "0")
    if space.tag == f"{A}spcPts":
        return f"{_whole(value, 0) / 100:g}pt"
    return value if value.endswith("%") else f"{round(_whole(value, 0) / 1000)}%"


def _theme_tables(theme: Element) -> tuple[dict[str, str], dict[str, str]]:
    colors, fonts = {}, {}
    scheme = theme.find(f".//{A}clrScheme")
    for one in scheme if scheme is not None else ():
        if len(one):
            colors[etree.QName(one).localname] = (one[0].get("lastClr") or one[0].get("val", "")).upper()
    for short, name in (("+mj", "majorFont"), ("+mn", "minorFont")):
        latin = theme.find(f".//{A}fontScheme/{A}{name}/{A}latin")
        fonts[short] = latin.get("typeface", "") if latin is not None else ""
    return colors, fonts


def _style_list(theme: Element | None, name: str) -> Sequence[Element]:
    found = theme.find(f".//{A}fmtScheme/{A}{name}") if theme is not None else None
    return list(found) if found is not None else ()


def placeholder_of(shape: Element) -> tuple[str, str] | None:
    """Return type and index of the placeholder that `shape` is; None if it is not one."""
    head = shape[0] if len(shape) else shape
    for one in head:
        if one.tag == _NV:
            for child in one:
                if child.tag == _PH:
                    return child.get("type", ""), child.get("idx", "")
    return None


def _in_layout(layout: Placeholders, kind: str, index: str) -> Element | None:
    """Return the layout's placeholder of the same index, or where there is no index, of the same type."""
    for found, shape in layout:
        if (index and found[1] == index) or (not index and (found[0] == kind or {found[0], kind} <= _TITLES)):
            return shape
    return None


def _in_master(master: Placeholders, kind: str) -> Element | None:
    return next((shape for found, shape in master if (found[0] or "body") == kind), None)


def _placeholders_of(sheet: Element | None) -> Placeholders:
    tree = sheet.find(f"{P}cSld/{P}spTree") if sheet is not None else None
    shapes = [one for one in tree if isinstance(one.tag, str)] if tree is not None else []
    return [(found, one) for one in shapes if (found := placeholder_of(one)) is not None]


def _whole(value: object, otherwise: int) -> int:
    text = str(value)
    return int(text) if text.lstrip("-").isascii() and text.lstrip("-").isdecimal() and len(text) < 12 else otherwise


def _raised(value: str) -> int:
    rise = _whole(value.rstrip("%").partition(".")[0], 0)
    return (rise > 0) - (rise < 0)


_ATTRIBUTES: Mapping[str, tuple[str, Callable[[str], object]]] = {
    "b": ("bold", _TRUE.__contains__),
    "i": ("italic", _TRUE.__contains__),
    "u": ("underline", lambda value: value != "none"),
    "strike": ("strike", lambda value: value != "noStrike"),
    "sz": ("size", lambda value: round(_whole(value, 1800) / 50) * 50),
    "baseline": ("raised", _raised),
    "cap": ("caps", lambda value: "" if value == "none" else value),
}
"""Each attribute of run properties that counts: the field that it sets, and how its value is read."""
