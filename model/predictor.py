"""Predictions of an export: a photo in, a `PhotoResult` out; images in, `BatchPredictions` out.

The app, the command line, reclassification and the evaluation of exports all predict through `Predictor`.
"""

from collections.abc import Collection, Mapping
from pathlib import Path

import numpy as np

from data.photos.decoding import PhotoError
from data.photos.garment import AUTOMATIC, CutoutOverride, Garment
from data.photos.recipes import RECIPES, read_photo_file
from model.exports.card import Card, ExportError
from model.exports.store import EXPORTED, check_export, find_export
from model.garments import read_garment
from model.metrics import BatchPredictions
from model.photo_prediction import photo_inputs, photo_result
from model.photo_result import PhotoResult
from model.runtimes import choose_runtime, load_endpoints
from model.serving_client import ServingError
from model.startup import quiet_native_logs

_BATCH = 64


class InputError(ValueError):
    """Images of another dtype or shape than the export takes."""


class Predictor:
    """A loaded export; safe to share between threads.

    Example:
        >>> predictor = Predictor.load("photo")
        >>> result = predictor.predict("t-shirt.jpg")
        >>> result.outcome, result.label
        ('sorted', 'T-shirt/top')
    """

    def __init__(self, directory: Path, runtime: str | None = None) -> None:
        """Checks the export in ``directory`` against its manifest, loads it and predicts one black image.

        Args:
            directory: ``…/NAME/VERSION``.
            runtime: one of `model.runtimes.RUNTIMES`; by default the value of WARDROBE_RUNTIME, or ``auto``.

        Raises:
            ExportError: the export is damaged, cannot be loaded, does not match its card or gives values that are not
                finite, or the runtime does not exist or is not installed.
        """
        self.directory, self.runtime = directory, choose_runtime(runtime)
        check_export(directory)
        self.card = Card.read(directory)
        config = self.card.architecture
        if config.segments:
            raise ExportError(
                f"Expected an export that classifies. Received: {self.card.id}, which finds garments in pictures. "
                "Name another export."
            )
        if config.recipe not in RECIPES:
            raise ExportError(
                f"{directory} needs the input recipe {config.recipe!r}; this version has {', '.join(RECIPES)}. "
                "Update the program."
            )
        self._recipe = RECIPES[config.recipe]
        self._image_shape = (config.input_size, config.input_size, config.channels)
        self._output_shapes: dict[str, tuple[int, ...]] = {}
        # A first prediction tells the shapes of the outputs. It also makes native code log what it logs once.
        try:
            with quiet_native_logs():
                self._run = load_endpoints(directory, self.runtime)
                first = self._run(np.zeros((1, *self._image_shape), np.uint8))
            self._output_shapes = {name: output.shape[1:] for name, output in first.items()}
        except ServingError:
            raise
        except Exception as error:  # each runtime has errors of its own
            reason = str(error).strip().partition("\n")[0]
            raise ExportError(
                f"Expected {self.card.id} to take images of shape {self._image_shape}, as its card says. "
                f"{self.runtime} failed: {reason}. Export again."
            ) from error
        expected = {"probabilities": (len(self.card.class_names),), "logits": (config.outputs,)}
        for name, shape in expected.items():
            if self._output_shapes.get(name) != shape:
                raise ExportError(
                    f"Expected {self.card.id} to give {name} of shape (N, {shape[0]}). "
                    f"Received: {self._output_shapes.get(name, 'none')}. Export again."
                )
        self._check_outputs(first, 1)

    @classmethod
    def load(cls, name: str = "photo", runtime: str | None = None, root: Path = EXPORTED) -> "Predictor":
        """The predictor of an export by name.

        Args:
            name: a job (``photo`` or ``fashion-mnist``: the export that is live), NAME, NAME/VERSION, or a path.
            runtime: one of `model.runtimes.RUNTIMES`; by default the value of WARDROBE_RUNTIME, or ``auto``.
            root: the folder that holds the exports.

        Raises:
            ExportError: there is no such export, or it cannot be loaded.
        """
        return cls(find_export(name, root), runtime)

    @property
    def class_names(self) -> tuple[str, ...]:
        """The classes, in the order of the probabilities."""
        return self.card.class_names

    def predict(
        self, photo: Path | str | bytes, *, file: str = "", override: CutoutOverride = AUTOMATIC
    ) -> PhotoResult:
        """The prediction for one photo; a photo that cannot be read gives the outcome ``error``, never an exception.

        Args:
            photo: the path of a file, or the bytes of one.
            file: the name in the result; by default the path.
            override: how the garment is found, where the user said so.

        Raises:
            ExportError: the export gives values that are not finite.
        """
        file = file or ("" if isinstance(photo, bytes) else str(photo))
        try:
            content = photo if isinstance(photo, bytes) else read_photo_file(Path(photo))
            garment = read_garment(content, override)
        except PhotoError as error:
            return PhotoResult(file, "error", self.card.id, error=error.message)
        return self.predict_garment(garment, file=file)

    def predict_garment(self, garment: Garment, *, file: str = "") -> PhotoResult:
        """The prediction for a garment that has been found in a photo already.

        Raises:
            ExportError: the export gives values that are not finite.
        """
        inputs = photo_inputs(garment, self.card)
        logits = self.outputs(inputs, ("logits",))["logits"]
        return photo_result(self.card, garment, inputs, logits, file=file)

    def predict_images(self, images: np.ndarray) -> BatchPredictions:
        """The predictions for images, uint8 (N, size, size, channels), made by the card's recipe; N may be 0.

        Raises:
            InputError: the images have another dtype or shape.
            ExportError: the export gives values that are not finite.
        """
        logits = self.outputs(images, ("logits",))["logits"]
        return BatchPredictions.from_logits(logits, self.card.temperature, len(self.class_names))

    def outputs(self, images: np.ndarray, names: Collection[str] | None = None) -> dict[str, np.ndarray]:
        """What the network gives for images, uint8 (N, size, size, channels); N may be 0.

        Args:
            images: made by the card's recipe.
            names: which outputs; all by default. Others take no time on a server.

        Returns:
            ``probabilities`` float32 (N, classes), ``logits`` float32 (N, outputs), ``embed`` float32 (N, F) and, from
            exports that have it, ``ood_score`` float32 (N,).

        Raises:
            InputError: the images have another dtype or shape.
            ExportError: the export gives values that are not finite.
        """
        if not isinstance(images, np.ndarray) or images.dtype != np.uint8 or images.shape[1:] != self._image_shape:
            received = f"{images.dtype} {images.shape}" if isinstance(images, np.ndarray) else type(images).__name__
            shape = ", ".join(map(str, self._image_shape))
            raise InputError(f"Expected images for {self.card.id} as uint8 (N, {shape}). Received: {received}.")
        parts = [self._run(images[i : i + _BATCH]) for i in range(0, len(images), _BATCH)]
        outputs = {
            name: np.concatenate([np.zeros((0, *shape), np.float32), *(part[name] for part in parts)])
            for name, shape in self._output_shapes.items()
            if names is None or name in names
        }
        self._check_outputs(outputs, len(images))
        return outputs

    def input_of(self, garment: Garment) -> np.ndarray:
        """What the network is fed for a garment in a photo: uint8 (size, size, channels)."""
        return self._recipe.from_garment(garment, *self._image_shape[1:])

    def inputs_of_dataset(self, images: np.ndarray) -> np.ndarray:
        """What the network is fed for images of the data set: uint8 (N, 28, 28) to uint8 (N, size, size, channels)."""
        return self._recipe.from_dataset(images, *self._image_shape[1:])

    def _check_outputs(self, outputs: Mapping[str, np.ndarray], images: int) -> None:
        for name, values in outputs.items():
            if values.shape != (images, *self._output_shapes[name]):
                raise ExportError(
                    f"Expected {self.card.id} to give {name} of shape {(images, *self._output_shapes[name])}. "
                    f"Received: {values.shape}. Export again."
                )
            if not np.isfinite(values).all():
                raise ExportError(
                    f"Expected {self.card.id} to give finite {name}. Received NaN or infinity. Train and export again."
                )
