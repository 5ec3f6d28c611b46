"""The workers of a Dask cluster as an executor like any other."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from socket import create_connection
from threading import Thread
from typing import TYPE_CHECKING, ParamSpec, TypeVar
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from distributed import Client

_P = ParamSpec("_P")
_T = TypeVar("_T")

_PATIENCE = 10.0
"""Seconds that a scheduler has to answer."""


class Cluster(Executor):
    """Sends work to a Dask scheduler; work whose worker dies is sent to another one by the scheduler itself."""

    def __init__(self, address: str) -> None:
        """Connect to the scheduler at `address`, such as `tcp://host:8786`; OSError where nobody answers there."""
        from distributed import Client

        _check_that_somebody_listens(address)
        self._client: Client = Client(address, timeout=_PATIENCE, set_as_default=False)

    @property
    def workers(self) -> int:
        """How many jobs the cluster can work on at the same time."""
        return sum(int(one["nthreads"]) for one in self._client.scheduler_info(n_workers=-1)["workers"].values())

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """Send `fn` with its arguments; the result is a future of the standard library."""
        sent = self._client.submit(fn, *args, pure=False, **kwargs)
        future: Future[_T] = Future()
        future.set_running_or_notify_cancel()

        def pass_on() -> None:
            try:
                future.set_result(sent.result())
            except Exception as fault:  # noqa: BLE001 - the fault belongs to whoever asks the future
                future.set_exception(fault)

        sent.add_done_callback(lambda _: Thread(target=pass_on, daemon=True).start())
        return future

    def shutdown(self, *_wait: bool, **_cancel_futures: bool) -> None:
        """Close the connection; the cluster itself goes on, and what was not begun is given up."""
        self._client.close()


def _check_that_somebody_listens(address: str) -> None:
    """Raise OSError at once where nothing listens; Dask would try again until its time is up."""
    place = urlsplit(address)
    if place.scheme in {"tcp", "tls"} and place.hostname and place.port:
        create_connection((place.hostname, place.port), timeout=_PATIENCE).close()
