"""Who has signed in, where each user has a wardrobe of their own: OpenID Connect, as Streamlit's ``st.login`` does it.

The providers are in the section ``auth`` of ``.streamlit/secrets.toml``.
"""

import importlib.util
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from app_pages.parts import display
from app_pages.parts.i18n import text
from app_pages.parts.state import start_anew
from data.messages import Message
from wardrobe.store.accounts import account_id, delete_account
from wardrobe.store.settings import ACCOUNT, SettingsError, storage

ALLOWED = "WARDROBE_ACCOUNTS"
"""The environment variable with the e-mail addresses and domains that may sign in."""

_NEEDED = ("redirect_uri", "cookie_secret")


@dataclass(frozen=True)
class Account:
    """A user who has signed in.

    Attributes:
        id: as `wardrobe.store.accounts.account_id` gives it.
        name: what the provider calls the user.
        allowed: whether `ALLOWED` lets this user in.
    """

    id: str
    name: str
    allowed: bool


def signed_in() -> Account | None:
    """The user of this browser session; None if nobody has signed in."""
    if not st.user.get("is_logged_in"):
        return None
    user = {key: str(st.user.get(key) or "") for key in ("iss", "sub", "name", "email")}
    if not user["iss"] or not user["sub"]:  # OpenID Connect demands both
        return None
    name = user["name"] or user["email"] or user["sub"]
    verified = st.user.get("email_verified") in (True, "true")
    return Account(account_id(user["iss"], user["sub"]), name, _is_allowed(user["email"] if verified else ""))


def _is_allowed(email: str) -> bool:
    """Whether a verified address, or its domain, is in the list; everybody is where there is no list."""
    listed = {entry.strip().lower().removeprefix("@") for entry in os.environ.get(ALLOWED, "").split(",")} - {""}
    address = email.lower()
    return not listed or bool(address and listed & {address, address.rpartition("@")[2]})


def must_sign_in() -> bool:
    """Whether pages need a user who has signed in and is allowed to, and this browser session has none."""
    try:
        if storage() != ACCOUNT:
            return False
    except SettingsError:  # the pages show it
        return False
    account = signed_in()
    return account is None or not account.allowed


def providers() -> tuple[str, ...]:
    """The names of the providers in the settings; empty if the only one has no name."""
    return tuple(name for name, value in _section().items() if isinstance(value, Mapping))


def problem() -> Message | None:
    """Why nobody can sign in, or None."""
    if not _has_authlib():
        return Message("settings-accounts-sign-in", reason="Authlib is not installed")
    if missing := [name for name in _NEEDED if not _section().get(name)]:
        reason = f"the section [auth] of .streamlit/secrets.toml lacks {', '.join(missing)}"
        return Message("settings-accounts-sign-in", reason=reason)
    return None


def _has_authlib() -> bool:
    return importlib.util.find_spec("authlib") is not None


def _section() -> Mapping[str, Any]:
    try:
        return dict(st.secrets.get("auth", {}))
    except StreamlitSecretNotFoundError:
        return {}


def show_bar() -> None:
    """Says on every page who has signed in, with the button that signs out."""
    if storage() == ACCOUNT and (account := signed_in()):
        with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center", key="account"):
            st.caption(f":material/account_circle: {display.escaped(account.name)}", width="content")
            st.button(text("sign-out"), icon=":material/logout:", key="sign-out", type="tertiary", on_click=st.logout)


def delete() -> None:
    """Deletes the account's wardrobe, with everything in it, and signs out.

    Raises:
        StorageError: something could not be deleted.
    """
    from app_pages.parts import resources  # which asks this module who has signed in

    if account := signed_in():
        resources.close_account(account.id)
        delete_account(account.id)
        start_anew()
        st.logout()
