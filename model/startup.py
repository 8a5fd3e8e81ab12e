"""Starting programs: command lines and their exit status, native code without its chatter, the cores to use."""

import logging
import math
import os
import sys
import threading
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_CPU_SHARE = Path("/sys/fs/cgroup/cpu.max")
_QUIETLY = threading.RLock()


def exit_status(
    command: Callable[[Namespace], int], options: Namespace, user_errors: tuple[type[Exception], ...]
) -> int:
    """Runs a command of a command line; its own status, 2 after one of ``user_errors``, 130 when interrupted."""
    try:
        status = command(options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # `| head` has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except user_errors as error:
        print(error, file=sys.stderr)
        return 2
    return status


def available_cores() -> int:
    """The cores that this process may use: by its affinity, and by the share of time that a container gives it."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        quota, period = map(int, _CPU_SHARE.read_text("ascii").split())
    except (OSError, ValueError):  # no container, or "max"
        return cores
    return max(1, min(cores, math.ceil(quota / period)))


@contextmanager
def quiet_native_logs() -> Iterator[None]:
    """Discards what native code writes to standard error, for command lines around a first import.

    TensorFlow 2.21 writes ten lines about the processor and missing graphics cards before any setting of its own is
    read; TF_CPP_MIN_LOG_LEVEL silences only those that come later.
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    logging.getLogger("tensorflow").setLevel(logging.ERROR)  # batches of several sizes are no fault of a person's
    with _QUIETLY:  # of two threads at once, one would take the other's nowhere for where it came from
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
