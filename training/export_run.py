"""Exports a finished run with its card."""

import datetime
from pathlib import Path
from typing import Any

from model.calibration import Thresholds
from model.exports.card import Card, ExportError
from model.exports.store import next_version
from model.exports.writer import export_model
from training.config import TrainConfig
from training.fitting import load_trained
from training.ood import fit_ood
from training.run import Run, RunError
from training.seed_records import of_one_recipe, over_seeds, read_records

EXPORTS = Path("runs") / "exports"
"""Where exports are written unless another folder is named. `training promote` makes one of them live."""

_ROLES = {
    "images": "classifies images of Fashion-MNIST; photos only after their garments are cut out",
    "segmentation": "finds people and garments in a picture, pixel by pixel",
    "photos": "classifies photos of clothes, and tells when a photo shows none of its classes",
}


def export_run(run: Run, to: Path | None = None, data_dir: Path | None = None) -> Path:
    """Exports a finished run.

    The card has figures on test images only if `training evaluate` scored them before.

    Args:
        run: the run.
        to: the directory NAME/VERSION to create; by default the next free version of ``runs/exports/NAME``.
        data_dir: the data that the run was trained on, if they have moved.

    Returns:
        The export's directory.

    Raises:
        RunError: the run is not finished or diverged, or this machine has another data set than it was trained on.
        ExportError: ``to`` exists, or does not end in a version number.
    """
    result, source = run.figures(), run.read("config")
    config, data, photos = run.config(), source["data"], source.get("photos", {})
    if "validation" in result and result["validation"]["loss"] is None:
        raise RunError(f"{run.path} diverged: its loss is not finite. Train again with a lower learning rate.")
    kind = "segmentation" if config.model.segments else "photos" if photos else "images"
    name = "photo" if kind == "photos" else config.model.name
    directory = to or EXPORTS / name / str(next_version(EXPORTS / name))
    if not directory.name.isdecimal():
        raise ExportError(f"Expected --to to end in a version number, like {EXPORTS / name / '1'}. Received: {to}.")
    model = load_trained(run.exported_part, config.model)
    ood_score, measured = None, {}
    if not photos:  # networks for photos have an output for "none of the classes"
        ood_score, measured["ood"] = fit_ood(model, config, run.splits(data_dir))
    card = Card(
        name=directory.absolute().parent.name,
        version=int(directory.name),
        role=_ROLES[kind],
        parameters=result["parameters"],
        architecture=config.model,
        training={key: value for key, value in config.to_json().items() if key != "model"},
        class_names=run.class_names,
        temperature=result["temperature"],
        thresholds=Thresholds(**result["thresholds"]),
        metrics={
            part: {"dataset": data["name"], **result[part]}
            for part in ("photos", "segmentation", "validation", "test")
            if part in result
        }
        | measured
        | _over_seeds(run.recipe(), data["name"]),
        data={"name": data["name"], "md5": data["md5"], **_teacher(config, source)},
        photos=tuple(sorted(_trained_on(config, photos))),
        segmenter=photos.get("segmenter", ""),
        seed=config.seed,
        seconds=result["seconds"],
        environment=run.read("environment"),
        date=datetime.datetime.now(datetime.UTC).date().isoformat(),
    )
    export_model(model, card, directory, run.exported_part.history_file, ood_score)
    return directory


def _over_seeds(recipe: TrainConfig, data: str) -> dict[str, Any]:
    """The test accuracy over the recorded seeds of this recipe: a single training may have been lucky."""
    records = of_one_recipe(read_records(), recipe, data)
    if not records:
        return {}
    accuracies = over_seeds(records, "test", "accuracy")
    runs = [
        {"seed": record["config"].seed, **{part: record[part]["accuracy"] for part in ("validation", "test")}}
        for record in records
    ]
    return {"seeds": {"n": len(records), "accuracy": accuracies.mean, "deviation": accuracies.deviation, "runs": runs}}


def _teacher(config: TrainConfig, source: dict[str, Any]) -> dict[str, Any]:
    if "teacher" not in source:
        return {}
    return {"teacher": {"file": config.objective.teacher, "sha256": source["teacher"]}}


def _trained_on(config: TrainConfig, photos: dict[str, Any]) -> list[str]:
    """The SHA-256 of every photo that the exported network was trained on: without folds, all but the first part."""
    fold_of: dict[str, int] = photos.get("fold_of", {})
    has_folds = config.photos is not None and config.photos.folds > 0
    return [digest for digest, fold in fold_of.items() if has_folds or fold != 1]
