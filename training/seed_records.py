"""Finished seeds, kept in the repository: a file each, so that seeds can be trained on different days and machines."""

import dataclasses
import json
import statistics
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from data.fashion_mnist_files import OFFICIAL_NAME
from model.networks.cost import multiply_adds
from model.networks.registry import build_model
from training.config import TrainConfig
from training.run import Run, RunError

RECORDS = Path(__file__).parents[1] / "docs" / "accuracy"
"""What is kept of the networks that ship, and of those that they are compared with."""

_PARTS = ("validation", "test")
_FIGURES = ("n", "accuracy", "accuracy_interval", "loss", "ece")


def write_record(run: Run, folder: Path = RECORDS) -> Path:
    """Writes what a finished run gave to ``folder``, as MODEL-seedN.json, or MODEL-distilled-seedN.json with a teacher.

    Raises:
        RunError: the run is not finished or learnt from a part of the images, or another recipe's record is there.
    """
    result, config, data = run.read("result"), run.recipe(), run.read("config")["data"]["name"]
    if config.holdout_part or config.train_fraction < 1:
        raise RunError(f"{run.path} learnt from a part of the training images. What is kept is of whole trainings.")
    without_tta = {"without_tta": result["without_tta"]} if "without_tta" in result else {}
    record = {
        "train": config.to_json(),
        "data": data,
        "parameters": result["parameters"],
        "multiply_adds": multiply_adds(build_model(config.model)) * config.model.passes_per_image,
        **{key: result[key] for key in ("epochs", "best_epoch", "seconds")},
        **{part: {key: result[part][key] for key in _FIGURES} for part in _PARTS},
        **without_tta,
        "environment": run.read("environment"),
    }
    distilled = "-distilled" if config.objective.teacher else ""
    file = folder / f"{config.model.name}{distilled}-seed{config.seed}.json"
    if file.exists() and not of_one_recipe([_read(file)], config, data):
        raise RunError(f"{file} holds the figures of another recipe. Remove it if that is not wanted any more.")
    folder.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(record, indent=1) + "\n", "utf-8")
    return file


def read_records(folder: Path = RECORDS) -> list[dict[str, Any]]:
    """All records of a folder, by model and seed.

    Raises:
        RunError: a file there is no record.
    """
    records = [_read(file) for file in sorted(folder.glob("*.json"))]
    return sorted(records, key=lambda record: (record["config"].model.name, record["config"].seed))


def _read(file: Path) -> dict[str, Any]:
    try:
        record: dict[str, Any] = json.loads(file.read_text("utf-8"))
        return {**record, "config": TrainConfig.from_json(record["train"])}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RunError(f"{file} is no record of a training ({error}). Record the run again.") from error


def of_one_recipe(records: Iterable[dict[str, Any]], recipe: TrainConfig, data: str) -> list[dict[str, Any]]:
    """The records of ``recipe``, as `Run.recipe` says it, with any seed, scored on the data set ``data``."""
    return [
        record
        for record in records
        if record["data"] == data and dataclasses.replace(record["config"], seed=recipe.seed) == recipe
    ]


def recipes(records: Iterable[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The records of the official data set, those of one recipe together."""
    left, found = [record for record in records if record["data"] == OFFICIAL_NAME], []
    while left:
        same = of_one_recipe(left, left[0]["config"], OFFICIAL_NAME)
        found.append(same)
        left = [record for record in left if record not in same]
    return found


def spread(records: Sequence[dict[str, Any]], part: str, figure: str) -> tuple[float, float | None]:
    """Mean and standard deviation, of a sample, of a figure over seeds; no deviation of a single one."""
    values = [record[part][figure] for record in records]
    return statistics.mean(values), statistics.stdev(values) if len(values) > 1 else None
