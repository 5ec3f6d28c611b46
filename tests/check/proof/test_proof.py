"""The proof from the finished files: their words are those of the source, and one word otherwise is seen."""

import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from builder.check.deck.reader import open_deck
from builder.check.handout.reader import open_pdf
from builder.check.proof import Proof, prove_deck, prove_handout
from builder.check.proof.against_source import points_not_on_slides, sentences_not_in_handout, sentences_not_in_notes
from builder.check.proof.deck_words import words_of_deck
from builder.check.proof.handout_words import words_in
from builder.check.proof.words import HandoutWords, SlideWords
from builder.cli import main
from builder.edge.workspace import pictures_in
from builder.media import Pictures
from builder.model.findings import Report
from builder.model.request import HANDOUTS, Options, Source
from builder.pipeline import LaidOutBriefing, build
from tests.invariants import understood_last
from tests.session import SESSION

ROOT = Path(__file__).parents[3]
SPOTLIGHT = ROOT / "decks/2025-62-beijing-parade.md"
EXHIBITS = ROOT / "tests/cases/proof/exhibits.md"
CASES = [SPOTLIGHT, *sorted((ROOT / "tests/cases/proof").glob("*.md"))]
MORE = sorted((ROOT / "tests/cases/points").glob("[0-9]*.md"))
"""Real answers in four languages, without mutations."""

FAST, SLOW = 211, 17
"""Every how manieth word is changed, removed and doubled in the test that always runs, and in the slow one."""

_T = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"


@lru_cache(maxsize=8)
def _built(path: Path) -> tuple[LaidOutBriefing, bytes, bytes]:
    """Return what is understood of a source, its deck and its handout."""
    data = path.read_bytes()
    if path in MORE:  # what a reader marked there is not made for slides
        data = data.replace(b"==", b"")
    source, pictures = Source(path.name, data), pictures_in(path.parent)
    bundle = build(source, pictures, Options(), Report(), SESSION)
    assert bundle is not None
    found = understood_last()
    files = {one.kind: one.data for one in bundle.artifacts}
    return found, files["pptx"], files["pdf"]


def _slides(data: bytes) -> tuple[SlideWords, ...]:
    return words_of_deck(open_deck(data))


def _paper(data: bytes) -> HandoutWords:
    with open_pdf(data) as opened:
        return words_in(opened)


def _deck_proof(path: Path, data: bytes) -> Proof:
    found = _built(path)[0]
    return prove_deck(found.brief, found.products.deck, data)


def _handout_proof(path: Path, data: bytes) -> Proof:
    found = _built(path)[0]
    return prove_handout(found.brief, found.products.handout, data)


@pytest.mark.parametrize("path", [*CASES, *MORE], ids=lambda path: path.stem)
def test_finished_files_say_what_the_source_says(path: Path) -> None:
    found, deck, handout = _built(path)
    assert _deck_proof(path, deck).differences == ()
    assert _handout_proof(path, handout).differences == ()
    assert sentences_not_in_notes(found.brief, _slides(deck)) == ()
    assert points_not_on_slides(found.brief, _slides(deck)) == ()
    assert sentences_not_in_handout(found.brief, _paper(handout)) == ()


@pytest.mark.parametrize("kind", [kind for kind in HANDOUTS if kind != "full"])
def test_every_kind_of_handout_is_proved(kind: str) -> None:
    source, options = Source("s.md", SPOTLIGHT.read_bytes()), Options(formats=("pdf",), handouts=(kind,))
    bundle = build(source, Pictures({}), options, Report(), SESSION)
    assert bundle is not None
    found = understood_last()
    data = next(one.data for one in bundle.artifacts if one.kind == "pdf")
    assert prove_handout(found.brief, found.products.printed, data, whole=False).differences == ()
    assert _paper(data).blocks


def _mutations(words: list[str]) -> Iterator[list[str]]:
    """Yield `words` with the first changed, removed, and one added; the list is one run of text."""
    yield ["zebra", *words[1:]]
    yield words[1:]
    yield [words[0], "zebra", *words[1:]]


def _decks_otherwise(data: bytes, every: int) -> Iterator[tuple[str, bytes]]:
    """Yield the deck with one word of its slides or notes otherwise, word after word in steps of `every`."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    wanted = sorted(name for name in parts if re.match(r"ppt/(slides|notesSlides)/\w+\.xml$", name))
    count = 0
    for name in wanted:
        for at, node in enumerate(etree.fromstring(parts[name]).iter(_T)):
            if node.getparent().tag.endswith("}fld"):
                continue
            words = (node.text or "").split(" ")
            for index in (index for index, word in enumerate(words) if re.search(r"\w", word)):
                count += 1
                if count % every:
                    continue
                for other in _mutations(words[index:]):
                    tree = etree.fromstring(parts[name])
                    list(tree.iter(_T))[at].text = " ".join([*words[:index], *other])
                    yield f"{name}: {words[index]}", _zipped({**parts, name: etree.tostring(tree)})


def _zipped(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def _handouts_otherwise(data: bytes, every: int) -> Iterator[tuple[str, bytes]]:
    """Yield the PDF with one word otherwise, as glyph codes: its first glyph another, all taken out, or set twice."""
    count = 0
    with pikepdf.open(BytesIO(data)) as document:
        pages = len(document.pages)
    for number in range(pages):
        with pikepdf.open(BytesIO(data)) as document:
            page = document.pages[number]
            instructions = list(pikepdf.parse_content_stream(page))
            for at, instruction in enumerate(instructions):
                if str(instruction.operator) not in {"Tj", "TJ"}:
                    continue
                for start, end in _glyph_words(_codes(instruction.operands[0]), _spaces(page)):
                    count += 1
                    if count % every:
                        continue
                    codes = _codes(instruction.operands[0])
                    for other in _glyph_mutations(codes, start, end):
                        show = ([pikepdf.String(other)], pikepdf.Operator("Tj"))
                        torn = [*instructions[:at], show, *instructions[at + 1 :]]
                        page.Contents = document.make_stream(pikepdf.unparse_content_stream(torn))
                        out = BytesIO()
                        document.save(out)
                        yield f"page {number + 1}, operator {at}, glyphs {start}-{end}", out.getvalue()


def _codes(shown: pikepdf.Object) -> bytes:
    pieces = [shown] if isinstance(shown, pikepdf.String) else shown
    return b"".join(bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String))


def _spaces(page: pikepdf.Page) -> set[bytes]:
    """Return the glyph codes that mean a space in the fonts of `page`."""
    found = set()
    for font in page.obj.Resources.Font.values():
        for code in re.findall(rb"<([0-9A-Fa-f]{4})>\s*<0020>", font.ToUnicode.read_bytes()):
            found.add(bytes.fromhex(code.decode()))
    return found


def _glyph_words(codes: bytes, spaces: set[bytes]) -> list[tuple[int, int]]:
    """Return where the words of a row of two-byte codes begin and end, spaces between them."""
    found, start = [], None
    for at in range(0, len(codes), 2):
        if codes[at : at + 2] in spaces:
            if start is not None:
                found.append((start, at))
            start = None
        elif start is None:
            start = at
    return [*found, (start, len(codes))] if start is not None else found


def _glyph_mutations(codes: bytes, start: int, end: int) -> Iterator[bytes]:
    word = codes[start:end]
    other = next((codes[at : at + 2] for at in range(0, len(codes), 2) if codes[at : at + 2] != word[:2]), None)
    if other is not None:
        yield codes[:start] + other + word[2:] + codes[end:]
    yield codes[:start] + codes[end:]
    yield codes[:start] + word + word + codes[end:]


def _unseen_in_decks(path: Path, every: int) -> tuple[int, list[str]]:
    seen, unseen = 0, []
    for place, data in _decks_otherwise(_built(path)[1], every):
        seen += 1
        if not _deck_proof(path, data).differences:
            unseen.append(place)
    return seen, unseen


def _unseen_in_handouts(path: Path, every: int) -> tuple[int, list[str]]:
    seen, unseen = 0, []
    for place, data in _handouts_otherwise(_built(path)[2], every):
        seen += 1
        if not _handout_proof(path, data).differences:
            unseen.append(place)
    return seen, unseen


def test_one_word_otherwise_in_a_deck_is_seen() -> None:
    count, unseen = _unseen_in_decks(SPOTLIGHT, FAST)
    assert count > 20
    assert unseen == []


def test_one_word_otherwise_in_a_handout_is_seen() -> None:
    count, unseen = _unseen_in_handouts(SPOTLIGHT, FAST)
    assert count > 10
    assert unseen == []


@pytest.mark.slow
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_many_words_otherwise_in_decks_are_all_seen(path: Path) -> None:
    count, unseen = _unseen_in_decks(path, SLOW)
    assert count
    assert unseen == []


@pytest.mark.slow
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_many_words_otherwise_in_handouts_are_all_seen(path: Path) -> None:
    count, unseen = _unseen_in_handouts(path, SLOW)
    assert count
    assert unseen == []


def test_a_slide_too_few_is_seen() -> None:
    found, deck, _ = _built(CASES[1])
    slides = _slides(deck)
    assert sentences_not_in_notes(found.brief, slides[:-1]) != ()


def test_another_briefings_deck_is_not_ours() -> None:
    assert _deck_proof(CASES[1], _built(CASES[2])[1]).differences


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7\nnothing"])
def test_what_is_no_product_is_told(data: bytes) -> None:
    with pytest.raises(ValueError, match="read"):
        _deck_proof(SPOTLIGHT, data)
    with pytest.raises(ValueError, match="read"):
        _handout_proof(SPOTLIGHT, data)


def test_the_command_proves_both_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, deck, handout = _built(SPOTLIGHT)
    (tmp_path / "a.pptx").write_bytes(deck)
    (tmp_path / "a.pdf").write_bytes(handout)
    files = ["--against", str(tmp_path / "a.pptx"), "--against", str(tmp_path / "a.pdf")]
    assert main(["ledger", str(SPOTLIGHT), *files]) == 0
    assert capsys.readouterr().out.count("36 sentences whole") == 2


def test_the_head_of_a_table_is_repeated_with_its_raised_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = "".join(f"| {number} | CO~2~ |\n" for number in range(90))
    text = f"---\ntitle: T\n---\n\n## What was sold?\n\nIt sold.\n\n| Gas | 10^6^ litres of H~2~O |\n|---|---|\n{rows}"
    Path("a.md").write_text(text, encoding="utf-8")
    assert main(["build", "a.md", "-q"]) == 0
    assert main(["ledger", "a.md", "--against", "dist/a.pdf", "--against", "dist/a.pptx"]) == 0
    assert "error[" not in capsys.readouterr().err


def test_the_command_tells_which_word_is_otherwise(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile(BytesIO(_built(SPOTLIGHT)[1])) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["ppt/slides/slide4.xml"] = parts["ppt/slides/slide4.xml"].replace(b"not ready", b"ready")
    (tmp_path / "a.pptx").write_bytes(_zipped(parts))
    assert main(["ledger", str(SPOTLIGHT), "--against", str(tmp_path / "a.pptx")]) == 1
    printed = capsys.readouterr().out
    assert "BD223" in printed
    assert "slide 4: `is ready` instead of `is not ready`" in printed


@pytest.mark.parametrize("printing", ["booklet", "greyscale", "booklet,greyscale"])
def test_the_command_proves_a_handout_however_it_was_printed(tmp_path: Path, printing: str) -> None:
    build_it = ["build", str(EXHIBITS), "-o", str(tmp_path), "-q", "--format", "pdf,slides-pdf", "--print", printing]
    assert main(build_it) == 0
    files = [word for path in sorted(tmp_path.glob("*.pdf")) for word in ("--against", str(path))]
    assert len(files) == 4
    assert main(["ledger", str(EXHIBITS), *files]) == 0
    assert main(["ledger", str(EXHIBITS), *files, "--print", printing]) == 0
    assert main(["ledger", str(EXHIBITS), *files, "--print", "booklet" if printing != "booklet" else "greyscale"]) == 1


def test_the_command_finds_what_is_no_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile(BytesIO(_built(SPOTLIGHT)[1])) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["ppt/slides/slide4.xml"] = parts["ppt/slides/slide4.xml"].replace(b"<p:sld ", b'<p:sld show="0" ')
    (tmp_path / "a.pptx").write_bytes(_zipped(parts))
    assert main(["ledger", str(SPOTLIGHT), "--against", str(tmp_path / "a.pptx")]) == 1
    assert "BD225" in capsys.readouterr().out


def test_verify_compares_files_with_their_sources(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["-q", "--format", "pptx,pdf,slides-pdf", "--paper", "letter", "--handout", "notes"]
    assert main(["build", str(SPOTLIGHT), "-o", str(tmp_path), *options]) == 0
    files = [str(path) for path in sorted(tmp_path.iterdir()) if path.suffix in {".pptx", ".pdf"}]
    assert len(files) == 3
    assert main(["verify", *files, "--sources", str(SPOTLIGHT.parent)]) == 0
    deck = tmp_path / f"{SPOTLIGHT.stem}.pptx"
    with zipfile.ZipFile(deck) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["ppt/slides/slide4.xml"] = parts["ppt/slides/slide4.xml"].replace(b"not ready", b"ready")
    deck.write_bytes(_zipped(parts))
    assert main(["verify", str(deck), "--sources", str(SPOTLIGHT.parent)]) == 1
    assert "`is ready` instead of `is not ready`" in capsys.readouterr().out
    (tmp_path / "strange.pptx").write_bytes(deck.read_bytes())
    assert main(["verify", str(tmp_path / "strange.pptx"), "--sources", str(SPOTLIGHT.parent)]) == 1
    assert "no source called `strange`" in capsys.readouterr().out
