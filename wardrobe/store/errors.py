"""The errors of a wardrobe."""

from data.messages import UserError


class WardrobeError(UserError):
    """A wardrobe, or a file of one, cannot be used; the message says why, and what to do."""


class StoreError(WardrobeError):
    """The collection cannot do this: for example, it has no such item, or the photo is gone."""


class StorageError(StoreError):
    """The disk or the database failed while something was written; none of that step was stored."""
