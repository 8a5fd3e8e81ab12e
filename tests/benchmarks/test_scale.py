"""The measurements of `make bench-scale`, on little."""

import importlib.util
import json
import re
import sys

import pytest

from benchmarks import scale, scale_api
from benchmarks.scale_document import write_scale
from benchmarks.scale_sort import run_sort, write_photos
from benchmarks.scale_store import measure_store
from data.files import write_atomically


def test_folders_of_any_size_are_made_of_a_few_hundred_photos(tmp_path, monkeypatch):
    monkeypatch.setattr("benchmarks.scale_sort._DIFFERENT", 2)
    folder = write_photos(tmp_path / "photos", 5)
    names = sorted(path.name for path in folder.iterdir())
    assert names == [f"{number:06}.jpg" for number in range(5)]
    assert (folder / "000000.jpg").samefile(folder / "000004.jpg") and not (folder / "000001.jpg").samefile(
        folder / names[0]
    )


def test_each_part_writes_a_record_and_the_document_has_what_was_measured(tmp_path, monkeypatch, capsys):
    def measured(_folder, options):
        return [{"items": options.items[0], "add": 0.0123, "search": 0.0045, "page": 0.0067}]

    monkeypatch.setitem(scale._PARTS, "sqlite", measured)
    folder = tmp_path / "scale"
    monkeypatch.setattr(sys, "argv", ["scale", "sqlite", "--items", "1234", "--to", str(folder)])
    assert scale.main() == 0 and [path.name for path in folder.iterdir()] == ["sqlite.json"]
    capsys.readouterr()
    text = (tmp_path / "scale.md").read_text("utf-8")
    assert re.search(r"\| SQLite +\| 1,234 +\| 12\.3 +\| 4\.5 +\| 6\.7", text)
    for part in set(scale._PARTS) - {"sqlite"}:
        assert f'Not measured yet: `make bench-scale PARTS="{part}"`.' in text
    assert 'PARTS="sqlite"' not in text


def test_figures_of_folders_are_calculated_from_the_records(tmp_path, capsys):
    def rows(*runs):
        names = ("engine", "workers", "photos", "seconds", "early_mb", "peak_mb", "table")
        return {**where, "found": [dict(zip(names, run, strict=True)) for run in runs]}

    where = {"date": "2026-01-02", "processor": "A", "cores": 2, "python": "3.12", "minutes": 3.0}
    records = {
        "sort": rows(("local", 1, 1000, 50.0, 100.0, 100.0, "t"), ("local", 2, 1000, 25.0, 200.0, 210.0, "t")),
        "ray": rows(("ray", 1, 1000, 55.0, None, None, "t"), ("ray", 2, 1000, 27.5, 300.0, 310.0, "t")),
        "memory": rows(("local", 2, 5000, 125.0, 200.0, 206.0, "u")),
        "killed": rows(("ray", 2, 1000, 31.0, 300.0, 320.0, "t")),
    }
    (tmp_path / "scale").mkdir()
    for name, record in records.items():
        write_atomically(tmp_path / "scale" / f"{name}.json", json.dumps(record))
    text = " ".join(write_scale(tmp_path / "scale").read_text("utf-8").split())
    capsys.readouterr()
    for sentence in (
        "Over 5,000 photos, the memory grew by 3.0% after the first thousand.",
        "With two workers, Ray takes +10.0% time a photo",
        "The local engine is 2.00 times as fast with two workers as with one.",
        "Ray sorted 1,000 photos in 31 seconds instead of 28, though one of its two workers was killed",
        "Its table is that of the local engine, to the byte.",
        "a million such photos on 16 machines would take 0.5 hours",  # 16 machines of 36 photos a second
    ):
        assert sentence in text, sentence


@pytest.mark.slow
def test_a_wardrobe_is_measured(tmp_path):
    assert all(0 < seconds < 10 for seconds in measure_store(tmp_path / "store", 30))


@pytest.mark.slow
@pytest.mark.thorough
@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_a_run_is_measured_and_its_memory_seen(tmp_path, monkeypatch):
    monkeypatch.setattr("benchmarks.scale_sort._DIFFERENT", 5)
    monkeypatch.setattr("benchmarks.scale_sort._EARLY", 3)
    source = write_photos(tmp_path / "photos", 60)
    run = run_sort(source, tmp_path / "sorted", "local", 2)
    assert run.photos == 60 and run.seconds > 0 and 50 < run.early_mb <= run.peak_mb < 2000
    assert run.table == run_sort(source, tmp_path / "again", "local", 1).table
    if importlib.util.find_spec("ray"):
        assert run.table == run_sort(source, tmp_path / "killed", "ray", 2, kill=True).table


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
