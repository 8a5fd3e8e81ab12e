import pytest
import streamlit as st

from app_pages.parts import account, resources
from app_pages.parts.i18n import text
from wardrobe.store.accounts import account_id, list_accounts, open_account
from wardrobe.store.errors import StoreError
from wardrobe.store.items import Filters

ADA = {"is_logged_in": True, "iss": "https://id.example", "sub": "1", "name": "Ada *L*", "email": "ada@example.com"}
BOB = {**ADA, "sub": "2", "name": "Bob", "email": "bob@elsewhere.org"}
ID = account_id("https://id.example", "1")


@pytest.fixture(autouse=True)
def accounts(monkeypatch):
    """Accounts that can sign in; nobody has."""
    monkeypatch.setenv("WARDROBE_STORAGE", "account")
    monkeypatch.delenv(account.ALLOWED, raising=False)
    monkeypatch.setattr(account, "_section", lambda: {"redirect_uri": "x", "cookie_secret": "y"})
    monkeypatch.setattr(account, "_has_authlib", lambda: True)
    monkeypatch.setattr(st, "user", {"is_logged_in": False})


@pytest.fixture
def sign_in(monkeypatch):
    return lambda user: monkeypatch.setattr(st, "user", user)


@pytest.mark.parametrize("name", ["sort", "review", "wardrobe", "item", "statistics", "backup", "models", "about"])
def test_every_page_asks_to_sign_in_and_opens_no_wardrobe(open_page, no_model, name):
    page = open_page(name)
    assert [button.key for button in page.button] == ["sign-in-None"]
    assert list_accounts() == [] and not page.get("file_uploader")


def test_each_provider_has_a_button(open_page, monkeypatch):
    section = {"redirect_uri": "x", "cookie_secret": "y", "google": {"client_id": "1"}, "my_school": {"client_id": "2"}}
    monkeypatch.setattr(account, "_section", lambda: section)
    labels = [button.label for button in open_page("sort").button]
    assert labels == [text("sign-in-with", provider="Google"), text("sign-in-with", provider="My School")]


def test_a_signed_in_user_finds_their_wardrobe(open_page, sign_in, photos, markdown):
    open_account(ID).add(photos[0], "dress.jpg", drawer="Dress")
    sign_in(ADA)
    page = open_page("wardrobe")
    assert len(page.get("image")) or page.get("imgs")
    assert any(r"Ada \*L\*" in caption.value for caption in page.caption)
    sign_in(BOB)
    assert resources.wardrobe().find(Filters(state=None)) == []


@pytest.mark.parametrize(
    ("allowed", "email", "verified", "enters"),
    [
        ("", "ada@example.com", False, True),
        ("example.com", "ada@example.com", True, True),
        ("@Example.com", "Ada@EXAMPLE.com", "true", True),
        ("bob@example.com, ada@example.com", "ada@example.com", True, True),
        ("example.com", "ada@example.com", False, False),  # anybody may say so
        ("example.com", "ada@notexample.com", True, False),
        ("example.com", "ada@sub.example.com", True, False),
        ("example.com", "", True, False),
        ("bob@example.com", "ada@example.com", True, False),
    ],
)
def test_only_verified_addresses_on_the_list_enter(open_page, sign_in, monkeypatch, allowed, email, verified, enters):
    monkeypatch.setenv(account.ALLOWED, allowed)
    sign_in({**ADA, "email": email, "email_verified": verified})
    assert account.must_sign_in() is not enters
    if not enters:
        page = open_page("sort")
        assert text("sign-in-refused", name=r"Ada \*L\*") in [warning.value for warning in page.warning]
        with pytest.raises(StoreError):
            resources.wardrobe()


@pytest.mark.parametrize("lacking", ["iss", "sub"])
def test_a_user_without_issuer_or_subject_has_not_signed_in(sign_in, lacking):
    sign_in({**ADA, lacking: None})
    assert account.signed_in() is None and account.must_sign_in()


def test_settings_that_let_nobody_sign_in_say_what_is_missing(open_page, monkeypatch):
    monkeypatch.setattr(account, "_section", lambda: {"redirect_uri": "x"})
    [error] = open_page("sort").error
    assert "cookie\\_secret" in error.value
    monkeypatch.setattr(account, "_has_authlib", lambda: False)
    [error] = open_page("sort").error
    assert "Authlib" in error.value


def test_deleting_an_account_empties_it_and_signs_out(open_page, sign_in, photos, monkeypatch):
    open_account(ID).add(photos[0], "dress.jpg", drawer="Dress")
    sign_in(ADA)
    signed_out = []
    monkeypatch.setattr(st, "logout", lambda: (signed_out.append(1), sign_in({"is_logged_in": False})))
    page = open_page("about")
    page.button(key="account-delete").click().run()
    assert not page.exception and signed_out == [1] and list_accounts() == []
    assert [button.key for button in page.button] == ["sign-in-None"]
