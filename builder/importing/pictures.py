"""Pictures of a piece as files beside the draft: the ones that say something, as PNG or JPEG."""

import base64
import binascii
import hashlib
import io
import re
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from msgspec.structs import replace
from PIL import Image, UnidentifiedImageError

from builder.importing.draft_builder import DraftBuilder
from builder.importing.pieces import PieceKind, RawPiece

SMALLEST = 96
"""Pixels of the longer side below which a picture is an icon, a bullet or a counter of visits."""
THINNEST = 24
"""Pixels of the shorter side below which it is a rule or a strip of colour."""
_MOST_PIXELS = 60_000_000
_MOST_UNPACKED = 400_000_000
"""Pixels of all pictures that `add_once` has unpacked: those of some thirty pages of a magazine."""
_MOST = 200
"""Pictures that are taken out of one piece."""
_SHOWN = 60
"""Characters of the address of a picture in a remark."""
_DATA = re.compile(r"data:image/[\w.+-]+;base64,(?P<data>[A-Za-z0-9+/=\s]+)$")


@dataclass(slots=True)
class PictureFiles:
    """The pictures that were taken out of a piece, by the names of the files that they become."""

    beside: Mapping[str, bytes]
    """The files beside the piece."""
    files: dict[str, bytes] = field(default_factory=dict)
    stills: list[str] = field(default_factory=list)
    """The files that show the first frame of an animation."""
    missing: list[str] = field(default_factory=list)
    """The paths and addresses of pictures that are not beside the piece."""
    _names: dict[str, str] = field(default_factory=dict)
    _left: int = _MOST_UNPACKED

    def add(self, data: bytes) -> str:
        """Return the name of the file that `data` becomes, or nothing if it is not a picture or says nothing."""
        digest = hashlib.sha256(data).hexdigest()
        if digest not in self._names:
            made = _as_png_or_jpeg(data) if len(self.files) < _MOST else None
            name = f"picture-{len(self.files) + 1}.{made[1]}" if made else ""
            if made:
                self.files[name] = made[0]
                self.stills += [name] if made[2] else []
            self._names[digest] = name
        return self._names[digest]

    def add_once(self, packed: bytes, pixels: int, unpack: Callable[[], bytes]) -> str:
        """Return the name of the file of a picture that is drawn again and again, as `add` does, unpacking it once.

        What is known by its `packed` bytes is not unpacked again, and nothing is once all have had too many pixels.
        """
        key = hashlib.sha256(b"packed" + packed).hexdigest()
        if key not in self._names:
            self._left -= pixels
            self._names[key] = self.add(unpack()) if self._left >= 0 and len(self.files) < _MOST else ""
        return self._names[key]

    def add_source(self, source: str) -> str:
        """Return the name of the file for a picture that the piece names by a path or holds in a `data:` address."""
        inside = _DATA.match(source)
        if inside:
            try:
                return self.add(base64.b64decode(inside["data"], validate=False))
            except (binascii.Error, ValueError):
                return ""
        path = unquote(urlsplit(source).path) if not re.match(r"[\w+.-]+:|//", source) else ""
        path = path.removeprefix("./")
        if path in self.beside and not path.startswith(("/", "../")) and "/../" not in path:
            return self.add(self.beside[path])
        if source and not inside and source not in self.missing:
            self.missing.append(source)
        return ""


def _as_png_or_jpeg(data: bytes) -> tuple[bytes, str, bool] | None:
    """Return a picture's bytes, those of other formats as PNG, the suffix, and whether an animation became a still.

    None for icons and what is broken.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as image:
                width, height = image.size
                if max(width, height) < SMALLEST or min(width, height) < THINNEST or width * height > _MOST_PIXELS:
                    return None
                if image.format in {"PNG", "JPEG"}:
                    image.load()
                    return data, "png" if image.format == "PNG" else "jpg", False
                out = io.BytesIO()
                has_alpha = image.mode in {"RGBA", "LA"} or "transparency" in image.info
                image.convert("RGBA" if has_alpha else "RGB").save(out, "PNG")
                return out.getvalue(), "png", getattr(image, "is_animated", False)
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombWarning,
        Image.DecompressionBombError,
    ):
        return None


def with_picture_files(body: Sequence[RawPiece], pictures: PictureFiles, builder: DraftBuilder) -> list[RawPiece]:
    """Return the pieces with each picture replaced by its file name; pictures that cannot be loaded are listed."""
    removed = builder.removed
    found = []
    for piece in body:
        if piece.form is not PieceKind.PICTURE:
            found.append(piece)
            continue
        name = piece.source if piece.source in pictures.files else pictures.add_source(piece.source)
        if not name:
            shown = piece.source if len(piece.source) < 300 else ""
            removed += [text for text in (f"{piece.text} {shown}".strip(),) if text]
        address = re.fullmatch(r"https?://\S+", piece.text.strip())
        removed += [piece.text] if address else []
        if not name and piece.source not in pictures.missing:
            continue  # an icon: the words below are no caption
        found.append(replace(piece, source=name, runs=() if address else piece.runs))
    if pictures.missing:
        first = f"{pictures.missing[0][:_SHOWN]}{' …' if len(pictures.missing) > 1 else ''}"
        why = "put pictures beside the piece, as browsers do when they save a page with all its files"
        builder.remarks.append(
            ("end", f"pictures left out, because they are not here: {len(pictures.missing)} ({first}); {why}")
        )
    for name in pictures.stills:
        builder.remarks.append(("end", f"look here first: {name} shows the first frame of an animation"))
    return found
