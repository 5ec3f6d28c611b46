"""Files made to hang or crash whoever reads them are refused in seconds, and what runs or is fetched is a finding."""

import time
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from builder.check import deck, handout
from builder.codes import PDF_ACTIVE_CONTENT, PPTX_ACTIVE_CONTENT
from builder.model.findings import Code, Report
from tests.check.proof.deck_changes import Change, put, unzipped, zipped
from tests.check.proof.sample import built, deck_proof, handout_proof
from tests.check.proof.test_changed_decks import CHANGES as DECK_CHANGES
from tests.check.proof.test_changed_handouts import CHANGES as HANDOUT_CHANGES
from tests.check.proof.test_changed_handouts import changed

SECONDS = 20


def add_kid(pdf: Pdf, kid: Any) -> None:  # noqa: ANN401
    """Hang `kid` into the structure tree."""
    root = pdf.Root.StructTreeRoot
    kids = list(root.K) if isinstance(root.K, Array) else [root.K]
    root.K = Array([*kids, kid])


def doubled_elements(pdf: Pdf) -> None:
    """Let each of forty elements stand twice in the next."""
    inner = pdf.make_indirect(Dictionary(S=Name.P))
    for _ in range(40):
        inner = pdf.make_indirect(Dictionary(S=Name.Sect, K=Array([inner, inner])))
    add_kid(pdf, inner)


def deep_elements(pdf: Pdf) -> None:
    """Let 3,000 elements stand in each other."""
    inner = pdf.make_indirect(Dictionary(S=Name.P))
    for _ in range(3000):
        inner = pdf.make_indirect(Dictionary(S=Name.Sect, K=inner))
    add_kid(pdf, inner)


def element_in_itself(pdf: Pdf) -> None:
    """Let an element stand in itself."""
    element = pdf.make_indirect(Dictionary(S=Name.Sect))
    element.K = Array([element])
    add_kid(pdf, element)


def doubled_parents(pdf: Pdf) -> None:
    """Let each of forty nodes of the parent tree stand twice in the next."""
    inner = pdf.make_indirect(Dictionary(Nums=Array([])))
    for _ in range(40):
        inner = pdf.make_indirect(Dictionary(Kids=Array([inner, inner])))
    pdf.Root.StructTreeRoot.ParentTree = inner


def form(pdf: Pdf, content: bytes, **forms: Any) -> Any:  # noqa: ANN401
    """Return a form that draws `content`."""
    made = pdf.make_stream(content)
    made.Type, made.Subtype, made.BBox = Name.XObject, Name.Form, Array([0, 0, 1, 1])
    made.Resources = Dictionary(XObject=Dictionary(**forms))
    return made


def draw(pdf: Pdf, drawn: Any) -> None:  # noqa: ANN401
    """Draw a form on the first page."""
    page = pdf.pages[0].obj
    if "/XObject" not in page.Resources:
        page.Resources.XObject = Dictionary()
    page.Resources.XObject["/Zz"] = drawn
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\n/Artifact BMC /Zz Do EMC\n")


def doubled_forms(pdf: Pdf) -> None:
    """Let each of thirty forms draw the next twice."""
    inner = form(pdf, b"")
    for _ in range(30):
        inner = form(pdf, b"/Zz Do /Zz Do", Zz=inner)
    draw(pdf, inner)


def form_in_itself(pdf: Pdf) -> None:
    """Let a form draw itself."""
    made = form(pdf, b"/Zz Do")
    made.Resources.XObject.Zz = made
    draw(pdf, made)


def content(data: bytes) -> Callable[[Pdf], None]:
    """Return the change that draws `data` alone."""

    def change(pdf: Pdf) -> None:
        pdf.pages[0].obj.Contents = pdf.make_stream(b"")
        pdf.pages[0].obj.Contents.write(zlib.compress(data, 9), filter=Name.FlateDecode)

    return change


def characters(data: bytes) -> Callable[[Pdf], None]:
    """Return the change that gives the fonts another map of characters."""

    def change(pdf: Pdf) -> None:
        for font in pdf.pages[0].obj.Resources.Font.values():
            font.ToUnicode.write(data)

    return change


HOSTILE: dict[str, Callable[[Pdf], None]] = {
    "elements in the next twice": doubled_elements,
    "elements in each other": deep_elements,
    "an element in itself": element_in_itself,
    "nodes in the next twice": doubled_parents,
    "forms in the next twice": doubled_forms,
    "a form in itself": form_in_itself,
    "nothing, 300 million times": content(b" " * 300_000_000),
    "an operator, 20 million times": content(b"q Q " * 10_000_000),
    "a font that is not there": content(b"BT /Nope 12 Tf (x) Tj ET"),
    "a form that is not there": content(b"/Nope Do"),
    "a mark that is no number": content(b"/P <</MCID (x)>> BDC EMC"),
    "a mark without a name": content(b"BDC EMC"),
    "a page that is not there": lambda pdf: pdf.pages.__delitem__(0),
    "four thousand million codes": characters(b"beginbfrange <0000> <FFFFFFFF> <0000> endbfrange"),
    "half a code": characters(b"beginbfchar <001> <D8> endbfchar"),
    "words for elements": lambda pdf: add_kid(pdf, String("x")),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_pdf_is_refused_and_read_in_seconds(name: str) -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(built()[2])) as pdf:
        HOSTILE[name](pdf)
        pdf.save(out)
    began, report = time.process_time(), Report()

    handout.check("hostile.pdf", out.getvalue(), report)
    assert _refused_or_found(out.getvalue())
    assert time.process_time() - began < SECONDS


def _refused_or_found(data: bytes) -> bool:
    try:
        found = handout_proof(data)
    except ValueError as fault:
        return "this PDF cannot be read" in str(fault)
    return bool(found.differences or found.others)


def test_a_pdf_with_a_password_is_refused() -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(built()[2])) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    report = Report()

    handout.check("locked.pdf", out.getvalue(), report)

    assert [one.message for one in report.findings] == ["this PDF cannot be read: it needs a password"]
    with pytest.raises(ValueError, match="it needs a password"):
        handout_proof(out.getvalue())


@pytest.mark.parametrize("cut", [0, 1, 20, 2000, 30_000])
def test_half_a_file_is_refused_in_the_same_words_every_time(cut: int) -> None:
    for check, data in ((deck.check, built()[1]), (handout.check, built()[2])):
        reports = [Report(), Report()]
        for report in reports:
            check("half", data[:cut], report)
        assert reports[0].failed
        assert [one.message for one in reports[0].findings] == [one.message for one in reports[1].findings]
        assert not any("0x" in one.message for one in reports[0].findings)


def test_a_deck_that_unpacks_to_a_giant_is_refused_in_seconds() -> None:
    report = Report()
    data = zipped([*unzipped(built()[1]), ("ppt/media/z.bin", b"\0" * 400_000_000)])
    began = time.process_time()

    deck.check("giant.pptx", data, report)
    with pytest.raises(ValueError, match="unpacks to more than can be read"):
        deck_proof(data)

    assert [one.message for one in report.findings] == ["`ppt/media/z.bin` unpacks to more than can be read"]
    assert time.process_time() - began < SECONDS


RUNNING_DECKS: dict[str, Change] = {
    name: DECK_CHANGES[name]
    for name in ("a link that runs code", "a picture fetched from elsewhere", "an object of another program")
} | {
    "a click that starts a program": put(
        r"ppt/slides/slide\d+\.xml", r'<a:hlinkClick (r:id="\w+")/>', r'<a:hlinkClick \1 action="ppaction://program"/>'
    )
}
RUNNING_HANDOUTS = ("code that runs", "code on a page", "an attachment")


def _codes(check: Callable[[str, bytes, Report], None], data: bytes) -> set[Code]:
    report = Report()
    check("file", data, report)
    return {one.code for one in report.findings}


@pytest.mark.parametrize("name", RUNNING_DECKS)
def test_what_runs_in_a_deck_is_found_without_its_source(name: str) -> None:
    assert PPTX_ACTIVE_CONTENT in _codes(deck.check, zipped(RUNNING_DECKS[name](unzipped(built()[1]))))


@pytest.mark.parametrize("name", RUNNING_HANDOUTS)
def test_what_runs_in_a_pdf_is_found_without_its_source(name: str) -> None:
    assert name in HANDOUT_CHANGES
    assert PDF_ACTIVE_CONTENT in _codes(handout.check, changed(name))


@pytest.mark.parametrize(
    "action", [Dictionary(S=Name.Launch, F=String("x.exe")), Dictionary(S=Name.URI, URI=String("javascript:x"))]
)
def test_an_action_that_does_more_than_lead_somewhere_is_found(action: Dictionary) -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(built()[2])) as pdf:
        pdf.Root.OpenAction = action
        pdf.save(out)
    assert PDF_ACTIVE_CONTENT in _codes(handout.check, out.getvalue())


def test_nothing_runs_in_what_was_built() -> None:
    assert _codes(deck.check, built()[1]) == set()
    assert _codes(handout.check, built()[2]) == set()
