"""Edits that Markdown cannot say, written down beside the source so that the next build can make them again."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from builder.compare.carried_animation import timing_with_names
from builder.compare.deck_edit import DeckEdit, EditKind, EditPlace
from builder.compare.deck_reader import WITHOUT_GRAPHICS
from builder.compare.edit_rows import LIST, Row, files_of, list_bytes, slide_row
from builder.compare.neutral_deck import NO_BOX, NeutralDeck, NeutralParagraph, NeutralShape, ShapeKind
from builder.compare.pairing import pair_shapes
from builder.compare.portable_xml import WEB_ADDRESS, ActiveContentError, PortableParts, drawn_otherwise
from builder.compare.pptx_parts import PptxParts, UnreadableDeckError
from builder.compare.shape_effects import PLACE_OF_WORDS, WARP
from builder.compare.shape_reader import shape_elements
from builder.compare.source_facts import folded
from builder.compare.text_edits import format_differences, setting_differences
from builder.compare.theme_colors import is_color
from builder.model.office_xml import A, Element, P, R

_NAMED_BY = {
    EditKind.SHAPE_ADDED.value: "shape", EditKind.SLIDE_ADDED.value: "title", EditKind.COMMENT.value: "words",
}  # fmt: skip
"""What an addition is found by when somebody edits it again."""
_PLACES = frozenset({EditKind.MOVED, EditKind.RESIZED, EditKind.TURNED})
_LOOKS = frozenset({EditKind.MARKS, EditKind.RESTYLED})
_SETTINGS = frozenset({EditKind.PARAGRAPH_FORMAT, EditKind.LEVEL, EditKind.LINE_ENDS})
_DRAWN = frozenset({ShapeKind.TEXT, ShapeKind.LINE})
_CONTENTS = frozenset(
    {
        EditKind.TABLE_CELL, EditKind.TABLE_ROW_ADDED, EditKind.TABLE_ROW_DELETED, EditKind.TABLE_COLUMNS,
        EditKind.CHART_VALUES, EditKind.CHART_KIND, EditKind.CHART_TITLE,
    }
)  # fmt: skip


@dataclass(slots=True)
class EditKeeper:
    """Writes edits of one deck down; `keys` gives the key of each slide of the deck as it was built."""

    base: NeutralDeck
    theirs: NeutralDeck
    parts: PptxParts
    keys: Sequence[str]
    portable: PortableParts = field(init=False)
    lost: list[int] = field(default_factory=list)
    partly: dict[int, str] = field(default_factory=dict)
    """What is left out of edits that are kept, by their index."""
    rows: dict[str, Row] = field(default_factory=dict)
    """What is kept, by what it decides."""
    added: dict[tuple[str, object], Row] = field(default_factory=dict)
    """Earlier additions by their kind and name."""
    elements: dict[int, dict[tuple[str, str], Element]] = field(default_factory=dict)
    """The shapes of each slide of the edited deck that was looked at, by their number and name."""
    built: dict[int, list[NeutralShape]] = field(default_factory=dict)
    """Those of each slide that were built."""

    def __post_init__(self) -> None:
        """Open the deck that shapes are taken out of."""
        self.portable = PortableParts(self.parts, {one.part: slide_row(one, "")["title"] for one in self.theirs.slides})

    def keep(
        self, edits: Mapping[int, DeckEdit], earlier: Sequence[Row], earlier_files: Mapping[str, bytes]
    ) -> dict[str, bytes]:
        """Return the files of the folder once each of `edits` is in it.

        The `earlier` rows stay with their files unless they are outdated.

        Edits that cannot be kept are listed in `lost`, by their index.
        """
        self.rows = {_decision(row): row for row in earlier}
        self.added = {(row["kind"], row.get(_NAMED_BY.get(row["kind"], ""))): row for row in reversed(earlier)}
        for index, edit in edits.items():
            outdated, now = self._as_added(edit)
            self.portable.left_out.clear()
            try:
                made = list(self._rows(now)) if now is not None else []
            except (ActiveContentError, UnreadableDeckError):
                made, now = [], edit
            if now is not None and not made:
                self.lost.append(index)
                continue
            if self.portable.left_out:
                self.partly[index] = ", ".join(sorted(self.portable.left_out))
            for row in (*([outdated] if outdated else []), *made):
                self.rows.pop(_decision(row), None)
            self.rows.update({_decision(row): row for row in made})
        files = {**earlier_files, **self.portable.files}
        rows = list(self.rows.values())
        needed = {name: data for row in rows for name, data in files_of(row, "", files)}
        return {**needed, LIST: list_bytes(rows)} if rows else {}

    def _as_added(self, edit: DeckEdit) -> tuple[Row | None, DeckEdit | None]:
        """Return the row of an earlier addition that an edit is about, and what is to be kept in its place."""
        place = edit.place
        if place.slide < 0:
            return None, edit
        slide = self.base.slides[place.slide]
        if not self.keys[place.slide]:
            found = self.added.get((EditKind.SLIDE_ADDED.value, slide.title or slide.text.partition("\n")[0]))
            gone = edit.kind is EditKind.SLIDE_DELETED
            return found, None if gone else DeckEdit(EditKind.SLIDE_ADDED, EditPlace(other_slide=place.other_slide))
        if edit.kind is EditKind.COMMENT and not edit.new:
            found = self.added.get((EditKind.COMMENT.value, edit.old))
            return found, None if found else edit
        if place.shape < 0:
            return None, edit
        found = self.added.get((EditKind.SHAPE_ADDED.value, slide.shapes[place.shape].name))
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
            case EditKind.COMMENT if edit.new:
                yield {**row, "words": edit.new}
            case EditKind.GROUPED:
                yield {**row, "shape": edit.what, "members": self._members(edit)}
            case EditKind.SHAPE_ADDED:
                yield {**row, **self._shape(place.other_slide, place.other_shape)}
            case _ if place.shape >= 0:
                yield from self._of_shape(row, edit)
            case _:
                yield from self._of_slide(row, edit)

    def _of_slide(self, row: Row, edit: DeckEdit) -> Iterator[Row]:
        there = edit.place.other_slide
        match edit.kind:
            case EditKind.SLIDE_MOVED:
                yield {**row, "at": there, "after": self._before(there)}
            case EditKind.BACKGROUND:
                bare = [one.endswith(WITHOUT_GRAPHICS) for one in (edit.old, edit.new)]
                graphics = {"graphics": not bare[1]} if any(bare) else {}
                yield {**row, **self._background(there), **graphics}
            case EditKind.LAYOUT:
                yield {**row, "layout": edit.new}
            case EditKind.TRANSITION:
                yield {**row, "xml": self._transition(there)}
            case EditKind.ANIMATION:
                yield from self._animation(row, edit.place)

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
        elif edit.kind in _LOOKS | _SETTINGS and place.other_paragraph >= 0:
            yield from self._format(row, edit)
        elif edit.kind in _LOOKS and shape.kind in _DRAWN:
            row = {**row, "kind": "look"}
            yield {**row, **self._look(edit, plainly="file" not in self.rows.get(_decision(row), {}))}
        elif edit.kind is EditKind.WORDS and place.other_paragraph >= 0:
            yield {**row, "paragraph": place.paragraph, "words": edit.new}
        elif edit.kind is EditKind.WORDS and shape.is_footer:
            yield {**row, "paragraph": 0, "words": edit.new}
        elif edit.kind is EditKind.STACKING:
            yield {**row, "above": self._below(place)}
        elif edit.kind is EditKind.ALT_TEXT:
            yield {**row, "alt": edit.new}
        elif edit.kind is EditKind.LINK and WEB_ADDRESS.fullmatch(edit.new or "https://none"):
            yield {**row, "address": edit.new}
        elif edit.kind in {EditKind.PICTURE_SWAPPED, EditKind.RESTYLED} or edit.kind in _CONTENTS:
            yield {**row, "kind": "replaced", **self._shape(place.other_slide, place.other_shape)}

    def _format(self, row: Row, edit: DeckEdit) -> Iterator[Row]:
        """Yield the row of a paragraph: its runs with what was changed of their look, and how it is set otherwise.

        What an earlier row changed of the same words is changed still.
        """
        place = edit.place
        old = self.base.slides[place.slide].shapes[place.shape].paragraphs[place.paragraph]
        new = self.theirs.slides[place.other_slide].shapes[place.other_shape].paragraphs[place.other_paragraph]
        made = {**row, "kind": "format", "runs": [[new.text, {}]]}
        earlier = self.rows.get(_decision(made), {"runs": ()})
        names = {name for _, look in earlier["runs"] for name in look}
        if edit.kind not in _SETTINGS:
            names |= {*format_differences(old, new)}
        if not any("link" in names and one.format.link == "slide" for one in new.runs):
            settings = {name: getattr(new.setting, name) for name in setting_differences(old, new)}
            settings |= {"level": new.level} if old.level != new.level else {}
            now = {**new.setting._asdict(), "level": new.level}
            kept = {name: now[name] for name in earlier.get("paragraph", ())}
            changed = {**kept, **settings} if edit.kind in _SETTINGS else kept
            made = {**made, "runs": runs_json(new, sorted(names))}
            yield {**made, "paragraph": changed} if changed else made

    def _look(self, edit: DeckEdit, *, plainly: bool) -> Row:
        """Return a shape's look: its fill and outline where they say all, else the file that has its properties."""
        place = edit.place
        old = self.base.slides[place.slide].shapes[place.shape]
        new = self.theirs.slides[place.other_slide].shapes[place.other_shape]
        plain = {new.fill, new.outline.partition(":")[0]} - {""}
        if plainly and (old.effects, old.geometry) == (new.effects, new.geometry) and all(map(is_color, plain)):
            return {"fill": new.fill, "outline": new.outline}
        element, part = self._element(place.other_slide, place.other_shape)
        name = self.portable.file("shapes/look", self.portable.xml(element.find(f"{P}spPr"), part))
        body = element.find(f"{P}txBody/{A}bodyPr")
        words = {name: value for name in PLACE_OF_WORDS if body is not None and (value := body.get(name))}
        warp = body.find(WARP) if body is not None else None
        words |= {"warp": warp.get("prst", "")} if warp is not None else {}
        return {"file": name, "words": words} if words else {"file": name}

    def _below(self, place: EditPlace) -> str:
        """Return the name of the shape that is right below an edited one; nothing for the lowest."""
        built, slide = self.base.slides[place.slide].shapes, self.theirs.slides[place.other_slide].shapes
        if not place.other_shape:
            return ""
        back = pair_shapes(built, slide).back
        below = place.other_shape - 1
        return built[back[below]].name if below in back else slide[below].name

    def _background(self, slide: int) -> Row:
        part = self.theirs.slides[slide].part
        ground = self.parts.tree(part).find(f"{P}cSld/{P}bg")
        return {} if ground is None else {"file": self.portable.file("shapes/ground", self.portable.xml(ground, part))}

    def _members(self, edit: DeckEdit) -> list[str]:
        """Return the names of the shapes of a new group: those that they were built with."""
        built, slide = self.base.slides[edit.place.slide], self.theirs.slides[edit.place.other_slide]
        back = pair_shapes(built.shapes, slide.shapes).back
        inside = next(names[1:] for names in slide.groups if names[0] == edit.what)
        return [
            built.shapes[back[at]].name if at in back else one.name
            for at, one in enumerate(slide.shapes)
            if one.name in inside
        ]

    def _element(self, slide: int, at: int) -> tuple[Element, str]:
        """Return the XML of a shape, and the part that it is in; shapes that were grouped are inside of their group."""
        shape, part = self.theirs.slides[slide].shapes[at], self.theirs.slides[slide].part
        if slide not in self.elements:
            tree = self.parts.tree(part).find(f"{P}cSld/{P}spTree")
            self.elements[slide] = _by_number_and_name(shape_elements(tree, inside=True))
        found = self.elements[slide].get((str(shape.number), shape.name))
        if found is None:
            raise UnreadableDeckError(f"the shape `{shape.name}` is not to be found")
        return found, part

    def _before(self, slide: int) -> Row:
        """Return what the slide before an edited one is recognised by; nothing for the first."""
        if slide <= 0:
            return {}
        return slide_row(self.theirs.slides[slide - 1], "")

    def _shape(self, slide: int, at: int) -> Row:
        """Return the file that holds a shape, its place, and the shape that it is nearest to."""
        shapes = self.theirs.slides[slide].shapes
        shape = shapes[at]
        element, part = self._element(slide, at)
        name = self.portable.file(f"shapes/{shape.kind.value}", self.portable.xml(drawn_otherwise(element), part))
        row: Row = {"file": name, "shape": shape.name, "box": list(shape.box), "words": shape.text[:80], "at": at}
        near = _nearest(shape, [one for one in self._built_shapes(slide) if one is not shape])
        return {**row, "near": [near.name, *near.box[:2]]} if near else row

    def _built_shapes(self, slide: int) -> list[NeutralShape]:
        """Return the shapes of an edited slide that have a place, and the name of one that was built."""
        if slide not in self.built:
            names = {one.name for built in self.base.slides for one in built.shapes} - {""}
            found = [one for one in self.theirs.slides[slide].shapes if one.name in names and one.box != NO_BOX]
            self.built[slide] = found
        return self.built[slide]

    def _slide(self, at: int) -> Row:
        """Return the file of a whole slide that was added, and behind which it is."""
        slide = self.theirs.slides[at]
        tree = etree.Element(f"{P}spTree", nsmap={"p": P[1:-1], "a": A[1:-1], "r": R[1:-1]})
        source = self.parts.tree(slide.part).find(f"{P}cSld/{P}spTree")
        for element, shape in zip(shape_elements(source), slide.shapes, strict=True):
            if not shape.is_footer and (shape.text or not shape.placeholder or shape.kind is not ShapeKind.TEXT):
                tree.append(_freed(etree.fromstring(self.portable.xml(element, slide.part)), shape))
        name = self.portable.file("slides/slide", etree.tostring(tree))
        notes = [one.text for one in slide.notes]
        title = slide.title or next((one.text for one in slide.shapes if one.text), "")
        numbers = {str(one.number): one.name for one in slide.shapes}
        animation = timing_with_names(self.parts.tree(slide.part), numbers)
        if slide.animated and not animation:
            self.portable.left_out.add("animations that play a file or run a command")
        more = {
            "transition": self._transition(at), "comments": list(slide.comments),
            "animation": animation,
            "background": self._background(at).get("file", ""),
        }  # fmt: skip
        graphics = {"graphics": False} if slide.background.endswith(WITHOUT_GRAPHICS) else {}
        return {
            "kind": EditKind.SLIDE_ADDED.value, "file": name, "title": title, "notes": notes,
            "after": self._before(at), "at": at, "layout": slide.layout, "hidden": slide.hidden,
            **{key: value for key, value in more.items() if value}, **graphics,
        }  # fmt: skip

    def _transition(self, slide: int) -> str:
        tree = self.parts.tree(self.theirs.slides[slide].part)
        found = next((one for one in tree if any(len(inside) for inside in one.iter(f"{P}transition"))), None)
        if found is None:
            return ""
        made = etree.fromstring(etree.tostring(found, with_tail=False))
        for sound in [*made.iter(f"{P}sndAc")]:
            sound.getparent().remove(sound)
            self.portable.left_out.add("the sound of the transition")
        return str(etree.tostring(made, encoding="unicode"))

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


def _by_number_and_name(elements: Sequence[Element]) -> dict[tuple[str, str], Element]:
    found: dict[tuple[str, str], Element] = {}
    for one in elements:
        names = one.find(f"./*/{P}cNvPr")
        if names is not None:
            found.setdefault((names.get("id", ""), names.get("name", "")), one)
    return found


def _decision(row: Row) -> str:
    """Return what a row decides: of two that decide the same, the later one counts."""
    match row["kind"]:
        case "format":
            what: object = folded("".join(str(text) for text, _ in row["runs"]))
        case EditKind.COMMENT.value:
            what = row.get("words")
        case EditKind.SHAPE_ADDED.value | EditKind.SLIDE_ADDED.value:
            what = row.get("file")
        case _:
            what = row.get("paragraph")
    decided = [row["kind"], row.get("slide"), row.get("shape"), what]
    return json.dumps(decided, sort_keys=True)


def runs_json(paragraph: NeutralParagraph, names: Sequence[str]) -> list[list[Any]]:
    """Return the words of a paragraph with the fields `names` of what each run looks like."""
    return [[one.text, {name: getattr(one.format, name) for name in names}] for one in paragraph.runs]


def _freed(element: Element, shape: NeutralShape) -> Element:
    """Return a shape of an added slide that is where it was, even without the placeholder that it descends from."""
    if shape.placeholder and shape.box != NO_BOX:
        properties = element.find(f"{P}spPr")
        if properties is not None and properties.find(f"{A}xfrm") is None:
            left, top, width, height = map(str, shape.box)
            frame = etree.Element(f"{A}xfrm")
            etree.SubElement(frame, f"{A}off", x=left, y=top)
            etree.SubElement(frame, f"{A}ext", cx=width, cy=height)
            properties.insert(0, frame)
    return element


def _nearest(shape: NeutralShape, others: Sequence[NeutralShape]) -> NeutralShape | None:
    return min(others, key=lambda one: abs(one.box[0] - shape.box[0]) + abs(one.box[1] - shape.box[1]), default=None)
