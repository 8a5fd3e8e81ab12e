"""Sorts a folder of photos into drawers: `python -m wardrobe sort`, which can be stopped, repeated and added to.

For three reasons a second run changes nothing, and the run after a killed one continues it. Photos are processed in
sorted order, so the same photos get the same names. The log of the earlier run assigns copies to photos; a photo with
a copy is not classified again. A file with a photo's name and content that is not in the log counts as its copy, in
any drawer: a killed run made it, or the user moved it to the right drawer.
"""

import contextlib
import os
import sys
import time
from collections import defaultdict
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from data.photo_walk import LeftOut, is_junk, walk_photos
from data.photos.decoding import PhotoError
from model.predictor import Predictor
from wardrobe.folders.engines import Engine, in_threads
from wardrobe.folders.names import folder_name
from wardrobe.folders.row_spool import RowSpool
from wardrobe.folders.sort_log import Row, read_table
from wardrobe.folders.sorted_folders import SortedFolders, digest, same_size_and_time
from wardrobe.store.errors import WardrobeError

TABLE = "wardrobe.csv"
_SAVE_SECONDS = 5.0  # a killed run loses at most this much classification, and no copies
_SAVE_SHARE = 0.05  # of the time that saves take: the table of a hundred thousand photos takes a second
_LONGEST_PAUSE = 300.0  # seconds between two saves, however long they take


class FolderSort:
    """Sorts the photos of the folder ``source`` into the folder ``destination``.

    A row of the log stays as long as its copy does, even if its photo is gone or has other content by now: so moved
    photos, and those of other folders, keep their rows. The same path with the same content is the same photo.

    Raises:
        WardrobeError: the photos of one folder cannot be sorted into the other. Nothing has been written.
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
        left_out: list[LeftOut] = []
        self.photos = walk_photos(source, destination, left_out)
        self.skipped = sum(file.kind != "junk" for file in left_out)
        self._kept: list[Row] = []  # rows of photos that are gone or have other content now
        self._known: dict[Path, Row] = {}  # rows of an earlier run; without a target, the copy is missing

    def run(
        self, predictor: Predictor, move: bool = False, engine: Engine | None = None
    ) -> Generator[tuple[Path, Row], None, None]:
        """Copies every photo to its drawer, in order. With ``move``, the photos are removed after all are copied.

        ``engine`` classifies them, by default in threads; every engine gives the same rows.

        A photo that cannot be read stays where it is and has a row. A symbolic link is followed, and moving removes
        the link. Folders that moving empties stay.

        Raises:
            WardrobeError: the destination cannot be read or written. The copies made so far stay and have rows.
        """
        try:
            self.destination.mkdir(parents=True, exist_ok=True)
            with _only_run(self.destination):
                folders = self._open(predictor)
                with contextlib.closing(RowSpool(self.destination, predictor.card.class_names)) as done:
                    yield from self._sort_all(predictor, folders, done, engine or in_threads)
                    if move:
                        self._remove_copied(done)
        except OSError as error:
            reason = error.strerror or str(error)
            raise WardrobeError("sort-unusable", folder=str(self.destination), reason=reason) from error

    def _open(self, predictor: Predictor) -> SortedFolders:
        """The folders, after finding the copy of every row of the log, or that it is missing."""
        rows = [row for row in read_table(self.destination / TABLE) if row.target]
        class_names = predictor.card.class_names
        if refused := [name for name in class_names if not folder_name(name)]:
            raise WardrobeError("sort-class-name", model=predictor.card.id, name=repr(refused[0]))
        names = {PurePosixPath(row.target or "").parts[0] for row in rows} | self._own_folders()
        folders = SortedFolders(self.destination, class_names, {"unsure", "not_clothing", *names})
        photo_of = self._match(rows)
        where: dict[int, str | None] = {}
        # First the copies that are where they were: the others may have been moved by the user.
        for number, row in enumerate(rows):
            photo = photo_of.get(number)
            if row.target and (folders.holds(row.target, row.sha256, photo) if photo else folders.has(row.target)):
                folders.claim(row.target)
                where[number] = row.target
        for number, row in enumerate(rows):
            if number not in where:
                where[number] = folders.find(PurePosixPath(row.file).name, row.sha256)
            found = replace(row, target=where[number])
            if number in photo_of:
                self._known[photo_of[number]] = found
            elif found.target:
                self._kept.append(found)
        return folders

    def _own_folders(self) -> set[str]:
        """The folders that are there: the user may have made any, except the system's, such as ``lost+found``.

        Links are left out: one may lead to the photos themselves.
        """
        folders = [path for path in self.destination.iterdir() if path.is_dir() and not path.is_symlink()]
        return {path.name for path in folders if not is_junk(path.name) and os.access(path, os.R_OK | os.X_OK)}

    def _match(self, rows: Sequence[Row]) -> dict[int, Path]:
        """The photos of rows, by the row's number, where the photo still has the content of the row."""
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

    def _sort_all(
        self, predictor: Predictor, folders: SortedFolders, done: RowSpool, engine: Engine
    ) -> Iterator[tuple[Path, Row]]:
        model = predictor.card.id
        again = {path for path, row in self._known.items() if row.model != model}
        results = engine([path for path in self.photos if path in again or path not in self._known], predictor)
        saved, pause = time.monotonic(), _SAVE_SECONDS
        try:
            for path in self.photos:
                earlier = self._known.get(path)
                if earlier is None or path in again:
                    row = replace(next(results), file=self._name(path))
                    row = self._with_earlier_copy(row, earlier, folders) if earlier else row
                else:
                    row = earlier
                if row.outcome != "error" and not row.target:
                    row = _copied(row, path, folders)
                self._known.pop(path, None)
                done.append(row)
                yield path, row
                if time.monotonic() - saved > pause:
                    started = time.monotonic()
                    self._save(done)
                    saved = time.monotonic()
                    pause = min(max(_SAVE_SECONDS, (saved - started) / _SAVE_SHARE), _LONGEST_PAUSE)
        finally:
            if isinstance(results, Generator):  # ends the workers, also where the reader has gone
                results.close()
            self._save(done)

    def _with_earlier_copy(self, row: Row, earlier: Row, folders: SortedFolders) -> Row:
        """The row of another model; the copy moves to its drawer, unless the user had put it where it is."""
        if row.outcome == "error":
            self._kept += [earlier] if earlier.target else []
            return row
        target = earlier.target
        if target and PurePosixPath(target).parts[0] == folders.folder_for(folder_of(earlier)):
            new = folders.folder_for(folder_of(row))
            target = target if PurePosixPath(target).parts[0] == new else folders.move(target, new)
        return replace(row, target=target, sha256=earlier.sha256)

    def _save(self, done: RowSpool) -> None:
        others = [*(row for row in self._known.values() if row.target), *self._kept]
        done.write_table(self.destination / TABLE, others)

    def _remove_copied(self, done: RowSpool) -> None:
        for row in done:
            path = self.source / row.file
            if row.target and _may_go(path, self.destination / row.target, row.sha256):
                try:
                    path.unlink()
                except OSError as error:
                    raise WardrobeError("sort-not-moved", path=str(path), reason=error.strerror or "") from error

    def _name(self, path: Path) -> str:
        return path.relative_to(self.source).as_posix()


def folder_of(row: Row) -> str:
    """The folder for a readable photo: that of its class, or its outcome where that is not ``sorted``."""
    return folder_name(row.label or "") if row.outcome == "sorted" else row.outcome


def _copied(row: Row, path: Path, folders: SortedFolders) -> Row:
    try:
        target, sha256 = folders.put(path, folder_of(row))
    except PhotoError as error:  # it has gone since it was classified
        return row.unread(str(error))
    return replace(row, target=target, sha256=sha256)


def _may_go(path: Path, copy: Path, sha256: str | None) -> bool:
    """Whether the photo may be removed: its copy, read again, has its content and is another file."""
    if digest(copy) != sha256:
        return False
    # Removing a link does not remove its target, which may be a photo that has just been moved itself.
    return path.is_symlink() or (digest(path) == sha256 and not path.samefile(copy))


def _is_of(row: Row, path: Path, copy: Path) -> bool:
    """Whether a row with this file's name is about its present content."""
    return same_size_and_time(path, copy) or (row.sha256 is not None and digest(path) == row.sha256)


@contextlib.contextmanager
def _only_run(directory: Path) -> Iterator[None]:
    """Locks the destination: a second run would write a log without the photos of the first."""
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
    except OSError:  # some network disks do not lock
        pass
    try:
        yield
    finally:
        os.close(handle)
