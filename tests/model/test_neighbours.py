from dataclasses import replace

import numpy as np
import pytest

from data.fashion_mnist import load_fashion_mnist
from data.labels import CLASS_NAMES
from data.photos.garment import DATASET_FORM, Garment
from model import neighbours as neighbours_module
from model.exports.card import ExportError
from model.exports.store import EXPORTED, export_digest, find_export, list_exports
from model.neighbours import (
    NEIGHBOURS_FILE,
    CompactEmbeddings,
    Neighbours,
    Reference,
    embed_images,
    find_neighbours,
    reference_images,
)
from model.predictor import Predictor

REMAKE = "Run: python -m training.neighbours"


@pytest.fixture
def spaces(monkeypatch):
    """No export has been asked yet in this process."""
    monkeypatch.setattr(neighbours_module, "_SPACES", {})


def as_garment(image):
    return Garment(np.repeat(image[..., None], 3, axis=2), np.where(image > 0, 255, 0).astype(np.uint8), DATASET_FORM)


def test_the_file_that_ships_is_small_and_balanced_and_has_no_photos():
    reference = reference_images()
    assert NEIGHBOURS_FILE.stat().st_size < 2_000_000
    assert reference.images.shape == (1000, 28, 28) and reference.images.dtype == np.uint8
    assert np.bincount(reference.labels).tolist() == [100] * len(CLASS_NAMES)


def test_the_file_that_ships_has_the_embeddings_of_every_export_that_ships():
    embeddings = reference_images().embeddings
    expected = {f"{path.parent.name}/{path.name}": export_digest(path) for path in list_exports(EXPORTED)}
    assert {name: compact.digest for name, compact in embeddings.items()} == expected, REMAKE


@pytest.mark.fashion_mnist
def test_the_images_are_validation_images(fashion_mnist_dir):
    known = {image.tobytes() for image in load_fashion_mnist(fashion_mnist_dir).validation.images}
    assert all(image.tobytes() in known for image in reference_images().images)


@pytest.mark.parametrize("export", ["photo", "mlp", "tiny"])
def test_stored_embeddings_are_those_of_the_export(export):
    predictor = Predictor(find_export(export), "litert")
    reference = reference_images()
    some = slice(0, 40)
    made = embed_images(predictor, reference.images[some])
    stored = reference.embeddings[predictor.card.id].restored()
    mean = stored.mean(axis=0)
    cosines = [
        ((one - mean) * (made - mean)).sum(axis=1)
        / np.linalg.norm(one - mean, axis=1)
        / np.linalg.norm(made - mean, axis=1)
        for one in (stored[some], made)
    ]
    assert np.abs(cosines[0] - cosines[1]).max() < 0.05


@pytest.mark.parametrize("export", ["photo", "tiny"])
def test_an_image_of_the_file_is_most_similar_to_itself(export, spaces):
    predictor, reference = Predictor.load(export, "litert"), reference_images()
    found = find_neighbours(predictor, as_garment(reference.images[123]), 5)
    assert (found.images[0] == reference.images[123]).all() and found.labels[0] == reference.labels[123]
    assert found.similarities[0] > 0.97 and (np.diff(found.similarities) <= 0).all() and len(found.images) == 5
    assert found.closeness == "near"


def test_stored_embeddings_need_no_computation_and_others_are_computed_once(spaces, monkeypatch):
    predictor = Predictor.load("tiny", "litert")
    computed = []
    monkeypatch.setattr(
        neighbours_module, "embed_images", lambda *asked: computed.append(asked) or embed_images(*asked)
    )
    garment = as_garment(reference_images().images[7])
    stored = find_neighbours(predictor, garment)
    assert computed == []
    empty = replace(reference_images(), embeddings={"tiny/2": CompactEmbeddings("another", np.zeros(0), np.zeros(0))})
    monkeypatch.setattr(neighbours_module, "reference_images", lambda: empty)
    monkeypatch.setattr(neighbours_module, "_SPACES", {})
    again = [find_neighbours(predictor, garment) for _ in range(2)]
    assert len(computed) == 1, "the embeddings of an export with another digest are not used"
    assert (again[0].labels == stored.labels).all()
    assert again[0].similarities == pytest.approx(stored.similarities, abs=0.02)


def test_an_export_without_embeddings_has_no_neighbours(monkeypatch):
    predictor = Predictor.load("tiny", "litert")
    monkeypatch.delitem(predictor._output_shapes, "embed")
    assert find_neighbours(predictor, as_garment(reference_images().images[0])) is None


@pytest.mark.parametrize(("similarity", "closeness"), [(0.9, "near"), (0.7, "far"), (0.2, "unlike")])
def test_how_close_the_nearest_image_is_is_told_by_what_is_usual(similarity, closeness):
    images, labels = np.zeros((1, 28, 28), np.uint8), np.zeros(1, np.uint8)
    assert Neighbours(images, labels, np.array([similarity]), usual=0.8).closeness == closeness


def test_embeddings_of_few_dimensions_come_back_almost_as_they_were():
    embeddings = np.random.default_rng(1).normal(3, 2, (300, 20)).astype(np.float32)
    compact = CompactEmbeddings.of(embeddings, "x")
    assert compact.scores.dtype == np.int8 and compact.components.dtype == np.float16
    assert np.abs(compact.restored() - embeddings).max() < 0.15


def test_a_file_comes_back_as_it_was_written_and_a_damaged_one_is_an_error(tmp_path):
    embeddings = {"a/1": CompactEmbeddings.of(np.random.default_rng(1).random((4, 3)), "d")}
    written = Reference(np.ones((4, 28, 28), np.uint8), np.arange(4, dtype=np.uint8), embeddings)
    written.write(tmp_path / "a.npz")
    read = Reference.read(tmp_path / "a.npz")
    assert (read.images == 1).all() and read.labels.tolist() == [0, 1, 2, 3]
    assert read.embeddings["a/1"].digest == "d"
    assert (read.embeddings["a/1"].restored() == embeddings["a/1"].restored()).all()
    (tmp_path / "a.npz").write_bytes(b"PK no")
    for file in (tmp_path / "a.npz", tmp_path / "none.npz"):
        with pytest.raises(ExportError, match="Restore it: python -m training.neighbours"):
            Reference.read(file)
