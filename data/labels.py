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

DRAWERS: tuple[str, ...] = tuple(name.lower().replace("/", "-").replace(" ", "-") for name in CLASS_NAMES)
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


def photo_label_classes(label: str) -> frozenset[int] | None:
    """The class numbers that are right answers for a photo with this label.

    Several where the label does not tell them apart ("Shoes"), none where the garment is none of the ten
    ("Shorts" and every label that is not known here), and None where the label says nothing ("Not sure").
    Class names, drawer names and the labels of the clothing data set are known, in any case.
    """
    key = label.strip().lower()
    if key in _WITHOUT_MEANING:
        return None
    for index, names in enumerate(zip(CLASS_NAMES, DRAWERS, strict=True)):
        if key in (names[0].lower(), names[1]):
            return frozenset({index})
    return frozenset(CLASS_NAMES.index(name) for name in _PHOTO_LABELS.get(key, ()))
