"""The build record: what it says is true, it has the published form, and nothing of the machine is in it."""

import hashlib
import json
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import jsonschema
import pikepdf
import pytest

from builder.cli import DONE, main
from builder.media import assets_folder
from builder.model.digest import content_digest, sha256
from tests.samples import GOOD, write_good

SCHEMA = json.loads((assets_folder() / "schemas/build-record.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the products of a source that has notes among its findings."""
    monkeypatch.chdir(tmp_path)
    text = GOOD.replace(" {actor=norway}", "").replace("==The northern trade is open again.==", "It is open again.")
    write_good(Path("texts")).write_text(text, encoding="utf-8")
    assert main(["build", "texts", "-q", "--format", "pptx,pdf,slides-pdf"]) == DONE
    return Path("dist")


def _record(folder: Path) -> dict[str, Any]:
    record: dict[str, Any] = json.loads((folder / "ports.build.json").read_text(encoding="utf-8"))
    return record


def test_the_schema_is_one_and_the_record_keeps_it(built: Path) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(_record(built), SCHEMA)


def test_outputs_are_the_files_beside_it(built: Path) -> None:
    outputs = _record(built)["outputs"]
    assert {one["name"] for one in outputs} == {path.name for path in built.iterdir()} - {"ports.build.json"}
    for one in outputs:
        data = (built / one["name"]).read_bytes()
        assert one["sha256"] == hashlib.sha256(data).hexdigest()
        assert one["size"] == len(data)
        assert one["content"] == content_digest(data)


def test_inputs_are_the_source_and_every_asset_that_was_used(built: Path) -> None:
    inputs = {one["name"]: one for one in _record(built)["inputs"]}
    assert {"ports.md", "themes/briefing.toml", "flags/no.svg", "labels/en.toml"} <= set(inputs)
    assert any(name.startswith("fonts/Gelasio") for name in inputs)
    assert inputs["ports.md"]["sha256"] == hashlib.sha256(Path("texts/ports.md").read_bytes()).hexdigest()
    for name in set(inputs) - {"ports.md"}:
        assert inputs[name]["sha256"] == hashlib.sha256((assets_folder() / name).read_bytes()).hexdigest()


def test_findings_have_their_place_without_the_folder(built: Path) -> None:
    findings = _record(built)["findings"]
    assert {one["code"] for one in findings} == {"BD202", "BD203"}
    assert {one["file"] for one in findings} == {"ports.md"}
    assert all(one["line"] > 0 for one in findings)


def test_every_slide_has_a_certificate_and_none_is_over_full(built: Path) -> None:
    fits = _record(built)["fit"]["deck"]
    assert {one["page"] for one in fits} == {"title", "q1", "summary"}
    assert all(one["used"] <= one["available"] and one["size"] in one["ladder"] for one in fits)


def test_every_page_of_the_handout_has_certificates_and_none_is_over_full(built: Path) -> None:
    fits = _record(built)["fit"]["handout"]
    with pikepdf.open(built / "ports.pdf") as handout:
        assert {one["page"] for one in fits} == {f"page-{number}" for number in range(1, len(handout.pages) + 1)}
    assert {"masthead.title", "q1.question", "q1.1", "Page number"} <= {one["box"] for one in fits}
    assert all(0 < one["used"] <= one["available"] and one["ladder"] == [one["size"]] for one in fits)


def test_the_certificates_are_those_of_the_handout_that_is_printed(built: Path) -> None:
    assert main(["build", "texts", "-q", "-o", "cards", "--handout", "cards"]) == DONE
    boxes = {one["box"] for one in _record(Path("cards"))["fit"]["handout"]}
    assert "q1.headline" in boxes
    assert "masthead.title" not in boxes
    assert _record(Path("cards"))["fit"]["deck"] == _record(built)["fit"]["deck"]


def test_nothing_of_the_machine_is_in_it(built: Path, tmp_path: Path) -> None:
    text = (built / "ports.build.json").read_text(encoding="utf-8")
    assert str(tmp_path) not in text
    assert "texts" not in text
    assert str(assets_folder()) not in text


def test_a_second_build_in_the_same_process_writes_the_same_record(built: Path) -> None:
    assert main(["build", "texts", "-q", "-o", "again", "--format", "pptx,pdf,slides-pdf"]) == DONE
    assert (Path("again") / "ports.build.json").read_bytes() == (built / "ports.build.json").read_bytes()


def _repacked(deck: bytes, level: int) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(deck)) as old, zipfile.ZipFile(buffer, "w") as new:
        for item in old.infolist():
            new.writestr(item, old.read(item), zipfile.ZIP_DEFLATED, level)
    return buffer.getvalue()


def test_the_content_digest_survives_another_way_to_compress_a_deck(built: Path) -> None:
    deck = (built / "ports.pptx").read_bytes()
    again = _repacked(deck, 1)
    assert again != deck
    assert content_digest(again) == content_digest(deck)


def test_the_content_digest_tells_another_deck_apart(built: Path) -> None:
    deck = (built / "ports.pptx").read_bytes()
    buffer = BytesIO(deck)
    with zipfile.ZipFile(buffer, "a") as package:
        package.writestr("docProps/more.xml", "<more/>")
    assert content_digest(buffer.getvalue()) != content_digest(deck)


def _pdf(words: bytes, level: int) -> bytes:
    stream = zlib.compress(words, level)
    return (
        b"%%PDF-1.7\n1 0 obj\n<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream\nendobj\n"
        b"2 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 2 0 R /ID [<%s> <00>] >>\nstartxref\n%d\n%%%%EOF\n"
    ) % (len(stream), stream, hashlib.sha256(stream).hexdigest().encode(), len(stream))


def test_the_content_digest_survives_another_way_to_compress_a_pdf() -> None:
    words = b"BT (Two ports reopen) Tj ET endobj " * 40
    assert _pdf(words, 1) != _pdf(words, 9)
    assert content_digest(_pdf(words, 1)) == content_digest(_pdf(words, 9))
    assert content_digest(_pdf(words, 1)) != content_digest(_pdf(words.replace(b"Two", b"Six"), 1))


def test_the_content_digest_of_a_real_handout_sees_each_stream(built: Path) -> None:
    handout = (built / "ports.pdf").read_bytes()
    begin = handout.index(b"stream\n") + len(b"stream\n")
    length = int(handout[:begin].rpartition(b"/Length")[2].split()[0])
    packed = handout[begin : begin + length]
    other = zlib.compress(zlib.decompress(packed) + b" ", 9)
    changed = handout[:begin] + other + handout[begin + length :]
    assert content_digest(changed) != content_digest(handout)


@pytest.mark.parametrize(
    "torn", [b"PK\x03\x04", b"PK\x03\x04" + b"\xff" * 400, b"%PDF-1.7\n1 0 obj\n<</Length " + b"9" * 5000]
)
def test_a_torn_file_has_the_digest_of_its_bytes(torn: bytes) -> None:
    assert len(content_digest(torn)) == 64


def test_a_file_that_unpacks_to_a_giant_has_the_digest_of_its_bytes() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("ppt/media/z.bin", b"\0" * 300_000_000)
    assert content_digest(packed.getvalue()) == sha256(packed.getvalue())
