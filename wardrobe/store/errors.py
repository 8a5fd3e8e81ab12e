"""The errors of a wardrobe."""

from data.messages import UserError


class WardrobeError(UserError):
    """A wardrobe, or a file of one, cannot be used; the message says why, and what to do."""


class StoreError(WardrobeError):
    """The collection cannot do this: for example, it has no such item, or the photo is gone."""


class StorageError(StoreError):
    """The disk, the database or the storage of the photos failed; nothing of a step that writes was stored."""
