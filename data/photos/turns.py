"""Turns at work that keeps a core busy: hundreds of threads would outdo the one that answers requests."""

import math
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

_HELD = threading.local()


class Turns:
    """Lets ``count`` threads work at once; the others wait, and work in the order in which they came.

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
        self._lock = threading.Lock()
        self._waiting: deque[threading.Condition] = deque()  # one for each waiting thread, so that only the first wakes

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
        turn, mine = object(), threading.Condition(self._lock)
        with self._lock:
            self._waiting.append(mine)
            try:
                while self._waiting[0] is not mine:
                    mine.wait()
                while (seconds := self._until_free()) > 0:
                    mine.wait(None if math.isinf(seconds) else seconds)
                self._ends[turn] = time.monotonic() + self._lease
            finally:
                self._waiting.remove(mine)
                self._wake_first()
        return turn

    def _until_free(self) -> float:
        """Seconds until there is a turn to take, if none is given back before."""
        now = time.monotonic()
        counting = [end for end in self._ends.values() if end > now]
        return min(counting) - now if len(counting) >= self._count else 0.0

    def _wake_first(self) -> None:
        if self._waiting:
            self._waiting[0].notify()

    def _give_back(self, turn: object) -> None:
        with self._lock:
            del self._ends[turn]
            self._wake_first()

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
