"""A run on photos, cross-validated by who took them where that is known.

OUT/fold-1 …     trained without the photos of that fold, with the logits on them
OUT/final        trained on all photos, and exported

The first network of an ensemble lies in the part's folder, the others in its subfolders member-2 …
"""

import dataclasses
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import keras
import numpy as np
from rich.console import Console

from data.errors import DataError
from data.fashion_mnist import Splits, load_fashion_mnist
from model.garments import live_segmenter
from model.networks.registry import build_model
from training.callbacks import diverged, predict_logits
from training.config import TrainConfig
from training.environment import environment
from training.fitting import fit, load_trained
from training.photos.batches import photo_batches
from training.photos.collection import PhotoCollection, class_names_of, load_collection
from training.photos.metrics import calibrate_on_photos, held_out_report
from training.photos.negatives import NO_NEGATIVES, Negatives
from training.photos.pretrained import first_weights
from training.photos.printing import print_photos
from training.photos.splits import HeldOut, check_split, split_photos
from training.printing import counted, photo_progress
from training.run import DivergenceError, Run

_SEEDS_APART = 1000  # between the members of an ensemble, so that runs of neighbouring seeds share none


def train_photos(
    config: TrainConfig,
    out: Path,
    photo_dirs: Sequence[Path],
    *,
    negatives: Negatives = NO_NEGATIVES,
    data_dir: Path | None = None,
    resume: bool = False,
    console: Console | None = None,
) -> dict[str, Any]:
    """Trains on the photos of some folders, measures and calibrates on held-out photos, and writes a run to ``out``.

    Args:
        config: what to train, and how.
        out: the run's directory.
        photo_dirs: photo folders; see `training.photos.collection.load_collection`.
        negatives: labels and folders of photos that are none of the classes.
        data_dir: the folder of the four files of Fashion-MNIST; see `load_fashion_mnist` for the default.
        resume: whether an unfinished run in ``out`` is continued after its last whole epoch.
        console: where progress is printed; standard error by default.

    Returns:
        The content of `result.json`.

    Raises:
        DataError: the data set or the photos are missing, a class has no photo to train on, there are fewer groups
            than folds, or `PhotoConfig.unseen` is not a label of the folders.
        RunError: ``out`` exists and ``resume`` was not given, or ``out`` holds another run.
        DivergenceError: a loss is not finite.
    """
    options = config.photos
    assert options is not None
    console = console or Console(stderr=True)
    run = Run(out)
    names = class_names_of(options.classes, photo_dirs, negatives)
    config = dataclasses.replace(config, model=dataclasses.replace(config.model, classes=len(names)))
    resume = resume and run.started
    if resume and run.check_resumable(config):
        console.print(f"{out} is finished already.")
        return run.read("result")
    build_model(config.model)  # refused before anything is written
    first_weights(config)
    if resume:
        data_dir = data_dir or Path(run.read("config")["data"]["directory"])
    splits = load_fashion_mnist(data_dir)
    with photo_progress(console) as progress:
        collection = load_collection(
            photo_dirs, names, progress, negatives=negatives, input_size=config.model.input_size
        )
    held_out = split_photos(collection, options.folds)
    if config.start_from:
        held_out = dataclasses.replace(held_out, folds=_folds_of_start(config, collection))
    check_split(collection, held_out.folds, options)
    source: dict[str, Any] = {
        "directory": str(photo_dirs[0].resolve()),
        "directories": [str(folder.resolve()) for folder in photo_dirs],
        "negatives": negatives.entries(),
        "digest": collection.digest,
        "class_names": list(names),
        "unreadable": collection.unreadable,
        "segmenter": live_segmenter().card.id,
        "fold_of": {
            photo.sha256: fold for photo, fold in zip(collection.photos, (held_out.folds + 1).tolist(), strict=True)
        },
    }
    if resume:
        run.check_data(splits.checksums, collection.digest)
    else:
        run.start(config, splits.directory, splits.name, splits.checksums, photos=source)
    run.write("environment", environment())
    print_photos(console, collection, held_out.folds, options.folds)
    parts = _fit_parts(config, run, splits, collection, held_out.folds, console)
    run.write("result", _result(config, collection, held_out, parts))
    return run.read("result")


def _folds_of_start(config: TrainConfig, collection: PhotoCollection) -> np.ndarray:
    """The fold of each photo, int (N,): the same as in the run that ``config`` starts from.

    Its weights were fitted to the photos that it did not hold out, so these cannot be held out now. Photos that it did
    not have are trained on, unless the photos of their group were held out.

    Raises:
        DataError: that run held out none of the photos.
    """
    before: dict[str, int] = Run(Path(config.start_from)).read("config").get("photos", {}).get("fold_of", {})
    folds = np.array([before.get(photo.sha256, 0) for photo in collection.photos]) - 1
    groups = {(photo.source, photo.group) for photo, fold in zip(collection.photos, folds, strict=True) if fold == 0}
    if not groups:
        raise DataError(
            f"Expected start_from to name a run that held out some of these photos. Received: {config.start_from!r}."
        )
    is_new_of_group = [
        bool(photo.group) and fold < 0 and (photo.source, photo.group) in groups
        for photo, fold in zip(collection.photos, folds, strict=True)
    ]
    return np.where(is_new_of_group, 0, np.where(folds < 0, 1, folds))


def _fit_parts(
    config: TrainConfig, run: Run, splits: Splits, collection: PhotoCollection, folds: np.ndarray, console: Console
) -> list[Run]:
    """Trains the parts that are not trained yet; returns all in order, the one to export last."""
    assert config.photos is not None
    parts = []
    everything = np.arange(len(folds))
    for number in range(1, (config.photos.folds or 1) + 1):
        part = run.part(f"fold-{number}")
        parts.append(part)
        if not part.predictions.exists():
            held_out = everything[(folds == number - 1) & collection.measured]
            others = everything[(folds != number - 1) & collection.trained]
            console.print(f"{part.path.name}: {counted(len(others), 'garment')}, without {len(held_out):,}")
            _fit_part(config, part, splits, collection, others, console)
            inputs = collection.inputs(held_out, config.model)
            logits = predict_logits(load_trained(part, config.model), inputs)
            part.write_predictions(photos=held_out, logits=logits)
    if config.photos.folds:
        part = run.part("final")
        parts.append(part)
        console.print(f"{part.path.name}: all {counted(len(everything), 'garment')}")
        _fit_part(config, part, splits, collection, everything[collection.trained], console)
    return parts


def _fit_part(
    config: TrainConfig, part: Run, splits: Splits, collection: PhotoCollection, chosen: np.ndarray, console: Console
) -> None:
    """Trains the networks that are not trained yet on the photos numbered ``chosen``."""
    assert config.photos is not None
    chosen = chosen[~collection.with_labels(config.photos.labels_unseen)[chosen]]
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
            config.batch_size + config.photos.extras,
            console,
            initialize=first_weights(config),
        )
        member.checkpoint.unlink(missing_ok=True)


def _result(config: TrainConfig, collection: PhotoCollection, held_out: HeldOut, parts: list[Run]) -> dict[str, Any]:
    """The content of `result.json`: figures on held-out photos, and the calibration that these give."""
    predictions = [part.read_predictions() for part in parts if part.predictions.exists()]
    numbers = np.concatenate([part["photos"] for part in predictions])
    logits = np.concatenate([part["logits"] for part in predictions])
    if not np.isfinite(logits).all():
        raise DivergenceError(diverged("a logit of the trained network is NaN", config.optimization.learning_rate))
    allowed = collection.allowed[numbers]
    sources = collection.sources[numbers]
    worn = collection.worn[numbers]
    calibration = calibrate_on_photos(logits, allowed, collection.class_names, sources.tolist(), worn)
    report = held_out_report(
        [collection.photos[number] for number in numbers],
        logits,
        allowed,
        held_out.folds[numbers],
        collection.class_names,
        held_out.by,
        collection.unreadable,
        np.isin(sources, list(collection.tagged_sources)),
        worn,
    )
    model = load_trained(parts[-1], config.model)
    before = Run(Path(config.start_from)).read("result")["seconds"] if config.start_from else 0.0
    return {
        "parameters": model.count_params(),
        "epochs": config.epochs,
        "best_epoch": config.epochs,
        "seconds": before + sum(_seconds(part, config) for part in parts),
        "seconds_of_export": before + _seconds(parts[-1], config),
        "temperature": calibration.temperature,
        "thresholds": dataclasses.asdict(calibration.thresholds),
        "calibration_warning": calibration.warning(),
        "photos": report,
    }


def _seconds(part: Run, config: TrainConfig) -> float:
    return sum(row["seconds"] for member in part.members(config.model.ensemble_size) for row in member.history())
