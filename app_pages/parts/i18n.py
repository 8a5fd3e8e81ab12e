"""The pages' texts in the user's language, from the Fluent files in ``locales``; see `data.messages`."""

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from data.labels import PHOTO_CLASS_NAMES, drawer_of
from data.messages import FALLBACK, Message, Value

ACCESSORIES = "Accessories"
"""The name of a drawer that the pages offer beside the classes."""

_TRANSLATED = (*PHOTO_CLASS_NAMES, ACCESSORIES)


def text(id: str, **values: Value) -> str:
    """The message with this id and these values, in the browser's language or else in English."""
    return translate(Message(id, **values))


def translate(message: Message) -> str:
    """A message, for example of an error, in the browser's language or else in English."""
    return message.in_language(st.context.locale or FALLBACK)


def drawer(name: str) -> str:
    """A drawer's name: in the user's language if the program has that name too, otherwise as it is."""
    return text(f"drawer-{drawer_of(name)}") if name in _TRANSLATED else name


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
