"""What a project wants of every build: `[tool.briefdeck]` of the nearest `pyproject.toml`."""

import re
import tomllib
from collections.abc import Callable, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from builder.codes import BAD_SETTINGS, CODES, FORMER_NAMES
from builder.media import assets_folder
from builder.model.findings import BriefdeckError, Code, Finding, Report, Severity, Span
from builder.model.marking_and_brand import Brand, Marking
from builder.model.request import FORMATS, HANDOUTS, IMPOSITIONS, OWN_SLIDES, PAPERS, PRINTINGS, TYPOGRAPHIES, Options
from builder.model.units import color_from_hex
from builder.read.brand import BRAND_KEYS
from builder.read.marking import marking_from_text

FILE = "pyproject.toml"

_CHOICES = {"formats": FORMATS, "paper": PAPERS, "handout": HANDOUTS, "print": PRINTINGS, "typography": TYPOGRAPHIES}
_OPTIONS = {
    "theme": "theme",
    "paper": "paper",
    "formats": "formats",
    "handout": "handouts",
    "pages": "pages",
    "print": "printing",
    "typography": "typography",
    "slides": "slides",
}
"""Settings that are fields of `Options`, and what they are called there."""

KEYS = (
    *_OPTIONS, "marking", "watermark", "marking-in-names", "brand", "exclude", "strict", "pictures-outside",
    "severities", "ignore",
)  # fmt: skip
"""What `[tool.briefdeck]` may hold."""

Read = TypeVar("Read")


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
    faults: list[Finding] = field(default_factory=list)

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
        made: dict[str, Any] = self._each(found, self._setting)
        if self.faults:
            raise BriefdeckError.of(self.faults)
        marking = replace(
            made.get("marking", Marking()),
            watermark=made.get("watermark", False),
            in_name=made.get("marking-in-names", False),
        )
        options = {field: made[key] for key, field in _OPTIONS.items() if key in made}
        return Settings(
            folder=self.file.parent,
            options=replace(Options(), **options, marking=marking, brand=made.get("brand", Brand())),
            strict=made.get("strict", False),
            pictures_outside=made.get("pictures-outside", False),
            exclude=made.get("exclude", ()),
            severities=made.get("severities", ()),
            ignore=made.get("ignore", ()),
        )

    def _each(self, table: Mapping[str, object], read: Callable[[str, object], Read]) -> dict[str, Read]:
        """Return what `read` makes of each key and value; what it refuses is kept, so that one run reports all."""
        made = {}
        for key, value in table.items():
            try:
                made[key] = read(key, value)
            except BriefdeckError as fault:
                self.faults += fault.findings
        return made

    def _setting(self, key: str, value: object) -> object:
        """Return the value of one setting."""
        readers: dict[str, Callable[[str, object], object]] = {
            "theme": self._theme,
            "formats": self._several,
            "handout": self._forms,
            "pages": self._pages,
            "print": self._printing,
            "slides": self._slides,
            "marking": self._marking,
            "brand": self._brand,
            "exclude": self._several,
            "severities": self._severities,
            "ignore": self._ignored,
            **dict.fromkeys(("paper", "typography"), self._choice),
            **dict.fromkeys(("watermark", "marking-in-names", "strict", "pictures-outside"), self._truth),
        }
        if key not in readers:
            self._refuse(f"there is no setting `{key}`", key, _nearest(key, KEYS))
        return readers[key](key, value)

    def _pages(self, key: str, value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 100:
            self._refuse(f"`{key}` is not a number of pages", key, "write a whole number, such as `pages = 2`")
        return value

    def _slides(self, key: str, value: object) -> tuple[tuple[str, bool], ...]:
        return tuple(self._each(self._table(key, value), self._slide).items())

    def _slide(self, key: str, value: object) -> bool:
        if key not in OWN_SLIDES:
            self._refuse(f"there is no slide `{key}` to choose", key, _nearest(key, OWN_SLIDES))
        return self._truth(key, value)

    def _brand(self, key: str, value: object) -> Brand:
        """Return the brand; its logos are in the project's folder of themes, which goes where the builds go."""
        table = self._table(key, value)
        made: dict[str, Any] = self._each(table, self._brand_value)
        places = tuple((key, self._key_span(key)) for key in table)
        return Brand(**{key.replace("-", "_"): one for key, one in made.items()}, places=places)

    def _brand_value(self, key: str, value: object) -> object:
        if key not in BRAND_KEYS:
            self._refuse(f"a brand has no key `{key}`", key, _nearest(key, BRAND_KEYS))
        if key == "address":
            return self._names(key, value)
        text = self._text(key, value)
        if key == "accent":
            try:
                return color_from_hex(text) if text else None
            except ValueError:
                self._refuse(f"`{text}` is not a colour", text, "write six hexadecimal digits, as in `#17304C`")
        return self._logo(text) if text and key.startswith("logo") else text

    def _logo(self, written: str) -> str:
        """Return the asset of a logo, which may be written with or without its folder."""
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

    def _marking(self, key: str, value: object) -> Marking:
        report = Report()
        found = marking_from_text(self._text(key, value), Span(_relative_path(self.file)), report)
        for one in report.findings:
            self._refuse(one.message, key, *one.hints)
        return found

    def _text(self, key: str, value: object) -> str:
        if not isinstance(value, str):
            self._refuse(f"`{key}` is not a string", key, f'write it as `{key} = "…"`')
        return value

    def _theme(self, key: str, value: object) -> str:
        """Return the theme, which must be there: a name among ours and the project's, or the path of a file."""
        name = self._text(key, value)
        places = (self.file.parent, Path.cwd())
        if name.endswith(".toml"):
            if not any((place / name).is_file() for place in places):
                self._refuse(f"there is no theme file `{name}`", name, "check its path, relative to this file")
        elif name != Options().theme:
            folders = (assets_folder() / "themes", *(place / "themes" for place in places))
            known = sorted({file.stem for folder in folders for file in folder.glob("*.toml")})
            if name not in known:
                self._refuse(f"there is no theme `{name}`", name, _nearest(name, known))
        return name

    def _truth(self, key: str, value: object) -> bool:
        if not isinstance(value, bool):
            self._refuse(f"`{key}` is neither true nor false", key, "write `true` or `false`")
        return value

    def _choice(self, key: str, value: object) -> str:
        text = self._text(key, value)
        self._check(text, key)
        return text

    def _several(self, key: str, value: object) -> tuple[str, ...]:
        found = self._names(key, value)
        for one in found:
            self._check(one, key)
        if key == "formats" and not found:
            self._refuse("`formats` is empty, so that nothing would be built", key, "name one, or remove the line")
        return found

    def _forms(self, key: str, value: object) -> tuple[str, ...]:
        """Return the forms of the handout: one name, or a list of them."""
        found = self._several(key, [value] if isinstance(value, str) else value)
        return tuple(dict.fromkeys(found)) or Options().handouts

    def _printing(self, key: str, value: object) -> tuple[str, ...]:
        found = self._several(key, value)
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

    def _table(self, key: str, value: object) -> dict[str, object]:
        if not isinstance(value, dict):
            self._refuse(f"`{key}` is not a table", key, f"write `[tool.briefdeck.{key}]`")
        return value

    def _ignored(self, key: str, value: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
        def numbers(pattern: str, names: object) -> tuple[str, ...]:
            return tuple(self._soft(one).number for one in self._names(pattern, names))

        return tuple(self._each(self._table(key, value), numbers).items())

    def _severities(self, key: str, value: object) -> tuple[tuple[str, Severity | None], ...]:
        return tuple(self._each(self._table(key, value), self._severity).values())

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
