"""A training of the segmenter: on photos with masks, measured on those of people it never saw."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import keras
import numpy as np
from rich.console import Console

from data.fashion_mnist import load_fashion_mnist
from data.photos.recipes import picture_to_input
from model.calibration import Thresholds
from model.networks.registry import build_model
from model.segments import SEGMENTS
from training.callbacks import predict_logits
from training.config import TrainConfig
from training.environment import environment
from training.fitting import fit, load_trained
from training.photos.pretrained import first_weights
from training.printing import photo_progress
from training.run import Run
from training.segmentation.batches import EPOCH, SegmentationBatches
from training.segmentation.examples import Example, digest_of, read_examples
from training.segmentation.loss import partial_label_loss
from training.segmentation.metrics import segmentation_report

_HELD_OUT, _PARTS = 0, 5  # the first of five parts of the people is held out


def train_segmenter(
    config: TrainConfig,
    out: Path,
    folders: Sequence[Path],
    *,
    negatives: Sequence[Path] = (),
    data_dir: Path | None = None,
    resume: bool = False,
    console: Console | None = None,
) -> dict[str, Any]:
    """Trains on the photos of ``folders`` that have masks, measures on a fifth held out, and writes a run to ``out``.

    Args:
        config: what to train, and how.
        out: the run's directory.
        folders: photo folders with masks; see `training.segmentation.examples`.
        negatives: folders of photos that show no clothes.
        data_dir: the folder of the four files of Fashion-MNIST, whose garments are composited into photos.
        resume: whether an unfinished run in ``out`` is continued after its last whole epoch.
        console: where progress is printed; standard error by default.

    Returns:
        The content of `result.json`.

    Raises:
        DataError: the data set or the masks are missing, or there are fewer than five groups of photos in a folder.
        RunError: ``out`` exists and ``resume`` was not given, or ``out`` holds another run.
        DivergenceError: a loss is not finite.
    """
    console = console or Console(stderr=True)
    run = Run(out)
    resume = resume and run.started
    if resume and run.check_resumable(config):
        console.print(f"{out} is finished already.")
        return run.read("result")
    build_model(config.model)  # refused before anything is written
    initialize = first_weights(config)
    splits = load_fashion_mnist(data_dir)
    with photo_progress(console) as progress:
        examples = read_examples(folders, negatives, _PARTS, progress)
    digest = digest_of(examples)
    if resume:
        run.check_data(splits.checksums, digest)
    else:
        source = {
            "directory": str(folders[0].resolve()),
            "directories": [str(folder.resolve()) for folder in folders],
            "negatives": [str(folder.resolve()) for folder in negatives],
            "digest": digest,
            "class_names": list(SEGMENTS),
            "fold_of": {one.sha256: one.fold + 1 for one in examples},
        }
        run.start(config, splits.directory, splits.name, splits.checksums, photos=source)
    run.write("environment", environment())
    trained = [one for one in examples if one.fold != _HELD_OUT]
    held_out = [one for one in examples if one.fold == _HELD_OUT]
    console.print(f"{len(trained):,} photos to train on, {len(held_out):,} held out")
    keras.utils.set_random_seed(config.seed)
    batches = SegmentationBatches(trained, splits.train, config.model.input_size, config.batch_size, config.seed)
    steps = max(1, EPOCH // config.batch_size)
    fit(
        config,
        run,
        lambda epoch: batches(epoch, steps),
        steps,
        config.batch_size,
        console,
        initialize=initialize,
        loss=partial_label_loss,
    )
    run.write("result", _result(config, run, held_out))
    run.checkpoint.unlink(missing_ok=True)
    return run.read("result")


def _result(config: TrainConfig, run: Run, held_out: Sequence[Example]) -> dict[str, Any]:
    """The content of `result.json`: figures on held-out photos."""
    model = load_trained(run, config.model)
    inputs = np.stack([picture_to_input(one.image, config.model.input_size) for one in held_out])
    seconds = sum(row["seconds"] for row in run.history())
    return {
        "parameters": model.count_params(),
        "epochs": config.epochs,
        "best_epoch": config.epochs,
        "seconds": seconds,
        "seconds_of_export": seconds,
        "temperature": 1.0,
        "thresholds": vars(Thresholds(1.0, 0.0)),
        "segmentation": segmentation_report(held_out, predict_logits(model, inputs)),
    }
