"""How unlike the training images' features an image's are: the score that tells garments from digits and noise."""

from dataclasses import dataclass
from typing import Any

import numpy as np

_BACKGROUND = 0.8
_RIDGE, _LEAST_RIDGE = 0.01, 1e-6


@dataclass(frozen=True)
class FeatureGaussians:
    """A score of features, quadratic in them: higher is less like what the network learnt from.

    The Mahalanobis distance to the nearest class (Lee et al., arXiv 1807.03888, section 2.1), less most of that to all
    classes together: what is odd about an image without making it less of a garment cancels (Ren et al., arXiv
    2106.09022, who subtract all of it; then noise that is far from everything goes unnoticed).

    ``centre`` float32 (F,), ``quadratic`` (F, F), ``linear`` (F, C), ``constant`` (C,).
    """

    centre: np.ndarray
    quadratic: np.ndarray
    linear: np.ndarray
    constant: np.ndarray

    def score(self, features: Any) -> Any:
        """float (N,) of features, float (N, F); an array or a tensor of Keras's backend."""
        import keras

        centred = features - self.centre
        of_all = keras.ops.sum(keras.ops.matmul(centred, self.quadratic) * centred, axis=1, keepdims=True)
        return keras.ops.min(of_all + keras.ops.matmul(centred, self.linear) + self.constant, axis=1)


def fit_feature_gaussians(features: np.ndarray, labels: np.ndarray) -> FeatureGaussians:
    """Gaussians of one covariance around the mean of each class, from features, float (N, F), and labels, int (N,)."""
    features = np.asarray(features, np.float64)
    centre = features.mean(axis=0)
    centred = features - centre
    means = np.stack([centred[labels == label].mean(axis=0) for label in np.unique(labels)])
    within = centred - means[np.unique(labels, return_inverse=True)[1]]
    of_classes, of_all = _precision(within), _precision(centred)
    return FeatureGaussians(
        *(
            part.astype(np.float32)
            for part in (
                centre,
                of_classes - _BACKGROUND * of_all,
                -2 * of_classes @ means.T,
                np.einsum("ci,ij,cj->c", means, of_classes, means),
            )
        )
    )


def _precision(deviations: np.ndarray) -> np.ndarray:
    """The inverse of the covariance, float (F, F); a ridge keeps features that hardly vary from deciding everything."""
    covariance = deviations.T @ deviations / len(deviations)
    ridge = max(_RIDGE * covariance.diagonal().mean(), _LEAST_RIDGE)
    inverse: np.ndarray = np.linalg.inv(covariance + ridge * np.eye(len(covariance)))
    return inverse
