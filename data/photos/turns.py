"""Turns at work that keeps a core busy: hundreds of threads would outdo the one that answers requests."""

import math
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

_HELD = threading.local()


class Turns:
    """Lets ``count`` threads work at once; the others wait.

    Args:
        count: how many may work.
        lease: seconds after which a turn no longer counts, so that long work does not stop the others.

    Example:
        >>> with turns.taking():
        ...     preview(photo)
    """

    def __init__(self, count: int, lease: float = math.inf) -> None:
        self._count, self._lease = count, lease
        self._ends: dict[object, float] = {}  # by turn, when it no longer counts
        self._changed = threading.Condition()

    @contextmanager
    def taking(self) -> Iterator[None]:
        """Waits for a turn, and keeps it for the block."""
        held = _held()
        turn = self._take()
        held.append((self, turn))
        try:
            yield
        finally:
            _, turn = held.pop()
            self._give_back(turn)

    def _take(self) -> object:
        turn = object()
        with self._changed:
            while True:
                now = time.monotonic()
                counting = [end for end in self._ends.values() if end > now]
                if len(counting) < self._count:
                    self._ends[turn] = now + self._lease
                    return turn
                first = min(counting)
                self._changed.wait(None if math.isinf(first) else first - now)

    def _give_back(self, turn: object) -> None:
        with self._changed:
            del self._ends[turn]
            self._changed.notify()

    @contextmanager
    def _giving_up(self, position: int) -> Iterator[None]:
        held = _held()
        self._give_back(held[position][1])
        try:
            yield
        finally:
            held[position] = self, self._take()


def _held() -> list[tuple[Turns, object]]:
    """The turns of this thread."""
    found: list[tuple[Turns, object]] | None = getattr(_HELD, "turns", None)
    if found is None:
        found = _HELD.turns = []
    return found


@contextmanager
def giving_up_the_turn() -> Iterator[None]:
    """Lets another thread work while this one, if it has a turn, waits in the block for something else."""
    with ExitStack() as stack:
        for position, (turns, _) in enumerate(_held()):
            stack.enter_context(turns._giving_up(position))
        yield
