"""The build record: how files were made, so that a machine can check them, as JSON with one schema."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec
from msgspec import Struct

from builder import __version__
from builder.check.ledger import Ledger
from builder.check.ledger.as_json import ledger_json
from builder.codes import PAST_EMBARGO
from builder.media import Assets, Pictures
from builder.model.brief import Brief
from builder.model.digest import content_digest, sha256
from builder.model.draft_walk import facts_of
from builder.model.findings import Finding, Severity
from builder.model.marking_and_brand import Brand
from builder.model.request import Options, Source
from builder.model.scene import Fit, Scene
from builder.model.scene_walk import fits_of
from builder.model.theme import Theme
from builder.model.units import pt_from_emu

FORMAT = 1
"""The number of the record's form; it grows when a reader of the old form could be misled."""

_LIBRARIES = (
    "babel", "markdown-it-py", "mdit-py-plugins", "pillow", "pyphen", "python-pptx", "pyyaml",
    "reportlab", "segno", "sentencex", "uharfbuzz",
)  # fmt: skip
"""The libraries that can change a byte of what is built."""

Json = dict[str, object]


class Input(Struct, frozen=True):
    """A file that went into a build beside the source."""

    role: str
    """The kind of asset, or `picture`."""
    name: str
    size: int
    digest: str


_ROLES = {
    "themes": "theme", "fonts": "font", "flags": "flag", "labels": "labels", "actors": "actors",
    "grammar": "grammar", "icc": "profile",
}  # fmt: skip
"""What an asset is, by the folder that holds it."""


def inputs_of(assets: Assets, names: Iterable[str], pictures: Pictures, shown: Iterable[str]) -> tuple[Input, ...]:
    """Return what went into a build: the `assets` with `names`, and those `pictures` that are `shown`, as saved."""
    saved = {name: pictures.as_saved(name) for name in shown}
    return (
        *(Input(_ROLES[name.partition("/")[0]], name, len(assets[name]), assets.digest(name)) for name in set(names)),
        *(Input("picture", name, len(data), sha256(data)) for name, data in saved.items()),
    )


class Output(Struct, frozen=True):
    """A finished file, as the record needs it."""

    kind: str
    name: str
    data: bytes
    content: str = ""
    """Its content digest where it is known already."""


class Record(Struct, frozen=True):
    """What a record says, but for the inputs."""

    brief: Brief
    source: Source
    options: Options
    theme: Theme
    deck: Scene
    handouts: tuple[tuple[str, Scene], ...]
    """By form, as they go to paper."""
    ledger: Ledger
    deck_as_built: Mapping[str, object]
    """The parts of the deck, with which an edited one is compared; empty where none was built."""
    outputs: tuple[Output, ...]
    findings: tuple[Finding, ...]
    severities: Mapping[str, Severity | None]
    """What the user wanted codes to weigh, by number; None for findings that were left out."""


def record_bytes(record: Record, inputs: tuple[Input, ...]) -> bytes:
    """Return the record as JSON with sorted keys; `inputs` are the assets and pictures that went in.

    It holds no clock, no path above the source and nothing of the machine, so that two builds agree on it.
    """
    options = record.options
    whole: Json = {
        "format": FORMAT,
        "id": record.brief.id,
        "title": record.brief.fields.title,
        "facts": {**dict(facts_of(record.brief.fields)), "lang": record.brief.fields.lang},
        "actors": [actor.name for actor in record.brief.actors],
        "tool": tool_json(),
        "theme": {
            "name": record.theme.name,
            "sha256": _digest_of_theme(record.theme, inputs),
            "fonts": [{"key": one.key, "office": one.office, "measured": one.measured} for one in record.theme.fonts],
        },
        "options": {**options_json(options, record.severities), "moment": record.deck.moment},
        "inputs": [
            _file("source", _last(record.source.name), record.source.data),
            *(
                {"role": one.role, "name": one.name, "size": one.size, "sha256": one.digest}
                for one in sorted(inputs, key=lambda one: (one.name, one.role))
            ),
        ],
        "outputs": [
            {**_file(one.kind, one.name, one.data), "content": one.content or content_digest(one.data)}
            for one in record.outputs
        ],
        "embargo": _embargo(record.brief),
        "findings": [
            finding_json(one, _last(one.span.source))
            for one in record.findings
            if one.code.number != PAST_EMBARGO.number
        ],
        "ledger": ledger_json(record.ledger),
        "fit": {"deck": _fits(fits_of(record.deck)), "handout": _fits(fits_of_forms(record.handouts))},
    }
    if record.deck_as_built:
        whole["deck"] = record.deck_as_built
    return _printed(whole).encode("utf-8")


def _printed(whole: Json) -> str:
    """Return `whole` with sorted keys and a line for each row of its lists.

    So git can compare two records.
    """
    return "{\n" + ",\n".join(f"{_text(key)}: {_block(value)}" for key, value in sorted(whole.items())) + "\n}\n"


def _block(value: object, depth: int = 1) -> str:
    if isinstance(value, list) and value:
        indent = " " * depth
        return f"[\n{indent}{_rows(value, indent)}\n]"
    if isinstance(value, dict) and any(isinstance(inner, list) for inner in value.values()):
        inside = ",\n".join(f"{_text(key)}: {_block(inner, depth + 1)}" for key, inner in sorted(value.items()))
        return "{\n" + inside + "\n}"
    return _text(value)


def _rows(rows: list[object], indent: str) -> str:
    """Return each of `rows` on a line of its own."""
    return f",\n{indent}".join(map(_text, rows))


_ENCODER = msgspec.json.Encoder(order="sorted")


def _text(value: object) -> str:
    return msgspec.json.format(_ENCODER.encode(value), indent=0).decode()


def options_json(options: Options, severities: Mapping[str, Severity | None]) -> Json:
    """Return what a build was asked for: two builds that were asked the same of the same files are the same."""
    return {
        "epoch": options.moment,
        "formats": list(options.formats),
        "handout": list(options.handouts),
        "pages": options.pages,
        "brand": _brand_json(options.brand),
        "marking": [options.marking.text, options.marking.watermark, options.marking.in_name],
        "paper": options.paper,
        "printing": list(options.printing),
        "severities": {code: one.value if one else "ignore" for code, one in sorted(severities.items())},
        "theme": options.theme,
    }


def tool_json() -> Json:
    """Return what builds: the version, a digest of its own code, and the libraries that can change a byte."""
    return {"name": "briefdeck", "version": __version__, "code": _code_digest(), "libraries": dict(_libraries())}


def finding_json(found: Finding, file: str) -> Json:
    """Return `found` in the form that records and `--findings json` share; `file` is the source's name there."""
    span = found.span
    return {
        "code": found.code.number,
        "name": found.code.name,
        "severity": found.severity.value,
        "message": found.message,
        "hints": list(found.hints),
        "file": file,
        "line": span.line,
        "column": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _file(role: str, name: str, data: bytes) -> Json:
    return {"role": role, "name": name, "size": len(data), "sha256": sha256(data)}


def _brand_json(brand: Brand) -> list[str]:
    """Return what settings say of the publisher, as one list of texts."""
    accent = brand.accent.hex if brand.accent else ""
    fonts = [brand.heading_font, brand.text_font]
    return [brand.logo, brand.logo_on_dark, brand.alt, accent, *fonts, *brand.address] if brand.given else []


def _embargo(brief: Brief) -> str | None:
    """Return the last day of the embargo; whether it is over depends on the day, so that finding is not recorded."""
    until = brief.fields.marking.until
    return until.isoformat() if until else None


def _digest_of_theme(theme: Theme, inputs: tuple[Input, ...]) -> str:
    """Return the digest of the theme's own file; those that it extends are among the inputs."""
    return next(one.digest for one in inputs if one.name == theme.files[0])


def _last(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2]


def fits_of_forms(handouts: tuple[tuple[str, Scene], ...]) -> Iterator[tuple[str, Fit]]:
    """Yield the key of each page and each of its certificates; of several forms, keys begin with the form."""
    for form, scene in handouts:
        for page, fit in fits_of(scene):
            yield (f"{form}.{page}" if len(handouts) > 1 else page), fit


def _fits(fits: Iterable[tuple[str, Fit]]) -> list[Json]:
    return [{"page": page, **_fit(fit)} for page, fit in fits]


def _fit(fit: Fit) -> Json:
    """Return a certificate; sizes in points, heights in EMU."""
    return {
        "box": fit.box,
        "size": round(pt_from_emu(fit.size), 2),
        "ladder": _points(fit.ladder),
        "lines": fit.lines,
        "used": fit.height_used,
        "available": fit.height_available,
        "rule": fit.rule,
        **({} if fit.measured == "twin" else {"measured": fit.measured}),
    }


@lru_cache(maxsize=256)
def _points(sizes: tuple[int, ...]) -> tuple[float, ...]:
    """Return a ladder in points; themes have few, and boxes many."""
    return tuple(round(pt_from_emu(size), 2) for size in sizes)


@lru_cache(maxsize=1)
def _code_digest() -> str:
    """Return a SHA-256 of the package's modules and tables: in a checkout they change while the version does not."""
    root = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for name in sorted(path.as_posix() for path in (*root.rglob("*.py"), *root.glob("*/*.toml"))):
        digest.update(name.removeprefix(root.as_posix()).encode() + b"\0" + Path(name).read_bytes() + b"\0")
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _libraries() -> tuple[tuple[str, str], ...]:
    """Return the libraries that are installed, with their versions."""
    found = []
    for name in _LIBRARIES:
        try:
            found.append((name, version(name)))
        except PackageNotFoundError:
            continue
    return tuple(found)
