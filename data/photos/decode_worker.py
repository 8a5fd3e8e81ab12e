"""A process that decodes photos for another one, which may kill it: ``python -m data.photos.decode_worker``.

It reads requests from standard input and writes replies to standard output, both as `data.photos.decode_protocol`
says. It ends when its input ends, which also happens when the other process is killed, or after `IDLE_SECONDS` without
a request.

Linux enforces all limits. macOS enforces the processor time; it may not enforce the memory. Windows enforces neither:
there the process that asks kills this one when the clock says so.
"""

import contextlib
import json
import mmap
import os
import select
import signal
import sys
from pathlib import Path

import numpy as np

from data.messages import UserError
from data.photos.decode_memory import release_memory
from data.photos.decode_protocol import (
    CHECK,
    GO,
    NEEDS,
    PICTURE,
    READY,
    REFUSED,
    REPLY,
    REQUEST,
    SHARED,
    SHARED_BYTES,
    SIZE,
    read_exactly,
    write_all,
)
from data.photos.decoding import TOO_COSTLY, PhotoError, check_here, decode_here

CPU_SECONDS = 2.0
"""Processor time that a photo may take."""

IDLE_SECONDS = 300.0

_MEMORY = 512 * 2**20  # bytes of address space beside the libraries; threads reserve much more than they use
_LARGE = 64 * 2**20  # bytes: after a photo that took more, memory is given back at once
_PAUSE = 1.0  # seconds without a request, after which it is given back; taking it anew costs a third of a photo's time


class DecodeWorker:
    """Answers the requests that come through standard input.

    Args:
        shared: where a picture's pixels are put that fit; others are written to standard output.
    """

    def __init__(self, shared: mmap.mmap | None) -> None:
        self._shared = shared
        self._requests, self._replies = os.fdopen(os.dup(0), "rb", 0), os.fdopen(os.dup(1), "wb", 0)
        os.dup2(2, 1)  # what a library prints is no reply
        self._needed = 0  # bytes, by the photo at hand

    def run(self) -> None:
        """Ends with the input, or when there was no request for long."""
        write_all(self._replies, READY)
        while self._has_request() and (head := read_exactly(self._requests, REQUEST.size)):
            kind, reduce_to, length = REQUEST.unpack(head)
            content = read_exactly(self._requests, length)
            if content is None:
                return
            for part in self._answer(kind, bytes(content), reduce_to):
                write_all(self._replies, part)
            del content
            if self._needed > _LARGE:
                release_memory()

    def _has_request(self) -> bool:
        """Waits for a request; False if none came in time. Windows has no such wait for pipes: there it is True."""
        if os.name == "nt" or select.select([self._requests], [], [], _PAUSE)[0]:
            return True
        release_memory()
        if self._shared and hasattr(mmap, "MADV_REMOVE"):
            self._shared.madvise(mmap.MADV_REMOVE)
        return bool(select.select([self._requests], [], [], IDLE_SECONDS)[0])

    def _answer(self, kind: bytes, content: bytes, reduce_to: int) -> list[bytes]:
        self._needed = 0
        _start_timer(CPU_SECONDS)
        try:
            if kind == CHECK:
                check_here(content)
                reply = [REPLY.pack(PICTURE, 0), SIZE.pack(0, 0)]
            else:
                reply = self._picture(decode_here(content, reduce_to, self._wait_for_room))
        except UserError as error:
            reply = _refusal(error)
        except MemoryError:
            reply = _refusal(PhotoError(TOO_COSTLY))
        _start_timer(0)
        return reply

    def _wait_for_room(self, amount: int) -> None:
        self._needed = amount
        write_all(self._replies, REPLY.pack(NEEDS, amount))
        if not read_exactly(self._requests, len(GO)):
            sys.exit()

    def _picture(self, pixels: np.ndarray) -> list[bytes]:
        size = SIZE.pack(*pixels.shape[:2])
        if self._shared is None or pixels.nbytes > SHARED_BYTES:
            return [REPLY.pack(PICTURE, pixels.nbytes), size, pixels.tobytes()]
        np.frombuffer(self._shared, np.uint8, pixels.nbytes).reshape(pixels.shape)[:] = pixels
        return [REPLY.pack(SHARED, pixels.nbytes), size]


def _refusal(error: UserError) -> list[bytes]:
    text = json.dumps({"id": error.message.id, "values": error.message.values}).encode()
    return [REPLY.pack(REFUSED, len(text)), text]


def _limit_this_process() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C also reaches this process; the other one ends it
    # If the system runs out of memory, it shall end this process, not the server.
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("500", "ascii")
    try:
        import resource
    except ImportError:  # Windows
        return
    for name, limit in (("RLIMIT_AS", _address_space() + _MEMORY), ("RLIMIT_FSIZE", 0), ("RLIMIT_CORE", 0)):
        with contextlib.suppress(OSError, ValueError, AttributeError):  # unknown here, or a lower limit holds
            resource.setrlimit(getattr(resource, name), (limit, limit))


def _address_space() -> int:
    """Bytes of this process's address space; so many that they limit nothing where that is not known."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 2**40


def _start_timer(seconds: float) -> None:
    """Has the system kill this process after so much processor time of all its threads; 0 switches that off."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


if __name__ == "__main__":
    memory = mmap.mmap(int(sys.argv[1]), SHARED_BYTES) if sys.argv[1:] else None
    worker = DecodeWorker(memory)
    _limit_this_process()
    worker.run()
