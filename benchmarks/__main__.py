"""make bench: photos and images a second, start-up and memory, on this machine and with drawn data.

Every figure is a median of several rounds; compare figures of one run only, machines being noisy.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np
from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks.processes import app_process, command_line_process
from data.photos import cut_out, decode_photo, read_garment
from data.scenes import SURFACES, draw_scene
from model.classifier import RUNTIMES, Classifier
from model.exports import find_export
from model.startup import available_cores
from training.environment import environment
from wardrobe.pictures import jpeg
from wardrobe.sorting import classify_photo

_ROUNDS = 5


def main() -> int:
    """Measures everything, which takes about two minutes, prints it, and writes it to docs/bench.md."""
    contents = [jpeg(draw_scene(i % 10, seed=i, surface=SURFACES[i % 3]).image) for i in range(20)]
    # First, while this process is small: a child's peak memory counts from what its parent had when it was born.
    tables = [_process_table(contents[0]), _photo_table(contents), _classifier_table(), _training_table()]
    machine = environment()
    console = Console(width=160, record=True, highlight=False)
    console.print(
        f"{machine['processor']}, {machine['cores']} cores, Python {machine['python']}; `make bench` wrote this."
    )
    for table in tables:
        console.print()
        console.print(table)
    lines = [line.rstrip() for line in console.export_text().splitlines()]
    Path("docs/bench.md").write_text("\n".join(["# Speed and memory", "", *lines]) + "\n", "utf-8")
    return 0


def _table(*columns: str) -> Table:
    return Table(*columns, box=box.MARKDOWN)


def _median_seconds(work: Callable[[], object]) -> float:
    work()
    rounds = []
    for _ in range(_ROUNDS):
        started = time.perf_counter()
        work()
        rounds.append(time.perf_counter() - started)
    return statistics.median(rounds)


def _photo_table(contents: list[bytes]) -> Table:
    classifier = Classifier(find_export("photo"), "litert")
    large = jpeg(cv2.resize(draw_scene(0, seed=1).image, (3000, 4000)))
    table = _table("photo", "decode ms", "cut out ms", "input ms", "classify ms", "one core: photos/s", "all cores")
    for name, files in (("480×640 JPEG", contents), ("12-megapixel JPEG", [large])):
        images = [decode_photo(content, reduce_to=800) for content in files]
        garments = [read_garment(content) for content in files]
        inputs = [classifier.input_of(garment) for garment in garments]
        steps = (
            lambda files=files: [decode_photo(content, reduce_to=800) for content in files],
            lambda images=images: [cut_out(image) for image in images],
            lambda garments=garments: [classifier.input_of(garment) for garment in garments],
            lambda inputs=inputs: [classifier.predict(one[None]) for one in inputs],
        )
        threads = cv2.getNumThreads()
        cv2.setNumThreads(1)
        milliseconds = [1000 * _median_seconds(step) / len(files) for step in steps]
        cv2.setNumThreads(threads)
        many = files * (40 // len(files))
        seconds = _median_seconds(lambda many=many: _answer_all(many, classifier))
        total = sum(milliseconds)
        shares = [f"{part:.1f} ({part / total:.0%})" for part in milliseconds]
        table.add_row(name, *shares, f"{1000 / total:.0f}", f"{len(many) / seconds:.0f}")
    return table


def _answer_all(contents: list[bytes], classifier: Classifier) -> None:
    with ThreadPoolExecutor(available_cores()) as pool:
        list(pool.map(lambda content: classify_photo("", content, classifier), contents))


def _classifier_table() -> Table:
    batches = (1, 32, 256)
    table = _table("export", "runtime", *(f"images/s at batch {batch}" for batch in batches))
    images = np.random.default_rng(0).integers(0, 256, (256, 28, 28, 1), dtype=np.uint8)
    for name in ("mlp", "cnn"):
        for runtime in RUNTIMES[1:]:
            classifier = Classifier(find_export(name), runtime)
            rates = [
                batch / _median_seconds(lambda batch=batch, classifier=classifier: classifier.outputs(images[:batch]))
                for batch in batches
            ]
            table.add_row(classifier.card.id, runtime, *(f"{rate:,.0f}" for rate in rates))
    return table


def _training_table() -> Table:
    from data.drawn import write_drawn_dataset
    from training.config import train_config
    from training.run import Run
    from training.train import train

    table = _table("training", "precision", "images/s")
    with tempfile.TemporaryDirectory() as folder:
        write_drawn_dataset(Path(folder) / "drawn", train=2400, test=100)
        for name, precision in (("mlp", "float32"), ("cnn", "float32"), ("cnn", "bfloat16")):
            out = Path(folder) / f"{name}-{precision}"
            config = train_config(name, "quick", ["epochs=3", f"precision={precision}"])
            train(config, out, data_dir=Path(folder) / "drawn", console=Console(quiet=True))
            # The first epoch builds the graph.
            seconds = statistics.median(row["seconds"] for row in Run(out).history()[1:])
            table.add_row(name, precision, f"{2400 * 11 / 12 / seconds:,.0f}")
    return table


def _process_table(photo: bytes) -> Table:
    table = _table("process", "runtime", "start-up s", "until done s", "peak memory MB")
    for runtime in RUNTIMES[1:]:
        for name, measure in (
            ("classify one photo", command_line_process),
            ("app, ten samples answered", app_process),
        ):
            seconds = measure(photo, runtime)
            table.add_row(name, runtime, f"{seconds.first:.1f}", f"{seconds.done:.1f}", f"{seconds.peak_memory_mb:.0f}")
    return table


if __name__ == "__main__":
    sys.exit(main())
