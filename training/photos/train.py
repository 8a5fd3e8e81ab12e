"""A run on photos, cross-validated by who took them.

OUT/fold-1 …     trained without the groups of that fold, and the logits on their photos
OUT/final        trained on all photos: what is exported

Of networks that answer together, the first lies in a part's folder and each other one in member-2 … there.
"""

import dataclasses
from functools import partial
from pathlib import Path
from typing import Any

import keras
import numpy as np
from rich.console import Console

from data.fashion_mnist import Splits, load_fashion_mnist
from data.labels import CLASS_NAMES
from data.photos.recipes import RECIPES
from data.splits import grouped_folds
from model.calibration import fit_temperature
from model.metrics import answers, classification_report
from model.networks.registry import build_model
from training.callbacks import predict_logits
from training.config import TrainConfig
from training.environment import environment
from training.fitting import fit, load_trained
from training.photos.batches import photo_batches
from training.photos.collection import PhotoCollection, check_labels, class_names_of, load_collection
from training.photos.metrics import fit_photo_thresholds, held_out_report
from training.printing import photo_progress
from training.run import Run

_HELD_OUT_PARTS = 5  # without folds, the first of so many is held out
_SEEDS_APART = 1000  # so that runs of neighbouring seeds share no member


def train_photos(
    config: TrainConfig,
    out: Path,
    photos_dir: Path,
    *,
    data_dir: Path | None = None,
    resume: bool = False,
    console: Console | None = None,
) -> dict[str, Any]:
    """Trains on the photos of a folder, measures and calibrates on held-out groups, and writes it all to ``out``.

    With ``resume``, an unfinished run goes on after its last whole epoch.

    Returns:
        What `result.json` holds.

    Raises:
        DataError: the data set or the photos are missing, there are fewer groups than folds, or too few of them have
            photos of the classes, or `PhotoConfig.unseen` is no label.
        RunError: ``out`` exists and ``resume`` was not given, or holds another run.
    """
    assert config.photos is not None
    console = console or Console(stderr=True)
    run = Run(out)
    names = class_names_of(config.photos.classes, photos_dir)
    config = dataclasses.replace(config, model=dataclasses.replace(config.model, classes=len(names)))
    resume = resume and run.started
    if resume and run.check_resumable(config):
        console.print(f"{out} is finished already.")
        return run.read("result")
    build_model(config.model)  # refused before anything is written
    if resume:
        data_dir = data_dir or Path(run.read("config")["data"]["directory"])
    splits = load_fashion_mnist(data_dir)
    with photo_progress(console) as progress:
        collection = load_collection(photos_dir, names, progress)
    folds = grouped_folds(collection.groups, config.photos.folds or _HELD_OUT_PARTS)
    check_labels(collection, folds, config.photos)
    source = {
        "directory": str(photos_dir.resolve()),
        "digest": collection.digest,
        "class_names": list(names),
        "unreadable": collection.unreadable,
        "fold_of": dict(zip(collection.sha256, (folds + 1).tolist(), strict=True)),
    }
    if resume:
        run.check_data(splits.checksums, source["digest"])
    else:
        run.start(config, splits.directory, splits.name, splits.checksums, photos=source)
    run.write("environment", environment())
    parts = _fit_parts(config, run, splits, collection, folds, console)
    result = _result(config, run, splits, collection, folds, parts)
    run.write("result", result)
    return result


def _fit_parts(
    config: TrainConfig, run: Run, splits: Splits, collection: PhotoCollection, folds: np.ndarray, console: Console
) -> list[Run]:
    """Trains what is not trained yet; returns the parts in order, the one to export last."""
    assert config.photos is not None
    parts = []
    everything = np.arange(len(folds))
    for number in range(1, (config.photos.folds or 1) + 1):
        part = run.part(f"fold-{number}")
        parts.append(part)
        if not part.predictions.exists():
            held_out = everything[folds == number - 1]
            console.print(f"{part.path.name}: {len(everything) - len(held_out):,} photos, without {len(held_out):,}")
            _fit_part(config, part, splits, collection, everything[folds != number - 1], console)
            inputs = collection.inputs(held_out, config.model)
            logits = predict_logits(load_trained(part, config.model), inputs)
            part.write_predictions(photos=held_out, logits=logits)
    if config.photos.folds:
        part = run.part("final")
        parts.append(part)
        console.print(f"{part.path.name}: all {len(everything):,} photos")
        _fit_part(config, part, splits, collection, everything, console)
    return parts


def _fit_part(
    config: TrainConfig, part: Run, splits: Splits, collection: PhotoCollection, chosen: np.ndarray, console: Console
) -> None:
    """Trains what is not trained yet on the photos numbered ``chosen``; checkpoints go when the last epoch is done."""
    assert config.photos is not None
    chosen = collection.without(config.photos.labels_unseen, chosen)
    for number, member in enumerate(part.members(config.model.ensemble_size)):
        member.path.mkdir(exist_ok=True)
        if not member.checkpoint.exists() and len(member.history()) == config.epochs:
            continue
        if number:
            console.print(f"{part.path.name}: network {number + 1} of {config.model.ensemble_size}")
        of_member = dataclasses.replace(config, seed=config.seed + number * _SEEDS_APART)
        keras.utils.set_random_seed(of_member.seed)
        fit(
            of_member,
            member,
            partial(photo_batches, of_member, collection, chosen, splits.train),
            max(1, len(chosen) // config.batch_size),
            config.batch_size + config.photos.composites + config.photos.synthetic_negatives,
            console,
        )
        member.checkpoint.unlink(missing_ok=True)


def _result(
    config: TrainConfig,
    run: Run,
    splits: Splits,
    collection: PhotoCollection,
    folds: np.ndarray,
    parts: list[Run],
) -> dict[str, Any]:
    """Figures on held-out groups, the temperature and thresholds fitted there, and the test images' score."""
    assert config.photos is not None
    held_out = [part.read_predictions() for part in parts if part.predictions.exists()]
    numbers = np.concatenate([part["photos"] for part in held_out])
    logits = np.concatenate([part["logits"] for part in held_out])
    allowed = collection.allowed[numbers]
    temperature = fit_temperature(logits, allowed)
    report = held_out_report(
        [collection.photos[number] for number in numbers], logits, allowed, folds[numbers], collection.class_names
    )
    model = load_trained(parts[-1], config.model)
    result = {
        "parameters": model.count_params(),
        "epochs": config.epochs,
        "best_epoch": config.epochs,
        "seconds": sum(_seconds(part, config) for part in parts),
        "seconds_of_export": _seconds(parts[-1], config),
        "temperature": temperature,
        "thresholds": dataclasses.asdict(fit_photo_thresholds(logits, allowed, temperature)),
        "photos": report,
    }
    if collection.class_names == CLASS_NAMES:
        recipe = RECIPES[config.model.recipe]
        images = recipe.from_dataset(splits.test.images, config.model.input_size, config.model.channels)
        answered = answers(predict_logits(model, images), temperature, config.model.classes)
        result["test"] = classification_report(answered.probabilities, splits.test.labels, CLASS_NAMES)
    return result


def _seconds(part: Run, config: TrainConfig) -> float:
    return sum(row["seconds"] for member in part.members(config.model.ensemble_size) for row in member.history())
