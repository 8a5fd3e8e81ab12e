"""A folder of photos into drawers: `python -m wardrobe sort`, which can be stopped, repeated and added to.

Three things make a second run change nothing, and a killed one go on where it was. Photos come in sorted order, so
the same ones take the same names. The table of the earlier run says which copy is which photo's; such a photo is not
classified again. A file of a photo's name and content that the table says nothing of is taken for its copy, wherever
it lies: a killed run made it, or a person moved it to the right drawer.
"""

import contextlib
import os
import sys
import time
from collections import defaultdict
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from data.labels import drawer_of
from data.photos.recipes import PhotoError
from model.predictor import Predictor
from wardrobe.classification import classify_files, find_photos
from wardrobe.folders.sort_log import Row, read_table, table_text
from wardrobe.folders.sorted_folders import Drawers, digest, same_size_and_time, write_whole
from wardrobe.store.errors import WardrobeError

TABLE = "wardrobe.csv"
_SAVE_SECONDS = 5.0  # at most this much has to be classified again after a kill; the copies themselves are never lost


class FolderSort:
    """The photos of the folder ``source`` on their way to the folder ``destination``.

    A row of the table stays as long as its copy does, even if its photo is gone or holds something else now: that is
    how moved photos, and those of other folders, keep theirs. The same path with the same content is the same photo.

    Raises:
        WardrobeError: photos can't be sorted from the one folder into the other; nothing has been written.
    """

    def __init__(self, source: Path, destination: Path) -> None:
        if not source.is_dir():
            raise WardrobeError("no-photo-folder", folder=str(source))
        if destination.exists():
            if not destination.is_dir():
                raise WardrobeError("sort-into-file", folder=str(destination))
            inside = source.resolve()
            if any(folder.samefile(destination) for folder in (inside, *inside.parents)):
                raise WardrobeError("sort-into-itself", source=str(source), folder=str(destination))
        self.source, self.destination = source, destination
        self.photos, self.skipped = find_photos([source], leave_out=destination)
        self._kept: list[Row] = []  # their photos are gone, or another content came under their name
        self._known: dict[Path, Row] = {}  # answered by an earlier run; without a target, the copy is missing
        self._done: list[tuple[Path, Row]] = []

    def run(self, predictor: Predictor, move: bool = False) -> Generator[tuple[Path, Row], None, None]:
        """Files every photo, in order. With ``move`` the photos are removed once all copies are in place.

        What can't be read stays where it is and has a row. Symbolic links are read through, and moving removes the
        link. Folders that moving empties stay.

        Raises:
            WardrobeError: the wardrobe can't be read or written; what was filed so far stays and has its rows.
        """
        try:
            self.destination.mkdir(parents=True, exist_ok=True)
            with _only_run(self.destination):
                drawers = self._open(predictor)
                yield from self._file(predictor, drawers)
                if move:
                    drawers.settle()
                    self._remove_filed()
        except OSError as error:
            reason = error.strerror or str(error)
            raise WardrobeError("sort-unusable", folder=str(self.destination), reason=reason) from error

    def _open(self, predictor: Predictor) -> Drawers:
        """The drawers, with every earlier row's copy found or known to be missing."""
        rows = [row for row in read_table(self.destination / TABLE) if row.target]
        folders = {*map(drawer_of, predictor.card.class_names), "unsure", "not_clothing"}
        if refused := [folder for folder in folders if folder.startswith(".") or not folder]:
            raise WardrobeError("sort-class-name", model=predictor.card.id, name=repr(refused[0]))
        folders |= {PurePosixPath(row.target or "").parts[0] for row in rows} | self._own_folders()
        drawers = Drawers(self.destination, folders)
        photo_of = self._match(rows)
        where: dict[int, str | None] = {}
        # First those that are where they were: what is left then may be the copies that somebody moved.
        for number, row in enumerate(rows):
            photo = photo_of.get(number)
            if row.target and (drawers.holds(row.target, row.sha256, photo) if photo else drawers.has(row.target)):
                drawers.claim(row.target)
                where[number] = row.target
        for number, row in enumerate(rows):
            if number not in where:
                where[number] = drawers.find(PurePosixPath(row.file).name, row.sha256)
            found = replace(row, target=where[number])
            if number in photo_of:
                self._known[photo_of[number]] = found
            elif found.target:
                self._kept.append(found)
        return drawers

    def _own_folders(self) -> set[str]:
        """Any folder may be a drawer that a person made, but not one of the system's, such as ``lost+found``.

        A link may lead to the photos themselves.
        """
        folders = [path for path in self.destination.iterdir() if path.is_dir() and not path.is_symlink()]
        return {path.name for path in folders if path.name[0] != "." and os.access(path, os.R_OK | os.X_OK)}

    def _match(self, rows: Sequence[Row]) -> dict[int, Path]:
        """Which rows, by number, are of which photo as it is now."""
        of_file: dict[str, list[int]] = defaultdict(list)
        for number, row in enumerate(rows):
            of_file[row.file].append(number)
        matches: dict[int, Path] = {}
        for path in self.photos:
            for number in of_file.get(self._name(path), ()):
                row = rows[number]
                if row.target and _is_of(row, path, self.destination / row.target):
                    matches[number] = path
                    break
        return matches

    def _file(self, predictor: Predictor, drawers: Drawers) -> Iterator[tuple[Path, Row]]:
        model = predictor.card.id
        new = [path for path in self.photos if path not in self._known or self._known[path].model != model]
        answers = classify_files(new, predictor)
        again = set(new)
        saved = time.monotonic()
        try:
            for path in self.photos:
                earlier = self._known.get(path)
                if earlier is None or path in again:
                    row = Row.of(next(answers), self._name(path))
                    row = self._refiled(row, earlier, drawers) if earlier else row
                else:
                    row = earlier
                if row.outcome != "error" and not row.target:
                    row = _filed(row, path, drawers)
                self._known.pop(path, None)
                self._done.append((path, row))
                yield path, row
                if time.monotonic() - saved > _SAVE_SECONDS:
                    self._save(predictor)
                    saved = time.monotonic()
        finally:
            self._save(predictor)

    def _refiled(self, row: Row, earlier: Row, drawers: Drawers) -> Row:
        """Another model's answer; the copy goes along, unless a person had put it where it is."""
        if row.outcome == "error":
            self._kept += [earlier] if earlier.target else []
            return row
        target = earlier.target
        if target and PurePosixPath(target).parts[0] == folder_of(earlier) != folder_of(row):
            target = drawers.move(target, folder_of(row))
        return replace(row, target=target, sha256=earlier.sha256)

    def _save(self, predictor: Predictor) -> None:
        rows = [*(row for _, row in self._done), *(row for row in self._known.values() if row.target), *self._kept]
        content = table_text(rows, predictor.card.class_names).encode("utf-8")
        table = self.destination / TABLE
        if not table.exists() or table.read_bytes() != content:
            write_whole(table, content)

    def _remove_filed(self) -> None:
        for path, row in self._done:
            if row.target and _may_go(path, self.destination / row.target, row):
                try:
                    path.unlink()
                except OSError as error:
                    raise WardrobeError("sort-not-moved", path=str(path), reason=error.strerror or "") from error

    def _name(self, path: Path) -> str:
        return path.relative_to(self.source).as_posix()


def folder_of(row: Row) -> str:
    """The folder that a readable photo belongs in: its class's drawer, or its outcome where that is not ``sorted``."""
    return drawer_of(row.label or "") if row.outcome == "sorted" else row.outcome


def _filed(row: Row, path: Path, drawers: Drawers) -> Row:
    try:
        target, sha256 = drawers.put(path, folder_of(row))
    except PhotoError as error:  # it could be read a moment ago
        return row.unread(str(error))
    return replace(row, target=target, sha256=sha256)


def _may_go(path: Path, copy: Path, row: Row) -> bool:
    """Whether photo and copy, both read once more, are the same, and not one file: a drawer may be a link."""
    if digest(copy) != row.sha256:
        return False
    # What a link leads to is not removed with it, and may be a photo that has just gone to its drawer.
    return path.is_symlink() or (digest(path) == row.sha256 and not path.samefile(copy))


def _is_of(row: Row, path: Path, copy: Path) -> bool:
    """Whether a row of this file's name tells of its present content."""
    return same_size_and_time(path, copy) or (row.sha256 is not None and digest(path) == row.sha256)


@contextlib.contextmanager
def _only_run(directory: Path) -> Iterator[None]:
    """Keeps a second run out: each would write a table without the other's photos."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    handle = os.open(directory, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise WardrobeError("sort-other-run", folder=str(directory)) from None
    except OSError:  # some network disks have no locks
        pass
    try:
        yield
    finally:
        os.close(handle)
