"""Downloads the official Fashion-MNIST files; a file gets its name only after its checksum was verified."""

import hashlib
import http.client
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

from data.errors import DataError
from data.fashion_mnist_files import TEST_IMAGES, TEST_LABELS, TRAIN_IMAGES, TRAIN_LABELS, file_md5
from data.files import replacing

OFFICIAL_ADDRESS = "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"
OFFICIAL_BYTES = {TRAIN_IMAGES: 26_421_880, TRAIN_LABELS: 29_515, TEST_IMAGES: 4_422_102, TEST_LABELS: 5_148}
_CHUNK = 1 << 16
_TIMEOUT_SECONDS = 30


def fetch_missing(directory: Path, checksums: Mapping[str, str], address: str = OFFICIAL_ADDRESS) -> None:
    """Downloads each file of ``checksums`` (name to MD5) that is missing in ``directory`` or altered.

    Raises:
        DataError: the network or the disk failed, or a file arrived altered; no part of it is left behind.
    """
    progress = Progress(
        TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn(),
        console=Console(stderr=True),
    )  # fmt: skip
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with progress:
            for file, md5 in checksums.items():
                if file_md5(directory / file) != md5:
                    _fetch(address + file, directory / file, md5, progress)
    # urllib's URLError is an OSError, as are a full disk and a lost connection
    except (OSError, http.client.HTTPException) as error:
        raise DataError(
            f"Fashion-MNIST could not be downloaded from {address} to {directory} ({getattr(error, 'reason', error)}). "
            "Check the network and the disk, or name a folder with the four files by --data-dir."
        ) from error


def _fetch(address: str, path: Path, md5: str, progress: Progress) -> None:
    size = OFFICIAL_BYTES[path.name]
    task = progress.add_task(path.name, total=size)
    digest, received = hashlib.md5(usedforsecurity=False), 0
    with replacing(path) as part:
        with urllib.request.urlopen(address, timeout=_TIMEOUT_SECONDS) as response, part.open("wb") as stream:
            while received <= size and (chunk := response.read(_CHUNK)):
                stream.write(chunk)
                digest.update(chunk)
                received += len(chunk)
                progress.update(task, completed=received)
        if received != size or digest.hexdigest() != md5:
            raise DataError(
                f"{address} sent {received} bytes with the MD5 {digest.hexdigest()}; expected {size} with {md5}. "
                "Something on the way altered the file: try another network."
            )
