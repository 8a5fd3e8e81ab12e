"""The ten classes, the drawers that they go into, and what a label on a photo means."""

CLASS_NAMES: tuple[str, ...] = (
    "T-shirt/top",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
)
"""Fashion-MNIST's classes in the order of their label numbers (arXiv 1708.07747, table 2)."""


def drawer_of(class_name: str) -> str:
    """The name of a class's folder: lower case, hyphens for slashes and spaces."""
    return class_name.lower().replace("/", "-").replace(" ", "-")


DRAWERS: tuple[str, ...] = tuple(map(drawer_of, CLASS_NAMES))
"""One folder name for each class, in the same order: ``t-shirt-top``, ``trouser`` …"""

_PHOTO_LABELS: dict[str, tuple[str, ...]] = {
    "t-shirt": ("T-shirt/top",),
    "polo": ("T-shirt/top",),
    "top": ("T-shirt/top",),
    "undershirt": ("T-shirt/top",),
    "pants": ("Trouser",),
    "longsleeve": ("Pullover",),
    "hoodie": ("Pullover",),
    "outwear": ("Coat",),
    "blazer": ("Coat",),
    "blouse": ("Shirt",),
    "shoes": ("Sandal", "Sneaker", "Ankle boot"),
    "shorts": (),
    "skirt": (),
    "hat": (),
    "body": (),
}
_WITHOUT_MEANING = frozenset({"", "not sure", "other", "skip"})


def photo_label_classes(label: str, class_names: tuple[str, ...] = CLASS_NAMES) -> frozenset[int] | None:
    """The numbers of the ``class_names`` that are right answers for a photo with this label.

    Several where the label does not tell them apart ("Shoes"), none where the garment is none of the classes
    ("Shorts", of the ten, and every label that is not known here), and None where the label says nothing
    ("Not sure"). Class names, drawer names and the labels of the clothing data set are known, in any case.
    """
    key = label.strip().lower()
    if key in _WITHOUT_MEANING:
        return None
    for index, name in enumerate(class_names):
        if key in (name.lower(), drawer_of(name)):
            return frozenset({index})
    return frozenset(class_names.index(name) for name in _PHOTO_LABELS.get(key, ()) if name in class_names)


def dataset_classes(class_names: tuple[str, ...]) -> list[frozenset[int]]:
    """For each of the ten classes, the numbers of the ``class_names`` that hold it; none if there is no such drawer.

    A person's own drawers may be wider ("Shoes" holds three of the ten) or narrower ("Polo" and "T-Shirt" share one).
    """
    held = [photo_label_classes(name) or frozenset() for name in class_names]
    return [frozenset(i for i, classes in enumerate(held) if number in classes) for number in range(len(CLASS_NAMES))]
