"""make photos PHOTOS="DIR …" NEGATIVES=DIR RUN_DIR=DIR: figures of the photo network, in docs/photos.md.

RUN_DIR is a finished `training train --photos DIR … --negatives DIR`. With --sources, short runs without each source of
pictures are trained in a folder beside it, with --ablation short runs with and without each step of the recipe.
Finished runs are not repeated, so an interrupted measurement continues.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from rich.console import Console

from benchmarks.left_out_sources import Sources, left_out_table
from benchmarks.shop_pictures import flat_garments, worn_pieces, write_pictures
from benchmarks.stand_ins import stand_in_rows
from model.predictor import Predictor
from model.spread import spread
from training.config import train_config
from training.evaluate import load_subject
from training.photos.evaluation import score_photos
from training.photos.masks import MASKS, is_tagged
from training.photos.negatives import Negatives
from training.photos.piece_evaluation import score_pieces
from training.photos.train import train_photos
from training.run import Run
from training.scoring import score_test_images

_SHORT = ("epochs=2", "input_size=96")
_SEEDS = (0, 1, 2)


@dataclass(frozen=True)
class Variant:
    """The short recipe with one change."""

    name: str
    description: str
    settings: tuple[str, ...] = ()


_VARIANTS = (
    Variant("short", "the short recipe"),
    Variant("from-nothing", "from random weights instead of ImageNet's", ("pretrained=none",)),
    Variant("last-stage", "the last stage and the head trained, the rest frozen", ("trainable=last_stage",)),
    Variant("classifier", "the classifier trained alone", ("trainable=classifier",)),
    Variant("no-mask", "without the mask as a channel", ("channels=3",)),
    Variant("not-worn", "without garments put on people", ("worn=0",)),
    Variant("no-background-swap", "without background swap", ("background_swap=0",)),
    Variant("no-composites", "without composited garments of Fashion-MNIST", ("composites=0",)),
    Variant("no-dataset-images", "without enlarged images of Fashion-MNIST", ("dataset_images=0",)),
    Variant("no-synthetic-negatives", "without synthetic negatives", ("synthetic_negatives=0",)),
    Variant("no-kinds", "without labels for the kind of shoe", ("shoe_kinds=false",)),
    Variant("pixels-128", "128 pixels instead of 96", ("input_size=128",)),
)


@dataclass(frozen=True)
class _Where:
    """What every run is trained and measured on."""

    photos: list[Path]
    negatives: Negatives
    data_dir: Path | None
    shop: Path | None


def main() -> int:
    """Runs what is missing and writes the document."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.photos")
    parser.add_argument("run", type=Path, metavar="RUN_DIR")
    parser.add_argument("--photos", type=Path, required=True, nargs="+", metavar="DIR")
    parser.add_argument("--negatives", type=Path, nargs="*", default=(), metavar="DIR")
    parser.add_argument("--data-dir", type=Path, metavar="DIR")
    parser.add_argument("--document", type=Path, default=Path("docs/photos.md"), metavar="FILE")
    parser.add_argument("--ablation", action="store_true", help="also train with and without each step (hours)")
    parser.add_argument("--sources", action="store_true", help="also train without each source (half an hour)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        where = _Where(
            options.photos,
            Negatives((), tuple(options.negatives)),
            options.data_dir,
            _shop_pictures(options.photos, Path(folder) / "shop"),
        )
        head = [*_held_out(Run(options.run)), "", *_shop(options.run, where), *_pieces(where)]
        head += [*_stand_ins(options.run, where), ""]
        results: dict[Variant, list[dict[str, Any]]] = {}
        short = options.run.with_name(f"{options.run.name}-short")
        if options.sources:
            sources = Sources(where.photos, where.negatives, where.data_dir)
            runs = options.run.with_name(f"{options.run.name}-sources")
            head += [*left_out_table(sources, runs, Path(folder), _SHORT), ""]
        options.document.write_text("\n".join(head) + "\n", "utf-8")
        for variant in _VARIANTS if options.ablation else ():
            results[variant] = [_short_run(variant, seed, short, where) for seed in _SEEDS]
            # After every variant, so that an interrupted measurement leaves the results so far.
            options.document.write_text("\n".join([*head, *_ablation(results)]) + "\n", "utf-8")
    return 0


def _shop_pictures(photos: list[Path], to: Path) -> Path | None:
    """A folder of pictures like a shop's; None without a folder of tagged photos and one of labelled ones."""
    street = next((folder for folder in photos if is_tagged(folder)), None)
    labelled = next((folder for folder in photos if not is_tagged(folder) and (folder / MASKS).is_dir()), None)
    if street and labelled:
        write_pictures(chain(worn_pieces(street), flat_garments(labelled)), to)
        return to
    return None


def _held_out(run: Run) -> Iterator[str]:
    result, machine = run.read("result"), run.read("environment")
    report = result["photos"]
    low, high = report["accuracy_interval"]
    yield "# Photos"
    yield ""
    yield (
        f"`make photos` wrote this file. Training on {machine['processor']}, {machine['cores']} cores took "
        f"{result['seconds_of_export'] / 60:.0f} minutes. The network has {result['parameters']:,} parameters."
    )
    yield ""
    yield "## People whose photos it never saw" if report["split_by"] == "group" else "## Photos that it never saw"
    yield ""
    yield f"- accuracy: {report['accuracy']:.1%} ({low:.1%} to {high:.1%}) on {report['n']:,} photos of the classes"
    if len(report["by_fold"]) > 1:
        yield "- accuracy by fold: " + ", ".join(f"{fold['accuracy']:.1%}" for fold in report["by_fold"].values())
    if report["mean_over_groups"] is not None:
        yield f"- mean of the accuracies of single people: {report['mean_over_groups']:.1%}"
    yield f"- group of the most probable class right: {report['group_accuracy']:.1%}"
    yield (
        "- shoes: any kind of shoe counts as right, because the labels do not tell them apart; on "
        f"{report['kinds']['n']} photos labelled with the kind, the accuracy is {_percent(report['kinds']['accuracy'])}"
    )
    yield (
        f"- photos of the classes against {report['unknown_n']:,} others: AUROC {report['known_auroc']:.3f} by the "
        f"probability that it is one of the classes, {report['unknown_auroc']:.3f} by the confidence"
    )
    yield (
        f"- predicted as none of the classes: {report['unknown_refused']:.1%} of the others, "
        f"{report['known_refused']:.1%} of the photos of the classes"
    )
    yield f"- ECE: {report['ece']:.1%}, with the others counted as wrong"
    yield (
        f"- sorted: {_percent(report['sorted_share'])} of the photos of the classes; "
        f"{_percent(report['sorted_precision'])} of all sorted photos are right"
    )
    yield (
        f"- label or group sure: {_percent(report['group_sure_share'])} of the photos of the classes; the group of "
        f"{_percent(report['group_sure_precision'])} of all such photos is right"
    )
    yield f"- temperature and thresholds are fitted to {report['calibrated_on']}, source by source"
    yield ""
    yield from _by_source(report["by_source"])
    yield ""
    yield "| label | photos | accuracy | AUROC against the classes | predictions |"
    yield "| --- | ---: | ---: | ---: | --- |"
    for label, row in report["per_class"].items():
        predictions = ", ".join(f"{name} {count}" for name, count in list(report["confusion"][label].items())[:4])
        accuracy = f"{row['accuracy']:.1%}" if row["known"] else ""
        auroc = f"{row['known_auroc']:.3f}" if not row["known"] else ""
        yield f"| {label} | {row['n']} | {accuracy} | {auroc} | {predictions} |"


def _by_source(by_source: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    columns = ("accuracy", "group_accuracy", "sorted_share", "sorted_precision", "refused_share")
    yield "| source | n | accuracy | group right | sorted | accuracy among sorted | others refused |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for source, row in by_source.items():
        cells = " | ".join(_percent(row[name]) for name in columns)
        yield f"| {source} | {row['n'] + row['unknown_n']:,} | {cells} |"


def _shop(run: Path, where: _Where) -> Iterator[str]:
    if where.shop is None:
        return
    report = score_photos(load_subject(str(run)), where.shop)
    yield "## Pictures like a shop's, of people whom it never saw"
    yield ""
    yield (
        "60 to 160 pixels, on white. Each takes the whole way from file to prediction. Where several garments are "
        "seen, the one that the picture was framed for is right. `benchmarks/shop_pictures.py` makes them and says "
        "what they lack."
    )
    yield ""
    yield from _by_source(report["by_source"])
    yield ""


def _pieces(where: _Where) -> Iterator[str]:
    for folder in filter(is_tagged, where.photos):
        report = score_pieces(Predictor.load("photo"), folder)
        yield "## What people wear in photos that it never saw"
        yield ""
        yield (
            f"The pieces that `{report['model']}` finds in {report['photos']} photos. A piece is found if the box has "
            "an IoU of 0.5 or more with the piece's; a blouse and the jacket over it are one piece."
        )
        yield ""
        yield "| group | pieces | found | of these named rightly | their group right |"
        yield "| --- | ---: | ---: | ---: | ---: |"
        for group, row in [*report["by_group"].items(), ("all", report)]:
            cells = " | ".join(_percent(row[name]) for name in ("found", "label_accuracy", "group_accuracy"))
            yield f"| {group} | {row['n']} | {cells} |"
        yield ""


def _stand_ins(run: Path, where: _Where) -> Iterator[str]:
    yield "## Other pictures like a shop's"
    yield ""
    yield "Sizes are of the longer side."
    yield ""
    yield "| pictures | n | accuracy | sorted | accuracy among sorted |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for row in stand_in_rows(run, where.data_dir):
        among = "–" if row.right_among_sorted != row.right_among_sorted else f"{row.right_among_sorted:.1%}"
        yield f"| {row.name} | {row.n:,} | {row.accuracy:.1%} | {row.coverage:.1%} | {among} |"


def _short_run(variant: Variant, seed: int, folder: Path, where: _Where) -> dict[str, Any]:
    config = train_config("efficientnet_lite", "full", [*_SHORT, *variant.settings], photos=True, seed=seed)
    out = folder / f"{variant.name}-{seed}"
    Console(stderr=True).print(f"{out}", highlight=False)
    train_photos(config, out, where.photos, negatives=where.negatives, data_dir=where.data_dir, resume=True)
    figures = score_test_images(Run(out), Run(out).splits(where.data_dir))
    shop = score_photos(load_subject(str(out)), where.shop)["by_source"] if where.shop else {}
    return {**figures, "shop": shop}


def _ablation(results: dict[Variant, list[dict[str, Any]]]) -> Iterator[str]:
    longest = max(result["seconds"] for runs in results.values() for result in runs)
    yield "## With and without each step"
    yield ""
    yield (
        f"A short recipe ({', '.join(_SHORT)}; up to {longest / 60:.1f} minutes per run) with the same photos held "
        f"out: mean ± standard deviation over {len(_SEEDS)} seeds. Smaller differences mean nothing."
    )
    yield ""
    sources = sorted({source for runs in results.values() for run in runs for source in run["photos"]["by_source"]})
    sources = [one for one in sources if any(run["photos"]["by_source"][one]["n"] for run in results[_VARIANTS[0]])]
    worn = sorted({source for run in results[_VARIANTS[0]] for source in run["shop"]})
    names = [*sources, *(f"shop, {source}" for source in worn), "AUROC", "Fashion-MNIST"]
    yield f"| recipe | {' | '.join(names)} |"
    yield f"| --- |{' ---: |' * len(names)}"
    for variant, runs in results.items():
        cells = [_accuracies([run["photos"]["by_source"][source] for run in runs]) for source in sources]
        cells += [_accuracies([run["shop"][source] for run in runs]) for source in worn]
        cells.append(spread([run["photos"]["known_auroc"] for run in runs]).text(".3f"))
        cells.append(spread([100 * run["test"]["accuracy"] for run in runs]).text(".1f"))
        yield f"| {variant.description} | {' | '.join(cells)} |"


def _accuracies(rows: list[Mapping[str, Any]]) -> str:
    return spread([100 * row["accuracy"] for row in rows]).text(".1f")


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"


if __name__ == "__main__":
    sys.exit(main())
