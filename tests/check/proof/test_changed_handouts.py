"""A change to anything that is seen or heard in a finished PDF is found, from the file and its source alone."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Operator, Pdf, String

from builder.check.handout import check
from builder.codes import PDF_ACTIVE_CONTENT, PDF_SELF_DESCRIPTION
from builder.model.findings import Code, Report
from tests.check.proof.handout_changes import (
    Change,
    before,
    behind,
    codes,
    element,
    elements,
    fonts,
    images,
    instructions,
    links,
    shows,
)
from tests.check.proof.sample import built, handout_proof


def glyphs_swapped(pdf: Pdf) -> None:
    """Show the first two glyphs of a word the other way round."""

    def edit(found: list[Any]) -> None:
        at = next(at for at in shows(found) if len(codes(found[at])) > 12)
        data = codes(found[at])
        found[at] = pikepdf.ContentStreamInstruction([String(data[2:4] + data[:2] + data[4:])], Operator("Tj"))

    instructions(pdf, edit)


def shown_by(operator: str) -> Change:
    """Return the change that shows words once more by another operator."""

    def edit(found: list[Any]) -> None:
        at = shows(found)[5]
        operands: list[Any] = [String(codes(found[at]))] if operator == "'" else [0, 0, String(codes(found[at]))]
        found.insert(at + 1, pikepdf.ContentStreamInstruction(operands, Operator(operator)))

    return lambda pdf: instructions(pdf, edit)


def said(words: str) -> Change:
    """Return the change that lets a reader hear other words than are shown."""

    def edit(found: list[Any]) -> None:
        at = next(at for at, one in enumerate(found) if str(one.operator) == "BDC" and "/MCID" in one.operands[1])
        marks = found[at].operands[1]
        marks.ActualText = String(words)
        found[at] = pikepdf.ContentStreamInstruction([found[at].operands[0], marks], Operator("BDC"))

    return lambda pdf: instructions(pdf, edit)


def places_swapped(pdf: Pdf) -> None:
    """Draw two lines in each other's place."""

    def edit(found: list[Any]) -> None:
        one, other = [at for at, item in enumerate(found) if str(item.operator) == "Tm"][6:8]
        found[one], found[other] = found[other], found[one]

    instructions(pdf, edit)


def glyph_map(pdf: Pdf) -> None:
    """Draw other glyphs for the same codes."""
    for font in fonts(pdf):
        inner = font.DescendantFonts[0]
        data = bytearray(inner.CIDToGIDMap.read_bytes())
        data[2:4], data[4:6] = data[4:6], data[2:4]
        inner.CIDToGIDMap = pdf.make_stream(bytes(data))


def characters(pdf: Pdf) -> None:
    """Let two codes be read as each other."""
    for font in fonts(pdf):
        data = font.ToUnicode.read_bytes()
        font.ToUnicode.write(data.replace(b"<0065>", b"<@>").replace(b"<006F>", b"<0065>").replace(b"<@>", b"<006F>"))


def address(pdf: Pdf) -> None:
    """Lead a link elsewhere."""
    links(pdf)[0].A.URI = String("https://example.net/")


def destination(pdf: Pdf) -> None:
    """Lead a link inside the file to another page."""
    found = [one for page in pdf.pages for one in page.obj.get("/Annots", []) if "/Dest" in one]
    found[0].Dest = Array([pdf.pages[-1].obj, Name.Fit])


def pixels(pdf: Pdf) -> None:
    """Make a picture black."""
    where, key = images(pdf)[0]
    where[key].write(bytes(len(where[key].read_bytes())))


def pictures_swapped(pdf: Pdf) -> None:
    """Show two pictures in each other's place."""
    (where, one), (_, other) = images(pdf)[:2]
    where[one], where[other] = where[other], where[one]


def note(pdf: Pdf) -> None:
    """Add words as an annotation."""
    page = pdf.pages[0].obj
    words = Dictionary(
        Type=Name.Annot, Subtype=Name.FreeText, Rect=[0, 0, 200, 30], Contents=String("False."), DA=String("0 g"), F=4
    )
    page.Annots = Array([*page.get("/Annots", []), pdf.make_indirect(words)])


def hidden(pdf: Pdf) -> None:
    """Hide a page's words as optional content."""
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("x")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group])))
    page = pdf.pages[0].obj
    page.Resources.Properties = Dictionary(oc1=group)
    page.Contents = pdf.make_stream(b"/OC /oc1 BDC\n" + page.Contents.read_bytes() + b"\nEMC\n")


def metadata(old: bytes, new: bytes) -> Change:
    """Return the change to the XMP packet."""

    def change(pdf: Pdf) -> None:
        data = pdf.Root.Metadata.read_bytes()
        assert old in data
        pdf.Root.Metadata.write(data.replace(old, new))

    return change


def set_root(key: str, value: Any) -> Change:  # noqa: ANN401
    """Return the change that gives the catalog an entry."""
    return lambda pdf: pdf.Root.__setitem__(key, value)


def attached(pdf: Pdf) -> None:
    """Attach a program."""
    pdf.attachments["evil.exe"] = b"MZ"


def inherited(key: str, value: Any) -> Change:  # noqa: ANN401
    """Return the change that all pages inherit."""

    def change(pdf: Pdf) -> None:
        for page in pdf.pages:
            if key in page.obj:
                del page.obj[key]
        pdf.Root.Pages[key] = value

    return change


def faint(pdf: Pdf) -> None:
    """Draw the first page without ink."""
    pdf.pages[0].obj.Resources.ExtGState = Dictionary(gsx=Dictionary(ca=0))
    before(b"/gsx gs")(pdf)


def references(element: Any) -> list[Any]:  # noqa: ANN401
    """Return the links that an element refers to."""
    return [kid for kid in element.K if isinstance(kid, Dictionary) and "/Obj" in kid]


def links_exchanged(pdf: Pdf) -> None:
    """Let two elements name each other's link, in the tree and in the list of parents."""
    one, *_, other = [references(found)[0] for found in elements(pdf, "Link") if references(found)]
    one.Obj, other.Obj = other.Obj, one.Obj
    keys = int(one.Obj.StructParent), int(other.Obj.StructParent)
    other.Obj.StructParent, one.Obj.StructParent = keys


def link_before_its_words(pdf: Pdf) -> None:
    """Turn round what an element of a link holds."""
    found = next(one for one in elements(pdf, "Link") if len(one.K) > 1)
    found.K = Array([*found.K][::-1])


def elsewhere(pdf: Pdf) -> None:
    """Say that the content of a paragraph is in a stream that is empty."""
    found = next(one for one in elements(pdf, "P") if not isinstance(one.K[0], Dictionary))
    form = pdf.make_stream(b"")
    found.K = Array([Dictionary(Type=Name.MCR, MCID=int(found.K[0]), Stm=form), *list(found.K)[1:]])


def heard_twice(pdf: Pdf) -> None:
    """Hold a paragraph at a second place of the tree."""
    elements(pdf, "P")[0].P.K.append(elements(pdf, "P")[0])


def identifiers(pdf: Pdf) -> None:
    """Let the name of an element lead to another."""
    pdf.Root.StructTreeRoot.IDTree.Names[1] = elements(pdf, "P")[0]


def encrypted(pdf: Pdf) -> bytes:
    """Return the file for everybody to read, but with a password of its owner."""
    out = BytesIO()
    pdf.save(out, encryption=pikepdf.Encryption(owner="x", user="", R=4))
    return out.getvalue()


SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
WHITE = Dictionary(DefaultRGB=Array([Name.CalRGB, Dictionary(WhitePoint=[1, 1, 1], Gamma=[99, 99, 99])]))
ROLES = Dictionary(P=Name.NonStruct)

CHANGES: dict[str, Change] = {
    "glyphs in another order": glyphs_swapped,
    "other glyphs for the same codes": glyph_map,
    "other characters for the same codes": characters,
    "words shown by a quotation mark": shown_by("'"),
    "words shown by a double quotation mark": shown_by('"'),
    "other words heard in the content": said("This is false."),
    "other words heard in the tree": element("P", ActualText=String("This is false.")),
    "an alternative text of a paragraph": element("P", Alt=String("This is false.")),
    "an alternative text of a figure": element("Figure", Alt=String("This is false.")),
    "a heading made a paragraph": element("H2", S=Name.P),
    "a header made a cell": element("TH", S=Name.TD),
    "the scope of a header": element("TH", A=Dictionary(O=Name.Table, Scope=Name.Row)),
    "the language of a paragraph": element("P", Lang=String("pl")),
    "a role that means another": lambda pdf: pdf.Root.StructTreeRoot.__setitem__("/RoleMap", ROLES),
    "lines in each other's place": places_swapped,
    "invisible words": before(b"3 Tr"),
    "words off the page": before(b"1 0 0 1 5000 0 cm"),
    "words clipped away": before(b"0 0 1 1 re W n"),
    "optional words": hidden,
    "a white box over the words": behind(b"/Artifact BMC 1 1 1 rg 0 200 600 300 re f EMC"),
    "words drawn as paths": behind(b"/Artifact BMC 0 0 0 rg 100 100 200 12 re f EMC"),
    "words in a note": note,
    "the target of a link": address,
    "what a link says of itself": lambda pdf: links(pdf)[0].__setitem__("/Contents", String("This is false.")),
    "the destination of a link": destination,
    "a line of the outline": lambda pdf: pdf.Root.Outlines.First.__setitem__("/Title", String("False")),
    "pixels": pixels,
    "pictures in each other's place": pictures_swapped,
    "the title": lambda pdf: pdf.docinfo.__setitem__("/Title", String("Two Ferries Sink")),
    "the title in the metadata": metadata(b"Two Ferries Return", b"Two Ferries Sinks!"),
    "the author in the metadata": metadata(b"Ada Marsh", b"Ada Harsh"),
    "the language": set_root("/Lang", String("de")),
    "a page too many": lambda pdf: pdf.add_blank_page(),
    "a page too few": lambda pdf: pdf.pages.__delitem__(-1),
    "code that runs": set_root("/OpenAction", SCRIPT),
    "code on a page": lambda pdf: pdf.pages[0].obj.__setitem__("/AA", Dictionary(O=SCRIPT)),
    "an attachment": attached,
    "pages turned": inherited("/Rotate", 180),
    "pages cut": inherited("/CropBox", Array([0, 0, 10, 10])),
    "a unit of its own": lambda pdf: pdf.pages[0].obj.__setitem__("/UserUnit", 20),
    "words without width": before(b"0.01 Tz"),
    "words without ink": faint,
    "colours that mean others": lambda pdf: pdf.pages[0].obj.Resources.__setitem__("/ColorSpace", WHITE),
    "a picture over the words": behind(
        b"/Artifact BMC q 600 0 0 800 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \xff EI Q EMC"
    ),
    "an abbreviation spelt out": element("P", E=String("This is false.")),
    "links that name each other": links_exchanged,
    "a link before its words": link_before_its_words,
    "content in another stream": elsewhere,
    "a paragraph heard twice": heard_twice,
    "a name of an element": identifiers,
    "page labels": set_root("/PageLabels", Dictionary(Nums=Array([0, Dictionary(S=Name.r)]))),
    "full screen": set_root("/PageMode", Name.FullScreen),
    "a page that turns itself": lambda pdf: pdf.pages[0].obj.__setitem__("/Dur", 1),
    "a title in another language": metadata(
        b"</rdf:Alt></dc:title>", b'<rdf:li xml:lang="de">Falsch</rdf:li></rdf:Alt></dc:title>'
    ),
    "words in the metadata outside its properties": metadata(b"</x:xmpmeta>", b"<z>False.</z></x:xmpmeta>"),
    "a property of one's own": lambda pdf: pdf.docinfo.__setitem__("/Status", String("Approved")),
}


def changed(name: str) -> bytes:
    """Return the handout with a change."""
    out = BytesIO()
    with pikepdf.open(BytesIO(built()[2])) as pdf:
        CHANGES[name](pdf)
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_found(name: str) -> None:
    proof = handout_proof(changed(name))

    assert proof.differences or proof.others


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        (lambda data: b"MZ" + bytes(60) + data, PDF_ACTIVE_CONTENT),
        (lambda data: data + b"PK\x03\x04another file", PDF_ACTIVE_CONTENT),
        (lambda data: encrypted(pikepdf.open(BytesIO(data))), PDF_SELF_DESCRIPTION),
    ],
    ids=["bytes before", "bytes behind", "encrypted"],
)
def test_a_change_to_the_whole_file_is_found(changed: Callable[[bytes], bytes], code: Code) -> None:
    data, report = changed(built()[2]), Report()
    check("ferries.pdf", data, report)

    assert handout_proof(data).others
    assert code in {one.code for one in report.findings}


def test_nothing_is_found_in_the_handout_as_it_was_built_and_as_it_was_saved_again() -> None:
    again = BytesIO()
    with pikepdf.open(BytesIO(built()[2])) as pdf:
        pdf.save(again, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    for data in (built()[2], again.getvalue()):
        proof = handout_proof(data)
        assert (proof.differences, proof.others) == ((), ())


def test_findings_name_the_place_and_what_is_there() -> None:
    (one, *_) = handout_proof(changed("the target of a link")).others

    assert re.fullmatch(r"links of page \d+", one.place)
    assert "https://example.net/" in one.found
    assert "https://example.org/" in one.wanted
