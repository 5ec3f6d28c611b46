"""A handout respects paper: two columns where they save pages, and as many pages as were asked for."""

import re
from pathlib import Path

import pytest

from builder.layout.handout.glance import GLANCE
from builder.model.findings import Finding, Report
from builder.model.request import Options, Source
from builder.model.scene import Scene, TextBox
from builder.model.units import pt
from tests.layout.handouts import BODY, HEAD, PROSE, paragraphs_on
from tests.session import laid_out

SPOTLIGHT = (Path(__file__).parents[3] / "decks/2025-62-beijing-parade.md").read_text(encoding="utf-8")


def _built(source: str, pages: int = 0, paper: str = "a4") -> tuple[Scene, Report]:
    report = Report()
    found = laid_out(Source("t.md", source.encode()), report, options=Options(pages=pages, paper=paper))
    assert found is not None, report.findings
    return found.products.handout, report


def _sizes(scene: Scene, name: str) -> set[int]:
    boxes = (item for page in scene.pages for item in page.items if isinstance(item, TextBox))
    return {run.style.size for box in boxes if box.name == name for one in box.paragraphs for run in one.runs}


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_spotlight_takes_two_pages_at_ten_points_or_more(paper: str) -> None:
    scene, _ = _built(SPOTLIGHT, paper=paper)
    assert len(scene.pages) == 2
    assert min(_sizes(scene, "q1.1")) >= pt(10)


def test_its_key_judgement_stands_first_in_the_box() -> None:
    scene, _ = _built(SPOTLIGHT)
    names = [
        item.name for item in scene.pages[0].items if isinstance(item, TextBox) and item.name.startswith(str(GLANCE))
    ]
    assert names[1] == "glance.judgement.1"


def test_what_fits_one_page_keeps_one_column_of_large_text() -> None:
    scene, _ = _built(HEAD + BODY)
    assert len(scene.pages) == 1
    assert min(_sizes(scene, "q1.1")) == pt(12)


def test_pages_that_were_asked_for_are_kept_to_with_text_as_large_as_they_hold() -> None:
    for pages in (2, 3, 4):
        scene, report = _built(SPOTLIGHT, pages)
        assert len(scene.pages) <= pages
        assert not [one for one in report.findings if one.code.number == "BD321"]
    assert min(_sizes(_built(SPOTLIGHT, 4)[0], "q1.1")) > min(_sizes(_built(SPOTLIGHT, 2)[0], "q1.1"))


def test_pages_that_are_missed_are_a_warning_with_the_lines() -> None:
    _, report = _built(SPOTLIGHT, 1)
    (found,) = [one for one in report.findings if one.code.number == "BD321"]
    assert "lines too long" in found.message
    assert found.message.startswith("the handout takes more than the 1 page of --pages: in its smallest text, 10 pt")
    assert "“What goals did China achieve with the parade?”, has 214" in found.hints[0]
    assert found.hints[-1] == "allow another page: --pages 2"


def test_a_handout_that_is_shortened_as_the_warning_says_keeps_to_its_pages() -> None:
    def missed(count: int) -> list[Finding]:
        answers = (
            f"## Question {at} of the harbour?\n\n==Answer {at} is short==. {PROSE * count}\n" for at in range(8)
        )
        _, report = _built(HEAD + "A lead.\n\n" + "\n".join(answers), 2)
        return [one for one in report.findings if one.code.number == "BD321"]

    (found,) = missed(8)
    words = int(re.findall(r"about (\d+) words", found.hints[0])[0])
    each = 8 * len(PROSE.split())
    assert missed(8 - -(-words // each)) == []
    assert missed(7 - words // each - 1) == []


def test_what_takes_many_lines_is_named() -> None:
    chart = "\n\n```chart\nkind: bar\ntitle: Ships\n| Year | Ships |\n| 2020 | 12 |\n| 2021 | 14 |\n```\n"
    _, report = _built(HEAD + BODY.replace("at once.", "at once. " + PROSE * 60 + chart), 1)
    (found,) = [one for one in report.findings if one.code.number == "BD321"]
    assert "leave out what is shown with “What did Norway gain?”: it takes" in found.hints[1]


def test_text_is_larger_where_a_last_page_would_be_much_white() -> None:
    answers = "".join(f"## What of port {at}?\n\n{PROSE * 5}\n\n" for at in range(7))
    scene, _ = _built(f"---\ntitle: Ports\nlang: en\n---\n\n{answers}")
    assert len(scene.pages) == 2
    assert pt(10.5) < min(_sizes(scene, "q1.1")) < pt(12)
    boxes = [item for item in scene.pages[-1].items if isinstance(item, TextBox) and item.name.startswith("q")]
    assert max(box.frame.bottom for box in boxes) > 0.7 * scene.pages[-1].height


def _head_distances(scene: Scene, own: str) -> tuple[int, int]:
    """Return the space between the flag's row and the capitals of the question, and from its last baseline on, EMU."""
    page = next(one for one in scene.pages if any(item.name == f"Rule {own}" for item in one.items))
    texts = {str(one.tag): one for one in reversed(paragraphs_on(page))}
    flag = next(item.frame for item in page.items if item.name == f"Flag {own}")
    asked, answer = (next(one for tag, one in texts.items() if tag.endswith(f"{own}.{at}")) for at in ("question", 1))
    capitals = round(0.7 * asked.lines[0].runs[0].style.size)
    return asked.lines[0].baseline - capitals - flag.bottom, answer.lines[0].baseline - asked.lines[-1].baseline


def test_heads_of_the_spotlight_have_air_around_the_question() -> None:
    scene, _ = _built(SPOTLIGHT)
    for own in ("q1", "q2", "q3", "q4"):
        above, below = _head_distances(scene, own)
        assert above >= pt(10), own
        assert below >= pt(17), own
    assert len(scene.pages) == 2


def test_columns_of_the_spotlight_begin_with_an_answer_s_three_last_lines_or_more() -> None:
    scene, _ = _built(SPOTLIGHT)
    parts = [item for page in scene.pages for item in page.items if item.name.endswith("q1.1")]
    lines = [sum(len(one.lines) for one in part.paragraphs) for part in parts if isinstance(part, TextBox)]
    assert len(lines) == 2
    assert min(lines) >= 3


def test_heads_give_up_their_air_before_a_page_is_added() -> None:
    found = []
    for words in (60, 81, 96):
        scene, _ = _built(HEAD + BODY.replace("and ships", f"{'word ' * words}and ships"), paper="a5")
        above, below = _head_distances(scene, "q1")
        found.append((len(scene.pages), above >= pt(10), below >= pt(20)))
    assert found == [(1, True, True), (1, False, False), (2, True, True)]


def test_a_long_word_of_a_question_has_a_hyphen_where_a_word_would_be_alone_on_the_last_line() -> None:
    asked = "Für trotz für Energieversorgungssicherheit Maßnahmen?"
    answers = "".join(f"## {asked if at else 'Was?'}\n\n{PROSE * 5}\n\n" for at in range(7))
    scene, _ = _built(f"---\ntitle: Ports\nlang: de\n---\n\n{answers}")
    questions = [one for page in scene.pages for one in paragraphs_on(page) if str(one.tag).endswith("q2.question")]
    ends = [len("".join(run.text for run in one.lines[-1].runs).split()) for one in questions]
    assert ends == [2]
    assert [run.text for one in questions for run in one.runs] == [asked]


def test_a_further_page_is_not_taken_for_a_few_lines_of_larger_text() -> None:
    gardens = (Path(__file__).parents[3] / "decks/2026-02-school-gardens-ar.md").read_text(encoding="utf-8")
    assert len(_built(gardens, 2)[0].pages) == 1


def test_the_slide_of_a_question_about_nobody_is_named_beside_it() -> None:
    body = BODY.replace("What does NATO say? {actor=nato}", "Who said so?")
    scene, _ = _built(HEAD + body.replace("at once.", "at once. " + PROSE * 60))
    boxes = [item for page in scene.pages for item in page.items if isinstance(item, TextBox)]
    (question,) = (one.frame for one in boxes if "Who said so?" in _words(one))
    beside = [_words(one) for one in boxes if question.y <= one.frame.y < one.frame.bottom <= question.bottom + pt(2)]
    assert any(text.startswith("Slide") for text in beside)


def _words(box: TextBox) -> str:
    return "".join(run.text for one in box.paragraphs for line in one.lines for run in line.runs)
