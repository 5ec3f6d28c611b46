"""What differs between two versions of a slide's shapes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from statistics import median_low

from builder.compare.deck_edit import DeckEdit, EditKind, EditPlace
from builder.compare.neutral_deck import ChartSeries, NeutralShape, ShapeKind, without_breaks
from builder.compare.pairing import pair_shapes
from builder.compare.text_edits import text_edits
from builder.compare.theme_colors import same_color, same_outline
from builder.model.sequence_alignment import longest_ascending

NEAR = 2_600
"""EMU by which places may differ: LibreOffice rounds to hundredths of a millimetre, tables by way of .odp to more."""
LOOSE = 12_700
"""The same for tables, charts and groups, whose size each program recalculates: a point."""
TURN = 30_000
"""60000ths of a degree by which a rotation may differ: half a degree."""
THINNER = 2
"""Thirds of a point by which an outline may differ after LibreOffice, which leaves out widths of the theme's styles."""
RESTACKED = 3
"""From this many shapes out of order on, the order is LibreOffice's, which sorts placeholders."""

_ROUNDED = frozenset({EditKind.MOVED, EditKind.RESIZED, EditKind.RESTYLED, EditKind.STACKING})
"""What LibreOffice changes inside groups by itself."""
_ROUGH = frozenset({ShapeKind.TABLE, ShapeKind.CHART})


@dataclass(frozen=True, slots=True)
class ShapeComparer:
    """Compares shapes; what the second deck's producer never writes is not deleted."""

    by_libreoffice: bool

    def edits(self, one: Sequence[NeutralShape], other: Sequence[NeutralShape], place: EditPlace) -> Iterator[DeckEdit]:
        """Yield the edits between the shapes of two versions of a slide, or of a group."""
        found = pair_shapes(one, other)
        for here in found.removed:
            shape = one[here]
            if shape.text or shape.kind is not ShapeKind.TEXT or shape.fill or shape.is_footer:
                yield DeckEdit(EditKind.SHAPE_DELETED, place._replace(shape=here), shape.name, shape.text)
        for there in found.added:
            shape = other[there]
            if shape.text or not shape.placeholder:  # an empty placeholder shows nothing
                yield DeckEdit(EditKind.SHAPE_ADDED, place._replace(other_shape=there), called(shape), "", shape.text)
        for here, there in found.pairs:
            yield from self._shape(one[here], other[there], place._replace(shape=here, other_shape=there))
        order = [there for here, there in found.pairs if not one[here].is_footer]
        moved = set(order) - longest_ascending(order)
        if not self.by_libreoffice or len(moved) < RESTACKED:
            back = found.back
            for there in sorted(moved):
                where = place._replace(shape=back[there], other_shape=there)
                yield DeckEdit(EditKind.STACKING, where, called(other[there]))

    def _shape(self, one: NeutralShape, other: NeutralShape, place: EditPlace) -> Iterator[DeckEdit]:
        if one.is_footer:
            if one.placeholder == "ftr" and without_breaks(one.text) != without_breaks(other.text):
                yield DeckEdit(EditKind.WORDS, place, one.name, one.text, other.text)
            return
        if one.kind is ShapeKind.GROUP:
            yield from self._group(one, other, place)
        else:
            yield from self._geometry(one, other, place)
        yield from self._look(one, other, place)
        if one.kind is ShapeKind.TABLE:
            yield from table_edits(one, other, place)
        if one.kind is ShapeKind.CHART:
            yield from chart_edits(one, other, place)
        yield from text_edits(one.paragraphs, other.paragraphs, place, one.name)

    def _look(self, one: NeutralShape, other: NeutralShape, place: EditPlace) -> Iterator[DeckEdit]:
        if one.kind is other.kind and one.picture != other.picture:
            yield DeckEdit(EditKind.PICTURE_SWAPPED, place, one.name, one.picture, other.picture)
        if one.alt != other.alt and (other.alt or not self.by_libreoffice):
            yield DeckEdit(EditKind.ALT_TEXT, place, one.name, one.alt, other.alt)
        # LibreOffice forgets links of shapes, and gives shapes of a group the jump of the one before them.
        if one.link != other.link and not (self.by_libreoffice and other.link in {"", "slide"}):
            yield DeckEdit(EditKind.LINK, place, one.name, one.link, other.link)
        if one.kind is ShapeKind.TEXT and (one.geometry != other.geometry or not same_color(one.fill, other.fill)):
            yield DeckEdit(
                EditKind.RESTYLED, place, one.name, f"{one.fill} {one.geometry}", f"{other.fill} {other.geometry}"
            )
        leeway = THINNER if self.by_libreoffice else 0
        if one.kind in {ShapeKind.TEXT, ShapeKind.LINE} and not same_outline(one.outline, other.outline, leeway):
            yield DeckEdit(EditKind.RESTYLED, place, one.name, one.outline, other.outline)
        if one.effects != other.effects and not self.by_libreoffice and _form(one) == _form(other):
            yield DeckEdit(EditKind.RESTYLED, place, one.name, one.effects, other.effects)

    def _group(self, one: NeutralShape, other: NeutralShape, place: EditPlace) -> Iterator[DeckEdit]:
        """Yield what differs inside, and whether all of it moved: the median of the children is the group's way."""
        pairs = [(one.children[i], other.children[j]) for i, j in pair_shapes(one.children, other.children).pairs]
        ways = [[_middle(new, side) - _middle(old, side) for old, new in pairs] for side in (0, 1)]
        way = [median_low(one) if one else 0 for one in ways]
        moved = max(map(abs, way)) > LOOSE
        if moved:
            yield DeckEdit(EditKind.MOVED, place, one.name, _enumeration(one.box[:2]), _enumeration(other.box[:2]))
        for edit in self.edits(one.children, other.children, EditPlace(place.slide, place.other_slide)):
            ignored = edit.kind in _ROUNDED if self.by_libreoffice else moved and edit.kind is EditKind.MOVED
            if not ignored:
                yield edit._replace(place=place, what=f"{one.name}: {edit.what}")

    def _geometry(self, one: NeutralShape, other: NeutralShape, place: EditPlace) -> Iterator[DeckEdit]:
        if one.box[2:] == (0, 0):
            return
        allowed = LOOSE if one.kind in _ROUGH else NEAR
        if _apart(one.box[:2], other.box[:2]) > allowed:
            yield DeckEdit(EditKind.MOVED, place, one.name, _enumeration(one.box[:2]), _enumeration(other.box[:2]))
        if _apart(self._size(one, other), other.box[2:]) > allowed:
            yield DeckEdit(EditKind.RESIZED, place, one.name, _enumeration(one.box[2:]), _enumeration(other.box[2:]))
        if abs(one.rotation - other.rotation) > TURN:
            yield DeckEdit(EditKind.TURNED, place, one.name, _degrees(one.rotation), _degrees(other.rotation))

    def _size(self, one: NeutralShape, other: NeutralShape) -> tuple[int, int]:
        """Return the size that counts as unchanged: a table is as high as its rows, which LibreOffice sets again."""
        _, _, width, height = one.box
        if one.kind is not ShapeKind.TABLE:
            return width, height
        if len({len(row) for row in one.cells} | {len(row) for row in other.cells}) > 1:
            width = other.box[2]
        grown = self.by_libreoffice or one.cells != other.cells
        return width, other.box[3] if grown else height


def table_edits(one: NeutralShape, other: NeutralShape, place: EditPlace) -> Iterator[DeckEdit]:
    """Yield the edits of a table: cells where its form is the same, else rows or columns."""
    before, after = one.cells, other.cells
    if [len(row) for row in before] == [len(row) for row in after]:
        for at, (old_row, new_row) in enumerate(zip(before, after, strict=True)):
            for column, (old, new) in enumerate(zip(old_row, new_row, strict=True)):
                if without_breaks(old) != without_breaks(new):
                    where = place._replace(row=at, column=column)
                    yield DeckEdit(EditKind.TABLE_CELL, where, f"{one.name} {at + 1},{column + 1}", old, new)
        return
    widths = {len(row) for row in before}, {len(row) for row in after}
    if widths[0] != widths[1]:
        yield DeckEdit(
            EditKind.TABLE_COLUMNS, place, one.name, _enumeration(sorted(widths[0])), _enumeration(sorted(widths[1]))
        )
        return
    old_rows, new_rows = [" | ".join(row) for row in before], [" | ".join(row) for row in after]
    for step, start, end, begin, stop in SequenceMatcher(None, old_rows, new_rows, autojunk=False).get_opcodes():
        if step != "equal":
            for at in range(start, end):
                yield DeckEdit(EditKind.TABLE_ROW_DELETED, place._replace(row=at), one.name, old_rows[at])
            for at in range(begin, stop):
                yield DeckEdit(EditKind.TABLE_ROW_ADDED, place._replace(row=at), one.name, "", new_rows[at])


def chart_edits(one: NeutralShape, other: NeutralShape, place: EditPlace) -> Iterator[DeckEdit]:
    """Yield the edits of a chart."""
    old, new = one.chart, other.chart
    if old.kind != new.kind:
        yield DeckEdit(EditKind.CHART_KIND, place, one.name, old.kind, new.kind)
    if new.title and old.title != new.title:
        yield DeckEdit(EditKind.CHART_TITLE, place, one.name, old.title, new.title)
    if old.series != new.series:
        yield DeckEdit(EditKind.CHART_VALUES, place, one.name, _series_in_words(one), _series_in_words(other))


def _series_in_words(shape: NeutralShape) -> str:
    return "; ".join(f"{one.name}: {_values_in_words(one)}" for one in shape.chart.series)


def _values_in_words(series: ChartSeries) -> str:
    # a chart may have lost categories
    pairs = zip(series.categories, series.values, strict=False)
    return ", ".join(f"{category} {_number_in_words(value)}" for category, value in pairs)


def _number_in_words(value: float | None) -> str:
    return "no data" if value is None else f"{value:.10g}"


def called(shape: NeutralShape) -> str:
    """Return what to call a shape: the name that the selection pane shows, and its kind where that does not say it."""
    kind = shape.kind.value
    return shape.name if kind in shape.name.lower() else f"{shape.name} ({kind})".strip()


def _form(shape: NeutralShape) -> tuple[list[int], str, list[int]]:
    """Return rows and columns of a table, or the kind and rows of a chart: what its looks are looks of."""
    chart = shape.chart
    return [len(row) for row in shape.cells], chart.kind, [len(one.values) for one in chart.series]


def _middle(shape: NeutralShape, side: int) -> int:
    return shape.box[side] + shape.box[side + 2] // 2


def _apart(one: Sequence[int], other: Sequence[int]) -> int:
    return max(abs(x - y) for x, y in zip(one, other, strict=True))


def _enumeration(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))


def _degrees(rotation: int) -> str:
    return f"{rotation / 60000:g}°"
