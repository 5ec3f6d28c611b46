"""Decks with one fault each: the rule that must find it, and what is done to a sound deck."""

import re
import warnings
import zipfile
from collections.abc import Callable
from io import BytesIO

from builder.model.office_xml import OFFICE

STAMP = (1980, 1, 1, 0, 0, 0)
FLAGS = "ppt/slides/slide4.xml"
SLIDE, LAYOUTS, MASTER = "ppt/slides/slide2.xml", "ppt/slideLayouts/", "ppt/slideMasters/slideMaster1.xml"
MAIN, TYPES = "ppt/presentation.xml", "[Content_Types].xml"
NOTES, NOTES_MASTER = "ppt/notesSlides/notesSlide2.xml", "ppt/notesMasters/notesMaster1.xml"
CORE, APP = "docProps/core.xml", "docProps/app.xml"


class Package:
    """The entries of a deck, to be changed and packed again as the deck was packed."""

    def __init__(self, data: bytes) -> None:
        self.stamp, self.system = STAMP, 0
        self.spoil = b""
        with zipfile.ZipFile(BytesIO(data)) as archive:
            self.entries = [(name, archive.read(name)) for name in archive.namelist()]

    def __getitem__(self, name: str) -> bytes:
        return dict(self.entries)[name]

    def put(self, name: str, data: bytes) -> None:
        self.entries = [(one, data if one == name else old) for one, old in self.entries]

    def add(self, name: str, data: bytes) -> None:
        self.entries.append((name, data))

    def drop(self, name: str) -> None:
        self.entries = [(one, data) for one, data in self.entries if one != name]

    def sub(self, name: str, pattern: str, new: str, *, count: int = 1) -> None:
        """Change what matches in a part; a test whose change changes nothing is no test."""
        old = self[name].decode()
        text, changes = re.subn(pattern, new, old, count=count, flags=re.DOTALL)
        assert changes, f"{pattern} is not in {name}"
        assert text != old
        self.put(name, text.encode())

    def named(self, pattern: str, inside: str = "") -> str:
        """Return the first part whose name matches and whose text holds `inside`."""
        return next(name for name, data in self.entries if re.search(pattern, name) and inside.encode() in data)

    def packed(self) -> bytes:
        out = BytesIO()
        with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(out, "w") as archive:
            for name, data in self.entries:
                info = zipfile.ZipInfo(name, self.stamp)
                info.create_system = self.system
                archive.writestr(info, data)
        return out.getvalue().replace(self.spoil, self.spoil[::-1]) if self.spoil else out.getvalue()


def _rels(part: str) -> str:
    folder, _, file = part.rpartition("/")
    return f"{folder}/_rels/{file}.rels"


def with_table(package: Package) -> str:
    return package.named("slides/slide", "<a:tbl>")


def _svg_alone(package: Package) -> None:
    slide = package.named("slides/slide", "svgBlip")
    svg = re.search(r'<asvg:svgBlip [^>]*r:embed="(rId\d+)"', package[slide].decode())
    assert svg
    package.sub(slide, r'<a:blip r:embed="rId\d+">', f'<a:blip r:embed="{svg[1]}">')


def _swap_panel(package: Package) -> None:
    slide = package.named("slides/slide", 'name="Named"')
    name, named = (rf'(<p:sp><p:nvSpPr><p:cNvPr id="\d+" name="{one}".*?</p:sp>)' for one in ("Name", "Named"))
    package.sub(slide, name + named, r"\2\1")


CASES: dict[str, tuple[str, Callable[[Package], None]]] = {
    "a part twice": ("find_duplicates", lambda p: p.add(SLIDE, p[SLIDE])),
    "names that differ in case": ("find_duplicates", lambda p: p.add("ppt/Slides/SLIDE2.xml", p[SLIDE])),
    "a name with ..": ("find_unsafe_names", lambda p: p.add("ppt/../evil.xml", b"<a/>")),
    "a broken tag": ("find_unreadable", lambda p: p.sub(SLIDE, "</p:sld>", "</p:sldx>")),
    "a document type": ("find_unreadable", lambda p: p.sub(SLIDE, "<p:sld ", "<!DOCTYPE x><p:sld ")),
    "a type declared twice": (
        "find_double_types",
        lambda p: p.sub(TYPES, r"(<Override [^>]*slide2.xml[^>]*/>)", r"\1\1"),
    ),
    "a master that is not there": (
        "find_phantoms",
        lambda p: p.sub(
            TYPES, "</Types>", '<Override PartName="/ppt/slideMasters/slideMaster9.xml" ContentType="x"/></Types>'
        ),
    ),
    "pictures without a type": ("find_untyped", lambda p: p.sub(TYPES, '<Default Extension="png"[^>]*/>', "")),
    "a slide of a wrong type": (
        "find_wrong_types",
        lambda p: p.sub(TYPES, '(slide2.xml" ContentType=")[^"]+', r"\1application/xml"),
    ),
    "a relation twice": ("find_double_relations", lambda p: p.sub(_rels(SLIDE), r"(<Relationship [^>]*/>)", r"\1\1")),
    "a relation into the void": (
        "find_dead_relations",
        lambda p: p.sub(_rels(FLAGS), r"media/image\d+\.png", "media/image99.png"),
    ),
    "relations of nobody": (
        "find_lost_relations",
        lambda p: p.add("ppt/slides/_rels/slide77.xml.rels", p[_rels(SLIDE)]),
    ),
    "an unknown relation": (
        "find_undeclared_relations",
        lambda p: p.sub(FLAGS, r'r:embed="rId\d+"', 'r:embed="rId77"'),
    ),
    "a part that nobody reaches": ("find_orphans", lambda p: p.add("ppt/media/old.png", p[p.named(r"media/.*\.png")])),
    "an unknown prefix": (
        "find_prefixes",
        lambda p: p.sub(
            SLIDE,
            "</p:spTree>",
            '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            '<mc:Choice Requires="p99"/></mc:AlternateContent></p:spTree>',
        ),
    ),
    "no slide": ("find_no_presentation", lambda p: p.sub(MAIN, "<p:sldIdLst>.*</p:sldIdLst>", "<p:sldIdLst/>")),
    "a slide id twice": ("find_slide_ids", lambda p: p.sub(MAIN, '<p:sldId id="257"', '<p:sldId id="256"')),
    "a slide id too small": ("find_slide_ids", lambda p: p.sub(MAIN, '<p:sldId id="257"', '<p:sldId id="12"')),
    "a slide that is not listed": ("find_unlisted_slides", lambda p: p.sub(MAIN, '<p:sldId id="257"[^>]*/>', "")),
    "a size that says 4 to 3": ("find_page_size", lambda p: p.sub(MAIN, "<p:sldSz ", '<p:sldSz type="screen4x3" ')),
    "notes master not listed": (
        "find_unlisted_masters",
        lambda p: p.sub(MAIN, "<p:notesMasterIdLst>.*</p:notesMasterIdLst>", ""),
    ),
    "notes master listed too late": (
        "find_list_order",
        lambda p: p.sub(MAIN, "(<p:notesMasterIdLst>.*</p:notesMasterIdLst>)(.*</p:sldIdLst>)", r"\2\1"),
    ),
    "a layout with the master's id": (
        "find_master_ids",
        lambda p: p.sub(MASTER, r'<p:sldLayoutId id="\d+"', '<p:sldLayoutId id="2147483648"'),
    ),
    "a layout that is not listed": ("find_unlisted_layouts", lambda p: p.sub(MASTER, "<p:sldLayoutId [^>]*/>", "")),
    "a slide without a layout": (
        "find_no_parent",
        lambda p: p.sub(_rels(SLIDE), r"<Relationship [^>]*slideLayout\d[^>]*/>", ""),
    ),
    "two slides with the same notes": (
        "find_lonely_notes",
        lambda p: p.sub("ppt/slides/_rels/slide3.xml.rels", r"notesSlide3\.xml", "notesSlide2.xml"),
    ),
    "notes of no slide": (
        "find_lonely_notes",
        lambda p: p.sub(_rels(NOTES), r"<Relationship [^>]*slides/slide2[^>]*/>", ""),
    ),
    "a notes master without picture": (
        "find_bare_notes_master",
        lambda p: p.sub(NOTES_MASTER, 'type="sldImg"', 'type="dt"'),
    ),
    "notes without body": ("find_notes_without_body", lambda p: p.sub(NOTES, '<p:ph type="body"[^>]*/>', "")),
    "a section with a strange slide": (
        "find_sections",
        lambda p: p.sub(MAIN, r'<p14:sldId id="257"', '<p14:sldId id="999"'),
    ),
    "a section without name": (
        "find_sections",
        lambda p: p.sub(MAIN, r'<p14:section name="[^"]+"', '<p14:section name=""'),
    ),
    "a shape id twice": ("find_shape_ids", lambda p: p.sub(SLIDE, '<p:cNvPr id="3"', '<p:cNvPr id="2"')),
    "a connector to nothing": (
        "find_loose_connectors",
        lambda p: p.sub(
            SLIDE,
            "</p:spTree>",
            '<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="990" name="Line" descr="A line."/><p:cNvCxnSpPr>'
            '<a:stCxn id="4040" idx="0"/></p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr><p:spPr/></p:cxnSp></p:spTree>',
        ),
    ),
    "a negative height": ("find_negative_extents", lambda p: p.sub(SLIDE, r'(<a:ext cx="\d+" cy=")\d+', r"\g<1>-9144")),
    "a size that is no number": (
        "find_bad_values",
        lambda p: p.sub(SLIDE, r'<a:rPr lang="en-GB"(?: sz="\d+")?', '<a:rPr lang="en-GB" sz="abc"'),
    ),
    "a place that is no number": (
        "find_bad_values",
        lambda p: p.sub(SLIDE, r'<a:off x="\d+" y="[1-9]', '<a:off x="left" y="1'),
    ),
    "a colour that is none": (
        "find_bad_values",
        lambda p: p.sub(
            SLIDE,
            '<a:rPr (lang="[^"]*" dirty="0")/>',
            r'<a:rPr \1><a:solidFill><a:srgbClr val="GGGGGG"/></a:solidFill></a:rPr>',
        ),
    ),
    "a picture off the slide": (
        "find_off_slide",
        lambda p: p.sub(p.named("slides/slide", "<p:pic>"), r'(<p:pic>.*?<a:off x=")\d+', r"\g<1>99999999"),
    ),
    "a column too few": ("find_table_grids", lambda p: p.sub(with_table(p), "<a:gridCol [^>]*/>", "")),
    "a cell that spans too far": ("find_table_grids", lambda p: p.sub(with_table(p), "<a:tc>", '<a:tc gridSpan="7">')),
    "a cell without body": (
        "find_table_grids",
        lambda p: p.sub(with_table(p), "<a:tc><a:txBody>.*?</a:txBody>", "<a:tc>"),
    ),
    "a frame lower than its rows": (
        "find_table_heights",
        lambda p: p.sub(with_table(p), r'(<p:xfrm>.*?<a:ext cx="\d+" cy=")\d+', r"\g<1>9144"),
    ),
    "a body without paragraph": ("find_bodies_without_paragraph", lambda p: p.sub(SLIDE, "<a:p>.*?</a:p>", "")),
    "a placeholder unknown to the layout": (
        "find_alien_placeholders",
        lambda p: p.sub(SLIDE, r'<p:ph type="body" idx="\d+"', '<p:ph type="body" idx="77"'),
    ),
    "a placeholder twice": ("find_doubled_placeholders", lambda p: p.sub(SLIDE, "(<p:sp>.*?</p:sp>)", r"\1\1")),
    "an empty placeholder": ("find_empty_placeholders", lambda p: p.sub(SLIDE, "<a:t>[^<]+</a:t>", "<a:t> </a:t>")),
    "no slide number": (
        "find_unpopulated_footers",
        lambda p: p.sub(SLIDE, r'<p:sp>(?:(?!<p:sp>).)*?<p:ph type="sldNum".*?</p:sp>', ""),
    ),
    "a typed slide number": (
        "find_unpopulated_footers",
        lambda p: p.sub(SLIDE, '<a:fld [^>]*type="slidenum">(.*?)</a:fld>', r"<a:r>\1</a:r>"),
    ),
    "scaled text": (
        "find_autofit",
        lambda p: p.sub(SLIDE, "<a:bodyPr/>", '<a:bodyPr><a:normAutofit fontScale="62500"/></a:bodyPr>'),
    ),
    "half a picture": (
        "find_broken_pictures",
        lambda p: p.put(p.named(r"media/.*\.png"), p[p.named(r"media/.*\.png")][:60]),
    ),
    "half an SVG": (
        "find_broken_pictures",
        lambda p: p.put(p.named(r"media/.*\.svg"), p[p.named(r"media/.*\.svg")][:-8]),
    ),
    "an SVG alone": ("find_pictures_without_fallback", _svg_alone),
    "a picture stored twice": (
        "find_double_media",
        lambda p: p.add("ppt/media/copy.png", p[p.named(r"media/.*\.png")]),
    ),
    "no title": ("find_no_title", lambda p: p.sub(SLIDE, '<p:ph type="title"/>', "")),
    "a title twice": ("find_same_titles", lambda p: p.put("ppt/slides/slide3.xml", p[SLIDE])),
    "a picture without words": (
        "find_no_alternative",
        lambda p: p.sub(p.named("slides/slide", 'descr="Flag'), ' descr="Flag[^"]*"', ""),
    ),
    "a file name as words": (
        "find_no_alternative",
        lambda p: p.sub(p.named("slides/slide", 'descr="Flag'), ' descr="Flag[^"]*"', ' descr="cn.png"'),
    ),
    "a table without header": ("find_no_header", lambda p: p.sub(with_table(p), 'firstRow="1"', 'firstRow="0"')),
    "faint words": (
        "find_low_contrast",
        lambda p: p.sub(
            SLIDE,
            '<a:rPr (lang="[^"]*" dirty="0")/>',
            r'<a:rPr \1><a:solidFill><a:schemeClr val="accent3"/></a:solidFill></a:rPr>',
        ),
    ),
    "small words": (
        "find_small_text",
        lambda p: p.sub(SLIDE, '<a:rPr lang="([^"]*)" dirty="0"', r'<a:rPr lang="\1" sz="800" dirty="0"'),
    ),
    "small words in a chart": ("find_small_text", lambda p: p.sub(p.named("charts/chart"), r'sz="1\d00"', 'sz="900"')),
    "words without language": ("find_no_language", lambda p: p.sub(SLIDE, '<a:rPr lang="[^"]*"', "<a:rPr")),
    "notes without language": ("find_no_language", lambda p: p.sub(NOTES, '<a:rPr lang="[^"]*"', "<a:rPr")),
    "a link called here": (
        "find_bare_links",
        lambda p: p.sub(
            p.named("slides/slide", ">https://example.org"),
            r'(<a:hlinkClick r:id="rId\d+"/></a:rPr><a:t>)[^<]*',
            r"\1here",
        ),
    ),
    "the title read last": (
        "find_reading_order",
        lambda p: p.sub(SLIDE, r"(<p:sp>.*?</p:sp>)(.*)(</p:spTree>)", r"\2\1\3"),
    ),
    "the panel read bottom up": ("find_reading_order", _swap_panel),
    "no title in the properties": ("find_no_core", lambda p: p.sub(CORE, "<dc:title>.*?</dc:title>", "")),
    "a picture of another address": (
        "find_active_content",
        lambda p: p.sub(
            "ppt/slides/_rels/slide1.xml.rels",
            "</Relationships>",
            f'<Relationship Id="rId88" Type="{OFFICE}image" Target="http://example.org/t.png" TargetMode="External"/>'
            "</Relationships>",
        ),
    ),
    "a wrong count of slides": ("find_wrong_counts", lambda p: p.sub(APP, r"<Slides>\d+<", "<Slides>4<")),
    "a date that is none": ("find_bad_dates", lambda p: p.sub(CORE, "(<dcterms:modified[^>]*>)[^<]*", r"\1yesterday")),
    "changed before it was made": (
        "find_bad_dates",
        lambda p: p.sub(CORE, "(<dcterms:modified[^>]*>)[^<]*", r"\g<1>1999-01-01T00:00:00Z"),
    ),
    "today's date": ("find_dated_fields", lambda p: p.sub(SLIDE, 'type="slidenum"', 'type="datetime1"')),
    "a thumbnail": ("find_foreign_parts", lambda p: p.add("docProps/thumbnail.jpeg", b"\xff\xd8\xff\xff\xd9")),
    "a path": ("find_paths", lambda p: p.sub(APP, "<Company>[^<]*", "<Company>/home/anna/decks")),
    "the time of its making": ("find_unsteady", lambda p: setattr(p, "stamp", (2026, 5, 1, 10, 0, 0))),
    "the system of its making": ("find_unsteady", lambda p: setattr(p, "system", 3)),
    "the theme's font by name": (
        "find_local_faces",
        lambda p: p.sub(SLIDE, '<a:rPr (lang="[^"]*" dirty="0")/>', r'<a:rPr \1><a:latin typeface="Calibri"/></a:rPr>'),
    ),
    "a colour by numbers": (
        "find_local_colors",
        lambda p: p.sub(
            SLIDE,
            '<a:rPr (lang="[^"]*" dirty="0")/>',
            r'<a:rPr \1><a:solidFill><a:srgbClr val="101B2D"/></a:solidFill></a:rPr>',
        ),
    ),
    "damaged bytes": ("find_damage", lambda p: setattr(p, "spoil", b"</p:sld>")),
}
"""Each case: the function of the rule that must find it, and the change that makes it."""
