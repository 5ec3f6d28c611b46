"""A briefing in its publisher's house style: brand, backdrops and marking put into the theme that it is laid out in."""

from msgspec.structs import replace

from builder.media import Media
from builder.model.brief import Brief
from builder.model.findings import Report
from builder.model.marking_and_brand import Brand
from builder.model.scene import Door
from builder.model.theme import Theme
from builder.theming.brand import BrandSource, branded, merged_brand, with_backdrops
from builder.theming.marking_slot import with_marking
from builder.theming.paper_palette import with_paper_palette


def in_house_style(
    brief: Brief, theme: Theme, asked: Brand, media: Media, report: Report
) -> tuple[Brief, Theme, Media]:
    """Return the briefing and the theme in its publisher's brand, with its marking, and media with the logos.

    What the briefing says of its brand goes before what was `asked` for, and that before the theme's own.
    """
    sources = (
        BrandSource(brief.fields.brand, Door.PICTURE),
        BrandSource(asked, Door.ASSET),
        BrandSource(theme.brand, Door.ASSET, "themes/"),
    )
    brand, keys = merged_brand(sources)
    theme, media = with_backdrops(theme, media)
    if brand.given:
        theme, media = branded(theme, brand, keys, media, report)
        theme = with_paper_palette(theme)
        brief = replace(brief, fields=replace(brief.fields, brand=brand))
    marking = brief.fields.marking.text
    return brief, with_marking(theme, len(marking)) if marking else theme, media
