import shutil

from benchmarks import speed
from model.exports.store import find_export
from model.exports.summary import SPEED_FILE, read_speeds


def test_the_models_page_reads_the_speed_table_that_is_written(tmp_path, monkeypatch):
    shipped = find_export("mlp")
    shutil.copytree(shipped, tmp_path / "mlp" / shipped.name)
    monkeypatch.setattr(speed, "LOCAL_RUNTIMES", ("litert",))
    rows = speed.measure_speeds(tmp_path)
    assert [row["batch"] for row in rows] == list(speed.BATCHES)
    speed.write_speeds(rows, tmp_path / SPEED_FILE)
    [(export, found)] = read_speeds(tmp_path / SPEED_FILE).items()
    assert export == f"mlp/{shipped.name}" and 0 < found.milliseconds["litert"] < 100 and "cores" in found.machine
