"""The front matter: title, date, authors, actors and the rest, from a tree of keys and values."""

import re
from calendar import monthrange
from datetime import MINYEAR, date

from builder.codes import (
    BAD_ADDRESS,
    IMPOSSIBLE_DATE,
    LONG_NAME,
    MISSING_FIELD,
    NO_ALT_TEXT,
    UNKNOWN_KEY,
    WRONG_TYPE,
)
from builder.model.brief import Actor, Fields, Image, Person, Publisher
from builder.model.findings import NOWHERE, Report, Span
from builder.model.locales import instead_of_language, language_meant
from builder.model.request import OWN_SLIDES
from builder.read.brand import brand_from_node
from builder.read.field_keys import FIELD_KEYS
from builder.read.foreign_markup import report_markup
from builder.read.located_tree import ListNode, MappingNode, Node, Scalar, kind_of
from builder.read.mapping_reader import Keys, entry_of, items_of, mapping_of, refuse_number, text_of, texts_of
from builder.read.marking import marking_from_node

ELSEWHERE = {
    **{
        name: f"build with `--{option}`, or set `{setting}` in `[tool.briefdeck]` of the project's pyproject.toml"
        for name, option, setting in (
            ("theme", "theme", "theme"),
            ("paper", "paper", "paper"),
            ("pages", "pages", "pages"),
            ("handout", "handout", "handout"),
            ("print", "print", "print"),
            ("format", "format", "formats"),
            ("formats", "format", "formats"),
            ("watermark", "watermark", "watermark"),
        )
    },
    "template": "name it at the build: `--template FILE`, or make it a theme with `briefdeck theme from FILE`",
    **{name: f"put it below `brand:`, as `  {name}: …`" for name in ("logo", "accent", "heading-font", "text-font")},
    "flag": 'a flag is an actor\'s: `actors: {norway: {name: Norway, flag: "no"}}`',
}
"""What to do with keys of settings, brands and actors that people write at the top of a briefing."""

PERSON_KEYS = ("name", "affiliation", "email")
PUBLISHER_KEYS = ("name", "imprint", "url")
ACTOR_KEYS = ("name", "flag", "leader", "aliases", "monogram", "hidden", "picture", "picture-alt")

LONGEST_NAME = 120
"""Characters of a name: what a panel beside an answer still holds in the widest letters, with a flag above it."""

LONGEST_ADDRESS = 500
"""Bytes of an address: its code is 6 cm wide, which still fits beside the imprint (ISO/IEC 18004 ends at 2,331)."""

SHORTEST_CONTACT = 3
"""Letters and digits of a line of `contact` (emergency numbers have three)."""

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_ACTOR_ID = re.compile(r"[^\s\"'{}=,]+")


def fields_from_keys(keys: Keys, report: Report) -> Fields:
    """Return the front matter under `keys`; every fault is a finding at its place."""
    if not keys.text("title") and not isinstance(keys.get("title"), (ListNode, MappingNode)):
        hint = "give it one at the top of the file, as `title: …`"
        report.add(MISSING_FIELD, keys.span, "the briefing has no title", hint)
    lang = keys.text("lang") or "en"
    if instead := instead_of_language(lang):
        report.add(WRONG_TYPE, keys.place("lang"), f"`{lang}` is not a language tag", instead)
        lang = language_meant(lang) or lang
    for name in ("title", "subtitle", "series"):
        report_markup(keys.text(name), keys.place(name), f"`{name}`", report)
    _check_name(keys.text("number"), keys.place("number"), "the number", report)
    return Fields(
        title=keys.text("title"),
        subtitle=keys.text("subtitle"),
        series=keys.text("series"),
        number=keys.text("number"),
        date=_date(keys.get("date"), report),
        authors=_authors(keys.get("authors"), report),
        publisher=_publisher(keys.get("publisher"), report),
        lang=lang,
        url=_address(keys, "url", report),
        contact=_contact(keys.get("contact"), report),
        actors=_actors(keys.get("actors"), report),
        marking=marking_from_node(keys.get("marking"), report),
        brand=brand_from_node(keys.get("brand"), report),
        slides=_slides(keys.get("slides"), report),
        unconfirmed=texts_of(keys.get("unconfirmed"), "unconfirmed", report),
        spans=tuple((name, keys.place(name)) for name in keys.names if name in FIELD_KEYS and keys.get(name)),
    )


def _date(node: Node | None, report: Report) -> date | None:
    if node is None:
        return None
    written = text_of(node, "date", report)
    found = _DATE.fullmatch(written)
    if found:
        year, month, day = int(found[1]), int(found[2]), int(found[3])
        reason = _why_no_date(year, month, day)
        if not reason:
            return date(year, month, day)
        message = f"there is no date {written}: {reason}"
        near = f"{year:04}-{month:02}-{monthrange(year, month)[1]}" if 1 <= month <= 12 and day > 1 and year else ""
        report.add(IMPOSSIBLE_DATE, node.span, message, f"write a date that exists, such as `{near or '2025-09-04'}`")
        return None
    if written:
        from builder.read.date_hints import date_hint

        message = f"`{written}` is not a date of the form YYYY-MM-DD"
        report.add(IMPOSSIBLE_DATE, node.span, message, date_hint(written))
    return None


def _why_no_date(year: int, month: int, day: int) -> str:
    """Return what is wrong with a date, or nothing; in our own words, since Python's differ from version to version."""
    if year < MINYEAR:
        return "the first year is 0001"
    if not 1 <= month <= 12:
        return "months go from 01 to 12"
    days = monthrange(year, month)[1]
    return "" if 1 <= day <= days else f"that month has the days 01 to {days}"


def _authors(node: Node | None, report: Report) -> tuple[Person, ...]:
    found = []
    for one in items_of(node, "`authors`", "write `authors: [First Author, Second Author]`", report):
        if isinstance(one, MappingNode) and one.pairs and "," in one.pairs[0][0].text:
            # `- Ada Marsh, affiliation: Lab` is for YAML one key with a comma in it
            name, rest = one.pairs[0][0].text.split(",", 1)
            key = rest.strip() if rest.strip() in PERSON_KEYS else "affiliation"
            hint = f"write `{{name: {name.strip()}, {key}: …}}`"
            report.add(UNKNOWN_KEY, one.span, "an author's name and affiliation need a key each", hint)
        elif isinstance(one, MappingNode):
            keys = Keys(one, "author", PERSON_KEYS, report)
            found.append(Person(_name(keys, "author", report), keys.text("affiliation"), keys.text("email")))
        else:
            name = entry_of(one, "authors", report)
            refuse_number(one, "the name of an author", report)
            _check_name(name, one.span, "the name of an author", report)
            if name:
                found.append(Person(name))
    return tuple(found)


def _publisher(node: Node | None, report: Report) -> Publisher:
    if node is None:
        return Publisher("")
    if not isinstance(node, MappingNode):
        name = text_of(node, "publisher", report)
        refuse_number(node, "the name of the publisher", report)
        _check_name(name, node.span, "the name of the publisher", report)
        return Publisher(name)
    keys = Keys(node, "publisher", PUBLISHER_KEYS, report)
    return Publisher(_name(keys, "publisher", report), keys.text("imprint"), _address(keys, "url", report))


def _address(keys: Keys, name: str, report: Report) -> str:
    address = keys.text(name)
    if address and not re.match(r"(?i)https?://[^/\s]++\S*+$", address):
        hint = "write the full address, beginning with `https://`"
        report.add(BAD_ADDRESS, keys.place(name), f"`{address}` is not the address of a page", hint)
    elif len(address.encode()) > LONGEST_ADDRESS:
        message = f"this address has more than {LONGEST_ADDRESS} bytes"
        report.add(BAD_ADDRESS, keys.place(name), message, "give a shorter one: its code on paper would be too large")
    return address


def _contact(node: Node | None, report: Report) -> tuple[str, ...]:
    """Return the lines of the address: one text, or a list of them."""
    if node is None:
        return ()
    hint = "write `contact: press@example.org`, or a list of lines"
    if isinstance(node, MappingNode) or (isinstance(node, Scalar) and node.kind == "boolean"):
        report.add(WRONG_TYPE, node.span, f"`contact` must be a text or a list, and this is {kind_of(node)}", hint)
        return ()
    lines = (text_of(node, "contact", report),) if isinstance(node, Scalar) else texts_of(node, "contact", report)
    for line in lines:
        if len(re.findall(r"\w", line.rpartition("://")[2])) < SHORTEST_CONTACT:
            message = f"`{line}` leads nowhere: `contact` is an address, a number or a name"
            report.add(WRONG_TYPE, node.span, message, hint)
        _check_name(line, node.span, "a line of `contact`", report)
        report_markup(line, node.span, "`contact`", report)
    return tuple(line for line in lines if line)


def _slides(node: Node | None, report: Report) -> tuple[tuple[str, bool], ...]:
    mapping = mapping_of(node, "`slides`", "write `slides: {timeline: no}`", report)
    if mapping is None:
        return ()
    keys = Keys(mapping, "slides", OWN_SLIDES, report)
    return tuple((name, keys.flag(name)) for name in OWN_SLIDES if keys.get(name))


def _actors(node: Node | None, report: Report) -> tuple[Actor, ...]:
    mapping = mapping_of(node, "`actors`", "write `actors:` and below it `  china: {name: China, flag: cn}`", report)
    if mapping is None:
        return ()
    declared = Keys(mapping, "actors", (), report)
    return tuple(_actor(declared.leaf(name), declared.get(name), report) for name in declared.names)


def _actor(key: Scalar, node: Node | None, report: Report) -> Actor:
    if not _ACTOR_ID.fullmatch(key.text):
        hint = "use one word of letters, digits and hyphens, such as `north-korea`"
        report.add(WRONG_TYPE, key.span, f"`{key.text}` cannot be the id of an actor", hint)
    if not isinstance(node, MappingNode):
        what = kind_of(node) if node else "empty"
        hint = f"write `{key.text}: {{name: …, flag: …}}`"
        report.add(WRONG_TYPE, node.span if node else key.span, f"an actor must be a mapping, and this is {what}", hint)
        return Actor(key.text, key.text, span=key.span)
    keys = Keys(node, "actor", ACTOR_KEYS, report)
    monogram = keys.text("monogram")
    _check_name(keys.text("leader"), keys.place("leader"), "the leader's name", report)
    aliases = keys.get("aliases")
    refuse_number(keys.get("leader"), "the leader's name", report)
    for alias in aliases.items if isinstance(aliases, ListNode) else ():
        refuse_number(alias, "an alias", report)
    if len(monogram) > 4:
        report.add(WRONG_TYPE, keys.place("monogram"), "a monogram has at most four characters", "shorten it")
    return Actor(
        id=key.text,
        name=_name(keys, f"actor `{key.text}`", report, key.span),
        flag=keys.text("flag").lower(),
        monogram=monogram,
        leader=keys.text("leader"),
        aliases=texts_of(aliases, "aliases", report),
        hidden=keys.flag("hidden"),
        span=key.span,
        flag_span=keys.place("flag") if keys.text("flag") else NOWHERE,
        portrait=_portrait(keys, report),
    )


def _portrait(keys: Keys, report: Report) -> Image | None:
    """Return the picture that is shown instead of a flag; findings where it has no alternative text, or no file."""
    src, alt = keys.text("picture"), keys.text("picture-alt")
    if src and not alt.strip():
        hint = "say whom it shows as `picture-alt: …` beside it"
        report.add(NO_ALT_TEXT, keys.place("picture"), "this portrait has no alt text", hint)
    if alt and not src:
        hint = "write the path of the portrait as `picture: …` beside it, or delete it"
        report.add(MISSING_FIELD, keys.place("picture-alt"), "`picture-alt` describes no picture", hint)
    return Image(src, alt, span=keys.place("picture")) if src else None


def _check_name(name: str, span: Span, what: str, report: Report) -> None:
    """Add what is wrong with a name, which is plain text of one or two lines."""
    report_markup(name, span, what, report)
    if len(name) > LONGEST_NAME:
        message = f"{what} has {len(name):,} characters; at most {LONGEST_NAME} fit"
        report.add(LONG_NAME, span, message, "shorten it, and say the whole name in the text")


def _name(keys: Keys, whose: str, report: Report, span: Span = NOWHERE) -> str:
    name = keys.text("name")
    _check_name(name, keys.place("name"), f"the name of the {whose}", report)
    refuse_number(keys.get("name"), f"the name of the {whose}", report)
    if not name:
        report.add(MISSING_FIELD, span if span.line else keys.span, f"the {whose} has no name", "give it as `name: …`")
    return name
