"""Turns at work that keeps a core busy: hundreds of threads would outdo the one that answers requests."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

_HELD = threading.local()


class Turns:
    """Lets ``count`` threads work at once; the others wait.

    Example:
        >>> with turns.taking():
        ...     preview(photo)
    """

    def __init__(self, count: int) -> None:
        self._free = threading.Semaphore(count)

    @contextmanager
    def taking(self) -> Iterator[None]:
        """Waits for a turn, and keeps it for the block."""
        self._free.acquire()
        _HELD.turns = self
        try:
            yield
        finally:
            _HELD.turns = None
            self._free.release()

    @contextmanager
    def _giving_up(self) -> Iterator[None]:
        self._free.release()
        _HELD.turns = None
        try:
            yield
        finally:
            self._free.acquire()
            _HELD.turns = self


@contextmanager
def giving_up_the_turn() -> Iterator[None]:
    """Lets another thread work while this one, if it has a turn, waits in the block for something else."""
    turns: Turns | None = getattr(_HELD, "turns", None)
    if turns is None:
        yield
        return
    with turns._giving_up():
        yield
