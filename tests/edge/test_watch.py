"""Changes on the disk are told once, and only when a file is whole."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from builder.edge.watch import Stamp, changes, stamps_of


def watched(folder: Path, acts: Sequence[Callable[[], object]]) -> list[set[str]]:
    """Return what is told where `acts` happen one after another, one between each two looks."""
    steps: Iterator[Callable[[], object]] = iter(acts)

    class Over(Exception):  # noqa: N818 - it is no error
        pass

    def pause() -> None:
        act = next(steps, None)
        if act is None:
            raise Over
        act()

    def look() -> dict[Path, Stamp]:
        return stamps_of(sorted(folder.iterdir()))

    told: list[set[str]] = []
    try:
        told.extend({path.name for path in paths} for paths in changes(look, pause, look()))
    except Over:
        return told
    return told


def nothing() -> None:
    """Let time pass."""


def test_a_changed_file_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    (tmp_path / "b").write_text("1")
    assert watched(tmp_path, [nothing, lambda: (tmp_path / "a").write_text("22"), nothing, nothing, nothing]) == [{"a"}]


def test_a_file_that_is_still_growing_is_not_told_before_it_rests(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    acts = [lambda: (tmp_path / "a").write_text("22"), lambda: (tmp_path / "a").write_text("333")]
    assert watched(tmp_path, acts) == []
    assert watched(tmp_path, [*acts, lambda: (tmp_path / "a").write_text("4444"), nothing]) == [{"a"}]


def test_new_and_lost_files_are_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    acts = [lambda: (tmp_path / "b").write_text("1"), nothing, (tmp_path / "a").unlink, nothing]
    assert watched(tmp_path, acts) == [{"b"}, {"a"}]


def test_a_file_put_in_the_place_of_another_of_the_same_size_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    (tmp_path / "new").write_text("2")
    acts = [lambda: (tmp_path / "new").replace(tmp_path / "a"), nothing]
    assert watched(tmp_path, acts) == [{"a", "new"}]
