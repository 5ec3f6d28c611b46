"""Where the edits of a deck go: into the source, beside it, or back to the reader where both sides changed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from builder.compare.chart_numbers import changed_numbers
from builder.compare.deck_edit import DeckComparison, DeckEdit, EditKind
from builder.compare.decks import compare_decks
from builder.compare.mark_changes import line_end_change, mark_change
from builder.compare.neutral_deck import NeutralShape, NeutralSlide, ThreeDecks, merged_rows
from builder.compare.pairing import pair_shapes
from builder.compare.source_change import Conflict, SourceChange, SourcePlan, Target, once
from builder.compare.source_facts import (
    as_written,
    cells_of,
    changed_cells,
    date_from_words,
    fact_for,
    fact_of_sentence,
    facts_for,
    facts_of_quotations,
    folded,
    reads_a_row,
    with_marks_of,
    without_part_mark,
)
from builder.compare.text_edits import with_large_number
from builder.model.brief import Brief, sentences_of
from builder.model.sequence_alignment import completed

_WORDING = frozenset({EditKind.WORDS, EditKind.POINT_ADDED, EditKind.POINT_DELETED, EditKind.POINT_MOVED})
_NOTING = frozenset({EditKind.NOTES, EditKind.NOTES_ADDED, EditKind.NOTES_DELETED})


def plan_source_changes(
    decks: ThreeDecks, theirs: DeckComparison, brief: Brief, decided: Sequence[str] = ()
) -> SourcePlan:
    """Return what each of the edits that `theirs` found means for the source of `brief`.

    `decided` says for conflicts whose words count: `ours` or `theirs` for all, `ours:3` for what is on slide 3.
    """
    return _Planner(decks, theirs, brief, frozenset(decided)).plan()


@dataclass(slots=True)
class _Planner:
    decks: ThreeDecks
    theirs: DeckComparison
    brief: Brief
    decided: frozenset[str]
    ours: DeckComparison = field(init=False)
    changes: list[SourceChange] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    beside: list[int] = field(default_factory=list)
    dropped: list[int] = field(default_factory=list)
    done: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.ours = compare_decks(self.decks.base, self.decks.ours)

    def plan(self) -> SourcePlan:
        for exchange in range(len(self.brief.exchanges)):
            self._headline(exchange)
            self._points(exchange)
        self._order()
        for index, edit in enumerate(self.theirs.edits):
            if index not in self.done and not self._single(index, edit):
                self.beside.append(index)
        return SourcePlan(
            once(self.changes),
            tuple(dict.fromkeys(self.conflicts)),
            tuple(index for index in self.beside if not self._follows(self.theirs.edits[index])),
            tuple(self.dropped),
        )

    def _follows(self, edit: DeckEdit) -> bool:
        """Return whether the source is going to say what an edit says that repeats it, as those of kickers do."""
        words = edit.old
        for one in sorted(self.changes, key=lambda one: -len("".join(one.old))):
            if one.target in {Target.FIELD, Target.QUESTION}:
                words = words.replace(one.old[0], one.new[0])
        return edit.kind in {EditKind.WORDS, EditKind.PROPERTY} and bool(edit.old) and folded(words) == folded(edit.new)

    # slides

    def _exchange_of(self, slide: int) -> int:
        """Return the question that the base's slide is about, as the source numbers it now; -1 for none."""
        there = self.ours.slides.to.get(slide)
        entry = self.decks.ours.slides[there].entry if there is not None else ""
        return next((at for at, one in enumerate(self.brief.exchanges) if one.id == entry), -1)

    def _question_at(self, slide: int) -> int:
        """Return the question whose place among the slides the source decides; the summary always comes last."""
        exchange = self._exchange_of(slide)
        return -1 if exchange < 0 or self.brief.exchanges[exchange].summary else exchange

    def _answer_slides(self, exchange: int) -> list[int]:
        """Return the base's slides that show the points of a question: its own, and those it goes on over."""
        headline = folded(self.brief.exchanges[exchange].headline.text)
        question = folded(self.brief.exchanges[exchange].question.text)
        found = []
        for here in range(len(self.decks.base.slides)):
            there = self.ours.slides.to.get(here)
            if there is None or self._exchange_of(here) != exchange:
                continue
            if folded(without_part_mark(self.decks.ours.slides[there].title)) in {headline, question}:
                found.append(here)
        return found

    # headlines

    def _headline(self, exchange: int) -> None:
        for here in self._answer_slides(exchange):
            there = self.theirs.slides.to.get(here)
            if there is None:
                continue
            base = without_part_mark(self.decks.base.slides[here].title)
            theirs = without_part_mark(self.decks.theirs.slides[there].title)
            theirs, number = with_large_number(self.decks.base.slides[here], self.decks.theirs.slides[there], theirs)
            self._cover(here, number)
            if base == theirs or not theirs:
                continue
            self._cover(here, self._title_at(here))
            ours = without_part_mark(self.decks.ours.slides[self.ours.slides.to[here]].title)
            if folded(ours) != folded(theirs) and self._is_theirs("headline", here, (base, ours, theirs)):
                words = self._as_written(exchange, theirs)
                self.changes.append(SourceChange(Target.HEADLINE, exchange, (ours,), (words,), slide=here))

    def _title_at(self, slide: int) -> int:
        shapes = self.decks.base.slides[slide].shapes
        return next((at for at, one in enumerate(shapes) if one.is_title), -1)

    # points

    def _points(self, exchange: int) -> None:
        one = self.brief.exchanges[exchange]
        known = {folded(point.text): point.text for point in one.points}
        base: list[str] = []
        theirs: list[str] = []
        ours: list[str] = []
        slides = self._answer_slides(exchange)
        for here in slides:
            rows = self._point_rows(here, known)
            base += rows[0]
            ours += rows[1]
            theirs += rows[2]
        if not slides or base == theirs:
            return
        first = slides[0]
        words = [known.get(folded(text), self._as_written(exchange, text)) for text in theirs]
        if ours not in (base, theirs):
            merged = merged_rows(base, ours, theirs)
            if merged is not None:
                words = [known.get(folded(text), self._as_written(exchange, text)) for text in merged]
            elif not self._is_theirs("points", first, ("\n".join(base), "\n".join(ours), "\n".join(theirs))):
                return
        if [folded(text) for text in words] != [folded(text) for text in ours]:
            shown = tuple(point.text for point in (one.headline, *one.points))
            self.changes.append(SourceChange(Target.POINTS, exchange, shown, (shown[0], *words), slide=first))

    def _point_rows(self, here: int, known: dict[str, str]) -> tuple[list[str], list[str], list[str]]:
        """Return the points on a slide as it was built, as it would be now, and as it came back."""
        base = self.decks.base.slides[here]
        ours = self.decks.ours.slides[self.ours.slides.to[here]]
        to_ours = pair_shapes(base.shapes, ours.shapes).to
        there = self.theirs.slides.to.get(here)
        if there is None:  # the slide was deleted: that is another edit
            rows = [base.shapes[at].text for at in self._point_shapes(base, ours, to_ours, known)]
            return rows, rows, rows
        theirs = self.decks.theirs.slides[there]
        to_theirs = pair_shapes(base.shapes, theirs.shapes).to
        found: tuple[list[str], list[str], list[str]] = ([], [], [])
        for at in self._point_shapes(base, ours, to_ours, known):
            shape = base.shapes[at]
            found[0].extend(_rows(shape))
            found[1].extend(_rows(ours.shapes[to_ours[at]]))
            found[2].extend(_rows(theirs.shapes[to_theirs[at]]) if at in to_theirs else [])
            if at in to_theirs:
                self._cover(here, at)
        return found

    def _point_shapes(
        self, base: NeutralSlide, ours: NeutralSlide, to_ours: dict[int, int], known: dict[str, str]
    ) -> list[int]:
        """Return which shapes hold points: all their paragraphs do, as the source says them now."""
        found = []
        for at, shape in enumerate(base.shapes):
            if shape.is_title or shape.is_footer or at not in to_ours:
                continue
            rows = _rows(ours.shapes[to_ours[at]])
            if rows and all(folded(row) in known for row in rows):
                found.append(at)
        return found

    def _cover(self, slide: int, shape: int) -> None:
        """Note that the words of a shape are dealt with as a whole."""
        for index, edit in enumerate(self.theirs.edits):
            if edit.kind in _WORDING and (edit.place.slide, edit.place.shape) == (slide, shape):
                self.done.add(index)

    # order

    def _order(self) -> None:
        moved = [index for index, one in enumerate(self.theirs.edits) if one.kind is EditKind.SLIDE_MOVED]
        if not moved:
            return
        rows = [self._question_at(here) for here in self.theirs.slides.in_their_order]
        order = list(dict.fromkeys(one for one in rows if one >= 0))
        contiguous = len(order) == sum(1 for at, one in enumerate(rows) if one >= 0 and (not at or rows[at - 1] != one))
        others = [here for here in self.theirs.slides.in_their_order if self._question_at(here) < 0]
        ours_moved = any(one.kind is EditKind.SLIDE_MOVED for one in self.ours.edits)
        if contiguous and others == sorted(others) and not ours_moved and order != sorted(order):
            whole = completed(order, len(self.brief.exchanges) - self._closing_summaries())
            whole += range(len(whole), len(self.brief.exchanges))
            slide = self.theirs.edits[moved[0]].place.slide
            self.changes.append(SourceChange(Target.ORDER, new=tuple(map(str, whole)), slide=slide))
            self.done.update(moved)

    def _closing_summaries(self) -> int:
        """Return how many questions that conclude the briefing are the last of its source, where they stay."""
        return sum(1 for _ in takewhile(lambda one: one.summary, reversed(self.brief.exchanges)))

    # everything else

    def _single(self, index: int, edit: DeckEdit) -> bool:
        """Find a place in the source for one edit, and return whether there is one."""
        exchange = self._exchange_of(edit.place.slide) if edit.place.slide >= 0 else -1
        match edit.kind:
            case EditKind.WORDS | EditKind.TABLE_CELL:
                return self._words(edit, exchange)
            case EditKind.NOTES | EditKind.NOTES_ADDED | EditKind.NOTES_DELETED:
                return self._notes(edit, exchange)
            case EditKind.SLIDE_HIDDEN | EditKind.SLIDE_SHOWN | EditKind.SLIDE_DELETED:
                return self._visibility(edit, exchange)
            case EditKind.PROPERTY:
                return self._property(edit)
            case EditKind.MARKS | EditKind.LINE_ENDS if exchange >= 0:
                return self._mark_up(index, edit, exchange)
            case EditKind.CHART_VALUES if exchange >= 0:
                return self._numbers(index, edit, exchange)
            case _:
                return False

    def _numbers(self, index: int, edit: DeckEdit, exchange: int) -> bool:
        """Find the places of a chart's numbers; where the source cannot say one, the chart is kept beside it."""
        place, slide = edit.place, edit.place.slide
        base = self.decks.base.slides[slide].shapes[place.shape].chart
        theirs = self.theirs.edited.slides[place.other_slide].shapes[place.other_shape].chart
        found = changed_numbers(base, theirs, self.brief.exchanges[exchange].answer)
        for one in found:
            if self._is_theirs(f"number of a chart ({one.what})", slide, (one.base, one.ours, one.theirs)):
                words = (f"{one.what}: {one.ours}",), (f"{one.what}: {one.theirs}",)
                path = (*one.path, one.theirs)
                self.changes.append(SourceChange(Target.NUMBER, exchange, *words, path, slide, edit=index))
        return bool(found)

    def _mark_up(self, index: int, edit: DeckEdit, exchange: int) -> bool:
        changed = any(one.place.slide == edit.place.slide and one.place.shape >= 0 for one in self.ours.edits)
        one, decks = self.brief.exchanges[exchange], self.decks
        change = mark_change if edit.kind is EditKind.MARKS else line_end_change
        found = None if changed else change(decks.base, decks.theirs, edit, one, exchange)
        self.changes.extend([found._replace(edit=index)] if found else [])
        return found is not None

    def _words(self, edit: DeckEdit, exchange: int) -> bool:
        if not edit.old or not edit.new:
            return False
        ours = self._ours_for(edit)
        if edit.kind is EditKind.TABLE_CELL and exchange >= 0:
            cells = [one for one in cells_of(self.brief.exchanges[exchange].answer) if folded(one[0]) == folded(ours)]
            if len(cells) == 1 and self._is_theirs("table cell", edit.place.slide, (edit.old, ours, edit.new)):
                words, sentence = cells[0]
                new = with_marks_of(words, edit.new)
                self.changes.append(
                    SourceChange(Target.CELL, exchange, (words,), (new,), (sentence,), edit.place.slide)
                )
                return True
        texts = (edit.old, ours, edit.new)
        if ours == edit.new or (ours != edit.old and not self._is_theirs(edit.what, edit.place.slide, texts)):
            return True
        if self._marking(ours, edit):
            return True
        beside = exchange >= 0 and edit.place.slide not in self._answer_slides(exchange)
        nearest = facts_of_quotations(self.brief, exchange) if beside else iter(())
        whole = fact_of_sentence(self.brief, exchange, ours, edit.new)
        facts = (nearest, facts_for(self.brief, exchange), whole)
        found = next((one for one in (fact_for(ours, edit.new, some) for some in facts) if one), None)
        if found is None:
            return False
        fact, words = found
        if fact.path == ("date",):
            day = date_from_words(words, self.brief.fields.lang)
            if day is None:
                return False
            words = day.isoformat()
        slide = edit.place.slide
        self.changes.append(SourceChange(fact.target, fact.exchange, (fact.words,), (words,), fact.path, slide))
        return True

    def _marking(self, ours: str, edit: DeckEdit) -> bool:
        """Change the marking where `ours` are its words: slides, notes and handout carry the same one."""
        if ours != self.brief.fields.marking.text:
            return False
        self.changes.append(SourceChange(Target.FIELD, -1, (ours,), (edit.new,), ("marking",), edit.place.slide))
        return True

    def _ours_for(self, edit: DeckEdit) -> str:
        """Return what is there now, where the edit was made."""
        here = edit.place
        for one in self.ours.edits:
            there = one.place
            same = (there.slide, there.shape, there.paragraph, there.row, there.column) == (
                here.slide, here.shape, here.paragraph, here.row, here.column,
            )  # fmt: skip
            if same and one.kind in {edit.kind, EditKind.POINT_DELETED, EditKind.SHAPE_DELETED}:
                return one.new
        return edit.old

    def _notes(self, edit: DeckEdit, exchange: int) -> bool:
        slide = edit.place.slide
        if edit.kind is EditKind.NOTES_ADDED and exchange >= 0 and slide in self._answer_slides(exchange):
            self.changes.append(SourceChange(Target.NOTES_ADDED, exchange, (), (edit.new,), slide=slide))
            return True
        if edit.kind is not EditKind.NOTES:
            return False
        changed = [one for one in self.ours.edits if one.kind in _NOTING and one.place.slide == slide]
        ours = next((one.new for one in changed if one.old == edit.old), None)
        if ours is not None:
            if ours == edit.new or not self._is_theirs("notes", slide, (edit.old, ours, edit.new)):
                return True
            edit = edit._replace(old=ours)
        if self._marking(edit.old, edit):
            return True
        if exchange < 0 and reads_a_row(self.decks.theirs.slides[edit.place.other_slide], edit.new):
            return True  # the notes of a summary, which the edit of its table changes as well
        answer = self.brief.exchanges[exchange].answer if exchange >= 0 else ()
        if cells := changed_cells(answer, edit.old, edit.new):
            self.changes += [SourceChange(Target.CELL, exchange, (a,), (b,), (at,), slide) for a, b, at in cells]
            return True
        target = Target.ANSWER
        asked = [at for at, one in enumerate(self.brief.exchanges) if folded(one.question.text) == folded(edit.old)]
        if exchange < 0 and len(asked) == 1:  # the notes of an overview list the questions
            exchange = asked[0]
        if exchange >= 0:
            own = sentences_of(self.brief.exchanges[exchange].notes)
            if own and folded(edit.old) in folded(" ".join(one.text for one in own)):
                target = Target.NOTES
            elif folded(edit.old) == folded(self.brief.exchanges[exchange].question.text):
                target = Target.QUESTION
        self.changes.append(SourceChange(target, exchange, (edit.old,), (edit.new,), slide=slide))
        return True

    def _visibility(self, edit: DeckEdit, exchange: int) -> bool:
        slide = edit.place.slide
        mine = [here for here, _ in enumerate(self.decks.base.slides) if self._exchange_of(here) == exchange >= 0]
        if exchange < 0 or not mine:
            return edit.kind is EditKind.SLIDE_DELETED and slide not in self.ours.slides.to
        if edit.kind is EditKind.SLIDE_DELETED:
            gone = all(here not in self.theirs.slides.to for here in mine)
            if not gone or self.brief.exchanges[exchange].summary:
                return False
            self.changes.append(SourceChange(Target.NO_SLIDE, exchange, slide=mine[0]))
            return True
        there = [self.theirs.slides.to[here] for here in mine if here in self.theirs.slides.to]
        hidden = {self.decks.theirs.slides[at].hidden for at in there}
        if len(hidden) != 1:
            return False
        target = Target.HIDDEN if hidden.pop() else Target.SHOWN
        self.changes.append(SourceChange(target, exchange, slide=mine[0]))
        return True

    def _property(self, edit: DeckEdit) -> bool:
        if edit.what == "title" and edit.new and edit.old == self.brief.fields.title:
            self.changes.append(SourceChange(Target.FIELD, -1, (edit.old,), (edit.new,), ("title",)))
            return True
        return False

    # deciding

    def _is_theirs(self, what: str, slide: int, texts: tuple[str, str, str]) -> bool:
        """Return whether what came back counts; where both sides changed, only where somebody decided so."""
        base, ours, theirs = texts
        if ours in {base, theirs} or folded(ours) in {folded(base), folded(theirs)}:
            return True
        words = {"theirs", f"theirs:{slide + 1}"}, {"ours", f"ours:{slide + 1}"}
        specific = {f"theirs:{slide + 1}", f"ours:{slide + 1}"} & self.decided
        chosen = specific or {"theirs", "ours"} & self.decided
        if not chosen:
            self.conflicts.append(Conflict(what, slide, base, ours, theirs))
            return False
        return bool(chosen & words[0])

    def _as_written(self, exchange: int, shown: str) -> str:
        """Return words as the answer writes them, if it does: the slide capitalises the first letter."""
        return as_written(" ".join(one.text for one in sentences_of(self.brief.exchanges[exchange].answer)), shown)


def _rows(shape: NeutralShape) -> list[str]:
    return [text for one in shape.paragraphs if (text := one.text)]
