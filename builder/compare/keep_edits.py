"""Edits that Markdown cannot say, written down beside the source so that the next build can make them again."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from builder.compare.carried_animation import timing_with_names
from builder.compare.deck_edit import DeckEdit, EditKind, EditPlace
from builder.compare.edit_rows import LIST, Row, files_of, list_bytes, slide_row
from builder.compare.neutral_deck import NO_BOX, CharacterFormat, NeutralDeck, NeutralParagraph, NeutralShape
from builder.compare.pairing import pair_shapes
from builder.compare.pptx_parts import PptxParts, UnreadableDeckError
from builder.compare.shape_reader import shape_elements
from builder.compare.text_inheritance import P, R
from builder.compare.theme_colors import A, Element

_SUFFIXES = {"png", "jpg", "jpeg", "gif", "svg", "emf", "wmf", "bmp", "tif", "tiff"}
_LINK = re.compile(r"(?i)(https?://|mailto:)\S+$")
_PLACES = frozenset({EditKind.MOVED, EditKind.RESIZED, EditKind.TURNED})
_LOOKS = frozenset({EditKind.MARKS, EditKind.RESTYLED})
_CONTENTS = frozenset(
    {
        EditKind.TABLE_CELL, EditKind.TABLE_ROW_ADDED, EditKind.TABLE_ROW_DELETED, EditKind.TABLE_COLUMNS,
        EditKind.CHART_VALUES, EditKind.CHART_KIND, EditKind.CHART_TITLE,
    }
)  # fmt: skip
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


class ActiveContentError(Exception):
    """A shape holds what runs or plays: an embedded object, a film, a control."""


@dataclass(slots=True)
class EditKeeper:
    """Writes edits of one deck down; `keys` gives the key of each slide of the deck as it was built."""

    base: NeutralDeck
    theirs: NeutralDeck
    parts: PptxParts
    keys: Sequence[str]
    files: dict[str, bytes] = field(default_factory=dict)
    lost: list[int] = field(default_factory=list)

    def keep(
        self, edits: Mapping[int, DeckEdit], earlier: Sequence[Row], earlier_files: Mapping[str, bytes]
    ) -> dict[str, bytes]:
        """Return the files of the folder once each of `edits` is in it.

        The `earlier` rows stay with their files unless they are outdated.

        Edits that cannot be kept are listed in `lost`, by their index.
        """
        rows = list(earlier)
        for index, edit in edits.items():
            outdated, now = self._as_added(edit, rows)
            try:
                made = list(self._rows(now)) if now is not None else []
            except (ActiveContentError, UnreadableDeckError):
                made, now = [], edit
            if now is not None and not made:
                self.lost.append(index)
                continue
            rows = [one for one in rows if one is not outdated and not any(_same_thing(one, row) for row in made)]
            rows += made
        files = {**earlier_files, **self.files}
        needed = {name: data for row in rows for name, data in files_of(row, "", files)}
        return {**needed, LIST: list_bytes(rows)} if rows else {}

    def _as_added(self, edit: DeckEdit, rows: Sequence[Row]) -> tuple[Row | None, DeckEdit | None]:
        """Return the row of an earlier addition that an edit is about, and what is to be kept in its place."""
        place = edit.place
        if place.slide < 0:
            return None, edit
        slide = self.base.slides[place.slide]
        if not self.keys[place.slide]:
            found = _row_of(rows, EditKind.SLIDE_ADDED, "title", slide.title or slide.text.partition("\n")[0])
            gone = edit.kind is EditKind.SLIDE_DELETED
            return found, None if gone else DeckEdit(EditKind.SLIDE_ADDED, EditPlace(other_slide=place.other_slide))
        if place.shape < 0:
            return None, edit
        found = _row_of(rows, EditKind.SHAPE_ADDED, "shape", slide.shapes[place.shape].name)
        if found is None:
            return None, edit
        gone = edit.kind is EditKind.SHAPE_DELETED
        return found, None if gone else edit._replace(kind=EditKind.SHAPE_ADDED, place=place._replace(shape=-1))

    def _rows(self, edit: DeckEdit) -> Iterator[Row]:
        place = edit.place
        if edit.kind is EditKind.SLIDE_ADDED:
            yield self._slide(place.other_slide)
            return
        if place.slide < 0:
            return
        row = self._row(edit)
        match edit.kind:
            case EditKind.SLIDE_DELETED | EditKind.SLIDE_HIDDEN:
                yield row
            case EditKind.SLIDE_MOVED:
                yield {**row, "after": self._before(place.other_slide)}
            case EditKind.COMMENT:
                yield {**row, "words": edit.new}
            case EditKind.TRANSITION:
                yield {**row, "xml": self._transition(place.other_slide)}
            case EditKind.ANIMATION:
                yield from self._animation(row, place)
            case EditKind.SHAPE_ADDED:
                yield {**row, **self._shape(place.other_slide, place.other_shape)}
            case _ if place.shape >= 0:
                yield from self._of_shape(row, edit)

    def _row(self, edit: DeckEdit) -> Row:
        place = edit.place
        key = self.keys[place.slide] if place.slide >= 0 else ""
        slides = self.theirs.slides if place.other_slide >= 0 else self.base.slides
        at = place.other_slide if place.other_slide >= 0 else place.slide
        row: Row = {"kind": edit.kind.value, "slide": slide_row(slides[at], key)}
        if place.shape >= 0:
            row["shape"] = self.base.slides[place.slide].shapes[place.shape].name
        return row

    def _of_shape(self, row: Row, edit: DeckEdit) -> Iterator[Row]:
        place = edit.place
        if edit.kind is EditKind.SHAPE_DELETED:
            yield row
            return
        if place.other_shape < 0:
            return
        shape = self.theirs.slides[place.other_slide].shapes[place.other_shape]
        if edit.kind in _PLACES:
            yield {**row, "kind": "place", "box": list(shape.box), "rotation": shape.rotation}
        elif edit.kind in _LOOKS and place.other_paragraph >= 0:
            yield {**row, "kind": "format", "runs": runs_json(shape.paragraphs[place.other_paragraph])}
        elif edit.kind in _LOOKS:
            yield {**row, "kind": "look", "fill": shape.fill, "outline": shape.outline, "geometry": shape.geometry}
        elif edit.kind is EditKind.WORDS and place.other_paragraph >= 0:
            yield {**row, "paragraph": place.paragraph, "words": edit.new}
        elif edit.kind is EditKind.WORDS and shape.is_footer:
            yield {**row, "paragraph": 0, "words": edit.new}
        elif edit.kind is EditKind.ALT_TEXT:
            yield {**row, "alt": edit.new}
        elif edit.kind is EditKind.PICTURE_SWAPPED or edit.kind in _CONTENTS:
            yield {**row, "kind": "replaced", **self._shape(place.other_slide, place.other_shape)}

    def _before(self, slide: int) -> Row:
        """Return what the slide before an edited one is recognised by; nothing for the first."""
        if slide <= 0:
            return {}
        return slide_row(self.theirs.slides[slide - 1], "")

    def _shape(self, slide: int, at: int) -> Row:
        """Return the file that holds a shape, its place, and the shape that it is nearest to."""
        shapes = self.theirs.slides[slide].shapes
        shape = shapes[at]
        part = self.theirs.slides[slide].part
        element = shape_elements(self.parts.tree(part).find(f"{P}cSld/{P}spTree"))[at]
        name = self._file(f"shapes/{shape.kind.value}", self._portable(element, part))
        row: Row = {"file": name, "shape": shape.name, "box": list(shape.box), "words": shape.text[:80], "at": at}
        names = {one.name for slide in self.base.slides for one in slide.shapes}
        near = _nearest(shape, [one for number, one in enumerate(shapes) if number != at and one.name in names])
        return {**row, "near": [near.name, *near.box[:2]]} if near else row

    def _slide(self, at: int) -> Row:
        """Return the file of a whole slide that was added, and behind which it is."""
        slide = self.theirs.slides[at]
        tree = etree.Element(f"{P}spTree", nsmap={"p": P[1:-1], "a": A[1:-1], "r": R[1:-1]})
        source = self.parts.tree(slide.part).find(f"{P}cSld/{P}spTree")
        for element, shape in zip(shape_elements(source), slide.shapes, strict=True):
            if not shape.is_footer and (shape.text or not shape.placeholder):
                tree.append(_freed(etree.fromstring(self._portable(element, slide.part)), shape))
        name = self._file("slides/slide", etree.tostring(tree))
        notes = [one.text for one in slide.notes]
        title = slide.title or next((one.text for one in slide.shapes if one.text), "")
        return {
            "kind": EditKind.SLIDE_ADDED.value, "file": name, "title": title, "notes": notes,
            "after": self._before(at), "hidden": slide.hidden,
        }  # fmt: skip

    def _transition(self, slide: int) -> str:
        tree = self.parts.tree(self.theirs.slides[slide].part)
        found = next((one for one in tree.iter(f"{P}transition") if len(one)), None)
        return etree.tostring(found, with_tail=False).decode() if found is not None else ""

    def _animation(self, row: Row, place: EditPlace) -> Iterator[Row]:
        """Yield the row of a slide's animations, in which shapes have the names that they were built with."""
        built, slide = self.base.slides[place.slide].shapes, self.theirs.slides[place.other_slide]
        if not slide.animated:
            yield {**row, "xml": ""}
            return
        back = pair_shapes(built, slide.shapes).back
        names = {
            str(one.number): built[back[at]].name if at in back else one.name for at, one in enumerate(slide.shapes)
        }
        xml = timing_with_names(self.parts.tree(slide.part), names)
        if xml:
            yield {**row, "xml": xml}

    def _file(self, stem: str, data: bytes) -> str:
        name = f"{stem}-{hashlib.sha256(data).hexdigest()[:10]}.xml"
        self.files[name] = data
        return name

    def _portable(self, element: Element, part: str) -> bytes:
        """Return the XML of a shape with names of files and addresses in place of its relations."""
        made = etree.fromstring(etree.tostring(element, with_tail=False))
        for one in list(
            made.iter(f"{A}hlinkClick", f"{A}hlinkHover", f"{A}hlinkMouseOver", f"{P}custDataLst", f"{A}extLst")
        ):
            relation = self.parts.relations(part).get(one.get(f"{R}id", ""))
            web = relation is not None and relation.external and _LINK.match(relation.target) and not one.get("action")
            keeps = one.tag == f"{A}extLst" or web
            if not keeps and one.getparent() is not None:
                one.getparent().remove(one)
        for one in made.iter():
            for name, value in list(one.attrib.items()):
                if str(name).startswith(R) and value:
                    one.set(name, self._kept(part, str(value)))
        return bytes(etree.tostring(made))

    def _kept(self, part: str, relation_id: str) -> str:
        relation = self.parts.relations(part).get(relation_id)
        kind = relation.kind if relation is not None else ""
        if relation is not None and kind == "hyperlink" and relation.external:
            return relation.target
        if relation is not None and kind == "image" and not relation.external:
            return self._media(relation.target)
        if relation is not None and kind == "chart" and not relation.external:
            return self._chart(relation.target)
        message = f"`{kind or relation_id}` is not carried"
        raise ActiveContentError(message)

    def _media(self, part: str) -> str:
        suffix = part.rpartition(".")[2].lower()
        if suffix not in _SUFFIXES:
            message = f"`{suffix}` is not a picture"
            raise ActiveContentError(message)
        data = self.parts.data(part)
        name = f"media/{hashlib.sha256(data).hexdigest()[:10]}.{suffix}"
        self.files[name] = data
        return name

    def _chart(self, part: str) -> str:
        tree = etree.fromstring(etree.tostring(self.parts.tree(part)))
        for one in [*tree.iter(f"{_C}userShapes")]:
            one.getparent().remove(one)
        for one in [*tree.iter(f"{_C}externalData")]:
            relation = self.parts.relations(part).get(one.get(f"{R}id", ""))
            if relation is None or relation.external or not relation.target.endswith(".xlsx"):
                one.getparent().remove(one)
                continue
            data = without_authors(self.parts.data(relation.target))
            name = f"charts/{hashlib.sha256(data).hexdigest()[:10]}.xlsx"
            self.files[name] = data
            one.set(f"{R}id", name)
        return self._file("charts/chart", etree.tostring(tree))


def _row_of(rows: Sequence[Row], kind: EditKind, key: str, value: str) -> Row | None:
    return next((one for one in rows if one["kind"] == kind.value and one.get(key) == value), None)


def _same_thing(one: Row, other: Row) -> bool:
    """Return whether two rows decide the same: the later one counts."""
    names = (
        "kind",
        "slide",
        "shape",
        "paragraph",
        "file",
        "words" if one["kind"] == EditKind.COMMENT.value else "kind",
    )
    same = all(one.get(name) == other.get(name) for name in names)
    return same and (one["kind"] != "format" or _said(one) == _said(other))


def _said(row: Row) -> str:
    return "".join(str(text) for text, _ in row["runs"])


def runs_json(paragraph: NeutralParagraph) -> list[list[Any]]:
    """Return the words of a paragraph with what each run looks like."""
    names = [name for name in CharacterFormat._fields if name != "link"]
    return [[one.text, {name: getattr(one.format, name) for name in names}] for one in paragraph.runs]


def without_authors(workbook: bytes) -> bytes:
    """Return a workbook whose properties name nobody and no time."""
    stream = io.BytesIO()
    empty = b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            new.writestr(entry, empty if name == "docProps/core.xml" else old.read(name))
    return stream.getvalue()


def _freed(element: Element, shape: NeutralShape) -> Element:
    """Return a shape of an added slide that is where it was, whatever layout it will have."""
    if shape.placeholder and shape.box != NO_BOX:
        properties = element.find(f"{P}spPr")
        if properties is not None and properties.find(f"{A}xfrm") is None:
            left, top, width, height = map(str, shape.box)
            frame = etree.Element(f"{A}xfrm")
            etree.SubElement(frame, f"{A}off", x=left, y=top)
            etree.SubElement(frame, f"{A}ext", cx=width, cy=height)
            properties.insert(0, frame)
    if not shape.is_title:
        for one in element.findall(f"./*/{P}nvPr/{P}ph"):
            one.getparent().remove(one)
    return element


def _nearest(shape: NeutralShape, others: Sequence[NeutralShape]) -> NeutralShape | None:
    placed = [one for one in others if one.box != NO_BOX and one.name]
    return min(placed, key=lambda one: abs(one.box[0] - shape.box[0]) + abs(one.box[1] - shape.box[1]), default=None)
