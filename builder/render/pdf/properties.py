"""What the file says of itself: information, XMP, output intent, page labels, the reader's settings."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from html import escape

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFInfo

from builder.model.scene import Page, Properties, Scene
from builder.render.pdf.objects import RawObject, array, dictionary, indirect, stream, string

PROFILE = "icc/sRGB.icc"
"""Asset name of the colour profile that the file's colours are meant in."""

PRODUCER = "briefdeck with ReportLab"

_ID = b"[<" + b"0" * 32 + b"><" + b"0" * 32 + b">]"
"""Keeps the place of the file's id until the rest is written."""


class _Information(PDFInfo):  # type: ignore[misc]
    """The document information dictionary: only what the briefing knows, with the scene's own time."""

    def __init__(self, scene: Scene) -> None:
        super().__init__()
        self._scene = scene

    def digest(self, md5object: object) -> None:
        """Add nothing to ReportLab's fingerprint of the file: it has one of ours."""

    def format(self, _document: PDFDocument) -> bytes:
        said = self._scene.properties
        date = _moment(self._scene).strftime("D:%Y%m%d%H%M%SZ")
        fields = {
            "Title": said.title,
            "Author": ", ".join(_creators(said)),
            "Subject": said.subject,
            "Keywords": ", ".join(said.keywords),
            "Creator": f"briefdeck {said.version}".strip(),
            "Producer": PRODUCER,
            "CreationDate": date,
            "ModDate": date,
        }
        return dictionary({key: string(value) for key, value in fields.items() if value}).encode("ascii")


def write_properties(document: PDFDocument, scene: Scene, media: Mapping[str, bytes]) -> None:
    """Put into `document` what it says of itself, but for its id, which `sealed` makes from the whole file."""
    catalog = document.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    catalog.MarkInfo = RawObject(dictionary({"Marked": "true"}))
    catalog.ViewerPreferences = RawObject(dictionary(_preferences(scene.properties.lang)))
    catalog.Metadata = RawObject(stream(_xmp(scene).encode(), {"Type": "/Metadata", "Subtype": "/XML"}, packed=False))
    catalog.OutputIntents = array([_output_intent(document, media[PROFILE])])
    catalog.PageLabels = RawObject(dictionary({"Nums": array(_page_labels(scene.pages))}))
    document.info = _Information(scene)
    document._ID = _ID  # noqa: SLF001 - ReportLab makes its own only where this is unset


def _preferences(lang: str) -> dict[str, str]:
    leftwards = lang.split("-", maxsplit=1)[0].lower() in {"ar", "fa", "he", "ur", "ps", "yi"}
    return {"DisplayDocTitle": "true", **({"Direction": "/R2L"} if leftwards else {})}


def _output_intent(document: PDFDocument, profile: bytes) -> str:
    entries = {
        "Type": "/OutputIntent",
        "S": "/GTS_PDFA1",
        "OutputConditionIdentifier": string("sRGB"),
        "Info": string("sRGB IEC61966-2.1"),
        "DestOutputProfile": indirect(document, _profile(profile)),
    }
    return indirect(document, dictionary(entries))


@lru_cache(maxsize=2)
def _profile(data: bytes) -> bytes:
    """Return the stream of a colour profile, which is the same in file after file."""
    return stream(data, {"N": 3})


def _page_labels(pages: tuple[Page, ...]) -> list[str | int]:
    """Return the tree of page labels: one range of decimals where the labels count on, else one for each page."""
    labels = [page.label or str(number) for number, page in enumerate(pages, 1)]
    if labels == [str(number) for number in range(1, len(labels) + 1)]:
        return [0, dictionary({"S": "/D"})]
    return [part for index, label in enumerate(labels) for part in (index, dictionary({"P": string(label)}))]


def sealed(data: bytes, identifier: str) -> bytes:
    """Return the file with its id (ISO 32000-1, 14.4) in place: which briefing it is, and which state of it."""
    lasting = hashlib.sha256(identifier.encode()).hexdigest()[:32]
    state = hashlib.sha256(data).hexdigest()[:32]
    return data.replace(_ID, f"[<{lasting}><{state}>]".encode("ascii"))


def _moment(scene: Scene) -> datetime:
    return datetime.fromtimestamp(scene.moment, UTC)


def _creators(said: Properties) -> tuple[str, ...]:
    return said.authors or tuple(name for name in (said.publisher,) if name)


def _xmp(scene: Scene) -> str:
    """Return the XMP packet (ISO 16684-1), with the claims of ISO 14289-1, 5 and ISO 19005-2, 6.6.4."""
    said = scene.properties
    when = _moment(scene).strftime("%Y-%m-%dT%H:%M:%SZ")
    fields = [
        ("dc:title", _listed("Alt", (said.title,), said.lang)),
        ("dc:creator", _listed("Seq", _creators(said))),
        ("dc:description", _listed("Alt", (said.subject,) if said.subject else (), said.lang)),
        ("dc:subject", _listed("Bag", said.keywords)),
        ("dc:publisher", _listed("Bag", (said.publisher,) if said.publisher else ())),
        ("dc:language", _listed("Bag", (said.lang,))),
        ("dc:date", _listed("Seq", (said.date.isoformat(),) if said.date else ())),
        ("dc:identifier", _escaped(said.identifier)),
        ("pdf:Producer", PRODUCER),
        ("pdf:Keywords", _escaped(", ".join(said.keywords))),
        ("xmp:CreatorTool", _escaped(f"briefdeck {said.version}".strip())),
        ("xmp:CreateDate", when),
        ("xmp:ModifyDate", when),
        ("xmp:MetadataDate", when),
        ("pdfuaid:part", "1"),
        ("pdfaid:part", "2"),
        ("pdfaid:conformance", "A"),
        ("pdfaExtension:schemas", _SCHEMAS),
    ]
    return _PACKET.format("\n".join(f"<{name}>{value}</{name}>" for name, value in fields if value))


_FORBIDDEN = dict.fromkeys((*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0xFFFE, 0xFFFF))
"""Characters that no XML file may hold (XML 1.0, 2.2)."""


def _escaped(text: str) -> str:
    """Return `text` as XML has it (saxutils would do the same, after loading the whole of the web's protocols)."""
    return escape(text.translate(_FORBIDDEN), quote=False)


def _listed(kind: str, values: tuple[str, ...], lang: str = "") -> str:
    """Return an RDF container; with `lang`, a text that stands for any language and for its own."""
    if not values:
        return ""
    if kind == "Alt":
        items = "".join(f'<rdf:li xml:lang="{one}">{_escaped(values[0])}</rdf:li>' for one in ("x-default", lang))
    else:
        items = "".join(f"<rdf:li>{_escaped(value)}</rdf:li>" for value in values)
    return f"<rdf:{kind}>{items}</rdf:{kind}>"


_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
{}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""

_SCHEMAS = """<rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>part of ISO 14289 that the file keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag>"""
"""The description of a schema that PDF/A does not know itself (ISO 19005-2, 6.6.2.3)."""
