"""A run that is ended by a signal leaves no worker and no half-written file; a device is written into, not replaced."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.cli import CONTENT, DONE, main
from tests.samples import write_good

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")


def _children(number: int) -> list[int]:
    files = Path(f"/proc/{number}/task").glob("*/children")  # a worker is the child of the thread that made it
    return [int(one) for file in files for one in file.read_text(encoding="ascii").split()]


def _wait_for(what: object, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not what() and time.monotonic() < end:  # type: ignore[operator]
        time.sleep(0.05)
    assert what()  # type: ignore[operator]


@pytest.fixture(autouse=True)
def _heard() -> Iterator[None]:
    """Let children hear that their terminal is gone, also where the tests themselves run without one."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129), ("SIGKILL", -9)])
def test_a_signal_ends_the_workers_too(name: str, code: int, tmp_path: Path) -> None:
    for number in range(60):
        write_good(tmp_path, f"s{number}.md")
    run = [sys.executable, "-m", "builder.cli", "build", str(tmp_path), "-o", str(tmp_path / "out"), "-j", "2", "-q"]
    with subprocess.Popen(run, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _wait_for(lambda: _children(process.pid))
        workers = _children(process.pid)
        os.kill(process.pid, getattr(signal, name))
        assert process.wait(60) == code
    _wait_for(lambda: not any(Path(f"/proc/{one}/fd").exists() and _is_alive(one) for one in workers), 120)
    assert {path.suffix for path in (tmp_path / "out").glob("*") if path.is_file()} <= {".pptx", ".pdf", ".json"}


def _is_alive(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_findings_go_into_a_pipe_that_lies_there(tmp_path: Path) -> None:
    write_good(tmp_path, "a.md")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert main(["check", str(tmp_path / "a.md"), "-q", "--findings", f"json={pipe}"]) == DONE
        assert b'"findings"' in os.read(reader, 10_000)
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_a_full_device_is_reported_and_stays(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    write_good(tmp_path, "a.md")
    link = tmp_path / "full"
    link.symlink_to("/dev/full")
    assert main(["check", str(tmp_path / "a.md"), "-q", "--findings", f"json={link}"]) == CONTENT
    assert "error[BD502]" in capsys.readouterr().err
    assert link.is_symlink()
