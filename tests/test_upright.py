"""The author's pictures stand upright in both products and tell nothing that the author did not mean to."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from builder.media.sanitise import SanitisedMedia, upright
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.pipeline import build
from tests.render.pdf.scenes import media
from tests.render.pdf.test_document import KITCHEN
from tests.render.pdf.test_pictures import BLUE, RED


def camera(orientation: int) -> bytes:
    """Return a JPEG, red above blue when it is held as its note tells, that says where it was taken."""
    held = Image.new("RGB", (40, 60), RED)
    held.paste(BLUE, (0, 30, 40, 60))
    stored = held.transpose(Image.Transpose.ROTATE_90) if orientation == 6 else held
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = "Taken at 52.23 N 21.01 E"
    written = BytesIO()
    stored.save(written, "JPEG", exif=exif, quality=95, comment=b"Secret")
    return written.getvalue()


@pytest.mark.parametrize("orientation", [1, 6])
def test_a_photograph_stands_upright_and_keeps_its_place_to_itself(orientation: int) -> None:
    made = upright(camera(orientation))

    with Image.open(BytesIO(made)) as picture:
        assert picture.size == (40, 60)
        assert picture.getpixel((20, 10)) == pytest.approx(RED, abs=6)
        assert picture.getpixel((20, 50)) == pytest.approx(BLUE, abs=6)
        assert not picture.getexif()
    assert b"Taken" not in made
    assert b"Secret" not in made


def test_no_pixel_of_an_upright_picture_is_touched() -> None:
    before = camera(1)
    with Image.open(BytesIO(before)) as one, Image.open(BytesIO(upright(before))) as other:
        assert one.tobytes() == other.tobytes()


def test_notes_of_a_png_go_and_its_pixels_stay() -> None:
    notes = PngInfo()
    notes.add_text("Author", "Ada Marsh, at home")
    written = BytesIO()
    Image.linear_gradient("L").save(written, "PNG", pnginfo=notes)
    made = upright(written.getvalue())

    assert b"Ada" not in made
    with Image.open(BytesIO(made)) as picture:
        assert picture.tobytes() == Image.linear_gradient("L").tobytes()


@pytest.mark.parametrize(
    "data", [b"\xff\xd8", b"\xff\xd8\xff\xe1\xff", b"\xff\xd8junk!", b"\x89PNG\r\n\x1a\n\0\0", b"", b"GIF"]
)
def test_what_is_torn_is_left_to_those_who_report_it(data: bytes) -> None:
    assert upright(data) == data


def test_assets_stay_as_they_are() -> None:
    held = SanitisedMedia(media())

    assert held["flags/pl.png"] is media()["flags/pl.png"]
    assert len(held) == len(media())


def test_neither_product_tells_where_a_picture_was_taken() -> None:
    held = {**media(), "halves.png": camera(6)}
    bundle = build(Source("ports.md", KITCHEN.encode()), held, Options(("pptx", "pdf")), Report())
    assert bundle is not None
    files = {one.name.rpartition(".")[2]: one.data for one in bundle.artifacts}

    assert b"Taken" not in files["pdf"]
    with zipfile.ZipFile(BytesIO(files["pptx"])) as package:
        pictures = [package.read(name) for name in package.namelist() if name.endswith((".jpeg", ".jpg"))]
    assert len(pictures) == 1
    with Image.open(BytesIO(pictures[0])) as picture:
        assert picture.size == (40, 60)
        assert not picture.getexif()
