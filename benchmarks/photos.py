"""make photos PHOTOS=DIR RUN_DIR=DIR: figures of the photo network and of each step of its recipe, in docs/photos.md.

RUN_DIR is a finished `training train --photos DIR --folds K`. Short runs with and without each step are trained in
folders beside it. Finished runs are not repeated, so an interrupted measurement continues.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping
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
    """The short recipe with one change."""

    name: str
    description: str
    settings: tuple[str, ...] = ()


_VARIANTS = (
    Variant("short", "the short recipe"),
    Variant("unseen", "shorts and hats never seen in training", (_UNSEEN,)),
    Variant("unseen-no-negatives", "the same, without synthetic negatives", (_UNSEEN, "synthetic_negatives=0")),
    Variant("no-composites", "without composited garments of Fashion-MNIST", ("composites=0",)),
    Variant("no-kinds", "without labels for the kind of shoe", ("shoe_kinds=false",)),
    Variant("no-mask", "without the mask as a channel", ("channels=3",)),
    Variant("pixels-96", "96 pixels instead of 64", ("input_size=96",)),
    Variant("ensemble-of-2", "an ensemble of two networks", ("ensemble_size=2",)),
    Variant("no-smoothing", "without label smoothing", ("label_smoothing=0",)),
    Variant("no-background-swap", "without background swap", ("background_swap=0",)),
)


def main() -> int:
    """Runs what is missing and writes the document."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.photos")
    parser.add_argument("run", type=Path, metavar="RUN_DIR")
    parser.add_argument("--photos", type=Path, required=True, metavar="DIR")
    parser.add_argument("--data-dir", type=Path, metavar="DIR")
    parser.add_argument("--document", type=Path, default=Path("docs/photos.md"), metavar="FILE")
    parser.add_argument("--ablation", action="store_true", help="also train with and without each step (an hour)")
    options = parser.parse_args()
    head = [*_cross_validation(Run(options.run)), "", *_never_seen(options), "", *_stand_ins(options), ""]
    results: dict[Variant, list[dict[str, Any]]] = {}
    folder = options.run.with_name(f"{options.run.name}-short")
    options.document.write_text("\n".join(head) + "\n", "utf-8")
    for variant in _VARIANTS if options.ablation else ():
        results[variant] = [_short_run(variant, seed, folder, options.photos, options.data_dir) for seed in _SEEDS]
        # After every variant, so that an interrupted measurement leaves the results so far.
        options.document.write_text("\n".join([*head, *_ablation(results)]) + "\n", "utf-8")
    return 0


def _never_seen(options: argparse.Namespace) -> Iterator[str]:
    config = train_config("photo_cnn", "full", [_UNSEEN], photos=True)
    out = options.run.with_name(f"{options.run.name}-unseen")
    result = _figures(config, out, options.photos, options.data_dir)
    yield "## Kinds that it never saw"
    yield ""
    yield (
        f"In one more full training, shorts and hats were left out, and {_held_out(result)} was held out. The AUROC "
        f"against known kinds is {_auroc_of(result, ('Shorts',)):.3f} for shorts, {_auroc_of(result, ('Hat',)):.3f} "
        f"for hats and {_auroc_of(result, ('Shorts', 'Hat')):.3f} for both; it is "
        f"{_auroc_of(result, ('Skirt', 'Body')):.3f} for skirts and bodysuits, which this training did see."
    )


def _short_run(variant: Variant, seed: int, folder: Path, photos: Path, data_dir: Path | None) -> dict[str, Any]:
    config = train_config("photo_cnn", "full", [*_SHORT, *variant.settings], photos=True, seed=seed)
    out = folder / f"{variant.name}-{seed}"
    Console(stderr=True).print(f"{out}", highlight=False)
    return _figures(config, out, photos, data_dir)


def _figures(config: TrainConfig, out: Path, photos: Path, data_dir: Path | None) -> dict[str, Any]:
    train_photos(config, out, photos, data_dir=data_dir, resume=True)
    return score_test_images(Run(out), Run(out).splits(data_dir))


def _by_people(report: Mapping[str, Any]) -> bool:
    """Whether no person's photos were on both sides of the split; without groups, nothing is known of people."""
    return report.get("split_by") == "group"


def _held_out(result: Mapping[str, Any]) -> str:
    return f"a fifth of the {'people' if _by_people(result['photos']) else 'photos'}"


def _cross_validation(run: Run) -> Iterator[str]:
    result, machine = run.read("result"), run.read("environment")
    report = result["photos"]
    low, high = report["accuracy_interval"]
    folds = ", ".join(f"{fold['accuracy']:.1%}" for fold in report["by_fold"].values())
    yield "# Photos"
    yield ""
    yield (
        f"`make photos` wrote this file. Training on {machine['processor']}, {machine['cores']} cores took "
        f"{result['seconds_of_export'] / 60:.0f} minutes for the shipped network and {result['seconds'] / 60:.0f} "
        f"with the cross-validation. The network has {result['parameters']:,} parameters."
    )
    yield ""
    yield "## People whose photos it never saw" if _by_people(report) else "## Photos that it never saw"
    yield ""
    yield f"- accuracy: {report['accuracy']:.1%} ({low:.1%} to {high:.1%}) on {report['n']:,} photos of known kinds"
    yield f"- accuracy by fold: {folds}"
    yield (
        "- shoes: any kind of shoe counts as right, because the labels do not tell them apart; on "
        f"{report['kinds']['n']} photos labelled with the kind, the accuracy is {report['kinds']['accuracy']:.1%}"
    )
    yield (
        f"- known kinds against {report['unknown_n']:,} photos of unknown kinds: AUROC {report['known_auroc']:.3f} by "
        f"the probability that it is one of the classes, {report['unknown_auroc']:.3f} by the confidence"
    )
    yield (
        f"- predicted as none of the classes: {report['unknown_refused']:.1%} of the photos of unknown kinds, "
        f"{report['known_refused']:.1%} of the photos of known kinds"
    )
    yield f"- ECE: {report['ece']:.1%}, with unknown kinds counted as wrong"
    yield (
        f"- sorted: {report['coverage']:.1%} of all photos, {report['known_coverage']:.1%} of those of known kinds; "
        f"{report['right_among_sorted']:.1%} of the sorted photos are right"
    )
    yield "- outcomes: " + ", ".join(f"{name} {count:,}" for name, count in report["outcomes"].items() if count)
    yield ""
    yield "| label | photos | accuracy | AUROC against known kinds | predictions |"
    yield "| --- | ---: | ---: | ---: | --- |"
    for label, row in report["per_class"].items():
        predictions = ", ".join(f"{name} {count}" for name, count in list(report["confusion"][label].items())[:4])
        accuracy = f"{row['accuracy']:.1%}" if row["known"] else ""
        auroc = f"{row['known_auroc']:.3f}" if not row["known"] else ""
        yield f"| {label} | {row['n']} | {accuracy} | {auroc} | {predictions} |"


def _ablation(results: dict[Variant, list[dict[str, Any]]]) -> Iterator[str]:
    longest = max(result["seconds"] for runs in results.values() for result in runs)
    held_out = _held_out(next(iter(results.values()))[0])
    yield "## With and without each step"
    yield ""
    yield (
        f"A short recipe ({', '.join(_SHORT)}; up to {longest / 60:.1f} minutes per run) with {held_out} "
        f"held out: mean ± standard deviation over {len(_SEEDS)} seeds. Smaller differences mean nothing."
    )
    yield ""
    yield "| recipe | accuracy | kind of shoe | ECE | AUROC, unknown kinds | shorts and hats | Fashion-MNIST |"
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
        yield f"| {variant.description} | {' | '.join(cells)} |"


def _auroc_of(result: dict[str, Any], labels: tuple[str, ...]) -> float:
    """The AUROC of several unknown kinds: their mean, weighted by the number of photos."""
    rows = [result["photos"]["per_class"][label] for label in labels]
    weighted: float = sum(row["n"] * row["known_auroc"] for row in rows) / sum(row["n"] for row in rows)
    return weighted


def _stand_ins(options: argparse.Namespace) -> Iterator[str]:
    yield "## Pictures that resemble a shop's"
    yield ""
    yield "The pictures are files and take the whole way from bytes to prediction. Sizes are of the longer side."
    yield ""
    yield "| pictures | n | accuracy | sorted | accuracy among sorted |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for row in stand_in_rows(options.run, options.photos, options.data_dir):
        yield f"| {row.name} | {row.n:,} | {row.accuracy:.1%} | {row.coverage:.1%} | {row.right_among_sorted:.1%} |"


if __name__ == "__main__":
    sys.exit(main())
