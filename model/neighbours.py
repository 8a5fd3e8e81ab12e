"""The images of Fashion-MNIST that a network finds most similar to a photo.

1,000 validation images, 100 of each class, are in a file beside the exports, with what each export that ships makes of
them (its endpoint ``embed``). `training.neighbours` writes it. No photo is in it.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from data.photos.garment import Garment
from model.exports.card import ExportError
from model.exports.store import EXPORTED, export_digest
from model.predictor import Predictor

NEIGHBOURS_FILE = EXPORTED / "neighbours.npz"
"""``images`` uint8 (N, 28, 28), ``labels`` uint8 (N,), and three arrays for each export: see `CompactEmbeddings`."""

_AT_ONCE = 4  # images: see `model.explanation`
_RANK = 192
_USUAL = 0.05  # the share of data set images whose own nearest neighbour is less similar than "usual"
_UNLIKE = 0.5  # cosine: an angle of 60 degrees
_COMPUTING = threading.Lock()


@dataclass(frozen=True)
class CompactEmbeddings:
    """Embeddings, float (N, F), in a fraction of their bytes: the first principal components, rounded.

    Attributes:
        digest: `model.exports.store.export_digest` of the export that made them.
        scores: int8 (N, R).
        components: float16 (R + 1, F): what each score is multiplied with, and the mean.
    """

    digest: str
    scores: np.ndarray
    components: np.ndarray

    @classmethod
    def of(cls, embeddings: np.ndarray, digest: str) -> "CompactEmbeddings":
        """Reduces embeddings, float (N, F), to at most 192 components."""
        mean = embeddings.mean(axis=0)
        left, strengths, right = np.linalg.svd(embeddings - mean, full_matrices=False)
        rank = min(_RANK, len(strengths))
        scores = left[:, :rank] * strengths[:rank]
        steps = np.maximum(np.abs(scores).max(axis=0), 1e-9) / 127
        components = np.vstack([right[:rank] * steps[:, None], mean])
        return cls(digest, np.round(scores / steps).astype(np.int8), components.astype(np.float16))

    def restored(self) -> np.ndarray:
        """The embeddings, float32 (N, F)."""
        components = self.components.astype(np.float32)
        restored: np.ndarray = self.scores.astype(np.float32) @ components[:-1] + components[-1]
        return restored


@dataclass(frozen=True)
class Reference:
    """The file's content.

    Attributes:
        images: uint8 (N, 28, 28).
        labels: uint8 (N,), positions in `data.labels.CLASS_NAMES`.
        embeddings: by the export's id.
    """

    images: np.ndarray
    labels: np.ndarray
    embeddings: Mapping[str, CompactEmbeddings]

    def write(self, file: Path) -> None:
        """Writes the file, a compressed ``.npz``."""
        arrays = {"images": self.images, "labels": self.labels}
        for export, compact in self.embeddings.items():
            arrays[f"{export}:digest"] = np.array(compact.digest)
            arrays[f"{export}:scores"] = compact.scores
            arrays[f"{export}:components"] = compact.components
        np.savez_compressed(file, allow_pickle=False, **arrays)

    @classmethod
    def read(cls, file: Path = NEIGHBOURS_FILE) -> "Reference":
        """Reads the file.

        Raises:
            ExportError: it is missing or damaged.
        """
        try:
            with np.load(file) as arrays:
                exports = [name.removesuffix(":digest") for name in arrays if name.endswith(":digest")]
                embeddings = {
                    export: CompactEmbeddings(
                        str(arrays[f"{export}:digest"]), arrays[f"{export}:scores"], arrays[f"{export}:components"]
                    )
                    for export in exports
                }
                return cls(arrays["images"], arrays["labels"], embeddings)
        except (OSError, ValueError, KeyError) as error:
            raise ExportError(f"{file} cannot be read ({error}). Restore it: python -m training.neighbours") from error


@dataclass(frozen=True)
class Neighbours:
    """The images that are most similar to a photo, the most similar first.

    Attributes:
        images: uint8 (K, 28, 28).
        labels: uint8 (K,), positions in `data.labels.CLASS_NAMES`.
        similarities: float (K,), the cosine of the angle between the embeddings, as seen from their mean: 1 for the
            same, 0 for nothing in common.
        usual: the similarity that 19 of 20 images of the data set have to another one.
    """

    images: np.ndarray
    labels: np.ndarray
    similarities: np.ndarray
    usual: float

    @property
    def closeness(self) -> str:
        """``near``: as similar as images of the data set are to each other; ``far``: less; ``unlike``: much less."""
        nearest = float(self.similarities[0])
        return "near" if nearest >= self.usual else "far" if nearest >= _UNLIKE else "unlike"


def find_neighbours(predictor: Predictor, garment: Garment, count: int = 8) -> Neighbours | None:
    """The ``count`` images that the export's network finds most similar to a garment; None if it has no embedding.

    The embeddings of an export that is not in the file are computed once in a process, which takes seconds.

    Raises:
        ExportError: the file is missing or damaged, or the export gives values that are not finite.
    """
    image = predictor.input_of(garment)[None]
    found = predictor.outputs(image, ("embed",)).get("embed")
    if found is None:
        return None
    reference = reference_images()
    space = _space(predictor)
    similarities = space.directions @ _direction(found[0] - space.mean)
    nearest = np.argsort(-similarities, kind="stable")[:count]
    return Neighbours(reference.images[nearest], reference.labels[nearest], similarities[nearest], space.usual)


def embed_images(predictor: Predictor, images: np.ndarray) -> np.ndarray:
    """The embeddings, float32 (N, F), of images of the data set, uint8 (N, 28, 28), a few at a time."""
    parts = [images[first : first + _AT_ONCE] for first in range(0, len(images), _AT_ONCE)]
    inputs = map(predictor.inputs_of_dataset, parts)
    return np.concatenate([predictor.outputs(part, ("embed",))["embed"] for part in inputs])


@dataclass(frozen=True)
class _Space:
    """The directions of the reference images' embeddings, float32 (N, F), from their mean, and the usual similarity."""

    mean: np.ndarray
    directions: np.ndarray
    usual: float

    @classmethod
    def of(cls, embeddings: np.ndarray) -> "_Space":
        mean = embeddings.mean(axis=0)
        directions = _direction(embeddings - mean)
        similarities = directions @ directions.T
        np.fill_diagonal(similarities, -1)
        return cls(mean, directions, float(np.quantile(similarities.max(axis=1), _USUAL)))


_SPACES: dict[tuple[str, str], _Space] = {}  # by an export's id and digest: few, since few are loaded


@lru_cache(maxsize=1)
def reference_images() -> Reference:
    """The content of the file that ships, read once in a process; raises ExportError."""
    return Reference.read()


def _space(predictor: Predictor) -> _Space:
    """The space of an export: from the file if that is where it is, or else computed once in a process."""
    export = predictor.card.id, export_digest(predictor.directory)
    with _COMPUTING:  # two sessions that ask for the same export wait for one of them
        if export not in _SPACES:
            reference = reference_images()
            stored = reference.embeddings.get(export[0])
            is_current = stored is not None and stored.digest == export[1]
            made = stored.restored() if stored and is_current else embed_images(predictor, reference.images)
            _SPACES[export] = _Space.of(made)
        return _SPACES[export]


def _direction(vectors: np.ndarray) -> np.ndarray:
    """Vectors, float (…, F), of length 1; those of length 0 stay 0."""
    scaled: np.ndarray = vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9)
    return scaled
