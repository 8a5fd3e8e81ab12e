"""Start-up time and peak memory of whole processes."""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]

# What a browser session does, run by Streamlit's own test runner: the page, then the ten samples.
_SESSION = """
from streamlit.testing.v1 import AppTest
page = AppTest.from_file("app.py", default_timeout=120).run()
print("page", flush=True)
page.toggle(key="samples-0").set_value(True).run()
assert sum((button.key or "").startswith("details-") for button in page.button) == 10
"""


@dataclass(frozen=True)
class ProcessCost:
    """Seconds until the first line on standard output and until the end, and the peak memory in 10^6 bytes."""

    first: float
    done: float
    peak_memory_mb: float


def command_line_process(photo: bytes, runtime: str) -> ProcessCost:
    """What `wardrobe classify` of one photo costs."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "photo.jpg"
        file.write_bytes(photo)
        return _measure(["-m", "wardrobe", "classify", str(file)], runtime)


def app_process(_: bytes, runtime: str) -> ProcessCost:
    """What the app's process costs one session that looks at the ten samples."""
    return _measure(["-c", _SESSION], runtime)


def _measure(arguments: list[str], runtime: str) -> ProcessCost:
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "WARDROBE_RUNTIME": runtime},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout is not None
    process.stdout.readline()
    first = time.perf_counter() - started
    process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"{arguments} ended with status {os.waitstatus_to_exitcode(status)}; run it by hand to see.")
    return ProcessCost(first, time.perf_counter() - started, usage.ru_maxrss * 1024 / 1e6)
