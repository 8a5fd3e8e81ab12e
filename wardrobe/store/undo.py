"""The effect of a step on an item, and its undoing without undoing later changes."""

from dataclasses import dataclass, replace
from typing import Any

from wardrobe.store.items import DETAILS, Item

# Fields that change together are undone together: an item that was moved again must not return to the review.
_TOGETHER = (
    ("drawer", "state", "decided"),
    # The cover and what was measured on it; choosing another one exchanges it with one of the further photos.
    ("sha256", "photo", "photo_kind", "file_name", "similarity", "override", "colours", "colours_decided", "photos"),
    ("predictions",),
    ("notes",),
    *((name,) for name in DETAILS),
    ("archived",),
    ("deleted_at",),
)
_SETS = ("tags", "seasons", "worn")


@dataclass(frozen=True)
class ItemDiff:
    """An item before a step and after it."""

    before: Item
    after: Item

    def undone(self, now: Item) -> tuple[Item, bool]:
        """The item without this step, and whether a field that the step changed was changed again since.

        Fields that are not as the step left them stay as they are ``now``: another tab may have written them.
        """
        new: dict[str, Any] = {}
        again = False
        for names in _TOGETHER:
            was, became, is_now = (
                tuple(getattr(item, name) for name in names) for item in (self.before, self.after, now)
            )
            if is_now == became:
                new.update(zip(names, was, strict=True))
            else:
                again |= became != was != is_now
        for name in _SETS:
            old, left, current = (set(getattr(item, name)) for item in (self.before, self.after, now))
            new[name] = tuple(sorted(current - (left - old) | (old - left)))
        if now.changed_at == self.after.changed_at:
            new["changed_at"] = self.before.changed_at
        item = replace(now, **new)
        prediction = item.prediction
        if (item.drawer, prediction) == (self.before.drawer, self.before.prediction):
            corrected = self.before.corrected
        else:
            corrected = item.decided and prediction is not None and prediction.label != item.drawer
        return replace(item, corrected=corrected), again
