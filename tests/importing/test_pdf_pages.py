"""Pages as magazines set them: columns of justified lines, an initial over three lines, a picture with its caption."""

import io

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from builder.importing.raw_draft import RawDraft, read_raw
from builder.importing.word_account import report_missing_words
from builder.model.brief import Block, sentences_of
from builder.model.brief import Image as Picture
from builder.model.findings import Report

_LEFT, _RIGHT, _TOP = 56.0, 312.0, 690.0
_WIDTH = 226.0
_FIRST = (
    "uring the winter the harbour towns met four times and agreed on the fees. The smaller towns asked for more time,"
    " and they were given two more years. Nobody left the table, and the last meeting ended with a handshake."
)
_SECOND = (
    "The fees are paid into a fund in the capital. A board of five looks after it and meets twice a year. Each town"
    " sends one member, and the fifth is chosen by the other four. The board reports to the towns in spring."
)
_THIRD = "The lamps are renewed next year. The work begins at the northern pier and ends before the first storms."


def _picture(colour: str) -> ImageReader:
    out = io.BytesIO()
    image = Image.new("RGB", (300, 200), colour)
    image.paste("#ffaa33", (40, 40, 160, 160))
    image.save(out, "PNG")
    return ImageReader(io.BytesIO(out.getvalue()))


def _justified(canvas: Canvas, words: str, place: tuple[float, float], width: float) -> float:
    """Set `words` as lines of full width, the last one as it falls; return the base line below them."""
    x, y = place
    line: list[str] = []
    for word in [*words.split(), ""]:
        if word and stringWidth(" ".join([*line, word]), "Times-Roman", 10) <= width:
            line.append(word)
            continue
        spare = width - sum(stringWidth(one, "Times-Roman", 10) for one in line)
        at = x
        for one in line:
            canvas.drawString(at, y, one)
            at += stringWidth(one, "Times-Roman", 10) + (spare / max(len(line) - 1, 1) if word else 2.5)
        line = [word]
        y -= 13
    return y - 6


def _page() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for number in (1, 2):
        canvas.drawImage(_picture("#112244"), 500, 785, 40, 27)
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(_LEFT, 800, "Harbour Review | Spring")
        canvas.drawString(300, 30, str(number))
        if number == 1:
            canvas.setFont("Times-Bold", 20)
            canvas.drawString(_LEFT, 740, "The lights of the bay")
            canvas.setFont("Times-Bold", 10)
            canvas.drawString(_LEFT, _TOP + 14, "What was agreed?")
            canvas.setFont("Times-Roman", 34)
            canvas.drawString(_LEFT, _TOP - 27, "D")
            canvas.setFont("Times-Roman", 10)
            head, tail = _FIRST[:97], _FIRST[97:]
            below = _justified(canvas, head, (_LEFT + 27, _TOP), _WIDTH - 27)
            below = _justified(canvas, tail, (_LEFT, below + 6), _WIDTH)
            canvas.drawImage(_picture("#224466"), _LEFT, below - 120, 180, 120)
            canvas.setFont("Times-Italic", 8)
            canvas.drawString(_LEFT, below - 132, "Fig. 1. The northern pier in winter")
            canvas.setFont("Times-Bold", 10)
            canvas.drawString(_RIGHT, _TOP + 14, "Who pays?")
            canvas.setFont("Times-Roman", 10)
            _justified(canvas, _SECOND, (_RIGHT, _TOP), _WIDTH)
        else:
            canvas.setFont("Times-Bold", 10)
            canvas.drawString(_LEFT, _TOP + 14, "What comes next?")
            canvas.setFont("Times-Roman", 10)
            _justified(canvas, _THIRD, (_LEFT, _TOP), _WIDTH)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture(scope="module")
def raw() -> RawDraft:
    found = read_raw("bay.pdf", _page(), Report())
    assert found is not None
    return found


def _said(blocks: tuple[Block, ...]) -> str:
    return " ".join(one.text for one in sentences_of(blocks))


def test_columns_of_justified_lines_are_read_one_after_the_other(raw: RawDraft) -> None:
    assert raw.draft.fields.title == "The lights of the bay"
    assert [one.question.text for one in raw.draft.passages] == ["What was agreed?", "Who pays?", "What comes next?"]
    assert _said(raw.draft.passages[1].answer) == _SECOND
    assert _said(raw.draft.passages[2].answer) == _THIRD


def test_an_initial_is_the_first_letter_of_its_word(raw: RawDraft) -> None:
    assert _said(raw.draft.passages[0].answer).startswith(f"D{_FIRST}")


def test_a_picture_of_a_page_stands_in_its_answer_with_its_caption(raw: RawDraft) -> None:
    (picture,) = [one for one in raw.draft.passages[0].answer if isinstance(one, Picture)]
    assert " ".join(one.text for one in picture.caption) == "Fig. 1. The northern pier in winter"
    ((name, data),) = raw.pictures.items()
    assert picture.src.endswith(name)
    assert Image.open(io.BytesIO(data)).size == (300, 200)


def test_what_a_mask_hides_of_a_picture_is_white() -> None:
    drawn = Image.new("RGBA", (300, 200), (0, 0, 0, 0))
    drawn.paste("#ffaa33", (40, 40, 160, 160))
    saved, out = io.BytesIO(), io.BytesIO()
    drawn.save(saved, "PNG")
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.drawString(_LEFT, 740, "What was agreed?")
    canvas.drawString(_LEFT, 720, "The towns agreed on the fees, and the chart shows how much each of them pays.")
    canvas.drawImage(ImageReader(io.BytesIO(saved.getvalue())), _LEFT, 500, 180, 120, mask="auto")
    canvas.drawString(_LEFT, 480, "What comes next?")
    canvas.drawString(_LEFT, 460, "The work begins at the northern pier and ends before the first storms.")
    canvas.save()
    found = read_raw("fees.pdf", out.getvalue(), Report())
    assert found is not None
    (data,) = found.pictures.values()
    shown = Image.open(io.BytesIO(data)).convert("RGB")
    assert shown.getpixel((10, 10)) == (255, 255, 255)
    assert shown.getpixel((100, 100)) == (255, 170, 51)


def test_the_words_of_a_page_are_counted_apart_from_its_columns(raw: RawDraft) -> None:
    report = Report()
    report_missing_words(raw, raw.draft, report)
    assert not report.findings
    assert all(words in raw.text for words in ("Harbour Review", "northern pier", "handshake"))


def test_the_pictures_are_the_same_files_twice(raw: RawDraft) -> None:
    again = read_raw("bay.pdf", _page(), Report())
    assert again is not None
    assert again.pictures == raw.pictures
