"""How unlike the training images' features an image's are: the score that tells garments from digits and noise."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import keras

_BACKGROUND = 0.8
_RIDGE, _LEAST_RIDGE = 0.01, 1e-6


def ood_features(model: "keras.Model") -> Any:
    """What the score looks at, a tensor (N, F): how much each map varies over the image where a resolution begins.

    The maps are those after the first activation at each resolution. The last features, pooled, tell classes apart and
    forget most of the rest; how a map varies keeps the texture (the diagonal of a Gram matrix, Sastry and Oore, arXiv
    1912.12510). A network that takes several looks is asked about the first; one without such maps gives its ``embed``.
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
