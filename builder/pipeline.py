"""The whole flow on one screen, and the only place that knows its order."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import import_module

from msgspec import Struct

from builder import __version__
from builder.check.ledger import Ledger, check_ledger, ledger_of
from builder.check.scene.glyph_coverage import check_letters
from builder.codes import UNKNOWN_THEME
from builder.compare.deck_json import json_from_deck
from builder.compare.deck_reader import read_deck
from builder.layout import Products, Shaper, lay_out, print_ready, theme_for
from builder.media.sanitise import SanitisedMedia
from builder.model.brief import Brief, Fields
from builder.model.digest import sha256
from builder.model.findings import NOWHERE, Report
from builder.model.outline import Outline
from builder.model.request import Options, Source
from builder.model.scene import Properties
from builder.model.scene_walk import fonts_of
from builder.model.theme import Theme
from builder.package.bundle import Artifact, Bundle, package
from builder.plan import plan
from builder.read import read, read_as_far
from builder.resolve import examine, resolve
from builder.theming import theme_from_toml

EPOCH = 946684800
"""2000-01-01T00:00:00Z: the time that files carry where neither the briefing nor the caller has a date."""


class LaidOutBriefing(Struct, frozen=True):
    """What the stages before rendering make of a source."""

    brief: Brief
    theme: Theme
    products: Products
    ledger: Ledger


def build(source: Source, media: Mapping[str, bytes], options: Options, report: Report) -> Bundle | None:
    """Return the products of `source`, or None where a finding in `report` forbids them.

    `media` maps asset names (`themes/briefing.toml`, `fonts/…`, `flags/…`) and the author's pictures to bytes.
    """
    used = _Noted(media)
    pictures = SanitisedMedia(used)
    found = understand(source, pictures, options, report)
    if found is None:
        return None
    artifacts = tuple(_render(kind, found, pictures, options) for kind in options.formats)
    return package(
        found.brief,
        found.products.deck,
        found.products.printed,
        artifacts,
        report,
        source=source,
        options=options,
        theme=found.theme,
        ledger=found.ledger,
        used={name: used[name] for name in sorted({*used, *_fonts(found.products)})},
    )


class BuiltDeck(Struct, frozen=True):
    """A deck alone, with what it was made of."""

    brief: Brief
    keys: tuple[str, ...]
    """The key of each slide."""
    data: bytes


def build_deck(source: Source, media: Mapping[str, bytes], options: Options, report: Report) -> BuiltDeck | None:
    """Return the deck of `source`, or None where a finding in `report` forbids it."""
    pictures = SanitisedMedia(media)
    found = understand(source, pictures, options, report)
    if found is None:
        return None
    deck = _render("pptx", found, pictures, options)
    return BuiltDeck(found.brief, tuple(page.key for page in found.products.deck.pages), deck.data)


def planned(source: Source, media: Mapping[str, bytes], report: Report) -> tuple[Brief, Outline] | None:
    """Return what is understood of `source` and which slides it gets, without a layout; None where findings forbid."""
    draft = read(source.name, source.data, report)
    brief = resolve(draft, media, report) if draft else None
    return (brief, plan(brief, media, report)) if brief else None


def check_source(source: Source, media: Mapping[str, bytes], options: Options, report: Report) -> bool:
    """Add to `report` what a build would find, layout included, and return whether a build would go on to render."""
    return understand(source, SanitisedMedia(media), options, report) is not None


def understand(source: Source, media: Mapping[str, bytes], options: Options, report: Report) -> LaidOutBriefing | None:
    """Return the laid-out products of `source` and their ledger, or None where a finding forbids them."""
    draft, sound = read_as_far(source.name, source.data, report)
    if draft and not sound:
        examine(draft, media, report)
    brief = resolve(draft, media, report) if draft and sound else None
    theme = load_theme(options.theme, media, report)
    if brief is None or theme is None:
        return None
    outline = plan(brief, media, report)
    products = set_products(
        outline, theme, media, options=options, report=report, properties=_properties(brief, source)
    )
    if products is None:
        return None
    ledger = ledger_of(brief, products.deck, products.handout, [label for _, label in outline.labels])
    check_letters(brief, source.name, (products.deck, products.handout), report)
    check_ledger(ledger, brief, report)
    return None if report.failed else LaidOutBriefing(brief, theme, products, ledger)


def set_products(
    outline: Outline,
    theme: Theme,
    media: Mapping[str, bytes],
    *,
    options: Options,
    report: Report,
    properties: Properties,
) -> Products | None:
    """Return the laid-out products of `outline`, or None where a finding forbids them."""
    products = lay_out(
        outline,
        theme,
        _faces(theme, _Hashable(media)),
        media,
        report,
        properties=properties,
        moment=options.moment if options.moment is not None else _moment(outline.fields),
        paper=options.paper,
        variant=options.handout,
    )
    return None if report.failed else products


def load_theme(name: str, media: Mapping[str, bytes], report: Report) -> Theme | None:
    """Return the theme `name`, or None with a finding."""
    file = f"themes/{name}.toml"
    if file not in media:
        report.add(UNKNOWN_THEME, NOWHERE, f"there is no theme `{name}`", "see assets/themes for their names")
        return None
    return _sound_theme(file, media[file], _Hashable(media)) or theme_from_toml(file, media[file], media, report)


@lru_cache(maxsize=4)
def _sound_theme(file: str, data: bytes, media: _Hashable) -> Theme | None:
    """Return the theme where nothing is wrong with it; the briefings of a run share it."""
    return theme_from_toml(file, data, media.media, Report())


def _render(kind: str, found: LaidOutBriefing, media: Mapping[str, bytes], options: Options) -> Artifact:
    """Return one product; its backend is imported here and only here, since each costs a tenth of a second and more."""
    stem, products = found.brief.id, found.products
    match kind:
        case "pptx":
            deck = import_module("builder.render.pptx").render(
                products.deck, theme_for(found.theme, found.brief.fields.lang), media
            )
            keys = [page.key for page in products.deck.pages]
            neutral = json_from_deck(read_deck(deck.data), keys)  # read from its bytes, as an edited one is
            return Artifact(f"{stem}.pptx", deck.data, kind, len(keys), deck.content, neutral)
        case "pdf":
            scene, inks = print_ready(products.printed, media, options.printing)
            return Artifact(
                f"{stem}.pdf", import_module("builder.render.pdf").render(scene, inks), kind, len(scene.pages)
            )
        case "slides-pdf":
            scene, inks = print_ready(products.deck, media, tuple(one for one in options.printing if one != "booklet"))
            data = import_module("builder.render.pdf").render(scene, inks)
            return Artifact(f"{stem}-slides.pdf", data, kind, len(scene.pages))
        case _:
            message = f"no backend for `{kind}`"
            raise ValueError(message)


def _fonts(products: Products) -> frozenset[str]:
    """Return the asset names of the fonts of deck and handout."""
    return fonts_of(products.deck) | fonts_of(products.handout)


class _Noted(Mapping[str, bytes]):
    """Media that iterate over what was asked of them, but for fonts, which a process reads once for many sources."""

    def __init__(self, media: Mapping[str, bytes]) -> None:
        self._media = media
        self._asked: dict[str, None] = {}

    def __getitem__(self, key: str) -> bytes:
        found = self._media[key]
        if not key.startswith("fonts/"):
            self._asked[key] = None
        return found

    def __contains__(self, key: object) -> bool:
        return key in self._media

    def __iter__(self) -> Iterator[str]:
        return iter(self._asked)

    def __len__(self) -> int:
        return len(self._asked)


class _Hashable:
    """Media by identity, so that a process builds its measuring fonts once."""

    def __init__(self, media: Mapping[str, bytes]) -> None:
        self.media = media

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Hashable)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=4)
def _faces(theme: Theme, media: _Hashable) -> Shaper:
    """Return the measuring fonts of `theme`; fonts are assets, the same in every call of a process."""
    return Shaper(theme, media.media)


def _moment(fields: Fields) -> int:
    return calendar.timegm(fields.date.timetuple()) if fields.date else EPOCH


def _properties(brief: Brief, source: Source) -> Properties:
    fields = brief.fields
    return Properties(
        title=fields.title,
        authors=tuple(person.name for person in fields.authors),
        subject=" ".join(part for part in (fields.series, fields.number) if part),
        keywords=tuple(actor.name for actor in brief.actors),
        publisher=fields.publisher.name,
        date=fields.date,
        lang=fields.lang,
        identifier=brief.id,
        digest=sha256(source.data),
        version=__version__,
    )
