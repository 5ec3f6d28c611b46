"""A question that has no room above the title of its slide is left out there, and the author is told."""

import pytest

from builder.model.request import Options, Source
from builder.model.scene import Table, TextBox
from tests.findings import ExpectingReport
from tests.layout.contexts import words_of
from tests.session import laid_out

LONG = f"Who will look after {'the many walls and gates and ' * 14}the water?"


@pytest.mark.parametrize("actor", ["", " {actor=a}"])
def test_a_question_without_room_is_told_and_is_in_the_notes(actor: str, report: ExpectingReport) -> None:
    head = "---\ntitle: T\nactors:\n  a: {name: Norway}\n---\n" if actor else "---\ntitle: T\n---\n"
    found = laid_out(Source("t.md", f"{head}\n## {LONG}{actor}\n\n==The dam holds.==\n".encode()), report)
    assert found is not None
    page = found.products.deck.pages[-1]
    kicker = next(words_of(one) for one in page.items if isinstance(one, TextBox) and one.name == "Kicker")
    assert "water" not in kicker
    assert LONG in ["".join(run.text for run in one.runs) for one in page.notes]
    (finding,) = report.take("BD362")
    assert finding.span.line == head.count("\n") + 2


def test_a_question_of_two_lines_is_shown(report: ExpectingReport) -> None:
    question = f"Who will look after {'the many walls and gates and ' * 6}the water?"
    found = laid_out(Source("t.md", f"---\ntitle: T\n---\n\n## {question}\n\n==The dam holds.==\n".encode()), report)
    assert found is not None
    boxes = [one for one in found.products.deck.pages[-1].items if isinstance(one, TextBox)]
    assert next(words_of(one) for one in boxes if one.name == "Kicker").endswith(question)


@pytest.mark.parametrize("theme", ["briefing", "clear-print"])
@pytest.mark.parametrize("others", [0, 3])
def test_a_question_too_long_for_a_slide_is_in_no_table_of_questions(
    theme: str, others: int, report: ExpectingReport
) -> None:
    asked = [f"What of port {number}?" for number in range(others)]
    long = f"Will the minister say {'whether the harbour is open to ships from abroad and ' * 30}who pays?"
    body = "".join(
        f"## {one}\n\n==The harbour of port {at} is open==. Ships call.\n\n" for at, one in enumerate([long, *asked])
    )
    source = Source("t.md", f"---\ntitle: Ports\nlang: en\nslides: {{summary: yes}}\n---\n\n{body}".encode())
    found = laid_out(source, report, options=Options(theme=theme))
    assert found is not None
    assert report.take("BD362")
    deck = found.products.deck
    tables = [item for page in deck.pages for item in page.items if isinstance(item, Table)]
    assert all(table.frame.bottom <= deck.pages[0].height for table in tables)
    rows = [row for table in tables for row in table.rows[1:]]
    assert len(rows) == others
