"""The changes that an edited deck asks for, made in its source one by one, so that it can be built."""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from builder.compare.source_change import SourceChange, SourcePlan, Target
from builder.compare.source_facts import folded
from builder.model.brief import Draft, sentences_of
from builder.model.findings import Report
from builder.read import read
from builder.read.front_matter_places import scalar_place
from builder.write.patches.charts import number_changed
from builder.write.patches.front_matter import ScalarPlace, field_changed
from builder.write.patches.marks import line_ends_changed, marks_changed
from builder.write.patches.passages import (
    flag_proposals,
    headline_proposals,
    moved_passages,
    note_changed,
    note_proposals,
    point_proposals,
    unflag_proposals,
)
from builder.write.patches.patch import PatchProposal
from builder.write.patches.read_source import ReadSource, proved
from builder.write.patches.words import answer_changed, cell_changed, highlights_reworded, question_changed

Patched = tuple[tuple[SourceChange, ...], tuple[SourceChange, ...], bytes]
"""Which changes could be made, which could not, and the source with the former."""


class Outlook(NamedTuple):
    """What would be made of a source."""

    fault_of: Callable[[bytes], str]
    """Says why it could not be built; nothing if it could."""
    points_of: Callable[[bytes, int], list[str]]
    """Says the headline and the points of a question."""


def patched(source: ReadSource, plan: SourcePlan, outlook: Outlook) -> Patched:
    """Return `source` with the changes of `plan`.

    Where it could not with all of them, each is tried, and those are left out with which it could not.
    """
    if plan.conflicts:
        return (), (), source.data
    found = _patched(source, plan, outlook, each=False)
    return _patched(source, plan, outlook, each=True) if found[0] and outlook.fault_of(found[2]) else found


def _patched(source: ReadSource, plan: SourcePlan, outlook: Outlook, *, each: bool) -> Patched:
    """Return the source with what can be made of the plan.

    Where a change of the answer makes its points words of the slide, the answer must still bear them out.
    """

    def reread(data: bytes) -> Draft | None:
        return read(source.draft.source, data, Report())

    made, refused = [], []
    for change in sorted(plan.changes, key=lambda one: _turn(one, plan)):
        found = source if _is_said(source, change) else proved(source, _proposals(source, change, plan), reread)
        if found and _chooses_otherwise(source, found, change, outlook):
            found = proved(source, _proposals(source, change, None), reread)
        reason = change.reason or ("" if found else _why_not(source, change, plan))
        if found and change.target is Target.ANSWER and _slides(found) != _slides(source):
            borne_out = _is_borne_out(found, change) and not outlook.fault_of(found.data)
            reason = "" if borne_out else "the answer would no longer say what the points of its slide say"
        if found and each and not reason and found.data != source.data and (fault := outlook.fault_of(found.data)):
            reason = f"nothing could be built with it: {fault}"
        if found is None or reason:
            refused.append(change._replace(reason=reason))
        else:
            made.append(change._replace(handout=_handout_says(source, found, change)))
            source = found
    return tuple(made), tuple(refused), source.data


def _chooses_otherwise(source: ReadSource, found: ReadSource, change: SourceChange, outlook: Outlook) -> bool:
    """Return whether other sentences than before are chosen for a slide from an answer whose words changed."""
    if not _handout_says(source, found, change).endswith("too") or source.form.passages[change.exchange].highlights:
        return False
    new = {folded(old): folded(words) for old, words in _reworded(change)}
    before, after = ([folded(p) for p in outlook.points_of(one.data, change.exchange)] for one in (source, found))
    return [new.get(one, one) for one in before] != after


def _handout_says(source: ReadSource, found: ReadSource, change: SourceChange) -> str:
    """Return what a headline or points with new words mean for the handout; nothing where only the slide has them."""
    if change.target not in {Target.HEADLINE, Target.POINTS}:
        return ""
    before, after = (one.form.passages[change.exchange] for one in (source, found))
    if before.answer != after.answer:
        return "the handout changes too"
    answer = _told(" ".join(one.text for one in sentences_of(found.draft.passages[change.exchange].answer)))
    new = [_told(one) for one in change.new]
    old = [one for one in change.old if _told(one) in answer and _told(one) not in new]
    beside = (before.headline, before.slide) != (after.headline, after.slide)
    if not old or not beside or all(one in answer for one in new):
        return ""
    return f"the handout does not change: the answer still says “{' / '.join(old)}”"


def _told(text: str) -> str:
    return folded(text).casefold()


def _is_borne_out(source: ReadSource, change: SourceChange) -> bool:
    """Return whether the changed answer still has half of the words of one point of its slide, or more."""
    answer = sentences_of(source.draft.passages[change.exchange].answer)
    said = {word for one in answer for word in folded(one.text).split()}
    points = [folded(one).split() for one in source.form.passages[change.exchange].slide]
    return any(2 * sum(word in said for word in words) >= len(words) for words in points)


def _why_not(source: ReadSource, change: SourceChange, plan: SourcePlan) -> str:
    """Return why a change cannot be made."""
    if not _is_markdown(source) and change.target is not Target.FIELD:
        return "only front matter is changed in a source that is not Markdown"
    if next(_proposals(source, change, plan), None) is not None:
        return "with it, other parts of the source would read as something else"
    if change.target is Target.ORDER:
        return "a heading `# …` would have no question left"
    return "the source does not say the old words in one place, as one text"


def _is_markdown(source: ReadSource) -> bool:
    return source.draft.source.endswith((".md", ".markdown"))


def _turn(change: SourceChange, plan: SourcePlan) -> int:
    """Return when a change is made: first of an answer that is going to say the words of a new headline or point.

    First also of one that goes on saying the old words: they are changed afterwards.
    """
    if change.target is not Target.ANSWER:
        return 2 if change.target is Target.ORDER else 1
    pairs = _reworded_in(plan, change.exchange)
    said = any(new.removesuffix(".") in change.new[0] and new not in change.old[0] for _, new in pairs)
    return 0 if said or (pairs and not _says_otherwise(change, plan)) else 1


def _reworded(change: SourceChange) -> list[tuple[str, str]]:
    """Return the old and the new words of a headline or point; nothing where points were added or deleted."""
    pairs = zip(change.old, change.new, strict=False) if len(change.old) == len(change.new) else ()
    return [(old, new) for old, new in pairs if folded(old) != folded(new)]


def _reworded_in(plan: SourcePlan, exchange: int) -> list[tuple[str, str]]:
    slides = {Target.HEADLINE, Target.POINTS}
    return [
        pair for one in plan.changes if one.target in slides and one.exchange == exchange for pair in _reworded(one)
    ]


def _says_otherwise(change: SourceChange, plan: SourcePlan) -> bool:
    """Return whether notes say words otherwise that a headline or point says in yet another way."""
    old, new = _told(change.old[0]), _told(change.new[0])
    pairs = [(_told(was), _told(now)) for was, now in _reworded_in(plan, change.exchange)]
    return any(was in old and was not in new and now not in new for was, now in pairs)


def _in_highlights(source: ReadSource, change: SourceChange, plan: SourcePlan | None) -> Iterator[PatchProposal]:
    """Return the way to change the words of a headline or of points in the highlights or sentences that say them."""
    said = source.form.passages[change.exchange]
    own = said.slide or (said.headline and change.target is Target.HEADLINE)
    if plan is None or own:
        return iter(())
    notes = [one for one in plan.changes if one.target is Target.ANSWER and one.exchange == change.exchange]
    if any(_says_otherwise(one, plan) for one in notes):
        return iter(())
    sentences = sentences_of(source.draft.passages[change.exchange].answer)
    highlights = {folded(one): one for one in said.highlights or [one.text for one in sentences]}
    pairs = [(highlights.get(folded(old), ""), new) for old, new in _reworded(change)]
    return highlights_reworded(source, change.exchange, pairs)


def _is_said(source: ReadSource, change: SourceChange) -> bool:
    """Return whether the highlights of an answer say the wanted headline or points already: its words were changed."""
    if change.target not in {Target.HEADLINE, Target.POINTS}:
        return False
    form = source.form.passages[change.exchange]
    said = [folded(one) for one in form.highlights]
    wanted = [folded(one) for one in change.new]
    plain = not form.headline and not form.slide
    return plain and (said[:1] == wanted if change.target is Target.HEADLINE else said[1:] == wanted[1:])


def _slides(source: ReadSource) -> list[object]:
    return [one.slide for one in source.form.passages]


def _proposals(source: ReadSource, change: SourceChange, plan: SourcePlan | None) -> Iterator[PatchProposal]:
    """Return the ways to make one change, the one that says most first; without a `plan` those for the slide."""
    if not _is_markdown(source) and change.target is not Target.FIELD:
        return iter(())
    at, old, new = change.exchange, change.old, change.new
    ways: Mapping[Target, Callable[[], Iterator[PatchProposal]]] = {
        Target.HEADLINE: lambda: chain(
            _in_highlights(source, change, plan), headline_proposals(source.passage(at), new[0])
        ),
        Target.POINTS: lambda: chain(_in_highlights(source, change, plan), point_proposals(source.passage(at), new)),
        Target.QUESTION: lambda: question_changed(source, at, new[0]),
        Target.ANSWER: lambda: answer_changed(source, at, old[0], new[0]),
        Target.MARKS: lambda: marks_changed(source, at, old[0], change.marks),
        Target.LINE_ENDS: lambda: line_ends_changed(source, at, old[0], change.line_ends),
        Target.NOTES: lambda: note_changed(source.passage(at), old[0], new[0]),
        Target.NOTES_ADDED: lambda: note_proposals(source.passage(at), new),
        Target.CELL: lambda: cell_changed(source, change.path[0], new[0]),
        Target.NUMBER: lambda: number_changed(source, at, change.path[:3], change.path[3]),
        Target.FIELD: lambda: _field(source, change),
        Target.HIDDEN: lambda: flag_proposals(source.passage(at), ".hidden"),
        Target.SHOWN: lambda: unflag_proposals(source.passage(at), ".hidden"),
        Target.NO_SLIDE: lambda: flag_proposals(source.passage(at), ".no-slide"),
        Target.ORDER: lambda: moved_passages(
            source.text, source.draft.passages, source.form, [int(one) for one in new]
        ),
    }
    return ways[change.target]()


def _field(source: ReadSource, change: SourceChange) -> Iterator[PatchProposal]:
    place = scalar_place(source.draft.source, source.data, change.path)
    return field_changed(source, ScalarPlace(*place), change.path, change.new[0]) if place else iter(())
