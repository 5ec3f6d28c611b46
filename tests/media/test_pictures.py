"""The author's pictures are upright in both products and say nothing that the author did not mean to."""

import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from zlib import crc32

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from builder.media import Pictures
from builder.media.sanitise import UncleanPictureError, sanitised
from builder.media.svg_to_png import png_from_svg
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.pipeline import build
from tests.render.pdf.test_document import KITCHEN
from tests.render.pdf.test_pictures import BLUE, RED
from tests.session import SESSION

SECRET = b"Taken at 52.23 N"


def camera(orientation: int = 1, **options: object) -> bytes:
    """Return a JPEG, red above blue when it is held as its note says, that says where it was taken."""
    held = Image.new("RGB", (40, 60), RED)
    held.paste(BLUE, (0, 30, 40, 60))
    stored = held.transpose(Image.Transpose.ROTATE_90) if orientation == 6 else held
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = SECRET.decode()
    written = BytesIO()
    stored.save(written, "JPEG", exif=exif, quality=95, comment=SECRET, **options)
    return written.getvalue()


def noted_png(mode: str = "RGB") -> bytes:
    """Return a PNG with a note in each of the places that PNG has for them."""
    notes = PngInfo()
    notes.add_text("Author", SECRET.decode())
    notes.add_text("Comment", SECRET.decode() * 20, zip=True)
    notes.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta>{SECRET.decode()}</x:xmpmeta>")
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    written = BytesIO()
    Image.linear_gradient("L").convert(mode).save(written, "PNG", pnginfo=notes, exif=exif)
    return written.getvalue()


def _before_exif(data: bytes, more: bytes) -> bytes:
    at = data.index(b"\xff\xe1")
    return data[:at] + more + data[at:]


def _segment(kind: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, kind, len(body) + 2) + body


def _before_end(data: bytes, kind: bytes) -> bytes:
    """Return a PNG with a chunk of this kind before its end."""
    chunk = struct.pack(">I", len(SECRET)) + kind + SECRET + struct.pack(">I", crc32(kind + SECRET))
    at = data.index(b"IEND") - 4
    return data[:at] + chunk + data[at:]


def _turned_palette() -> bytes:
    """Return a PNG of palette colours, with a transparent one, that lies on its side and says where it was taken."""
    held = Image.new("P", (40, 60), 0)
    held.putpalette([*RED, *BLUE, 0, 0, 0])
    held.paste(1, (0, 30, 40, 60))
    held.paste(2, (0, 0, 4, 4))
    exif, written = Image.Exif(), BytesIO()
    exif[0x0112], exif[0x010E] = 6, SECRET.decode()
    held.transpose(Image.Transpose.ROTATE_90).save(written, "PNG", exif=exif, transparency=2)
    return written.getvalue()


HIDDEN: dict[str, Callable[[], bytes]] = {
    "Exif and a comment": camera,
    "a progressive picture": lambda: camera(progressive=True),
    "fill bytes before a marker": lambda: _before_exif(camera(), b"\xff\xff"),
    "a second picture after the end": lambda: camera() + camera(),
    "words after the end": lambda: camera() + SECRET,
    "bytes between segments": lambda: _before_exif(camera(), b"junk"),
    "a multi-picture index": lambda: _before_exif(camera(), _segment(0xE2, b"MPF\0" + SECRET)),
    "XMP": lambda: _before_exif(camera(), _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SECRET)),
    "Photoshop's resources": lambda: _before_exif(camera(), _segment(0xED, b"Photoshop 3.0\0" + SECRET)),
    "a thumbnail in JFIF": lambda: _before_exif(camera(), _segment(0xE0, b"JFXX\0\x10" + SECRET)),
    "text chunks of a PNG": noted_png,
    "text chunks of a PNG with a palette": lambda: noted_png("P"),
    "words after the end of a PNG": lambda: noted_png() + SECRET,
    "a critical chunk of a PNG that nobody knows": lambda: _before_end(noted_png(), b"NoTE"),
    "a note that is broken": lambda: camera().replace(b"Exif\0\0MM", b"Exif\0\0??"),
}


@pytest.mark.filterwarnings("ignore:Image appears to be a malformed MPO")
@pytest.mark.parametrize("name", HIDDEN)
def test_what_was_noted_in_a_picture_goes_wherever_it_is(name: str) -> None:
    data = HIDDEN[name]()
    made = sanitised(data)
    assert SECRET in data or b"zTXt" in data
    assert SECRET not in made
    with Image.open(BytesIO(made)) as picture, Image.open(BytesIO(data)) as before:
        assert picture.size == before.size
        assert not picture.getexif()
        assert not {"comment", "xmp", "Author", "Comment", "XML:com.adobe.xmp"} & set(picture.info)


@pytest.mark.filterwarnings("ignore:Image appears to be a malformed MPO")
@pytest.mark.parametrize("name", [one for one in HIDDEN if "between" not in one])
def test_no_pixel_of_an_upright_picture_is_touched(name: str) -> None:
    data = HIDDEN[name]()
    with Image.open(BytesIO(data)) as one, Image.open(BytesIO(sanitised(data))) as other:
        assert one.convert("RGBA").tobytes() == other.convert("RGBA").tobytes()


def test_a_photograph_that_was_held_sideways_is_upright() -> None:
    with Image.open(BytesIO(sanitised(camera(6)))) as picture:
        assert picture.size == (40, 60)
        assert picture.getpixel((20, 10)) == pytest.approx(RED, abs=6)
        assert picture.getpixel((20, 50)) == pytest.approx(BLUE, abs=6)


def test_a_picture_with_a_palette_that_lies_on_its_side_is_upright_and_transparent_where_it_was() -> None:
    made = sanitised(_turned_palette())
    assert SECRET not in made
    with Image.open(BytesIO(made)) as picture:
        colors = picture.convert("RGBA")
    assert colors.size == (40, 60)
    places = [colors.getpixel(at) for at in ((20, 10), (20, 50), (1, 1))]
    assert places == [(*RED, 255), (*BLUE, 255), (0, 0, 0, 0)]


def test_a_picture_keeps_its_colour_profile_and_no_other_note() -> None:
    made = sanitised(camera(icc_profile=b"the colours" * 20) + SECRET)
    assert SECRET not in made
    with Image.open(BytesIO(made)) as picture:
        assert picture.info["icc_profile"] == b"the colours" * 20


def test_what_is_neither_png_nor_jpeg_is_left_to_whoever_checks_pictures() -> None:
    assert sanitised(b"GIF89a") == b"GIF89a"


def test_a_picture_of_a_thousand_million_pixels_is_refused_unread() -> None:
    """Its note makes it one that has to be decoded."""
    small = noted_png()
    head = b"IHDR" + struct.pack(">II", 40_000, 40_000) + small[24:29]
    huge = small[:12] + head + struct.pack(">I", crc32(head)) + small[33:]
    with pytest.raises(UncleanPictureError, match="too many pixels"):
        sanitised(huge)


def test_sixteen_bits_stay_sixteen_bits() -> None:
    written = BytesIO()
    Image.linear_gradient("L").convert("I;16").save(written, "PNG")
    with Image.open(BytesIO(sanitised(written.getvalue()))) as picture:
        assert picture.mode.startswith("I")


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8",
        b"\xff\xd8\xff\xe1\xff",
        b"\xff\xd8junk!",
        b"\x89PNG\r\n\x1a\n\0\0",
        camera()[:300],
        noted_png()[:90],
    ],
)
def test_what_is_torn_is_refused_rather_than_passed_through(data: bytes) -> None:
    with pytest.raises(UncleanPictureError):
        sanitised(data)


def test_a_picture_that_cannot_be_cleaned_is_an_error_at_its_place() -> None:
    report = Report()
    pictures = Pictures({"halves.png": camera()[:300]})
    assert build(Source("ports.md", KITCHEN.encode()), pictures, Options(), report, SESSION) is None
    (found,) = report.findings
    assert found.code.name == "image-not-readable"
    assert "halves.png" in KITCHEN.splitlines()[found.span.line - 1]
    assert found.span.column


def test_neither_product_says_where_a_picture_was_taken() -> None:
    pictures = Pictures({"halves.png": camera(6)})
    bundle = build(Source("ports.md", KITCHEN.encode()), pictures, Options(("pptx", "pdf")), Report(), SESSION)
    assert bundle is not None
    files = {one.name.rpartition(".")[2]: one.data for one in bundle.artifacts}

    assert SECRET not in files["pdf"]
    with zipfile.ZipFile(BytesIO(files["pptx"])) as package:
        shown = [package.read(name) for name in package.namelist() if name.endswith((".jpeg", ".jpg"))]
    assert len(shown) == 1
    with Image.open(BytesIO(shown[0])) as picture:
        assert picture.size == (40, 60)
        assert not picture.getexif()


_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
_LAYER = '<g opacity="0.5"><path d="M0 0h9v9z"/></g>'


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        ("<g>" * 20_000 + "</g>" * 20_000, "nests its elements too deeply"),
        ('<filter id="f"><feTurbulence numOctaves="999999999"/></filter>', "uses a filter"),
        (_LAYER * 4_000, "uses opacity, masks or clipping too often"),
        (f"<style>g {{opacity: 0.5}}</style>{'<g><path/></g>' * 4_000}", "uses opacity, masks or clipping too often"),
        (f'<path d="M0 0{" 1" * 400_000}"/>', "too large for a logo"),
    ],
    ids=["depth", "filter", "layers", "style sheet", "path"],
)
def test_an_svg_that_would_take_long_to_draw_is_refused(inside: str, reason: str) -> None:
    with pytest.raises(UncleanPictureError, match=reason):
        png_from_svg(f"{_SVG}{inside}</svg>".encode(), 90)


def test_an_svg_as_tall_as_a_tower_is_drawn_small() -> None:
    tower = _SVG.replace('height="9"', 'height="900000000"') + '<path d="M0 0h9v900000000z"/></svg>'
    with Image.open(BytesIO(png_from_svg(tower.encode(), 90))) as drawn:
        assert drawn.size == (1, 360)
