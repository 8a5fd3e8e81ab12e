"""Starting native code: how many cores it may use, and without what it writes to the terminal meanwhile."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


def available_cores() -> int:
    """The cores that this process may use: in a container fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def quiet_native_logs() -> Iterator[None]:
    """Discards what native code writes to standard error, for command lines around a first import.

    TensorFlow 2.21 writes ten lines about the processor and missing graphics cards before any setting of its own is
    read; TF_CPP_MIN_LOG_LEVEL silences only those that come later.
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    sys.stderr.flush()
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
