"""Dates that a piece gives in part or in its address, addresses over two lines, and pages with a wrong charset."""

import pytest

from builder.importing.raw_draft import RawDraft, read_raw
from builder.model.brief import sentences_of
from builder.model.findings import Report
from builder.read import read
from builder.write.markdown import markdown_of

_PAGE = (
    '<html><head><meta charset="{charset}"><title>Brücken</title>{more}</head><body><article>'
    "<h1>Brücken über die Förde</h1>"
    "<h2>Wann öffnet die Brücke?</h2><p>Sie öffnet im März. Die Züge fahren täglich.</p>"
    "<h2>Wer bezahlt die Brücke?</h2><p>Das Land bezahlt die Hälfte. Dänemark gibt den Rest.</p></article></html>"
)


def _read(name: str, data: bytes) -> RawDraft:
    raw = read_raw(name, data, Report())
    assert raw is not None
    return raw


@pytest.mark.parametrize("charset", ["ISO-8859-1", "windows-1252", "utf-8"])
def test_bytes_that_are_utf_8_are_read_as_utf_8(charset: str) -> None:
    raw = _read("page.html", _PAGE.format(charset=charset, more="").encode())
    assert raw.draft.fields.title == "Brücken über die Förde"


def test_a_page_in_latin_1_is_read_as_it_says() -> None:
    raw = _read("page.html", _PAGE.format(charset="ISO-8859-1", more="").encode("latin-1"))
    assert raw.draft.fields.title == "Brücken über die Förde"


def test_the_site_is_no_author_and_its_address_may_give_the_date() -> None:
    more = (
        '<meta name="author" content="Norder Bote">'
        '<link rel="canonical" href="https://www.norderbote.example/hafen/2020/07/05/bruecken/23.html">'
    )
    fields = _read("page.html", _PAGE.format(charset="utf-8", more=more).encode()).draft.fields
    assert (fields.authors, fields.publisher.name, str(fields.date)) == ((), "Norder Bote", "2020-07-05")


def test_a_month_alone_is_told_and_no_day_is_made_up() -> None:
    text = "# The ferry\n\nJuly 2022\n\n## When does it sail?\n\nAt noon, daily.\n\n## Do dogs pay?\n\nDogs pay half.\n"
    draft = _read("piece.md", text.encode()).draft
    assert draft.fields.date is None
    assert any("“July 2022”" in remark for _, remark in draft.comments)


def test_an_address_that_a_line_end_parts_is_whole() -> None:
    text = (
        "# The library\n\n## How do I find the list of all the books and charts?\n\n"
        "The list of all books and charts is open to anybody at https://library-\nport.example.org/list until May.\n\n"
        "## Whom do I write to for a card?\n\nPlease write for a card to port-\noffice@example.org in May.\n"
    )
    draft = _read("piece.txt", text.encode()).draft
    said = " ".join(one.text for passage in draft.passages for one in sentences_of(passage.answer))
    assert "https://library-port.example.org/list until May." in said
    assert "port-office@example.org" in said


def test_an_address_that_is_too_long_for_the_front_matter_is_listed_instead() -> None:
    address = f"https://www.norderbote.example/{'%E6%A9%8B' * 60}.html"
    page = _PAGE.format(charset="utf-8", more=f'<link rel="canonical" href="{address}">')
    raw = _read("page.html", page.encode())
    assert raw.draft.fields.url == ""
    assert any(address in one for one in raw.removed)
    report = Report()
    assert read("page.md", markdown_of(raw.draft, raw.removed).encode(), report), report.findings


@pytest.mark.parametrize(
    ("lang", "found", "told"),
    [
        ("en-GB", "2024-05-04", ""),
        ("fr", "2024-05-04", ""),
        ("pt-BR", "2024-05-04", ""),
        ("en-US", "2024-04-05", "month first"),
        ("en", "2024-05-04", "day first"),
    ],
)
def test_the_variant_of_a_language_says_whether_the_day_is_first(lang: str, found: str, told: str) -> None:
    text = (
        "# The ferry\n\n04/05/2024\n\n## When does it sail?\n\nAt noon, daily.\n\n## Do dogs pay?\n\nDogs pay half.\n"
    )
    raw = read_raw("piece.md", text.encode(), Report(), lang=lang)
    assert raw is not None
    assert str(raw.draft.fields.date) == found
    assert [remark for place, remark in raw.draft.comments if place == "date" and (told or "first") in remark] == (
        [f"`04/05/2024` was read with the {told}: check it"] if told else []
    )


@pytest.mark.parametrize(
    ("line", "day"), [("8 فيفري 2019", "2019-02-08"), ("8 شباط 2019", "2019-02-08"), ("8 غشت 2019", "2019-08-08")]
)
def test_months_have_their_names_of_every_country(line: str, day: str) -> None:
    text = (
        f"# العبارة\n\n{line}\n\n## متى تبحر العبارة؟\n\nتبحر عند الظهر كل يوم.\n\n## من يدفع؟\n\nتدفع المدينة النصف.\n"
    )
    raw = read_raw("piece.md", text.encode(), Report(), lang="ar")
    assert raw is not None
    assert str(raw.draft.fields.date) == day


def test_a_date_in_a_line_beside_the_text_is_taken_and_told() -> None:
    page = _PAGE.format(charset="utf-8", more="").replace("<article>", "<nav>Montag, 4. März 2024</nav><article>")
    draft = _read("page.html", page.encode()).draft
    assert str(draft.fields.date) == "2024-03-04"
    assert ("date", "taken from the lines beside the text: check it") in draft.comments
