"""Writes the images of Fashion-MNIST that the app compares photos with: python -m training.neighbours

1,000 validation images, 100 of each class, with the embeddings that every export in `model/exported` makes of them on
LiteRT. Run it after an export was promoted. It takes about ten seconds.
"""

import argparse
from pathlib import Path

import numpy as np

from data.fashion_mnist import Dataset, load_fashion_mnist
from data.splits import SPLIT_SEED
from model.exports.store import EXPORTED, export_digest, list_exports
from model.neighbours import NEIGHBOURS_FILE, CompactEmbeddings, Reference, embed_images
from model.predictor import Predictor

_OF_EACH_CLASS = 100


def choose_images(validation: Dataset, of_each_class: int = _OF_EACH_CLASS) -> Dataset:
    """As many images of each class, chosen at random with a fixed seed, in the order of the data set."""
    generator = np.random.default_rng(SPLIT_SEED)
    classes = [np.flatnonzero(validation.labels == label) for label in np.unique(validation.labels)]
    chosen = [generator.choice(members, of_each_class, replace=False) for members in classes]
    return validation.take(np.sort(np.concatenate(chosen)))


def build_reference(chosen: Dataset, root: Path = EXPORTED) -> Reference:
    """The images with the embeddings of every export in a folder; raises ExportError if one cannot be loaded."""
    embeddings = {}
    for directory in list_exports(root):
        predictor = Predictor(directory, "litert")
        made = embed_images(predictor, chosen.images)
        embeddings[predictor.card.id] = CompactEmbeddings.of(made, export_digest(directory))
    return Reference(chosen.images, chosen.labels, embeddings)


def main() -> None:
    """Reads the data set, asks every export and writes the file."""
    parser = argparse.ArgumentParser(prog="python -m training.neighbours", description=__doc__)
    parser.add_argument("--data-dir", type=Path, help="folder with the four files of Fashion-MNIST")
    parser.add_argument("--out", type=Path, default=NEIGHBOURS_FILE, help="the file to write")
    options = parser.parse_args()
    chosen = choose_images(load_fashion_mnist(options.data_dir).validation)
    reference = build_reference(chosen)
    reference.write(options.out)
    size = options.out.stat().st_size / 1e6
    print(f"{options.out}: {len(chosen)} images, {', '.join(reference.embeddings)}, {size:.2f} MB")


if __name__ == "__main__":
    main()
