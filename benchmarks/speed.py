"""make speed: milliseconds per image of every shipped export; writes the table that the Models page reads."""

import csv
import sys
from pathlib import Path

import numpy as np

from benchmarks.measuring import ROUNDS, median_seconds
from model.exports.store import EXPORTED, list_exports
from model.exports.summary import SPEED_FILE
from model.predictor import Predictor
from model.runtimes import LOCAL_RUNTIMES
from training.environment import environment

BATCHES = (1, 16, 64)  # 64 is the largest batch that a predictor runs at once
_COLUMNS = ("export", "runtime", "batch", "milliseconds", "machine")
_CALLS = 200  # with one image, which can take as little as 0.03 ms


def main() -> int:
    """Measures all exports in half a minute, in one run so that they can be compared, and writes the file."""
    write_speeds(measure_speeds(), EXPORTED / SPEED_FILE)
    return 0


def measure_speeds(root: Path = EXPORTED) -> list[dict[str, str | float]]:
    """One row for each export in ``root``, runtime and batch size."""
    made_on = environment()
    machine = f"{made_on['processor']}, {made_on['cores']} cores"
    rows: list[dict[str, str | float]] = []
    for directory in list_exports(root):
        for runtime in LOCAL_RUNTIMES:
            predictor = Predictor(directory, runtime)
            for batch in BATCHES:
                milliseconds = round(_milliseconds(predictor, batch), 4)
                cells: tuple[str | float, ...] = (predictor.card.id, runtime, batch, milliseconds, machine)
                rows.append(dict(zip(_COLUMNS, cells, strict=True)))
    return rows


def _milliseconds(predictor: Predictor, batch: int) -> float:
    config = predictor.card.architecture
    shape = (batch, config.input_size, config.input_size, config.channels)
    images = np.random.default_rng(0).integers(0, 256, shape, dtype=np.uint8)
    rounds = max(ROUNDS, _CALLS // batch)
    return 1000 * median_seconds(lambda: predictor.outputs(images), rounds) / batch


def write_speeds(rows: list[dict[str, str | float]], file: Path) -> None:
    """Writes the file that `model.exports.summary.read_speeds` reads."""
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, _COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    sys.exit(main())
