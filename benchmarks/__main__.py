"""make bench: photos and images per second, start-up time and memory, on this machine and with drawn data.

Each figure is the median of several rounds. Machines are noisy, so compare only figures of the same run.
"""

import statistics
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.measuring import median_seconds, table, write_document
from benchmarks.photo_steps import STEPS, drawn_photos, large_photo, step_milliseconds
from benchmarks.processes import app_process, command_line_process
from benchmarks.speed import BATCHES, measure_speeds, write_speeds
from model.exports.store import EXPORTED
from model.exports.summary import SPEED_FILE
from model.predictor import Predictor
from model.runtimes import LOCAL_RUNTIMES
from model.startup import available_cores


def main() -> int:
    """Measures everything in about two minutes; writes docs/bench.md, and the speed table beside the exports."""
    contents = drawn_photos(20)
    # Processes first: the peak memory of a child starts from the memory of its parent, which is small now.
    tables = [_process_table(contents[0]), _photo_table(contents), _classifier_table(), _training_table()]
    write_document(Path("docs/bench.md"), "Speed and memory", "make bench", tables)
    return 0


def _photo_table(contents: list[bytes]) -> Table:
    predictor = Predictor.load("photo", "litert")
    made = table("photo", *(f"{step} ms" for step in STEPS), "photos/s, one thread", "photos/s, all cores")
    for name, files in (("480×640 JPEG", contents), ("12-megapixel JPEG", [large_photo()])):
        milliseconds = step_milliseconds(files, predictor)
        many = files * (40 // len(files))
        seconds = median_seconds(partial(_classify_all, many, predictor))
        total = sum(milliseconds)
        shares = [f"{part:.1f} ({part / total:.0%})" for part in milliseconds]
        made.add_row(name, *shares, f"{1000 / total:.0f}", f"{len(many) / seconds:.0f}")
    return made


def _classify_all(contents: list[bytes], predictor: Predictor) -> None:
    with ThreadPoolExecutor(available_cores()) as pool:
        list(pool.map(predictor.predict, contents))


def _classifier_table() -> Table:
    made = table("export", "runtime", *(f"images/s at batch {batch}" for batch in BATCHES))
    rows = measure_speeds()
    write_speeds(rows, EXPORTED / SPEED_FILE)
    rates: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        rates.setdefault((str(row["export"]), str(row["runtime"])), []).append(
            f"{1000 / float(row['milliseconds']):,.0f}"
        )
    for names, cells in rates.items():
        made.add_row(*names, *cells)
    return made


def _training_table() -> Table:
    from data.drawn.dataset import write_drawn_dataset
    from training.config import train_config
    from training.run import Run
    from training.train import train

    made = table("training", "precision", "images/s")
    with tempfile.TemporaryDirectory() as folder:
        write_drawn_dataset(Path(folder) / "drawn", train=2400, test=100)
        for name, precision in (("mlp", "float32"), ("cnn", "float32"), ("cnn", "bfloat16")):
            out = Path(folder) / f"{name}-{precision}"
            config = train_config(name, "quick", ["epochs=3", f"precision={precision}"])
            train(config, out, data_dir=Path(folder) / "drawn", console=Console(quiet=True))
            # The first epoch is left out: it builds the graph.
            seconds = statistics.median(row["seconds"] for row in Run(out).history()[1:])
            images = 2400 * 11 // 12 // config.batch_size * config.batch_size  # the last, smaller batch is dropped
            made.add_row(name, precision, f"{images / seconds:,.0f}")
    return made


def _process_table(photo: bytes) -> Table:
    made = table("process", "runtime", "start-up s", "until done s", "peak memory MB")
    for runtime in LOCAL_RUNTIMES:
        for name, measure in (
            ("classify one photo", command_line_process),
            ("app, the example classified", app_process),
        ):
            seconds = measure(photo, runtime)
            made.add_row(name, runtime, f"{seconds.first:.1f}", f"{seconds.done:.1f}", f"{seconds.peak_memory_mb:.0f}")
    return made


if __name__ == "__main__":
    sys.exit(main())
