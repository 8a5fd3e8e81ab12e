import numpy as np
import pytest

from data.fashion_mnist import DataError, load_fashion_mnist
from model.metrics import softmax
from training.config import train_config
from training.run import Run, RunError
from training.train import train

IMAGES = 480


@pytest.fixture
def teacher(tmp_path):
    """A teacher whose answers are all different."""
    logits = np.random.default_rng(0).normal(0, 2, (IMAGES, 10)).astype(np.float16)
    np.savez(tmp_path / "teacher.npz", logits=logits)
    return tmp_path / "teacher.npz"


def config_with(teacher, *settings):
    plain = ["flip=none", "shift=0", "units=8", "train_images=0", f"teacher={teacher}", "teacher_temperature=3"]
    return train_config("mlp", "smoke", [*plain, *settings])


def test_every_image_is_taught_with_its_label_and_its_own_row(teacher, tmp_path, drawn_dir, quiet, monkeypatch):
    class SeenError(Exception):
        pass

    batches = []

    def look(config, run, make_batches, steps, batch_size, console, **options):
        stream = make_batches(0)
        batches.extend(next(stream) for _ in range(steps))
        raise SeenError

    monkeypatch.setattr("training.train.fit", look)
    with pytest.raises(SeenError):
        train(config_with(teacher, "train_fraction=0.5"), tmp_path / "run", data_dir=drawn_dir, console=quiet)
    splits = load_fashion_mnist(drawn_dir)
    place_of = {image.tobytes(): place for image, place in zip(splits.train.images, splits.train_indices, strict=True)}
    label_of = {image.tobytes(): label for image, label in zip(splits.train.images, splits.train.labels, strict=True)}
    rows = softmax(np.load(teacher)["logits"].astype(np.float32), 3.0)
    count = 0
    for image, target in ((image, target) for batch in batches for image, target in zip(*batch, strict=True)):
        assert target[:10].argmax() == label_of[image.tobytes()] and target[:10].sum() == 1
        assert target[10:] == pytest.approx(rows[place_of[image.tobytes()]], abs=1e-6)
        count += 1
    assert count == 192  # three batches of 64 of the 220


def test_a_run_is_not_resumed_with_another_teacher(teacher, tmp_path, drawn_dir, quiet):
    config = config_with(teacher, "epochs=1", "train_images=64")
    train(config, tmp_path / "run", data_dir=drawn_dir, console=quiet)
    (tmp_path / "run" / "result.json").unlink()
    np.savez(teacher, logits=np.zeros((IMAGES, 10), np.float16))
    with pytest.raises(RunError, match="another teacher"):
        train(config, tmp_path / "run", resume=True, console=quiet)


@pytest.mark.parametrize(
    ("arrays", "complaint"),
    [
        ({"answers": np.zeros((IMAGES, 10))}, "cannot be read.*Name a file with logits"),
        ({"logits": np.zeros((IMAGES - 1, 10))}, r"shape \(479, 10\); expected finite ones of shape \(480, 10\)"),
        ({"logits": np.full((IMAGES, 10), np.inf)}, "expected finite ones"),
        (None, "cannot be read"),
    ],
)
def test_a_file_that_is_no_teacher_leaves_no_run_behind(arrays, complaint, tmp_path, drawn_dir, quiet):
    if arrays:
        np.savez(tmp_path / "teacher.npz", **arrays)
    with pytest.raises(DataError, match=complaint):
        train(config_with(tmp_path / "teacher.npz"), tmp_path / "run", data_dir=drawn_dir, console=quiet)
    assert not (tmp_path / "run").exists()


def test_the_export_names_the_teacher(teacher, tmp_path, drawn_dir, quiet):
    from model.card import Card
    from training.publish import export_run

    train(config_with(teacher, "epochs=1"), tmp_path / "run", data_dir=drawn_dir, console=quiet)
    card = Card.read(export_run(Run(tmp_path / "run"), tmp_path / "taught" / "1"))
    assert card.data["teacher"]["file"] == str(teacher) and len(card.data["teacher"]["sha256"]) == 64
