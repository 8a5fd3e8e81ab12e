"""Figures as tables on a terminal."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from data.fashion_mnist import Splits
from training.config import TrainConfig


def counted(number: int, noun: str) -> str:
    """A number with its noun, which gets an "s" unless the number is 1: "1 epoch", "1,200 photos"."""
    return f"{number:,} {noun}" + "s"[: number != 1]


@contextmanager
def photo_progress(console: Console) -> Iterator[Callable[[int, int], None]]:
    """A progress bar over photos; yields a function to call with the number of photos done and of all."""
    columns = TextColumn("photos"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("photos", total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


def print_training_images(console: Console, config: TrainConfig, splits: Splits, chosen: np.ndarray) -> None:
    """Prints, before a training starts, how many images of each class it uses, and how many are left out."""
    counts = np.bincount(splits.train.labels[chosen], minlength=len(splits.class_names))
    fewest, most = int(counts.min()), int(counts.max())
    per_class = f"{fewest:,}" if fewest == most else f"{fewest:,} to {most:,}"
    left_out = len(splits.train) - len(chosen)
    why = [key for key in ("holdout_part", "train_images") if getattr(config, key)]
    console.print(
        f"{splits.name} in {splits.directory}: {counted(len(chosen), 'training image')}, {per_class} per class; "
        f"{len(splits.validation):,} for validation"
        + (f"; {left_out:,} left out by {', '.join(why)}" if left_out else ""),
        soft_wrap=True,
        highlight=False,
    )


def print_result(console: Console, out: Path, result: dict[str, Any]) -> None:
    """Prints the figures of a finished training in a few lines, and the commands that come next."""
    console.print(
        f"{out}: {result['parameters']:,} parameters, "
        f"{counted(result['epochs'], 'epoch')} in {result['seconds']:.0f} s",
        soft_wrap=True,
        highlight=False,
    )
    if "validation" in result:
        console.print(f"weights of epoch {result['best_epoch']}, validation accuracy {_share(result['validation'])}")
    if "photos" in result:
        people = result["photos"].get("split_by") == "group"
        console.print("On photos of people none of whose photos it had seen:" if people else "On held-out photos:")
        _print_photo_figures(console, result["photos"])
    if "segmentation" in result:
        _print_segmentation(console, result["segmentation"])
    if warning := result.get("calibration_warning"):
        console.print(warning, soft_wrap=True, highlight=False)
    console.print("Next:")
    steps = (("score the test images", "evaluate"), ("write an export", "export"))
    for what, command in steps if "segmentation" not in result else steps[1:]:
        console.print(f"  python -m training {command} {out}  # {what}", soft_wrap=True, highlight=False)


def _print_segmentation(console: Console, report: Mapping[str, Any]) -> None:
    table = Table("held out", "photos", "median IoU", "mean IoU", "below 0.7")
    for source, row in report["by_source"].items():
        table.add_row(
            source, f"{row['n']:,}", f"{row['median_iou']:.3f}", f"{row['mean_iou']:.3f}", f"{row['poor']:.1%}"
        )
    console.print(table)
    if (found := report.get("empty_found")) is not None:
        console.print(f"taken for garments on pictures that show none: {found:.1%} of their area", highlight=False)


def print_export(console: Console, run: Path, directory: Path, job: str, has_test: bool) -> None:
    """Prints how a new export is used, or made live for ``job`` if it has one.

    ``has_test`` is whether its card has figures on test images.
    """
    if not job:
        console.print("Try it on a photo with:")
        console.print(f"  python -m wardrobe classify PHOTO --model {directory}", soft_wrap=True, highlight=False)
        return
    if job == "fashion-mnist" and not has_test:
        console.print("Its card has no figures on test images, which decide about promoting it. Score them, and export")
        console.print(f"again, with: python -m training evaluate {run}", soft_wrap=True, highlight=False)
        return
    console.print("App and command line do not use it yet. Make it live with:")
    console.print(f"  python -m training promote {directory} --as {job}", soft_wrap=True, highlight=False)


def print_test_report(console: Console, report: dict[str, Any]) -> None:
    """Prints accuracy, loss and ECE, then a table of the classes and the confusion matrix."""
    console.print(f"{report['model']} on {report['dataset']}, {counted(report['n'], 'test image')}", highlight=False)
    console.print(f"accuracy {_share(report)}, loss {report['loss']:.3f}, ECE {report['ece']:.2%}")
    if times := report.get("times"):
        console.print(f"The test images of this run have been scored {counted(times, 'time')}.", highlight=False)
    if times and times > 1:
        console.print("Compare runs by their validation images, and score the test images of the chosen one once.")
    classes = Table("class", "precision", "recall", "F1", "images")
    for name, row in report["per_class"].items():
        figures = (f"{row[key]:.1%}" for key in ("precision", "recall", "f1"))
        classes.add_row(name, *figures, f"{row['support']:,}")
    console.print(classes)
    columns = [str(number) for number in range(len(report["per_class"]))]
    confusion = Table("true", *columns, title="Confusion: rows are true classes, columns predictions", padding=(0, 0))
    for number, (name, counts) in enumerate(zip(report["per_class"], report["confusion"], strict=True)):
        confusion.add_row(f"{number} {name}", *(str(count) if count else "·" for count in counts))
    console.print(confusion)


def print_photo_report(console: Console, report: dict[str, Any]) -> None:
    """Prints the figures on labelled photos, then a table of their labels."""
    console.print(f"{report['model']} on photos", highlight=False)
    if report["trained_on_left_out"]:
        console.print(f"photos left out, because it was trained on them: {report['trained_on_left_out']:,}")
    _print_photo_figures(console, report)
    kinds = Table("label", "photos", "right", "predictions")
    for label, row in report["per_class"].items():
        predicted = ", ".join(f"{name} {count}" for name, count in list(report["confusion"][label].items())[:4])
        right = f"{row['accuracy']:.1%}" if row["known"] else "none of the classes"
        kinds.add_row(label, str(row["n"]), right, predicted)
    console.print(kinds)


def print_piece_report(console: Console, report: dict[str, Any]) -> None:
    """Prints how many pieces were found, and how many of these were named rightly, by group."""
    console.print(f"{report['model']} on what people wear in {counted(report['photos'], 'photo')}", highlight=False)
    if report["trained_on_left_out"]:
        console.print(f"photos left out, because it was trained on them: {report['trained_on_left_out']:,}")
    table = Table("group", "pieces", "found", "of these named rightly", "their group right")
    for group, row in [*report["by_group"].items(), ("all", report)]:
        shares = (row["found"], row["label_accuracy"], row["group_accuracy"])
        table.add_row(group, f"{row['n']:,}", *("–" if share is None else f"{share:.1%}" for share in shares))
    console.print(table)


def _print_photo_figures(console: Console, report: dict[str, Any]) -> None:
    if report["n"]:
        console.print(f"{counted(report['n'], 'photo')} of the classes: accuracy {_share(report)}")
    if report["unknown_auroc"] is not None:
        console.print(
            f"against {counted(report['unknown_n'], 'photo')} of none of the classes: "
            f"AUROC {report['known_auroc']:.3f}, by confidence {report['unknown_auroc']:.3f}"
        )
        console.print(
            f"refused as none of the classes: {report['unknown_refused']:.1%} of these, "
            f"{report['known_refused'] or 0:.1%} of the photos of the classes"
        )
    if report["group_accuracy"] is not None:
        console.print(f"group of the most probable class right: {report['group_accuracy']:.1%}")
    if report["mean_over_groups"] is not None:
        console.print(f"mean over people: {report['mean_over_groups']:.1%}")
    if report["ece"] is not None:
        console.print(f"ECE {report['ece']:.1%}, photos of none of the classes counted as wrong")
    console.print("outcomes: " + ", ".join(f"{name} {count:,}" for name, count in report["outcomes"].items()))
    if report["right_among_sorted"] is not None:
        console.print(
            f"sorted: {report['coverage']:.1%} of the photos, {report['right_among_sorted']:.1%} of them right"
        )
    if report["group_sure_precision"] is not None:
        console.print(
            f"label or group sure: {report['group_sure_share'] or 0:.1%} of the photos of the classes; of all such "
            f"photos the group is right for {report['group_sure_precision']:.1%}"
        )
    _print_sources(console, report["by_source"])


def _print_sources(console: Console, by_source: dict[str, Any]) -> None:
    """A table of the sources, if there are several."""
    if len(by_source) < 2:
        return
    columns = ("accuracy", "group_accuracy", "sorted_share", "sorted_precision", "refused_share")
    table = Table("source", "photos", "right", "group right", "sorted", "of these right", "others refused")
    for source, row in by_source.items():
        shares = ("–" if row[name] is None else f"{row[name]:.1%}" for name in columns)
        table.add_row(source, f"{row['n'] + row['unknown_n']:,}", *shares)
    console.print(table)


def _share(report: dict[str, Any]) -> str:
    low, high = report["accuracy_interval"]
    return f"{report['accuracy']:.2%} (95 % interval {low:.2%} to {high:.2%})"
