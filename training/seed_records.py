"""The figures of finished runs, one file per recipe and seed: seeds may be trained on different days and machines."""

import dataclasses
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from data.fashion_mnist_files import OFFICIAL_NAME
from data.files import write_atomically
from model.networks.cost import multiply_adds
from model.networks.registry import build_model
from model.spread import Spread, spread
from training.config import TrainConfig
from training.run import Run, RunError

RECORDS = Path(__file__).parents[1] / "docs" / "accuracy"
"""The records of the networks that ship, and of those that they are compared with."""

_PARTS = ("validation", "test")
_FIGURES = ("n", "accuracy", "accuracy_interval", "loss", "ece")


def write_record(run: Run, folder: Path = RECORDS) -> Path:
    """Writes the figures of a run to ``folder``, as MODEL-seedN.json, or MODEL-distilled-seedN.json with a teacher.

    Raises:
        RunError: the run is not finished, its test images are not scored, it was trained on a part of the images, or
            the file holds the figures of another recipe.
    """
    result, config, data = run.figures(), run.recipe(), run.read("config")["data"]["name"]
    if "test" not in result:
        raise RunError(f"{run.path} has no figures on test images. Run `python -m training evaluate {run.path}` first.")
    whole = not config.train_images or run.read("config")["data"]["name"] != OFFICIAL_NAME
    if config.holdout_part or not whole:
        raise RunError(
            f"{run.path} was trained on a part of the training images. Records are of trainings on all of them."
        )
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
        raise RunError(f"{file} holds the figures of another recipe. Remove it, if it is no longer needed.")
    folder.mkdir(parents=True, exist_ok=True)
    write_atomically(file, json.dumps(record, indent=1, allow_nan=False) + "\n")
    return file


def read_records(folder: Path = RECORDS) -> list[dict[str, Any]]:
    """All records of a folder, sorted by model and seed.

    Raises:
        RunError: a JSON file there is not a record.
    """
    records = [_read(file) for file in sorted(folder.glob("*.json"))]
    return sorted(records, key=lambda record: (record["config"].model.name, record["config"].seed))


def _read(file: Path) -> dict[str, Any]:
    try:
        record: dict[str, Any] = json.loads(file.read_text("utf-8"))
        return {**record, "config": TrainConfig.from_json(record["train"])}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RunError(f"{file} is not the record of a training ({error}). Record the run again.") from error


def of_one_recipe(records: Iterable[dict[str, Any]], recipe: TrainConfig, data: str) -> list[dict[str, Any]]:
    """The records of ``recipe``, a result of `Run.recipe`, with any seed, on the data set named ``data``."""
    return [
        record
        for record in records
        if record["data"] == data and dataclasses.replace(record["config"], seed=recipe.seed) == recipe
    ]


def recipes(records: Iterable[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The records on the official data set, grouped by recipe."""
    left, found = [record for record in records if record["data"] == OFFICIAL_NAME], []
    while left:
        same = of_one_recipe(left, left[0]["config"], OFFICIAL_NAME)
        found.append(same)
        left = [record for record in left if record not in same]
    return found


def over_seeds(records: Sequence[Mapping[str, Any]], part: str, figure: str) -> Spread:
    """The spread of ``record[part][figure]`` over the records of one recipe."""
    return spread(record[part][figure] for record in records)
