"""The data set in pictures: some labelled images, one with its grey levels, and how the classes are balanced."""

from pathlib import Path

import numpy as np
import pandas as pd

from data.fashion_mnist import load_fashion_mnist
from training.show import drawing
from training.show.shown import Picture, Shown, Table

_LABELLED = 25
_LEVELS = np.arange(0, 257, 8)  # edges of the bins of grey levels


def show_data(data_dir: Path | None = None) -> Shown:
    """The first images of the training part with their labels, the first one large, and the balance of the classes.

    Raises:
        DataError: the data set is missing or altered.
    """
    splits = load_fashion_mnist(data_dir)
    names, train = splits.class_names, splits.train
    parts = {"train": train, "validation": splits.validation, "test": splits.test}
    counts = pd.DataFrame(
        {part: np.bincount(images.labels, minlength=len(names)) for part, images in parts.items()}, index=names
    )
    labels = [names[label] for label in train.labels[:_LABELLED]]
    first = train.images[0]
    pixels = np.histogram(train.images, _LEVELS)[0] / train.images.size
    fewest, most = counts["train"].min(), counts["train"].max()
    balance = f"{fewest:,}" if fewest == most else f"{fewest:,} to {most:,}"
    return Shown(
        f"data-{splits.name}",
        f"The data set {splits.name}",
        f"{len(train):,} training images, {len(splits.validation):,} for validation, {len(splits.test):,} test images "
        f"of {len(names)} classes; each is 28 × 28 pixels of 256 grey levels. {balance} training images per class.",
        (
            Picture(
                drawing.draw_labelled(train.images[:_LABELLED], labels),
                f"The first {len(labels)} training images: {', '.join(labels)}.",
                f"The first {len(labels)} training images with their labels.",
            ),
            Picture(
                drawing.draw_distributions(counts / counts.sum(), _LEVELS, pixels),
                f"Above, the share of each class in each part; below, a histogram of the grey levels, of which "
                f"{(train.images == 0).mean():.0%} are 0, black.",
                "The balance of the classes, and the grey levels of the training images.",
            ),
            Picture(
                drawing.draw_pixels(first, labels[0]),
                f"The first training image, {labels[0]}, in colours for its grey levels from {first.min()} to "
                f"{first.max()}.",
                "The first training image, with a colour for each grey level. A network scales them first.",
            ),
        ),
        (
            Table(
                "Images of each class",
                ("class", *counts.columns),
                [(name, *(f"{count:,}" for count in row)) for name, row in zip(names, counts.to_numpy(), strict=True)],
            ),
        ),
    )
