"""Work shared out to workers: results as they finish, a worker that dies costs a retry and not the run."""

import gc
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from importlib import import_module
from multiprocessing import active_children, get_context
from threading import Thread
from time import sleep
from typing import TypeVar

Job = TypeVar("Job")
Done = TypeVar("Done")
WorkerPool = Callable[[], Executor]
"""What makes an executor, and makes another one where the first broke."""

AHEAD = 3
"""Jobs handed out for each worker: enough to keep it busy, few enough to keep memory flat."""


def run_all(
    jobs: Sequence[Job],
    work: Callable[[Job], Done],
    bury: Callable[[Job, str], Done],
    pool: WorkerPool,
    workers: int,
) -> Iterator[tuple[Job, Done]]:
    """Yield each job with what `work` makes of it as it is finished, in any order.

    `work` must not raise: what goes wrong is part of its result. A job whose worker died is worked again, alone;
    where that worker dies too, `bury` makes its result of it and the reason. The others go on.
    """
    waiting = deque(jobs)
    while waiting:
        lost: list[Job] = []
        with _executor_of(pool) as executor:
            yield from _results_until_broken(executor, waiting, lost, work, workers * AHEAD)
        for job in lost:
            with _executor_of(pool) as executor:
                done = _outcome(executor.submit(work, job))
            yield job, bury(job, str(done)) if isinstance(done, LostWorkerError) else done


def processes(workers: int, *, preload: str = "builder.pipeline") -> WorkerPool:
    """Return what makes a pool of `workers` processes on this machine, each with the module `preload` loaded."""
    context = get_context("fork") if sys.platform == "linux" else None  # what is loaded here is loaded there
    return lambda: ProcessPoolExecutor(workers, context, initializer=_prepare, initargs=(preload, os.getpid()))


def processors() -> int:
    """Return how many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _executor_of(pool: WorkerPool) -> Iterator[Executor]:
    """Hold an executor; whatever ends the work, what was not begun is given up at once, and no worker is left.

    A signal that comes while workers are being started leaves some that their executor never knew: they would wait for
    work, and the end of this process for them. They are killed: what asks them to end while they are being forked is
    lost, since Python forgets in a new process which signals have come.
    """
    executor = pool()
    others = active_children()
    try:
        yield executor
    finally:
        executor.shutdown(wait=True, cancel_futures=True)
        for worker in active_children():
            if worker not in others:
                worker.kill()


def _results_until_broken(
    executor: Executor, waiting: deque[Job], lost: list[Job], work: Callable[[Job], Done], most: int
) -> Iterator[tuple[Job, Done]]:
    """Yield jobs with results until nothing waits or the executor breaks; `lost` gets the jobs whose worker died."""
    running: dict[Future[Done], Job] = {}
    broken = False
    while running or (waiting and not broken):
        while waiting and not broken and len(running) < most:
            try:
                running[executor.submit(work, waiting[0])] = waiting[0]
            except BrokenExecutor:
                broken = True
            else:
                waiting.popleft()
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            job = running.pop(future)
            done = _outcome(future)
            if isinstance(done, LostWorkerError):
                lost.append(job)
            else:
                yield job, done


class LostWorkerError(Exception):
    """A worker is gone; the words say why, as far as its executor knows."""


def _outcome(future: Future[Done]) -> Done | LostWorkerError:
    """Return the result, or why there is none: the work itself never raises, so the worker is gone."""
    try:
        return future.result()
    except Exception as fault:  # noqa: BLE001 - each kind of executor has its own way to say that a worker is gone
        return LostWorkerError(f"{type(fault).__name__}: {fault}".removesuffix(": "))


def _end_with(parent: int) -> None:
    """End this worker soon after `parent`, even one that went before this began: siblings hold open what would tell."""
    while os.getppid() == parent:
        sleep(1)
    os._exit(1)


def _prepare(preload: str, parent: int) -> None:
    """Leave Ctrl-C and a closed terminal to `parent`, which ends the run in order, and end when it is gone.

    Heavy libraries are loaded before the first job.

    The process is ours alone, so its garbage collector may treat modules as permanent and run less often than it would:
    a build leaves some thousand objects in cycles, and a search of all takes a tenth of a build.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    Thread(target=_end_with, args=(parent,), daemon=True).start()
    import_module(preload)
    gc.freeze()
    gc.set_threshold(50_000, *gc.get_threshold()[1:])
