"""Dates of the front matter: whether they agree with each other."""

from __future__ import annotations

import re

from builder.codes import DATE_DISAGREES
from builder.media import Media
from builder.model.brief import Draft, Fields
from builder.model.findings import Report

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def check_dates(draft: Draft, media: Media, report: Report) -> None:
    """Add `date-disagrees` where the date's year is not the year of the issue number, as in `62/2025`."""
    del media
    check_issue_year(draft.fields, report)


def check_issue_year(fields: Fields, report: Report) -> None:
    """Add `date-disagrees` for front matter alone."""
    year = _YEAR.search(fields.number)
    if fields.date and year and int(year[1]) != fields.date.year:
        report.add(
            DATE_DISAGREES,
            fields.span("date"),
            f"the date {fields.date.isoformat()} contradicts the number `{fields.number}`",
            "correct the date or the number; both appear on the title slide",
        )
