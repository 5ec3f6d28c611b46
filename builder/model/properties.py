"""What the finished files say of themselves: title, authors, date and where they come from."""

import calendar

from builder.model.brief import Brief, Fields
from builder.model.digest import sha256
from builder.model.plain_text import without_soft_hyphens
from builder.model.request import Source
from builder.model.scene import Properties

EPOCH = 946684800
"""2000-01-01T00:00:00Z: the time that files carry where neither the briefing nor the caller has a date."""


def moment_of(fields: Fields) -> int:
    """Return the time that the files carry, seconds since 1970: the briefing's date."""
    return calendar.timegm(fields.date.timetuple()) if fields.date else EPOCH


def properties_of(brief: Brief, source: Source, version: str) -> Properties:
    """Return the properties of `brief`, made by the `version` of briefdeck from `source`."""
    fields = brief.fields
    return Properties(
        title=without_soft_hyphens(fields.title),
        authors=tuple(without_soft_hyphens(person.name) for person in fields.authors),
        subject=without_soft_hyphens(" ".join(part for part in (fields.series, fields.number) if part)),
        keywords=tuple(without_soft_hyphens(actor.name) for actor in brief.actors),
        publisher=without_soft_hyphens(fields.publisher.name),
        date=fields.date,
        lang=fields.lang,
        identifier=brief.id,
        marking=without_soft_hyphens(fields.marking.text),
        digest=sha256(source.data),
        version=version,
    )
