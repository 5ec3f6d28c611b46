"""The sessions of a process: one for each folder of themes, made when a source first needs it."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path

from builder.edge.theme_files import ThemeFiles
from builder.media import Assets, installed_assets
from builder.session import Session


class Sessions:
    """Sessions by the folder whose themes, fonts and logos go before ours.

    What is on the disk when a session is made is what its builds see; whoever waits for changes makes new sessions.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._assets = installed_assets()
        self._made: dict[Hashable, Session] = {}

    def session(self, themes: Path | None = None) -> Session:
        """Return the session for sources whose themes are in the folder `themes`; None means ours alone."""
        if themes not in self._made:
            self._made[themes] = Session(self._assets_with(themes))
        return self._made[themes]

    def session_with(self, files: tuple[tuple[str, bytes], ...]) -> Session:
        """Return the session for sources whose themes are the assets `files`, each with its bytes."""
        if files not in self._made:
            self._made[files] = Session(self._assets.under(dict(files)))
        return self._made[files]

    def _assets_with(self, themes: Path | None) -> Assets:
        return self._assets.under(ThemeFiles(themes)) if themes else self._assets
