"""PostgreSQL and S3 that go away and come back: what was confirmed is there, and the app goes on without a restart."""

import contextlib
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from benchmarks.postgresql import find_programs, running_postgresql
from tests.wardrobe.store.servers import Relay, s3_service, skip_without_packages
from wardrobe.__main__ import main
from wardrobe.store.errors import StorageError
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe

ROOT = Path(__file__).parents[3]
ENOUGH = 4  # photos of each writer, before the server goes and after it has come back

# Adds photos, reports each one that was saved, and tries those again that were not, as a user would.
WRITER = """
import sys, threading, time
import numpy as np
from wardrobe.store.errors import StorageError
from wardrobe.store.pictures import jpeg
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe
wardrobe = Wardrobe(Settings.from_environment())
ended = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()

def tell(line):
    sys.stdout.write(line + "\\n")  # at once: `print` lets the other thread write before the end of the line
    sys.stdout.flush()

def write(seed):
    rng = np.random.default_rng(seed)
    while not ended.is_set():
        photo = jpeg(rng.integers(0, 255, (40, 30, 3), np.uint8))
        while True:
            try:
                item = wardrobe.add(photo, "a.jpg", drawer="Bag")
                tell(f"saved {item.sha256}")
                break
            except StorageError as error:
                tell(f"refused {error}")
                time.sleep(0.2)

threads = [threading.Thread(target=write, args=(int(sys.argv[1]) + number,)) for number in range(2)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
"""


class Writer:
    """A process with two threads that write."""

    def __init__(self, seed, log):
        self.saved, self.refused, self._log = [], set(), log
        self.process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(seed)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log.open("wb"),
            text=True,
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self):
        for line in self.process.stdout:
            word, _, rest = line.strip().partition(" ")
            (self.saved.append if word == "saved" else self.refused.add)(rest)

    def wait_for(self, condition):
        deadline = time.monotonic() + 240
        while not condition(self):
            assert self.process.poll() is None and time.monotonic() < deadline, (self._log.read_text(), self.refused)
            time.sleep(0.1)

    def end(self):
        """Lets it finish the photos that it is at."""
        self.process.stdin.close()
        assert self.process.wait(240) == 0
        self._reader.join()
        assert self._log.read_text() == ""  # no traceback


@contextlib.contextmanager
def writers(folder, count=2):
    started = [Writer(10 * number, folder / f"writer-{number}.log") for number in range(count)]
    try:
        yield started
    finally:
        for writer in started:
            writer.process.kill()


@pytest.fixture
def lost(request, monkeypatch):
    """Where a wardrobe on PostgreSQL and S3 is, and functions that take one of the servers away and bring it back."""
    if find_programs() is None:
        pytest.skip("PostgreSQL's programs initdb and pg_ctl are not installed here")
    skip_without_packages()
    with (
        running_postgresql(fsync="off") as database,
        s3_service(monkeypatch) as files,
        Relay(monkeypatch) as relay,
    ):
        where = Settings(database.url, f"{files}/lost-{request.param}")
        monkeypatch.setenv("WARDROBE_DATABASE_URL", where.database_url)
        monkeypatch.setenv("WARDROBE_FILES_URL", where.files_url)
        yield (where, *((database.kill, database.start) if request.param == "database" else (relay.cut, relay.join)))


@pytest.mark.slow
@pytest.mark.parametrize("lost", ["database", "photos"], indirect=True)
def test_what_writers_were_told_is_saved_is_there_after_a_server_was_killed(lost, tmp_path, photos, capsys):
    where, kill, restart = lost
    opened = Wardrobe(where)  # before; it is never opened again
    mine = opened.add(photos[0], "mine.jpg", drawer="Dress")
    with writers(tmp_path) as both:
        for writer in both:
            writer.wait_for(lambda writer: len(writer.saved) >= ENOUGH)
        kill()
        for writer in both:
            writer.wait_for(lambda writer: writer.refused)
        for words in (opened.get, lambda number: opened.photos.read(mine)):
            with contextlib.suppress(StorageError):  # one of the two servers is there
                words(mine.id)
        with pytest.raises(StorageError, match="does not answer. Try again in a moment") as refused:
            opened.add(photos[1], "while-it-is-away.jpg", drawer="Dress")
        assert str(refused.value).count("\n") == 0
        assert main(["check"]) == 2
        said = capsys.readouterr()
        assert said.err.count("\n") == 1 and "does not answer" in said.err and "Traceback" not in said.err
        restart()
        before = [len(writer.saved) for writer in both]
        for writer, known in zip(both, before, strict=True):
            writer.wait_for(lambda writer, known=known: len(writer.saved) >= known + ENOUGH)
            writer.end()
    assert opened.add(photos[1], "afterwards.jpg", drawer="Dress") != mine
    for message in set.union(*(writer.refused for writer in both)):
        assert message.endswith("does not answer. Try again in a moment.") and message.count(". ") == 1, message
    confirmed = [sha256 for writer in both for sha256 in writer.saved]
    known = opened.known(confirmed)
    assert len(confirmed) >= 4 * ENOUGH and set(known) == set(confirmed)
    for number in (mine.id, *known.values()):
        opened.photos.read(opened.get(number), sound=True)
    opened.close()
    assert main(["check"]) == 0
    assert f"{len(known) + 2} items, no problems." in capsys.readouterr().out
