"""How far an export's answers differ between TensorFlow and LiteRT, and how long each takes, on the same photos."""

import csv
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import numpy as np

from data.photos.garment import Garment
from model.predictor import Predictor

RUNTIMES_FILE = "runtimes.csv"
"""Beside the exports: a comparison of each."""

_ROUNDS = 3
_COLUMNS = ("export", "photos", "largest_difference", "same_labels")


@dataclass(frozen=True)
class RuntimeComparison:
    """An export on TensorFlow against the same export on LiteRT.

    Attributes:
        export: its id.
        photos: how many photos were classified.
        largest_difference: of any probability of any photo.
        same_labels: of how many photos the label is the same.
        milliseconds: the median for one photo by runtime, without finding the garment. It depends on the machine and
            is not kept; `benchmarks.speed` measures it for all exports together.
    """

    export: str
    photos: int
    largest_difference: float
    same_labels: int
    milliseconds: Mapping[str, float] = field(default_factory=dict)


def compare_runtimes(predictors: Mapping[str, Predictor], garments: Sequence[Garment]) -> RuntimeComparison:
    """Classifies the same garments on both runtimes.

    Args:
        predictors: of one export, by runtime: ``tensorflow`` and ``litert``.
        garments: at least one, as `model.garments.find_garment` finds them.

    Raises:
        ExportError: the export gives values that are not finite.
    """
    probabilities, milliseconds = {}, {}
    for runtime, predictor in predictors.items():
        inputs = [predictor.input_of(garment)[None] for garment in garments]
        times = []
        for _ in range(_ROUNDS):
            outputs = []
            for one in inputs:
                start = time.perf_counter()
                outputs.append(predictor.predict_images(one).probabilities)
                times.append(1000 * (time.perf_counter() - start))
        probabilities[runtime], milliseconds[runtime] = np.concatenate(outputs), median(times)
    one, other = probabilities["tensorflow"], probabilities["litert"]
    return RuntimeComparison(
        export=predictors["litert"].card.id,
        photos=len(garments),
        largest_difference=float(np.abs(one - other).max()),
        same_labels=int((one.argmax(axis=1) == other.argmax(axis=1)).sum()),
        milliseconds=milliseconds,
    )


def write_comparisons(comparisons: Iterable[RuntimeComparison], file: Path) -> None:
    """Writes the file that `read_comparisons` reads."""
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(_COLUMNS)
        for one in comparisons:
            writer.writerow([one.export, one.photos, f"{one.largest_difference:.2e}", one.same_labels])


def read_comparisons(file: Path) -> dict[str, RuntimeComparison]:
    """What `write_comparisons` wrote, by the export's id, without times; empty if there is no such file."""
    if not file.exists():
        return {}
    with file.open(newline="", encoding="utf-8") as stream:
        rows = ([row[name] for name in _COLUMNS] for row in csv.DictReader(stream))
        return {
            export: RuntimeComparison(export, int(photos), float(difference), int(same))
            for export, photos, difference, same in rows
        }
