"""The records of what the tests of faults found, which `tests.faults.reliability` makes docs/reliability.md of."""

import json
import os
from datetime import date
from pathlib import Path

from training.environment import environment

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "reliability"
_BUSY = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
"""The load average of the last minute before this program measured anything."""


def write_record(name, content):
    """Writes a record with the date and the machine; returns its path."""
    machine = environment()
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{name}.json"
    where = {key: machine[key] for key in ("processor", "cores", "python")}
    record = {"date": date.today().isoformat(), **where, "busy": round(_BUSY, 1), "found": content}
    path.write_text(json.dumps(record, indent=1) + "\n", "utf-8")
    return path


def recording():
    """Whether the tests shall write records: `make test-faults` sets WARDROBE_RECORDS."""
    return bool(os.environ.get("WARDROBE_RECORDS"))


def read_record(name):
    """A record, or None if there is none."""
    path = FOLDER / f"{name}.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else None
