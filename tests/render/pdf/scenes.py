"""Small scenes for the tests of the PDF backend, set with the real fonts."""

from functools import lru_cache, reduce

from msgspec.structs import replace

from builder.layout.text.block import BreakStrategy, ParagraphSpec, break_paragraph
from builder.layout.text.shaper import Shaper
from builder.model.findings import Report
from builder.model.scene import (
    Align,
    Item,
    Page,
    Properties,
    ResolvedStyle,
    Role,
    Scene,
    SetParagraph,
    Tag,
    TagId,
    TextBox,
    TextRun,
)
from builder.model.units import Color, Rect, mm, pt
from builder.theming import theme_from_toml
from tests.session import ASSETS

INK = Color(0x10, 0x1B, 0x2D)

DOCUMENT = Tag(TagId("document"), Role.DOCUMENT)

PROPERTIES = Properties(
    title="Ports & Straits",
    authors=("Ada Marsh", "Björn Ödegård"),
    subject="Harbour Notes 7/2025",
    keywords=("Norway", "Łeba"),
    publisher="Institute of Tides",
    date=None,
    lang="en-GB",
    identifier="2025-07-ports",
    version="1.0",
)

MOMENT = 1741910400
"""2025-03-14T00:00:00Z."""


@lru_cache(maxsize=1)
def shaper() -> Shaper:
    """Return the measuring fonts of the house style."""
    report = Report()
    theme = theme_from_toml("themes/briefing.toml", ASSETS["themes/briefing.toml"], ASSETS, report)
    assert theme is not None
    return Shaper(theme, ASSETS)


def style(name: str = "entry-text", size: float = 12) -> ResolvedStyle:
    """Return a text style of the house style at `size` points."""
    return shaper().style(name, size=pt(size))


def run(
    text: str, *, look: ResolvedStyle | None = None, lang: str = "en-GB", href: str = "", target: str | TagId = ""
) -> TextRun:
    """Return `text` as a run."""
    return TextRun(text, look or style(), lang, href=href, target=target)


def paragraph(
    *runs: TextRun,
    tag: str = "",
    tags: tuple[TagId | None, ...] = (),
    x: float = 20,
    top: float = 20,
    width: float = 120,
    align: Align = Align.START,
    lang: str = "en-GB",
    bullet: str = "",
    label_tag: str = "",
    lines: tuple[int, int | None] = (0, None),
) -> SetParagraph:
    """Return a set paragraph; `x`, `top` and `width` in millimetres."""
    copy = ParagraphSpec(
        runs,
        align,
        tag=tag_id(tag) if tag else None,
        label_tag=tag_id(label_tag) if label_tag else None,
        run_tags=tags,
        lang=lang,
        bullet=bullet,
        indent=mm(6) if bullet else 0,
    )
    copy = replace(copy, hanging=mm(5)) if bullet else copy
    return break_paragraph(copy, mm(width), shaper(), BreakStrategy.BEST, hyphenate=True).set(mm(x), mm(top), *lines)


def box(
    *paragraphs: SetParagraph, name: str = "text", top: float = 20, height: float = 40, target: str = ""
) -> TextBox:
    """Return the paragraphs in a box 120 mm wide; `top` and `height` in millimetres."""
    return TextBox(name, Rect(mm(20), mm(top), mm(120), mm(height)), paragraphs, target=target)


def page(*items: Item, key: str = "page-1", label: str = "") -> Page:
    """Return an A5 page turned sideways."""
    return Page(key, mm(210), mm(148), items, f"Page {key}", label=label)


def scene(*pages: Page, tags: tuple[Tag, ...] = (), lang: str = "en-GB") -> Scene:
    """Return a document of `pages` with `tags` below its root."""
    return Scene(replace(PROPERTIES, lang=lang), pages, (DOCUMENT, *tags), moment=MOMENT)


def tag_id(path: str) -> TagId:
    """Return the id of an element by its path below the root, such as `list/1/label`."""
    return reduce(TagId.part, path.split("/"), DOCUMENT.id)


def tag(path: str, role: Role = Role.BODY, alt: str = "") -> Tag:
    """Return a tag below the root."""
    return Tag(tag_id(path), role, alt)


def text_scene(*runs: TextRun, width: float = 120, lang: str = "en-GB", align: Align = Align.START) -> Scene:
    """Return a document of one paragraph."""
    words = paragraph(*runs, tag="p", width=width, lang=lang, align=align)
    return scene(page(box(words)), tags=(tag("p"),), lang=lang)
