"""A scene as text, one line an item, so that a change of layout can be read in a diff.

Lengths are whole points; words stand in reading order; what only glyphs know is left to other tests.
"""

from collections.abc import Iterator
from itertools import groupby

from builder.model.scene import (
    Group,
    Item,
    NoteParagraph,
    Picture,
    Plot,
    Scene,
    SetParagraph,
    Shape,
    Table,
    TagId,
    TextBox,
    TextRun,
)
from builder.model.units import EMU_PER_PT, Rect

MANY = 12
"""Shapes in a row that are counted, not listed."""


def scene_lines(scene: Scene) -> Iterator[str]:
    """Yield the pages of `scene` with their items, their notes and the bookmarks that lead to them."""
    roles = {tag.id: tag.role.value for tag in scene.tags}
    for number, page in enumerate(scene.pages, 1):
        yield f"{number}. {page.key} {_length(page.width)}x{_length(page.height)} {page.layout} `{page.title}`".strip()
        yield from _items_lines(page.items, roles, 1)
        yield from (f"  note: {_note(one)}" for one in page.notes)
    for mark in scene.bookmarks:
        yield f"{'  ' * mark.level}bookmark {mark.page} at {_length(mark.y)}: {mark.text}"


def _items_lines(items: tuple[Item, ...], roles: dict[TagId, str], depth: int) -> Iterator[str]:
    """Yield the lines of `items`; a drawing of many shapes, such as a QR code, is counted."""
    for shapes, group in groupby(items, lambda item: isinstance(item, Shape)):
        some = tuple(group)
        if shapes and len(some) > MANY:
            yield f"{'  ' * depth}{len(some)} shapes from {_place(some[0].frame)} to {_place(some[-1].frame)}"
        else:
            yield from (line for item in some for line in _item_lines(item, roles, depth))


def _item_lines(item: Item, roles: dict[TagId, str], depth: int) -> Iterator[str]:
    pad = "  " * depth
    match item:
        case TextBox():
            fill = f" on {item.fill_ink}" if item.fill else ""
            yield f"{pad}{_place(item.frame)} text {item.slot or item.name}{fill}{_aim(item.target)}"
            for paragraph in item.paragraphs:
                yield f"{pad}  {_paragraph(paragraph, roles)}"
        case Picture():
            alt = "decorative" if item.decorative else f"`{item.alt}`"
            yield f"{pad}{_place(item.frame)} picture {item.media.name} {alt}{_role(item.tag, roles)}"
        case Shape():
            alt = f" `{item.alt}`" if item.alt else ""
            inks = f" {item.fill_ink or '-'}/{item.line_ink or '-'}"
            glue = f" {item.begin} -> {item.end}" if item.begin else ""
            yield f"{pad}{_place(item.frame)} {item.form.value}{inks}{alt}{glue}{_aim(item.target)}"
        case Table():
            yield f"{pad}{_place(item.frame)} table `{item.alt}`"
            for height, row in zip(item.heights, item.rows, strict=True):
                cells = (" / ".join(_paragraph(one, roles) for one in cell.paragraphs) for cell in row)
                yield f"{pad}  {_length(height)}: {' | '.join(cells)}"
        case Plot():
            yield f"{pad}{_place(item.frame)} {item.kind} `{item.title}` `{item.alt}`{_role(item.tag, roles)}"
            for one in item.series:
                yield f"{pad}  {one.name}: {', '.join(f'{value:g}' for value in one.values)}"
        case Group():
            yield f"{pad}{_place(item.frame)} group x{item.scale:.2f} `{item.alt}`"
            yield from _items_lines(item.items, roles, depth + 1)


def _paragraph(paragraph: SetParagraph, roles: dict[TagId, str]) -> str:
    """Return role, face, size, number of lines and words of a paragraph."""
    first = paragraph.runs[0].style if paragraph.runs else None
    face = f"{first.font} {first.size / EMU_PER_PT:.3g}{' bold' * first.bold} {first.ink}" if first else "empty"
    lines = f" {len(paragraph.lines)} lines" if len(paragraph.lines) > 1 else ""
    bullet = f" {paragraph.bullet}" if paragraph.bullet else ""
    role = roles.get(paragraph.tag, "-") if paragraph.tag else "-"
    return f"{role} {face}{lines}{bullet} `{''.join(_run(run, paragraph.runs[0]) for run in paragraph.runs)}`"


def _run(run: TextRun, first: TextRun) -> str:
    """Return the words of a run, in marks where it looks other than the first of its paragraph."""
    text = f"[{run.text}]({run.href})" if run.href else run.text
    if run.style.rise:
        text = f"^{text}^" if run.style.rise > 0 else f"~{text}~"
    text = f"*{text}*" if run.style.italic != first.style.italic else text
    return f"**{text}**" if run.style.bold != first.style.bold else text


def _note(note: NoteParagraph) -> str:
    mark = "# " if note.heading else f"{note.bullet} " if note.bullet else ""
    return "  " * note.level + mark + "".join(run.text for run in note.runs)


def _place(frame: Rect) -> str:
    return f"{_length(frame.x)},{_length(frame.y)} {_length(frame.width)}x{_length(frame.height)}"


def _role(tag: TagId | None, roles: dict[TagId, str]) -> str:
    return f" {roles[tag]}" if tag in roles else ""


def _aim(target: str) -> str:
    return f" -> {target}" if target else ""


def _length(emu: int) -> int:
    return round(emu / EMU_PER_PT)
