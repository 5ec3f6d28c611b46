"""Handout pages: masthead, at a glance, every answer in full, figures, sources, imprint, as a `Scene` for paper."""

from collections.abc import Mapping, Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.context import LayoutContext
from builder.layout.handout.columns import ColumnRun, set_pages
from builder.layout.handout.context import ROOT, HandoutContext, handout_context_for
from builder.layout.handout.end_matter import imprint_pieces, sources_pieces
from builder.layout.handout.entry import entry_pieces
from builder.layout.handout.flow import FlowPiece
from builder.layout.handout.glance import glance_pieces
from builder.layout.handout.masthead import masthead_pieces
from builder.layout.handout.page_limit import report_pages
from builder.layout.handout.pages import drawn, following_column, page_of
from builder.layout.handout.running_heads import IMPRINT, closing_feet, first_page_items, running_head
from builder.layout.handout.text_sizes import BODY, in_size
from builder.layout.text.link_tags import tag_links
from builder.model.findings import Report
from builder.model.outline import Entry, Glance, HandoutBlock, Imprint, MapAndTimeline, Masthead, Ranking, Sources
from builder.model.scene import Bookmark, Item, Page, Properties, Role, Scene, Tag, TagId
from builder.model.theme import Theme


def lay_out_pages(
    context: LayoutContext,
    *,
    paper: str,
    most_pages: int = 0,
    slide_numbers: Mapping[str, int],
    properties: Properties,
    moment: int,
) -> Scene:
    """Return the full handout on `paper` (`a4`, `letter`, `a5`); it names the slides by `slide_numbers`."""
    found = _best(context, paper, slide_numbers, most_pages)
    if most_pages and len(found.sheets) > most_pages:
        _report_pages(context, found, paper, slide_numbers, most_pages)
    for finding in found.handout.context.report.findings:
        context.report.add(finding.code, finding.span, finding.message, *finding.hints)
    feet, closing = closing_feet(found.handout, len(found.sheets))
    pages, tags = _tagged(_pages(found.handout, found.sheets, feet))
    return Scene(
        properties=properties,
        pages=pages,
        tags=(Tag(ROOT, Role.DOCUMENT), *(tag for piece in found.pieces for tag in piece.tags), *closing, *tags),
        bookmarks=_bookmarks(found.sheets),
        moment=moment,
    )


class _Trial(Struct, frozen=True):
    """The handout in one of its forms: one column or two, with the figures or without."""

    handout: HandoutContext
    by_block: tuple[tuple[FlowPiece, ...], ...]
    """The pieces of each of the outline's blocks; none of a block that is left out."""
    pieces: tuple[FlowPiece, ...]
    """All pieces in their order."""
    sheets: tuple[tuple[ColumnRun, ...], ...]
    order: tuple[int, ...]
    """The order of the blocks on the pages."""

    @property
    def last(self) -> float:
        """How full the last page is, as a share of its height."""
        page = following_column(self.handout.sheet, self.handout.grid).height
        sheet = self.sheets[-1]
        return (max(run.frame.y + run.filled.height for run in sheet) - sheet[0].frame.y) / page

    @property
    def parted(self) -> int:
        """The number of columns that begin inside an entry."""
        begun = (run.pieces[run.filled.placed[0].piece] for page in self.sheets for run in page if run.filled.placed)
        return sum(not (piece.opens or piece.wide) for piece in begun)


def _trial(handout: HandoutContext, by_block: tuple[tuple[FlowPiece, ...], ...], order: Sequence[int]) -> _Trial:
    """Return the pieces on their pages, the blocks in this `order`."""
    pieces = tuple(chain.from_iterable(by_block[at] for at in order))
    return _Trial(handout, by_block, pieces, set_pages(handout, pieces), tuple(order))


def _report_pages(context: LayoutContext, found: _Trial, paper: str, slides: Mapping[str, int], most: int) -> None:
    """Add `handout-too-long`, measured in the smallest text that the theme allows."""
    sizes = context.theme.setting.narrow
    if sizes and found.handout.grid != sizes[-1][1]:
        smallest = _words_in_columns(in_size(context, *sizes[-1]), paper, slides, 2)
        found = smallest if len(smallest.sheets) > most else found
    handout = replace(found.handout, context=replace(found.handout.context, report=context.report))
    report_pages(handout, found.by_block, found.sheets, most)


def _best(context: LayoutContext, paper: str, slides: Mapping[str, int], most: int) -> _Trial:
    """Return the form with the fewest pages, or that keeps to `most`; of several the one with the largest text.

    Ranking, actor map and timeline are there where they cost no page, and so is more space in the heads of entries.
    """
    found = _fewest(context, paper, slides, most)
    whole = _with_figures(found)
    return _spanning(_roomier(whole if len(whole.sheets) <= max(len(found.sheets), most) else found))


def _spanning(trial: _Trial) -> _Trial:
    """Return the same form with the charts of its last page over both columns, where that fills a page much white."""
    if trial.last > WHITE_ALONE:
        return trial
    last = {tag.id for run in trial.sheets[-1] for one in run.filled.placed for tag in run.pieces[one.piece].tags}
    by_block = tuple(
        tuple(one.spanning if one.spanning and last & {tag.id for tag in one.tags} else one for one in pieces)
        for pieces in trial.by_block
    )
    found = trial if by_block == trial.by_block else _trial(trial.handout, by_block, trial.order)
    return found if len(found.sheets) == len(trial.sheets) else trial


def _roomier(trial: _Trial) -> _Trial:
    """Return the same form with more space in the heads of answers where that costs no page.

    With a line less above the heads where fewer columns then begin inside an answer, if more do than in `trial`.
    """
    tried: list[_Trial] = []
    for less in (0, trial.handout.grid) if any(piece.roomier for piece in trial.pieces) else ():
        by_block = tuple(tuple(_roomier_piece(piece, less) for piece in pieces) for pieces in trial.by_block)
        found = _trial(trial.handout, by_block, trial.order)
        if len(found.sheets) == len(trial.sheets):
            if found.parted <= trial.parted:
                return found
            tried.append(found)
    return min(tried, key=lambda one: one.parted, default=trial)


def _roomier_piece(piece: FlowPiece, less: int) -> FlowPiece:
    """Return `piece` with more space in it, if it has such a form, and so much `less` (EMU) above an answer."""
    if not piece.roomier:
        return piece
    before = max(piece.before - less, less) if piece.opens else piece.roomier.before
    return replace(piece.roomier, before=before, spanning=piece.spanning)


def _with_figures(trial: _Trial) -> _Trial:
    """Return the same form with the figures, if there are any; the words' pieces stay as they are.

    The ranking is before the answer that it follows where fewer columns then begin inside an answer.
    """
    blocks = trial.handout.context.outline.blocks
    if not any(isinstance(block, MapAndTimeline | Ranking) for block in blocks):
        return trial
    by_block = tuple(
        _pieces(trial.handout, block) if isinstance(block, MapAndTimeline | Ranking) else pieces
        for block, pieces in zip(blocks, trial.by_block, strict=True)
    )
    order = list(trial.order)
    found = _trial(trial.handout, by_block, order)
    at = next((at for at, block in enumerate(blocks) if isinstance(block, Ranking)), 0)
    if trial.handout.columns == 1 or not at or not found.parted:
        return found
    order[at - 1 : at + 1] = [at, at - 1]
    other = _trial(trial.handout, by_block, order)
    return min(found, other, key=lambda one: (len(one.sheets), one.parted))


WHITE, WHITE_ALONE = 0.7, 0.85
"""A last page, or the only one, that is filled less may have room for larger text,"""

LITTLE = 0.4
"""A further page that is filled less is not worth larger text in one column."""

GROWTHS = (1.14, 1.115, 1.09, 1.065, 1.045)
"""which is tried in these shares of the largest that two columns have."""

_LUCK = 0.02
"""What other line ends may save besides the smaller size, as a share of the text."""

_GROWTH = 0.75
"""The least share of its growth in size by which text grows in area where it changes from two columns to one."""


def _fewest(context: LayoutContext, paper: str, slides: Mapping[str, int], most: int) -> _Trial:
    """Return the best form without figures; one column is not tried where it surely needs a page more."""
    setting = context.theme.setting
    if setting.columns != 1 or not setting.narrow:
        return _words_in_columns(replace(context, report=Report()), paper, slides, setting.columns)
    (text, grid), *smaller = setting.narrow
    best = trial = _words_in_columns(in_size(context, text, grid), paper, slides, 2)
    if not _is_too_long_in_one_column(context.theme, paper, trial, max(most, len(trial.sheets))):
        one_column = _words_in_columns(replace(context, report=Report()), paper, slides, 1)
        best = min(one_column, trial, key=lambda one: len(one.sheets))
        if len(one_column.sheets) <= max(most, 1) and (best is one_column or one_column.last > LITTLE):
            return one_column
    tried = text
    for text, grid in smaller:
        if (most and len(best.sheets) <= most) or not _may_save_a_page(trial, text / tried):
            continue
        tried, trial = text, _words_in_columns(in_size(context, text, grid), paper, slides, 2)
        best = min(best, trial, key=lambda one: len(one.sheets))
    return _grown(context, paper, slides, best) if best.handout.grid == setting.narrow[0][1] else best


def _grown(context: LayoutContext, paper: str, slides: Mapping[str, int], best: _Trial) -> _Trial:
    """Return the form in two columns in larger text where that fills a last page that would be much white."""
    text, grid = context.theme.setting.narrow[0]
    full = len(best.sheets) - 1
    if best.last > (WHITE if full else WHITE_ALONE):
        return best
    for share in GROWTHS:
        if full + best.last <= (full + 1) / share**2 + _LUCK:
            larger = _words_in_columns(in_size(context, round(text * share), round(grid * share)), paper, slides, 2)
            if len(larger.sheets) == len(best.sheets):
                return larger
    return best


def _is_too_long_in_one_column(theme: Theme, paper: str, trial: _Trial, pages: int) -> bool:
    """Return whether the words of a `trial` in two columns take more than so many `pages` in one."""
    smaller = trial.handout.context.theme
    share = theme.style(BODY).size / smaller.style(BODY).size * theme.setting.grid / smaller.setting.grid
    area = sum(run.filled.height * run.frame.width for sheet in trial.sheets for run in sheet)
    frame = theme.sheet(paper).text
    return area * share * _GROWTH > frame.width * frame.height * pages


def _may_save_a_page(trial: _Trial, share: float) -> bool:
    """Return whether text `share` times as large as in `trial` may need a page less; a trial is costly."""
    *full, last = trial.sheets
    if not full:
        return False
    page = max(sum(run.frame.height * run.frame.width for run in runs) for runs in full)
    left = sum(run.filled.height * run.frame.width for run in last)
    return left <= page * len(trial.sheets) * (1 - share * share + _LUCK)


def _words_in_columns(context: LayoutContext, paper: str, slides: Mapping[str, int], columns: int) -> _Trial:
    """Return the words of the handout in so many columns, without the figures."""
    handout = handout_context_for(context, paper, slides, columns)
    by_block = tuple(
        () if isinstance(block, MapAndTimeline | Ranking) else _pieces(handout, block)
        for block in context.outline.blocks
    )
    return _trial(handout, by_block, range(len(by_block)))


def _pieces(handout: HandoutContext, block: HandoutBlock) -> tuple[FlowPiece, ...]:
    match block:
        case Masthead():
            return masthead_pieces(handout, block)
        case Glance():
            return glance_pieces(handout, block)
        case Entry():
            return entry_pieces(handout, block)
        case Ranking():
            from builder.layout.handout.ranking import ranking_pieces

            return ranking_pieces(handout, block)
        case MapAndTimeline():
            from builder.layout.handout.map_and_timeline import map_and_timeline_pieces

            return map_and_timeline_pieces(handout, block)
        case Sources():
            return sources_pieces(handout, block)
        case Imprint():
            return imprint_pieces(handout, block)


def _pages(
    handout: HandoutContext, sheets: tuple[tuple[ColumnRun, ...], ...], feet: tuple[tuple[Item, ...], ...]
) -> tuple[Page, ...]:
    first, later = first_page_items(handout.context.theme, handout.sheet), running_head(handout)
    pages = []
    for at, stretches in enumerate((*sheets[:-1], *map(_with_imprint_at_foot, sheets[-1:]))):
        items = (item for one in stretches for item in drawn(one.pieces, one.filled, one.frame))
        pages.append(page_of(handout, (*(later if at else first), *items, *feet[at]), at, len(sheets)))
    return tuple(pages)


def _with_imprint_at_foot(runs: tuple[ColumnRun, ...]) -> tuple[ColumnRun, ...]:
    """Return the last page with the imprint, which ends it, at its foot."""
    *others, run = runs
    *before, last = run.filled.placed
    piece = run.pieces[last.piece]
    if not any(tag.id == IMPRINT for tag in piece.tags):
        return runs
    lowered = replace(last, top=max(last.top, run.frame.height - sum(piece.heights)))
    return (*others, replace(run, filled=replace(run.filled, placed=(*before, lowered))))


def _tagged(pages: tuple[Page, ...]) -> tuple[tuple[Page, ...], tuple[Tag, ...]]:
    """Return `pages` with a Link element for each linked run that has none yet, such as those in tables."""
    done: list[Page] = []
    tags: dict[TagId, Tag] = {}
    for page in pages:
        items, more = tag_links(page.items, ())
        done.append(replace(page, items=items))
        tags |= {tag.id: tag for tag in more}
    return tuple(done), tuple(tags.values())


def _bookmarks(sheets: tuple[tuple[ColumnRun, ...], ...]) -> tuple[Bookmark, ...]:
    found = []
    for at, stretches in enumerate(sheets, 1):
        for stretch in stretches:
            for placed in stretch.filled.placed:
                mark = stretch.pieces[placed.piece].mark
                if mark and placed.first == 0:
                    y = stretch.frame.y + placed.top
                    found.append(Bookmark(mark.text, f"page-{at}", y, mark.level, mark.key))
    return tuple(found)
