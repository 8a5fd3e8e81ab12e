"""The test images of a finished run: scored once, and the figures stored with the run.

`training train` leaves the test images alone, so that nothing can be chosen by their figures.
"""

import contextlib
from pathlib import Path
from typing import Any

from data.errors import DataError
from data.fashion_mnist import Splits, load_fashion_mnist
from model.exports.card import ExportError
from model.metrics import BatchPredictions, classification_report
from training.callbacks import predict_logits
from training.evaluate import Subject, evaluate_test
from training.fitting import load_trained
from training.run import Run, RunError
from training.train import accuracy_of, network_inputs


def score_test_images(run: Run, splits: Splits) -> dict[str, Any]:
    """Scores the test images by a finished run; what was scored before with the same weights is read instead.

    Writes `evaluation.json`: the digest of the ``weights``, how many ``times`` they were scored, and as ``test`` the
    `classification_report` of the calibrated predictions; of a network with test-time augmentation also
    ``without_tta``, its accuracy on ``test`` without. The logits join those of the validation images in
    `predictions.npz`.

    Returns:
        What `Run.figures` returns afterwards.

    Raises:
        RunError: the run is not finished, was trained on another data set, or has classes of its own.
    """
    figures, config, source = run.figures(), run.config(), run.read("config")
    if source["data"]["md5"] != splits.checksums:
        raise RunError(f"{run.path} was trained on another data set than {splits.directory} holds.")
    class_names = run.class_names
    if not splits.has_labels_of(class_names):
        raise RunError(f"{run.path} has classes of its own, which the test images are not labelled with.")
    if "test" in figures:
        return figures
    inputs = network_inputs(config, splits.test)
    logits = predict_logits(load_trained(run.exported_part, config.model), inputs)
    predictions = BatchPredictions.from_logits(logits, figures["temperature"], config.model.classes)
    evaluation = {
        "weights": run.weights_digest(),
        "times": _times_scored(run) + 1,
        "test": classification_report(predictions.probabilities, splits.test.labels, class_names),
    }
    if config.model != config.model.without_tta:
        model = load_trained(run.exported_part, config.model.without_tta)
        evaluation["without_tta"] = {"test": accuracy_of(predict_logits(model, inputs), splits.test.labels)}
    run.write_predictions(**run.read_predictions() | {"test": logits})
    run.write("evaluation", evaluation)
    return run.figures()


def _times_scored(run: Run) -> int:
    """How often the test images were scored by this run so far; earlier versions did not count beyond once."""
    if (run.path / "evaluation.json").exists():
        return int(run.read("evaluation").get("times", 1))
    return int("test" in run.read("result"))


def _scored_again(run: Run, figures: dict[str, Any]) -> None:
    """Counts a further look at the test images, where the folder of the run may be written to."""
    stored = {"weights": run.weights_digest(), "test": figures["test"]}
    if (run.path / "evaluation.json").exists():
        stored = run.read("evaluation")
    with contextlib.suppress(OSError):
        run.write("evaluation", {**stored, "times": _times_scored(run) + 1})


def score_test(subject: Subject, data_dir: Path | None = None, *, required: bool = True) -> dict[str, Any] | str:
    """Scores the test images by an export or a run; the figures of a run are stored with it.

    Args:
        subject: the export or run.
        data_dir: the folder of the four files; by default the data set that a run was trained on, or the one that
            this machine has.
        required: whether missing test images are an error; otherwise nothing is downloaded, and the return value
            says why they are left out.

    Returns:
        `classification_report` with ``model`` and ``dataset``, of a run also ``times``, how often its test images were
        scored, this time included; or a message.

    Raises:
        DataError: the data set is missing or altered.
        ExportError: the subject has other classes than the test images.
    """
    try:
        if subject.run and not data_dir:
            splits = subject.run.splits(download=required)
        else:
            splits = load_fashion_mnist(data_dir, download=required)
        if not subject.run or subject.run.read("config")["data"]["md5"] != splits.checksums:
            return evaluate_test(subject, splits.directory)
        is_known = "test" in subject.run.figures()
        figures = score_test_images(subject.run, splits)
        if is_known:
            _scored_again(subject.run, figures)
        times = _times_scored(subject.run)
        return {"model": subject.name, "dataset": splits.name, "times": times, **figures["test"]}
    except (DataError, RunError, ExportError) as error:
        if required or data_dir:
            raise
        return f"The test images are left out: {error}"
