"""The measurements of `make bench-scale`, on little."""

import sys

import pytest

from benchmarks import scale_api
from benchmarks.scale_sort import run_sort, write_photos
from benchmarks.scale_store import measure_store


def test_folders_of_any_size_are_made_of_a_few_hundred_photos(tmp_path, monkeypatch):
    monkeypatch.setattr("benchmarks.scale_sort._DIFFERENT", 2)
    folder = write_photos(tmp_path / "photos", 5)
    names = sorted(path.name for path in folder.iterdir())
    assert names == [f"{number:06}.jpg" for number in range(5)]
    assert (folder / "000000.jpg").samefile(folder / "000004.jpg") and not (folder / "000001.jpg").samefile(
        folder / names[0]
    )


@pytest.mark.slow
def test_a_wardrobe_is_measured(tmp_path):
    assert all(0 < seconds < 10 for seconds in measure_store(tmp_path / "store", 30))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_a_run_is_measured_and_its_memory_seen(tmp_path, monkeypatch):
    monkeypatch.setattr("benchmarks.scale_sort._DIFFERENT", 5)
    monkeypatch.setattr("benchmarks.scale_sort._EARLY", 3)
    source = write_photos(tmp_path / "photos", 60)
    run = run_sort(source, tmp_path / "sorted", "local", 2)
    assert run.photos == 60 and run.seconds > 0 and 50 < run.early_mb <= run.peak_mb < 2000
    assert run.table == run_sort(source, tmp_path / "again", "local", 1).table


@pytest.mark.slow
def test_the_interface_and_its_peer_are_measured(tmp_path, monkeypatch):
    monkeypatch.setattr(scale_api, "_CLIENTS", (1, 2))
    found = scale_api.measure_api(tmp_path, 4)
    assert [(one.server, one.clients) for one in found] == [
        ("serve.py", 1),
        ("serve.py", 2),
        ("bare route", 1),
        ("bare route", 2),
    ]
    assert all(0 < one.quantile(0.5) <= one.quantile(0.99) for one in found)
