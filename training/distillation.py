"""Targets for distillation (arXiv 1503.02531): the logits of finished runs on the training images.

A network is overconfident on the images it was trained on, wrong labels included. So the logits of an image come from
those runs that were not trained on it, where there are any: cross-fitting (arXiv 2104.09732, section 4).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from data.files import replacing
from training.callbacks import predict_logits
from training.fitting import load_trained
from training.run import Run, RunError
from training.train import network_inputs, training_indices


def write_targets(runs: Sequence[Run], file: Path, data_dir: Path | None = None) -> dict[str, Any]:
    """Writes ``logits``, float16 (N, K), the mean over runs for each of the N images of the training file, to ``file``.

    Returns:
        ``n``, the number of training images; ``crossed``, the share of them whose logits come from runs that were not
        trained on them; ``accuracy``, the share on which the largest logit is right.

    Raises:
        RunError: a run is not finished, was trained on photos, or on another data set than the first.
        DataError: the data set is missing.

    Example:
        >>> write_targets([Run(Path("runs/a")), Run(Path("runs/b"))], Path("targets.npz"))
        {'n': 55000, 'crossed': 1.0, 'accuracy': 0.95}
    """
    for run in runs:
        run.read("result")
        if run.photos_dir:
            raise RunError(f"{run.path} was trained on photos. Name runs that were trained on Fashion-MNIST alone.")
    splits = runs[0].splits(data_dir)
    count = len(splits.train) + len(splits.validation)
    is_validation = np.ones(count, bool)
    is_validation[splits.train_indices] = False
    of_runs, unseen_by = [], []
    for run in runs:
        if run.read("config")["data"]["md5"] != splits.checksums:
            raise RunError(f"{run.path} and {runs[0].path} were trained on different data sets.")
        config = run.config()
        model = load_trained(run, config.model)
        logits = np.empty((count, config.model.classes), np.float32)
        logits[~is_validation] = predict_logits(model, network_inputs(config, splits.train))
        logits[is_validation] = predict_logits(model, network_inputs(config, splits.validation))
        # The teacher of a distilled run may have been trained on every image.
        unseen = np.full(count, not config.objective.teacher)
        unseen[splits.train_indices[training_indices(config, splits)]] = False
        of_runs.append(logits)
        unseen_by.append(unseen)
    crossed = np.any(unseen_by, axis=0)
    weights = np.where(crossed, unseen_by, True)[..., None]
    mean = (weights * of_runs).sum(axis=0) / weights.sum(axis=0)
    file.parent.mkdir(parents=True, exist_ok=True)
    with replacing(file) as part:
        np.savez_compressed(part, logits=mean.astype(np.float16))
    predictions = mean[~is_validation].argmax(axis=1)
    return {
        "n": len(splits.train),
        "crossed": float(crossed[~is_validation].mean()),
        "accuracy": float((predictions == splits.train.labels).mean()),
    }
