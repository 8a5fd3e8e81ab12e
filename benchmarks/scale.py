"""make bench-scale: folders of photos, the REST interface and large wardrobes; writes docs/scale.md.

Each part writes a record to docs/scale/, and the document is written from the records that are there. So a part can be
measured alone, and a long measurement in several sittings.
"""

import argparse
import dataclasses
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.postgresql import given_or_started
from benchmarks.scale_api import measure_api
from benchmarks.scale_document import FOLDER, write_scale
from benchmarks.scale_sort import SortRun, run_sort, write_photos
from benchmarks.scale_store import measure_store
from data.files import write_atomically
from training.environment import environment
from training.run import as_json

Options = argparse.Namespace
_PHOTOS, _MANY, _ITEMS, _REQUESTS = 10_000, 100_000, (10_000, 100_000), 400


def main() -> int:
    """Measures the parts that are asked for, and writes their records and the document."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(_PARTS)}; all by default")
    parser.add_argument("--photos", type=int, default=_PHOTOS, help=f"photos of a folder (default: {_PHOTOS})")
    parser.add_argument("--many", type=int, default=_MANY, help=f"photos for the memory (default: {_MANY})")
    parser.add_argument("--items", type=int, nargs="+", default=_ITEMS, help="items of the wardrobes")
    parser.add_argument("--requests", type=int, default=_REQUESTS, help="requests of each number of clients")
    parser.add_argument("--to", type=Path, default=FOLDER, help="the folder of the records (default: docs/scale)")
    options = parser.parse_args()
    for name in options.parts or _PARTS:
        print(f"Measuring {name} …", file=sys.stderr, flush=True)
        started = time.perf_counter()
        with tempfile.TemporaryDirectory(prefix="scale-") as folder:
            found = _PARTS[name](Path(folder), options)
        if found is not None:
            _write_record(options.to, name, found, time.perf_counter() - started)
    write_scale(options.to)
    return 0


def _write_record(folder: Path, name: str, found: Any, seconds: float) -> None:
    machine = environment()
    where = {key: machine[key] for key in ("processor", "cores", "python")}
    record = {"date": date.today().isoformat(), **where, "minutes": round(seconds / 60, 1), "found": found}
    folder.mkdir(parents=True, exist_ok=True)
    write_atomically(folder / f"{name}.json", as_json(record, indent=1) + "\n")


def _rows(runs: dict[tuple[str, int], SortRun]) -> list[dict[str, Any]]:
    return [{"engine": engine, "workers": n, **dataclasses.asdict(run)} for (engine, n), run in runs.items()]


def _sort(folder: Path, options: Options) -> Any:
    """The local engine on one and on two cores."""
    source = write_photos(folder / "photos", options.photos)
    return _rows({("local", n): run_sort(source, folder / str(n), "local", n) for n in (1, 2)})


def _memory(folder: Path, options: Options) -> Any:
    """The memory of the local engine over many photos."""
    source = write_photos(folder / "photos", options.many)
    return _rows({("local", 2): run_sort(source, folder / "sorted", "local", 2)})


def _ray(folder: Path, options: Options) -> Any:
    """Ray with one worker and with two."""
    if not _has_ray():
        return None
    source = write_photos(folder / "photos", options.photos)
    return _rows({("ray", n): run_sort(source, folder / str(n), "ray", n) for n in (1, 2)})


def _killed(folder: Path, options: Options) -> Any:
    """Ray with two workers, one of which is killed."""
    if not _has_ray():
        return None
    source = write_photos(folder / "photos", options.photos)
    return _rows({("ray", 2): run_sort(source, folder / "killed", "ray", 2, kill=True)})


def _has_ray() -> bool:
    import importlib.util

    found = importlib.util.find_spec("ray") is not None
    if not found:
        print("Ray is not installed and not measured: pip install -r requirements-scale.txt", file=sys.stderr)
    return found


def _rest(folder: Path, options: Options) -> Any:
    """The REST interface and its peer."""
    return [
        {
            "server": one.server,
            "clients": one.clients,
            "requests": len(one.seconds),
            "rate": one.rate,
            **{f"p{share}": one.quantile(share / 100) for share in (50, 95, 99)},
        }
        for one in measure_api(folder, options.requests)
    ]


def _sqlite(folder: Path, options: Options) -> Any:
    return _stores(folder, options, None)


def _postgresql(folder: Path, options: Options) -> Any:
    with given_or_started() as url:
        if url is None:
            print("PostgreSQL is not installed and not measured.", file=sys.stderr)
            return None
        return _stores(folder, options, url)


def _stores(folder: Path, options: Options, url: str | None) -> Any:
    found = {items: measure_store(folder / str(items), items, url) for items in options.items}
    return [{"items": items, **dict(zip(("add", "search", "page"), row, strict=True))} for items, row in found.items()]


_PARTS: dict[str, Callable[[Path, Options], Any]] = {
    "sort": _sort,
    "memory": _memory,
    "ray": _ray,
    "killed": _killed,
    "rest": _rest,
    "sqlite": _sqlite,
    "postgresql": _postgresql,
}

if __name__ == "__main__":
    sys.exit(main())
