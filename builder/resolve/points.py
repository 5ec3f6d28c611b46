"""What a slide says of an answer: the author's slide text, else the highlights, else sentences chosen from it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import attrgetter

from msgspec.structs import replace

from builder.model.brief import (
    Block,
    Chart,
    DataTable,
    Image,
    ListBlock,
    Paragraph,
    Point,
    PointOrigin,
    Quotation,
    Run,
    Sentence,
    Subheading,
    gap_after,
    gap_behind,
    joined_runs,
    sentences_of,
)
from builder.model.grammar import Grammar
from builder.model.plain_text import part_of
from builder.resolve.clauses import Clause, words_in
from builder.resolve.cohesion import needs_of
from builder.resolve.extractive_points import MOST_ITEMS, MOST_WORDS, Quotable, choose

_STOPS = " .,:;!?…。”“»«’\"')"
"""What may be between the words of a point and the call of a footnote that belongs to them."""


def points_of(answer: tuple[Block, ...], slide: tuple[Block, ...]) -> tuple[Point, ...]:
    """Return the points that the author made for an answer, the headline first; empty if there are none."""
    if slide:
        return tuple(_authored(slide))
    return highlights_of(sentences_of(answer))


def question_as_headline(question: Sentence) -> Point:
    """Return the headline of an answer without words, such as a picture without a caption: its question."""
    return _point((Clause.whole(question),), question.quoted(), PointOrigin.CHOSEN)


def whole_paragraphs(blocks: tuple[Block, ...], origin: PointOrigin) -> tuple[Point, ...]:
    """Return the paragraphs and items of `blocks`, which are on a slide as a whole, each as a point."""
    return tuple(_paragraph_points(blocks, -1, origin))


def _paragraph_points(blocks: tuple[Block, ...], level: int, origin: PointOrigin) -> Iterator[Point]:
    for block in blocks:
        match block:
            case ListBlock(ordered=ordered, start=start, items=items):
                for number, item in enumerate(items, start):
                    for at, point in enumerate(_paragraph_points(item, level + 1, origin)):
                        yield replace(point, number=number) if ordered and not at else point
            case Quotation(inner):
                yield from _paragraph_points(inner, level, origin)
            case Paragraph() | Subheading():
                sentences = sentences_of((block,))
                clauses = tuple(Clause.whole(one) for one in sentences)
                runs = tuple(replace(run, highlight=0) for run in joined_runs(sentences))
                yield replace(_point(clauses, runs, origin), level=max(level, 0))
            case _:
                continue


def authored_headline(headline: Sentence) -> Point:
    """Return the headline that the author wrote for the slide; the answer's points stay what they are."""
    return _point((Clause.whole(headline),), headline.quoted(), PointOrigin.AUTHORED)


def highlights_of(sentences: tuple[Sentence, ...]) -> tuple[Point, ...]:
    """Return the highlighted spans of `sentences` in their order; one may run over several sentences."""
    marked = [part for sentence in sentences for part in _highlighted(sentence)]
    found = []
    for _, group in groupby(marked, key=lambda part: part[1][0].highlight):
        parts = list(group)
        runs: list[Run] = []
        before = parts[0][0].sentence
        for clause, words in parts:
            runs += [] if clause.sentence is before else [Run(gap_behind(before))]
            runs += [replace(run, highlight=0) for run in words]
            before = clause.sentence
        found.append(_point([clause for clause, _ in parts], tuple(runs), PointOrigin.HIGHLIGHT))
    return tuple(found)


def _highlighted(sentence: Sentence) -> Iterator[tuple[Clause, list[Run]]]:
    """Yield each highlight of `sentence`, or what of it is in this sentence, with its runs."""
    at = 0
    for highlight, group in groupby(sentence.quoted(), key=attrgetter("highlight")):
        runs = list(group)
        start, at = at, at + sum(len(run.text) for run in runs)
        if highlight:
            clause = Clause(sentence, start, at)
            yield clause, list(_with_calls(clause))


def chosen_from(
    answer: tuple[Block, ...], grammar: Grammar, names: Callable[[str], bool]
) -> tuple[tuple[Point, ...], tuple[tuple[Clause, ...], ...]]:
    """Return points for an answer without highlights, the headline first, and the clauses that each of them quotes."""
    quotes = _item_by_item(choose(quotable_in(answer), grammar, names), answer)
    return as_listed(tuple(_point_from(clauses) for clauses in quotes), answer), quotes


def is_taken_back(quotes: tuple[tuple[Clause, ...], ...], grammar: Grammar) -> bool:
    """Return whether the second point takes back the headline, and both are too long to be one.

    In a summary the headline would stand alone, so that it needs its question in its place.
    """
    if len(quotes) < 2 or len(quotes[0]) > 1:
        return False
    head, behind = (clauses[0].sentence.text for clauses in quotes[:2])
    return needs_of((head, behind), grammar)[0].taken_back


def _item_by_item(quotes: tuple[tuple[Clause, ...], ...], answer: tuple[Block, ...]) -> tuple[tuple[Clause, ...], ...]:
    """Return `quotes`, those behind the headline that are of one paragraph of an item of a list as one."""
    paragraphs = {one.id: at for at, sentences in enumerate(_items_of(answer)) for one in sentences}
    joined = list(quotes[:1])
    for clauses in quotes[1:]:
        before = joined[-1][-1].sentence.id
        if len(joined) > 1 and before in paragraphs and paragraphs[before] == paragraphs.get(clauses[0].sentence.id):
            joined[-1] = tuple(Clause.whole(one.sentence) for one in (*joined[-1], *clauses))
        else:
            joined.append(clauses)
    return tuple(joined)


def _items_of(blocks: tuple[Block, ...]) -> Iterator[tuple[Sentence, ...]]:
    """Yield the sentences of each paragraph in the items of lists."""
    for block in blocks:
        if isinstance(block, ListBlock):
            for item in block.items:
                yield from (one.sentences for one in item if isinstance(one, Paragraph))
                yield from _items_of(item)


def is_bare_list(answer: tuple[Block, ...]) -> bool:
    """Return whether an answer begins with a list that is shown as a whole, so that it needs the question above it."""
    kinds = (Paragraph, Quotation, ListBlock)
    first = next((block for block in _own_words(answer) if isinstance(block, kinds)), None)
    return isinstance(first, ListBlock) and sentences_of((first,)) in _whole_lists((first,))


def as_listed(points: Sequence[Point], blocks: tuple[Block, ...]) -> tuple[Point, ...]:
    """Return `points`, those that quote an item of a list in `blocks` from its first sentence on as it is there.

    That is with the item's number, and below the item that it is part of or the sentence in front of the list, where
    that is a point, too, and not the headline.
    """
    items = {first: (number, whole) for first, number, whole in _items_in(blocks, "")}
    levels = {"": -1}
    listed = []
    for at, point in enumerate(points):
        number, whole = items.get(point.sources[0], (0, ""))
        level = levels.get(whole, -1) + 1
        levels |= dict.fromkeys(point.sources, level if at or point.sources[0] in items else -1)
        listed.append(replace(point, number=number, level=level))
    return tuple(listed)


def _items_in(blocks: tuple[Block, ...], whole: str) -> Iterator[tuple[str, int, str]]:
    """Yield the id of the first sentence of each item, its number (0 for none), and that of what it is part of."""
    for before, block in zip((None, *blocks), blocks, strict=False):
        match block:
            case ListBlock(ordered=ordered, start=start, items=items):
                above = whole or (before.sentences[-1].id if isinstance(before, Paragraph) else "")
                for number, item in enumerate(items, start):
                    first = sentences_of(item[:1])
                    if first:
                        yield first[0].id, number if ordered else 0, above
                    yield from _items_in(item, first[0].id if first else above)
            case Quotation(inner):
                yield from _items_in(inner, whole)
            case _:
                continue


def _point_from(clauses: tuple[Clause, ...]) -> Point:
    runs: list[Run] = []
    for index, one in enumerate(clauses):
        if index:
            before = clauses[index - 1]
            whole = before.end == len(before.sentence.text)
            runs.append(Run(gap_behind(before.sentence) if whole else gap_after(runs[-1].text)))
        runs += _with_calls(one)
    return _point(clauses, tuple(runs), PointOrigin.CHOSEN)


def _with_calls(clause: Clause) -> tuple[Run, ...]:
    """Return the runs of `clause`, with the calls of footnotes in it and those right behind its full stop."""
    runs: list[Run] = []
    at = 0
    for run in clause.sentence.quoted():
        start, at = at, at + len(run.text)
        between = clause.sentence.text[clause.end : start]
        if run.note and clause.start < start and not between.strip(_STOPS):
            runs.append(replace(run, highlight=0))
        else:
            runs += part_of((run,), clause.start - start, clause.end - start)
    return tuple(runs)


def quotable_in(answer: tuple[Block, ...]) -> Quotable:
    """Return the sentences that a slide may quote: running text, or where there is none quotations, items, captions.

    A block quotation is somebody else's words without their name, and is quoted only where there is no other text.
    Cells of tables and values of charts say nothing outside their table, and are never quoted.
    """
    own = _own_words(answer)
    items = tuple(block for block in answer if isinstance(block, ListBlock))
    prose = _sentences_in(own)
    found = prose or sentences_of(items) or _captions_in(answer)
    beside = _announcing(answer) | _open_lines(own)
    found = tuple(one for one in found if one.id not in beside) or found
    whole = {one.id for listed in _whole_lists(own) for one in listed}
    listed = {
        one.id: number
        for number, paragraph in enumerate(_items_of(own), 1)
        for one in paragraph
        if one.id in whole or not prose
    }
    return Quotable(tuple(one for one in found if any(char.isalnum() for char in one.text)), listed)


def _own_words(answer: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return an answer without its quotations, unless there is no other text."""
    own = tuple(block for block in answer if not isinstance(block, Quotation))
    return own if _sentences_in(own) else answer


def _announcing(blocks: tuple[Block, ...]) -> frozenset[str]:
    """Return the ids of the sentences that announce with a colon what is no text of its own: a quotation, a table."""
    ends = (
        above.sentences[-1]
        for above, below in pairwise(blocks)
        if isinstance(above, Paragraph) and not isinstance(below, (ListBlock, Paragraph))
    )
    return frozenset(one.id for one in ends if one.text.rstrip().endswith((":", "：")))


def _open_lines(blocks: tuple[Block, ...]) -> frozenset[str]:
    """Return the ids of lines of their own without a mark at their end: references and titles among sentences."""
    alone = (one.sentences[0] for one in blocks if isinstance(one, Paragraph) and len(one.sentences) == 1)
    return frozenset(one.id for one in alone if one.text.rstrip()[-1:].isalnum())


def _captions_in(blocks: tuple[Block, ...]) -> tuple[Sentence, ...]:
    """Return the captions of tables and pictures, the titles of charts, and subheadings."""
    found: list[Sentence] = []
    for block in blocks:
        match block:
            case DataTable(caption=caption) | Image(caption=caption):
                found += caption
            case Chart(title=title) | Subheading(_, title):
                found.append(title)
            case _:
                continue
    return tuple(found)


def _sentences_in(blocks: tuple[Block, ...]) -> tuple[Sentence, ...]:
    """Return the sentences of running text: of paragraphs, quotations, and lists of statements or whole ones."""
    found: list[Sentence] = []
    whole = _whole_lists(blocks)
    for block in blocks:
        match block:
            case Paragraph(sentences):
                found += sentences
            case ListBlock(items=items) if sentences_of((block,)) not in whole:
                found += [one for item in items for one in _sentences_in(item) if is_statement(one.text)]
            case ListBlock():
                found += sentences_of((block,))
            case Quotation(inner):
                found += _sentences_in(inner)
            case _:
                continue
    return tuple(found)


def _whole_lists(blocks: tuple[Block, ...]) -> tuple[tuple[Sentence, ...], ...]:
    """Return the sentences of each list that belongs to the paragraph before it, or to the question.

    Such a list is on a slide as a whole or not at all. A long one of statements without numbers is none where no colon
    announces it: each of them says something alone.
    """
    found = []
    before: Block | None = None
    for block in blocks:
        if isinstance(block, ListBlock) and (before is None or (isinstance(before, Paragraph) and before.sentences)):
            items = sentences_of((block,))
            colon = isinstance(before, Paragraph) and before.sentences[-1].text.rstrip().endswith((":", "："))
            stated = any(is_statement(one.text) for one in items)
            if colon or block.ordered or not stated or _is_short(block):
                found.append(items)
        if isinstance(block, (Paragraph, ListBlock, Quotation)) or (before and isinstance(block, Subheading)):
            before = block
    return tuple(found)


def _is_short(block: ListBlock) -> bool:
    words = sum(words_in(one.text) for one in sentences_of((block,)))
    return len(tuple(_items_of((block,)))) <= MOST_ITEMS and words <= MOST_WORDS


def is_statement(item: str) -> bool:
    """Return whether an item of a list is a statement of its own: it begins and ends like a sentence."""
    return not item[:1].islower() and item.rstrip("\"'”’»)").endswith((".", "!", "。", "؟", "。", "！"))


def _authored(blocks: tuple[Block, ...], level: int = 0) -> Iterator[Point]:
    """Yield one point a paragraph and one an item of a list, with the item's number and depth."""
    for block in blocks:
        match block:
            case Paragraph(sentences):
                yield _point(map(Clause.whole, sentences), joined_runs(sentences), PointOrigin.AUTHORED)
            case ListBlock(ordered=ordered, start=start, items=items):
                for number, item in enumerate(items, start):
                    first, *inner = item
                    for point in _authored((first,), level):
                        yield replace(point, number=number if ordered else point.number, level=max(level, point.level))
                    yield from _authored(tuple(inner), level + 1)
            case _:
                for sentence in sentences_of((block,)):
                    yield _point((Clause.whole(sentence),), sentence.quoted(), PointOrigin.AUTHORED)


def _point(clauses: Iterable[Clause], runs: tuple[Run, ...], origin: PointOrigin) -> Point:
    first, *more = clauses
    quotes = tuple(one.sentence.quote(one.start, one.end) for one in (first, *more))
    place = first.sentence.place(first.start, first.end)
    return Point(runs, origin, quotes, place)
