"""The installed assets, one session that all tests share, and media with pictures of a test's own."""

from collections.abc import Mapping

from builder.media import Media, Pictures, installed_assets
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.pipeline import LaidOutBriefing, understand
from builder.session import Session

ASSETS = installed_assets()
SESSION = Session(ASSETS)


def media(pictures: Mapping[str, bytes] | None = None) -> Media:
    """Return both doors: our assets, and `pictures` by their path from the source."""
    return Media(ASSETS, pictures if isinstance(pictures, Pictures) else Pictures(pictures or {}))


def laid_out(
    source: Source, report: Report, *, options: Options | None = None, pictures: Mapping[str, bytes] | None = None
) -> LaidOutBriefing | None:
    """Return what the stages before rendering make of `source`, or None where a finding forbids them."""
    return understand(source, media(pictures), options or Options(), report, SESSION)
