"""The shipped flags stay inside the subset that the backends draw."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

FLAGS = Path(__file__).parents[2] / "assets" / "flags"
SVG = "{http://www.w3.org/2000/svg}"
NAMES = sorted(path.stem for path in FLAGS.glob("*.svg"))
NUMBER = r"-?\d+(?:\.\d{1,2})?"
POINT = f"{NUMBER} {NUMBER}"
OUTLINE = re.compile(f"(?:M{POINT}(?:L{POINT}|C{POINT} {POINT} {POINT})*Z?)+")
COLOUR = re.compile("#[0-9a-f]{6}")


def test_every_flag_has_both_forms() -> None:
    assert sorted(path.stem for path in FLAGS.glob("*.png")) == NAMES
    assert len(NAMES) == 266


@pytest.mark.parametrize("code", ["cn", "eu", "gb", "ps", "pl", "ru", "tw", "ua", "un", "us", "xk"])
def test_flags_that_briefings_cannot_do_without(code: str) -> None:
    assert code in NAMES


@pytest.mark.parametrize("code", NAMES)
def test_svg_is_in_the_subset(code: str) -> None:
    root = ET.parse(FLAGS / f"{code}.svg").getroot()  # noqa: S314 - our own files
    assert (root.tag, root.attrib) == (SVG + "svg", {"viewBox": "0 0 900 600"})
    assert {child.tag for child in root.iter()} == {SVG + "svg", SVG + "path"}
    for path in root:
        attributes = dict(path.attrib)
        assert OUTLINE.fullmatch(attributes.pop("d"))
        if attributes["fill"] == "none":
            assert set(attributes) == {"fill", "stroke", "stroke-width"}
            assert COLOUR.fullmatch(attributes["stroke"])
            assert float(attributes["stroke-width"]) > 0
        else:
            assert COLOUR.fullmatch(attributes.pop("fill"))
            assert attributes in ({}, {"fill-rule": "evenodd"})


@pytest.mark.parametrize("code", NAMES)
def test_png_is_small_opaque_and_three_by_two(code: str) -> None:
    with Image.open(FLAGS / f"{code}.png") as image:
        image.load()
        assert (image.size, image.mode) == ((360, 240), "P")
        assert "transparency" not in image.info


def test_pngs_together_stay_light() -> None:
    assert sum(path.stat().st_size for path in FLAGS.glob("*.png")) < 900_000
