"""The sections before any training: the problem, and the data with what a look at them finds."""

from collections.abc import Sequence

import numpy as np

from data.fashion_mnist import Dataset, Splits
from data.fashion_mnist_files import OFFICIAL_NAME
from data.labels import CLASS_NAMES
from model.metrics import BatchPredictions
from training.report import figures, sources
from training.report.content import Item, Paragraph, Picture, Row, Section
from training.report.findings import NEAR, Pairs, near_duplicates, suspicious_labels
from training.report.wording import counted, listed, percent, points, sentences

_EXAMPLES = 6
_PAIRS, _SUSPECTS = 8, 8
_LEVELS = np.arange(0, 257, 8)  # edges of the bins of grey levels


def problem_section(class_names: Sequence[str]) -> Section:
    """Whose problem it is, and what counts as solving it."""
    return Section(
        "The problem",
        (
            Paragraph(
                "Whoever tidies a wardrobe, passes on outgrown clothes or lists them for sale has a pile of photos and "
                "wants each filed under what it shows. To a computer this is image classification: given a picture of "
                f"one garment, say which of {len(class_names)} kinds it is: {listed(class_names)}. Being right is half "
                "of it. The answer must also say how sure it is, so that a person is asked about the doubtful pieces "
                f"and only about those ({sources.REJECTION}); calibration is therefore judged beside accuracy. The "
                "report follows the data-science cycle: problem, data, preparation, models, evaluation, deployment "
                f"({sources.CRISP_DM})."
            ),
        ),
    )


def data_section(splits: Splits, answered: BatchPredictions | None) -> Section:
    """The data, from samples to duplicates; and what ``answered``, of the validation images, says of their labels."""
    pairs = near_duplicates(np.concatenate([splits.train.images, splits.validation.images, splits.test.images]))
    findings = [Paragraph(_duplicates(splits, pairs))]
    columns = [_duplicate_pictures(splits, pairs)]
    if answered is not None:
        suspects = suspicious_labels(answered.probabilities, splits.validation.labels)
        findings.append(Paragraph(_suspects(splits.validation, answered, suspects)))
        columns.append(_suspect_pictures(splits.validation, answered, suspects))
    found = tuple(column for column in columns if column)
    return Section(
        "The data",
        (
            Paragraph(sentences([_what_it_is(splits), _balance(splits.train), _pixels(splits.train)])),
            Row(((_samples_picture(splits.train),), (_balance_picture(splits),))),
            *findings,
            *((Row(found),) if found else ()),
        ),
    )


def _what_it_is(splits: Splits) -> str:
    sizes = (
        f"images of 28×28 pixels in 256 grey levels, the garment bright on black, each with one of "
        f"{len(CLASS_NAMES)} labels: {len(splits.train):,} to learn from, {len(splits.validation):,} set aside to "
        f"choose and calibrate by, stratified, and {len(splits.test):,} test images that are scored once."
    )
    total = len(splits.train) + len(splits.validation) + len(splits.test)
    if splits.name == OFFICIAL_NAME:
        return f"Fashion-MNIST ({sources.FASHION_MNIST}) holds {total:,} {sizes}"
    return (
        f"The data set is not Fashion-MNIST: it calls itself {splits.name}. No figure of this report means anything "
        f"outside it. It holds {total:,} {sizes}"
    )


def _shares(dataset: Dataset) -> np.ndarray:
    counts = np.bincount(dataset.labels, minlength=len(CLASS_NAMES))
    shares: np.ndarray = counts / counts.sum()
    return shares


def _balance(dataset: Dataset) -> str:
    shares = _shares(dataset)
    guess = f"Always giving the most frequent answer would be right in {percent(shares.max())}."
    if shares.max() < 1.2 * shares.min():
        return f"The classes are balanced, so that accuracy is a fair measure. {guess}"
    return (
        f"The classes are not balanced: {CLASS_NAMES[shares.argmax()]} is the most frequent and "
        f"{CLASS_NAMES[shares.argmin()]}, with {percent(shares.min())}, the rarest: look at them one by one. {guess}"
    )


def _class_means(dataset: Dataset) -> np.ndarray:
    """float (C, 28, 28); black for a class without images."""
    means = [dataset.images[dataset.labels == number] for number in range(len(CLASS_NAMES))]
    return np.stack([images.mean(axis=0) if len(images) else np.zeros((28, 28)) for images in means])


def _pixels(dataset: Dataset) -> str:
    means = _class_means(dataset)
    levels = means.mean(axis=(1, 2))
    gaps = np.sqrt(np.square(means[:, None] - means[None]).mean(axis=(2, 3)))
    gaps[np.tril_indices(len(gaps))] = np.inf
    first, second = np.unravel_index(gaps.argmin(), gaps.shape)
    return (
        f"Over the training images a pixel has the mean {dataset.images.mean():.1f} and the standard deviation "
        f"{dataset.images.std():.1f}; {percent(float((dataset.images == 0).mean()))} are black ground. "
        f"{CLASS_NAMES[levels.argmax()]} is the brightest class (mean {levels.max():.0f}) and "
        f"{CLASS_NAMES[levels.argmin()]} the darkest ({levels.min():.0f}). The mean images of "
        f"{CLASS_NAMES[first]} and {CLASS_NAMES[second]} are the most alike of all."
    )


def _samples_picture(dataset: Dataset) -> Picture:
    means = _class_means(dataset)
    rows = []
    for number, mean in enumerate(means):
        examples = dataset.images[dataset.labels == number][:_EXAMPLES]
        empty = np.zeros((_EXAMPLES - len(examples), 28, 28))
        rows.append(np.concatenate([mean[None], examples, empty]))
    return Picture(
        figures.draw_tiles(np.stack(rows), CLASS_NAMES),
        f"The mean image of each class, then its first {_EXAMPLES} training images. Shown as ink on paper; the network "
        "sees them bright on black.",
        f"Rows of small grey images, one for each class: {listed(CLASS_NAMES)}.",
    )


def _balance_picture(splits: Splits) -> Picture:
    parts = {"train": splits.train, "validation": splits.validation, "test": splits.test}
    counts, _ = np.histogram(splits.train.images, _LEVELS)
    shares = {name: _shares(part) for name, part in parts.items()}
    return Picture(
        figures.draw_balance_and_pixels(CLASS_NAMES, shares, _LEVELS, counts / counts.sum()),
        "Above: the share of each class in each part. Below: how frequent grey levels are in the training images, on a "
        "logarithmic scale.",
        "A bar chart of the classes' shares and a histogram of the pixels' grey levels.",
    )


def _duplicates(splits: Splits, pairs: Pairs) -> str:
    method = (
        f"Near duplicates let a network answer from memory ({sources.DUPLICATES}). All pairs of images were compared: "
        f"those whose pixels differ by at most {NEAR:.0f} of 255 grey levels (root mean square) were looked for in "
        f"means over 4×4 blocks, which misses none ({sources.PROJECTION}), and confirmed pixel by pixel."
    )
    if not len(pairs):
        return f"{method} There are none."
    labels = np.concatenate([splits.train.labels, splits.validation.labels, splits.test.labels])
    is_test = np.arange(len(labels)) >= len(labels) - len(splits.test)
    across = is_test[pairs.first] != is_test[pairs.second]
    seen = len(np.unique(pairs.second[across]))  # the later of a pair: test images come last
    differing = int((labels[pairs.first] != labels[pairs.second]).sum())
    equal = int((pairs.distance == 0).sum())
    return (
        f"{method} Pairs found: {len(pairs):,}, {equal or 'none'} of them equal to the last bit, {differing or 'none'} "
        f"with two different labels. Test images with a near duplicate among those that were learnt from or chosen by: "
        f"{seen or 'none'} of {len(splits.test):,}; the accuracy can be too high by "
        f"{points(seen / len(splits.test), 2)} for it at most."
    )


def _duplicate_pictures(splits: Splits, pairs: Pairs) -> tuple[Item, ...]:
    if not len(pairs):
        return ()
    parts = (splits.train, splits.validation, splits.test)
    images, labels = (np.concatenate([getattr(part, name) for part in parts]) for name in ("images", "labels"))
    names = np.repeat(["train", "valid.", "test"], [len(part) for part in parts])
    shown = list(zip(pairs.first[:_PAIRS].tolist(), pairs.second[:_PAIRS].tolist(), strict=True))
    captions = [f"{names[a]}, {names[b]}\n{_pair_label(labels[a], labels[b])}" for a, b in shown]
    picture = figures.draw_captioned([np.concatenate([images[a], images[b]], axis=1) for a, b in shown], captions, 4)
    caption = f"The {counted(len(shown), 'nearest pair')}: the parts that they are in, and their labels."
    return (Picture(picture, caption, "Pairs of nearly equal images."),)


def _pair_label(first: int, second: int) -> str:
    return CLASS_NAMES[first] if first == second else f"{CLASS_NAMES[first]} / {CLASS_NAMES[second]}"


def _suspects(dataset: Dataset, answered: BatchPredictions, suspects: np.ndarray) -> str:
    wrong = float((answered.probabilities.argmax(axis=1) != dataset.labels).mean())
    return (
        f"Labels may be wrong as well. A label is suspicious if the network gives the image another class at least as "
        f"surely as it gives that class to images that are labelled with it ({sources.CONFIDENT_LEARNING}); of the "
        f"{len(dataset):,} validation images, which it did not learn from, {len(suspects):,} are. It is a list to look "
        f"through, not a verdict: the network is wrong on {percent(wrong)} of these images, and each suspicion is a "
        "wrong label, an image that fits two classes, or the network's own error."
    )


def _suspect_pictures(dataset: Dataset, answered: BatchPredictions, suspects: np.ndarray) -> tuple[Item, ...]:
    if not len(suspects):
        return ()
    shown = suspects[:_SUSPECTS]
    captions = [_said(dataset, answered, number) for number in shown]
    return (
        Picture(
            figures.draw_captioned([dataset.images[number] for number in shown], captions, 4),
            f"The {counted(len(shown), 'most suspicious label')} of the validation images: the label, then the answer "
            "with its confidence.",
            "Images whose label and answer disagree.",
        ),
    )


def _said(dataset: Dataset, answered: BatchPredictions, number: int) -> str:
    answer = CLASS_NAMES[answered.probabilities[number].argmax()]
    return f"{CLASS_NAMES[dataset.labels[number]]}\n→ {answer} {answered.confidences[number]:.0%}"
