"""A draft written as Markdown and read back says the same: the words, their mark-up, the structure."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from builder.model.brief import (
    Actor,
    Align,
    Block,
    Chart,
    DataTable,
    Draft,
    Fields,
    Footnote,
    Image,
    ListBlock,
    Mark,
    Paragraph,
    Passage,
    Person,
    Publisher,
    Quotation,
    Run,
    Sentence,
    Subheading,
    joined_runs,
)
from builder.model.chart import ChartKind, Series
from builder.model.findings import NOWHERE, Report
from builder.read import read
from builder.write import markdown_of

_SIGNS = "*_`[](){}<>&;#!|~=\\/:.-+^$%\"'?, 1aB é「。ا–"
_words = st.text(alphabet=_SIGNS, min_size=1, max_size=14)
_marks = st.sampled_from([Mark.NONE, Mark.NONE, Mark.STRONG, Mark.EMPHASIS, Mark.STRONG | Mark.EMPHASIS, Mark.CODE,
                          Mark.SUPERSCRIPT, Mark.SUBSCRIPT])  # fmt: skip
_hrefs = st.sampled_from(["", "", "", "https://example.org/a_(b)?c=1&d=*x*", "mailto:a@b.org", "https://x.org/a)b"])
_runs = st.builds(Run, _words, _marks, _hrefs, highlight=st.integers(0, 2))


def _letters(sentences: tuple[Sentence, ...]) -> list[tuple[str, Mark, str, bool]]:
    """Return each letter but white space, with its mark-up."""
    return [
        (char, run.mark, run.href, bool(run.highlight))
        for run in joined_runs(sentences)
        for char in run.text
        if not char.isspace()
    ]


def _sentence(runs: list[Run]) -> tuple[Sentence, ...]:
    return (Sentence("x", tuple(runs)),)


def _draft(answer: tuple[Block, ...], **more: object) -> Draft:
    question = Sentence("q1.0", (Run("Why?"),))
    return Draft("a.md", Fields(title="T"), (), (Passage(question, (), summary=False, answer=answer),), **more)  # type: ignore[arg-type]


def _read_back(draft: Draft) -> Draft:
    report = Report()
    text = markdown_of(draft)
    back = read("a.md", text.encode(), report)
    assert back is not None, (text, report.findings)
    assert not report.findings, (text, report.findings)
    return back


def _numbered(runs: list[Run]) -> list[Run]:
    """Return runs whose highlights are numbered in their order, as a reader numbers them."""
    found, number, last = [], 0, 0
    for run in runs:
        number += run.highlight != last and run.highlight > 0
        last = run.highlight
        found.append(Run(run.text, run.mark, run.href, highlight=number if run.highlight else 0))
    return found


def _has_words(runs: list[Run]) -> bool:
    return all(run.text.strip() for run in runs)


@settings(deadline=None, max_examples=400, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.lists(_runs, min_size=1, max_size=5).filter(_has_words))
def test_the_words_and_mark_up_of_a_paragraph_come_back(runs: list[Run]) -> None:
    runs = _numbered(runs)
    back = _read_back(_draft((Paragraph(_sentence(runs)),)))
    (block,) = back.passages[0].answer
    assert isinstance(block, Paragraph)
    assert _letters(block.sentences) == _letters(_sentence(runs))


@pytest.mark.parametrize(
    "runs",
    [
        (Run("10"), Run("6", Mark.SUPERSCRIPT), Run(' "litres" of it')),
        (Run("Zeitenwende", lang="de"), Run(", it's {said}")),
        (Run("a 'b' } \"c\"", Mark.STRONG), Run("d", Mark.SUBSCRIPT, "https://example.org/a_(b)")),
    ],
)
def test_the_words_and_mark_up_of_a_headline_come_back(runs: tuple[Run, ...]) -> None:
    draft = _draft((Paragraph(_sentence([Run("So it is.")])),))
    headline = Sentence("q1.headline", runs)
    back = _read_back(replace(draft, passages=(replace(draft.passages[0], headline=headline),))).passages[0].headline
    assert back is not None
    assert [(one.text, one.mark, one.href, one.lang) for one in back.runs] == [
        (one.text, one.mark, one.href, one.lang) for one in runs
    ]


@pytest.mark.parametrize("words", ["Table: the second one.", ": the second one.", "table: none."])
def test_words_behind_a_table_that_look_like_its_caption_stay_a_paragraph(words: str) -> None:
    table = DataTable((_sentence([Run("A")]),), ((_sentence([Run("1")]),),), (Align.START,), (), NOWHERE)
    back = _read_back(_draft((table, Paragraph(_sentence([Run(words)])))))
    got, after = back.passages[0].answer
    assert isinstance(got, DataTable)
    assert not got.caption
    assert isinstance(after, Paragraph)
    assert "".join(run.text for run in joined_runs(after.sentences)) == words


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet=_SIGNS, min_size=1, max_size=30).filter(lambda text: text.strip()))
def test_plain_words_come_back_with_their_spaces(text: str) -> None:
    said = " ".join(text.split())
    back = _read_back(_draft((Paragraph(_sentence([Run(said)])),)))
    (block,) = back.passages[0].answer
    assert isinstance(block, Paragraph)
    assert "".join(run.text for run in joined_runs(block.sentences)).replace(" ", "") == said.replace(" ", "")


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet=_SIGNS, min_size=1, max_size=30).filter(lambda text: any(map(str.isalnum, text))))
def test_a_question_comes_back(text: str) -> None:
    question = Sentence("q1.0", (Run(" ".join(text.split())),))
    answer = (Paragraph(_sentence([Run("Because.")])),)
    draft = Draft("a.md", Fields(title="T"), (), (Passage(question, (), summary=False, answer=answer),))
    back = _read_back(draft)
    assert "".join(back.passages[0].question.text.split()) == "".join(text.split())


def test_characters_before_a_question_that_look_like_a_heading_come_back() -> None:
    question = Sentence("q1.0", (Run("##PAGES## always says 1, why?"),))
    answer = (Paragraph(_sentence([Run("Because.")])),)
    back = _read_back(Draft("a.md", Fields(title="T"), (), (Passage(question, (), summary=False, answer=answer),)))
    assert back.passages[0].question.text == "##PAGES## always says 1, why?"


@settings(deadline=None, max_examples=200)
@given(st.lists(st.lists(_words.filter(str.strip), min_size=2, max_size=2), min_size=1, max_size=3))
def test_a_table_comes_back(rows: list[list[str]]) -> None:
    cells = tuple(tuple(_sentence([Run(" ".join(cell.split()))]) for cell in row) for row in rows)
    head = (_sentence([Run("One")]), _sentence([Run("Two")]))
    back = _read_back(_draft((DataTable(head, cells, (Align.START, Align.END)),)))
    (block,) = back.passages[0].answer
    assert isinstance(block, DataTable)
    assert [[_letters(cell) for cell in row] for row in block.rows] == [
        [_letters(cell) for cell in row] for row in cells
    ]


_plain = _words.filter(str.strip).map(lambda text: _sentence([Run(" ".join(text.split()))]))
_paragraphs = st.builds(Paragraph, _plain)
_blocks = st.recursive(
    _paragraphs | st.builds(Subheading, st.integers(3, 6), _plain.map(lambda one: one[0])).filter(
        lambda one: any(map(str.isalnum, one.sentence.text))),
    lambda inner: st.builds(Quotation, st.lists(inner, min_size=1, max_size=2).map(tuple))
    | st.builds(
        ListBlock, st.booleans(), st.just(1),
        st.lists(st.tuples(_paragraphs, inner) | st.tuples(_paragraphs), min_size=1, max_size=3).map(tuple)),
    max_leaves=6,
)  # fmt: skip


def _shape(blocks: tuple[Block, ...]) -> list[object]:
    found: list[object] = []
    for block in blocks:
        match block:
            case Paragraph(sentences):
                found.append(("p", _letters(sentences)))
            case Subheading(level, sentence):
                found.append(("h", level, _letters((sentence,))))
            case ListBlock(ordered, start, items):
                found.append(("l", ordered, start, [_shape(item) for item in items]))
            case Quotation(inner):
                found.append(("q", _shape(inner)))
            case _:
                raise AssertionError(block)
    return found


@settings(deadline=None, max_examples=300)
@given(st.lists(_blocks, min_size=1, max_size=4).map(tuple))
def test_lists_quotations_and_subheadings_come_back(blocks: tuple[Block, ...]) -> None:
    assert _shape(_read_back(_draft(blocks)).passages[0].answer) == _shape(blocks)


MARKUP = "*_`~^=[]<>"
"""What the front matter refuses: its texts are plain."""


@settings(deadline=None, max_examples=200)
@given(st.lists(st.text(max_size=20).map(lambda text: " ".join(text.split())), min_size=6, max_size=6))
def test_the_front_matter_comes_back(texts: list[str]) -> None:
    clean = [
        " ".join("".join(char if char.isprintable() and char not in MARKUP else " " for char in text).split())
        for text in texts
    ]
    title, subtitle, series, number, name, leader = clean
    fields = Fields(
        title=title or "T",
        subtitle=subtitle,
        series=series,
        number=number,
        date=date(2025, 9, 4),
        authors=(Person(name or "A"), Person("B", "C, D", "b@c.org")),
        publisher=Publisher(name or "P", imprint=leader, url="https://example.org"),
        slides=(("map", True), ("timeline", False)),
        lang="pl",
        url="https://example.org/x?y=1#z",
        actors=(Actor("north-korea", name or "N", "kp", "", leader, (subtitle or "x", "no"), hidden=True),),
    )
    draft = Draft("a.md", fields, (), _draft((Paragraph(_sentence([Run("Yes.")])),)).passages)
    back = _read_back(draft).fields
    assert (back.title, back.subtitle, back.series, back.number) == (title or "T", subtitle, series, number)
    assert (back.date, back.authors, back.publisher, back.lang, back.url) == (
        fields.date, fields.authors, fields.publisher, "pl", fields.url)  # fmt: skip
    assert back.slides == fields.slides
    actor = back.actors[0]
    assert actor.hidden
    assert (actor.id, actor.name, actor.flag, actor.leader, actor.aliases) == (
        "north-korea", name or "N", "kp", leader, (subtitle or "x", "no"))  # fmt: skip


def test_remarks_and_what_was_left_out_are_comments_in_their_places() -> None:
    answer = (Paragraph(_sentence([Run("Because.")])),)
    draft = _draft(answer, comments=(("date", "no date was found"), ("q1", "check --> this"), ("end", "the end")))
    text = markdown_of(draft, ["SPOTLIGHT", "--> 3 <!--"])
    lines = text.splitlines()
    assert lines[lines.index("title: T") + 1] == "# no date was found"
    assert lines[lines.index("## Why?") - 2] == "<!-- check -- > this -->"
    assert lines[-4:] == ["<!-- Left out of the text above, as found:", "SPOTLIGHT", "-- > 3 <!--", "-->"]
    report = Report()
    assert read("a.md", text.encode(), report)
    assert not report.findings


def test_footnotes_pictures_charts_and_authored_text_come_back() -> None:
    chart = Chart(
        ChartKind.BAR, Sentence("x", (Run("Trade: *2024*"),)), ("A|B", "C"),
        (Series("Exports", (1.5, None)), Series("Imports", (3.0, 2.75), 2)),
        unit="bn", source=_sentence([Run("Customs.")]), axis="Year")  # fmt: skip
    image = Image("a b.png", "A *map* [x]", caption=_sentence([Run('The "map".')]), width=60)
    called = Paragraph((Sentence("x", (Run("Said"), Run("", note="s1"), Run("."))),))
    answer = (called, image, chart)
    question = Sentence("q1.0", (Run("Why?"),))
    slide = (Paragraph(_sentence([Run("On the slide.")])),)
    passage = Passage(
        question, (("china", NOWHERE), ("russia", NOWHERE)), summary=True, answer=answer, slide=slide, notes=slide
    )
    note = Footnote("s1", (Paragraph(_sentence([Run("First.")])), Paragraph(_sentence([Run("Second.")]))))
    actors = (Actor("china", "China"), Actor("russia", "Russia"))
    back = _read_back(Draft("a.md", Fields(title="T", actors=actors), (), (passage,), (note,)))
    one = back.passages[0]
    assert [name for name, _ in one.actors] == ["china", "russia"]
    assert one.summary
    assert _shape(one.slide) == _shape(one.notes) == _shape(slide)
    assert [_shape(each.blocks) for each in back.footnotes] == [_shape(note.blocks)]
    got_image, got_chart = one.answer[1:]
    assert isinstance(got_image, Image)
    assert (got_image.src, got_image.alt, got_image.caption[0].text) == ("a b.png", "A *map* [x]", 'The "map".')
    assert got_image.width == 60
    assert isinstance(got_chart, Chart)
    assert (got_chart.title.text, got_chart.categories, got_chart.series, got_chart.unit, got_chart.axis) == (
        "Trade: *2024*", ("A|B", "C"), chart.series, "bn", "Year")  # fmt: skip
