"""The photos that a training uses, as a table on a terminal."""

from collections import Counter

import numpy as np
from rich.console import Console
from rich.table import Table

from training.photos.collection import PhotoCollection


def print_photos(console: Console, collection: PhotoCollection, folds: np.ndarray, cross_validated: int) -> None:
    """Prints, before a training starts, every label with its classes and its photos, and what was left out and why.

    Without cross-validation, the photos of part 0 are held out; with it, every photo is held out once and the
    exported network is trained on all of them.
    """
    held_out = np.zeros(len(folds), bool) if cross_validated else folds == 0
    kinds = [(photo.source, photo.label) for photo in collection.photos]
    table = Table("source", "label", "trained as", "garments", "to train on", "held out", title="Photos")
    measured = [kind for kind, chosen in zip(kinds, collection.measured, strict=True) if chosen]
    for (source, label), count in sorted(Counter(measured).items()):
        inside = np.array([kind == (source, label) for kind in kinds]) & collection.measured
        held = int((inside & held_out).sum())
        classes = collection.photos[int(inside.argmax())].classes
        names = ", ".join(collection.class_names[number] for number in sorted(classes)) or "none of the classes"
        table.add_row(source, label, names, f"{count:,}", f"{count - held:,}", f"{held:,}")
    console.print(table)
    if further := int((~collection.measured).sum()):
        console.print(f"{further:,} of them are trained on in a second cut-out, by a reference mask.")
    if cross_validated:
        console.print(f"Each photo is also held out once, in one of {cross_validated} parts.")
    for reason, files in collection.left_out.items():
        shown = ", ".join(files[:3]) + (" …" if len(files) > 3 else "")
        console.print(f"Left out, {reason}: {len(files):,} ({shown})", markup=False, highlight=False, soft_wrap=True)
