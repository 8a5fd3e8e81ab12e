"""How long work tells how far it is."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Told how many of how many are done. What it raises stops the work."""


def in_silence(done: int, of: int) -> None:
    """Progress that nobody watches."""
