"""The out-of-distribution score of a trained network, and how well it separates garments from other images."""

from typing import Any

import keras
import numpy as np

from data.drawn.ood_samples import draw_digits, draw_noise
from data.fashion_mnist import Splits
from data.photos.recipes import RECIPES
from model.metrics import auroc
from model.ood import FeatureGaussians, fit_feature_gaussians, ood_features
from training.callbacks import predict_logits
from training.config import TrainConfig

_IMAGES = 10_000  # of the training images; more change nothing
_SAMPLES = 2_000  # of each kind of image that is not a garment
_SEED = 0


def fit_ood(model: keras.Model, config: TrainConfig, splits: Splits) -> tuple[FeatureGaussians, dict[str, Any]]:
    """Fits the score to the features that ``model`` has of training images.

    Returns:
        The score; and its AUROC of validation images against ``n`` out-of-distribution samples of a kind, as
        ``digits_auroc`` and ``noise_auroc``.
    """
    network = keras.Model(model.inputs, ood_features(model))

    def features(images: np.ndarray) -> np.ndarray:
        form = config.model
        inputs = RECIPES[form.recipe].from_dataset(images, form.input_size, form.channels)
        return predict_logits(network, inputs)

    chosen = np.random.default_rng(_SEED).permutation(len(splits.train))[:_IMAGES]
    part = splits.train.take(chosen)
    gaussians = fit_feature_gaussians(features(part.images), part.labels)

    def scores(images: np.ndarray) -> np.ndarray:
        return np.asarray(keras.ops.convert_to_numpy(gaussians.score(features(images))))

    known = -scores(splits.validation.images)
    samples = {"digits": draw_digits(_SAMPLES, _SEED), "noise": draw_noise(_SAMPLES, _SEED)}
    found = {f"{name}_auroc": auroc(known, -scores(images)) for name, images in samples.items()}
    return gaussians, {"n": _SAMPLES, **found}
