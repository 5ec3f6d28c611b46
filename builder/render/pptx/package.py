"""The package: parts related by python-pptx, written as a zip of fixed order and stamps."""

from __future__ import annotations

import zipfile
from io import BytesIO

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.oxml import serialize_part_xml
from pptx.opc.package import OpcPackage, Part
from pptx.opc.packuri import PackURI
from pptx.opc.serialized import _ContentTypesItem

STAMP = (1980, 1, 1, 0, 0, 0)
"""The time of every entry: the earliest that a zip can say."""

PICTURES = (
    (b"\x89PNG\r\n\x1a\n", "png", "image/png"),
    (b"\xff\xd8\xff", "jpeg", "image/jpeg"),
    (b"GIF8", "gif", "image/gif"),
)
"""How the kinds of picture begin, with their suffix and content type; what begins otherwise is an SVG."""

__all__ = ["CT", "RT", "Package"]


class Package:
    """An Office package in the making."""

    def __init__(self) -> None:
        """Begin an empty package."""
        self._package = OpcPackage("")
        self._counts: dict[str, int] = {}
        self._media: dict[bytes, Part] = {}

    def part(self, name: str, content_type: str) -> Part:
        """Return a new part with the name `name`, such as `/ppt/presentation.xml`, still empty."""
        # the library asks for a presentation's package, yet any package holds parts
        return Part(PackURI(name), content_type, self._package)  # type: ignore[arg-type]

    def numbered(self, pattern: str, content_type: str) -> Part:
        """Return a new part with the next number in `pattern`, such as `/ppt/slides/slide%d.xml`."""
        self._counts[pattern] = self._counts.get(pattern, 0) + 1
        return self.part(pattern % self._counts[pattern], content_type)

    def media(self, data: bytes) -> Part:
        """Return the part that holds the picture `data`, one for the same bytes."""
        if data not in self._media:
            suffix, kind = next((kind for mark, *kind in PICTURES if data.startswith(mark)), ("svg", "image/svg+xml"))
            self._counts["media"] = self._counts.get("media", 0) + 1
            part = self.part(f"/ppt/media/image{self._counts['media']}.{suffix}", kind)
            part.blob = data
            self._media[data] = part
        return self._media[data]

    def relate(self, part: Part, kind: str) -> None:
        """Relate the package itself to `part`."""
        self._package.relate_to(part, kind)

    def to_bytes(self) -> bytes:
        """Return the zip: content types and relations first, parts by name."""
        parts = sorted(self._package.iter_parts(), key=lambda part: part.partname)
        members = [("[Content_Types].xml", bytes(serialize_part_xml(_ContentTypesItem.xml_for(parts))))]
        members.append(("_rels/.rels", self._package._rels.xml))  # noqa: SLF001 - the library has no other name for it
        for part in parts:
            members.append((part.partname.membername, part.blob))
            if len(part.rels):
                members.append((part.partname.rels_uri.membername, part.rels.xml))
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in members:
                info = zipfile.ZipInfo(name, STAMP)
                info.create_system = 0
                info.compress_type = zipfile.ZIP_STORED if name.endswith((".png", ".jpeg")) else zipfile.ZIP_DEFLATED
                archive.writestr(info, data, compresslevel=6)
        return out.getvalue()
