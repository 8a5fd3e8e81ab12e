"""Fetches the official Fashion-MNIST files: checked before they get their names, so that no half is ever used."""

import hashlib
import http.client
import os
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

from data.fashion_mnist import TEST_IMAGES, TEST_LABELS, TRAIN_IMAGES, TRAIN_LABELS, DataError, file_md5

OFFICIAL_ADDRESS = "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"
OFFICIAL_BYTES = {TRAIN_IMAGES: 26_421_880, TRAIN_LABELS: 29_515, TEST_IMAGES: 4_422_102, TEST_LABELS: 5_148}
_CHUNK = 1 << 16
_TIMEOUT_SECONDS = 30


def fetch_missing(directory: Path, checksums: Mapping[str, str], address: str = OFFICIAL_ADDRESS) -> None:
    """Downloads each file of ``checksums`` (name to MD5) that ``directory`` lacks or holds altered.

    Raises:
        DataError: the network, the disk or the file that came is not as it should be; nothing half-written is left.
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
    part = path.with_name(f"{path.name}.{os.getpid()}.part")  # another training may be fetching it too
    task = progress.add_task(path.name, total=size)
    digest, received = hashlib.md5(usedforsecurity=False), 0
    try:
        with urllib.request.urlopen(address, timeout=_TIMEOUT_SECONDS) as response, part.open("wb") as stream:
            while received <= size and (chunk := response.read(_CHUNK)):
                stream.write(chunk)
                digest.update(chunk)
                received += len(chunk)
                progress.update(task, completed=received)
            stream.flush()
            os.fsync(stream.fileno())
        if received != size or digest.hexdigest() != md5:
            raise DataError(
                f"{address} sent {received} bytes with the MD5 {digest.hexdigest()}; expected {size} with {md5}. "
                "Something on the way altered the file: try another network."
            )
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
