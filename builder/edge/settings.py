"""What a project wants of every build: `[tool.briefdeck]` of the nearest `pyproject.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NoReturn

from msgspec import Struct, field
from msgspec.structs import replace

from builder.codes import BAD_SETTINGS, CODES, FORMER_NAMES
from builder.media import assets_folder
from builder.model.branding import Brand, Marking
from builder.model.findings import BriefdeckError, Code, Finding, Report, Severity, Span
from builder.model.request import FORMATS, HANDOUTS, IMPOSITIONS, OWN_SLIDES, PAPERS, PRINTINGS, TYPOGRAPHIES, Options
from builder.model.units import color_from_hex
from builder.read.brand import BRAND_KEYS
from builder.read.marking import marking_from_text

FILE = "pyproject.toml"

_CHOICES = {"formats": FORMATS, "paper": PAPERS, "handout": HANDOUTS, "print": PRINTINGS, "typography": TYPOGRAPHIES}
KEYS = (
    "theme",
    "paper",
    "formats",
    "handout",
    "pages",
    "print",
    "typography",
    "slides",
    "marking",
    "watermark",
    "marking-in-names",
    "brand",
    "exclude",
    "strict",
    "pictures-outside",
    "severities",
    "ignore",
)
"""What `[tool.briefdeck]` may hold."""


class Settings(Struct, frozen=True):
    """The settings of a project."""

    folder: Path
    """Where they were found; patterns count from here, and themes of the project are in `themes` here."""
    options: Options = Options()
    strict: bool = False
    """Whether warnings forbid a build as errors do."""
    pictures_outside: bool = False
    """Whether pictures may lie outside their source's folder."""
    exclude: tuple[str, ...] = ()
    """Patterns of files that a folder's walk leaves out."""
    severities: tuple[tuple[str, Severity | None], ...] = ()
    """Number of a code and what it weighs here; None leaves its findings out."""
    ignore: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Pattern of files and the numbers of the codes that are left out in them."""

    @property
    def themes(self) -> Path | None:
        """The folder of the project's own themes: beside its settings, or here; None if there is none."""
        places = (self.folder / "themes", Path.cwd() / "themes")
        return next((folder for folder in places if folder.is_dir()), None)

    def excludes(self, path: Path) -> bool:
        """Return whether a walk leaves out `path`."""
        return any(self._matches(path, pattern) for pattern in self.exclude)

    def severities_for(self, path: Path) -> Mapping[str, Severity | None]:
        """Return for the source at `path` the severity of each code that is not the usual one."""
        found: dict[str, Severity | None] = {}
        if self.strict:
            found |= {code.number: Severity.ERROR for code in CODES.values() if code.severity is Severity.WARNING}
        for number, severity in self.severities:
            raised = severity is Severity.WARNING and self.strict
            found[number] = Severity.ERROR if raised else severity
        for pattern, numbers in self.ignore:
            if self._matches(path, pattern):
                found |= dict.fromkeys(numbers)
        return found

    def _matches(self, path: Path, pattern: str) -> bool:
        whole = path.absolute()
        inside = whole.relative_to(self.folder).as_posix() if whole.is_relative_to(self.folder) else whole.name
        return fnmatchcase(inside, pattern) or fnmatchcase(whole.name, pattern)


def settings_for(path: Path) -> Settings:
    """Return the settings for the source or folder at `path`: those of the nearest file above it that has any.

    BriefdeckError (`bad-settings`) with the place of the fault where they cannot be used.
    """
    start = path.absolute()
    for folder in (start, *start.parents):
        file = folder / FILE
        if file.is_file():
            table = _Sheet(file).table()
            if table is not None:
                return table
    return Settings(start if start.is_dir() else start.parent)


def severity_from(text: str) -> Severity | None:
    """Return the severity that `text` names, None for `ignore`; ValueError where it names none."""
    return None if text == "ignore" else Severity(text)


def code_from(text: str) -> Code | None:
    """Return the code with the number, the name or the former name `text`, or None."""
    number = FORMER_NAMES.get(text.lower(), text.upper())
    return CODES.get(number) or next((code for code in CODES.values() if code.name == text.lower()), None)


class _Sheet(Struct):
    """A settings file that is being read, so that each fault has a place."""

    file: Path
    lines: list[str] = field(default_factory=list)

    def table(self) -> Settings | None:
        """Return the settings, or None if the file has none for briefdeck."""
        try:
            text = self.file.read_bytes().decode("utf-8")
            self.lines = text.splitlines()
            whole = tomllib.loads(text)
        except (OSError, UnicodeDecodeError) as fault:
            self._refuse(f"this cannot be read: {fault}", "")
        except RecursionError:
            self._refuse("this nests too deeply", "", "use fewer levels")
        except ValueError as fault:  # not TOML, or a number of thousands of digits
            from builder.model.toml_faults import toml_fault

            message, hint, at = toml_fault(fault)
            self._refuse(message, "", hint, at=at)
        tool = whole.get("tool", {})
        found = tool.get("briefdeck") if isinstance(tool, dict) else None
        if found is None:
            return None
        if not isinstance(found, dict):
            self._refuse("`briefdeck` is not a table", "briefdeck", "write `[tool.briefdeck]`")
        try:
            return self._settings(found)
        except BriefdeckError as fault:
            raise BriefdeckError.of(tuple(self._faults(found)) or fault.findings) from fault

    def _faults(self, table: dict[str, object]) -> Iterator[Finding]:
        """Yield what is wrong with each setting of `table` by itself, so that one run reports all faults."""
        for key, value in table.items():
            for one in [{name: inner} for name, inner in value.items()] if isinstance(value, dict) else [value]:
                try:
                    self._settings({key: one})
                except BriefdeckError as fault:
                    yield fault.finding

    def _settings(self, table: dict[str, object]) -> Settings:
        for key in table:
            if key not in KEYS:
                self._refuse(f"there is no setting `{key}`", key, _nearest(key, KEYS))
        usual = Options()
        options = replace(
            usual,
            theme=self._theme(table, usual.theme),
            paper=self._choice(table, "paper", usual.paper),
            handouts=self._forms(table, usual.handouts),
            pages=self._count(table, "pages"),
            formats=self._several(table, "formats", usual.formats),
            printing=self._printing(table, usual.printing),
            typography=self._choice(table, "typography", usual.typography),
            slides=self._slides(self._inner(table, "slides")),
            marking=self._marking(table),
            brand=self._brand(self._inner(table, "brand")),
        )
        return Settings(
            folder=self.file.parent,
            options=options,
            strict=self._truth(table, "strict"),
            pictures_outside=self._truth(table, "pictures-outside"),
            exclude=self._several(table, "exclude", ()),
            severities=tuple(self._severity(key, one) for key, one in self._inner(table, "severities").items()),
            ignore=tuple(
                (pattern, tuple(self._soft(one).number for one in self._names(pattern, names)))
                for pattern, names in self._inner(table, "ignore").items()
            ),
        )

    def _count(self, table: dict[str, object], key: str) -> int:
        value = table.get(key, 0)
        if key in table and (isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 100):
            self._refuse(f"`{key}` is not a number of pages", key, "write a whole number, such as `pages = 2`")
        return int(str(value))

    def _slides(self, table: dict[str, object]) -> tuple[tuple[str, bool], ...]:
        for key in table:
            if key not in OWN_SLIDES:
                self._refuse(f"there is no slide `{key}` to choose", key, _nearest(key, OWN_SLIDES))
        return tuple((key, self._truth(table, key)) for key in table)

    def _brand(self, table: dict[str, object]) -> Brand:
        """Return the brand; its logos are in the project's folder of themes, which goes where the builds go."""
        for key in table:
            if key not in BRAND_KEYS:
                self._refuse(f"a brand has no key `{key}`", key, _nearest(key, BRAND_KEYS))
        accent = self._text(table, "accent", "")
        try:
            color = color_from_hex(accent) if accent else None
        except ValueError:
            self._refuse(f"`{accent}` is not a colour", accent, "write six hexadecimal digits, as in `#17304C`")
        logo, on_dark = self._logo(table, "logo"), self._logo(table, "logo-on-dark")
        address = self._names("address", table.get("address", []))
        heading, text = self._text(table, "heading-font", ""), self._text(table, "text-font", "")
        alt = self._text(table, "alt", "")
        places = tuple((key, self._key_span(key)) for key in table)
        return Brand(logo, on_dark, alt, color, address, heading_font=heading, text_font=text, places=places)

    def _logo(self, table: dict[str, object], key: str) -> str:
        """Return the asset of a logo, which may be written with or without its folder."""
        written = self._text(table, key, "")
        if not written:
            return ""
        name = f"themes/{written.removeprefix('./').removeprefix('themes/')}"
        if not (self.file.parent / name).is_file():
            self._refuse(f"there is no logo `{name}` beside {FILE}", written, "put the file there, or fix its name")
        return name

    def _key_span(self, key: str) -> Span:
        """Return the place of a key of the brand."""
        at = re.compile(rf"\s*{re.escape(key)}\s*=|.*\bbrand\b.*[{{,]\s*{re.escape(key)}\s*=")
        begin = next((number for number, line in enumerate(self.lines) if "briefdeck" in line and "brand" in line), 0)
        number = next((n for n, line in enumerate(self.lines, 1) if n > begin and at.match(line)), 0)
        column = self.lines[number - 1].index(key) + 1 if number else 0
        return Span(_relative_path(self.file), number, column) if number else Span(_relative_path(self.file))

    def _marking(self, table: dict[str, object]) -> Marking:
        report, text = Report(), self._text(table, "marking", "")
        found = marking_from_text(text, Span(_relative_path(self.file)), report)
        for one in report.findings:
            self._refuse(one.message, "marking", *one.hints)
        return Marking(found.text, found.until, self._truth(table, "watermark"), self._truth(table, "marking-in-names"))

    def _text(self, table: dict[str, object], key: str, usual: str) -> str:
        value = table.get(key, usual)
        if not isinstance(value, str):
            self._refuse(f"`{key}` is not a string", key, f'write it as `{key} = "…"`')
        return value

    def _theme(self, table: dict[str, object], usual: str) -> str:
        """Return the theme, which must be there: a name among ours and the project's, or the path of a file."""
        name = self._text(table, "theme", usual)
        places = (self.file.parent, Path.cwd())
        if name.endswith(".toml"):
            if not any((place / name).is_file() for place in places):
                self._refuse(f"there is no theme file `{name}`", name, "check its path, relative to this file")
        elif name != usual:
            folders = (assets_folder() / "themes", *(place / "themes" for place in places))
            known = sorted({file.stem for folder in folders for file in folder.glob("*.toml")})
            if name not in known:
                self._refuse(f"there is no theme `{name}`", name, _nearest(name, known))
        return name

    def _truth(self, table: dict[str, object], key: str) -> bool:
        value = table.get(key, False)
        if not isinstance(value, bool):
            self._refuse(f"`{key}` is neither true nor false", key, "write `true` or `false`")
        return value

    def _choice(self, table: dict[str, object], key: str, usual: str) -> str:
        value = self._text(table, key, usual)
        self._check(value, key)
        return value

    def _several(self, table: dict[str, object], key: str, usual: tuple[str, ...]) -> tuple[str, ...]:
        found = self._names(key, table.get(key, list(usual)))
        for one in found:
            self._check(one, key)
        if key == "formats" and not found:
            self._refuse("`formats` is empty, so that nothing would be built", key, "name one, or remove the line")
        return found

    def _forms(self, table: dict[str, object], usual: tuple[str, ...]) -> tuple[str, ...]:
        """Return the forms of the handout: one name, or a list of them."""
        value = table.get("handout", list(usual))
        found = self._several({"handout": [value] if isinstance(value, str) else value}, "handout", usual)
        return tuple(dict.fromkeys(found)) or usual

    def _printing(self, table: dict[str, object], usual: tuple[str, ...]) -> tuple[str, ...]:
        found = self._several(table, "print", usual)
        several = [one for one in found if one in IMPOSITIONS]
        if len(several) > 1:
            hint = "keep one of them"
            self._refuse(f"`{several[0]}` and `{several[1]}` cannot be printed on one sheet", several[1], hint)
        return found

    def _names(self, key: str, value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self._refuse(f"`{key}` is not a list of strings", key, 'write it as `["…", "…"]`')
        return tuple(value)

    def _check(self, value: str, key: str) -> None:
        choices = _CHOICES.get(key)
        if choices and value not in choices:
            hint = f"write `{value.lower()}`" if value.lower() in choices else f"choose from {', '.join(choices)}"
            self._refuse(f"`{key}` cannot be `{value}`", value, hint, at=self._value_place(key, value))

    def _inner(self, table: dict[str, object], key: str) -> dict[str, object]:
        value = table.get(key, {})
        if not isinstance(value, dict):
            self._refuse(f"`{key}` is not a table", key, f"write `[tool.briefdeck.{key}]`")
        return value

    def _severity(self, key: str, value: object) -> tuple[str, Severity | None]:
        try:
            severity = severity_from(str(value))
        except ValueError:
            hint = "choose from error, warning, note, ignore"
            self._refuse(f"`{value}` is not a severity", str(value), hint)
        code = self._code(key) if severity is Severity.ERROR else self._soft(key)
        return code.number, severity

    def _soft(self, name: str) -> Code:
        """Return the code `name`, which must not be an error: what an error forbids cannot be built."""
        code = self._code(name)
        if code.severity is Severity.ERROR:
            hint = f"fix what it finds; `briefdeck explain {code.number}` says how"
            self._refuse(f"`{code.name}` is an error and cannot be downgraded", name, hint)
        return code

    def _code(self, name: str) -> Code:
        code = code_from(name)
        if code is None:
            names = [one for code in CODES.values() for one in (code.name, code.number)]
            self._refuse(f"there is no rule `{name}`", name, _nearest(name, names))
        return code

    def _refuse(self, message: str, near: str, *hints: str, at: tuple[int, int] | None = None) -> NoReturn:
        """Raise `bad-settings` at the place of `near`, or at line and column `at`."""
        line, column = at or self._place(near)
        raise BriefdeckError(BAD_SETTINGS, message, Span(_relative_path(self.file), line, column), *hints)

    def _value_place(self, key: str, value: str) -> tuple[int, int]:
        """Return where `value` is on the line of `key`; elsewhere below our heading if the key's line has it not."""
        lines = [line.partition("=") for line in self.lines]
        for number, (name, _, given) in enumerate(lines, 1):
            if name.strip(" \t\"'") == key and value in given:
                return number, len(name) + 2 + given.index(value)
        return self._place(value)

    def _place(self, near: str) -> tuple[int, int]:
        """Return where `near` first occurs below our heading; the beginning of the file if nowhere."""
        inside = False
        for number, line in enumerate(self.lines, 1):
            inside = inside or "briefdeck" in line
            if inside and near and near in line:
                return number, line.index(near) + 1
        return (0, 0)


def _nearest(word: str, words: tuple[str, ...] | list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, words, n=1)
    return f"did you mean `{near[0]}`?" if near else f"choose from {', '.join(words[:20])}"


def _relative_path(file: Path) -> str:
    here = Path.cwd()
    return file.relative_to(here).as_posix() if file.is_relative_to(here) else file.as_posix()
