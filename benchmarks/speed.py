"""make speed: milliseconds an image of every shipped export, written where the app's Models page finds them."""

import csv
import sys
from pathlib import Path

import numpy as np

from benchmarks.measuring import ROUNDS, median_seconds
from model.exports.store import EXPORTED, list_exports
from model.exports.summary import SPEED_FILE
from model.predictor import Predictor
from model.runtimes import RUNTIMES
from training.environment import environment

BATCHES = (1, 16, 64)  # the most that a classifier takes at once
_COLUMNS = ("export", "runtime", "batch", "milliseconds", "machine")
_CALLS = 200  # with one image, which may take as little as 0.03 ms


def main() -> int:
    """Measures, which takes half a minute, and writes the file; all exports at once, so that figures compare."""
    write_speeds(measure_speeds(), EXPORTED / SPEED_FILE)
    return 0


def measure_speeds(root: Path = EXPORTED) -> list[dict[str, str | float]]:
    """A row for each export in ``root``, runtime and size of batch."""
    made_on = environment()
    machine = f"{made_on['processor']}, {made_on['cores']} cores"
    rows = []
    for directory in list_exports(root):
        for runtime in RUNTIMES[1:]:
            predictor = Predictor(directory, runtime)
            for batch in BATCHES:
                milliseconds = round(_milliseconds(predictor, batch), 4)
                rows.append(
                    dict(zip(_COLUMNS, (predictor.card.id, runtime, batch, milliseconds, machine), strict=True))
                )
    return rows


def _milliseconds(predictor: Predictor, batch: int) -> float:
    config = predictor.card.architecture
    shape = (batch, config.input_size, config.input_size, config.channels)
    images = np.random.default_rng(0).integers(0, 256, shape, dtype=np.uint8)
    rounds = max(ROUNDS, _CALLS // batch)
    return 1000 * median_seconds(lambda: predictor.outputs(images), rounds) / batch


def write_speeds(rows: list[dict[str, str | float]], file: Path) -> None:
    """Writes what `model.exports.summary.read_speeds` reads."""
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, _COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    sys.exit(main())
