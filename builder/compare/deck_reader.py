"""A deck in its neutral form, read from the bytes of a .pptx, whichever program saved it."""

from collections.abc import Mapping

from lxml import etree

from builder.compare.neutral_deck import NeutralDeck, NeutralParagraph, NeutralSlide, normalised
from builder.compare.pptx_parts import PptxParts, UnreadableDeckError
from builder.compare.shape_reader import ShapeReader, shape_elements, whole
from builder.compare.text_inheritance import Inheritance, placeholder_of
from builder.compare.theme_colors import color_of
from builder.model.office_xml import CUSTOM, EXTENDED, P14, Element, P, R

CORE = "docProps/core.xml"
APP = "docProps/app.xml"
CUSTOM_PART = "docProps/custom.xml"

BASE_PROPERTY = "SourceSHA256"
"""The custom property, kept by every program, that names the source from which a deck was built."""

PROPERTIES = ("title", "subject", "creator", "keywords", "category", "description")
"""The document properties that somebody may edit; all others change at each save."""

SLIDE_SIZE = "slide size"
"""Among the properties, what is one of the whole deck without being a document property."""

WITHOUT_GRAPHICS = "without the graphics of its layout"
"""Among grounds, a slide on which neither its layout nor its master draws anything."""

MOST_SLIDES = 2_000
_MILLIMETRE = 36_000


def read_deck(data: bytes) -> NeutralDeck:
    """Return the neutral form of the deck in `data`; UnreadableDeckError if it cannot be read."""
    return deck_of(PptxParts(data))


def deck_of(parts: PptxParts) -> NeutralDeck:
    """Return the neutral form of the deck that has these `parts`; UnreadableDeckError if they make none."""
    main = parts.main()
    tree = parts.tree(main)
    if tree.tag != f"{P}presentation":  # the end of a deck that was cut off may be a whole workbook
        raise UnreadableDeckError("the file holds no presentation")
    inheritance = Inheritance(parts, tree.find(f"{P}defaultTextStyle"))
    order = _slide_parts(parts, main, tree)
    slides = tuple(_slide(parts, inheritance, part) for _, part in order)
    return NeutralDeck(
        slides=slides,
        properties=_properties(parts, tree),
        sections=_sections(tree, [number for number, _ in order]),
        sheets=_sheets(parts, inheritance, [part for _, part in order]),
        producer=_producer(parts),
        base=_base(parts),
    )


def slide_parts(data: bytes) -> tuple[str, ...]:
    """Return the parts of the slides of the deck in `data`, in their order; UnreadableDeckError if it has none."""
    parts = PptxParts(data)
    return tuple(part for _, part in _slide_parts(parts, parts.main(), parts.tree(parts.main())))


def _slide_parts(parts: PptxParts, main: str, tree: Element) -> list[tuple[str, str]]:
    """Return the id and the part of each slide in order."""
    relations = parts.relations(main)
    found = []
    for one in tree.iter(f"{P}sldId"):
        relation = relations.get(one.get(f"{R}id", ""))
        if relation is None or relation.part not in parts.names:
            raise UnreadableDeckError("a listed slide is not in the file")
        found.append((one.get("id", ""), relation.part))
    if len(found) > MOST_SLIDES:
        raise UnreadableDeckError(f"the deck has {len(found)} slides")
    return found


def _slide(parts: PptxParts, inheritance: Inheritance, part: str) -> NeutralSlide:
    tree = parts.tree(part)
    shapes = tree.find(f"{P}cSld/{P}spTree")
    if shapes is None:
        raise UnreadableDeckError(f"`{part}` holds no slide")
    reader = ShapeReader(parts, inheritance, part, parts.related(part, "slideLayout"))
    timing = tree.find(f"{P}timing")
    creation = next(tree.iter(f"{P14}creationId"), None)
    return NeutralSlide(
        shapes=tuple(reader.shapes(shapes)),
        notes=_notes(parts, inheritance, part),
        hidden=tree.get("show", "1") in {"0", "false"},
        transition=_transition(tree),
        animated=timing is not None and timing.find(f".//{P}par//{P}par") is not None,
        comments=_comments(parts, part),
        creation_id=creation.get("val", "") if creation is not None else "",
        part=part,
        background=_background(tree, inheritance.ancestry(reader.layout).colors),
        layout=parts.title(reader.layout) if reader.layout else "",
    )


def _sheets(parts: PptxParts, inheritance: Inheritance, slides: list[str]) -> tuple[tuple[str, str], ...]:
    """Return name and digest of the layouts and masters of `slides`: of what they draw besides their placeholders."""
    layouts = dict.fromkeys(part for slide in slides if (part := parts.related(slide, "slideLayout")))
    masters = dict.fromkeys(part for layout in layouts if (part := parts.related(layout, "slideMaster")))
    found = {}
    for part, kind in (*((one, "layout") for one in layouts), *((one, "master") for one in masters)):
        tree, reader = parts.tree(part).find(f"{P}cSld/{P}spTree"), ShapeReader(parts, inheritance, part, part)
        elements = shape_elements(tree) if tree is not None else ()
        shapes = (reader.shape(one) for one in elements if placeholder_of(one) is None)
        drawn = [
            (one.kind.value, one.text, one.picture, one.fill, *(side // _MILLIMETRE for side in one.box))
            for one in shapes
        ]
        found[f"the {kind} `{parts.title(part)}`" if parts.title(part) else f"the {kind}"] = repr(drawn)
    return tuple(found.items())


def _background(tree: Element, colors: Mapping[str, str]) -> str:
    """Return the slide's own ground: a colour, or what kind of fill it is."""
    found = tree.find(f"{P}cSld/{P}bg")
    bare = [WITHOUT_GRAPHICS] if tree.get("showMasterSp", "1") in {"0", "false"} else []
    fill = None
    if found is not None and len(found):
        fill = found[0] if found[0].tag == f"{P}bgRef" else next(iter(found[0]), None)
    ground = [color_of(fill, colors) or str(etree.QName(fill).localname)] if fill is not None else []
    return ", ".join([*ground, *bare])


def _notes(parts: PptxParts, inheritance: Inheritance, slide: str) -> tuple[NeutralParagraph, ...]:
    part = parts.related(slide, "notesSlide")
    if not part:
        return ()
    reader = ShapeReader(parts, inheritance, part, "")
    shapes = [(placeholder_of(shape), shape.find(f"{P}txBody")) for shape in parts.tree(part).iter(f"{P}sp")]
    spoken = [body for placeholder, body in shapes if placeholder is not None and placeholder[0] == "body"][:1]
    added = [body for placeholder, body in shapes if placeholder is None]
    return tuple(one for body in (*spoken, *added) for one in reader.paragraphs(body, None) if one.text)


def _transition(tree: Element) -> str:
    """Return the kind of the slide's transition; an empty one, as LibreOffice writes on every slide, is none."""
    for one in tree.iter(f"{P}transition"):
        kinds = [etree.QName(child).localname for child in one if isinstance(child.tag, str)]
        if kinds:
            return str(kinds[0])
    return ""


def _comments(parts: PptxParts, slide: str) -> tuple[str, ...]:
    found = []
    for relation in parts.relations(slide).values():
        if "omment" not in relation.last_word or relation.part not in parts.names:
            continue
        for one in parts.tree(relation.part).iter():
            if isinstance(one.tag, str) and etree.QName(one).localname in {"text", "txBody"}:
                words = normalised("".join(one.itertext()))
                found += [words] if words else []
    return tuple(found)


def _properties(parts: PptxParts, tree: Element) -> tuple[tuple[str, str], ...]:
    found = {}
    for one in parts.tree(CORE) if CORE in parts.names else ():
        name = etree.QName(one).localname
        if name in PROPERTIES and one.text:
            found[name] = normalised(one.text)
    size = tree.find(f"{P}sldSz")
    if size is not None:
        found[SLIDE_SIZE] = " × ".join(str(round(whole(size, name) / _MILLIMETRE)) for name in ("cx", "cy")) + " mm"
    return tuple(sorted(found.items()))


def _producer(parts: PptxParts) -> str:
    found = parts.tree(APP).find(f"{EXTENDED}Application") if APP in parts.names else None
    return normalised(found.text or "") if found is not None else ""


def _base(parts: PptxParts) -> str:
    for one in parts.tree(CUSTOM_PART).iter(f"{CUSTOM}property") if CUSTOM_PART in parts.names else ():
        if one.get("name") == BASE_PROPERTY:
            return normalised("".join(str(text) for text in one.itertext()))
    return ""


def _sections(tree: Element, numbers: list[str]) -> tuple[tuple[str, int], ...]:
    return tuple(
        (one.get("name", ""), sum(slide.get("id") in numbers for slide in one.iter(f"{P14}sldId")))
        for one in tree.iter(f"{P14}section")
    )


__all__ = ["BASE_PROPERTY", "UnreadableDeckError", "deck_of", "read_deck", "whole"]
