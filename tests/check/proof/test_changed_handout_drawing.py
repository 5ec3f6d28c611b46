"""A change to how a finished PDF is drawn, walked through or understood is found, where no word of it changes."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Operator, Pdf, String

from tests.check.proof.handout_changes import (
    Change,
    before,
    behind,
    element,
    elements,
    fonts,
    images,
    instructions,
    links,
    shows,
)
from tests.check.proof.sample import built, handout_proof

WHITE_RECTANGLE = b"1 1 1 rg 0 0 600 800 re f"


def first_page(pdf: Pdf) -> Any:  # noqa: ANN401
    """Return the dictionary of the first page."""
    return pdf.pages[0].obj


def resource(kind: str, name: str, value: Callable[[Pdf], Any]) -> Change:
    """Return the change that gives the first page a resource."""

    def change(pdf: Pdf) -> None:
        held = first_page(pdf).Resources
        held[kind] = Dictionary({**dict(held.get(kind, Dictionary())), name: value(pdf)})

    return change


def both(*changes: Change) -> Change:
    """Return the change that makes several one after the other."""

    def change(pdf: Pdf) -> None:
        for one in changes:
            one(pdf)

    return change


def form(pdf: Pdf, code: bytes, **entries: Any) -> Any:  # noqa: ANN401
    """Return a drawing that can be named."""
    box = Array([0, 0, 600, 800])
    return pdf.make_stream(code, Type=Name.XObject, Subtype=Name.Form, BBox=box, **entries)


def luminosity(pdf: Pdf) -> Any:  # noqa: ANN401
    """Return a state of drawing whose mask lets nothing through."""
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    return Dictionary(SMask=Dictionary(S=Name.Luminosity, G=form(pdf, b"0 g 0 0 600 800 re f", Group=group)))


def shading(_: Pdf) -> Any:  # noqa: ANN401
    """Return a shading that is white everywhere."""
    function = Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[1], C1=[1])
    corners = Array([0, 0, 1, 1])
    return Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceGray, Coords=corners, Function=function, Extend=Array([True, True])
    )


def drawn_font(pdf: Pdf) -> Any:  # noqa: ANN401
    """Return a font whose letters are drawings."""
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=[0, 0, 1000, 1000],
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        CharProcs=Dictionary(a=pdf.make_stream(b"1000 0 d0 0 0 900 900 re f")),
        Encoding=Dictionary(Type=Name.Encoding, Differences=[97, Name.a]),
        FirstChar=97,
        LastChar=97,
        Widths=[1000],
        Resources=Dictionary(),
    )


def every(operator: str, instruction: Callable[[Any], Any]) -> Change:
    """Return the change to each instruction of an operator on the first page."""

    def edit(found: list[Any]) -> None:
        at = [number for number, one in enumerate(found) if str(one.operator) == operator]
        assert at
        for number in at:
            found[number] = instruction(found[number])

    return lambda pdf: instructions(pdf, edit)


def font_files_exchanged(pdf: Pdf) -> None:
    """Draw the letters of one font with the outlines of another."""
    one, other = [font.DescendantFonts[0].FontDescriptor for font in fonts(pdf)][:2]
    (key,) = [name for name in ("/FontFile2", "/FontFile3") if name in one]
    one[key], other[key] = other[key], one[key]


def fonts_exchanged(pdf: Pdf) -> None:
    """Let two fonts have each other's name."""
    held = first_page(pdf).Resources.Font
    one, other = list(held.keys())[:2]
    held[one], held[other] = held[other], held[one]


def letters_without_width(pdf: Pdf) -> None:
    """Put the letters of every line on each other."""
    for font in fonts(pdf):
        font.DescendantFonts[0].W, font.DescendantFonts[0].DW = Array([]), 10


def words_without_characters(pdf: Pdf) -> None:
    """Take away what the glyphs are read as."""
    for font in fonts(pdf):
        del font["/ToUnicode"]


def tagged(found: list[Any]) -> list[int]:
    """Return where content begins that has a place in the tree."""
    return [at for at, one in enumerate(found) if str(one.operator) == "BDC" and "/MCID" in one.operands[1]]


def content_left_out(pdf: Pdf) -> None:
    """Make words an artifact."""

    def edit(found: list[Any]) -> None:
        found[tagged(found)[0]] = ContentStreamInstruction([Name.Artifact], Operator("BMC"))

    instructions(pdf, edit)


def content_exchanged(pdf: Pdf) -> None:
    """Let two pieces of content have each other's place in the tree."""

    def edit(found: list[Any]) -> None:
        at = tagged(found)[:2]
        one, other = [int(found[number].operands[1].MCID) for number in at]
        for number, value in zip(at, (other, one), strict=True):
            marks = Dictionary(MCID=value)
            found[number] = ContentStreamInstruction([found[number].operands[0], marks], Operator("BDC"))

    instructions(pdf, edit)


def tree_turned_round(pdf: Pdf) -> None:
    """Read a part of the tree from its end."""
    part = next(one for role in ("Sect", "Document") for one in elements(pdf, role) if len(one.K) > 1)
    part.K = Array([*part.K][::-1])


def line_left_out(pdf: Pdf) -> None:
    """Draw a page without one of its lines."""
    instructions(pdf, lambda found: found.__delitem__(shows(found)[7]))


def annotation(**entries: Any) -> Change:  # noqa: ANN401
    """Return the change that adds an annotation to the first page."""

    def change(pdf: Pdf) -> None:
        page = first_page(pdf)
        found = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 600, 800]), F=4, **entries)
        page.Annots = Array([*page.get("/Annots", []), pdf.make_indirect(found)])

    return change


def form_of_fields(pdf: Pdf) -> None:
    """Hold the last annotation of the first page as the field of a form."""
    pdf.Root.AcroForm = Dictionary(Fields=Array([first_page(pdf).Annots[-1]]))


def of_link(key: str, value: Any) -> Change:  # noqa: ANN401
    """Return the change that gives the first link an entry."""
    return lambda pdf: links(pdf)[0].__setitem__(key, value)


def of_picture(key: str, value: Callable[[Pdf], Any]) -> Change:
    """Return the change that gives the first picture an entry."""

    def change(pdf: Pdf) -> None:
        where, name = images(pdf)[0]
        where[name][key] = value(pdf)

    return change


def image_without_ink(pdf: Pdf) -> Any:  # noqa: ANN401
    """Return the mask of one pixel that hides a picture."""
    return pdf.make_stream(
        b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, ColorSpace=Name.DeviceGray, BitsPerComponent=8
    )


def pages_exchanged(pdf: Pdf) -> None:
    """Put the first page behind the last."""
    page = pdf.pages[0]
    del pdf.pages[0]
    pdf.pages.append(page)


def second_stream(pdf: Pdf) -> None:
    """Cover the first page by a stream of its own."""
    page = first_page(pdf)
    cover = b"/Artifact BMC " + WHITE_RECTANGLE + b" EMC"
    page.Contents = Array([pdf.make_stream(page.Contents.read_bytes()), pdf.make_stream(cover)])


CHANGES: dict[str, Change] = {
    "a named drawing over the words": both(
        resource("/XObject", "/FmX", lambda pdf: form(pdf, WHITE_RECTANGLE)), behind(b"/Artifact BMC /FmX Do EMC")
    ),
    "a shading over the words": both(
        resource("/Shading", "/sh0", shading), behind(b"/Artifact BMC q 0 0 600 800 re W n /sh0 sh Q EMC")
    ),
    "a second stream over the words": second_stream,
    "letters that are drawings": both(
        resource("/Font", "/T3", drawn_font), behind(b"/Artifact BMC BT /T3 12 Tf 100 100 Td (aaaa) Tj ET EMC")
    ),
    "a mask that lets nothing through": both(resource("/ExtGState", "/gsm", luminosity), before(b"/gsm gs")),
    "colours that turn round": both(
        resource("/ExtGState", "/gsb", lambda _: Dictionary(BM=Name.Difference)), before(b"/gsb gs")
    ),
    "white words": every("rg", lambda _: ContentStreamInstruction([1, 1, 1], Operator("rg"))),
    "tiny words": every("Tf", lambda one: ContentStreamInstruction([one.operands[0], 0.1], Operator("Tf"))),
    "words raised off the page": before(b"5000 Ts"),
    "letters pushed together": before(b"-900 Tc"),
    "letters without width": letters_without_width,
    "letters of another font": font_files_exchanged,
    "fonts in each other's place": fonts_exchanged,
    "words that cannot be read": words_without_characters,
    "a line left out": line_left_out,
    "words left out of the tree": content_left_out,
    "words in each other's place in the tree": content_exchanged,
    "a tree read from its end": tree_turned_round,
    "a cell over three columns": element("TD", A=Dictionary(O=Name.Table, ColSpan=3)),
    "a table said to be something else": element("Table", A=Dictionary(O=Name.Table, Summary=String("False"))),
    "an alternative text of a link": element("Link", Alt=String("False")),
    "a title of a paragraph": element("P", T=String("False")),
    "another numbering": element("L", A=Dictionary(O=Name.List, ListNumbering=Name.UpperRoman)),
    "a link that is hidden": of_link("/F", 2),
    "a link without a place": of_link("/Rect", Array([0, 0, 1, 1])),
    "a link that looks otherwise": of_link("/Border", Array([0, 0, 99])),
    "a link that leads on": lambda pdf: links(pdf)[0].A.__setitem__(
        "/Next", Dictionary(S=Name.URI, URI=String("http://example.net"))
    ),
    "a field": both(annotation(Subtype=Name.Widget, FT=Name.Tx, T=String("x"), V=String("False")), form_of_fields),
    "a note of an icon": annotation(Subtype=Name.Text, Contents=String("False")),
    "a filled square": annotation(Subtype=Name.Square, IC=Array([1, 1, 1])),
    "a picture in other colours": of_picture("/Decode", lambda _: Array([1, 0, 1, 0, 1, 0])),
    "a picture that is not seen": of_picture("/SMask", image_without_ink),
    "a smaller page": lambda pdf: first_page(pdf).__setitem__("/MediaBox", Array([0, 0, 300, 300])),
    "pages in another order": pages_exchanged,
    "a page twice": lambda pdf: pdf.pages.append(pdf.pages[0]),
    "another order of links": lambda pdf: first_page(pdf).__setitem__("/Tabs", Name.R),
    "a line of the outline that leads elsewhere": lambda pdf: pdf.Root.Outlines.First.__setitem__(
        "/Dest", Array([pdf.pages[-1].obj, Name.Fit])
    ),
    "no outline": lambda pdf: pdf.Root.__delitem__("/Outlines"),
    "no tags": lambda pdf: pdf.Root.__setitem__("/MarkInfo", Dictionary(Marked=False)),
    "keywords": lambda pdf: pdf.docinfo.__setitem__("/Keywords", String("false")),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_found(name: str) -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(built()[2])) as pdf:
        CHANGES[name](pdf)
        pdf.save(out)

    proof = handout_proof(out.getvalue())

    assert proof.differences or proof.others
