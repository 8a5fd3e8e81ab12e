"""Decodes photos in worker processes, which are killed when a photo takes too long or too much memory.

A worker (`data.photos.decode_worker`) is started when it is first needed and then kept. It is a program of its own, not
a fork and not a `multiprocessing` process, which would import the main module again: that of Streamlit is the app.
"""

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import numpy as np

from data.messages import UserError
from data.photos.decode_memory import DECODING, PATIENCE, BusyError, MemoryBudget
from data.photos.decode_protocol import (
    GO,
    NEEDS,
    READY,
    REFUSED,
    REPLY,
    REQUEST,
    SHARED,
    SIZE,
    read_exactly,
    share_memory,
    write_all,
)
from data.photos.turns import giving_up_the_turn

WALL_SECONDS = 120.0 if hasattr(signal, "setitimer") else 5.0
"""Time after which a worker is killed; where the system counts processor time, only one that hangs takes so long."""

_START_SECONDS = 60.0  # a busy machine takes long to import libraries
_MOST_WAITING = 200
_WORKERS_ENVIRONMENT = {
    # Each thread's own memory and stack would count as the photo's.
    **dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"), "1"),
    "MALLOC_ARENA_MAX": "2",
    # Keeps a photo's memory for the next one, until the worker trims it itself: a third of the time was page faults.
    "MALLOC_MMAP_THRESHOLD_": str(32 * 2**20),
    "MALLOC_TRIM_THRESHOLD_": str(128 * 2**20),
}
_ROOT = Path(__file__).parents[2]


class CostlyError(Exception):
    """The worker was killed, since the photo took more time or memory than it may."""


class CrashedError(Exception):
    """The worker crashed; the file is damaged in a way that its decoder does not survive."""


class _EndedError(Exception):
    """The worker had ended of itself."""


class DecodePool:
    """Up to ``size`` workers, shared by all threads of the process.

    Args:
        size: the number of workers that there are at most.
        budget: what the memory of their photos is taken from.
    """

    def __init__(self, size: int, budget: MemoryBudget) -> None:
        self._size, self._budget = size, budget
        self._idle: list[_Worker] = []
        self._busy = self._waiting = 0
        self._changed = threading.Condition()

    def close(self) -> None:
        """Ends the idle workers; those at work end with this process."""
        with self._changed:
            workers, self._idle = self._idle, []
        for worker in workers:
            worker.kill()

    def run(self, kind: bytes, content: bytes, reduce_to: int = 0) -> np.ndarray | None:
        """Has a worker decode (`DECODE`) or only check (`CHECK`) a file.

        Returns:
            The picture, uint8 (H, W, 3), read-only; None after a check.

        Raises:
            UserError: the worker refused the file; its message says why.
            CostlyError: it took too much processor time or memory.
            CrashedError: the worker crashed.
            BusyError: too many photos wait, there was no room for `PATIENCE` seconds, or no worker starts.
        """
        for _ in range(self._size + 1):
            try:
                with giving_up_the_turn(), self._worker() as worker:
                    return worker.run(kind, content, reduce_to, self._budget)
            except _EndedError:  # an idle worker, just before the request reached it
                continue
        raise BusyError

    @contextmanager
    def _worker(self) -> "Iterator[_Worker]":
        with self._changed:
            if self._waiting >= _MOST_WAITING:
                raise BusyError
            self._waiting += 1
            try:
                if not self._changed.wait_for(lambda: self._busy < self._size, PATIENCE):
                    raise BusyError
            finally:
                self._waiting -= 1
            self._busy += 1
        worker = None
        try:
            worker = self._next_idle() or _Worker()
            yield worker
        finally:
            with self._changed:
                if worker and worker.usable:
                    self._idle.append(worker)
                self._busy -= 1
                self._changed.notify()

    def _next_idle(self) -> "_Worker | None":
        while True:
            with self._changed:
                if not self._idle:
                    return None
                worker = self._idle.pop()  # the last one, so that others become idle for long, and end
            if worker.is_alive():
                return worker
            worker.kill()


class _Worker:
    """One worker process; unusable while it is at work, and for ever if that was interrupted."""

    def __init__(self) -> None:
        # Without what the server knows: a decoder that a photo takes over shall not find it.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("WARDROBE_")}
        environment |= _WORKERS_ENVIRONMENT
        shared = share_memory()
        self._pixels = shared[1] if shared else None
        inherited = [shared[0]] if shared else []
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-W", "ignore", "-m", "data.photos.decode_worker", *map(str, inherited)],
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=_ROOT,
                env=environment,
                pass_fds=inherited,
            )
        except OSError as error:
            raise BusyError from error
        finally:
            for file in inherited:
                os.close(file)
        assert self._process.stdin and self._process.stdout
        self._requests: BinaryIO = self._process.stdin  # type: ignore[assignment]
        self._replies: BinaryIO = self._process.stdout  # type: ignore[assignment]
        self._timed_out = False
        with self._killed_after(_START_SECONDS):
            self.usable = read_exactly(self._replies, len(READY)) is not None
        if not self.usable:
            self.kill()
            raise BusyError

    def is_alive(self) -> bool:
        """Whether the process runs; an idle one may have ended."""
        return self._process.poll() is None

    def kill(self) -> None:
        """Ends the process and waits for its end."""
        self.usable = False
        self._process.kill()
        self._process.wait()
        self._requests.close()
        self._replies.close()

    def run(self, kind: bytes, content: bytes, reduce_to: int, budget: MemoryBudget) -> np.ndarray | None:
        """As `DecodePool.run`."""
        self.usable = False
        try:
            with self._killed_after(WALL_SECONDS):
                write_all(self._requests, REQUEST.pack(kind, reduce_to, len(content)))
                write_all(self._requests, content)
                reply, number = self._next_reply()
            if reply == NEEDS:
                with budget.taking(number), self._killed_after(WALL_SECONDS):
                    write_all(self._requests, GO)
                    result = self._result(*self._next_reply())
            else:
                result = self._result(reply, number)
        except (EOFError, BrokenPipeError) as error:
            raise self._failure() from error
        finally:
            if not self.usable:
                self.kill()
        if isinstance(result, UserError):
            raise result
        return result

    def _next_reply(self) -> tuple[bytes, int]:
        kind, number = REPLY.unpack(self._read(REPLY.size))
        return kind, number

    def _result(self, reply: bytes, number: int) -> np.ndarray | UserError | None:
        """The end of a reply, after which the worker is usable again."""
        result: np.ndarray | UserError | None = None
        if reply == REFUSED:
            refusal = json.loads(self._read(number))
            result = UserError(refusal["id"], **refusal["values"])
        else:
            height, width = SIZE.unpack(self._read(SIZE.size))
            if number:
                pixels = self._pixels if reply == SHARED and self._pixels else self._read(number)
                result = np.frombuffer(pixels, np.uint8, number).reshape(height, width, 3).copy()
                result.flags.writeable = False
        self.usable = True
        return result

    def _read(self, length: int) -> bytearray:
        content = read_exactly(self._replies, length)
        if content is None:
            raise EOFError
        return content

    def _failure(self) -> Exception:
        """Why the process has ended."""
        status = self._process.wait()
        if status == 0:
            return _EndedError()
        # SIGKILL: a system without memory sends it, too.
        killed = (-getattr(signal, "SIGPROF", 0), -getattr(signal, "SIGKILL", 0))
        return CostlyError() if self._timed_out or status in killed else CrashedError()

    @contextmanager
    def _killed_after(self, seconds: float) -> Iterator[None]:
        def kill() -> None:
            self._timed_out = True
            self._process.kill()

        timer = threading.Timer(seconds, kill)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


POOL = DecodePool(size=2, budget=DECODING)
"""The workers of this process."""

atexit.register(POOL.close)
