"""How far an export's answers differ between TensorFlow and LiteRT, and how long each takes, on the same photos."""

import csv
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from statistics import median

import numpy as np

from data.photos.garment import Garment
from model.predictor import Predictor

RUNTIMES_FILE = "runtimes.csv"
"""Beside the exports: a comparison of each, measured together on one machine."""

_ROUNDS = 3


@dataclass(frozen=True)
class RuntimeComparison:
    """An export on TensorFlow against the same export on LiteRT.

    Attributes:
        export: its id.
        photos: how many photos were classified.
        largest_difference: of any probability of any photo.
        same_labels: of how many photos the label is the same.
        tensorflow, litert: the median of the milliseconds for one photo, without finding the garment.
        machine: that it was measured on; empty for this one.
    """

    export: str
    photos: int
    largest_difference: float
    same_labels: int
    tensorflow: float
    litert: float
    machine: str = ""

    @property
    def milliseconds(self) -> dict[str, float]:
        """The time for one photo by runtime."""
        return {"litert": self.litert, "tensorflow": self.tensorflow}


def compare_runtimes(
    predictors: Mapping[str, Predictor], garments: Sequence[Garment], machine: str = ""
) -> RuntimeComparison:
    """Classifies the same garments on both runtimes.

    Args:
        predictors: of one export, by runtime: ``tensorflow`` and ``litert``.
        garments: at least one, as `model.garments.find_garment` finds them.
        machine: its name, if the result is kept.

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
        **milliseconds,
        machine=machine,
    )


def write_comparisons(comparisons: Iterable[RuntimeComparison], file: Path) -> None:
    """Writes the file that `read_comparisons` reads."""
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, [field.name for field in fields(RuntimeComparison)], lineterminator="\n")
        writer.writeheader()
        for one in comparisons:
            rounded = {"largest_difference": f"{one.largest_difference:.2e}"}
            rounded |= {runtime: f"{value:.3f}" for runtime, value in one.milliseconds.items()}
            writer.writerow(asdict(one) | rounded)


def read_comparisons(file: Path) -> dict[str, RuntimeComparison]:
    """What `write_comparisons` wrote, by the export's id; empty if there is no such file."""
    if not file.exists():
        return {}
    with file.open(newline="", encoding="utf-8") as stream:
        return {
            row["export"]: RuntimeComparison(
                row["export"],
                int(row["photos"]),
                float(row["largest_difference"]),
                int(row["same_labels"]),
                float(row["tensorflow"]),
                float(row["litert"]),
                row["machine"],
            )
            for row in csv.DictReader(stream)
        }
