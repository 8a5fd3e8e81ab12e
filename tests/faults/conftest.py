"""Small photos, and disks that fail."""

import errno
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from wardrobe.store.pictures import jpeg

_NOBODY = 65534


@pytest.fixture(scope="session")
def photos():
    """JPEG bytes of three small pictures."""
    return [jpeg(np.full((48, 48, 3), 70 * number, np.uint8)) for number in range(3)]


@pytest.fixture
def full_disk(monkeypatch):
    """Every file that is written from now on gets half its content, then the disk is full."""
    write = Path.write_bytes

    def half(path, content):
        write(path, content[: len(content) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    def start():
        monkeypatch.setattr(Path, "write_bytes", half)

    return start


@pytest.fixture
def unprivileged():
    """A folder, and a context in which this process is not root, whom no permission stops."""
    folder = Path(tempfile.mkdtemp(prefix="faults-"))  # everybody may enter the folder above, unlike pytest's
    folder.chmod(0o755)

    @contextmanager
    def become():
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        if root:
            os.seteuid(_NOBODY)
        try:
            yield
        finally:
            if root:
                os.seteuid(0)

    yield folder, become
    for path in folder.rglob("*"):
        if path.is_dir():
            path.chmod(0o755)
    shutil.rmtree(folder)
