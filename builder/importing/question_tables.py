"""Tables that hold questions with their answers, side by side or below each other behind labels, as pieces of text."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from builder.importing.inline import parted, tidy
from builder.importing.language_data import phrases
from builder.importing.paragraphs import FEW_WORDS, SHORT_LINE, asks_at_end, ends_sentence
from builder.importing.pieces import PieceKind, RawPiece, is_bold
from builder.importing.speaker_labels import Labels
from builder.importing.tables import Rows
from builder.importing.turn_labels import is_called
from builder.model.brief import Run
from builder.model.sentence import LINE_END

_SHORTEST, _ENDING = 5, 3
"""Letters of a word that has an ending for several, and of that ending."""
_PAIR, _MOST_SPOKEN, _MUCH_MORE = 2, 0.7, 3
"""Columns of a transcript, the share of its rows whose names come back, and how much more is said than the names."""
_NUMBER = re.compile(r"\s*\d{1,3}[.)]?(?:\s+|$)")
_BULLET = re.compile(r"[•▪➤❖✓]\s*")
_FEWEST = 2
"""Rows that ask from which on a table is one of questions, where their labels are single letters or they have none."""


def with_question_tables(body: Sequence[RawPiece], labels: Labels, removed: list[str]) -> list[RawPiece]:
    """Return `body` with each table of questions and answers as these; labels and heads go to `removed`.

    Heads that name the columns hold for a table right below as well, where a page parts them.
    """
    found: list[RawPiece] = []
    columns, width = None, 0
    speakers = _speakers(body)
    for piece in with_boxed_questions(body):
        head = asking_columns([_text_of(cell) for cell in piece.rows[0]]) if piece.rows else None
        goes_on = columns is not None and piece.form is PieceKind.GRID and len(piece.rows[0]) == width
        columns = head or (columns if goes_on else None)
        width = len(piece.rows[0]) if columns else 0
        if head:
            removed += [text for cell in piece.rows[0] if (text := _text_of(cell).strip())]
        if columns:
            found += _headed(piece.rows[1 if head else 0 :], columns, piece.line, removed)
        elif speakers and piece.form is PieceKind.GRID and len(piece.rows[0]) == _PAIR:
            found += _spoken(piece, speakers.__contains__)
        elif piece.form is PieceKind.GRID and _has_labels(piece, labels):
            found += _spoken(piece, lambda name: any(one.fullmatch(f"{name}: ") for one in (labels.ask, labels.reply)))
        elif piece.form is PieceKind.GRID and _has_pairs(piece, labels):
            found += _paired(piece, labels, removed)
        else:
            found.append(piece)
    return found


def with_boxed_questions(body: Sequence[RawPiece]) -> Sequence[RawPiece]:
    """Return `body` with questions in boxes, or tables of one cell, as headings, and quotations below as their answers.

    Cases: ja-question-in-a-table-of-one-row, en-questions-in-boxes.
    """
    boxes = {at: runs for at in range(len(body) - 1) if (runs := _boxed(body, at))}
    sure = sum(asks_at_end(_text_of(runs)) or body[at + 1].form is PieceKind.QUOTE for at, runs in boxes.items())
    if len(boxes) < _FEWEST or 2 * sure <= len(boxes):
        return body
    found: list[RawPiece] = []
    for at, piece in enumerate(body):
        quoted = piece.form is PieceKind.QUOTE
        if at in boxes:
            found.append(RawPiece(PieceKind.HEADING, boxes[at], piece.line, level=4, asked=True))
        elif quoted and (
            at - 1 in boxes or (found and found[-1].form is PieceKind.TEXT and body[at - 1].form is piece.form)
        ):
            found.append(replace(piece, form=PieceKind.TEXT))
        else:
            found.append(piece)
    return found


def _boxed(body: Sequence[RawPiece], at: int) -> tuple[Run, ...]:
    """Return the words of a box or of a table of one cell with a paragraph or a quotation below it, or nothing."""
    piece, below = body[at], body[at + 1]
    above = body[at - 1] if at else RawPiece(PieceKind.RULE)
    if below.boxed or below.form not in {PieceKind.TEXT, PieceKind.QUOTE, PieceKind.ITEM}:
        return ()
    if piece.boxed and piece.form is PieceKind.TEXT and not above.boxed and asks_at_end(piece.text):
        return piece.runs
    cells = [cell for row in piece.rows for cell in row if _text_of(cell).strip()]
    return tidy(list(cells[0])) if len(piece.rows) == len(cells) == 1 else ()


def _speakers(body: Sequence[RawPiece]) -> frozenset[str]:
    """Return the names in the left of two columns, where few of them come back beside what each says, or nothing."""
    rows = [row for piece in body for row in piece.rows if len(row) == _PAIR]
    names = Counter(name for row in rows if (name := _text_of(row[0]).strip(" :：")))
    said = sum(len(_text_of(row[1])) for row in rows)
    often = [name for name, count in names.items() if count > 1]
    short = all(len(name) < SHORT_LINE and any(map(str.isalpha, name)) and not ends_sentence(name) for name in names)
    mine = len(often) > 1 and sum(names[name] for name in often) >= _MOST_SPOKEN * len(rows)
    return frozenset(names) if mine and short and said > _MUCH_MORE * sum(map(len, names.elements())) else frozenset()


def _spoken(piece: RawPiece, is_label: Callable[[str], bool]) -> Iterator[RawPiece]:
    """Yield what is said beside each label as paragraphs behind it, other rows as text or as the head of a group."""
    for row in piece.rows:
        name = _text_of(row[0]).strip(" :：")
        labelled = is_label(name)
        cells = [cell for cell in (row[1:] if labelled else row) if _text_of(cell).strip()]
        if not labelled and _is_group(row, cells):
            runs = tidy([run for cell in cells for run in (*cell, Run(" "))])
            yield RawPiece(PieceKind.HEADING, runs, piece.line, level=3)
            continue
        for at, one in enumerate(one for cell in cells for one in _pieces_of(cell, piece.line)):
            yield replace(one, runs=(Run(f"{name}: "), *one.runs)) if labelled and not at else one


def asking_columns(head: Sequence[str]) -> tuple[int, int] | None:
    """Return the columns of a table whose heads say that one asks and one behind it replies, or None."""
    asks, replies = ([at for at, text in enumerate(head) if _names(text, kind)] for kind in ("ask", "reply"))
    return (asks[0], replies[0]) if len(asks) == len(replies) == 1 and asks < replies else None


def _names(text: str, kind: str) -> bool:
    """Return whether the head of a column is a word for a question or a reply, or for several, alone or at an end."""
    whole = text.strip(" :：.").casefold()
    words = whole.split() if len(whole.split()) <= FEW_WORDS else []
    several = tuple(
        one.casefold()[:-1]
        for one in phrases(f"{'question' if kind == 'ask' else 'answer'}_label")
        if len(one) >= _SHORTEST
    )
    return any(
        is_called(word, kind) or any(len(word) - _ENDING <= len(one) + 1 and word.startswith(one) for one in several)
        for word in {whole, *words[:1], *words[-1:]}
    )


def _headed(rows: Rows, columns: tuple[int, int], line: int, removed: list[str]) -> Iterator[RawPiece]:
    """Yield the rows of a table whose heads name question and answer; a column before them heads groups."""
    ask, reply = columns
    for row in rows:
        asked: list[Run] = []
        for cell in row[:ask]:
            number = _NUMBER.match(_text_of(cell))
            words = parted(cell, number.end())[1] if number else cell
            removed += [number[0].strip()] if number else []
            if number and _text_of(words):
                asked += [*words, Run(" ")]  # the question begins in the column of its number
            elif _text_of(words).strip():
                yield RawPiece(PieceKind.HEADING, cell, line, level=3)
        if question := tidy([*asked, *row[ask]]):
            yield RawPiece(PieceKind.HEADING, question, line, level=4, asked=True)
        for cell in (row[reply], *(one for at, one in enumerate(row) if at > ask and at != reply)):
            yield from _pieces_of(cell, line)


def _has_labels(piece: RawPiece, labels: Labels) -> bool:
    """Return whether the first cells of a table label its rows: `Q1:`, and `A:` below it."""
    first = [f"{_text_of(row[0]).strip()} " for row in piece.rows if row]
    pairs = [text for text, below in pairwise(first) if labels.ask.fullmatch(text) and labels.reply.fullmatch(below)]
    return len(pairs) >= _FEWEST or any(len(text.strip()) > 1 for text in pairs)


def _is_group(row: Sequence[tuple[Run, ...]], cells: Sequence[tuple[Run, ...]]) -> bool:
    """Return whether a row without a label heads the questions below it: it begins in bold or has two short cells."""
    text = " ".join(map(_text_of, cells))
    short = bool(text) and len(text) < SHORT_LINE and not ends_sentence(text)
    return short and bool(_text_of(row[0]).strip()) and (len(cells) > 1 or is_bold(cells[0]))


def _pieces_of(cell: tuple[Run, ...], line: int) -> Iterator[RawPiece]:
    """Yield the lines of a cell as paragraphs, those with a bullet as items of a list."""
    for runs in _lines_of(cell):
        bullet = _BULLET.match(_text_of(runs))
        words = parted(runs, bullet.end())[1] if bullet else runs
        yield RawPiece(PieceKind.ITEM if bullet else PieceKind.TEXT, words, line, marker="-" if bullet else "")


def _lines_of(cell: tuple[Run, ...]) -> Iterator[tuple[Run, ...]]:
    lines: list[list[Run]] = [[]]
    for run in cell:
        for number, text in enumerate(run.text.split(LINE_END)):
            lines += [[]] if number else []
            lines[-1].append(replace(run, text=text, note=run.note if not number else ""))
    yield from (runs for one in lines if (runs := tidy(one)))


def _cells_of(piece: RawPiece) -> list[list[tuple[Run, ...]]]:
    return [[cell for cell in row if _text_of(cell).strip(" .)0123456789")] for row in piece.rows]


def _has_pairs(piece: RawPiece, labels: Labels) -> bool:
    """Return whether the rows of a table are a question and its answer each, but for a few heads."""
    rows = _cells_of(piece)
    asking = sum(_asks_in_cell(row[0], labels) for row in rows if len(row) == 2)
    return asking >= _FEWEST and asking * 2 > len(rows) and len(rows) - asking <= 1 + asking // 2


def _paired(piece: RawPiece, labels: Labels, removed: list[str]) -> Iterator[RawPiece]:
    for number, row in enumerate(_cells_of(piece)):
        if len(row) == 2 and not (number == 0 and not _asks_in_cell(row[0], labels)):
            yield RawPiece(PieceKind.HEADING, row[0], piece.line, level=4, asked=True)
            yield from _pieces_of(row[1], piece.line)
        elif row and number:
            yield RawPiece(PieceKind.HEADING, row[0], piece.line, level=3)
        removed += [_text_of(cell) for cell in row if number == 0 and not _asks_in_cell(row[0], labels)]
        removed += [text for cell in piece.rows[number] if (text := _text_of(cell).strip()) and cell not in row]


def _asks_in_cell(cell: tuple[Run, ...], labels: Labels) -> bool:
    text = _text_of(cell)
    return asks_at_end(text) or bool(labels.ask.match(text))


def _text_of(cell: tuple[Run, ...]) -> str:
    return "".join(run.text for run in cell)
