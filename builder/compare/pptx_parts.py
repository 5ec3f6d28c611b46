"""The parts of a .pptx, opened with care: bounded, no entity resolved, nothing outside the file followed."""

import io
import zipfile
from collections.abc import Iterable, Mapping

from builder.model.office_xml import Element, Relationship, read_xml, relations_in, relations_part
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


class UnreadableDeckError(Exception):
    """The bytes cannot be read as a deck; the message says why, in lower case without a full stop."""


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
        self._trees: dict[str, Element] = {}
        self._relations: dict[str, dict[str, Relationship]] = {}
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

    def tree(self, name: str) -> Element:
        """Return the root of the XML part `name`."""
        if name not in self._trees:
            data = self.data(name)
            if len(data) > MOST_XML:
                raise UnreadableDeckError(f"`{name}` has {len(data) / 1e6:.0f} MB of XML")
            root = read_xml(data)
            if isinstance(root, str):
                raise UnreadableDeckError(f"`{name}` {root}")
            self._trees[name] = root
        return self._trees[name]

    def relations(self, name: str) -> dict[str, Relationship]:
        """Return the relations of the part `name` by their ids; none if it has none."""
        if name not in self._relations:
            table = relations_part(name)
            read = relations_in(self.tree(table), name) if table in self.names else ()
            self._relations[name] = {
                number: one._replace(part=self._folded.get(one.part.casefold(), one.part)) for number, one in read
            }
        return self._relations[name]

    def related(self, name: str, kind: str) -> str:
        """Return the first part to which `name` has a relation of `kind`, the last word of its type, or nothing."""
        relations = self.relations(name).values()
        return next((one.part for one in relations if one.last_word == kind and one.part in self.names), "")

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
