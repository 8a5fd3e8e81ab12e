"""Writes docs/scale.md from the records of `make bench-scale`."""

import json
from pathlib import Path
from typing import Any

from rich.table import Table

from benchmarks.measuring import table, write_document

FOLDER = Path(__file__).parents[1] / "docs" / "scale"
_MACHINES, _MILLION = 16, 1_000_000
_KB = 60  # of a photo, about

_SORT_WORDS = (
    "Drawn photos of 480×640 pixels, JPEG, links to 300 files; from file to copy, with all start-up. The memory is "
    "that of all processes together, shared pages counted once (PSS): after the first thousand photos, and the peak "
    "after them."
)
_API_WORDS = (
    "One photo a request, with the server and the clients on the same cores. The peer is a route of Starlette alone, "
    "in which `Predictor.predict` is called: what the limits, the forms and the app's own middleware cost on top."
)
_STORE_WORDS = (
    "The median of several rounds. A search looks for a word in the notes. A page is 24 items of one drawer, the "
    "newest first, and their number. The photos are in a local folder."
)


def write_scale(folder: Path = FOLDER) -> Path:
    """Writes the document beside the folder of the records; returns its path. A part without a record says so."""
    records = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))}
    parts: list[Table | str] = ["## Folders", *_folders(records)]
    parts += ["## REST", *(_rest(records["rest"]) if "rest" in records else _missing("rest")), _API_WORDS]
    parts += ["## Wardrobes", *_stores(records), _STORE_WORDS]
    path = folder.with_suffix(".md")
    write_document(path, "Scale", "make bench-scale", parts)
    return path


def _missing(*names: str) -> list[Table | str]:
    return [f'Not measured yet: `make bench-scale PARTS="{name}"`.' for name in names]


def _when(record: dict[str, Any]) -> str:
    return f"{record['date']}, {record['processor']}, {record['cores']} cores, {record['minutes']:.0f} minutes."


def _folders(records: dict[str, Any]) -> list[Table | str]:
    made = table("engine", "workers", "photos", "photos a second", "MB after 1,000", "peak MB")
    for name in ("sort", "memory", "ray"):
        for row in records.get(name, {"found": []})["found"]:
            memory = (f"{row[key]:,.0f}" if row[key] else "" for key in ("early_mb", "peak_mb"))
            made.add_row(row["engine"], str(row["workers"]), f"{row['photos']:,}", f"{_rate(row):.1f}", *memory)
    parts: list[Table | str] = [made] if made.row_count else []
    parts += _missing(*(name for name in ("sort", "memory", "ray", "killed") if name not in records))
    parts.append(_SORT_WORDS)
    parts += [f"`{name}`: {_when(records[name])}" for name in ("sort", "memory", "ray", "killed") if name in records]
    if "memory" in records:
        [row] = records["memory"]["found"]
        if row["early_mb"]:
            grown = row["peak_mb"] / row["early_mb"] - 1
            parts.append(f"Over {row['photos']:,} photos, the memory grew by {grown:.1%} after the first thousand.")
    local, ray = (_by_workers(records.get(name)) for name in ("sort", "ray"))
    if local and ray:
        overhead = _rate(local[2]) / _rate(ray[2]) - 1
        parts.append(f"With two workers, Ray takes {overhead:+.1%} time a photo, its start included.")
    for engine, rows in (("The local engine", local), ("Ray", ray)):
        if rows:
            gain = _rate(rows[2]) / _rate(rows[1])
            parts.append(f"{engine} is {gain:.2f} times as fast with two workers as with one.")
    if "killed" in records:
        parts.append(_recovery(records["killed"]["found"][0], local.get(2), ray.get(2)))
    return parts + ([_calculation(ray[2])] if ray else [])


def _recovery(killed: dict[str, Any], local: dict[str, Any] | None, ray: dict[str, Any] | None) -> str:
    words = f"Ray sorted {killed['photos']:,} photos in {killed['seconds']:,.0f} seconds"
    if ray and ray["photos"] == killed["photos"]:
        words += f" instead of {ray['seconds']:,.0f}"
    words += ", though one of its two workers was killed after the first thousand."
    if local and local["photos"] == killed["photos"]:
        same = "is" if local["table"] == killed["table"] else "is not"
        words += f" Its table {same} that of the local engine, to the byte."
    return words


def _calculation(row: dict[str, Any]) -> str:
    rate = _MACHINES * _rate(row)
    return (
        f"A calculation, not a measurement: a million such photos on {_MACHINES} machines would take "
        f"{_MILLION / rate / 3600:.1f} hours. It assumes that each machine has two such cores and is as fast as this "
        f"one with Ray and two workers; that the storage gives {rate * _KB / 1000:,.0f} MB a second ({_KB} kB a "
        f"photo); that the one process that copies writes {rate:,.0f} photos a second; and that no machine waits for "
        "another one."
    )


def _by_workers(record: dict[str, Any] | None) -> dict[int, dict[str, Any]]:
    return {row["workers"]: row for row in record["found"]} if record else {}


def _rate(row: dict[str, Any]) -> float:
    return float(row["photos"] / row["seconds"])


def _rest(record: dict[str, Any]) -> list[Table | str]:
    made = table("server", "clients", "requests", "requests a second", "p50 ms", "p95 ms", "p99 ms")
    for row in record["found"]:
        times = (f"{1000 * row[name]:.0f}" for name in ("p50", "p95", "p99"))
        made.add_row(row["server"], str(row["clients"]), str(row["requests"]), f"{row['rate']:.1f}", *times)
    return [made, _when(record)]


def _stores(records: dict[str, Any]) -> list[Table | str]:
    made = table("database", "items", "add ms", "search ms", "filtered page ms")
    names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
    for name, database in names.items():
        for row in records.get(name, {"found": []})["found"]:
            times = (f"{1000 * row[key]:.1f}" for key in ("add", "search", "page"))
            made.add_row(database, f"{row['items']:,}", *times)
    parts: list[Table | str] = [made] if made.row_count else []
    parts += _missing(*(name for name in names if name not in records))
    return parts + [f"{names[name]}: {_when(records[name])}" for name in names if name in records]
