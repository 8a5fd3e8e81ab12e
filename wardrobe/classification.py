"""Photos -> outcomes: one answer a file, whatever the file holds."""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from data.messages import Message
from data.photos.decoding import MAX_BYTES
from data.photos.recipes import SUFFIXES, Garment, PhotoError, read_garment
from model.predictor import Prediction, Predictor
from model.startup import available_cores

_AHEAD = 32  # photos decoded while earlier ones are being classified; bounds the memory


@dataclass(frozen=True)
class PhotoResult:
    """What became of one file.

    ``outcome`` is ``sorted``, ``unsure``, ``not_clothing`` or ``error``; an error has a sentence and nothing else.
    ``model_input`` is what the network was fed, uint8 (size, size, channels).
    """

    file: str
    outcome: str
    prediction: Prediction | None = None
    garment: Garment | None = None
    model_input: np.ndarray | None = None
    error: Message | None = None

    def to_json(self, predictor: Predictor) -> dict[str, Any]:
        """The object that `wardrobe classify --json` prints."""
        prediction = self.prediction
        return {
            "file": self.file,
            "outcome": self.outcome,
            "label": prediction.label if prediction else None,
            "confidence": round(prediction.confidence, 6) if prediction else None,
            "probabilities": {
                name: round(float(p), 6)
                for name, p in zip(predictor.card.class_names, prediction.probabilities, strict=True)
            }
            if prediction
            else None,
            "error": str(self.error) if self.error else None,
            "model": predictor.card.id,
        }


def classify_photo(file: str, content: bytes, predictor: Predictor) -> PhotoResult:
    """The answer to one photo's bytes; never raises for what they hold. ``file`` is only its name."""
    try:
        garment = read_garment(content)
    except PhotoError as error:
        return PhotoResult(file, "error", error=error.message)
    model_input = predictor.input_of(garment)
    [prediction] = predictor.predict(model_input[None])
    return PhotoResult(file, prediction.outcome, prediction, garment, model_input)


def classify_files(files: Iterable[Path], predictor: Predictor) -> Iterator[PhotoResult]:
    """The answers to files in their order, on all cores; an unreadable file is an answer too."""

    def classify(path: Path) -> PhotoResult:
        try:
            if path.exists() and not path.is_file():
                return PhotoResult(str(path), "error", error=Message("file-no-file"))
            # One byte more than is allowed is enough to refuse a file, however large it is.
            with path.open("rb") as stream:
                content = stream.read(MAX_BYTES + 1)
        except OSError as error:
            return PhotoResult(str(path), "error", error=Message("file-unreadable", reason=error.strerror or ""))
        return classify_photo(str(path), content, predictor)

    with ThreadPoolExecutor(available_cores()) as pool:
        waiting = []
        for path in files:
            waiting.append(pool.submit(classify, path))
            if len(waiting) >= _AHEAD:
                yield waiting.pop(0).result()
        for future in waiting:
            yield future.result()


def find_photos(paths: Iterable[Path], leave_out: Path | None = None) -> tuple[list[Path], int]:
    """The files that are meant, in the order given, folders walked in sorted order; and how many were skipped.

    A named file is taken whatever it is called; inside a folder only files with an image suffix are. The folder
    ``leave_out`` is not walked into.
    """
    photos: list[Path] = []
    skipped = 0
    for path in paths:
        # os.path, because it answers False where a path is too long or may not be looked at; reading it then says why.
        if not os.path.isdir(path):  # noqa: PTH112
            photos.append(path)
            continue
        inside = sorted(_walk(path, leave_out if leave_out and leave_out.exists() else None))
        images = [file for file in inside if file.suffix.lower() in SUFFIXES or file.is_dir()]
        photos += images
        skipped += len(inside) - len(images)
    return photos, skipped


def _walk(folder: Path, leave_out: Path | None) -> Iterator[Path]:
    """All files of a folder but hidden folders, and folders that are closed to us, which reading then reports."""
    closed: list[Path] = []
    for directory, folders, files in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        if leave_out:
            folders[:] = [name for name in folders if not Path(directory, name).samefile(leave_out)]
        # A link that leads nowhere is listed among the files: reading it says so.
        yield from (Path(directory) / name for name in files)
    yield from closed
