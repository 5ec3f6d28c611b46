"""Every sentence and every text on a slide is accounted for; what is not stops the build."""

import json
import re
from functools import lru_cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from builder.check.ledger import Ledger, TextOrigin, check_ledger, ledger_of
from builder.check.origin_places import SourcePlaces
from builder.cli import main
from builder.edge.workspace import pictures_in
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.model.scene import NoteParagraph, Page, Scene, SetParagraph, TextBox
from builder.model.slide_points import points_on_slide
from builder.model.typography import plain_marks
from builder.pipeline import LaidOutBriefing
from tests.session import laid_out

ROOT = Path(__file__).parents[3]
SPOTLIGHT = ROOT / "decks/2025-62-beijing-parade.md"
CASES = [SPOTLIGHT, *sorted((ROOT / "tests/cases/proof").glob("*.md"))]


@lru_cache(maxsize=8)
def _understood(path: Path) -> LaidOutBriefing:
    report = Report()
    found = laid_out(Source(path.name, path.read_bytes()), report, pictures=pictures_in(path.parent))
    assert found is not None, report.findings
    return found


def _ledger(found: LaidOutBriefing, deck: Scene | None = None, handout: Scene | None = None) -> Ledger:
    products = found.products
    return ledger_of(found.brief, deck or products.deck, handout or products.handout)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_sentence_is_in_both_products(path: Path) -> None:
    ledger = _understood(path).ledger
    assert ledger.missing == ()
    assert all(one.handout and one.notes for one in ledger.sentences)


def _compared(text: str) -> str:
    return " ".join(plain_marks(text).replace("\u00ad", "").split()).removesuffix(".").casefold()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_point_is_traced(path: Path) -> None:
    found = _understood(path)
    shown = {_compared(one.text): one for one in found.ledger.shown}
    for exchange in found.brief.exchanges:
        for point in points_on_slide(exchange):
            one = shown[_compared(point.text)]
            assert one.kind in {TextOrigin.QUOTE, TextOrigin.AUTHORED}
            assert one.quotes or one.kind is TextOrigin.AUTHORED
    assert found.ledger.unsourced == ()


def test_quotes_are_spans_of_their_sentences() -> None:
    found = _understood(SPOTLIGHT)
    texts = {one.sentence.id: one.sentence.text for one in found.ledger.sentences}
    quoted = [one for one in found.ledger.shown if one.quotes]
    assert quoted
    for one in quoted:
        said = " ".join(texts[quote.sentence][quote.start : quote.end] for quote in one.quotes)
        assert said.casefold() == one.text.casefold()


def test_a_sentence_that_goes_on_over_a_page_is_on_both() -> None:
    source = Source(SPOTLIGHT.name, SPOTLIGHT.read_bytes())
    found = laid_out(source, Report(), options=Options(pages=4), pictures=pictures_in(SPOTLIGHT.parent))
    assert found is not None
    assert any(len(one.handout) == 2 for one in found.ledger.sentences)


def _without_first_paragraph(page: Page, tag: str) -> Page:
    items = tuple(
        replace(item, paragraphs=tuple(one for one in item.paragraphs if str(one.tag) != tag))
        if isinstance(item, TextBox)
        else item
        for item in page.items
    )
    return replace(page, items=items)


def test_a_sentence_that_is_not_on_paper_stops_the_build() -> None:
    found = _understood(SPOTLIGHT)
    handout = found.products.handout
    torn = replace(handout, pages=tuple(_without_first_paragraph(page, "q2.1") for page in handout.pages))
    ledger, report = _ledger(found, handout=torn), Report()
    check_ledger(ledger, SourcePlaces(found.brief, Source(SPOTLIGHT.name, SPOTLIGHT.read_bytes())), report)
    assert {one.sentence.id for one in ledger.missing} == {"q2.1", "q2.2", "q2.3", "q2.4", "q2.5"}
    assert report.failed
    assert report.findings[0].code.name == "unaccounted-sentence"
    assert "not in the handout" in report.findings[0].message


def test_a_word_changed_in_the_notes_stops_the_build() -> None:
    found = _understood(SPOTLIGHT)
    deck = found.products.deck
    page = deck.pages[3]
    notes = tuple(_changed(note) for note in page.notes)
    ledger = _ledger(found, deck=replace(deck, pages=(*deck.pages[:3], replace(page, notes=notes), *deck.pages[4:])))
    assert [one.sentence.id for one in ledger.missing] == ["q2.4"]


def _changed(note: NoteParagraph) -> NoteParagraph:
    runs = tuple(replace(run, text=run.text.replace("not ready", "ready")) for run in note.runs)
    return replace(note, runs=runs)


def _with_soft_hyphens(scene: Scene) -> Scene:
    """Return `scene` as a layout would make it that allows hyphens in long words."""

    def hyphenated(item: object) -> object:
        if not isinstance(item, TextBox):
            return item
        return replace(item, paragraphs=tuple(map(in_parts, item.paragraphs)))

    def in_parts(paragraph: SetParagraph) -> SetParagraph:
        runs = (replace(run, text=_LONG.sub("\\1\u00ad", run.text)) for run in paragraph.runs)
        return replace(paragraph, runs=tuple(runs))

    pages = (replace(page, items=tuple(map(hyphenated, page.items))) for page in scene.pages)
    return replace(scene, pages=tuple(pages))


_LONG = re.compile(r"([a-z]{5})(?=[a-z]{4})")


def test_soft_hyphens_of_the_layout_change_no_words() -> None:
    found = _understood(SPOTLIGHT)
    deck, handout = (_with_soft_hyphens(one) for one in (found.products.deck, found.products.handout))
    assert deck != found.products.deck
    assert handout != found.products.handout
    ledger = _ledger(found, deck, handout)
    assert (ledger.missing, ledger.unsourced) == ((), ())
    assert [(one.text, one.quotes) for one in ledger.shown] == [(one.text, one.quotes) for one in found.ledger.shown]


def test_a_changed_word_with_soft_hyphens_is_seen() -> None:
    found = _understood(SPOTLIGHT)
    deck = _with_soft_hyphens(found.products.deck)
    page = deck.pages[3]
    notes = tuple(_changed(note) for note in page.notes)
    ledger = _ledger(found, replace(deck, pages=(*deck.pages[:3], replace(page, notes=notes), *deck.pages[4:])))
    assert [one.sentence.id for one in ledger.missing] == ["q2.4"]


def test_quotes_count_the_soft_hyphens_of_their_source() -> None:
    source = (
        "---\ntitle: T\nlang: en\n---\n\n## What?\n\nA Donau\u00addampf\u00adschiff came. ==The cap\u00adtain left.== "
        + "It was late and the harbour was closed for the whole of the winter. " * 4
    )
    found = laid_out(Source("t.md", source.encode()), Report())
    assert found is not None
    texts = {one.sentence.id: one.sentence.text for one in found.ledger.sentences}
    (shown,) = [one for one in found.ledger.shown if one.text.startswith("The captain left")]
    assert [texts[one.sentence][one.start : one.end] for one in shown.quotes] == ["The cap\u00adtain left"]


@pytest.mark.parametrize(
    ("words", "fact"),
    [("The port moved 95 ships", "95"), ("The port pleased Atlantis", "Atlantis"), ("The port opened in 1871", "1871")],
)
def test_a_number_a_date_or_a_name_from_nowhere_stops_the_build(words: str, fact: str) -> None:
    source = f"---\ntitle: T\nlang: en\n---\n\n## What?\n\nThe port moved 41 ships in May.\n\n::: slide\n{words}\n:::\n"
    report = Report()
    assert laid_out(Source("t.md", source.encode()), report) is None
    assert [one.code.name for one in report.findings] == ["unsourced-words"]
    assert f"`{fact}`" in report.findings[0].message
    assert report.findings[0].span.line == 11


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Busy May: 41 ships", "Busy May: 41 ships"),
        ("Everybody waited quietly.", "Everybody waited quietly"),
        ("Somebody asked “why?”.", "Somebody asked 'why?'"),
        ("Nobody (said they).", "Nobody (said they)"),
    ],
)
def test_words_of_the_author_for_the_slide_are_told_as_such(written: str, shown: str) -> None:
    source = f"---\ntitle: T\nlang: en\n---\n\n## What?\n\nMay: 41 ships left.\n\n::: slide\n{written}\n:::\n"
    found = laid_out(Source("t.md", source.encode()), Report())
    assert found is not None
    assert [one.kind for one in found.ledger.shown if one.text == shown] == [TextOrigin.AUTHORED]


def test_words_of_nobody_are_not_taken_for_labels() -> None:
    found = _understood(SPOTLIGHT)
    deck = found.products.deck
    page = deck.pages[3]
    box = next(item for item in page.items if isinstance(item, TextBox) and item.paragraphs[0].bullet)
    runs = (replace(box.paragraphs[0].runs[0], text="Strengthening relations with nobody in particular"),)
    altered: SetParagraph = replace(box.paragraphs[0], runs=runs)
    items = tuple(
        replace(box, paragraphs=(altered, *box.paragraphs[1:])) if item is box else item for item in page.items
    )
    torn = replace(deck, pages=(*deck.pages[:3], replace(page, items=items), *deck.pages[4:]))
    ledger = ledger_of(found.brief, torn, found.products.handout, ["Named with", "Slide"])
    assert any("nobody" in one.facts for one in ledger.unsourced)


def test_the_record_holds_the_ledger(tmp_path: Path) -> None:
    assert main(["build", str(SPOTLIGHT), "-o", str(tmp_path), "-q"]) == 0
    record = json.loads((tmp_path / f"{SPOTLIGHT.stem}.build.json").read_text("utf-8"))
    sums = record["ledger"]["sums"]
    assert sums["sentences"] == sums["accounted"] > 30
    assert sums["unsourced"] == 0


def test_the_command_prints_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ledger", str(SPOTLIGHT)]) == 0
    printed = capsys.readouterr().out
    assert "36 of 36 sentences are in the handout and in the notes" in printed
    assert "q1.1" in printed


def test_the_command_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ledger", str(SPOTLIGHT), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["sums"]["unsourced"] == 0


def test_a_source_with_errors_has_no_ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.md"
    path.write_text("---\ntitle: T\n---\n\nNo question.\n", encoding="utf-8")
    assert main(["ledger", str(path)]) == 1
    assert "error[" in capsys.readouterr().err


def test_calls_of_more_than_a_thousand_notes_are_no_words_of_the_text() -> None:
    answer = "\n\n".join(f"Number {one} was[^{one}] counted." for one in range(1, 1002))
    notes = "\n".join(f"[^{one}]: Note of {one}." for one in range(1, 1002))
    text = f"---\ntitle: Many notes\n---\n\n## What is counted?\n\n{answer}\n\n{notes}\n"
    report = Report()
    assert laid_out(Source("many.md", text.encode()), report)
    assert "BD221" not in {one.code.number for one in report.findings}


def test_the_first_letter_of_a_monogram_on_a_small_plate_is_known() -> None:
    head = (
        "---\ntitle: T\nlang: en\nactors:\n  b: {name: Big Ben, monogram: QQQQ}\n  x: {name: Xylem}\n---\n\nA lead.\n\n"
    )
    text = head + '## What will they do? {actor="x b"}\n\n==They will build a harbour for ten ships==. Xylem pays.\n'
    source, report = Source("t.md", text.encode()), Report()
    found = laid_out(source, report)
    assert found is not None
    boxes = (one for page in found.products.deck.pages for one in page.items if isinstance(one, TextBox))
    assert "Q" in ["".join(run.text for part in box.paragraphs for run in part.runs) for box in boxes]
    check_ledger(found.ledger, SourcePlaces(found.brief, source), report)
    assert not report.failed
