"""The out-of-distribution score: how far an image's features are from those of the training images."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import keras

_BACKGROUND = 0.8
_RIDGE, _LEAST_RIDGE = 0.01, 1e-6


def ood_features(model: "keras.Model") -> Any:
    """The features of the score, a tensor (N, F): the standard deviation of feature maps over the image.

    The maps are those after the first activation at each resolution. The last, pooled features separate the classes and
    lose most other information; the deviation of a map keeps the texture (the diagonal of a Gram matrix, Sastry and
    Oore, arXiv 1912.12510). With test-time augmentation, the features are those of the unchanged image. A network
    without such maps gives its ``embed``.
    """
    import keras

    from model.networks.ensemble import without_tta

    activations = keras.layers.Activation, keras.layers.LeakyReLU, keras.layers.PReLU
    first: dict[tuple[int, ...], Any] = {}
    network = without_tta(model)
    for layer in network.layers:
        if isinstance(layer, activations) and len(layer.output.shape) == 4 and layer.output.shape[1] > 1:
            first.setdefault(layer.output.shape[1:3], layer.output)
    if not first:
        return model.get_layer("embed").output
    varies = [keras.ops.std(maps, axis=(1, 2)) for maps in first.values()]
    features = keras.ops.concatenate(varies, axis=1) if len(varies) > 1 else varies[0]
    return features if network is model else keras.Model(network.inputs, features)(model.inputs[0])


@dataclass(frozen=True)
class FeatureGaussians:
    """A score that is quadratic in the features; higher is less like the training images.

    The Mahalanobis distance to the nearest class (Lee et al., arXiv 1807.03888, section 2.1) minus most of the distance
    to all classes together, so that what is unusual about an image without making it less of a garment cancels. Ren et
    al. (arXiv 2106.09022) subtract all of it; noise that is far from everything then goes unnoticed.

    ``centre`` float32 (F,), ``quadratic`` (F, F), ``linear`` (F, C), ``constant`` (C,).
    """

    centre: np.ndarray
    quadratic: np.ndarray
    linear: np.ndarray
    constant: np.ndarray

    def score(self, features: Any) -> Any:
        """The score, float (N,), of features, float (N, F): arrays or tensors of Keras's backend."""
        import keras

        centred = features - self.centre
        of_all = keras.ops.sum(keras.ops.matmul(centred, self.quadratic) * centred, axis=1, keepdims=True)
        return keras.ops.min(of_all + keras.ops.matmul(centred, self.linear) + self.constant, axis=1)


def fit_feature_gaussians(features: np.ndarray, labels: np.ndarray) -> FeatureGaussians:
    """Gaussians with one covariance around the mean of each class; features float (N, F), labels int (N,)."""
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
    """The inverse of the covariance, float (F, F), with a ridge, or features that hardly vary would dominate."""
    covariance = deviations.T @ deviations / len(deviations)
    ridge = max(_RIDGE * covariance.diagonal().mean(), _LEAST_RIDGE)
    inverse: np.ndarray = np.linalg.inv(covariance + ridge * np.eye(len(covariance)))
    return inverse
