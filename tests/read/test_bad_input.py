"""Whatever file is given as a source, there is a finding that says what is wrong with it."""

import codecs

import pytest

from builder.model.brief import sentences_of
from builder.model.findings import Report
from builder.read import LARGEST, read

GOOD = "---\ntitle: Żółw\n---\n\n## Q?\n\nAn answer: ąęć.\n"


def _findings(name: str, data: bytes) -> list[str]:
    report = Report()
    draft = read(name, data, report)
    assert draft is None or not report.failed
    return [f"{found.span} {found.code.name}: {found.message}" for found in report.findings]


@pytest.mark.parametrize("data", [
    GOOD.encode(),
    codecs.BOM_UTF8 + GOOD.encode(),
    GOOD.replace("\n", "\r\n").encode(),
    GOOD.replace("\n", "\r").encode(),
], ids=["plain", "with a byte order mark", "with Windows line ends", "with old Mac line ends"])  # fmt: skip
def test_line_ends_and_a_byte_order_mark_change_nothing(data: bytes) -> None:
    plain, other = read("a.md", GOOD.encode(), Report()), read("a.md", data, Report())
    assert plain == other
    assert plain is not None


@pytest.mark.parametrize(("name", "data", "told"), [
    ("a.md", b"", "a.md empty-source: this source is empty"),
    ("a.yaml", b" \n\t\n", "a.yaml empty-source: this source is empty"),
    ("a.json", codecs.BOM_UTF8, "a.json empty-source: this source is empty"),
    ("a.md", GOOD.encode("iso8859-2"), "a.md:2:8 source-not-utf8: the byte 0xAF is not UTF-8"),
    ("a.md", b"---\ntitle: \xc3\xa9\xff\n---\n", "a.md:2:9 source-not-utf8: the byte 0xFF is not UTF-8"),
    ("a.md", GOOD.encode("utf-16"), "a.md:1:1 source-not-utf8: this source is written in UTF-16"),
    ("a.md", b"title\0", "a.md:1:6 binary-source: this is not a text file"),
    ("a.md", b"PK\x03\x04rest", "a.md binary-source: this is not a text file"),
    ("a.json", b"%PDF-1.7\n", "a.json binary-source: this is not a text file"),
    ("a.yaml", b"\x89PNG\r\n\x1a\n", "a.yaml binary-source: this is not a text file"),
    ("a.md", b"\x1f\x8b\x08rest", "a.md binary-source: this is not a text file"),
    ("a.docx", b"PK\x03\x04", "a.docx unknown-format: cannot build a source of the kind `.docx`"),
    ("notes", GOOD.encode(), "notes unknown-format: this source has no suffix"),
])  # fmt: skip
def test_what_is_no_source_is_told_by_what_it_is(name: str, data: bytes, told: str) -> None:
    assert _findings(name, data) == [told]


def test_a_file_of_50_megabytes_is_refused_unread() -> None:
    told = f"a.md large-source: this source has 50 MB, more than the {LARGEST // 1_000_000} MB that a briefing may have"
    assert _findings("a.md", b"a" * 50_000_000) == [told]


def test_the_suffix_may_be_in_capitals() -> None:
    assert _findings("A.MD", GOOD.encode()) == []


@pytest.mark.parametrize(("written", "told"), [
    ("0000-01-01", "the first year is 0001"),
    ("2025-00-01", "months go from 01 to 12"),
    ("2025-13-01", "months go from 01 to 12"),
    ("2025-04-00", "that month has the days 01 to 30"),
    ("2024-02-30", "that month has the days 01 to 29"),
])  # fmt: skip
def test_why_there_is_no_such_date_is_told_alike_by_every_python(written: str, told: str) -> None:
    data = GOOD.replace("title:", f"date: {written}\ntitle:").encode()
    assert _findings("a.md", data) == [f"a.md:2:7 impossible-date: there is no date {written}: {told}"]


@pytest.mark.parametrize(("data", "column", "told"), [
    ('{"a": 1,}', 8, "illegal trailing comma before end of object"),
    ('{"a": [1,\t]}', 9, "illegal trailing comma before end of array"),
    ('{"a": [1,,]}', 10, "expecting value"),
    ('{"a": [,]}', 8, "expecting value"),
    ('{"a": ,}', 7, "expecting value"),
    ("{,}", 2, "expecting property name enclosed in double quotes"),
    ('{"a": 1,', 9, "expecting property name enclosed in double quotes"),
    ("[1,", 4, "expecting value"),
    ("[1,}", 4, "expecting value"),
    ('{"a": 1,]', 9, "expecting property name enclosed in double quotes"),
])  # fmt: skip
def test_a_comma_too_many_is_told_alike_by_every_python(data: str, column: int, told: str) -> None:
    assert _findings("a.json", data.encode()) == [f"a.json:1:{column} broken-data: this is not JSON: {told}"]


def test_all_findings_come_in_one_run_in_the_order_of_their_places() -> None:
    report = Report()
    data = b"---\ntitel: x\ndate: 2025-13-01\n---\n\n==Lead.\n\n## Q? {.sumary}\n\nA [^1] note.\n\n## R?\n"
    assert read("a.md", data, report) is None
    lines = [found.span.line for found in report.findings]
    assert [found.code.name for found in report.findings] == [
        "unknown-key", "missing-field", "impossible-date", "unclosed-highlight", "unknown-attribute",
        "bad-footnote", "no-answer",
    ]  # fmt: skip
    assert lines == sorted(lines)
    assert all(found.hints for found in report.findings)


_MONOTONOUS = [
    b"[" * 100_000, b'{"a":' * 50_000, b"- " * 20_000, b"a: " + b"[" * 5_000, b"> " * 20_000 + b"x", b"*" * 50_000,
    b"[" * 20_000 + b"x", b"`" * 50_000, b"|" * 5_000 + b"\n" + b"|-" * 5_000, b"==" * 20_000, b"<" * 50_000,
    b"&" * 50_000, b"[" * 10_000 + b"]" * 10_000, b"[x" * 5_000 + b"]{.em}" * 5_000, b"[a](" * 5_000, b"![" * 5_000,
    b"{" * 20_000, b"# " * 20_000, b"1" * 5_000, b'"' * 20_000, b"![x](" + b" " * 20_000 + b"x)",
    b'title: T\npublisher: {name: A, url: "https://' + b"a" * 200_000 + b' b"}\n',
]  # fmt: skip


@pytest.mark.parametrize("data", _MONOTONOUS, ids=lambda data: data[:8].decode())
@pytest.mark.parametrize("name", ["a.md", "a.yaml", "a.json"])
def test_a_text_of_one_sign_is_refused_without_a_crash(name: str, data: bytes) -> None:
    assert _findings(name, data)


def test_a_small_file_of_nested_aliases_does_not_grow() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{at}: &a{at} [*a{at - 1}, *a{at - 1}]" for at in range(1, 60)]
    (told,) = _findings("a.yaml", "\n".join(lines).encode())
    assert "anchors and aliases" in told


def test_yaml_never_makes_an_object() -> None:
    (told,) = _findings("a.yaml", b"title: !!python/object/apply:os.getcwd []\n")
    assert told == "a.yaml:1:8 broken-data: the tag `python/object/apply:os.getcwd` is not supported"


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u202f", " \u00a0", "\u3000"])
def test_a_typographic_space_between_a_capital_and_its_full_stop_is_no_crash(space: str) -> None:
    draft = read("a.md", GOOD.replace("An answer", f"It is plan B{space}. It fails").encode(), Report())
    assert draft is not None
    assert [one.text for one in sentences_of(draft.passages[0].answer)] == [f"It is plan B{space}.", "It fails: ąęć."]


_DEEP = "lists or mappings are nested too deeply"
_IN_FRONT = "---\ntitle: X\n{}\n---\n\n## Q?\n\nA.\n"


@pytest.mark.parametrize(("name", "text", "told"), [
    ("a.json", "[" * 200 + "]" * 200, f"a.json:1:1 broken-data: {_DEEP}"),
    ("a.json", "[" * 200_000 + "]" * 200_000, f"a.json:1:1 broken-data: {_DEEP}"),
    ("a.json", '{"title": ' + "9" * 5000 + "}", "a.json:1:1 broken-data: a number is too long"),
    ("a.yaml", "a: " + "[" * 200 + "]" * 200, f"a.yaml:1:64 broken-data: {_DEEP}"),
    ("a.yaml", "a: " + "[" * 20_000, f" broken-data: {_DEEP}"),
    ("a.yaml", 'title: "\\UFFFFFFFF"', "a.yaml:1:9 broken-data: there is no character `\\UFFFFFFFF`"),
    ("a.yaml", 'title: "\\U00110000"', "a.yaml:1:9 broken-data: there is no character `\\U00110000`"),
    ("a.yaml", "title: a\x0bb", "a.yaml:1:9 broken-data: the character U+000B is not allowed in YAML"),
    ("a.yaml", f"%YAML {'9' * 5000}.1\n---\ntitle: x", "a.yaml:1:1 broken-data: this is not YAML"),
    ("a.yaml", "title: !!python/name:os.system x",
     "a.yaml:1:8 broken-data: the tag `python/name:os.system` is not supported"),
    ("a.yaml", "? [a, b]\n: c", "a.yaml:1:3 broken-data: a key must be a word"),
    ("a.md", "title: X\nlang: en\n---\n\n## Q?\n\nA.",
     "a.md:1:1 bad-front-matter: the front matter has no `---` above it"),
    ("a.md", "+++\ntitle = 'X'\n+++\n\n## Q?\n\nA.",
     "a.md:1:1 bad-front-matter: front matter in TOML is not supported"),
    ("a.md", _IN_FRONT.format("slides: [timeline]"),
     "a.md:3:9 wrong-type: `slides` must be a mapping, and this is a list"),
    ("a.md", _IN_FRONT.format("slides: {timeline: perhaps}"),
     "a.md:3:20 wrong-type: `timeline` must be `true` or `false`, and this is a text"),
    ("a.md", _IN_FRONT.format("contact: yes"),
     "a.md:3:10 wrong-type: `contact` must be a text or a list, and this is `yes`"),
    ("a.md", _IN_FRONT.format("actors: {n: {name: N, picture: a.png}}"),
     "a.md:3:32 no-alt-text: this portrait has no alt text"),
    ("a.md", _IN_FRONT.format("actors: {n: {name: N, picture-alt: A woman}}"),
     "a.md:3:36 missing-field: `picture-alt` describes no picture"),
    ("a.md", _IN_FRONT.replace("A.", "A ==&nbsp;== b.").format("lang: en"),
     "a.md:8:3 unclosed-highlight: there is nothing between the two `==` of this highlight"),
    ("a.md", _IN_FRONT.replace("A.", "A.[^1]\n\n[^1]:").format("lang: en"),
     "a.md:10:1 bad-footnote: the footnote `[^1]` has no text"),
], ids=lambda given: given[:24] if isinstance(given, str) else None)  # fmt: skip
def test_what_is_wrong_in_a_source_is_told_at_its_place(name: str, text: str, told: str) -> None:
    assert [one for one in _findings(name, f"{text}\n".encode()) if one.endswith(told)]
