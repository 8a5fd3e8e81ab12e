"""What programs need at their start: exit status, quiet native code, the number of cores."""

import logging
import math
import os
import sys
import threading
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from data.messages import printable

_CPU_SHARE = Path("/sys/fs/cgroup/cpu.max")
_QUIETLY = threading.RLock()
_most_cores = sys.maxsize


def exit_status(
    command: Callable[[Namespace], int], options: Namespace, user_errors: tuple[type[Exception], ...]
) -> int:
    """Runs a command of a command line and returns its exit status.

    Returns:
        The command's own status; 2 after one of ``user_errors``, whose message is printed; 130 when interrupted.
    """
    try:
        status = command(options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader, such as `head`, has closed the pipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except user_errors as error:
        for line in str(error).split("\n"):
            print(printable(line), file=sys.stderr)
        return 2
    return status


def use_cores(most: int) -> None:
    """Has this process use no more cores than that: others of its kind use the rest."""
    global _most_cores
    _most_cores = most


def available_cores() -> int:
    """The number of cores this process may use, by its affinity, its container's limit, and `use_cores`."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    cores = min(cores, _most_cores)
    try:
        quota, period = map(int, _CPU_SHARE.read_text("ascii").split())
    except (OSError, ValueError):  # no container, or no limit ("max")
        return cores
    return max(1, min(cores, math.ceil(quota / period)))


@contextmanager
def quiet_native_logs() -> Iterator[None]:
    """Discards what native code writes to standard error, for a first import or the loading of a network.

    TensorFlow 2.21 writes ten lines about the processor and missing graphics cards before it reads its own settings;
    TF_CPP_MIN_LOG_LEVEL silences only later ones. LiteRT logs the name of its delegate.
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    # It warns about batches of several sizes, which are intended.
    logging.getLogger("tensorflow").setLevel(logging.ERROR)
    with _QUIETLY:  # otherwise one thread would save the other's /dev/null as the original stderr
        sys.stderr.flush()
        original = os.dup(2)
        discard = os.open(os.devnull, os.O_WRONLY)
        os.dup2(discard, 2)
        os.close(discard)
        try:
            yield
        finally:
            os.dup2(original, 2)
            os.close(original)
