import shutil
import sys

import numpy as np
import pytest

from data.fashion_mnist import load_fashion_mnist
from model.exports.store import EXPORTED, export_digest
from model.neighbours import Reference
from training import neighbours
from training.neighbours import build_reference, choose_images


@pytest.fixture
def two_exports(tmp_path):
    """A folder with two of the exports that ship, which are quick."""
    for name in ("tiny", "mlp"):
        shutil.copytree(EXPORTED / name, tmp_path / "exported" / name)
    return tmp_path / "exported"


def test_as_many_images_of_each_class_are_chosen_and_the_same_ones_each_time(drawn_dir):
    validation = load_fashion_mnist(drawn_dir).validation
    chosen = choose_images(validation, 3)
    assert np.bincount(chosen.labels).tolist() == [3] * 10
    assert (choose_images(validation, 3).images == chosen.images).all()
    known = {image.tobytes() for image in validation.images}
    assert all(image.tobytes() in known for image in chosen.images)


def test_every_export_of_a_folder_embeds_the_images(drawn_dir, two_exports):
    chosen = choose_images(load_fashion_mnist(drawn_dir).validation, 2)
    reference = build_reference(chosen, two_exports)
    assert {name: one.restored().shape for name, one in reference.embeddings.items()} == {
        "tiny/2": (20, 54),
        "mlp/3": (20, 256),
    }
    assert reference.embeddings["tiny/2"].digest == export_digest(two_exports / "tiny" / "2")


def test_the_command_writes_the_file(drawn_dir, two_exports, tmp_path, monkeypatch, capsys):
    file = tmp_path / "neighbours.npz"
    monkeypatch.setattr(neighbours, "choose_images", lambda validation: choose_images(validation, 2))
    monkeypatch.setattr(neighbours, "build_reference", lambda chosen: build_reference(chosen, two_exports))
    monkeypatch.setattr(sys, "argv", ["neighbours", "--data-dir", str(drawn_dir), "--out", str(file)])
    neighbours.main()
    assert len(Reference.read(file).images) == 20
    assert "20 images, mlp/3, tiny/2" in capsys.readouterr().out
