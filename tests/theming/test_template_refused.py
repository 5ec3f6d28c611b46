"""What is no template is refused with its remedy, what is active is left out, and nobody's files are overwritten."""

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pptx
import pytest
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from builder.cli import DONE, USAGE, main
from builder.model.findings import BriefdeckError
from builder.theming.template_file import LARGEST_FILE, MOST_PARTS, clean_template
from tests.template_files import TEMPLATES
from tests.template_imports import no_office


def template(name: str) -> bytes:
    return TEMPLATES[name]()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


STRICT = b'<p:presentation xmlns:p="http://purl.oclc.org/ooxml/presentationml/main"/>'


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda _: b"%PDF-1.7", "not a PowerPoint file"),
        (lambda data: b"\xd0\xcf\x11\xe0" + data, "PowerPoint 97"),
        (lambda _: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "encrypted with a password"),
        (lambda _: b"", "it is empty"),
        (lambda data: data[: len(data) // 2], "incomplete or damaged"),
        (lambda _: _zip({"Index/Document.iwa": b"x"}), "Keynote"),
        (lambda _: _zip({"mimetype": b"application/vnd.oasis.opendocument.presentation"}), "OpenDocument"),
        (lambda _: _zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<a/>"}), "not a PowerPoint file"),
        (lambda data: _with(data, "../evil.xml", b"<a/>"), "points outside"),
        (lambda data: _with(data, "ppt/presentation.xml", STRICT), "Strict Open XML"),
        (lambda data: _with(data, "ppt/x.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'), "document type"),
        (lambda data: _with(data, "ppt/presentation.xml", b"<a"), "missing or damaged"),
        (lambda data: _with_own_master(data, "slideLayout1.xml"), "missing or damaged"),
        (lambda data: _with_own_master(data, "slideLayout2.xml"), "missing or damaged"),
    ],
)
def test_what_is_no_template_is_refused(spoil: Callable[[bytes], bytes], why: str) -> None:
    with pytest.raises(BriefdeckError, match=why) as fault:
        clean_template("a.potx", spoil(template("corporate")))
    assert fault.value.finding.code.number == "BD340"


def _with(data: bytes, name: str, content: bytes) -> bytes:
    return _zip({**parts(data), name: content})


def _with_own_master(data: bytes, master: str) -> bytes:
    """Return a template whose first layouts have a layout for their master."""
    for number in (1, 2):
        name = f"ppt/slideLayouts/_rels/slideLayout{number}.xml.rels"
        data = _with(data, name, parts(data)[name].replace(b"../slideMasters/slideMaster1.xml", master.encode()))
    return data


def _zip(files: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("out", "why"),
    [
        ("themes/acme", "as in `acme.toml`"),
        ("themes/my theme.toml", "as in `acme.toml`"),
        ("themes/briefing.toml", "comes with briefdeck"),
    ],
)
def test_a_theme_needs_a_name_that_builds_find(
    out: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.potx").write_bytes(template("corporate"))
    assert main(["theme", "from", "a.potx", "-o", out]) != DONE
    assert why in capsys.readouterr().err
    assert not Path("themes").exists()


def test_nothing_in_the_folder_of_a_new_theme_is_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.potx").write_bytes(template("corporate"))
    own = Path("acme/base.pptx")
    own.parent.mkdir()
    own.write_bytes(b"somebody's work")
    assert main(["theme", "from", "a.potx", "-o", "acme.toml"]) == USAGE
    assert "acme/base.pptx: error[BD147] this file already exists" in capsys.readouterr().err
    assert own.read_bytes() == b"somebody's work"
    assert not Path("acme.toml").exists()


def test_active_content_and_links_are_left_out() -> None:
    rels = b"ppt/slideLayouts/_rels/slideLayout2.xml.rels".decode()
    link = (
        b'<Relationship Id="rId99" TargetMode="External" Target="http://example.com/x.png" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/></Relationships>'
    )
    old = parts(template("corporate"))
    spoilt = _with(template("corporate"), rels, old[rels].replace(b"</Relationships>", link))
    clean = clean_template("a.potx", spoilt)
    assert clean.left_out == ("links to other files",)
    assert b"example.com" not in parts(clean.data)[rels]


_TREE = """<p:spTree {names}>
<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="90" name="Sheet"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>
<p:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></p:xfrm><a:graphic><a:graphicData uri="x"><p:oleObj r:id="{ole}"/>
</a:graphicData></a:graphic></p:graphicFrame><!-- drawn by hand -->
<p:sp><p:nvSpPr><p:cNvPr id="91" name="Jump"><a:hlinkClick r:id="{slide}"/></p:cNvPr><p:cNvSpPr/><p:nvPr/></p:nvSpPr>
<p:spPr/></p:sp>
<p:sp><p:nvSpPr><p:cNvPr id="92" name="Web"><a:hlinkClick r:id="{web}"/></p:cNvPr><p:cNvSpPr/><p:nvPr/></p:nvSpPr>
<p:spPr/></p:sp></p:spTree>"""


def test_what_a_layout_embeds_or_jumps_to_is_left_out_and_its_web_links_stay() -> None:
    deck: Any = pptx.Presentation(BytesIO(template("corporate")))
    layout, package = deck.slide_layouts[1], deck.part.package
    slide = deck.slides.add_slide(layout)
    macros, book = (Part(PackURI(f"/ppt/{name}.bin"), "application/octet-stream", package, b"x") for name in "vb")
    deck.part.relate_to(macros, "http://schemas.microsoft.com/office/2006/relationships/vbaProject")
    ids = {
        "ole": layout.part.relate_to(book, RT.OLE_OBJECT),
        "slide": layout.part.relate_to(slide.part, RT.SLIDE),
        "web": layout.part.relate_to("https://acme.example/", RT.HYPERLINK, is_external=True),
    }
    names = nsdecls("p", "a", "r")
    for shape in list(parse_xml(_TREE.format(names=names, **ids))):
        layout.element.cSld.spTree.append(shape)
    out = BytesIO()
    deck.save(out)
    clean = clean_template("a.potx", out.getvalue())
    assert set(clean.left_out) == {"macros", "embedded objects", "links to slides"}
    made: Any = pptx.Presentation(BytesIO(clean.data))
    tree = made.slide_layouts[1].element
    assert not list(tree.iter(qn("p:oleObj"), qn("p:graphicFrame")))
    assert [one.get(qn("r:id")) for one in tree.iter(qn("a:hlinkClick"))] == [ids["web"]]
    assert not [name for name in parts(clean.data) if name.endswith(".bin") or "/slides/" in name]


def test_a_template_beyond_all_bounds_is_refused() -> None:
    many = {f"ppt/{number}.xml": b"<a/>" for number in range(MOST_PARTS)}
    for data, why in (
        (_zip({**parts(template("corporate")), **many}), f"more than {MOST_PARTS} parts"),
        (b"PK" + bytes(LARGEST_FILE), "larger than 64 MB"),
    ):
        with pytest.raises(BriefdeckError) as caught:
            clean_template("a.potx", data)
        assert why in caught.value.finding.message


STALE = [
    "Presentation title",
    "20XX",
    "12 March 2019",
    "12/03/2019",
    "Click to edit Master text styles",
    "Kickoff.pptx",
    "Subtitle goes here",
    "No more than two lines",
    "Only to be used in the north",
    "Ada Marsh, PhD",
    "Prof. Dr. Tom Reed",
    "ada.marsh@acme.example",
    "Tom Reed",
]
MEANT = [
    "ACME Confidential",
    "Agenda 2030",
    "\u00a9 2019 ACME",
    "Marching 2020",
    "info@acme.example",
    "Silver Spring, MD",
    "Dr. Marsh Institute",
    "Ada Marsh Foundation",
    "Not to be used for trading",
]


def _with_words(*said: str) -> bytes:
    """Return a template by Tom Reed whose master and content layout say something."""
    deck = pptx.Presentation(BytesIO(template("corporate")))
    deck.core_properties.author = deck.core_properties.last_modified_by = "Reed, Tom"
    owners = (deck.slide_masters[0], deck.slide_layouts[1])
    for owner in owners:
        tree = owner.element.find(f".//{qn('p:spTree')}")
        for number, text in enumerate(said):
            tree.append(parse_xml(TEXT_BOX.format(id=500 + number, text=text, names=nsdecls("p", "a"))))
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def test_prompts_names_and_dates_that_a_template_draws_are_left_out_and_its_words_are_not() -> None:
    clean = clean_template("a.potx", _with_words(*STALE, *MEANT))
    made = pptx.Presentation(BytesIO(clean.data))
    for owner in (made.slide_masters[0], made.slide_layouts[1]):
        boxes = [
            one for one in owner.element.iter(qn("p:sp")) if one.find(f".//{qn('p:cNvPr')}").get("name") == "Words"
        ]
        said = {"".join(text.text or "" for text in one.iter(qn("a:t"))) for one in boxes}
        assert said == {"", *MEANT}
    assert clean.left_out == tuple(f"the words \u201c{one}\u201d (2)" for one in STALE)


def test_a_date_that_a_template_renews_each_day_is_left_out() -> None:
    deck = pptx.Presentation(BytesIO(template("corporate")))
    box = TEXT_BOX.format(id=500, text="ACME", names=nsdecls("p", "a"))
    field = '</a:r><a:fld id="{0}" type="datetime1"><a:t>30.11.2026</a:t></a:fld>'
    deck.slide_masters[0].element.find(f".//{qn('p:spTree')}").append(parse_xml(box.replace("</a:r>", field)))
    out = BytesIO()
    deck.save(out)
    clean = clean_template("a.potx", out.getvalue())
    assert clean.left_out == ("the words \u201c30.11.2026\u201d",)
    texts = [one.text for one in pptx.Presentation(BytesIO(clean.data)).slide_masters[0].element.iter(qn("a:t"))]
    assert "ACME" in texts
    assert "30.11.2026" not in texts


def test_a_person_says_which_words_of_a_template_stay_and_an_update_remembers_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "acme.potx", tmp_path / "acme.toml"
    path.write_bytes(_with_words("Ada Marsh, PhD", "Spring school 2019"))
    chosen = ["--keep", "ada marsh", "--without", "Spring school"]
    with no_office():
        assert main(["theme", "from", str(path), "-o", str(out), *chosen]) == DONE
        said = [capsys.readouterr().err]
        assert main(["theme", "update", str(out), str(path)]) == DONE
        said.append(capsys.readouterr().err)
    for one in said:
        assert "left out: the words \u201cSpring school 2019\u201d" in one
        assert "says \u201cAda Marsh, PhD\u201d on every slide" in one
    shown = (out.parent / "acme" / "base.pptx").read_bytes()
    texts = {
        one.text for master in pptx.Presentation(BytesIO(shown)).slide_masters for one in master.element.iter(qn("a:t"))
    }
    assert "Ada Marsh, PhD" in texts
    assert "Spring school 2019" not in texts


TEXT_BOX = (
    '<p:sp {names}><p:nvSpPr><p:cNvPr id="{id}" name="Words"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>'
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="900" cy="900"/></a:xfrm></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>'
    "<a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
)
