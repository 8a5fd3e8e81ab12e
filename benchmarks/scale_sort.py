"""Measures `wardrobe sort` as a process: photos a second, and the memory of all its processes."""

import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from data.drawn.scenes import draw_scene
from wardrobe.store.pictures import jpeg

_ROOT = Path(__file__).parents[1]
_DIFFERENT = 300
_EARLY = 1000  # photos
_PAUSE = 0.5  # seconds between two looks at the memory


@dataclass(frozen=True)
class SortRun:
    """What a run took.

    Attributes:
        photos: how many it sorted.
        seconds: from the start of the process to its end.
        early_mb: memory after the first thousand photos, in 10^6 bytes; NaN where that is not known.
        peak_mb: the highest memory after them.
        table: the SHA-256 of ``wardrobe.csv``.
    """

    photos: int
    seconds: float
    early_mb: float
    peak_mb: float
    table: str


def write_photos(folder: Path, count: int) -> Path:
    """A folder of so many drawn photos of 480×640 pixels: links to a few hundred."""
    folder.mkdir()
    for number in range(min(count, _DIFFERENT)):
        scene = draw_scene(number % 10, seed=number, height=640, width=480)
        (folder / f"{number:06}.jpg").write_bytes(jpeg(scene.image))
    for number in range(_DIFFERENT, count):
        os.link(folder / f"{number % _DIFFERENT:06}.jpg", folder / f"{number:06}.jpg")
    return folder


def run_sort(source: Path, destination: Path, engine: str, workers: int, *, kill: bool = False) -> SortRun:
    """Sorts a folder; with ``kill``, one worker of Ray is killed after the first thousand photos."""
    command = [sys.executable, "-m", "wardrobe", "sort", str(source), "--to", str(destination), "--json"]
    command += ["--engine", engine, "--workers", str(workers)]
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    done, memory, ended = 0, [float("nan")], threading.Event()

    def watch() -> None:
        while not ended.wait(_PAUSE):
            if done >= _EARLY:
                memory.append(_memory_mb(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    for _ in process.stdout:
        done += 1
        if done == _EARLY and kill:
            os.kill(_processes_below(process.pid, b"RayWorker")[0], signal.SIGKILL)
    status = process.wait()
    seconds = time.perf_counter() - started
    ended.set()
    watcher.join()
    if status or (kill and done < _EARLY):
        raise RuntimeError(f"{command} ended with status {status}. Run the command by hand to see why.")
    known = memory[1:] or memory
    table = hashlib.sha256((destination / "wardrobe.csv").read_bytes()).hexdigest()
    return SortRun(done, seconds, known[0], max(known), table)


def _memory_mb(pid: int) -> float:
    """The memory of a process and those below it, where Linux tells: proportional set size."""
    kilobytes = 0
    for one in (pid, *_processes_below(pid)):
        with suppress(OSError):
            text = Path(f"/proc/{one}/smaps_rollup").read_text("ascii")
            kilobytes += sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))
    return kilobytes * 1024 / 1e6 or float("nan")


def _processes_below(pid: int, word: bytes = b"") -> list[int]:
    """The processes that a process has started, and those that these have, with a word in their command."""
    parents: dict[int, int] = {}
    commands: dict[int, bytes] = {}
    for folder in Path("/proc").glob("[0-9]*") if Path("/proc").is_dir() else ():
        with suppress(OSError):
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            commands[int(folder.name)] = (folder / "cmdline").read_bytes()
    below = {pid}
    while more := {child for child, parent in parents.items() if parent in below} - below:
        below |= more
    return sorted(child for child in below - {pid} if word in commands.get(child, b""))
