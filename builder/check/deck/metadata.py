"""Rules about what a file says without being asked: names, dates, paths, foreign parts, the same bytes twice."""

import re
from collections.abc import Iterator

from builder.check.deck.reader import CORE, DeckFault, DeckRule, OpenedDeck
from builder.codes import PPTX_DIRECT_FORMATTING, PPTX_FOREIGN_TRACE, PPTX_PROPERTIES
from builder.model.office_xml import EXTENDED, TYPES, A, C, P

_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"

_FOREIGN_PARTS = ("printersettings", "thumbnail", "/tags/", "commentauthors", "/comments/", "vbaproject", "customxml/")
"""Parts that tell of another machine, another deck, or another person."""

_PATH = re.compile(
    rb"(?:file:/{2,3}|[A-Za-z]:\\(?:Users|Documents)|/(?:home|Users|root|tmp|var|private|opt|mnt|builds)/)[\w.~/\\-]*"
)
"""A path of the machine on which the file was made."""

_ROOT = re.compile(rb"/(?:home|Users|root|tmp|var|private|opt|mnt|builds)/")
"""How such a path begins where it has no letter of a drive before it: the search for this is quick."""

_STAMP = (1980, 1, 1, 0, 0, 0)


def find_no_core(deck: OpenedDeck) -> Iterator[DeckFault]:
    """There is one set of core properties, with a title and a language; not every briefing names its authors."""
    parts = [one.part for one in deck.relations.get("", {}).values() if one.kind == CORE]
    if len(parts) != 1:
        yield DeckFault("", f"the package has {len(parts)} sets of core properties")
    for part in parts[:1]:
        tree = deck.trees.get(part)
        for key, word in ((f"{_DC}title", "title"), (f"{_DC}language", "language")):
            if tree is not None and not (tree.findtext(key) or "").strip():
                yield DeckFault(part, f"the properties have no {word}")


def find_bad_dates(deck: OpenedDeck) -> Iterator[DeckFault]:
    """The dates of the properties are dates, and the file was not changed before it was made."""
    for part in (one.part for one in deck.relations.get("", {}).values() if one.kind == CORE):
        tree = deck.trees.get(part)
        if tree is None:
            continue
        dates = [tree.findtext(f"{_TERMS}{key}") or "" for key in ("created", "modified")]
        for value in dates:
            if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ", value):
                yield DeckFault(part, f"`{value}` is not a date")
        if dates[1] < dates[0]:
            yield DeckFault(part, "the modification date is before the creation date")


def find_foreign_parts(deck: OpenedDeck) -> Iterator[DeckFault]:
    """No thumbnail, printer setting, comment, macro or hidden data lies in the package."""
    for name in deck.parts:
        if any(word in name.lower() for word in _FOREIGN_PARTS):
            yield DeckFault(name, "this part contains information about another deck, machine or person")


def find_paths(deck: OpenedDeck) -> Iterator[DeckFault]:
    """No part holds a path of the machine on which the file was made."""
    for name, data in deck.parts.items():
        if name.endswith((".xml", ".rels")) and (_ROOT.search(data) or b"file:/" in data or b":\\" in data):
            found = _PATH.search(data)
            if found:
                yield DeckFault(name, f"there is a local file path:  `{found[0].decode('utf-8', 'replace')[:60]}`")


def find_wrong_counts(deck: OpenedDeck) -> Iterator[DeckFault]:
    """What the properties say of slides and notes is so."""
    tree = next((tree for tree in deck.trees.values() if tree.tag == f"{EXTENDED}Properties"), None)
    if tree is None:
        return
    notes = sum(bool(deck.related(slide, "notesSlide")) for slide in deck.slides)
    for key, count in (("Slides", len(deck.slides)), ("Notes", notes)):
        said = tree.findtext(f"{EXTENDED}{key}")
        if said is not None and said != str(count):
            yield DeckFault("", f"the properties count {said} {key.lower()}, but there are {count}")


def find_dated_fields(deck: OpenedDeck) -> Iterator[DeckFault]:
    """No field shows the day on which the file is opened: a briefing has its own date."""
    for name, tree in deck.shown():
        for field in tree.iter(f"{A}fld"):
            if (field.get("type") or "").startswith("datetime"):
                yield DeckFault(name, "a field shows the current date")


def find_unsteady(deck: OpenedDeck) -> Iterator[DeckFault]:
    """Entries record neither time nor system, and content types come first: the same deck is the same bytes."""
    if deck.entries and deck.entries[0].filename != TYPES:
        yield DeckFault(deck.entries[0].filename, "the content types do not come first")
    stamped = [one.filename for one in deck.entries if one.date_time != _STAMP or one.create_system or one.extra]
    if stamped:
        yield DeckFault(stamped[0], f"{len(stamped)} entries record when or on which system they were made")


def find_local_faces(deck: OpenedDeck) -> Iterator[DeckFault]:
    """Words of a placeholder take their font from the theme, so that the master's font changes every slide.

    A fallback for characters that the theme's font lacks is used beside the theme's own font, never alone.
    """
    theme = next((tree for tree in deck.trees.values() if tree.tag == f"{A}theme"), None)
    if theme is None:
        return
    own = {one.get("typeface") for one in theme.iterfind(f".//{A}fontScheme/*/{A}latin")}
    for name, tree in deck.shown():
        for face in tree.iter(f"{A}latin"):
            if face.get("typeface") in own:
                yield DeckFault(name, f"the font `{face.get('typeface')}` is named instead of the theme's")


def find_local_colors(deck: OpenedDeck) -> Iterator[DeckFault]:
    """Colours of the theme are named by it; only what it lacks, as on an organisation's template, is in numbers."""
    theme = next((tree for tree in deck.trees.values() if tree.tag == f"{A}theme"), None)
    scheme = theme.find(f".//{A}clrScheme") if theme is not None else None
    own = {one.get("val", "").upper() for one in scheme.iter(f"{A}srgbClr")} if scheme is not None else set()
    for name, tree in deck.trees.items():
        if tree.tag not in {f"{P}sld", f"{C}chartSpace"}:
            continue
        if any(one.get("val", "").upper() in own for one in tree.iter(f"{A}srgbClr")):
            yield DeckFault(name, "a colour is a fixed value instead of a theme colour")


_HINT = "build the deck again from its source, or delete it in PowerPoint under File, Info, Inspect Document"

RULES = (
    DeckRule(PPTX_PROPERTIES, find_no_core, "set the title and language in the document's properties"),
    DeckRule(PPTX_PROPERTIES, find_wrong_counts, "save the file again in PowerPoint, or build it again"),
    DeckRule(PPTX_PROPERTIES, find_bad_dates, "build the deck again from its source"),
    DeckRule(PPTX_PROPERTIES, find_dated_fields, "write the briefing's date as text"),
    DeckRule(PPTX_FOREIGN_TRACE, find_foreign_parts, _HINT),
    DeckRule(PPTX_FOREIGN_TRACE, find_paths, _HINT),
    DeckRule(PPTX_FOREIGN_TRACE, find_unsteady, "build the deck again from its source"),
    DeckRule(PPTX_DIRECT_FORMATTING, find_local_faces, "use the theme's font for this text"),
    DeckRule(PPTX_DIRECT_FORMATTING, find_local_colors, "choose the colour from the theme's palette"),
)
