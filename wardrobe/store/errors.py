"""What a wardrobe says when it cannot do what was asked of it; each error is one plain sentence."""

from data.messages import UserError


class WardrobeError(UserError):
    """A wardrobe, or a file of one, cannot be used as was asked; a sentence says why, and what to do."""


class StoreError(WardrobeError):
    """What was asked of the collection cannot be done: it has no such item, or its photo is gone, say."""
