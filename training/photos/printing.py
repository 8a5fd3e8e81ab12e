"""The photos that a training uses, as a table on a terminal."""

import numpy as np
from rich.console import Console
from rich.table import Table

from training.photos.collection import PhotoCollection


def print_photos(console: Console, collection: PhotoCollection, folds: np.ndarray, cross_validated: int) -> None:
    """Prints, before a training starts, every label with its classes and its photos, and what was left out and why.

    A photo may be trained on in several cut-outs.

    Without cross-validation, the photos of part 0 are held out; with it, every photo is held out once and the
    exported network is trained on all of them.
    """
    held_out = np.zeros(len(folds), bool) if cross_validated else folds == 0
    kinds = [(photo.source, photo.label) for photo in collection.photos]
    table = Table("source", "label", "trained as", "photos", "cut-outs to train on", "held out", title="Photos")
    for source, label in sorted(set(kinds)):
        inside = np.array([kind == (source, label) for kind in kinds])
        of_label = [photo for photo, chosen in zip(collection.photos, inside, strict=True) if chosen]
        classes = set().union(*(photo.classes for photo in of_label))
        names = ", ".join(collection.class_names[number] for number in sorted(classes))
        counts = (
            len({photo.sha256 for photo in of_label}),
            int((inside & collection.trained & ~held_out).sum()),
            int((inside & collection.measured & held_out).sum()),
        )
        table.add_row(source, label, names or "none of the classes", *(f"{count:,}" for count in counts))
    console.print(table)
    if cross_validated:
        console.print(f"Each photo is also held out once, in one of {cross_validated} parts.")
    for reason, files in collection.left_out.items():
        shown = ", ".join(files[:3]) + (" …" if len(files) > 3 else "")
        console.print(f"Left out, {reason}: {len(files):,} ({shown})", markup=False, highlight=False, soft_wrap=True)
