"""An organisation's PowerPoint file as a clean base for decks: opened within bounds, without slides and macros."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace
from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part, XmlPart
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn
from pptx.parts.slide import NotesMasterPart, SlideLayoutPart, SlideMasterPart

from builder.codes import UNREADABLE_TEMPLATE
from builder.model.findings import BriefdeckError, Span
from builder.model.zip_archive import DAMAGE, zip_bytes
from builder.theming.sample_looks import take_over_looks
from builder.theming.stale_words import WordRules, blank_stale_words
from builder.theming.template_layouts import SampleSlide

if TYPE_CHECKING:
    from pptx.presentation import Presentation as PresentationObject

LEAST_ID = 2147483648
"""The least id of masters and layouts (ECMA-376 part 1, 19.7.11)."""

MOST_PARTS, MOST_BYTES, LARGEST_FILE = 3000, 200 << 20, 64 << 20
"""Bounds: parts of the package, its size unpacked, and the size of the file."""

TOLD = 400
"""From so many characters on a first slide is no cover: it says how the template is to be used."""

_MAIN_TYPES = re.compile(
    rb"application/vnd\.(openxmlformats-officedocument\.presentationml\.(template|slideshow)"
    rb"|ms-powerpoint\.(presentation|template|slideshow)\.macroEnabled)\.main\+xml"
)
_KEPT = {
    RT.SLIDE_MASTER, RT.NOTES_MASTER, RT.HANDOUT_MASTER, RT.THEME, RT.PRES_PROPS, RT.TABLE_STYLES, RT.FONT,
}  # fmt: skip
"""What the presentation keeps; slides, comments, macros, printer settings and the like are left out."""

_DROPPED_ELEMENTS = ("p:sldIdLst", "p:custShowLst", "p:custDataLst", "p:photoAlbum", "p:modifyVerifier", "p:extLst")
_ACTIVE = (RT.OLE_OBJECT, RT.PACKAGE, RT.CONTROL, RT.SLIDE, RT.AUDIO, RT.VIDEO)


class CleanTemplate(Struct, frozen=True):
    """A template fit to be the base of decks."""

    data: bytes
    """The package: masters, layouts, themes and media as they were; nothing else."""
    left_out: tuple[str, ...]
    """What was not taken over, in words."""
    samples: tuple[SampleSlide, ...]
    """The slides that the file had."""


def clean_template(
    name: str, data: bytes, *, without: tuple[str, ...] = (), keep: tuple[str, ...] = ()
) -> CleanTemplate:
    """Return the clean base in `data`; BriefdeckError if the file cannot be one.

    Of the words that layouts draw, those that a person wants `without` go as well, and what is to `keep` stays.
    """
    parts = _parts_within_bounds(name, data)
    try:
        return _cleaned(parts, WordRules(_people_of(parts), without=without, keep=keep))
    except (KeyError, ValueError, TypeError, RecursionError, AttributeError, etree.XMLSyntaxError) as fault:
        raise unreadable(name, "parts of it are missing or damaged") from fault


def _parts_within_bounds(name: str, data: bytes) -> dict[str, bytes]:
    if not data:
        raise unreadable(name, "it is empty", "copy or download it again")
    _refuse_compound_file(name, data)
    if len(data) > LARGEST_FILE:
        raise unreadable(name, f"it is larger than {LARGEST_FILE >> 20} MB")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = [one for one in archive.infolist() if not one.is_dir()]
            if len(entries) > MOST_PARTS or sum(one.file_size for one in entries) > MOST_BYTES:
                raise unreadable(name, f"it has more than {MOST_PARTS} parts or {MOST_BYTES >> 20} MB")
            parts = {one.filename: archive.read(one) for one in entries}
    except DAMAGE as fault:
        if data.startswith(b"PK"):
            raise unreadable(name, "it is incomplete or damaged", "copy or download it again") from fault
        raise unreadable(name, "it is not a PowerPoint file") from fault
    for part, content in parts.items():
        if part.startswith("/") or ".." in part.split("/") or "\\" in part:
            raise unreadable(name, f"its part `{part[:80]}` points outside the package")
        if part.endswith((".xml", ".rels")) and b"<!DOCTYPE" in content.replace(b"\0", b""):
            raise unreadable(name, f"its part `{part[:80]}` has a document type declaration")
    if "[Content_Types].xml" not in parts or "ppt/presentation.xml" not in parts:
        raise unreadable(name, *_other_program(parts))
    if b"http://purl.oclc.org/ooxml/" in parts["ppt/presentation.xml"][:4096]:  # ISO/IEC 29500 Strict
        hint = "in PowerPoint, save it as PowerPoint Presentation (.pptx), not as Strict Open XML"
        raise unreadable(name, "it is a Strict Open XML presentation", hint)
    return parts


def _refuse_compound_file(name: str, data: bytes) -> None:
    """Raise BriefdeckError for the older container of Office, which PowerPoint still uses for encrypted files."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            hint = "open it in PowerPoint, and remove the password under File, Info, Protect Presentation"
            raise unreadable(name, "it is encrypted with a password", hint)
        raise unreadable(name, "it is a file of PowerPoint 97 to 2003")


def _other_program(parts: Mapping[str, bytes]) -> tuple[str, str]:
    """Return what a package is that is not PowerPoint's, and how to make one that is."""
    if any(part.endswith(".iwa") for part in parts):
        return "it is a file of Keynote", "in Keynote, export it to PowerPoint"
    if parts.get("mimetype", b"").startswith(b"application/vnd.oasis.opendocument"):
        return "it is an OpenDocument file", "in LibreOffice, save it as PowerPoint Presentation (.pptx)"
    return "it is not a PowerPoint file", _SAVE_AGAIN


_SAVE_AGAIN = "open it in PowerPoint and save it as .potx or .pptx"


def unreadable(name: str, why: str, hint: str = _SAVE_AGAIN) -> BriefdeckError:
    """Return the error that the file `name` cannot be a template."""
    return BriefdeckError(UNREADABLE_TEMPLATE, f"cannot use `{name}` as a template: {why}", Span(name), hint)


def _people_of(parts: Mapping[str, bytes]) -> frozenset[str]:
    """Return the words of the names of those who wrote the file, in lower case."""
    root = etree.fromstring(parts["docProps/core.xml"]) if "docProps/core.xml" in parts else etree.Element("none")
    named = (one.text or "" for one in root if etree.QName(one).localname in {"creator", "lastModifiedBy"})
    return frozenset(re.findall(r"\w+", " ".join(named).lower()))


def _cleaned(parts: dict[str, bytes], rules: WordRules) -> CleanTemplate:
    types = _MAIN_TYPES.sub(CT.PML_PRESENTATION_MAIN.encode(), parts["[Content_Types].xml"])
    plain = {**parts, "[Content_Types].xml": types, "_rels/.rels": _ROOT_ONLY}
    presentation = Presentation(BytesIO(zip_bytes(plain.items())))
    samples = tuple(_samples_of(presentation))
    rules = replace(rules, talk=frozenset(re.findall(r"\w+", samples[0].title.lower())) if samples else frozenset())
    for master in presentation.slide_masters:  # KeyError where a part that is named is not there
        for layout in master.slide_layouts:
            if not isinstance(layout.part.part_related_by(RT.SLIDE_MASTER), SlideMasterPart):
                raise TypeError("a layout whose master is none")
    touched = {presentation.part.partname.membername}
    left_out = []
    try:
        touched |= take_over_looks(presentation)
    except (KeyError, ValueError, TypeError, AttributeError):  # of these layouts no part is touched, so none is changed
        left_out.append("what its slides show, which are damaged")
    left_out += _clean_root(presentation)
    if not presentation.slide_masters:
        raise ValueError("no master")
    if not any(len(master.slide_layouts) for master in presentation.slide_masters):
        touched |= _add_layout(presentation)
    for part in list(presentation.part.package.iter_parts()):
        found = [] if part is presentation.part else _clean_part(part)
        if isinstance(part, SlideMasterPart | SlideLayoutPart):
            found += [f"the words \u201c{one[:60]}\u201d" for one in blank_stale_words(_root_of(part), rules)]
        if found:
            touched.add(part.partname.membername)
            left_out += found
    out = BytesIO()
    presentation.save(out)
    with zipfile.ZipFile(out) as archive:
        saved = {one: archive.read(one) for one in sorted(archive.namelist())}
    made = {*touched, "[Content_Types].xml", *(one for one in saved if one.endswith(".rels"))}
    kept = {one: content if one in made else parts[one] for one, content in saved.items() if one in made | parts.keys()}
    return CleanTemplate(zip_bytes(kept.items()), _counted(left_out), samples)


def _samples_of(presentation: PresentationObject) -> Iterator[SampleSlide]:
    """Yield the slides up to the first damaged one: they are left out, and only say what layouts are used for."""
    with suppress(KeyError, ValueError, TypeError, AttributeError):
        for slide in presentation.slides:
            words = {shape.text_frame.text.strip() for shape in slide.shapes if shape.has_text_frame}
            title = slide.shapes.title
            part = str(slide.slide_layout.part.partname)
            hidden = slide.element.get("show") in {"0", "false"}
            said = title.text_frame.text if title is not None else ""
            yield SampleSlide(part, said, says=bool(words - {""}), opens=not hidden and _length(words) < TOLD)


def _length(words: set[str]) -> int:
    """Return how long words are in Latin letters: a sign of Chinese, Japanese or Korean says as much as three."""
    return sum(3 if char >= "\u2e80" else 1 for char in " ".join(words))


_LAYOUT = (
    b'<p:sldLayout xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    b'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" preserve="1"><p:cSld name="Master">'
    b'<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/></p:spTree>'
    b"</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
)


def _add_layout(presentation: PresentationObject) -> set[str]:
    """Give the first master an empty layout, since slides need one; return the names of the parts that changed."""
    root, master = presentation.slide_masters[0].element, presentation.slide_masters[0].part
    name = PackURI("/ppt/slideLayouts/slideLayout1.xml")
    layout = SlideLayoutPart.load(name, CT.PML_SLIDE_LAYOUT, master.package, _LAYOUT)
    layout.relate_to(master, RT.SLIDE_MASTER)
    listed = root.find(qn("p:sldLayoutIdLst"))
    if listed is None:
        listed = etree.Element(qn("p:sldLayoutIdLst"))
        root.find(qn("p:clrMap")).addnext(listed)
    ids = [int(one.get("id", "0")) for one in presentation.element.iter(qn("p:sldMasterId"))]
    entry = etree.SubElement(listed, qn("p:sldLayoutId"))
    entry.set("id", str(max([LEAST_ID, *ids]) + 1))
    entry.set(qn("r:id"), master.relate_to(layout, RT.SLIDE_LAYOUT))
    return {master.partname.membername, name.membername}


_IN_WORDS = {
    "vbaProject": "macros",
    "customXml": "data of other programs",
    "tags": "tags of other programs",
    "oleObject": "embedded objects",
    "package": "embedded files",
    "control": "controls",
    "slide": "links to slides",
    "audio": "sound",
    "video": "films",
    "link": "links to other files",
}


def _counted(left_out: list[str]) -> tuple[str, ...]:
    """Return the kinds of things left out in words, with how many there were of each."""
    counts = Counter(_IN_WORDS.get(kind, kind) for kind in left_out)
    return tuple(f"{kind} ({count})" if count > 1 else kind for kind, count in counts.items())


_ROOT_ONLY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="rId1" Target="ppt/presentation.xml" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
"""The package leads to the presentation alone: its properties, thumbnail and macros of the ribbon are left out."""


def _clean_root(presentation: PresentationObject) -> list[str]:
    """Take from the presentation what is not its look; return what was, in words."""
    root, left_out = presentation.element, []
    for tag in _DROPPED_ELEMENTS:
        for element in root.findall(qn(tag)):
            root.remove(element)
    size = root.find(qn("p:sldSz"))
    if size is not None:  # says 4:3 of slides that became wide, and no program asks for it
        size.attrib.pop("type", None)
    for key, one in list(presentation.part.rels.items()):
        if one.reltype in _KEPT and not one.is_external:
            continue
        presentation.part.rels.pop(key)
        kind = one.reltype.rpartition("/")[2]
        if kind in {"vbaProject", "customXml", "tags"}:
            left_out.append(kind)
    return left_out


def _clean_part(part: Part) -> list[str]:
    """Take active content and links out of a master, layout or theme; return what was taken, in words."""
    bad = {
        key: one
        for key, one in part.rels.items()
        if one.reltype in _ACTIVE or (one.is_external and one.reltype != RT.HYPERLINK)
    }
    if not bad:
        return []
    root = _root_of(part)
    for element in list(root.iter()) if root is not None else ():
        if not isinstance(element.tag, str):
            continue
        for name, value in list(element.attrib.items()):
            if name.startswith(_RELATION_SPACE) and value in bad:
                _remove_reference(element, name)
    if root is not None and not isinstance(part, XmlPart):
        part.blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    for key in bad:
        part.rels.pop(key)
    return ["link" if one.is_external else one.reltype.rpartition("/")[2] for one in bad.values()]


def _root_of(part: Part) -> etree._Element | None:
    """Return the XML of a part as python-pptx holds it, or as it is read from its bytes; None if it has none."""
    match part:
        case SlideMasterPart():
            return part.slide_master.element
        case SlideLayoutPart():
            return part.slide_layout.element
        case NotesMasterPart():
            return part.notes_master.element
    return etree.fromstring(part.blob) if str(part.partname).endswith(".xml") else None


_RELATION_SPACE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_HELD = {qn("p:graphicFrame"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"}


def _remove_reference(element: etree._Element, name: str) -> None:
    """Remove the object that `element` holds, or only its link where it is a picture or a jump."""
    frames = [one for one in element.iterancestors() if one.tag in _HELD]
    if frames:
        outer = frames[-1]
        parent = outer.getparent()
        if parent is not None:
            parent.remove(outer)
    elif element.tag in {qn("a:hlinkClick"), qn("a:hlinkHover")} and element.getparent() is not None:
        element.getparent().remove(element)
    else:
        del element.attrib[name]
