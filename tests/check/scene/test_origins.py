"""Everything that a slide or a page shows says where it comes from, and that is a place in the source."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from builder.check.origin_places import SourcePlaces
from builder.edge.workspace import pictures_in
from builder.model.brief import Sentence
from builder.model.findings import Report
from builder.model.origin import LabelOrigin, Origin, SentenceOrigin
from builder.model.request import HANDOUTS, Options, Source
from builder.model.scene import NoteParagraph, Picture, Plot, Scene, SetParagraph
from builder.model.scene_walk import items_of, paragraphs_with_origins
from builder.model.typography import plain_marks
from builder.pipeline import LaidOutBriefing
from tests.findings import ExpectingReport
from tests.session import laid_out

ROOT = Path(__file__).parents[3]
SOURCES = [*sorted((ROOT / "decks").glob("*.md")), *sorted((ROOT / "tests/golden").glob("*.md"))]


@lru_cache(maxsize=2)
def _built(path: Path) -> LaidOutBriefing:
    source = Source(path.name, path.read_bytes())
    found = laid_out(source, Report(), options=Options(handouts=HANDOUTS), pictures=pictures_in(path.parent))
    assert found
    return found


def _scenes(found: LaidOutBriefing) -> Iterator[Scene]:
    yield found.products.deck
    yield found.products.handout
    yield from (form.scene for form in found.products.forms)


def _words(paragraph: SetParagraph) -> str:
    return "".join(run.text for run in paragraph.runs).strip()


def _paragraphs(found: LaidOutBriefing) -> Iterator[tuple[SetParagraph, tuple[Origin, ...]]]:
    for scene in _scenes(found):
        for page in scene.pages:
            yield from paragraphs_with_origins(page.items)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_every_paragraph_and_cell_says_where_it_comes_from(path: Path) -> None:
    assert not [_words(one) for one, origins in _paragraphs(_built(path)) if _words(one) and not origins]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_each_run_of_a_paragraph_of_several_sources_says_which_it_comes_from(path: Path) -> None:
    found = _built(path)
    texts = {one.id: one.text for one in _sentences(found)}
    paragraphs: list[SetParagraph | NoteParagraph] = [one for one, _ in _paragraphs(found)]
    paragraphs += [one for page in found.products.deck.pages for one in page.notes]
    for paragraph in paragraphs:
        for run in paragraph.runs if len(set(paragraph.origins)) > 1 else ():
            if any(map(str.isalnum, run.text)) and not run.target:  # the number of a note is the layout's
                assert run.origin, (run.text, paragraph.origins)
            if isinstance(run.origin, SentenceOrigin) and run.origin.start < run.origin.end:
                said = texts[run.origin.sentence][run.origin.start : run.origin.end]
                assert _characters(run.text) in _characters(said), (run.text, said)


def test_a_character_without_a_glyph_is_found_in_the_source_that_has_it(report: ExpectingReport) -> None:
    text = "---\ntitle: Ice\nactors: {n: {name: Norway}}\n---\n\n## Why \U0001fae8? {actor=n}\n\nIce is thin.\n"
    source = Source("ice.md", text.encode())
    assert laid_out(source, report) is None or report.findings
    assert {(one.span.line, one.span.column) for one in report.take("BD307")} == {(6, 8)}
    report.take("BD203")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_each_page_says_where_its_title_comes_from(path: Path) -> None:
    assert all(page.title_origins for scene in _scenes(_built(path)) for page in scene.pages)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_every_picture_and_chart_that_says_something_says_where_it_comes_from(path: Path) -> None:
    items = (one for scene in _scenes(_built(path)) for page in scene.pages for one in items_of(page.items))
    assert not [one.name for one in items if isinstance(one, Picture | Plot) and one.alt and one.origin is None]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_the_source_has_the_words_at_the_place_of_their_origin(path: Path) -> None:
    found = _built(path)
    places = SourcePlaces(found.brief, Source(path.name, path.read_bytes()))
    lines = path.read_text(encoding="utf-8").split("\n")
    quoted = 0
    named = tuple(f"{plain_marks(actor.name)}: " for actor in found.brief.actors)
    for paragraph, origins in _paragraphs(found):
        for origin in origins:
            span = places.place(origin)
            assert span.line, origin
            assert span.column, origin
        shown = _words(paragraph)
        (first, *more) = paragraph.origins or (None,)
        linked = any(run.href for run in paragraph.runs)  # an address is shown otherwise than it is written
        led = plain_marks(shown).startswith(named)  # on a card of takeaways the actor's name comes first
        if isinstance(first, SentenceOrigin) and not (more or linked or led or shown.lstrip("[")[:1].isdigit()):
            span = places.place(first)
            assert lines[span.line - 1][span.column - 1].casefold() == shown[0].casefold(), (shown, span)
            quoted += 1
    assert quoted > 5


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_each_character_of_a_sentence_is_found_where_it_was_written(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    for sentence in _sentences(_built(path)):
        for at, char in enumerate(sentence.text):
            span = sentence.place(at, at + 1)
            written = lines[span.line - 1][span.column - 1 : span.column]
            assert written in {char, "\\", "&", "<"} or (char == " " and not written.strip()), (sentence.text, at)


def _characters(text: str) -> str:
    """Return letters and digits alone: marks and spaces are the layout's."""
    return "".join(one for one in text.casefold() if one.isalnum())


def _sentences(found: LaidOutBriefing) -> Iterator[Sentence]:
    yield from (one.sentence for one in found.ledger.sentences)


def test_words_of_ours_are_labels_and_have_the_place_of_the_language() -> None:
    found = _built(ROOT / "tests/golden/plain-en.md")
    source = Source("plain-en.md", (ROOT / "tests/golden/plain-en.md").read_bytes())
    labels = [origins[0] for _, origins in _paragraphs(found) if origins and isinstance(origins[0], LabelOrigin)]
    assert labels
    place = SourcePlaces(found.brief, source).place(labels[0])
    assert source.data.decode().split("\n")[place.line - 1].startswith("lang:")
