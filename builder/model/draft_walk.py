"""What is in a briefing: its bodies of text, its pictures, the facts of its front matter."""

from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from builder.model.brief import Block, Draft, Fields, Image, ListBlock, Paragraph, Quotation, Sentence


def blocks_in(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield `blocks` and what is in their lists and quotations, in reading order."""
    for block in blocks:
        yield block
        match block:
            case ListBlock(items=items):
                yield from blocks_in(one for item in items for one in item)
            case Quotation(inner):
                yield from blocks_in(inner)
            case _:
                continue


def images_of(blocks: tuple[Block, ...]) -> tuple[Image, ...]:
    """Return every picture of `blocks` in reading order, however deep it is."""
    return tuple(one for one in blocks_in(blocks) if isinstance(one, Image))


def bodies_of(draft: Draft) -> tuple[tuple[Block, ...], ...]:
    """Return every body of blocks in `draft`: the lead, answers, slide text, notes, footnotes."""
    passages = (blocks for one in draft.passages for blocks in (one.answer, one.slide, one.pictures, one.notes))
    return (draft.lead, *passages, *(note.blocks for note in draft.footnotes))


def pictures_of(draft: Draft) -> tuple[Image, ...]:
    """Return every picture of `draft`: the actors' portraits, then those in its bodies."""
    portraits = tuple(actor.portrait for actor in draft.fields.actors if actor.portrait)
    return (*portraits, *(image for body in bodies_of(draft) for image in images_of(body)))


def facts_of(fields: Fields) -> tuple[tuple[str, str], ...]:
    """Return what the front matter says of the piece as names and values, empty if nothing was given."""
    return (
        ("title", fields.title),
        ("subtitle", fields.subtitle),
        ("series", fields.series),
        ("number", fields.number),
        ("date", fields.date.isoformat() if fields.date else ""),
        ("authors", ", ".join(person.name for person in fields.authors)),
        ("publisher", fields.publisher.name),
    )


def with_sentences(block: Block, change: Callable[[Sentence], Sentence]) -> Block:
    """Return `block` with each sentence of its running text changed, however deep it is."""
    match block:
        case Paragraph(sentences):
            return Paragraph(tuple(change(one) for one in sentences))
        case ListBlock(items=items):
            return replace(block, items=tuple(tuple(with_sentences(one, change) for one in item) for item in items))
        case Quotation(blocks):
            return Quotation(tuple(with_sentences(one, change) for one in blocks))
        case _:
            return block
