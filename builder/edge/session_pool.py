"""The sessions of a process, one for each folder of themes, and the files of a project's own themes."""

from collections.abc import Hashable, Iterator
from pathlib import Path

from builder.media import installed_assets
from builder.media.assets import Files, Folder
from builder.session import Session


class SessionPool:
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
            self._made[themes] = Session(self._assets.under(ThemeFiles(themes)) if themes else self._assets)
        return self._made[themes]

    def session_with(self, files: tuple[tuple[str, bytes], ...]) -> Session:
        """Return the session for sources whose themes are the assets `files`, each with its bytes."""
        if files not in self._made:
            self._made[files] = Session(self._assets.under(dict(files)))
        return self._made[files]


_THEMES, _FONTS = "themes/", "fonts/"


class ThemeFiles(Files):
    """A folder of themes: its files are `themes/…`, and its fonts `fonts/…`, whether beside the theme or in `fonts`."""

    def __init__(self, folder: Path) -> None:
        """Look in `folder`."""
        self._files = Folder(folder)

    def __getitem__(self, name: str) -> bytes:
        """Return the bytes of the asset `name`; KeyError if the folder has none."""
        for place in self._places(name):
            if place in self._files:
                return self._files[place]
        raise KeyError(name)

    def __contains__(self, name: object) -> bool:
        """Return whether the folder has the asset `name`."""
        return isinstance(name, str) and any(place in self._files for place in self._places(name))

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the assets in the folder."""
        for place in self._files:
            if place.endswith(".ttf"):
                yield f"{_FONTS}{place.removeprefix(_FONTS)}"
            yield f"{_THEMES}{place}"

    def _places(self, name: str) -> tuple[str, ...]:
        """Return where in the folder the asset `name` may be."""
        if name.startswith(_FONTS):
            return name.removeprefix(_FONTS), name
        return (name.removeprefix(_THEMES),) if name.startswith(_THEMES) else ()
