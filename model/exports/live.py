"""Makes another export live for a job.

The app and the command line use the export that `model/exported/live.toml` names, never the newest one, so that
exporting a run changes nothing until it is promoted.
"""

import math
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from data.files import creating_folder, write_atomically
from model.exports.card import Card, ExportError
from model.exports.store import EXPORTED, JOBS, LIVE_FILE, check_export, find_export, read_live, same_export

_SCORES: Mapping[str, tuple[str, str]] = {
    "photo": ("photos", "accuracy"),
    "fashion-mnist": ("test", "accuracy"),
    "segmenter": ("segmentation", "iou"),
}
"""The held-out score that decides about each job, as part and figure of `Card.metrics`; higher is better."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_HEADER = "# The export that is live for each job. Change it with: python -m training promote EXPORT --as JOB\n"


def promote(directory: Path, job: str, *, force: bool = False, root: Path = EXPORTED) -> Path:
    """Makes an export live for a job: copies it to ``root/NAME/VERSION``, if it is not there, and rewrites `LIVE_FILE`.

    The first export of a job is compared with none. Both steps are atomic: a reader sees the old state or the new one.

    Args:
        directory: an export that `training export` wrote.
        job: one of `JOBS`.
        force: whether to promote an export that lacks classes, or with a lower held-out score or none. An export that
            is damaged or not finite is refused even then, since its predictions could not be used.
        root: the folder that holds the exports.

    Returns:
        The directory of the export that is now live.

    Raises:
        ExportError: the export is refused; the message says why.
    """
    from model.predictor import Predictor
    from model.runtimes import choose_runtime

    if job not in JOBS:
        raise ExportError(f"Expected one of the jobs {', '.join(JOBS)}. Received: {job!r}.")
    check_export(directory)
    card = Card.read(directory)
    if not _NAME.fullmatch(card.name):
        raise ExportError(f"Expected the name of an export in letters and digits. Received: {card.name!r}.")
    if job != "segmenter":
        Predictor(
            directory, choose_runtime(local=True)
        )  # raises for outputs that are not finite or not of the card's shape
    if not force:
        _compare(card, job, root)
    target = root / card.name / str(card.version)
    if directory.resolve() != target.resolve():
        _copy(directory, target)
    live = {**read_live(root), job: card.id}
    lines = [f'{name} = "{live[name]}"\n' for name in JOBS if name in live]
    write_atomically(root / LIVE_FILE, _HEADER + "".join(lines))
    return target


def _compare(card: Card, job: str, root: Path) -> None:
    """Raises ExportError unless the candidate may replace the export that is live."""
    replaced = read_live(root).get(job)
    part, figure = _SCORES[job]
    score = _score(card, job)
    if score is None:
        raise ExportError(
            f"{card.id} has no {part} {figure}, which decides about the job {job}. "
            "Measure it before exporting, or promote with --force."
        )
    if replaced is None:
        return
    current = Card.read(find_export(replaced, root))
    if lacking := [name for name in current.class_names if name not in card.class_names]:
        raise ExportError(
            f"{card.id} lacks classes of {current.id}, which it would replace: {', '.join(lacking)}. "
            "Promote with --force."
        )
    before = _score(current, job)
    if before is not None and score < before:
        raise ExportError(
            f"{card.id} has {part} {figure} {score:.4f}, lower than the {before:.4f} of {current.id}, which it would "
            "replace. Promote with --force."
        )


def _score(card: Card, job: str) -> float | None:
    part, figure = _SCORES[job]
    value = card.metrics.get(part, {}).get(figure)
    return float(value) if isinstance(value, int | float) and math.isfinite(value) else None


def _copy(directory: Path, target: Path) -> None:
    if target.exists():
        if not same_export(directory, target):
            raise ExportError(f"{target} exists and is another export. Export {directory} under the next version.")
        check_export(target)
        return
    with creating_folder(target) as aside:
        shutil.copytree(directory, aside, dirs_exist_ok=True)
        check_export(aside)
