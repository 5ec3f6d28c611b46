"""A short quotation with its speaker has a slide: the words large between their marks, the speaker as its title."""

from collections.abc import Mapping
from io import BytesIO

import pytest
from pptx import Presentation

from builder.layout.text.font_file import FontFile
from builder.media import Pictures
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.model.scene import Page, Picture, Role, TextBox
from builder.model.units import pt
from builder.pipeline import build
from tests.layout.contexts import words_of
from tests.session import ASSETS, SESSION, laid_out

HEAD = """---
title: The river
lang: {lang}{more}
actors:
  germany: {{name: Germany, flag: de}}
---

## What did Germany say? {{actor=germany{flags}}}

==The government welcomed the plan.== It asked for more time, and the cabinet was divided about the costs.

"""
SAID = "> We will keep the river open. It is a promise.\n>\n> — Anna Brandt, minister of transport\n"


def _source(quoted: str = SAID, lang: str = "en", more: str = "", flags: str = "") -> Source:
    return Source("t.md", (HEAD.format(lang=lang, more=more, flags=flags) + quoted).encode())


def _pages(source: Source, theme: str = "briefing") -> tuple[Page, ...]:
    report = Report()
    found = laid_out(source, report, options=Options(theme=theme))
    assert found is not None, report.findings
    return found.products.deck.pages


def _quoted(source: Source, theme: str = "briefing") -> list[Page]:
    return [page for page in _pages(source, theme) if "-said" in page.key]


def _boxes(page: Page) -> Mapping[str, TextBox]:
    return {item.name: item for item in page.items if isinstance(item, TextBox)}


@pytest.mark.parametrize("theme", ["briefing", "clear-print", "harbour"])
def test_words_are_large_and_the_speaker_is_the_title_below_them(theme: str) -> None:
    pages = _pages(_source(), theme)
    page = next(page for page in pages if "-said" in page.key)
    boxes = _boxes(page)
    assert [one.key for one in pages].index(page.key) == [one.key for one in pages].index("q1") + 1
    assert words_of(boxes["Opening mark"]) == "“"
    assert words_of(boxes["Quotation"]) == "We will keep the river open. It is a promise.”"
    assert page.title == words_of(boxes["Title"]) == "Anna Brandt, minister of transport"
    assert "What did Germany say?" in words_of(boxes["Kicker"])
    assert boxes["Quotation"].frame.bottom < boxes["Title"].frame.y
    assert boxes["Kicker"].frame.bottom <= boxes["Quotation"].frame.y
    large, small = (boxes[one].fit for one in ("Quotation", "Title"))
    assert large
    assert small
    assert large.size >= 1.4 * small.size
    assert large.height_used <= boxes["Quotation"].frame.height
    assert [item.name for item in page.items if isinstance(item, Picture)] == ["Flag"]


@pytest.mark.parametrize(
    ("lang", "marks"), [("de", "„“"), ("pl", "„”"), ("ar", "«»"), ("es", "«»"), ("en-GB", "“”"), ("ja", "“”")]
)
def test_the_marks_are_those_of_the_language(lang: str, marks: str) -> None:
    (page,) = _quoted(_source(lang=lang))
    mark, words = (_boxes(page)[name].paragraphs[0].runs for name in ("Opening mark", "Quotation"))
    assert mark[0].text + words[-1].text[-1] == marks


def test_words_that_have_marks_get_no_further_ones() -> None:
    (page,) = _quoted(_source('> "We keep it open."\n>\n> — Anna Brandt\n'))
    assert "Opening mark" not in _boxes(page)
    assert words_of(_boxes(page)["Quotation"]) == "“We keep it open.”"


@pytest.mark.parametrize("dash", ["—", "–", "--", "— ", "―"])
def test_an_attribution_may_follow_on_the_next_line_after_any_dash(dash: str) -> None:
    (page,) = _quoted(_source(f"> We keep it open.\n> {dash} Anna Brandt\n"))
    assert page.title == "Anna Brandt"


@pytest.mark.parametrize(
    "source",
    [
        _source("> We will keep the river open.\n"),
        _source(f"> {'We will keep it open and free. ' * 9}\n>\n> — Anna Brandt\n"),
        _source(more="\nslides: {quotations: no}"),
        _source(flags=" .no-slide"),
        _source("> - We keep it open.\n>\n> — Anna Brandt\n"),
    ],
    ids=["no speaker", "too long", "refused", "no slide", "a list"],
)
def test_other_quotations_have_no_slide(source: Source) -> None:
    assert not _quoted(source)


def test_sixty_words_are_shown_and_fit() -> None:
    (page,) = _quoted(_source(f"> {'We keep all of it open now. ' * 8}\n>\n> — Anna Brandt\n"))
    box = _boxes(page)["Quotation"]
    assert box.fit
    assert box.fit.height_used <= box.frame.height


def test_two_quotations_of_one_speaker_have_titles_of_their_own() -> None:
    pages = _quoted(_source(f"{SAID}\nAnd later:\n\n{SAID.replace('promise', 'duty')}"))
    assert [page.title for page in pages] == [
        "Anna Brandt, minister of transport",
        "Anna Brandt, minister of transport (2)",
    ]
    first, second = (_boxes(page)["Title"] for page in pages)
    assert second.fit
    assert first.fit
    assert second.fit.size == first.fit.size
    assert words_of(second) == pages[1].title


def test_a_quotation_that_is_the_whole_answer_is_not_shown_twice() -> None:
    source = "---\ntitle: T\nlang: en\n---\n\n## What was said?\n\n> ==We keep it open.==\n>\n> — Anna Brandt\n"
    assert not _quoted(Source("t.md", source.encode()))


def test_the_tags_say_that_it_is_a_quotation() -> None:
    found = laid_out(_source(), Report())
    assert found is not None
    tags = {tag.id: tag.role for tag in found.products.deck.tags}
    (page,) = [one for one in found.products.deck.pages if "-said" in one.key]
    (words,) = _boxes(page)["Quotation"].paragraphs
    assert words.tag
    assert words.tag.parent
    assert tags[words.tag.parent] is Role.QUOTE
    (title,) = _boxes(page)["Title"].paragraphs
    assert title.tag
    assert tags[title.tag] is Role.HEADING_2


def test_right_to_left_the_words_are_on_the_right() -> None:
    (page,) = _quoted(_source(lang="ar"))
    mark = next(item for item in page.items if item.name == "Mark")
    assert mark.frame.x > page.width // 2


def test_the_finished_deck_has_a_title_placeholder_and_the_same_bytes_twice() -> None:
    made = [build(_source(), Pictures({}), Options(), Report(), SESSION) for _ in range(2)]
    decks = [next(one.data for one in bundle.artifacts if one.kind == "pptx") for bundle in made if bundle]
    assert decks[0] == decks[1]
    titles = [slide.shapes.title.text_frame.text for slide in Presentation(BytesIO(decks[0])).slides]
    assert "Anna Brandt, minister of transport" in titles
    notes = [slide.notes_slide.notes_text_frame.text for slide in Presentation(BytesIO(decks[0])).slides]
    assert "It is a promise." in notes[titles.index("Anna Brandt, minister of transport")]


@pytest.mark.parametrize("lang", ["en", "de", "fr"])
def test_the_opening_mark_hangs_beside_the_first_line_in_a_margin_of_its_own(lang: str) -> None:
    (page,) = _quoted(_source(lang=lang))
    boxes = _boxes(page)
    mark, words, speaker = (boxes[name] for name in ("Opening mark", "Quotation", "Title"))
    assert mark.frame.x == boxes["Kicker"].frame.x
    assert mark.frame.right == words.frame.x == speaker.frame.x
    (sign,) = mark.paragraphs
    (line,) = sign.lines
    assert line.runs[-1].x + line.runs[-1].width < words.frame.x
    assert sign.runs[0].style.size > 2 * words.paragraphs[0].runs[0].style.size
    assert sign.tag == words.paragraphs[0].tag
    assert [item.name for item in page.items].index("Opening mark") < [one.name for one in page.items].index(
        "Quotation"
    )


@pytest.mark.parametrize(
    "said", ["We keep it open.", "Wer einen Anker hundert Kilometer weit schleppt, der weiß, dass er ihn schleppt."]
)
@pytest.mark.parametrize("theme", ["briefing", "clear-print", "harbour"])
def test_the_opening_mark_is_level_with_the_first_line_as_programs_draw_it_from_the_foot_of_its_box(
    theme: str, said: str
) -> None:
    (page,) = _quoted(_source(f"> {said}\n>\n> — Anna Brandt\n", lang="de"), theme)
    (mark,), (words,) = (_boxes(page)[name].paragraphs for name in ("Opening mark", "Quotation"))
    box, style = _boxes(page)["Quotation"], mark.runs[0].style
    first = box.frame.bottom - box.inset[3] - len(words.lines) * words.pitch
    face = FontFile(style.file, ASSETS[style.file])
    glyphs, _ = face.outlines(mark.runs[0].text, rtl=False)
    above = max(y for contours in glyphs for points in contours for _, y in points)
    assert first < mark.lines[0].baseline - above * style.size / face.units < first + words.pitch / 2


@pytest.mark.parametrize("theme", ["briefing", "clear-print", "harbour"])
def test_a_low_mark_stays_on_the_slide(theme: str) -> None:
    said = "> őrült tükörfúrógép ügyű Árvíztűrő Árvíztűrő ügyű Szőke tükörfúrógép Szőke ügyű.\n>\n> — ügyű €STR\n"
    (page,) = _quoted(_source(said, lang="hu"), theme)
    assert _boxes(page)["Opening mark"].frame.y >= 0


@pytest.mark.parametrize(("said", "least"), [("Not one ship will wait.", 50), ("We will pay for it all. " * 7, 36)])
def test_few_words_are_larger_and_their_last_line_is_no_short_one(said: str, least: int) -> None:
    (page,) = _quoted(_source(f"> {said}\n>\n> — Anna Brandt, minister of transport\n"))
    words = _boxes(page)["Quotation"]
    assert words.fit
    assert words.fit.size >= pt(least)
    widths = [sum(run.width for run in line.runs) for line in words.paragraphs[0].lines]
    assert widths[-1] >= max(widths) / 2
