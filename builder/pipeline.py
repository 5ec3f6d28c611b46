"""The whole flow on one screen, and the only place that knows its order."""

from collections.abc import Mapping

from msgspec import Struct

from builder import __version__
from builder.check.ledger import Ledger, check_ledger, ledger_of
from builder.check.origin_places import SourcePlaces
from builder.check.scene.glyph_coverage import check_glyphs
from builder.check.source import check_draft, check_unfinished_draft
from builder.check.source.front_matter import check_embargo_on
from builder.codes import PPTX_ALT_TEXT, UNDESCRIBED_EDIT, UNSOUND_EDIT
from builder.layout import PrintOrder, Products, lay_out, print_ready, report_titles, theme_beside_art, theme_for
from builder.media import Media, NotedFiles, Pictures
from builder.model.brief import Brief
from builder.model.findings import Report
from builder.model.outline import Outline
from builder.model.properties import moment_of, properties_of
from builder.model.request import IMPOSITIONS, Options, Source, handout_ending
from builder.model.scene import Scene
from builder.model.scene_walk import fonts_of
from builder.model.set_text import is_widths_only
from builder.model.theme import Theme
from builder.package.bundle import Artifact, Bundle, package
from builder.package.record import inputs_of
from builder.plan import plan
from builder.read import read_as_far
from builder.resolve import resolve
from builder.resolve.marking import marked
from builder.session import Session
from builder.theming.brand import check_logos
from builder.theming.house_style import in_house_style


class LaidOutBriefing(Struct, frozen=True):
    """What the stages before rendering make of a source."""

    brief: Brief
    theme: Theme
    products: Products
    ledger: Ledger
    media: Media
    """What it shows: pictures, flags, logos."""


def build(
    source: Source, pictures: Pictures, options: Options, report: Report, session: Session | None = None
) -> Bundle | None:
    """Return the products of `source`, or None if a finding in `report` forbids them.

    `pictures` are those beside the source. Builds that share a session are faster; without one, a session of the
    installed assets is made for this build alone.
    """
    session = session or Session()
    used, shown = NotedFiles(session.assets), NotedFiles(pictures)
    media = Media(used, shown)
    found = understand(source, media, options, report, session)
    if found is None:
        return None
    artifacts = tuple(
        render(kind, found, options, report, session=session, form=form)
        for kind in options.formats
        for form in (options.handouts if kind == "pdf" else ("",))
    )
    if report.failed:  # edits that are kept beside the source and cannot be read
        return None
    fonts = fonts_of(found.products.deck) | fonts_of(found.products.handout)
    return package(
        found.brief,
        found.products.deck,
        tuple((one.name, one.scene) for one in found.products.forms),
        artifacts,
        report,
        source=source,
        options=options,
        theme=found.theme,
        ledger=found.ledger,
        inputs=inputs_of(session.assets, {*used.noted, *found.theme.files, *fonts}, pictures, shown.noted),
    )


class BuiltDeck(Struct, frozen=True):
    """A deck alone, with what it was made of."""

    brief: Brief
    keys: tuple[str, ...]
    """The key of each slide."""
    entries: Mapping[str, str]
    """The id of the exchange that each slide is about, or nothing, by the slide's key."""
    data: bytes


def build_deck(
    source: Source, pictures: Pictures, options: Options, report: Report, session: Session | None = None
) -> BuiltDeck | None:
    """Return the deck of `source`, or None if a finding in `report` forbids it."""
    session = session or Session()
    media = Media(session.assets, pictures)
    found = understand(source, media, options, report, session)
    if found is None:
        return None
    deck = _deck(found, report, session)
    return BuiltDeck(found.brief, deck.keys, _entries(found.products.deck), deck.data)


def _entries(deck: Scene) -> dict[str, str]:
    """Return the id of the exchange that each slide is about, by the slide's key."""
    return {page.key: page.entry for page in deck.pages}


def check_source(
    source: Source, pictures: Pictures, options: Options, report: Report, session: Session | None = None
) -> LaidOutBriefing | None:
    """Add to `report` what a build would find, layout included, and return what it would go on to render."""
    session = session or Session()
    return understand(source, Media(session.assets, pictures), options, report, session)


def check_titles(source: Source, pictures: Pictures, options: Options, report: Report, session: Session) -> None:
    """Add to `report` what is wrong with `source`, of its layout only which titles have no room on their slides."""
    planned = _planned(source, Media(session.assets, pictures), options, report, session)
    if planned:
        _, theme, media, outline = planned
        report_titles(outline, theme, session.shaper(theme), media, report)


def _planned(
    source: Source, media: Media, options: Options, report: Report, session: Session
) -> tuple[Brief, Theme, Media, Outline] | None:
    """Return what is laid out, in which theme, or None if a finding forbids it."""
    brief = _resolved(source, media, report)
    theme = session.theme(options.theme, report)
    if brief is None or theme is None:
        return None
    brief = marked(brief, options.marking)
    if options.today:
        check_embargo_on(options.today, "today", brief.fields.marking, brief.fields, report)
    brief, theme, media = in_house_style(brief, theme, options.brand, media, report)
    theme = theme_beside_art(theme, brief.fields.lang)
    return brief, theme, media, plan(brief, media.assets, report, options.slides)


def understand(
    source: Source, media: Media, options: Options, report: Report, session: Session
) -> LaidOutBriefing | None:
    """Return the laid-out products of `source` and their ledger, or None if a finding forbids them."""
    planned = _planned(source, media, options, report, session)
    if planned is None:
        return None
    brief, theme, media, outline = planned
    products = lay_out(
        outline,
        theme,
        session.shaper(theme),
        media,
        report,
        properties=properties_of(brief, source, __version__),
        moment=options.moment if options.moment is not None else moment_of(outline.fields),
        order=PrintOrder(
            options.paper,
            options.handouts,
            options.pages,
            imposed=bool({*options.printing} & {*IMPOSITIONS}),
            typography=options.typography,
        ),
    )
    if report.failed:
        return None
    ledger = ledger_of(brief, products.deck, products.handout, [label for _, label in outline.labels])
    places = SourcePlaces(brief, source)
    check_glyphs(places, (products.deck, products.handout), report)
    check_ledger(ledger, places, report)
    return None if report.failed else LaidOutBriefing(brief, theme, products, ledger, media)


def outline_of(source: Source, media: Media, report: Report) -> tuple[Brief, Outline] | None:
    """Return what is understood of `source` and which slides it gets, without a layout; None where findings forbid."""
    brief = _resolved(source, media, report)
    return (brief, plan(brief, media.assets, report)) if brief else None


def _resolved(source: Source, media: Media, report: Report) -> Brief | None:
    """Return `source` as understood; where its text has errors, what can be said of it all the same is reported."""
    draft, sound = read_as_far(source.name, source.data, report)
    if draft is None:
        return None
    check = check_draft if sound else check_unfinished_draft
    check(draft, media, report)
    brief = resolve(draft, media, report) if sound else None
    if brief is None:
        check_logos(draft.fields.brand, media, report)
    return brief


class _CarriedEdits(Struct, frozen=True):
    """A deck with the edits that are kept beside its source."""

    data: bytes
    content: str
    keys: tuple[str, ...]
    """The key of each slide; empty for one that was added."""


def _deck(found: LaidOutBriefing, report: Report, session: Session | None) -> _CarriedEdits:
    """Return the deck, with the edits kept in `NAME.edits` applied."""
    from builder.render.pptx import render as render_deck

    scene, fields = found.products.deck, found.brief.fields
    theme = theme_for(found.theme, fields.lang)
    template = session.deck_template(theme, fields.lang) if session else None
    deck = render_deck(scene, theme, found.media, template)
    keys = tuple(page.key for page in scene.pages)
    name = f"{found.brief.id}.edits/edits.json"
    if name not in found.media.pictures:
        return _CarriedEdits(deck.data, deck.content, keys)
    from builder.compare.kept_folder import carry_from

    carried = carry_from(name, deck.data, keys, found.media.pictures, fields.lang, report=report)
    _check_edits(name, carried.data, report)
    return _CarriedEdits(carried.data, "", carried.keys)


def _check_edits(name: str, data: bytes, report: Report) -> None:
    """Add what `verify` finds wrong with a deck because of the edits in the list `name`: without them it is sound."""
    from builder.check.deck import check

    described = UNDESCRIBED_EDIT not in {one.code for one in report.findings}
    found = Report()
    check(name, data, found)
    for one in found.findings:
        if described or one.code is not PPTX_ALT_TEXT:
            report.add(UNSOUND_EDIT, one.span, f"{one.message} ({one.code.number})", *one.hints, _CORRECT_EDITS)


_CORRECT_EDITS = "correct it in the deck and pull that again, or delete its row"


def render(
    kind: str,
    found: LaidOutBriefing,
    options: Options,
    report: Report,
    *,
    session: Session | None = None,
    form: str = "",
) -> Artifact:
    """Return one product, of the handout the `form` (the first where none is named).

    The backends are imported where they are used, since each costs a tenth of a second.
    """
    stem, form = _stem(found.brief), form or options.handouts[0]
    scene, inks = printed_scene(kind, found, options, form)
    if kind == "pptx":
        from builder.compare.recorded_deck import recorded_deck

        deck = _deck(found, report, session)
        kept = recorded_deck(deck.data, deck.keys, _entries(scene))
        return Artifact(f"{stem}.pptx", deck.data, kind, len(deck.keys), deck.content, kept)
    from builder.render.pdf import render as render_pages

    name = f"{stem}-slides.pdf" if kind == "slides-pdf" else f"{stem}{handout_ending(form)}"
    return Artifact(name, render_pages(scene, inks), kind, len(scene.pages))


def printed_scene(kind: str, found: LaidOutBriefing, options: Options, form: str = "") -> tuple[Scene, Media]:
    """Return what a product draws, as the printer wants it, and the media for it; of the handout the `form`."""
    match kind:
        case "pptx":
            return found.products.deck, found.media
        case "pdf":
            scene = _drawable(found.products.form(form or options.handouts[0]), found)
            return print_ready(scene, found.media, options.printing, found.theme.sheet(options.paper))
        case "slides-pdf":
            printing = tuple(one for one in options.printing if one not in IMPOSITIONS)
            scene = _drawable(found.products.deck, found)
            return print_ready(scene, found.media, printing)
        case _:
            raise ValueError(f"no backend for `{kind}`")


def _drawable(scene: Scene, found: LaidOutBriefing) -> Scene:
    """Return `scene` in fonts that can be drawn: a theme may have the widths of its own alone."""
    if not any(is_widths_only(font.regular) for font in found.theme.fonts):
        return scene
    from builder.layout.print.stand_ins import with_outlines

    return with_outlines(scene, found.theme, found.media.assets)


def _stem(brief: Brief) -> str:
    """Return the stem of the names of the products."""
    marking = brief.fields.marking
    return f"{brief.id}-{marking.slug}" if marking.in_name else brief.id
