"""The collection: rows in a database, photos as files named by their content."""

import dataclasses
import hashlib
import tempfile
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import case, exc, false, insert, update

from data.photos.colours import chosen_colours, garment_colours
from data.photos.garment import CutoutOverride
from wardrobe.store import mapping, schema
from wardrobe.store.bin import BIN_DAYS
from wardrobe.store.database_copies import readable
from wardrobe.store.errors import StorageError, StoreError
from wardrobe.store.failures import explained, reason_of
from wardrobe.store.item_making import PreparedPhoto, new_item, prepare_photo
from wardrobe.store.item_photos import ItemPhotos
from wardrobe.store.items import DETAILS, FILED, REVIEW, Item, StoredPrediction, tidy_tags, utc_now
from wardrobe.store.photo_files import PhotoFiles
from wardrobe.store.settings import Settings
from wardrobe.store.undo import ItemDiff


class Wardrobe(ItemPhotos):
    """A user's clothes. Safe to share between threads; every change is one transaction.

    Methods that change items return them before and after, which `undo` takes.

    Example:
        >>> wardrobe = Wardrobe(Settings.from_environment())
        >>> item = wardrobe.add(Path("dress.jpg").read_bytes(), "dress.jpg", drawer="Dress")
        >>> changes = wardrobe.change([item.id], tags=["party"])
        >>> wardrobe.undo(changes)
    """

    def __init__(self, where: Settings, now: Callable[[], datetime] = utc_now, *, to_read: bool = False) -> None:
        """Opens a wardrobe, or makes a new one, and deletes what has been in its bin for 30 days.

        Args:
            where: its database and its files.
            now: returns the time.
            to_read: the wardrobe is only read. It may be on a read-only disk, and nothing is deleted.

        Raises:
            StoreError: the database or the files cannot be reached.
        """
        self._now = now
        self._copied = tempfile.TemporaryDirectory(prefix="wardrobe-read-") if to_read else None
        try:
            url = readable(where.database_url, Path(self._copied.name)) if self._copied else where.database_url
            super().__init__(schema.open_database(url, lasting=where.lasting))
            self.photos = PhotoFiles(where.files_url)
            if not to_read:
                self._empty_bin(self._now() - timedelta(days=BIN_DAYS))
        except (StorageError, exc.SQLAlchemyError, OSError, ValueError, ImportError) as error:
            if self._copied:
                self._copied.cleanup()
            raise StoreError("store-unopened", reason=reason_of(error)) from error

    def close(self) -> None:
        """Closes the connections to the database."""
        super().close()
        if self._copied:
            self._copied.cleanup()

    def add(self, photo: bytes | PreparedPhoto, file_name: str, **how: Any) -> Item:
        """Like `add_or_find`, but returns only the item."""
        return self.add_or_find(photo, file_name, **how)[0]

    def add_or_find(
        self,
        photo: bytes | PreparedPhoto,
        file_name: str,
        prediction: StoredPrediction | None = None,
        drawer: str | None = None,
        state: str | None = None,
        *,
        decided: bool = False,
    ) -> tuple[Item, bool]:
        """Adds a photo; returns its item, and whether that is new.

        Adding the same file again finds its item: it is taken out of the bin, and a photo that is gone or damaged is
        written again.

        Args:
            photo: the file's bytes, or what `prepare_photo` made of them. What is stored is a JPEG of at most 1600
                pixels per side.
            file_name: the name that the user sees.
            prediction: a model's prediction for the photo.
            drawer: the item's drawer; by default the predicted class.
            state: ``filed`` or ``review``; by default ``filed`` unless the prediction is not sure.
            decided: whether the user chose the drawer, even if it is the predicted one.

        Raises:
            PhotoError: it is not a photo that can be read. Nothing is stored.
            StoreError: neither a drawer nor a prediction is given.
            StorageError: the disk, the database or the storage cannot be written. Nothing is stored; or, after a lost
                connection, perhaps the item is, which adding the same file again finds.
            sqlalchemy.exc.IntegrityError: the database refuses the item. Nothing is stored.
        """
        target = drawer or (prediction.label if prediction else None)
        if target is None:
            raise StoreError("store-needs-drawer", file=file_name)
        sha256 = hashlib.sha256(photo).hexdigest() if isinstance(photo, bytes) else photo.sha256
        if (known := self.known([sha256]).get(sha256)) is not None:
            with explained():
                self._mend_photo(self.get(known), sha256, photo)
            return self._back_from_bin(known), False
        state = state or (FILED if prediction is None or prediction.outcome == "sorted" else REVIEW)
        prepared = prepare_photo(photo, sha256)[0] if isinstance(photo, bytes) else photo
        item = new_item(prepared, file_name, target, state, prediction, self._now())
        item = dataclasses.replace(item, decided=item.decided or decided)
        # The file before the row: a crash between them leaves a file that no item references, and no broken item.
        try:
            with explained():
                self.photos.write(item.photo, prepared.stored)
                self.photos.write_thumbnails(item, prepared.thumbnails)
            with self.transaction(writes=True) as connection:
                kept = self.get(mapping.write(connection, item), connection)
        except exc.IntegrityError:
            if (known := self.known([sha256]).get(sha256)) is None:
                self.remove_unused([item.photo])
                raise
            return self._back_from_bin(known), False  # another thread was quicker
        except StorageError as error:
            self._remove_unsaved(item.photo, error)
            raise
        # Before there was a row, the last other item with the same photo may have been deleted.
        with explained():
            self.photos.write(item.photo, prepared.stored)
        return kept, True

    def change(
        self,
        ids: Sequence[int],
        *,
        add_tags: Iterable[str] = (),
        remove_tags: Iterable[str] = (),
        seasons: Iterable[str] | None = None,
        tags: Iterable[str] | None = None,
        **values: Any,
    ) -> list[ItemDiff]:
        """Changes items in one transaction and returns them before and after.

        Args:
            ids: the items.
            add_tags: tags that are added.
            remove_tags: tags that are removed.
            seasons: if given, they replace the seasons.
            tags: if given, they replace the tags.
            **values: new values of ``drawer``, ``state``, ``notes``, ``file_name``, ``archived`` or one of `DETAILS`.
                ``corrected`` and ``decided`` follow from the drawer and the state.
        """
        if unknown := set(values) - {"drawer", "state", "notes", "file_name", "archived", *DETAILS}:
            raise TypeError(f"Items have no {', '.join(sorted(unknown))} to change.")
        columns = schema.items.c
        new: dict[Any, Any] = {**values, "changed_at": self._now()}
        if "drawer" in values:
            new["corrected"] = case((columns.predicted.is_(None), false()), else_=columns.predicted != values["drawer"])
        if "drawer" in values or values.get("state") == FILED:
            new["decided"] = True
        with self.transaction(writes=True) as connection:
            before = self._read(connection, ids)
            for part in mapping.parts([item.id for item in before]):
                connection.execute(update(schema.items).where(columns.id.in_(part)).values(new))
            new_tags, added, removed = tidy_tags(tags or ()), set(tidy_tags(add_tags)), set(tidy_tags(remove_tags))
            after = {item.id: (set(item.tags if tags is None else new_tags) | added) - removed for item in before}
            changed = {item.id: after[item.id] for item in before if after[item.id] != set(item.tags)}
            mapping.write_names(connection, schema.tags, changed)
            if seasons is not None:
                mapping.write_names(connection, schema.seasons, dict.fromkeys(after, seasons))
            now = {item.id: item for item in self._read(connection, ids)}
        return [ItemDiff(item, now[item.id]) for item in before]

    def describe(self, details: Mapping[int, Mapping[str, Any]]) -> list[ItemDiff]:
        """Changes `DETAILS` or colours of many items, by item id, in one transaction; returns them before and after."""
        with self.transaction(writes=True) as connection:
            before = self._read(connection, list(details))
            after = [dataclasses.replace(item, **details[item.id], changed_at=self._now()) for item in before]
            mapping.write_again(connection, after)
        return [ItemDiff(*pair) for pair in zip(before, after, strict=True)]

    def choose_colours(self, item_id: int, names: Sequence[str] | None) -> list[ItemDiff]:
        """Sets the colours of an item, the main one first; with None, measures them on its photo again.

        Colours that the user chose stay when the item is classified or cut out again.

        Raises:
            StoreError: the photo, which is to be measured, is gone or damaged.
            ValueError: a name is not one of `data.photos.colours.PALETTE`, or there are too many names.
        """
        item = self.get(item_id)
        colours = garment_colours(self.photos.garment(item)) if names is None else chosen_colours(names, item.colours)
        return self.describe({item_id: {"colours": colours, "colours_decided": names is not None}})

    def wear(self, ids: Sequence[int], day: date) -> list[ItemDiff]:
        """Notes that items were worn on a day; returns them before and after."""
        with self.transaction(writes=True) as connection:
            before = self._read(connection, ids)
            rows = [{"item_id": item.id, "day": day} for item in before if day not in item.worn]
            if rows:
                connection.execute(insert(schema.wears), rows)
        return [ItemDiff(item, dataclasses.replace(item, worn=tuple(sorted({*item.worn, day})))) for item in before]

    def record(
        self,
        predictions: Mapping[int, StoredPrediction],
        *,
        move: bool | Container[int],
        override: CutoutOverride | None = None,
    ) -> list[ItemDiff]:
        """Adds new predictions as the current ones and returns the items before and after.

        Args:
            predictions: by item id.
            move: whether the items move to the predicted drawers, or the ids of those that do.
            override: if given, how the garments were cut out for these predictions; their colours are measured again,
                unless the user chose them.
        """
        # Before the lock is taken: others would wait for it, and reading photos over a network takes time.
        measured = {}
        if override is not None:
            measured = {
                number: garment_colours(self.photos.garment(self.get(number), override)) for number in predictions
            }
        with self.transaction(writes=True) as connection:
            before = self._read(connection, list(predictions))
            after = []
            for item in before:
                prediction = predictions[item.id]
                moves = move if isinstance(move, bool) else item.id in move
                drawer = prediction.label if moves else item.drawer
                decided = item.decided and drawer == item.drawer
                new = dataclasses.replace(
                    item,
                    drawer=drawer,
                    corrected=decided and drawer != prediction.label,
                    decided=decided,
                    predictions=(prediction, *item.predictions),
                    changed_at=self._now(),
                )
                if override is not None:
                    colours = item.colours if item.colours_decided else measured[item.id]
                    new = dataclasses.replace(new, override=override, colours=colours)
                after.append(new)
            (mapping.write_predictions if override is None else mapping.write_again)(connection, after)
        return [ItemDiff(*pair) for pair in zip(before, after, strict=True)]

    def undo(self, changes: Iterable[ItemDiff]) -> None:
        """Undoes a step. Items that were deleted permanently do not come back.

        Raises:
            StoreError: some fields were changed again since, for example in another tab. They stay, and the rest is
                undone.
        """
        steps = {step.before.id: step for step in changes}
        with self.transaction(writes=True) as connection:
            there = self._read(connection, list(steps))
            # An id can be another item's by now.
            same = [item for item in there if item.sums & steps[item.id].before.sums]
            undone = [steps[item.id].undone(item) for item in same]
            mapping.write_again(connection, [item for item, _ in undone])
        # Photos that the step added.
        self.remove_unused(
            {photo for item in same for photo in item.stored_photos - steps[item.id].before.stored_photos}
        )
        if count := sum(again for _, again in undone):
            raise StoreError("store-changed-since", count=count)
