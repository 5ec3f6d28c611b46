"""Account for every sentence of a source and for every text on a slide."""

from collections.abc import Collection

from msgspec import Struct
from msgspec.structs import replace

from builder.check.ledger.page_numbers import TextRows, handout_places, note_places, spellings_of
from builder.check.ledger.slide_text_origins import SlideText, TextOrigin, texts_shown
from builder.check.ledger.word_streams import counted_sentences
from builder.check.origin_places import SourcePlaces
from builder.codes import UNACCOUNTED_SENTENCE, UNSOURCED_WORDS
from builder.model.brief import Brief, Sentence, sentences_of
from builder.model.findings import Report
from builder.model.scene import Scene

__all__ = ["Ledger", "SentenceTrace", "SlideText", "TextOrigin", "check_ledger", "ledger_of"]

_SHOWN_LETTERS = 60


class SentenceTrace(Struct, frozen=True):
    """A sentence of the source and where it is."""

    sentence: Sentence
    handout: tuple[int, ...]
    """Numbers of the handout pages that it is on, from 1; two where it goes on over a page's end."""
    notes: tuple[int, ...]
    """Numbers of the slides whose speaker notes hold it."""
    points: tuple[int, ...]
    """Numbers of the slides that quote it or a part of it."""
    paper_only: bool = False
    """Whether the author keeps its question off the slides."""


class Ledger(Struct, frozen=True):
    """Both accounts of one briefing."""

    sentences: tuple[SentenceTrace, ...]
    """Every sentence of lead, questions, answers and footnotes, in the order of the source."""
    shown: tuple[SlideText, ...]
    """Every text on a slide, in reading order."""

    @property
    def missing(self) -> tuple[SentenceTrace, ...]:
        """The sentences that are not in the handout, or not in the notes although their question has a slide."""
        return tuple(one for one in self.sentences if not one.handout or not (one.notes or one.paper_only))

    @property
    def unsourced(self) -> tuple[SlideText, ...]:
        """The texts on slides that state a number, a date or a name that the source does not."""
        return tuple(one for one in self.shown if one.facts)


def ledger_of(brief: Brief, deck: Scene, handout: Scene, labels: Collection[str] = ()) -> Ledger:
    """Return the ledger of `brief` as laid out in `deck` and in the full `handout`.

    The words themselves are looked for; that a paragraph says which sentences it holds only narrows the search.
    Given the `labels` of the document's language, words that are neither theirs nor the source's are reported.
    """
    shown = texts_shown(brief, deck, handout, labels)
    quoting: dict[str, list[int]] = {}
    for one in shown:
        for quote in one.quotes:
            quoting.setdefault(quote.sentence, []).append(one.slide)
    paper, notes = handout_places(handout, brief), note_places(deck)
    traces = (_account(one, paper, notes, quoting) for one in counted_sentences(brief))
    off = {
        sentence.id
        for one in brief.exchanges
        if one.no_slide
        for sentence in (*one.part, one.question, *sentences_of(one.answer))
    }
    return Ledger(tuple(replace(one, paper_only=one.sentence.id in off) for one in traces), shown)


def _account(sentence: Sentence, paper: TextRows, notes: TextRows, quoting: dict[str, list[int]]) -> SentenceTrace:
    points = tuple(dict.fromkeys(quoting.get(sentence.id, ())))
    spellings = spellings_of(sentence)
    return SentenceTrace(sentence, paper.of(sentence.id, spellings), notes.of(sentence.id, spellings), points)


def check_ledger(ledger: Ledger, places: SourcePlaces, report: Report) -> None:
    """Add `unaccounted-sentence` and `unsourced-words` for what the ledger cannot account for."""
    for one in ledger.missing:
        where = "the handout" if not one.handout else "the speaker notes"
        text = one.sentence.text
        said = text if len(text) <= _SHOWN_LETTERS else text[:_SHOWN_LETTERS].rstrip() + "…"
        hint = "this is a bug in briefdeck, not in the source: please report it together with the source"
        report.add(UNACCOUNTED_SENTENCE, one.sentence.span, f"the sentence `{said}` is not in {where}", hint)
    for shown in ledger.unsourced:
        message = f"slide {shown.slide} says `{shown.facts[0]}`, which is in neither the answers nor the front matter"
        hint = "correct the slide's text, or say it in the answer too"
        report.add(UNSOURCED_WORDS, places.find(shown.origins, shown.facts[0]).span, message, hint)
