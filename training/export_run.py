"""A finished run -> an export with its card."""

import datetime
from pathlib import Path
from typing import Any

from data.fashion_mnist_files import OFFICIAL_NAME
from data.labels import CLASS_NAMES
from model.calibration import Thresholds
from model.exports.card import Card, ExportError
from model.exports.store import EXPORTED, next_version
from model.exports.writer import export_model
from training.config import TrainConfig
from training.fitting import load_trained
from training.ood import fit_ood
from training.run import Run, RunError
from training.seed_records import of_one_recipe, read_records, spread

_ROLES = {
    "images": "sorts Fashion-MNIST's images; for photos only with their garments cut out",
    "photos": "sorts photos of clothes, and says when something is none of them",
}


def export_run(run: Run, to: Path | None = None, data_dir: Path | None = None) -> Path:
    """Exports a finished run to ``to``, by default ``model/exported/NAME`` under the next free version.

    ``data_dir`` holds the data that it learnt from, if they have moved.

    Raises:
        RunError: the run is not finished, or this machine has another data set than the run learnt from.
        ExportError: ``to`` exists, or does not end in a version number.
    """
    result, source = run.read("result"), run.read("config")
    config, data, photos = run.config(), source["data"], source.get("photos", {})
    if to is None and data["name"] != OFFICIAL_NAME:
        raise RunError(
            f"{run.path} learnt from {data['name']}, and what ships learns from {OFFICIAL_NAME}. Name a folder for it "
            f"with --to, like runs/exports/{config.model.name}/1."
        )
    names = tuple(photos.get("class_names", CLASS_NAMES))
    if to is None and names != CLASS_NAMES:
        raise RunError(
            f"{run.path} sorts into {', '.join(names)}, and what ships sorts into the ten classes. Name a folder for "
            "it with --to, like runs/exports/mine/1."
        )
    name = "photo" if photos else config.model.name
    directory = to or EXPORTED / name / str(next_version(EXPORTED / name))
    if not directory.name.isdecimal():
        raise ExportError(
            f"Expected --to to end in a version number, like model/exported/cnn/2. Received: {directory}."
        )
    model = load_trained(run.exported_part, config.model)
    ood_score, measured = None, {}
    if not photos:  # those networks have an output for what is none of the classes
        ood_score, measured["ood"] = fit_ood(model, config, run.splits(data_dir))
    card = Card(
        name=directory.absolute().parent.name,
        version=int(directory.name),
        role=_ROLES["photos" if photos else "images"],
        parameters=result["parameters"],
        architecture=config.model,
        training={key: value for key, value in config.to_json().items() if key != "model"},
        class_names=names,
        temperature=result["temperature"],
        thresholds=Thresholds(**result["thresholds"]),
        metrics={
            part: {"dataset": data["name"], **result[part]}
            for part in ("photos", "validation", "test")
            if part in result
        }
        | measured
        | _over_seeds(run.recipe(), data["name"]),
        data={"name": data["name"], "md5": data["md5"], **_teacher(config, source)},
        photos=tuple(sorted(_learnt_from(config, photos))),
        seed=config.seed,
        seconds=result["seconds"],
        environment=run.read("environment"),
        date=datetime.datetime.now(datetime.UTC).date().isoformat(),
    )
    export_model(model, card, directory, run.exported_part.history_file, ood_score)
    return directory


def _over_seeds(recipe: TrainConfig, data: str) -> dict[str, Any]:
    """What the kept records of this recipe say, with any seed: one training alone may have been lucky."""
    records = of_one_recipe(read_records(), recipe, data)
    if not records:
        return {}
    mean, deviation = spread(records, "test", "accuracy")
    runs = [
        {"seed": record["config"].seed, **{part: record[part]["accuracy"] for part in ("validation", "test")}}
        for record in records
    ]
    return {"seeds": {"n": len(records), "accuracy": mean, "deviation": deviation, "runs": runs}}


def _teacher(config: TrainConfig, source: dict[str, Any]) -> dict[str, Any]:
    if "teacher" not in source:
        return {}
    return {"teacher": {"file": config.objective.teacher, "sha256": source["teacher"]}}


def _learnt_from(config: TrainConfig, photos: dict[str, Any]) -> list[str]:
    """The SHA-256 of every photo that the exported part has seen: all, or without folds all but the first fifth."""
    fold_of: dict[str, int] = photos.get("fold_of", {})
    has_folds = config.photos is not None and config.photos.folds > 0
    return [digest for digest, fold in fold_of.items() if has_folds or fold != 1]
