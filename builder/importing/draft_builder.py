"""Pieces to the blocks of a draft: paragraphs with numbered sentences, lists, tables, quotations."""

from dataclasses import dataclass, field
from itertools import pairwise

from msgspec.structs import replace

from builder.importing.boilerplate import said
from builder.importing.inline import tidy
from builder.importing.pieces import PieceKind, RawPiece
from builder.importing.speaker_labels import Labels
from builder.model.brief import (
    Align,
    Block,
    DataTable,
    Footnote,
    Image,
    ListBlock,
    Mark,
    Paragraph,
    Quotation,
    Run,
    Sentence,
    Subheading,
)
from builder.model.findings import Span
from builder.model.sentence import LINE_END
from builder.read.sentences import sentence_bounds


@dataclass(slots=True)
class DraftBuilder:
    """What is gathered while a draft is put together."""

    source: str
    lang: str
    removed: list[str]
    labels: Labels
    remarks: list[tuple[str, str]] = field(default_factory=list)
    footnotes: list[Footnote] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    pictures_folder: str = ""
    """Where the pictures will be, seen from the draft."""
    group_headings: list[Sentence] = field(default_factory=list)
    """Headings above the next question, with no text of their own: they group the questions from it on."""
    picture_word: str = "Figure"
    """The alternative text of a picture that has none."""

    def sentences(self, runs: tuple[Run, ...], prefix: str, line: int) -> tuple[Sentence, ...]:
        """Return the sentences of a paragraph, numbered on within their passage."""
        span = Span(self.source, line, 1, line, 1) if line else Span(self.source)
        found = sentences_from(runs, prefix, self.counts.get(prefix, 0) + 1, span=span, lang=self.lang)
        self.counts[prefix] = self.counts.get(prefix, 0) + len(found)
        return found

    def single(self, runs: tuple[Run, ...], prefix: str, line: int) -> Sentence:
        """Return a heading or question as a single sentence, even if it has several."""
        self.counts[prefix] = self.counts.get(prefix, 0) + 1
        span = Span(self.source, line, 1, line, 1) if line else Span(self.source)
        plain = tidy([replace(run, mark=run.mark & ~Mark.STRONG) for run in runs])
        return Sentence(f"{prefix}.{self.counts[prefix]}", _unmarked(plain), span)


def _unmarked(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return the runs of a heading without mark-up that most of its words share: a heading needs no emphasis."""
    whole = sum(len(run.text) for run in runs)
    common = Mark.NONE
    for mark in (Mark.STRONG, Mark.EMPHASIS):
        share = sum(len(run.text) for run in runs if run.mark & mark or not run.text.strip())
        common |= mark if 2 * share > whole else Mark.NONE
    return tidy([replace(run, mark=run.mark & ~common) for run in runs]) if common else runs


def without_dead_notes(blocks: tuple[Block, ...], known: set[str], builder: DraftBuilder) -> tuple[Block, ...]:
    """Return `blocks` without calls of footnotes that the source does not have."""

    def sentence(one: Sentence) -> Sentence:
        dead = [run.note for run in one.runs if run.note and run.note not in known]
        builder.removed.extend(f"[^{note}]" for note in dead)
        return replace(one, runs=tuple(run for run in one.runs if run.note not in dead)) if dead else one

    def block(one: Block) -> Block:
        match one:
            case Paragraph(sentences):
                return Paragraph(tuple(sentence(each) for each in sentences))
            case Subheading(level, heading):
                return Subheading(level, sentence(heading))
            case ListBlock(items=items):
                return replace(one, items=tuple(tuple(block(each) for each in item) for item in items))
            case Quotation(inner):
                return Quotation(tuple(block(each) for each in inner))
            case DataTable(header, rows):
                cells = tuple(tuple(tuple(sentence(each) for each in cell) for cell in row) for row in (header, *rows))
                return replace(one, header=cells[0], rows=cells[1:])
            case _:
                return one

    return tuple(block(one) for one in blocks)


def blocks_of(pieces: list[RawPiece], prefix: str, builder: DraftBuilder) -> tuple[Block, ...]:
    """Return the blocks of `pieces`, their sentences numbered under `prefix`; headings at the end go to the builder."""
    found: list[Block] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        if piece.form is PieceKind.ITEM:
            end = at
            while (
                end < len(pieces)
                and pieces[end].form is PieceKind.ITEM
                and (end == at or _same_list(pieces[at], pieces[end]))
            ):
                end += 1
            found.append(_listing(pieces[at:end], prefix, builder))
            at = end
            continue
        block = _block(piece, prefix, builder)
        found += [block] if block else []
        at += 1
    at = len(builder.group_headings)
    while found and isinstance(last := found[-1], Subheading):
        builder.group_headings.insert(at, last.sentence)
        found.pop()
    return tuple(found)


def _block(piece: RawPiece, prefix: str, builder: DraftBuilder) -> Block | None:
    match piece.form:
        case PieceKind.HEADING:
            return (
                Subheading(min(max(piece.level, 3), 6), builder.single(piece.runs, prefix, piece.line))
                if piece.runs
                else None
            )
        case PieceKind.GRID:
            return _grid(piece, prefix, builder)
        case PieceKind.RULE:
            return None
        case PieceKind.PICTURE:
            return _picture(piece, prefix, builder)
        case PieceKind.QUOTE:
            sentences = builder.sentences(piece.runs, prefix, piece.line)
            return Quotation((Paragraph(sentences),)) if sentences else None
        case _:
            sentences = builder.sentences(_unmarked(piece.runs), prefix, piece.line)
            return Paragraph(sentences) if sentences else None


def _picture(piece: RawPiece, prefix: str, builder: DraftBuilder) -> Image | None:
    """Return a picture with its caption; where nothing describes it, its alternative text is a guess to write over."""
    if not piece.source:
        return None
    alt = " ".join(piece.text.split()) or "".join(run.text for run in piece.caption).strip()
    if not alt:
        alt = f"{builder.picture_word} {piece.source.removeprefix('picture-').split('.')[0]}"
        builder.remarks.append(
            (prefix, f"look here first: {piece.source} has no alt text; write it for readers who cannot see it")
        )
    caption = builder.sentences(_unmarked(piece.caption), prefix, piece.line) if piece.caption else ()
    return Image(f"{builder.pictures_folder}/{piece.source}", alt, decorative=False, caption=caption)


def _same_list(first: RawPiece, piece: RawPiece) -> bool:
    """Return whether an item belongs to the list that `first` began: numbered with numbered, or deeper."""
    return piece.level > first.level or (number_of(piece.marker) > 0) == (number_of(first.marker) > 0)


def number_of(marker: str) -> int:
    """Return the number that marks an item, or 0 for a bullet or letter."""
    bare = marker.strip("(). ")
    return int(bare) if bare.isascii() and bare.isdigit() else 0


def _listing(pieces: list[RawPiece], prefix: str, builder: DraftBuilder) -> ListBlock:
    level = pieces[0].level
    tops = [number_of(piece.marker) for piece in pieces if piece.level == level]
    ordered = tops[0] > 0 and tops == list(range(tops[0], tops[0] + len(tops)))
    items: list[tuple[Block, ...]] = []
    at = 0
    while at < len(pieces):
        end = at + 1
        while end < len(pieces) and pieces[end].level > level:
            end += 1
        own = Paragraph(builder.sentences(_with_marker(pieces[at], ordered=ordered), prefix, pieces[at].line))
        inner = blocks_of(pieces[at + 1 : end], prefix, builder) if end > at + 1 else ()
        if own.sentences or inner:
            items.append((own, *inner) if own.sentences else inner)
        at = end
    return ListBlock(ordered, tops[0] if ordered else 1, tuple(items))


def _with_marker(piece: RawPiece, *, ordered: bool) -> tuple[Run, ...]:
    """Return the words of an item with the letter or number before them that our lists would not show."""
    says = any(char.isalnum() for char in piece.marker) and not ordered
    return (Run(f"{piece.marker} "), *piece.runs) if says else piece.runs


def _grid(piece: RawPiece, prefix: str, builder: DraftBuilder) -> DataTable | None:
    if not piece.rows:
        return None
    cells = tuple(tuple(builder.sentences(cell, prefix, piece.line) for cell in row) for row in piece.rows)
    caption = builder.sentences(_unmarked(piece.caption), prefix, piece.line) if piece.caption else ()
    return DataTable(cells[0], cells[1:], tuple(Align.START for _ in cells[0]), caption)


def with_sources(
    answer: tuple[Block, ...], sources: list[RawPiece], number: int, builder: DraftBuilder
) -> tuple[Block, ...]:
    """Return the answer with a footnote behind its last word that holds its sources."""
    if not sources:
        return answer
    builder.removed.append(said(sources[0]))
    label = f"s{number}"
    blocks = tuple(
        Paragraph(builder.sentences(piece.runs, f"note.{label}", piece.line)) for piece in sources[1:] if piece.runs
    )
    called = _with_call(answer, Run("", note=label))
    if called is None or not blocks:
        builder.removed += [said(piece) for piece in sources[1:]]
        return answer
    builder.footnotes.append(Footnote(label, blocks))
    return called


def _with_call(blocks: tuple[Block, ...], call: Run) -> tuple[Block, ...] | None:
    last = blocks[-1]
    match last:
        case Paragraph(sentences):
            ended = replace(sentences[-1], runs=(*sentences[-1].runs, call))
            return (*blocks[:-1], Paragraph((*sentences[:-1], ended)))
        case ListBlock(items=items):
            inner = _with_call(items[-1], call)
            return (*blocks[:-1], replace(last, items=(*items[:-1], inner))) if inner else None
        case _:
            return None


def sentences_from(runs: tuple[Run, ...], prefix: str, first: int, *, span: Span, lang: str) -> tuple[Sentence, ...]:
    """Return the sentences of a paragraph, numbered from `first` under `prefix` (`q3` gives `q3.1`).

    Joined with `gap_after` they give the paragraph's text back.
    """
    text = "".join(run.text for run in runs)
    bounds = sentence_bounds(text, lang) or ([(0, 0)] if runs else [])
    parts = [_between(runs, start, end, is_last=end == bounds[-1][1]) for start, end in bounds]
    gaps = [text[end:start] for (_, end), (start, _) in pairwise((*bounds, (len(text), 0)))]
    return tuple(
        Sentence(f"{prefix}.{number}", part, span, ends_line=LINE_END in gap)
        for number, (part, gap) in enumerate(zip(parts, gaps, strict=True), first)
    )


def _between(runs: tuple[Run, ...], start: int, end: int, *, is_last: bool) -> tuple[Run, ...]:
    """Return the runs from `start` to `end`; the call of a footnote belongs to the sentence that it is behind."""
    found: list[Run] = []
    at = 0
    for run in runs:
        if run.note:
            mine = start < at <= end or (at == start == 0) or (is_last and at > end)
            found += [run] if mine else []
            continue
        text = run.text[max(0, start - at) : max(0, end - at)]
        found += [replace(run, text=text)] if text else []
        at += len(run.text)
    return tuple(found)
