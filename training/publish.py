"""A finished run -> an export with its card."""

import datetime
from pathlib import Path

from data.labels import CLASS_NAMES
from model.calibration import Thresholds
from model.card import Card, ExportError
from model.export import export_model
from model.exports import EXPORTED, next_version
from training.run import Run
from training.train import load_trained


def export_run(run: Run, to: Path | None = None) -> Path:
    """Exports a finished run to ``to``, by default ``model/exported/NAME`` under the next free version.

    Raises:
        RunError: the run is not finished.
        ExportError: ``to`` exists, or does not end in a version number.
    """
    result, data = run.read("result"), run.read("config")["data"]
    config = run.config()
    directory = to or EXPORTED / config.model.name / str(next_version(EXPORTED / config.model.name))
    if not directory.name.isdecimal():
        raise ExportError(
            f"Expected --to to end in a version number, like model/exported/cnn/2. Received: {directory}."
        )
    card = Card(
        name=directory.absolute().parent.name,
        version=int(directory.name),
        role="sorts Fashion-MNIST's images; for photos only with their garments cut out",
        parameters=result["parameters"],
        architecture=config.model,
        training={key: value for key, value in config.to_json().items() if key != "model"},
        class_names=CLASS_NAMES,
        temperature=result["temperature"],
        thresholds=Thresholds(**result["thresholds"]),
        metrics={part: {"dataset": data["name"], **result[part]} for part in ("validation", "test")},
        data={"name": data["name"], "md5": data["md5"]},
        seed=config.seed,
        seconds=result["seconds"],
        environment=run.read("environment"),
        date=datetime.datetime.now(datetime.UTC).date().isoformat(),
    )
    export_model(load_trained(run), card, directory)
    return directory
