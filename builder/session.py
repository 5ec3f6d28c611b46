"""What is worth keeping from one build to the next: a session owns it, and whoever builds owns the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.media import Assets, installed_assets
from builder.model.findings import Report
from builder.model.theme import Theme

if TYPE_CHECKING:
    from builder.layout import Shaper
    from builder.render.pptx import DeckTemplate

_MOST_THEMES = 8
"""For how many themes a session keeps measured words and templates."""


class Session:
    """Themes that were read, fonts that were opened and words that were measured, all from one set of assets.

    Its assets never change, so what was made from them holds for as long as the session lives; for other assets, or
    for files that changed on the disk, make another session. Two sessions share nothing. The command makes one, each
    worker process makes one, a program that uses the library makes its own.
    """

    def __init__(self, assets: Assets | None = None) -> None:
        """Build with `assets`, those that came with the program where none are given."""
        self.assets = installed_assets() if assets is None else assets
        self._themes: dict[str, Theme] = {}
        self._shapers: dict[Theme, Shaper] = {}
        self._templates: dict[tuple[Theme, str], DeckTemplate] = {}

    def theme(self, name: str, report: Report) -> Theme | None:
        """Return the theme `name`, or None with findings; a faulty one is read and reported each time."""
        if name not in self._themes:
            from builder.theming import load_theme

            found = load_theme(name, self.assets, report)
            if found is None:
                return None
            self._themes[name] = found
        return self._themes[name]

    def shaper(self, theme: Theme) -> Shaper:
        """Return what measures words in the fonts of `theme`."""
        if theme not in self._shapers:
            from builder.layout import Shaper

            if len(self._shapers) >= _MOST_THEMES:
                self._shapers.clear()
            self._shapers[theme] = Shaper(theme, self.assets)
        return self._shapers[theme]

    def deck_template(self, theme: Theme, lang: str) -> DeckTemplate:
        """Return the package that decks in `theme` and `lang` begin with."""
        if (theme, lang) not in self._templates:
            from builder.render.pptx import template_of

            if len(self._templates) >= _MOST_THEMES:
                self._templates.clear()
            self._templates[theme, lang] = template_of(theme, lang, self.assets)
        return self._templates[theme, lang]
