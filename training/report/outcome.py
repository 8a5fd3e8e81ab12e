"""The section of what came out: accuracy with its uncertainty, calibration, confusions."""

from itertools import combinations
from typing import Any

import keras
import numpy as np

from data.labels import CLASS_NAMES
from model.metrics import BatchPredictions
from training.report import figures, sources
from training.report.content import Paragraph, Picture, Row, Section, Table
from training.report.evidence import Evidence, sibling_accuracies
from training.report.inside import failure_pictures, inside_blocks
from training.report.wording import interval, listed, percent, points, sentences

_CONFUSED = 6
_GROUPS = {
    "one garment for the upper body with another": ("T-shirt/top", "Pullover", "Dress", "Coat", "Shirt"),
    "one kind of shoe with another": ("Sandal", "Sneaker", "Ankle boot"),
}
_OWN_DRAWERS = (
    "It sorts into drawers of its owner's, which the test images are not labelled with: only photos say how good it is."
)


def result_section(evidence: Evidence, model: keras.Model, answered: BatchPredictions | None) -> Section:
    """What the test images say of the network; ``answered`` are its answers to them, if it kept them."""
    test = evidence.result.get("test")
    if test is None:
        return Section("The result", (Paragraph(_OWN_DRAWERS), *inside_blocks(evidence, model, ())))
    failures = failure_pictures(evidence, answered) if answered is not None else ()
    return Section(
        "The result",
        (
            Paragraph(sentences([_headline(test), _seeds(evidence), _against_validation(evidence)])),
            _figures_table(evidence),
            Row(((_confusion_picture(test),), (_reliability_picture(test),))),
            Paragraph(sentences([_confusions(test), _calibration(evidence, test)])),
            Row(((_per_class_table(test),), (_confused_table(test),))),
            *inside_blocks(evidence, model, failures),
        ),
    )


def _headline(test: dict[str, Any]) -> str:
    wrong = test["n"] - round(test["accuracy"] * test["n"])
    return (
        f"Of the {test['n']:,} test images {percent(test['accuracy'], 2)} are named rightly and {wrong:,} wrongly. The "
        f"95 % interval ({sources.INTERVAL}) is {interval(test)}: so far may chance in the choice of test images alone "
        "have moved the figure. Two networks whose intervals overlap by much are not told apart by this test."
    )


def _seeds(evidence: Evidence) -> str:
    accuracies = sibling_accuracies(evidence)
    if len(accuracies) < 2:
        return (
            "This is one run. Another seed would give another figure; before two designs are compared, train each with "
            "three seeds or more and give mean and deviation."
        )
    return (
        f"Over the {len(accuracies)} runs here that differ in their seed alone, this one included, the accuracy is "
        f"{percent(accuracies.mean(), 2)} ± {100 * accuracies.std(ddof=1):.2f} (mean and standard deviation)."
    )


def _against_validation(evidence: Evidence) -> str | None:
    validation = evidence.result.get("validation")
    if validation is None:
        return None
    difference = validation["accuracy"] - evidence.result["test"]["accuracy"]
    low, high = validation["accuracy_interval"]
    chosen = ", by which the epoch was chosen," if evidence.config.checkpoint == "best" else ""
    if low <= evidence.result["test"]["accuracy"] <= high:
        return f"Validation images{chosen} agree with the test images within chance."
    better = "better" if difference > 0 else "worse"
    return f"Validation images{chosen} are answered {better} by {points(difference)}, more than chance explains."


def _figures_table(evidence: Evidence) -> Table:
    parts = [part for part in ("validation", "test") if part in evidence.result]
    rows = []
    for part in parts:
        report = evidence.result[part]
        accuracy, error = percent(report["accuracy"], 2), percent(report["ece"], 2)
        rows.append((part, f"{report['n']:,}", accuracy, interval(report), f"{report['loss']:.3f}", error))
    caption = "Accuracy, cross-entropy in nats, and expected calibration error (ECE), each after calibration."
    return Table(caption, ("images", "number", "accuracy", "95 % interval", "loss", "ECE"), tuple(rows))


def _confusion_picture(test: dict[str, Any]) -> Picture:
    counts = np.array(test["confusion"])
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    return Picture(
        figures.draw_confusion(shares, CLASS_NAMES),
        "Confusion matrix: of a hundred test images with the label at the left, how many are given the answer below.",
        "A matrix of labels and answers; the table of confused pairs names its largest cells.",
    )


def _reliability_picture(test: dict[str, Any]) -> Picture:
    return Picture(
        figures.draw_reliability(test["reliability"], test["n"]),
        f"Reliability diagram ({sources.CALIBRATION}): of the test images that are answered with one confidence, the "
        "share that is right. Above it: how many answers have that confidence; few say little.",
        "A bar chart of accuracy by confidence beside the diagonal.",
    )


def _confused_pairs(test: dict[str, Any]) -> list[tuple[int, int, int, int]]:
    """(first class, second class, first taken for second, second for first), the most frequent pair first."""
    counts = np.array(test["confusion"])
    pairs = [(a, b, int(counts[a, b]), int(counts[b, a])) for a, b in combinations(range(len(counts)), 2)]
    return sorted((pair for pair in pairs if pair[2] + pair[3]), key=lambda pair: -(pair[2] + pair[3]))


def _confusions(test: dict[str, Any]) -> str | None:
    counts = np.array(test["confusion"])
    errors = int(counts.sum() - np.trace(counts))
    if not errors:
        return "No test image is named wrongly."
    pairs = _confused_pairs(test)
    share = sum(pair[2] + pair[3] for pair in pairs[:3]) / errors
    recalls = {name: row["recall"] for name, row in test["per_class"].items()}
    best, worst = max(recalls, key=lambda name: recalls[name]), min(recalls, key=lambda name: recalls[name])
    parts = [f"{percent(_inside_group(counts, group) / errors, 0)} mistake {what}" for what, group in _GROUPS.items()]
    return (
        f"The three most confused pairs of classes, of {len(list(combinations(CLASS_NAMES, 2)))}, make up "
        f"{percent(share, 0)} of all errors; {listed(parts)}. {best} is found most often ({percent(recalls[best])} of "
        f"its images) and {worst} least ({percent(recalls[worst])})."
    )


def _inside_group(counts: np.ndarray, group: tuple[str, ...]) -> float:
    members = [CLASS_NAMES.index(name) for name in group]
    part = counts[np.ix_(members, members)]
    return float(part.sum() - np.trace(part))


def _calibration(evidence: Evidence, test: dict[str, Any]) -> str:
    confidence = sum(row["n"] * row["confidence"] for row in test["reliability"]) / test["n"]
    temperature = evidence.result["temperature"]
    was = "too sure of itself" if temperature > 1 else "not sure enough"
    gap = confidence - test["accuracy"]
    now = (
        "about as sure as it is right" if abs(gap) < 0.01 else "surer than right" if gap > 0 else "less sure than right"
    )
    return (
        f"Before calibration the network was {was}: dividing its logits by a temperature of {temperature:.2f}, fitted "
        f"on held-out images, makes its confidence fit best ({sources.CALIBRATION}). After it, its mean confidence on "
        f"the test images is {percent(confidence)} beside an accuracy of {percent(test['accuracy'])}, {now}; the "
        f"expected calibration error is {percent(test['ece'], 2)}."
    )


def _per_class_table(test: dict[str, Any]) -> Table:
    rows = [
        (name, *(percent(row[key]) for key in ("precision", "recall", "f1"))) for name, row in test["per_class"].items()
    ]
    caption = "By class: how much of what is called so is so, how much of what is so is found, and their harmonic mean."
    return Table(caption, ("class", "precision", "recall", "F1"), tuple(rows))


def _confused_table(test: dict[str, Any]) -> Table:
    rows = [
        (f"{CLASS_NAMES[a]}, {CLASS_NAMES[b]}", str(there), str(back), str(there + back))
        for a, b, there, back in _confused_pairs(test)[:_CONFUSED]
    ]
    caption = (
        "The pairs of classes that are confused most: errors of the first as the second, the other way round, both."
    )
    return Table(caption, ("pair", "→", "←", "both"), tuple(rows))
