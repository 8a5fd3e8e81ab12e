"""A search in the wardrobe, as the query of a page's address."""

import contextlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from data.labels import GROUPS
from data.messages import FALLBACK
from wardrobe.store.items import ORDERS, SEASONS, Filters

VIEWS = ("cut-out", "photo")
SORTINGS = (*ORDERS, "drawer")
_NAMES = {"drawer": "drawers", "group": "groups", "colour": "colours", "season": "seasons", "tag": "tags"}
_YES, _NO, _NEVER = "yes", "no", "never"
_PAGE = re.compile(r"[1-9][0-9]{0,5}")


@dataclass(frozen=True)
class Search:
    """Filters, order and view. A filter that is not set selects all.

    ``sure`` is a range in whole per cent; ``since`` and ``until`` are days, both included.
    """

    text: str = ""
    drawers: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    seasons: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    sure: tuple[int, int] = (0, 100)
    since: date | None = None
    until: date | None = None
    decided: bool | None = None
    never_worn: bool = False
    archived: bool = False
    order: str = "newest"
    view: str = "cut-out"
    bin: bool = False
    page: int = 1

    @classmethod
    def from_query(cls, query: Mapping[str, Sequence[str]]) -> "Search":
        """The search of an address. It may have been typed: values that are not valid are ignored."""
        one = {name: values[-1] for name, values in query.items() if values}
        found = {field: tuple(dict.fromkeys(query.get(name, ()))) for name, field in _NAMES.items()}
        found["seasons"] = tuple(season for season in found["seasons"] if season in SEASONS)
        found["groups"] = tuple(group for group in found["groups"] if group in GROUPS)
        return cls(
            text=one.get("q", ""),
            **found,
            sure=_range(one.get("sure", "")),
            since=_day(one.get("since", "")),
            until=_day(one.get("until", "")),
            decided={_YES: True, _NO: False}.get(one.get("decided", "")),
            never_worn=one.get("worn") == _NEVER,
            archived=one.get("archived") == _YES,
            order=order if (order := one.get("order", "")) in SORTINGS else cls.order,
            view=view if (view := one.get("view", "")) in VIEWS else cls.view,
            bin=one.get("bin") == _YES,
            page=int(page) if _PAGE.fullmatch(page := one.get("page", "")) else 1,
        )

    def to_query(self) -> dict[str, list[str]]:
        """The query of the search: only what differs from the default."""
        default = Search()
        query = {"q": [self.text]} if self.text else {}
        query |= {name: list(names) for name, field in _NAMES.items() if (names := getattr(self, field))}
        if self.sure != default.sure:
            query["sure"] = ["{}-{}".format(*self.sure)]
        query |= {name: [day.isoformat()] for name in ("since", "until") if (day := getattr(self, name))}
        if self.decided is not None:
            query["decided"] = [_YES if self.decided else _NO]
        if self.never_worn:
            query["worn"] = [_NEVER]
        if self.archived:
            query["archived"] = [_YES]
        if self.bin:
            query["bin"] = [_YES]
        plain = ("order", "view", "page")
        return query | {
            name: [str(value)] for name in plain if (value := getattr(self, name)) != getattr(default, name)
        }

    def filters(self, zone: tzinfo = UTC, language: str = FALLBACK) -> Filters:
        """The filters for the store; days begin at midnight in ``zone``, and words are of ``language`` or English."""
        return Filters(
            text=self.text,
            drawers=self.drawers,
            groups=self.groups,
            open_questions=True,
            colours=self.colours,
            seasons=self.seasons,
            tags=self.tags,
            # 90 % selects all that is shown as 90 %.
            confidence=((self.sure[0] - 0.5) / 100, (self.sure[1] + 0.5) / 100) if self.sure != (0, 100) else None,
            added=(_midnight(self.since, zone), _midnight(self.until, zone, after=True))
            if self.since or self.until
            else None,
            decided=self.decided,
            never_worn=self.never_worn,
            archived=self.archived,
            deleted=self.bin,
            language=language if self.text else FALLBACK,
        )

    @property
    def narrowing(self) -> int:
        """The number of filters that are set."""
        return sum(1 for name in self.cleared().to_query().keys() ^ self.to_query().keys() if name != "page")

    def cleared(self) -> "Search":
        """The same order and view without filters."""
        return Search(order=self.order, view=self.view, bin=self.bin)

    def changed(self, **values: Any) -> "Search":
        """The search with other values, on its first page."""
        return replace(self, **{"page": 1, **values})


def _range(words: str) -> tuple[int, int]:
    first, _, last = words.partition("-")
    with contextlib.suppress(ValueError):
        if 0 <= int(first) <= int(last) <= 100:
            return int(first), int(last)
    return 0, 100


def _day(words: str) -> date | None:
    with contextlib.suppress(ValueError):
        return date.fromisoformat(words)
    return None


def _midnight(day: date | None, zone: tzinfo, *, after: bool = False) -> datetime:
    """The first moment of a day or, with ``after``, the last one; in UTC, as times are stored."""
    if day is None:
        return datetime.max if after else datetime.min
    with contextlib.suppress(OverflowError):
        begins = datetime.combine(day + timedelta(days=after), time(), zone) - timedelta(microseconds=after)
        return begins.astimezone(UTC).replace(tzinfo=None)
    return datetime.max if after else datetime.min
