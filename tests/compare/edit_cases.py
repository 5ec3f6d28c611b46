# ruff: noqa: ANN401, SLF001 - python-pptx has no types, and edits go to its elements
"""What an edit of the catalogue is, how it enters, and how the slides and shapes that it changes are found."""

import io
from collections.abc import Callable
from typing import Any, NamedTuple

from pptx import Presentation
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn

from builder.compare.deck_edit import EditKind


class NoSuchThingError(Exception):
    """The deck has nothing that could be edited so."""


class EditCase(NamedTuple):
    """A kind of edit: what it is called, what makes it, what must be found and nothing else."""

    name: str
    make: Callable[[Any], None]
    expected: tuple[EditKind, ...]
    repeated: bool = False
    """Whether each kind may be found several times."""


CASES: list[EditCase] = []


def edit(*expected: EditKind, repeated: bool = False) -> Callable[[Callable[[Any], None]], Callable[[Any], None]]:
    """Enter a function into the catalogue."""

    def enter(make: Callable[[Any], None]) -> Callable[[Any], None]:
        CASES.append(EditCase(make.__name__, make, expected, repeated))
        return make

    return enter


def edited(deck: bytes, make: Callable[[Any], None]) -> bytes:
    """Return `deck` after the edit, as python-pptx saves it."""
    presentation = Presentation(io.BytesIO(deck))
    make(presentation)
    stream = io.BytesIO()
    presentation.save(stream)
    return stream.getvalue()


def shape_named(slide: Any, name: str) -> Any:
    return next((one for one in slide.shapes if one.name == name), None)


def needed(found: Any) -> Any:
    if found is None:
        raise NoSuchThingError
    return found


def answers(deck: Any) -> Any:
    """Return the slides that have a title and two points and more."""
    found = [
        slide
        for slide in deck.slides
        if shape_named(slide, "Title") is not None
        and (body := shape_named(slide, "Body")) is not None
        and len(body.text_frame.paragraphs) > 1
    ]
    return needed(found or None)


def title_of(deck: Any) -> Any:
    return shape_named(answers(deck)[0], "Title").text_frame.paragraphs[0]


def body_of(deck: Any) -> Any:
    return shape_named(answers(deck)[0], "Body").text_frame


def say(paragraph: Any, text: str) -> None:
    """Let a paragraph say `text`, in the look of its first run."""
    first, *rest = paragraph.runs
    first.text = text
    for run in rest:
        run._r.getparent().remove(run._r)


def first_shape(deck: Any, holds: Callable[[Any], bool]) -> Any:
    found = ((slide, shape) for slide in deck.slides for shape in slide.shapes if holds(shape))
    return needed(next(found, None))


def first_picture(deck: Any) -> Any:
    slide = answers(deck)[0]
    return needed(next((one for one in slide.shapes if one._element.tag == qn("p:pic")), None))


def first_table(deck: Any) -> Any:
    return first_shape(deck, lambda one: bool(one.has_table))[1].table


def first_chart(deck: Any) -> Any:
    return first_shape(deck, lambda one: bool(one.has_chart))[1].chart


def move_slide(deck: Any, start: int, end: int) -> None:
    ids = deck.slides._sldIdLst
    one = ids[start]
    ids.remove(one)
    ids.insert(end, one)


def drop_slide(deck: Any, at: int) -> None:
    ids = deck.slides._sldIdLst
    deck.part.drop_rel(ids[at].rId)
    ids.remove(ids[at])


def index_of(deck: Any, slide: Any) -> int:
    return [one.slide_id for one in deck.slides].index(slide.slide_id)


def notes_of(deck: Any) -> Any:
    return answers(deck)[0].notes_slide.notes_text_frame


def relate(source: Any, kind: str, name: str, data: bytes, content: str) -> str:
    """Add a part and return the id of the relation of `source` to it."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    made = Part(PackURI(name), content, source.package, data)
    return str(source.relate_to(made, kind if ":" in kind else f"{office}{kind}"))
