"""Copies of the database at each start of the app, which bring a lost or damaged one back."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from wardrobe.__main__ import main
from wardrobe.store.database_copies import copies, keep_copy
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe

START = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def where():
    return Settings.from_environment()  # the one that the command line opens


def start(where, number):
    return keep_copy(where.database_url, START + timedelta(days=number))


def database_of(where):
    return Path(where.database_url.removeprefix("sqlite:///"))


def lose(where):
    for path in database_of(where).parent.glob("wardrobe.db*"):
        path.unlink()


def test_the_last_three_are_kept_and_can_be_opened(where, wardrobe, photos):
    made = []
    for number in range(3):
        wardrobe.add(photos[number], f"{number}.jpg", drawer="Bag")
        made.append(start(where, number))
    wardrobe.add_drawer("Hats")
    made.append(start(where, 3))
    assert copies(where.database_url) == made[:0:-1]
    assert [path.name for path in made[0].parent.iterdir() if path not in made] == []
    for copy, items in zip(made[1:], (2, 3, 3), strict=True):
        opened = Wardrobe(Settings(f"sqlite:///{copy}", where.files_url))
        assert len(opened.ids()) == items and opened.database_problem() is None
        opened.close()


def test_starts_without_a_change_make_no_copy(where, wardrobe, photos):
    wardrobe.add(photos[0], "a.jpg", drawer="Bag")
    first = start(where, 0)
    assert start(where, 1) is None and copies(where.database_url) == [first]


def test_starts_after_a_loss_push_no_copy_out(where, wardrobe, photos):
    for number in range(3):
        wardrobe.add(photos[number], f"{number}.jpg", drawer="Bag")
        start(where, number)
    kept = copies(where.database_url)
    wardrobe.close()
    lose(where)
    assert start(where, 4) is None  # before the app has opened it
    Wardrobe(where).close()
    assert start(where, 5) is None and copies(where.database_url) == kept
    database_of(where).write_bytes(b"SQLite format 3\0" + bytes(5000))
    assert start(where, 6) is None and copies(where.database_url) == kept


@pytest.mark.parametrize("loss", ["lost", "damaged"])
def test_check_offers_a_copy_and_puts_it_in_place(where, photos, capsys, loss):
    wardrobe = Wardrobe(where)
    items = [wardrobe.add(photo, "x.jpg", drawer="Bag") for photo in photos]
    copy = start(where, 0)
    wardrobe.close()
    if loss == "lost":
        lose(where)
    else:
        database_of(where).write_bytes(b"SQLite format 3\0" + bytes(5000))
    damaged = database_of(where).read_bytes() if loss == "damaged" else None
    assert main(["check"]) == 2
    assert f"python -m wardrobe check --use-copy {copy.name}" in capsys.readouterr().err
    assert main(["check", "--use-copy", copy.name]) == 0
    assert "3 items, no problems" in capsys.readouterr().out
    opened = Wardrobe(where)
    assert sorted(opened.ids()) == [item.id for item in items]
    opened.close()
    [aside] = database_of(where).parent.glob("wardrobe-replaced-*.db")
    assert damaged is None or aside.read_bytes() == damaged
    assert copies(where.database_url) == [copy]


def test_check_refuses_a_copy_that_is_not_there(where, photos, capsys):
    wardrobe = Wardrobe(where)
    wardrobe.add(photos[0], "a.jpg", drawer="Bag")
    copy = start(where, 0)
    wardrobe.close()
    before = database_of(where).read_bytes()
    assert main(["check", "--use-copy", "../wardrobe.db"]) == 2
    assert copy.name in capsys.readouterr().err and database_of(where).read_bytes() == before


@pytest.mark.parametrize("url", ["postgresql://server/wardrobe", "sqlite://", "sqlite:///:memory:", "no URL"])
def test_a_database_without_a_file_has_no_copies(url):
    assert keep_copy(url, START) is None and copies(url) == []


def test_the_app_keeps_a_copy_when_it_opens_the_wardrobe(where, wardrobe, photos):
    from app_pages.parts.resources import _local_wardrobe

    wardrobe.add(photos[0], "a.jpg", drawer="Bag")
    _local_wardrobe.clear()
    _local_wardrobe(where.database_url, where.files_url)
    _local_wardrobe.clear()  # closes it
    assert len(copies(where.database_url)) == 1
