"""make bench-scale: folders of photos, the REST interface and large wardrobes; writes docs/scale.md.

It takes half an hour on two idle cores. PostgreSQL and Ray are measured where they can be had.
"""

import argparse
import importlib.util
import os
import sys
import tempfile
from pathlib import Path

from rich.table import Table

from benchmarks.measuring import table, write_document
from benchmarks.scale_api import measure_api
from benchmarks.scale_sort import SortRun, run_sort, write_photos
from benchmarks.scale_store import measure_store

_DOCUMENT = Path(__file__).parents[1] / "docs" / "scale.md"
_MACHINES = 16
_MILLION = 1_000_000


def main() -> int:
    """Measures everything and writes the document."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("--photos", type=int, default=10_000, help="photos of a folder (default: 10000)")
    parser.add_argument("--many", type=int, default=100_000, help="photos for the memory (default: 100000)")
    parser.add_argument("--items", type=int, nargs="+", default=[10_000, 100_000], help="items of the wardrobes")
    parser.add_argument("--requests", type=int, default=400, help="requests of each number of clients")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        parts: list[Table | str] = [*_sorting(folder, options.photos, options.many)]
        parts += ["## REST", _api(folder, options.requests), _API_WORDS]
        parts += ["## Wardrobes", _store(folder, options.items), _STORE_WORDS]
    write_document(_DOCUMENT, "Scale", "make bench-scale", parts)
    return 0


_SORT_WORDS = (
    "Drawn photos of 480×640 pixels, JPEG, from file to copy, with all start-up. The memory is that of all processes "
    "together, shared pages counted once (PSS): after the first thousand photos, and the peak after them."
)
_API_WORDS = (
    "One photo a request, with the server and the clients on the same cores. The peer is a route of Starlette alone, "
    "in which `Predictor.predict` is called: what the limits, the forms and the app's own middleware cost on top."
)
_STORE_WORDS = "The median of several rounds. A page is 24 items of one drawer, the newest first, and their number."


def _sorting(folder: Path, photos: int, many: int) -> list[Table | str]:
    source = write_photos(folder / "photos", photos)
    made = table("engine", "workers", "photos", "photos a second", "MB after 1,000", "peak MB")
    runs: dict[tuple[str, int], SortRun] = {}
    engines = ["local", *(["ray"] if importlib.util.find_spec("ray") else [])]
    for engine in engines:
        for workers in (1, 2):
            run = runs[engine, workers] = run_sort(source, folder / f"{engine}-{workers}", engine, workers)
            made.add_row(*_cells(engine, workers, run))
    run = run_sort(write_photos(folder / "many", many), folder / "sorted-many", "local", 2)
    made.add_row(*_cells("local", 2, run))
    parts: list[Table | str] = ["## Folders", made, _SORT_WORDS]
    grown = run.peak_mb / run.early_mb - 1
    parts.append(f"Over {many:,} photos, the memory grew by {grown:.1%} after the first thousand.")
    if "ray" in engines:
        overhead = runs["ray", 2].seconds / runs["local", 2].seconds - 1
        killed = run_sort(source, folder / "killed", "ray", 2, kill=True)
        parts.append(
            f"Ray takes {overhead:+.1%} time compared with the local engine on two cores, its start included. With one "
            f"of its workers killed in between, the run took {killed.seconds:.0f} instead of "
            f"{runs['ray', 2].seconds:.0f} seconds, and the table was the same: "
            f"{'yes' if killed.table == runs['local', 2].table else 'no'}."
        )
    rate = runs[engines[-1], 2].photos / runs[engines[-1], 2].seconds
    hours = _MILLION / (_MACHINES * rate) / 3600
    parts.append(
        f"A calculation, not a measurement: a million such photos on {_MACHINES} machines of two such cores would take "
        f"{hours:.1f} hours, if the storage gives {_MACHINES * rate * 0.06:,.0f} MB a second (60 kB a photo), if the "
        "one process that copies keeps up, and if each machine is as fast as this one."
    )
    return parts


def _cells(engine: str, workers: int, run: SortRun) -> tuple[str, ...]:
    memory = f"{run.early_mb:,.0f}", f"{run.peak_mb:,.0f}"
    return engine, str(workers), f"{run.photos:,}", f"{run.photos / run.seconds:.1f}", *memory


def _api(folder: Path, requests: int) -> Table:
    made = table("server", "clients", "requests a second", "p50 ms", "p95 ms", "p99 ms")
    for figures in measure_api(folder, requests):
        made.add_row(
            figures.server,
            str(figures.clients),
            f"{figures.rate:.1f}",
            *(f"{1000 * figures.quantile(share):.0f}" for share in (0.5, 0.95, 0.99)),
        )
    return made


def _store(folder: Path, sizes: list[int]) -> Table:
    made = table("database", "items", "add ms", "search ms", "filtered page ms")
    for database, url in (("SQLite", None), ("PostgreSQL", os.environ.get("POSTGRESQL_URL"))):
        if database == "PostgreSQL" and not url:
            print("POSTGRESQL_URL is not set: PostgreSQL is not measured.", file=sys.stderr)
            continue
        for items in sizes:
            figures = measure_store(folder / f"{database}-{items}", items, url)
            made.add_row(database, f"{items:,}", *(f"{1000 * seconds:.1f}" for seconds in figures))
    return made


if __name__ == "__main__":
    sys.exit(main())
