"""Dates of the front matter: whether they agree with each other, and whether an embargo is over."""

import re
from datetime import date

from builder.codes import DATE_DISAGREES, PAST_EMBARGO
from builder.media import Media
from builder.model.branding import Marking
from builder.model.brief import Draft, Fields
from builder.model.findings import Report

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def check_dates(draft: Draft, _media: Media, report: Report) -> None:
    """Add `date-disagrees` where the date's year is not the year of the issue number, as in `62/2025`."""
    check_issue_year(draft.fields, report)


def check_issue_year(fields: Fields, report: Report) -> None:
    """Add `date-disagrees` for front matter alone."""
    year = _YEAR.search(fields.number)
    if fields.date and year and int(year[1]) != fields.date.year:
        message = f"the date {fields.date.isoformat()} contradicts the number `{fields.number}`"
        hint = "correct the date or the number; both appear on the title slide"
        report.add(DATE_DISAGREES, fields.span("date"), message, hint)


def check_embargo(draft: Draft, _media: Media, report: Report) -> None:
    """Add `past-embargo` where the embargo ends before the briefing's own date."""
    fields = draft.fields
    if fields.date:
        check_embargo_on(fields.date, "the date of the briefing", fields.marking, fields, report)


def check_embargo_on(day: date, what: str, marking: Marking, fields: Fields, report: Report) -> None:
    """Add `past-embargo` where the embargo of `marking` ends before `day`, which is `what`."""
    if marking.until and marking.until < day:
        message = f"the embargo ended on {marking.until.isoformat()}, before {what}, {day.isoformat()}"
        hint = "delete the marking, or give a date in the future"
        report.add(PAST_EMBARGO, fields.span("marking"), message, hint)
