"""The installed assets, one session that all tests share, and media with pictures of a test's own."""

from collections.abc import Mapping
from pathlib import Path

from builder.edge.session_pool import SessionPool
from builder.media import Media, Pictures, installed_assets
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.pipeline import LaidOutBriefing, understand
from builder.session import Session

ASSETS = installed_assets()
SESSION = Session(ASSETS)

_own_session = SessionPool.session


def _shared_session(sessions: SessionPool, themes: Path | None = None) -> Session:
    return _own_session(sessions, themes) if themes else SESSION


def share() -> None:
    """Let commands that run in this process use our session as well, where they have no themes of their own.

    Each command would open the fonts anew, which takes longer than the build of a small briefing. That builds in one
    session and in two are the same is proved in `tests/test_session.py`, and by the commands that tests run in a
    process of their own.
    """
    SessionPool.session = _shared_session  # type: ignore[assignment,method-assign]


def media(pictures: Mapping[str, bytes] | None = None) -> Media:
    """Return both doors: our assets, and `pictures` by their path from the source."""
    return Media(ASSETS, pictures if isinstance(pictures, Pictures) else Pictures(pictures or {}))


def laid_out(
    source: Source, report: Report, *, options: Options | None = None, pictures: Mapping[str, bytes] | None = None
) -> LaidOutBriefing | None:
    """Return what the stages before rendering make of `source`, or None where a finding forbids them."""
    return understand(source, media(pictures), options or Options(), report, SESSION)
