"""Pieces that would take minutes or all memory: they are refused, or read in one pass and not laid out."""

import io
import zlib
from collections.abc import Callable, Sequence
from functools import partial

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from reportlab.pdfgen.canvas import Canvas

from builder.codes import PACKED_SOURCE
from builder.importing import import_piece
from builder.importing.fitting import fitted
from builder.importing.pdf_pictures import pictures_of
from builder.importing.pictures import PictureFiles
from builder.importing.piece_roles import roles_of
from builder.importing.pieces import PieceKind, RawPiece
from builder.importing.raw_draft import read_raw
from builder.importing.tables import is_separator
from builder.importing.turn_labels import labels_in_capitals, labels_with_dashes
from builder.media import installed_assets
from builder.model.brief import Draft, Fields, Passage, Run, Sentence
from builder.model.findings import Finding, Report
from builder.model.pdf_streams import MAX_UNPACKED, overfull_stream


def pdf(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    for line, text in enumerate(("The Ports", "What is new?", "Norway gained much.")):
        canvas.drawString(72, 700 - 40 * line, text)
    canvas.save()
    changed = io.BytesIO()
    with pikepdf.open(out) as document:
        change(document)
        document.save(changed)
    return changed.getvalue()


def packed(document: pikepdf.Pdf, data: bytes, layers: int = 1) -> pikepdf.Stream:
    stream = document.make_stream(b"")
    for _ in range(layers):
        data = zlib.compress(data, 9)
    filters = Array([Name.FlateDecode] * layers) if layers > 1 else Name.FlateDecode
    stream.write(data, filter=filters)
    return stream


def many_instructions(document: pikepdf.Pdf) -> None:
    document.pages[0].obj.Contents = packed(document, b"0 0 m 9 9 l S\n" * 2_000_000)


def forms_that_draw_forms(document: pikepdf.Pdf) -> None:
    inner = document.make_stream(b"0 0 m 9 9 l S\n" * 200)
    for _ in range(11):
        outer = document.make_stream(b"/A Do " * 9)
        outer.Resources = Dictionary(XObject=Dictionary(A=inner))
        inner.Subtype, inner.BBox = Name.Form, Array([0, 0, 9, 9])
        inner = outer
    inner.Subtype, inner.BBox = Name.Form, Array([0, 0, 9, 9])
    page = document.pages[0].obj
    page.Resources.XObject = Dictionary(A=inner)
    page.Contents = document.make_stream(page.Contents.read_bytes() + b"\n/A Do")


def a_part_nobody_draws(document: pikepdf.Pdf) -> None:
    document.Root.Unused = packed(document, bytes(MAX_UNPACKED + 1), layers=2)


@pytest.mark.parametrize("change", [many_instructions, forms_that_draw_forms, a_part_nobody_draws])
def test_a_pdf_that_is_endless_to_draw_is_refused_before_it_is_read(change: Callable[[pikepdf.Pdf], None]) -> None:
    report = Report()
    assert read_raw("ports.pdf", pdf(change), report) is None
    assert [one.code for one in report.findings] == [PACKED_SOURCE]


def test_a_form_that_draws_itself_is_read_once() -> None:
    def recursive(document: pikepdf.Pdf) -> None:
        page = document.pages[0].obj
        form = document.make_stream(b"/A Do")
        form.Subtype, form.BBox = Name.Form, Array([0, 0, 9, 9])
        form.Resources = Dictionary(XObject=Dictionary(A=form))
        page.Resources.XObject = Dictionary(A=form)
        page.Contents = document.make_stream(page.Contents.read_bytes() + b"\n/A Do")

    raw = read_raw("ports.pdf", pdf(recursive), Report())
    assert raw is not None
    assert "Norway gained much." in raw.text


def test_names_of_filters_may_be_escaped_and_what_is_small_is_small() -> None:
    data = pdf(a_part_nobody_draws)
    assert overfull_stream(data) == overfull_stream(data.replace(b"/FlateDecode", b"/Fl#61teDecode")) == MAX_UNPACKED
    assert overfull_stream(pdf(lambda _: None)) == 0


def test_a_picture_that_is_drawn_a_thousand_times_is_unpacked_once() -> None:
    def picture(document: pikepdf.Pdf) -> None:
        image = packed(document, bytes(range(256)) * 120 * 3)
        image.Subtype, image.Width, image.Height = Name.Image, 256, 120
        image.ColorSpace, image.BitsPerComponent = Name.DeviceRGB, 8
        page = document.pages[0].obj
        page.Resources.XObject = Dictionary(A=image)
        draw = b"\nq 200 0 0 100 72 300 cm /A Do Q" * 1000
        page.Contents = document.make_stream(page.Contents.read_bytes() + draw)

    pypdfium2 = pytest.importorskip("pypdfium2")
    with pypdfium2.PdfDocument(pdf(picture)) as document:
        assert len(pictures_of(document[0], 1, PictureFiles({}))) == 1


def test_pictures_that_have_too_many_pixels_together_are_not_unpacked() -> None:
    files = PictureFiles({})
    asked: list[int] = []

    def unpacked(number: int) -> bytes:
        asked.append(number)
        return b""

    for number in range(9):
        files.add_once(bytes([number]), 60_000_000, partial(unpacked, number))
    assert asked == [0, 1, 2, 3, 4, 5]


def test_a_draft_of_very_many_questions_is_not_laid_out() -> None:
    passage = Passage(question=Sentence("q.1", (Run("What?"),)), actors=(), summary=False, answer=())
    draft = Draft("ports.pptx", Fields(title="Ports"), (), (passage,) * 401)
    tried: list[str] = []

    def laid_out(text: str) -> Sequence[Finding]:
        tried.append(text)
        return ()

    found = fitted(draft, lambda _: "", laid_out)
    assert tried == []
    assert found.comments[0] == ("title", "401 questions are too many to try on slides; run `briefdeck check`")


def test_words_that_stand_in_another_piece_again_are_found_wherever_they_begin() -> None:
    said = "the ports of the north have been closed since the storms of last winter"
    texts = ("What is new?", f"Everybody knows that {said}, and why.", "Nothing else is known so far.", said)
    pieces = [RawPiece(PieceKind.QUOTE if text == said else PieceKind.TEXT, (Run(text),)) for text in texts]
    assert roles_of(pieces, ()).get(3) == "pull quote"


@pytest.mark.parametrize(
    "line", ["A" * 20_000 + " x", " " * 20_000 + "x", "AB " * 9_000 + "1", "|" + " " * 20_000 + "x"], ids=len
)
def test_a_line_that_matches_a_label_or_a_table_in_no_way_is_read_in_one_pass(line: str) -> None:
    pieces = [RawPiece(PieceKind.TEXT, (Run(line),))]
    assert labels_in_capitals(pieces) == {}
    assert labels_with_dashes(pieces) == {}
    assert not is_separator(line)


@pytest.mark.parametrize("mark", ["[", "(", "[^", "[a](", "![a](", "$"])
def test_a_title_of_one_mark_over_and_over_is_read_in_one_pass(mark: str) -> None:
    text = f"x{mark * 100_000}y\n\nWhat did Norway gain?\n\nIt gained.\n"
    found = import_piece("a.txt", text.encode(), installed_assets(), Report())
    assert found is not None
    assert found.raw.draft.passages[0].question.text == "What did Norway gain?"
