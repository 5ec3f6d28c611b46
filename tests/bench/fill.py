"""How full the slides of answers are, and which words are alone on a last line: `python -m tests.bench.fill FILE…`.

*Boxes*: the height that the words of a column use over the height that it has, by their certificates. The others are
measured in the lines, and space between points is no words. *Points*: the height of the lines of each column below a
title over the height between the title and the foot of the layout's body. *Page*: the same for title and highest column
together, over the height from the title's upper edge down.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from msgspec import Struct

from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.model.scene import Fit, Page, SetParagraph, Table, TextBox
from builder.model.theme import Theme
from builder.pipeline import LaidOutBriefing
from tests.session import laid_out

LITTLE = 0.25
"""A column that is filled less looks empty."""

FAIR = 0.5
"""The share of the longest line that a word alone on the last one may fill without looking lost."""

FEW_WORDS = 4
"""A text of fewer words may have one on its last line."""


class FillMeasure(Struct, frozen=True):
    """What was measured in one deck or in several."""

    boxes: tuple[float, ...]
    """Of each column of points, by certificates."""
    points: tuple[float, ...]
    pages: tuple[float, ...]
    lonely: int
    """Titles, points and cells whose last line is one word."""
    texts: int
    title_sizes: int
    """Sizes of titles, those of slides on the ground of the cover left out."""

    def __str__(self) -> str:
        """Return the figures in one line."""
        little = sum(one < LITTLE for one in self.boxes) / max(1, len(self.boxes))
        return (
            f"boxes {_share(self.boxes)} of {len(self.boxes):3}, under a quarter {little:4.0%}, "
            f"points {_share(self.points)}, "
            f"page {_share(self.pages)} of {len(self.pages):3}, least {min(self.pages, default=0):4.0%}, "
            f"one-word last lines {self.lonely}/{self.texts}, title sizes {self.title_sizes}"
        )


def _share(shares: tuple[float, ...]) -> str:
    return f"{median(shares or (0,)):4.0%}"


def measure(found: LaidOutBriefing) -> FillMeasure:
    """Return how full the answers' slides of a deck are."""
    pages = list(found.products.deck.pages[1:])
    answers = [page for page in pages if page.layout.partition("-")[0] in {"actor", "context"}]
    shares = [_shares(page, found.theme) for page in answers]
    ends = [text for page in pages for text in _last_lines(page)]
    titled = [page for page in pages if page.layout not in {"title", "emphasis"}]
    sizes = {box.fit.size for page in titled for box in _boxes(page) if box.slot == "title" and box.fit}
    return FillMeasure(
        boxes=tuple(share for page in answers for share in _certified(page)),
        points=tuple(share for one, _ in shares for share in one),
        pages=tuple(share for _, share in shares),
        lonely=sum(len(words) == 1 for words in ends),
        texts=len(ends),
        title_sizes=len(sizes),
    )


def _boxes(page: Page) -> list[TextBox]:
    return [item for item in page.items if isinstance(item, TextBox)]


def _shares(page: Page, theme: Theme) -> tuple[tuple[float, ...], float]:
    """Return the fill of each box below the title, and that of the page."""
    layout = theme.layout(page.layout)
    foot = layout.slot("body").frame.bottom
    title = next(box for box in _boxes(page) if box.slot == "title")
    top = min(title.frame.y, layout.slot("title").frame.y)
    below = _bottom(title)
    columns: dict[int, int] = {}
    for box in _boxes(page):
        if box.slot in {"body", "second"} or box.name == "Text":
            columns[box.frame.x] = columns.get(box.frame.x, 0) + _height(box)
    shares = tuple(height / (foot - below) for height in columns.values())
    return shares, (_height(title) + max(columns.values(), default=0)) / (foot - top)


def _certified(page: Page) -> Iterator[float]:
    """Yield how full each column below the title is by the certificates of its boxes."""
    columns: dict[int, list[Fit]] = {}
    for box in _boxes(page):
        if box.fit and (box.slot in {"body", "second"} or box.name == "Text"):
            columns.setdefault(box.frame.x, []).append(box.fit)
    for fits in columns.values():
        yield sum(one.height_used for one in fits) / max(one.height_available for one in fits)


def _height(box: TextBox) -> int:
    return sum(len(one.lines) * one.pitch for one in box.paragraphs)


def _bottom(box: TextBox) -> int:
    last = box.paragraphs[-1]
    return last.lines[-1].baseline + round(last.pitch * 0.2)


def _last_lines(page: Page) -> Iterator[list[str]]:
    """Yield the words on the last line of each title, point and cell that has several lines and words.

    A word as long as half a line is no small one: it is yielded as two.
    """
    for item in page.items:
        match item:
            case TextBox(slot="title" | "body" | "second"):
                texts = item.paragraphs
            case Table():
                texts = tuple(one for row in item.rows for cell in row for one in cell.paragraphs)
            case _:
                continue
        for text in texts:
            if len(text.lines) > 1 and len("".join(run.text for run in text.runs).split()) >= FEW_WORDS:
                yield _words(text)


def _words(text: SetParagraph) -> list[str]:
    runs = text.lines[-1].runs  # as they are seen, from left to right
    words = "".join(run.text for run in (reversed(runs) if text.rtl else runs)).split()
    widths = [sum(run.width for run in line.runs) for line in text.lines]
    return words * 2 if widths[-1] >= FAIR * max(widths) else words


def _together(measures: list[FillMeasure]) -> FillMeasure:
    return FillMeasure(
        boxes=tuple(share for one in measures for share in one.boxes),
        points=tuple(share for one in measures for share in one.points),
        pages=tuple(share for one in measures for share in one.pages),
        lonely=sum(one.lonely for one in measures),
        texts=sum(one.texts for one in measures),
        title_sizes=max((one.title_sizes for one in measures), default=0),
    )


def main(names: list[str], theme: str) -> None:
    """Print the measures of each of the files `names`, and of all together."""
    measures = []
    for name in names:
        path = Path(name)
        pictures = {one.name: one.read_bytes() for one in path.parent.glob("*.png")}
        found = laid_out(
            Source(path.name, path.read_bytes()), Report(), options=Options(theme=theme), pictures=pictures
        )
        if found is None:
            sys.stdout.write(f"{path.stem:28} has errors\n")
            continue
        measures.append(measure(found))
        sys.stdout.write(f"{path.stem:28} {measures[-1]}\n")
    sys.stdout.write(f"{'together':28} {_together(measures)}\n")


if __name__ == "__main__":
    files = [one for one in sys.argv[1:] if not one.startswith("--theme=")]
    chosen = next((one.partition("=")[2] for one in sys.argv[1:] if one.startswith("--theme=")), "briefing")
    main(files, chosen)
