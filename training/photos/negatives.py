"""`--negatives`: labels, and whole folders of photos, that are declared to be none of the classes."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from data.errors import DataError
from data.files import read_bounded
from data.folders import LabelledPhoto
from data.photo_walk import walk_photos
from data.photos.decoding import MAX_BYTES


@dataclass(frozen=True)
class Negatives:
    """Declared negatives: ``labels`` of the photo folder, and ``folders`` of photos of anything else."""

    labels: tuple[str, ...] = ()
    folders: tuple[Path, ...] = ()

    @classmethod
    def parse(cls, entries: Sequence[str]) -> "Negatives":
        """An entry that names an existing folder is a folder; any other is a label."""
        folders = [entry for entry in entries if Path(entry).expanduser().is_dir()]
        return cls(
            tuple(entry for entry in entries if entry not in folders),
            tuple(Path(entry).expanduser().resolve() for entry in folders),
        )

    def entries(self) -> list[str]:
        """What `parse` makes equal negatives of, from any working directory."""
        return [*self.labels, *map(str, self.folders)]

    def photos(self, known: Collection[str] = ()) -> list[LabelledPhoto]:
        """The photos of the folders, each content once, labelled with their folder's name.

        The kind of thing, the name of the folder inside it that a photo lies in, is its group.

        Args:
            known: the SHA-256 of every photo that has a label already.

        Raises:
            DataError: a folder holds no photos, a file cannot be read, or a photo is among the ``known`` ones.
        """
        found: dict[str, LabelledPhoto] = {}
        for folder in self.folders:
            paths = walk_photos(folder)
            if not paths:
                raise DataError(f"{folder} holds no photos. Expected photos of none of the classes with --negatives.")
            for path in paths:
                try:
                    digest = hashlib.sha256(read_bounded(path, MAX_BYTES)).hexdigest()
                except OSError as error:
                    raise DataError(f"{path} cannot be read ({error.strerror}). Remove it, or mend it.") from error
                if digest in known:
                    raise DataError(
                        f"{path} is also among the labelled photos. Expected one class for each photo: delete one."
                    )
                kind = path.parent.name if path.parent != folder else ""
                found.setdefault(
                    digest, LabelledPhoto(path, folder.name, frozenset(), kind, sha256=digest, source=folder.name)
                )
        return list(found.values())


NO_NEGATIVES = Negatives()
"""Nothing is declared."""
