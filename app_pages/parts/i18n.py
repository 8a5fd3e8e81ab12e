"""What pages say, in the reader's language: see `data.messages`."""

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from data.labels import CLASS_NAMES, drawer_of
from data.messages import FALLBACK, Message, Value


def text(id: str, **values: Value) -> str:
    """The message with this name, its variables filled in, in the browser's language or else in English."""
    return translate(Message(id, **values))


def translate(message: Message) -> str:
    """A sentence, of an error say, in the browser's language or else in English."""
    return message.in_language(st.context.locale or FALLBACK)


def drawer(name: str) -> str:
    """What a class is called in the reader's language; an own drawer is called what its owner calls it."""
    return text(f"drawer-{drawer_of(name)}") if name in CLASS_NAMES else name


def time_zone() -> tzinfo:
    """The browser's, or else UTC."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def local(moment: datetime) -> datetime:
    """A time of the store, which is in UTC, in the reader's time zone."""
    return moment.replace(tzinfo=UTC).astimezone(time_zone())
