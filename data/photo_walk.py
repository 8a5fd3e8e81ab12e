"""Which files below a folder are photos, and which are junk: the one rule for training, sorting and import."""

import os
from dataclasses import dataclass
from pathlib import Path, PurePath

from data.messages import printable
from data.photos.decoding import SUFFIXES, is_photo_file

_JUNK_NAMES = frozenset({
    "__macosx", "icon\r", "desktop.ini", "thumbs.db", "ehthumbs.db", "$recycle.bin", "recycler", "recycled",
    "system volume information", "lost+found", "lost.dir", "@eadir", "@__thumb", "@recycle", "@tmp", "#recycle",
    "#snapshot", "__pycache__",
})  # fmt: skip
_JUNK_STARTS = (".", "synophoto_thumb", "synofile_thumb", "synoindex_", "~$")
_JUNK_ENDS = ("@synoeastream", "@synoresource", ".part", ".crdownload")


@dataclass(frozen=True)
class LeftOut:
    """A file or folder that was not taken.

    ``kind`` is ``unreadable``, ``duplicate``, ``no label``, ``no class folder``, ``not a photo`` or ``junk``;
    ``reason`` is a sentence with more, or empty.
    """

    path: Path
    kind: str
    reason: str = ""

    def text(self, root: Path) -> str:
        """The path below the folder ``root`` and, if there is one, the reason."""
        return ": ".join(filter(None, (shown_path(root, self.path), self.reason.rstrip("."))))


def shown_path(root: Path, path: Path) -> str:
    """A path below the folder; the whole path where a table names one that begins elsewhere."""
    return printable(str(path.relative_to(root) if path.is_relative_to(root) else path))


def is_junk(path: PurePath | str) -> bool:
    """Whether a file was left behind by a system or a program and is not meant by the user.

    Hidden files and folders (``._IMG.jpg``, ``.Trash-1000``, ``.ipynb_checkpoints``), ``__MACOSX``, ``Thumbs.db``,
    ``$RECYCLE.BIN``, the thumbnails of a Synology (``@eaDir``) and their like.

    Args:
        path: relative to the folder or archive that is read: every part of it counts. Of an absolute path only the
            last part does, since a user may keep photos below a hidden folder.
    """
    path = PurePath(path)
    names = [name.casefold() for name in ([path.name] if path.is_absolute() else path.parts) if name != ".."]
    return any(n in _JUNK_NAMES or n.startswith(_JUNK_STARTS) or n.endswith(_JUNK_ENDS) for n in names)


def walk_photos(folder: Path, leave_out: Path | None = None, skipped: list[LeftOut] | None = None) -> list[Path]:
    """The photos below a folder, sorted: files that are photos by their content, or claim to be by their suffix.

    Folders that cannot be read, and links that lead nowhere, are among them: reading them gives the reason.

    Args:
        folder: where to look. Links to folders inside it are not followed.
        leave_out: a folder that is not walked into, such as the one that is written to.
        skipped: filled with the junk and the other files that were passed over.
    """
    found: list[Path] = []
    skipped = [] if skipped is None else skipped
    barred = leave_out if leave_out and leave_out.exists() else None
    for place, folders, files in os.walk(folder, onerror=lambda error: found.append(Path(error.filename))):
        directory = Path(place)
        skipped += [LeftOut(directory / name, "junk") for name in (*folders, *files) if is_junk(name)]
        folders[:] = [
            name for name in folders if not is_junk(name) and not (barred and Path(directory, name).samefile(barred))
        ]
        for path in (directory / name for name in files if not is_junk(name)):
            if path.suffix.lower() in SUFFIXES or is_photo_file(path):
                found.append(path)
            else:
                skipped.append(LeftOut(path, "not a photo"))
    return sorted(found)
