"""The package: parts and how they are related, in the words of python-pptx, written in one fixed order."""

from __future__ import annotations

from functools import lru_cache

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import NAMESPACE
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.packuri import PACKAGE_URI, PackURI
from pptx.opc.spec import default_content_types

from builder.model.digest import DigestedFile, digest_of_parts
from builder.render.pptx.archive import packed, zip_bytes
from builder.render.pptx.escape import double_quoted

PICTURES = (
    (b"\x89PNG\r\n\x1a\n", "png", "image/png"),
    (b"\xff\xd8\xff", "jpeg", "image/jpeg"),
    (b"GIF8", "gif", "image/gif"),
)
"""How the kinds of picture begin, with their suffix and content type; what begins otherwise is an SVG."""

_HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"

_OF_ONE_DECK = frozenset(
    {
        CT.PML_PRESENTATION_MAIN, CT.PML_SLIDE, CT.PML_NOTES_SLIDE, CT.DML_CHART, CT.SML_SHEET,
        CT.OPC_CORE_PROPERTIES, CT.OFC_EXTENDED_PROPERTIES, CT.OFC_CUSTOM_PROPERTIES,
    }
)  # fmt: skip
"""The types of parts that hold a briefing's own words; the others are often the same in the next deck."""

__all__ = ["CT", "RT", "Package", "Part"]


class Part:
    """A part of the package, and what it is related to."""

    def __init__(self, name: str, content_type: str) -> None:
        """Begin a part with the name `name`, such as `/ppt/presentation.xml`, still empty."""
        self.name = name
        self.content_type = content_type
        self.blob = b""
        self._folder, _, self._file = name.rpartition("/")
        self.relations_name = f"{self._folder}/_rels/{self._file}.rels"
        """The part that lists its relations (ECMA-376 part 2, 9.3.3)."""
        self._relations: dict[tuple[str, Part | str], str] = {}

    def relate_to(self, target: Part | str, kind: str) -> str:
        """Return the id of the relation of `kind` to `target`, a part or an address outside; the same asked again."""
        found = self._relations.get((kind, target))
        if found is None:
            found = self._relations[kind, target] = f"rId{len(self._relations) + 1}"
        return found

    def relations_xml(self) -> bytes:
        """Return the part's relations in the order in which they were made, nothing where it has none."""
        if not self._relations:
            return b""
        rows = "".join(
            f'<Relationship Id="{number}" Type="{kind}" {self._where(target)}/>'
            for (kind, target), number in self._relations.items()
        )
        return f'{_HEAD}<Relationships xmlns="{NAMESPACE.OPC_RELATIONSHIPS}">{rows}</Relationships>'.encode()

    def _where(self, target: Part | str) -> str:
        if isinstance(target, str):
            return f'Target={double_quoted(target)} TargetMode="External"'
        # how to get from folder to folder: few ways, many parts
        return f'Target="{_way(self._folder, target._folder)}{target._file}"'  # noqa: SLF001 - of the same class


@lru_cache(maxsize=256)
def _way(here: str, there: str) -> str:
    """Return the beginning of relative names for parts in the folder `there`, seen from the folder `here`."""
    inside = PackURI(f"{there}/part").relative_ref(here or PACKAGE_URI)
    return inside.removesuffix("part")


class Package:
    """An Office package in the making."""

    def __init__(self) -> None:
        """Begin an empty package."""
        self._root = Part(PACKAGE_URI, "")
        self._parts: list[Part] = []
        self._counts: dict[str, int] = {}
        self._media: dict[bytes, Part] = {}

    def part(self, name: str, content_type: str) -> Part:
        """Return a new part with the name `name`, such as `/ppt/presentation.xml`, still empty."""
        made = Part(name, content_type)
        self._parts.append(made)
        return made

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
        self._root.relate_to(part, kind)

    def to_bytes(self) -> DigestedFile:
        """Return the zip: content types and relations first, parts by name."""
        parts = sorted(self._parts, key=lambda part: part.name)
        entries = [
            ("[Content_Types].xml", packed(_content_types(parts), lasting=True)),
            (self._root.relations_name[1:], packed(self._root.relations_xml(), lasting=True)),
        ]
        for part in parts:
            name = part.name[1:]
            stored = name.endswith((".png", ".jpeg"))
            entries.append((name, packed(part.blob, lasting=part.content_type not in _OF_ONE_DECK, stored=stored)))
            if relations := part.relations_xml():
                entries.append((part.relations_name[1:], packed(relations, lasting=True)))
        return DigestedFile(zip_bytes(entries), digest_of_parts((name, entry.content) for name, entry in entries))


def _content_types(parts: list[Part]) -> bytes:
    """Return what each part is: by its suffix where that says it, else by its name."""
    suffixes = {"rels": CT.OPC_RELATIONSHIPS, "xml": CT.XML}
    named = []
    for part in parts:
        suffix = part.name.rpartition(".")[2]
        if (suffix, part.content_type) in _BY_SUFFIX:
            suffixes[suffix] = part.content_type
        else:
            named.append(f'<Override PartName="{part.name}" ContentType="{part.content_type}"/>')
    usual = "".join(f'<Default Extension="{one}" ContentType="{kind}"/>' for one, kind in sorted(suffixes.items()))
    return f'{_HEAD}<Types xmlns="{NAMESPACE.OPC_CONTENT_TYPES}">{usual}{"".join(named)}</Types>'.encode()


_BY_SUFFIX = frozenset(default_content_types)
