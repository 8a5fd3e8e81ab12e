import threading
from pathlib import Path

import fsspec
import pytest

from wardrobe.store import accounts
from wardrobe.store.accounts import account_id, account_settings, delete_account, list_accounts, open_account
from wardrobe.store.items import Filters
from wardrobe.store.settings import Settings, SettingsError

ADA, BOB = account_id("https://id.example", "ada"), account_id("https://id.example", "bob")


@pytest.fixture(params=["local", pytest.param("servers", marks=pytest.mark.slow)])
def stored(request, monkeypatch):
    """Accounts in folders, and on PostgreSQL with S3; gives None or where these are."""
    if request.param == "local":
        yield None
        return
    there = request.getfixturevalue("both_servers")
    monkeypatch.setenv("WARDROBE_DATABASE_URL", there.database_url)
    monkeypatch.setenv("WARDROBE_FILES_URL", there.files_url)
    yield there
    for account in list_accounts():
        delete_account(account)


def photos_in(stored):
    """The photos of all accounts that lie in the storage."""
    if stored is None:
        return [path.name for path in Path(accounts.wardrobe_home()).rglob("photos/*/*.jpg")]
    files, path = fsspec.core.url_to_fs(stored.files_url, use_listings_cache=False)
    return [name for name in files.find(path) if "/photos/" in name]


def test_an_id_says_nothing_of_the_user_and_depends_on_the_provider():
    assert ADA != BOB != account_id("https://other.example", "bob")
    assert len(ADA) == 40 and set(ADA) <= set("0123456789abcdef")


def test_what_one_account_holds_another_does_not_see(stored, photos):
    ada, bob = open_account(ADA), open_account(BOB)
    item = ada.add(photos[0], "dress.jpg", drawer="Dress")
    ada.set_setting("language", "pt")
    assert bob.find(Filters(state=None)) == [] and bob.setting("language") is None
    other = bob.add(photos[1], "coat.jpg", drawer="Coat")
    assert other.id == item.id  # the same address in the app, and another item
    assert not bob.photos.exists(item.photo) and bob.photos.exists(other.photo)
    assert open_account(ADA).get(item.id) == item
    assert list_accounts() == sorted([ADA, BOB])


def test_deleting_an_account_leaves_nothing_of_it_and_all_of_the_others(stored, photos):
    ada, bob = open_account(ADA), open_account(BOB)
    ada.add(photos[0], "dress.jpg", drawer="Dress")
    kept = bob.add(photos[0], "dress.jpg", drawer="Dress")  # the same photo
    ada.close()
    delete_account(ADA)
    assert list_accounts() == [BOB] and len(photos_in(stored)) == 1
    assert bob.photos.holds(kept.photo)
    delete_account(ADA)  # nothing is there, which is no error
    again = open_account(ADA)
    assert again.find(Filters(state=None)) == []
    again.add(photos[1], "coat.jpg", drawer="Coat")
    again.close()
    delete_account(ADA)  # also what came after the storage was last listed
    assert list_accounts() == [BOB] and len(photos_in(stored)) == 1


def test_servers_that_open_an_account_for_the_first_time_at_once_agree(stored, photos):
    found = []

    def enter(number):
        found.append(open_account(ADA).add(photos[number], f"{number}.jpg", drawer="Bag"))

    threads = [threading.Thread(target=enter, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4  # none of the threads has failed
    assert sorted(open_account(ADA).ids(Filters(state=None))) == sorted(item.id for item in found)


@pytest.mark.parametrize("name", ["", "ada", "../" + ADA, ADA[:-1], f"{ADA}'"])
def test_only_an_id_names_an_account(name):
    with pytest.raises(ValueError, match="40 hexadecimal digits"):
        account_settings(name)


@pytest.mark.parametrize(
    ("database", "files"), [("sqlite:///one.db", "s3://bucket"), ("postgresql+psycopg://host/one", ""), ("", "s3://b")]
)
def test_accounts_need_postgresql_with_a_storage_or_neither(monkeypatch, database, files):
    monkeypatch.setenv("WARDROBE_DATABASE_URL", database)
    monkeypatch.setenv("WARDROBE_FILES_URL", files)
    with pytest.raises(SettingsError, match="PostgreSQL"):
        account_settings(ADA)


def test_a_folder_of_an_account_is_a_home_of_its_own(monkeypatch, photos):
    open_account(ADA).add(photos[0], "dress.jpg", drawer="Dress")
    monkeypatch.setenv("WARDROBE_HOME", str(accounts.wardrobe_home() / accounts.ACCOUNTS / ADA))
    assert Settings.from_environment().database_url.endswith(f"{ADA}/wardrobe/wardrobe.db")
    assert Path(Settings.from_environment().database_url.removeprefix("sqlite:///")).exists()
