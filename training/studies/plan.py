"""The runs of a study: their configurations, their directories, and which are finished."""

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
    """One training of a study: a variant with a seed."""

    variant: Variant
    config: TrainConfig
    run: Run

    @property
    def name(self) -> str:
        """The variant and the seed, for display."""
        return f"{self.variant.name}, seed {self.config.seed}"

    def measured(self, *, layers: bool) -> bool:
        """Whether its figures are written, with ``layers`` also those of its layers."""
        if not (self.run.finished and (self.run.path / "study.json").exists()):
            return False
        return not layers or "layers" in self.run.read("study")


def plan_runs(study: Study, splits: Splits, root: Path) -> tuple[list[StudyRun], dict[str, str]]:
    """The runs of ``study``, seed by seed; and for each variant that cannot be trained, the reason.

    The folder of a run in ``root`` is named after its configuration and its data. So renamed variants and other studies
    find it again, and a changed study does not continue a run of another configuration.
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
    objective = dataclasses.replace(config.objective, teacher=teacher_digest(config.objective))
    changed = _changed(dataclasses.replace(config, objective=objective))
    text = json.dumps([changed, checksums], sort_keys=True)
    return f"{config.model.name}-seed{config.seed}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def _changed(options: Any) -> dict[str, Any]:
    """The options that differ from their defaults, nested as the fields are: a new option changes no older folder."""
    changed = {}
    for field in dataclasses.fields(options):
        value = getattr(options, field.name)
        inner = _changed(value) if dataclasses.is_dataclass(value) else value
        if inner != ({} if dataclasses.is_dataclass(value) else field.default):
            changed[field.name] = inner
    return changed
