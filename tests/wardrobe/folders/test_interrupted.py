"""Runs that are killed, that meet a full disk, or that others disturb."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.wardrobe.folders.greys import COAT, Greys, contents, sort, targets
from wardrobe.folders import folder_sort, sorted_folders
from wardrobe.folders.folder_sort import FolderSort
from wardrobe.store.errors import WardrobeError


def test_a_file_that_appears_during_the_copy_is_not_overwritten(photo, source, wardrobe, monkeypatch):
    photo("x.png", COAT)
    real = sorted_folders._copy

    def copy(path, part):
        (wardrobe / "coat/x.png").write_bytes(b"mine")
        return real(path, part)

    monkeypatch.setattr(sorted_folders, "_copy", copy)
    with pytest.raises(WardrobeError, match="File exists"):
        sort(source, wardrobe)
    monkeypatch.undo()
    sort(source, wardrobe)
    assert (wardrobe / "coat/x.png").read_bytes() == b"mine" and targets(wardrobe) == {"x.png": "coat/x-2.png"}


def test_a_full_disk_is_a_message_and_leaves_no_unfinished_file(photo, source, wardrobe, monkeypatch):
    photo("a.png", COAT)
    sort(source, wardrobe)
    before = contents(wardrobe)
    photo("b.png", COAT, variant=1)

    def full(handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WardrobeError, match="cannot be used: No space left on device"):
        sort(source, wardrobe)
    assert contents(wardrobe) == before


def test_a_photo_that_vanishes_before_it_is_copied_has_a_row_and_stops_nothing(photo, source, wardrobe, monkeypatch):
    gone = photo("a.png", COAT)
    photo("b.png", COAT)
    real = folder_sort.in_threads

    def classify_then_remove(files, predictor):
        answers = list(real(files, predictor))
        gone.unlink()
        return iter(answers)

    monkeypatch.setattr(folder_sort, "in_threads", classify_then_remove)
    rows = sort(source, wardrobe)
    assert [row.outcome for row in rows.values()] == ["error", "sorted"]
    assert "cannot be read: No such file" in rows["a.png"].error and rows["a.png"].label is None


@pytest.mark.parametrize("stop", range(1, 6))
def test_the_run_after_an_interrupted_one_completes_it(photo, source, wardrobe, tmp_path, stop):
    for name in ("a/x.png", "b/x.png", "c.png", "d.png", "e/x.png"):
        photo(name, COAT)
    sort(source, tmp_path / "uninterrupted")
    run = FolderSort(source, wardrobe).run(Greys())
    for _ in range(stop):
        next(run)
    run.close()
    rest = Greys()
    sort(source, wardrobe, rest)
    assert contents(wardrobe) == contents(tmp_path / "uninterrupted")
    assert rest.asked == 5 - stop


KILLED = """
import os
from pathlib import Path
from tests.wardrobe.folders.greys import Greys
from wardrobe.folders import folder_sort

folder_sort._SAVE_SECONDS = 3600  # no earlier save of the log, however busy the machine is
real, calls = os.fsync, []
def die_at_the_fourth(handle):
    calls.append(handle)
    if len(calls) == 4:  # after the new folder, the first copy and its name
        os._exit(9)
    real(handle)

os.fsync = die_at_the_fourth
list(folder_sort.FolderSort(Path({source!r}), Path({wardrobe!r})).run(Greys(), move=True))
"""


def test_a_run_killed_during_a_copy_leaves_no_duplicates(photo, source, wardrobe, tmp_path):
    for name in ("a/x.png", "b/x.png", "c.png", "d.png"):
        photo(name, COAT)
    before = contents(source)
    sort(source, tmp_path / "uninterrupted")
    script = KILLED.format(source=str(source), wardrobe=str(wardrobe))
    root = Path(__file__).parents[3]
    killed = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, check=False)
    assert killed.returncode == 9, killed.stderr.decode()
    [part] = (wardrobe / "coat").glob(".*.part.png")
    assert not (wardrobe / "wardrobe.csv").exists() and contents(source) == before
    (wardrobe / "bag").mkdir()
    for folder in (wardrobe, wardrobe / "bag"):
        (folder / part.name).touch()
    sort(source, wardrobe)
    assert contents(wardrobe) == contents(tmp_path / "uninterrupted")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no lock there")
def test_a_second_run_at_the_same_time_is_refused(photo, source, wardrobe):
    photo("a.png", COAT)
    run = FolderSort(source, wardrobe).run(Greys())
    next(run)
    with pytest.raises(WardrobeError, match="Another run"):
        sort(source, wardrobe)
    run.close()
    assert sort(source, wardrobe)
