"""What killed processes leave behind: nothing stays for ever, and nothing stands in the way of the next run."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

import data.files
from data.files import creating_folder, replacing
from training.config import train_config
from training.run import Run, RunError
from wardrobe.store import photo_files
from wardrobe.store.photo_files import photo_path
from wardrobe.transfer.backup import write_backup

ROOT = Path(data.files.__file__).parents[1]
LONG_AGO = time.time() - 2 * 3600


def killed(code, *arguments):
    """Runs Python code in a process that kills itself in it."""
    end = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)" if os.name == "posix" else "import os; os._exit(9)"
    code = f"import sys\nfrom pathlib import Path\npath = Path(sys.argv[1])\n{code}\n    exec({end!r})\n"
    command = [sys.executable, "-c", code, *map(str, arguments)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode != 0


def grow_old(folder):
    for path in (folder, *folder.rglob("*")):
        os.utime(path, (LONG_AGO, LONG_AGO))


def test_a_folder_is_there_whole_or_not_at_all(tmp_path):
    def write(path):
        with creating_folder(path) as aside:
            (aside / "inner").mkdir()
            (aside / "inner" / "file").write_text("x")
            assert not path.exists()
            yield

    failing = write(tmp_path / "a" / "1")
    next(failing)
    with pytest.raises(OSError, match="full"):
        failing.throw(OSError("full"))
    assert list((tmp_path / "a").iterdir()) == []
    assert list(write(tmp_path / "a" / "1")) == [None]
    assert [path.name for path in (tmp_path / "a").rglob("*")] == ["1", "inner", "file"]


def test_the_next_export_removes_the_folder_of_a_killed_one(tmp_path):
    killed(
        "from data.files import creating_folder\n"
        "with creating_folder(path) as aside:\n    (aside / 'weights').write_bytes(b'half')",
        tmp_path / "cnn" / "1",
    )
    [left] = (tmp_path / "cnn").iterdir()
    with creating_folder(tmp_path / "cnn" / "1") as aside:
        (aside / "weights").write_text("all")
    assert left.is_dir()  # it may be another export that is being written
    grow_old(left)
    with creating_folder(tmp_path / "cnn" / "2") as aside:
        (aside / "weights").write_text("all")
    assert sorted(path.name for path in (tmp_path / "cnn").iterdir()) == ["1", "2"]


def test_the_next_back_up_removes_the_part_of_a_killed_one(tmp_path, wardrobe, photos):
    wardrobe.add(photos[0], "a.jpg", drawer="Bag")
    target = tmp_path / "backups" / "wardrobe.zip"
    target.parent.mkdir()
    killed("from data.files import replacing\nwith replacing(path) as part:\n    part.write_bytes(b'half')", target)
    [left] = target.parent.iterdir()
    grow_old(target.parent)
    write_backup(wardrobe, target)
    assert list(target.parent.iterdir()) == [target] and not left.exists()


def test_a_training_that_was_killed_while_it_wrote_its_configuration_can_start_again(tmp_path):
    run = Run(tmp_path / "run")
    run.path.mkdir()
    killed(
        "from data.files import replacing\nwith replacing(path) as part:\n    part.write_bytes(b'{')",
        run.path / "config.json",
    )
    [left] = run.path.iterdir()
    assert not run.started
    run.start(train_config("mlp", "smoke"), tmp_path, "drawn", {})
    assert run.started and not left.exists()
    with pytest.raises(RunError, match="exists already"):
        run.start(train_config("mlp", "smoke"), tmp_path, "drawn", {})


def test_a_photo_and_its_folders_are_flushed_to_the_disk(wardrobe, photos, monkeypatch):
    flushed = []

    def note(folder):
        flushed.append(folder.resolve())
        return sync(folder)

    sync = data.files.sync_folder
    monkeypatch.setattr(data.files, "sync_folder", note)
    monkeypatch.setattr(photo_files, "sync_folder", note)
    item = wardrobe.add(photos[0], "a.jpg", drawer="Bag")
    root = Path(wardrobe.photos.files.path).resolve()
    assert {root, root / "photos", (root / photo_path(item.photo)).parent} <= set(flushed)


def test_a_file_is_flushed_before_it_gets_its_name(tmp_path, monkeypatch):
    steps = []
    real_fsync, real_replace = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda handle: (steps.append("flush"), real_fsync(handle))[1])
    monkeypatch.setattr(Path, "replace", lambda part, path: (steps.append("rename"), real_replace(part, path))[1])
    with replacing(tmp_path / "a.json") as part:
        part.write_text("{}")
    assert steps[:2] == ["flush", "rename"]
