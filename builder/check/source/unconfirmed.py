"""Guesses of `briefdeck import` that nobody has confirmed: whether they are about to be shown."""

from builder.codes import UNCONFIRMED_GUESS
from builder.media import Media
from builder.model.brief import Draft
from builder.model.findings import Report


def check_unconfirmed(draft: Draft, _media: Media, report: Report) -> None:
    """Add `unconfirmed-guess` where the front matter still lists guesses."""
    names = draft.fields.unconfirmed
    if names:
        listed = ", ".join(f"`{name}`" for name in names)
        message = f"unconfirmed guesses will be on the slides: {listed}"
        hint = "read the remarks in the draft, correct what is wrong, then delete the names here, or the whole key"
        report.add(UNCONFIRMED_GUESS, draft.fields.span("unconfirmed"), message, hint)
