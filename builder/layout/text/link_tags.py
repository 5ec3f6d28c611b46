"""Link tags: every run that leads somewhere is a Link element of its paragraph."""

from msgspec.structs import replace

from builder.model.scene import Cell, GlyphRun, Item, Line, Role, SetParagraph, Table, Tag, TagId, TextBox


def tag_links(items: tuple[Item, ...], tags: tuple[Tag, ...]) -> tuple[tuple[Item, ...], tuple[Tag, ...]]:
    """Return `items` with a tag on each linked run that has none, and `tags` with those Link elements."""
    added: dict[TagId, Tag] = {}
    done = tuple(_item(item, added) for item in items)
    return done, (*tags, *added.values())


def _item(item: Item, added: dict[TagId, Tag]) -> Item:
    match item:
        case TextBox():
            return replace(item, paragraphs=_paragraphs(item.paragraphs, added))
        case Table():
            return replace(item, rows=tuple(tuple(_cell(cell, added) for cell in row) for row in item.rows))
        case _:
            return item


def _cell(cell: Cell, added: dict[TagId, Tag]) -> Cell:
    return replace(cell, paragraphs=_paragraphs(cell.paragraphs, added))


def _paragraphs(paragraphs: tuple[SetParagraph, ...], added: dict[TagId, Tag]) -> tuple[SetParagraph, ...]:
    return tuple(_paragraph(one, added) for one in paragraphs)


def _paragraph(paragraph: SetParagraph, added: dict[TagId, Tag]) -> SetParagraph:
    tag = paragraph.tag
    if tag is None or not any(run.href or run.target for run in paragraph.runs):
        return paragraph
    return replace(paragraph, lines=tuple(_line(line, tag, added) for line in paragraph.lines))


def _line(line: Line, parent: TagId, added: dict[TagId, Tag]) -> Line:
    return replace(line, runs=tuple(_run(run, parent, added) for run in line.runs))


def _run(run: GlyphRun, parent: TagId, added: dict[TagId, Tag]) -> GlyphRun:
    where = run.href or run.target
    if not where or run.tag:
        return run
    tag = parent.part(str(where))
    added.setdefault(tag, Tag(tag, Role.LINK))
    return replace(run, tag=tag)
