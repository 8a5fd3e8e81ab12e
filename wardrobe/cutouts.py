"""Garments cut out of photos, as PNG files with an alpha channel."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from data.files import write_atomically
from data.messages import Message
from data.photos.decoding import PhotoError, decode_photo
from data.photos.recipes import read_photo_file
from model.segmenter import Segmenter
from wardrobe.classification import map_ahead

_AHEAD = 8  # photos


@dataclass(frozen=True)
class CutOut:
    """The cut-out of one photo: the PNG file, or the ``error`` that says why there is none."""

    file: Path
    target: Path | None = None
    error: Message | None = None


def cut_out_files(files: Iterable[Path], to: Path, segmenter: Segmenter) -> Iterator[CutOut]:
    """Writes NAME.png into the folder ``to`` for each photo NAME.jpg, in their order: RGBA, as large as the photo.

    It is what the segmenter finds, however sure it is; where it finds nothing, the picture is transparent. A second
    photo of one name becomes NAME-2.png.

    Raises:
        OSError: the folder cannot be written to.
        ExportError: the export gives values that are not finite.
    """
    to.mkdir(parents=True, exist_ok=True)
    return map_ahead(lambda job: _cut_out(*job, segmenter), list(_targets(files, to)), _AHEAD)


def _targets(files: Iterable[Path], to: Path) -> Iterator[tuple[Path, Path]]:
    used: set[str] = set()
    for file in files:
        name, number = file.stem, 2
        while name.casefold() in used:
            name, number = f"{file.stem}-{number}", number + 1
        used.add(name.casefold())
        yield file, to / f"{name}.png"


def _cut_out(file: Path, target: Path, segmenter: Segmenter) -> CutOut:
    try:
        picture = decode_photo(read_photo_file(file))
    except PhotoError as error:
        return CutOut(file, error=error.message)
    opacity = segmenter.segment(picture).opacity(picture.shape[:2])
    stream = io.BytesIO()
    Image.fromarray(np.dstack([picture, opacity])).save(stream, "PNG")
    write_atomically(target, stream.getvalue())
    return CutOut(file, target)
