"""Start-up time and peak memory of whole processes."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]

# A browser session in Streamlit's test runner: the first page, then the example.
_SESSION = """
from streamlit.testing.v1 import AppTest
page = AppTest.from_file("app.py", default_timeout=120).run()
print("page", flush=True)
page.button(key="example").click().run()
assert sum((button.key or "").startswith("details-") for button in page.button) == 12
"""

# Runs pages several times in a process of their own, and counts the SQL statements.
_PAGES = """
import json, sys, time
from sqlalchemy import Engine, event
from streamlit.testing.v1 import AppTest
visits, rounds = json.loads(sys.argv[1])
statements = []
event.listen(Engine, "before_cursor_execute", lambda *arguments: statements.append(arguments[2]))
app = AppTest.from_file("app.py", default_timeout=120).run()
found = []
for name, query in visits:
    page, seconds = app.switch_page(f"app_pages/{name}.py"), []
    for _ in range(rounds + 1):
        page.query_params.clear()
        page.query_params.update(query)
        statements.clear()
        started = time.perf_counter()
        page.run()
        seconds.append(time.perf_counter() - started)
        assert not page.exception, page.exception
    queries = [statement for statement in statements if not statement.startswith("BEGIN")]
    found.append({"seconds": seconds[1:], "statements": len(queries)})
print(json.dumps(found))
"""


@dataclass(frozen=True)
class PageRuns:
    """Seconds of each run of a page's script, and the number of SQL statements of the last run."""

    seconds: list[float]
    statements: int


@dataclass(frozen=True)
class ProcessCost:
    """Seconds until the first line on standard output and until the end, and the peak memory in 10^6 bytes."""

    first: float
    done: float
    peak_memory_mb: float


def command_line_process(photo: bytes, runtime: str) -> ProcessCost:
    """The cost of `wardrobe classify` for one photo."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "photo.jpg"
        file.write_bytes(photo)
        return _measure(["-m", "wardrobe", "classify", str(file)], runtime, Path(folder))


def app_process(_: bytes, runtime: str) -> ProcessCost:
    """The cost of the app's process for one session that classifies the example."""
    with tempfile.TemporaryDirectory() as folder:
        return _measure(["-c", _SESSION], runtime, Path(folder))


def page_runs(home: Path, visits: Sequence[tuple[str, Mapping[str, str]]], rounds: int) -> list[PageRuns]:
    """The cost of pages on the server, each given as (name, query), with ``home`` as WARDROBE_HOME."""
    result = subprocess.run(
        [sys.executable, "-c", _PAGES, json.dumps([visits, rounds])],
        cwd=ROOT,
        env={**os.environ, "WARDROBE_HOME": str(home), "WARDROBE_STORAGE": "local"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
    )
    return [PageRuns(**found) for found in json.loads(result.stdout.splitlines()[-1])]


def _measure(arguments: list[str], runtime: str, home: Path) -> ProcessCost:
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "WARDROBE_RUNTIME": runtime, "WARDROBE_HOME": str(home), "WARDROBE_STORAGE": "local"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout is not None
    process.stdout.readline()
    first = time.perf_counter() - started
    process.stdout.read()
    if sys.platform == "win32":  # which has no wait4
        status, peak_memory_mb = process.wait(), float("nan")
    else:
        _, wait_status, usage = os.wait4(process.pid, 0)
        status = os.waitstatus_to_exitcode(wait_status)
        peak_memory_mb = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6
    if status:
        raise RuntimeError(f"{arguments} ended with status {status}. Run the command by hand to see why.")
    return ProcessCost(first, time.perf_counter() - started, peak_memory_mb)
