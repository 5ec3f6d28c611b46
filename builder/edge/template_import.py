"""From an organisation's PowerPoint file to a theme: read, look at it in LibreOffice once, derive, write."""

from collections import Counter
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

from msgspec import Struct
from PIL import Image

from builder.codes import (
    CLOSED_FONT,
    NO_KICKER,
    NO_ROOM_ON_TEMPLATE,
    TEMPLATE_LEFTOVERS,
    TEMPLATE_SHEET,
    TEMPLATE_WORDS,
    UNREADABLE_TEMPLATE,
    UNUSED_LAYOUT,
    WEAK_ACCENT,
    WIDE_FONT,
)
from builder.edge.libreoffice import NoOfficeError, draw
from builder.edge.page_images import contact_sheet, pages_as_pictures, png
from builder.edge.plain_files import read_file
from builder.edge.sample import sample_in
from builder.media import Assets, installed_assets
from builder.media.assets import assets_folder
from builder.model.digest import sha256
from builder.model.findings import BriefdeckError, Finding, Report, Span
from builder.model.request import Options
from builder.model.set_text import WIDTHS, is_widths_only
from builder.pipeline import build_deck
from builder.session import Session
from builder.theming import check_art, theme_from_toml
from builder.theming.empty_layouts import LayoutPictures
from builder.theming.font_widths import family_and_style, may_be_embedded, widths_only
from builder.theming.template_choice import contents_of, covers_of, in_order
from builder.theming.template_file import CleanTemplate, clean_template, unreadable
from builder.theming.template_fonts import BELOW_TWIN
from builder.theming.template_layouts import TemplateDeck, read_template
from builder.theming.template_palette import distance, strong_accents
from builder.theming.template_theme import DerivedTheme, WantedLayouts, derive
from builder.theming.template_toml import theme_toml

_STYLES = {"regular": 0, "bold": 1, "italic": 2, "bold italic": 3}
_FONTS = (".ttf", ".otf")
_DPI = 96
"""Of a layout's picture: some 1280 pixels across, which previews and print show behind slides."""

_LARGE = 300_000
"""From so many bytes a picture of a layout is kept as JPEG: it is a photograph."""

_SEVERAL = 3
"""Slides of a file that show which layouts the organisation uses."""

DERIVED = "derived.toml"
"""The theme as it was derived, in its folder: an update compares it with what a person made of it."""


class TemplateChoices(Struct, frozen=True):
    """What a person says about a template."""

    cover: str = ""
    content: str = ""
    fonts: Path | None = None
    """A folder with the organisation's own font files."""
    widths_only: bool = False
    """Whether only the widths of these fonts are kept, without their outlines."""
    without: tuple[str, ...] = ()
    """Words that masters and layouts draw and decks are not to have."""
    keep: tuple[str, ...] = ()
    """Words of these that stay, although they look like a prompt or a person's name."""


class ImportedTheme(Struct, frozen=True):
    """A theme made of a template, with all its files."""

    template: CleanTemplate
    deck: TemplateDeck
    derived: DerivedTheme
    name: str
    toml: str
    files: tuple[tuple[str, bytes], ...]
    """The files of its folder: the base, and fonts, by their names beside the theme's file."""
    looked: bool
    """Whether LibreOffice drew the layouts; else their boxes were taken."""


def template_bytes(path: Path) -> bytes:
    """Return the bytes of the template at `path`; BriefdeckError if it cannot be read, or is a pipe or a device."""
    try:
        return read_file(path)
    except OSError as fault:
        message = f"cannot use `{path.as_posix()}` as a template: {(fault.strerror or str(fault)).lower()}"
        hint = "check the path and its permissions"
        raise BriefdeckError(UNREADABLE_TEMPLATE, message, Span(path.as_posix()), hint) from fault


def layouts_of(template: CleanTemplate, file: str) -> TemplateDeck:
    """Return what the template offers; BriefdeckError where values in it are none, such as a size that is a word."""
    try:
        return read_template(template.data, template.samples)
    except ValueError as fault:
        raise unreadable(file, "values in it are damaged") from fault


def import_template(
    path: Path, name: str, choices: TemplateChoices, report: Report, *, label: str = ""
) -> ImportedTheme:
    """Return the theme `name` made of the template at `path`; BriefdeckError if it cannot be one.

    `label` is what PowerPoint calls it, after the file where nothing is given.
    """
    file = path.as_posix()
    template = clean_template(file, template_bytes(path), without=choices.without, keep=choices.keep)
    deck = layouts_of(template, file)
    order = in_order(covers_of(deck, choices.cover, file), contents_of(deck, choices.content, file))
    pictures = LayoutPictures(template.data, order, _pictures_of)
    own, faces, closed = own_fonts(choices, name)
    label = label or path.stem.replace("-", " ").replace("_", " ")
    for sheets in ((), ("cover",), ("cover", "content")):
        wanted = WantedLayouts(choices.cover, choices.content, sheets=sheets)
        derived = derive(deck, pictures, file=file, own_fonts=own, wanted=wanted)
        art = _art(derived, pictures) if pictures.drawn else {}
        made = _theme_files(template, deck, derived, faces, name=name, label=label, art=art, choices=choices)
        faults = faults_of(made)
        if not faults:
            break
    else:
        message = f"no room on `{file}`: {faults[0].message}"
        raise BriefdeckError(NO_ROOM_ON_TEMPLATE, message, Span(file), "choose other layouts: `--cover`, `--content`")
    _report_losses(template, derived, file, report)
    _report_unused(deck, derived, choices, file, report)
    check_art(f"themes/{name}.toml", made.toml.encode(), assets_with(made), report)
    _report_closed(closed & {font.office.lower() for font in derived.fonts}, file, report)
    return made


def _theme_files(
    template: CleanTemplate,
    deck: TemplateDeck,
    derived: DerivedTheme,
    faces: Mapping[str, bytes],
    *,
    name: str,
    label: str,
    art: Mapping[str, bytes],
    choices: TemplateChoices,
) -> ImportedTheme:
    used = {
        f"{one.removeprefix(name + '/')}.ttf" for font in derived.fonts if font.trust == "exact" for one in font.files
    }
    usual, digest = installed_assets()["themes/briefing.toml"], sha256(template.data)
    shown = {file.partition(".")[0]: f"{name}/{file}" for file in art}
    words = {"without": choices.without, "keep": choices.keep}
    toml = theme_toml(derived, usual, label=label, base=f"{name}/base.pptx", digest=digest, art=shown, words=words)
    files = (
        ("base.pptx", template.data),
        (DERIVED, toml.encode()),
        *art.items(),
        *((one, data) for one, data in faces.items() if one in used),
    )
    return ImportedTheme(template, deck, derived, name, toml, files, bool(art))


def _art(derived: DerivedTheme, pictures: LayoutPictures) -> dict[str, bytes]:
    """Return the pictures of the two layouts that are used, by their file names."""
    found: dict[str, bytes] = {}
    shown = pictures.as_art((derived.cover.part, derived.content.part))
    for name, picture in zip(("cover", "content"), shown, strict=True):
        data = png(picture)
        if len(data) > _LARGE:
            out = BytesIO()
            picture.convert("RGB").save(out, "JPEG", quality=85)
            found[f"{name}.jpg"] = out.getvalue()
        else:
            found[f"{name}.png"] = data
    return found


def faults_of(made: ImportedTheme) -> list[Finding]:
    """Return what the check of themes finds in the theme: nothing, or it is not written."""
    report = Report()
    theme_from_toml(f"themes/{made.name}.toml", made.toml.encode(), assets_with(made), report)
    return report.findings


def sheet_of(made: ImportedTheme, report: Report) -> bytes | None:
    """Return a picture of every kind of slide in the theme, drawn by LibreOffice; None if it cannot be drawn."""
    session = Session(assets_with(made))
    source, pictures = sample_in(session.assets)
    built = build_deck(source, pictures, Options(theme=made.name), report, session)
    if built is None:
        return None
    try:
        drawn = draw({"deck": built.data}, assets_folder() / "fonts")["deck"]
    except NoOfficeError:
        return None
    return png(contact_sheet(pages_as_pictures(drawn, 96)))


def assets_with(made: ImportedTheme) -> Assets:
    """Return the installed assets and the files of the theme."""
    own: dict[str, bytes] = {f"themes/{made.name}.toml": made.toml.encode()}
    for name, data in made.files:
        folder = "fonts" if name.endswith(".ttf") else "themes"
        own[f"{folder}/{made.name}/{name}"] = data
    return installed_assets().under(own)


def _pictures_of(deck: bytes) -> Sequence[Image.Image] | None:
    """Return a picture of each slide as LibreOffice draws it; None where it is missing."""
    try:
        return pages_as_pictures(draw({"layouts": deck}, assets_folder() / "fonts")["layouts"], _DPI)
    except NoOfficeError:
        return None


def own_fonts(
    choices: TemplateChoices, name: str
) -> tuple[dict[str, tuple[str, ...]], dict[str, bytes], frozenset[str]]:
    """Return the families in the folder of fonts by lower-case name with the assets of their faces, and the files.

    Last are the families whose licence forbids that documents contain them: they are not among the others.
    """
    families: dict[str, dict[int, Path]] = {}
    closed: set[str] = set()
    for path in (
        sorted(one for one in choices.fonts.rglob("*") if one.suffix in _FONTS and one.is_file())
        if choices.fonts
        else ()
    ):
        data = path.read_bytes()
        family, style = family_and_style(data)
        face = _STYLES.get(style.lower().replace("oblique", "italic"))
        if not family or face is None or (path.suffix != ".ttf" and not choices.widths_only):
            continue
        if not choices.widths_only and not is_widths_only(path.name) and not may_be_embedded(data):
            closed.add(family.lower())
            continue
        families.setdefault(family.lower(), {}).setdefault(face, path)
    found: dict[str, tuple[str, ...]] = {}
    files: dict[str, bytes] = {}
    for family, faces in families.items():
        if 0 not in faces:
            continue
        kept = [_font_asset(faces.get(face, faces.get(face & 1, faces[0])), choices) for face in range(4)]
        found[family] = tuple(f"{name}/{file.removesuffix('.ttf')}" for file, _ in kept)
        files |= dict(kept)
    return found, files, frozenset(closed)


def _font_asset(path: Path, choices: TemplateChoices) -> tuple[str, bytes]:
    """Return the name and the bytes of a font file as the theme keeps it."""
    data = path.read_bytes()
    if not choices.widths_only or is_widths_only(path.name):
        return path.name, data
    return f"{path.stem}{WIDTHS}", widths_only(data)


def _report_closed(families: frozenset[str], file: str, report: Report) -> None:
    for family in sorted(families):
        message = f"the font files of {family.title()} may not be embedded in documents, so they are not used"
        report.add(CLOSED_FONT, Span(file), message, "keep only their widths: `--fonts FOLDER --widths-only`")


def _report_unused(
    deck: TemplateDeck, derived: DerivedTheme, choices: TemplateChoices, file: str, report: Report
) -> None:
    """Report a layout that was chosen though the file's own slides show that the organisation uses others."""
    names = {one.part: one.name for one in deck.layouts}
    if derived.cover.part == derived.content.part and not choices.cover:
        message = f"no layout of this template is a cover: title and answers are all on `{derived.cover.name}`"
        report.add(UNUSED_LAYOUT, Span(file), message, "if there is one, choose it with `--cover NAME`")
        return
    opening = [one.part for one in deck.samples if one.opens][:2]
    inside = [one.part for one in deck.samples[1:] if one.says]
    for what, option, said, layout, parts in (
        ("the cover is", "--cover", choices.cover, derived.cover, opening),
        ("answers are", "--content", choices.content, derived.content, inside * (len(inside) >= _SEVERAL)),
    ):
        used = Counter(names[part] for part in parts if part in names)
        if used and not said and layout.part not in parts:
            shown = ", ".join(f"`{name}`" for name, _ in used.most_common(2))
            message = f"{what} on the layout `{layout.name}`, which suits; the file's own slides use {shown}"
            report.add(UNUSED_LAYOUT, Span(file), message, f"look at both, and choose with `{option} NAME`")


def _report_losses(template: CleanTemplate, derived: DerivedTheme, file: str, report: Report) -> None:
    if template.left_out:
        shown = ", ".join(template.left_out[:8])
        hint = "no action is needed: decks do not need them" + "; words stay with `--keep WORDS`" * ("words" in shown)
        report.add(TEMPLATE_LEFTOVERS, Span(file), f"left out: {shown}", hint)
    told: dict[str, str] = {}
    for layout in {one.part: one for one in (derived.cover, derived.content)}.values():
        for what, words in ((f"the layout `{layout.name}`", layout.words), ("the slide master", layout.master_words)):
            if words:
                shown = ", ".join(f"\u201c{one[:60]}\u201d" for one in words[:6])
                hint = "if it is not your organisation's, leave it out with `--without WORDS`, or choose another layout"
                told.setdefault(f"{what} says {shown} on every slide", hint)
    for message, hint in told.items():
        report.add(TEMPLATE_WORDS, Span(file), message, hint)
    for option, frames, layout in (
        ("--cover", derived.cover_frames, derived.cover),
        ("--content", derived.content_frames, derived.content),
    ):
        if frames.grade == "panel":
            message = f"the layout `{layout.name}` has no calm place for text: a plain sheet is put over its art"
            report.add(TEMPLATE_SHEET, Span(file), message, f"choose a calmer layout with `{option}`, if there is one")
    if not derived.content_frames.kicker.height:
        message = f"the layout `{derived.content.name}` has room for titles alone: slides do not say the question"
        report.add(NO_KICKER, Span(file), message, "notes and handout have it; or choose another layout: `--content`")
    accents, used = strong_accents(derived.accents), derived.palette["accent"]
    if used not in accents:
        near = min(accents, key=lambda one: distance(one, used))
        message = f"no accent of this template can be read as text: `#{used}` is used for `#{near}`"
        report.add(WEAK_ACCENT, Span(file), message, 'write another into `[palette]` of the theme, as `accent = "#…"`')
    for font in dict.fromkeys(derived.fonts):
        if font.trust in BELOW_TWIN:
            message = (
                f"{font.office} is measured with {BELOW_TWIN[font.trust]}, so slides hold less text than they could"
            )
            report.add(WIDE_FONT, Span(file), message, "give the folder of its font files: `--fonts FOLDER`")
