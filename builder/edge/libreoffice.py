"""LibreOffice as a witness: decks in, PDFs out, with the metric twins of the fonts that decks name."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

TWINS = {
    "Calibri": ("Carlito",),
    "Georgia": ("Gelasio",),
    "Arial": ("Liberation Sans",),
    "Helvetica": ("Liberation Sans",),
    "Helvetica Neue": ("Liberation Sans",),
    "Times": ("Liberation Serif", "Noto Naskh Arabic"),
    "Times New Roman": ("Liberation Serif", "Noto Naskh Arabic"),
    "Segoe UI Symbol": ("DejaVu Sans",),
    "Calibri Light": ("Carlito",),
    "Georgia Pro": ("Gelasio",),
    "Arial Nova": ("Liberation Sans",),
}
"""The open fonts that measure those that decks name, of the same widths or, in the last lines, of nearly the same; a
second one has the Arabic characters."""

PROGRAMS = ("soffice", "libreoffice")
_PDF = (
    'pdf:impress_pdf_Export:{"ReduceImageResolution":{"type":"boolean","value":"true"},'
    '"MaxImageResolution":{"type":"long","value":"150"},"UseTaggedPDF":{"type":"boolean","value":"false"}}'
)
"""Pictures are kept at what a screen shows: writing them out takes up to a third of the time, tags another sixth."""

TIME_LIMIT = 600
"""Seconds for one run, however many decks it draws."""


class NoOfficeError(Exception):
    """LibreOffice is not there, or did not draw."""


def find_office() -> str | None:
    """Return the path of LibreOffice's program, or None if it is not installed."""
    return next((path for path in map(shutil.which, PROGRAMS) if path), None)


def draw(decks: Mapping[str, bytes], fonts: Path) -> dict[str, bytes]:
    """Return a PDF for each deck by its name, all drawn in one run of LibreOffice.

    `fonts` is the folder of the open fonts. Its profile and its fonts are private to the run, so that what is
    installed or open on the machine changes nothing. NoOfficeError if it is missing or does not draw.
    """
    program = find_office()
    if program is None:
        raise NoOfficeError("LibreOffice is not installed")
    with tempfile.TemporaryDirectory(prefix="briefdeck-") as name:
        folder = Path(name)
        paths = [folder / f"{number}.pptx" for number in range(len(decks))]
        for path, data in zip(paths, decks.values(), strict=True):
            path.write_bytes(data)
        _run(program, folder, paths, fonts)
        drawn = [path.with_suffix(".pdf") for path in paths]
        if not all(path.is_file() for path in drawn):
            raise NoOfficeError("LibreOffice did not render the deck")
        return {deck: path.read_bytes() for deck, path in zip(decks, drawn, strict=True)}


def _run(program: str, folder: Path, paths: list[Path], fonts: Path) -> None:
    settings = folder / "fonts.conf"
    settings.write_text(_fonts_conf(fonts, folder), encoding="utf-8")
    order = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", _PDF]
    order += ["--outdir", str(folder), *map(str, paths)]
    try:
        subprocess.run(  # noqa: S603 - the program is LibreOffice, the arguments are our own files
            order,
            env={**os.environ, "FONTCONFIG_FILE": str(settings)},
            capture_output=True,
            timeout=TIME_LIMIT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as fault:
        message = "LibreOffice did not finish" if isinstance(fault, subprocess.TimeoutExpired) else "it did not start"
        raise NoOfficeError(message) from fault


def _fonts_conf(fonts: Path, cache: Path) -> str:
    twins = "".join(
        f'<alias binding="same"><family>{escape(name)}</family><prefer>'
        f"{''.join(f'<family>{escape(one)}</family>' for one in own)}</prefer></alias>"
        for name, own in TWINS.items()
    )
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{escape(str(fonts.resolve()))}</dir><cachedir>{escape(str(cache / 'cache'))}</cachedir>"
        f"{twins}</fontconfig>"
    )
