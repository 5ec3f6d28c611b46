"""A sound PDF passes; one that is damaged in one way is told to be damaged in that way."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from builder.check.handout import RULES, check
from builder.cli import CONTENT, DONE, main
from builder.model.findings import Report
from builder.render.pdf import render
from tests.render.pdf.test_document import pdfs
from tests.render.pdf.test_file import everything
from tests.session import media

Damage = Callable[[pikepdf.Pdf], None]


def found(data: bytes) -> list[tuple[str, str]]:
    """Return number and message of each finding."""
    report = Report()
    check("drawn.pdf", data, report)
    return [(one.code.number, one.message) for one in report.findings]


def damaged(damage: Damage) -> bytes:
    """Return a sound file with one thing wrong."""
    with pikepdf.open(BytesIO(render(everything(), media()))) as pdf:
        damage(pdf)
        written = BytesIO()
        pdf.save(written)
    return written.getvalue()


def element(pdf: pikepdf.Pdf, role: str) -> pikepdf.Dictionary:
    """Return an element with this role."""
    found = [
        one
        for one in pdf.objects
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem" and str(one.S) == f"/{role}"
    ]
    assert isinstance(found[0], pikepdf.Dictionary)
    return found[0]


def _no_tree(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/StructTreeRoot"]


def _not_marked(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/MarkInfo"]


def _stamp(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"q 0 0 9 9 re f Q")


def _unclosed(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"/Artifact BMC")


def _ghost(pdf: pikepdf.Pdf) -> None:
    element(pdf, "P").K.append(77)


def _deaf(pdf: pikepdf.Pdf) -> None:
    del element(pdf, "P").K[0]


def _swap(pdf: pikepdf.Pdf) -> None:
    owners = pdf.Root.StructTreeRoot.ParentTree.Nums[3]
    owners[0], owners[1] = owners[1], owners[0]


def _stranger(pdf: pikepdf.Pdf) -> None:
    element(pdf, "LI").P = pdf.Root.StructTreeRoot.K


def _outside_its_list(pdf: pikepdf.Pdf) -> None:
    element(pdf, "L").S = pikepdf.Name.Sect


def _twice(pdf: pikepdf.Pdf) -> None:
    element(pdf, "P").K.append(element(pdf, "P").K[0])


def _loose_link(pdf: pikepdf.Pdf) -> None:
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], Contents="x")
    pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(link)])


def _hollow(pdf: pikepdf.Pdf) -> None:
    lone = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.P))
    lone.P = pdf.Root.StructTreeRoot.K
    pdf.Root.StructTreeRoot.K.K.append(lone)


def _mute_figure(pdf: pikepdf.Pdf) -> None:
    del element(pdf, "Figure")["/Alt"]


def _deep_heading(pdf: pikepdf.Pdf) -> None:
    element(pdf, "P").S = pikepdf.Name.H3


def _no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Lang"]


def _no_title(pdf: pikepdf.Pdf) -> None:
    del pdf.docinfo["/Title"]


def _no_claim(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(b"pdfuaid:part", b"pdfxxid:part"))


def _readers_font(pdf: pikepdf.Pdf) -> None:
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    pdf.pages[0].Resources.Font["/F9"] = pdf.make_indirect(font)


def _no_unicode(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].Resources.Font["/F1"]["/ToUnicode"]


@pytest.mark.parametrize(
    ("damage", "number", "words"),
    [
        (_no_tree, "BD411", "no structure tree"),
        (_not_marked, "BD411", "marked as tagged"),
        (_stamp, "BD412", "page 1: 1 drawn items"),
        (_unclosed, "BD412", "without an end"),
        (_ghost, "BD413", "claims content 77 of page 1, which does not exist"),
        (_deaf, "BD413", "belongs to no element"),
        (_swap, "BD413", "to another element"),
        (_stranger, "BD413", "names a parent other than"),
        (_twice, "BD413", "belongs to two elements"),
        (_outside_its_list, "BD413", "LI is inside Sect, where it does not belong"),
        (_loose_link, "BD413", "belongs to no element"),
        (_hollow, "BD414", "has nothing in it"),
        (_mute_figure, "BD415", "no alternative text"),
        (_deep_heading, "BD416", "of level 3"),
        (_no_language, "BD417", "has no language"),
        (_no_title, "BD417", "no title"),
        (_no_claim, "BD417", "PDF/UA"),
        (_readers_font, "BD418", "Helvetica is not embedded"),
        (_no_unicode, "BD418", "does not map its glyphs"),
    ],
)
def test_a_damage_is_told(damage: Damage, number: str, words: str) -> None:
    told = found(damaged(damage))

    assert any(code == number and words in message for code, message in told), told


@pytest.mark.parametrize("name", ["kitchen", "arabic"])
def test_what_we_make_is_sound(name: str) -> None:
    assert [found(data) for data in pdfs(name)] == [[], []]


def test_every_rule_is_tried() -> None:
    assert {rule.code.number for rule in RULES} == {
        *(f"BD41{digit}" for digit in range(1, 9)),
        "BD451",
    }  # the last: tests/check/proof


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xff" * 4000])
def test_what_is_no_pdf(data: bytes) -> None:
    assert [code for code, _ in found(data)] == ["BD410"]


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=12))
def test_a_torn_file_never_breaks_the_check(changes: list[tuple[float, int]]) -> None:
    data = bytearray(render(everything(), media()))
    for place, value in changes:
        data[round(place * (len(data) - 1))] = value

    found(bytes(data))


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sound, bad = tmp_path / "sound.pdf", tmp_path / "bad.pdf"
    sound.write_bytes(pdfs("kitchen")[0])
    Image.new("RGB", (40, 30)).save(bad)

    assert main(["verify", str(sound)]) == DONE
    assert "sound" in capsys.readouterr().out
    assert main(["verify", str(bad)]) == CONTENT
    assert "BD411" in capsys.readouterr().out
