"""Draw the pictures of the README and of the page for designers: `python -m tests.tools.readme_pictures`.

They are drawn from the briefings in `decks/` by the preview; `tests/test_readme_pictures.py` draws them again
and compares, so that no page shows what briefdeck no longer makes.
"""

from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from unittest.mock import patch

from PIL import Image
from pptx import Presentation
from pptx.slide import SlideLayout

from builder.edge import template_import
from builder.edge.preview import preview
from builder.edge.workspace import pictures_in
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.session import Session
from tests.template_files import TEMPLATES, crowded_picture, dots, layout_picture

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "assets" / "screenshots"
DPI = 72


DESIGNERS = "assets/themes/DESIGNERS.md"


class Picture(NamedTuple):
    """A picture of a page: which page of which briefing it shows."""

    deck: str
    page: str
    """`slide` or `page`, and its index counted as Python does."""
    place: int
    template: str = ""
    """The template of `tests.template_files` that it is built on, if any."""
    page_of: str = "README.md"
    """The page that shows it."""


PICTURES = {
    "slide.png": Picture("2025-62-beijing-parade", "slide", 2),
    "summary.png": Picture("2025-62-beijing-parade", "slide", -1),
    "handout.png": Picture("2025-62-beijing-parade", "page", 0),
    "chart.png": Picture("2026-03-night-trains", "slide", 2),
    "arabic.png": Picture("2026-02-school-gardens-ar", "slide", 2),
    "corporate-cover.png": Picture("2025-62-beijing-parade", "slide", 0, "corporate"),
    "corporate.png": Picture("2025-62-beijing-parade", "slide", 2, "corporate"),
    "template-ok.png": Picture("2025-62-beijing-parade", "slide", 3, "corporate", DESIGNERS),
    "template-tight.png": Picture("2025-62-beijing-parade", "slide", 3, "crowded", DESIGNERS),
    "template-sheet.png": Picture("2025-62-beijing-parade", "slide", 3, "drawn-all-over", DESIGNERS),
}

_DRAWN: dict[str, Callable[[SlideLayout], Image.Image]] = {
    "corporate": layout_picture,
    "crowded": crowded_picture,
    "drawn-all-over": lambda _: dots(),
}
"""What the layouts of a template draw, without LibreOffice."""


@cache
def _session(template: str) -> Session | None:
    """Return a session with a theme made of the template, whose layouts are drawn without LibreOffice."""
    if not template:
        return None

    def drawn(decks: Mapping[str, bytes], fonts: Path) -> dict[str, bytes]:
        del fonts
        pages = [_DRAWN[template](one.slide_layout) for one in Presentation(BytesIO(decks["layouts"])).slides]
        out = BytesIO()
        pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=96)
        return {"layouts": out.getvalue()}

    with TemporaryDirectory() as folder, patch.object(template_import, "draw", drawn):
        path = Path(folder) / "corporate.potx"
        path.write_bytes(TEMPLATES[template]())
        made = template_import.import_template(path, "corporate", template_import.TemplateChoices(), Report())
    return Session(template_import.assets_with(made))


@cache
def _pages(deck: str, template: str) -> tuple[tuple[str, bytes], ...]:
    path = ROOT / "decks" / f"{deck}.md"
    source = Source(path.name, path.read_bytes())
    options = Options(theme="corporate") if template else Options()
    shown = preview(source, pictures_in(path.parent), options, Report(), dpi=DPI, session=_session(template))
    assert shown, f"{path.name} does not build"
    return shown.pictures


COLORS = 256
"""With fewer, small flags have the colours of other states."""


def draw(name: str) -> Image.Image:
    """Return the picture `name` as it looks today."""
    wanted = PICTURES[name]
    pages = [data for file, data in _pages(wanted.deck, wanted.template) if file.startswith(wanted.page)]
    return Image.open(BytesIO(pages[wanted.place])).convert("P", palette=Image.Palette.ADAPTIVE, colors=COLORS)


def main() -> None:
    """Write all pictures to `assets/screenshots/`."""
    FOLDER.mkdir(exist_ok=True)
    for name in PICTURES:
        draw(name).save(FOLDER / name, optimize=True)


if __name__ == "__main__":
    main()
