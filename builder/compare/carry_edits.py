"""Apply kept edits to a fresh deck: added shapes and slides, places, looks, words, comments."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from lxml import etree

from builder.compare.carried_animation import add_timing
from builder.compare.carried_looks import (
    entitle,
    footers_for,
    frame_of,
    keep_placeholders,
    make_harmless,
    mark_decorative,
    names_of,
    prepare_words,
    set_box,
    set_fill_and_outline,
    set_link,
    set_look,
)
from builder.compare.carried_notes import add_comment, add_notes
from builder.compare.carried_places import group_shapes, insert_before_footer, move_with_neighbour, number_shapes
from builder.compare.carried_words import format_paragraph, set_paragraph
from builder.compare.deck_edit import EditKind
from builder.compare.deck_package import PackageParts
from builder.compare.deck_reader import deck_of
from builder.compare.edit_rows import Row, slide_for
from builder.compare.neutral_deck import NeutralDeck, NeutralShape, NeutralSlide, ShapeKind, plain_paragraph
from builder.compare.portable_xml import TO_SLIDE, inert_workbook
from builder.compare.pptx_parts import PptxParts
from builder.compare.shape_reader import shape_elements
from builder.compare.source_facts import folded
from builder.model.office_xml import SAFE_PARSER, A, Element, P, R

_TYPES = {
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".svg": "image/svg+xml",
    ".emf": "image/x-emf", ".wmf": "image/x-wmf", ".bmp": "image/bmp", ".tif": "image/tiff", ".tiff": "image/tiff",
}  # fmt: skip
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SLIDE_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml"
_SPACES = f'xmlns:a="{A[1:-1]}" xmlns:r="{R[1:-1]}" xmlns:p="{P[1:-1]}"'
_EMPTY_SLIDE = f"<p:sld {_SPACES}><p:cSld/><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
_EMPTY_TREE = (
    f'<p:spTree {_SPACES}><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
    "<p:grpSpPr/></p:spTree>"
)
_DRAWN = ("picture", "chart", "table", "group")
_TURNS = {
    "replaced": -1, EditKind.STACKING.value: 1, EditKind.GROUPED.value: 2, EditKind.ANIMATION.value: 3,
    EditKind.SLIDE_ADDED.value: 4, EditKind.SLIDE_MOVED.value: 4, EditKind.SLIDE_DELETED.value: 5,
}  # fmt: skip


class CarriedDeck(NamedTuple):
    """A deck to which kept edits were applied."""

    data: bytes
    placed: int
    without_place: tuple[Row, ...]
    """Edits whose slide or shape is not there any more; they stay in their folder."""
    undescribed: tuple[Row, ...]
    """Added pictures and charts that nobody described."""


def carry_edits(
    data: bytes, keys: Sequence[str], rows: Sequence[Row], files: Mapping[str, bytes], lang: str
) -> CarriedDeck:
    """Return the deck `data`, whose slides have `keys`, with the edits `rows` made; `files` are what they need."""
    parts = PptxParts(data)
    deck = deck_of(parts)
    slides = tuple(one._replace(key=key) for one, key in zip(deck.slides, keys, strict=True))
    carrier = _Carrier(PackageParts(data), parts, deck._replace(slides=slides), files, lang)
    unplaced = tuple(row for row in sorted(rows, key=_turn) if not carrier.make(row))
    undescribed = tuple(row for row in rows if _is_undescribed(row))
    if len(unplaced) == len(rows):
        return CarriedDeck(data, 0, unplaced, undescribed)
    return CarriedDeck(carrier.package.to_bytes(), len(rows) - len(unplaced), unplaced, undescribed)


def _turn(row: Row) -> tuple[int, int]:
    """Return when an edit is made: other shapes, lower ones first, then what needs them, last slides in their order."""
    return _TURNS.get(row["kind"], 0), int(row.get("at", 0))


def _is_undescribed(row: Row) -> bool:
    drawn = str(row.get("file", "")).startswith(tuple(f"shapes/{kind}" for kind in _DRAWN))
    return row["kind"] == EditKind.SHAPE_ADDED.value and drawn and not row.get("alt")


class _Carrier:
    """Makes edits in one package."""

    def __init__(
        self, package: PackageParts, parts: PptxParts, deck: NeutralDeck, files: Mapping[str, bytes], lang: str
    ) -> None:
        self.package, self.parts, self.deck, self.files, self.lang = package, parts, deck, files, lang
        self.ways: dict[str, Callable[[Row, int], bool]] = {
            EditKind.SHAPE_ADDED.value: self._add_shape,
            "replaced": self._replace_shape,
            EditKind.SHAPE_DELETED.value: self._delete_shape,
            "place": self._place,
            "look": self._look,
            "format": self._format,
            EditKind.WORDS.value: self._say,
            EditKind.ALT_TEXT.value: self._describe,
            EditKind.LINK.value: self._link,
            EditKind.TRANSITION.value: self._transition,
            EditKind.ANIMATION.value: self._animate,
            EditKind.STACKING.value: self._stack,
            EditKind.BACKGROUND.value: self._background,
            EditKind.LAYOUT.value: self._lay_out,
            EditKind.GROUPED.value: self._group,
            EditKind.COMMENT.value: self._comment,
            EditKind.SLIDE_HIDDEN.value: self._hide,
            EditKind.SLIDE_DELETED.value: self._delete_slide,
            EditKind.SLIDE_MOVED.value: self._move_slide,
        }

    def make(self, row: Row) -> bool:
        """Make one edit, and return whether there was a place for it."""
        if row["kind"] == EditKind.SLIDE_ADDED.value:
            return self._add_slide(row)
        way = self.ways.get(row["kind"])
        at = slide_for(row.get("slide", {}), self.deck.slides)
        return way is not None and at >= 0 and way(row, at)

    # what is where

    def _tree(self, at: int) -> Element:
        return self.package.tree(self.deck.slides[at].part).find(f"{P}cSld/{P}spTree")

    def _found(self, row: Row, at: int) -> Element | None:
        name = row.get("shape")
        return next((one for one in shape_elements(self._tree(at)) if names_of(one).get("name") == name), None)

    # shapes

    def _add_shape(self, row: Row, at: int) -> bool:
        element = self._element(row, self.deck.slides[at].part)
        if element is None:
            return False
        tree = self._tree(at)
        number_shapes(element, tree)
        move_with_neighbour(element, row, self.deck.slides[at])
        names = names_of(element)
        if row.get("alt"):
            names.set("descr", str(row["alt"]))
        elif not names.get("descr") and not row.get("words") and element.tag in {f"{P}sp", f"{P}cxnSp"}:
            mark_decorative(names)
        insert_before_footer(tree, element)
        return True

    def _replace_shape(self, row: Row, at: int) -> bool:
        old, new = self._found(row, at), self._element(row, self.deck.slides[at].part)
        if old is None or new is None:
            return False
        names, fresh = names_of(old), names_of(new)
        for name in ("id", "name", "descr"):
            if names.get(name):
                fresh.set(name, names.get(name))
        old.getparent().replace(old, new)
        return True

    def _delete_shape(self, row: Row, at: int) -> bool:
        found = self._found(row, at)
        if found is None:
            return True  # it is gone already
        found.getparent().remove(found)
        return True

    def _place(self, row: Row, at: int) -> bool:
        found = self._found(row, at)
        if found is None:
            return False
        frame = frame_of(found)
        if frame is None:
            return False
        set_box(frame, row["box"], int(row.get("rotation", 0)))
        return True

    def _look(self, row: Row, at: int) -> bool:
        found = self._found(row, at)
        properties = found.find(f"{P}spPr") if found is not None else None
        if found is None or properties is None:
            return False
        if "file" not in row:
            set_fill_and_outline(properties, str(row.get("fill", "")), str(row.get("outline", "")))
            return True
        look = self._element(row, self.deck.slides[at].part)
        if look is not None:
            set_look(found, look, row.get("words", {}))
        return look is not None

    def _describe(self, row: Row, at: int) -> bool:
        found = self._found(row, at)
        if found is None:
            return False
        names_of(found).set("descr", str(row.get("alt", "")))
        return True

    def _link(self, row: Row, at: int) -> bool:
        found, address = self._found(row, at), str(row.get("address", ""))
        relation = self._relation(self.deck.slides[at].part, address) if address else ""
        if found is None or (address and not relation):
            return False
        set_link(names_of(found), relation)
        return True

    # words

    def _say(self, row: Row, at: int) -> bool:
        found = self._found(row, at)
        paragraphs = list(found.iter(f"{A}p")) if found is not None else []
        number = int(row.get("paragraph", 0))
        if not 0 <= number < len(paragraphs):
            return False
        runs = paragraphs[number].findall(f"{A}r")
        if not runs:
            return False
        runs[0].find(f"{A}t").text = str(row["words"])
        for one in runs[1:]:
            paragraphs[number].remove(one)
        return True

    def _format(self, row: Row, at: int) -> bool:
        """Give the paragraph that says the same words the looks that were kept."""
        found, part = self._found(row, at), self.deck.slides[at].part
        words = folded("".join(str(text) for text, _ in row["runs"]))
        for paragraph in found.iter(f"{A}p") if found is not None else ():
            said = "".join(" " if one.tag == f"{A}br" else one.findtext(f"{A}t") or "" for one in paragraph)
            if folded(said) == words and format_paragraph(paragraph, row["runs"], partial(self._relation, part)):
                set_paragraph(paragraph, row.get("paragraph", {}))
                return True
        return False

    # slides

    def _hide(self, _row: Row, at: int) -> bool:
        self.package.tree(self.deck.slides[at].part).set("show", "0")
        return True

    def _transition(self, row: Row, at: int) -> bool:
        root = self.package.tree(self.deck.slides[at].part)
        for one in list(root):
            if one.tag == f"{P}transition" or next(one.iter(f"{P}transition"), None) is not None:
                root.remove(one)
        if row.get("xml"):
            anchor = root.find(f"{P}clrMapOvr")
            (anchor if anchor is not None else root[0]).addnext(etree.fromstring(str(row["xml"]), SAFE_PARSER))
        return True

    def _background(self, row: Row, at: int) -> bool:
        root = self.package.tree(self.deck.slides[at].part)
        if "graphics" in row:
            root.set("showMasterSp", str(int(row["graphics"])))
        common = root.find(f"{P}cSld")
        for one in common.findall(f"{P}bg"):
            common.remove(one)
        ground = self._element(row, self.deck.slides[at].part) if "file" in row else None
        if ground is not None:
            common.insert(0, ground)
        return ground is not None or "file" not in row

    def _lay_out(self, row: Row, at: int) -> bool:
        layout = self._layout_named(str(row["layout"]))
        return bool(layout) and self.package.redirect(self.deck.slides[at].part, "slideLayout", layout)

    def _layout_named(self, name: str) -> str:
        return next((one for one in self.parts.layouts() if name and self.parts.title(one) == name), "")

    def _stack(self, row: Row, at: int) -> bool:
        moved, below = self._found(row, at), self._found({"shape": row["above"]}, at)
        if moved is None or (row["above"] and below is None):
            return False
        shapes = [one for one in shape_elements(self._tree(at)) if one is not moved]
        if below is not None:
            below.addnext(moved)
        elif shapes:
            shapes[0].addprevious(moved)
        return True

    def _group(self, row: Row, at: int) -> bool:
        return group_shapes(self._tree(at), row, self.deck.slides[at])

    def _animate(self, row: Row, at: int) -> bool:
        return not row.get("xml") or add_timing(self.package.tree(self.deck.slides[at].part), str(row["xml"]))

    def _comment(self, row: Row, at: int) -> bool:
        add_comment(self.package, self.parts.main(), self.deck.slides[at].part, str(row["words"]))
        return True

    def _delete_slide(self, _row: Row, at: int) -> bool:
        return self.package.drop_slide(self.parts.main(), self.deck.slides[at].part)

    def _move_slide(self, row: Row, at: int) -> bool:
        before = slide_for(row.get("after", {}), self.deck.slides) if row.get("after") else -1
        if row.get("after") and before < 0:
            return False
        behind = self.deck.slides[before].part if before >= 0 else ""
        return self.package.move_slide(self.parts.main(), self.deck.slides[at].part, behind)

    def _add_slide(self, row: Row) -> bool:
        before = slide_for(row["after"], self.deck.slides) if row.get("after") else -1
        if (row.get("after") and before < 0) or row.get("file") not in self.files:
            return False
        model = self.deck.slides[max(before, 0)].part
        root = etree.fromstring(_EMPTY_SLIDE)
        if row.get("hidden"):
            root.set("show", "0")
        if not row.get("graphics", True):
            root.set("showMasterSp", "0")
        part = self.package.add_part("ppt/slides/slide", ".xml", etree.tostring(root), _SLIDE_TYPE)
        named = self._layout_named(str(row.get("layout", "")))
        layout = named or self.parts.related(model, "slideLayout")
        self.package.relate(part, "slideLayout", layout)
        tree = etree.fromstring(self.files[row["file"]], SAFE_PARSER)
        self._relink(tree, part)
        keep_placeholders(tree, self.parts.tree(named) if named else None)
        head = etree.fromstring(_EMPTY_TREE)
        entitle(tree)
        alike = [at for at, one in enumerate(self.deck.slides) if one.layout == self.parts.title(layout)]
        sheets = map(self._tree, alike or range(len(self.deck.slides)))
        for element in (*tree, *footers_for(self.parts.tree(layout), sheets)):
            number_shapes(element, head)
            head.append(element)
        self.package.tree(part).find(f"{P}cSld").append(head)
        notes = [str(one) for one in row.get("notes", ())]
        add_notes(self.package, self.parts, (part, model), notes, self.lang)
        behind = self.deck.slides[before].part if before >= 0 else ""
        self._record_slide(part, str(row.get("title", "")))
        self._decorate(row, len(self.deck.slides) - 1)
        return self.package.list_slide(self.parts.main(), part, behind)

    def _record_slide(self, part: str, title: str) -> None:
        """Record an added slide, so that others can be placed after it."""
        shape = NeutralShape(ShapeKind.TEXT, "Title", "title", paragraphs=(plain_paragraph(title),))
        self.deck = self.deck._replace(slides=(*self.deck.slides, NeutralSlide((shape,), part=part)))

    def _decorate(self, row: Row, at: int) -> None:
        """Give an added slide what it has apart from its shapes."""
        for words in row.get("comments", ()):
            self._comment({"words": words}, at)
        for key, way in (("transition", self._transition), ("animation", self._animate)):
            if key in row:
                way({"xml": row[key]}, at)
        if "background" in row:
            self._background({"file": row["background"]}, at)

    def _element(self, row: Row, part: str) -> Element | None:
        data = self.files.get(str(row.get("file", "")))
        if data is None:
            return None
        element = etree.fromstring(data, SAFE_PARSER)
        return element if self._relink(element, part) else None

    def _relink(self, element: Element, part: str) -> bool:
        """Give a shape the relationships that its file names refer to; False if a file is missing, or one runs."""
        if not make_harmless(element):
            return False
        for one in [*element.iter()]:
            for name, value in list(one.attrib.items()):
                if str(name).startswith(R):
                    relation = self._relation(part, str(value))
                    if relation:
                        one.set(name, relation)
                    elif value.startswith(TO_SLIDE):  # that slide is there no longer
                        one.getparent().remove(one)
                    else:
                        return False
        prepare_words(element, self.lang)
        return True

    def _relation(self, part: str, value: str) -> str:
        if value.startswith(TO_SLIDE):
            at = slide_for({"title": value.removeprefix(TO_SLIDE)}, self.deck.slides)
            return self.package.relate(part, "slide", self.deck.slides[at].part) if at >= 0 else ""
        if value.startswith(("http://", "https://", "mailto:")):
            return self.package.relate(part, "hyperlink", value, outside=True)
        data = self.files.get(value)
        if data is None:
            return ""
        suffix = f".{value.rpartition('.')[2]}"
        if value.startswith("media/") and suffix in _TYPES:
            name = self.package.add_part("ppt/media/edit", suffix, data, _TYPES[suffix])
            return self.package.relate(part, "image", name)
        if value.endswith(".xlsx") and inert_workbook(data) is not None:
            name = self.package.add_part("ppt/embeddings/edit", suffix, data, _BOOK_TYPE)
            return self.package.relate(part, "package", name)
        if value.startswith("charts/") and value.endswith(".xml"):
            name = self.package.add_part("ppt/charts/edit", ".xml", data, _CHART_TYPE)
            return self.package.relate(part, "chart", name) if self._relink(self.package.tree(name), name) else ""
        return ""
