"""The figure of a headline is large above it, word for word with its unit; the headline stays whole."""

from io import BytesIO
from pathlib import Path

import pytest
from pptx import Presentation

from builder.check.deck import check
from builder.cli import main
from builder.media import assets_folder
from builder.model.findings import Report, Severity
from builder.model.origin import SentenceOrigin
from builder.model.request import Options, Source
from builder.model.scene import ARTIFACT, Page, Picture, TextBox
from builder.model.units import contrast_ratio
from tests.session import laid_out

ANSWER = "## What does it cost?{flags}\n\n=={headline}==\n\n"


def _source(*answers: str, lang: str = "en", more: str = "") -> Source:
    return Source("t.md", f"---\ntitle: The port\nlang: {lang}{more}\n---\n\n{''.join(answers)}".encode())


def _answer(headline: str, flags: str = "") -> str:
    return ANSWER.format(headline=headline, flags=f" {{{flags}}}" if flags else "")


def _pages(source: Source, report: Report | None = None, theme: str = "briefing") -> tuple[Page, ...]:
    report = report or Report()
    found = laid_out(source, report, options=Options(theme=theme))
    assert found is not None, report.findings
    return found.products.deck.pages


def _box(page: Page, name: str) -> TextBox | None:
    return next((item for item in page.items if isinstance(item, TextBox) and item.name == name), None)


def _words(box: TextBox | None) -> str:
    return "".join(run.text for one in box.paragraphs for run in one.runs) if box else ""


def _figure(page: Page) -> str:
    """The number above the title, whose digits are much larger than the words of the title."""
    title, number = _box(page, "Title"), _box(page, "Large number")
    if number:
        assert title
        assert title.fit
        assert max(run.style.size for run in number.paragraphs[0].runs) >= 1.8 * title.fit.size
    return _words(number)


@pytest.mark.parametrize(
    ("lang", "headline", "figure"),
    [
        ("en", "The city lost 11 per cent of its quays", "11 per cent"),
        ("en", "A day off Estlink 2 costs Estonia 1.4 million euros", "1.4 million euros"),
        ("en", "The port is worth $3.2bn a year", "$3.2bn"),
        ("en", "The port is worth 3.2x more", ""),
        ("en", "A day without Estlink costs 1.4 million euros", ""),
        ("en", "The port is worth $3.2 bn a year", "$3.2 bn"),
        ("en", "The port sold 40% of its cranes", "40%"),
        ("en", "It has been the largest port since 2019", ""),
        ("en", "The port has 3 owners", ""),
        ("en", "Prices went from 2.71 to 3.02 per cent", "2.71 to 3.02 per cent"),
        ("en", "The rate is 2.00 per cent and wages are at 3.1 per cent", ""),
        ("en", "The port may lose 11 per cent of its quays", ""),
        ("en", "The port did not lose 11 per cent of its quays", ""),
        ("en", "At least 11 per cent of the quays are lost", "At least 11 per cent"),
        ("de", "Die Stadt verlor 11 Prozent der Kais", "11 Prozent"),
        ("de", "Das Gesetz kostet rund 14 Milliarden Euro", "rund 14 Milliarden Euro"),
        ("de", "Das Gesetz kostet 1.400,50 Euro", "1.400,50 Euro"),
        ("fr", "La ville a perdu 11 % de ses quais", "11 %"),
        ("pl", "Port stracił 60 proc. ładunków", "60 proc."),
        ("pl", "Warszawa liczy na 4 mln ton rocznie", "4 mln ton"),
        ("ar", "كسب الأردن 30 مليون متر مكعب كل عام", "30 مليون متر مكعب"),
    ],
)
def test_a_lone_headline_shows_its_only_number_with_its_unit(lang: str, headline: str, figure: str) -> None:
    (_, page) = _pages(_source(_answer(headline), lang=lang))
    assert _figure(page).replace("\u202f", " ").replace("\u00a0", " ") == figure


@pytest.mark.parametrize(
    ("headline", "figure"),
    [
        ("The rate is 2.00 per cent and wages are at 3.1 per cent", "2.00 per cent"),
        ("The union demands 1,400 permanent jobs", "1,400"),
        ("The line of 2026 costs nearly 3.2 billion euros", "nearly 3.2 billion euros"),
        ("Between 10 and 20 per cent are lost", "10 and 20 per cent"),
        ("It costs 10–20 per cent more", "10–20 per cent"),
        ("The price was 14.7 ct/kWh in May", "14.7 ct/kWh"),
        ("The state pays 412 kr a month", "412 kr"),
        ("The park covers 3,200 km² of sea", "3,200 km²"),
        ("The gap was 3–5 °C in winter", "3–5 °C"),
    ],
)
def test_the_author_asks_for_the_first_figure_whatever_else_is_said(headline: str, figure: str) -> None:
    source = _source(_answer(headline, ".figure"), _answer("The city pays"))
    assert _figure(_pages(source)[1]) == figure


def test_only_the_first_two_that_nobody_marked_are_large() -> None:
    answers = [_answer(f"The city lost {number} per cent") for number in (11, 12, 13)]
    pages = _pages(_source(*answers, _answer("The city lost 14 per cent", ".figure")))
    assert [_figure(page) for page in pages if page.key.startswith("q")] == [
        "11 per cent", "12 per cent", "", "14 per cent",
    ]  # fmt: skip


def test_the_project_or_the_author_refuses_them() -> None:
    source = _source(_answer("The city lost 11 per cent"), more="\nslides: {figures: no}")
    assert not _figure(_pages(source)[1])


@pytest.mark.parametrize("theme", ["briefing", "clear-print", "harbour"])
@pytest.mark.parametrize(
    "more", ["", "==It has no other.==\n\n", "==It has no other.== ==It wants one.==\n\n", "It has no more.\n\n"]
)
@pytest.mark.parametrize("flags", [".figure", ".figure .summary"])
def test_the_figure_is_large_above_its_whole_headline(theme: str, more: str, flags: str) -> None:
    pages = _pages(_source(_answer("The city lost 11 per cent of its quays", flags) + more), theme=theme)
    title, kicker, number = (_box(pages[-1], name) for name in ("Title", "Kicker", "Large number"))
    assert title
    assert title.fit
    assert kicker
    assert number
    assert " ".join(_words(title).split()) == "The city lost 11 per cent of its quays"
    assert len(title.paragraphs) == 1
    assert [len(one.lines) for one in number.paragraphs] == [1]
    assert not number.wraps
    assert number.paragraphs[0].tag is ARTIFACT  # the title says it
    digits, unit = number.paragraphs[0].runs
    assert (digits.text, unit.text) == ("11", " per cent")
    assert unit.style.size < digits.style.size / 2
    ground = pages[-1].background
    assert ground is not None
    assert contrast_ratio(digits.style.color, ground) >= 3
    assert kicker.frame.bottom <= number.frame.y
    assert number.frame.bottom <= title.frame.y
    below = [item for item in pages[-1].items if isinstance(item, TextBox) and item.slot in {"body", "second"}]
    assert all(title.frame.y + title.fit.height_used <= box.frame.y for box in below)
    assert all(item.frame.bottom <= pages[-1].height for item in pages[-1].items)


def test_a_headline_below_a_number_has_the_size_that_spares_a_line() -> None:
    headline = "The link between the island and the mainland was down for 1,140 hours in the winter of 2025"
    chart = "```chart\nkind: bar\ntitle: Quays\n| Year | Quays |\n| 2024 | 9 |\n| 2025 | 8 |\n```\n"
    long = _answer("The port of the city has lost a quay in every year since the last of its cranes was sold") + chart
    pages = _pages(_source(_answer("The city pays"), long, _answer(headline, ".figure")))
    title = _box(pages[-1], "Title")
    assert title
    assert len(title.paragraphs[0].lines) == 2


@pytest.mark.parametrize("theme", ["briefing", "clear-print", "harbour"])
def test_a_number_is_on_the_ground_of_the_cover_with_the_flag_of_its_actor(theme: str) -> None:
    actors = "\nactors:\n  no: {name: Norway, flag: 'no', aliases: [city]}"
    pages = _pages(
        _source(_answer("The city lost 11 per cent", "actor=no"), _answer("It pays"), more=actors), theme=theme
    )
    number = pages[1]
    assert number.background == pages[0].background
    assert [item.alt for item in number.items if isinstance(item, Picture)] == ["Flag of Norway"]


def test_a_figure_quotes_its_words_and_the_headline_keeps_them_with_their_marks() -> None:
    headline = "Nearly (11 per cent), the pilots say, are lost"
    (_, page) = _pages(_source(_answer(headline, ".figure")))
    number, title = _box(page, "Large number"), _box(page, "Title")
    assert number
    (origin,) = number.paragraphs[0].origins
    assert isinstance(origin, SentenceOrigin)
    assert _words(number) == headline[origin.start : origin.end] == "11 per cent"
    assert " ".join(_words(title).split()) == headline


def test_a_headline_without_a_figure_is_told_and_shown_as_any_other() -> None:
    report = Report()
    pages = _pages(_source(_answer("The city owns it since 2019", ".figure")), report)
    assert not _figure(pages[1])
    (found,) = [one for one in report.findings if one.code.name == "no-figure"]
    assert found.span.line == 6


def test_a_switch_is_true_or_false_and_a_finding_says_so_at_its_place() -> None:
    report = Report()
    source = _source(_answer("The city lost 11 per cent"), more="\nslides: {figures: maybe}")
    assert laid_out(source, report) is None
    (found,) = report.findings
    assert (found.span.line, found.span.column) == (4, 19)
    assert found.hints == ("write `true` or `false`, or leave it out",)


def test_an_answer_with_a_chart_has_no_figure_that_nobody_asked_for() -> None:
    chart = "```chart\nkind: bar\ntitle: Quays\n| Year | Quays |\n| 2024 | 9 |\n| 2025 | 8 |\n```\n"
    pages = _pages(_source(_answer("The city lost 11 per cent of its quays") + chart))
    assert not any(_figure(page) for page in pages)


def test_the_files_say_the_same_as_their_source(tmp_path: Path) -> None:
    (tmp_path / "t.md").write_bytes(_source(_answer("The city lost 11 per cent of its quays")).data)
    assert main(["build", str(tmp_path / "t.md"), "-o", str(tmp_path), "--format", "pptx,pdf,slides-pdf"]) == 0
    assert main(["verify", str(tmp_path)]) == 0
    slide = Presentation(BytesIO((tmp_path / "t.pptx").read_bytes())).slides[1]
    words = [one.text_frame.text.replace("\u00a0", " ") for one in slide.shapes if one.has_text_frame]
    assert words[0] == slide.shapes.title.text_frame.text.replace("\u00a0", " ")
    assert {"The city lost 11 per cent of its quays", "11 per cent"} <= set(words)
    report = Report()
    check("t.pptx", (tmp_path / "t.pptx").read_bytes(), report)
    assert not [one for one in report.findings if one.severity is Severity.ERROR]


def test_every_language_has_the_words_that_belong_to_a_number() -> None:
    for path in assets_folder().glob("grammar/*.toml"):
        text = path.read_text(encoding="utf-8")
        assert all(f"\n{key} = [" in text for key in ("magnitudes", "units", "bounds", "ranges")), path.name


@pytest.mark.parametrize("edited", [("Large number",), ("Title",), ("Large number", "Title")])
def test_an_edit_of_a_large_number_or_of_its_title_comes_home_as_one_sentence(
    tmp_path: Path, edited: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "t.md"
    source.write_bytes(_source(_answer("The city lost 11 per cent of its quays")).data)
    assert main(["build", str(source), "-o", str(tmp_path), "--format", "pptx"]) == 0
    deck = Presentation(str(tmp_path / "t.pptx"))
    for shape in deck.slides[1].shapes:
        for paragraph in shape.text_frame.paragraphs if shape.name in edited else ():
            for run in paragraph.runs:
                run.text = run.text.replace("11", "12")
    deck.save(str(tmp_path / "t.pptx"))
    main(["pull", str(tmp_path / "t.pptx"), "-o", str(source)])
    assert "\n==The city lost 12 per cent of its quays==\n" in source.read_text(encoding="utf-8")
    assert "kept beside" not in capsys.readouterr().out


def test_on_the_dark_ground_no_word_has_the_colour_of_links() -> None:
    told = (
        _answer("The works cost 412 million", ".figure") + "The [accounts](https://example.org/a) say so in detail.\n\n"
    )
    quoted = "> We [said](https://example.org/b) so in May.\n>\n> — Ann Ry, [mayor](https://example.org/c)\n"
    pages = [page for page in _pages(_source(told + quoted)) if page.layout == "emphasis"]
    said = " ".join(_words(item) for page in pages for item in page.items if isinstance(item, TextBox))
    runs = [
        run
        for page in pages
        for item in page.items
        if isinstance(item, TextBox)
        for one in item.paragraphs
        for run in one.runs
    ]
    assert all(word in said for word in ("accounts", "said", "mayor"))
    assert not [run.text for run in runs if run.href]
