"""The archive of an Office file or e-book, opened safely: unpacking is limited, and entities are never resolved."""

import io
import zipfile
from dataclasses import dataclass, field

from lxml import etree

from builder.codes import BROKEN_SOURCE, ENCRYPTED_SOURCE, FOREIGN_ENTITY, PACKED_SOURCE
from builder.model.findings import Report, Span
from builder.model.zip_archive import DAMAGE

MOST_BYTES = 64_000_000
"""The most bytes that the parts of a file may unpack to: a book of text has one million."""
_MOST_RATIO = 300
"""The highest compression ratio of a part; XML in real documents has about ten."""
_SMALL = 1_000_000
"""Parts below this size may have any ratio."""
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(slots=True)
class Archive:
    """The parts of a Word file by their names."""

    file: zipfile.ZipFile
    source: str
    report: Report
    names: tuple[str, ...]
    left: int = MOST_BYTES
    _trees: dict[str, etree._Element | None] = field(default_factory=dict)

    def tree(self, name: str) -> etree._Element | None:
        """Return the root of the part `name`; None if there is none, or with a finding where it cannot be read."""
        if name not in self._trees:
            data = self._bytes(name) if name in self.names else None
            self._trees[name] = None if data is None else self._parsed(name, data)
        return self._trees[name]

    def bytes_of(self, name: str) -> bytes | None:
        """Return the bytes of the part `name`, such as a picture; None if there is none or it cannot be read."""
        return self._bytes(name) if name in self.names else None

    def _bytes(self, name: str) -> bytes | None:
        info = self.file.getinfo(name)
        size, packed = info.file_size, max(info.compress_size, 1)
        if size > self.left or (size > _SMALL and size > _MOST_RATIO * packed):
            message = f"`{name}` in this file unpacks to {size / 1e6:.0f} MB"
            self.report.add(
                PACKED_SOURCE, Span(self.source), message, "do not open it; ask for the text in another format"
            )
            return None
        try:
            with self.file.open(info) as part:
                data = part.read(self.left + 1)
        except DAMAGE as fault:
            locked = isinstance(fault, RuntimeError) and "password" in str(fault)
            message = f"`{name}` in this file cannot be unpacked"
            self.report.add(ENCRYPTED_SOURCE if locked else BROKEN_SOURCE, Span(self.source), message, "save it again")
            return None
        self.left -= len(data)
        if self.left < 0:
            message = f"this file unpacks to more than {MOST_BYTES / 1e6:.0f} MB"
            self.report.add(
                PACKED_SOURCE, Span(self.source), message, "do not open it; ask for the text in another format"
            )
            return None
        return data

    def _parsed(self, name: str, data: bytes) -> etree._Element | None:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as fault:
            if b"<!DOCTYPE" in data[:4096]:
                self._report_foreign(name)
                return None
            reason = str(fault).split(", line", maxsplit=1)[0]
            message = f"`{name}` in this file is not well-formed XML: {reason}"
            self.report.add(BROKEN_SOURCE, Span(self.source), message, "open it in a word processor and save it again")
            return None
        if root.getroottree().docinfo.doctype:
            self._report_foreign(name)
            return None
        return root

    def _report_foreign(self, name: str) -> None:
        message = f"`{name}` in this file declares a document type, which could make it read other files"
        self.report.add(
            FOREIGN_ENTITY, Span(self.source), message, "do not trust it; ask for the text in another format"
        )


KINDS = {"pptx": "PowerPoint", "odt": "OpenDocument", "epub": "EPUB"}
"""What a package is called by its suffix; any other is Word's."""


def archive_of(source: str, data: bytes, report: Report) -> Archive | None:
    """Return the archive of a Word, PowerPoint, OpenDocument or EPUB file, or None with a finding."""
    if data.startswith(_OLD_WORD):
        message = "this file has a password, or is in the format of Word before 2007"
        report.add(ENCRYPTED_SOURCE, Span(source), message, "save it as .docx without a password")
        return None
    try:
        file = zipfile.ZipFile(io.BytesIO(data))
        names = tuple(file.namelist())
    except DAMAGE:
        message = f"this is not a valid {KINDS.get(source.rpartition('.')[2].lower(), 'Word')} file"
        report.add(BROKEN_SOURCE, Span(source), message, "download it again, or save it again in its program")
        return None
    return Archive(file, source, report, names)
