"""Trains the missing runs of a study in separate processes, with one progress display."""

import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Generator, Sequence
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from model.startup import quiet_native_logs
from training.run import RunError
from training.studies.plan import StudyRun

_SECONDS_A_PROCESS = 120.0
"""How long a process takes on further runs. Each training leaks up to 0.8 GB, so that one process for all would run out
of memory; and each process needs nine seconds to import TensorFlow, so that one for each would double the time of
short runs."""


def run_missing(runs: Sequence[StudyRun], data_dir: Path, *, layers: bool, console: Console) -> dict[str, str]:
    """Trains and measures the missing ones of ``runs``; returns the reason for each that could not be, by its name.

    An interrupted run is continued after its last whole epoch.

    Raises:
        RunError: a run cannot be written, or its data has changed.
    """
    waiting = [run for run in runs if not run.measured(layers=layers)]
    if len(waiting) < len(runs):
        console.print(f"{len(runs) - len(waiting)} of {len(runs)} runs are finished already.")
    failures: dict[str, str] = {}
    with _progress(console) as progress:
        task = progress.add_task("", total=len(waiting))
        while waiting:
            with closing(_events(tuple(waiting), data_dir, layers)) as events:
                for event, line in events:
                    if event == "stop":
                        raise RunError(line)
                    if event == "wrong":
                        failures[waiting[0].name] = line
                    if event in ("done", "wrong"):
                        console.print(Text(f"{waiting.pop(0).name}: {line}"), soft_wrap=True)
                        progress.advance(task)
                    else:
                        progress.update(task, description=f"{waiting[0].name}  {line}")
    return failures


def _progress(console: Console) -> Progress:
    columns = BarColumn(), MofNCompleteColumn(), TextColumn("runs"), TimeRemainingColumn()
    line = TextColumn("{task.description}", markup=False)
    return Progress(
        *columns,
        line,
        console=console,
        transient=True,
        disable=not console.is_terminal,
        speed_estimate_period=3600,  # seconds; the default of 30 may be shorter than one run
    )


def _events(runs: Sequence[StudyRun], data_dir: Path, layers: bool) -> Generator[tuple[str, str]]:
    """The events of `train_each`, which runs in a separate process."""
    spawning = multiprocessing.get_context("spawn")
    receiver, sender = spawning.Pipe(duplex=False)
    process = spawning.Process(target=_work, args=(sender, runs, data_dir, layers))
    process.start()
    sender.close()
    event = "begin"
    try:
        while True:
            event, line = receiver.recv()
            yield event, line
    except EOFError:
        if event in ("begin", "epoch"):
            yield "wrong", "Its process ended without an error message, perhaps for lack of memory."
    finally:
        process.kill()  # its files are written by now, and TensorFlow's threads are slow to end
        process.join()


def _work(sender: Connection, runs: Sequence[StudyRun], data_dir: Path, layers: bool) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent receives it too, and ends this process
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if any(run.config.deterministic for run in runs):
        os.environ["TF_DETERMINISTIC_OPS"] = "1"
    with quiet_native_logs():
        from training.studies.measure import train_each
    # Each network is a new graph, which TensorFlow warns about.
    logging.getLogger("tensorflow").setLevel(logging.ERROR)

    def tell(event: str, line: str) -> None:
        sender.send((event, line))

    train_each(tell, runs, data_dir, layers=layers, seconds=_SECONDS_A_PROCESS)
    sender.close()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    # Otherwise a study that is restarted right after a kill would find its runs still being written.
    os._exit(1)
