"""Databases and back-ups that earlier versions of the program wrote open in this one.

`earlier` holds the same five items, with drawn pictures of 16×24 pixels, as the program wrote them before each
migration: a dump of the database and a back-up of version 1.
"""

import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from data.photos.garment import CutoutOverride
from wardrobe.store.items import FILED, REVIEW, Filters
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe
from wardrobe.transfer.backup import restore_backup

EARLIER = Path(__file__).parent / "earlier"
VERSIONS = sorted(path.stem for path in EARLIER.glob("*.sql"))
ROOT = Path(__file__).parents[2]


def database_of_version(version, folder):
    folder.mkdir(parents=True)
    connection = sqlite3.connect(folder / "wardrobe.db")
    connection.executescript((EARLIER / f"{version}.sql").read_text("utf-8"))
    connection.close()


def check_items(wardrobe):
    items = {item.file_name: item for item in wardrobe.find(Filters(state=None))}
    assert {name: (item.drawer, item.state, item.corrected, item.decided) for name, item in items.items()} == {
        "sure.png": ("Dress", FILED, False, False),
        "agreed.png": ("Bag", FILED, False, True),
        "waiting.png": ("Coat", REVIEW, False, False),
        "corrected =1.png": ("Swim wear", FILED, True, True),
    }
    [binned] = wardrobe.find(Filters(deleted=True))
    assert (binned.file_name, binned.drawer, binned.prediction, binned.decided) == ("binned.png", "Trouser", None, True)
    sure, agreed = items["sure.png"], items["agreed.png"]
    assert (sure.notes, sure.tags, sure.seasons) == ("two\nlines", ("a", "b c"), ("winter",))
    assert sure.override == CutoutOverride() and agreed.override == CutoutOverride(rectangle=(0.1, 0.2, 0.9, 1.0))
    assert [prediction.model for prediction in agreed.predictions] == ["cnn/1", "photo/1"]
    assert wardrobe.own_drawers() == ["Swim wear"] and wardrobe.setting("model") == "cnn/1"


@pytest.fixture
def kept_in_the_bin(monkeypatch):
    """Keeps the bin's items although 30 days have passed since the fixtures were made."""
    monkeypatch.setattr("wardrobe.store.store.BIN_DAYS", 365_000)


def test_there_is_a_database_of_every_migration():
    migrations = (ROOT / "wardrobe/store/migrations/versions").glob("0*.py")
    assert sorted(path.stem for path in migrations) == VERSIONS


@pytest.mark.usefixtures("kept_in_the_bin")
@pytest.mark.parametrize("version", VERSIONS)
def test_a_database_of_an_earlier_version_opens(tmp_path, version):
    database_of_version(version, tmp_path / "old")
    wardrobe = Wardrobe(Settings.in_folder(tmp_path / "old"))
    check_items(wardrobe)
    wardrobe.close()


@pytest.mark.parametrize("version", VERSIONS)
def test_a_back_up_of_an_earlier_version_restores(empty, version):
    added = restore_backup(empty, EARLIER / f"{version}.zip")
    assert added.refused == [] and len(added.items) == 5
    check_items(empty)
    assert all(empty.photos.holds(item.photo) for item in empty.find(Filters(state=None)))


def test_details_and_parents_of_the_latest_version_are_restored(empty):
    restore_backup(empty, EARLIER / f"{VERSIONS[-1]}.zip")
    [dress] = empty.find(Filters(drawers=("Dress",)))
    assert (dress.name, dress.brand, dress.size, dress.price, dress.source) == ("Party", "Ø", "38", 80.0, "a shop")
    assert dress.worn == (date(2026, 4, 2), date(2026, 4, 9)) and empty.parents()["Swim wear"] == "top"
    [back] = dress.further_photos
    assert (back.file_name, back.kind) == ("back.png", "back") and empty.photos.holds(back.photo)
    assert [colour.name for colour in dress.colours] == ["navy", "white"] and dress.colours_decided
    [archived] = empty.find(Filters(archived=True))
    assert (archived.file_name, archived.archived) == ("agreed.png", "given")


def test_migrations_run_from_another_working_directory(tmp_path):
    database_of_version("0001_items", tmp_path / "home" / "wardrobe")
    code = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from wardrobe.__main__ import main
sys.exit(main(["backup", "a.zip"]))
"""
    environment = {"WARDROBE_HOME": str(tmp_path / "home"), "PATH": ""}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert done.returncode == 1, done.stderr.decode()  # the photos are not there
    assert b"a.zip: " in done.stdout and (tmp_path / "a.zip").exists()
