import gzip
import hashlib
import json
import shutil
import struct

import numpy as np
import pytest

from data.drawn.__main__ import main
from data.drawn.clothes import sketch
from data.drawn.dataset import draw_garment, write_drawn_dataset
from data.drawn.drawing import draw_shape
from data.errors import DataError
from data.fashion_mnist import load_fashion_mnist

FILES = {
    f"{prefix}-{kind}-ubyte.gz": count
    for prefix, count in (("train", 40), ("t10k", 20))
    for kind in ("images-idx3", "labels-idx1")
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("drawn")
    write_drawn_dataset(folder, train=40, test=20, seed=3)
    return folder


def pixels(folder, prefix):
    content = gzip.decompress((folder / f"{prefix}-images-idx3-ubyte.gz").read_bytes())
    return np.frombuffer(content, np.uint8, offset=16).reshape(-1, 28, 28)


@pytest.mark.parametrize("label", range(10))
def test_a_garment_is_centred_and_its_longest_edge_fills_the_frame(label):
    for seed in range(5):
        image = draw_garment(label, seed)
        assert image.shape == (28, 28) and image.dtype == np.uint8
        rows, columns = (np.flatnonzero(image.max(axis=axis) > 15) for axis in (1, 0))
        assert max(np.ptp(rows), np.ptp(columns)) >= 26
        assert abs(rows.sum() / len(rows) - 13.5) < 2.5 and abs(columns.sum() / len(columns) - 13.5) < 2.5


@pytest.mark.parametrize("label", range(10))
def test_a_garment_depends_on_its_seed_alone(label):
    assert (draw_garment(label, 1) == draw_garment(label, 1)).all()
    assert (draw_garment(label, 1) != draw_garment(label, 2)).any()


def test_classes_have_distinct_shapes():
    mean = [np.mean([draw_garment(label, seed) > 15 for seed in range(10)], axis=0) for label in range(10)]
    assert mean[1][20:, 13:15].mean() < 0.2  # trousers have two legs ...
    assert mean[3][20:, 13:15].mean() > 0.8  # ... and a dress has none
    assert mean[0][22:, :5].mean() < 0.1 < mean[2][16:24, :5].mean()  # a T-shirt has short sleeves
    assert mean[7][:8].mean() < 0.02 < mean[9][:8].mean()  # a sneaker is low, an ankle boot is high
    assert mean[9][5, :10].sum() < mean[9][5, 14:24].sum()  # and its toe points to the left
    assert mean[5].mean() < 0.7 * mean[7].mean()  # a sandal is open


def test_a_label_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="label=10"):
        draw_garment(10, 0)


def test_a_shape_follows_its_matrix_and_its_materials_sum_to_the_mask():
    parts = sketch(1, np.random.default_rng(0))
    upright = draw_shape(parts, np.array([[80.0, 0, 50], [0, 80, 50]]), 100, 100)
    lying = draw_shape(parts, np.array([[0.0, 80, 50], [-80, 0, 50]]), 100, 100)
    assert np.allclose(upright.materials.sum(axis=2), upright.mask, atol=1e-3)
    assert np.ptp(np.nonzero(upright.mask > 0.5)[0]) == pytest.approx(80, abs=2)
    assert np.ptp(np.nonzero(lying.mask > 0.5)[1]) == pytest.approx(80, abs=2)


def test_the_files_are_in_the_official_format(folder):
    for name, count in FILES.items():
        content = gzip.decompress((folder / name).read_bytes())
        if "images" in name:
            assert struct.unpack(">4I", content[:16]) == (2051, count, 28, 28) and len(content) == 16 + count * 784
        else:
            assert struct.unpack(">2I", content[:8]) == (2049, count)
            labels = np.frombuffer(content, np.uint8, offset=8)
            assert (np.bincount(labels, minlength=10) == count // 10).all()
            assert (np.diff(labels.astype(int)) != 1).any(), "labels are not shuffled"


def test_dataset_json_has_the_name_and_the_md5_of_every_file(folder):
    manifest = json.loads((folder / "dataset.json").read_text())
    assert manifest["name"] == "drawn-garments"
    sums = {name: hashlib.md5((folder / name).read_bytes()).hexdigest() for name in FILES}
    assert manifest["files"] == sums


def test_the_same_seed_writes_the_same_bytes_and_another_seed_other_images(folder, tmp_path):
    write_drawn_dataset(tmp_path / "again", train=40, test=20, seed=3)
    write_drawn_dataset(tmp_path / "other", train=40, test=20, seed=4)
    assert all((tmp_path / "again" / n).read_bytes() == (folder / n).read_bytes() for n in (*FILES, "dataset.json"))
    assert (pixels(tmp_path / "other", "train") != pixels(folder, "train")).any()


def test_no_test_image_is_among_the_training_images(folder):
    train = {image.tobytes() for image in pixels(folder, "train")}
    assert train.isdisjoint(image.tobytes() for image in pixels(folder, "t10k"))


def test_the_written_folder_loads_like_fashion_mnist_but_under_its_own_name(folder):
    splits = load_fashion_mnist(folder)
    assert splits.name == splits.test.name == "drawn-garments"
    assert len(splits.train) + len(splits.validation) == 40
    assert (splits.test.images == pixels(folder, "t10k")).all()


@pytest.mark.parametrize("name", FILES)
def test_a_changed_byte_in_any_file_is_refused(folder, tmp_path, name):
    copy = shutil.copytree(folder, tmp_path / "copy")
    content = bytearray((copy / name).read_bytes())
    content[len(content) // 2] ^= 1
    (copy / name).write_bytes(content)
    with pytest.raises(DataError, match=name):
        load_fashion_mnist(copy)


def test_a_folder_in_use_and_a_file_are_refused_and_left_alone(tmp_path):
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Ada")
    for taken in (tmp_path, letter):
        with pytest.raises(DataError, match=f"{taken.name} is not an empty folder"):
            write_drawn_dataset(taken, train=10, test=10)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"] and letter.read_text() == "Dear Ada"


def test_the_command_writes_a_data_set_and_refuses_a_folder_in_use(tmp_path, capsys):
    target = tmp_path / "new"
    assert main([str(target), "--train", "10", "--test", "10"]) == 0
    before = (target / "dataset.json").read_bytes()
    assert main([str(target), "--seed", "5"]) == 2
    assert "not an empty folder" in capsys.readouterr().err
    assert (target / "dataset.json").read_bytes() == before


@pytest.mark.parametrize("option", [("--train", "9"), ("--test", "-1"), ("--seed", "-1"), ("--seed", "many")])
def test_the_command_refuses_numbers_out_of_range(tmp_path, capsys, option):
    with pytest.raises(SystemExit) as stopped:
        main([str(tmp_path / "new"), *option])
    assert stopped.value.code == 2 and option[0] in capsys.readouterr().err
    assert not (tmp_path / "new").exists()
