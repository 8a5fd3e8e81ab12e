import gzip
import json
import shutil
import struct

import numpy as np
import pytest

from data.fashion_mnist import (
    OFFICIAL_MD5,
    TEST_LABELS,
    DataError,
    load_fashion_mnist,
    parse_images,
    parse_labels,
    stratified_parts,
    stratified_split,
)


def idx_labels(labels, magic=0x801, count=None):
    return gzip.compress(struct.pack(">2I", magic, len(labels) if count is None else count) + bytes(labels))


def idx_images(images, magic=0x803):
    return gzip.compress(struct.pack(">4I", magic, *images.shape) + images.tobytes())


def test_a_split_is_stratified_and_the_same_every_time():
    labels = np.repeat(np.arange(10), 60)
    train, validation = stratified_split(labels, 1 / 12)
    assert np.bincount(labels[validation]).tolist() == [5] * 10
    assert not set(train) & set(validation) and len(train) + len(validation) == 600
    assert (stratified_split(labels, 1 / 12)[1] == validation).all()


def test_parts_are_of_all_classes_shuffled_and_the_same_every_time():
    labels = np.repeat(np.arange(10), 60)
    parts = stratified_parts(labels, 4)
    assert all(np.bincount(labels[parts == part]).tolist() == [15] * 10 for part in range(4))
    assert len(set(parts[:15])) > 1 and parts[:4].tolist() != [0, 1, 2, 3]
    assert (stratified_parts(labels, 4) == parts).all()


def test_a_drawn_folder_is_read_under_its_own_name(drawn_dir):
    splits = load_fashion_mnist(drawn_dir)
    assert splits.name == "drawn-garments"
    assert (len(splits.train), len(splits.validation), len(splits.test)) == (440, 40, 100)
    assert splits.train.images.shape[1:] == (28, 28) and splits.train.images.dtype == np.uint8


def test_the_variable_names_a_folder_too(drawn_dir, monkeypatch):
    monkeypatch.setenv("FASHION_MNIST_DIR", str(drawn_dir))
    assert load_fashion_mnist().directory == drawn_dir


def test_a_named_folder_that_is_missing_is_refused_not_passed_over(tmp_path, drawn_dir, monkeypatch):
    monkeypatch.setenv("FASHION_MNIST_DIR", str(drawn_dir))
    with pytest.raises(DataError, match="--data-dir names .*nowhere"):
        load_fashion_mnist(tmp_path / "nowhere")


def test_without_dataset_json_the_official_sums_hold(drawn_dir, tmp_path):
    shutil.copytree(drawn_dir, tmp_path / "copy")
    (tmp_path / "copy" / "dataset.json").unlink()
    with pytest.raises(DataError, match=f"MD5 .*expected {next(iter(OFFICIAL_MD5.values()))}"):
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


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "ends inside its header"),
        (b"<html>404</html>", "not a whole gzip file"),
        (idx_labels([1, 2], magic=0x803), "magic number 2051; expected 2049"),
        (idx_labels([1, 2], count=3), "does not hold the 3 bytes"),
        (idx_labels([1, 2], count=1), "does not hold the 1 bytes"),
        (idx_labels([1, 2], count=2**32 - 1), "claims 4294967295 entries"),
        (idx_labels([1, 10]), "label 10; expected 0 to 9"),
        (idx_labels([1, 2])[:-1], "does not hold the 2 bytes"),
        (idx_labels([1, 2]) + b"x", "does not hold the 2 bytes"),
    ],
)
def test_a_damaged_label_file_gets_one_sentence(content, complaint):
    with pytest.raises(DataError, match=complaint) as caught:
        parse_labels(content, "labels.gz")
    assert str(caught.value).startswith("labels.gz ")


def test_a_gzip_bomb_is_not_inflated():
    bomb = gzip.compress(struct.pack(">2I", 0x801, 4) + bytes(50_000_000))
    with pytest.raises(DataError, match="does not hold the 4 bytes"):
        parse_labels(bomb, "bomb.gz")


def test_images_of_another_size_are_refused():
    with pytest.raises(DataError, match="32×32 pixels; expected 28×28"):
        parse_images(idx_images(np.zeros((2, 32, 32), np.uint8)), "images.gz")
    images = np.arange(2 * 784, dtype=np.uint32).astype(np.uint8).reshape(2, 28, 28)
    assert (parse_images(idx_images(images), "images.gz") == images).all()


@pytest.mark.fashion_mnist
def test_the_official_files_split_into_55000_5000_and_10000(fashion_mnist_dir):
    splits = load_fashion_mnist(fashion_mnist_dir)
    assert (len(splits.train), len(splits.validation), len(splits.test)) == (55_000, 5_000, 10_000)
    assert np.bincount(splits.validation.labels).tolist() == [500] * 10
    assert splits.name == "fashion-mnist"


@pytest.mark.bad_images
def test_every_damaged_data_set_file_is_refused(bad_images_dir):
    files = sorted((bad_images_dir / "generated" / "dataset_faults").glob("*.gz"))
    assert files
    for file in files:
        if "one_label_changed" in file.name:  # whole and valid: only the checksum can tell
            assert len(parse_labels(file.read_bytes(), file.name)) == 10_000
        else:
            with pytest.raises(DataError):
                parse_labels(file.read_bytes(), file.name)
