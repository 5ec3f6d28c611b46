"""The README shows what briefdeck makes today."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from tests.tools.readme_pictures import FOLDER, PICTURES, draw

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_a_picture_is_shown_described_and_current(name: str) -> None:
    assert f"](assets/pictures/{name})" in README
    assert f"![](assets/pictures/{name})" not in README
    kept = Image.open(FOLDER / name).convert("RGB")
    today = draw(name).convert("RGB")
    hint = "draw the pictures again: python -m tests.tools.readme_pictures"
    assert kept.size == today.size, hint
    difference = ImageStat.Stat(ImageChops.difference(kept, today)).mean
    assert max(difference) < 1.5, hint  # other versions of PDFium smooth edges a little differently


def test_no_picture_is_left_over() -> None:
    assert {path.name for path in FOLDER.glob("*.png")} == set(PICTURES)
