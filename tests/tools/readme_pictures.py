"""Draw the pictures of the README: `python -m tests.tools.readme_pictures`.

They are drawn from the briefings in `decks/` by the preview; `tests/test_readme_pictures.py` draws them again
and compares, so that the README never shows what briefdeck no longer makes.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from builder.edge.preview import preview
from builder.edge.workspace import pictures_in
from builder.model.findings import Report
from builder.model.request import Options, Source

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "assets" / "pictures"
DPI = 72


class Picture(NamedTuple):
    """A picture of the README: which page of which briefing it shows."""

    deck: str
    page: str
    """`slide` or `page`, and its index counted as Python does."""
    place: int


PICTURES = {
    "slide.png": Picture("2025-62-beijing-parade", "slide", 2),
    "summary.png": Picture("2025-62-beijing-parade", "slide", -1),
    "handout.png": Picture("2025-62-beijing-parade", "page", 0),
    "chart.png": Picture("2026-03-night-trains", "slide", 2),
    "arabic.png": Picture("2026-02-school-gardens-ar", "slide", 2),
}


@cache
def _pages(deck: str) -> tuple[tuple[str, bytes], ...]:
    path = ROOT / "decks" / f"{deck}.md"
    source = Source(path.name, path.read_bytes())
    shown = preview(source, pictures_in(path.parent), Options(), Report(), dpi=DPI)
    assert shown, f"{path.name} does not build"
    return shown.pictures


def draw(name: str) -> Image.Image:
    """Return the picture `name` of the README as it looks today, in 64 colours."""
    wanted = PICTURES[name]
    pages = [data for file, data in _pages(wanted.deck) if file.startswith(wanted.page)]
    return Image.open(BytesIO(pages[wanted.place])).convert("P", palette=Image.Palette.ADAPTIVE, colors=64)


def main() -> None:
    """Write all pictures to `assets/pictures/`."""
    FOLDER.mkdir(exist_ok=True)
    for name in PICTURES:
        draw(name).save(FOLDER / name, optimize=True)


if __name__ == "__main__":
    main()
