"""Classifies photos on Ray: on all cores of this computer, or on the computers of a cluster that see the same folder.

Ray Data starts the workers, replaces those that are killed, and holds back the readers while the workers are busy.
"""

import json
import logging
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from model.predictor import Predictor
from model.startup import available_cores
from wardrobe.folders.engines import Engine
from wardrobe.folders.sort_log import Row
from wardrobe.folders.worker import Worker
from wardrobe.store.errors import WardrobeError

_BATCH = 16  # photos that a worker takes at once
_BLOCK = 256  # photos at most that a worker gets together
_BLOCKS = 4  # at least, of each worker: so all have work, and none waits long for the last one


def ray_engine(workers: int | None = None) -> Engine:
    """The engine on Ray.

    Args:
        workers: processes; by default as many as the cluster has cores.

    Raises:
        WardrobeError: Ray is not installed or does not start.
    """
    # Otherwise Ray holds messages back until the program ends, and then prints them among its results.
    os.environ.setdefault("RAY_DEDUP_LOGS", "0")
    try:
        import ray
    except ImportError as error:
        raise WardrobeError("sort-no-ray") from error
    if not ray.is_initialized():
        # Otherwise everything else on this computer comes before the workers, which have a niceness of 15.
        os.environ.setdefault("RAY_worker_niceness", "0")
        try:
            # Joins the cluster that RAY_ADDRESS names, or else starts one here that ends with this process. The workers
            # take all of its cores but one, which Ray needs for its own tasks.
            ray.init(
                num_cpus=(workers or available_cores()) + 1 if _is_local() else None,
                include_dashboard=False,
                log_to_driver=False,
                logging_level=logging.ERROR,
                runtime_env={"env_vars": {"PYTHONPATH": str(Path(__file__).parents[2])}},
            )
        except Exception as error:  # Ray has no class of errors for what goes wrong here
            raise WardrobeError("sort-ray-failed", reason=str(error).partition("\n")[0]) from error
    resources: dict[str, float] = ray.cluster_resources()
    return partial(in_ray, workers=workers or max(1, int(resources.get("CPU", 2)) - 1))


def in_ray(files: Iterable[Path], predictor: Predictor, *, workers: int) -> Iterator[Row]:
    """The rows of files, computed on Ray."""
    import ray

    logging.getLogger("ray.data").setLevel(logging.ERROR)  # it would describe every run
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.execution_options.preserve_order = True
    context.execution_options.verbose_progress = False
    paths = [str(file) for file in files]
    if not paths:
        return
    blocks = min(len(paths), max(_BLOCKS * workers, -(-len(paths) // _BLOCK)))
    photos = ray.data.from_items([{"file": path} for path in paths], override_num_blocks=blocks)
    rows = photos.map_batches(
        _RayWorker,
        fn_constructor_args=(str(predictor.directory), predictor.runtime, workers),
        batch_size=_BATCH,
        compute=ray.data.ActorPoolStrategy(size=min(workers, blocks)),
        num_cpus=1,
    )
    for row in rows.iter_rows():
        yield Row(**json.loads(row["row"]))


class _RayWorker:
    """A `Worker` as Ray Data calls it: with a column of files, for a column of rows as JSON."""

    def __init__(self, directory: str, runtime: str, workers: int) -> None:
        self._worker = Worker(directory, runtime, workers)

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        return {"row": [json.dumps(asdict(row)) for row in self._worker.rows(map(str, batch["file"]))]}


def _is_local() -> bool:
    return not os.environ.get("RAY_ADDRESS")
