import numpy as np
import pytest

from data.drawn.dataset import write_drawn_dataset
from data.errors import DataError
from data.fashion_mnist import load_fashion_mnist
from model.metrics import softmax
from model.networks.config import ConfigError
from training.callbacks import predict_logits
from training.config import train_config
from training.distillation import write_targets
from training.fitting import load_trained
from training.options import Objective
from training.run import Run, RunError
from training.teacher import SHIPPED, load_teacher, teacher_digest
from training.train import network_inputs, train, training_indices

IMAGES = 480


@pytest.fixture
def teacher(tmp_path):
    """A teacher with other logits for every image."""
    logits = np.random.default_rng(0).normal(0, 2, (IMAGES, 10)).astype(np.float16)
    np.savez(tmp_path / "teacher.npz", logits=logits)
    return tmp_path / "teacher.npz"


def config_with(teacher, *settings):
    plain = ["flip=none", "shift=0", "units=8", "train_images=0", f"teacher={teacher}", "teacher_temperature=3"]
    return train_config("mlp", "smoke", [*plain, *settings])


def test_every_image_has_its_label_and_its_own_row_as_targets(teacher, tmp_path, drawn_dir, quiet, monkeypatch):
    class SeenError(Exception):
        pass

    batches = []

    def look(config, run, make_batches, steps, batch_size, console, **options):
        stream = make_batches(0)
        batches.extend(next(stream) for _ in range(steps))
        raise SeenError

    monkeypatch.setattr("training.train.fit", look)
    with pytest.raises(SeenError):
        train(config_with(teacher, "train_images=220"), tmp_path / "run", data_dir=drawn_dir, console=quiet)
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


@pytest.mark.slow
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
        ({"predictions": np.zeros((IMAGES, 10))}, "cannot be read.*Name a file with logits"),
        (
            {"logits": np.zeros((IMAGES - 1, 10))},
            r"Expected finite logits of shape \(480, 10\).*shape \(479, 10\)",
        ),
        ({"logits": np.full((IMAGES, 10), np.inf)}, "Expected finite logits"),
        (None, "cannot be read"),
    ],
)
def test_a_file_that_is_not_a_teacher_leaves_no_run_behind(arrays, complaint, tmp_path, drawn_dir, quiet):
    if arrays:
        np.savez(tmp_path / "teacher.npz", **arrays)
    with pytest.raises(DataError, match=complaint):
        train(config_with(tmp_path / "teacher.npz"), tmp_path / "run", data_dir=drawn_dir, console=quiet)
    assert not (tmp_path / "run").exists()


@pytest.mark.slow
def test_the_export_names_the_teacher(teacher, tmp_path, drawn_dir, quiet):
    from model.exports.card import Card
    from training.export_run import export_run

    train(config_with(teacher, "epochs=1"), tmp_path / "run", data_dir=drawn_dir, console=quiet)
    card = Card.read(export_run(Run(tmp_path / "run"), tmp_path / "distilled" / "1"))
    assert card.data["teacher"]["file"] == str(teacher) and len(card.data["teacher"]["sha256"]) == 64


@pytest.fixture
def trained(tmp_path, drawn_dir, quiet):
    """Trains a small network without a part of the images, or with all; returns its run."""

    def run(name, *settings, model="softmax_regression", data=drawn_dir):
        train(
            train_config(model, "smoke", ["epochs=1", "train_images=0", *settings]),
            tmp_path / name,
            data_dir=data,
            console=quiet,
        )
        return Run(tmp_path / name)

    return run


def test_logits_of_an_image_come_from_the_runs_that_were_not_trained_on_it(trained, tmp_path, drawn_dir):
    halves = [trained("first", "holdout_part=1/2"), trained("second", "holdout_part=2/2", "seed=1")]
    splits = load_fashion_mnist(drawn_dir)
    seen = [training_indices(run.config(), splits) for run in halves]
    assert sorted(np.concatenate(seen)) == list(range(len(splits.train)))
    written = write_targets(halves, tmp_path / "targets" / "teacher.npz")
    assert written["crossed"] == 1 and written["n"] == len(splits.train)
    logits = np.load(tmp_path / "targets" / "teacher.npz")["logits"]
    assert logits.shape == (IMAGES, 10) and logits.dtype == np.float16
    for run, other in zip(halves, reversed(seen), strict=True):
        model = load_trained(run, run.config().model)
        own = predict_logits(model, network_inputs(run.config(), splits.train.take(other)))
        assert logits[splits.train_indices[other]] == pytest.approx(own, abs=1e-2)


@pytest.mark.slow
def test_runs_that_were_trained_on_everything_are_averaged(trained, teacher, tmp_path, drawn_dir):
    distilled = trained("two", "seed=1", "holdout_part=1/2", f"teacher={teacher}")  # its teacher knows every image
    written = write_targets([trained("one"), distilled], tmp_path / "both.npz")
    write_targets([Run(tmp_path / "one")], tmp_path / "one.npz")
    write_targets([Run(tmp_path / "two")], tmp_path / "two.npz")
    one, two, both = (np.load(tmp_path / f"{name}.npz")["logits"].astype(float) for name in ("one", "two", "both"))
    rows = load_fashion_mnist(drawn_dir).train_indices
    assert written["crossed"] == 0 and both[rows] == pytest.approx((one + two)[rows] / 2, abs=1e-2)


@pytest.mark.slow
def test_runs_on_different_data_are_not_averaged(trained, tmp_path, drawn_dir):
    write_drawn_dataset(tmp_path / "other", train=IMAGES, test=100, seed=5)
    runs = [trained("one"), trained("two", data=tmp_path / "other")]
    with pytest.raises(RunError, match="different data sets"):
        write_targets(runs, tmp_path / "teacher.npz")
    assert not (tmp_path / "teacher.npz").exists()


@pytest.mark.parametrize("part", ["0/4", "5/4", "1/1", "2", "a/b"])
def test_a_holdout_part_that_does_not_exist_is_refused(part):
    with pytest.raises(ConfigError, match="one part of several, like 2/4"):
        train_config("mlp", "smoke", [f"holdout_part={part}"])


def test_the_shipped_teacher_has_a_row_for_every_official_image():
    teacher = load_teacher(Objective(teacher=SHIPPED), 60_000, 10)
    assert teacher.sha256 == teacher_digest(Objective(teacher=SHIPPED))
    assert teacher.probabilities.shape == (60_000, 10) and (teacher.probabilities.max(axis=1) > 0.5).mean() > 0.9
