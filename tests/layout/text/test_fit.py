"""Text of any kind in boxes of any size: what is said to fit fits, and no word is lost on the way."""

from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from builder.layout import Shaper
from builder.layout.text.block import ParagraphSpec
from builder.layout.text.fit import FittedText, fit_continued, fit_one
from builder.layout.text.least_height import least_height
from builder.model.findings import Report
from builder.model.scene import TextRun
from builder.model.sentence import LINE_END
from builder.model.theme import Theme
from builder.model.typography import HYPHEN
from builder.model.units import Rect, pt
from builder.theming import theme_from_toml
from tests.session import ASSETS

LADDER = (pt(20), pt(18), pt(16))
WORDS = (
    "parade", "of", "Donaudampfschifffahrtsgesellschaftskapitän", "źródła", "військовослужбовців", "διαπραγματεύσεις",
    "العسكري", "https://example.org/a/very/long/path?with=query&and=more", "x" * 120, "U.S.", "—", "«да»", "3 %",
    "2022-2025", "anti-Western", "½", "İstanbul", "naïve", "北京", "A",
)  # fmt: skip

paragraphs = st.lists(
    st.lists(
        st.one_of(st.sampled_from(WORDS), st.text("abc déśñ-/", min_size=1, max_size=30)), min_size=1, max_size=30
    ).map(lambda words: " ".join(" ".join(words).split()) or "a"),
    min_size=1,
    max_size=8,
)


@lru_cache(maxsize=1)
def _faces() -> Shaper:
    theme = theme_from_toml("themes/briefing.toml", ASSETS["themes/briefing.toml"], ASSETS, Report())
    assert isinstance(theme, Theme)
    return Shaper(theme, ASSETS)


def _copies(texts: list[str], size: int) -> tuple[ParagraphSpec, ...]:
    style = _faces().style("slide-body", size=size)
    return tuple(ParagraphSpec((TextRun(text, style, "en"),), after=pt(8), indent=pt(20), lang="en") for text in texts)


def _words(fitted: FittedText) -> list[str]:
    """Return the words of each paragraph, without the spaces, line ends and hyphens that the layout adds."""
    texts = ("".join(run.text for run in paragraph.runs) for paragraph in fitted.paragraphs)
    return [text.replace("\u00a0", " ").replace(LINE_END, " ").replace(HYPHEN, "") for text in texts]


def _is_inside(fitted: FittedText, frame: Rect) -> bool:
    lines = [line for paragraph in fitted.paragraphs for line in paragraph.lines]
    across = all(frame.x <= run.x and run.x + run.width <= frame.right + pt(0.5) for line in lines for run in line.runs)
    down = all(frame.y <= line.baseline <= frame.bottom for line in lines)
    return across and down


@settings(max_examples=60, deadline=None)
@given(texts=paragraphs, width=st.integers(200, 860), height=st.integers(60, 460))
def test_what_fits_is_inside_its_box_at_a_size_of_the_ladder(texts: list[str], width: int, height: int) -> None:
    frame = Rect(pt(54), pt(60), pt(width), pt(height))
    fitted = fit_one("body", frame, lambda size: _copies(texts, size), LADDER, _faces())
    if fitted is None:
        return
    assert fitted.fit.size in LADDER
    assert fitted.fit.height_used <= fitted.fit.height_available == frame.height
    assert sum(len(paragraph.lines) for paragraph in fitted.paragraphs) <= fitted.fit.lines
    assert _is_inside(fitted, frame)
    assert _words(fitted) == texts


@settings(max_examples=60, deadline=None)
@given(texts=paragraphs, width=st.integers(200, 860), height=st.integers(60, 460))
def test_what_continues_loses_no_letter_and_fits_every_box(texts: list[str], width: int, height: int) -> None:
    frame = Rect(pt(54), pt(60), pt(width), pt(height))
    parts = fit_continued("body", frame, lambda size: _copies(texts, size), LADDER, _faces())
    assert all(part.fit.size == LADDER[-1] for part in parts)
    assert all(part.fit.height_used <= frame.height for part in parts)
    assert all(_is_inside(part, frame) for part in parts)
    shown = "".join(word for part in parts for word in _words(part))
    assert "".join(shown.split()) == "".join("".join(texts).split())


@settings(max_examples=40, deadline=None)
@given(texts=paragraphs)
def test_a_larger_box_takes_no_smaller_size(texts: list[str]) -> None:
    sizes = []
    for height in (120, 240, 440):
        fitted = fit_one("body", Rect(0, 0, pt(600), pt(height)), lambda size: _copies(texts, size), LADDER, _faces())
        sizes.append(fitted.fit.size if fitted else 0)
    assert sizes == sorted(sizes)


LONG_TEXTS = (
    "illicit lilt " * 120,
    "naïve — 3 % of it\u00a0all " * 60,
    "العسكري ships 2025 (abc) " * 60,
    "iiii\u200biiii " * 200,
    "x" * 1500,
    "北京" * 700,
    "https://example.org/a/very/long/path?with=query&and=more " * 30,
)


@pytest.mark.parametrize("text", LONG_TEXTS)
@pytest.mark.parametrize("width", [pt(90), pt(700)])
@pytest.mark.parametrize("size", LADDER)
def test_no_long_text_is_lower_than_what_is_known_of_it(text: str, width: int, size: int) -> None:
    specs = _copies([text.strip()], size)
    height = fit_continued("body", Rect(0, 0, width, pt(90_000)), lambda _: specs, (size,), _faces())[0].fit.height_used
    least = least_height(specs, width, _faces())
    assert height / 2 < least <= height


def test_a_long_text_fits_a_box_of_its_own_height_and_none_that_is_a_line_lower() -> None:
    specs = _copies([LONG_TEXTS[0].strip()], LADDER[0])
    frame = Rect(0, 0, pt(300), pt(90_000))
    whole = fit_one("body", frame, lambda _: specs, LADDER[:1], _faces())
    assert whole is not None
    height = whole.fit.height_used
    exact, lower = (replace(frame, height=one) for one in (height, height - height // whole.fit.lines))
    assert fit_one("body", exact, lambda _: specs, LADDER[:1], _faces()) is not None
    assert fit_one("body", lower, lambda _: specs, LADDER[:1], _faces()) is None
