"""A package as bytes that are the same each time: one order, one stamp, one way of packing.

`Presentation.save` writes parts in the order in which they are found, stamped with the time of day. This is the only
file that uses private names of python-pptx:

- `OpcPackage._rels`: the package's own relationships, which it gives to its writer and to nobody else;
- `_Relationships`: what these are;
- `_ContentTypesItem`: the content types of some parts, which only its writer asks for.
"""

from collections.abc import Mapping

from pptx.opc.oxml import serialize_part_xml
from pptx.opc.package import OpcPackage, Part, _Relationships
from pptx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI
from pptx.opc.serialized import _ContentTypesItem

from builder.model.digest import DigestedFile, content_digest, digest_of_parts
from builder.model.zip_archive import zip_bytes


def save_package(package: OpcPackage, originals: Mapping[str, bytes] | None = None) -> DigestedFile:
    """Return the package: content types and relationships first, parts by name.

    `originals` are the bytes of parts that were opened and not changed, by part name: they are written as they were.
    """
    parts = sorted(parts_of(package), key=lambda part: part.partname)
    entries: list[tuple[str, bytes]] = [
        (CONTENT_TYPES_URI.membername, serialize_part_xml(_ContentTypesItem.xml_for(parts))),
        (PACKAGE_URI.rels_uri.membername, _root(package).xml),
    ]
    kept = originals or {}
    for part in parts:
        entries.append((part.partname.membername, kept.get(part.partname) or part.blob))
        if part.rels:
            entries.append((part.partname.rels_uri.membername, part.rels.xml))
    content = digest_of_parts((name, content_digest(data)) for name, data in entries)
    return DigestedFile(zip_bytes(entries), content)


def parts_of(package: OpcPackage) -> list[Part]:
    """Return every part that the package leads to, each once; python-pptx's own walk recurses from slide to slide."""
    found: dict[Part, None] = {}
    waiting = [_root(package)]
    while waiting:
        for relationship in waiting.pop().values():
            if relationship.is_external or relationship.target_part in found:
                continue
            found[relationship.target_part] = None
            waiting.append(relationship.target_part.rels)
    return list(found)


def _root(package: OpcPackage) -> _Relationships:
    return package._rels  # noqa: SLF001 - see the top of the file
