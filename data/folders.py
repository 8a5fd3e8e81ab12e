"""Folders of photos: what in them is junk, and folders of labelled photos, as a table or as one folder per class."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from data.errors import DataError
from data.files import read_bounded
from data.labels import (
    CLASS_NAMES,
    UnknownLabelError,
    canonical_key,
    find_name,
    is_no_label,
    merged_names,
    photo_label_classes,
)
from data.photo_table import TABLE, table_rows
from data.photo_walk import LeftOut, is_junk, shown_path, walk_photos
from data.photos.decoding import MAX_BYTES, PhotoError, check_photo, is_photo_file

_PARTS = {
    name: names[0]
    for names in (("train", "training"), ("validation", "valid", "val"), ("test", "testing"))
    for name in names
}  # by the names that such folders have
_NAMED_FILES = 5  # how many files a summary names for each reason


@dataclass(frozen=True)
class LabelledPhoto:
    """One photo of known content.

    Attributes:
        path: the file.
        label: as it is written in the table or on the folder.
        classes: the class numbers that are right; none if the garment is none of the classes.
        group: who took it; photos of one group belong on one side of every split. Empty where nothing is known.
        part: ``train``, ``validation`` or ``test`` where the folder is laid out so; else empty.
        sha256: of the file's content.
        source: the kind of collection that the photo comes from, such as "shop"; empty where it is not told apart.
    """

    path: Path
    label: str
    classes: frozenset[int]
    group: str
    part: str = ""
    sha256: str = ""
    source: str = ""


@dataclass(frozen=True)
class PhotoFolder:
    """The labelled photos of a folder, sorted by path, and what was left out of it."""

    root: Path
    photos: tuple[LabelledPhoto, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def counts(self) -> dict[str, int]:
        """The number of photos of every label, sorted by label."""
        return dict(sorted(Counter(photo.label for photo in self.photos).items()))

    def without(self, unreadable: Mapping[Path, str]) -> "PhotoFolder":
        """The folder without photos that turned out to be damaged, given by path with the reason.

        Raises:
            DataError: a label is left without any photo.
        """
        damaged = [LeftOut(path, "unreadable", reason) for path, reason in sorted(unreadable.items())]
        photos = tuple(photo for photo in self.photos if photo.path not in unreadable)
        _check_labels_have_photos(self.root, self.counts, photos, damaged)
        return replace(self, photos=photos, left_out=(*self.left_out, *damaged))

    def summary(self) -> str:
        """What was read and what was left out and why, in a few lines for people."""
        labels = ", ".join(f"{label} {count}" for label, count in self.counts.items())
        noun = "photo" if len(self.photos) == 1 else "photos"
        lines = [f"{self.root}: {len(self.photos)} {noun} ({labels})"]
        if parts := Counter(photo.part for photo in self.photos if photo.part):
            lines.append("  parts: " + ", ".join(f"{part} {count}" for part, count in sorted(parts.items())))
        for kind, count in Counter(one.kind for one in self.left_out).items():
            files = [one for one in self.left_out if one.kind == kind][:_NAMED_FILES]
            named = [one.text(self.root) for one in files]
            more = f"; and {count - len(files)} more" if count > len(files) else ""
            lines.append(f"  left out, {kind}: {count} ({'; '.join(named)}{more})")
        return "\n".join(lines)


def load_photo_folder(
    directory: Path | str, class_names: tuple[str, ...] = CLASS_NAMES, negatives: Sequence[str] = ()
) -> list[LabelledPhoto]:
    """The photos of `read_photo_folder`, which raises what it raises."""
    return list(read_photo_folder(directory, class_names, negatives).photos)


def read_photo_folder(
    directory: Path | str, class_names: tuple[str, ...] = CLASS_NAMES, negatives: Sequence[str] = ()
) -> PhotoFolder:
    """Reads a folder of labelled photos: what it took, and what it left out and why.

    The folder holds ``photos.csv`` (see `data.photo_table.table_rows`) or one folder per class; the class folders
    may lie in ``train``, ``validation`` and ``test``. Photos are read as far as their headers: `PhotoFolder.without`
    takes those that turn out to be damaged when they are decoded.

    Args:
        directory: the folder.
        class_names: the classes that `LabelledPhoto.classes` counts.
        negatives: labels declared to be none of the classes.

    Raises:
        UnknownLabelError: labels are neither classes, nor known otherwise, nor declared.
        DataError: there is no such folder; it holds no labelled photos; a class has no photo that can be read; the
            same photo has labels of two classes; or ``negatives`` names a class.
    """
    for name in negatives:
        if find_name(name, class_names):
            raise DataError(f"{name!r} is one of the classes. Expected only other labels as negatives: remove it.")
    root, rows, left_out = _find_rows(directory)
    classes_of, unknown = {}, []
    for row in rows:
        try:
            classes_of[row.label] = photo_label_classes(row.label, class_names, negatives)
        except UnknownLabelError:
            unknown.append(row.label)
    if unknown:
        raise UnknownLabelError(unknown, class_names)
    labelled = []
    for row in rows:
        if (classes := classes_of[row.label]) is None:
            left_out.append(LeftOut(row.path, "no label", repr(row.label)))
        else:
            labelled.append(replace(row, classes=classes))
    if not labelled:
        raise DataError(f"{root} holds no labelled photos. It needs {TABLE}, or one folder of photos per class.")
    photos = _readable_once(root, labelled, left_out)
    _check_labels_have_photos(root, [photo.label for photo in labelled], photos, left_out)
    return PhotoFolder(root, tuple(photos), tuple(sorted(left_out, key=lambda one: (one.kind, one.path))))


def own_class_names(directory: Path | str, negatives: Sequence[str] = ()) -> tuple[str, ...]:
    """The labels of a photo folder as classes of one's own, sorted, without ``negatives``.

    Labels that are written alike (`data.labels.canonical_key`) are one class. A folder called ``other`` is a class;
    "Other" in a table is not, since the clothing data set means "no label" by it.

    Raises:
        DataError: there is no such folder, or it holds no labelled photos.
    """
    names = merged_names(label for label in label_names(directory) if not find_name(label, negatives))
    if not names:
        raise DataError(f"{directory} holds no labelled photos. It needs {TABLE}, or one folder of photos per class.")
    return names


def label_names(directory: Path | str) -> set[str]:
    """The labels of a photo folder as they are written; raises DataError if there is no such folder."""
    root, rows, _ = _find_rows(directory)
    in_table = (root / TABLE).exists()
    return {
        row.label
        for row in rows
        if not is_no_label(row.label) or (not in_table and canonical_key(row.label) == "other")
    }


def _find_rows(directory: Path | str) -> tuple[Path, list[LabelledPhoto], list[LeftOut]]:
    """The photos as they are labelled, their classes still empty, sorted by path."""
    root = Path(directory).expanduser()
    if not root.is_dir():
        raise DataError(f"{root} is not a folder. Name one with {TABLE}, or with one folder of photos per class.")
    left_out: list[LeftOut] = []
    if (root / TABLE).exists():
        rows = [LabelledPhoto(r.path, r.label, frozenset(), r.group, source=r.source) for r in table_rows(root)]
    else:
        rows = list(_class_folder_rows(root, left_out))
    return root, sorted(rows, key=lambda row: (row.path, row.label)), left_out


def _class_folder_rows(root: Path, left_out: list[LeftOut]) -> Iterator[LabelledPhoto]:
    folders = [(folder, "") for folder in _folders_in(root, left_out)]
    if folders and all(canonical_key(folder.name) in _PARTS for folder, _ in folders):
        parts = [(folder, _PARTS[canonical_key(folder.name)]) for folder, _ in folders]
        folders = [(inner, part) for folder, part in parts for inner in _folders_in(folder, left_out)]
    for folder, part in folders:
        photos = walk_photos(folder, skipped=left_out)
        if not photos and not is_no_label(folder.name):
            raise DataError(f"{folder} holds no photo. Expected photos of one class. Add some, or remove the folder.")
        for path in photos:
            yield LabelledPhoto(path, folder.name, frozenset(), "", part)


def _folders_in(folder: Path, left_out: list[LeftOut]) -> list[Path]:
    """The folders in a folder but junk; photos beside them belong to no class."""
    inside = sorted(folder.iterdir())
    left_out += [LeftOut(path, "junk") for path in inside if is_junk(path)]
    left_out += [LeftOut(path, "no class folder") for path in inside if not is_junk(path) and is_photo_file(path)]
    return [path for path in inside if path.is_dir() and not is_junk(path)]


def _readable_once(root: Path, photos: Iterable[LabelledPhoto], left_out: list[LeftOut]) -> list[LabelledPhoto]:
    """The photos whose headers can be read, each content once. Raises DataError where one has two labels."""
    first: dict[str, LabelledPhoto] = {}
    for photo in photos:
        try:
            if photo.path.is_fifo():
                raise OSError(0, "it is a pipe")  # reading it would block
            content = read_bounded(photo.path, MAX_BYTES)
            check_photo(content)
        except (OSError, PhotoError) as error:
            left_out.append(LeftOut(photo.path, "unreadable", getattr(error, "strerror", None) or str(error)))
            continue
        photo = replace(photo, sha256=hashlib.sha256(content).hexdigest())
        other = first.setdefault(photo.sha256, photo)
        if other.classes != photo.classes:
            raise DataError(
                f"{shown_path(root, photo.path)} ({photo.label}) and {shown_path(root, other.path)} ({other.label}) "
                "are the same photo. Expected one class for each photo: delete one of the two."
            )
        if other is not photo:
            left_out.append(LeftOut(photo.path, "duplicate", f"the same as {shown_path(root, other.path)}"))
    return list(first.values())


def _check_labels_have_photos(
    root: Path, labels: Iterable[str], photos: Iterable[LabelledPhoto], left_out: Iterable[LeftOut]
) -> None:
    """Raises DataError where none of a label's photos can be read."""
    taken = {canonical_key(photo.label) for photo in photos}
    if empty := sorted({label for label in labels if canonical_key(label) not in taken}):
        reasons = [one.text(root) for one in left_out if one.kind == "unreadable"]
        raise DataError(
            f"{root} has no photo of {', '.join(map(repr, empty))} that can be read ({'; '.join(reasons[:3])}). "
            "Add photos, or remove the label."
        )
