"""Normalise the flags of `country-flag-icons` into `assets/flags` (for maintainers, run by hand).

    npm pack country-flag-icons && tar xzf country-flag-icons-*.tgz
    pip install fonttools pillow resvg-py
    python tests/tools/make_flags.py package/3x2 assets/flags

Each `XX.svg` becomes `xx.svg` in the subset that `assets/flags/README.md` describes, and a small `xx.png` of it.
`UN.svg` is not among them: take flag-icons' `4x3/un.svg`, resolve its `<use>` and transforms with an editor, and set
`viewBox="0 26.6667 640 426.6667"`.
Whatever the sources use beyond what is handled here raises, so that a new release cannot slip through half drawn.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import resvg_py  # type: ignore[import-not-found, import-untyped, unused-ignore]
from fontTools.pens.basePen import BasePen  # type: ignore[import-untyped, unused-ignore]
from fontTools.svgLib.path import parse_path  # type: ignore[import-untyped, unused-ignore]
from msgspec import Struct
from PIL import Image

WIDTH, HEIGHT = 900, 600
PNG_SIZE = (360, 240)
PNG_COLOURS = 48
NAMED = {"gold": "#ffd700", "green": "#008000", "red": "#ff0000"}
INHERITED = {"fill": "#000000", "stroke": "none", "stroke-width": "1", "fill-rule": "nonzero", "opacity": "1"}
IGNORED = {"class", "clip-rule", "stroke-miterlimit", "stroke-linejoin"}
GEOMETRY = {"d", "cx", "cy", "r", "rx", "ry"}

Box = tuple[float, float, float, float]


class Shape(Struct, frozen=True):
    """One painted outline, in the units of the normalised flag."""

    d: str
    paint: str
    stroke_width: float | None = None
    even_odd: bool = False

    def element(self) -> str:
        """Return the shape as a `<path>`."""
        if self.stroke_width is not None:
            return f'<path fill="none" stroke="{self.paint}" stroke-width="{_number(self.stroke_width)}" d="{self.d}"/>'
        rule = ' fill-rule="evenodd"' if self.even_odd else ""
        return f'<path fill="{self.paint}"{rule} d="{self.d}"/>'


class _AbsolutePen(BasePen):  # type: ignore[misc, unused-ignore]
    """Collects an outline as absolute M, L, C, Z, moved and scaled (BasePen turns quadratics into cubics)."""

    def __init__(self, scale: float, top: float) -> None:
        super().__init__(None)
        self.scale, self.top, self.parts = scale, top, list[str]()

    def _add(self, char: str, *points: tuple[float, float]) -> None:
        placed = ((_snapped(x * self.scale, WIDTH), _snapped((y - self.top) * self.scale, HEIGHT)) for x, y in points)
        numbers = (_number(n) for point in placed for n in point)
        self.parts.append(char + " ".join(numbers))

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - BasePen names it
        self._add("M", pt)

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - BasePen names it
        self._add("L", pt)

    def _curveToOne(self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]) -> None:  # noqa: N802 - BasePen names it
        self._add("C", pt1, pt2, pt3)

    def _closePath(self) -> None:  # noqa: N802 - BasePen names it
        self.parts.append("Z")


def _snapped(value: float, edge: float) -> float:
    """Reach the edge where a source stops up to a third of a percent short of it."""
    return next((limit for limit in (0.0, edge) if abs(value - limit) < 2), value)


def _number(value: float) -> str:
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")  # + 0.0: no minus zero


def _colour(text: str) -> str:
    text = NAMED.get(text, text).lower()
    return "#" + "".join(c * 2 for c in text[1:]) if re.fullmatch("#[0-9a-f]{3}", text) else text


def _path_data(element: ET.Element) -> str:
    tag = element.tag.rpartition("}")[2]
    if tag == "path":
        return element.attrib["d"]
    if tag not in {"circle", "ellipse"}:
        raise ValueError(tag)
    at = {name: float(element.attrib[name]) for name in ("cx", "cy", "r", "rx", "ry") if name in element.attrib}
    rx, ry = at.get("rx", at.get("r", 0)), at.get("ry", at.get("r", 0))
    left, right = at["cx"] - rx, at["cx"] + rx
    return f"M{left} {at['cy']}A{rx} {ry} 0 1 0 {right} {at['cy']}A{rx} {ry} 0 1 0 {left} {at['cy']}Z"


def _box(subpath: str) -> Box | None:
    """Return the box of a subpath that is an upright rectangle."""
    numbers = [float(n) for n in re.findall(r"-?[\d.]+", subpath)]
    xs, ys = sorted(set(numbers[::2])), sorted(set(numbers[1::2]))
    return (xs[0], ys[0], xs[1], ys[1]) if "C" not in subpath and len(xs) == len(ys) == 2 else None


def _flattened(translucent: Shape, opacity: float, below: list[Shape]) -> Iterator[Shape]:
    """Repaint translucent rectangles opaque, once for each rectangle beneath them."""
    tops = [_box(part) for part in translucent.d.split("Z")[:-1]]
    for under in below:
        pairs = zip(_rgb(translucent.paint), _rgb(under.paint), strict=True)
        mixed = bytes(round(a * opacity + b * (1 - opacity)) for a, b in pairs).hex()
        outlines = []
        for box in filter(None, map(_box, under.d.split("Z")[:-1])):
            for top in tops:
                if top is None:
                    raise ValueError(translucent.d)
                x0, y0, x1, y1 = max(top[0], box[0]), max(top[1], box[1]), min(top[2], box[2]), min(top[3], box[3])
                if x0 < x1 and y0 < y1:
                    corners = ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
                    outlines.append("M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in corners) + "Z")
        if outlines:
            yield Shape("".join(outlines), f"#{mixed}")


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


def shapes_from_svg(text: str) -> list[Shape]:
    """Return what an original flag paints, in order, in the units of the normalised flag."""
    root = ET.fromstring(text)  # noqa: S314 - a maintainer's download, read once
    _, top, width, _ = map(float, root.attrib["viewBox"].split())
    scale = WIDTH / width
    shapes: list[Shape] = []

    def walk(element: ET.Element, inherited: dict[str, str]) -> None:
        unknown = set(element.attrib) - set(INHERITED) - IGNORED - GEOMETRY - {"viewBox"}
        if unknown:
            raise ValueError(unknown)
        style = inherited | {name: value for name, value in element.attrib.items() if name in INHERITED}
        if element.tag.rpartition("}")[2] not in {"svg", "g"}:
            shapes.extend(_painted(element, style, scale, top, shapes))
        for child in element:
            walk(child, style)

    walk(root, INHERITED)
    return shapes


def _painted(element: ET.Element, style: dict[str, str], scale: float, top: float, below: list[Shape]) -> list[Shape]:
    pen = _AbsolutePen(scale, top)
    parse_path(_path_data(element), pen)
    d, painted = "".join(pen.parts), list[Shape]()
    if style["fill"] != "none":
        painted.append(Shape(d, _colour(style["fill"]), even_odd=style["fill-rule"] == "evenodd"))
    if style["stroke"] != "none":
        painted.append(Shape(d, _colour(style["stroke"]), stroke_width=float(style["stroke-width"]) * scale))
    if style["opacity"] != "1":
        return [flat for shape in painted for flat in _flattened(shape, float(style["opacity"]), below)]
    return painted


def svg_from_shapes(shapes: list[Shape]) -> str:
    """Return a normalised flag."""
    body = "\n".join(shape.element() for shape in shapes)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">\n{body}\n</svg>\n'


def image_from_svg(svg: str) -> Image.Image:
    """Render a normalised flag; alpha below 255 somewhere means that it does not fill its frame."""
    return Image.open(BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, width=PNG_SIZE[0])))).convert("RGBA")


def small_png(image: Image.Image) -> bytes:
    """Return a palette PNG in which every plain area keeps its exact colour."""
    flat = image.convert("RGB")
    reduced = flat.quantize(PNG_COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    members: dict[int, Counter[tuple[int, ...]]] = {}
    for index, pixel in zip(reduced.tobytes(), zip(*[iter(flat.tobytes())] * 3, strict=True), strict=True):
        members.setdefault(index, Counter())[pixel] += 1
    palette = [members[i].most_common(1)[0][0] if i in members else (0, 0, 0) for i in range(max(members) + 1)]
    reduced.putpalette(bytes(channel for colour in palette for channel in colour))
    out = BytesIO()
    reduced.save(out, "PNG", optimize=True)
    return out.getvalue()


def main(source: Path, target: Path) -> None:
    """Write every flag of `source` to `target`; a flag that does not fill its frame raises."""
    for original in sorted(source.glob("*.svg")):
        shapes = shapes_from_svg(original.read_text("utf-8"))
        image = image_from_svg(svg_from_shapes(shapes))
        if min(image.getchannel("A").tobytes()) < 128:
            raise ValueError(original.name)
        name = original.stem.lower()
        (target / f"{name}.svg").write_text(svg_from_shapes(shapes), "utf-8")
        (target / f"{name}.png").write_bytes(small_png(image))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
