"""`briefdeck new`: a commented source to start from."""

import json
import re
import tomllib
import unicodedata
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import click

from builder.cli import DONE
from builder.cli.completion import languages
from builder.cli.shared_options import NamedPath
from builder.cli.terminal import say
from builder.codes import DRAFT_EXISTS, READER_MISSING
from builder.edge.workspace import write_files
from builder.media import installed_assets
from builder.model.findings import BriefdeckError, Span
from builder.model.locales import instead_of_language
from builder.plan.labels import FALLBACK, written_form

_LONGEST = 60
"""The most characters of a file's name that is made from a title."""

_STROKED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"})
"""Latin letters that Unicode does not decompose into a plain letter and an accent."""


def _starter(title: str, lang: str) -> bytes:
    words = {"title": json.dumps(title.strip(), ensure_ascii=False), "lang": lang}
    examples = _example_words()
    for key, said in (examples.get(written_form(lang)) or examples[FALLBACK]).items():
        words |= {key: said} if isinstance(said, str) else {f"{key}{at}": one for at, one in enumerate(said, 1)}
    text = installed_assets()["starters/briefing.md"].decode()
    return _PLACE.sub(lambda place: words.get(place[1], place[0]), text).encode()


_PLACE = re.compile(r"\{(\w+)\}")


def _example_words() -> dict[str, dict[str, str | list[str]]]:
    """Return what the example says, by language."""
    return tomllib.loads(installed_assets()["starters/words.toml"].decode())


def new(title: str, path: Path | None, lang: str, *, write: Callable[[str, str], bytes] = _starter) -> int:
    """Write what `write` makes of title and language to `path`, named after the title where None, and return 0.

    BriefdeckError if a file is there already or none can be written.
    """
    place = path or Path(f"{name_from_title(title)}{'.md' if write is _starter else '.docx'}")
    if place.exists():
        message = "this file already exists"
        raise BriefdeckError(DRAFT_EXISTS, message, Span(place.as_posix()), "choose another name with `-o`")
    write_files(place.parent, [(place.name, write(title, lang))])
    verb = "build" if write is _starter else "import"
    say(f"{place.as_posix()}  {verb} it with: briefdeck {verb} {place.as_posix()}")
    if written_form(lang) not in (_example_words() if write is _starter else {FALLBACK}):
        say(f"its text is in English, since there is none in `{lang}`: replace it with your own", err=True)
    return DONE


def name_from_title(title: str) -> str:
    """Return a file's name made from `title`: lower case, hyphens, accents off where letters are Latin."""
    letters = unicodedata.normalize("NFKD", title.lower().translate(_STROKED))
    plain = "".join(one for one in letters if not unicodedata.combining(one))
    words = unicodedata.normalize("NFC", re.sub(r"[\W_]+", "-", plain)).strip("-")
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rpartition("-")[0] or words[:_LONGEST]
    return words or "briefing"


@click.command()
@click.argument("title")
@click.option("-o", "--output", type=NamedPath(path_type=Path), help="The new file; named after the title by default.")
@click.option(
    "--lang",
    default="en",
    show_default=True,
    shell_complete=languages,
    help="Language of the briefing, such as en-GB or pl.",
)
@click.option("--word", is_flag=True, help="Write a Word file with styles and instructions, for `briefdeck import`.")
def command(title: str, output: Path | None, lang: str, word: bool) -> int:
    """Write a commented source called TITLE that is ready to build. Existing files are never overwritten."""
    if not title.strip() or not title.isprintable():
        raise click.UsageError("give a title of one line" if title.strip() else "the title is empty")
    if instead := instead_of_language(lang):
        raise click.UsageError(f"`{lang}` is not a language tag: {instead}")
    endings = (".docx",) if word else (".md", ".markdown")
    if output and output.suffix.lower() not in endings:
        kind = "a Word file" if word else "Markdown"
        raise click.UsageError(f"`{output.name}`: what is written is {kind}; give a name that ends in {endings[0]}")
    return new(title, output, lang, write=_word_template if word else _starter)


def _word_template(title: str, lang: str) -> bytes:
    """Return the Word file; BriefdeckError if the library that writes it is not installed."""
    try:
        made: bytes = import_module("builder.importing.word_template").word_template(title, lang)
    except ModuleNotFoundError as fault:
        if fault.name != "docx":
            raise
        hint = 'install it with `pip install "briefdeck[import]"`'
        message = "the library `python-docx`, which writes Word files, is not installed"
        raise BriefdeckError(READER_MISSING, message, Span(""), hint) from fault
    return made
