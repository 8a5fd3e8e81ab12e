"""The pages' texts in the user's language, from the Fluent files in ``locales``; see `data.messages`."""

from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st
from streamlit import runtime

from app_pages.parts.state import session
from data.labels import PHOTO_CLASS_NAMES, drawer_of, find_name
from data.messages import Message, Value, language_of, negotiate

ACCESSORIES = "Accessories"
"""The name of a drawer that the pages offer beside the classes."""

_TRANSLATED = (*PHOTO_CLASS_NAMES, ACCESSORIES)


def locale() -> str:
    """The locale of the texts, dates and numbers: by the user's choice and the browser."""
    return session().locale or browser_locale()


def language() -> str:
    """The code of the language of the texts."""
    return language_of(locale())


def browser_locale(chosen: str | None = None) -> str:
    """The locale by what the browser prefers, in the ``chosen`` language if there is one."""
    current = session()
    if current.accepted is None:  # a session has the headers of the request that began it
        current.accepted = str(st.context.headers.get("Accept-Language", "")) if runtime.exists() else ""
    return _negotiated(st.context.locale or "", current.accepted, chosen)


@lru_cache(maxsize=100)  # bounded: browsers send anything
def _negotiated(preferred: str, accepted: str, chosen: str | None) -> str:
    return negotiate([preferred, *_by_quality(accepted)], chosen)


def _by_quality(accepted: str) -> list[str]:
    """The locales of an ``Accept-Language`` header (RFC 9110, section 12.5.4), the preferred ones first."""
    wanted = []
    for part in accepted.split(","):
        name, _, parameter = part.partition(";")
        try:
            quality = float(parameter.strip().removeprefix("q=") or 1)
        except ValueError:
            quality = 0.0
        if quality > 0:
            wanted.append((-quality, name.strip()))
    return [name for _, name in sorted(wanted, key=lambda pair: pair[0])]


def text(id: str, **values: Value) -> str:
    """The message with this id and these values, in the user's language or else in English."""
    return translate(Message(id, **values))


def translate(message: Message) -> str:
    """A message, for example of an error, in the user's language or else in English."""
    return message.in_language(locale())


def drawer(name: str) -> str:
    """A drawer's name: in the user's language if the program has that name too, otherwise as it is."""
    return text(f"drawer-{drawer_of(name)}") if name in _TRANSLATED else name


def drawer_typed(name: str) -> str:
    """The drawer that the user means by a name: the program's own where the user's language calls it so."""
    named = {drawer(known): known for known in _TRANSLATED}
    found = find_name(name, named)
    return named[found] if found else name


def percent(share: float | None) -> str:
    """A share as per cent with one decimal, or a dash without one."""
    return "–" if share is None else text("percent-exact", share=share)


def decimal(value: float) -> str:
    """A number with three significant digits."""
    return text("decimal", value=value)


def chart_locale() -> dict[str, dict[str, Any]]:
    """How charts write numbers: a locale of D3, which Vega reads, made of what the texts write."""
    number = {
        "decimal": decimal(1.5).strip("15"),
        "thousands": decimal(1000).strip("10"),
        "grouping": [3],
        "currency": ["", ""],
        "percent": text("percent", share=0.5).removeprefix("50"),
    }
    return {"number": number}


def group(name: str) -> str:
    """The name of one of `data.labels.GROUPS` in the user's language."""
    return text(f"group-{name}")


def time_zone() -> tzinfo:
    """The browser's time zone, or else UTC."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def local(moment: datetime) -> datetime:
    """A time from the store (UTC, naive) in the user's time zone."""
    return moment.replace(tzinfo=UTC).astimezone(time_zone())
