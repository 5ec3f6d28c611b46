"""The handout's own colours, sheets without a margin, and large print."""

import pytest

from builder.media import Assets, Media, Pictures
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.model.scene import ResolvedStyle, Shape
from builder.model.units import Color, contrast_ratio, pt
from builder.pipeline import LaidOutBriefing, understand
from builder.session import Session
from builder.theming import load_theme
from tests.corpus.pictures import striped_png
from tests.everything import RICH
from tests.layout.handouts import BODY, HEAD, paragraphs_on
from tests.session import ASSETS, laid_out

DARK = """extends = "briefing"
[palette]
ink = "#E8ECF2"
paper = "#0F1622"
title = "#9FC4F0"
panel = "#1B2536"
accent = "#FF8A6B"
muted = "#A9B4C4"
rule = "#3A475C"
tint = "#7A3B2E"
pale = "#2B3A54"
support = "#7FB2C9"
link = "#8EC5FF"
visited = "#C9A7E8"
[contrast]
pairs = [["ink", "paper"]]
[charts]
fills = ["title", "pale", "accent", "tint", "support", "rule", "muted"]
[styles]
cover-kicker = { font = "sans", size = 15, ink = "accent", bold = true }
cover-meta = { font = "sans", size = 15, ink = "muted" }
cover-title = { font = "serif", size = 42, ink = "title", bold = true }
cover-text = { font = "sans", size = 18, ink = "ink" }
cover-authors = { font = "sans", size = 16, ink = "ink" }
[slides.title]
background = "paper"
"""


def _laid_out(theme: str, text: str = HEAD + BODY) -> tuple[LaidOutBriefing | None, Report]:
    assets = Assets({**ASSETS, "themes/night.toml": theme.encode()})
    report = Report()
    source, media = Source("ports.md", text.encode()), Media(assets, Pictures({}))
    return understand(source, media, Options(theme="night"), report, Session(assets)), report


def _styles(found: LaidOutBriefing) -> list[ResolvedStyle]:
    pages = found.products.handout.pages
    return [run.style for page in pages for one in paragraphs_on(page) for run in one.runs]


def test_a_dark_theme_has_dark_slides_and_a_handout_on_white_paper() -> None:
    found, report = _laid_out(DARK)
    assert found is not None, report.findings
    assert found.theme.color("paper") == Color(15, 22, 34)
    assert found.theme.on_paper().color("paper") == Color(255, 255, 255)
    grounds = [Color(255, 255, 255), found.theme.on_paper().color("panel")]
    for style in _styles(found):
        if style.ink != "paper":  # the letters of a monogram, on its plate
            assert min(contrast_ratio(style.color, ground) for ground in grounds) >= 4.5, style.ink
    items = (item for page in found.products.handout.pages for item in page.items)
    (glance,) = (item for item in items if isinstance(item, Shape) and item.name == "Glance panel")
    assert glance.fill is not None
    assert glance.fill.luminance > 0.8


def test_a_theme_may_name_colours_of_its_handout() -> None:
    found, report = _laid_out(DARK + '[handout.palette]\naccent = "#7A1F00"\n')
    assert found is not None, report.findings
    assert found.theme.on_paper().color("accent") == Color(122, 31, 0)
    assert found.theme.color("accent") == Color(255, 138, 107)
    light, report = _laid_out('extends = "briefing"\n[handout.palette]\npanel = "#E0F0E0"\n')
    assert light is not None, report.findings
    assert light.theme.on_paper().color("panel") == Color(224, 240, 224)
    assert light.theme.on_paper().color("ink") == light.theme.color("ink")


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ('accent = "#FFC0B0"', "`accent` on `paper` (`masthead-series` in the handout) has a contrast of 1.5"),
        ('paper = "#101010"', "the handout's `paper` is dark"),
        ('acent = "#7A1F00"', "`handout.palette` has no key `acent`"),
        ('accent = "red"', "`red` is not a colour"),
    ],
)
def test_colours_of_the_handout_that_cannot_be_are_told_with_their_place(table: str, words: str) -> None:
    report = Report()
    text = f'extends = "briefing"\n[handout.palette]\n{table}\n'
    assert load_theme("night", Assets({**ASSETS, "themes/night.toml": text.encode()}), report) is None
    (first, *_) = [one for one in report.findings if words in one.message]
    assert (first.span.source, first.span.line) == ("themes/night.toml", 3)


@pytest.mark.parametrize("paper", ["a4", "letter", "a5"])
def test_clear_print_is_large_print(paper: str) -> None:
    pictures = Pictures({"port.png": striped_png(320, 200)})
    options = Options(theme="clear-print", paper=paper)
    found = laid_out(Source("rich.md", RICH.encode()), Report(), options=options, pictures=pictures)
    assert found is not None
    grounds = [found.theme.color(ink) for ink in ("paper", "panel")]
    for style in _styles(found):
        if style.ink == "paper":  # the letters of a monogram, on its plate beside the name
            continue
        assert (style.script_of or style.size) >= pt(16)
        assert not style.caps
        assert not style.tracking
        assert min(contrast_ratio(style.color, ground) for ground in grounds) >= 7
    for page in found.products.handout.pages:
        assert all(one.align != "justify" for one in paragraphs_on(page))
        assert not any(line.hyphen for one in paragraphs_on(page) for line in one.lines)
