"""What the file says of itself: information, XMP, output intent, page labels, the reader's settings."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from html import escape

from builder.model.scene import Page, Properties, Scene
from builder.render.pdf.objects import dictionary, stream, string
from builder.render.pdf.reportlab_internals import ID_PLACEHOLDER, DocumentCanvas, RawObject

PROFILE = "icc/sRGB.icc"
"""Asset name of the colour profile that the file's colours are meant in."""

PRODUCER = "briefdeck with ReportLab"

_LEFTWARDS = {"ar", "fa", "he", "ur", "ps", "yi"}
"""Languages whose pages are bound on the right."""


def write_properties(canvas: DocumentCanvas, scene: Scene, assets: Mapping[str, bytes]) -> None:
    """Let the file say what it is, but for its id, which `sealed` makes from the whole file."""
    said = scene.properties
    date = _moment(scene).strftime(f"D:{_moment(scene).year:04}%m%d%H%M%SZ")  # `%Y` writes the year 999 in three digits
    canvas.setTitle(said.title)
    canvas.setAuthor(", ".join(_creators(said)))
    canvas.setSubject(said.subject)
    canvas.setKeywords(", ".join(said.keywords))
    canvas.setCreator(f"briefdeck {said.version}".strip())
    canvas.setProducer(PRODUCER)
    canvas.setDateFormatter(lambda *_now: date)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    if said.lang.split("-", maxsplit=1)[0].lower() in _LEFTWARDS:
        canvas.setViewerPreference("Direction", "R2L")
    _add_page_labels(canvas, scene.pages)
    canvas.setCatalogEntry("MarkInfo", {"Marked": "true"})
    packet = stream(_xmp(scene).encode(), {"Type": "/Metadata", "Subtype": "/XML"}, packed=False)
    canvas.setCatalogEntry("Metadata", RawObject(packet))
    canvas.setCatalogEntry("OutputIntents", [_output_intent(canvas, assets[PROFILE])])


def _output_intent(canvas: DocumentCanvas, profile: bytes) -> str:
    entries = {
        "Type": "/OutputIntent",
        "S": "/GTS_PDFA1",
        "OutputConditionIdentifier": string("sRGB"),
        "Info": string("sRGB IEC61966-2.1"),
        "DestOutputProfile": canvas.indirect(_profile(profile)),
    }
    return canvas.indirect(dictionary(entries))


@lru_cache(maxsize=2)
def _profile(data: bytes) -> bytes:
    """Return the stream of a colour profile, which is the same in file after file."""
    return stream(data, {"N": 3})


def _add_page_labels(canvas: DocumentCanvas, pages: tuple[Page, ...]) -> None:
    """Add one range of decimals where the labels count on, else a label for each page."""
    labels = [page.label or str(number) for number, page in enumerate(pages, 1)]
    if labels == [str(number) for number in range(1, len(labels) + 1)]:
        canvas.addPageLabel(0, style="ARABIC")
        return
    for index, label in enumerate(labels):
        canvas.addPageLabel(index, prefix=label)


def sealed(data: bytes, identifier: str) -> bytes:
    """Return the file with its id (ISO 32000-1, 14.4) in place: which briefing it is, and which state of it."""
    lasting = hashlib.sha256(identifier.encode()).hexdigest()[:32]
    state = hashlib.sha256(data).hexdigest()[:32]
    return data.replace(ID_PLACEHOLDER, f"[<{lasting}><{state}>]".encode("ascii"))


def _moment(scene: Scene) -> datetime:
    return datetime.fromtimestamp(scene.moment, UTC)


def _creators(said: Properties) -> tuple[str, ...]:
    return said.authors or tuple(name for name in (said.publisher,) if name)


def _xmp(scene: Scene) -> str:
    """Return the XMP packet (ISO 16684-1), with the claims of ISO 14289-1, 5 and ISO 19005-2, 6.6.4."""
    said = scene.properties
    when = f"{_moment(scene).replace(tzinfo=None).isoformat()}Z"
    fields = [
        ("dc:title", _rdf_container("Alt", (said.title,), said.lang)),
        ("dc:creator", _rdf_container("Seq", _creators(said))),
        ("dc:description", _rdf_container("Alt", (said.subject,) if said.subject else (), said.lang)),
        ("dc:subject", _rdf_container("Bag", said.keywords)),
        ("dc:publisher", _rdf_container("Bag", (said.publisher,) if said.publisher else ())),
        ("dc:language", _rdf_container("Bag", (said.lang,))),
        ("dc:date", _rdf_container("Seq", (said.date.isoformat(),) if said.date else ())),
        ("dc:identifier", _escaped(said.identifier)),
        ("dc:rights", _rdf_container("Alt", (said.marking,) if said.marking else (), said.lang)),
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


def _rdf_container(kind: str, values: tuple[str, ...], lang: str = "") -> str:
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
