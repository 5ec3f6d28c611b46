"""What earlier builds left: told by `verify`, removed by `build --clean`, never where somebody changed it."""

from pathlib import Path

import pytest

from builder.cli import CONTENT, DONE, USAGE, main
from tests.samples import BAD, write_good


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _names() -> set[str]:
    return {path.relative_to("dist").as_posix() for path in Path("dist").rglob("*") if path.is_file()}


def test_products_of_sources_that_are_gone_are_removed(capsys: pytest.CaptureFixture[str]) -> None:
    write_good(Path("decks"), "a.md")
    old = write_good(Path("decks/north"), "b.md")
    assert main(["build", "decks", "-q"]) == DONE
    old.rename("decks/c.md")
    assert main(["build", "decks", "-q"]) == DONE
    assert "north/b.pptx" in _names()
    assert main(["build", "decks", "--clean"]) == DONE
    assert "dist/north/b.pptx  removed\n" in capsys.readouterr().out
    assert _names() == {f"{stem}{end}" for stem in "ac" for end in (".pptx", ".pdf", ".build.json")}
    assert not Path("dist/north").exists()
    assert main(["verify", "dist", "--sources", "decks"]) == DONE


def test_products_in_other_formats_are_removed() -> None:
    write_good(Path("decks"), "a.md")
    assert main(["build", "decks", "-q", "--format", "pptx", "--format", "pdf,slides-pdf"]) == DONE
    assert _names() == {"a.pptx", "a.pdf", "a-slides.pdf", "a.build.json"}
    assert main(["build", "decks", "-q", "--format", "pptx,pdf", "--clean"]) == DONE
    assert _names() == {"a.pptx", "a.pdf", "a.build.json"}
    assert main(["build", "decks", "-q", "--format", "pptx"]) == DONE
    assert "a.pdf" in _names(), "without --clean it stays"
    assert main(["verify", "dist"]) == DONE
    assert main(["build", "decks", "-q", "--format", "pptx", "--clean"]) == DONE
    assert _names() == {"a.pptx", "a.build.json"}


def test_what_somebody_changed_stays(capsys: pytest.CaptureFixture[str]) -> None:
    write_good(Path("decks"), "a.md")
    old = write_good(Path("decks"), "b.md")
    assert main(["build", "decks", "-q"]) == DONE
    old.unlink()
    Path("dist/b.pptx").write_bytes(b"edited")
    assert main(["build", "decks", "--clean"]) == DONE
    assert "dist/b.pptx: warning[BD514] not removed" in capsys.readouterr().err
    assert Path("dist/b.pptx").read_bytes() == b"edited"
    assert "b.build.json" in _names()


def test_a_source_that_fails_keeps_its_products() -> None:
    source = write_good(Path("decks"), "a.md")
    assert main(["build", "decks", "-q"]) == DONE
    source.write_text(BAD, encoding="utf-8")
    assert main(["build", "decks", "-q", "--clean", "--format", "pptx"]) == CONTENT
    assert _names() == {"a.pptx", "a.pdf", "a.build.json"}


def test_clean_goes_with_folders() -> None:
    assert main(["build", write_good(Path()).name, "--clean"]) == USAGE


def test_a_source_that_was_never_built_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    write_good(Path("decks"), "a.md")
    assert main(["build", "decks", "-q"]) == DONE
    write_good(Path("decks"), "b.md")
    write_good(Path("decks/drafts"), "c.md")
    Path("pyproject.toml").write_text('[tool.briefdeck]\nexclude = ["decks/drafts/*"]\n', encoding="utf-8")
    for more in ([], ["--rebuild"]):
        assert main(["verify", "dist", "--sources", "decks", *more]) == CONTENT
        assert (
            capsys.readouterr().out.splitlines()[0] == "decks/b.md: error[BD506] this source has no products in `dist`"
        )


def test_a_folder_without_records_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    Path("dist").mkdir()
    assert main(["verify", "dist"]) == CONTENT
    assert "dist: error[BD507]" in capsys.readouterr().out


def test_a_product_without_a_record_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    write_good(Path("decks"), "a.md")
    write_good(Path("decks"), "b.md")
    assert main(["build", "decks", "-q"]) == DONE
    Path("dist/b.build.json").unlink()
    assert main(["verify", "dist"]) == CONTENT
    told = capsys.readouterr().out
    assert "dist/b.pptx: error[BD508]" in told
    assert "dist/b.pdf: error[BD508]" in told


def test_a_source_with_another_suffix_is_not_taken_for_built(capsys: pytest.CaptureFixture[str]) -> None:
    source = write_good(Path(), "ports.md")
    assert main(["build", "ports.md", "-q"]) == DONE
    source.rename("ports.markdown")
    assert main(["build", "ports.markdown"]) == DONE
    assert "up to date" not in capsys.readouterr().out


def test_another_build_of_a_source_in_a_folder_below_stays() -> None:
    write_good(Path("decks"), "a.md")
    assert main(["build", "decks", "-q"]) == DONE
    assert main(["build", "decks", "-q", "--theme", "clear-print", "-o", "dist/large"]) == DONE
    assert main(["build", "decks", "-q", "--clean"]) == DONE
    assert {"a.pptx", "large/a.pptx", "large/a.pdf", "large/a.build.json"} <= _names()
