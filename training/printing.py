"""Figures as tables on a terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from data.labels import CLASS_NAMES


@contextmanager
def photo_progress(console: Console) -> Iterator[Callable[[int, int], None]]:
    """A progress bar over photos; yields what to call with how many are done, and of how many."""
    columns = TextColumn("photos"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("photos", total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


def print_result(console: Console, out: Path, result: dict[str, Any]) -> None:
    """What a finished training gave, in a few lines."""
    console.print(f"{out}: {result['parameters']:,} parameters, {result['epochs']} epochs in {result['seconds']:.0f} s")
    if "validation" in result:
        console.print(f"weights of epoch {result['best_epoch']}, validation accuracy {_share(result['validation'])}")
    if "photos" in result:
        console.print("photos of people whose other photos it had not seen:")
        _print_photo_figures(console, result["photos"])
    if test := result.get("test"):
        console.print(f"test accuracy {_share(test)}, loss {test['loss']:.3f}, ECE {test['ece']:.2%}")
    console.print(f"export it with: python -m training export {out}", soft_wrap=True)


def print_test_report(console: Console, report: dict[str, Any]) -> None:
    """Accuracy, loss and ECE, then a table of the classes and the confusion matrix."""
    console.print(f"{report['model']} on {report['dataset']}, {report['n']:,} test images", highlight=False)
    console.print(f"accuracy {_share(report)}, loss {report['loss']:.3f}, ECE {report['ece']:.2%}")
    classes = Table("class", "precision", "recall", "F1", "images")
    for name, row in report["per_class"].items():
        figures = (f"{row[key]:.1%}" for key in ("precision", "recall", "f1"))
        classes.add_row(name, *figures, f"{row['support']:,}")
    console.print(classes)
    columns = [str(number) for number in range(len(CLASS_NAMES))]
    confusion = Table("true", *columns, title="Confusion: rows are true classes, columns answers", padding=(0, 0))
    for number, (name, counts) in enumerate(zip(CLASS_NAMES, report["confusion"], strict=True)):
        confusion.add_row(f"{number} {name}", *(str(count) if count else "·" for count in counts))
    console.print(confusion)


def print_photo_report(console: Console, report: dict[str, Any]) -> None:
    """Accuracy over the known kinds, what the outcomes were, then a table of the kinds."""
    console.print(f"{report['model']} on photos", highlight=False)
    console.print(f"photos left out because it was trained on them: {report['trained_on_left_out']:,}")
    _print_photo_figures(console, report)
    kinds = Table("label", "photos", "right", "answers")
    for label, row in report["per_class"].items():
        answers = ", ".join(f"{name} {count}" for name, count in list(report["confusion"][label].items())[:4])
        kinds.add_row(label, str(row["n"]), f"{row['accuracy']:.1%}" if row["known"] else "unknown kind", answers)
    console.print(kinds)


def _print_photo_figures(console: Console, report: dict[str, Any]) -> None:
    if report["n"]:
        console.print(f"{report['n']:,} of known kinds: accuracy {_share(report)}")
    if report["unknown_auroc"] is not None:
        console.print(
            f"known against {report['unknown_n']:,} of unknown kinds: AUROC {report['known_auroc']:.3f}, "
            f"by confidence {report['unknown_auroc']:.3f}"
        )
        console.print(
            f"called none of the classes: {report['unknown_refused']:.1%} of unknown kinds, "
            f"{report['known_refused'] or 0:.1%} of known ones"
        )
    if report["ece"] is not None:
        console.print(f"ECE {report['ece']:.1%}, unknown kinds counted as wrong")
    console.print("outcomes: " + ", ".join(f"{name} {count:,}" for name, count in report["outcomes"].items()))
    if report["right_among_sorted"] is not None:
        console.print(
            f"sorted: {report['coverage']:.1%} of the photos, {report['right_among_sorted']:.1%} of them right"
        )


def _share(report: dict[str, Any]) -> str:
    low, high = report["accuracy_interval"]
    return f"{report['accuracy']:.2%} (95 % interval {low:.2%} to {high:.2%})"
