"""What classifies the photos of a folder: threads for a few, worker processes on all cores for many.

An engine takes files and a predictor and gives the rows of the files in their order, without copies.
"""

import itertools
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path

from model.predictor import Predictor
from model.startup import available_cores
from wardrobe.classification import map_ahead
from wardrobe.folders.sort_log import Row
from wardrobe.folders.worker import Worker, row_of
from wardrobe.store.errors import WardrobeError

Engine = Callable[[Iterable[Path], Predictor], Iterator[Row]]

FEW = 100
"""Up to so many photos, workers take longer to start than they save."""

_AHEAD = 32  # photos
_CHUNK = 8  # photos that a worker takes at once: two tenths of a second
_CHUNKS_AHEAD = 4  # of each worker
_MOST_FAILURES = 3  # in a row

_worker: Worker | None = None


def in_threads(files: Iterable[Path], predictor: Predictor) -> Iterator[Row]:
    """The rows of files, computed in threads of this process."""
    return map_ahead(lambda file: row_of(file, predictor), files, _AHEAD)


def local_engine(photos: int, workers: int | None = None) -> Engine:
    """The engine for so many photos on this computer.

    Args:
        photos: how many there are.
        workers: processes; by default as many as there are cores.
    """
    if workers is None and (photos <= FEW or available_cores() == 1):
        return in_threads
    return partial(in_processes, workers=workers or available_cores())


def in_processes(files: Iterable[Path], predictor: Predictor, *, workers: int) -> Iterator[Row]:
    """The rows of files, computed in worker processes; a worker that is killed is replaced.

    Raises:
        WardrobeError: workers were killed again and again.
    """
    with _Pool(predictor, workers) as pool:
        names = map(str, files)
        chunks = iter(lambda: list(itertools.islice(names, _CHUNK)), [])
        waiting: deque[list[str]] = deque()
        failures = 0
        while True:
            for chunk in itertools.islice(chunks, _CHUNKS_AHEAD * workers - len(waiting)):
                waiting.append(chunk)
                pool.submit(chunk)
            if not waiting:
                return
            try:
                rows = pool.next_rows()
            except BrokenProcessPool:
                failures += 1
                if failures > _MOST_FAILURES:
                    raise WardrobeError("sort-workers-killed") from None
                pool.restart(waiting)
                continue
            failures = 0
            waiting.popleft()
            yield from rows


class _Pool:
    """Worker processes, and what they were asked, in its order."""

    def __init__(self, predictor: Predictor, workers: int) -> None:
        self._arguments = (str(predictor.directory), predictor.runtime, workers)
        self._executor = self._start()
        self._asked: deque[Future[list[Row]] | None] = deque()

    def __enter__(self) -> "_Pool":
        return self

    def __exit__(self, *_: object) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _start(self) -> ProcessPoolExecutor:
        # Not a fork, which would copy the locks of this process's threads.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._arguments[2], context, _start_worker, self._arguments)

    def submit(self, chunk: list[str]) -> None:
        """Has the photos classified."""
        try:
            self._asked.append(self._executor.submit(_rows, chunk))
        except BrokenProcessPool:  # `next_rows` will say so
            self._asked.append(None)

    def next_rows(self) -> list[Row]:
        """The rows of the chunk that was submitted first; raises BrokenProcessPool if a worker was killed."""
        future = self._asked[0]
        if future is None:
            raise BrokenProcessPool
        rows = future.result()
        self._asked.popleft()
        return rows

    def restart(self, chunks: Iterable[list[str]]) -> None:
        """Starts the workers again, and has these chunks classified."""
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._executor = self._start()
        self._asked.clear()
        for chunk in chunks:
            self.submit(chunk)


def _start_worker(directory: str, runtime: str, workers: int) -> None:
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the other process, which ends this one
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _worker = Worker(directory, runtime, workers)


def _end_with_parent() -> None:
    """Ends this process when the one that started it is killed; it would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _rows(files: list[str]) -> list[Row]:
    assert _worker is not None
    return _worker.rows(files)
