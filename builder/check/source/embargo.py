"""An embargo that is over."""

from __future__ import annotations

from datetime import date

from builder.codes import PAST_EMBARGO
from builder.media import Media
from builder.model.branding import Marking
from builder.model.brief import Draft, Fields
from builder.model.findings import Report


def check_embargo(draft: Draft, media: Media, report: Report) -> None:
    """Add `past-embargo` where the embargo ends before the briefing's own date."""
    del media
    fields = draft.fields
    if fields.date:
        check_embargo_on(fields.date, "the date of the briefing", fields.marking, fields, report)


def check_embargo_on(day: date, what: str, marking: Marking, fields: Fields, report: Report) -> None:
    """Add `past-embargo` where the embargo of `marking` ends before `day`, which is `what`."""
    if marking.until and marking.until < day:
        message = f"the embargo ended on {marking.until.isoformat()}, before {what}, {day.isoformat()}"
        hint = "delete the marking, or give a date in the future"
        report.add(PAST_EMBARGO, fields.span("marking"), message, hint)
