"""Pictures and shapes as they are seen: flags as vectors, files embedded once, in colours that PDF/A has."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from msgspec.structs import replace
from PIL import Image, ImageChops, ImageStat

from builder.media import Media
from builder.model.chart import ChartKind, NativeChart
from builder.model.findings import BriefdeckError
from builder.model.scene import Door, Geometry, Item, MediaKey, Picture, Plot, Role, Shape
from builder.model.units import Color, Rect, mm, pt
from builder.render.pdf import render
from tests.render.pdf.conftest import Draw
from tests.render.pdf.scenes import page, scene, style, tag, tag_id
from tests.render.pdf.structure import read_tree, tree_lines
from tests.session import ASSETS

RED, BLUE = (200, 30, 40), (20, 60, 160)


def picture(name: str, element: str = "f", alt: str = "Two halves.", x: float = 10) -> Picture:
    """Return the picture `name`, 60 x 40 mm."""
    door = Door.ASSET if name.startswith("flags/") else Door.PICTURE
    return Picture(f"picture {x}", Rect(mm(x), mm(10), mm(60), mm(40)), MediaKey(door, name), alt, tag=tag_id(element))


def halves(mode: str, kind: str = "PNG", **options: object) -> bytes:
    """Return a picture whose left half is red and whose right half is blue, as a file of `kind` in `mode`."""
    image = Image.new("RGB", (60, 40), RED)
    image.paste(BLUE, (30, 0, 60, 40))
    if mode == "I;16":
        row = (0x3000).to_bytes(2, "little") * 30 + (0xC000).to_bytes(2, "little") * 30
        image = Image.frombytes("I;16", (60, 40), row * 40)
    elif mode == "RGBA":
        image.putalpha(Image.new("L", (60, 40), 128))
    elif mode == "LA":
        image = image.convert("LA")
        image.putalpha(128)
    elif mode == "P":
        image = image.quantize(4)
    else:
        image = image.convert(mode)
    written = BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def seen(data: bytes, number: int = 0, dpi: float = 72) -> Image.Image:
    """Return a page as it looks."""
    with pypdfium2.PdfDocument(data) as document:
        shown: Image.Image = document[number].render(scale=dpi / 72).to_pil().convert("RGB")
        return shown


def at(image: Image.Image, x: float, y: float) -> tuple[int, ...]:
    """Return the colour at a place given in millimetres, of a page drawn at 72 dpi."""
    found = image.getpixel((round(x / 25.4 * 72), round(y / 25.4 * 72)))
    assert isinstance(found, tuple)
    return found


FIGURE = tag("f", Role.FIGURE, "Two halves.")


@pytest.mark.parametrize(
    ("mode", "kind", "left", "right"),
    [
        ("RGB", "PNG", RED, BLUE),
        ("P", "PNG", RED, BLUE),
        ("L", "PNG", (82, 82, 82), (59, 59, 59)),
        ("1", "PNG", None, None),
        ("I;16", "PNG", (48, 48, 48), (192, 192, 192)),
        ("RGBA", "PNG", (227, 142, 147), (137, 157, 207)),
        ("LA", "PNG", (168, 168, 168), (157, 157, 157)),
        ("RGB", "JPEG", RED, BLUE),
        ("L", "JPEG", (82, 82, 82), (59, 59, 59)),
        ("CMYK", "JPEG", RED, BLUE),
    ],
)
def test_every_kind_of_picture(
    draw: Draw, mode: str, kind: str, left: tuple[int, int, int] | None, right: tuple[int, int, int] | None
) -> None:
    data = draw(scene(page(picture("p.bin")), tags=(FIGURE,)), {"p.bin": halves(mode, kind)})
    shown = seen(data)

    for x, wanted in ((20, left), (60, right)):
        if wanted:
            assert at(shown, x, 30) == pytest.approx(wanted, abs=4)
    assert tree_lines(data) == ["Document", "  Figure [Two halves.]"]


def test_a_palette_with_a_transparent_colour(draw: Draw) -> None:
    data = draw(scene(page(picture("p.png")), tags=(FIGURE,)), {"p.png": halves("P", transparency=0)})
    with pikepdf.open(BytesIO(data)) as pdf:
        (image,) = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and "/SMask" in one]
        assert image.ColorSpace == "/DeviceRGB"


def test_a_picture_is_embedded_once(draw: Draw) -> None:
    twice = page(picture("p.png"), picture("q.png", "g", x=100))
    tags = (FIGURE, tag("g", Role.FIGURE, "Two halves."))
    held = halves("RGB")
    data = draw(scene(twice, page(picture("p.png"), key="page-2"), tags=tags), {"p.png": held, "q.png": held})

    with pikepdf.open(BytesIO(data)) as pdf:
        images = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"]
    assert len(images) == 1


@pytest.mark.parametrize("held", [b"", b"\x89PNG\r\n\x1a\n", halves("RGB")[:90], b"GIF89a"])
def test_a_picture_that_cannot_be_decoded_is_an_error_and_never_drawn_as_something_else(held: bytes) -> None:
    with pytest.raises(BriefdeckError, match=r"cannot decode the picture `p\.png`"):
        render(scene(page(picture("p.png")), tags=(FIGURE,)), Media(ASSETS, {"p.png": held}))


def test_a_decorative_picture_is_an_artifact(draw: Draw) -> None:
    plain = Picture("p", Rect(0, 0, mm(60), mm(40)), MediaKey(Door.PICTURE, "p.png"), "", decorative=True)
    named = picture("p.png", x=80)
    data = draw(scene(page(plain, named), tags=(FIGURE,)), {"p.png": halves("RGB")})

    assert tree_lines(data) == ["Document", "  Figure [Two halves.]"]


def test_flags_look_as_their_pngs_do(draw: Draw) -> None:
    names = sorted(name for name in ASSETS if name.startswith("flags/") and name.endswith(".svg"))
    pages, tags = [], []
    for number, name in enumerate(names):
        pages.append(page(picture(name, f"f{number}", f"Flag {name}"), key=f"page-{number}"))
        tags.append(tag(f"f{number}", Role.FIGURE, f"Flag {name}"))
    data = draw(scene(*pages, tags=tuple(tags)))

    assert len(names) > 250
    with pypdfium2.PdfDocument(data) as document:
        for number, name in enumerate(names):
            shown = document[number].render(scale=360 / (60 / 25.4 * 72)).to_pil().convert("RGB")
            left, top = round(10 / 60 * 360), round(10 / 60 * 360)
            with Image.open(BytesIO(ASSETS[name.replace(".svg", ".png")])) as wanted:
                difference = ImageChops.difference(
                    shown.crop((left, top, left + 360, top + 240)), wanted.convert("RGB")
                )
            assert max(ImageStat.Stat(difference).mean) < 6, name


def test_a_flag_is_one_form_however_often_it_is_drawn(draw: Draw) -> None:
    tags = (FIGURE, tag("g", Role.FIGURE, "Flag."))
    flags = (picture("flags/pl.svg"), picture("flags/pl.svg", "g", x=80))
    data = draw(scene(page(*flags), page(picture("flags/pl.svg"), key="page-2"), tags=tags))

    with pikepdf.open(BytesIO(data)) as pdf:
        forms = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form"]
    assert len(forms) == 1


def shape(form: Geometry, **fields: object) -> Shape:
    """Return a shape of 60 x 40 mm, filled red, without a line."""
    filled: dict[str, object] = {"fill": Color(*RED), "alt": "A shape.", "tag": tag_id("f"), **fields}
    return Shape("shape", form, Rect(mm(10), mm(10), mm(60), mm(40)), **filled)  # type: ignore[arg-type]


WHITE = (255, 255, 255)


@pytest.mark.parametrize(
    ("item", "inside", "outside"),
    [
        (shape(Geometry.RECTANGLE), [(12, 12), (68, 48)], [(8, 12), (72, 30)]),
        (shape(Geometry.ROUNDED), [(17, 12), (40, 30), (12, 17)], [(10.7, 10.7), (69.2, 49.2)]),
        (shape(Geometry.ELLIPSE), [(40, 12), (12, 30), (40, 48)], [(14, 14), (66, 46)]),
        (
            shape(Geometry.POLYGON, points=((mm(10), mm(50)), (mm(40), mm(10)), (mm(70), mm(50)))),
            [(40, 30), (15, 48)],
            [(15, 20), (65, 20)],
        ),
        (
            shape(Geometry.LINE, fill=None, line=Color(*RED), line_width=pt(4)),
            [(40, 30), (25, 20)],
            [(25, 40), (55, 20)],
        ),
        (
            shape(Geometry.LINE, fill=None, line=Color(*RED), line_width=pt(4), rising=True),
            [(40, 30), (25, 40)],
            [(25, 20), (55, 40)],
        ),
    ],
)
def test_forms(draw: Draw, item: Shape, inside: list[tuple[float, float]], outside: list[tuple[float, float]]) -> None:
    shown = seen(draw(scene(page(item), tags=(FIGURE,))))

    assert [at(shown, *place) for place in inside] == [RED] * len(inside)
    assert [at(shown, *place) for place in outside] == [WHITE] * len(outside)


def test_a_dashed_line_has_gaps(draw: Draw) -> None:
    made = Shape(
        "rule",
        Geometry.LINE,
        Rect(mm(10), mm(30), mm(100), 0),
        line=Color(*RED),
        line_width=pt(2),
        dashed=True,
        tag=tag_id("f"),
    )
    shown = seen(draw(scene(page(made), tags=(FIGURE,))))
    row = [at(shown, x / 10, 30) for x in range(110, 1000)]

    assert RED in row
    assert WHITE in row


def test_a_chart_is_one_figure(draw: Draw) -> None:
    bars: tuple[Item, ...] = (shape(Geometry.RECTANGLE),)
    chart = Plot(
        "chart", Rect(mm(10), mm(10), mm(60), mm(40)), ChartKind.BAR, "Spending", ("2024",), (), "%", "Spending rises.",
        ((Color(*RED), "accent"),), style(), bars, NativeChart(Rect(0, 0, 0, 0)), tag=tag_id("c"),
    )  # fmt: skip
    data = draw(scene(page(chart), tags=(tag("c", Role.FIGURE, "Spending rises."),)))

    assert tree_lines(data) == ["Document", "  Figure [Spending rises.]"]
    assert next(read_tree(data).all("Figure")).attributes["BBox"]
    assert at(seen(data), 40, 30) == RED


def test_a_background(draw: Draw) -> None:
    made = replace(page(shape(Geometry.RECTANGLE, background=True)), background=Color(*BLUE))
    shown = seen(draw(scene(made, tags=(FIGURE,))))

    assert at(shown, 100, 100) == BLUE
    assert at(shown, 40, 30) == RED
