"""Which slides are planned, in which order, and what each says."""

from pathlib import Path

from builder.media import Media
from builder.model.findings import Report
from builder.model.outline import (
    ActorSlide,
    ContextSlide,
    ExhibitSlide,
    Glance,
    JudgementSlide,
    MapSlide,
    Outline,
    OverviewSlide,
    SourcesSlide,
    SummarySlide,
    TitleSlide,
)
from builder.plan import plan
from builder.read import read
from builder.resolve import resolve

ROOT = Path(__file__).parents[2]
MEDIA = {
    path.relative_to(ROOT / "assets").as_posix(): path.read_bytes()
    for folder in ("labels", "flags", "actors")
    for path in (ROOT / "assets" / folder).iterdir()
    if path.suffix in {".toml", ".svg"}
}

HEAD = """---
title: Trial
lang: {lang}
actors:
  china: {{name: China, flag: cn}}
  ecb: {{name: ECB}}
  nato: {{name: NATO}}
  norway: {{name: Norway, flag: 'no'}}
---

A lead.

"""


def planned(body: str, lang: str = "en") -> Outline:
    report = Report()
    draft = read("trial.md", (HEAD.format(lang=lang) + body).encode(), report)
    assert draft is not None, report.findings
    brief = resolve(draft, Media(MEDIA, {}), report)
    assert brief is not None, report.findings
    return plan(brief, MEDIA, report)


CHINA = "## What did China do? {actor=china}\n\n==China won.== It was long.\n\n"
BANK = "## What did the ECB do? {actor=ecb}\n\n==The ECB waited.== It was long.\n\n"
PLAIN = "## Why does it matter so?\n\n==It matters to trade.== It was long.\n\n"
CLOSING = "## What does it all mean? {.summary}\n\n==Trade goes on.== ==Prices hold.== It was long.\n\n"


def kinds(body: str) -> list[str]:
    return [type(slide).__name__ for slide in planned(body).slides]


def test_title_a_slide_for_each_actor_and_the_judgement() -> None:
    assert kinds(CHINA + BANK + CLOSING) == ["TitleSlide", "ActorSlide", "ActorSlide", "JudgementSlide"]


def test_questions_get_a_summary_from_three_to_seven_and_an_overview_from_eight() -> None:
    assert kinds(CHINA + PLAIN + CLOSING)[1] == "ActorSlide"
    assert kinds(CHINA + 2 * PLAIN + CLOSING)[1] == "SummarySlide"
    assert kinds(CHINA + 6 * PLAIN + CLOSING)[1] == "SummarySlide"
    assert kinds(CHINA + 7 * PLAIN + CLOSING)[1] == "OverviewSlide"


def test_a_summary_of_questions_has_what_each_slide_claims_and_leads_to_it() -> None:
    summary = planned(CHINA + BANK + PLAIN + CLOSING).slides[1]
    assert isinstance(summary, SummarySlide)
    assert [(row.question, row.target) for row in summary.rows] == [
        ("What did China do?", "q1"),
        ("What did the ECB do?", "q2"),
        ("Why does it matter so?", "q3"),
    ]


def test_the_overview_leads_to_each_slide_and_the_closing_question_to_the_summary() -> None:
    (overview,) = [
        one for one in outline_with("{overview: yes}", CHINA + BANK + CLOSING).slides if isinstance(one, OverviewSlide)
    ]
    assert [row.target for row in overview.rows] == ["q1", "q2", "summary"]


def test_a_question_about_nobody_has_a_slide_without_a_panel() -> None:
    slides = planned(CHINA + PLAIN + CLOSING).slides
    assert [slide.question for slide in slides if isinstance(slide, ContextSlide)] == ["Why does it matter so?"]


def test_an_actor_with_two_questions_has_two_numbered_slides_and_one_summary_row() -> None:
    slides = planned(CHINA + CHINA.replace("do?", "want?") + CLOSING).slides
    assert [(one.part, one.parts) for one in slides if isinstance(one, ActorSlide)] == [(1, 2), (2, 2)]
    judgement = slides[-1]
    assert isinstance(judgement, JudgementSlide)
    assert judgement.headline.text == "Trade goes on."
    assert [point.text for point in judgement.points] == ["Prices hold."]


THREE = CHINA + BANK + CHINA.replace("China", "Norway").replace("actor=china", "actor=norway")


def test_three_actors_have_a_summary_of_their_takeaways_as_the_second_slide() -> None:
    summary = planned(THREE + CLOSING).slides[1]
    assert isinstance(summary, SummarySlide)
    assert [row.takeaway.text for row in summary.rows] == ["China won.", "The ECB waited.", "Norway won."]
    assert [row.target for row in summary.rows] == ["q1", "q2", "q3"]
    assert "SummarySlide" not in kinds(CHINA + BANK + CLOSING)


def test_a_summary_stands_in_place_of_the_overview() -> None:
    assert "OverviewSlide" not in kinds(THREE + PLAIN + CLOSING)


def test_the_full_answer_is_in_the_notes_with_question_and_source() -> None:
    slide = planned(CHINA + CLOSING).slides[1]
    assert isinstance(slide, ActorSlide)
    assert slide.notes[0].heading == "What did China do?"
    assert slide.notes[-1].lines[0].startswith("Source: ")


def test_links_and_footnotes_get_a_sources_slide_with_one_number_for_each_address() -> None:
    body = CHINA.replace(
        "It was long.", "See [one](https://a.example), [two](https://b.example) and [one](https://a.example)."
    )
    sources = planned(body + CLOSING).slides[-2]
    assert isinstance(sources, SourcesSlide)
    assert [(link.number, link.href) for link in sources.links] == [(1, "https://a.example"), (2, "https://b.example")]


def test_a_table_becomes_an_exhibit_behind_its_answer() -> None:
    slides = planned(CHINA + "| Year | Sum |\n|---|---|\n| 2024 | 3 |\n\n" + CLOSING).slides
    assert [type(slide) for slide in slides[:3]] == [TitleSlide, ActorSlide, ExhibitSlide]


def test_every_slide_is_in_exactly_one_section_in_the_order_of_the_deck() -> None:
    outline = planned(CHINA + BANK + PLAIN + CLOSING)
    assert [key for section in outline.sections for key in section.slides] == [slide.key for slide in outline.slides]


def test_labels_follow_the_language() -> None:
    assert planned(CHINA + CLOSING, "pl").label("sources") == "Źródła"


MET = "==China met the ECB on 3 March 2024.== The ECB wrote to NATO on 4 May 2024."
DATED = f"## What did both do? {{actor=china}}\n\n{MET}\n\n"
MADE = ("OverviewSlide", "MapSlide", "TimelineSlide")


def outline_with(slides: str, body: str) -> Outline:
    head = f"slides: {slides}\nactors:" if slides else "actors:"
    report = Report()
    draft = read("trial.md", (HEAD.format(lang="en").replace("actors:", head) + body).encode(), report)
    assert draft is not None, report.findings
    brief = resolve(draft, Media(MEDIA, {}), report)
    assert brief is not None, report.findings
    return plan(brief, MEDIA, report)


def made(slides: str, body: str) -> list[str]:
    found = [type(slide).__name__ for slide in outline_with(slides, body).slides]
    return [name for name in found if name in MADE]


def test_slides_that_the_author_asks_for_need_no_count() -> None:
    assert made("", DATED) == []
    assert made("{map: yes, timeline: true, overview: yes}", DATED) == list(MADE)


def test_slides_that_the_author_refuses_are_left_out() -> None:
    body = CHINA + BANK + PLAIN + CLOSING
    assert made("{summary: no}", body) == ["OverviewSlide"]
    assert made("{summary: no, overview: no}", body) == []


def test_a_slide_that_has_nothing_to_show_is_not_made_for_the_asking() -> None:
    assert made("{map: yes, timeline: yes}", PLAIN) == []
    assert made("{map: yes}", DATED.replace("NATO", "China")) == []  # one line between two names is no map


def test_a_map_of_equal_pairs_names_none_as_the_most_frequent() -> None:
    (equal,) = [slide for slide in outline_with("{map: yes}", DATED).slides if isinstance(slide, MapSlide)]
    assert "most often" not in equal.title
    again = DATED.replace("\n\n\n", "\n") + "China and the ECB met again.\n"
    (uneven,) = [slide for slide in outline_with("{map: yes}", again).slides if isinstance(slide, MapSlide)]
    assert uneven.title == "China and ECB are named together most often"


def test_a_hidden_actor_keeps_its_answers_and_is_nowhere_else() -> None:
    shown, without = (outline_for_hidden(said) for said in ("", ", hidden: true"))
    assert [type(one).__name__ for one in shown.slides] == [type(one).__name__ for one in without.slides]
    for outline, ids in ((shown, ["china", "ecb"]), (without, ["china"])):
        cover, closing = outline.slides[0], outline.slides[-1]
        assert isinstance(cover, TitleSlide)
        assert isinstance(closing, JudgementSlide)
        assert [one.id for one in cover.actors] == ids
        assert [one.id for one in closing.actors] == ids
        (glance,) = [block for block in outline.blocks if isinstance(block, Glance)]
        assert [row.actors[0].id for row in glance.rows] == ids


def outline_for_hidden(said: str) -> Outline:
    report = Report()
    text = HEAD.format(lang="en").replace("{name: ECB}", f"{{name: ECB{said}}}") + CHINA + BANK + CLOSING
    draft = read("trial.md", text.encode(), report)
    assert draft is not None, report.findings
    brief = resolve(draft, Media(MEDIA, {}), report)
    assert brief is not None, report.findings
    return plan(brief, MEDIA, report)


def test_norwegian_without_its_form_has_the_labels_of_bokmal() -> None:
    assert planned(CHINA, "no").labels == planned(CHINA, "nb").labels
