"""What is said of a picture that cannot be shown: the same in each run, and without the names of objects in memory."""

from pathlib import Path

import pytest

from builder.cli import CONTENT, main

SOURCE = "---\ntitle: A Pump\nlang: en\n---\n\n## What?\n\n==It shows a pump.==\n\n![A pump]({name})\n"


FILES = {
    "pump.svg": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    "pump.png": b"\x89PNG\r\n\x1a\n torn",
}


@pytest.mark.parametrize(("name", "said"), [("pump.svg", "is an SVG drawing"), ("pump.png", "`pump.png`")])
def test_a_picture_that_cannot_be_shown_is_named_with_its_kind(
    name: str,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(FILES[name])
    Path("a.md").write_text(SOURCE.format(name=name), encoding="utf-8")
    assert main(["check", "a.md"]) == CONTENT
    first = capsys.readouterr().out
    assert said in first
    assert "object at" not in first
    assert "PNG or JPEG" in first
    assert main(["check", "a.md"]) == CONTENT
    assert capsys.readouterr().out == first
