"""What LibreOffice draws of decks on templates: every letter is on its slide, and on calm ground."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from msgspec import Struct
from PIL import Image

from builder.edge.libreoffice import draw, find_office
from builder.edge.template_import import ImportedTheme, TemplateChoices, assets_with, import_template
from builder.media import Pictures
from builder.media.assets import assets_folder
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.model.theme import SlideLayout, Theme
from builder.model.units import EMU_PER_PT, Color
from builder.pipeline import build_deck
from builder.session import Session
from tests.template_files import TEMPLATES

SPOTLIGHT = Path(__file__).parents[2] / "decks" / "2025-62-beijing-parade.md"

APART = 60
"""How far a channel of what is behind a letter may be from the ground that its ink was chosen for, of 255."""


class DrawnDeck(Struct, frozen=True):
    """The Spotlight on a template: the theme, and LibreOffice's drawing of the deck."""

    made: ImportedTheme
    theme: Theme
    pdf: bytes


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, DrawnDeck]:
    """Return the deck on each template, all drawn in one run."""
    built = {name: _on_template(TEMPLATES[name](), tmp_path_factory.mktemp("acme") / "acme.potx") for name in TEMPLATES}
    pdfs = draw({name: deck for name, (_, _, deck) in built.items()}, assets_folder() / "fonts")
    return {name: DrawnDeck(made, theme, pdfs[name]) for name, (made, theme, _) in built.items()}


def _on_template(template: bytes, path: Path) -> tuple[ImportedTheme, Theme, bytes]:
    path.write_bytes(template)
    made = import_template(path, "acme", TemplateChoices(), Report())
    session = Session(assets_with(made))
    theme = session.theme("acme", Report())
    built = build_deck(Source("a.md", SPOTLIGHT.read_bytes()), Pictures({}), Options(theme="acme"), Report(), session)
    assert theme
    assert built
    return made, theme, built.data


@pytest.mark.slow
@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", TEMPLATES)
def test_letters_are_on_the_slide_and_on_calm_ground(name: str, drawn: dict[str, DrawnDeck]) -> None:
    made, theme = drawn[name].made, drawn[name].theme
    art = {name: Image.open(BytesIO(data)).convert("RGB") for name, data in _art_of(made)}
    seen = 0
    for number, page in enumerate(pypdfium2.PdfDocument(drawn[name].pdf)):
        layout = theme.layout("actor" if number else "title")
        picture = art["content" if number else "cover"]
        width, height = page.get_size()
        for char, x, y in _letters(page, made):
            seen += 1
            assert 0 <= x <= width, (number, char)
            assert 0 <= y <= height, (number, char)
            behind = picture.getpixel(
                (min(int(x / width * picture.width), picture.width - 1), int(y / height * picture.height))
            )
            grounds = _grounds(theme, layout, round(x * EMU_PER_PT), round(y * EMU_PER_PT))
            assert any(_alike(behind, one) for one in grounds), (number, char, x, y, behind)
    assert seen > 1500


def _art_of(made: ImportedTheme) -> Iterator[tuple[str, bytes]]:
    """Yield the pictures of the two layouts, by `cover` and `content`."""
    for file, data in made.files:
        if file.startswith(("cover.", "content.")):
            yield file.partition(".")[0], data


def _letters(page: pypdfium2.PdfPage, made: ImportedTheme) -> Iterator[tuple[str, float, float]]:
    """Yield each letter of a page with its centre, points from the top left; those of the template itself left out."""
    text, height = page.get_textpage(), page.get_height()
    own: set[int] = set()
    for words in (*made.derived.cover.words, *made.derived.content.words):
        found = text.search(words)
        while place := found.get_next():
            own |= set(range(place[0], place[0] + place[1]))
    for index in range(text.count_chars()):
        char = text.get_text_range(index, 1)
        if char.strip() and index not in own:
            left, bottom, right, top = text.get_charbox(index)
            yield char, (left + right) / 2, height - (bottom + top) / 2


def _grounds(theme: Theme, layout: SlideLayout, x: int, y: int) -> list[Color | None]:
    """Return the colours that may be behind a letter at `x` and `y`; None for any, on a sheet of our own."""
    sheets = [one.frame for one in layout.ornaments if not one.art]
    if any(one.x <= x <= one.right and one.y <= y <= one.bottom for one in sheets):
        return [None]
    return [theme.color(layout.background), *(theme.color(one.ink) for one in layout.ornaments if one.art)]


def _alike(behind: object, ground: Color | None) -> bool:
    if ground is None:
        return True
    assert isinstance(behind, tuple)
    channels = zip(behind, (ground.red, ground.green, ground.blue), strict=True)
    return all(abs(int(one) - other) <= APART for one, other in channels)
