"""The collection: rows in a database, photos as files named by their content."""

import contextlib
import dataclasses
import hashlib
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, case, delete, exc, false, insert, select, update

from data.labels import CLASS_NAMES, drawer_of
from data.photos.colours import garment_colours
from data.photos.garment import CutoutOverride
from wardrobe.store import mapping, pictures, schema
from wardrobe.store.errors import StoreError
from wardrobe.store.item_making import PreparedPhoto, new_item, prepare_photo
from wardrobe.store.items import FILED, REVIEW, Filters, Item, StoredPrediction, utc_now
from wardrobe.store.photo_files import PhotoFiles
from wardrobe.store.queries import Catalogue
from wardrobe.store.settings import Settings
from wardrobe.store.undo import ItemDiff

BIN_DAYS = 30
LONGEST_DRAWER = 40  # characters of its name


class Wardrobe(Catalogue):
    """Garments that a person keeps. Safe to share between threads; every change is one transaction.

    A method that changes items returns them before and after, which is what `put_back` takes to undo it.
    """

    def __init__(self, where: Settings, now: Callable[[], datetime] = utc_now) -> None:
        """Opens a wardrobe, making it where there is none, and empties its bin of what lay there for 30 days.

        Raises:
            StoreError: the database or the files cannot be reached.
        """
        self._now = now
        try:
            super().__init__(schema.open_database(where.database_url))
            self.photos = PhotoFiles(where.files_url)
            self._empty_bin(self._now() - timedelta(days=BIN_DAYS))
        except (exc.SQLAlchemyError, OSError, ValueError, ImportError) as error:
            raise StoreError("store-unopened", reason=str(error)) from error

    def add(self, photo: bytes | PreparedPhoto, file_name: str, **how: Any) -> Item:
        """The item that `add_or_find` gives for the same arguments."""
        return self.add_or_find(photo, file_name, **how)[0]

    def add_or_find(
        self,
        photo: bytes | PreparedPhoto,
        file_name: str,
        prediction: StoredPrediction | None = None,
        drawer: str | None = None,
        state: str | None = None,
    ) -> tuple[Item, bool]:
        """Keeps a photo; returns its item, and whether that is new.

        The same file twice is one item; one that was in the bin comes back out of it, and one whose photo is gone or
        damaged gets it back.

        Args:
            photo: the file's bytes, or what `prepare_photo` made of them; the picture is stored, at most 1600 pixels a
                side.
            file_name: its name, for a person.
            prediction: what a model said of it, if one was asked.
            drawer: where it goes; by default where the model said.
            state: ``filed`` or ``review``; by default what the prediction's outcome asks for.

        Raises:
            PhotoError: it is no photo that can be read; nothing is kept then.
            StoreError: neither a drawer nor a prediction is given.
            sqlalchemy.exc.IntegrityError: the database takes no new item; nothing is kept.
        """
        target = drawer or (prediction.label if prediction else None)
        if target is None:
            raise StoreError("store-needs-drawer", file=file_name)
        sha256 = hashlib.sha256(photo).hexdigest() if isinstance(photo, bytes) else photo.sha256
        if (known := self.known([sha256]).get(sha256)) is not None:
            self._mend_photo(self.get(known), photo)
            return self._back_from_bin(known), False
        state = state or (FILED if prediction is None or prediction.outcome == "sorted" else REVIEW)
        prepared = prepare_photo(photo, sha256)[0] if isinstance(photo, bytes) else photo
        item = new_item(prepared, file_name, target, state, prediction, self._now())
        # The file before the row: what a crash leaves between them is a file that nobody misses.
        self.photos.write(item.photo, prepared.stored)
        self.photos.write_thumbnails(item, prepared.thumbnails)
        try:
            with self.transaction(writes=True) as connection:
                kept = self.get(mapping.write(connection, item), connection)
        except exc.IntegrityError:
            if (known := self.known([sha256]).get(sha256)) is None:
                self.remove_unused([item.photo])
                raise
            return self._back_from_bin(known), False  # somebody else was quicker
        # Before there was a row, somebody may have thrown away the last other item with the same picture.
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

        ``values`` are new values of ``drawer``, ``state``, ``notes`` or ``file_name``. What a person's drawer means for
        ``corrected`` and ``decided`` is worked out here.
        """
        if unknown := set(values) - {"drawer", "state", "notes", "file_name"}:
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
            kept, added, removed = _tidy(tags or ()), set(_tidy(add_tags)), set(_tidy(remove_tags))
            after = {item.id: (set(item.tags if tags is None else kept) | added) - removed for item in before}
            changed = {item.id: after[item.id] for item in before if after[item.id] != set(item.tags)}
            mapping.write_names(connection, schema.tags, changed)
            if seasons is not None:
                mapping.write_names(connection, schema.seasons, dict.fromkeys(after, seasons))
            now = {item.id: item for item in self._read(connection, ids)}
        return [ItemDiff(item, now[item.id]) for item in before]

    def record(
        self,
        answers: Mapping[int, StoredPrediction],
        *,
        move: bool | Container[int],
        override: CutoutOverride | None = None,
    ) -> list[ItemDiff]:
        """Keeps new answers of a model as the current ones and returns the items before and after.

        Args:
            answers: by item number.
            move: whether the items go to the drawers that the model names; or the numbers of those that do.
            override: if given, how the garments were found for these answers; their colours are measured anew.
        """
        # Before the lock is taken: others would wait for it, and photos may come from far away.
        measured = {}
        if override is not None:
            measured = {number: garment_colours(self.photos.garment(self.get(number), override)) for number in answers}
        with self.transaction(writes=True) as connection:
            before = self._read(connection, list(answers))
            after = []
            for item in before:
                answer = answers[item.id]
                moves = move if isinstance(move, bool) else item.id in move
                drawer = answer.label if moves else item.drawer
                decided = item.decided and drawer == item.drawer
                new = dataclasses.replace(
                    item,
                    drawer=drawer,
                    corrected=decided and drawer != answer.label,
                    decided=decided,
                    predictions=(answer, *item.predictions),
                    changed_at=self._now(),
                )
                if override is not None:
                    new = dataclasses.replace(new, override=override, colours=measured[item.id])
                after.append(new)
            (mapping.write_answers if override is None else mapping.write_again)(connection, after)
        return [ItemDiff(*pair) for pair in zip(before, after, strict=True)]

    def put_back(self, changes: Iterable[ItemDiff]) -> None:
        """Undoes a step: what it changed is again as it was. What was thrown away for good stays so.

        Raises:
            StoreError: some of it was changed again since, in another tab say. That stays, and the rest is undone.
        """
        steps = {step.before.id: step for step in changes}
        with self.transaction(writes=True) as connection:
            there = self._read(connection, list(steps))
            # A number can be another item's by now.
            same = [item for item in there if item.sha256 == steps[item.id].before.sha256]
            undone = [steps[item.id].undone(item) for item in same]
            mapping.write_again(connection, [item for item, _ in undone])
        if count := sum(again for _, again in undone):
            raise StoreError("store-changed-since", count=count)

    def delete(self, ids: Sequence[int]) -> list[ItemDiff]:
        """Puts items into the bin, where they lie for 30 days; returns them before and after."""
        return self._set_deleted(ids, self._now())

    def restore(self, ids: Sequence[int]) -> list[ItemDiff]:
        """Takes items out of the bin; returns them before and after."""
        return self._set_deleted(ids, None)

    def _set_deleted(self, ids: Sequence[int], when: datetime | None) -> list[ItemDiff]:
        with self.transaction(writes=True) as connection:
            before = self._read(connection, ids)
            for part in mapping.parts([item.id for item in before]):
                connection.execute(update(schema.items).where(schema.items.c.id.in_(part)).values(deleted_at=when))
        return [ItemDiff(item, dataclasses.replace(item, deleted_at=when)) for item in before]

    def throw_away(self, ids: Sequence[int], *, only_from_bin: bool = False) -> int:
        """Removes items for good, with their photos; returns how many.

        With ``only_from_bin``, those that somebody took out of the bin meanwhile, in another tab say, stay.
        """
        with self.transaction(writes=True) as connection:
            items = [item for item in self._read(connection, ids) if item.deleted_at or not only_from_bin]
            for part in mapping.parts([item.id for item in items]):
                connection.execute(delete(schema.items).where(schema.items.c.id.in_(part)))
        self.remove_unused({item.photo for item in items})
        return len(items)

    def remove_unused(self, photos: Iterable[str]) -> None:
        """Removes those of the photos with these sums that no item has."""
        unused = self.of_no_item(photos)
        # Aside, and then asked again: who adds an item with such a photo meanwhile finds it gone and writes it anew.
        aside = {photo: self.photos.put_aside(photo) for photo in unused}
        wanted = unused - self.of_no_item(unused)
        for photo in unused:
            if photo in wanted:
                self.photos.put_back(photo, aside[photo])
            else:
                self.photos.remove(photo, aside[photo])

    def add_drawer(self, name: str) -> str:
        """Makes a drawer and returns its name as it is kept.

        One that is there already is left, and so is one whose folder would be the same: a class, or in other case.
        """
        tidy = " ".join(name.split())
        if not 0 < len(tidy) <= LONGEST_DRAWER:
            raise StoreError("store-drawer-name", longest=LONGEST_DRAWER, name=repr(name))
        for there in (*CLASS_NAMES, *self.own_drawers()):
            if drawer_of(there) == drawer_of(tidy):
                return there
        with self.transaction(writes=True) as connection, contextlib.suppress(exc.IntegrityError):
            connection.execute(insert(schema.drawers).values(name=tidy))
        return tidy

    def remove_drawer(self, name: str) -> None:
        """Takes an own drawer away; raises StoreError while something is in it."""
        if self.counts(Filters(drawers=(name,), state=None)):
            raise StoreError("store-drawer-in-use", drawer=name)
        with self.transaction(writes=True) as connection:
            connection.execute(delete(schema.drawers).where(schema.drawers.c.name == name))

    def set_setting(self, name: str, value: Any) -> None:
        """Keeps a JSON value under a name."""
        with self.transaction(writes=True) as connection:
            mapping.write_settings(connection, {name: value})

    def _read(self, connection: Connection, ids: Sequence[int]) -> list[Item]:
        """Items that are about to be written: where the database is not locked as a whole, their rows are."""
        query = select(schema.items).order_by(schema.items.c.id).with_for_update()
        return [
            item
            for part in mapping.parts(sorted(ids))
            for item in mapping.read(connection, query.where(schema.items.c.id.in_(part)))
        ]

    def _mend_photo(self, item: Item, content: bytes | PreparedPhoto) -> None:
        """Writes the photo of an item anew from the file that it was made of, if it is gone or damaged."""
        if self.photos.holds(item.photo):
            return
        stored = pictures.stored_form(content) if isinstance(content, bytes) else content.stored
        photo = hashlib.sha256(stored).hexdigest()  # another one, if another version of Pillow made it
        self.photos.remove(item.photo)
        self.photos.write(photo, stored)
        with self.transaction(writes=True) as connection:
            connection.execute(update(schema.items).where(schema.items.c.photo == item.photo).values(photo=photo))

    def _back_from_bin(self, item_id: int) -> Item:
        with self.transaction(writes=True) as connection:
            connection.execute(update(schema.items).where(schema.items.c.id == item_id).values(deleted_at=None))
            return self.get(item_id, connection)

    def _empty_bin(self, before: datetime) -> None:
        query = select(schema.items.c.id).where(schema.items.c.deleted_at < before)
        with self._engine.connect() as connection:
            old = list(connection.scalars(query))
        self.throw_away(old, only_from_bin=True)


def _tidy(names: Iterable[str]) -> list[str]:
    """Tags without blanks around them, and without empty ones."""
    return [tidy for name in names if (tidy := " ".join(name.split()))]
