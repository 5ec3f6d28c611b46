"""Themes: what ships is sound, and every fault of another is told in one run, at its line."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from builder.cli import CONTENT, main
from builder.model.findings import Finding, Report
from builder.model.theme import Theme
from builder.model.units import contrast_ratio, pt
from builder.theming import theme_from_toml
from tests.layout.square_font import ASSETS, assets

SHIPPED = sorted(path.stem for path in (ASSETS / "themes").glob("*.toml"))
HOUSE = (ASSETS / "themes" / "briefing.toml").read_text(encoding="utf-8")


def _read(text: str) -> tuple[Theme | None, list[Finding]]:
    report = Report()
    theme = theme_from_toml("themes/mine.toml", text.encode(), assets(), report)
    return theme, report.findings


def _changed(old: str, new: str) -> tuple[Theme | None, list[Finding]]:
    assert old in HOUSE, f"the house style no longer has `{old}`"
    return _read(HOUSE.replace(old, new, 1))


def _line_of(text: str) -> int:
    return HOUSE[: HOUSE.index(text)].count("\n") + 1


def _slot(layout: str, slot: str) -> str:
    """Return the house style's line of a slot."""
    table = HOUSE.split(f"[slides.{layout}.slots]")[1]
    return next(line for line in table.splitlines() if line.startswith(f"{slot} ="))


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_theme_has_no_fault(name: str) -> None:
    report = Report()
    theme = theme_from_toml(f"themes/{name}.toml", assets()[f"themes/{name}.toml"], assets(), report)
    assert report.findings == []
    assert theme is not None
    assert theme.name == name


def test_two_themes_ship_and_look_different() -> None:
    one, other = (_read((ASSETS / "themes" / f"{name}.toml").read_text(encoding="utf-8"))[0] for name in SHIPPED[:2])
    assert one is not None
    assert other is not None
    assert dict(one.palette)["title"] != dict(other.palette)["title"]
    assert one.layout("actor").ornaments != other.layout("actor").ornaments
    assert one.style("entry-text") != other.style("entry-text")


def test_clear_print_is_large_left_aligned_and_upright() -> None:
    report = Report()
    theme = theme_from_toml("themes/clear-print.toml", assets()["themes/clear-print.toml"], assets(), report)
    assert theme is not None
    assert theme.setting.align == "start"
    assert not theme.setting.hyphenate
    assert all(style.size >= pt(12) and not style.italic and not style.caps for style in theme.styles)
    assert all("Italic" not in file for font in theme.fonts for file in (font.italic, font.bold_italic))


@pytest.mark.parametrize("name", SHIPPED)
def test_the_colours_of_charts_take_turns_in_grey(name: str) -> None:
    theme, _ = _read((ASSETS / "themes" / f"{name}.toml").read_text(encoding="utf-8"))
    assert theme is not None
    greys = [theme.color(ink).grey for ink in theme.fills]
    assert all(contrast_ratio(one, other) >= 1.5 for one, other in pairwise(greys))


FAULTS = {
    "unknown key": ('label = "Briefing"', 'label = "Briefing"\npallete = 1', "bad-theme", "`pallete`", "`palette`"),
    "unknown style key": ("slide-body = {", "slide-body = { sise = 2,", "bad-theme", "`sise`", "`size`"),
    "unknown style": ("slide-body = {", "slide-bodi = {", "bad-theme", "`slide-bodi`", "`slide-body`"),
    "unknown layout": ("[slides.figure]", "[slides.figur]", "bad-theme", "`figur`", "`figure`"),
    "unknown slot": ("picture = { kind", "pictur = { kind", "bad-theme", "`pictur`", "`picture`"),
    "unknown ink": ('size = 28, ink = "title"', 'size = 28, ink = "tittle"', "bad-theme", "`tittle`", "`title`"),
    "unknown font": ('slide-body = { font = "sans"', 'slide-body = { font = "sens"', "bad-theme", "`sens`", "`sans`"),
    "missing key": ('label = "Briefing"', "", "bad-theme", "`label`", "text in quotes"),
    "wrong type": (
        'slide-body = { font = "sans", size = 20',
        'slide-body = { font = "sans", size = "20"',
        "bad-theme",
        "a number",
        "a number",
    ),
    "no colour": ('ink = "#101B2D"', 'ink = "#101B2"', "bad-theme", "`#101B2`", "six hexadecimal digits"),
    "low contrast": ('muted = "#55606E"', 'muted = "#A0A8B0"', "low-contrast", "`muted` on", "darker"),
    "alike in greyscale": (
        '"title", "support+30", "muted"',
        '"title", "ink", "muted"',
        "low-contrast",
        "in greyscale",
        "take turns",
    ),
    "faint line": ('strokes = ["title"', 'strokes = ["pale"', "low-contrast", "a line in `pale`", "dark colours"),
    "missing font": ('"Gelasio-Bold"', '"Gelasio-Bald"', "missing-font", "`Gelasio-Bald`", "`Gelasio-Bold`"),
    "outside": (
        "frame = [54, 474, 852, 18]",
        "frame = [54, 530, 852, 18]",
        "impossible-box",
        "beyond the slide",
        "frame",
    ),
    "no width": ("frame = [54, 474, 852, 18]", "frame = [54, 474, 0, 18]", "impossible-box", "no width", "frame"),
    "negative": ("frame = [54, 474, 852, 18]", "frame = [54, 474, -852, 18]", "impossible-box", "no width", "frame"),
    "too low": ("frame = [54, 474, 852, 18]", "frame = [54, 474, 852, 8]", "impossible-box", "8 pt high", "frame"),
    "overlap": ("frame = [54, 474, 852, 18]", "frame = [54, 90, 852, 18]", "impossible-box", "overlap", "move"),
    "panel beyond": ("frame = [705, 0, 255, 540]", "frame = [705, 0, 256, 540]", "impossible-box", "panel", "frame"),
    "ladder up": (
        "ladder = [72, 66, 60, 54, 48, 42, 36]",
        "ladder = [36, 42]",
        "impossible-box",
        "do not decrease",
        "ladder",
    ),
    "small floor": ("ladder = [24, 20, 17, 15]", "ladder = [24, 20, 17, 9]", "small-type", "9 pt", "12 pt"),
    "small style": (
        'slide-footer = { font = "sans", size = 12',
        'slide-footer = { font = "sans", size = 7',
        "small-type",
        "7 pt",
        "12 pt",
    ),
    "same index": (
        '318], style = "row-text", index = 17',
        '318], style = "row-text", index = 18',
        "bad-theme",
        "share index 18",
        "own index",
    ),
    "off the paper": (
        "text = [227.276, 62, 320, 722]",
        "text = [221, 62, 420, 716]",
        "impossible-box",
        "beyond the paper",
        "change",
    ),
    "columns on each other": (
        "margin = [48, 62, 151",
        "margin = [48, 62, 251",
        "impossible-box",
        "overlap",
        "move",
    ),
    "unknown fill": (
        '"support+30", "muted", "pale"',
        '"suport+30", "pale"',
        "bad-theme",
        "the colour `suport+30`",
        "`support`",
    ),
    "one fill": ('["title", "accent", "support", "muted"]', '["title"]', "bad-theme", "`charts.strokes`", "two"),
    "three faces": (', "Carlito-BoldItalic"]', "]", "bad-theme", "has 3 faces", "regular, bold, italic, bold italic"),
    "no text family": ("[fonts.serif]", "[fonts.serifs]", "bad-theme", "lacks `serif`", "add `[fonts.serif]`"),
    "half a pair": (
        '["paper", "accent"],',
        '["paper"],',
        "bad-theme",
        "does not name two colours",
        "ink and its ground",
    ),
    "pairs of texts": (
        '["paper", "accent"],',
        '"paper",',
        "bad-theme",
        "does not name two colours",
        "ink and its ground",
    ),
    "below the least": ("size = 28, ink", "size = 0.5, ink", "bad-theme", "is 0.5", "at least 1"),
    "half an index": ("index = 17, ladder", "index = 17.5, ladder", "bad-theme", "is 17.5", "whole number"),
    "no truth value": ("caps = true", 'caps = "yes"', "bad-theme", "kicker.caps`", "`true` or `false`"),
    "no list of texts": (
        '["title", "accent", "support", "muted"]',
        '["title", 3]',
        "bad-theme",
        "strokes",
        "list of texts",
    ),
    "no list of numbers": ("[612, 792]", '[612, "792"]', "bad-theme", "size", "a list of numbers"),
    "no list of tables": ("narrow = [{", "narrow = [1, {", "bad-theme", "narrow", "a list of tables"),
    "three numbers of a frame": (
        "[48, 748, 516, 14]",
        "[48, 748, 516]",
        "bad-theme",
        "has 3 numbers",
        "x, y, width and height",
    ),
    "one number of a sheet": ("[612, 792]", "[612]", "bad-theme", "has 1 numbers", "width and height"),
    "three columns": ("columns = 1", "columns = 3", "bad-theme", "is 3", "1 or 2"),
}


@pytest.mark.parametrize(("old", "new", "code", "message", "hint"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_refused_with_its_line_and_what_to_do(
    old: str, new: str, code: str, message: str, hint: str
) -> None:
    theme, found = _changed(old, new)
    assert theme is None
    mine = [one for one in found if one.code.name == code and message in one.message]
    assert mine, [one.message for one in found]
    assert any(hint in text for text in mine[0].hints)
    assert mine[0].span.source == "themes/mine.toml"
    assert mine[0].span.line >= 1


@pytest.mark.parametrize(
    ("old", "new"),
    [("slide-body = {", "slide-body = { sise = 2,"), ("frame = [54, 474, 852, 18]", "frame = [54, 530, 852, 18]")],
)
def test_the_place_is_the_line_of_the_key(old: str, new: str) -> None:
    _, found = _changed(old, new)
    assert [one.span.line for one in found] == [_line_of(old)]


def test_every_fault_is_told_in_one_run() -> None:
    text = HOUSE
    for name in ("unknown style key", "low contrast", "missing font", "outside", "small floor", "off the paper"):
        text = text.replace(*FAULTS[name][:2], 1)
    _, found = _read(text)
    assert {one.code.name for one in found} == {
        "bad-theme", "low-contrast", "missing-font", "impossible-box", "small-type",
    }  # fmt: skip
    lines = [one.span.line for one in found]
    assert len(set(lines)) >= 5


def test_a_missing_table_is_one_finding_and_not_one_a_key() -> None:
    start = HOUSE.index("[handout]")
    _, found = _read(HOUSE[:start] + HOUSE[HOUSE.index("[sheets.a4]") :])
    assert [one.message for one in found] == ["the theme lacks `handout`"]


def test_what_is_no_toml_is_told_at_its_place() -> None:
    theme, (found,) = _changed('label = "Briefing"', "label = Briefing")
    assert theme is None
    assert found.code.name == "bad-theme"
    assert found.span.line == _line_of('label = "Briefing"')


def test_a_text_is_checked_on_the_ground_that_it_stands_on() -> None:
    """The panel is a shade darker: what stands on it is told, what stands on white is not."""
    _, found = _changed('panel = "#F2F1EC"', 'panel = "#9A9A90"')
    assert found
    assert all("on `panel`" in one.message for one in found)


def test_the_readme_names_every_key() -> None:
    readme = (ASSETS / "themes" / "README.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`([\w-]+)`", readme))
    keys = set(re.findall(r"(?<![\w.-])([a-z][\w-]*) =", HOUSE))
    assert keys - told == set()


def test_slots_that_a_layout_needs_are_missed() -> None:
    _, found = _read(HOUSE.replace(f"{_slot('summary', 'table')}\n", "", 1))
    assert [one.message for one in found] == ["the layout `summary` lacks the slot `table`"]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (b'extends = "briefing"\nlabel = "a"\nlabel = "b"\n', (3, 12), "keep one of the two"),
        (b'extends = "briefing"\n[brand]\nalt = "a"\n\n[brand]\nalt = "b"\n', (5, 7), "join the two"),
        (b'extends = "briefing"\nlabel = "M\xfcller"\n', (2, 1), "save it as UTF-8"),
        (b'extends = "briefing"\n\n[template]\nfile = "x.pptx"\n', (3, 2), "add `sha256`: text in quotes"),
        (
            b'extends = "briefing"\n[brand]\naddress = "a"\n',
            (3, 1),
            'write a list of texts, as in `address = ["…", "…"]`',
        ),
    ],
)
def test_what_is_wrong_with_a_theme_file_is_said_at_its_place(text: bytes, place: tuple[int, int], words: str) -> None:
    report = Report()
    assert theme_from_toml("themes/mine.toml", text, assets(), report) is None
    found = [one for one in report.findings if words in one.hints]
    assert [(one.span.source, one.span.line, one.span.column) for one in found][:1] == [("themes/mine.toml", *place)]


def test_a_colour_that_many_words_stand_on_is_one_finding_where_it_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "acme.toml"
    file.write_text('label = "Acme"\nextends = "briefing"\n\n[palette]\ntitle = "#EEEEEE"\n', encoding="utf-8")
    assert main(["theme", "check", str(file)]) == CONTENT
    told = capsys.readouterr()
    errors = [one for one in (told.out + told.err).splitlines() if "error[" in one]
    assert len(errors) <= 4
    assert all("acme.toml:5:1:" in one for one in errors)
    assert "`paper` on `title`" in errors[0]
