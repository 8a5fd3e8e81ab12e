"""Networks, exports and predictions.

Public: `Predictor`, which classifies photos and images with an export, and `PhotoResult`, what it returns for a photo.

Example:
    >>> from model import Predictor
    >>> Predictor.load("photo").predict("t-shirt.jpg").label
    'T-shirt/top'
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from model.photo_result import PhotoResult
    from model.predictor import Predictor

__all__ = ["PhotoResult", "Predictor"]


def __getattr__(name: str) -> Any:
    # Late, so that `python -m wardrobe --help`, which needs one small module of this package, does not load OpenCV.
    if name == "Predictor":
        from model.predictor import Predictor

        return Predictor
    if name == "PhotoResult":
        from model.photo_result import PhotoResult

        return PhotoResult
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
