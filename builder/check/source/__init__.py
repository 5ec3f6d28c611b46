"""Rules about a source: what is wrong with it by itself, before anything is decided or laid out.

To add a rule: a function in the file of its family (or a new file), and a line in `SOURCE_RULES`; its number and its
page stand in `builder/codes/`, as for every rule.
"""

from collections.abc import Callable
from enum import Enum

from builder.check.source.actors import check_actor_ids, check_flags, check_speakers
from builder.check.source.front_matter import check_dates, check_embargo, check_language, check_unconfirmed
from builder.check.source.highlights import check_highlights, check_lead
from builder.check.source.pictures import check_pictures
from builder.check.source.slide_blocks import check_exhibits_in_slide_blocks, check_long_quotations, check_slide_blocks
from builder.media import Media
from builder.model.brief import Draft
from builder.model.findings import Report

SourceRule = Callable[[Draft, Media, Report], None]
"""What a rule is given: the draft, our assets and the author's pictures, and the report that it adds to."""


class Extent(Enum):
    """How much of a draft must have been read for a rule to be right about it."""

    PART = "part"
    """Also a draft that was not read to its end: an author then sees more faults in one run."""
    WHOLE = "whole"


SOURCE_RULES: tuple[tuple[SourceRule, Extent], ...] = (
    (check_language, Extent.WHOLE),
    (check_actor_ids, Extent.PART),
    (check_pictures, Extent.PART),
    (check_flags, Extent.PART),
    (check_dates, Extent.WHOLE),
    (check_embargo, Extent.WHOLE),
    (check_highlights, Extent.WHOLE),
    (check_lead, Extent.PART),
    (check_slide_blocks, Extent.WHOLE),
    (check_exhibits_in_slide_blocks, Extent.WHOLE),
    (check_long_quotations, Extent.WHOLE),
    (check_speakers, Extent.PART),
    (check_unconfirmed, Extent.WHOLE),
)
"""Every rule about a source, in the order in which they run."""


def check_draft(draft: Draft, media: Media, report: Report) -> None:
    """Add what every rule finds in `draft`."""
    for rule, _ in SOURCE_RULES:
        rule(draft, media, report)


def check_unfinished_draft(draft: Draft, media: Media, report: Report) -> None:
    """Add what can be said of a `draft` that was read in part only."""
    for rule, extent in SOURCE_RULES:
        if extent is Extent.PART:
            rule(draft, media, report)
