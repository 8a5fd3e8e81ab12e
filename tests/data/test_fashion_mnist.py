import gzip
import hashlib
import json
import shutil

import numpy as np
import pytest

from data import fashion_mnist_files
from data.errors import DataError
from data.fashion_mnist import load_fashion_mnist
from data.fashion_mnist_files import OFFICIAL_MD5, TEST_LABELS, TRAIN_IMAGES, UNPACKED_MD5


def test_a_drawn_folder_is_read_under_its_own_name(drawn_dir):
    splits = load_fashion_mnist(drawn_dir)
    assert splits.name == "drawn-garments"
    assert (len(splits.train), len(splits.validation), len(splits.test)) == (440, 40, 100)
    assert splits.train.images.shape[1:] == (28, 28) and splits.train.images.dtype == np.uint8


def test_the_environment_variable_names_a_folder(drawn_dir, monkeypatch):
    monkeypatch.setenv("FASHION_MNIST_DIR", str(drawn_dir))
    assert load_fashion_mnist().directory == drawn_dir


def test_a_named_folder_that_is_missing_is_refused_not_skipped(tmp_path, drawn_dir, monkeypatch):
    monkeypatch.setenv("FASHION_MNIST_DIR", str(drawn_dir))
    with pytest.raises(DataError, match="--data-dir names .*nowhere"):
        load_fashion_mnist(tmp_path / "nowhere")


def test_without_dataset_json_the_official_sums_hold(drawn_dir, tmp_path):
    shutil.copytree(drawn_dir, tmp_path / "copy")
    (tmp_path / "copy" / "dataset.json").unlink()
    with pytest.raises(DataError, match=f"MD5 .*expected {OFFICIAL_MD5[TRAIN_IMAGES]}"):
        load_fashion_mnist(tmp_path / "copy")


def test_one_changed_byte_is_noticed(drawn_dir, tmp_path):
    folder = tmp_path / "copy"
    shutil.copytree(drawn_dir, folder)
    content = bytearray((folder / TEST_LABELS).read_bytes())
    content[-1] ^= 1
    (folder / TEST_LABELS).write_bytes(content)
    with pytest.raises(DataError, match="t10k-labels.*MD5"):
        load_fashion_mnist(folder)


def test_a_missing_file_is_named(drawn_dir, tmp_path):
    folder = tmp_path / "copy"
    shutil.copytree(drawn_dir, folder)
    (folder / TEST_LABELS).unlink()
    with pytest.raises(DataError, match="t10k-labels.*cannot be read"):
        load_fashion_mnist(folder)


@pytest.mark.parametrize("content", ["[]", "{", json.dumps({"name": "x", "files": {}})])
def test_a_damaged_description_is_refused(drawn_dir, tmp_path, content):
    folder = tmp_path / "copy"
    shutil.copytree(drawn_dir, folder)
    (folder / "dataset.json").write_text(content)
    with pytest.raises(DataError, match=r"dataset\.json should hold"):
        load_fashion_mnist(folder)


def test_no_data_and_no_download_says_what_to_do():
    with pytest.raises(DataError, match="--data-dir or FASHION_MNIST_DIR"):
        load_fashion_mnist(download=False)


def unpack(source, target, dot=False):
    """Copies the four files, unpacked, and returns their MD5 by name."""
    target.mkdir()
    sums = {}
    for file in OFFICIAL_MD5:
        name = file.removesuffix(".gz").replace("-idx", ".idx" if dot else "-idx")
        content = gzip.decompress((source / file).read_bytes())
        (target / name).write_bytes(content)
        sums[name] = hashlib.md5(content).hexdigest()
    return sums


@pytest.mark.parametrize("dot", [False, True])
def test_unpacked_files_are_checked_against_the_official_sums(drawn_dir, tmp_path, monkeypatch, dot):
    sums = unpack(drawn_dir, tmp_path / "unpacked", dot)
    with pytest.raises(DataError, match=f"train-images.*{UNPACKED_MD5[TRAIN_IMAGES]}"):
        load_fashion_mnist(tmp_path / "unpacked")
    monkeypatch.setattr(fashion_mnist_files, "UNPACKED_MD5", dict(zip(OFFICIAL_MD5, sums.values(), strict=True)))
    splits = load_fashion_mnist(tmp_path / "unpacked")
    assert splits.name == "fashion-mnist" and splits.checksums == OFFICIAL_MD5  # the same data, so the same runs
    assert (splits.test.images == load_fashion_mnist(drawn_dir).test.images).all()


def test_unpacked_files_in_the_usual_folder_are_found(drawn_dir, tmp_path, monkeypatch):
    (tmp_path / "home" / "datasets").mkdir(parents=True)
    sums = unpack(drawn_dir, tmp_path / "home" / "datasets" / "fashion-mnist", dot=True)
    monkeypatch.setattr(fashion_mnist_files, "UNPACKED_MD5", dict(zip(OFFICIAL_MD5, sums.values(), strict=True)))
    assert len(load_fashion_mnist(download=False).test) == 100


def test_a_described_folder_may_be_unpacked_and_is_checked_likewise(drawn_dir, tmp_path):
    folder = tmp_path / "unpacked"
    sums = unpack(drawn_dir, folder, dot=True)
    (folder / "dataset.json").write_text(json.dumps({"name": "mine", "files": sums}))
    splits = load_fashion_mnist(folder)
    assert splits.name == "mine" and list(splits.checksums.values()) == list(sums.values())
    (folder / next(iter(sums))).write_bytes(b"altered")
    with pytest.raises(DataError, match=r"train-images\.idx3-ubyte has the MD5"):
        load_fashion_mnist(folder)


def test_a_description_that_claims_to_be_official_must_have_the_official_sums(drawn_dir, tmp_path):
    folder = shutil.copytree(drawn_dir, tmp_path / "copy")
    content = json.loads((folder / "dataset.json").read_text()) | {"name": "fashion-mnist"}
    (folder / "dataset.json").write_text(json.dumps(content))
    with pytest.raises(DataError, match="claims to be fashion-mnist"):
        load_fashion_mnist(folder)


@pytest.mark.fashion_mnist
def test_the_official_files_split_into_55000_5000_and_10000(fashion_mnist_dir):
    splits = load_fashion_mnist(fashion_mnist_dir)
    assert (len(splits.train), len(splits.validation), len(splits.test)) == (55_000, 5_000, 10_000)
    assert np.bincount(splits.validation.labels).tolist() == [500] * 10
    assert splits.name == "fashion-mnist"


@pytest.mark.fashion_mnist
@pytest.mark.slow
def test_the_sums_of_the_unpacked_files_are_those_of_the_official_ones(fashion_mnist_dir, tmp_path):
    unpack(fashion_mnist_dir, tmp_path / "unpacked")
    assert load_fashion_mnist(tmp_path / "unpacked").name == "fashion-mnist"
