"""One item of a page after another, each by its kind."""

from collections.abc import Mapping
from typing import assert_never

from builder.model.scene import Group, Item, MediaKey, Picture, Plot, Shape, Table, TextBox
from builder.render.pdf.coordinates import PageTransform
from builder.render.pdf.picture import draw_picture
from builder.render.pdf.shape import draw_shape
from builder.render.pdf.table import draw_table
from builder.render.pdf.text import Typesetter


class Artist:
    """Draws items of every kind."""

    def __init__(self, setter: Typesetter, media: Mapping[MediaKey, bytes]) -> None:
        """Take pictures from `media`."""
        self._setter, self._canvas, self._media = setter, setter.canvas, media

    def draw(self, item: Item, place: PageTransform) -> None:
        """Draw `item` with its coordinates at `place`."""
        match item:
            case TextBox():
                self._setter.draw_box(item, place)
            case Picture():
                draw_picture(self._canvas, self._media, item, place)
                self._setter.linker.lead(item, place)
            case Shape():
                draw_shape(self._canvas, item, place)
                self._setter.linker.lead(item, place)
            case Table():
                draw_table(self._setter, item, place)
            case Plot():
                self._figure(item, item.drawing, place)
            case Group(tag=None, alt=""):
                before = self._canvas.turn
                self._canvas.turn = item.turn or before
                for inner in item.items:
                    self.draw(inner, place.inside(item))
                self._canvas.turn = before
            case Group():
                self._figure(item, item.items, place.inside(item), frame_place=place)
            case _:
                assert_never(item)

    def _figure(
        self,
        item: Plot | Group,
        items: tuple[Item, ...],
        place: PageTransform,
        *,
        frame_place: PageTransform | None = None,
    ) -> None:
        """Draw `items` as one figure, or as one artifact where `item` has no tag."""
        with self._canvas.marked(item.tag):
            if item.tag and not self._canvas.sealed:
                self._canvas.structure.element(item.tag).box = (frame_place or place).box(item.frame)
            with self._canvas.sealing():
                for inner in items:
                    self.draw(inner, place)
