"""Rules about the presentation: slides, masters, layouts, notes, sections."""

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from builder.check.deck.reader import DeckFault, DeckRule, OpenedDeck, whole
from builder.codes import PPTX_MASTER_LIST, PPTX_NOTES, PPTX_SECTIONS, PPTX_SLIDE_LIST
from builder.model.office_xml import OFFICE, P14, A, P, R

_SLIDE_IDS = range(256, 2147483648)
"""ECMA-376 part 1, 19.7.13."""

_MASTER_IDS = range(2147483648, 4294967296)
"""ECMA-376 part 1, 19.7.10 and 19.7.11."""

_ORDER = ("sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst", "sldIdLst", "sldSz", "notesSz")
"""The order of the presentation's lists (ECMA-376 part 1, 19.2.1.26): Keynote refuses decks that break it."""


def find_no_presentation(deck: OpenedDeck) -> Iterator[DeckFault]:
    """The package holds no presentation, or one without slides."""
    if deck.main not in deck.trees:
        yield DeckFault("", "there is no presentation in the package")
    elif not deck.slides:
        yield DeckFault(deck.main, "the presentation has no slide")


def find_slide_ids(deck: OpenedDeck) -> Iterator[DeckFault]:
    """Slide ids are unique and in their range."""
    ids = [one.get("id", "") for one in _main(deck).iterfind(f"{P}sldIdLst/{P}sldId")]
    for number, count in Counter(ids).items():
        if count > 1:
            yield DeckFault(deck.main, f"the slide id {number} is used {count} times")
        if not number.isdigit() or int(number) not in _SLIDE_IDS:
            yield DeckFault(deck.main, f"the slide id {number} is out of range")


def find_unlisted_slides(deck: OpenedDeck) -> Iterator[DeckFault]:
    """Every slide that the presentation relates to is listed, once."""
    listed = Counter(one.get(f"{R}id") for one in _main(deck).iter(f"{P}sldId"))
    for number, one in deck.relations.get(deck.main, {}).items():
        if one.kind == OFFICE + "slide" and listed[number] != 1:
            yield DeckFault(one.part, f"the slide appears {listed[number]} times in the list of slides")


def find_unlisted_masters(deck: OpenedDeck) -> Iterator[DeckFault]:
    """Masters are listed: without the list of notes masters, Keynote does not open the file."""
    for kind in ("slideMaster", "notesMaster", "handoutMaster"):
        tag = {"slideMaster": "sldMaster"}.get(kind, kind)
        listed = {one.get(f"{R}id") for one in _main(deck).iterfind(f"{P}{tag}IdLst/{P}{tag}Id")}
        own = {number for number, one in deck.relations.get(deck.main, {}).items() if one.kind == OFFICE + kind}
        if own != listed:
            yield DeckFault(deck.main, f"the presentation does not list the {tag}s that it relates to")


def find_list_order(deck: OpenedDeck) -> Iterator[DeckFault]:
    """The presentation's lists stand in the order of the schema."""
    found = [etree.QName(one).localname for one in _main(deck)]
    known = [_ORDER.index(name) for name in found if name in _ORDER]
    if known != sorted(known):
        yield DeckFault(deck.main, "the lists of masters and slides are in the wrong order")


def find_master_ids(deck: OpenedDeck) -> Iterator[DeckFault]:
    """Masters and layouts share one row of ids."""
    ids = [one.get("id", "") for one in _main(deck).iter(f"{P}sldMasterId")]
    for master in deck.related(deck.main, "slideMaster"):
        if master in deck.trees:
            ids += [one.get("id", "") for one in deck.trees[master].iter(f"{P}sldLayoutId")]
    for number, count in Counter(ids).items():
        if count > 1:
            yield DeckFault(deck.main, f"the id {number} is used by {count} masters or layouts")
        if not number.isdigit() or int(number) not in _MASTER_IDS:
            yield DeckFault(deck.main, f"the id {number} of a master or layout is out of range")


def find_unlisted_layouts(deck: OpenedDeck) -> Iterator[DeckFault]:
    """A master lists exactly the layouts that it relates to."""
    for master in deck.related(deck.main, "slideMaster"):
        if master not in deck.trees:
            continue
        listed = {one.get(f"{R}id") for one in deck.trees[master].iter(f"{P}sldLayoutId")}
        own = {number for number, one in deck.relations.get(master, {}).items() if one.kind == OFFICE + "slideLayout"}
        if listed != own:
            yield DeckFault(master, "the master does not list the layouts that it relates to")


def find_no_parent(deck: OpenedDeck) -> Iterator[DeckFault]:
    """A slide has one layout, a layout one master, a master one theme."""
    wanted = (
        (f"{P}sld", "slideLayout", "layout"),
        (f"{P}sldLayout", "slideMaster", "master"),
        (f"{P}sldMaster", "theme", "theme"),
        (f"{P}notesMaster", "theme", "theme"),
        (f"{P}handoutMaster", "theme", "theme"),
    )
    for name, tree in deck.sheets():
        for tag, kind, word in wanted:
            if tree.tag == tag and len(deck.related(name, kind)) != 1:
                yield DeckFault(name, f"needs exactly one {word} but has {len(deck.related(name, kind))}")


def find_lonely_notes(deck: OpenedDeck) -> Iterator[DeckFault]:
    """Notes belong to one slide and one notes master, and the slide knows them."""
    owners = Counter(part for slide in deck.slides for part in deck.related(slide, "notesSlide"))
    for name, tree in deck.sheets():
        if tree.tag != f"{P}notes":
            continue
        if owners[name] > 1:
            yield DeckFault(name, f"{owners[name]} slides share these notes")
        for kind in ("notesMaster", "slide"):
            if len(deck.related(name, kind)) != 1:
                yield DeckFault(name, f"the notes need exactly one {kind}")
        slide = next(iter(deck.related(name, "slide")), "")
        if slide and name not in deck.related(slide, "notesSlide"):
            yield DeckFault(name, "the notes name a slide that does not name them")


def find_bare_notes_master(deck: OpenedDeck) -> Iterator[DeckFault]:
    """Notes masters have the slide's picture and a body: Keynote and printed notes need both."""
    has_notes = any(deck.related(slide, "notesSlide") for slide in deck.slides)
    masters = [name for name, tree in deck.sheets() if tree.tag == f"{P}notesMaster"]
    if has_notes and not masters:
        yield DeckFault(deck.main, "there are speaker notes but no notes master")
    for name in masters:
        kinds = {one.get("type") for one in deck.trees[name].iter(f"{P}ph")}
        yield from (
            DeckFault(name, f"the notes master has no `{kind}`") for kind in ("sldImg", "body") if kind not in kinds
        )


def find_notes_without_body(deck: OpenedDeck) -> Iterator[DeckFault]:
    """A notes page has a body: without one a screen reader finds no notes."""
    for name, tree in deck.sheets():
        if tree.tag == f"{P}notes" and not any(one.get("type") == "body" for one in tree.iter(f"{P}ph")):
            yield DeckFault(name, "the notes page has no body")


def find_sections(deck: OpenedDeck) -> Iterator[DeckFault]:
    """Sections hold every slide once, in the order of the deck, and have ids and names of their own."""
    sections = list(_main(deck).iter(f"{P14}section"))
    if not sections:
        return
    held = [one.get("id") for section in sections for one in section.iter(f"{P14}sldId")]
    if held != [one.get("id") for one in _main(deck).iterfind(f"{P}sldIdLst/{P}sldId")]:
        yield DeckFault(deck.main, "the sections do not contain every slide once, in the order of the deck")
    if len({section.get("id") for section in sections}) < len(sections):
        yield DeckFault(deck.main, "two sections have the same id")
    if not all(section.get("name") for section in sections):
        yield DeckFault(deck.main, "a section has no name")


def find_page_size(deck: OpenedDeck) -> Iterator[DeckFault]:
    """A slide size that names a preset has the preset's proportions: else Google Slides stretches the slides."""
    size = _main(deck).find(f"{P}sldSz")
    if size is None:
        return
    wide, high, kind = whole(size, "cx"), whole(size, "cy", 1), size.get("type")
    if kind == "screen4x3" and abs(wide * 3 - high * 4) > high // 100:
        yield DeckFault(deck.main, "the slide size claims to be 4:3 but is not")


def _main(deck: OpenedDeck) -> etree._Element:
    return deck.trees[deck.main] if deck.main in deck.trees else etree.Element(f"{A}none")


RULES = (
    DeckRule(PPTX_SLIDE_LIST, find_no_presentation),
    DeckRule(PPTX_SLIDE_LIST, find_slide_ids),
    DeckRule(PPTX_SLIDE_LIST, find_unlisted_slides),
    DeckRule(PPTX_SLIDE_LIST, find_page_size),
    DeckRule(PPTX_MASTER_LIST, find_unlisted_masters),
    DeckRule(PPTX_MASTER_LIST, find_list_order),
    DeckRule(PPTX_MASTER_LIST, find_master_ids),
    DeckRule(PPTX_MASTER_LIST, find_unlisted_layouts),
    DeckRule(PPTX_MASTER_LIST, find_no_parent),
    DeckRule(PPTX_NOTES, find_lonely_notes),
    DeckRule(PPTX_NOTES, find_bare_notes_master),
    DeckRule(PPTX_NOTES, find_notes_without_body),
    DeckRule(PPTX_SECTIONS, find_sections),
)
