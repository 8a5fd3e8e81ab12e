"""Several photos of one item: adds and removes them, chooses the cover, and merges items that are one garment."""

import contextlib
import hashlib
from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import exc, update

from data.photos.colours import Colour, garment_colours
from wardrobe.store import mapping, pictures, schema
from wardrobe.store.bin import Bin
from wardrobe.store.errors import StorageError, StoreError
from wardrobe.store.failures import connection_lost, explained
from wardrobe.store.item_making import PreparedPhoto, prepare_photo
from wardrobe.store.items import PHOTO_KINDS, Item, ItemPhoto
from wardrobe.store.undo import ItemDiff


class ItemPhotos(Bin):
    """Changes the photos of items. Each method returns the items before and after, which `Wardrobe.undo` takes."""

    def add_photo(self, item_id: int, photo: bytes | PreparedPhoto, file_name: str, kind: str = "") -> list[ItemDiff]:
        """Adds a further photo to an item.

        Args:
            item_id: the item.
            photo: the file's bytes, or what `prepare_photo` made of them.
            file_name: the name that the user sees.
            kind: what it shows: one of `PHOTO_KINDS`, or empty.

        Raises:
            PhotoError: it is not a photo that can be read.
            StoreError: the item or another one has this photo already.
            StorageError: the disk or the database cannot be written.
        """
        sha256 = hashlib.sha256(photo).hexdigest() if isinstance(photo, bytes) else photo.sha256
        if (known := self.known([sha256]).get(sha256)) is not None:
            if known == item_id:
                raise StoreError("store-photo-twice", file=file_name)
            if not self.get(known).deleted_at:
                raise StoreError("store-photo-of-other", file=file_name, number=str(known))
        prepared = prepare_photo(photo, sha256)[0] if isinstance(photo, bytes) else photo
        stored = hashlib.sha256(prepared.stored).hexdigest()
        new = ItemPhoto(sha256, stored, file_name, prepared.similarity, _checked(kind), self._now())
        try:
            with explained():
                self.photos.write(stored, prepared.stored)
                self.photos.write_thumbnails(new, prepared.thumbnails)
            changes = self._rewrite(item_id, lambda item: replace(item, photos=(*_without(item, sha256), new)))
        except (StoreError, exc.SQLAlchemyError) as error:
            self._remove_unsaved(stored, error)
            raise
        with explained():
            self.photos.write(stored, prepared.stored)  # the last other item with this photo may have been deleted
        return changes

    def remove_photo(self, item_id: int, sha256: str) -> list[ItemDiff]:
        """Removes a photo from an item; its file stays as long as an item in the bin.

        If it is the cover, the first of the others becomes the cover. Raises StoreError for the only photo.
        """
        item = self.get(item_id)
        if item.sha256 != sha256:
            return self._rewrite(item_id, lambda now: _with_photo(now, sha256, deleted_at=self._now()))
        if not item.further_photos:
            raise StoreError("store-only-photo", file=item.file_name)
        cover = item.further_photos[0].sha256
        colours = self._colours_with(item, cover)

        def change(now: Item) -> Item:
            return _with_photo(_covered(now, cover, colours), sha256, deleted_at=self._now())

        return self._rewrite(item_id, change)

    def choose_cover(self, item_id: int, sha256: str) -> list[ItemDiff]:
        """Makes a further photo the cover, and the cover a further photo.

        Colours that the user has not chosen are measured on the new cover. Raises StoreError if it cannot be read.
        """
        colours = self._colours_with(self.get(item_id), sha256)
        return self._rewrite(item_id, lambda item: _covered(item, sha256, colours))

    def set_photo_kind(self, item_id: int, sha256: str, kind: str) -> list[ItemDiff]:
        """Says what a photo of an item shows: one of `PHOTO_KINDS`, or nothing."""
        _checked(kind)

        def change(item: Item) -> Item:
            return replace(item, photo_kind=kind) if item.sha256 == sha256 else _with_photo(item, sha256, kind=kind)

        return self._rewrite(item_id, change)

    def merge(self, item_id: int, other_id: int) -> list[ItemDiff]:
        """Makes the photos of another item further photos of an item; the other item goes into the bin.

        Tags, seasons and days on which the other one was worn are added to the item's.
        """
        other = self.get(other_id)
        moved = (_as_further(other), *other.further_photos)

        def change(item: Item) -> Item:
            sums = {photo.sha256 for photo in moved}
            return replace(
                item,
                photos=_in_order((*(photo for photo in item.photos if photo.sha256 not in sums), *moved)),
                tags=tuple(sorted({*item.tags, *other.tags})),
                seasons=tuple(sorted({*item.seasons, *other.seasons})),
                worn=tuple(sorted({*item.worn, *other.worn})),
            )

        return [*self._rewrite(item_id, change), *self.delete([other_id])]

    def _rewrite(self, item_id: int, change: Callable[[Item], Item]) -> list[ItemDiff]:
        with self.transaction(writes=True) as connection:
            before = self._read(connection, [item_id])
            if not before:
                raise StoreError("store-no-item", number=str(item_id))
            after = [replace(change(item), changed_at=self._now()) for item in before]
            mapping.write_again(connection, after)
        return [ItemDiff(*pair) for pair in zip(before, after, strict=True)]

    def _colours_with(self, item: Item, sha256: str) -> tuple[Colour, ...]:
        """The colours of an item once a further photo is its cover."""
        photo = _further(item, sha256)
        return item.colours if item.colours_decided else garment_colours(self.photos.garment(photo))

    def _remove_unsaved(self, photo: str, error: BaseException) -> None:
        """Removes the files of a photo that was not saved; at once, since they would keep a full disk full.

        After a lost connection nobody knows whether the row was saved: the files stay, for the next attempt or `check`.
        """
        if not connection_lost(error.__cause__):
            with contextlib.suppress(StorageError, OSError):
                self.remove_unused([photo])

    def _mend_photo(self, item: Item, sha256: str, content: bytes | PreparedPhoto) -> None:
        """Writes a photo of an item again from its original file, if it is gone or damaged."""
        damaged = item.photo if item.sha256 == sha256 else _further(item, sha256).photo
        if self.photos.holds(damaged):
            return
        stored = pictures.stored_form(content) if isinstance(content, bytes) else content.stored
        photo = hashlib.sha256(stored).hexdigest()  # another version of Pillow makes other bytes
        self.photos.remove(damaged)
        self.photos.write(photo, stored)
        with self.transaction(writes=True) as connection:
            for table in (schema.items, schema.item_photos):
                connection.execute(update(table).where(table.c.photo == damaged).values(photo=photo))


def _checked(kind: str) -> str:
    if kind and kind not in PHOTO_KINDS:
        raise ValueError(f"Expected one of {', '.join(PHOTO_KINDS)}, or nothing. Received: {kind!r}.")
    return kind


def _further(item: Item, sha256: str) -> ItemPhoto:
    for photo in item.further_photos:
        if photo.sha256 == sha256:
            return photo
    raise StoreError("store-photo-gone", file=item.file_name)


def _without(item: Item, sha256: str) -> tuple[ItemPhoto, ...]:
    return tuple(photo for photo in item.photos if photo.sha256 != sha256)


def _with_photo(item: Item, sha256: str, **changes: object) -> Item:
    """The item with other values of a further photo; raises StoreError if it has no such photo."""
    _further(item, sha256)
    return replace(
        item,
        photos=tuple(
            replace(photo, **changes) if photo.sha256 == sha256 else photo  # type: ignore[arg-type]
            for photo in item.photos
        ),
    )


def _as_further(item: Item) -> ItemPhoto:
    """The cover of an item as a further photo."""
    return ItemPhoto(
        item.sha256,
        item.photo,
        item.file_name,
        item.similarity,
        item.photo_kind,
        item.added_at,
        item.override,
    )


def _covered(item: Item, sha256: str, colours: tuple[Colour, ...]) -> Item:
    """The item with another cover."""
    new = _further(item, sha256)
    return replace(
        item,
        sha256=new.sha256,
        photo=new.photo,
        file_name=new.file_name,
        similarity=new.similarity,
        photo_kind=new.kind,
        override=new.override,
        photos=_in_order((*_without(item, sha256), _as_further(item))),
        colours=colours,
    )


def _in_order(photos: tuple[ItemPhoto, ...]) -> tuple[ItemPhoto, ...]:
    return tuple(sorted(photos, key=lambda photo: (photo.added_at, photo.sha256)))
