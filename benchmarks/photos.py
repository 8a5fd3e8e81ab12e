"""make photos PHOTOS=DIR RUN_DIR=DIR: what makes the network for photos good, written to docs/photos.md.

RUN_DIR is a finished `training train --photos DIR --folds K`. Beside it, short runs are made with and without each
step; finished ones are not repeated, so that an interrupted measurement goes on.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console

from benchmarks.stand_ins import stand_in_rows
from model.spread import spread
from training.config import TrainConfig, train_config
from training.photos.train import train_photos
from training.run import Run
from training.scoring import score_test_images

_SHORT = ("epochs=8", "input_size=64", "ensemble_size=1")
_SEEDS = (0, 1, 2)
_UNSEEN = "unseen=Shorts,Hat"


@dataclass(frozen=True)
class Variant:
    """The short recipe with one thing changed."""

    name: str
    words: str
    settings: tuple[str, ...] = ()


_VARIANTS = (
    Variant("short", "the short recipe"),
    Variant("unseen", "shorts and hats never seen in training", (_UNSEEN,)),
    Variant("unseen-no-synthetic-negatives", "the same, without made-up objects", (_UNSEEN, "synthetic_negatives=0")),
    Variant("no-composites", "without composed garments of Fashion-MNIST", ("composites=0",)),
    Variant("no-kinds", "kinds of shoe not looked up", ("shoe_kinds=false",)),
    Variant("no-mask", "without the mask as a channel", ("channels=3",)),
    Variant("pixels-96", "96 pixels instead of 64", ("input_size=96",)),
    Variant("ensemble-of-2", "two networks together", ("ensemble_size=2",)),
    Variant("no-smoothing", "without label smoothing", ("label_smoothing=0",)),
    Variant("no-background-swap", "without other backgrounds for the photos' garments", ("background_swap=0",)),
)


def main() -> int:
    """Runs what is missing and writes the document."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.photos")
    parser.add_argument("run", type=Path, metavar="RUN_DIR")
    parser.add_argument("--photos", type=Path, required=True, metavar="DIR")
    parser.add_argument("--data-dir", type=Path, metavar="DIR")
    parser.add_argument("--document", type=Path, default=Path("docs/photos.md"), metavar="FILE")
    parser.add_argument("--ablation", action="store_true", help="also each step with and without, which takes an hour")
    options = parser.parse_args()
    head = [*_cross_validation(Run(options.run)), "", *_never_seen(options), "", *_stand_ins(options), ""]
    results: dict[Variant, list[dict[str, Any]]] = {}
    folder = options.run.with_name(f"{options.run.name}-short")
    options.document.write_text("\n".join(head) + "\n", "utf-8")
    for variant in _VARIANTS if options.ablation else ():
        results[variant] = [_short_run(variant, seed, folder, options.photos, options.data_dir) for seed in _SEEDS]
        # After every variant: an interrupted measurement leaves what it has.
        options.document.write_text("\n".join([*head, *_ablation(results)]) + "\n", "utf-8")
    return 0


def _never_seen(options: argparse.Namespace) -> Iterator[str]:
    config = train_config("photo_cnn", "full", [_UNSEEN], photos=True)
    out = options.run.with_name(f"{options.run.name}-unseen")
    result = _figures(config, out, options.photos, options.data_dir)
    yield "## Kinds it never met"
    yield ""
    yield (
        f"Shorts and hats left out of one more whole training, a fifth of the people held out: AUROC against known "
        f"kinds {_auroc_of(result, ('Shorts',)):.3f} for shorts, {_auroc_of(result, ('Hat',)):.3f} for hats, "
        f"{_auroc_of(result, ('Shorts', 'Hat')):.3f} together; {_auroc_of(result, ('Skirt', 'Body')):.3f} for skirts "
        "and bodysuits, which it did meet."
    )


def _short_run(variant: Variant, seed: int, folder: Path, photos: Path, data_dir: Path | None) -> dict[str, Any]:
    config = train_config("photo_cnn", "full", [*_SHORT, *variant.settings], photos=True, seed=seed)
    out = folder / f"{variant.name}-{seed}"
    Console(stderr=True).print(f"{out}", highlight=False)
    return _figures(config, out, photos, data_dir)


def _figures(config: TrainConfig, out: Path, photos: Path, data_dir: Path | None) -> dict[str, Any]:
    train_photos(config, out, photos, data_dir=data_dir, resume=True)
    return score_test_images(Run(out), Run(out).splits(data_dir))


def _cross_validation(run: Run) -> Iterator[str]:
    result, machine = run.read("result"), run.read("environment")
    report = result["photos"]
    low, high = report["accuracy_interval"]
    folds = ", ".join(f"{fold['accuracy']:.1%}" for fold in report["by_fold"].values())
    yield "# Photos"
    yield ""
    yield (
        f"`make photos` wrote this. Trained on {machine['processor']}, {machine['cores']} cores: "
        f"{result['seconds_of_export'] / 60:.0f} minutes for the shipped network, {result['seconds'] / 60:.0f} "
        f"with the cross-validation. {result['parameters']:,} parameters."
    )
    yield ""
    yield "## People whose photos it had not seen"
    yield ""
    yield f"- right on {report['accuracy']:.1%} ({low:.1%} to {high:.1%}) of {report['n']:,} photos of known kinds"
    yield f"- by fold: {folds}"
    yield (
        f"- shoes count as right whatever their kind; of {report['kinds']['n']} of which we looked up the kind, it is "
        f"right on {report['kinds']['accuracy']:.1%}"
    )
    yield (
        f"- known kinds against {report['unknown_n']:,} photos of unknown ones: AUROC {report['known_auroc']:.3f} by "
        f"how surely it is one of the classes, {report['unknown_auroc']:.3f} by the confidence"
    )
    yield (
        f"- called none of the classes: {report['unknown_refused']:.1%} of the unknown kinds' photos, "
        f"{report['known_refused']:.1%} of the known ones'"
    )
    yield f"- ECE {report['ece']:.1%}, unknown kinds counted as wrong"
    yield (
        f"- sorted: {report['coverage']:.1%} of all photos, {report['known_coverage']:.1%} of those of known kinds; of "
        f"what is sorted, {report['right_among_sorted']:.1%} is right"
    )
    yield "- outcomes: " + ", ".join(f"{name} {count:,}" for name, count in report["outcomes"].items() if count)
    yield ""
    yield "| label | photos | right | AUROC against known kinds | answers |"
    yield "| --- | ---: | ---: | ---: | --- |"
    for label, row in report["per_class"].items():
        answers = ", ".join(f"{name} {count}" for name, count in list(report["confusion"][label].items())[:4])
        right = f"{row['accuracy']:.1%}" if row["known"] else ""
        apart = f"{row['known_auroc']:.3f}" if not row["known"] else ""
        yield f"| {label} | {row['n']} | {right} | {apart} | {answers} |"


def _ablation(results: dict[Variant, list[dict[str, Any]]]) -> Iterator[str]:
    longest = max(result["seconds"] for runs in results.values() for result in runs)
    yield "## Each step, with and without"
    yield ""
    yield (
        f"A short recipe ({', '.join(_SHORT)}; up to {longest / 60:.1f} minutes a run), one fifth of the people held "
        f"out, {len(_SEEDS)} seeds: mean ± standard deviation. What differs by less than that is not told apart."
    )
    yield ""
    yield "| recipe | right | kind of shoe | ECE | AUROC, unknown kinds | shorts and hats | Fashion-MNIST |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for variant, runs in results.items():
        cells = (
            spread([100 * run["photos"]["accuracy"] for run in runs]).text(".1f"),
            spread([100 * run["photos"]["kinds"]["accuracy"] for run in runs]).text(".1f"),
            spread([100 * run["photos"]["ece"] for run in runs]).text(".1f"),
            spread([run["photos"]["known_auroc"] for run in runs]).text(".3f"),
            spread([_auroc_of(run, ("Shorts", "Hat")) for run in runs]).text(".3f"),
            spread([100 * run["test"]["accuracy"] for run in runs]).text(".1f"),
        )
        yield f"| {variant.words} | {' | '.join(cells)} |"


def _auroc_of(result: dict[str, Any], labels: tuple[str, ...]) -> float:
    """The AUROC of several unknown kinds together: the mean of theirs, weighted by their photos."""
    rows = [result["photos"]["per_class"][label] for label in labels]
    weighted: float = sum(row["n"] * row["known_auroc"] for row in rows) / sum(row["n"] for row in rows)
    return weighted


def _stand_ins(options: argparse.Namespace) -> Iterator[str]:
    yield "## Stand-ins for shop pictures"
    yield ""
    yield "Whole pictures as files, through the whole way from bytes to answer; sizes are of the longer side."
    yield ""
    yield "| pictures | n | right | sorted | right among sorted |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for row in stand_in_rows(options.run, options.photos, options.data_dir):
        yield f"| {row.words} | {row.n:,} | {row.accuracy:.1%} | {row.coverage:.1%} | {row.right_among_sorted:.1%} |"


if __name__ == "__main__":
    sys.exit(main())
