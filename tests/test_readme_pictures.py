"""The README and the page for designers show what briefdeck makes today."""

from os.path import relpath

import pytest
from PIL import Image, ImageChops, ImageStat

from tests.tools.readme_pictures import FOLDER, PICTURES, ROOT, draw


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_a_picture_is_shown_described_and_current(name: str) -> None:
    page = ROOT / PICTURES[name].page_of
    shown = relpath(FOLDER / name, page.parent)
    text = page.read_text(encoding="utf-8")
    assert f"]({shown})" in text
    assert f"![]({shown})" not in text
    kept = Image.open(FOLDER / name).convert("RGB")
    today = draw(name).convert("RGB")
    hint = "draw the pictures again: python -m tests.tools.readme_pictures"
    assert kept.size == today.size, hint
    difference = ImageStat.Stat(ImageChops.difference(kept, today)).mean
    assert max(difference) < 1.5, hint  # other versions of PDFium smooth edges a little differently


def test_no_picture_is_left_over() -> None:
    assert {path.name for path in FOLDER.glob("*.png")} == set(PICTURES)
