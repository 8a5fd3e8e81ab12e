"""The sections of what was done: preparation, and the model with how it learnt."""

from collections import Counter
from typing import Any

import keras

from model.networks.cost import multiply_adds
from model.networks.registry import model_description, model_options
from training.report import figures
from training.report.content import Paragraph, Picture, Row, Section, Table
from training.report.evidence import Evidence
from training.report.techniques import LEARNING, MODEL, PREPARATION, explain, flat_options
from training.report.wording import counted, percent, points, sentences
from training.train import training_indices


def options_of(evidence: Evidence) -> dict[str, Any]:
    """Every option of the run by key: the training's, and the network's with its defaults."""
    return {**model_options(evidence.config.model.name), **flat_options(evidence.config.to_json())}


def preparation_section(evidence: Evidence) -> Section:
    """What happens to an image before the network sees it."""
    options = options_of(evidence)
    return Section(
        "Preparation",
        (
            Paragraph(
                sentences(
                    [
                        _input(evidence),
                        explain(options, PREPARATION),
                        "Only training images are changed; validation and test images are seen as they are.",
                        _used(evidence),
                    ]
                )
            ),
        ),
    )


def _input(evidence: Evidence) -> str:
    network = evidence.config.model
    size = f"{network.input_size}×{network.input_size} pixels"
    if not evidence.on_photos:
        return f"The network is fed the images' own bytes, {size}. No pixel is cleaned, and no image left out."
    photos = evidence.source["photos"]
    return (
        f"It learns from {len(photos['fold_of']):,} photos as well. Each garment is cut out with GrabCut and brought "
        f"to {size} with {network.channels} channels; the data set's garments are enlarged and laid on other "
        "backgrounds. Photos of one person are never on both sides of a split."
    )


def _used(evidence: Evidence) -> str | None:
    if evidence.on_photos:
        return None
    given = len(evidence.splits.train)
    used = len(training_indices(evidence.config, evidence.splits))
    return f"Of the {given:,} training images only {used:,}, stratified, were used." if used < given else None


def model_section(evidence: Evidence, model: keras.Model, title: str = "The model") -> Section:
    """The network, its options and why one would choose them, and how its training went."""
    options = options_of(evidence)
    network = evidence.config.model
    return Section(
        title,
        (
            Paragraph(
                sentences(
                    [
                        f"The run trained {network.name}: {_lower_first(model_description(network.name))}",
                        f"It has {evidence.result['parameters']:,} parameters and takes "
                        f"{_millions(multiply_adds(model) * network.passes_per_image)} multiplications with additions "
                        "an image.",
                        explain(options, MODEL),
                        explain(options, LEARNING),
                    ]
                )
            ),
            Row(
                (
                    (_learning_picture(evidence),),
                    (_layers_table(model, network.ensemble_size), _options_table(evidence)),
                )
            ),
            Paragraph(sentences([_training(evidence, options), _generalisation(evidence), _levelled_off(evidence)])),
        ),
    )


def _millions(number: int) -> str:
    return f"{number / 1e6:.1f} million" if number >= 1e6 else f"{number:,}"


def _lower_first(text: str) -> str:
    return text if text[1:2].isupper() else text[0].lower() + text[1:]


def _layers_table(model: keras.Model, members: int) -> Table:
    layers = [layer for layer in model.layers if layer.weights]
    kinds = Counter(type(layer).__name__ for layer in layers)
    sizes = {kind: sum(layer.count_params() for layer in layers if type(layer).__name__ == kind) for kind in kinds}
    return Table(
        "The layers that have weights, by kind" + (f", of one of the {members} networks." if members > 1 else "."),
        ("layer", "how many", "parameters"),
        tuple((kind, str(number), f"{sizes[kind]:,}") for kind, number in kinds.items()),
    )


def _options_table(evidence: Evidence) -> Table:
    options = flat_options(evidence.config.to_json())
    shown = ("epochs", "batch_size", "optimizer", "learning_rate", "weight_decay", "seed")
    return Table(
        "How it was trained.",
        ("option", "value"),
        tuple((key, str(options[key])) for key in shown if key in options),
    )


def _learning_picture(evidence: Evidence) -> Picture:
    return Picture(
        figures.draw_learning(_curves(evidence, "loss"), _curves(evidence, "accuracy")),
        "Loss and accuracy after each epoch. Training images are measured while they are learnt from, with "
        "augmentation and dropout where there is some; validation images as they are.",
        "Two line charts over the epochs: loss, and accuracy.",
    )


def _curves(evidence: Evidence, figure: str) -> figures.Curves:
    """Of training images, and of validation images where they were measured."""
    history = evidence.history
    columns = {part: prefix + figure for part, prefix in (("train", ""), ("validation", "val_"))}
    epochs = [row["epoch"] + 1 for row in history]
    return {
        part: (epochs, [row[column] for row in history]) for part, column in columns.items() if column in history[0]
    }


def _training(evidence: Evidence, options: dict[str, Any]) -> str:
    result, machine = evidence.result, evidence.environment
    which = "the best on validation" if evidence.config.checkpoint == "best" else "the last"
    best = f" The weights are those of epoch {result['best_epoch']}, {which}." if "validation" in result else ""
    batches = f"batches of {options['batch_size']}" if options["batch_size"] else "all images at once"
    return (
        f"It was trained for {counted(result['epochs'], 'epoch')} with {batches} in "
        f"{_duration(result['seconds'])} on {machine['processor']}, {counted(machine['cores'], 'core')}.{best}"
    )


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} seconds" if seconds < 120 else f"{seconds / 60:.0f} minutes"


def _generalisation(evidence: Evidence) -> str | None:
    last = evidence.history[-1]
    if "val_accuracy" not in last:
        return None
    gap = last["accuracy"] - last["val_accuracy"]
    measured = (
        f"In its last epoch {percent(last['accuracy'])} of the training images were right while they were learnt from, "
        f"and {percent(last['val_accuracy'])} of the validation images"
    )
    if gap > 0.03:
        return (
            f"{measured}: it fits what it learnt from clearly better, which is over-fitting. More data or more "
            "regularisation may help."
        )
    if gap < -0.01:
        return (
            f"{measured}: the curves show no over-fitting. Training images are counted while the weights still move, "
            "with augmentation and dropout where there is some, and so come out lower."
        )
    return f"{measured}: little lies between them, so that over-fitting is not what limits it."


def _levelled_off(evidence: Evidence) -> str | None:
    accuracies = [row["val_accuracy"] for row in evidence.history if "val_accuracy" in row]
    if len(accuracies) < 2:
        return None
    gain = accuracies[-1] - max(accuracies[: max(1, len(accuracies) * 4 // 5)])
    if gain > 0.003:
        return f"Validation accuracy was still rising at the end, by {points(gain)}: a longer training may be better."
    return "Validation accuracy hardly rose at the end: a longer training of this kind would gain little."
