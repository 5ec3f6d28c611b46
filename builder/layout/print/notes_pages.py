"""Notes pages: each slide as a picture above its speaker notes, one slide a page; long notes continue."""

import re
from collections.abc import Callable

from msgspec.structs import replace

from builder.layout.context import LayoutContext
from builder.layout.handout.context import ROOT, HandoutContext
from builder.layout.handout.flow import FlowPiece
from builder.layout.handout.pages import HandoutPages, flowed
from builder.layout.handout.text_column import (
    FlowPlacement,
    StaticLabel,
    TextColumn,
    label_lines,
    leading_of,
    set_label,
    set_paragraph,
)
from builder.layout.print.thumbnails import name_label, slide_picture, slide_tags, words_on
from builder.layout.text.block import ParagraphSpec
from builder.layout.text.shaper import Shaper
from builder.layout.text.superscripts import subscript, superscript
from builder.model.scene import Bookmark, Item, NoteParagraph, Page, ResolvedStyle, Role, Scene, Tag, TagId, TextRun
from builder.model.theme import PaperFormat
from builder.model.units import Rect, pt

INDENT = pt(15)
"""How far a level of the notes' lists is indented."""

LARGE = pt(14)
"""The least size of notes: their lines are as long as the slide is wide, and a speaker reads them from afar."""


def annotated_sheets(handout: HandoutContext, deck: Scene) -> HandoutPages:
    """Return a page for each slide of `deck` whose notes say more than it shows, and further ones where they are long.

    A cover whose whole lead is on it, a list of questions, or a slide without notes would be a page for nothing.
    """
    contents: list[tuple[Item, ...]] = []
    tags: list[Tag] = []
    bookmarks: list[Bookmark] = []
    shown = [number for number, page in enumerate(deck.pages, 1) if _says_more(handout, page)] or [1]
    for number, page in ((number, deck.pages[number - 1]) for number in shown):
        section = ROOT.part("slide", number)
        pieces = (_picture(handout, page, number), *_notes(handout, page, section))
        bookmarks.append(Bookmark(page.title, f"page-{len(contents) + 1}", handout.sheet.text.y))
        contents += flowed(pieces, lambda _: _column(handout.sheet, handout.grid), handout.grid)
        tags += [tag for piece in pieces for tag in piece.tags]
    return HandoutPages(tuple(contents), tuple(tags), tuple(bookmarks))


def _says_more(handout: HandoutContext, page: Page) -> bool:
    """Return whether the notes say what the slide does not; both name the briefing and have its marking."""
    shown, marking = _letters(words_on(page)), handout.context.outline.fields.marking.text
    notes = (note for note in page.notes if not _is_reference(handout.context.label, note) and not note.heading)
    parts = (part for text in map(_text, notes) if text != marking for part in _PART.split(text))
    return not all(_letters(part) in shown for part in parts)


def _letters(text: str) -> str:
    """Return letters and digits: what a sentence ends with is not on slides."""
    return "".join(filter(str.isalnum, text))


_PART = re.compile(r"(?<=[.:;!?|])\s")
"""What parts sentences, a name from what is said of it, and cells."""


def _is_reference(label: Callable[[str], str], note: NoteParagraph) -> bool:
    """Return whether a note is the line that names the briefing."""
    return _text(note) == f"{label('source')}: {label('reference')}"


def _text(note: NoteParagraph) -> str:
    return "".join(run.text for run in note.runs)


def _column(sheet: PaperFormat, grid: int) -> Rect:
    full, text = sheet.full, sheet.text
    return Rect(full.x, text.y, full.width, text.height // grid * grid)


def _picture(handout: HandoutContext, page: Page, number: int) -> FlowPiece:
    """Return the slide under its name, as wide as the page's text."""
    section = ROOT.part("slide", number)
    width = handout.sheet.full.width
    label: StaticLabel = name_label(handout.context.shaper, handout.context.label, number, section)
    gap = label_lines(handout.context, label, width).height + pt(3)
    height = gap + round(page.height * width / page.width)

    def draw(x: int, top: int, _first: int, _last: int) -> tuple[Item, ...]:
        name = set_label(handout.context, label, Rect(x, top, width, gap), f"Name {number}")
        return (name, *slide_picture(handout.context.theme, page, number, Rect(x, top + gap, width, 0), section))

    tags = (Tag(section, Role.SECTION), *slide_tags(page, section))
    return FlowPiece((height,), draw, tags, least=1, keep=bool(page.notes), snap=False)


def _notes(handout: HandoutContext, page: Page, section: TagId) -> tuple[FlowPiece, ...]:
    """Return the speaker notes, as wide as the picture; the page itself has the marking."""
    width, marking = handout.sheet.full.width, handout.context.outline.fields.marking.text
    larger = max(1, LARGE / handout.context.theme.style("entry-text").size)
    body = TextColumn("entry-text", width, width, 0, round(handout.grid * larger))
    small = replace(body, style="note-text", pitch=0)
    pieces: list[FlowPiece] = []
    notes = tuple(note for note in page.notes if not marking or _text(note) != marking)
    for at, note in enumerate(notes):
        text_column = small if _is_reference(handout.context.label, note) else body
        tag = section.part("note", at + 1)
        place = FlowPlacement(before=_gap(handout.grid, notes, at), keep=note.heading, whole=note.heading)
        made = set_paragraph(
            handout,
            text_column,
            _copy(handout.context, note, text_column, tag, larger if text_column is body else 1),
            (Tag(tag, Role.HEADING_3 if note.heading else Role.BODY),),
            place,
        )
        pieces.append(replace(made, snap=False))
    return tuple(pieces)


def _gap(grid: int, notes: tuple[NoteParagraph, ...], at: int) -> int:
    """Return the space above a note: none between what belongs together, such as a heading and its text."""
    if at == 0 or notes[at].heading:
        return grid
    return pt(3) if notes[at - 1].heading or notes[at].bullet else grid // 2


def _copy(
    context: LayoutContext, note: NoteParagraph, text_column: TextColumn, tag: TagId, larger: float
) -> ParagraphSpec:
    """Return a note, `larger` by so much than the handout's text."""
    shaper = context.shaper
    name = "entry-subheading" if note.heading else text_column.style
    size = round(context.theme.style(name).size * larger)
    runs = tuple(replace(run, style=_in_style(shaper, run, name, size)) for run in note.runs)
    inset = INDENT * (note.level + bool(note.bullet))
    return ParagraphSpec(
        runs or (context.run("", shaper.style(name, size=size)),),
        leading=leading_of(context.theme, text_column),
        pitch=text_column.pitch,
        indent=inset,
        hanging=INDENT if note.bullet else 0,
        bullet=note.bullet,
        bullet_style=shaper.style(text_column.style, size=size),
        tag=tag,
        label_tag=tag if note.bullet else None,
        origins=note.origins,
        lang=context.lang,
    )


def _in_style(shaper: Shaper, run: TextRun, name: str, size: int) -> ResolvedStyle:
    """Return a style of the handout for a run of the notes, with its own weight, slant and place above the line."""
    style = shaper.style(name, size=size, bold=run.style.bold, italic=run.style.italic)
    return superscript(style) if run.style.rise > 0 else subscript(style) if run.style.rise < 0 else style
