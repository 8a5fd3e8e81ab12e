import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import event

from wardrobe.store import session as sessions
from wardrobe.store.schema import new_database
from wardrobe.store.session import SessionWardrobe, remove_ended_sessions


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(sessions, "_looked", threading.Event())  # as in a new process
    return tmp_path


def test_two_sessions_are_separate_and_leave_nothing_behind(photos, temporary):
    mine, yours = SessionWardrobe(patience=60), SessionWardrobe(patience=60)
    item = mine.add(photos[0], "a.jpg", drawer="Bag")
    assert mine.ids() == [item.id] and yours.ids() == []
    yours.close()
    assert mine.photos.read(item)
    mine.close()
    assert list(temporary.iterdir()) == []


def test_a_browser_that_returns_in_time_finds_its_wardrobe(photos, temporary):
    session = SessionWardrobe(patience=0.3)
    item = session.add(photos[0], "a.jpg", drawer="Bag")
    assert session.enter("tab")
    session.leave("tab")
    assert session.enter("tab")
    time.sleep(0.6)
    assert session.get(item.id) == item and not session.ended
    session.leave("tab")
    until(lambda: not list(temporary.iterdir()))
    assert session.ended and not session.enter("tab")


def test_a_wardrobe_is_kept_until_its_last_tab_has_gone(temporary):
    session = SessionWardrobe(patience=0.2)
    for tab in ("a", "b"):
        session.enter(tab)
    session.leave("a")
    time.sleep(0.5)
    assert not session.ended
    session.leave("b")
    until(lambda: not list(temporary.iterdir()))
    assert session.ended


def test_only_a_wardrobe_with_items_is_kept_for_long(photos, temporary):
    empty, full = (SessionWardrobe(patience=0.2, keep=60) for _ in range(2))
    item = full.add(photos[0], "a.jpg", drawer="Bag")
    full.delete([item.id])  # can still be restored from the bin
    for session in (empty, full):
        session.enter("tab")
        session.leave("tab")
    until(lambda: len(list(temporary.iterdir())) == 1)
    assert empty.ended and not full.ended
    full.close()


def test_a_visitor_who_saved_nothing_leaves_without_a_query(temporary):
    """The server calls `leave` in the thread that answers all requests."""
    session, queries = SessionWardrobe(patience=60), []
    session.enter("tab")
    event.listen(session._engine, "before_cursor_execute", lambda *query: queries.append(query))
    session.leave("tab")
    assert queries == []
    session.set_setting("language", "de")
    queries.clear()
    session.leave("tab")
    assert queries
    session.close()


def until(happens):
    for _ in range(100):
        if happens():
            return
        time.sleep(0.1)
    raise AssertionError("it did not happen within ten seconds")


def test_a_server_that_is_stopped_leaves_nothing(temporary):
    script = "from wardrobe.store.session import SessionWardrobe; session = SessionWardrobe(patience=60)"
    root = Path(__file__).parents[3]
    subprocess.run([sys.executable, "-c", script], cwd=root, env={**os.environ, "TMPDIR": str(temporary)}, check=True)
    assert list(temporary.iterdir()) == []


def test_only_the_owner_can_read_the_folder(temporary):
    session = SessionWardrobe(patience=60)
    [folder] = temporary.iterdir()
    assert folder.stat().st_mode & 0o077 == 0
    session.close()


def test_folders_of_a_killed_server_are_deleted_and_those_of_a_running_one_stay(temporary):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left = [Path(temporary, f"wardrobe-session-{number}-x") for number in (ended.pid, os.getpid(), 1)]
    other = Path(temporary, "wardrobe-session-notes")
    for folder in (*left, other):
        folder.mkdir()
    remove_ended_sessions()
    assert {folder.name for folder in temporary.iterdir()} == {left[2].name, other.name}


def test_a_running_server_never_deletes_its_own_sessions(temporary):
    session = SessionWardrobe(patience=60)
    remove_ended_sessions()
    assert session.ids() == [] and len(list(temporary.iterdir())) == 1
    left = Path(temporary, f"wardrobe-session-{os.getpid()}-x")
    left.mkdir()
    remove_ended_sessions()
    assert left.exists(), "it was looked before the first session, and never again"
    session.close()


def test_a_browser_that_only_seemed_to_leave_keeps_its_wardrobe(temporary):
    there = threading.Event()
    there.set()
    session = SessionWardrobe(patience=0.1)
    session.enter("tab", there.is_set)
    session.leave("tab")
    time.sleep(0.5)
    assert not session.ended
    there.clear()
    until(lambda: not list(temporary.iterdir()))
    assert session.ended


def test_a_new_session_copies_an_empty_database_and_waits_for_no_disk(monkeypatch):
    new_database()

    def migrate(*_):
        raise AssertionError("a migration takes as long as a page")

    monkeypatch.setattr(command, "upgrade", migrate)
    session = SessionWardrobe(patience=60)
    assert session.ids() == []
    with session.transaction() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 0
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    session.close()
