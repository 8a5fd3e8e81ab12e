"""Exports with made-up figures, and a predictor that needs no network."""

import numpy as np

from data.labels import CLASS_NAMES
from data.photos.recipes import RECIPES
from model.calibration import Thresholds
from model.exports import store
from model.exports.card import CARD_FILE, Card
from model.exports.store import LITERT_FILE, write_manifest
from model.metrics import classification_report
from model.networks.config import ModelConfig
from model.predictor import Predictor

_SHARE_OF_NONE = 0.02
_LIVE = {"photo": "photo", "fashion-mnist": "cnn"}


class FakePredictor(Predictor):
    """Takes the class and the confidence from a picture's brightness; a blank picture is none of the classes."""

    def __init__(self, card):
        self.card = card
        self.runtime = "litert"
        config = card.architecture
        self._recipe = RECIPES[config.recipe]
        self._image_shape = (config.input_size, config.input_size, config.channels)
        self.directory = store.EXPORTED / card.id
        self._output_shapes = {"logits": (config.outputs,), "embed": (config.outputs,)}
        self._run = self._endpoints

    def _endpoints(self, images):
        probabilities = np.stack([self._probabilities(image[..., :3].astype(float)) for image in images])
        return {"logits": np.log(probabilities), "embed": np.log(probabilities).astype(np.float32)}

    def _probabilities(self, image):
        classes = len(self.card.class_names)
        brightness = image.mean() / 255
        none = 0.9 if image.std() < 1 else _SHARE_OF_NONE
        confidence = (1 - none) * (0.5 + brightness / 3)
        probabilities = np.full(classes + 1, (1 - none - confidence) / (classes - 1))
        probabilities[int(1000 * brightness) % classes] = confidence
        probabilities[classes] = none
        return probabilities


def write_export(root, name, *, photos=False, seed=0, **changes):
    """Writes an export's files, without a network, to ``root/name/1``; ``photo`` and ``cnn`` become live.

    Args:
        root: the folder of all exports.
        name: the export's name.
        photos: whether its card has figures on photos.
        seed: of its figures on test images.
        changes: replace fields of its card.
    """
    metrics = {"test": {"dataset": "fashion-mnist", **_test_figures(seed)}}
    if photos:
        metrics["photos"] = {"dataset": "drawn photos", **PHOTO_FIGURES}
    fields = {
        "name": name,
        "version": 1,
        "role": "made up for tests",
        "parameters": 1234 + seed,
        "architecture": ModelConfig("photo_cnn", 32, 4, "cut-out", len(CLASS_NAMES), rejects=True),
        "training": {"epochs": 2, "photos": {"folds": 2}},
        "class_names": CLASS_NAMES,
        "temperature": 1.0,
        "thresholds": Thresholds(unsure=0.4, not_clothing=0.5),
        "metrics": metrics,
        "data": {"name": "fashion-mnist", "md5": {"train-images-idx3-ubyte.gz": "0" * 32}},
        "seed": seed,
        "seconds": 600.0,
        "environment": {"processor": "a processor", "cores": 2},
        "date": "2026-01-02",
    }
    card = Card(**(fields | changes))
    directory = root / name / "1"
    (directory / CARD_FILE).parent.mkdir(parents=True)
    (directory / CARD_FILE).write_text(card.to_json(), "utf-8")
    (directory / LITERT_FILE).write_bytes(b"0" * 2_000_000)
    (directory / "saved_model.pb").write_bytes(b"0" * 3_000_000)
    write_manifest(directory)
    live = [f'{job} = "{name}/1"\n' for job, name in _LIVE.items() if (root / name).is_dir()]
    (root / "live.toml").write_text("".join(live), "utf-8")
    return directory


def _test_figures(seed):
    """A report on 200 images, of which one in five or so is taken for the class after its own."""
    generator = np.random.default_rng(seed)
    labels = np.repeat(np.arange(len(CLASS_NAMES)), 20)
    wrong = generator.random(len(labels)) < 0.2
    probabilities = np.full((len(labels), len(CLASS_NAMES)), 0.02)
    probabilities[np.arange(len(labels)), (labels + wrong) % len(CLASS_NAMES)] = 0.82
    return classification_report(probabilities, labels, CLASS_NAMES)


PHOTO_FIGURES = {
    "n": 40,
    "accuracy": 0.75,
    "accuracy_interval": [0.6, 0.85],
    "per_class": {
        "Pants": {"n": 30, "accuracy": 0.8, "known": True},
        "Dress": {"n": 10, "accuracy": 0.6, "known": True},
        "Hat": {"n": 8, "accuracy": 0.0, "known": False, "auroc": 0.7, "known_auroc": 0.9},
    },
    "confusion": {"Pants": {"Trouser": 24, "Dress": 6}, "Dress": {"Dress": 6, "Coat": 4}, "Hat": {"Bag": 8}},
    "unknown_n": 8,
    "unknown_auroc": 0.7,
    "known_auroc": 0.9,
    "unknown_refused": 0.625,
    "known_refused": 0.05,
    "ece": 0.04,
    "reliability": [{"low": 0.8, "high": 0.9, "n": 40, "confidence": 0.85, "accuracy": 0.75}],
    "outcomes": {"sorted": 30, "unsure": 12, "not_clothing": 6, "error": 0},
    "coverage": 0.625,
    "known_coverage": 0.7,
    "right_among_sorted": 0.95,
}
