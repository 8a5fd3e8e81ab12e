import dataclasses

import pytest

from model.exports.card import CARD_FILE
from model.exports.store import HISTORY_FILE, LITERT_FILE, LIVE_FILE
from model.exports.summary import (
    SPEED_FILE,
    Cell,
    confusion_cells,
    most_confused,
    read_exports,
    read_history,
    read_speeds,
)


@pytest.fixture
def write_export(tmp_path, card):
    """Writes an export's files, though no network, and gives its folder."""

    def write(name, accuracy, version=1):
        directory = tmp_path / name / str(version)
        (directory / "variables").mkdir(parents=True)
        (directory / "assets.extra").mkdir()
        (directory / "saved_model.pb").write_bytes(bytes(30))
        (directory / "variables" / "variables.index").write_bytes(bytes(12))
        (directory / LITERT_FILE).write_bytes(bytes(25))
        of_its_own = dataclasses.replace(card, name=name, version=version, metrics={"test": {"accuracy": accuracy}})
        (directory / CARD_FILE).write_text(of_its_own.to_json(), "utf-8")
        return directory

    return write


@pytest.fixture
def write_live(tmp_path):
    """Writes which export is live for each job."""

    def write(**live):
        lines = (f'{job.replace("_", "-")} = "{export}"\n' for job, export in live.items())
        (tmp_path / LIVE_FILE).write_text("".join(lines), "utf-8")

    return write


def test_the_live_export_for_photos_comes_first_and_then_the_best(write_export, write_live, tmp_path):
    write_live(photo="photo/1", fashion_mnist="cnn/1")
    for name, accuracy in (("cnn", 0.9), ("mlp", 0.8), ("photo", 0.7), ("wide", 0.95)):
        write_export(name, accuracy)
    found, damaged = read_exports(tmp_path)
    assert [one.card.name for one in found] == ["photo", "wide", "cnn", "mlp"] and damaged == []
    assert [one.jobs for one in found] == [("photo",), (), ("fashion-mnist",), ()]


def test_one_export_can_be_live_for_two_jobs(write_export, write_live, tmp_path):
    write_export("cnn", 0.9)
    write_live(photo="cnn/1", fashion_mnist="cnn/1")
    [[one], _] = read_exports(tmp_path)
    assert one.jobs == ("photo", "fashion-mnist")


def test_an_export_that_was_not_promoted_has_no_job(write_export, tmp_path):
    write_export("photo", 0.7)
    [[one], damaged] = read_exports(tmp_path)
    assert one.jobs == () and damaged == []


def test_sizes_are_of_what_each_runtime_loads(write_export, tmp_path):
    directory = write_export("cnn", 0.9)
    (directory / HISTORY_FILE).write_bytes(b"epoch,loss\n")
    [[one], _] = read_exports(tmp_path)
    assert (one.saved_model_bytes, one.litert_bytes) == (42, 25)


def test_an_export_of_an_earlier_version_has_no_curve_and_no_speed(write_export, tmp_path):
    write_export("cnn", 0.9)
    [[one], _] = read_exports(tmp_path)
    assert one.history == [] and one.speed is None


def test_a_damaged_export_does_not_take_the_others_away(write_export, tmp_path):
    write_export("cnn", 0.9)
    (write_export("mlp", 0.8) / LITERT_FILE).unlink()
    (write_export("wide", 0.8) / CARD_FILE).write_text("{}")
    (write_export("torn", 0.8) / HISTORY_FILE).write_text("epoch,val_accuracy\n0,0.5\n1\n")
    found, damaged = read_exports(tmp_path)
    assert [one.card.name for one in found] == ["cnn"]
    assert "mlp/1 cannot be read" in damaged[0] and "torn/1 cannot be read" in damaged[1]
    assert "cannot be read as a card" in damaged[2]


def test_no_folder_is_no_export(tmp_path):
    assert read_exports(tmp_path / "nowhere") == ([], [])


def test_epochs_are_without_the_columns_of_a_validation_that_was_not_made(tmp_path):
    (tmp_path / "history.csv").write_text("epoch,loss,val_loss\n0,0.5,NA\n1,0.25,NA\n")
    assert read_history(tmp_path / "history.csv") == [{"epoch": 0, "loss": 0.5}, {"epoch": 1, "loss": 0.25}]


def test_the_speed_is_that_of_one_image_at_a_time(write_export, tmp_path):
    write_export("cnn", 0.9)
    (tmp_path / SPEED_FILE).write_text(
        "export,runtime,batch,milliseconds,machine\n"
        'cnn/1,litert,1,0.5,"a machine, 2 cores"\n'
        'cnn/1,litert,32,0.1,"a machine, 2 cores"\n'
        'cnn/1,tensorflow,1,2.0,"a machine, 2 cores"\n'
    )
    [[one], _] = read_exports(tmp_path)
    assert one.speed == read_speeds(tmp_path / SPEED_FILE)["cnn/1"]
    assert one.speed.milliseconds == {"litert": 0.5, "tensorflow": 2.0} and one.speed.machine == "a machine, 2 cores"


def test_confusions_of_images_and_of_photos_are_read_alike():
    of_images = confusion_cells({"confusion": [[3, 1], [0, 0]]}, ("Coat", "Shirt"))
    assert of_images[:2] == [Cell("Coat", "Coat", 3, 0.75), Cell("Coat", "Shirt", 1, 0.25)]
    assert [cell.share for cell in of_images[2:]] == [0, 0]
    of_photos = confusion_cells({"confusion": {"Parka": {"Coat": 2}}}, ("Coat", "Shirt"))
    assert of_photos == [Cell("Parka", "Coat", 2, 1.0), Cell("Parka", "Shirt", 0, 0.0)]


def test_most_confused_are_mistakes_that_were_made():
    cells = confusion_cells({"confusion": [[90, 1, 0], [7, 9, 2], [0, 0, 5]]}, tuple("abc"))
    assert [(cell.true, cell.predicted) for cell in most_confused(cells, 2)] == [("b", "a"), ("b", "c")]
    assert len(most_confused(cells, 9)) == 3
