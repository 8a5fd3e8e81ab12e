"""What pages say, from the catalogue of the reader's language: Fluent files, one a page, in ``catalogue/LANGUAGE/``."""

from datetime import UTC, datetime, tzinfo
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st
from fluent.runtime import FluentLocalization, FluentResourceLoader

from data.labels import drawer_of

CATALOGUE = Path(__file__).parent / "catalogue"
FALLBACK = "en"


def text(message: str, **values: str | int | float | datetime) -> str:
    """The message with this name, its variables filled in, in the browser's language or else in English."""
    return _localization(_language(st.context.locale or FALLBACK)).format_value(message, values)


def drawer(name: str) -> str:
    """What a class is called in the reader's language; an own drawer is called what its owner calls it."""
    message = f"drawer-{drawer_of(name)}"
    found = text(message)
    return name if found == message else found


def time_zone() -> tzinfo:
    """The browser's, or else UTC."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def local(moment: datetime) -> datetime:
    """A time of the store, which is in UTC, in the reader's time zone."""
    return moment.replace(tzinfo=UTC).astimezone(time_zone())


def _language(locale: str) -> str:
    wanted = locale.partition("-")[0].lower()
    return wanted if (CATALOGUE / wanted).is_dir() and wanted.isalpha() else FALLBACK


@cache
def _localization(language: str) -> FluentLocalization:
    files = sorted(file.name for file in (CATALOGUE / FALLBACK).glob("*.ftl"))
    loader = FluentResourceLoader(f"{CATALOGUE}/{{locale}}")
    # Without isolation marks, which pages, file names and tests would have to strip again.
    return FluentLocalization([language, FALLBACK], files, loader, use_isolating=False)
