"""What the best network of a study answered, kept beside its tables: a run without weights, for reports."""

import shutil
from pathlib import Path

import numpy as np

from training.run import Run

_FILES = ("environment.json", "history.csv")


def answers(directory: Path) -> Run:
    """The run whose answers lie in the folder of a study; it may not be there, and it never has weights."""
    return Run(directory / "best")


def keep_answers(run: Run, directory: Path) -> None:
    """Copies everything but the weights of a scored run to the folder of its study.

    The logits are stored as float16: 300 kB for 15,000 images. The names of folders on this machine are left out.
    """
    kept = answers(directory)
    kept.path.mkdir(parents=True, exist_ok=True)
    for name in _FILES:
        shutil.copyfile(run.path / name, kept.path / name)
    config = run.read("config")
    kept.write("config", {**config, "data": {**config["data"], "directory": ""}})
    kept.write("result", run.figures())  # the figures on the test images included
    kept.write_predictions(**{name: logits.astype(np.float16) for name, logits in run.read_predictions().items()})
