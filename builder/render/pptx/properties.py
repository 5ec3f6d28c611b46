"""What the file says of itself: core, extended and custom properties, and nothing foreign."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from builder.model.scene import Page, Scene, TextRun
from builder.model.scene_walk import own_paragraphs
from builder.render.pptx.drawingml import HEAD
from builder.render.pptx.escape import escape

if TYPE_CHECKING:
    from pptx.parts.coreprops import CorePropertiesPart as CoreProperties

CUSTOM = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The format id of every custom property (ECMA-376 part 1, 22.3.2.2)."""

_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006"

LONGEST = 255
"""The most characters of a core property: Office shows no more, and python-pptx refuses more."""


class _Moment(datetime):
    """A moment that is written with four digits of its year, which C libraries leave out before the year 1000."""

    def strftime(self, format: str) -> str:  # noqa: A002 - the parameter's name in `datetime`
        return super().strftime(format.replace("%Y", f"{self.year:04d}"))


def write_core_properties(core: CoreProperties, scene: Scene) -> None:
    """Say in `core`, which is empty, what the deck is."""
    said = scene.properties
    authors = "; ".join(said.authors) or said.publisher
    fields = {
        "title": said.title,
        "subject": said.subject,
        "author": authors,
        "keywords": "; ".join(said.keywords),
        "content_status": said.marking,
        "last_modified_by": said.publisher or authors,
        "language": said.lang,
        "identifier": said.identifier,
        "version": said.version,
    }
    for name, value in fields.items():
        if value:
            setattr(core, name, value if len(value) <= LONGEST else value[: LONGEST - 1].rstrip() + "…")
    core.created = core.modified = _Moment.fromtimestamp(scene.moment, UTC).replace(tzinfo=None)


def app_xml(scene: Scene) -> bytes:
    """Return the extended properties: counts of what is really there."""
    words = sum(len(run.text.split()) for page in scene.pages for run in _runs(page))
    titles = "".join(f"<vt:lpstr>{escape(page.title)}</vt:lpstr>" for page in scene.pages)
    count = len(scene.pages)
    return (
        f'{HEAD}<Properties xmlns="{_TYPES}/extended-properties" xmlns:vt="{_TYPES}/docPropsVTypes">'
        f"<TotalTime>0</TotalTime><Words>{words}</Words><Application>briefdeck</Application>"
        f"<PresentationFormat>Widescreen</PresentationFormat><Slides>{count}</Slides><Notes>{count}</Notes>"
        '<HeadingPairs><vt:vector size="2" baseType="variant">'
        "<vt:variant><vt:lpstr>Slide Titles</vt:lpstr></vt:variant>"
        f"<vt:variant><vt:i4>{count}</vt:i4></vt:variant></vt:vector></HeadingPairs>"
        f'<TitlesOfParts><vt:vector size="{count}" baseType="lpstr">{titles}</vt:vector></TitlesOfParts>'
        f"<Company>{escape(scene.properties.publisher)}</Company></Properties>"
    ).encode()


def _runs(page: Page) -> Iterator[TextRun]:
    """Yield every run of a slide and its notes."""
    for note in page.notes:
        yield from note.runs
    for item in page.items:
        yield from (run for paragraph in own_paragraphs(item) for run in paragraph.runs)


def custom_xml(scene: Scene) -> bytes:
    """Return the custom properties: which source and which version made the deck."""
    said = scene.properties
    pairs = (("SourceSHA256", said.digest), ("Generator", f"briefdeck {said.version}"))
    inner = "".join(
        f'<property fmtid="{CUSTOM}" pid="{pid}" name="{name}"><vt:lpwstr>{escape(value)}</vt:lpwstr></property>'
        for pid, (name, value) in enumerate(pairs, 2)
    )
    spaces = f'xmlns="{_TYPES}/custom-properties" xmlns:vt="{_TYPES}/docPropsVTypes"'
    return f"{HEAD}<Properties {spaces}>{inner}</Properties>".encode()
