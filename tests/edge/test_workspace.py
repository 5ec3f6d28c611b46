"""The disk: what is found, what is refused, and that no fault of it costs a file."""

import errno
import fcntl
import os
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from builder.cli import CONTENT, DONE, main
from builder.edge.workspace import find_sources, pictures_in, write_files
from builder.model.findings import BriefdeckError
from tests.samples import GOOD, write_good


def _png() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (40, 30), (200, 30, 30)).save(buffer, "PNG")
    return buffer.getvalue()


def _with_picture(folder: Path, src: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "ports.md"
    path.write_text(
        GOOD.replace("## What does it mean?", f"![A red field]({src})\n\n## What does it mean?"), encoding="utf-8"
    )
    return path


def test_pictures_are_found_by_their_path_from_the_source(tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures/a.png").write_bytes(_png())
    pictures = pictures_in(tmp_path)
    assert pictures.as_saved("pictures/a.png") == _png()
    assert list(pictures) == ["pictures/a.png"]
    assert "pictures/b.png" not in pictures
    assert "" not in pictures
    with pytest.raises(BriefdeckError, match="outside"):
        pictures["flags/../../pyproject.toml"]


@pytest.mark.parametrize("src", ["../out.png", "linked.png", "sub/../../out.png"])
def test_a_picture_outside_the_folder_is_refused_unless_allowed(
    src: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("out.png").write_bytes(_png())
    Path("texts/sub").mkdir(parents=True)
    Path("texts/linked.png").symlink_to("../out.png")
    _with_picture(Path("texts"), src)
    assert main(["build", "texts"]) == CONTENT
    shown = capsys.readouterr().err
    assert f"texts/ports.md:19:1: error[BD403] the picture `{src}` is outside" in shown
    assert main(["build", "texts", "--allow-outside", "-q"]) == DONE
    with zipfile.ZipFile("dist/ports.pptx") as deck:
        assert any(deck.read(name) == _png() for name in deck.namelist() if name.endswith(".png"))


def test_an_absolute_path_is_refused_as_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "out.png").write_bytes(_png())
    source = _with_picture(tmp_path / "texts", str(tmp_path / "out.png"))
    assert main(["check", str(source)]) == CONTENT
    assert "error[BD403]" in capsys.readouterr().out


def test_a_picture_that_cannot_be_read_is_a_finding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.png").write_bytes(_png())
    source = _with_picture(tmp_path, "a.png")
    reading = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        if path.suffix == ".png":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return reading(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    assert main(["check", str(source)]) == CONTENT
    assert "error[BD402] the picture `a.png` cannot be read: permission denied" in capsys.readouterr().out


def test_a_source_that_cannot_be_read_is_a_finding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write_good(tmp_path)

    def read_bytes(path: Path) -> bytes:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    assert main(["check", str(source)]) == CONTENT
    assert "error[BD124] this source cannot be read: permission denied" in capsys.readouterr().out


def _giant(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(5_000_000_000)


def test_a_giant_is_told_without_being_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _giant(tmp_path / "giant.md")
    _giant(tmp_path / "giant.png")
    source = _with_picture(tmp_path, "giant.png")
    assert main(["check", str(tmp_path / "giant.md"), str(source)]) == CONTENT
    shown = capsys.readouterr().out
    assert "error[BD123] this source has 5000 MB" in shown
    assert "error[BD402] the picture `giant.png` has 5000 MB" in shown


@pytest.mark.parametrize("name", [b"caf\xe9.md", b"two\nlines.md"])
def test_a_name_that_cannot_be_printed_is_a_finding(
    name: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_good(tmp_path, os.fsdecode(name))
    assert main(["check", str(tmp_path)]) == CONTENT
    assert (
        "error[BD124] the name of this source contains control characters, or is not UTF-8" in capsys.readouterr().out
    )


def test_a_pipe_is_no_source(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert main(["check", str(tmp_path)]) == CONTENT
    assert "error[BD124] this source is not a file" in capsys.readouterr().out


def test_a_folder_called_like_a_source_is_searched(tmp_path: Path) -> None:
    write_good(tmp_path / "talks.md")
    assert [path.name for path in find_sources(tmp_path)] == ["ports.md"]


def test_sources_come_in_one_order(tmp_path: Path) -> None:
    for name in ("b.md", "a.yaml", "c.json", "B.markdown", "x.build.json", "notes.txt", "_draft.md", "CHANGELOG.md"):
        (tmp_path / name).touch()
    assert [path.name for path in find_sources(tmp_path)] == ["B.markdown", "a.yaml", "b.md", "c.json"]


def _raiser(number: int) -> object:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize(("number", "code"), [(errno.ENOSPC, "BD502"), (errno.EDQUOT, "BD502"), (errno.EIO, "BD501")])
def test_a_disk_that_fails_costs_no_old_file(
    number: int, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, [("a", b"old a"), ("b", b"old b")])
    monkeypatch.setattr("os.fsync", _raiser(number))
    with pytest.raises(BriefdeckError) as caught:
        write_files(tmp_path, [("a", b"new a"), ("b", b"new b"), ("c", b"new c")])
    assert caught.value.finding.code.number == code
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"old a", "b": b"old b"}


def test_a_full_disk_is_a_finding_of_the_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_good(Path())
    main(["build", "ports.md", "-q"])
    before = {path.name: path.read_bytes() for path in Path("dist").iterdir()}
    Path("ports.md").write_text(GOOD.replace("Two Ports", "Three Ports"), encoding="utf-8")
    monkeypatch.setattr("os.fsync", _raiser(errno.ENOSPC))
    assert main(["build", "ports.md"]) == CONTENT
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "dist: error[BD502] the disk is full; the old files are unchanged" in shown.err
    assert {path.name: path.read_bytes() for path in Path("dist").iterdir()} == before


def test_an_output_folder_that_is_a_file_is_a_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = write_good(tmp_path)
    (tmp_path / "out").write_bytes(b"precious")
    assert main(["build", str(source), "-o", str(tmp_path / "out")]) == CONTENT
    assert "out: error[BD501] this is a file, not a folder" in capsys.readouterr().err
    assert (tmp_path / "out").read_bytes() == b"precious"


def test_an_output_that_is_a_folder_is_a_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = write_good(tmp_path)
    (tmp_path / "dist/ports.pptx").mkdir(parents=True)
    assert main(["build", str(source), "-o", str(tmp_path / "dist")]) == CONTENT
    assert "dist/ports.pptx: error[BD501]" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "dist").iterdir()] == ["ports.pptx"]


@pytest.mark.parametrize("links", [True, False])
def test_where_the_second_file_cannot_be_moved_the_first_is_put_back(
    links: bool,  # noqa: FBT001
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write_files(tmp_path, [("a", b"old a")])
    (tmp_path / "b").mkdir()
    (tmp_path / "b/inside").write_bytes(b"old")
    if not links:
        monkeypatch.setattr("os.link", _raiser(errno.EPERM))
    with pytest.raises(BriefdeckError) as caught:
        write_files(tmp_path, [("a", b"new a"), ("new", b"new"), ("b", b"new b")])
    assert str(caught.value.finding.span) == (tmp_path / "b").as_posix()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]
    assert (tmp_path / "a").read_bytes() == b"old a"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_output_folder_without_permission_is_a_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = write_good(tmp_path)
    (tmp_path / "dist").mkdir(mode=0o500)
    assert main(["build", str(source), "-o", str(tmp_path / "dist")]) == CONTENT
    assert "error[BD501] cannot write this file: permission denied" in capsys.readouterr().err


def test_new_files_have_the_permissions_that_files_have(tmp_path: Path) -> None:
    write_files(tmp_path / "dist", [("a", b"a")])
    (tmp_path / "usual").touch()
    assert (tmp_path / "dist/a").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_what_a_killed_run_left_is_cleared_and_what_a_running_one_holds_is_not(tmp_path: Path) -> None:
    (tmp_path / ".briefdeck-dead").mkdir()
    (tmp_path / ".briefdeck-dead/0").write_bytes(b"half")
    held = tmp_path / ".briefdeck-alive"
    held.mkdir()
    handle = os.open(held, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        write_files(tmp_path, [("a", b"whole")])
    finally:
        os.close(handle)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".briefdeck-alive", "a"]


def test_more_files_than_may_be_open_at_once_are_written(tmp_path: Path) -> None:
    files = [(f"page-{number}.png", b"%d" % number) for number in range(70)]
    write_files(tmp_path, files)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == dict(files)
