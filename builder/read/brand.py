"""The brand that a source gives: logo, colour and address."""

from builder.codes import WRONG_TYPE
from builder.model.findings import Report
from builder.model.marking_and_brand import Brand
from builder.model.units import Color, color_from_hex
from builder.read.located_tree import Node
from builder.read.mapping_reader import Keys, mapping_of, refuse_number, texts_of

BRAND_KEYS = ("logo", "logo-on-dark", "alt", "accent", "heading-font", "text-font", "address")


def brand_from_node(node: Node | None, report: Report) -> Brand:
    """Return the brand in the front matter; every fault is a finding at its place."""
    mapping = mapping_of(node, "`brand`", 'write `brand: {logo: logo.svg, accent: "#00665E"}`', report)
    if mapping is None:
        return Brand()
    keys = Keys(mapping, "brand", BRAND_KEYS, report)
    for key in ("heading-font", "text-font"):
        refuse_number(keys.get(key), f"the name of `{key}`", report)
    return Brand(
        logo=keys.text("logo"),
        logo_on_dark=keys.text("logo-on-dark"),
        alt=keys.text("alt"),
        accent=_color(keys, report),
        address=texts_of(keys.get("address"), "address", report),
        heading_font=keys.text("heading-font"),
        text_font=keys.text("text-font"),
        places=tuple((key, keys.place(key)) for key in keys.names),
    )


def _color(keys: Keys, report: Report) -> Color | None:
    written = keys.text("accent")
    if not written:
        return None
    try:
        return color_from_hex(written)
    except ValueError:
        hint = 'write six hexadecimal digits in quotes, as `"#17304C"`'
        report.add(WRONG_TYPE, keys.place("accent"), f"`{written}` is not a colour", hint)
        return None
