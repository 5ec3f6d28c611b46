"""What comes out of each format: our own Word styles without a look, text boxes, pictures, decks, books, folders."""

import io
import json
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.shared import Inches
from PIL import Image
from pptx import Presentation

from builder.cli import CONTENT, DONE, USAGE, main


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _png(size: tuple[int, int] = (200, 120), colour: str = "navy") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


def _draft(name: str) -> str:
    assert main(["import", name, "-o", "draft.md"]) == DONE
    return Path("draft.md").read_text(encoding="utf-8")


def test_a_word_file_in_our_styles_needs_no_look(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "--word", "The Bridge", "-o", "bridge.docx"]) == DONE
    assert main(["import", "bridge.docx"]) == DONE
    shown = capsys.readouterr()
    assert shown.err == ""
    assert "check first" not in shown.out
    text = Path("bridge.md").read_text(encoding="utf-8")
    assert "<!--" not in text
    assert "unconfirmed" not in text
    assert "  poland: {name: Poland, flag: pl}" in text
    assert "==Poland wants this sentence to be the headline of its slide.== The rest" in text
    assert "## Conclusion {.section .summary}" in text
    assert main(["build", "bridge.md"]) == DONE


def test_the_word_file_is_the_same_twice() -> None:
    for name in ("one.docx", "two.docx"):
        assert main(["new", "--word", "The Bridge", "-o", name]) == DONE
    assert Path("one.docx").read_bytes() == Path("two.docx").read_bytes()


def test_a_text_box_in_a_word_file_is_read() -> None:
    document = docx.Document()
    document.add_paragraph("The bridge is closed since Monday and nobody knows why.")
    box = document.add_paragraph("Who closed it?")
    document.add_paragraph("The district closed it after the storm.")
    document.add_paragraph("Who opens it?")
    document.add_paragraph("Canada opens it in May.")
    ns = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    drawing = parse_xml(
        f'<w:r xmlns:w="{ns}"><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
        "<w:p><w:r><w:t>Five tugs wait in the harbour.</w:t></w:r></w:p>"
        "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    box._p.append(drawing)  # noqa: SLF001 - python-docx cannot make a text box
    document.save("box.docx")
    text = _draft("box.docx")
    assert "Five tugs wait in the harbour" in text
    assert "## Who opens it?" in text


def test_a_picture_of_a_word_file_stands_beside_the_draft_with_its_caption() -> None:
    document = docx.Document()
    for question, answer in (
        ("Who closed it?", "The district closed it."),
        ("Who opens it?", "Canada opens it in May."),
    ):
        document.add_heading(question, 2)
        document.add_paragraph(answer)
        if question.startswith("Who closed"):
            document.add_picture(io.BytesIO(_png()), width=Inches(2))
            document.add_paragraph("The bridge after the storm", "Caption")
    document.save("picture.docx")
    text = _draft("picture.docx")
    assert '(draft-pictures/picture-1.png "The bridge after the storm")' in text
    assert Path("draft-pictures/picture-1.png").read_bytes() == _png()
    assert main(["build", "draft.md"]) == DONE


def test_pictures_of_a_page_are_taken_from_beside_it_and_icons_are_not() -> None:
    Path("page_files").mkdir()
    Path("page_files/bridge.png").write_bytes(_png())
    Path("page_files/icon.png").write_bytes(_png((16, 16)))
    figure = '<figure><img src="page_files/bridge.png" alt="A bridge"><figcaption>Photo: E. Lind</figcaption></figure>'
    page = (
        "<html><body><h1>The Bridge</h1><p>The bridge is closed since Monday.</p><h2>Who closed it?</h2>"
        f'<p>The district did.</p>{figure}<img src="page_files/icon.png"><h2>Who opens it?</h2>'
        "<p>Canada.</p></body></html>"
    )
    Path("page.html").write_text(page, encoding="utf-8")
    text = _draft("page.html")
    assert '![A bridge](draft-pictures/picture-1.png "Photo: E. Lind")' in text
    assert [path.name for path in Path("draft-pictures").iterdir()] == ["picture-1.png"]


_FURTHER = ("Who pays?", "Who opens it?", "How long is it?", "How old is it?", "What is below it?")


@pytest.mark.parametrize(("further", "said"), [(_FURTHER, True), (_FURTHER[:1], False)])
def test_questions_that_stay_in_an_answer_are_counted(
    further: tuple[str, ...], capsys: pytest.CaptureFixture[str], *, said: bool
) -> None:
    rows = "\n".join(f"| {at} | {asks} | The district. | North |" for at, asks in enumerate(further, 1))
    table = f"| No. | Point | Remark | Part |\n|---|---|---|---|\n{rows}\n"
    text = f"# The bridge\n\n## Who closed it?\n\nThe district did.\n\n## What else?\n\nThis table:\n\n{table}"
    Path("page.md").write_text(text, encoding="utf-8")
    _draft("page.md")
    told = capsys.readouterr().err
    assert ("warning[BD152] 2 questions were found, but 5 more" in told and "Who pays?" in told) == said
    assert ("BD152" in told) == said


@pytest.mark.parametrize(("line", "said"), [("Who will pay for the bridge?", True), ("And why?", False)])
def test_a_paragraph_inside_an_answer_that_only_asks_is_told(
    line: str, capsys: pytest.CaptureFixture[str], *, said: bool
) -> None:
    more = f"The district did.\n\nIt took a day.\n\n{line}\n\nThe district pays half of it.\n\nThe rest is open."
    text = f"# The bridge\n\n## Who closed it?\n\n{more}\n\n## When will it open?\n\nIn May.\n\nOr later.\n\nOr never."
    Path("page.md").write_text(text, encoding="utf-8")
    _draft("page.md")
    told = capsys.readouterr().err
    assert ("BD152" in told and line in told) == said


@pytest.mark.parametrize(
    ("line", "below", "said"),
    [
        ("They say it will never open.", "No, that is wrong. It opens in May, and the county knows it.", True),
        (
            "And the county pays for the lamps...",
            "The county pays half of it. The rest comes from gifts, as it did in all the years before.",
            True,
        ),
        ("It is said to open in May.", "It opens in May, and the county knows it.", False),
    ],
)
def test_a_line_inside_an_answer_that_the_next_one_answers_is_told(
    line: str, below: str, capsys: pytest.CaptureFixture[str], *, said: bool
) -> None:
    more = f"The district did.\n\nIt took a day, and most of a night.\n\n{line}\n\n{below}"
    text = f"# The bridge\n\n## Who closed it?\n\n{more}\n\n## When will it open?\n\nIn May.\n\nOr later."
    Path("page.md").write_text(text, encoding="utf-8")
    _draft("page.md")
    told = capsys.readouterr().err
    assert ("BD152" in told and line.rstrip(".") in told) == said


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("It is cold in your office, Ms Holm. Shall we talk in the hall, where it is warm?", True),
        ("It is cold in her office, and the hall is warm. We talked there, with a cup of tea.", False),
    ],
)
def test_a_question_in_the_lead_that_the_next_paragraph_answers_is_told(
    asked: str, capsys: pytest.CaptureFixture[str], *, said: bool
) -> None:
    answer = "We meet here because I have work to do in this house all day. But you are right, it is cold, and we keep "
    answer += (
        "to the rules that everybody has in this town.\n\nSo we stayed where we were, and nobody complained of it."
    )
    text = f"# The bridge\n\n{asked}\n\n{answer}\n\n## When will it open?\n\nIn May.\n\nOr later."
    Path("page.md").write_text(text, encoding="utf-8")
    _draft("page.md")
    told = capsys.readouterr().err
    assert ("BD152" in told and "It is cold in your office" in told) == said


_COUNTED = "".join(f"\n\n**{at}. Part {at} of the crossing**\n\nIt is long." for at in range(1, 7))
_NAMED = "".join(f"\n\nA word. And more.\n\n{name}: The rest of it." for name in ("Ada Holm", "Per Vik") * 3)
_DIVIDED = "\n\n**The north**\n\nIt is long.\n\n**The south**\n\nIt is short."


@pytest.mark.parametrize(("below", "first"), [(_COUNTED, "1. Part 1"), (_NAMED, "Ada Holm: The"), (_DIVIDED, "")])
def test_lines_that_are_counted_or_named_are_told_where_few_questions_were_found(
    below: str, first: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("page.md").write_text(f"# The bridge\n\n## Who closed it?\n\nThe district did.{below}", encoding="utf-8")
    _draft("page.md")
    told = capsys.readouterr().err
    assert ("warning[BD152] 1 question" in told and first in told) == bool(first)
    assert ("BD152" in told) == bool(first)


def test_pictures_without_alternative_text_share_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    Path("page_files").mkdir()
    for number in range(3):
        Path(f"page_files/{number}.png").write_bytes(_png((200 + number, 150)))
    pictures = "".join(f'<p>It is long.</p><img src="page_files/{number}.png">' for number in range(3))
    page = f"<html><body><h1>The Bridge</h1><h2>Who closed it?</h2>{pictures}<p>Nobody did.</p></body></html>"
    Path("page.html").write_text(page, encoding="utf-8")
    text = _draft("page.html")
    assert text.count("has no alt text") == 3
    told = capsys.readouterr().out
    assert told.count("has no alt text") == 1
    assert "and 2 more pictures" in told


def test_words_that_a_page_loses_are_reported(capsys: pytest.CaptureFixture[str]) -> None:
    page = (
        "<html><body><h1>The Bridge</h1><h2>Who closed it?</h2><p>The district did.</p>"
        '<noscript><div><a href="#x">Most read</a><p>End of most read</noscript>'
        "<p>A dark hour for the valley.</p><h2>Who opens it?</h2><p>Canada opens it.</p></body></html>"
    )
    Path("page.html").write_text(page, encoding="utf-8")
    text = _draft("page.html")
    assert "A dark hour for the valley" in text.split("<!-- Left out")[0]
    assert "BD148" not in capsys.readouterr().err


def test_a_deck_gives_its_titles_points_and_notes() -> None:
    deck = Presentation()
    opening = deck.slides.add_slide(deck.slide_layouts[0])
    opening.shapes.title.text = "The Bridge"
    for question, points in (
        ("Who closed it?", "The district did.\nIt was Monday."),
        ("Who opens it?", "Canada opens it."),
    ):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = question
        slide.placeholders[1].text = points
        slide.notes_slide.notes_text_frame.text = "Said by the engineer."
    deck.save("deck.pptx")
    text = _draft("deck.pptx")
    assert text.startswith("---\ntitle: The Bridge\n")
    for words in ("## Who closed it?", "It was Monday", "Said by the engineer", "## Who opens it?"):
        assert words in text


_ODT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
    '<text:h text:outline-level="1">The Bridge</text:h><text:p>The bridge is closed since Monday.</text:p>'
    '<text:h text:outline-level="2">Who closed it?</text:h><text:p>The district did.'
    "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>So the mayor says.</text:p>"
    '</text:note-body></text:note></text:p><text:h text:outline-level="2">Who opens it?</text:h>'
    "<text:list><text:list-item><text:p>Canada opens it.</text:p></text:list-item>"
    "<text:list-item><text:p>The mayor cuts the ribbon.</text:p></text:list-item></text:list>"
    "</office:text></office:body></office:document-content>"
)


def test_an_opendocument_text_is_read() -> None:
    with zipfile.ZipFile("text.odt", "w") as file:
        file.writestr("content.xml", _ODT)
    text = _draft("text.odt")
    for words in ("title: The Bridge", "## Who closed it?", "[^1]: So the mayor says.", "- Canada opens it"):
        assert words in text


def test_a_rich_text_is_read() -> None:
    Path("text.rtf").write_text(
        r"{\rtf1\ansi The Bridge\par The bridge is closed since Monday and nobody knows why.\par Who closed it?\par "
        r"The district did.\par Who opens it?\par Canada opens it.\par}",
        encoding="ascii",
    )
    text = _draft("text.rtf")
    assert "## Who opens it? {actor=canada}" not in text
    assert "Canada opens it" in text.split("## Who opens it?")[1]


def test_a_book_is_read_chapter_by_chapter() -> None:
    chapter = "<html><body><h2>{0}</h2><p>{1}</p></body></html>"
    with zipfile.ZipFile("book.epub", "w") as file:
        file.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
        )
        file.writestr(
            "OEBPS/book.opf",
            '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
            "<dc:title>The Bridge</dc:title></metadata><manifest>"
            '<item id="b" href="two.xhtml"/><item id="a" href="one.xhtml"/></manifest>'
            '<spine><itemref idref="a"/><itemref idref="b"/><itemref idref="a"/></spine></package>',
        )
        file.writestr("OEBPS/one.xhtml", chapter.format("Who closed it?", "The district did."))
        file.writestr("OEBPS/two.xhtml", chapter.format("Who opens it?", "Canada opens it."))
    text = _draft("book.epub")
    assert text.index("## Who closed it?") < text.index("## Who opens it?")
    assert text.count("## Who closed it?") == 1


def test_a_folder_is_imported_whole_and_a_broken_file_stops_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    Path("in").mkdir()
    for name in ("a", "b"):
        Path(f"in/{name}.txt").write_text("Who closed it?\n\nThe district did.\n", encoding="utf-8")
    Path("in/c.docx").write_bytes(b"not a word file")
    assert main(["import", "in", "-o", "out"]) == CONTENT
    assert sorted(path.name for path in Path("out").iterdir()) == ["a.md", "b.md"]
    assert "in/c.docx: error[BD142]" in capsys.readouterr().err


def test_an_address_is_refused_with_a_hint(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "https://example.org/page"]) == USAGE
    assert "save the page in your browser" in capsys.readouterr().err


def test_the_draft_that_was_there_is_kept() -> None:
    Path("a.txt").write_text("Who closed it?\n\nThe district did.\n", encoding="utf-8")
    Path("a.md").write_text("an hour of work", encoding="utf-8")
    assert main(["import", "a.txt", "--force"]) == DONE
    assert Path("a.old-1.md").read_text(encoding="utf-8") == "an hour of work"


def test_a_build_reports_guesses_that_nobody_confirmed(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text("What does Norway want?\n\nNorway wants the port.\n", encoding="utf-8")
    assert main(["import", "a.txt"]) == DONE
    text = Path("a.md").read_text(encoding="utf-8")
    assert "unconfirmed: [actors, points]" in text
    capsys.readouterr()
    assert main(["build", "a.md"]) == DONE
    assert "warning[BD150]" in capsys.readouterr().err
    Path("a.md").write_text(text.replace("unconfirmed: [actors, points]\n", ""), encoding="utf-8")
    assert main(["build", "a.md"]) == DONE
    assert "BD150" not in capsys.readouterr().err


def test_what_import_proposes_fits_on_its_slides() -> None:
    title = (
        "Transcript of the interview: Harbour House: [Pilots; closure of the strait; ferries; interest rates; diesel "
        * 2
    )
    long = (
        "The strait will open on Monday under the agreement that both authorities reached after eleven weeks of talks "
    )
    Path("a.md").write_text(
        f'---\ntitle: "{title.strip()}"\n---\n\nWill it open?\n\n{long * 4}.\n\nWhat next?\n\nNorway waits.\n',
        encoding="utf-8",
    )
    assert main(["import", "a.md", "-o", "b.md"]) == DONE
    assert main(["build", "b.md"]) == DONE


def test_who_asks_and_who_answers_is_data(capsys: pytest.CaptureFixture[str]) -> None:
    piece = (
        "# The pier\n\n**Ida Holm: Is the pier safe?**\n\n**Nils Dahl:** It is safe. It was checked in May.\n\n"
        "**And the lamps?**\n\nThe lamps are new. They came from the north.\n\n**So all is well.**\n\nAll is well.\n\n"
        "**Thank you for the interview.**\n"
    )
    Path("talk.md").write_text(piece, encoding="utf-8")
    text = _draft("talk.md")
    heading = '## Is the pier safe? {asked-by="Ida Holm" answered-by="Nils Dahl"}'
    assert heading in text.splitlines()
    capsys.readouterr()
    assert main(["show", "--json", "draft.md"]) == DONE
    questions = json.loads(capsys.readouterr().out)["questions"]
    assert [(one["asked_by"], one["answered_by"]) for one in questions] == [("Ida Holm", "Nils Dahl")] * 3
