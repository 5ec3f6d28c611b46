"""Templates made by code as themes, each imported once for all tests: without LibreOffice, which takes seconds."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import builder.edge.template_import as importing
from builder.edge.libreoffice import NoOfficeError
from builder.edge.template_import import ImportedTheme, TemplateChoices, assets_with, import_template
from builder.media import Pictures
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.model.theme import Theme
from builder.pipeline import build_deck
from builder.session import Session
from tests.corpus.pictures import striped_png
from tests.everything import RICH
from tests.template_files import TEMPLATES


@contextmanager
def no_office() -> Iterator[None]:
    """Let frames come from the boxes of shapes, as on a machine without LibreOffice."""

    def missing(decks: Mapping[str, bytes], fonts: Path) -> dict[str, bytes]:
        del decks, fonts
        raise NoOfficeError

    with patch.object(importing, "draw", missing):
        yield


@cache
def template(name: str) -> bytes:
    """Return the file of the template `name`."""
    return TEMPLATES[name]()


@cache
def imported_with_report(name: str) -> tuple[ImportedTheme, Report]:
    """Return the template `name` as a theme of that name, and what its import said."""
    report = Report()
    with TemporaryDirectory() as folder, no_office():
        path = Path(folder) / f"{name}.potx"
        path.write_bytes(template(name))
        return import_template(path, name, TemplateChoices(), report), report


def imported(name: str) -> ImportedTheme:
    """Return the template `name` as a theme of that name."""
    return imported_with_report(name)[0]


@cache
def session_of(name: str) -> Session:
    """Return a session that knows the theme `name`."""
    return Session(assets_with(imported(name)))


def theme_of(name: str) -> Theme:
    """Return the theme `name` as decks use it."""
    theme = session_of(name).theme(name, Report())
    assert theme
    return theme


@cache
def deck_of(name: str, text: str = RICH) -> bytes:
    """Return the deck of the briefing `text` on the template `name`."""
    return built_on(imported(name), text, session_of(name))


def built_on(made: ImportedTheme, text: str = RICH, session: Session | None = None) -> bytes:
    """Return the deck of the briefing `text` in the theme `made`, in a session of its own where none is given."""
    report = Report()
    built = build_deck(
        Source("a.md", text.encode()),
        Pictures({"port.png": striped_png(600, 400)}),
        Options(theme=made.name),
        report,
        session or Session(assets_with(made)),
    )
    assert built is not None, [str(one) for one in report.findings]
    return built.data
