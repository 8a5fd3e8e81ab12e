"""Finished runs -> a file of their answers to the training images, from which other networks learn.

A network is surer of what it has learnt than it should be, wrong labels included. So an image is answered by those of
the runs that did not learn from it, where there are such: cross-fitting (arXiv 2104.09732, section 4).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from training.callbacks import predict_logits
from training.fitting import load_trained
from training.run import Run, RunError
from training.train import network_inputs, training_indices


def distil(runs: Sequence[Run], file: Path, data_dir: Path | None = None) -> dict[str, Any]:
    """Writes ``logits``, float16 (N, K), the runs' mean for each of the N images of the training file, to ``file``.

    Returns:
        ``n``, the number of training images; ``crossed``, the share that was answered by runs that had not learnt them;
        ``accuracy``, the share answered rightly.

    Raises:
        RunError: a run is not finished, learnt from photos, or from another data set than the first.
        DataError: the data set is missing.
    """
    for run in runs:
        run.read("result")
        if run.photos_dir:
            raise RunError(f"{run.path} learnt from photos. Name runs that learnt from Fashion-MNIST alone.")
    splits = runs[0].splits(data_dir)
    count = len(splits.train) + len(splits.validation)
    is_validation = np.ones(count, bool)
    is_validation[splits.train_indices] = False
    answered, unlearnt = [], []
    for run in runs:
        if run.read("config")["data"]["md5"] != splits.checksums:
            raise RunError(f"{run.path} and {runs[0].path} learnt from different data sets.")
        config = run.config()
        model = load_trained(run, config.model)
        logits = np.empty((count, config.model.classes), np.float32)
        logits[~is_validation] = predict_logits(model, network_inputs(config, splits.train))
        logits[is_validation] = predict_logits(model, network_inputs(config, splits.validation))
        # What it was taught itself may have come from a network that had learnt everything.
        new = np.full(count, not config.objective.teacher)
        new[splits.train_indices[training_indices(config, splits)]] = False
        answered.append(logits)
        unlearnt.append(new)
    has_new = np.any(unlearnt, axis=0)
    weights = np.where(has_new, unlearnt, True)[..., None]
    mean = (weights * answered).sum(axis=0) / weights.sum(axis=0)
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(f".{file.name}.npz")
    np.savez_compressed(aside, logits=mean.astype(np.float16))
    aside.replace(file)
    taught = mean[~is_validation].argmax(axis=1)
    return {
        "n": len(splits.train),
        "crossed": float(has_new[~is_validation].mean()),
        "accuracy": float((taught == splits.train.labels).mean()),
    }
