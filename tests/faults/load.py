"""The app under load: ``python -m tests.faults.load [--sessions 1 10 50] [--soak MINUTES]``.

For each number of sessions a server is started, with a wardrobe for each session as in the container. All visitors come
at once: each loads the front end's files and the first page, then uploads a small photo, while another process asks for
``/health`` every 50 ms. The soak repeats visits of ten at a time. The records go to ``docs/reliability``.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from data.drawn.scenes import draw_scene
from tests.browser.driving import running_app
from tests.faults.records import write_record
from tests.faults.visitors import VisitError, load_front_end, visiting
from wardrobe.store.pictures import jpeg

_PHOTOS, _SIDE = 1, 640  # uploads of a visitor; pixels of the longer side
_SOAK_SESSIONS = 10
_HEALTH_PERIOD = 0.05

# Its own process: a driver that is busy would measure itself.
_WATCH_HEALTH = """
import http.client, sys, time
port, period = int(sys.argv[1]), float(sys.argv[2])
while True:
    started = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/health")
    answer = connection.getresponse().read()
    connection.close()
    assert answer == b"ok", answer
    seconds = time.perf_counter() - started
    print(seconds, flush=True)
    time.sleep(max(0, period - seconds))
"""


def quantiles(seconds):
    """p50, p95, p99 and the longest of some times."""
    ordered = sorted(seconds)
    return {f"p{share}": ordered[min(len(ordered) - 1, len(ordered) * share // 100)] for share in (50, 95, 99)} | {
        "longest": ordered[-1],
        "count": len(ordered),
    }


def drawn_photos(count):
    """JPEG bytes of drawn garments, each another one, of a small photo's size."""
    return [
        jpeg(draw_scene(number % 10, seed=number, height=_SIDE, width=_SIDE * 3 // 4).image) for number in range(count)
    ]


class Usage:
    """The memory of a server and its children in bytes, now and at its peak, and their processor time."""

    def __init__(self, process):
        self._process, self.peak = process, 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def now(self):
        """Proportional set sizes: what processes share counts once."""
        total = 0
        for process in [self._process, *_children(self._process)]:
            try:
                lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
            except OSError:  # it has ended
                continue
            total += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
        return total

    def processor_seconds(self):
        """Processor time of the server and of its children, ended ones included."""
        total = 0.0
        for process in [self._process, *_children(self._process)]:
            try:
                fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
            except OSError:
                continue
            # Of children that have ended, only their parent knows.
            total += sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
        return total

    def stop(self):
        """Ends the watch; returns the peak."""
        self._over.set()
        self._thread.join()
        return self.peak

    def _watch(self):
        while not self._over.wait(0.25):
            self.peak = max(self.peak, self.now())


def _children(process):
    found = []
    for file in Path(f"/proc/{process}/task").glob("*/children"):
        for child in file.read_text("ascii").split():
            found += [int(child), *_children(int(child))]
    return found


class Health:
    """Asks for ``/health`` in a process of its own until it is stopped."""

    def __init__(self, port):
        command = [sys.executable, "-c", _WATCH_HEALTH, str(port), str(_HEALTH_PERIOD)]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)

    def stop(self):
        """The seconds of every answer."""
        self._process.terminate()
        output, _ = self._process.communicate()
        return [float(line) for line in output.splitlines()[:-1]]


async def visit(port, photos, times):
    """One visit: the front end, the first page, an upload, and the page again."""
    started = time.perf_counter()
    await load_front_end(port)
    times["front_end"].append(time.perf_counter() - started)
    async with visiting(port) as visitor:
        await visitor.run()
        times["first_page"].append(time.perf_counter() - started)
        times["upload_to_answer"].append(await visitor.upload(*photos))
        if len(visitor.drawn("markdown")) < len(photos) or not visitor.drawn("button"):
            raise VisitError("the page shows no prediction")
        times["rerun"].append(await visitor.run())


async def _together(port, sessions, photos, times):
    mine = [photos[number * _PHOTOS : (number + 1) * _PHOTOS] for number in range(sessions)]
    return await asyncio.gather(*(visit(port, own, times) for own in mine), return_exceptions=True)


def new_times():
    """Where `visit` notes its seconds."""
    return {"front_end": [], "first_page": [], "upload_to_answer": [], "rerun": []}


def measure(sessions, minutes=0.0, pause=15.0):
    """The record of so many sessions at once.

    Args:
        sessions: how many visitors come at once.
        minutes: how long they come again and again; by default they come once.
        pause: seconds until the memory that is left is measured.
    """
    photos, times, failures, rounds = drawn_photos(sessions * _PHOTOS), new_times(), [], 0
    with (
        tempfile.TemporaryDirectory() as folder,
        running_app(
            Path(folder) / "home", WARDROBE_STORAGE="session", STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL="5"
        ) as address,
    ):
        port = int(address.rpartition(":")[2])
        usage = Usage(listening(port))
        before, used = usage.now(), usage.processor_seconds()
        health = Health(port)
        end = time.monotonic() + minutes * 60
        while not rounds or time.monotonic() < end:
            results = asyncio.run(_together(port, sessions, photos, times))
            failures += [repr(result) for result in results if isinstance(result, BaseException)]
            rounds += 1
        answers = health.stop()
        used = usage.processor_seconds() - used
        time.sleep(pause)  # the sessions end, and their memory is given back
        after, peak = usage.now(), usage.stop()
    return {
        "sessions": sessions,
        "rounds": rounds,
        "photos": _PHOTOS * sessions * rounds,
        "failures": failures,
        "seconds": {name: quantiles(found) for name, found in times.items() if found},
        "processor_seconds_a_visit": used / (sessions * rounds),
        "health_seconds": quantiles(answers),
        "memory_bytes": {"before": before, "peak": peak, "after": after},
    }


def listening(port):
    """The id of the process that listens on a port: a child of this one."""
    for child in _children(os.getpid()):
        command = Path(f"/proc/{child}/cmdline").read_bytes().decode().split("\0")
        if "serve.py" in command and str(port) in command:
            return child
    raise VisitError("the server has ended")


def main(arguments=None):
    """Measures and writes the records."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sessions", type=int, nargs="*", default=[1, 10, 50], help="numbers of sessions at once")
    parser.add_argument("--soak", type=float, default=0.0, help="minutes of repeated visits after that")
    parser.add_argument("--print", action="store_true", help="print the records instead of writing them")
    options = parser.parse_args(arguments)

    def keep(name, record):
        print(json.dumps(record, indent=1) if options.print else write_record(name, record), flush=True)

    found = []
    for sessions in options.sessions:
        found.append(measure(sessions))
        keep("load", found)  # an interrupted run keeps what it has measured
    if options.soak:
        keep("soak", measure(_SOAK_SESSIONS, options.soak) | {"minutes": options.soak})
    return 0


if __name__ == "__main__":
    sys.exit(main())
