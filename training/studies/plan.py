"""A study's runs: which there are, where each lies, and which are finished."""

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.errors import DataError
from data.fashion_mnist import Splits
from model.networks.config import ConfigError
from training.config import TrainConfig, train_config
from training.run import Run
from training.studies.config import Study, Variant
from training.teacher import teacher_digest


@dataclass(frozen=True)
class StudyRun:
    """One training of a study: a variant under a seed."""

    variant: Variant
    config: TrainConfig
    run: Run

    @property
    def name(self) -> str:
        """The variant and the seed, in words."""
        return f"{self.variant.name}, seed {self.config.seed}"

    def measured(self, *, layers: bool) -> bool:
        """Whether all that a study wants of it is written, the statistics of its layers included or not."""
        if not (self.run.finished and (self.run.path / "study.json").exists()):
            return False
        return not layers or "layers" in self.run.read("study")


def plan_runs(study: Study, splits: Splits, root: Path) -> tuple[list[StudyRun], dict[str, str]]:
    """The runs of ``study``, seed by seed, and by variant why those that can't be run can't.

    A run lies in a folder of ``root`` that is named after its configuration and its data. So it is found again whatever
    its variant is called, other studies share it, and a changed study never goes on with what was begun under another.
    """
    runs, failures = [], {}
    for seed in study.seeds:
        for variant in study.variants:
            try:
                config = train_config(variant.model, study.preset, variant.options(), seed=seed)
                folder = _folder(config, splits.checksums)
            except (ConfigError, DataError) as error:
                failures[variant.name] = str(error)
                continue
            runs.append(StudyRun(variant, config, Run(root / folder)))
    return runs, failures


def _folder(config: TrainConfig, checksums: dict[str, str]) -> str:
    taught = dataclasses.replace(config.objective, teacher=teacher_digest(config.objective))
    told = _told(dataclasses.replace(config, objective=taught))
    text = json.dumps([told, checksums], sort_keys=True)
    return f"{config.model.name}-seed{config.seed}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def _told(options: Any) -> dict[str, Any]:
    """What differs from the defaults, nested as the fields are: an option that is new changes no older run's folder."""
    told = {}
    for field in dataclasses.fields(options):
        value = getattr(options, field.name)
        inner = _told(value) if dataclasses.is_dataclass(value) else value
        if inner != ({} if dataclasses.is_dataclass(value) else field.default):
            told[field.name] = inner
    return told
