"""Ids of actors and flags, as a source declares them."""

import pytest

from builder.check.source import check_draft
from builder.model.findings import Finding, Report
from builder.read import read
from tests.session import media

MEDIA = media()


def _findings(actors: str, question: str) -> list[Finding]:
    report = Report()
    text = f"---\ntitle: T\nlang: en\nactors:\n{actors}---\n\n## {question}\n\n==It waits for rain in the spring.==\n"
    draft = read("t.md", text.encode(), report)
    assert draft is not None, report.findings
    check_draft(draft, MEDIA, report)
    return [one for one in report.findings if one.code.number in {"BD201", "BD205"}]


@pytest.mark.parametrize("written", ['"ecb, nato"', "ecb,nato", '"ecb;nato"'])
def test_ids_with_a_comma_between_them_are_told_how_to_stand(written: str) -> None:
    found = _findings("  ecb: {name: ECB}\n  nato: {name: NATO}\n", f"What now? {{actor={written}}}")
    assert [one.hints for one in found] == [('write the ids with a space between them: `{actor="ecb nato"}`',)]


def test_a_slip_of_the_keyboard_is_recognised() -> None:
    found = _findings("  norway: {name: Norway}\n", "What now? {actor=norwya}")
    assert [one.hints for one in found] == [("did you mean `norway`?",)]
    assert found[0].span.line == 8


def test_a_flag_that_nobody_has_is_found_at_its_actor() -> None:
    found = _findings("  norway: {name: Norway, flag: norway}\n", "What now? {actor=norway}")
    assert [(one.code.number, one.span.line, one.span.column) for one in found] == [("BD205", 5, 32)]


def test_a_missing_actor_is_told_in_a_line_to_copy() -> None:
    found = _findings("  norway: {name: Norway}\n", "What now? {actor=kenya}")
    assert [one.hints for one in found] == [("declare it under `actors`, as `kenya: {name: …}`",)]
