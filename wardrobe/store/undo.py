"""What a step did to an item, and how that is undone without undoing what somebody did since."""

from dataclasses import dataclass, replace
from typing import Any

from wardrobe.store.items import Item

# What is chosen together stays together: a piece that somebody put elsewhere since must not go back to the review.
_TOGETHER = (
    ("drawer", "state", "decided"),
    ("override", "colours"),
    ("predictions",),
    ("file_name",),
    ("notes",),
    ("deleted_at",),
)
_SETS = ("tags", "seasons")


@dataclass(frozen=True)
class ItemDiff:
    """An item before a step and after it."""

    before: Item
    after: Item

    def undone(self, now: Item) -> tuple[Item, bool]:
        """The item without this step, and whether something that the step changed was changed again since.

        That, and what else is not as the step left it, stays as it is ``now``: another tab wrote it, say.
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
        said = item.prediction
        same = (item.drawer, said) == (self.before.drawer, self.before.prediction)
        corrected = self.before.corrected if same else item.decided and said is not None and said.label != item.drawer
        return replace(item, corrected=corrected), again
