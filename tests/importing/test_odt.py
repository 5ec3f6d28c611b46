"""OpenDocument texts as LibreOffice saves them: what of their looks, lists, tables and frames is in the draft."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from builder.cli import CONTENT, DONE, main

_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible",
    }.items()
) + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip
_AUTOMATIC = (
    '<style:style style:name="P1" style:parent-style-name="Title"/>'
    '<style:style style:name="P2" style:parent-style-name="Quotations"/>'
    '<style:style style:name="P3"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="T2"><style:text-properties fo:font-style="italic"/></style:style>'
    '<style:style style:name="T3"><style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="T4"><style:text-properties style:text-position="sub 58%"/></style:style>'
    '<style:style style:name="T5"><style:text-properties fo:background-color="#ffff00"/></style:style>'
    '<text:list-style style:name="L1"><text:list-level-style-number/></text:list-style>'
    '<text:list-style style:name="L2"><text:list-level-style-bullet/></text:list-style>'
)
_NAMED = (
    '<style:style style:name="Standard"/><style:style style:name="Title" style:parent-style-name="Heading"/>'
    '<style:style style:name="Heading" style:parent-style-name="Standard"/><style:style style:name="Quotations"/>'
    + "".join(
        f'<style:style style:name="Briefing_20_{name}" style:display-name="Briefing {name}"/>'
        for name in ("Note", "Field", "Lead", "Question", "Closing", "Answer", "Point")
    )
)


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _png(size: tuple[int, int] = (200, 120)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "navy").save(out, "PNG")
    return out.getvalue()


def _write(body: str) -> None:
    content = (
        f"<office:document-content {_SPACES}><office:automatic-styles>{_AUTOMATIC}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    styles = f"<office:document-styles {_SPACES}><office:styles>{_NAMED}</office:styles></office:document-styles>"
    with zipfile.ZipFile("bridge.odt", "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        file.writestr("content.xml", content)
        file.writestr("styles.xml", styles)
        file.writestr("Pictures/bridge.png", _png())
        file.writestr("Pictures/icon.png", _png((12, 12)))


def _p(words: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{words}</text:p>'


def _asked(first: str, more: str = "") -> str:
    """Return two questions, the first of which is answered by `first`."""
    heading = '<text:h text:outline-level="2">'
    return (
        f"{heading}Who closed the bridge?</text:h>{first}{heading}Who opens it?</text:h>{_p('Canada opens it.')}{more}"
    )


@pytest.fixture
def draft_of(capsys: pytest.CaptureFixture[str]) -> Callable[[str], str]:
    """Return what imports a text and returns its draft without the marks of highlights; each word is accounted for."""

    def draft(body: str) -> str:
        _write(body)
        assert main(["import", "bridge.odt", "-o", "draft.md"]) == DONE
        assert capsys.readouterr().err == ""
        return Path("draft.md").read_text(encoding="utf-8").replace("==", "")

    return draft


def test_title_and_subtitle_are_those_of_their_styles(draft_of: Callable[[str], str]) -> None:
    text = draft_of(_p("The Bridge", "P1") + _p("Closed since Monday", "Subtitle") + _asked(_p("The district did.")))
    assert text.startswith("---\ntitle: The Bridge\nsubtitle: Closed since Monday\n")


def test_bold_italics_and_raised_words_are_kept(draft_of: Callable[[str], str]) -> None:
    text = draft_of(
        _asked(
            _p(
                'The <text:span text:style-name="T1">district</text:span> closed it for '
                '<text:span text:style-name="T2">two</text:span> weeks: 40 m'
                '<text:span text:style-name="T3">3</text:span> of water and CO'
                '<text:span text:style-name="T4">2</text:span><text:s/>came<text:line-break/>in.'
            )
            + _p("Nobody was hurt by it.", "P3")
        )
    )
    assert "The **district** closed it for *two* weeks: 40 m[3]{.sup} of water and CO[2]{.sub} came in." in text
    assert "Nobody was hurt by it." in text


def test_links_lead_where_they_led_and_fields_say_what_they_said(draft_of: Callable[[str], str]) -> None:
    text = draft_of(
        _asked(
            _p(
                'The <text:a xlink:href="https://district.example/bridge">district</text:a> closed it, as the '
                '<text:a xlink:href="../minutes.odt">minutes</text:a> say on <text:date>4 May</text:date>.'
            )
        )
    )
    assert "The [district](https://district.example/bridge) closed it, as the minutes say on 4 May." in text


def test_lists_keep_their_numbers_and_levels(draft_of: Callable[[str], str]) -> None:
    item = "<text:list-item>{}</text:list-item>"
    inner = f"<text:list>{item.format(_p('the pier,'))}{item.format(_p('the ramp.'))}</text:list>"
    numbered = (
        f'<text:list text:style-name="L1">{item.format(_p("It closed the bridge."))}'
        f"{item.format(_p('It closed the road.') + _p('Both stay closed.'))}</text:list>"
    )
    bullets = f'<text:list text:style-name="L2">{item.format(_p("Two places are open:") + inner)}</text:list>'
    text = draft_of(_asked(_p("The district did three things.") + numbered + _p("That is not all.") + bullets))
    assert "1. It closed the bridge.\n2. It closed the road.\n\nBoth stay closed.\n" in text
    assert "- Two places are open:\n\n  - the pier,\n  - the ramp.\n" in text


def test_a_heading_in_a_list_is_a_question(draft_of: Callable[[str], str]) -> None:
    heading = '<text:h text:outline-level="2">Who pays for it?</text:h>'
    text = draft_of(
        _asked(_p("The district did."), f"<text:list><text:list-item>{heading}</text:list-item></text:list>")
        + _p("The province pays.")
    )
    assert "## Who pays for it?" in text
    assert text.index("## Who pays for it?") < text.index("The province pays")


def _table(*rows: tuple[str, ...]) -> str:
    lines = ("".join(f"<table:table-cell>{_p(cell)}</table:table-cell>" for cell in row) for row in rows)
    return f"<table:table>{''.join(f'<table:table-row>{line}</table:table-row>' for line in lines)}</table:table>"


def test_a_table_is_a_table_and_one_of_a_single_column_is_a_frame(draft_of: Callable[[str], str]) -> None:
    text = draft_of(
        _asked(
            _p("The district counted.")
            + _table(("Port", "Ships"), ("Vardø", "12"), ("Kirkenes", "40"))
            + _table(("The count was made at night.",))
        )
    )
    assert "| Port | Ships |" in text
    assert "| Kirkenes | 40 |" in text
    assert "The count was made at night." in text
    assert "| The count" not in text


def test_notes_are_footnotes_and_their_own_signs_are_counted_as_left_out(draft_of: Callable[[str], str]) -> None:
    note = (
        "<text:note><text:note-citation>*</text:note-citation>"
        f"<text:note-body>{_p('So the mayor says.')}</text:note-body></text:note>"
    )
    empty = "<text:note><text:note-citation>2</text:note-citation><text:note-body/></text:note>"
    text = draft_of(_asked(_p(f"The district did.{note} It was Monday.{empty}")))
    assert "The district did.[^1]" in text
    assert "[^1]: So the mayor says." in text
    assert "[^2]" not in text


def test_notes_within_notes_are_read_once_each(draft_of: Callable[[str], str]) -> None:
    note, end = "<text:note><text:note-body><text:p>Said {0}.", "</text:p></text:note-body></text:note>"
    nested = "".join(note.format(at) for at in range(40)) + end * 40
    text = draft_of(_asked(_p(f"The district did.{nested}")))
    assert [text.count(f"Said {at}.") for at in range(40)] == [1] * 40


def test_a_quotation_is_a_quotation(draft_of: Callable[[str], str]) -> None:
    text = draft_of(_asked(_p("The mayor said it.") + _p("We close it, and we mean it.", "P2")))
    assert "> We close it, and we mean it." in text


def test_text_boxes_are_read_and_tables_of_contents_and_comments_are_not(draft_of: Callable[[str], str]) -> None:
    box = f"<draw:frame><draw:text-box>{_p('Five tugs wait in the harbour.')}</draw:text-box></draw:frame>"
    index = f"<text:index-body>{_p('Who closed the bridge? 3')}</text:index-body>"
    contents = f"<text:table-of-content>{index}</text:table-of-content>"
    comment = "<office:annotation><dc:creator>Ada</dc:creator><text:p>Is this so?</text:p></office:annotation>"
    section = f"<text:section>{_p('The work took a winter.')}</text:section>"
    text = draft_of(contents + _asked(_p(f"The district did.{comment} So it was.{box}") + section))
    assert "Five tugs wait in the harbour." in text
    assert "The work took a winter." in text
    assert "The district did. So it was." in text
    assert "Is this so?" not in text
    kept, _, left_out = text.partition("<!-- Left out")
    assert "bridge? 3" not in kept
    assert "bridge? 3" in left_out


def test_a_picture_is_beside_the_draft_with_its_alternative_text_and_an_icon_is_not(
    draft_of: Callable[[str], str],
) -> None:
    frame = "<draw:frame>{}<svg:desc>{}</svg:desc></draw:frame>"
    picture = frame.format('<draw:image xlink:href="Pictures/bridge.png"/>', "The bridge  at noon")
    icon = frame.format('<draw:image xlink:href="./Pictures/icon.png"/>', "A phone")
    drawing = frame.format("<draw:object/>", "A curve of the tides")
    text = draft_of(_asked(_p(f"The district did.{picture}") + _p(f"It was Monday.{icon}{drawing}")))
    assert "![The bridge at noon](draft-pictures/picture-1.png" in text
    assert [one.name for one in Path("draft-pictures").iterdir()] == ["picture-1.png"]
    assert Path("draft-pictures/picture-1.png").read_bytes() == _png()


def test_a_briefing_of_our_word_file_saved_as_opendocument_needs_no_look(capsys: pytest.CaptureFixture[str]) -> None:
    point = '<text:span text:style-name="Briefing_20_Point">The province pays.</text:span> The towns lend the land.'
    yellow = 'Nobody objects. <text:span text:style-name="T5">The pier is paid for.</text:span>'
    ours = (
        ("Note", "Write your briefing in this file."), ("Field", "Author: Ana Ruiz"), ("Field", "Date: 2026-01-31"),
        ("Lead", "The port opened in May."), ("Question", "Who pays for the pier?"), ("Field", "Actor: Norway"),
        ("Answer", point), ("Closing", "Conclusion"), ("Answer", yellow),
    )  # fmt: skip
    _write(_p("The port of Norholm", "Title") + "".join(_p(words, f"Briefing_20_{style}") for style, words in ours))
    assert main(["import", "bridge.odt", "-o", "port.md"]) == DONE
    text = Path("port.md").read_text(encoding="utf-8")
    assert "check first" not in capsys.readouterr().out
    assert "authors: [Ana Ruiz]" in text
    assert "## Who pays for the pier? {actor=norway}\n\n==The province pays.== The towns lend the land." in text
    assert text.endswith("## Conclusion {.section .summary}\n\nNobody objects. ==The pier is paid for.==\n")
    assert main(["build", "port.md"]) == DONE


def test_a_file_without_a_text_is_refused_with_a_hint(capsys: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile("sheet.odt", "w") as file:
        file.writestr("content.xml", f"<office:document-content {_SPACES}><office:body/></office:document-content>")
    assert main(["import", "sheet.odt"]) == CONTENT
    shown = capsys.readouterr().err
    assert "error[BD142] this file contains no OpenDocument text" in shown
    assert "save it again" in shown
    assert not Path("sheet.md").exists()
