"""All engines give the same rows, also when a worker or the whole run is killed."""

import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from data.drawn.scenes import draw_scene
from model.predictor import Predictor
from wardrobe.folders import engines
from wardrobe.folders.engines import FEW, in_processes, in_threads, local_engine
from wardrobe.folders.folder_sort import FolderSort
from wardrobe.folders.ray_engine import in_ray, ray_engine
from wardrobe.folders.row_spool import RowSpool
from wardrobe.folders.sort_log import Row, table_text
from wardrobe.store.errors import WardrobeError
from wardrobe.store.pictures import jpeg

ROOT = Path(__file__).parents[3]
# Ray warns about its own settings.
ray_warnings = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::ResourceWarning"
)
with_ray = pytest.mark.skipif(not importlib.util.find_spec("ray"), reason="Ray is not installed here")
with_proc = pytest.mark.skipif(sys.platform != "linux", reason="processes are found in /proc")


@pytest.fixture(scope="module")
def predictor():
    return Predictor.load("photo", "litert")


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """Forty photos in two folders, of which some cannot be read."""
    folder = tmp_path_factory.mktemp("photos")
    for number in range(40):
        path = folder / f"{number % 2}" / f"{number:02}.jpg"
        path.parent.mkdir(exist_ok=True)
        scene = draw_scene(number % 10, seed=number, height=160, width=120)
        path.write_bytes(b"no photo" if number % 13 == 5 else jpeg(scene.image))
    return folder


def files(source):
    return sorted(source.rglob("*.jpg"))


def contents(directory):
    return {
        path.relative_to(directory).as_posix(): path.read_bytes() for path in directory.rglob("*") if path.is_file()
    }


def children(pid, word):
    """The processes below one whose command contains a word."""
    parents, found = {}, set()
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                stat = (folder / "stat").read_text().rpartition(")")[2].split()
                parents[int(folder.name)] = int(stat[1]), (folder / "cmdline").read_bytes()
            except OSError:
                continue
    below = {pid}
    while more := {child for child, (parent, _) in parents.items() if parent in below} - below:
        below |= more
    found = {child for child in below - {pid} if word in parents[child][1]}
    return sorted(found)


def wait_for(condition, seconds=300):
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return found


def test_few_photos_are_left_to_threads_and_many_to_processes(monkeypatch):
    monkeypatch.setattr(engines, "available_cores", lambda: 2)
    assert local_engine(FEW) is in_threads
    assert local_engine(FEW + 1).keywords == {"workers": 2} and local_engine(FEW + 1).func is in_processes
    assert local_engine(1, 3).keywords == {"workers": 3}
    monkeypatch.setattr(engines, "available_cores", lambda: 1)
    assert local_engine(10_000) is in_threads


@pytest.mark.slow
def test_processes_give_the_rows_of_threads(source, predictor):
    expected = list(in_threads(files(source), predictor))
    assert list(in_processes(files(source), predictor, workers=2)) == expected
    assert {row.outcome for row in expected} >= {"sorted", "error"}
    assert [row.file for row in expected] == list(map(str, files(source)))


@with_proc
@pytest.mark.slow
def test_a_killed_worker_is_replaced_and_the_reader_may_stop(source, predictor):
    expected = list(in_threads(files(source), predictor))
    rows = in_processes(files(source), predictor, workers=2)
    got = [next(rows)]
    workers = children(os.getpid(), b"spawn_main")
    os.kill(workers[0], signal.SIGKILL)
    got += rows
    assert got == expected
    again = in_processes(files(source), predictor, workers=1)
    next(again)
    again.close()
    wait_for(lambda: not children(os.getpid(), b"spawn_main"))


@pytest.mark.slow
def test_workers_that_end_again_and_again_are_given_up(source):
    without_export = SimpleNamespace(directory="nowhere", runtime="litert")
    with pytest.raises(WardrobeError, match="ended again and again"):
        list(in_processes(files(source)[:2], without_export, workers=1))


@with_proc
@pytest.mark.slow
@pytest.mark.parametrize("engine", ["local", pytest.param("ray", marks=[with_ray, pytest.mark.thorough])])
def test_a_killed_run_leaves_no_process_and_the_next_one_completes_it(source, predictor, tmp_path, engine):
    for _ in FolderSort(source, tmp_path / "whole").run(predictor):
        pass
    command = [sys.executable, "-m", "wardrobe", "sort", str(source), "--to", str(tmp_path / "killed"), "--json"]
    command += ["--engine", engine, "--workers", "2"]
    environment = {**os.environ, "WARDROBE_RUNTIME": "litert"}
    run = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    for _ in range(9):
        assert json.loads(run.stdout.readline() or run.stderr.read())["file"]
    word = b"spawn_main" if engine == "local" else b"ray::"
    workers = children(run.pid, word)
    run.kill()
    run.wait()
    run.stdout.close(), run.stderr.close()
    wait_for(lambda: not [pid for pid in workers if Path(f"/proc/{pid}").exists()])
    assert len(list((tmp_path / "killed").rglob("*.jpg"))) < 37
    finished = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert finished.returncode == 1, finished.stderr  # some photos cannot be read
    assert contents(tmp_path / "killed") == contents(tmp_path / "whole")


@with_ray
@ray_warnings
@pytest.mark.slow
def test_ray_gives_the_same_folders_and_the_same_table_also_if_a_worker_is_killed(source, predictor, tmp_path):
    import ray

    for _ in FolderSort(source, tmp_path / "local").run(predictor, engine=in_threads):
        pass
    engine = ray_engine(2)
    try:
        rows = FolderSort(source, tmp_path / "ray").run(predictor, engine=engine)
        next(rows)
        [first, *_] = wait_for(lambda: children(os.getpid(), b"RayWorker"))
        os.kill(first, signal.SIGKILL)
        for _ in rows:
            pass
        assert list(in_ray([], predictor, workers=2)) == []
    finally:
        ray.shutdown()
    assert contents(tmp_path / "ray") == contents(tmp_path / "local")


def test_without_ray_there_is_one_sentence(monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(WardrobeError, match=r"Ray is not installed.*requirements-scale\.txt"):
        ray_engine()


def row(file, label="Bag", names=("Bag", "Coat"), target=None):
    shares = {name: 1.0 / len(names) for name in names}
    return Row(file, "sorted", label, 0.5, None, "m/1", shares, target or f"bag/{Path(file).name}", "0" * 64)


def test_a_spool_writes_the_table_that_rows_in_memory_give(tmp_path):
    names = ("Bag", "Coat")
    done = [row("a/b.jpg"), row("a.jpg"), row("c\udcff.jpg"), row("=d.jpg", names=("Hat",))]  # not in the table's order
    others = [row("b.jpg", names=("Skirt", "Bag"), target="x/b.jpg"), Row("0", "error", None, None, "no, no", "m/1")]
    spool = RowSpool(tmp_path, names)
    for one in done:
        spool.append(one)
    spool.write_table(tmp_path / "wardrobe.csv", others)
    written = (tmp_path / "wardrobe.csv").read_bytes()
    lines, expected = written.decode().splitlines(), table_text([*done, *others], names).splitlines()
    assert sorted(lines[0].split(",")) == sorted(expected[0].split(",")) and len(lines) == len(expected)
    assert [line.split(",")[0] for line in lines] == [line.split(",")[0] for line in expected]
    assert {(one.file, one.target, one.sha256) for one in spool} == {(one.file, one.target, one.sha256) for one in done}


def test_a_spool_of_the_current_model_gives_the_same_bytes_and_keeps_an_unchanged_table(tmp_path):
    done = [row("a.jpg"), row("b/c.jpg"), row("d.jpg")]
    spool = RowSpool(tmp_path, ("Bag", "Coat"))
    for one in done:
        spool.append(one)
    table = tmp_path / "wardrobe.csv"
    spool.write_table(table, [row("b/a.jpg")])
    assert table.read_text("utf-8") == table_text([*done, row("b/a.jpg")], ("Bag", "Coat"))
    os.utime(table, (1, 1))
    spool.write_table(table, [row("b/a.jpg")])
    assert table.stat().st_mtime == 1
    spool.append(row("e.jpg"))
    spool.write_table(table, [row("b/a.jpg")])
    assert table.read_text("utf-8") == table_text([*done, row("b/a.jpg"), row("e.jpg")], ("Bag", "Coat"))
    spool.close()
    assert [path.name for path in tmp_path.iterdir()] == ["wardrobe.csv"]


def test_the_network_gives_a_photo_the_same_bits_in_any_batch_and_on_any_number_of_cores(predictor):
    """What makes the engines agree to the byte."""
    images = np.random.default_rng(0).integers(0, 256, (9, *predictor._image_shape), np.uint8)
    alone = np.concatenate([predictor.outputs(images[n : n + 1])["logits"] for n in range(9)])
    assert np.array_equal(alone, predictor.outputs(images)["logits"])
