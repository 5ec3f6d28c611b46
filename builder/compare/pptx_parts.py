"""The parts of a .pptx, opened with care: bounded, no entity resolved, nothing outside the file followed."""

import io
import posixpath
import zipfile
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from lxml import etree

from builder.model.zip_archive import DAMAGE

MOST_BYTES = 512_000_000
"""The most bytes that the parts of a deck may unpack to."""
MOST_XML = 32_000_000
"""The most bytes of one XML part; a slide has some ten thousand."""
MOST_PARTS = 20_000
MOST_RATIO = 300
"""How many times its packed size a part may have; the XML of decks has about ten times."""
SMALL = 1_000_000
"""Parts below this size may be packed however tightly."""

_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
)


class UnreadableDeckError(Exception):
    """The bytes cannot be read as a deck; the message says why, in lower case without a full stop."""


class PartRelation(NamedTuple):
    """A relation: the last word of its type, and the part (or outside address) that it leads to."""

    kind: str
    target: str
    external: bool


class PptxParts:
    """The parts of a package, each unpacked and parsed when asked for."""

    def __init__(self, data: bytes) -> None:
        """Open `data`; UnreadableDeckError if it is not a package or unpacks to too much."""
        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
            entries = self._file.infolist()
        except (*DAMAGE, KeyError) as fault:
            raise UnreadableDeckError("not a PowerPoint file (.pptx)") from fault
        if len(entries) > MOST_PARTS or sum(one.file_size for one in entries) > MOST_BYTES:
            raise UnreadableDeckError("the file unpacks to more than any deck")
        self._index(one.filename for one in entries)

    def _index(self, names: Iterable[str]) -> None:
        self.names = frozenset(names)
        self._trees: dict[str, etree._Element] = {}
        self._relations: dict[str, dict[str, PartRelation]] = {}
        self._folded = {name.casefold(): name for name in self.names}

    def data(self, name: str) -> bytes:
        """Return the bytes of the part `name`."""
        try:
            entry = self._file.getinfo(name)
            if entry.file_size > SMALL and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
                raise UnreadableDeckError(f"`{name}` unpacks to {entry.file_size / 1e6:.0f} MB")
            with self._file.open(entry) as part:
                found = part.read(entry.file_size + 1)
        except (*DAMAGE, KeyError) as fault:
            raise UnreadableDeckError(f"`{name}` is missing or damaged") from fault
        return found

    def fingerprint(self, name: str) -> str:
        """Return the checksum and size of the part `name`, which identify its bytes without unpacking them."""
        entry = self._file.getinfo(name)
        return f"{entry.CRC:08x}-{entry.file_size}"

    def tree(self, name: str) -> etree._Element:
        """Return the root of the XML part `name`."""
        if name not in self._trees:
            data = self.data(name)
            if len(data) > MOST_XML:
                raise UnreadableDeckError(f"`{name}` has {len(data) / 1e6:.0f} MB of XML")
            try:
                root = etree.fromstring(data, _PARSER)
            except (etree.XMLSyntaxError, ValueError) as fault:
                raise UnreadableDeckError(f"`{name}` is not well-formed XML") from fault
            if root.getroottree().docinfo.doctype:
                raise UnreadableDeckError(f"`{name}` declares a document type, which could make it read other files")
            self._trees[name] = root
        return self._trees[name]

    def relations(self, name: str) -> dict[str, PartRelation]:
        """Return the relations of the part `name` by their ids; none if it has none."""
        if name not in self._relations:
            folder, base = posixpath.split(name)
            self._relations[name] = self._relations_in(f"{folder}/_rels/{base}.rels".lstrip("/"), folder)
        return self._relations[name]

    def related(self, name: str, kind: str) -> str:
        """Return the first part to which `name` has a relation of `kind`, or nothing."""
        relations = self.relations(name).values()
        return next((one.target for one in relations if one.kind == kind and one.target in self.names), "")

    def layouts(self) -> list[str]:
        """Return the parts of the slide layouts, in their order."""
        found = (name for name in self.names if name.startswith("ppt/slideLayouts/slideLayout"))
        return sorted(found, key=lambda name: (len(name), name))

    def title(self, name: str) -> str:
        """Return what a slide, layout or master is called."""
        common = self.tree(name).find("{*}cSld")
        return common.get("name", "") if common is not None else ""

    def main(self) -> str:
        """Return the name of the presentation's part."""
        found = self.related("", "officeDocument")
        if not found:
            raise UnreadableDeckError("the file holds no presentation")
        return found

    def _relations_in(self, part: str, folder: str) -> dict[str, PartRelation]:
        if part not in self.names:
            return {}
        found = {}
        for one in self.tree(part):
            target, external = one.get("Target", ""), one.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join(f"/{folder}", target)).lstrip("/")
                target = self._folded.get(target.casefold(), target)
            found[one.get("Id", "")] = PartRelation(one.get("Type", "").rpartition("/")[2], target, external)
        return found


class RecordedParts(PptxParts):
    """The parts of a deck of which only the XML is there: of every other file, its fingerprint."""

    def __init__(self, markup: Mapping[str, bytes], fingerprints: Mapping[str, str]) -> None:
        """Open the XML of the parts in `markup`."""
        self._markup, self._fingerprints = markup, fingerprints
        self._index((*markup, *fingerprints))

    def data(self, name: str) -> bytes:
        """Return the XML of the part `name`."""
        if name not in self._markup:
            raise UnreadableDeckError(f"`{name}` is missing or damaged")
        return self._markup[name]

    def fingerprint(self, name: str) -> str:
        """Return what identifies the bytes of the part `name`."""
        return self._fingerprints.get(name, "")
