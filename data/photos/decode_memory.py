"""The memory that all photos of a process may take together while they are decoded, and how it is given back."""

import ctypes
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path

from data.errors import DataError

SETTING = "WARDROBE_DECODE_MEMORY"
"""The environment variable that names the budget in MiB."""

PATIENCE = 180.0
"""Seconds that a photo waits for its turn at most."""

_LEAST, _MOST = 128 * 2**20, 256 * 2**20
_OVERTAKING = 2.0  # seconds: then smaller photos wait behind the one that has waited longest
_IDLE = 1.0  # seconds after the last photo until memory is given back
_CONTAINER_LIMITS = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))
# M_TRIM_THRESHOLD, M_MMAP_THRESHOLD and M_ARENA_MAX of mallopt(3): bytes, bytes and heaps.
_MALLOC_OPTIONS = {-1: 2**23, -3: 2**23, -8: 4}


class BusyError(Exception):
    """A photo could not be decoded now: others took the memory or the workers for too long, or no worker started."""


def memory_limit() -> int | None:
    """Bytes that this process may use: its container's limit or the computer's memory; None if neither is known."""
    known = []
    for path in _CONTAINER_LIMITS:
        try:
            known.append(int(path.read_text("ascii")))
        except (OSError, ValueError):  # no container, or "max"
            continue
    with suppress(AttributeError, ValueError, OSError):  # Windows
        known.append(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    return min(known, default=None)


def budget_bytes() -> int:
    """Bytes that decoding may take: `SETTING`, or else a quarter of `memory_limit`, between 128 and 256 MiB.

    Raises:
        DataError: the setting is not a whole number above 0.
    """
    setting = os.environ.get(SETTING, "").strip()
    if setting:
        if not setting.isascii() or not setting.isdecimal() or int(setting) == 0:
            raise DataError(f"{SETTING} is {setting!r}; expected a whole number of MiB above 0, such as 200.")
        return int(setting) * 2**20
    return min(max((memory_limit() or 0) // 4, _LEAST), _MOST)


class MemoryBudget:
    """Lets threads decode at once as long as they need no more than ``limit`` bytes together.

    Otherwise a few users who each send some large pictures would exhaust the memory of a small container. A picture
    that needs more on its own is decoded when no other is. Small pictures overtake large ones, but not for longer than
    two seconds.

    Args:
        limit: in bytes; `budget_bytes` decides on the first use if it is None.
    """

    def __init__(self, limit: int | None = None) -> None:
        self._given, self._used, self._releasing = limit, 0, False
        self._waiting: list[float] = []  # when each began to wait
        self._changed = threading.Condition()

    @property
    def limit(self) -> int:
        """Bytes that all photos may take together."""
        if self._given is None:
            self._given = budget_bytes()
        return self._given

    @property
    def used(self) -> int:
        """Bytes that are taken at this moment."""
        return self._used

    @contextmanager
    def taking(self, amount: int) -> Iterator[None]:
        """Waits until there is room for ``amount`` bytes, and takes it for the block.

        Raises:
            BusyError: there was no room for `PATIENCE` seconds.
        """
        amount = min(amount, self.limit)
        with self._changed:
            since = time.monotonic()
            self._waiting.append(since)
            try:
                if not self._changed.wait_for(lambda: self._may_go(since, amount), PATIENCE):
                    raise BusyError
                self._used += amount
            finally:
                self._waiting.remove(since)
                self._changed.notify_all()
        try:
            yield
        finally:
            with self._changed:
                self._used -= amount
                self._changed.notify_all()
                if not self._used and not self._releasing:
                    self._releasing = True
                    timer = threading.Timer(_IDLE, self._release)
                    timer.daemon = True
                    timer.start()

    def _may_go(self, since: float, amount: int) -> bool:
        first = self._waiting[0]
        return self._used + amount <= self.limit and (since == first or time.monotonic() - first < _OVERTAKING)

    def _release(self) -> None:
        self._releasing = False  # before: a photo that ends from now on starts another timer
        release_memory()


def release_memory() -> None:
    """Gives freed memory back to the system, where the C library keeps it (glibc); elsewhere nothing happens."""
    library = _glibc()
    if library:
        library.malloc_trim(0)


def return_freed_memory() -> None:
    """Has glibc give freed pictures of 8 MiB and more back at once, and limits what its heaps keep at their ends.

    Otherwise each of its threads keeps some megabytes for ever: `release_memory` does not reach the end of their heaps.
    The arrays of a small photo are below that: mapped anew for each photo, they would take a third of its time.
    Elsewhere nothing happens.
    """
    library = _glibc()
    if library:
        for option, value in _MALLOC_OPTIONS.items():
            library.mallopt(option, value)


@lru_cache
def _glibc() -> ctypes.CDLL | None:
    try:
        library = ctypes.CDLL(None)
        return library if hasattr(library, "gnu_get_libc_version") else None
    except (OSError, TypeError):  # Windows
        return None


DECODING = MemoryBudget()
"""The budget that every photo of the process is decoded in."""
