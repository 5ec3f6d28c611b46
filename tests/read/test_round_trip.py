"""A draft written in another form and read back is the same draft."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings

from builder.model.brief import Draft
from builder.model.findings import Report
from builder.read import read
from builder.write import markdown_of
from builder.write.data import json_of, yaml_of
from tests.draft_text import without_places
from tests.read.sources import sources

ROOT = Path(__file__).parents[2]
FORMS = {"json": json_of, "yaml": yaml_of, "md": markdown_of}
SOUND = [
    path
    for path in sorted([*(ROOT / "decks").glob("*.md"), *(ROOT / "tests" / "cases" / "read").iterdir()])
    if path.suffix != ".txt" and not path.name.startswith("fault")
]


def _read(name: str, data: bytes) -> Draft | None:
    return read(name, data, Report())


def _read_back(draft: Draft, form: str) -> Draft:
    written, report = FORMS[form](draft), Report()
    back = read(f"a.{form}", written.encode(), report)
    assert not report.findings, (written, report.findings)
    assert back is not None
    return back


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.name)
def test_every_sound_source_comes_back(path: Path, form: str) -> None:
    draft = _read(path.name, path.read_bytes())
    assert draft is not None
    assert without_places(_read_back(draft, form)) == without_places(draft)


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.filter_too_much])
@given(sources())
@pytest.mark.parametrize("form", FORMS)
def test_what_a_source_says_comes_back(form: str, text: str) -> None:
    draft = _read("a.md", text.encode())
    assume(draft is not None)
    assert draft is not None
    assert without_places(_read_back(draft, form)) == without_places(draft)


def test_the_same_draft_is_written_in_the_same_bytes() -> None:
    draft = _read("a.md", SOUND[0].read_bytes())
    assert draft is not None
    for write in FORMS.values():
        assert write(draft) == write(draft)


def test_words_stand_alone_beside_their_mark_up() -> None:
    draft = _read("a.md", b"---\ntitle: T\n---\n\n## Why?\n\n==The strait== is open. Berliner\\*innen.\n")
    assert draft is not None
    written = json_of(draft)
    assert '"text": "The strait is open. Berliner*innen."' in written
    assert '"source": "==The strait== is open. Berliner\\\\*innen."' in written


def test_words_that_disagree_with_their_source_are_a_finding() -> None:
    block = '{"type": "paragraph", "text": "The strait is shut.", "source": "==The strait== is open."}'
    report = Report()
    data = f'{{"title": "T", "questions": [{{"text": "Why?", "answer": [{block}]}}]}}'
    assert read("a.json", data.encode(), report) is None
    assert [found.message for found in report.findings] == ["`text` and `source` have different words"]


def test_a_name_with_a_no_break_space_reads_again_as_data() -> None:
    name = "Jean\u00a0Paul"
    actor = f'actors:\n  x: {{name: "{name}"}}'
    text = f"---\ntitle: T\n{actor}\n---\n\nLead.\n\n## What? {{actor=x}}\n\n==He won.== More.\n"
    draft = read("one.md", text.encode(), Report())
    assert draft is not None
    report = Report()
    again = read("one.json", json_of(draft).encode(), report)
    assert again is not None
    assert not report.findings
    assert again.fields.actors[0].name.split() == name.split()
